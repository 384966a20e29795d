"""the queue of jobs, its schedule, and the lease of the scheduler"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.db import Moment

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "core_job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("arguments", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=True),
        sa.Column("holds", sa.String(length=160), nullable=True),
        sa.Column("parent", sa.Integer(), nullable=True),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("bookmark", sa.Text(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("cancel", sa.Boolean(), nullable=False),
        sa.Column("worker", sa.String(length=80), nullable=False),
        sa.Column("token", sa.String(length=16), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("ready_at", Moment(), nullable=False),
        sa.Column("started_at", Moment(), nullable=True),
        sa.Column("heartbeat_at", Moment(), nullable=True),
        sa.Column("finished_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["parent"], ["core_job.id"], name=op.f("fk_core_job_parent"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_core_job")),
        sa.UniqueConstraint("holds", name=op.f("uq_core_job_holds")),
        sa.UniqueConstraint("key", name=op.f("uq_core_job_key")),
    )
    with op.batch_alter_table("core_job", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_core_job_asked_by"), ["asked_by"], unique=False)
        batch_op.create_index("ix_core_job_kind", ["kind", "finished_at"], unique=False)
        batch_op.create_index("ix_core_job_next", ["state", "ready_at"], unique=False)
        batch_op.create_index("ix_core_job_parent", ["parent", "state"], unique=False)

    op.create_table(
        "core_job_mark",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_core_job_mark")),
    )
    op.create_table(
        "core_job_schedule",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("last_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_core_job_schedule")),
    )
    op.create_table(
        "core_lease",
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("holder", sa.String(length=80), nullable=False),
        sa.Column("since", Moment(), nullable=False),
        sa.Column("renewed_at", Moment(), nullable=False),
        sa.Column("until", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_core_lease")),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("core_lease")
    op.drop_table("core_job_schedule")
    op.drop_table("core_job_mark")
    with op.batch_alter_table("core_job", schema=None) as batch_op:
        batch_op.drop_index("ix_core_job_parent")
        batch_op.drop_index("ix_core_job_next")
        batch_op.drop_index("ix_core_job_kind")
        batch_op.drop_index(batch_op.f("ix_core_job_asked_by"))

    op.drop_table("core_job")
