"""What differs from the pages the core derives from a record."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Inline:
    """Rows of another record of the chapter, entered inside the form of the one they refer to.

    ``rows`` is the reference as ``chapter.record.field``; ``fields`` are the cells of each row in order,
    all that is required among them.
    """

    rows: str
    fields: tuple[str, ...]

    @property
    def record(self) -> str:
        """The record of the rows."""
        return self.rows.rpartition(".")[0]

    @property
    def link(self) -> str:
        """Its field that refers to the form's record."""
        return self.rows.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class PageLink:
    """A button that leads to a page of the chapter's own, for readers who may do *action*.

    With ``{id}`` in its address it stands on the page of each row, else on the list.
    """

    label: str
    address: str
    action: str = "read"

    @property
    def of_row(self) -> bool:
        """True when it belongs to a row."""
        return "{id}" in self.address


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Changes to a record's pages. Empty values keep what the core derives.

    ``columns`` of the list, ``sections`` of the form as (title, fields), ``related`` records shown as
    tabs on a row's page as ``chapter.record.field``, ``inline`` rows entered inside the form. ``quick``
    names the fields of the quick entry on a phone in order, the first a reference to choose from;
    ``quick_only`` keeps that choice to rows with these values, as (field, value). ``pages`` are buttons
    that lead to pages of the chapter's own.
    """

    record: str
    columns: tuple[str, ...] = ()
    sections: tuple[tuple[str, tuple[str, ...]], ...] = ()
    related: tuple[str, ...] = ()
    inline: tuple[Inline, ...] = ()
    quick: tuple[str, ...] = ()
    quick_only: tuple[tuple[str, str], ...] = ()
    pages: tuple[PageLink, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """An extra box on a row's page: a title and label/value lines (plain text)."""

    title: str
    lines: tuple[tuple[str, str], ...]
