"""parameters have values in time: each holds from a day on"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Forward. What was changed before holds for all time, as it did."""
    with op.batch_alter_table("core_parameter") as table:
        table.add_column(
            sa.Column("valid_from", sa.Date(), nullable=False, server_default="1900-01-01")
        )
        table.add_column(
            sa.Column("running", sa.Boolean(), nullable=False, server_default=sa.true())
        )
        table.drop_constraint(op.f("pk_core_parameter"), type_="primary")
        table.create_primary_key(op.f("pk_core_parameter"), ["chapter", "name", "valid_from"])
    with op.batch_alter_table("core_chapter_event") as table:
        table.add_column(sa.Column("valid_from", sa.Date(), nullable=True))


def downgrade() -> None:
    """Back: of each parameter the latest value stays."""
    old = sa.table("core_parameter", *map(sa.column, ("chapter", "name", "valid_from")))
    later = old.alias("later")
    newer = sa.select(later.c.chapter).where(
        later.c.chapter == old.c.chapter,
        later.c.name == old.c.name,
        later.c.valid_from > old.c.valid_from,
    )
    op.execute(sa.delete(old).where(newer.exists()))
    with op.batch_alter_table("core_chapter_event") as table:
        table.drop_column("valid_from")
    with op.batch_alter_table("core_parameter") as table:
        table.drop_constraint(op.f("pk_core_parameter"), type_="primary")
        table.drop_column("running")
        table.drop_column("valid_from")
        table.create_primary_key(op.f("pk_core_parameter"), ["chapter", "name"])
