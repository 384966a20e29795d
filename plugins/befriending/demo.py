"""Chapter 4 in the demonstration college: lists, pairs, contacts, visits, rounds of three years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from core.sdk import Act, Place, Stage, Story, Year
from plugins.befriending.models import Contact, Pair, PairList
from plugins.befriending.visit_models import UnitRound, Visit

Couple = tuple[int, int]
"""A leader and a person."""
TALKS = (
    (
        ("teaching",),
        "talk",
        "学院 305 会议室",
        "了解本学期课程安排，交流项目化教学改革的做法；建议增加企业实践周。",
    ),
    (("research",), "talk", "科研楼 412", "谈横向课题进展，希望简化设备采购的审批环节。"),
    (("teaching", "research"), "visit", "实训中心", "走访新建实训室，了解设备调试和学生实习安排。"),
    (("administration",), "talk", "行政楼 203", "就二级学院考核办法征求意见，提出三条修改建议。"),
    (("service",), "remote", None, "电话了解教职工食堂窗口调整后的情况，反映停车位紧张。"),
    (("teaching",), "invitation", "报告厅", "邀请参加教学成果展，会后交流精品课程建设。"),
    (("hardship",), "visit", "教师公寓", "走访慰问，了解住房维修事项，已转后勤保障处。"),
    (("other",), "talk", "图书馆研讨室", "通报学校上半年工作，听取对学科布局的意见。"),
    (
        ("research", "administration"),
        "talk",
        "行政楼 105",
        "谈人才项目申报的时间安排，希望提前一个月通知。",
    ),
    (("teaching", "service"), "remote", None, "线上了解教学平台使用情况，反映晚间网络不稳定。"),
)
ROUNDS = (
    "座谈后汇总问题六条，当场答复三条，其余三条已转有关部门并约定答复时间。",
    "反馈上次提出的实训耗材问题：本月已到货；新增建议两条。",
    "答复职称评审材料电子化事项，说明试行时间；听取对班车时刻的意见。",
    "反馈教学楼饮水设备维修进度，现场查看并确认完成。",
)
FOLLOW_UPS = (
    "请设备处答复采购时间",
    "反馈停车位调整方案",
    "送交课程改革参考材料",
    "联系教务处确认排课",
)
STEPS = {0: (), 1: ("redraft",), 2: ("show",), 5: ("show", "acknowledge"), 4: ("show",)}
"""Steps of recent contacts, by the place of their pair."""
REMARK = "每学年调整一次；征求本人意见后提交党委会研究。"
ADJUSTED = "拟增补新入职博士教师两名，调整调离人员一名。"
REASONS = ("festival", "festival", "illness", "hardship")


def stories(stage: Stage) -> Iterator[Story]:
    """Of three years, and of the last days what is not finished."""
    couples = _couples(stage)
    yield _first_version(stage, stage.years[0])
    for number, year in enumerate(stage.years):
        yield _list(stage, year, couples[number])
        yield _archive(stage, year)
        for day in stage.days(year.starts, year.ends, stage.some(9, 3)):
            yield _visit(stage, day)
        for unit in stage.units:
            if unit.kind == "teaching":
                yield from (_round(stage, unit, t.starts, t.ends) for t in year.terms)
    for back, steps in enumerate((0, 1, 2, -1)):
        yield _unfinished(stage, 12 - 2 * back, steps)


def _couples(stage: Stage) -> list[list[Couple]]:
    """Who keeps contact with whom: most pairs go on in the next year."""
    people = [p for u in stage.units for p in u.staff[1:]]
    people.remove(stage.role("ME"))
    stage.chance.shuffle(people)
    people.insert(4, stage.role("ME"))  # in the care of the leader whose account is handed out
    number = stage.some(52, 14)
    leaders = [stage.leaders[n % len(stage.leaders)] for n in range(number)]
    years = [list(zip(leaders, people, strict=False))]
    for turn in (1, 2):
        fresh = iter(people[number * turn :])
        years.append(
            [
                (leader, next(fresh, person)) if n % 5 == turn else (leader, person)
                for n, (leader, person) in enumerate(years[-1])
            ]
        )
    return years


def _list(stage: Stage, year: Year, couples: list[Couple]) -> Story:
    """The year's list, its way through the committee, and its pairs."""
    office, last = stage.role("UF"), year is stage.years[-1]
    decision = f"党委会议纪要〔{year.starts.year}〕{stage.chance.randint(8, 14)}号"
    late = 14 if year is stage.years[1] else 0  # in one of three years it is decided late
    yield stage.workday(year.starts, 2), office
    kept = stage.add(PairList(year=year.id, decision=decision, remark=REMARK))
    acts = [
        Act(who=office, move="ask", days=3),
        Act(who=office, move="submit", days=6 + late),
        Act(who=stage.role("CM"), move="approve", days=5),
    ]
    day = yield from stage.walk(kept, stage.workday(year.starts), acts)
    yield stage.workday(day, 1), office
    for number, couple in enumerate(couples):
        pair = Pair(
            pair_list=kept.id,
            leader=couple[0],
            person=couple[1],
            kind="key" if number < len(stage.leaders) and number != 6 else "ordinary",
            start=day,
            decision=decision,
            remark="每学期至少面谈一次。" if number % 9 == 0 else None,
        )
        stage.add(pair)
        if last and number >= len(couples) - 2:
            continue
        stage.change(pair, informed_on=day)
        stage.move(pair, "confirm")
        stage.begin(_life(stage, year, couple, pair, number))


def _first_version(stage: Stage, year: Year) -> Story:
    """In the first year a version is replaced within days."""
    office, day = stage.role("UF"), stage.workday(year.starts, 1)
    yield day, office
    kept = stage.add(PairList(year=year.id, decision="党委会议纪要（第一版）", remark=ADJUSTED))
    stage.move(kept, "ask")
    acts = [
        Act(who=office, move="submit", days=2),
        Act(who=stage.role("CM"), move="approve", days=2),
        Act(who=office, move="adjust", days=3),
        Act(who=office, move="archive", days=40),
    ]
    yield from stage.walk(kept, day, acts)


def _archive(stage: Stage, year: Year) -> Story:
    """The list of the year before is put away when the next one holds."""
    yield stage.workday(year.starts, 60), stage.role("UF")
    for kept in stage.find(PairList, status="in_force"):
        if kept.year != year.id:
            stage.move(kept, "archive" if year is stage.years[-1] else "adjust")


def _unfinished(stage: Stage, back: int, steps: int) -> Story:
    """A new version that is under way; or one that was given up."""
    office, day = stage.role("UF"), stage.workday(stage.today, -back)
    yield day, office
    decision = "拟提交党委会审议" if steps >= 0 else None
    kept = stage.add(PairList(year=stage.years[-1].id, decision=decision, remark=ADJUSTED))
    moves = ("ask", "submit")[:steps] if steps >= 0 else ("void",)
    for move in moves:
        stage.move(kept, move, "与上一版内容相同" if move == "void" else "")


def _life(stage: Stage, year: Year, couple: Couple, pair: Pair, number: int) -> Story:
    """The contacts of a pair in its year, and how a few pairs end before it."""
    count = stage.chance.choices((0, 1, 2, 3), (6, 50, 34, 10))[0]
    if number in (4, 7):
        count = 2
    begins = pair.start + dt.timedelta(days=5)
    ended = number % 17 == 11
    until = year.ends - dt.timedelta(days=60) if not ended else begins + dt.timedelta(days=80)
    for day in stage.days(begins, until, count):
        stage.begin(_contact(stage, couple, pair, day))
    if year is stage.years[-1] and number in STEPS and not ended:
        stage.begin(_recent(stage, couple, pair, STEPS[number]))
    if number == 3 or (ended and number % 2):
        recent = stage.workday(stage.today, -9)
        yield recent if year is stage.years[-1] and number == 3 else until, couple[1]
        stage.move(pair, "release")
        if year is not stage.years[-1]:
            yield from stage.walk(pair, until, [Act(who=stage.role("UF"), move="settle", days=12)])
    elif ended:
        yield stage.workday(until, 2), stage.role("UF")
        stage.change(pair, end=stage.workday(until, 1), end_reason="moved")
        stage.move(pair, "end")


def _contact(stage: Stage, couple: Couple, pair: Pair, day: dt.date) -> Story:
    """One contact: entered by the leader, read by the person, put away by the office."""
    leader, person = couple
    topics, mode, place, summary = stage.chance.choice(TALKS)
    chance = stage.chance.random()
    entered = stage.workday(day, stage.chance.randint(1, 4))
    yield entered, leader
    if not stage.find(Pair, id=pair.id, status="active"):
        return  # it ended meanwhile
    row = Contact(pair=pair.id, date=day, mode=mode, topics=topics, place=place, summary=summary)
    if chance < 0.3:
        row.follow_up = stage.chance.choice(FOLLOW_UPS)
        row.follow_up_due = stage.workday(day, 15)
    row.raised_suggestion = 0.3 < chance < 0.4
    stage.add(row)
    if 0.9 < chance or entered > stage.workday(stage.today, -3):
        stage.move(row, "redraft" if entered > stage.workday(stage.today, -30) else "show")
    elif chance > 0.15:
        yield from stage.walk(row, entered, [Act(who=leader, move="show", days=1)])
    if 0.2 < chance < 0.85:
        yield from stage.walk(row, entered, [Act(who=person, move="acknowledge", days=4)])
    if row.follow_up and chance < 0.24:
        done = stage.workday(day, 12)
        yield done, leader
        stage.change(row, follow_up_done=done)
    yield from stage.walk(row, day, [Act(who=stage.role("UF"), days=200)])
    if stage.find(Contact, id=row.id, status="seen"):
        stage.move(row, "archive")


def _recent(stage: Stage, couple: Couple, pair: Pair, moves: tuple[str, ...]) -> Story:
    """Whatever the season: a contact of these days that has come so far."""
    topics, mode, place, summary = TALKS[len(moves)]
    day = stage.workday(stage.today, -4)
    yield day, couple[0]
    row = stage.add(
        Contact(pair=pair.id, date=day, mode=mode, topics=topics, place=place, summary=summary)
    )
    acts = [Act(who=couple[move == "acknowledge"], move=move) for move in moves]
    yield from stage.walk(row, day, acts)


def _visit(stage: Stage, day: dt.date) -> Story:
    """A visit on the occasion of a festival, an illness or a hardship."""
    office = stage.role("UF")
    unit = stage.chance.choice(stage.units)
    person = stage.chance.choice(unit.staff[1:])
    leader = stage.chance.choice((*stage.leaders[:7], None))
    yield stage.workday(day, 1), office
    amount = Decimal(stage.chance.choice((300, 500, 500, 800, 1000)))
    reason = stage.chance.choice(REASONS)
    stage.keep(Visit(person=person, leader=leader, date=day, reason=reason, amount=amount))


def _round(stage: Stage, unit: Place, first: dt.date, last: dt.date) -> Story:
    """The office goes to a teaching unit; now and then it does not get there."""
    days = stage.days(first + dt.timedelta(days=20), last - dt.timedelta(days=10), 1)
    told, handled = stage.chance.choice(ROUNDS), stage.chance.randint(2, 7)
    if stage.chance.random() < 0.08:
        return
    yield stage.workday(days[0], 1), stage.role("UF")
    stage.keep(UnitRound(visited=unit.id, date=days[0], handled=handled, feedback=told))
