"""shared liaison officers"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("directory_unit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("liaison_via", sa.Integer(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_directory_unit_liaison_via"), ["liaison_via"], unique=False
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_directory_unit_liaison_via"), "directory_unit", ["liaison_via"], ["id"]
        )


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("directory_unit", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_directory_unit_liaison_via"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_directory_unit_liaison_via"))
        batch_op.drop_column("liaison_via")
