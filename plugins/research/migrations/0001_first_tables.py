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
        "research_call",
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("directions", sa.Text(), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=False),
        sa.Column("min_members", sa.Integer(), nullable=False),
        sa.Column("outside_leader", sa.Boolean(), nullable=True),
        sa.Column("outside_percent", sa.Integer(), nullable=True),
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
            ["owner"], ["directory_person.id"], name=op.f("fk_research_call_owner")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_research_call_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_research_call")),
        sa.UniqueConstraint("code", name=op.f("uq_research_call_code")),
    )
    with op.batch_alter_table("research_call", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_research_call_deadline_id_deleted_at"),
            ["deadline", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_research_call_owner"), ["owner"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_research_call_status_deadline_id_deleted_at"),
            ["status", "deadline", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_research_call_unit_deadline_id_deleted_at"),
            ["unit", "deadline", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "research_survey",
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("assessment_no", sa.String(length=60), nullable=True),
        sa.Column("assessed_on", sa.Date(), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("word", sa.String(length=40), nullable=True),
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
            ["owner"], ["directory_person.id"], name=op.f("fk_research_survey_owner")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_research_survey_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_research_survey")),
        sa.UniqueConstraint("code", name=op.f("uq_research_survey_code")),
    )
    with op.batch_alter_table("research_survey", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_research_survey_closes_on"), ["closes_on"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_research_survey_owner"), ["owner"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_research_survey_status_id_deleted_at"),
            ["status", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_research_survey_subject_id_deleted_at"),
            ["subject", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_research_survey_unit_id_deleted_at"),
            ["unit", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "research_visit_plan",
        sa.Column("topic", sa.String(length=120), nullable=False),
        sa.Column("joint", sa.Boolean(), nullable=True),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("destination", sa.String(length=120), nullable=False),
        sa.Column("reach", sa.String(length=40), nullable=False),
        sa.Column("lead", sa.Integer(), nullable=False),
        sa.Column("leader", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column("budget", Scaled(2), nullable=True),
        sa.Column("source", sa.String(length=120), nullable=True),
        sa.Column("reserved_on", sa.Date(), nullable=True),
        sa.Column("released_on", sa.Date(), nullable=True),
        sa.Column("transport", sa.Text(), nullable=True),
        sa.Column("party_no", sa.String(length=60), nullable=True),
        sa.Column("foreign_no", sa.String(length=60), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("logged_on", sa.Date(), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
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
            ["lead"], ["directory_unit.id"], name=op.f("fk_research_visit_plan_lead")
        ),
        sa.ForeignKeyConstraint(
            ["leader"], ["directory_person.id"], name=op.f("fk_research_visit_plan_leader")
        ),
        sa.ForeignKeyConstraint(
            ["owner"], ["directory_person.id"], name=op.f("fk_research_visit_plan_owner")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_research_visit_plan_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_research_visit_plan")),
        sa.UniqueConstraint("code", name=op.f("uq_research_visit_plan_code")),
    )
    with op.batch_alter_table("research_visit_plan", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_research_visit_plan_date_id_deleted_at"),
            ["date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_research_visit_plan_lead_date_id_deleted_at"),
            ["lead", "date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_research_visit_plan_leader"), ["leader"], unique=False)
        batch_op.create_index(batch_op.f("ix_research_visit_plan_owner"), ["owner"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_research_visit_plan_reach_date_id_deleted_at"),
            ["reach", "date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_research_visit_plan_status_date_id_deleted_at"),
            ["status", "date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_research_visit_plan_unit_date_id_deleted_at"),
            ["unit", "date", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "research_photo_consent",
        sa.Column("visit", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person"], ["directory_person.id"], name=op.f("fk_research_photo_consent_person")
        ),
        sa.ForeignKeyConstraint(
            ["visit"], ["research_visit_plan.id"], name=op.f("fk_research_photo_consent_visit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_research_photo_consent")),
        sa.UniqueConstraint("visit", "person", name=op.f("uq_research_photo_consent_visit_person")),
    )
    with op.batch_alter_table("research_photo_consent", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_research_photo_consent_person"), ["person"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_research_photo_consent_visit_id_deleted_at"),
            ["visit", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "research_project",
        sa.Column("call", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("leader", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("funding", Scaled(2), nullable=True),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("outcomes", Words(400), nullable=True),
        sa.Column("filed", sa.Boolean(), nullable=True),
        sa.Column("members", sa.Integer(), nullable=True),
        sa.Column("outside", sa.Integer(), nullable=True),
        sa.Column("fits", sa.Boolean(), nullable=True),
        sa.Column("extended_to", sa.Date(), nullable=True),
        sa.Column("kept_until", sa.Date(), nullable=True),
        sa.Column("granted_on", sa.Date(), nullable=True),
        sa.Column("mid_due", sa.Date(), nullable=True),
        sa.Column("mid_on", sa.Date(), nullable=True),
        sa.Column("final_due", sa.Date(), nullable=True),
        sa.Column("final_on", sa.Date(), nullable=True),
        sa.Column("finished_on", sa.Date(), nullable=True),
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
            ["call"], ["research_call.id"], name=op.f("fk_research_project_call")
        ),
        sa.ForeignKeyConstraint(
            ["leader"], ["directory_person.id"], name=op.f("fk_research_project_leader")
        ),
        sa.ForeignKeyConstraint(
            ["owner"], ["directory_person.id"], name=op.f("fk_research_project_owner")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_research_project_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_research_project")),
        sa.UniqueConstraint("code", name=op.f("uq_research_project_code")),
    )
    with op.batch_alter_table("research_project", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_research_project_call_id_deleted_at"),
            ["call", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_research_project_category_id_deleted_at"),
            ["category", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_research_project_ends"), ["ends"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_research_project_final_due"), ["final_due"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_research_project_finished_on"), ["finished_on"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_research_project_leader"), ["leader"], unique=False)
        batch_op.create_index(batch_op.f("ix_research_project_owner"), ["owner"], unique=False)
        batch_op.create_index(batch_op.f("ix_research_project_starts"), ["starts"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_research_project_status_id_deleted_at"),
            ["status", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_research_project_unit_id_deleted_at"),
            ["unit", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "research_question",
        sa.Column("survey", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("divides", sa.Boolean(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["survey"], ["research_survey.id"], name=op.f("fk_research_question_survey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_research_question")),
        sa.UniqueConstraint("survey", "place", name=op.f("uq_research_question_survey_place")),
    )
    with op.batch_alter_table("research_question", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_research_question_place_id_deleted_at"),
            ["place", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_research_question_survey_place_id_deleted_at"),
            ["survey", "place", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "research_visit_log",
        sa.Column("visit", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("photos", sa.Boolean(), nullable=True),
        sa.Column("settlement", Scaled(2), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["visit"], ["research_visit_plan.id"], name=op.f("fk_research_visit_log_visit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_research_visit_log")),
        sa.UniqueConstraint("visit", name=op.f("uq_research_visit_log_visit")),
    )
    with op.batch_alter_table("research_visit_log", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_research_visit_log_settled_on"), ["settled_on"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_research_visit_log_visit_id_deleted_at"),
            ["visit", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "research_visit_unit",
        sa.Column("visit", sa.Integer(), nullable=False),
        sa.Column("unit", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_research_visit_unit_unit")
        ),
        sa.ForeignKeyConstraint(
            ["visit"], ["research_visit_plan.id"], name=op.f("fk_research_visit_unit_visit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_research_visit_unit")),
        sa.UniqueConstraint("visit", "unit", name=op.f("uq_research_visit_unit_visit_unit")),
    )
    with op.batch_alter_table("research_visit_unit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_research_visit_unit_unit"), ["unit"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_research_visit_unit_visit_id_deleted_at"),
            ["visit", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "research_visitor",
        sa.Column("visit", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person"], ["directory_person.id"], name=op.f("fk_research_visitor_person")
        ),
        sa.ForeignKeyConstraint(
            ["visit"], ["research_visit_plan.id"], name=op.f("fk_research_visitor_visit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_research_visitor")),
        sa.UniqueConstraint("visit", "person", name=op.f("uq_research_visitor_visit_person")),
    )
    with op.batch_alter_table("research_visitor", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_research_visitor_person"), ["person"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_research_visitor_visit_id_deleted_at"),
            ["visit", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "research_extension",
        sa.Column("project", sa.Integer(), nullable=False),
        sa.Column("new_end", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["project"], ["research_project.id"], name=op.f("fk_research_extension_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_research_extension")),
    )
    with op.batch_alter_table("research_extension", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_research_extension_asked_on"), ["asked_on"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_research_extension_project_id_deleted_at"),
            ["project", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_research_extension_status_id_deleted_at"),
            ["status", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "research_final_report",
        sa.Column("project", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("words", sa.Integer(), nullable=True),
        sa.Column("similarity", Scaled(2), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("handed_in_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["project"], ["research_project.id"], name=op.f("fk_research_final_report_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_research_final_report")),
    )
    with op.batch_alter_table("research_final_report", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_research_final_report_form_id_deleted_at"),
            ["form", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_research_final_report_handed_in_on"), ["handed_in_on"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_research_final_report_project_id_deleted_at"),
            ["project", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_research_final_report_status_id_deleted_at"),
            ["status", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "research_member",
        sa.Column("project", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=80), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person"], ["directory_person.id"], name=op.f("fk_research_member_person")
        ),
        sa.ForeignKeyConstraint(
            ["project"], ["research_project.id"], name=op.f("fk_research_member_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_research_member")),
        sa.UniqueConstraint("project", "person", name=op.f("uq_research_member_project_person")),
    )
    with op.batch_alter_table("research_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_research_member_person"), ["person"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_research_member_project_id_deleted_at"),
            ["project", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "research_mid_report",
        sa.Column("project", sa.Integer(), nullable=False),
        sa.Column("progress", sa.Text(), nullable=False),
        sa.Column("to_do", sa.Text(), nullable=True),
        sa.Column("spent", Scaled(2), nullable=True),
        sa.Column("handed_in_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["project"], ["research_project.id"], name=op.f("fk_research_mid_report_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_research_mid_report")),
    )
    with op.batch_alter_table("research_mid_report", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_research_mid_report_handed_in_on"), ["handed_in_on"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_research_mid_report_project_id_deleted_at"),
            ["project", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_research_mid_report_status_id_deleted_at"),
            ["status", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "research_submission",
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("project", sa.Integer(), nullable=True),
        sa.Column("body", sa.String(length=120), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("adoption", sa.String(length=40), nullable=False),
        sa.Column("adopted_on", sa.Date(), nullable=True),
        sa.Column("instruction", sa.Text(), nullable=True),
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
            ["owner"], ["directory_person.id"], name=op.f("fk_research_submission_owner")
        ),
        sa.ForeignKeyConstraint(
            ["project"], ["research_project.id"], name=op.f("fk_research_submission_project")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_research_submission_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_research_submission")),
        sa.UniqueConstraint("code", name=op.f("uq_research_submission_code")),
    )
    with op.batch_alter_table("research_submission", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_research_submission_adopted_on"), ["adopted_on"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_research_submission_adoption_date_id_deleted_at"),
            ["adoption", "date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_research_submission_date_id_deleted_at"),
            ["date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_research_submission_kind_date_id_deleted_at"),
            ["kind", "date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_research_submission_owner"), ["owner"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_research_submission_project_date_id_deleted_at"),
            ["project", "date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_research_submission_unit_date_id_deleted_at"),
            ["unit", "date", "id", "deleted_at"],
            unique=False,
        )


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("research_submission", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_research_submission_unit_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_research_submission_project_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_research_submission_owner"))
        batch_op.drop_index(batch_op.f("ix_research_submission_kind_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_research_submission_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_research_submission_adoption_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_research_submission_adopted_on"))

    op.drop_table("research_submission")
    with op.batch_alter_table("research_mid_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_research_mid_report_status_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_research_mid_report_project_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_research_mid_report_handed_in_on"))

    op.drop_table("research_mid_report")
    with op.batch_alter_table("research_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_research_member_project_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_research_member_person"))

    op.drop_table("research_member")
    with op.batch_alter_table("research_final_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_research_final_report_status_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_research_final_report_project_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_research_final_report_handed_in_on"))
        batch_op.drop_index(batch_op.f("ix_research_final_report_form_id_deleted_at"))

    op.drop_table("research_final_report")
    with op.batch_alter_table("research_extension", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_research_extension_status_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_research_extension_project_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_research_extension_asked_on"))

    op.drop_table("research_extension")
    with op.batch_alter_table("research_visitor", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_research_visitor_visit_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_research_visitor_person"))

    op.drop_table("research_visitor")
    with op.batch_alter_table("research_visit_unit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_research_visit_unit_visit_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_research_visit_unit_unit"))

    op.drop_table("research_visit_unit")
    with op.batch_alter_table("research_visit_log", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_research_visit_log_visit_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_research_visit_log_settled_on"))

    op.drop_table("research_visit_log")
    with op.batch_alter_table("research_question", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_research_question_survey_place_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_research_question_place_id_deleted_at"))

    op.drop_table("research_question")
    with op.batch_alter_table("research_project", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_research_project_unit_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_research_project_status_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_research_project_starts"))
        batch_op.drop_index(batch_op.f("ix_research_project_owner"))
        batch_op.drop_index(batch_op.f("ix_research_project_leader"))
        batch_op.drop_index(batch_op.f("ix_research_project_finished_on"))
        batch_op.drop_index(batch_op.f("ix_research_project_final_due"))
        batch_op.drop_index(batch_op.f("ix_research_project_ends"))
        batch_op.drop_index(batch_op.f("ix_research_project_category_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_research_project_call_id_deleted_at"))

    op.drop_table("research_project")
    with op.batch_alter_table("research_photo_consent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_research_photo_consent_visit_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_research_photo_consent_person"))

    op.drop_table("research_photo_consent")
    with op.batch_alter_table("research_visit_plan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_research_visit_plan_unit_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_research_visit_plan_status_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_research_visit_plan_reach_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_research_visit_plan_owner"))
        batch_op.drop_index(batch_op.f("ix_research_visit_plan_leader"))
        batch_op.drop_index(batch_op.f("ix_research_visit_plan_lead_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_research_visit_plan_date_id_deleted_at"))

    op.drop_table("research_visit_plan")
    with op.batch_alter_table("research_survey", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_research_survey_unit_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_research_survey_subject_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_research_survey_status_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_research_survey_owner"))
        batch_op.drop_index(batch_op.f("ix_research_survey_closes_on"))

    op.drop_table("research_survey")
    with op.batch_alter_table("research_call", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_research_call_unit_deadline_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_research_call_status_deadline_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_research_call_owner"))
        batch_op.drop_index(batch_op.f("ix_research_call_deadline_id_deleted_at"))

    op.drop_table("research_call")
