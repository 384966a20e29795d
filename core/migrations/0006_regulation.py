"""versions of the regulation"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.db.types import Moment

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "core_regulation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("imported_at", Moment(), nullable=False),
        sa.Column("imported_by", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_core_regulation")),
        sa.UniqueConstraint("sha256", name=op.f("uq_core_regulation_sha256")),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("core_regulation")
