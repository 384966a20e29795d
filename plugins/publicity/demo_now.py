"""What lies on the desks of the demonstration college today: an article in every state, open answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from core.sdk import Act, Stage, Story
from plugins.publicity import demo_articles as articles
from plugins.publicity import demo_words as words
from plugins.publicity.demo_articles import REVIEWED, Task, task_of
from plugins.publicity.rota_models import Member, Slot, Swap

OPEN = (
    ("yssj", "news", 2, 0),
    ("xxgc", "news", 4, 0),
    ("xxgc", "news", 6, 1),
    ("xxgc", "policy", 2, 1),
    ("jzgc", "news", 2, 1),
    ("hljk", "news", 9, 2),
    ("mks", "news", 3, 2),
    ("zztz", "policy", 4, 3),
    ("ggjc", "news", 8, 3),
    ("xsc", "news", 5, 4),
    ("yssj", "news", 6, 4),
    ("tyjx", "news", 9, 5),
    ("jwc", "news", 5, 5),
    ("tsg", "news", 7, 6),
)
"""Unit, column, begun so many working days ago, and how far it has come."""


def stories(stage: Stage) -> Iterator[Story]:
    """Each of these is there on whatever day the demonstration is made."""
    for number, (code, column, back, steps) in enumerate(OPEN):
        yield _open(stage, task_of(stage, stage.unit(code), column, number), back, steps)
    yield _returned(stage)
    yield _given_up(stage)
    example = task_of(stage, stage.unit("jwc"), "examples", 0)
    yield _published(stage, example, 20, "taken_down")
    yield _published(stage, task_of(stage, stage.unit("tsg"), "examples", 3), 18, "withdrawn")
    yield _published(stage, _of_me(stage, 2), 30, "")
    for number, (code, fate) in enumerate((("jzgc", "waiting"), ("yssj", "waiting"))):
        yield _asked(stage, task_of(stage, stage.unit(code), "examples", number), fate)
    yield _asked(stage, task_of(stage, stage.unit("mks"), "examples", 4), "refused")
    yield _asked(stage, _of_me(stage, 1), "waiting")
    yield _turns(stage)


def _open(stage: Stage, task: Task, back: int, steps: int) -> Story:
    """Comes so far and stays there."""
    row, day = yield from articles.written(stage, stage.workday(stage.today, -back), task)
    acts = articles.reviewed(stage, task)
    press = stage.role("PB")
    cover = {"cover_filed": True}
    acts.append(Act(who=press, values=cover, move="hand_over"))
    acts.append(Act(who=press, move="fail", comment=words.FAILED))
    yield from stage.walk(row, day, acts[:steps])


def _returned(stage: Stage) -> Story:
    """Lies with its author, with a remark."""
    task = task_of(stage, stage.unit("yssj"), "news", 3)
    row, day = yield from articles.written(stage, stage.workday(stage.today, -6), task)
    acts = articles.reviewed(stage, task)[:2]
    acts.append(Act(who=stage.role("UF"), move="send_back", comment=words.RETURNED[0]))
    yield from stage.walk(row, day, acts)


def _given_up(stage: Stage) -> Story:
    task = task_of(stage, stage.unit("xxgc"), "news", 6)
    row, day = yield from articles.written(stage, stage.workday(stage.today, -7), task)
    void = Act(who=stage.role("UF"), move="void", comment=words.VOIDED)
    yield from stage.walk(row, day, [*articles.reviewed(stage, task)[:2], void])


def _of_me(stage: Stage, number: int) -> Task:
    """The office writes about the person whose account has no role."""
    task = task_of(stage, stage.unit("jdgc"), "examples", number)
    task.subject = stage.role("ME")
    return task


def _published(stage: Stage, task: Task, back: int, fate: str) -> Story:
    """A good example that is out; one person has just withdrawn the consent, and nothing was done yet."""
    row, day = yield from articles.written(stage, stage.workday(stage.today, -back), task)
    (consent,) = yield from articles.asked(stage, row, day, task)
    acts = articles.reviewed(stage, task) + articles.published(stage, row)
    day = yield from stage.walk(row, day, acts)
    if fate == "taken_down":
        yield from articles.taken_down(stage, row, consent, stage.workday(day, 2), fate)
        return
    if fate == "withdrawn":
        yield stage.workday(stage.today, -6), task.subject
        stage.move(consent, "withdraw")


def _asked(stage: Stage, task: Task, fate: str) -> Story:
    """Somebody shown has not answered, or said no: it cannot be passed."""
    row, day = yield from articles.written(stage, stage.workday(stage.today, -5), task)
    yield from articles.asked(stage, row, day, task, fate)
    yield from stage.walk(row, day, articles.reviewed(stage, task)[: REVIEWED - 1])


# -- turns -----------------------------------------------------------------------------------------


def _turns(stage: Stage) -> Story:
    """Two turns ahead are to be swapped, and one draft is in early; in a vacation with extra slots."""
    day, office = stage.workday(stage.today, -5), stage.role("UF")
    yield day, office
    ahead = [s for s in stage.find(Slot, status="arranged") if s.date > stage.today and s.serves]
    if len({s.serves for s in ahead}) < 3:
        members = [m for m in stage.find(Member) if m.ends is None or m.ends > stage.today]
        for number, member in enumerate(members[:4]):
            date = stage.today + dt.timedelta(days=10 + 7 * number)
            ahead.append(stage.add(Slot(date=date, turn=member.id, taker=member.id)))
    ahead.sort(key=lambda s: (s.date, s.id))
    early, mine = ahead[-1], ahead[-2]
    theirs = next(s for s in ahead if s.serves not in (mine.serves, early.serves))
    unit = next(u for u in stage.units if u.writer == early.serves)
    task = task_of(stage, unit, "policy", 2)
    task.slot = early.id
    stage.begin(_early(stage, task, stage.workday(day, 1)))
    yield stage.workday(day, 3), mine.serves
    stage.keep(Swap(mine=mine.id, theirs=theirs.id, reason=words.SWAPPED[0]))


def _early(stage: Stage, task: Task, day: dt.date) -> Story:
    row, day = yield from articles.written(stage, day, task)
    yield from stage.walk(row, day, articles.reviewed(stage, task)[:2])
