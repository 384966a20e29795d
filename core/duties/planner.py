"""Settings of a transaction that asks for many rows at once."""

from __future__ import annotations

from sqlalchemy import Connection, text

# Right after a large load the planner knows no sizes and would try every subject against every
# count in turn, for minutes; with sizes it would compile for seconds what runs in a moment.
FOR_SETS = {
    "enable_nestloop": "off",
    "jit": "off",
    "work_mem": "64MB",
    "statement_timeout": "10min",
    "lock_timeout": "10min",
}
SET_LOCAL = text("SELECT set_config(name, :value, true) FROM pg_settings WHERE name = :name")


def plan_for_sets(connection: Connection) -> None:
    """Let PostgreSQL plan for whole tables until the transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(SET_LOCAL, [{"name": n, "value": v} for n, v in FOR_SETS.items()])
