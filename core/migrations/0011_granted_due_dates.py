"""due dates that were granted for one duty"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("core_duty") as batch_op:
        batch_op.add_column(sa.Column("granted_on", sa.Date(), nullable=True))


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("core_duty") as batch_op:
        batch_op.drop_column("granted_on")
