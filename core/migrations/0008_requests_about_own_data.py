"""requests about own data"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.db import Moment

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "directory_data_request",
        sa.Column("person", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("entry", sa.String(length=200), nullable=True),
        sa.Column("about_record", sa.String(length=80), nullable=True),
        sa.Column("about_row", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("handler", sa.Integer(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["handler"], ["directory_person.id"], name=op.f("fk_directory_data_request_handler")
        ),
        sa.ForeignKeyConstraint(
            ["person"], ["directory_person.id"], name=op.f("fk_directory_data_request_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_data_request")),
    )
    with op.batch_alter_table("directory_data_request") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_directory_data_request_asked_on_id_deleted_at"),
            ["asked_on", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_directory_data_request_due_on"), ["due_on"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_directory_data_request_handler"), ["handler"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_directory_data_request_kind_asked_on_id_deleted_at"),
            ["kind", "asked_on", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_directory_data_request_person"), ["person"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_directory_data_request_status_asked_on_id_deleted_at"),
            ["status", "asked_on", "id", "deleted_at"],
            unique=False,
        )


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("directory_data_request") as batch_op:
        batch_op.drop_index(batch_op.f("ix_directory_data_request_status_asked_on_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_directory_data_request_person"))
        batch_op.drop_index(batch_op.f("ix_directory_data_request_kind_asked_on_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_directory_data_request_handler"))
        batch_op.drop_index(batch_op.f("ix_directory_data_request_due_on"))
        batch_op.drop_index(batch_op.f("ix_directory_data_request_asked_on_id_deleted_at"))

    op.drop_table("directory_data_request")
