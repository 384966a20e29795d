"""emptied when their time is over"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("research_extension", schema=None) as batch_op:
        batch_op.alter_column("project", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("research_final_report", schema=None) as batch_op:
        batch_op.alter_column("project", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("research_member", schema=None) as batch_op:
        batch_op.alter_column("project", existing_type=sa.INTEGER(), nullable=True)
        batch_op.alter_column("person", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("research_mid_report", schema=None) as batch_op:
        batch_op.alter_column("project", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("research_photo_consent", schema=None) as batch_op:
        batch_op.alter_column("visit", existing_type=sa.INTEGER(), nullable=True)
        batch_op.alter_column("person", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("research_project", schema=None) as batch_op:
        batch_op.alter_column("leader", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("research_question", schema=None) as batch_op:
        batch_op.alter_column("survey", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("research_visit_log", schema=None) as batch_op:
        batch_op.alter_column("visit", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("research_visit_plan", schema=None) as batch_op:
        batch_op.alter_column("lead", existing_type=sa.INTEGER(), nullable=True)
        batch_op.alter_column("leader", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("research_visit_unit", schema=None) as batch_op:
        batch_op.alter_column("visit", existing_type=sa.INTEGER(), nullable=True)
        batch_op.alter_column("unit", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("research_visitor", schema=None) as batch_op:
        batch_op.alter_column("visit", existing_type=sa.INTEGER(), nullable=True)
        batch_op.alter_column("person", existing_type=sa.INTEGER(), nullable=True)


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("research_visitor", schema=None) as batch_op:
        batch_op.alter_column("person", existing_type=sa.INTEGER(), nullable=False)
        batch_op.alter_column("visit", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("research_visit_unit", schema=None) as batch_op:
        batch_op.alter_column("unit", existing_type=sa.INTEGER(), nullable=False)
        batch_op.alter_column("visit", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("research_visit_plan", schema=None) as batch_op:
        batch_op.alter_column("leader", existing_type=sa.INTEGER(), nullable=False)
        batch_op.alter_column("lead", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("research_visit_log", schema=None) as batch_op:
        batch_op.alter_column("visit", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("research_question", schema=None) as batch_op:
        batch_op.alter_column("survey", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("research_project", schema=None) as batch_op:
        batch_op.alter_column("leader", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("research_photo_consent", schema=None) as batch_op:
        batch_op.alter_column("person", existing_type=sa.INTEGER(), nullable=False)
        batch_op.alter_column("visit", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("research_mid_report", schema=None) as batch_op:
        batch_op.alter_column("project", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("research_member", schema=None) as batch_op:
        batch_op.alter_column("person", existing_type=sa.INTEGER(), nullable=False)
        batch_op.alter_column("project", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("research_final_report", schema=None) as batch_op:
        batch_op.alter_column("project", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("research_extension", schema=None) as batch_op:
        batch_op.alter_column("project", existing_type=sa.INTEGER(), nullable=False)
