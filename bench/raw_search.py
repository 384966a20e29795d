"""Searching by hand: a trigram index on the one column, as each database has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bench.subject import PAGE

if TYPE_CHECKING:
    from bench.raw_app import Database

FTS = (
    "CREATE VIRTUAL TABLE contact_place USING fts5"
    "(place, content='contact', content_rowid='id', tokenize='trigram')",
    "INSERT INTO contact_place(contact_place) VALUES ('rebuild')",
)
GIN = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX contact_place ON contact USING gin (place gin_trgm_ops)",
)
BY_INDEX = "id IN (SELECT rowid FROM contact_place WHERE contact_place MATCH :text)"
BY_LIKE = "place LIKE :text"
SHORTEST = 3
"""A trigram index knows nothing shorter; then the list is read in its order until a page is full."""


def prepare(database: Database) -> None:
    """Build the index."""
    for statement in FTS if database.sqlite else GIN:
        database.change(statement)


def rows(database: Database, columns: str, labels: str, text: str) -> list[Any]:
    """The first page of rows whose place contains the text."""
    by_index = database.sqlite and len(text) >= SHORTEST
    where, value = (BY_INDEX, f'"{text}"') if by_index else (BY_LIKE, f"%{text}%")
    statement = f"""SELECT {columns} FROM (SELECT id FROM contact WHERE {where}
    ORDER BY date DESC, id DESC LIMIT :n) k JOIN contact c ON c.id = k.id {labels}
    ORDER BY c.date DESC, c.id DESC"""
    return database.rows(statement, text=value, n=PAGE)
