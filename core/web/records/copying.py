"""A new form that begins as a copy of an earlier row."""

from __future__ import annotations

from typing import Any

from core.declare import DataClass, Field, Kind
from core.records import read
from core.web.records.cells import Cells
from core.web.records.place import Place, find_row
from core.web.records.reads import note_read
from core.web.runtime import db, runtime

OF_ITS_DAY = (Kind.DATE, Kind.MOMENT)


def copied(place: Place, key: int) -> tuple[dict[str, Any], str]:
    """Values to begin with, and the name of the row they are from.

    Days are left out: a copied one would be wrong without being seen. So are values that may stand only
    once, and what was written about a person.
    """
    row = find_row(place, key)
    fields = [f for f in place.form_fields() if _copies(f)]
    note_read(place, [key], fields, "copy")
    names = read.names_of(db(), place.asker, place.record.name, key)
    values = {f.name: getattr(row, f.name) for f in fields}
    return values, Cells(place, runtime().zone).name(names.get("", ())) or f"#{key}"


def _copies(declared: Field) -> bool:
    written = declared.kind in (Kind.TEXT, Kind.LONG_TEXT) and declared.personal is DataClass.S
    return not (declared.unique or declared.unkept or declared.kind in OF_ITS_DAY or written)
