"""notices have a kind, a link, and a key under which they are sent once"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("core_outbox") as table:
        table.add_column(
            sa.Column("kind", sa.String(length=20), nullable=False, server_default="record")
        )
        table.add_column(sa.Column("key", sa.String(length=160), nullable=True))
        table.add_column(
            sa.Column("link", sa.String(length=200), nullable=False, server_default="")
        )
        table.create_unique_constraint(op.f("uq_core_outbox_key"), ["key"])


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("core_outbox") as table:
        table.drop_constraint(op.f("uq_core_outbox_key"), type_="unique")
        table.drop_column("link")
        table.drop_column("key")
        table.drop_column("kind")
