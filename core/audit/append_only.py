"""Triggers that refuse to change or remove entries, for the migration that makes the table."""

SQLITE = (
    "CREATE TRIGGER core_audit_no_update BEFORE UPDATE ON core_audit "
    "BEGIN SELECT RAISE(ABORT, 'core_audit is append-only'); END",
    "CREATE TRIGGER core_audit_no_delete BEFORE DELETE ON core_audit "
    "BEGIN SELECT RAISE(ABORT, 'core_audit is append-only'); END",
)
POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION core_audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'core_audit is append-only'; END $$",
    "CREATE TRIGGER core_audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON core_audit "
    "FOR EACH STATEMENT EXECUTE FUNCTION core_audit_refuse()",
)


def statements(dialect: str) -> tuple[str, ...]:
    """The statements for a dialect."""
    return POSTGRESQL if dialect == "postgresql" else SQLITE


def removals(dialect: str) -> tuple[str, ...]:
    """The statements that take the protection away again (a migration going back)."""
    if dialect == "postgresql":
        return (
            "DROP TRIGGER core_audit_append_only ON core_audit",
            "DROP FUNCTION core_audit_refuse()",
        )
    return ("DROP TRIGGER core_audit_no_update", "DROP TRIGGER core_audit_no_delete")
