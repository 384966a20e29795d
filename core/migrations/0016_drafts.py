"""drafts of forms, and tokens by which a form is saved once"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.db import Moment

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "core_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=40), nullable=False),
        sa.Column("form", sa.String(length=140), nullable=False),
        sa.Column("typed", sa.Text(), nullable=False),
        sa.Column("kept_at", Moment(), nullable=False),
        sa.Column("done_at", Moment(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_core_draft")),
        sa.UniqueConstraint("user_id", "token", name=op.f("uq_core_draft_user_id_token")),
    )
    with op.batch_alter_table("core_draft") as table:
        table.create_index(op.f("ix_core_draft_kept_at"), ["kept_at"])
        table.create_index(op.f("ix_core_draft_user_id_form"), ["user_id", "form"])


def downgrade() -> None:
    """Back."""
    op.drop_table("core_draft")
