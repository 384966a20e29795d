"""Printed things as data: registers as Excel workbooks, documents of one row as Word files."""

from __future__ import annotations

from dataclasses import dataclass

from core.declare.rules import Where


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table or one line of a form: a field of the record, or ``ref.field``.

    Without a ``label`` it is called what the field is called. ``width`` is in characters.
    """

    field: str
    label: str = ""
    width: int = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """A register (台账): rows of one record of the chapter as an Excel workbook.

    On a small form it asks what is to be in it: the academic year or the days of the field ``date``,
    the unit in the field ``unit``, and each reference or choice in ``ask``. ``order`` sorts, by any
    columns. Columns that the reader may not see are left out.
    """

    name: str
    title: str
    record: str
    columns: tuple[Column, ...]
    where: tuple[Where, ...] = ()
    date: str = ""
    unit: str = ""
    ask: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    article: int | None = None
    help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A table inside a document: rows that refer to its row, as ``chapter.record.field``.

    In the template they are ``{%tr for row in <name> %}``, and ``row.<variable>`` is a cell.
    """

    name: str
    rows: str
    columns: tuple[Column, ...]
    title: str = ""
    where: tuple[Where, ...] = ()
    order: tuple[str, ...] = ()

    @property
    def record(self) -> str:
        """The record of the rows."""
        return self.rows.rpartition(".")[0]

    @property
    def link(self) -> str:
        """Its field that refers to the document's row."""
        return self.rows.rpartition(".")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A Word file of one row of the chapter's record, filled into ``templates/<name>.docx``.

    Each column is a variable of the template: its path with ``_`` for ``.``. ``lists`` are tables.
    ``signatures`` are lines to sign on in the delivered template. Only rows in one of ``states`` can
    be printed; without any, all.
    """

    name: str
    title: str
    record: str
    columns: tuple[Column, ...]
    lists: tuple[Listed, ...] = ()
    signatures: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    article: int | None = None
    help: str = ""


AnyReport = Register | Document


def variable(column: Column) -> str:
    """What a template calls a column."""
    return column.field.replace(".", "_")
