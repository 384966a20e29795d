"""Chapter 5 in the demonstration college: training plans, courses, nominations, the register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from core.sdk import Act, Stage, Story, Year
from plugins.cultivation.cadre_models import CadreEntry, CadrePlan, YearlyCheck
from plugins.cultivation.models import Completion, Course, Nomination, TrainingPlan

ZONE = ZoneInfo("Asia/Shanghai")
COURSES = (
    ("党外中青年骨干培训班", "自治区社会主义学院", "region", 3),
    ("无党派人士专题研修班", "市社会主义学院", "city", 2),
    ("党外知识分子理论研修班", "自治区党委统战部", "region", 2),
    ("新任党外干部任职培训", "市委统战部", "city", 3),
    ("统战信息工作培训", "本校党校", "college", 6),
    ("高校青年教师国情研修", "教育厅", "other", 2),
)
AIM = (
    "围绕学科建设和干部培养需要，全年选派党外骨干参加自治区、市级培训不少于八人次，校内专题培训两期；"
    "坚持个人自愿、单位推荐、组织审核。"
)
REASON = "承担专业核心课程与横向课题，课程内容与现任岗位直接相关。"
UNIT_NOTE = "工作安排允许，同意推荐。"
OFFICE_NOTE = "符合选派计划，同意报送。"
TITLES = ("教授", "副教授", "副教授", "高级工程师", "讲师")
POSTS = ("教研室主任", "副院长", "实训中心主任", "科研处副处长", "专业带头人")
DEGREES = ("博士研究生", "硕士研究生", "大学本科、硕士学位")
PARTIES = ("cdl", "js", "cndca", "none")
ENDS = ("complete", "complete", "complete", "refuse", "decline", "queue", "late")


def stories(stage: Stage) -> Iterator[Story]:
    """Courses of three years; the register from its beginning, with its yearly checks."""
    for number in range(stage.years[0].starts.year, stage.today.year + 1):
        yield _training_plan(stage, number)
    deciding = (*stage.unit("zztz").staff, stage.role("CO"))
    people = [p for u in stage.units for p in u.staff[1:] if p not in (*u.officers, *deciding)]
    stage.chance.shuffle(people)
    for turn, year in enumerate(stage.years):
        for day in stage.days(year.starts + dt.timedelta(55), year.ends, stage.some(6, 4)):
            yield _course(stage, day, people[turn::3])
    yield from _running_courses(stage, people)
    for number, person in enumerate(people[: stage.some(18, 12)]):
        yield _entry(stage, person, number)
    yield from (_checks(stage, year) for year in stage.years)
    first = stage.years[0].starts + dt.timedelta(days=120)
    yield _cadre_plan(stage, stage.workday(first))
    yield _cadre_plan(stage, stage.workday(stage.today, -30))
    yield _next_plan(stage)


def _training_plan(stage: Stage, year: int) -> Story:
    office = stage.role("UF")
    day = stage.workday(max(stage.years[0].starts, dt.date(year, 3, 2)), 3)
    yield day, office
    plan = stage.add(
        TrainingPlan(year=year, title=f"{year}年党外干部教育培训选派计划", aim=AIM, places=12)
    )
    acts = [
        Act(who=office, move="submit", days=2),
        Act(who=stage.role("UFH"), move="issue", days=4),
    ]
    if year == stage.today.year - 1:  # it came back once, and was issued late
        told = "请补充校内培训的时间安排。"
        acts[1:1] = [
            Act(who=stage.role("UFH"), move="send_back", days=8, comment=told),
            Act(who=office, move="submit", days=10),
        ]
    yield from stage.walk(plan, day, acts)
    yield from stage.walk(plan, dt.date(year + 1, 1, 8), [Act(who=office, move="archive", days=2)])


def _next_plan(stage: Stage) -> Story:
    """Next year's plan is with the head; a first sketch of a special one lies there too."""
    yield stage.workday(stage.today, -4), stage.role("UF")
    year = stage.today.year + 1
    plan = stage.add(
        TrainingPlan(year=year, title=f"{year}年选派计划（送审稿）", aim=AIM, places=12)
    )
    stage.move(plan, "submit")
    stage.add(
        TrainingPlan(year=year, title=f"{year}年校内专题培训计划（初稿）", aim=AIM, places=40)
    )


# -- courses ---------------------------------------------------------------------------------------


def _course(stage: Stage, starts: dt.date, people: list[int]) -> Story:
    """Registration, nominations, the course, its completions."""
    name, organiser, level, places = stage.chance.choice(COURSES)
    office, opens = stage.role("UF"), stage.workday(starts, -32)
    closes = stage.workday(starts, -12)
    yield opens, office
    course = stage.add(
        Course(
            name=name,
            organiser=organiser,
            level=level,
            places=places,
            starts=starts,
            ends=starts + dt.timedelta(days=stage.chance.choice((2, 4, 9))),
            place="社会主义学院教学楼" if level != "college" else "行政楼 105",
            closes_at=dt.datetime.combine(closes, dt.time(17), ZONE),
            source_no=f"统培〔{starts.year}〕{stage.chance.randint(1, 40)}号",
        )
    )
    stage.move(course, "open")
    for person in stage.chance.sample(people, min(len(people), places + 1)):
        stage.begin(_nomination(stage, course, person, stage.chance.choice(ENDS)))
    acts = [
        Act(who=office, move="close", days=1),
        Act(who=office, move="finish", days=12 + 10),
    ]
    if stage.chance.random() < 0.07:
        acts[1] = Act(who=office, move="cancel", days=2, comment="主办单位通知停办。")
    yield from stage.walk(course, closes, acts)


def _nomination(stage: Stage, course: Course, person: int, ends: str) -> Story:
    """By own wish, through the unit and both offices, to the organiser and back."""
    office, cadre = stage.role("UF"), stage.role("CO")
    unit = next(u for u in stage.units if person in u.staff)
    day = stage.workday(course.starts, -stage.chance.randint(24, 30))
    yield day, person
    title = stage.chance.choice(TITLES)
    row = stage.add(
        Nomination(course=course.id, person=person, post=f"专任教师、{title}", reason=REASON)
    )
    acts = [
        Act(who=person, move="agree", days=1),
        Act(who=unit.head, values={"unit_note": UNIT_NOTE}, move="recommend", days=2),
        Act(who=office, values={"office_note": OFFICE_NOTE}, move="approve", days=2),
        Act(who=cadre, move="countersign", days=2),
    ]
    day = yield from stage.walk(row, day, acts)
    yield stage.workday(course.starts, -11), office
    taken = [n for s in ("sent", "admitted") for n in _of(stage, course, s)]
    if len(taken) >= course.places or (ends == "queue" and not _of(stage, course, "waiting")):
        stage.move(row, "queue")
        return
    stage.move(row, "send")
    if ends in ("refuse", "decline"):
        who = person if ends == "decline" else office
        yield from stage.walk(row, course.starts, [Act(who=who, move=ends, days=-5)])
        return
    yield from stage.walk(row, course.starts, [Act(who=office, move="admit", days=-4)])
    if ends != "late" or stage.chance.random() < 0.5:
        yield from _completed(stage, course, row, person, 40 if ends == "late" else 8)


def _of(stage: Stage, course: Course, status: str) -> list[Nomination]:
    return stage.find(Nomination, course=course.id, status=status)


def _completed(stage: Stage, course: Course, row: Nomination, person: int, days: int) -> Story:
    day = stage.workday(course.ends, days)
    yield day, person
    hours = 8 * ((course.ends - course.starts).days + 1)
    number = f"PX{day.year}{row.id:04d}"
    stage.keep(Completion(nomination=row.id, handed_in_on=day, hours=hours, certificate_no=number))
    yield from stage.walk(row, day, [Act(who=stage.role("UF"), move="complete", days=2)])


def _running_courses(stage: Stage, people: list[int]) -> Iterator[Story]:
    """Whatever the season: a course in planning, one with registration open, one that is closed."""
    yield _course(stage, stage.workday(stage.today, 5), people[40:])
    yield _ahead(stage, people, "")
    yield _ahead(stage, people, "open")
    yield _ahead(stage, people, "cancel")
    yield _course(stage, stage.workday(stage.today, -14), people[50:])


def _ahead(stage: Stage, people: list[int], move: str) -> Story:
    """A course to come. Where it is open, a nomination stands at each step of the way."""
    office = stage.role("UF")
    begun, starts = stage.workday(stage.today, -16), stage.workday(stage.today, 30)
    yield begun, office
    name, organiser, level, places = COURSES[("open", "cancel", "").index(move) * 2]
    course = stage.add(
        Course(
            name=name,
            organiser=organiser,
            level=level,
            places=places,
            starts=starts,
            ends=starts + dt.timedelta(days=4),
            place="社会主义学院教学楼",
            closes_at=dt.datetime.combine(stage.workday(starts, -15), dt.time(17), ZONE),
        )
    )
    if move:
        stage.move(course, move, "主办单位通知停办。" if move == "cancel" else "")
    if move != "open":
        return
    for steps, person in enumerate(people[20:31]):
        stage.begin(_on_the_way(stage, course, person, steps))


def _on_the_way(stage: Stage, course: Course, person: int, steps: int) -> Story:
    """A nomination that has come so many steps."""
    office = stage.role("UF")
    unit = next(u for u in stage.units if person in u.staff)
    day = stage.workday(stage.today, -14)
    yield day, person
    row = stage.add(Nomination(course=course.id, person=person, post="专任教师", reason=REASON))
    way = [
        Act(who=person, move="agree"),
        Act(who=unit.head, values={"unit_note": UNIT_NOTE}, move="recommend"),
        Act(who=office, values={"office_note": OFFICE_NOTE}, move="approve"),
        Act(who=stage.role("CO"), move="countersign"),
        Act(who=office, move="send"),
        Act(who=office, move="admit"),
    ]
    back = Act(who=unit.head, move="send_back", comment="请补充推荐理由。")
    other = {
        7: [*way[:4], Act(who=office, move="queue", days=2)],
        8: [way[0], back],
        9: [*way[:5], Act(who=office, move="refuse", days=2)],
        10: [way[0], Act(who=person, move="decline")],
    }
    yield from stage.walk(row, day, other.get(steps, way[:steps]))


# -- the register ----------------------------------------------------------------------------------


def _entry(stage: Stage, person: int, number: int) -> Story:
    """Proposed by the office, confirmed by both offices and by the person; the last stop on the way."""
    office, cadre = stage.role("UF"), stage.role("CO")
    recent = number >= stage.some(18, 12) - 4
    begins = stage.workday(stage.today, -18) if recent else stage.years[0].starts
    day = stage.workday(begins, 3 + number % 7)
    yield day, office
    named = number % 3 == 0
    row = stage.add(
        CadreEntry(
            person=person,
            outside=True,
            party=stage.chance.choice(PARTIES) if named else None,
            party_agreed_on=day if named else None,
            admin_post=stage.chance.choice(POSTS),
            in_post_since=dt.date(2016 + number % 7, 3 + number % 9, 1),
            title=stage.chance.choice(TITLES),
            education=stage.chance.choice(DEGREES),
            public_posts=("cppcc",) if number % 5 == 0 else (),
            file_no=f"GB-{number + 1:04d}",
            measures=("training",) if number % 2 else ("training", "secondment"),
        )
    )
    acts = [
        Act(who=office, move="propose", days=1),
        Act(who=office, move="confirm", days=2),
        Act(who=cadre, move="confirm", days=2),
        Act(who=person, move="accept", days=3),
    ]
    left = 4 if not recent else number % 4
    day = yield from stage.walk(row, day, acts[:left] if recent else acts)
    if recent:
        return
    if number == 3:
        yield from stage.walk(row, day, [Act(who=person, move="drop_party", days=150)])
    if number in (5, 8):
        gone = stage.workday(day, 260 + number)
        close = {"exit_reason": "moved" if number == 5 else "retired", "left_on": gone}
        yield from stage.walk(row, gone, [Act(who=office, values=close, move="close", days=6)])


def _checks(stage: Stage, year: Year) -> Story:
    """Both offices go through the register early in the year; a few entries take longer."""
    if year is stage.years[0]:
        return
    office = stage.role("UF")
    day = stage.workday(year.starts, 6)
    yield day, office
    for number, entry in enumerate(stage.find(CadreEntry, status="listed")):
        check = stage.add(YearlyCheck(entry=entry.id))
        last = 30 if number % 8 == 7 else 6
        acts = [Act(who=office, move="confirm", days=2)]
        if number != 4:
            acts.append(Act(who=stage.role("CO"), move="confirm", days=last))
        stage.begin(stage.walk(check, day, acts))


def _cadre_plan(stage: Stage, day: dt.date) -> Story:
    """A plan is issued, and of each entry it is said whether it stands in it."""
    office, number = stage.role("UF"), f"院党字〔{day.year}〕{31 + day.month}号"
    yield day, office
    stage.keep(CadrePlan(number=number, issued_on=day))
    yield stage.workday(day, 12), office
    for place, entry in enumerate(stage.find(CadreEntry, status="listed")):
        if place % 6 == 5:
            continue
        out = place % 6 == 2
        told = {"plan_choice": "not_listed", "plan_reason": "trained_before"}
        stage.change(entry, **(told if out else {"plan_choice": "listed", "plan_no": number}))
