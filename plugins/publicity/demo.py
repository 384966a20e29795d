"""Chapter 1 in the demonstration college: plans, meetings, articles with their reviews and consents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from core.sdk import Act, Stage, Story, Term
from plugins.publicity import demo_articles, demo_now, demo_rota
from plugins.publicity import demo_words as words
from plugins.publicity.demo_articles import Task, task_of
from plugins.publicity.plan_models import Meeting, Plan, PlanItem

COLUMNS = ("news", "news", "policy", "news", "news")


def stories(stage: Stage) -> Iterator[Story]:
    """The roster first; plans by calendar year, articles and meetings by semester; what is open now."""
    yield demo_rota.roster(stage)
    terms = [t for y in stage.years for t in y.terms if t.starts <= stage.today]
    for number, term in enumerate(terms):
        yield demo_rota.semester(stage, number, term)
        yield from _articles(stage, number, term)
        if number != 1:  # once it was left out
            for day in stage.days(term.starts + dt.timedelta(20), _late(term), 1):
                yield _meeting(stage, number, day)
    first, last = stage.years[0].starts.year, stage.today.year
    for year in range(first, last + 1):
        yield _plan(stage, year)
    yield _plan_to_come(stage, last + 1)
    yield _plan_of_before(stage, first - 1)
    yield from demo_now.stories(stage)


def _late(term: Term) -> dt.date:
    return term.ends - dt.timedelta(days=20)


# -- articles out of turn --------------------------------------------------------------------------


def _articles(stage: Stage, number: int, term: Term) -> Iterator[Story]:
    """News of the units; now and then one fails, is corrected, or is taken down."""
    writing = [u for u in stage.units if u.writer is not None]
    days = stage.days(term.starts + dt.timedelta(days=8), _late(term), stage.some(9, 5))
    for count, day in enumerate(days):
        place = number * len(days) + count
        fate = demo_articles.FATES[place % len(demo_articles.FATES)]
        column = "examples" if fate in demo_articles.OF_PEOPLE else COLUMNS[place % len(COLUMNS)]
        piece = place if column == "news" else place // len(COLUMNS)
        task = task_of(stage, writing[place % len(writing)], column, piece)
        yield demo_articles.article(stage, day, task, fate)


# -- plans and meetings ----------------------------------------------------------------------------


def _plan(stage: Stage, year: int) -> Story:
    """The plan of a calendar year, issued in January; one comes back once. Most topics are written."""
    office, chief = stage.role("UF"), stage.role("UFH")
    begins = max(stage.years[0].starts, dt.date(year, 1, 6))
    day = stage.workday(begins, stage.chance.randint(2, 6))
    yield day, office
    plan = stage.add(Plan(year=year, aim=words.AIMS[year % len(words.AIMS)]))
    made = list(_topics(stage, plan, year, begins.month))
    stage.keep(*(item for item, _task in made))
    acts = [Act(who=office, move="submit"), Act(who=chief, move="issue", days=2)]
    if year == stage.years[1].starts.year:
        acts[1:1] = [
            Act(who=chief, move="send_back", comment=words.PLAN_BACK),
            Act(who=office, move="submit", days=2),
        ]
    yield from stage.walk(plan, day, acts)
    for item, task in made:
        (day,) = stage.days(dt.date(year, item.month, 4), dt.date(year, item.month, 18), 1)
        task.item = item.id
        if stage.chance.random() > 0.15:
            stage.begin(demo_articles.article(stage, max(day, begins + dt.timedelta(14)), task, ""))
    yield stage.workday(dt.date(year + 1, 1, 8)), office
    stage.move(plan, "archive")


def _topics(stage: Stage, plan: Plan, year: int, since: int) -> Iterator[tuple[PlanItem, Task]]:
    for month, column, piece, code in words.PLANNED:
        unit = stage.unit(code)
        task = task_of(stage, unit, column, piece)
        item = PlanItem(
            plan=plan.id, column=column, topic=task.piece.topic, unit=unit.id, month=month
        )
        if month >= since:
            yield item, task


def _plan_to_come(stage: Stage, year: int) -> Story:
    """The plan of next year waits for the head of the office."""
    day = stage.workday(stage.today, -2)
    yield day, stage.role("UF")
    plan = stage.add(Plan(year=year, aim=words.AIMS[year % len(words.AIMS)]))
    stage.keep(*(item for item, _task in _topics(stage, plan, year, 1)))
    stage.move(plan, "submit")


def _plan_of_before(stage: Stage, year: int) -> Story:
    """An older plan is being entered afterwards."""
    yield stage.workday(stage.today, -4), stage.role("UF")
    plan = stage.add(Plan(year=year, aim=words.AIMS[year % len(words.AIMS)]))
    stage.keep(*(item for item, _task in _topics(stage, plan, year, 10)))


def _meeting(stage: Stage, number: int, day: dt.date) -> Story:
    """Entered the day after it was held."""
    yield stage.workday(day, 1), stage.role("UF")
    writers = [u.writer for u in stage.units if u.writer is not None]
    people = [stage.role("UFH"), stage.role("PB"), *writers[:7]]
    stage.keep(
        Meeting(
            date=day,
            attendees="、".join(stage.name(p) for p in people),
            decisions=words.DECISIONS[number % len(words.DECISIONS)],
        )
    )
