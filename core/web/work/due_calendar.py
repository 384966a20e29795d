"""The calendar of duties: by month and as an agenda, with what is to come, and who has how much."""

from __future__ import annotations

import calendar as civil
import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, request, url_for
from werkzeug.wrappers import Response

from core.calendar import Calendar
from core.calendar.days import DAY
from core.web.guard import requires
from core.web.render import page
from core.web.runtime import db, me, runtime
from core.web.work import feed
from core.web.work.asked import Asked
from core.web.work.coming import (
    AHEAD,
    Entry,
    Found,
    Owner,
    find,
    last_projected,
    monday,
    to_come,
    weeks,
)
from core.web.work.names import PERSON, names_for_me
from core.web.work.sight import RECORD, Sight, sight
from core.web.work.words import office_label, rule_title

blueprint = Blueprint("due_calendar", __name__)
FIRST, LAST = dt.date(2000, 1, 1), dt.date(2099, 12, 31)
MOST_OWNERS, MOST_ROWS = 20, 500
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the table: its duties, and whether it is worked on or lies in the month."""

    date: dt.date
    inside: bool
    working: bool
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class Week:
    """One row of the table; ``teaching`` is the number of the teaching week, 0 outside."""

    teaching: int
    days: Sequence[Day]


@dataclass(frozen=True, slots=True)
class Share:
    """What one owner has in each week: what stands, what is projected, and the list of the first."""

    name: str
    weeks: Sequence[tuple[int, int, str]]
    number: int


@blueprint.get("/duties/calendar")
@requires(RECORD, "read")
def month() -> Response:
    """One month, a week in each row."""
    first, wrong = _month(request.args.get("month", ""))
    rows = weeks(first, _last(first))
    view, mine = sight(), _mine()
    found = find(view, rows[0][0], rows[-1][-1], mine=mine)
    return page(
        "pages/due_calendar.html",
        view="month",
        month=first,
        before=_other(first - DAY),
        after=_other(_last(first) + DAY),
        weeks=_weeks(rows, first, found.entries),
        load=[] if mine or view.own_only else _shares(view, found, [w[0] for w in rows]),
        mondays=[w[0] for w in rows],
        wrong=wrong,
        **_common(found, mine),
    )


@blueprint.get("/duties/agenda")
@requires(RECORD, "read")
def agenda() -> Response:
    """What stands in the ledger for the days to come and what is projected beside it, by week."""
    day, mine = runtime().today(), _mine()
    found = find(sight(), day, day + AHEAD, mine=mine)
    by_week: dict[dt.date, list[Entry]] = {}
    for entry in found.entries:
        by_week.setdefault(monday(entry.day), []).append(entry)
    college = runtime().calendar(db())
    return page(
        "pages/due_calendar.html",
        view="agenda",
        month=day.replace(day=1),
        by_week=[(m, m + DAY * 6, _teaching(college, m), e) for m, e in by_week.items()],
        **_common(found, mine),
    )


@blueprint.get("/duties/projected")
@requires(RECORD, "read")
def to_be() -> Response:
    """What one number of projected duties counts: of a rule, on a day."""
    rule = request.args.get("rule", "")[:80]
    try:
        day = dt.date.fromisoformat(request.args.get("day", ""))
    except ValueError:
        abort(404)
    found = to_come(sight(), day, day, mine=_mine(), rule=rule) if FIRST <= day <= LAST else []
    wanted: dict[str, set[int]] = {PERSON: {p.owner for p in found if p.owner is not None}}
    for p in found[:MOST_ROWS]:
        if p.subject is not None:
            wanted.setdefault(p.subject_record, set()).add(p.subject)
    known, _keys = names_for_me(wanted)
    rows = [
        (
            known.get((p.subject_record, p.subject or 0), ""),
            known.get((PERSON, p.owner), "") if p.owner else office_label(p.office),
            p.period,
        )
        for p in found[:MOST_ROWS]
    ]
    title, more = rule_title(rule), len(found) - len(rows)
    return page("pages/projected.html", title=title, day=day, rows=rows, more=more, mine=_mine())


@blueprint.post("/duties/calendar/link")
@requires(RECORD, "read")
def link() -> Response:
    """Make my secret address for other calendars, and show it once; an earlier one ends."""
    address = feed.make_link()
    db().commit()
    day = runtime().today()
    found = Found((), {})
    return page(
        "pages/due_calendar.html",
        view="link",
        month=day.replace(day=1),
        address=address,
        **_common(found, True),
    )


@blueprint.post("/duties/calendar/unlink")
@requires(RECORD, "read")
def unlink() -> Response:
    """End my secret address."""
    feed.end_link()
    db().commit()
    return feed.ended()


# -- what the page is made of ----------------------------------------------------------------------


def _mine() -> bool:
    return sight().own_only or request.args.get("mine") == "1"


def _month(text: str) -> tuple[dt.date, bool]:
    """The first day of the month of the address, of the present one without; true when it is wrong."""
    today = runtime().today().replace(day=1)
    if not text:
        return today, False
    try:
        found = dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        return today, True
    return (found, False) if FIRST <= found <= LAST else (today, True)


def _last(first: dt.date) -> dt.date:
    return first.replace(day=civil.monthrange(first.year, first.month)[1])


def _other(day: dt.date) -> str:
    """The address of the month of *day*; empty outside the calendar."""
    if not FIRST <= day <= LAST:
        return ""
    return url_for("due_calendar.month", month=f"{day:%Y-%m}", mine=request.args.get("mine"))


def _common(found: Found, mine: bool) -> dict[str, Any]:
    view, college = sight(), runtime().calendar(db())
    until = last_projected()
    people = {e.owner for e in found.entries if e.owner is not None}
    known, _keys = names_for_me({PERSON: people}) if people else ({}, {})
    return {
        "today": runtime().today(),
        "until": until,
        "assumed": bool(college.years) and college.academic_year(until) not in college.years,
        "mine": mine,
        "choice": not view.own_only,
        "titles": {e.rule: rule_title(e.rule) for e in found.entries},
        "owed_by": {e: _owner(known, Owner(e.owner, e.office)) for e in found.entries},
        "link": feed.link_of(me()),
    }


def _owner(known: Mapping[tuple[str, int], str], owner: Owner) -> str:
    if owner.person is not None:
        return known.get((PERSON, owner.person), "")
    return office_label(owner.office) if owner.office else ""


def _weeks(
    rows: Sequence[Sequence[dt.date]], first: dt.date, entries: Collection[Entry]
) -> list[Week]:
    college, by_day = runtime().calendar(db()), dict[dt.date, list[Entry]]()
    for entry in entries:
        by_day.setdefault(entry.day, []).append(entry)
    return [
        Week(
            _teaching(college, row[0]),
            [Day(d, d.month == first.month, college.is_working(d), by_day.get(d, ())) for d in row],
        )
        for row in rows
    ]


def _teaching(college: Calendar, first: dt.date) -> int:
    """The number of the teaching week that begins with *first*; 0 outside the semesters."""
    for day in (first, first + DAY * SATURDAY):
        semester = college.semester(day)
        if semester is not None:
            begin = monday(semester.start)
            number = (first - begin).days // 7 + 1
            return number if 1 <= number <= semester.teaching_weeks else 0
    return 0


def _shares(view: Sight, found: Found, mondays: Sequence[dt.date]) -> list[Share]:
    """Who has how much in these weeks, most first; the names of at most twenty."""
    load = {o: {m: n for m, n in w.items() if m in mondays} for o, w in found.load.items()}
    total = {o: sum(a + b for a, b in w.values()) for o, w in load.items()}
    first = sorted(
        (o for o in load if total[o]), key=lambda o: (-total[o], o.person or 0, o.office)
    )
    people = {o.person for o in first[:MOST_OWNERS] if o.person is not None}
    known, _keys = names_for_me({PERSON: people}) if people else ({}, {})
    return [
        Share(
            _owner(known, o) or f"#{o.person}",
            [(*load[o].get(m, (0, 0)), _of_week(o, m)) for m in mondays],
            total[o],
        )
        for o in first[:MOST_OWNERS]
    ]


def _of_week(owner: Owner, first: dt.date) -> str:
    asked = Asked(state="running", due_from=first, due_to=first + DAY * 6)
    return asked.but(owner=owner.person, office=owner.office).url
