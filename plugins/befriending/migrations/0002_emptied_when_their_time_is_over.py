"""emptied when their time is over"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("befriending_contact", schema=None) as batch_op:
        batch_op.alter_column("pair", existing_type=sa.INTEGER(), nullable=True)
        batch_op.alter_column("topics", existing_type=sa.VARCHAR(length=400), nullable=True)

    with op.batch_alter_table("befriending_pair", schema=None) as batch_op:
        batch_op.alter_column("pair_list", existing_type=sa.INTEGER(), nullable=True)
        batch_op.alter_column("leader", existing_type=sa.INTEGER(), nullable=True)
        batch_op.alter_column("person", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("befriending_pair_list", schema=None) as batch_op:
        batch_op.alter_column("year", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("befriending_unit_round", schema=None) as batch_op:
        batch_op.alter_column("visited", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("befriending_visit", schema=None) as batch_op:
        batch_op.alter_column("person", existing_type=sa.INTEGER(), nullable=True)
        batch_op.alter_column("reason", existing_type=sa.VARCHAR(length=40), nullable=True)


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("befriending_visit", schema=None) as batch_op:
        batch_op.alter_column("reason", existing_type=sa.VARCHAR(length=40), nullable=False)
        batch_op.alter_column("person", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("befriending_unit_round", schema=None) as batch_op:
        batch_op.alter_column("visited", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("befriending_pair_list", schema=None) as batch_op:
        batch_op.alter_column("year", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("befriending_pair", schema=None) as batch_op:
        batch_op.alter_column("person", existing_type=sa.INTEGER(), nullable=False)
        batch_op.alter_column("leader", existing_type=sa.INTEGER(), nullable=False)
        batch_op.alter_column("pair_list", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("befriending_contact", schema=None) as batch_op:
        batch_op.alter_column("topics", existing_type=sa.VARCHAR(length=400), nullable=False)
        batch_op.alter_column("pair", existing_type=sa.INTEGER(), nullable=False)
