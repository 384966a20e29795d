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
        "befriending_pair_list",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=True),
        sa.Column("decision", sa.String(length=120), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
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
            ["owner"], ["directory_person.id"], name=op.f("fk_befriending_pair_list_owner")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_befriending_pair_list_unit")
        ),
        sa.ForeignKeyConstraint(
            ["year"], ["directory_academic_year.id"], name=op.f("fk_befriending_pair_list_year")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_befriending_pair_list")),
        sa.UniqueConstraint("active_key", name=op.f("uq_befriending_pair_list_active_key")),
        sa.UniqueConstraint("code", name=op.f("uq_befriending_pair_list_code")),
    )
    with op.batch_alter_table("befriending_pair_list", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_befriending_pair_list_decided_on"), ["decided_on"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_befriending_pair_list_owner"), ["owner"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_befriending_pair_list_status_id_deleted_at"),
            ["status", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_befriending_pair_list_unit_id_deleted_at"),
            ["unit", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_befriending_pair_list_year_id_deleted_at"),
            ["year", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "befriending_unit_round",
        sa.Column("visited", sa.Integer(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("handled", sa.Integer(), nullable=False),
        sa.Column("feedback", sa.Text(), nullable=False),
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
            ["owner"], ["directory_person.id"], name=op.f("fk_befriending_unit_round_owner")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_befriending_unit_round_unit")
        ),
        sa.ForeignKeyConstraint(
            ["visited"], ["directory_unit.id"], name=op.f("fk_befriending_unit_round_visited")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_befriending_unit_round")),
        sa.UniqueConstraint("code", name=op.f("uq_befriending_unit_round_code")),
    )
    with op.batch_alter_table("befriending_unit_round", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_befriending_unit_round_date_id_deleted_at"),
            ["date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_befriending_unit_round_owner"), ["owner"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_befriending_unit_round_unit_date_id_deleted_at"),
            ["unit", "date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_befriending_unit_round_visited_date_id_deleted_at"),
            ["visited", "date", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "befriending_visit",
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("leader", sa.Integer(), nullable=True),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("amount", Scaled(2), nullable=True),
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
            ["leader"], ["directory_person.id"], name=op.f("fk_befriending_visit_leader")
        ),
        sa.ForeignKeyConstraint(
            ["owner"], ["directory_person.id"], name=op.f("fk_befriending_visit_owner")
        ),
        sa.ForeignKeyConstraint(
            ["person"], ["directory_person.id"], name=op.f("fk_befriending_visit_person")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_befriending_visit_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_befriending_visit")),
        sa.UniqueConstraint("code", name=op.f("uq_befriending_visit_code")),
    )
    with op.batch_alter_table("befriending_visit", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_befriending_visit_date_id_deleted_at"),
            ["date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_befriending_visit_leader_date_id_deleted_at"),
            ["leader", "date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_befriending_visit_owner"), ["owner"], unique=False)
        batch_op.create_index(batch_op.f("ix_befriending_visit_person"), ["person"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_befriending_visit_unit_date_id_deleted_at"),
            ["unit", "date", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "befriending_pair",
        sa.Column("pair_list", sa.Integer(), nullable=False),
        sa.Column("leader", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("decision", sa.String(length=120), nullable=False),
        sa.Column("informed_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(length=40), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
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
            ["leader"], ["directory_person.id"], name=op.f("fk_befriending_pair_leader")
        ),
        sa.ForeignKeyConstraint(
            ["owner"], ["directory_person.id"], name=op.f("fk_befriending_pair_owner")
        ),
        sa.ForeignKeyConstraint(
            ["pair_list"], ["befriending_pair_list.id"], name=op.f("fk_befriending_pair_pair_list")
        ),
        sa.ForeignKeyConstraint(
            ["person"], ["directory_person.id"], name=op.f("fk_befriending_pair_person")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_befriending_pair_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_befriending_pair")),
        sa.UniqueConstraint("active_key", name=op.f("uq_befriending_pair_active_key")),
        sa.UniqueConstraint("code", name=op.f("uq_befriending_pair_code")),
    )
    with op.batch_alter_table("befriending_pair", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_befriending_pair_kind_id_deleted_at"),
            ["kind", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_befriending_pair_leader_id_deleted_at"),
            ["leader", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_befriending_pair_owner"), ["owner"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_befriending_pair_pair_list_id_deleted_at"),
            ["pair_list", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_befriending_pair_person"), ["person"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_befriending_pair_status_id_deleted_at"),
            ["status", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_befriending_pair_unit_id_deleted_at"),
            ["unit", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "befriending_contact",
        sa.Column("pair", sa.Integer(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("mode", sa.String(length=40), nullable=False),
        sa.Column("topics", Words(400), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("group_event", sa.Boolean(), nullable=True),
        sa.Column("both_present", sa.Boolean(), nullable=True),
        sa.Column("raised_suggestion", sa.Boolean(), nullable=True),
        sa.Column("suggestion_no", sa.String(length=60), nullable=True),
        sa.Column("follow_up", sa.String(length=200), nullable=True),
        sa.Column("follow_up_due", sa.Date(), nullable=True),
        sa.Column("follow_up_done", sa.Date(), nullable=True),
        sa.Column("late_reason", sa.String(length=200), nullable=True),
        sa.Column("seen_on", sa.Date(), nullable=True),
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
            ["owner"], ["directory_person.id"], name=op.f("fk_befriending_contact_owner")
        ),
        sa.ForeignKeyConstraint(
            ["pair"], ["befriending_pair.id"], name=op.f("fk_befriending_contact_pair")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_befriending_contact_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_befriending_contact")),
        sa.UniqueConstraint("code", name=op.f("uq_befriending_contact_code")),
    )
    with op.batch_alter_table("befriending_contact", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_befriending_contact_date_id_deleted_at"),
            ["date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_befriending_contact_mode_date_id_deleted_at"),
            ["mode", "date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_befriending_contact_owner"), ["owner"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_befriending_contact_pair_date_id_deleted_at"),
            ["pair", "date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_befriending_contact_status_date_id_deleted_at"),
            ["status", "date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_befriending_contact_unit_date_id_deleted_at"),
            ["unit", "date", "id", "deleted_at"],
            unique=False,
        )


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("befriending_contact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_befriending_contact_unit_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_befriending_contact_status_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_befriending_contact_pair_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_befriending_contact_owner"))
        batch_op.drop_index(batch_op.f("ix_befriending_contact_mode_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_befriending_contact_date_id_deleted_at"))

    op.drop_table("befriending_contact")
    with op.batch_alter_table("befriending_pair", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_befriending_pair_unit_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_befriending_pair_status_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_befriending_pair_person"))
        batch_op.drop_index(batch_op.f("ix_befriending_pair_pair_list_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_befriending_pair_owner"))
        batch_op.drop_index(batch_op.f("ix_befriending_pair_leader_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_befriending_pair_kind_id_deleted_at"))

    op.drop_table("befriending_pair")
    with op.batch_alter_table("befriending_visit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_befriending_visit_unit_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_befriending_visit_person"))
        batch_op.drop_index(batch_op.f("ix_befriending_visit_owner"))
        batch_op.drop_index(batch_op.f("ix_befriending_visit_leader_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_befriending_visit_date_id_deleted_at"))

    op.drop_table("befriending_visit")
    with op.batch_alter_table("befriending_unit_round", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_befriending_unit_round_visited_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_befriending_unit_round_unit_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_befriending_unit_round_owner"))
        batch_op.drop_index(batch_op.f("ix_befriending_unit_round_date_id_deleted_at"))

    op.drop_table("befriending_unit_round")
    with op.batch_alter_table("befriending_pair_list", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_befriending_pair_list_year_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_befriending_pair_list_unit_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_befriending_pair_list_status_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_befriending_pair_list_owner"))
        batch_op.drop_index(batch_op.f("ix_befriending_pair_list_decided_on"))

    op.drop_table("befriending_pair_list")
