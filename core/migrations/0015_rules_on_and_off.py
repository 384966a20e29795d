"""a rule can be switched off, and what happened to a chapter is told in full"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.db import Moment

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "core_rule",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_core_rule")),
    )
    with op.batch_alter_table("core_chapter_event") as table:
        table.alter_column(
            "what", existing_type=sa.String(60), type_=sa.String(200), existing_nullable=False
        )


def downgrade() -> None:
    """Back."""
    op.execute("UPDATE core_chapter_event SET what = substr(what, 1, 60)")
    with op.batch_alter_table("core_chapter_event") as table:
        table.alter_column(
            "what", existing_type=sa.String(200), type_=sa.String(60), existing_nullable=False
        )
    op.drop_table("core_rule")
