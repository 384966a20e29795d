"""first tables"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.db import Moment, Scaled, Words

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "overseas_summary",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("half", sa.String(length=40), nullable=False),
        sa.Column("remarks", sa.Text(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("counted_on", sa.Date(), nullable=True),
        sa.Column("new_leads", sa.Integer(), nullable=True),
        sa.Column("signed_leads", sa.Integer(), nullable=True),
        sa.Column("exchanges", sa.Integer(), nullable=True),
        sa.Column("messages", sa.Integer(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
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
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overseas_summary")),
        sa.UniqueConstraint("code", name=op.f("uq_overseas_summary_code")),
        sa.UniqueConstraint("year", "half", name=op.f("uq_overseas_summary_year_half")),
    )
    with op.batch_alter_table("overseas_summary", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_overseas_summary_ends_on_id_deleted_at"),
            ["ends_on", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_overseas_summary_half_ends_on_id_deleted_at"),
            ["half", "ends_on", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_overseas_summary_status_ends_on_id_deleted_at"),
            ["status", "ends_on", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "overseas_push",
        sa.Column("position", sa.String(length=120), nullable=False),
        sa.Column("unit", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("audience", Words(400), nullable=False),
        sa.Column("discipline", sa.String(length=40), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("sent_to", sa.Integer(), nullable=True),
        sa.Column("held_back", sa.Integer(), nullable=True),
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
            ["unit"], ["directory_unit.id"], name=op.f("fk_overseas_push_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overseas_push")),
        sa.UniqueConstraint("code", name=op.f("uq_overseas_push_code")),
    )
    with op.batch_alter_table("overseas_push", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_overseas_push_sent_on"), ["sent_on"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_overseas_push_status_id_deleted_at"),
            ["status", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_overseas_push_unit_id_deleted_at"),
            ["unit", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "overseas_summary_line",
        sa.Column("summary", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("leads", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["summary"], ["overseas_summary.id"], name=op.f("fk_overseas_summary_line_summary")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overseas_summary_line")),
    )
    with op.batch_alter_table("overseas_summary_line", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_overseas_summary_line_summary_id_deleted_at"),
            ["summary", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "overseas_lead",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("export_hint", sa.Boolean(), nullable=True),
        sa.Column("partner", sa.String(length=120), nullable=False),
        sa.Column("country", sa.String(length=60), nullable=False),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("introducer", sa.Integer(), nullable=False),
        sa.Column("unit", sa.Integer(), nullable=False),
        sa.Column("contact_name", sa.String(length=60), nullable=True),
        sa.Column("contact_mail", sa.String(length=120), nullable=True),
        sa.Column("published_at", sa.String(length=200), nullable=True),
        sa.Column("foreign_no", sa.String(length=60), nullable=True),
        sa.Column("review_no", sa.String(length=60), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("cleared_on", sa.Date(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
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
            ["introducer"], ["directory_person.id"], name=op.f("fk_overseas_lead_introducer")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_overseas_lead_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overseas_lead")),
        sa.UniqueConstraint("code", name=op.f("uq_overseas_lead_code")),
    )
    with op.batch_alter_table("overseas_lead", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_overseas_lead_date_id_deleted_at"),
            ["date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_overseas_lead_introducer"), ["introducer"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_overseas_lead_kind_date_id_deleted_at"),
            ["kind", "date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_overseas_lead_signed_on"), ["signed_on"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_overseas_lead_status_date_id_deleted_at"),
            ["status", "date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_overseas_lead_unit_date_id_deleted_at"),
            ["unit", "date", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "overseas_returnee",
        sa.Column("name", sa.String(length=60), nullable=True),
        sa.Column("person", sa.Integer(), nullable=True),
        sa.Column("unit", sa.Integer(), nullable=True),
        sa.Column("email", sa.String(length=120), nullable=True),
        sa.Column("country", sa.String(length=60), nullable=True),
        sa.Column("region", sa.String(length=40), nullable=True),
        sa.Column("school", sa.String(length=120), nullable=True),
        sa.Column("major", sa.String(length=80), nullable=True),
        sa.Column("discipline", sa.String(length=40), nullable=True),
        sa.Column("studied_from", sa.String(length=7), nullable=True),
        sa.Column("studied_to", sa.String(length=7), nullable=True),
        sa.Column("degree", sa.String(length=40), nullable=True),
        sa.Column("wishes", Words(400), nullable=True),
        sa.Column("agrees", sa.Boolean(), nullable=True),
        sa.Column("agrees_abroad", sa.Boolean(), nullable=True),
        sa.Column("vacancies", sa.Boolean(), nullable=True),
        sa.Column("evidence", sa.String(length=60), nullable=True),
        sa.Column("given_on", sa.Date(), nullable=True),
        sa.Column("way", sa.String(length=40), nullable=True),
        sa.Column("edition", sa.String(length=20), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("stopped_on", sa.Date(), nullable=True),
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
            ["person"], ["directory_person.id"], name=op.f("fk_overseas_returnee_person")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_overseas_returnee_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overseas_returnee")),
        sa.UniqueConstraint("code", name=op.f("uq_overseas_returnee_code")),
    )
    with op.batch_alter_table("overseas_returnee", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_overseas_returnee_given_on"), ["given_on"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_overseas_returnee_person"), ["person"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_overseas_returnee_status_id_deleted_at"),
            ["status", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_overseas_returnee_unit_id_deleted_at"),
            ["unit", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_overseas_returnee_valid_until"), ["valid_until"], unique=False
        )

    op.create_table(
        "overseas_exchange",
        sa.Column("topic", sa.String(length=120), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("unit", sa.Integer(), nullable=False),
        sa.Column("lead", sa.Integer(), nullable=True),
        sa.Column("for_returnees", sa.Boolean(), nullable=True),
        sa.Column("participants", sa.Integer(), nullable=True),
        sa.Column("cost", Scaled(2), nullable=True),
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
            ["lead"], ["overseas_lead.id"], name=op.f("fk_overseas_exchange_lead")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_overseas_exchange_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overseas_exchange")),
        sa.UniqueConstraint("code", name=op.f("uq_overseas_exchange_code")),
    )
    with op.batch_alter_table("overseas_exchange", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_overseas_exchange_date_id_deleted_at"),
            ["date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_overseas_exchange_form_date_id_deleted_at"),
            ["form", "date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_overseas_exchange_lead"), ["lead"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_overseas_exchange_status_date_id_deleted_at"),
            ["status", "date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_overseas_exchange_unit_date_id_deleted_at"),
            ["unit", "date", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "overseas_invitation",
        sa.Column("matter", sa.String(length=120), nullable=False),
        sa.Column("introducer", sa.Integer(), nullable=False),
        sa.Column("lead", sa.Integer(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
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
            ["introducer"], ["directory_person.id"], name=op.f("fk_overseas_invitation_introducer")
        ),
        sa.ForeignKeyConstraint(
            ["lead"], ["overseas_lead.id"], name=op.f("fk_overseas_invitation_lead")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overseas_invitation")),
        sa.UniqueConstraint("code", name=op.f("uq_overseas_invitation_code")),
    )
    with op.batch_alter_table("overseas_invitation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_overseas_invitation_introducer"), ["introducer"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_overseas_invitation_lead"), ["lead"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_overseas_invitation_status_id_deleted_at"),
            ["status", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "overseas_progress",
        sa.Column("lead", sa.Integer(), nullable=False),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["lead"], ["overseas_lead.id"], name=op.f("fk_overseas_progress_lead")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overseas_progress")),
    )
    with op.batch_alter_table("overseas_progress", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_overseas_progress_date_id_deleted_at"),
            ["date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_overseas_progress_lead_date_id_deleted_at"),
            ["lead", "date", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "overseas_contact",
        sa.Column("name", sa.String(length=60), nullable=True),
        sa.Column("institution", sa.String(length=120), nullable=True),
        sa.Column("email", sa.String(length=120), nullable=True),
        sa.Column("discipline", sa.String(length=40), nullable=True),
        sa.Column("work", sa.String(length=200), nullable=True),
        sa.Column("interests", sa.String(length=200), nullable=True),
        sa.Column("matter", sa.String(length=120), nullable=False),
        sa.Column("lead", sa.Integer(), nullable=True),
        sa.Column("introducer", sa.Integer(), nullable=True),
        sa.Column("invitation", sa.Integer(), nullable=True),
        sa.Column("vacancies", sa.Boolean(), nullable=True),
        sa.Column("evidence", sa.String(length=60), nullable=True),
        sa.Column("given_on", sa.Date(), nullable=True),
        sa.Column("way", sa.String(length=40), nullable=True),
        sa.Column("edition", sa.String(length=20), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("stopped_on", sa.Date(), nullable=True),
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
            ["introducer"], ["directory_person.id"], name=op.f("fk_overseas_contact_introducer")
        ),
        sa.ForeignKeyConstraint(
            ["invitation"], ["overseas_invitation.id"], name=op.f("fk_overseas_contact_invitation")
        ),
        sa.ForeignKeyConstraint(
            ["lead"], ["overseas_lead.id"], name=op.f("fk_overseas_contact_lead")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overseas_contact")),
        sa.UniqueConstraint("code", name=op.f("uq_overseas_contact_code")),
    )
    with op.batch_alter_table("overseas_contact", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_overseas_contact_given_on"), ["given_on"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_overseas_contact_introducer"), ["introducer"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_overseas_contact_invitation"), ["invitation"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_overseas_contact_lead_id_deleted_at"),
            ["lead", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_overseas_contact_status_id_deleted_at"),
            ["status", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_overseas_contact_valid_until"), ["valid_until"], unique=False
        )

    op.create_table(
        "overseas_consent",
        sa.Column("returnee", sa.Integer(), nullable=True),
        sa.Column("contact", sa.Integer(), nullable=True),
        sa.Column("given_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("way", sa.String(length=40), nullable=True),
        sa.Column("edition", sa.String(length=20), nullable=True),
        sa.Column("evidence", sa.String(length=60), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contact"], ["overseas_contact.id"], name=op.f("fk_overseas_consent_contact")
        ),
        sa.ForeignKeyConstraint(
            ["returnee"], ["overseas_returnee.id"], name=op.f("fk_overseas_consent_returnee")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overseas_consent")),
    )
    with op.batch_alter_table("overseas_consent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_overseas_consent_contact"), ["contact"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_overseas_consent_given_on_id_deleted_at"),
            ["given_on", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_overseas_consent_returnee"), ["returnee"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_overseas_consent_withdrawn_on"), ["withdrawn_on"], unique=False
        )

    op.create_table(
        "overseas_sending",
        sa.Column("push", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.String(length=7), nullable=False),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("returnee", sa.Integer(), nullable=True),
        sa.Column("contact", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contact"], ["overseas_contact.id"], name=op.f("fk_overseas_sending_contact")
        ),
        sa.ForeignKeyConstraint(
            ["push"], ["overseas_push.id"], name=op.f("fk_overseas_sending_push")
        ),
        sa.ForeignKeyConstraint(
            ["returnee"], ["overseas_returnee.id"], name=op.f("fk_overseas_sending_returnee")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overseas_sending")),
        sa.UniqueConstraint("contact", "quarter", name=op.f("uq_overseas_sending_contact_quarter")),
        sa.UniqueConstraint(
            "returnee", "quarter", name=op.f("uq_overseas_sending_returnee_quarter")
        ),
    )
    with op.batch_alter_table("overseas_sending", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_overseas_sending_contact"), ["contact"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_overseas_sending_push_id_deleted_at"),
            ["push", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_overseas_sending_returnee"), ["returnee"], unique=False
        )


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("overseas_sending", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_overseas_sending_returnee"))
        batch_op.drop_index(batch_op.f("ix_overseas_sending_push_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_overseas_sending_contact"))

    op.drop_table("overseas_sending")
    with op.batch_alter_table("overseas_consent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_overseas_consent_withdrawn_on"))
        batch_op.drop_index(batch_op.f("ix_overseas_consent_returnee"))
        batch_op.drop_index(batch_op.f("ix_overseas_consent_given_on_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_overseas_consent_contact"))

    op.drop_table("overseas_consent")
    with op.batch_alter_table("overseas_contact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_overseas_contact_valid_until"))
        batch_op.drop_index(batch_op.f("ix_overseas_contact_status_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_overseas_contact_lead_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_overseas_contact_invitation"))
        batch_op.drop_index(batch_op.f("ix_overseas_contact_introducer"))
        batch_op.drop_index(batch_op.f("ix_overseas_contact_given_on"))

    op.drop_table("overseas_contact")
    with op.batch_alter_table("overseas_progress", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_overseas_progress_lead_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_overseas_progress_date_id_deleted_at"))

    op.drop_table("overseas_progress")
    with op.batch_alter_table("overseas_invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_overseas_invitation_status_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_overseas_invitation_lead"))
        batch_op.drop_index(batch_op.f("ix_overseas_invitation_introducer"))

    op.drop_table("overseas_invitation")
    with op.batch_alter_table("overseas_exchange", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_overseas_exchange_unit_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_overseas_exchange_status_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_overseas_exchange_lead"))
        batch_op.drop_index(batch_op.f("ix_overseas_exchange_form_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_overseas_exchange_date_id_deleted_at"))

    op.drop_table("overseas_exchange")
    with op.batch_alter_table("overseas_returnee", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_overseas_returnee_valid_until"))
        batch_op.drop_index(batch_op.f("ix_overseas_returnee_unit_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_overseas_returnee_status_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_overseas_returnee_person"))
        batch_op.drop_index(batch_op.f("ix_overseas_returnee_given_on"))

    op.drop_table("overseas_returnee")
    with op.batch_alter_table("overseas_lead", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_overseas_lead_unit_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_overseas_lead_status_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_overseas_lead_signed_on"))
        batch_op.drop_index(batch_op.f("ix_overseas_lead_kind_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_overseas_lead_introducer"))
        batch_op.drop_index(batch_op.f("ix_overseas_lead_date_id_deleted_at"))

    op.drop_table("overseas_lead")
    with op.batch_alter_table("overseas_summary_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_overseas_summary_line_summary_id_deleted_at"))

    op.drop_table("overseas_summary_line")
    with op.batch_alter_table("overseas_push", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_overseas_push_unit_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_overseas_push_status_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_overseas_push_sent_on"))

    op.drop_table("overseas_push")
    with op.batch_alter_table("overseas_summary", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_overseas_summary_status_ends_on_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_overseas_summary_half_ends_on_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_overseas_summary_ends_on_id_deleted_at"))

    op.drop_table("overseas_summary")
