"""emptied when their time is over"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("study_online_item", schema=None) as batch_op:
        batch_op.alter_column("unit", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("study_plan", schema=None) as batch_op:
        batch_op.alter_column("unit", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("study_plan_item", schema=None) as batch_op:
        batch_op.alter_column("plan", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("study_reader", schema=None) as batch_op:
        batch_op.alter_column("item", existing_type=sa.INTEGER(), nullable=True)
        batch_op.alter_column("person", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("study_reflection", schema=None) as batch_op:
        batch_op.alter_column("writer", existing_type=sa.INTEGER(), nullable=True)
        batch_op.alter_column("unit", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("study_session", schema=None) as batch_op:
        batch_op.alter_column("host", existing_type=sa.INTEGER(), nullable=True)
        batch_op.alter_column("unit", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("study_signin", schema=None) as batch_op:
        batch_op.alter_column("session", existing_type=sa.INTEGER(), nullable=True)
        batch_op.alter_column("person", existing_type=sa.INTEGER(), nullable=True)


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("study_signin", schema=None) as batch_op:
        batch_op.alter_column("person", existing_type=sa.INTEGER(), nullable=False)
        batch_op.alter_column("session", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("study_session", schema=None) as batch_op:
        batch_op.alter_column("unit", existing_type=sa.INTEGER(), nullable=False)
        batch_op.alter_column("host", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("study_reflection", schema=None) as batch_op:
        batch_op.alter_column("unit", existing_type=sa.INTEGER(), nullable=False)
        batch_op.alter_column("writer", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("study_reader", schema=None) as batch_op:
        batch_op.alter_column("person", existing_type=sa.INTEGER(), nullable=False)
        batch_op.alter_column("item", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("study_plan_item", schema=None) as batch_op:
        batch_op.alter_column("plan", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("study_plan", schema=None) as batch_op:
        batch_op.alter_column("unit", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("study_online_item", schema=None) as batch_op:
        batch_op.alter_column("unit", existing_type=sa.INTEGER(), nullable=False)
