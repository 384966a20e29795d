"""whether an entry is still needed"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("cultivation_cadre_entry", schema=None) as batch_op:
        batch_op.add_column(sa.Column("need_asked_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("need_said_on", sa.Date(), nullable=True))


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("cultivation_cadre_entry", schema=None) as batch_op:
        batch_op.drop_column("need_said_on")
        batch_op.drop_column("need_asked_on")
