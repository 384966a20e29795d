"""numbers of duties are kept beside the ledger; indexes for what is owed by whom and when"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
KEYS = "rule, article, academic_year, period, hint, state"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "core_duty_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=80), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("academic_year", sa.String(length=9), nullable=False),
        sa.Column("period", sa.String(length=20), nullable=False),
        sa.Column("hint", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_core_duty_count")),
    )
    op.create_index("ix_core_duty_count_rule", "core_duty_count", ["rule"])
    op.drop_index("ix_core_duty_owner", table_name="core_duty")
    op.create_index("ix_core_duty_owed", "core_duty", ["owner", "office", "state", "due_on"])
    op.create_index("ix_core_duty_unit", "core_duty", ["unit", "academic_year", "article", "state"])
    op.create_index("ix_core_duty_due", "core_duty", ["due_on", "rule"])
    op.execute(
        f"INSERT INTO core_duty_count ({KEYS}, number) SELECT {KEYS}, count(*) "  # noqa: S608
        f"FROM core_duty WHERE academic_year IS NOT NULL GROUP BY {KEYS}"
    )


def downgrade() -> None:
    """Back."""
    op.drop_index("ix_core_duty_due", table_name="core_duty")
    op.drop_index("ix_core_duty_unit", table_name="core_duty")
    op.drop_index("ix_core_duty_owed", table_name="core_duty")
    op.create_index("ix_core_duty_owner", "core_duty", ["owner", "state"])
    op.drop_table("core_duty_count")
