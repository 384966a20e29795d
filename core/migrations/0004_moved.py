"""who moved or confirmed what, on which content"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.db.types import Moment

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "core_moved",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record", sa.String(length=80), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("move", sa.String(length=40), nullable=False),
        sa.Column("was", sa.String(length=40), nullable=False),
        sa.Column("became", sa.String(length=40), nullable=True),
        sa.Column("user", sa.Integer(), nullable=True),
        sa.Column("person", sa.Integer(), nullable=True),
        sa.Column("roles", sa.String(length=200), nullable=False),
        sa.Column("units", sa.String(length=200), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_core_moved")),
    )
    with op.batch_alter_table("core_moved") as table:
        table.create_index("ix_core_moved_row", ["record", "row"], unique=False)


def downgrade() -> None:
    """Back."""
    op.drop_table("core_moved")
