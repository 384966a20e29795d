"""first tables"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.db import Moment

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "study_joint_issue",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("points", sa.String(length=60), nullable=False),
        sa.Column("uf_item", sa.String(length=200), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=True),
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
            ["owner"], ["directory_person.id"], name=op.f("fk_study_joint_issue_owner")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_study_joint_issue_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_joint_issue")),
        sa.UniqueConstraint("code", name=op.f("uq_study_joint_issue_code")),
        sa.UniqueConstraint("year", name=op.f("uq_study_joint_issue_year")),
    )
    with op.batch_alter_table("study_joint_issue", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_study_joint_issue_owner"), ["owner"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_study_joint_issue_unit_year_id_deleted_at"),
            ["unit", "year", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_study_joint_issue_year_id_deleted_at"),
            ["year", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "study_online_item",
        sa.Column("topic", sa.String(length=120), nullable=False),
        sa.Column("platform", sa.String(length=40), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=True),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.Column("unit", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.String(length=40), nullable=True),
        sa.Column("code", sa.String(length=60), nullable=True),
        sa.Column("basis", sa.String(length=20), nullable=True),
        sa.Column("academic_year", sa.String(length=9), nullable=True),
        sa.Column("semester", sa.Integer(), nullable=True),
        sa.Column("owner", sa.Integer(), nullable=True),
        sa.Column("secrecy", sa.String(length=40), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["owner"], ["directory_person.id"], name=op.f("fk_study_online_item_owner")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_study_online_item_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_online_item")),
        sa.UniqueConstraint("code", name=op.f("uq_study_online_item_code")),
    )
    with op.batch_alter_table("study_online_item", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_study_online_item_date_id_deleted_at"),
            ["date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_study_online_item_due"), ["due"], unique=False)
        batch_op.create_index(batch_op.f("ix_study_online_item_owner"), ["owner"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_study_online_item_unit_date_id_deleted_at"),
            ["unit", "date", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "study_plan",
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(length=60), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=True),
        sa.Column("unit", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.String(length=40), nullable=True),
        sa.Column("code", sa.String(length=60), nullable=True),
        sa.Column("basis", sa.String(length=20), nullable=True),
        sa.Column("academic_year", sa.String(length=9), nullable=True),
        sa.Column("semester", sa.Integer(), nullable=True),
        sa.Column("owner", sa.Integer(), nullable=True),
        sa.Column("secrecy", sa.String(length=40), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["owner"], ["directory_person.id"], name=op.f("fk_study_plan_owner")
        ),
        sa.ForeignKeyConstraint(["unit"], ["directory_unit.id"], name=op.f("fk_study_plan_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_plan")),
        sa.UniqueConstraint("code", name=op.f("uq_study_plan_code")),
        sa.UniqueConstraint("level", "unit", "year", name=op.f("uq_study_plan_level_unit_year")),
    )
    with op.batch_alter_table("study_plan", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_study_plan_level_year_id_deleted_at"),
            ["level", "year", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_study_plan_owner"), ["owner"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_study_plan_status_year_id_deleted_at"),
            ["status", "year", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_study_plan_unit_year_id_deleted_at"),
            ["unit", "year", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_study_plan_year_id_deleted_at"),
            ["year", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "study_plan_item",
        sa.Column("plan", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(length=120), nullable=False),
        sa.Column("is_uf", sa.Boolean(), nullable=True),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("leader", sa.Integer(), nullable=True),
        sa.Column("material", sa.String(length=200), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("unit", sa.Integer(), nullable=True),
        sa.Column("level", sa.String(length=40), nullable=True),
        sa.Column("issued", sa.Boolean(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("month_end", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["leader"], ["directory_person.id"], name=op.f("fk_study_plan_item_leader")
        ),
        sa.ForeignKeyConstraint(["plan"], ["study_plan.id"], name=op.f("fk_study_plan_item_plan")),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_study_plan_item_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_plan_item")),
    )
    with op.batch_alter_table("study_plan_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_study_plan_item_leader"), ["leader"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_study_plan_item_plan_id_deleted_at"),
            ["plan", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_study_plan_item_unit"), ["unit"], unique=False)

    op.create_table(
        "study_reader",
        sa.Column("item", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("obliged", sa.Boolean(), nullable=True),
        sa.Column("unit", sa.Integer(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("handed_in_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["item"], ["study_online_item.id"], name=op.f("fk_study_reader_item")
        ),
        sa.ForeignKeyConstraint(
            ["person"], ["directory_person.id"], name=op.f("fk_study_reader_person")
        ),
        sa.ForeignKeyConstraint(["unit"], ["directory_unit.id"], name=op.f("fk_study_reader_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_reader")),
        sa.UniqueConstraint("item", "person", name=op.f("uq_study_reader_item_person")),
    )
    with op.batch_alter_table("study_reader", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_study_reader_item_id_deleted_at"),
            ["item", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_study_reader_person"), ["person"], unique=False)
        batch_op.create_index(batch_op.f("ix_study_reader_unit"), ["unit"], unique=False)

    op.create_table(
        "study_reflection",
        sa.Column("writer", sa.Integer(), nullable=False),
        sa.Column("item", sa.Integer(), nullable=True),
        sa.Column("heading", sa.String(length=120), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("may_print", sa.Boolean(), nullable=True),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=True),
        sa.Column("unit", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.String(length=40), nullable=True),
        sa.Column("code", sa.String(length=60), nullable=True),
        sa.Column("basis", sa.String(length=20), nullable=True),
        sa.Column("academic_year", sa.String(length=9), nullable=True),
        sa.Column("semester", sa.Integer(), nullable=True),
        sa.Column("owner", sa.Integer(), nullable=True),
        sa.Column("secrecy", sa.String(length=40), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["item"], ["study_online_item.id"], name=op.f("fk_study_reflection_item")
        ),
        sa.ForeignKeyConstraint(
            ["owner"], ["directory_person.id"], name=op.f("fk_study_reflection_owner")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_study_reflection_unit")
        ),
        sa.ForeignKeyConstraint(
            ["writer"], ["directory_person.id"], name=op.f("fk_study_reflection_writer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_reflection")),
        sa.UniqueConstraint("code", name=op.f("uq_study_reflection_code")),
    )
    with op.batch_alter_table("study_reflection", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_study_reflection_item_id_deleted_at"),
            ["item", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_study_reflection_owner"), ["owner"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_study_reflection_status_id_deleted_at"),
            ["status", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_study_reflection_submitted_on"), ["submitted_on"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_study_reflection_unit_id_deleted_at"),
            ["unit", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_study_reflection_writer"), ["writer"], unique=False)

    op.create_table(
        "study_session",
        sa.Column("topic", sa.String(length=120), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("host", sa.Integer(), nullable=False),
        sa.Column("plan_item", sa.Integer(), nullable=True),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("expected", sa.Integer(), nullable=True),
        sa.Column("present", sa.Integer(), nullable=True),
        sa.Column("excused", sa.Integer(), nullable=True),
        sa.Column("sheet_filed", sa.Boolean(), nullable=True),
        sa.Column("few_present", sa.Boolean(), nullable=True),
        sa.Column("signed", sa.Integer(), nullable=True),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=True),
        sa.Column("unit", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.String(length=40), nullable=True),
        sa.Column("code", sa.String(length=60), nullable=True),
        sa.Column("basis", sa.String(length=20), nullable=True),
        sa.Column("academic_year", sa.String(length=9), nullable=True),
        sa.Column("semester", sa.Integer(), nullable=True),
        sa.Column("owner", sa.Integer(), nullable=True),
        sa.Column("secrecy", sa.String(length=40), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["host"], ["directory_person.id"], name=op.f("fk_study_session_host")
        ),
        sa.ForeignKeyConstraint(
            ["owner"], ["directory_person.id"], name=op.f("fk_study_session_owner")
        ),
        sa.ForeignKeyConstraint(
            ["plan_item"], ["study_plan_item.id"], name=op.f("fk_study_session_plan_item")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_study_session_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_session")),
        sa.UniqueConstraint("code", name=op.f("uq_study_session_code")),
    )
    with op.batch_alter_table("study_session", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_study_session_date_id_deleted_at"),
            ["date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_study_session_host"), ["host"], unique=False)
        batch_op.create_index(batch_op.f("ix_study_session_owner"), ["owner"], unique=False)
        batch_op.create_index(batch_op.f("ix_study_session_plan_item"), ["plan_item"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_study_session_status_date_id_deleted_at"),
            ["status", "date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_study_session_unit_date_id_deleted_at"),
            ["unit", "date", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "study_signin",
        sa.Column("session", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=True),
        sa.Column("way", sa.String(length=40), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person"], ["directory_person.id"], name=op.f("fk_study_signin_person")
        ),
        sa.ForeignKeyConstraint(
            ["session"], ["study_session.id"], name=op.f("fk_study_signin_session")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_signin")),
        sa.UniqueConstraint("session", "person", name=op.f("uq_study_signin_session_person")),
    )
    with op.batch_alter_table("study_signin", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_study_signin_person"), ["person"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_study_signin_session_id_deleted_at"),
            ["session", "id", "deleted_at"],
            unique=False,
        )


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("study_signin", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_study_signin_session_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_study_signin_person"))

    op.drop_table("study_signin")
    with op.batch_alter_table("study_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_study_session_unit_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_study_session_status_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_study_session_plan_item"))
        batch_op.drop_index(batch_op.f("ix_study_session_owner"))
        batch_op.drop_index(batch_op.f("ix_study_session_host"))
        batch_op.drop_index(batch_op.f("ix_study_session_date_id_deleted_at"))

    op.drop_table("study_session")
    with op.batch_alter_table("study_reflection", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_study_reflection_writer"))
        batch_op.drop_index(batch_op.f("ix_study_reflection_unit_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_study_reflection_submitted_on"))
        batch_op.drop_index(batch_op.f("ix_study_reflection_status_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_study_reflection_owner"))
        batch_op.drop_index(batch_op.f("ix_study_reflection_item_id_deleted_at"))

    op.drop_table("study_reflection")
    with op.batch_alter_table("study_reader", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_study_reader_unit"))
        batch_op.drop_index(batch_op.f("ix_study_reader_person"))
        batch_op.drop_index(batch_op.f("ix_study_reader_item_id_deleted_at"))

    op.drop_table("study_reader")
    with op.batch_alter_table("study_plan_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_study_plan_item_unit"))
        batch_op.drop_index(batch_op.f("ix_study_plan_item_plan_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_study_plan_item_leader"))

    op.drop_table("study_plan_item")
    with op.batch_alter_table("study_plan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_study_plan_year_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_study_plan_unit_year_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_study_plan_status_year_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_study_plan_owner"))
        batch_op.drop_index(batch_op.f("ix_study_plan_level_year_id_deleted_at"))

    op.drop_table("study_plan")
    with op.batch_alter_table("study_online_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_study_online_item_unit_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_study_online_item_owner"))
        batch_op.drop_index(batch_op.f("ix_study_online_item_due"))
        batch_op.drop_index(batch_op.f("ix_study_online_item_date_id_deleted_at"))

    op.drop_table("study_online_item")
    with op.batch_alter_table("study_joint_issue", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_study_joint_issue_year_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_study_joint_issue_unit_year_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_study_joint_issue_owner"))

    op.drop_table("study_joint_issue")
