"""Rows of another record inside a form: shown, typed, checked and saved together with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from core.access.policy import criterion
from core.db.base import RecordBase
from core.declare import Complaint, Field, Inline
from core.records.remove import soft_delete
from core.web.language import labelled, say
from core.web.records.forms import RecordForm, TypedField, told
from core.web.records.place import Place, find_place
from core.web.runtime import db, runtime

MOST = 100
"""More rows than this are not edited inside a form; they have their list."""
PATTERN = 9999
"""The number of the row that the script copies; nobody types into it."""
ABREAST = 6
"""Cells that stand side by side; with more, a row is a small form of its own."""
EMPTY = 3
"""Empty rows offered in a new form; one more stands below rows that are there."""


@dataclass
class Line:
    """One row with its cells. ``row`` is the stored one, ``version`` the one the writer has seen."""

    number: int
    form: RecordForm
    row: RecordBase | None = None
    version: str = ""
    removed: bool = False
    locked: bool = False
    removable: bool = False
    told: list[str] = field(default_factory=list)

    @property
    def counts(self) -> bool:
        """True when there is something to save."""
        if self.locked:
            return False
        if self.row is None:
            return not self.removed and not self.form.blank
        return self.removed or self.form.changes(self.row)

    @property
    def wrong(self) -> bool:
        """True when something is told of it."""
        return bool(self.told or self.form.general or any(b.errors for _n, b in self.form.bound))


class Lines:
    """All rows of one inline record in a form; ``index`` tells several of them apart."""

    def __init__(self, inner: Place, declared: Inline, index: int) -> None:
        by_name = {f.name: f for f in inner.form_fields()}
        self.inner, self.link, self.index = inner, declared.link, index
        self.fields: tuple[Field, ...] = tuple(by_name[n] for n in declared.fields if n in by_name)
        self.lines: list[Line] = []
        self.may_add = inner.may("create")
        self.too_many = False

    @property
    def label(self) -> str:
        """What the rows are called."""
        return say(self.inner.record.plural or self.inner.record.label)

    @property
    def many(self) -> bool:
        """True when a row has too many cells to stand in one line."""
        return len(self.fields) > ABREAST

    @property
    def prefix(self) -> str:
        """How the names of its inputs begin."""
        return f"c{self.index}"

    def show(self, parent: RecordBase | None, start: Mapping[str, Any] | None = None) -> None:
        """The stored rows of *parent*, then empty ones; *start* are values of each empty row."""
        for row in self._stored(parent):
            self.lines.append(self._line(len(self.lines), row))
        self._judge(self.lines)
        offered = 1 if parent is not None or self.many else EMPTY
        for _ in range(0 if self.too_many or not self.may_add else offered):
            self.lines.append(self._line(len(self.lines), None, start))

    def take(self, parent: RecordBase | None, typed: MultiDict[str, str]) -> None:
        """The rows as they were typed, each beside the stored one it is about."""
        stored = {row.id: row for row in self._stored(parent, 3)}
        if self.too_many:
            return
        found = {m[1] for k in typed if (m := re.match(rf"{self.prefix}-(\d{{1,4}})-", k))}
        for number in sorted({int(n) for n in found} - {PATTERN})[: 2 * MOST]:
            name = f"{self.prefix}-{number}"
            key = typed.get(f"{name}-id", "")
            row = stored.get(int(key)) if key.isdecimal() and len(key) < 11 else None
            line = self._line(number, row, typed=typed)
            line.version = typed.get(f"{name}-version", "")
            line.removed = typed.get(f"{name}-remove") == "1"
            if key and row is None:
                line.told.append(
                    say("This row is no longer there. Clear it, or keep it as a new one.")
                )
            self.lines.append(line)
        sent = {line.row.id for line in self.lines if line.row is not None}
        last = max((line.number for line in self.lines), default=-1)
        for number, row in enumerate((r for k, r in stored.items() if k not in sent), last + 1):
            self.lines.append(self._line(number, row))
        self._judge(self.lines)

    def _stored(self, parent: RecordBase | None, times: int = 1) -> list[RecordBase]:
        if parent is None:
            return []
        model = self.inner.model
        ask = select(model).where(getattr(model, self.link) == parent.id)
        found = list(db().execute(ask.order_by(model.id).limit(times * MOST + 1)).scalars())
        self.too_many = len(found) > times * MOST
        return [] if self.too_many else found

    def _line(
        self,
        number: int,
        row: RecordBase | None,
        start: Mapping[str, Any] | None = None,
        typed: MultiDict[str, str] | None = None,
    ) -> Line:
        state = self.inner.state_of(row) if row is not None else None
        workflow = self.inner.workflow
        name = state.name if state else workflow.first if workflow else None
        stored = {f.name: getattr(row, f.name) for f in self.inner.fields} if row else {}
        form = RecordForm(
            self.fields, runtime().zone, name, prefix=f"{self.prefix}-{number}-", stored=stored
        ).pickers_at(self.inner.url)
        defaults = {f.name: f.default for f in self.fields if f.default is not None}
        form.take({} if typed is not None else stored or defaults | dict(start or {}), typed)
        return Line(number, form, row, str(row.version) if row else "", locked=_closed(state))

    def _judge(self, lines: Iterable[Line]) -> None:
        """Which rows the writer may change and which take off; one question for each."""
        rows = [line.row.id for line in lines if line.row is not None]
        may = {action: self._allowed(rows, action) for action in ("edit", "delete")} if rows else {}
        for line in lines:
            if line.row is not None:
                line.removable = not line.locked and line.row.id in may["delete"]
                line.locked = line.locked or line.row.id not in may["edit"]

    def _allowed(self, rows: list[int], action: str) -> set[int]:
        if not self.inner.may(action):
            return set()
        model, asker = self.inner.model, self.inner.asker
        may = criterion(asker.actor, asker.catalogue, self.inner.record.name, action)
        ask = select(model.id).where(model.id.in_(rows), may)
        return set(db().execute(ask).scalars())

    def validate(self) -> bool:
        """Check what is to be saved; what somebody else changed in between is told beside it."""
        for line in self.lines:
            if not line.counts:
                continue
            if line.row is not None and line.version != str(line.row.version):
                self._tell_theirs(line)
            if not line.removed:
                line.form.validate()
        return not any(line.wrong for line in self.lines if line.counts or line.told)

    def _tell_theirs(self, line: Line) -> None:
        assert line.row is not None
        line.version = str(line.row.version)
        line.told.append(
            say("Somebody else changed this row in between. Save again to keep what stands here.")
        )

    def put(self, parent: RecordBase) -> None:
        """Into the session, below *parent*, which has its number by now."""
        for line in self.lines:
            if not line.counts:
                continue
            if line.row is None:
                row = line.row = self.inner.model()
                line.form.put(row)
                setattr(row, self.link, parent.id)
                db().add(row)
            elif line.removed:
                soft_delete(line.row, runtime().clock())
            else:
                line.form.put(line.row)

    def complain(self, row: object, complaint: Complaint) -> bool:
        """Put a refusal beside its cell; false when it is about none of these rows."""
        line = next((found for found in self.lines if found.row is row), None)
        if line is None:
            return False
        if line.removed:
            line.told.append(told(complaint))
        else:
            line.form.complain([complaint], self._label)
        return True

    def forget_new(self) -> None:
        """After a refusal: rows that were made for this save are no stored ones."""
        for line in self.lines:
            if line.row is not None and not line.version:
                line.row = None

    def _label(self, name: str) -> str:
        declared = self.inner.record.field(name)
        return say(declared.label) if declared is not None else ""

    def summary(self) -> list[tuple[str, str, str]]:
        """(id, label, text) of every mistake, with the number of the row."""
        found = []
        for place, line in enumerate(self.lines, 1):
            name = f"{self.label} {place}"
            spot = f"r-{self.prefix}-{line.number}"
            found += [(spot, name, text) for text in (*line.told, *line.form.general)]
            for id_, label, text in line.form.summary():
                found.append((id_, labelled(name, label) if label else name, text))
        return found

    def fields_typed(self) -> Iterator[TypedField]:
        """Every cell of every row."""
        for line in self.lines:
            for _name, bound in line.form.bound:
                yield bound

    def empty(self) -> Line:
        """A row for the script to copy; its number is filled in then."""
        return self._line(PATTERN, None)


def _closed(state: Any) -> bool:
    return state is not None and bool(state.closed)


def lines_of(place: Place) -> list[Lines]:
    """The inline rows of a record's form, as far as the reader may see them."""
    found = []
    for index, declared in enumerate(place.view.inline if place.view else ()):
        if not place.asker.reaches(declared.record):
            continue
        chapter, _, short = declared.record.partition(".")
        lines = Lines(find_place(chapter, short), declared, index)
        if lines.fields and lines.inner.record.field(declared.link) in lines.inner.fields:
            found.append(lines)
    return found
