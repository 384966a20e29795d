"""saved views of lists"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.db import Moment

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "core_list_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record", sa.String(length=120), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("audience", sa.String(length=10), nullable=False),
        sa.Column("role", sa.String(length=64), nullable=False),
        sa.Column("standard", sa.Boolean(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("opens", sa.Integer(), nullable=True),
        sa.Column("made_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["ab_user.id"],
            name=op.f("fk_core_list_view_owner_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_core_list_view")),
        sa.UniqueConstraint(
            "record", "owner_id", "name", name=op.f("uq_core_list_view_record_owner_id_name")
        ),
    )
    with op.batch_alter_table("core_list_view") as table:
        table.create_index(op.f("ix_core_list_view_owner_id"), ["owner_id"], unique=False)


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("core_list_view") as table:
        table.drop_index(op.f("ix_core_list_view_owner_id"))
    op.drop_table("core_list_view")
