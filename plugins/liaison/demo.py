"""Chapter 3 in the demonstration college: nominations, terms, reports with matters, trainings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from core.sdk import Act, Place, Stage, Story, Term, Year
from plugins.liaison.models import Assignment, Nomination
from plugins.liaison.report_models import Matter, Report, Trainee, Training

NOTE = "熟悉本单位情况，工作认真负责，经研究同意推荐。"
OFFICE = "资格核验通过，本人同意，材料齐全。"
YOUNG = "从事专业教学三年，熟悉青年教师情况，愿意承担联络工作。"
ANSWER = "已会同有关部门研究，处理意见已书面反馈。"
MATTERS = (
    ("teaching", "实训课分组人数偏多，建议按设备台数重新编组。"),
    ("teaching", "期中教学检查材料重复填报，建议合并表格。"),
    ("research", "横向课题经费到账后开票周期较长，影响合作单位验收。"),
    ("research", "希望为青年教师组织一次项目申报辅导。"),
    ("administration", "跨部门盖章流程需往返两个校区，建议开通线上用印。"),
    ("conditions", "超课时津贴核算口径与上学期不一致，请说明。"),
    ("service", "实训楼电梯高峰期等候时间长，建议错峰安排课程。"),
    ("service", "教工食堂晚餐供应时间偏早，晚课教师难以就餐。"),
    ("policy", "职称评审新办法过渡期安排尚未明确，希望召开说明会。"),
    ("policy", "高层次人才子女入学政策的办理窗口不清楚。"),
    ("other", "建议在图书馆增设教师研讨间。"),
)
POLICY = "新修订的考勤办法在实训教学岗位执行有困难，建议细化弹性排班的认定。"
GOOD = "机器人社团指导团队连续三年利用周末开放实训室，可作先进事迹报道。"
ABLE = "一名青年教师主持行业标准制定，经本人同意推荐关注。"
TRAININGS = (
    ("联络员履职培训", "学习联络员职责、报告要求和个人信息保护要求，发放工作手册。"),
    ("统战政策专题培训", "解读条例要点，交流三个单位的工作做法。"),
    ("报告撰写与事项办理培训", "讲解事项分类、答复时限和匿名要求，现场演练。"),
)
Tier = dict[str, object]


def stories(stage: Stage) -> Iterator[Story]:
    """Two rounds of nominations, a report of each unit in each semester, a training in each year."""
    own = [u for u in stage.units if u.officers]
    begun = stage.workday(stage.today, -12)
    now = [t for y in stage.years for t in y.terms if t.starts <= begun][-1]
    for unit in own:
        for turn in (0, 1):
            yield _nomination(stage, unit, turn, unit is own[3] and turn == 1)
        for year in stage.years:
            yield from (
                _report(stage, unit, year, term)
                for term in year.terms
                if unit not in own[4:8] or term is not now
            )
    for unit, steps in zip(own[4:8], (0, 1, 2, 3), strict=True):
        yield _recent(stage, unit, now, steps)
    for number, year in enumerate(stage.years):
        yield _training(stage, year, TRAININGS[number % 3])
    for unit, steps in zip(own[-9:], range(9), strict=False):
        yield _early(stage, unit, steps)


def _tier(unit: Place, number: int) -> Tier:
    """The category and what it asks for; departments recommend under A."""
    if unit.kind == "department" or number % 3 == 0:
        return {"tier": "A"}
    if number % 3 == 1:
        return {"tier": "B", "studied_abroad": True, "born": dt.date(1994, 5, 17)}
    return {"tier": "C", "none_of_ab": True, "young_reason": YOUNG}


def _nomination(stage: Stage, unit: Place, turn: int, vacant: bool) -> Story:
    """From the recommendation to taking office; one unit stays without an officer for a while."""
    head, nominee, office = unit.head, unit.officers[turn], stage.role("UF")
    year = stage.years[-1] if turn else stage.years[0]
    begins = year.starts - dt.timedelta(days=70) if turn else year.starts
    day = stage.workday(begins, stage.chance.randint(1, 6))
    given = _tier(unit, unit.id + turn)
    yield day, head
    row = stage.add(
        Nomination(unit=unit.id, nominee=nominee, starts=year.starts, unit_note=NOTE, **given)
    )
    if vacant:
        told = "被推荐人工作调整，另行推荐。"
        yield from stage.walk(row, day, [Act(who=head, move="withdraw", days=6, comment=told)])
        return
    acts = [
        Act(who=head, move="confirm", days=1),
        Act(who=nominee, move="agree", days=2),
        Act(who=office, move="verify", days=3),
        Act(who=stage.role("UFH"), values={"office_note": OFFICE}, move="publish", days=2),
    ]
    day = yield from stage.walk(row, day, acts)
    yield stage.workday(max(year.starts, day), 1), office
    stage.move(row, "take_office")
    yield stage.workday(stage.years[-1].starts - dt.timedelta(days=3)), office
    for term in stage.find(Assignment, nomination=row.id, status="serving") if not turn else ():
        last = stage.years[-1].starts - dt.timedelta(days=1)
        stage.change(term, ends=last, end_reason="term_over")
        stage.move(term, "leave")


def _report(stage: Stage, unit: Place, year: Year, term: Term) -> Story:
    """A report near the end of the semester; some units have nothing to tell, a few forget."""
    chance = stage.chance.random()
    day = stage.workday(term.ends, -stage.chance.randint(11, 22))
    officer = unit.officers[year is stage.years[-1]]
    if chance < 0.07:
        return
    yield day, officer
    if not stage.find(Assignment, unit=unit.id, officer=officer):
        return  # the unit has no officer
    nothing = chance < 0.3
    row = stage.add(
        Report(
            unit=unit.id,
            owner=officer,
            period=term.id,
            no_matters=nothing,
            policy_problems=POLICY if chance > 0.85 else None,
            good_work=GOOD if 0.6 < chance < 0.66 else None,
            good_work_agreed=0.6 < chance < 0.66,
            able_people=ABLE if 0.7 < chance < 0.74 else None,
            able_people_agreed=0.7 < chance < 0.74,
        )
    )
    matters = [] if nothing else _matters(stage, row)
    if matters:
        stage.keep(*matters)
    acts = [
        Act(who=officer, move="submit", days=1),
        Act(who=stage.role("UF"), move="note", days=4),
        Act(who=stage.role("UF"), move="archive", days=60),
    ]
    if 0.5 < chance < 0.56:
        told = "请补充事项的具体情形。"
        acts[1:1] = [
            Act(who=stage.role("UF"), move="send_back", comment=told),
            Act(who=officer, move="submit", days=3),
        ]
    day = yield from stage.walk(row, day, acts[:2])
    for matter in matters:
        stage.begin(_settled(stage, matter, day))
    yield from stage.walk(row, day, acts[2:])


def _recent(stage: Stage, unit: Place, term: Term, steps: int) -> Story:
    """Whatever the season: a report of the running semester that has come so far."""
    day = stage.workday(stage.today, -11)
    officer, office = stage.officer(unit, day), stage.role("UF")
    yield day, officer
    row = stage.add(Report(unit=unit.id, owner=officer, period=term.id))
    stage.keep(*_matters(stage, row))
    acts = [
        Act(who=officer, move="submit", days=2),
        Act(who=office, move="note", days=2),
        Act(who=office, move="archive", days=2),
    ]
    yield from stage.walk(row, day, acts[:steps])


def _matters(stage: Stage, row: Report) -> list[Matter]:
    made = []
    for category, text in stage.chance.sample(MATTERS, stage.chance.randint(1, 3)):
        asks = stage.chance.random() < 0.5
        sight = "unit" if stage.chance.random() < 0.6 else "office"
        given = {"category": category, "description": text, "visibility": sight}
        made.append(Matter(report=row.id, wants_answer=asks, **given))
    return made


def _settled(stage: Stage, matter: Matter, day: dt.date) -> Story:
    slow = stage.chance.random() < 0.1
    days = stage.chance.randint(50, 90) if slow else stage.chance.randint(4, 34)
    yield stage.workday(day, days), stage.role("UF")
    stage.change(matter, answer=ANSWER if matter.wants_answer else None)
    stage.move(matter, "settle")


def _training(stage: Stage, year: Year, told: tuple[str, str]) -> Story:
    (day,) = stage.days(year.starts + dt.timedelta(days=25), year.starts + dt.timedelta(70), 1)
    yield stage.workday(day, 1), stage.role("UF")
    row = stage.add(Training(date=day, topic=told[0], content=told[1], place="行政楼 105 会议室"))
    officers = (stage.officer(u, day) for u in stage.units if u.officers)
    stage.keep(*(Trainee(training=row.id, person=p) for p in officers))


def _early(stage: Stage, unit: Place, steps: int) -> Story:
    """Whatever the season: a unit thinks of the next officer early, and is somewhere on the way."""
    term = stage.years[-1].starts.year
    day = stage.workday(stage.today, -20)
    if day < stage.years[-1].starts + dt.timedelta(days=25):
        return  # the nominations of the year are under way themselves
    free = [p for p in unit.staff[1:] if p not in unit.officers]
    nominee, office = free[0], stage.role("UF")
    starts = dt.date(term + 2, 9, 1)
    yield day, unit.head
    row = stage.add(
        Nomination(unit=unit.id, nominee=nominee, tier="A", starts=starts, unit_note=NOTE)
    )
    way = [
        Act(who=unit.head, move="submit"),
        Act(who=unit.head, move="confirm"),
        Act(who=nominee, move="agree"),
        Act(who=office, move="verify"),
        Act(who=stage.role("UFH"), values={"office_note": OFFICE}, move="publish"),
    ]
    ends: dict[int, list[Act]] = {
        6: [way[0], Act(who=office, move="send_back", comment="请补充推荐意见。")],
        7: [*way[:2], Act(who=nominee, move="decline")],
        8: [*way[:4]],
    }
    yield from stage.walk(row, day, ends.get(steps, way[:steps]))
