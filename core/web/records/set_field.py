"""Setting one field of several rows: which fields are offered, and what was typed for the chosen one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import request

from core.declare import Field, Kind
from core.records import read
from core.web.language import say
from core.web.records.cells import Cells
from core.web.records.forms import RecordForm
from core.web.records.place import Place
from core.web.runtime import db, runtime

TAKEN = frozenset({"action", "field", "sent", "row", "rowid", "all", "next", "confirm"})
"""Names that the forms of this page use themselves."""


def settable(place: Place) -> Iterator[Field]:
    """Fields that several rows can share: not long texts, not what must differ."""
    for declared in place.form_fields():
        usual = declared.kind is not Kind.LONG_TEXT and not declared.unique
        if usual and not declared.unkept and declared.name not in TAKEN:
            yield declared


class SetForm:
    """The input for the one field that is to be set: which field, and what was typed."""

    def __init__(self, place: Place) -> None:
        offered = {f.name: f for f in settable(place)}
        declared = offered.get(request.form.get("field", ""))
        self.offered = [(n, say(f.label)) for n, f in offered.items()]
        self.sent = bool(declared) and request.form.get("sent") == "1"
        self.form = RecordForm((declared,) if declared else (), runtime().zone, None)
        self.form.take({}, request.form if self.sent else None)
        self.bound = next(iter(self.form), None)
        self.valid = bool(self.sent and self.form.validate())
        self.name = declared.name if declared else ""
        self.label = say(declared.label) if declared else ""
        self._place, self._declared = place, declared

    @property
    def value(self) -> Any:
        """What the field is set to."""
        return self.bound.data if self.bound is not None else None

    @property
    def texts(self) -> list[str]:
        """What was typed, to be sent along."""
        return list(self.bound.texts) if self.bound is not None else []

    @property
    def shown(self) -> str:
        """The value as a page shows it."""
        if self._declared is None:
            return ""
        parts: Any = ()
        if self._declared.kind is Kind.REF and self.value is not None:
            target = self._declared.target
            parts = read.labels(db(), self._place.asker, target, [self.value]).get(self.value, ())
        return Cells(self._place, runtime().zone).text(self._declared, self.value, parts)
