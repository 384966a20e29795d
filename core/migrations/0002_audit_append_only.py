"""the database itself refuses to change or remove entries of the audit trail"""

from __future__ import annotations

from alembic import op

from core.audit.append_only import removals, statements

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Forward."""
    for statement in statements(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    """Back."""
    for statement in removals(op.get_bind().dialect.name):
        op.execute(statement)
