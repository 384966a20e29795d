"""plans, parties, staff"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.db import Moment, Scaled, Words

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "coordination_committee_item",
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("topic", sa.String(length=200), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
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
            ["owner"], ["directory_person.id"], name=op.f("fk_coordination_committee_item_owner")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_coordination_committee_item_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coordination_committee_item")),
        sa.UniqueConstraint("code", name=op.f("uq_coordination_committee_item_code")),
    )
    with op.batch_alter_table("coordination_committee_item", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_coordination_committee_item_date_id_deleted_at"),
            ["date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_committee_item_owner"), ["owner"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_committee_item_unit_date_id_deleted_at"),
            ["unit", "date", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "coordination_joint_meeting",
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=True),
        sa.Column("topics", sa.String(length=200), nullable=False),
        sa.Column("minutes", sa.Text(), nullable=True),
        sa.Column("minutes_on", sa.Date(), nullable=True),
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
            ["owner"], ["directory_person.id"], name=op.f("fk_coordination_joint_meeting_owner")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_coordination_joint_meeting_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coordination_joint_meeting")),
        sa.UniqueConstraint("code", name=op.f("uq_coordination_joint_meeting_code")),
    )
    with op.batch_alter_table("coordination_joint_meeting", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_coordination_joint_meeting_date_id_deleted_at"),
            ["date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_joint_meeting_owner"), ["owner"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_joint_meeting_status_date_id_deleted_at"),
            ["status", "date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_joint_meeting_unit_date_id_deleted_at"),
            ["unit", "date", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "coordination_member",
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=40), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=True),
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
            ["owner"], ["directory_person.id"], name=op.f("fk_coordination_member_owner")
        ),
        sa.ForeignKeyConstraint(
            ["person"], ["directory_person.id"], name=op.f("fk_coordination_member_person")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_coordination_member_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coordination_member")),
        sa.UniqueConstraint("code", name=op.f("uq_coordination_member_code")),
    )
    with op.batch_alter_table("coordination_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_coordination_member_owner"), ["owner"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_coordination_member_part_id_deleted_at"),
            ["part", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_member_person_id_deleted_at"),
            ["person", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_member_unit_id_deleted_at"),
            ["unit", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "coordination_organisation",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("party", sa.String(length=40), nullable=False),
        sa.Column("head", sa.Integer(), nullable=False),
        sa.Column("term", sa.Integer(), nullable=True),
        sa.Column("term_ends", sa.Date(), nullable=True),
        sa.Column("member_count", sa.Integer(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["head"], ["directory_person.id"], name=op.f("fk_coordination_organisation_head")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coordination_organisation")),
        sa.UniqueConstraint("name", name=op.f("uq_coordination_organisation_name")),
    )
    with op.batch_alter_table("coordination_organisation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_coordination_organisation_head"), ["head"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_organisation_name_id_deleted_at"),
            ["name", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_organisation_party_name_id_deleted_at"),
            ["party", "name", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_organisation_term_ends"), ["term_ends"], unique=False
        )

    op.create_table(
        "coordination_plan",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("issue_no", sa.String(length=60), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
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
            ["owner"], ["directory_person.id"], name=op.f("fk_coordination_plan_owner")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_coordination_plan_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coordination_plan")),
        sa.UniqueConstraint("code", name=op.f("uq_coordination_plan_code")),
    )
    with op.batch_alter_table("coordination_plan", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_coordination_plan_issued_on"), ["issued_on"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_coordination_plan_owner"), ["owner"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_coordination_plan_status_year_id_deleted_at"),
            ["status", "year", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_plan_unit_year_id_deleted_at"),
            ["unit", "year", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_plan_year_id_deleted_at"),
            ["year", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "coordination_report",
        sa.Column("period", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("addressee", sa.String(length=120), nullable=True),
        sa.Column("issue_no", sa.String(length=60), nullable=True),
        sa.Column("date", sa.Date(), nullable=True),
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
            ["owner"], ["directory_person.id"], name=op.f("fk_coordination_report_owner")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_coordination_report_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coordination_report")),
        sa.UniqueConstraint("code", name=op.f("uq_coordination_report_code")),
    )
    with op.batch_alter_table("coordination_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_coordination_report_date"), ["date"], unique=False)
        batch_op.create_index(batch_op.f("ix_coordination_report_owner"), ["owner"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_coordination_report_period_id_deleted_at"),
            ["period", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_report_status_id_deleted_at"),
            ["status", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_report_unit_id_deleted_at"),
            ["unit", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "coordination_superior_doc",
        sa.Column("doc_no", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("sent_by", sa.String(length=120), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("demand", sa.Text(), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("proposal", sa.Text(), nullable=True),
        sa.Column("instruction", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
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
            ["owner"], ["directory_person.id"], name=op.f("fk_coordination_superior_doc_owner")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_coordination_superior_doc_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coordination_superior_doc")),
        sa.UniqueConstraint("code", name=op.f("uq_coordination_superior_doc_code")),
    )
    with op.batch_alter_table("coordination_superior_doc", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_coordination_superior_doc_deadline"), ["deadline"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_superior_doc_owner"), ["owner"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_superior_doc_received_on"), ["received_on"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_superior_doc_status_id_deleted_at"),
            ["status", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_superior_doc_unit_id_deleted_at"),
            ["unit", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "coordination_attendance",
        sa.Column("meeting", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.Integer(), nullable=False),
        sa.Column("came", sa.Boolean(), nullable=False),
        sa.Column("head", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["head"], ["directory_person.id"], name=op.f("fk_coordination_attendance_head")
        ),
        sa.ForeignKeyConstraint(
            ["meeting"],
            ["coordination_joint_meeting.id"],
            name=op.f("fk_coordination_attendance_meeting"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation"],
            ["coordination_organisation.id"],
            name=op.f("fk_coordination_attendance_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coordination_attendance")),
    )
    with op.batch_alter_table("coordination_attendance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_coordination_attendance_head"), ["head"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_coordination_attendance_meeting_id_deleted_at"),
            ["meeting", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_attendance_organisation_id_deleted_at"),
            ["organisation", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "coordination_good_deed",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("for_whom", sa.String(length=120), nullable=False),
        sa.Column("suggestion", sa.Integer(), nullable=True),
        sa.Column("promised_for", sa.Date(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("new_date", sa.Date(), nullable=True),
        sa.Column("feedback", sa.Text(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
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
            ["owner"], ["directory_person.id"], name=op.f("fk_coordination_good_deed_owner")
        ),
        sa.ForeignKeyConstraint(
            ["suggestion"],
            ["coordination_suggestion.id"],
            name=op.f("fk_coordination_good_deed_suggestion"),
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_coordination_good_deed_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coordination_good_deed")),
        sa.UniqueConstraint("code", name=op.f("uq_coordination_good_deed_code")),
    )
    with op.batch_alter_table("coordination_good_deed", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_coordination_good_deed_owner"), ["owner"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_good_deed_promised_for"), ["promised_for"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_good_deed_status_id_deleted_at"),
            ["status", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_good_deed_suggestion_id_deleted_at"),
            ["suggestion", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_good_deed_unit_id_deleted_at"),
            ["unit", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "coordination_offer",
        sa.Column("organisation", sa.Integer(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("room", sa.Boolean(), nullable=False),
        sa.Column("budget", sa.Boolean(), nullable=False),
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
            ["organisation"],
            ["coordination_organisation.id"],
            name=op.f("fk_coordination_offer_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["owner"], ["directory_person.id"], name=op.f("fk_coordination_offer_owner")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_coordination_offer_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coordination_offer")),
        sa.UniqueConstraint("code", name=op.f("uq_coordination_offer_code")),
    )
    with op.batch_alter_table("coordination_offer", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_coordination_offer_date_id_deleted_at"),
            ["date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_offer_organisation_date_id_deleted_at"),
            ["organisation", "date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_coordination_offer_owner"), ["owner"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_coordination_offer_unit_date_id_deleted_at"),
            ["unit", "date", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "coordination_pledge",
        sa.Column("member", sa.Integer(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("edition", sa.String(length=60), nullable=False),
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
            ["member"], ["coordination_member.id"], name=op.f("fk_coordination_pledge_member")
        ),
        sa.ForeignKeyConstraint(
            ["owner"], ["directory_person.id"], name=op.f("fk_coordination_pledge_owner")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_coordination_pledge_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coordination_pledge")),
        sa.UniqueConstraint("code", name=op.f("uq_coordination_pledge_code")),
    )
    with op.batch_alter_table("coordination_pledge", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_coordination_pledge_date_id_deleted_at"),
            ["date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_pledge_member_date_id_deleted_at"),
            ["member", "date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_coordination_pledge_owner"), ["owner"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_coordination_pledge_unit_date_id_deleted_at"),
            ["unit", "date", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "coordination_support",
        sa.Column("organisation", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("request", sa.Text(), nullable=True),
        sa.Column("amount", Scaled(2), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
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
            ["organisation"],
            ["coordination_organisation.id"],
            name=op.f("fk_coordination_support_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["owner"], ["directory_person.id"], name=op.f("fk_coordination_support_owner")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_coordination_support_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coordination_support")),
        sa.UniqueConstraint("code", name=op.f("uq_coordination_support_code")),
    )
    with op.batch_alter_table("coordination_support", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_coordination_support_asked_on_id_deleted_at"),
            ["asked_on", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_support_kind_asked_on_id_deleted_at"),
            ["kind", "asked_on", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_support_organisation_asked_on_id_deleted_at"),
            ["organisation", "asked_on", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_coordination_support_owner"), ["owner"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_coordination_support_status_asked_on_id_deleted_at"),
            ["status", "asked_on", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_support_unit_asked_on_id_deleted_at"),
            ["unit", "asked_on", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "coordination_task",
        sa.Column("plan", sa.Integer(), nullable=True),
        sa.Column("committee_item", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("articles", Words(400), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("result_form", sa.String(length=120), nullable=True),
        sa.Column("progress", sa.Integer(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("new_due", sa.Date(), nullable=True),
        sa.Column("delay_reason", sa.String(length=200), nullable=True),
        sa.Column("first_due", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
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
            ["committee_item"],
            ["coordination_committee_item.id"],
            name=op.f("fk_coordination_task_committee_item"),
        ),
        sa.ForeignKeyConstraint(
            ["owner"], ["directory_person.id"], name=op.f("fk_coordination_task_owner")
        ),
        sa.ForeignKeyConstraint(
            ["plan"], ["coordination_plan.id"], name=op.f("fk_coordination_task_plan")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_coordination_task_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coordination_task")),
        sa.UniqueConstraint("code", name=op.f("uq_coordination_task_code")),
    )
    with op.batch_alter_table("coordination_task", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_coordination_task_committee_item_due_id_deleted_at"),
            ["committee_item", "due", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_task_due_id_deleted_at"),
            ["due", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_coordination_task_owner"), ["owner"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_coordination_task_plan_due_id_deleted_at"),
            ["plan", "due", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_task_status_due_id_deleted_at"),
            ["status", "due", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_task_unit_due_id_deleted_at"),
            ["unit", "due", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "coordination_training",
        sa.Column("member", sa.Integer(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("content", sa.String(length=200), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
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
            ["member"], ["coordination_member.id"], name=op.f("fk_coordination_training_member")
        ),
        sa.ForeignKeyConstraint(
            ["owner"], ["directory_person.id"], name=op.f("fk_coordination_training_owner")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_coordination_training_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coordination_training")),
        sa.UniqueConstraint("code", name=op.f("uq_coordination_training_code")),
    )
    with op.batch_alter_table("coordination_training", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_coordination_training_date_id_deleted_at"),
            ["date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_coordination_training_member_date_id_deleted_at"),
            ["member", "date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_coordination_training_owner"), ["owner"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_coordination_training_unit_date_id_deleted_at"),
            ["unit", "date", "id", "deleted_at"],
            unique=False,
        )


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("coordination_training", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_coordination_training_unit_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_training_owner"))
        batch_op.drop_index(batch_op.f("ix_coordination_training_member_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_training_date_id_deleted_at"))

    op.drop_table("coordination_training")
    with op.batch_alter_table("coordination_task", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_coordination_task_unit_due_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_task_status_due_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_task_plan_due_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_task_owner"))
        batch_op.drop_index(batch_op.f("ix_coordination_task_due_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_task_committee_item_due_id_deleted_at"))

    op.drop_table("coordination_task")
    with op.batch_alter_table("coordination_support", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_coordination_support_unit_asked_on_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_support_status_asked_on_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_support_owner"))
        batch_op.drop_index(
            batch_op.f("ix_coordination_support_organisation_asked_on_id_deleted_at")
        )
        batch_op.drop_index(batch_op.f("ix_coordination_support_kind_asked_on_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_support_asked_on_id_deleted_at"))

    op.drop_table("coordination_support")
    with op.batch_alter_table("coordination_pledge", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_coordination_pledge_unit_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_pledge_owner"))
        batch_op.drop_index(batch_op.f("ix_coordination_pledge_member_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_pledge_date_id_deleted_at"))

    op.drop_table("coordination_pledge")
    with op.batch_alter_table("coordination_offer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_coordination_offer_unit_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_offer_owner"))
        batch_op.drop_index(batch_op.f("ix_coordination_offer_organisation_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_offer_date_id_deleted_at"))

    op.drop_table("coordination_offer")
    with op.batch_alter_table("coordination_good_deed", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_coordination_good_deed_unit_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_good_deed_suggestion_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_good_deed_status_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_good_deed_promised_for"))
        batch_op.drop_index(batch_op.f("ix_coordination_good_deed_owner"))

    op.drop_table("coordination_good_deed")
    with op.batch_alter_table("coordination_attendance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_coordination_attendance_organisation_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_attendance_meeting_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_attendance_head"))

    op.drop_table("coordination_attendance")
    with op.batch_alter_table("coordination_superior_doc", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_coordination_superior_doc_unit_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_superior_doc_status_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_superior_doc_received_on"))
        batch_op.drop_index(batch_op.f("ix_coordination_superior_doc_owner"))
        batch_op.drop_index(batch_op.f("ix_coordination_superior_doc_deadline"))

    op.drop_table("coordination_superior_doc")
    with op.batch_alter_table("coordination_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_coordination_report_unit_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_report_status_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_report_period_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_report_owner"))
        batch_op.drop_index(batch_op.f("ix_coordination_report_date"))

    op.drop_table("coordination_report")
    with op.batch_alter_table("coordination_plan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_coordination_plan_year_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_plan_unit_year_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_plan_status_year_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_plan_owner"))
        batch_op.drop_index(batch_op.f("ix_coordination_plan_issued_on"))

    op.drop_table("coordination_plan")
    with op.batch_alter_table("coordination_organisation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_coordination_organisation_term_ends"))
        batch_op.drop_index(batch_op.f("ix_coordination_organisation_party_name_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_organisation_name_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_organisation_head"))

    op.drop_table("coordination_organisation")
    with op.batch_alter_table("coordination_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_coordination_member_unit_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_member_person_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_member_part_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_member_owner"))

    op.drop_table("coordination_member")
    with op.batch_alter_table("coordination_joint_meeting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_coordination_joint_meeting_unit_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_joint_meeting_status_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_joint_meeting_owner"))
        batch_op.drop_index(batch_op.f("ix_coordination_joint_meeting_date_id_deleted_at"))

    op.drop_table("coordination_joint_meeting")
    with op.batch_alter_table("coordination_committee_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_coordination_committee_item_unit_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_coordination_committee_item_owner"))
        batch_op.drop_index(batch_op.f("ix_coordination_committee_item_date_id_deleted_at"))

    op.drop_table("coordination_committee_item")
