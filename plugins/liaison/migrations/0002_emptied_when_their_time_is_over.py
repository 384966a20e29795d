"""emptied when their time is over"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("liaison_assignment", schema=None) as batch_op:
        batch_op.alter_column("officer", existing_type=sa.INTEGER(), nullable=True)
        batch_op.alter_column("unit", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("liaison_matter", schema=None) as batch_op:
        batch_op.alter_column("report", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("liaison_nomination", schema=None) as batch_op:
        batch_op.alter_column("nominee", existing_type=sa.INTEGER(), nullable=True)
        batch_op.alter_column("tier", existing_type=sa.VARCHAR(length=40), nullable=True)
        batch_op.alter_column("unit", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("liaison_report", schema=None) as batch_op:
        batch_op.alter_column("period", existing_type=sa.INTEGER(), nullable=True)
        batch_op.alter_column("unit", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("liaison_trainee", schema=None) as batch_op:
        batch_op.alter_column("training", existing_type=sa.INTEGER(), nullable=True)
        batch_op.alter_column("person", existing_type=sa.INTEGER(), nullable=True)


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("liaison_trainee", schema=None) as batch_op:
        batch_op.alter_column("person", existing_type=sa.INTEGER(), nullable=False)
        batch_op.alter_column("training", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("liaison_report", schema=None) as batch_op:
        batch_op.alter_column("unit", existing_type=sa.INTEGER(), nullable=False)
        batch_op.alter_column("period", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("liaison_nomination", schema=None) as batch_op:
        batch_op.alter_column("unit", existing_type=sa.INTEGER(), nullable=False)
        batch_op.alter_column("tier", existing_type=sa.VARCHAR(length=40), nullable=False)
        batch_op.alter_column("nominee", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("liaison_matter", schema=None) as batch_op:
        batch_op.alter_column("report", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("liaison_assignment", schema=None) as batch_op:
        batch_op.alter_column("unit", existing_type=sa.INTEGER(), nullable=False)
        batch_op.alter_column("officer", existing_type=sa.INTEGER(), nullable=False)
