"""Exports that need a second person."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.db import Moment

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "directory_sealed_export",
        sa.Column("what", sa.String(length=200), nullable=True),
        sa.Column("why", sa.String(length=400), nullable=True),
        sa.Column("purpose", sa.String(length=200), nullable=True),
        sa.Column("entries", sa.Integer(), nullable=True),
        sa.Column("person", sa.Integer(), nullable=True),
        sa.Column("about_record", sa.String(length=80), nullable=True),
        sa.Column("address", sa.String(length=200), nullable=True),
        sa.Column("question", sa.Text(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("released_on", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person"], ["directory_person.id"], name=op.f("fk_directory_sealed_export_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_sealed_export")),
    )
    with op.batch_alter_table("directory_sealed_export", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_directory_sealed_export_asked_on_id_deleted_at"),
            ["asked_on", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_directory_sealed_export_person"), ["person"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_directory_sealed_export_status_asked_on_id_deleted_at"),
            ["status", "asked_on", "id", "deleted_at"],
            unique=False,
        )


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("directory_sealed_export", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_directory_sealed_export_status_asked_on_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_directory_sealed_export_person"))
        batch_op.drop_index(batch_op.f("ix_directory_sealed_export_asked_on_id_deleted_at"))

    op.drop_table("directory_sealed_export")
