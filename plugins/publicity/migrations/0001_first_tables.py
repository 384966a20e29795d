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
        "publicity_meeting",
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("attendees", sa.Text(), nullable=False),
        sa.Column("decisions", sa.Text(), nullable=False),
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
            ["owner"], ["directory_person.id"], name=op.f("fk_publicity_meeting_owner")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_publicity_meeting_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publicity_meeting")),
        sa.UniqueConstraint("code", name=op.f("uq_publicity_meeting_code")),
    )
    with op.batch_alter_table("publicity_meeting", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_publicity_meeting_date_id_deleted_at"),
            ["date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_publicity_meeting_owner"), ["owner"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_publicity_meeting_unit_date_id_deleted_at"),
            ["unit", "date", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "publicity_plan",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("aim", sa.Text(), nullable=True),
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
            ["owner"], ["directory_person.id"], name=op.f("fk_publicity_plan_owner")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_publicity_plan_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publicity_plan")),
        sa.UniqueConstraint("code", name=op.f("uq_publicity_plan_code")),
        sa.UniqueConstraint("year", name=op.f("uq_publicity_plan_year")),
    )
    with op.batch_alter_table("publicity_plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_publicity_plan_owner"), ["owner"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_publicity_plan_status_year_id_deleted_at"),
            ["status", "year", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_publicity_plan_unit_year_id_deleted_at"),
            ["unit", "year", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_publicity_plan_year_id_deleted_at"),
            ["year", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "publicity_roster",
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("unit", sa.Integer(), nullable=True),
        sa.Column("starts", sa.Date(), nullable=True),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person"], ["directory_person.id"], name=op.f("fk_publicity_roster_person")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_publicity_roster_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publicity_roster")),
    )
    with op.batch_alter_table("publicity_roster", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_publicity_roster_person"), ["person"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_publicity_roster_place_id_deleted_at"),
            ["place", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_publicity_roster_unit_place_id_deleted_at"),
            ["unit", "place", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "publicity_leave",
        sa.Column("member", sa.Integer(), nullable=False),
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
            ["member"], ["publicity_roster.id"], name=op.f("fk_publicity_leave_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publicity_leave")),
    )
    with op.batch_alter_table("publicity_leave", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_publicity_leave_member_starts_id_deleted_at"),
            ["member", "starts", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_publicity_leave_starts_id_deleted_at"),
            ["starts", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "publicity_plan_item",
        sa.Column("plan", sa.Integer(), nullable=False),
        sa.Column("column", sa.String(length=40), nullable=False),
        sa.Column("topic", sa.String(length=120), nullable=False),
        sa.Column("unit", sa.Integer(), nullable=True),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["plan"], ["publicity_plan.id"], name=op.f("fk_publicity_plan_item_plan")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_publicity_plan_item_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publicity_plan_item")),
    )
    with op.batch_alter_table("publicity_plan_item", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_publicity_plan_item_column_month_id_deleted_at"),
            ["column", "month", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_publicity_plan_item_month_id_deleted_at"),
            ["month", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_publicity_plan_item_plan_month_id_deleted_at"),
            ["plan", "month", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_publicity_plan_item_unit_month_id_deleted_at"),
            ["unit", "month", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "publicity_slot",
        sa.Column("slot", sa.String(length=40), nullable=True),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=True),
        sa.Column("taker", sa.Integer(), nullable=True),
        sa.Column("writer", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=True),
        sa.Column("handed_in_on", sa.Date(), nullable=True),
        sa.Column("serves", sa.Integer(), nullable=True),
        sa.Column("unit", sa.Integer(), nullable=True),
        sa.Column("swapped", sa.Boolean(), nullable=True),
        sa.Column("item", sa.String(length=120), nullable=True),
        sa.Column("item_reviewer", sa.Integer(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("url", sa.String(length=500), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["item_reviewer"], ["directory_person.id"], name=op.f("fk_publicity_slot_item_reviewer")
        ),
        sa.ForeignKeyConstraint(
            ["serves"], ["directory_person.id"], name=op.f("fk_publicity_slot_serves")
        ),
        sa.ForeignKeyConstraint(
            ["taker"], ["publicity_roster.id"], name=op.f("fk_publicity_slot_taker")
        ),
        sa.ForeignKeyConstraint(
            ["turn"], ["publicity_roster.id"], name=op.f("fk_publicity_slot_turn")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_publicity_slot_unit")
        ),
        sa.ForeignKeyConstraint(
            ["writer"], ["directory_person.id"], name=op.f("fk_publicity_slot_writer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publicity_slot")),
        sa.UniqueConstraint("slot", name=op.f("uq_publicity_slot_slot")),
    )
    with op.batch_alter_table("publicity_slot", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_publicity_slot_date_id_deleted_at"),
            ["date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_publicity_slot_item_reviewer"), ["item_reviewer"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_publicity_slot_serves"), ["serves"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_publicity_slot_status_date_id_deleted_at"),
            ["status", "date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_publicity_slot_taker"), ["taker"], unique=False)
        batch_op.create_index(batch_op.f("ix_publicity_slot_turn"), ["turn"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_publicity_slot_unit_date_id_deleted_at"),
            ["unit", "date", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_publicity_slot_writer"), ["writer"], unique=False)

    op.create_table(
        "publicity_article",
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("column", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("digest", sa.String(length=300), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("writer", sa.Integer(), nullable=True),
        sa.Column("actual_writer", sa.Integer(), nullable=True),
        sa.Column("byline", sa.String(length=40), nullable=True),
        sa.Column("slot", sa.Integer(), nullable=True),
        sa.Column("plan_item", sa.Integer(), nullable=True),
        sa.Column("event_date", sa.Date(), nullable=True),
        sa.Column("portrait", sa.Boolean(), nullable=True),
        sa.Column("source_url", sa.String(length=300), nullable=True),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("proof_words", sa.Boolean(), nullable=True),
        sa.Column("proof_pictures", sa.Boolean(), nullable=True),
        sa.Column("proof_names", sa.Boolean(), nullable=True),
        sa.Column("cover_filed", sa.Boolean(), nullable=True),
        sa.Column("url", sa.String(length=500), nullable=True),
        sa.Column("publish_id", sa.String(length=80), nullable=True),
        sa.Column("article_id", sa.String(length=80), nullable=True),
        sa.Column("reads", sa.Integer(), nullable=True),
        sa.Column("holder", sa.String(length=40), nullable=True),
        sa.Column("held_since", sa.Date(), nullable=True),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("version_no", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("kept_sha", sa.String(length=64), nullable=True),
        sa.Column("reviewer", sa.Integer(), nullable=True),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("handed_on", sa.Date(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("published_at", Moment(), nullable=True),
        sa.Column("retracted_on", sa.Date(), nullable=True),
        sa.Column("being_handled", sa.Boolean(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=True),
        sa.Column("unit", sa.Integer(), nullable=True),
        sa.Column("visibility", sa.String(length=40), nullable=True),
        sa.Column("owner", sa.Integer(), nullable=True),
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
            ["actual_writer"],
            ["directory_person.id"],
            name=op.f("fk_publicity_article_actual_writer"),
        ),
        sa.ForeignKeyConstraint(
            ["owner"], ["directory_person.id"], name=op.f("fk_publicity_article_owner")
        ),
        sa.ForeignKeyConstraint(
            ["plan_item"], ["publicity_plan_item.id"], name=op.f("fk_publicity_article_plan_item")
        ),
        sa.ForeignKeyConstraint(
            ["reviewer"], ["directory_person.id"], name=op.f("fk_publicity_article_reviewer")
        ),
        sa.ForeignKeyConstraint(
            ["slot"], ["publicity_slot.id"], name=op.f("fk_publicity_article_slot")
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["directory_unit.id"], name=op.f("fk_publicity_article_unit")
        ),
        sa.ForeignKeyConstraint(
            ["writer"], ["directory_person.id"], name=op.f("fk_publicity_article_writer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publicity_article")),
        sa.UniqueConstraint("code", name=op.f("uq_publicity_article_code")),
    )
    with op.batch_alter_table("publicity_article", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_publicity_article_actual_writer"), ["actual_writer"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_publicity_article_channel_id_deleted_at"),
            ["channel", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_publicity_article_column_id_deleted_at"),
            ["column", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_publicity_article_holder_id_deleted_at"),
            ["holder", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_publicity_article_owner"), ["owner"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_publicity_article_plan_item"), ["plan_item"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_publicity_article_planned_on"), ["planned_on"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_publicity_article_published_on"), ["published_on"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_publicity_article_reviewer"), ["reviewer"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_publicity_article_slot_id_deleted_at"),
            ["slot", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_publicity_article_status_id_deleted_at"),
            ["status", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_publicity_article_unit_id_deleted_at"),
            ["unit", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_publicity_article_writer"), ["writer"], unique=False)

    op.create_table(
        "publicity_swap",
        sa.Column("mine", sa.Integer(), nullable=False),
        sa.Column("theirs", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("other", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["directory_person.id"], name=op.f("fk_publicity_swap_asked_by")
        ),
        sa.ForeignKeyConstraint(
            ["mine"], ["publicity_slot.id"], name=op.f("fk_publicity_swap_mine")
        ),
        sa.ForeignKeyConstraint(
            ["other"], ["directory_person.id"], name=op.f("fk_publicity_swap_other")
        ),
        sa.ForeignKeyConstraint(
            ["theirs"], ["publicity_slot.id"], name=op.f("fk_publicity_swap_theirs")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publicity_swap")),
    )
    with op.batch_alter_table("publicity_swap", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_publicity_swap_asked_by"), ["asked_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_publicity_swap_mine"), ["mine"], unique=False)
        batch_op.create_index(batch_op.f("ix_publicity_swap_other"), ["other"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_publicity_swap_status_id_deleted_at"),
            ["status", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_publicity_swap_theirs"), ["theirs"], unique=False)

    op.create_table(
        "publicity_consent",
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=True),
        sa.Column("outside", sa.String(length=60), nullable=True),
        sa.Column("portrait", sa.Boolean(), nullable=True),
        sa.Column("given_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("way", sa.String(length=40), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article"], ["publicity_article.id"], name=op.f("fk_publicity_consent_article")
        ),
        sa.ForeignKeyConstraint(
            ["person"], ["directory_person.id"], name=op.f("fk_publicity_consent_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publicity_consent")),
    )
    with op.batch_alter_table("publicity_consent", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_publicity_consent_article_id_deleted_at"),
            ["article", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_publicity_consent_person"), ["person"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_publicity_consent_status_id_deleted_at"),
            ["status", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "publicity_edition",
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("handed_in_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article"], ["publicity_article.id"], name=op.f("fk_publicity_edition_article")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publicity_edition")),
        sa.UniqueConstraint("article", "number", name=op.f("uq_publicity_edition_article_number")),
    )
    with op.batch_alter_table("publicity_edition", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_publicity_edition_article_number_id_deleted_at"),
            ["article", "number", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_publicity_edition_number_id_deleted_at"),
            ["number", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "publicity_review",
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("version_no", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("reviewer", sa.Integer(), nullable=True),
        sa.Column("verdict", sa.String(length=40), nullable=False),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("at", Moment(), nullable=True),
        sa.Column("proof_words", sa.Boolean(), nullable=True),
        sa.Column("proof_pictures", sa.Boolean(), nullable=True),
        sa.Column("proof_names", sa.Boolean(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article"], ["publicity_article.id"], name=op.f("fk_publicity_review_article")
        ),
        sa.ForeignKeyConstraint(
            ["reviewer"], ["directory_person.id"], name=op.f("fk_publicity_review_reviewer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publicity_review")),
    )
    with op.batch_alter_table("publicity_review", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_publicity_review_article_id_deleted_at"),
            ["article", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_publicity_review_reviewer"), ["reviewer"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_publicity_review_verdict_id_deleted_at"),
            ["verdict", "id", "deleted_at"],
            unique=False,
        )

    op.create_table(
        "publicity_takedown",
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("how", sa.String(length=40), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article"], ["publicity_article.id"], name=op.f("fk_publicity_takedown_article")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publicity_takedown")),
    )
    with op.batch_alter_table("publicity_takedown", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_publicity_takedown_article_opened_on_id_deleted_at"),
            ["article", "opened_on", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_publicity_takedown_opened_on_id_deleted_at"),
            ["opened_on", "id", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_publicity_takedown_status_opened_on_id_deleted_at"),
            ["status", "opened_on", "id", "deleted_at"],
            unique=False,
        )


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("publicity_takedown", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_publicity_takedown_status_opened_on_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_publicity_takedown_opened_on_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_publicity_takedown_article_opened_on_id_deleted_at"))

    op.drop_table("publicity_takedown")
    with op.batch_alter_table("publicity_review", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_publicity_review_verdict_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_publicity_review_reviewer"))
        batch_op.drop_index(batch_op.f("ix_publicity_review_article_id_deleted_at"))

    op.drop_table("publicity_review")
    with op.batch_alter_table("publicity_edition", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_publicity_edition_number_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_publicity_edition_article_number_id_deleted_at"))

    op.drop_table("publicity_edition")
    with op.batch_alter_table("publicity_consent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_publicity_consent_status_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_publicity_consent_person"))
        batch_op.drop_index(batch_op.f("ix_publicity_consent_article_id_deleted_at"))

    op.drop_table("publicity_consent")
    with op.batch_alter_table("publicity_swap", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_publicity_swap_theirs"))
        batch_op.drop_index(batch_op.f("ix_publicity_swap_status_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_publicity_swap_other"))
        batch_op.drop_index(batch_op.f("ix_publicity_swap_mine"))
        batch_op.drop_index(batch_op.f("ix_publicity_swap_asked_by"))

    op.drop_table("publicity_swap")
    with op.batch_alter_table("publicity_article", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_publicity_article_writer"))
        batch_op.drop_index(batch_op.f("ix_publicity_article_unit_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_publicity_article_status_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_publicity_article_slot_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_publicity_article_reviewer"))
        batch_op.drop_index(batch_op.f("ix_publicity_article_published_on"))
        batch_op.drop_index(batch_op.f("ix_publicity_article_planned_on"))
        batch_op.drop_index(batch_op.f("ix_publicity_article_plan_item"))
        batch_op.drop_index(batch_op.f("ix_publicity_article_owner"))
        batch_op.drop_index(batch_op.f("ix_publicity_article_holder_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_publicity_article_column_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_publicity_article_channel_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_publicity_article_actual_writer"))

    op.drop_table("publicity_article")
    with op.batch_alter_table("publicity_slot", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_publicity_slot_writer"))
        batch_op.drop_index(batch_op.f("ix_publicity_slot_unit_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_publicity_slot_turn"))
        batch_op.drop_index(batch_op.f("ix_publicity_slot_taker"))
        batch_op.drop_index(batch_op.f("ix_publicity_slot_status_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_publicity_slot_serves"))
        batch_op.drop_index(batch_op.f("ix_publicity_slot_item_reviewer"))
        batch_op.drop_index(batch_op.f("ix_publicity_slot_date_id_deleted_at"))

    op.drop_table("publicity_slot")
    with op.batch_alter_table("publicity_plan_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_publicity_plan_item_unit_month_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_publicity_plan_item_plan_month_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_publicity_plan_item_month_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_publicity_plan_item_column_month_id_deleted_at"))

    op.drop_table("publicity_plan_item")
    with op.batch_alter_table("publicity_leave", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_publicity_leave_starts_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_publicity_leave_member_starts_id_deleted_at"))

    op.drop_table("publicity_leave")
    with op.batch_alter_table("publicity_roster", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_publicity_roster_unit_place_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_publicity_roster_place_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_publicity_roster_person"))

    op.drop_table("publicity_roster")
    with op.batch_alter_table("publicity_plan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_publicity_plan_year_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_publicity_plan_unit_year_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_publicity_plan_status_year_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_publicity_plan_owner"))

    op.drop_table("publicity_plan")
    with op.batch_alter_table("publicity_meeting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_publicity_meeting_unit_date_id_deleted_at"))
        batch_op.drop_index(batch_op.f("ix_publicity_meeting_owner"))
        batch_op.drop_index(batch_op.f("ix_publicity_meeting_date_id_deleted_at"))

    op.drop_table("publicity_meeting")
