"""Chapter 6 in the demonstration college: visits here, projects and surveys beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from itertools import cycle

from core.sdk import Act, Stage, Story
from plugins.research import demo_projects, demo_surveys
from plugins.research import demo_texts as texts
from plugins.research.demo_texts import Trip
from plugins.research.visit_models import (
    OUTSIDE,
    PhotoConsent,
    VisitLog,
    Visitor,
    VisitPlan,
    VisitUnit,
)

AHEAD = 24
"""Working days from the drawing up of a visit to its first day."""
RECENT = (
    # what becomes of it, which trip, working days from today to its first day, drawn up how long before
    ("draft", 1, 26, 28),
    ("submitted", 4, 24, 28),
    ("half", 3, 21, 26),
    ("approval", 0, 18, 26),
    ("approval", 11, 6, 14),
    ("back", 6, 22, 30),
    ("approved", 7, 8, 24),
    ("approved", 9, 5, 24),
    ("cancel", 5, 9, 28),
    ("lock", 12, 1, 12),
    ("unlogged", 13, -12, 24),
    ("unsettled", 2, -36, 24),
    ("held", 8, -3, 24),
)
STOPS = {"draft": 0, "submitted": 1, "half": 2}
"""How many steps of being agreed on are made."""


def stories(stage: Stage) -> Iterator[Story]:
    """Visits by semester; in one semester units went each for itself only."""
    trips = cycle(texts.TRIPS[n * 5 % len(texts.TRIPS)] for n in range(len(texts.TRIPS)))
    for number, term in enumerate(t for y in stage.years for t in y.terms):
        first, last = term.starts + dt.timedelta(days=42), term.ends - dt.timedelta(days=14)
        joint = number != 1
        for day in stage.days(first, min(last, stage.today), stage.some(4, 2) if joint else 2):
            trip = next(trips) if joint else stage.chance.choice(texts.ALONE)
            yield _visit(stage, trip, day, "moved" if stage.chance.random() < 0.1 else "archive")
    yield _visit(stage, texts.ABROAD, stage.years[1].starts + dt.timedelta(days=75), "archive")
    yield _visit(stage, texts.TRIPS[1], stage.years[1].starts + dt.timedelta(days=90), "anew")
    for ends, which, days, ahead in RECENT:
        yield _visit(stage, texts.TRIPS[which], stage.workday(stage.today, days), ends, ahead)
    yield from demo_projects.stories(stage)
    yield from demo_surveys.stories(stage)


# -- until it is approved --------------------------------------------------------------------------


def _visit(stage: Stage, trip: Trip, day: dt.date, ends: str, ahead: int = AHEAD) -> Story:
    """A visit, drawn up so many working days before; *ends* says how far it comes."""
    hand = _hand(stage, trip)
    begins = stage.workday(day)
    day = stage.workday(begins, -ahead)
    yield day, hand
    plan = _drawn_up(stage, trip, begins)
    acts = _agreed(stage, trip)
    if ends in STOPS:
        acts = acts[: STOPS[ends]]
    elif ends in ("approval", "back"):
        acts = acts[:-1]
    elif ends in ("lock", "anew"):
        acts = acts[:2]
    day = yield from stage.walk(plan, day, acts)
    if ends == "back":
        told = "请压缩参加人数，并补充与往年考察的不同之处。"
        yield from stage.walk(
            plan, day, [Act(who=stage.role("CM"), move="send_back", comment=told)]
        )
    elif ends == "cancel":
        told = "接待单位临时有重要任务，双方商定取消。"
        yield from stage.walk(plan, day, [Act(who=hand, move="cancel", days=3, comment=told)])
    elif ends in ("lock", "anew"):
        yield from _locked(stage, plan, trip, (begins, ends))
    elif ends == "moved":
        begins = stage.workday(begins, 4)
        yield from _moved(stage, plan, trip, (day, begins))
    if ends in ("archive", "moved", "unlogged", "unsettled", "held"):
        yield from _held(stage, plan, trip, (begins, ends))


def _hand(stage: Stage, trip: Trip) -> int:
    """Whoever carries a visit out: the office, or the head of the unit that leads."""
    lead = stage.unit(trip.units[0])
    return stage.role("UF") if lead.code == "zztz" else lead.head


def _drawn_up(stage: Stage, trip: Trip, begins: dt.date) -> VisitPlan:
    lead, year = stage.unit(trip.units[0]), begins.year
    far = trip.reach in OUTSIDE
    longer = {"province": 1, "country": 3, "abroad": 5}.get(trip.reach, 0)
    plan = stage.add(
        VisitPlan(
            topic=trip.topic,
            joint=len(trip.units) > 1,
            date=begins,
            until=stage.workday(begins, longer),
            destination=trip.place,
            reach=trip.reach,
            lead=lead.id,
            leader=lead.head,
            purpose=trip.purpose,
            budget=Decimal(trip.budget),
            source=stage.chance.choice(texts.SOURCES),
            transport=texts.PLAN if far else None,
            party_no=f"院党字〔{year}〕{stage.chance.randint(20, 60)}号" if longer > 1 else None,
            foreign_no=f"外事〔{year}〕{stage.chance.randint(3, 30)}号" if longer > 3 else None,
        )
    )
    stage.keep(*(VisitUnit(visit=plan.id, unit=stage.unit(c).id) for c in trip.units[1:]))
    stage.keep(*(Visitor(visit=plan.id, person=p) for p in _people(stage, trip)))
    return plan


def _people(stage: Stage, trip: Trip) -> list[int]:
    """The head of the unit that leads, and some of every unit; now and then who tries the system."""
    people = [stage.unit(trip.units[0]).head]
    for code in trip.units:
        staff = stage.unit(code).staff
        people += stage.chance.sample(staff[1:], min(3, len(staff) - 1))
        if code == "jdgc":
            people.append(stage.role("ME"))
    return list(dict.fromkeys(people))


def _agreed(stage: Stage, trip: Trip) -> list[Act]:
    """Sent to the units, countersigned by each, approved."""
    hand, chief = _hand(stage, trip), Act(who=stage.role("CM"), move="approve", days=2)
    if len(trip.units) == 1:
        return [Act(who=hand, move="submit_alone"), chief]
    heads = (stage.unit(code).head for code in trip.units)
    return [
        Act(who=hand, move="submit", days=2),
        *(Act(who=head, move="countersign") for head in heads),
        chief,
    ]


def _locked(stage: Stage, plan: VisitPlan, trip: Trip, how: tuple[dt.date, str]) -> Story:
    """Nobody approved it in time; it is locked, and planned for another day."""
    begins, ends = how
    day = stage.workday(begins, -1)
    yield day, None
    for row in stage.find(VisitPlan, id=plan.id, status="countersign"):
        stage.move(row, "lock")
    if ends != "anew":
        return
    later = stage.workday(begins, 20)
    hand = _hand(stage, trip)
    yield from stage.walk(plan, day, [Act(who=hand, move="plan_anew", days=3)])
    yield stage.workday(day, 4), hand
    stage.change(plan, date=later, until=later)
    yield from stage.walk(plan, stage.workday(day, 4), _agreed(stage, trip))
    yield from _held(stage, plan, trip, (later, "archive"))


def _moved(stage: Stage, plan: VisitPlan, trip: Trip, days: tuple[dt.date, dt.date]) -> Story:
    """Another day after it was approved: all countersign and approve once more."""
    day, begins = days
    day = stage.workday(day, 2)
    yield day, _hand(stage, trip)
    longer = (plan.until - plan.date).days
    stage.change(plan, date=begins, until=stage.workday(begins + dt.timedelta(days=longer)))
    yield from stage.walk(plan, day, _agreed(stage, trip)[1:])


# -- when it takes place ---------------------------------------------------------------------------


def _held(stage: Stage, plan: VisitPlan, trip: Trip, how: tuple[dt.date, str]) -> Story:
    """Signed in, held, written down, settled, archived; some of it late or not yet."""
    begins, ends = how
    hand, chance = _hand(stage, trip), stage.chance.random()
    yield begins, hand
    people = stage.find(Visitor, visit=plan.id)
    away = stage.chance.randrange(len(people) * 2)
    came = [v for n, v in enumerate(people) if n != away]
    for visitor in came:
        stage.change(visitor, signed_on=begins)
    photos = chance < 0.7
    if photos:
        _consents(stage, plan, [v.person for v in came], begins)
    ended = stage.find(VisitPlan, id=plan.id)[0].until
    day = yield from stage.walk(plan, ended, [Act(who=hand, move="hold")])
    if ends in ("unlogged", "held"):
        return
    day = stage.workday(day, 12 if chance < 0.12 else 3)
    yield day, hand
    log = stage.add(
        VisitLog(visit=plan.id, content=trip.content, outcome=trip.outcome, photos=photos)
    )
    if ends == "unsettled":
        return
    day = stage.workday(day, 28 if chance > 0.9 else 8)
    yield day, hand
    spent = trip.budget * stage.chance.randint(82, 100) // 100
    stage.change(log, settlement=Decimal(spent), settled_on=day)
    yield from stage.walk(plan, day, [Act(who=stage.role("UF"), move="archive", days=20)])


def _consents(stage: Stage, plan: VisitPlan, people: list[int], day: dt.date) -> None:
    """Everybody agrees to photos; one in three visits has somebody who thinks better of it later."""
    stage.keep(*(PhotoConsent(visit=plan.id, person=p, given_on=day) for p in people))
    if stage.chance.random() < 0.34:
        stage.begin(_withdrawn(stage, plan, people[-1], stage.workday(day, 30)))


def _withdrawn(stage: Stage, plan: VisitPlan, person: int, day: dt.date) -> Story:
    yield day, person
    for consent in stage.find(PhotoConsent, visit=plan.id, person=person):
        stage.change(consent, withdrawn_on=day)
