"""who steps in for a review"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("publicity_article", schema=None) as batch_op:
        batch_op.add_column(sa.Column("stand_in", sa.String(length=40), nullable=True))


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("publicity_article", schema=None) as batch_op:
        batch_op.drop_column("stand_in")
