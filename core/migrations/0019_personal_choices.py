"""personal choices"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("core_account", schema=None) as batch_op:
        batch_op.add_column(sa.Column("script", sa.String(length=10), nullable=True))
        batch_op.add_column(sa.Column("density", sa.String(length=10), nullable=True))
        batch_op.add_column(sa.Column("start", sa.String(length=200), nullable=True))


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("core_account", schema=None) as batch_op:
        batch_op.drop_column("start")
        batch_op.drop_column("density")
        batch_op.drop_column("script")
