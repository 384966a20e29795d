"""templates of documents"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.db import Moment

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "core_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(length=80), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_core_template")),
    )
    with op.batch_alter_table("core_template", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_core_template_document_id"), ["document", "id"], unique=False
        )


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("core_template", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_core_template_document_id"))

    op.drop_table("core_template")
