"""All consents that somebody may read, of all records that declare them, in one question through the gate.

A consent is left out where the asker may not read its rows, or not see a field that says whether it holds.
Whose it is is left out alone where only that may not be seen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    case,
    cast,
    false,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from core.access.policy import may_see
from core.db.base import RecordBase
from core.declare import Consent, Field, Kind
from core.records.find import Finder, like
from core.records.labels import Asker
from core.records.paths import Paths, Unseen

SOON = dt.timedelta(days=30)
PERSON = "directory.person"


class Standing(StrEnum):
    """How a consent stands today."""

    HOLDS = "holds"
    SOON = "soon"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Source:
    """One declared consent that the asker may read, and its fields that are shown."""

    model: type[RecordBase]
    consent: Consent
    fields: tuple[Field, ...]
    """Fields that say whether it holds, and whose it is: what is read of each row."""
    named: tuple[Field, ...]

    @property
    def record(self) -> str:
        """Name of the record."""
        return self.model.record.name


@dataclass(frozen=True, slots=True)
class Found:
    """One consent."""

    source: Source
    row: int
    person: int | None
    given: dt.date | None
    until: dt.date | None
    withdrawn: dt.date | None
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a reader asks for. ``person`` is somebody's number, ``text`` a part of a name."""

    today: dt.date
    chapter: str = ""
    standing: Standing | None = None
    person: int | None = None
    text: str = ""


def sources(asker: Asker) -> tuple[Source, ...]:
    """All declared consents that the asker may read at all, in the order of the chapters."""
    models = asker.catalogue.models
    hidden = {n for n, view in asker.catalogue.views.items() if view.hidden}
    known = (m for n, m in models.items() if n not in hidden and m.record.consents)
    asked = ((m, c) for m in known if asker.reaches(m.record.name) for c in m.record.consents)
    return tuple(s for model, one in asked if (s := _source(asker, model, one)) is not None)


def _source(asker: Asker, model: type[RecordBase], one: Consent) -> Source | None:
    record = model.record
    judged = _seen(asker, model, one.fields)
    if len(judged) < len(one.fields):
        return None
    named = _seen(asker, model, one.named)
    whose = _seen(asker, model, (one.person.partition(".")[0],) if one.person else ())
    every = dict.fromkeys((*judged, *whose, *named))
    return Source(asker.catalogue.model(record.name), one, tuple(every), named)


def _seen(asker: Asker, model: type[RecordBase], names: Sequence[str]) -> tuple[Field, ...]:
    found = (model.record.field(n) for n in names)
    name, catalogue = model.record.name, asker.catalogue
    return tuple(f for f in found if f is not None and may_see(asker.actor, catalogue, name, f))


def consents(
    session: Session, asker: Asker, wanted: Wanted, *, start: int = 0, most: int = 50
) -> tuple[Found, ...]:
    """Consents from *start* on, at most *most*; those that began last come first."""
    known = sources(asker)
    ask = _ask(session, asker, known, wanted)
    if ask is None:
        return ()
    order = (ask.c.given.is_(None), ask.c.given.desc(), ask.c.source, ask.c.id.desc())
    rows = session.execute(select(ask).order_by(*order).limit(most).offset(start))
    return tuple(
        Found(known[r.source], r.id, r.person, r.given, r.until, r.withdrawn, Standing(r.standing))
        for r in rows
    )


def how_many(session: Session, asker: Asker, wanted: Wanted) -> int:
    """The number of consents that are asked for."""
    ask = _ask(session, asker, sources(asker), wanted)
    if ask is None:
        return 0
    return session.scalar(select(func.count()).select_from(ask)) or 0


def _ask(session: Session, asker: Asker, known: Sequence[Source], wanted: Wanted) -> Any:
    """The consents as one table of the statement, or None where there is nothing to ask."""
    finder = Finder(session, asker, wanted.text) if wanted.text else None
    question = _Question(session, asker, wanted, finder)
    arms = [
        question.arm(number, source)
        for number, source in enumerate(known)
        if wanted.chapter in ("", source.model.record.chapter)
    ]
    if not arms:
        return None
    every: Any = union_all(*arms).subquery() if len(arms) > 1 else arms[0].subquery()
    if wanted.standing is None:
        return every
    return select(every).where(every.c.standing == wanted.standing.value).subquery()


@dataclass(frozen=True, slots=True)
class _Question:
    """One question of one asker, put to each declared consent."""

    session: Session
    asker: Asker
    wanted: Wanted
    finder: Finder | None

    def arm(self, number: int, source: Source) -> Any:
        """The rows of one declared consent, with the same columns as all others."""
        model, one, wanted = source.model, source.consent, self.wanted
        paths = Paths(self.asker, model)
        person = _person(paths, one)
        ask = select(
            literal(number).label("source"),
            model.id.label("id"),
            (cast(null(), Integer) if person is None else person).label("person"),
            _day(model, one.given).label("given"),
            _day(model, one.until).label("until"),
            _day(model, one.withdrawn).label("withdrawn"),
            self._standing(source).label("standing"),
        ).select_from(model)
        ask = paths.joined(ask).where(*self._is_one(source, person))
        if wanted.person is not None:
            ask = ask.where(false() if person is None else person == wanted.person)
        if self.finder is not None:
            ask = ask.where(or_(false(), *self._called(source, person, self.finder)))
        return ask

    def _is_one(
        self, source: Source, person: ColumnElement[Any] | None
    ) -> Iterator[ColumnElement[bool]]:
        """The row holds a consent, and it is somebody's as far as can be seen."""
        model, one = source.model, source.consent
        if one.given:
            yield getattr(model, one.given).is_not(None)
        if one.said:
            yield getattr(model, one.said).is_(True)
        if one.not_yet_in:
            yield self._state(source).not_in(one.not_yet_in)
        if person is not None and not one.named:
            yield person.is_not(None)

    def _state(self, source: Source) -> Any:
        workflow = self.asker.catalogue.workflow(source.record)
        assert workflow is not None, f"{source.record}: states of a consent without a workflow"
        return getattr(source.model, workflow.field)

    def _standing(self, source: Source) -> ColumnElement[str]:
        model, one, today = source.model, source.consent, self.wanted.today
        cases: list[tuple[ColumnElement[bool], str]] = []
        if one.withdrawn:
            cases.append((getattr(model, one.withdrawn).is_not(None), Standing.WITHDRAWN.value))
        if one.over_in:
            cases.append((self._state(source).in_(one.over_in), Standing.ENDED.value))
        if one.until:
            until = getattr(model, one.until)
            cases.append((until < today, Standing.ENDED.value))
            cases.append((until <= today + SOON, Standing.SOON.value))
        holds: ColumnElement[str] = literal(Standing.HOLDS.value)
        return case(*cases, else_=holds) if cases else holds

    def _called(
        self, source: Source, person: ColumnElement[Any] | None, finder: Finder
    ) -> Iterator[ColumnElement[bool]]:
        """Whoever it is has such a name."""
        catalogue = self.asker.catalogue
        if person is not None:
            yield person.in_(finder.named(catalogue.model(PERSON)))
        for declared in source.named:
            column = getattr(source.model, declared.name)
            if declared.kind is not Kind.REF:
                yield like(self.session, column, self.wanted.text)
            elif self.asker.reaches(declared.target):
                yield column.in_(finder.named(catalogue.model(declared.target)))


def _person(paths: Paths, one: Consent) -> ColumnElement[Any] | None:
    """Whose it is; None where it is nobody of the directory, or may not be seen."""
    if not one.person:
        return None
    try:
        return paths.at(one.person)[1]
    except Unseen:
        return None


def _day(model: type[RecordBase], name: str) -> ColumnElement[Any]:
    column: ColumnElement[Any] = getattr(model, name) if name else cast(null(), Date)
    return column
