"""Suggestions in the demonstration college: every source, every way to an answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from core.sdk import Act, Place, Stage, Story
from plugins.coordination import demo_texts as texts
from plugins.coordination.suggestion_models import CoHandler, Suggestion

Told = tuple[str, str, str, str, str, str]
ENDS = (
    *("satisfied",) * 6,
    *("fairly",) * 3,
    *("close",) * 5,
    "extend",
    "extend",
    "give_back",
    "send_back",
    "unsatisfied",
    "noted",
    "withdraw",
    "refer",
    "late",
)
STOPS = (
    ("", 0),
    ("", 1),
    ("", 2),
    ("", 3),
    ("extend", 4),
    ("", 4),
    ("", 5),
    ("unsatisfied", 5),
)
"""Of recent suggestions: how they go on, and how many steps they have come."""


def stories(stage: Stage) -> Iterator[Story]:
    """Of three years; of the last weeks one at each step; and what contacts raised."""
    people = [p for u in stage.units for p in u.staff[1:]]
    for year in stage.years:
        for number, day in enumerate(stage.days(year.starts, year.ends, stage.some(60, 22))):
            person = stage.chance.choice(people)
            yield _suggestion(stage, person, day, ENDS[number % len(ENDS)], 99)
    for number, (ends, steps) in enumerate(STOPS):
        day = stage.workday(stage.today, -9 - number)
        who = stage.role("ME") if number in (3, 6) else stage.chance.choice(people)
        yield _suggestion(stage, who, day, ends, steps)
    months = (stage.today - stage.years[0].starts).days // 28
    for month in range(1, months + 1):
        yield _from_contacts(stage, stage.years[0].starts + dt.timedelta(days=28 * month))


def _suggestion(stage: Stage, person: int, day: dt.date, ends: str, steps: int) -> Story:
    """Handed in by a person, or taken down by the office."""
    told = stage.chance.choice(texts.SUGGESTIONS)
    source = stage.chance.choices(("self", "forum", "mailbox"), (7, 2, 1))[0]
    if steps < 99 or ends in ("satisfied", "fairly", "unsatisfied", "noted", "withdraw"):
        source = "self"
    signed = stage.chance.random() < 0.5
    yield stage.workday(day), person if source == "self" else stage.role("UF")
    row = Suggestion(
        title=told[2],
        content=told[3],
        category=told[0],
        signature="signed" if signed else "anonymous",
        public_reply=source != "self" or stage.chance.random() < 0.6,
    )
    if source != "self":
        row.source = source
        row.proposer = person if signed else None
        row.source_no = f"座谈〔{day.year}〕{stage.chance.randint(1, 12)}号"
    stage.add(row)
    yield from _handled(stage, row, person, told, (stage.workday(day), ends, steps))


def _from_contacts(stage: Stage, day: dt.date) -> Story:
    """What leaders' contacts raised is put into words by the office."""
    yield stage.workday(day), stage.role("UF")
    for row in stage.find(Suggestion, source="contact", status="submitted"):
        told = stage.chance.choice(texts.SUGGESTIONS)
        stage.change(row, title=told[2], content=told[3], category=told[0], public_reply=True)
        stage.begin(_handled(stage, row, None, told, (stage.workday(day), "close", 99)))


def _handled(
    stage: Stage, row: Suggestion, person: int | None, told: Told, how: tuple[dt.date, str, int]
) -> Story:
    """From the registration to the end that was chosen, or as many steps as there are."""
    day, ends, steps = how
    office, unit = stage.role("UF"), stage.unit(told[1])
    if ends in ("refer", "withdraw"):
        who = office if ends == "refer" else person
        yield from stage.walk(row, day, [Act(who=who, move=ends, days=2)])
        return
    slow = stage.chance.random() < 0.06
    acts = [
        Act(who=office, move="register", days=9 if slow else stage.chance.randint(1, 4)),
        Act(who=office, values={"unit": unit.id}, move="assign", days=1),
        *_at_the_unit(stage, unit, told, ends),
    ]
    if steps == 99 and stage.chance.random() < 0.2:
        stage.begin(_helped(stage, row, unit, day))
    quick = [Act(who=a.who, move=a.move, values=a.values, comment=a.comment) for a in acts]
    day = yield from stage.walk(row, day, acts if steps == 99 else quick[:steps])
    if ends in ("satisfied", "fairly") and person is not None:
        yield from stage.walk(row, day, [Act(who=person, move=ends, days=3)])
    elif ends in ("unsatisfied", "noted"):
        again = ends == "noted"
        yield from _again(stage, row, (person, unit), (day, again, told))
    elif steps == 99:
        yield from stage.walk(row, day, [Act(who=office, move="close", days=12)])


def _at_the_unit(stage: Stage, unit: Place, told: Told, ends: str) -> Iterator[Act]:
    """What the department does: it takes it, extends or gives back, and hands a reply in."""
    office, chief, head = stage.role("UF"), stage.role("UFH"), unit.head
    answer = {"result": told[4], "reply": told[5]}
    if ends == "give_back":
        yield Act(who=head, move="give_back", days=2, comment="不属于本部门职责，建议另行分办。")
        yield Act(who=office, values={"unit": unit.id}, move="assign", days=2)
    yield Act(who=head, move="take", days=2)
    if ends == "extend":
        more = {"extension_days": 10, "extension_reason": "涉及设备采购，需两个部门会签。"}
        yield Act(who=head, values=more, move="extend", days=5)
    days = stage.chance.randint(6, 24)
    if ends == "late":
        days = 38
    yield Act(who=head, values=answer, move="hand_in", days=days)
    if ends == "send_back":
        yield Act(who=chief, move="send_back", days=2, comment="答复请写明完成时间。")
        yield Act(who=head, values={"reply": told[5] + "本月底前完成。"}, move="hand_in", days=3)
    yield Act(who=chief, move="approve", days=2)


def _helped(stage: Stage, row: Suggestion, unit: Place, day: dt.date) -> Story:
    """Another department is asked to help, and adds its part."""
    other = stage.unit("cwc" if unit.code != "cwc" else "rsc")
    yield stage.workday(day, 5), stage.role("UF")
    helper = stage.add(CoHandler(suggestion=row.id, unit=other.id))
    part = "经费已列入本年度预算，按进度拨付。"
    yield from stage.walk(helper, day, [Act(who=other.head, values={"part": part}, days=9)])


def _again(
    stage: Stage,
    row: Suggestion,
    people: tuple[int | None, Place],
    how: tuple[dt.date, bool, Told],
) -> Story:
    """The person is not satisfied; it is handled once more, and closed with a note in the end."""
    (person, unit), (day, again, told) = people, how
    acts = [Act(who=person, move="unsatisfied", days=2)]
    if again:
        values = {"result": told[4], "reply": told[5] + "另附实施时间表。"}
        acts += [
            Act(who=stage.role("UFH"), move="redo", days=2, comment="请补充办理时间表。"),
            Act(who=unit.head, values=values, move="hand_in", days=6),
            Act(who=stage.role("UFH"), move="approve", days=2),
            Act(who=person, move="unsatisfied", days=2),
            Act(
                who=stage.role("UFH"), move="close_noted", days=2, comment="已二次办理，说明理由。"
            ),
        ]
    yield from stage.walk(row, day, acts)
