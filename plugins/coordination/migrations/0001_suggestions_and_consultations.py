"""suggestions and consultations"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.db import Moment, Words

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "coordination_public_reply",
        sa.Column("suggestion_no", sa.String(length=60), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=True),
        sa.Column("result", sa.String(length=40), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coordination_public_reply")),
        sa.UniqueConstraint(
            "suggestion_no", name=op.f("uq_coordination_public_reply_suggestion_no")
        ),
    )
    with op.batch_alter_table("coordination_public_reply", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_coordination_public_reply_category_date_id_deleted_at"),
            ["category", "date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_public_reply_date_id_deleted_at"),
            ["date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_public_reply_result_date_id_deleted_at"),
            ["result", "date", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "coordination_consult",
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("policies", Words(400), nullable=False),
        sa.Column("draft_ref", sa.String(length=120), nullable=True),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("advice", sa.Text(), nullable=True),
        sa.Column("replied_on", sa.Date(), nullable=True),
        sa.Column("adoption", sa.String(length=40), nullable=True),
        sa.Column("adoption_reason", sa.Text(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=True),
        sa.Column("unit", sa.Integer(), nullable=True),
        sa.Column("owner", sa.Integer(), nullable=True),
        sa.Column("visibility", sa.String(length=40), nullable=True),
        sa.Column("secrecy", sa.String(length=40), nullable=True),
        sa.Column("code", sa.String(length=60), nullable=True),
        sa.Column("basis", sa.String(length=20), nullable=True),
        sa.Column("academic_year", sa.String(length=9), nullable=True),
        sa.Column("semester", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["owner"], ["directory_person.id"], name=op.f("fk_coordination_consult_owner")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_coordination_consult_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coordination_consult")),
        sa.UniqueConstraint("code", name=op.f("uq_coordination_consult_code")),
    )
    with op.batch_alter_table("coordination_consult", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_coordination_consult_adoption_id_deleted_at"),
            ["adoption", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_consult_answer_by"), ["answer_by"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_consult_kind_id_deleted_at"),
            ["kind", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_coordination_consult_owner"), ["owner"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_coordination_consult_status_id_deleted_at"),
            ["status", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_consult_unit_id_deleted_at"),
            ["unit", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "coordination_inspection",
        sa.Column("checked", sa.Integer(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("articles", Words(400), nullable=False),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.Column("to_mend", sa.Text(), nullable=True),
        sa.Column("mend_by", sa.Date(), nullable=True),
        sa.Column("mended_how", sa.Text(), nullable=True),
        sa.Column("mended_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=True),
        sa.Column("unit", sa.Integer(), nullable=True),
        sa.Column("owner", sa.Integer(), nullable=True),
        sa.Column("visibility", sa.String(length=40), nullable=True),
        sa.Column("secrecy", sa.String(length=40), nullable=True),
        sa.Column("code", sa.String(length=60), nullable=True),
        sa.Column("basis", sa.String(length=20), nullable=True),
        sa.Column("academic_year", sa.String(length=9), nullable=True),
        sa.Column("semester", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["checked"], ["directory_unit.id"], name=op.f("fk_coordination_inspection_checked")
        ),
        sa.ForeignKeyConstraint(
            ["owner"], ["directory_person.id"], name=op.f("fk_coordination_inspection_owner")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_coordination_inspection_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coordination_inspection")),
        sa.UniqueConstraint("code", name=op.f("uq_coordination_inspection_code")),
    )
    with op.batch_alter_table("coordination_inspection", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_coordination_inspection_checked_date_id_deleted_at"),
            ["checked", "date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_inspection_date_id_deleted_at"),
            ["date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_inspection_mend_by"), ["mend_by"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_inspection_owner"), ["owner"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_inspection_status_date_id_deleted_at"),
            ["status", "date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_inspection_unit_date_id_deleted_at"),
            ["unit", "date", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "coordination_suggestion",
        sa.Column("title", sa.String(length=120), nullable=True),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("category", sa.String(length=40), nullable=True),
        sa.Column("signature", sa.String(length=40), nullable=False),
        sa.Column("public_reply", sa.Boolean(), nullable=True),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("source_no", sa.String(length=60), nullable=True),
        sa.Column("proposer", sa.Integer(), nullable=True),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("sender", sa.Integer(), nullable=True),
        sa.Column("taken_by", sa.Integer(), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=True),
        sa.Column("unit", sa.Integer(), nullable=True),
        sa.Column("assigned_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("extension_days", sa.Integer(), nullable=True),
        sa.Column("extension_reason", sa.String(length=200), nullable=True),
        sa.Column("extended_on", sa.Date(), nullable=True),
        sa.Column("extended_to", sa.Date(), nullable=True),
        sa.Column("result", sa.String(length=40), nullable=True),
        sa.Column("reply", sa.Text(), nullable=True),
        sa.Column("handed_in_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("returned", sa.Integer(), nullable=True),
        sa.Column("redone", sa.Integer(), nullable=True),
        sa.Column("satisfaction", sa.String(length=40), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=True),
        sa.Column("code", sa.String(length=60), nullable=True),
        sa.Column("basis", sa.String(length=20), nullable=True),
        sa.Column("academic_year", sa.String(length=9), nullable=True),
        sa.Column("semester", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["proposer"], ["directory_person.id"], name=op.f("fk_coordination_suggestion_proposer")
        ),
        sa.ForeignKeyConstraint(
            ["sender"], ["directory_person.id"], name=op.f("fk_coordination_suggestion_sender")
        ),
        sa.ForeignKeyConstraint(
            ["taken_by"], ["directory_person.id"], name=op.f("fk_coordination_suggestion_taken_by")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_coordination_suggestion_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coordination_suggestion")),
        sa.UniqueConstraint("code", name=op.f("uq_coordination_suggestion_code")),
    )
    with op.batch_alter_table("coordination_suggestion", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_coordination_suggestion_answered_on"), ["answered_on"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_suggestion_category_date_id_deleted_at"),
            ["category", "date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_suggestion_date_id_deleted_at"),
            ["date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_suggestion_due_on"), ["due_on"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_suggestion_proposer"), ["proposer"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_suggestion_result_date_id_deleted_at"),
            ["result", "date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_suggestion_sender"), ["sender"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_suggestion_source_date_id_deleted_at"),
            ["source", "date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_suggestion_status_date_id_deleted_at"),
            ["status", "date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_suggestion_taken_by"), ["taken_by"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_suggestion_unit_date_id_deleted_at"),
            ["unit", "date", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "coordination_co_handler",
        sa.Column("suggestion", sa.Integer(), nullable=False),
        sa.Column("unit", sa.Integer(), nullable=False),
        sa.Column("part", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["suggestion"],
            ["coordination_suggestion.id"],
            name=op.f("fk_coordination_co_handler_suggestion"),
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_coordination_co_handler_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coordination_co_handler")),
    )
    with op.batch_alter_table("coordination_co_handler", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_coordination_co_handler_suggestion_id_deleted_at"),
            ["suggestion", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_co_handler_unit_id_deleted_at"),
            ["unit", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "coordination_document",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("policies", Words(400), nullable=True),
        sa.Column("consult", sa.Integer(), nullable=True),
        sa.Column("issue_no", sa.String(length=60), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("defect", sa.Boolean(), nullable=True),
        sa.Column("made_up_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=True),
        sa.Column("unit", sa.Integer(), nullable=True),
        sa.Column("owner", sa.Integer(), nullable=True),
        sa.Column("visibility", sa.String(length=40), nullable=True),
        sa.Column("secrecy", sa.String(length=40), nullable=True),
        sa.Column("code", sa.String(length=60), nullable=True),
        sa.Column("basis", sa.String(length=20), nullable=True),
        sa.Column("academic_year", sa.String(length=9), nullable=True),
        sa.Column("semester", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["consult"], ["coordination_consult.id"], name=op.f("fk_coordination_document_consult")
        ),
        sa.ForeignKeyConstraint(
            ["owner"], ["directory_person.id"], name=op.f("fk_coordination_document_owner")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_coordination_document_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coordination_document")),
        sa.UniqueConstraint("code", name=op.f("uq_coordination_document_code")),
    )
    with op.batch_alter_table("coordination_document", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_coordination_document_consult_id_deleted_at"),
            ["consult", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_document_issued_on"), ["issued_on"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_coordination_document_owner"), ["owner"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_coordination_document_status_id_deleted_at"),
            ["status", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_document_unit_id_deleted_at"),
            ["unit", "id", "deleted_at"],
            unique=False,
        )


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("coordination_document", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_coordination_document_unit_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_document_status_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_document_owner"))
        batch_op.drop_index(batch_op.f("ix_coordination_document_issued_on"))
        batch_op.drop_index(batch_op.f("ix_coordination_document_consult_id_deleted_at"))

    op.drop_table("coordination_document")
    with op.batch_alter_table("coordination_co_handler", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_coordination_co_handler_unit_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_co_handler_suggestion_id_deleted_at"))

    op.drop_table("coordination_co_handler")
    with op.batch_alter_table("coordination_suggestion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_coordination_suggestion_unit_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_suggestion_taken_by"))
        batch_op.drop_index(batch_op.f("ix_coordination_suggestion_status_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_suggestion_source_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_suggestion_sender"))
        batch_op.drop_index(batch_op.f("ix_coordination_suggestion_result_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_suggestion_proposer"))
        batch_op.drop_index(batch_op.f("ix_coordination_suggestion_due_on"))
        batch_op.drop_index(batch_op.f("ix_coordination_suggestion_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_suggestion_category_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_suggestion_answered_on"))

    op.drop_table("coordination_suggestion")
    with op.batch_alter_table("coordination_inspection", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_coordination_inspection_unit_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_inspection_status_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_inspection_owner"))
        batch_op.drop_index(batch_op.f("ix_coordination_inspection_mend_by"))
        batch_op.drop_index(batch_op.f("ix_coordination_inspection_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_inspection_checked_date_id_deleted_at"))

    op.drop_table("coordination_inspection")
    with op.batch_alter_table("coordination_consult", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_coordination_consult_unit_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_consult_status_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_consult_owner"))
        batch_op.drop_index(batch_op.f("ix_coordination_consult_kind_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_consult_answer_by"))
        batch_op.drop_index(batch_op.f("ix_coordination_consult_adoption_id_deleted_at"))

    op.drop_table("coordination_consult")
    with op.batch_alter_table("coordination_public_reply", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_coordination_public_reply_result_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_public_reply_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_public_reply_category_date_id_deleted_at"))

    op.drop_table("coordination_public_reply")
