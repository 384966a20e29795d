"""tallies"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "core_tally",
        sa.Column("record", sa.String(length=120), nullable=False),
        sa.Column("row", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("record", "row", "name", name=op.f("pk_core_tally")),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("core_tally")
