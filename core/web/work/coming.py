"""What is due on which day, by rule: what stands in the ledger, and what is projected beside it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from sqlalchemy import func, select, union_all
from sqlalchemy.orm import Session

from core.calendar.days import DAY
from core.chapters.world import world_of
from core.db import reading
from core.duties.models import DUTY, State
from core.duties.projection import Projected, horizon, projected
from core.web.runtime import db, runtime
from core.web.work.asked import Asked
from core.web.work.sight import Sight

TONES = {State.OVERDUE.value: "bad", State.DUE_SOON.value: "warn", State.OPEN.value: "info"}
PROJECTED = "projected"
LIST = "/duties/projected"
WEEK, AHEAD = dt.timedelta(days=7), dt.timedelta(days=400)
"""A week; and how far ahead lists of what is due look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Duties of one rule and day that stand alike. ``state`` is one of the ledger or ``projected``;
    ``owner`` is told where all are owed by one person."""

    day: dt.date
    rule: str
    article: int
    state: str
    number: int
    owner: int | None
    office: str
    url: str

    @property
    def tone(self) -> str:
        """The colour of its state."""
        return TONES.get(self.state, "")


@dataclass(frozen=True, slots=True)
class Owner:
    """A person who owes duties, or an office that does."""

    person: int | None
    office: str


@dataclass(frozen=True)
class Found:
    """All entries by day, and how many duties each owner has in each week (by its Monday), the
    projected ones apart."""

    entries: tuple[Entry, ...]
    load: dict[Owner, dict[dt.date, tuple[int, int]]]


def monday(day: dt.date) -> dt.date:
    """The first day of the week."""
    return day - dt.timedelta(days=day.weekday())


def last_projected() -> dt.date:
    """The day up to which duties are projected."""
    return horizon(runtime().calendar(db()), runtime().today())


def to_come(
    sight: Sight, first: dt.date, last: dt.date, *, mine: bool, rule: str = ""
) -> list[Projected]:
    """Projected duties of these days that the reader would see, or would owe."""
    rt = runtime()
    until = min(last, last_projected())
    if until <= rt.today():
        return []
    person = sight.actor.person
    people = ([] if person is None else [person]) if mine or sight.own_only else None
    world = world_of(rt.chapters, rt.calendar(db()))
    with reading(rt.engine) as connection, Session(connection) as session:
        found = projected(session, world, rt.today(), until, people)
        return [
            p
            for p in found
            if first <= p.due_on <= last
            and rule in ("", p.rule)
            and (_owes(sight, p) if mine else sight.would_see(p.owner, p.unit, p.office))
        ]


def _owes(sight: Sight, p: Projected) -> bool:
    if p.owner is not None:
        return p.owner == sight.actor.person
    if p.office not in sight.actor.roles:
        return False
    return sight.everything or p.unit is None or p.unit in sight.actor.units


def find(sight: Sight, first: dt.date, last: dt.date, *, mine: bool) -> Found:
    """What is to be done from *first* to *last*, in the order of days."""
    asked = Asked(state="running", mine=mine, due_from=first, due_to=last)
    c = DUTY.c
    group = (c.due_on, c.rule, c.article, c.state, c.owner, c.office)
    asks = [
        select(*group, func.count().label("number")).where(*b).group_by(*group)
        for b in asked.branches(sight)
    ]
    known = db().execute(union_all(*asks)).all()
    coming = to_come(sight, first, last, mine=mine)
    rows = [(r.due_on, r.rule, r.article, r.state, r.owner, r.office, r.number) for r in known]
    rows += [(p.due_on, p.rule, p.article, PROJECTED, p.owner, p.office, 1) for p in coming]
    return Found(tuple(_entries(rows, mine)), _load(rows))


Row = tuple[dt.date, str, int, str, int | None, str, int]


def _entries(rows: Sequence[Row], mine: bool) -> Iterator[Entry]:
    numbers = Counter[tuple[dt.date, str, int, str]]()
    owners: dict[tuple[dt.date, str, int, str], set[tuple[int | None, str]]] = {}
    for day, rule, article, state, owner, office, number in rows:
        key = (day, rule, article, state)
        numbers[key] += number
        owners.setdefault(key, set()).add((owner, office))
    for key in sorted(numbers, key=lambda k: (k[0], k[3] == PROJECTED, k[2], k[1])):
        day, rule, article, state = key
        one, office = next(iter(owners[key]))
        single = len(owners[key]) == 1
        yield Entry(
            day=day,
            rule=rule,
            article=article,
            state=state,
            number=numbers[key],
            owner=one if single else None,
            office=office if single and one is None else "",
            url=_url(day, rule, state, mine),
        )


def _url(day: dt.date, rule: str, state: str, mine: bool) -> str:
    """Exactly the duties that are counted."""
    if state == PROJECTED:
        query = {"rule": rule, "day": day.isoformat(), **({"mine": "1"} if mine else {})}
        return f"{LIST}?{urlencode(query)}"
    return Asked(state=state, rule=rule, due_from=day, due_to=day, mine=mine).url


def _load(rows: Sequence[Row]) -> dict[Owner, dict[dt.date, tuple[int, int]]]:
    load: dict[Owner, dict[dt.date, tuple[int, int]]] = {}
    for day, _rule, _article, state, owner, office, number in rows:
        weeks = load.setdefault(Owner(owner, "" if owner else office), {})
        known, coming = weeks.get(monday(day), (0, 0))
        more = (0, number) if state == PROJECTED else (number, 0)
        weeks[monday(day)] = (known + more[0], coming + more[1])
    return load


def weeks(first: dt.date, last: dt.date) -> list[list[dt.date]]:
    """The days of all weeks that touch *first* to *last*, Mondays first."""
    start, out = monday(first), []
    while start <= last:
        out.append([start + DAY * n for n in range(7)])
        start += WEEK
    return out
