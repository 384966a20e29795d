"""emptied when their time is over"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("overseas_exchange", schema=None) as batch_op:
        batch_op.alter_column("unit", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("overseas_invitation", schema=None) as batch_op:
        batch_op.alter_column("introducer", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("overseas_lead", schema=None) as batch_op:
        batch_op.alter_column("introducer", existing_type=sa.INTEGER(), nullable=True)
        batch_op.alter_column("unit", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("overseas_progress", schema=None) as batch_op:
        batch_op.alter_column("lead", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("overseas_push", schema=None) as batch_op:
        batch_op.alter_column("unit", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("overseas_sending", schema=None) as batch_op:
        batch_op.alter_column("push", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("overseas_summary_line", schema=None) as batch_op:
        batch_op.alter_column("summary", existing_type=sa.INTEGER(), nullable=True)


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("overseas_summary_line", schema=None) as batch_op:
        batch_op.alter_column("summary", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("overseas_sending", schema=None) as batch_op:
        batch_op.alter_column("push", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("overseas_push", schema=None) as batch_op:
        batch_op.alter_column("unit", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("overseas_progress", schema=None) as batch_op:
        batch_op.alter_column("lead", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("overseas_lead", schema=None) as batch_op:
        batch_op.alter_column("unit", existing_type=sa.INTEGER(), nullable=False)
        batch_op.alter_column("introducer", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("overseas_invitation", schema=None) as batch_op:
        batch_op.alter_column("introducer", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("overseas_exchange", schema=None) as batch_op:
        batch_op.alter_column("unit", existing_type=sa.INTEGER(), nullable=False)
