"""emptied when their time is over"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("publicity_article", schema=None) as batch_op:
        batch_op.alter_column("body", existing_type=sa.TEXT(), nullable=True)

    with op.batch_alter_table("publicity_consent", schema=None) as batch_op:
        batch_op.alter_column("article", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("publicity_edition", schema=None) as batch_op:
        batch_op.alter_column("article", existing_type=sa.INTEGER(), nullable=True)
        batch_op.alter_column("body", existing_type=sa.TEXT(), nullable=True)

    with op.batch_alter_table("publicity_leave", schema=None) as batch_op:
        batch_op.alter_column("member", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("publicity_meeting", schema=None) as batch_op:
        batch_op.alter_column("attendees", existing_type=sa.TEXT(), nullable=True)

    with op.batch_alter_table("publicity_plan_item", schema=None) as batch_op:
        batch_op.alter_column("plan", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("publicity_review", schema=None) as batch_op:
        batch_op.alter_column("article", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("publicity_roster", schema=None) as batch_op:
        batch_op.alter_column("person", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("publicity_swap", schema=None) as batch_op:
        batch_op.alter_column("mine", existing_type=sa.INTEGER(), nullable=True)
        batch_op.alter_column("theirs", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("publicity_takedown", schema=None) as batch_op:
        batch_op.alter_column("article", existing_type=sa.INTEGER(), nullable=True)


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("publicity_takedown", schema=None) as batch_op:
        batch_op.alter_column("article", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("publicity_swap", schema=None) as batch_op:
        batch_op.alter_column("theirs", existing_type=sa.INTEGER(), nullable=False)
        batch_op.alter_column("mine", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("publicity_roster", schema=None) as batch_op:
        batch_op.alter_column("person", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("publicity_review", schema=None) as batch_op:
        batch_op.alter_column("article", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("publicity_plan_item", schema=None) as batch_op:
        batch_op.alter_column("plan", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("publicity_meeting", schema=None) as batch_op:
        batch_op.alter_column("attendees", existing_type=sa.TEXT(), nullable=False)

    with op.batch_alter_table("publicity_leave", schema=None) as batch_op:
        batch_op.alter_column("member", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("publicity_edition", schema=None) as batch_op:
        batch_op.alter_column("body", existing_type=sa.TEXT(), nullable=False)
        batch_op.alter_column("article", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("publicity_consent", schema=None) as batch_op:
        batch_op.alter_column("article", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("publicity_article", schema=None) as batch_op:
        batch_op.alter_column("body", existing_type=sa.TEXT(), nullable=False)
