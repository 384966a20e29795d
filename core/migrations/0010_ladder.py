"""the ladder of duties: steps taken, who waived and why, absences and deputies"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.db import Moment

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Forward. What runs already counts from the day it was first seen."""
    with op.batch_alter_table("core_duty") as table:
        table.add_column(sa.Column("known_from", sa.Date(), nullable=True))
        table.add_column(
            sa.Column("round_on", sa.Date(), nullable=False, server_default="1900-01-01")
        )
    op.execute("UPDATE core_duty SET known_from = first_on")
    with op.batch_alter_table("core_duty") as table:
        table.alter_column("known_from", existing_type=sa.Date(), nullable=False)
    with op.batch_alter_table("core_duty_event") as table:
        table.add_column(sa.Column("by", sa.Integer(), nullable=True))
        table.add_column(sa.Column("note", sa.Text(), nullable=True))
    with op.batch_alter_table("core_duty_run") as table:
        table.add_column(sa.Column("told", sa.Integer(), nullable=False, server_default="0"))
        table.create_index("ix_core_duty_run_time", ["started_at"])
    op.create_table(
        "core_duty_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("duty", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("round_on", sa.Date(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["duty"],
            ["core_duty.id"],
            name=op.f("fk_core_duty_step_duty"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_core_duty_step")),
        sa.UniqueConstraint("duty", "step", "round_on", name="uq_core_duty_step"),
    )
    op.create_index("ix_core_duty_step_listed", "core_duty_step", ["listed", "duty"])
    op.create_table(
        "core_duty_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("duties", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_core_duty_list")),
        sa.UniqueConstraint("month", name=op.f("uq_core_duty_list_month")),
    )
    _absences()


def _absences() -> None:
    op.create_table(
        "directory_absence",
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("deputy", sa.Integer(), nullable=True),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person"], ["directory_person.id"], name=op.f("fk_directory_absence_person")
        ),
        sa.ForeignKeyConstraint(
            ["deputy"], ["directory_person.id"], name=op.f("fk_directory_absence_deputy")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_absence")),
    )
    for columns in (("starts",), ("person", "starts"), ("deputy", "starts")):
        name = f"ix_directory_absence_{'_'.join(columns)}_id_deleted_at"
        op.create_index(op.f(name), "directory_absence", [*columns, "id", "deleted_at"])


def downgrade() -> None:
    """Back."""
    op.drop_table("directory_absence")
    op.drop_table("core_duty_list")
    op.drop_table("core_duty_step")
    with op.batch_alter_table("core_duty_run") as table:
        table.drop_index("ix_core_duty_run_time")
        table.drop_column("told")
    with op.batch_alter_table("core_duty_event") as table:
        table.drop_column("note")
        table.drop_column("by")
    with op.batch_alter_table("core_duty") as table:
        table.drop_column("round_on")
        table.drop_column("known_from")
