"""publishing through the interface"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.db import Moment

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("publicity_article", schema=None) as batch_op:
        batch_op.add_column(sa.Column("failure", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("by_interface", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("draft_id", sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column("submitting", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("since_at", Moment(), nullable=True))
        batch_op.add_column(sa.Column("next_look_at", Moment(), nullable=True))
        batch_op.add_column(sa.Column("looks", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("publicity_article", schema=None) as batch_op:
        batch_op.drop_column("looks")
        batch_op.drop_column("next_look_at")
        batch_op.drop_column("since_at")
        batch_op.drop_column("submitting")
        batch_op.drop_column("draft_id")
        batch_op.drop_column("by_interface")
        batch_op.drop_column("failure")
