"""A form as it lies before somebody: the row's own fields, the rows inside it, and its token."""

from __future__ import annotations

import hmac
import json
import re
import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from werkzeug.datastructures import MultiDict

from core.db.base import RecordBase
from core.declare import Complaint, Field
from core.declare.shown import Hidden
from core.records import drafts, read
from core.records.labels import Parts, words
from core.records.refused import Refused
from core.web.language import say
from core.web.records.forms import RecordForm, TypedField
from core.web.records.inline import lines_of
from core.web.records.place import Place
from core.web.runtime import db, me, runtime

TOKEN = "_form"  # noqa: S105 - the name of an input
GOOD_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,40}")


def new_token() -> str:
    """A token for a form that is being opened."""
    return secrets.token_urlsafe(18)


class Sheet:
    """The form of one row of *place*; without *row* for a new one, with *fields* for only these."""

    def __init__(
        self,
        place: Place,
        row: RecordBase | None = None,
        token: str = "",
        fields: Sequence[Field] | None = None,
    ) -> None:
        self.place, self.row = place, row
        self.token = token if GOOD_TOKEN.fullmatch(token) else new_token()
        state = place.state_of(row) if row is not None else None
        first = place.workflow.first if place.workflow else None
        stored = {f.name: getattr(row, f.name) for f in place.fields} if row is not None else {}
        self._stored = stored
        known = stored or ({place.workflow.field: first} if place.workflow else {})
        self.main = RecordForm(
            _within_reach(place, known) if fields is None else fields,
            runtime().zone,
            state.name if state else first,
            stored=known,
        ).pickers_at(place.url)
        self.lines = lines_of(place) if fields is None else []
        self.version = str(row.version) if row is not None else ""
        """The version of the row that the writer has seen."""
        self.typed: list[tuple[str, str]] = []

    @property
    def form(self) -> drafts.Form:
        """Under what the draft is kept."""
        return drafts.Form(int(me().user or 0), form_name(self.place, self.row), self.token)

    @property
    def digest(self) -> str:
        """The same for the same typing; keyed, so that nobody reads out of it what is not kept."""
        typed = json.dumps(sorted(self.typed)).encode()
        return hmac.digest(runtime().settings.secret_key.encode(), typed, "sha256").hex()

    def show(self, start: Mapping[str, Any], args: MultiDict[str, str] | None = None) -> None:
        """Fill from the stored row, or with *start* and what an address gives."""
        self.main.take(self._stored or start)
        if args:
            self.main.prefill(args)
        self.main.start()
        for lines in self.lines:
            lines.show(self.row)

    def take(self, typed: MultiDict[str, str]) -> None:
        """Fill with what was typed."""
        self.typed = drafts.pairs_of(typed.items(multi=True))
        self.main.take({}, typed)
        for lines in self.lines:
            lines.take(self.row, typed)

    def validate(self) -> bool:
        """Check all parts, so that everything wrong is told at once."""
        return all([self.main.validate(), *(lines.validate() for lines in self.lines)])

    def put(self, row: RecordBase) -> None:
        """Everything into the session; the row first, so that what belongs to it can name it."""
        self.main.put(row)
        db().add(row)
        if self.lines:
            db().flush()
            for lines in self.lines:
                lines.put(row)

    def complain(self, error: Refused) -> None:
        """Put each refusal beside the field it is about."""
        parts = error.parts or [(None, c) for c in error.complaints]
        rest: list[Complaint] = []
        for row, complaint in parts:
            if not any(lines.complain(row, complaint) for lines in self.lines):
                rest.append(complaint)
        self.main.complain(rest, label_in(self.place))
        for lines in self.lines:
            lines.forget_new()

    def summary(self) -> list[tuple[str, str, str]]:
        """(id, label, text) of every mistake, in the order of the page."""
        return [*self.main.summary(), *(s for lines in self.lines for s in lines.summary())]

    def name_choices(self, stored: Mapping[str, Parts]) -> None:
        """Names of what the pickers hold: *stored* where unchanged, else one question per record."""
        pickers = {n: b for n, b in self.main.bound if b.widget_name == "picker" and b.data}
        asked = []
        for name, bound in pickers.items():
            if self._stored.get(name) == bound.data and name in stored:
                bound.option = words(stored[name], say) or f"#{bound.data}"
            else:
                asked.append(bound)
        for lines in self.lines:
            asked += [b for b in lines.fields_typed() if b.widget_name == "picker" and b.data]
        name_all(self.place, asked)


def _within_reach(place: Place, known: Mapping[str, Any]) -> list[Field]:
    """Fields of the form, without those that are settled, and those that do not apply and that nothing in
    the form can bring back."""
    state = known.get(place.workflow.field) if place.workflow else None
    fields = [f for f in place.form_fields() if not f.open_in or state in f.open_in]
    inside, hidden = {f.name for f in fields}, Hidden.of(place.record.fields, known)
    return [
        f
        for f in fields
        if f.shown_if is None or f.shown_if.field in inside or f.name not in hidden
    ]


def name_all(place: Place, pickers: Iterable[TypedField]) -> None:
    """Give pickers the name of what is chosen in them; one question per record."""
    asked = list(pickers)
    for target in {b.declared.target for b in asked}:
        chosen = [b for b in asked if b.declared.target == target]
        names = read.labels(db(), place.asker, target, [b.data for b in chosen])
        for bound in chosen:
            bound.option = words(names.get(bound.data, ()), say) or f"#{bound.data}"


def form_name(place: Place, row: RecordBase | None) -> str:
    """The name of a form: a record's new row, or one of its rows."""
    return f"{place.record.name}:{row.id if row is not None else 'new'}"


def label_in(place: Place) -> Any:
    """The label of a field by its name; '' where there is none."""

    def label(name: str) -> str:
        declared = place.record.field(name)
        return say(declared.label) if declared is not None else ""

    return label
