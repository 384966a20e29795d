"""The page for two people on one row: both versions side by side, nothing overwritten."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from core.db.base import RecordBase
from core.declare import Kind
from core.records import read
from core.records.typed import text_of
from core.web.language import say
from core.web.records.cells import Cells
from core.web.records.forms import TypedField
from core.web.records.place import Place
from core.web.records.reads import note_read
from core.web.records.sheet import Sheet
from core.web.render import page
from core.web.runtime import db, runtime


def conflict(place: Place, sheet: Sheet, row: RecordBase) -> Response:
    """Both versions; the choice is sent to the same address with the new version."""
    db().expire(row)
    cells = Cells(place, runtime().zone)
    theirs = read.names_of(db(), place.asker, place.record.name, row.id)
    sheet.name_choices(theirs)
    names = {name for name, _bound in sheet.main.bound}
    note_read(place, [row.id], place.form_fields(), "edit")
    return page(
        "records/conflict.html",
        409,
        place=place,
        record=place.record,
        row=row,
        sheet=sheet,
        lines=[_line(cells, name, bound, row, theirs) for name, bound in sheet.main.bound],
        others=[(k, v) for k, v in sheet.typed if k not in names and k != "version"],
        name=cells.name(theirs.get("", ())),
        title=_("Somebody else saved this in between"),
    )


def _line(
    cells: Cells, name: str, bound: TypedField, row: RecordBase, theirs: dict[str, Any]
) -> dict[str, Any]:
    declared, kept = bound.declared, getattr(row, name)
    mine, stored = "|".join(bound.texts), text_of(kept, runtime().zone)
    same = mine.strip() == stored or (bound.data == kept and not bound.process_errors)
    shown = bound.option if declared.kind is Kind.REF else cells.text(declared, bound.data)
    return {
        "name": name,
        "label": say(declared.label),
        "differs": not same,
        "mine": mine,
        "mine_shown": shown or mine,
        "theirs": stored,
        "theirs_shown": cells.text(declared, kept, theirs.get(name, ())),
    }
