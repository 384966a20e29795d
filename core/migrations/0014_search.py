"""search indexes of record types; commands by single keys can be switched off"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.db import Moment

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "core_search",
        sa.Column("record", sa.String(length=120), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("upto", sa.Integer(), nullable=False),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("record", name=op.f("pk_core_search")),
    )
    with op.batch_alter_table("core_account") as table:
        table.add_column(
            sa.Column("single_keys", sa.Boolean(), server_default=sa.true(), nullable=False)
        )


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("core_account") as table:
        table.drop_column("single_keys")
    op.drop_table("core_search")
