"""first tables"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.db import Moment, Words

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "cultivation_cadre_entry",
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("outside", sa.Boolean(), nullable=False),
        sa.Column("party", sa.String(length=40), nullable=True),
        sa.Column("party_agreed_on", sa.Date(), nullable=True),
        sa.Column("admin_post", sa.String(length=80), nullable=False),
        sa.Column("in_post_since", sa.Date(), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("education", sa.String(length=60), nullable=False),
        sa.Column("public_posts", Words(400), nullable=True),
        sa.Column("file_no", sa.String(length=60), nullable=True),
        sa.Column("measures", Words(400), nullable=True),
        sa.Column("plan_choice", sa.String(length=40), nullable=True),
        sa.Column("plan_no", sa.String(length=60), nullable=True),
        sa.Column("plan_reason", sa.String(length=40), nullable=True),
        sa.Column("plan_asked_on", sa.Date(), nullable=True),
        sa.Column("plan_decided_on", sa.Date(), nullable=True),
        sa.Column("remark", sa.String(length=100), nullable=True),
        sa.Column("exit_reason", sa.String(length=40), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=True),
        sa.Column("active_key", sa.String(length=40), nullable=True),
        sa.Column("code", sa.String(length=60), nullable=True),
        sa.Column("unit", sa.Integer(), nullable=True),
        sa.Column("basis", sa.String(length=20), nullable=True),
        sa.Column("academic_year", sa.String(length=9), nullable=True),
        sa.Column("semester", sa.Integer(), nullable=True),
        sa.Column("owner", sa.Integer(), nullable=True),
        sa.Column("visibility", sa.String(length=40), nullable=True),
        sa.Column("secrecy", sa.String(length=40), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["owner"], ["directory_person.id"], name=op.f("fk_cultivation_cadre_entry_owner")
        ),
        sa.ForeignKeyConstraint(
            ["person"], ["directory_person.id"], name=op.f("fk_cultivation_cadre_entry_person")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_cultivation_cadre_entry_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cultivation_cadre_entry")),
        sa.UniqueConstraint("active_key", name=op.f("uq_cultivation_cadre_entry_active_key")),
        sa.UniqueConstraint("code", name=op.f("uq_cultivation_cadre_entry_code")),
    )
    with op.batch_alter_table("cultivation_cadre_entry", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_cultivation_cadre_entry_owner"), ["owner"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_cultivation_cadre_entry_person"), ["person"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_cultivation_cadre_entry_plan_choice_id_deleted_at"),
            ["plan_choice", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_cultivation_cadre_entry_status_id_deleted_at"),
            ["status", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_cultivation_cadre_entry_unit_id_deleted_at"),
            ["unit", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "cultivation_cadre_plan",
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=True),
        sa.Column("unit", sa.Integer(), nullable=True),
        sa.Column("basis", sa.String(length=20), nullable=True),
        sa.Column("academic_year", sa.String(length=9), nullable=True),
        sa.Column("semester", sa.Integer(), nullable=True),
        sa.Column("owner", sa.Integer(), nullable=True),
        sa.Column("visibility", sa.String(length=40), nullable=True),
        sa.Column("secrecy", sa.String(length=40), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["owner"], ["directory_person.id"], name=op.f("fk_cultivation_cadre_plan_owner")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_cultivation_cadre_plan_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cultivation_cadre_plan")),
        sa.UniqueConstraint("code", name=op.f("uq_cultivation_cadre_plan_code")),
    )
    with op.batch_alter_table("cultivation_cadre_plan", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_cultivation_cadre_plan_issued_on_id_deleted_at"),
            ["issued_on", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_cultivation_cadre_plan_owner"), ["owner"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_cultivation_cadre_plan_unit_issued_on_id_deleted_at"),
            ["unit", "issued_on", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "cultivation_training_plan",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("aim", sa.Text(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("for_day", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=True),
        sa.Column("code", sa.String(length=60), nullable=True),
        sa.Column("unit", sa.Integer(), nullable=True),
        sa.Column("basis", sa.String(length=20), nullable=True),
        sa.Column("academic_year", sa.String(length=9), nullable=True),
        sa.Column("semester", sa.Integer(), nullable=True),
        sa.Column("owner", sa.Integer(), nullable=True),
        sa.Column("visibility", sa.String(length=40), nullable=True),
        sa.Column("secrecy", sa.String(length=40), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["owner"], ["directory_person.id"], name=op.f("fk_cultivation_training_plan_owner")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_cultivation_training_plan_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cultivation_training_plan")),
        sa.UniqueConstraint("code", name=op.f("uq_cultivation_training_plan_code")),
    )
    with op.batch_alter_table("cultivation_training_plan", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_cultivation_training_plan_owner"), ["owner"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_cultivation_training_plan_status_year_id_deleted_at"),
            ["status", "year", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_cultivation_training_plan_unit_year_id_deleted_at"),
            ["unit", "year", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_cultivation_training_plan_year_id_deleted_at"),
            ["year", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "cultivation_course",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("organiser", sa.String(length=120), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("closes_at", Moment(), nullable=False),
        sa.Column("extended_to", Moment(), nullable=True),
        sa.Column("source_no", sa.String(length=60), nullable=True),
        sa.Column("training_plan", sa.Integer(), nullable=True),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column("full_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=True),
        sa.Column("code", sa.String(length=60), nullable=True),
        sa.Column("unit", sa.Integer(), nullable=True),
        sa.Column("basis", sa.String(length=20), nullable=True),
        sa.Column("academic_year", sa.String(length=9), nullable=True),
        sa.Column("semester", sa.Integer(), nullable=True),
        sa.Column("owner", sa.Integer(), nullable=True),
        sa.Column("visibility", sa.String(length=40), nullable=True),
        sa.Column("secrecy", sa.String(length=40), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["owner"], ["directory_person.id"], name=op.f("fk_cultivation_course_owner")
        ),
        sa.ForeignKeyConstraint(
            ["training_plan"],
            ["cultivation_training_plan.id"],
            name=op.f("fk_cultivation_course_training_plan"),
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_cultivation_course_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cultivation_course")),
        sa.UniqueConstraint("code", name=op.f("uq_cultivation_course_code")),
    )
    with op.batch_alter_table("cultivation_course", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_cultivation_course_level_starts_id_deleted_at"),
            ["level", "starts", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_cultivation_course_owner"), ["owner"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_cultivation_course_starts_id_deleted_at"),
            ["starts", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_cultivation_course_status_starts_id_deleted_at"),
            ["status", "starts", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_cultivation_course_training_plan"), ["training_plan"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_cultivation_course_unit_starts_id_deleted_at"),
            ["unit", "starts", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "cultivation_yearly_check",
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=True),
        sa.Column("code", sa.String(length=60), nullable=True),
        sa.Column("unit", sa.Integer(), nullable=True),
        sa.Column("basis", sa.String(length=20), nullable=True),
        sa.Column("academic_year", sa.String(length=9), nullable=True),
        sa.Column("semester", sa.Integer(), nullable=True),
        sa.Column("owner", sa.Integer(), nullable=True),
        sa.Column("visibility", sa.String(length=40), nullable=True),
        sa.Column("secrecy", sa.String(length=40), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["cultivation_cadre_entry.id"],
            name=op.f("fk_cultivation_yearly_check_entry"),
        ),
        sa.ForeignKeyConstraint(
            ["owner"], ["directory_person.id"], name=op.f("fk_cultivation_yearly_check_owner")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_cultivation_yearly_check_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cultivation_yearly_check")),
        sa.UniqueConstraint("code", name=op.f("uq_cultivation_yearly_check_code")),
        sa.UniqueConstraint(
            "entry", "academic_year", name=op.f("uq_cultivation_yearly_check_entry_academic_year")
        ),
    )
    with op.batch_alter_table("cultivation_yearly_check", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_cultivation_yearly_check_entry_id_deleted_at"),
            ["entry", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_cultivation_yearly_check_owner"), ["owner"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_cultivation_yearly_check_status_id_deleted_at"),
            ["status", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_cultivation_yearly_check_unit_id_deleted_at"),
            ["unit", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "cultivation_nomination",
        sa.Column("course", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("post", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("wish", sa.String(length=40), nullable=False),
        sa.Column("ask_organisation", sa.Boolean(), nullable=True),
        sa.Column("organisation_note", sa.Text(), nullable=True),
        sa.Column("unit_note", sa.Text(), nullable=True),
        sa.Column("office_note", sa.Text(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("course_ends", sa.Date(), nullable=True),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=True),
        sa.Column("active_key", sa.String(length=60), nullable=True),
        sa.Column("code", sa.String(length=60), nullable=True),
        sa.Column("unit", sa.Integer(), nullable=True),
        sa.Column("basis", sa.String(length=20), nullable=True),
        sa.Column("academic_year", sa.String(length=9), nullable=True),
        sa.Column("semester", sa.Integer(), nullable=True),
        sa.Column("owner", sa.Integer(), nullable=True),
        sa.Column("visibility", sa.String(length=40), nullable=True),
        sa.Column("secrecy", sa.String(length=40), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["course"], ["cultivation_course.id"], name=op.f("fk_cultivation_nomination_course")
        ),
        sa.ForeignKeyConstraint(
            ["owner"], ["directory_person.id"], name=op.f("fk_cultivation_nomination_owner")
        ),
        sa.ForeignKeyConstraint(
            ["person"], ["directory_person.id"], name=op.f("fk_cultivation_nomination_person")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_cultivation_nomination_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cultivation_nomination")),
        sa.UniqueConstraint("active_key", name=op.f("uq_cultivation_nomination_active_key")),
        sa.UniqueConstraint("code", name=op.f("uq_cultivation_nomination_code")),
    )
    with op.batch_alter_table("cultivation_nomination", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_cultivation_nomination_course_id_deleted_at"),
            ["course", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_cultivation_nomination_owner"), ["owner"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_cultivation_nomination_person"), ["person"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_cultivation_nomination_status_id_deleted_at"),
            ["status", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_cultivation_nomination_unit_id_deleted_at"),
            ["unit", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "cultivation_completion",
        sa.Column("nomination", sa.Integer(), nullable=False),
        sa.Column("handed_in_on", sa.Date(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("certificate_no", sa.String(length=60), nullable=True),
        sa.Column("code", sa.String(length=60), nullable=True),
        sa.Column("unit", sa.Integer(), nullable=True),
        sa.Column("basis", sa.String(length=20), nullable=True),
        sa.Column("academic_year", sa.String(length=9), nullable=True),
        sa.Column("semester", sa.Integer(), nullable=True),
        sa.Column("owner", sa.Integer(), nullable=True),
        sa.Column("visibility", sa.String(length=40), nullable=True),
        sa.Column("secrecy", sa.String(length=40), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["nomination"],
            ["cultivation_nomination.id"],
            name=op.f("fk_cultivation_completion_nomination"),
        ),
        sa.ForeignKeyConstraint(
            ["owner"], ["directory_person.id"], name=op.f("fk_cultivation_completion_owner")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_cultivation_completion_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cultivation_completion")),
        sa.UniqueConstraint("code", name=op.f("uq_cultivation_completion_code")),
        sa.UniqueConstraint("nomination", name=op.f("uq_cultivation_completion_nomination")),
    )
    with op.batch_alter_table("cultivation_completion", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_cultivation_completion_handed_in_on"), ["handed_in_on"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_cultivation_completion_nomination"), ["nomination"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_cultivation_completion_owner"), ["owner"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_cultivation_completion_unit_id_deleted_at"),
            ["unit", "id", "deleted_at"],
            unique=False,
        )


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("cultivation_completion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cultivation_completion_unit_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_cultivation_completion_owner"))
        batch_op.drop_index(batch_op.f("ix_cultivation_completion_nomination"))
        batch_op.drop_index(batch_op.f("ix_cultivation_completion_handed_in_on"))

    op.drop_table("cultivation_completion")
    with op.batch_alter_table("cultivation_nomination", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cultivation_nomination_unit_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_cultivation_nomination_status_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_cultivation_nomination_person"))
        batch_op.drop_index(batch_op.f("ix_cultivation_nomination_owner"))
        batch_op.drop_index(batch_op.f("ix_cultivation_nomination_course_id_deleted_at"))

    op.drop_table("cultivation_nomination")
    with op.batch_alter_table("cultivation_yearly_check", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cultivation_yearly_check_unit_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_cultivation_yearly_check_status_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_cultivation_yearly_check_owner"))
        batch_op.drop_index(batch_op.f("ix_cultivation_yearly_check_entry_id_deleted_at"))

    op.drop_table("cultivation_yearly_check")
    with op.batch_alter_table("cultivation_course", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cultivation_course_unit_starts_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_cultivation_course_training_plan"))
        batch_op.drop_index(batch_op.f("ix_cultivation_course_status_starts_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_cultivation_course_starts_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_cultivation_course_owner"))
        batch_op.drop_index(batch_op.f("ix_cultivation_course_level_starts_id_deleted_at"))

    op.drop_table("cultivation_course")
    with op.batch_alter_table("cultivation_training_plan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cultivation_training_plan_year_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_cultivation_training_plan_unit_year_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_cultivation_training_plan_status_year_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_cultivation_training_plan_owner"))

    op.drop_table("cultivation_training_plan")
    with op.batch_alter_table("cultivation_cadre_plan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cultivation_cadre_plan_unit_issued_on_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_cultivation_cadre_plan_owner"))
        batch_op.drop_index(batch_op.f("ix_cultivation_cadre_plan_issued_on_id_deleted_at"))

    op.drop_table("cultivation_cadre_plan")
    with op.batch_alter_table("cultivation_cadre_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cultivation_cadre_entry_unit_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_cultivation_cadre_entry_status_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_cultivation_cadre_entry_plan_choice_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_cultivation_cadre_entry_person"))
        batch_op.drop_index(batch_op.f("ix_cultivation_cadre_entry_owner"))

    op.drop_table("cultivation_cadre_entry")
