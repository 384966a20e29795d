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
        "liaison_nomination",
        sa.Column("nominee", sa.Integer(), nullable=False),
        sa.Column("tier", sa.String(length=40), nullable=False),
        sa.Column("nominated_on", sa.Date(), nullable=True),
        sa.Column("starts", sa.Date(), nullable=True),
        sa.Column("first_checked", sa.Boolean(), nullable=True),
        sa.Column("none_of_ab", sa.Boolean(), nullable=True),
        sa.Column("young_reason", sa.String(length=200), nullable=True),
        sa.Column("studied_abroad", sa.Boolean(), nullable=True),
        sa.Column("born", sa.Date(), nullable=True),
        sa.Column("age_ok", sa.Boolean(), nullable=True),
        sa.Column("age_rule", sa.String(length=40), nullable=True),
        sa.Column("age_day", sa.Date(), nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("unit_note", sa.String(length=200), nullable=True),
        sa.Column("office_note", sa.String(length=200), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=True),
        sa.Column("age_key", sa.String(length=60), nullable=True),
        sa.Column("agreed_key", sa.Integer(), nullable=True),
        sa.Column("pending_key", sa.String(length=40), nullable=True),
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
            ["nominee"], ["directory_person.id"], name=op.f("fk_liaison_nomination_nominee")
        ),
        sa.ForeignKeyConstraint(
            ["owner"], ["directory_person.id"], name=op.f("fk_liaison_nomination_owner")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_liaison_nomination_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_liaison_nomination")),
        sa.UniqueConstraint("code", name=op.f("uq_liaison_nomination_code")),
        sa.UniqueConstraint("pending_key", name=op.f("uq_liaison_nomination_pending_key")),
    )
    with op.batch_alter_table("liaison_nomination", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_liaison_nomination_nominated_on_id_deleted_at"),
            ["nominated_on", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_liaison_nomination_nominee"), ["nominee"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_liaison_nomination_owner"), ["owner"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_liaison_nomination_status_nominated_on_id_deleted_at"),
            ["status", "nominated_on", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_liaison_nomination_unit_nominated_on_id_deleted_at"),
            ["unit", "nominated_on", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "liaison_report",
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("no_matters", sa.Boolean(), nullable=True),
        sa.Column("policy_problems", sa.Text(), nullable=True),
        sa.Column("good_work", sa.Text(), nullable=True),
        sa.Column("good_work_agreed", sa.Boolean(), nullable=True),
        sa.Column("able_people", sa.Text(), nullable=True),
        sa.Column("able_people_agreed", sa.Boolean(), nullable=True),
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
            ["owner"], ["directory_person.id"], name=op.f("fk_liaison_report_owner")
        ),
        sa.ForeignKeyConstraint(
            ["period"], ["directory_semester.id"], name=op.f("fk_liaison_report_period")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_liaison_report_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_liaison_report")),
        sa.UniqueConstraint("code", name=op.f("uq_liaison_report_code")),
    )
    with op.batch_alter_table("liaison_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_liaison_report_owner"), ["owner"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_liaison_report_period_id_deleted_at"),
            ["period", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_liaison_report_status_id_deleted_at"),
            ["status", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_liaison_report_unit_id_deleted_at"),
            ["unit", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "liaison_training",
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("topic", sa.String(length=120), nullable=False),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("place", sa.String(length=120), nullable=True),
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
            ["owner"], ["directory_person.id"], name=op.f("fk_liaison_training_owner")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_liaison_training_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_liaison_training")),
        sa.UniqueConstraint("code", name=op.f("uq_liaison_training_code")),
    )
    with op.batch_alter_table("liaison_training", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_liaison_training_date_id_deleted_at"),
            ["date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_liaison_training_owner"), ["owner"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_liaison_training_unit_date_id_deleted_at"),
            ["unit", "date", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "liaison_assignment",
        sa.Column("officer", sa.Integer(), nullable=False),
        sa.Column("nomination", sa.Integer(), nullable=True),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(length=40), nullable=True),
        sa.Column("successor", sa.Integer(), nullable=True),
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
            ["nomination"], ["liaison_nomination.id"], name=op.f("fk_liaison_assignment_nomination")
        ),
        sa.ForeignKeyConstraint(
            ["officer"], ["directory_person.id"], name=op.f("fk_liaison_assignment_officer")
        ),
        sa.ForeignKeyConstraint(
            ["owner"], ["directory_person.id"], name=op.f("fk_liaison_assignment_owner")
        ),
        sa.ForeignKeyConstraint(
            ["successor"], ["directory_person.id"], name=op.f("fk_liaison_assignment_successor")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_liaison_assignment_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_liaison_assignment")),
        sa.UniqueConstraint("code", name=op.f("uq_liaison_assignment_code")),
    )
    with op.batch_alter_table("liaison_assignment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_liaison_assignment_ends"), ["ends"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_liaison_assignment_nomination"), ["nomination"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_liaison_assignment_officer_starts_id_deleted_at"),
            ["officer", "starts", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_liaison_assignment_owner"), ["owner"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_liaison_assignment_starts_id_deleted_at"),
            ["starts", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_liaison_assignment_status_starts_id_deleted_at"),
            ["status", "starts", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_liaison_assignment_successor"), ["successor"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_liaison_assignment_unit_starts_id_deleted_at"),
            ["unit", "starts", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "liaison_matter",
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("wants_answer", sa.Boolean(), nullable=True),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("proposer", sa.Integer(), nullable=True),
        sa.Column("proposer_agreed", sa.Boolean(), nullable=True),
        sa.Column("visibility", sa.String(length=40), nullable=True),
        sa.Column("suggestion_no", sa.String(length=60), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=True),
        sa.Column("code", sa.String(length=60), nullable=True),
        sa.Column("unit", sa.Integer(), nullable=True),
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
            ["owner"], ["directory_person.id"], name=op.f("fk_liaison_matter_owner")
        ),
        sa.ForeignKeyConstraint(
            ["proposer"], ["directory_person.id"], name=op.f("fk_liaison_matter_proposer")
        ),
        sa.ForeignKeyConstraint(
            ["report"], ["liaison_report.id"], name=op.f("fk_liaison_matter_report")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_liaison_matter_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_liaison_matter")),
        sa.UniqueConstraint("code", name=op.f("uq_liaison_matter_code")),
    )
    with op.batch_alter_table("liaison_matter", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_liaison_matter_category_id_deleted_at"),
            ["category", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_liaison_matter_owner"), ["owner"], unique=False)
        batch_op.create_index(batch_op.f("ix_liaison_matter_proposer"), ["proposer"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_liaison_matter_report_id_deleted_at"),
            ["report", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_liaison_matter_status_id_deleted_at"),
            ["status", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_liaison_matter_unit_id_deleted_at"),
            ["unit", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_liaison_matter_visibility_id_deleted_at"),
            ["visibility", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "liaison_trainee",
        sa.Column("training", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person"], ["directory_person.id"], name=op.f("fk_liaison_trainee_person")
        ),
        sa.ForeignKeyConstraint(
            ["training"], ["liaison_training.id"], name=op.f("fk_liaison_trainee_training")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_liaison_trainee")),
        sa.UniqueConstraint("training", "person", name=op.f("uq_liaison_trainee_training_person")),
    )
    with op.batch_alter_table("liaison_trainee", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_liaison_trainee_person"), ["person"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_liaison_trainee_training_id_deleted_at"),
            ["training", "id", "deleted_at"],
            unique=False,
        )


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("liaison_trainee", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_liaison_trainee_training_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_liaison_trainee_person"))

    op.drop_table("liaison_trainee")
    with op.batch_alter_table("liaison_matter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_liaison_matter_visibility_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_liaison_matter_unit_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_liaison_matter_status_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_liaison_matter_report_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_liaison_matter_proposer"))
        batch_op.drop_index(batch_op.f("ix_liaison_matter_owner"))
        batch_op.drop_index(batch_op.f("ix_liaison_matter_category_id_deleted_at"))

    op.drop_table("liaison_matter")
    with op.batch_alter_table("liaison_assignment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_liaison_assignment_unit_starts_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_liaison_assignment_successor"))
        batch_op.drop_index(batch_op.f("ix_liaison_assignment_status_starts_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_liaison_assignment_starts_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_liaison_assignment_owner"))
        batch_op.drop_index(batch_op.f("ix_liaison_assignment_officer_starts_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_liaison_assignment_nomination"))
        batch_op.drop_index(batch_op.f("ix_liaison_assignment_ends"))

    op.drop_table("liaison_assignment")
    with op.batch_alter_table("liaison_training", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_liaison_training_unit_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_liaison_training_owner"))
        batch_op.drop_index(batch_op.f("ix_liaison_training_date_id_deleted_at"))

    op.drop_table("liaison_training")
    with op.batch_alter_table("liaison_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_liaison_report_unit_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_liaison_report_status_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_liaison_report_period_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_liaison_report_owner"))

    op.drop_table("liaison_report")
    with op.batch_alter_table("liaison_nomination", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_liaison_nomination_unit_nominated_on_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_liaison_nomination_status_nominated_on_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_liaison_nomination_owner"))
        batch_op.drop_index(batch_op.f("ix_liaison_nomination_nominee"))
        batch_op.drop_index(batch_op.f("ix_liaison_nomination_nominated_on_id_deleted_at"))

    op.drop_table("liaison_nomination")
