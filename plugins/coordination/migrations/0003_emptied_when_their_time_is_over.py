"""emptied when their time is over"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("coordination_attendance", schema=None) as batch_op:
        batch_op.alter_column("meeting", existing_type=sa.INTEGER(), nullable=True)
        batch_op.alter_column("organisation", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("coordination_co_handler", schema=None) as batch_op:
        batch_op.alter_column("suggestion", existing_type=sa.INTEGER(), nullable=True)
        batch_op.alter_column("unit", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("coordination_inspection", schema=None) as batch_op:
        batch_op.alter_column("checked", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("coordination_member", schema=None) as batch_op:
        batch_op.alter_column("person", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("coordination_offer", schema=None) as batch_op:
        batch_op.alter_column("organisation", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("coordination_organisation", schema=None) as batch_op:
        batch_op.alter_column("head", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("coordination_pledge", schema=None) as batch_op:
        batch_op.alter_column("member", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("coordination_support", schema=None) as batch_op:
        batch_op.alter_column("organisation", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("coordination_training", schema=None) as batch_op:
        batch_op.alter_column("member", existing_type=sa.INTEGER(), nullable=True)
        batch_op.alter_column("hours", existing_type=sa.INTEGER(), nullable=True)


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("coordination_training", schema=None) as batch_op:
        batch_op.alter_column("hours", existing_type=sa.INTEGER(), nullable=False)
        batch_op.alter_column("member", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("coordination_support", schema=None) as batch_op:
        batch_op.alter_column("organisation", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("coordination_pledge", schema=None) as batch_op:
        batch_op.alter_column("member", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("coordination_organisation", schema=None) as batch_op:
        batch_op.alter_column("head", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("coordination_offer", schema=None) as batch_op:
        batch_op.alter_column("organisation", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("coordination_member", schema=None) as batch_op:
        batch_op.alter_column("person", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("coordination_inspection", schema=None) as batch_op:
        batch_op.alter_column("checked", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("coordination_co_handler", schema=None) as batch_op:
        batch_op.alter_column("unit", existing_type=sa.INTEGER(), nullable=False)
        batch_op.alter_column("suggestion", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("coordination_attendance", schema=None) as batch_op:
        batch_op.alter_column("organisation", existing_type=sa.INTEGER(), nullable=False)
        batch_op.alter_column("meeting", existing_type=sa.INTEGER(), nullable=False)
