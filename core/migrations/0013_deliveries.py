"""deliveries, parcels, and how people wish to be told"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.db import Moment

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "core_notice_bucket",
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("channel", name=op.f("pk_core_notice_bucket")),
    )
    op.create_table(
        "core_notice_choice",
        sa.Column("account", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("account", "kind", "channel", name=op.f("pk_core_notice_choice")),
    )
    op.create_table(
        "core_notice_habit",
        sa.Column("account", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("rhythm", sa.String(length=10), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("quiet_from", sa.Integer(), nullable=True),
        sa.Column("quiet_to", sa.Integer(), nullable=True),
        sa.Column("quiet_days", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("account", name=op.f("pk_core_notice_habit")),
    )
    op.create_table(
        "core_notice_stop",
        sa.Column("person", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("since", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("person", "kind", name=op.f("pk_core_notice_stop")),
    )
    op.create_table(
        "core_parcel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_at", Moment(), nullable=False),
        sa.Column("held_by", sa.String(length=32), nullable=True),
        sa.Column("held_until", Moment(), nullable=True),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("detail", sa.String(length=300), nullable=False),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_core_parcel")),
        sa.UniqueConstraint("token", name=op.f("uq_core_parcel_token")),
    )
    with op.batch_alter_table("core_parcel") as table:
        table.create_index("ix_core_parcel_due", ["state", "channel", "next_at"], unique=False)

    op.create_table(
        "core_delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("person", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("due_at", Moment(), nullable=False),
        sa.Column("read_at", Moment(), nullable=True),
        sa.Column("parcel_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["message_id"], ["core_outbox.id"], name=op.f("fk_core_delivery_message_id")
        ),
        sa.ForeignKeyConstraint(
            ["parcel_id"], ["core_parcel.id"], name=op.f("fk_core_delivery_parcel_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_core_delivery")),
        sa.UniqueConstraint("message_id", "account", "channel", name="uq_core_delivery_once"),
    )
    with op.batch_alter_table("core_delivery") as table:
        table.create_index("ix_core_delivery_due", ["state", "due_at"], unique=False)
        table.create_index(table.f("ix_core_delivery_parcel_id"), ["parcel_id"], unique=False)
        table.create_index("ix_core_delivery_person", ["person", "kind"], unique=False)
        table.create_index(
            "ix_core_delivery_reader", ["account", "channel", "read_at"], unique=False
        )

    with op.batch_alter_table("core_outbox") as table:
        table.add_column(
            sa.Column("outcome", sa.String(length=12), nullable=False, server_default="")
        )


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("core_outbox") as table:
        table.drop_column("outcome")

    op.drop_table("core_delivery")
    op.drop_table("core_parcel")
    op.drop_table("core_notice_stop")
    op.drop_table("core_notice_habit")
    op.drop_table("core_notice_choice")
    op.drop_table("core_notice_bucket")
