"""mail to people without an account, and the links they hold"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.db import Moment

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "core_secret_link",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("page", sa.String(length=120), nullable=False),
        sa.Column("record", sa.String(length=120), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_core_secret_link")),
    )
    with op.batch_alter_table("core_secret_link", schema=None) as batch_op:
        batch_op.create_index("ix_core_secret_link_row", ["record", "row_id"], unique=False)
    with op.batch_alter_table("core_outbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("outside", sa.Text(), nullable=True))


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("core_outbox", schema=None) as batch_op:
        batch_op.drop_column("outside")
    with op.batch_alter_table("core_secret_link", schema=None) as batch_op:
        batch_op.drop_index("ix_core_secret_link_row")
    op.drop_table("core_secret_link")
