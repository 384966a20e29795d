"""terms of keeping"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.db import Moment

revision = "0023"
down_revision = "0022"


def _left(connection: sa.Connection) -> None:
    """Whoever is not in service left, as far as is known, when that was last changed."""
    people = sa.table(
        "directory_person",
        sa.column("id", sa.Integer),
        sa.column("active", sa.Boolean),
        sa.column("changed_at", Moment()),
        sa.column("left_on", sa.Date),
    )
    gone = sa.select(people.c.id, people.c.changed_at).where(people.c.active.is_(False))
    for number, changed_at in connection.execute(gone).all():
        if changed_at is not None:
            mine = sa.update(people).where(people.c.id == number)
            connection.execute(mine.values(left_on=changed_at.date()))


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "core_certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("record", sa.String(length=120), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("after", sa.String(length=200), nullable=False),
        sa.Column("counts_from", sa.String(length=120), nullable=False),
        sa.Column("action", sa.String(length=12), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_core_certificate")),
        sa.UniqueConstraint("run", "record", "purpose", "action", name="uq_core_certificate"),
    )
    with op.batch_alter_table("core_certificate", schema=None) as batch_op:
        batch_op.create_index("ix_core_certificate_at", ["at"], unique=False)

    op.create_table(
        "core_legal_hold",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record", sa.String(length=120), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("placed_at", Moment(), nullable=False),
        sa.Column("placed_by", sa.Integer(), nullable=True),
        sa.Column("lifted_at", Moment(), nullable=True),
        sa.Column("lifted_by", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_core_legal_hold")),
    )
    with op.batch_alter_table("core_legal_hold", schema=None) as batch_op:
        batch_op.create_index("ix_core_legal_hold_record", ["record", "until"], unique=False)

    with op.batch_alter_table("directory_absence", schema=None) as batch_op:
        batch_op.alter_column("person", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("directory_person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("left_on", sa.Date(), nullable=True))
        batch_op.alter_column("name", existing_type=sa.VARCHAR(length=60), nullable=True)
        batch_op.alter_column("unit", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("directory_post", schema=None) as batch_op:
        batch_op.alter_column("person", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("directory_semester", schema=None) as batch_op:
        batch_op.alter_column("academic_year", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("directory_unit_tag", schema=None) as batch_op:
        batch_op.alter_column("unit", existing_type=sa.INTEGER(), nullable=True)
    _left(op.get_bind())


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("directory_unit_tag", schema=None) as batch_op:
        batch_op.alter_column("unit", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("directory_semester", schema=None) as batch_op:
        batch_op.alter_column("academic_year", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("directory_post", schema=None) as batch_op:
        batch_op.alter_column("person", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("directory_person", schema=None) as batch_op:
        batch_op.alter_column("unit", existing_type=sa.INTEGER(), nullable=False)
        batch_op.alter_column("name", existing_type=sa.VARCHAR(length=60), nullable=False)
        batch_op.drop_column("left_on")

    with op.batch_alter_table("directory_absence", schema=None) as batch_op:
        batch_op.alter_column("person", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("core_legal_hold", schema=None) as batch_op:
        batch_op.drop_index("ix_core_legal_hold_record")

    op.drop_table("core_legal_hold")
    with op.batch_alter_table("core_certificate", schema=None) as batch_op:
        batch_op.drop_index("ix_core_certificate_at")

    op.drop_table("core_certificate")
