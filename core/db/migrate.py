"""One line of migrations for the core and for each chapter, each with a version table of its own.

A chapter whose folder is gone harms nobody: its line is simply not asked. A line without written
migrations gets the tables it misses from its declaration; changed columns are told, never altered.
"""

from __future__ import annotations

import contextlib
import fcntl
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from alembic.autogenerate import compare_metadata, produce_migrations, render_python_code
from alembic.autogenerate.api import AutogenContext
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.operations.ops import UpgradeOps
from alembic.script import ScriptDirectory
from sqlalchemy import (
    Connection,
    Engine,
    MetaData,
    Table,
    inspect,
    literal,
    select,
    union_all,
)
from sqlalchemy import table as table_named
from sqlalchemy.sql import column

from core.db.engine import alone, writing
from core.db.types import Moment, Scaled, Words

LOCK_FILE = "upgrade.lock"
SWITCHED = "xgrams_"
"""Search indexes are switched on and off by people; no declaration says which there are."""


class MigrationError(Exception):
    """A line of migrations cannot be run or written; the text says how to mend it."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """Tables that migrate together. ``tables`` are their names in *metadata*."""

    name: str
    folder: Path
    metadata: tuple[MetaData, ...]
    tables: frozenset[str]

    @property
    def version_table(self) -> str:
        """Name of the table that holds the line's revision."""
        return f"{self.name}_version"

    @property
    def written(self) -> bool:
        """True when the line has migrations of its own."""
        return self.folder.is_dir() and any(self.folder.glob("[0-9]*.py"))

    def script(self) -> ScriptDirectory:
        """The line's migrations."""
        return ScriptDirectory(self.folder, version_locations=[self.folder])

    def head(self) -> str | None:
        """The newest revision; None without migrations."""
        return self.script().get_current_head() if self.written else None

    def declared(self) -> list[Table]:
        """The line's tables as declared, referred ones first."""
        return [t for m in self.metadata for t in m.sorted_tables if t.name in self.tables]


def upgrade(engine: Engine, line: Line) -> bool:
    """Bring the line's tables to what the program needs; True when there was something to do."""
    with _migrating(engine) as connection:
        if not pending(connection, [line]):
            return False
        if line.written:
            script = line.script()
            _refuse_newer(connection, line, script)
            _run(connection, line, lambda heads: script._upgrade_revs("head", heads))
        else:
            _create_missing(connection, line)
    return True


def _refuse_newer(connection: Connection, line: Line, script: ScriptDirectory) -> None:
    """Tables of a newer program are left alone: an older one would write them wrongly."""
    known = {revision.revision for revision in script.walk_revisions()}
    found = current(connection, line)
    if found is not None and found not in known:
        raise MigrationError(
            f"{line.name}: the database stands on {found}, which this version does not know "
            f"(its newest is {line.head()}). Install the newer version, or restore a backup."
        )


def downgrade(engine: Engine, line: Line, target: str = "base") -> None:
    """Take the line back to *target*. Raises MigrationError for a line without migrations."""
    if not line.written:
        raise MigrationError(f"{line.name} has no migrations to go back on.")
    script = line.script()
    with _migrating(engine) as connection:
        _run(connection, line, lambda heads: script._downgrade_revs(target, heads))


def pending(connection: Connection, lines: Iterable[Line]) -> list[str]:
    """Names of the lines whose tables are not as the program needs them."""
    there = set(inspect(connection).get_table_names())
    lines = list(lines)
    versions = _versions(connection, [line for line in lines if line.version_table in there])
    waiting = []
    for line in lines:
        missing = not line.tables <= there
        if missing or (line.written and versions.get(line.name) != _head(line)):
            waiting.append(line.name)
    return waiting


def _head(line: Line) -> str | None:
    try:
        return line.head()
    except Exception:  # a file that cannot be read is one more reason to wait
        return "unreadable"


def current(connection: Connection, line: Line) -> str | None:
    """The revision that the database stands on; None when the line never ran."""
    there = inspect(connection).has_table(line.version_table)
    return _versions(connection, [line]).get(line.name) if there else None


def differences(connection: Connection, line: Line) -> list[str]:
    """How the line's tables differ from their declaration, a sentence each; [] when they agree."""
    context = _context(connection, line)
    return [_told(change) for change in _compared(context, line)]


def _compared(context: MigrationContext, line: Line) -> list[Any]:
    metadata: Any = list(line.metadata)
    return list(compare_metadata(context, metadata))


def write(engine: Engine, line: Line, message: str) -> Path:
    """Write the migration that leads from the database to the declaration; return its file.

    Raises MigrationError when earlier migrations wait, or when nothing differs.
    """
    with engine.connect() as connection:
        known = current(connection, line) if line.written else None
        if line.written and known != line.head():
            raise MigrationError(
                f"{line.name}: the database stands on {known}, the newest migration is "
                f"{line.head()}. Run: python run.py init"
            )
        context = _context(connection, line)
        metadata: Any = list(line.metadata)
        made = produce_migrations(context, metadata)
        changes = made.upgrade_ops
        assert changes is not None
        if changes.is_empty():
            raise MigrationError(f"{line.name}: the tables agree with their declaration already.")
        number = len(list(line.folder.glob("[0-9]*.py"))) + 1 if line.written else 1
        text = _render(context, changes, number, known, message)
    line.folder.mkdir(parents=True, exist_ok=True)
    slug = re.sub(r"[^a-z0-9]+", "_", message.lower()).strip("_")[:40] or "change"
    path = line.folder / f"{number:04d}_{slug}.py"
    path.write_text(text, "utf-8")
    return path


@contextlib.contextmanager
def one_at_a_time(engine: Engine, data_dir: Path) -> Iterator[None]:
    """Of several processes that upgrade one database, the others wait here for the first."""
    if engine.dialect.name == "postgresql":
        with alone(engine, "upgrade", wait=True):
            yield
        return
    data_dir.mkdir(parents=True, exist_ok=True)
    with (data_dir / LOCK_FILE).open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def _migrating(engine: Engine) -> Iterator[Connection]:
    """A transaction for changing tables: all or nothing, without limits of time.

    SQLite rebuilds a table to change it; foreign keys sleep meanwhile and are all checked before
    the commit.
    """
    sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection, writing():
        raw: Any = connection.connection.driver_connection
        if sqlite:
            raw.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                if not sqlite:
                    connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
                    connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
                before = raw.total_changes if sqlite else 0
                yield connection
                if sqlite and raw.total_changes != before:
                    _check_references(connection)
        finally:
            if sqlite:
                raw.execute("PRAGMA foreign_keys=ON")


def _check_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        tables = ", ".join(sorted({str(row[0]) for row in broken}))
        raise MigrationError(
            f"The migration would leave rows that refer to nothing in: {tables}. "
            "Nothing was changed. Mend the migration."
        )


def _run(connection: Connection, line: Line, steps: Callable[[Any], Sequence[Any]]) -> None:
    context = _context(connection, line, fn=lambda heads, _context: steps(heads))
    with Operations.context(context):
        context.run_migrations()


def _create_missing(connection: Connection, line: Line) -> None:
    for metadata in line.metadata:
        tables = [t for t in metadata.sorted_tables if t.name in line.tables]
        metadata.create_all(connection, tables=tables)


def _context(connection: Connection, line: Line, **more: Any) -> MigrationContext:
    def include(name: str | None, kind: str, _parents: object) -> bool:
        return kind != "table" or _owns(line, name or "")

    def include_object(_thing: object, name: str | None, kind: str, *_rest: object) -> bool:
        if kind == "index" and (name or "").startswith(SWITCHED):
            return False
        return include(name, kind, None)

    options = {
        "version_table": line.version_table,
        "target_metadata": list(line.metadata),
        "include_name": include,
        "include_object": include_object,
        "transactional_ddl": True,
        "render_as_batch": True,
        "render_item": _render_type,
        "compare_type": True,
        "user_module_prefix": None,
        **more,
    }
    return MigrationContext.configure(connection, opts=options)


def _owns(line: Line, table: str) -> bool:
    if table == line.version_table:
        return False
    if table in line.tables:
        return True
    others = any(table in m.tables for m in line.metadata)
    return not others and table.startswith(f"{line.name}_")


def _versions(connection: Connection, lines: list[Line]) -> dict[str, str]:
    if not lines:
        return {}
    asks: list[Any] = [
        select(literal(line.name), column("version_num")).select_from(
            table_named(line.version_table, column("version_num"))
        )
        for line in lines
    ]
    ask: Any = union_all(*asks) if len(asks) > 1 else asks[0]
    return {str(name): str(version) for name, version in connection.execute(ask)}


def _render_type(kind: str, obj: Any, context: AutogenContext) -> str | Literal[False]:
    if kind != "type" or not isinstance(obj, (Moment, Scaled, Words)):
        return False
    name = type(obj).__name__
    context.imports.add(f"from core.db import {name}")
    if isinstance(obj, Scaled):
        return f"{name}({obj.scale})"
    impl: Any = obj.impl
    length = impl.length if isinstance(obj, Words) else None
    return f"{name}({length})" if length else f"{name}()"


def _render(
    context: MigrationContext, changes: UpgradeOps, number: int, before: str | None, message: str
) -> str:
    imports: set[str] = set()
    up = _code(changes, context, imports)
    down = _code(changes.reverse(), context, imports)
    ours = "".join(f"{line}\n" for line in sorted(imports))
    return (
        f'"""{message}"""\n\nfrom __future__ import annotations\n\n'
        "import sqlalchemy as sa\nfrom alembic import op\n"
        + (f"\n{ours}" if ours else "")
        + f'\nrevision = "{number:04d}"\ndown_revision = {_quoted(before)}\n\n\n'
        f'def upgrade() -> None:\n    """Forward."""\n    {up}\n\n\n'
        f'def downgrade() -> None:\n    """Back."""\n    {down}\n'
    )


def _code(changes: Any, context: MigrationContext, imports: set[str]) -> str:
    own: set[str] = set()
    text = render_python_code(
        changes,
        render_as_batch=True,
        render_item=_render_type,
        migration_context=context,
        imports=(),
    )
    for word in ("Moment", "Scaled", "Words"):
        if re.search(rf"\b{word}\(", text):
            own.add(f"from core.db import {word}")
    imports |= own
    lines = [line for line in text.splitlines() if "auto generated by Alembic" not in line]
    return "\n".join(line for line in lines if "end Alembic" not in line).strip()


def _quoted(text: str | None) -> str:
    return "None" if text is None else f'"{text}"'


def _told(change: Any) -> str:
    """One difference in words."""
    if isinstance(change, list):
        return "; ".join(_told(part) for part in change)
    kind, thing = change[0], change[1]
    if kind in ("add_table", "remove_table"):
        return f"table {thing.name}: {'is missing' if kind == 'add_table' else 'is not declared'}"
    if kind in ("add_column", "remove_column"):
        what = "is missing" if kind == "add_column" else "is not declared"
        return f"table {change[2]}: column {change[3].name} {what}"
    if kind.startswith("modify_"):
        what = kind.removeprefix("modify_")
        return f"table {change[2]}: column {change[3]} has another {what} than declared"
    name = getattr(thing, "name", "") or "without a name"
    owner = getattr(getattr(thing, "table", None), "name", "?")
    return f"table {owner}: {kind.replace('_', ' ')} {name}"
