"""Chapter 2 in the demonstration college: plans, sessions, online studies, reflections."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from core.sdk import Act, Place, Stage, Story, Term
from plugins.study import demo_texts as texts
from plugins.study.models import JointIssue, Plan, PlanItem
from plugins.study.session_models import OnlineItem, Reader, Reflection, Session, Signin

BRANCHES = ("mks", "xxgc", "jdgc", "jzgc", "jjgl", "hljk", "yssj", "zztz", "rsc", "jwc", "xsc")


def stories(stage: Stage) -> Iterator[Story]:
    """Plans by calendar year; sessions and online studies by semester."""
    first, last = stage.years[0].starts.year, stage.today.year
    for year in range(first, last + 1):
        yield _joint_issue(stage, year)
        yield _plan(stage, year, stage.unit("dzb"), "central")
        for code in BRANCHES:
            yield _plan(stage, year, stage.unit(code), "branch")
        for unit in stage.units:
            if unit.code not in BRANCHES and unit.code != "dzb":
                yield _plan(stage, year, unit, "unit")
    for steps, code in enumerate(("tsg", "xxgc", "mks")):
        yield _next_plan(stage, stage.unit(code), steps)
    terms = [t for y in stage.years for t in y.terms]
    for unit in stage.units:
        for term in terms:
            yield from _of_term(stage, unit, term)
    yield from _recent(stage)


# -- plans -----------------------------------------------------------------------------------------


def _joint_issue(stage: Stage, year: int) -> Story:
    """The work points of the year; in one year the item on united front work comes late."""
    points = f"院党字〔{year}〕{stage.chance.randint(2, 9)}号"
    day = max(stage.years[0].starts, dt.date(year, 3, 6))
    yield stage.workday(day, 2), stage.role("UF")
    row = stage.add(JointIssue(year=year, points=points))
    late = 40 if year == stage.today.year - 1 else 3
    yield stage.workday(day, late), stage.role("UF")
    stage.change(row, uf_item="坚持统战工作与党建工作同研究、同部署、同考核")


def _plan(stage: Stage, year: int, unit: Place, level: str) -> Story:
    """A plan of a calendar year, approved in January, summed up in December."""
    central = level == "central"
    author = stage.role("PB") if central else unit.head
    chief = stage.role("CM") if unit.code == "zztz" else stage.role("UFH")
    begins = max(stage.years[0].starts, dt.date(year, 1, 5))
    day = stage.workday(begins, stage.chance.randint(1, 8))
    yield day, author
    document = _number(stage, year, central)
    plan = stage.add(Plan(level=level, unit=unit.id, year=year, document=document))
    items = list(_items(stage, plan, year, central))
    stage.keep(*items)
    for item in items:
        stage.begin(_studied(stage, item, unit, year))
    stops = stage.chance.random()
    acts = [
        Act(who=author, move="submit", days=1),
        Act(who=chief, move="issue", days=3),
        Act(who=author, move="begin", days=5),
    ]
    if stops < 0.06 and not central:
        acts[1] = Act(who=chief, move="send_back", days=3, comment="请补充学习月份和领学人。")
        acts[2] = Act(who=author, move="submit", days=4)
        acts.append(Act(who=chief, move="issue", days=2))
    day = yield from stage.walk(plan, day, acts[:2] if 0.9 < stops else acts)
    ends = dt.date(year, 12, 10)
    summed = Act(who=author, move="sum_up", values={"summary": texts.SUMMARY})
    archive = Act(who=stage.role("UF"), move="archive", days=25)
    yield from stage.walk(plan, ends, [summed, archive] if stops > 0.15 else [summed])


def _number(stage: Stage, year: int, central: bool) -> str:
    body = "院党字" if central else "院统字"
    return f"{body}〔{year}〕{stage.chance.randint(3, 40)}号"


def _items(stage: Stage, plan: Plan, year: int, central: bool) -> Iterator[PlanItem]:
    """Topics of the year; one of six branches forgets united front work."""
    first = 9 if year == stage.years[0].starts.year else 1
    months = sorted(stage.chance.sample(range(first, 13), 4))
    forgets = not central and stage.chance.random() < 0.16
    for number, month in enumerate(months):
        uf = number == 1 and not forgets or (central and number == 2)
        topic = stage.chance.choice(texts.UF_TOPICS if uf else texts.TOPICS)
        yield PlanItem(plan=plan.id, topic=topic, is_uf=uf, month=month, material="学习材料汇编")


def _studied(stage: Stage, item: PlanItem, unit: Place, year: int) -> Story:
    """A topic that no session took up was studied at a branch meeting; a few are forgotten."""
    if stage.chance.random() < 0.1:
        return
    day = stage.workday(dt.date(year, item.month, 24))
    yield day, unit.head if item.level != "central" else stage.role("PB")
    for row in stage.find(PlanItem, id=item.id, held_on=None, issued=True):
        stage.change(row, held_on=day)


def _next_plan(stage: Stage, unit: Place, steps: int) -> Story:
    """Plans of the coming year that are being drawn up."""
    year, day = stage.today.year + 1, stage.workday(stage.today, -8 + steps)
    yield day, unit.head
    plan = stage.add(Plan(level="unit", unit=unit.id, year=year))
    stage.keep(*_items(stage, plan, year, False))
    acts = [
        Act(who=unit.head, move="submit"),
        Act(who=stage.role("UFH"), move="issue"),
    ]
    yield from stage.walk(plan, day, acts[:steps])


# -- sessions and online studies -------------------------------------------------------------------


def _of_term(stage: Stage, unit: Place, term: Term) -> Iterator[Story]:
    first, last = term.starts + dt.timedelta(days=14), term.ends - dt.timedelta(days=14)
    number = stage.chance.choices((0, 1, 2), (5, 65, 30))[0]
    for day in stage.days(first, last, number):
        yield _session(stage, unit, day)
    if stage.chance.random() > 0.07:
        for day in stage.days(first, last - dt.timedelta(days=30), 1):
            yield _online(stage, unit, day)


def _session(stage: Stage, unit: Place, day: dt.date, stops: int = 9) -> Story:
    """A session from its announcement to its papers."""
    hand = stage.officer(unit, day)
    expected = min(len(unit.staff), stage.chance.randint(18, 36))
    chance = stage.chance.random()
    yield stage.workday(day, -8), hand
    items = [i for i in stage.find(PlanItem, unit=unit.id, issued=True, held_on=None)]
    items = [i for i in items if i.month_end and abs((i.month_end - day).days) < 60]
    topic = items[0].topic if items else stage.chance.choice(texts.UF_TOPICS)
    row = stage.add(
        Session(
            unit=unit.id,
            topic=topic,
            date=day,
            minutes=stage.chance.choice((60, 90, 90, 120)),
            place=stage.chance.choice(texts.PLACES),
            host=unit.head,
            plan_item=items[0].id if items else None,
        )
    )
    if chance < 0.04 and stops == 9:
        told = "与学校统一安排的会议冲突，改期另行通知。"
        yield from stage.walk(row, day, [Act(who=hand, move="cancel", days=-3, comment=told)])
        return
    yield from stage.walk(row, day, [Act(who=hand, move="announce", days=-5)][:stops])
    yield stage.workday(day), hand
    stage.move(row, "hold")
    present = stage.chance.sample(unit.staff, max(2, round(expected * _share(stage))))
    stage.keep(*(Signin(session=row.id, person=p, way="code") for p in present))
    if chance > 0.96:
        return  # its papers stay incomplete
    late = 9 if chance > 0.88 else stage.chance.randint(1, 4)
    values = {"content": stage.chance.choice(texts.CONTENT), "expected": expected}
    values |= {"present": len(present), "excused": expected - len(present)}
    acts = [Act(who=hand, move="complete", days=late, values=values)]
    acts.append(Act(who=stage.role("UF"), move="archive", days=90))
    yield from stage.walk(row, day, acts)


def _share(stage: Stage) -> float:
    return 0.7 if stage.chance.random() < 0.1 else stage.chance.uniform(0.82, 1)


def _online(stage: Stage, unit: Place, day: dt.date) -> Story:
    """An online study, given to cadres whom the plan obliges and to others who are invited."""
    hand = stage.officer(unit, day)
    yield day, hand
    item = stage.add(
        OnlineItem(
            unit=unit.id,
            topic=stage.chance.choice(texts.UF_TOPICS),
            platform=stage.chance.choice(("xuexi", "campus", "campus", "other")),
            date=day,
            due=stage.workday(day, 20),
            audience=stage.chance.choice(("cadres", "invited")),
        )
    )
    yield stage.workday(day, 1), stage.role("UF")
    readers = stage.chance.sample(unit.staff, min(len(unit.staff), 9))
    others = (p for p in readers if p != unit.head)
    stage.keep(
        Reader(item=item.id, person=unit.head, obliged=True),
        *(Reader(item=item.id, person=p) for p in others),
    )
    for person in [unit.head, *[p for p in readers if p != unit.head][:6]]:
        if stage.chance.random() < 0.92:
            stage.begin(_reflection(stage, unit, item.id, person, day))


def _reflection(stage: Stage, unit: Place, item: int, person: int, day: dt.date) -> Story:
    """Written by a reader; handed in, now and then asked back or chosen for printing."""
    chance = stage.chance.random()
    day = stage.workday(day, stage.chance.randint(3, 19))
    yield day, person
    row = stage.add(
        Reflection(
            writer=person,
            unit=unit.id,
            item=item,
            heading=stage.chance.choice(texts.HEADINGS),
            text=stage.chance.choice(texts.REFLECTIONS),
            may_print=chance > 0.8,
        )
    )
    if chance < 0.06 and person != unit.head:
        return
    office = stage.role("UF")
    acts = [Act(who=person, move="submit", days=1)]
    if chance < 0.1:
        acts.append(Act(who=office, move="ask", days=3, comment="缺少正文，请补充后再提交。"))
        acts.append(Act(who=person, move="submit", days=3))
    elif chance > 0.86:
        acts.append(Act(who=office, move="select", days=10))
    yield from stage.walk(row, day, acts)


def _recent(stage: Stage) -> Iterator[Story]:
    """Whatever the season: something planned, announced, called off, held, written."""
    ahead = (12, 6, 5, 2)
    for unit, days in zip(stage.units, ahead, strict=False):
        yield _session(stage, unit, stage.workday(stage.today, days - 6), 9)
    yield _ahead(stage, stage.units[4], "")
    yield _ahead(stage, stage.units[5], "announce")
    yield _ahead(stage, stage.units[6], "cancel")
    for unit in (stage.units[0], stage.units[2]):
        yield _online(stage, unit, stage.workday(stage.today, -25))


def _ahead(stage: Stage, unit: Place, move: str) -> Story:
    """A session whose day has not come."""
    hand = stage.officer(unit, stage.today)
    yield stage.workday(stage.today, -3), hand
    row = stage.add(
        Session(
            unit=unit.id,
            topic=stage.chance.choice(texts.UF_TOPICS),
            date=stage.workday(stage.today, 6),
            place=stage.chance.choice(texts.PLACES),
            host=unit.head,
        )
    )
    if move:
        stage.move(row, move, "主讲人外出，另行安排。" if move == "cancel" else "")
