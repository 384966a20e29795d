"""What would be done on a day, by numbers: the dry run, and what is kept back and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from core.calendar import Calendar
from core.db import table_of
from core.db.catalogue import Catalogue
from core.retention.due import Bound, Over
from core.retention.kept import held, needed, to_do
from core.retention.terms import Term, terms_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """Of one purpose of one record type: rows to be dealt with, rows on hold, rows that are needed."""

    term: Term
    due: int
    held: int
    needed: int

    @property
    def any(self) -> bool:
        """True when there is something to tell."""
        return bool(self.due or self.held or self.needed)


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What is asked of: the declarations, the college's calendar, a day."""

    catalogue: Catalogue
    calendar: Calendar
    zone: ZoneInfo
    today: dt.date

    def over(self, term: Term) -> ColumnElement[bool]:
        """Rows whose time is over and with which something is still to be done."""
        bound = Bound.of(self.today, term.purpose.keep_months, self.calendar, self.zone)
        return and_(to_do(self.catalogue, term), Over(self.catalogue, bound).rows(term))

    def kept(self, term: Term) -> ColumnElement[bool]:
        """Rows that stay nevertheless."""
        return or_(held(self.catalogue, term, self.today), needed(self.catalogue, term))


def forecast(session: Session, scene: Scene) -> list[Forecast]:
    """Numbers of every term; those of one purpose of a record together."""
    found: dict[tuple[str, str], Forecast] = {}
    for term in terms_of(scene.catalogue):
        key = (term.record, term.purpose.name)
        now = _numbers(session, scene, term)
        was = found.get(key)
        found[key] = now if was is None else _together(was, now)
    return list(found.values())


def _numbers(session: Session, scene: Scene, term: Term) -> Forecast:
    table = table_of(scene.catalogue.model(term.record))
    on_hold, in_use = held(scene.catalogue, term, scene.today), needed(scene.catalogue, term)
    why = case((on_hold, "held"), (in_use, "needed"), else_="due").label("why")
    over = select(why).select_from(table).where(scene.over(term)).subquery()
    ask = select(over.c.why, func.count()).group_by(over.c.why)
    numbers: dict[str, int] = {why: number for why, number in session.execute(ask)}
    return Forecast(
        term=term,
        due=numbers.get("due", 0),
        held=numbers.get("held", 0),
        needed=numbers.get("needed", 0),
    )


def _together(one: Forecast, two: Forecast) -> Forecast:
    return Forecast(
        term=one.term,
        due=one.due + two.due,
        held=one.held + two.held,
        needed=one.needed + two.needed,
    )
