"""emptied when their time is over"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("cultivation_cadre_entry", schema=None) as batch_op:
        batch_op.alter_column("person", existing_type=sa.INTEGER(), nullable=True)
        batch_op.alter_column("outside", existing_type=sa.BOOLEAN(), nullable=True)
        batch_op.alter_column("admin_post", existing_type=sa.VARCHAR(length=80), nullable=True)
        batch_op.alter_column("in_post_since", existing_type=sa.DATE(), nullable=True)
        batch_op.alter_column("title", existing_type=sa.VARCHAR(length=60), nullable=True)
        batch_op.alter_column("education", existing_type=sa.VARCHAR(length=60), nullable=True)

    with op.batch_alter_table("cultivation_completion", schema=None) as batch_op:
        batch_op.alter_column("nomination", existing_type=sa.INTEGER(), nullable=True)
        batch_op.alter_column("hours", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("cultivation_nomination", schema=None) as batch_op:
        batch_op.alter_column("course", existing_type=sa.INTEGER(), nullable=True)
        batch_op.alter_column("person", existing_type=sa.INTEGER(), nullable=True)
        batch_op.alter_column("post", existing_type=sa.VARCHAR(length=120), nullable=True)
        batch_op.alter_column("reason", existing_type=sa.TEXT(), nullable=True)
        batch_op.alter_column("wish", existing_type=sa.VARCHAR(length=40), nullable=True)

    with op.batch_alter_table("cultivation_yearly_check", schema=None) as batch_op:
        batch_op.alter_column("entry", existing_type=sa.INTEGER(), nullable=True)


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("cultivation_yearly_check", schema=None) as batch_op:
        batch_op.alter_column("entry", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("cultivation_nomination", schema=None) as batch_op:
        batch_op.alter_column("wish", existing_type=sa.VARCHAR(length=40), nullable=False)
        batch_op.alter_column("reason", existing_type=sa.TEXT(), nullable=False)
        batch_op.alter_column("post", existing_type=sa.VARCHAR(length=120), nullable=False)
        batch_op.alter_column("person", existing_type=sa.INTEGER(), nullable=False)
        batch_op.alter_column("course", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("cultivation_completion", schema=None) as batch_op:
        batch_op.alter_column("hours", existing_type=sa.INTEGER(), nullable=False)
        batch_op.alter_column("nomination", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("cultivation_cadre_entry", schema=None) as batch_op:
        batch_op.alter_column("education", existing_type=sa.VARCHAR(length=60), nullable=False)
        batch_op.alter_column("title", existing_type=sa.VARCHAR(length=60), nullable=False)
        batch_op.alter_column("in_post_since", existing_type=sa.DATE(), nullable=False)
        batch_op.alter_column("admin_post", existing_type=sa.VARCHAR(length=80), nullable=False)
        batch_op.alter_column("outside", existing_type=sa.BOOLEAN(), nullable=False)
        batch_op.alter_column("person", existing_type=sa.INTEGER(), nullable=False)
