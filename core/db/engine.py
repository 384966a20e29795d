"""The engine and its sessions: durable, bounded in time, and quiet about values."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any, cast

from sqlalchemy import Connection, CursorResult, Engine, Result, create_engine, event, text
from sqlalchemy.orm import Session, sessionmaker

_WRITING: ContextVar[bool] = ContextVar("writing", default=False)

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=15000",
    "cache_size=-65536",
    "mmap_size=268435456",
    "temp_store=MEMORY",
)
PG_OPTIONS = (
    "-c statement_timeout=30000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=60000 "
    "-c TimeZone=UTC"
)


def make_engine(url: str, *, pool_size: int = 5) -> Engine:
    """An engine for SQLite or PostgreSQL; parameters never appear in logs or error texts."""
    if not url.startswith("sqlite"):
        return create_engine(
            url,
            hide_parameters=True,
            pool_pre_ping=True,
            pool_size=pool_size,
            max_overflow=10,
            connect_args={"options": PG_OPTIONS, "connect_timeout": 5},
        )
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": 15})
    event.listen(engine, "connect", _open_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _open_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes its place in the queue at once: no read that is later refused an upgrade.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _WRITING.get() else "BEGIN")


@contextlib.contextmanager
def writing() -> Iterator[None]:
    """Transactions begun inside take SQLite's write lock from their first statement."""
    token = _WRITING.set(True)
    try:
        yield
    finally:
        _WRITING.reset(token)


@contextlib.contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection on which the database itself refuses every write; it sees one moment of the data.

    Whatever was tried is rolled back at the end.
    """
    connection = engine.connect()
    lite = connection.dialect.name == "sqlite"
    token = _WRITING.set(False)  # inside a request that writes, too, it takes no place in the queue
    try:
        if lite:
            _query_only(connection, True)
            connection.begin()
        else:
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    finally:
        _WRITING.reset(token)
    try:
        yield connection
    finally:
        connection.rollback()
        if lite:
            _query_only(connection, False)
        connection.close()


def _query_only(connection: Connection, on: bool) -> None:
    """A setting of SQLite's connection, outside any transaction."""
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA query_only={'ON' if on else 'OFF'}")
    cursor.close()


def start_writing() -> None:
    """As ``writing()``, until the end of the present context (a request, a job)."""
    _WRITING.set(True)


def stop_writing() -> None:
    """Back to transactions that only read until they write."""
    _WRITING.set(False)


def session_factory(engine: Engine) -> sessionmaker[Session]:
    """Sessions on *engine*; rows stay readable after a commit."""
    return sessionmaker(engine, expire_on_commit=False)


def lock(session: Session | Connection, name: str, *, shared: bool = False) -> None:
    """Hold a named lock until the transaction ends (SQLite: its one write lock already does).

    Holders of a *shared* lock stand beside each other; one who wants it alone waits for all.
    """
    if _has_locks(session):
        ask = (
            "SELECT pg_advisory_xact_lock_shared(:n)"
            if shared
            else "SELECT pg_advisory_xact_lock(:n)"
        )
        session.execute(text(ask), {"n": _lock_number(name)})


def try_lock(session: Session | Connection, name: str) -> bool:
    """As ``lock``, without waiting: false when another transaction holds it."""
    if not _has_locks(session):
        return True
    ask = text("SELECT pg_try_advisory_xact_lock(:n)")
    return bool(session.execute(ask, {"n": _lock_number(name)}).scalar())


@contextlib.contextmanager
def alone(engine: Engine, name: str, *, wait: bool = False) -> Iterator[bool]:
    """Hold a named lock over many transactions: false when another process holds it; *wait* for it
    instead, however long it takes.

    SQLite always says true. The lock goes with its connection, so a killed process leaves none.
    """
    if engine.dialect.name != "postgresql":
        yield True
        return
    number = {"n": _lock_number(name)}
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        got = _take(connection, number, wait)
        try:
            yield got
        finally:
            if got:
                connection.execute(text("SELECT pg_advisory_unlock(:n)"), number)


def _take(connection: Connection, number: dict[str, int], wait: bool) -> bool:
    if not wait:
        return bool(connection.execute(text("SELECT pg_try_advisory_lock(:n)"), number).scalar())
    limits = ("lock_timeout", "statement_timeout")
    for limit in limits:
        connection.exec_driver_sql(f"SET {limit} = 0")
    connection.execute(text("SELECT pg_advisory_lock(:n)"), number)
    for limit in limits:
        connection.exec_driver_sql(f"RESET {limit}")
    return True


def _has_locks(session: Session | Connection) -> bool:
    bind = session.get_bind() if isinstance(session, Session) else session
    return bind.dialect.name == "postgresql"


def _lock_number(name: str) -> int:
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)


def rows_changed(result: Result[Any]) -> int:
    """How many rows an UPDATE or DELETE touched."""
    return cast("CursorResult[Any]", result).rowcount


def new_number(result: Result[Any]) -> int:
    """The number of the row an INSERT made."""
    key = cast("CursorResult[Any]", result).inserted_primary_key
    assert key is not None
    return int(key[0])
