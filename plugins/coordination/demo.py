"""Chapter 8 in the demonstration college: its own people, organisations, good deeds, and the rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from core.sdk import Act, Stage, Story, Year
from plugins.coordination import demo_suggestions, demo_work
from plugins.coordination import demo_texts as texts
from plugins.coordination.party_models import (
    Attendance,
    JointMeeting,
    Offer,
    Organisation,
    Support,
)
from plugins.coordination.staff_models import GoodDeed, Member, Pledge, Training

TRAINED = ("统战干部业务培训", "信息保护专题培训", "政策理论轮训", "联络员工作培训")
DEED = "已完成，现场验收合格。"


def stories(stage: Stage) -> Iterator[Story]:
    """The people first: whoever works in the office has pledged before anything else."""
    yield from _people(stage)
    yield from _parties(stage)
    yield from demo_suggestions.stories(stage)
    yield from demo_work.stories(stage)
    for year in stage.years:
        for day in stage.days(year.starts, year.ends, stage.some(6, 3)):
            yield _deed(stage, day, 9)
    for steps in range(6):
        yield _deed(stage, stage.workday(stage.today, -16), steps)


# -- the office's own people -----------------------------------------------------------------------


def _people(stage: Stage) -> Iterator[Story]:
    first, last = stage.years[0].starts, stage.years[-1].starts
    before = last - dt.timedelta(days=1)
    office = [stage.role("UF"), stage.role("UFH")]
    others = [p for p in stage.unit("zztz").staff[1:] if p not in office][:1]
    for person in (*office, *others):
        yield _member(stage, person, "office", first, None)
    for unit in stage.units:
        if unit.officers:
            yield _member(stage, unit.officers[0], "liaison", first, before)
            yield _member(stage, unit.officers[1], "liaison", last, None)


def _member(stage: Stage, person: int, part: str, starts: dt.date, ends: dt.date | None) -> Story:
    """On the list, with a pledge and training in each year; a colleague forgot to renew it."""
    chief, name = stage.role("UFH"), stage.name(person)
    forgets = part == "office" and person not in (stage.role("UF"), chief)
    yield starts, chief
    row = stage.add(Member(person=person, part=part, starts=starts, ends=ends))
    stage.keep(Pledge(member=row.id, date=starts, edition=f"{starts.year}版"))
    last = min(stage.today, ends or stage.today)
    for number, year in enumerate(y for y in stage.years if y.ends >= starts):
        if number and year.starts < last and not (forgets and year is stage.years[-1]):
            stage.begin(_pledge(stage, row.id, year.starts - dt.timedelta(days=6)))
        if stage.chance.random() > 0.1:
            stage.begin(_training(stage, row.id, part, year, len(name)))


def _pledge(stage: Stage, member: int, day: dt.date) -> Story:
    yield day, stage.role("UFH")
    stage.keep(Pledge(member=member, date=day, edition=f"{day.year}版"))


def _training(stage: Stage, member: int, part: str, year: Year, odd: int) -> Story:
    (day,) = stage.days(year.starts + dt.timedelta(40), year.starts + dt.timedelta(90 + odd), 1)
    yield stage.workday(day, 2), stage.role("UFH")
    hours = 12 if part == "office" else stage.chance.choice((4, 4, 6))
    content = stage.chance.choice(TRAINED)
    stage.keep(Training(member=member, date=day, content=content, hours=hours))


def _deed(stage: Stage, day: dt.date, steps: int) -> Story:
    """Promised, done in part, done, heard of; some dates pass."""
    name, whom = stage.chance.choice(texts.DEEDS)
    office = stage.role("UF")
    slow = steps == 9 and stage.chance.random() < 0.15
    yield stage.workday(day), office
    promised = stage.workday(day, 30 if steps == 9 else 10)
    row = stage.add(GoodDeed(name=name, for_whom=whom, promised_for=promised, owner=office))
    acts = [Act(who=office, move="begin", days=2)]
    if steps in (2, 9):
        rest = {"outcome": "主体部分已完成。", "new_date": stage.workday(promised, 12)}
        acts.append(Act(who=office, values=rest, move="finish_part", days=6))
        if steps == 9:
            acts.append(Act(who=office, move="go_on", days=3))
    if steps not in (1, 2):
        days = 60 if slow else 3
        acts.append(Act(who=office, values={"outcome": DEED}, move="finish", days=days))
    if steps not in (1, 2, 3):
        said = {"feedback": "受益单位反映使用方便。"}
        acts.append(Act(who=office, values=said, move="hear", days=2))
    if steps in (5, 9):
        acts.append(Act(who=office, move="archive", days=2))
    yield from stage.walk(row, stage.workday(day), acts if steps else [])


# -- article 16 ------------------------------------------------------------------------------------


def _parties(stage: Stage) -> Iterator[Story]:
    # The third of a unit's staff: none of them holds another role.
    heads = [stage.role("DPB"), *(stage.unit(c).staff[2] for c in ("xxgc", "jzgc", "hljk", "ggjc"))]
    yield _organisations(stage, heads)


def _organisations(stage: Stage, heads: list[int]) -> Story:
    """Organisations are entered once; then they ask, are offered rooms, and meet the office."""
    yield stage.workday(stage.years[0].starts, 4), stage.role("UF")
    made = [
        stage.add(
            Organisation(
                name=name,
                party=party,
                head=head,
                term=3 + number,
                term_ends=stage.today + dt.timedelta(days=120 + 60 * number),
                member_count=count,
            )
        )
        for number, ((name, party, count), head) in enumerate(
            zip(texts.ORGANISATIONS, heads, strict=True)
        )
    ]
    first = stage.years[0].starts
    for year in range(first.year, stage.today.year + 1):
        for number, row in enumerate(made):
            begins = max(stage.workday(first, 9), dt.date(year, 3, 4 + number))
            if number != 3 or year != stage.today.year:
                stage.begin(_offer(stage, row.id, begins))
    for span in stage.years:
        for day in stage.days(span.starts + dt.timedelta(days=14), span.ends, stage.some(15, 6)):
            which = stage.chance.randrange(len(made))
            stage.begin(_support(stage, made[which], day, which == 0, 9))
        for term in span.terms:
            (day,) = stage.days(term.starts + dt.timedelta(40), term.ends, 1)
            if span is not stage.years[0] or term.number == 1:  # once it was left out
                stage.begin(_meeting(stage, made, day, ""))
    for steps in range(4):
        stage.begin(_support(stage, made[steps], stage.workday(stage.today, -7), not steps, steps))
    stage.begin(_support(stage, made[1], stage.workday(stage.today, -9), False, -1))
    stage.begin(_meeting(stage, made, stage.workday(stage.today, 8), "planned"))
    stage.begin(_meeting(stage, made, stage.workday(stage.today, 4), "drop"))
    stage.begin(_meeting(stage, made, stage.workday(stage.today, -3), "held"))


def _offer(stage: Stage, organisation: int, day: dt.date) -> Story:
    yield stage.workday(day, 1), stage.role("UF")
    stage.keep(Offer(organisation=organisation, date=stage.workday(day), room=True, budget=True))


def _support(
    stage: Stage, organisation: Organisation, day: dt.date, own: bool, steps: int
) -> Story:
    """Asked for by the organisation itself or through the office; -1: declined."""
    kind, request, answer = stage.chance.choice(texts.REQUESTS)
    office = stage.role("UF")
    days = 8 if stage.chance.random() < 0.08 else stage.chance.randint(1, 4)
    yield stage.workday(day), stage.role("DPB") if own else office
    row = stage.add(
        Support(
            organisation=organisation.id,
            kind=kind,
            request=request,
            amount=Decimal(3000) if kind == "funds" else None,
        )
    )
    if steps < 0:
        no = "会场当日已有安排，请另选时间。"
        acts = [Act(who=office, values={"answer": no}, move="decline", days=2)]
    else:
        acts = [
            Act(who=office, values={"answer": answer}, move="accept", days=days),
            Act(who=office, move="begin", days=2),
            Act(who=office, values={"outcome": "活动已按期开展。"}, move="close", days=9),
        ][:steps]
    yield from stage.walk(row, stage.workday(day), acts)


def _meeting(stage: Stage, made: list[Organisation], day: dt.date, kind: str) -> Story:
    """Invited, held, minuted; one organisation could not come."""
    office = stage.role("UF")
    yield stage.workday(day, -9), office
    topics = stage.chance.choice(texts.MEETINGS)
    row = stage.add(JointMeeting(date=day, place="行政楼 105 会议室", topics=topics))
    away = stage.chance.randrange(len(made) * 2)
    stage.keep(
        *(Attendance(meeting=row.id, organisation=o.id, came=n != away) for n, o in enumerate(made))
    )
    if kind == "planned":
        return
    if kind == "drop":
        stage.move(row, "drop", "与上级会议冲突，改期另行通知。")
        return
    acts = [Act(who=office, move="hold", days=1)]
    if not kind:
        acts.append(Act(who=office, values={"minutes": texts.MINUTES}, move="send_minutes", days=4))
    yield from stage.walk(row, day, acts)
