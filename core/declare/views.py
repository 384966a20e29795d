"""What differs from the pages the core derives from a record."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Changes to a record's pages. Empty values keep what the core derives.

    ``columns`` of the list, ``sections`` of the form as (title, fields), ``related`` records shown as
    tabs on a row's page as ``chapter.record.field``.
    """

    record: str
    columns: tuple[str, ...] = ()
    sections: tuple[tuple[str, tuple[str, ...]], ...] = ()
    related: tuple[str, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """An extra box on a row's page: a title and label/value lines (plain text)."""

    title: str
    lines: tuple[tuple[str, str], ...]
