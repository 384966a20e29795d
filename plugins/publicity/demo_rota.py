"""The rota of writers in the demonstration college: who joins and leaves, turns, swaps, leave."""

from __future__ import annotations

import datetime as dt

from core.sdk import Act, Place, Stage, Story, Term
from plugins.publicity import demo_articles
from plugins.publicity import demo_words as words
from plugins.publicity.demo_articles import task_of
from plugins.publicity.rota_models import Leave, Member, Slot, Swap

ORDER, LAPSE = "publicity.R02.1", "publicity.R02.4"
JOINS_LATER, LEAVES = 8, 2
"""Of the writers in their order: from here on they join later; this one leaves."""
COLUMNS = ("news", "news", "policy", "news", "examples", "news")
FATES = ("", "", "returned", "", "portrait", "", "", "late")


def writers(stage: Stage) -> list[Place]:
    """Units with a writer, in the order of the directory."""
    return [u for u in stage.units if u.writer is not None]


def roster(stage: Stage) -> Story:
    """Eight to begin with; one joins in the second year, another when somebody leaves."""
    first = stage.workday(stage.years[0].starts, 1)
    yield first, stage.role("UF")
    every = writers(stage)
    made = [stage.add(Member(person=int(u.writer or 0))) for u in every[:JOINS_LATER]]
    yield stage.workday(stage.years[1].starts, 1), stage.role("UF")
    stage.keep(Member(person=int(every[JOINS_LATER].writer or 0)))
    yield stage.workday(stage.years[2].starts, 1), stage.role("UF")
    stage.change(made[LEAVES], ends=stage.workday(stage.years[2].starts, 1))
    stage.keep(*(Member(person=int(u.writer or 0)) for u in every[JOINS_LATER + 1 :]))


def semester(stage: Stage, number: int, term: Term) -> Story:
    """The slots are written when it begins; two are swapped, somebody is away, and each is taken."""
    day = stage.workday(term.starts, 2)
    yield day, None
    stage.evaluate(ORDER)
    yield day, stage.role("UF")
    slots = [s for s in stage.find(Slot) if term.starts <= s.date <= term.ends]
    for count, slot in enumerate(sorted(slots, key=lambda s: (s.date, s.id))):
        stage.begin(_turn(stage, slot.id, slot.date, number * 9 + count))
    if len(slots) > 5:
        stage.begin(_swap(stage, stage.workday(day, 3), slots[2].id, slots[5].id, number))
        stage.begin(_leave(stage, stage.workday(day, 6), slots[3 + number % 4].id))


def _leave(stage: Stage, day: dt.date, slot: int) -> Story:
    """A member is away on the day of a turn: the next one takes it, and this one the following."""
    yield day, stage.role("UF")
    (row,) = stage.find(Slot, id=slot)
    if row.taker is None or row.swapped or row.date <= day:
        return
    yield day, row.serves
    first, last = row.date - dt.timedelta(days=4), row.date + dt.timedelta(days=3)
    stage.keep(Leave(member=row.taker, starts=first, ends=last))
    stage.evaluate(ORDER)


def _swap(stage: Stage, day: dt.date, mine: int, theirs: int, number: int) -> Story:
    """One member asks another; once the answer is no."""
    yield day, stage.role("UF")
    (one,), (other,) = stage.find(Slot, id=mine), stage.find(Slot, id=theirs)
    if one.date <= stage.workday(day, 2) or one.serves == other.serves:
        return
    yield day, one.serves
    reason = words.SWAPPED[number % len(words.SWAPPED)]
    row = stage.add(Swap(mine=mine, theirs=theirs, reason=reason))
    move = "decline" if number % 3 == 1 else "agree"
    yield from stage.walk(row, day, [Act(who=other.serves, move=move)])


def _turn(stage: Stage, slot: int, date: dt.date, number: int) -> Story:
    """A turn is written, replaced, left empty, or taken out."""
    day = stage.workday(date, -7)
    yield day, stage.role("UF")
    (row,) = stage.find(Slot, id=slot)
    if row.status != "arranged" or row.serves is None:
        return
    unit = next(u for u in writers(stage) if u.writer == row.serves)
    if number % 13 == 8:
        stage.move(row, "take_out", words.TAKEN_OUT)
        return
    if number % 11 == 6:
        yield date + dt.timedelta(days=1), None
        stage.evaluate(LAPSE)
        return
    if number % 10 == 3 and row.writer is None:
        unit = next(u for u in reversed(writers(stage)) if u is not unit)
        stage.change(row, writer=unit.writer, reason=words.REPLACED)
    column = COLUMNS[number % len(COLUMNS)]
    task = task_of(
        stage, unit, column, 4 + (number if column == "news" else number // len(COLUMNS))
    )
    task.slot = slot
    late = 6 if number % 9 == 5 else 0
    fate = FATES[number % len(FATES)]
    stage.begin(demo_articles.article(stage, stage.workday(day, 1 + late), task, fate))
