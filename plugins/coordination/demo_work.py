"""Plans, tasks, documents, consultations and checks in the demonstration college."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from core.sdk import Act, Place, Stage, Story
from plugins.coordination import demo_texts as texts
from plugins.coordination.consult_models import Consult, Document, Inspection
from plugins.coordination.plan_models import CommitteeItem, Plan, Report, SuperiorDoc, Task

TASK_ENDS = ("accept",) * 7 + ("send_back", "grant_delay", "refuse_delay", "cancel", "late")
RECENT = (
    ("", 0, 3),
    ("", 1, 4),
    ("", 2, 4),
    ("", 3, 6),
    ("part", 4, 8),
    ("none", 9, 12),
    ("silence", 9, 10),
    ("proceed", 9, 13),
    ("void", 9, 9),
)
"""Consultations of these weeks: what becomes of them, how many steps, begun how many days ago."""
DONE = "已按计划完成，佐证材料见附件清单。"
DECISION = "同意汇报意见；由组织统战部牵头落实，各单位配合，年底前报送落实情况。"


def stories(stage: Stage) -> Iterator[Story]:
    """By calendar year."""
    first = stage.years[0].starts
    for year in range(first.year, stage.today.year + 1):
        yield _plan(stage, year)
        yield from _reports(stage, year)
        for month in (4, 10):
            yield _committee(stage, dt.date(year, month, 12))
        for unit in stage.units:
            yield _inspection(stage, unit, year)
        begins, ends = max(first, dt.date(year, 1, 8)), dt.date(year, 12, 10)
        for day in stage.days(begins, ends, stage.some(10, 5)):
            yield _superior(stage, day, 9)
            yield _consult(stage, stage.chance.choice(stage.units[9:]), day, "whole", 9)
    yield _next_plan(stage)
    for number in range(5):
        yield _superior(stage, stage.workday(stage.today, -8), number)
    for number, (result, cut, back) in enumerate(RECENT):
        yield _consult(stage, stage.units[10 + number], _ago(stage, back), result, cut)
    yield _document(stage, stage.units[12], "")
    yield _document(stage, stage.units[13], "drop")


def _ago(stage: Stage, days: int) -> dt.date:
    return stage.workday(stage.today, -days)


# -- article 14 ------------------------------------------------------------------------------------


def _plan(stage: Stage, year: int) -> Story:
    """The main points of the year, issued in February, with tasks for units."""
    office, issued = stage.role("UF"), dt.date(year, 2, 24)
    day = stage.workday(max(stage.years[0].starts, issued), 1)
    yield day, office
    plan = stage.add(
        Plan(
            year=year,
            name=f"{year}年统一战线工作要点",
            issue_no=f"院党字〔{year}〕9号",
            issued_on=issued,
        )
    )
    stage.move(plan, "issue")
    for number, told in enumerate(texts.TASKS):
        month = 3 + number * 9 // len(texts.TASKS)
        due = stage.workday(dt.date(year, month + 1, 20))
        if due > day:
            unit = stage.unit(told[0])
            task = _task_row(stage, unit, due, told, plan.id)
            stage.add(task)
            stage.begin(_task(stage, task, unit, stage.chance.choice(TASK_ENDS)))
    if year == stage.today.year:
        for number in range(6):
            stage.begin(_recent_task(stage, number, plan.id))
    yield from stage.walk(plan, dt.date(year + 1, 2, 20), [Act(who=office, move="archive")])


def _task_row(
    stage: Stage, unit: Place, due: dt.date, told: tuple[str, str, tuple[str, ...], str], plan: int
) -> Task:
    _code, name, articles, form = told
    return Task(
        plan=plan,
        name=name,
        articles=articles,
        due=due,
        result_form=form,
        unit=unit.id,
        owner=unit.head,
    )


def _task(stage: Stage, task: Task, unit: Place, ends: str) -> Story:
    """Begun a month before its date; done in time, late, delayed, sent back or cancelled."""
    head, chief = unit.head, stage.role("UFH")
    day = stage.workday(task.due, -22)
    if ends == "cancel":
        told = "与上级统一安排的活动合并。"
        yield from stage.walk(task, day, [Act(who=stage.role("UF"), move="cancel", comment=told)])
        return
    day = yield from stage.walk(task, day, [Act(who=head, move="begin")])
    if ends in ("grant_delay", "refuse_delay"):
        wish = {"new_due": stage.workday(task.due, 15), "delay_reason": "主办单位推迟活动时间。"}
        say = "时间充足，请按期完成。" if ends == "refuse_delay" else ""
        acts = [
            Act(who=head, values=wish, move="ask_delay", days=6),
            Act(who=chief, move=ends, days=2, comment=say),
        ]
        day = yield from stage.walk(task, day, acts)
    days = 26 if ends == "late" else 14
    done = {"evidence": DONE, "progress": 95}
    acts = [Act(who=head, values=done, move="hand_in", days=days)]
    if ends == "send_back":
        acts.append(Act(who=chief, move="send_back", comment="请补充签到和照片。"))
        acts.append(Act(who=head, move="hand_in", days=2))
    acts.append(Act(who=chief, move="accept", days=3))
    yield from stage.walk(task, day, acts)


def _recent_task(stage: Stage, number: int, plan: int) -> Story:
    """Tasks of these weeks, one at each step; the last one is over its date."""
    told = texts.TASKS[number * 2 % 11]
    unit, due = stage.unit(told[0]), stage.workday(stage.today, 12 if number < 5 else -4)
    yield stage.workday(_ago(stage, 12)), stage.role("UF")
    task = stage.add(_task_row(stage, unit, due, told, plan))
    wish = {"new_due": stage.workday(due, 10), "delay_reason": "两个校区需分别安排。"}
    acts = [
        Act(who=unit.head, values={"progress": 0}, days=1),
        Act(who=unit.head, move="begin", days=1),
    ]
    if number == 2:
        acts.append(Act(who=unit.head, values=wish, move="ask_delay", days=2))
    if number in (3, 4):
        acts.append(
            Act(who=unit.head, values={"evidence": DONE, "progress": 90}, move="hand_in", days=4)
        )
    if number == 4:
        acts.append(Act(who=stage.role("UFH"), move="accept", days=2))
    yield from stage.walk(task, _ago(stage, 12), acts[:1] if number == 0 else acts[1:])


def _next_plan(stage: Stage) -> Story:
    yield _ago(stage, 5), stage.role("UF")
    year = stage.today.year + 1
    stage.add(Plan(year=year, name=f"{year}年统一战线工作要点（讨论稿）"))


def _reports(stage: Stage, year: int) -> Iterator[Story]:
    """The half-year report in July, the annual one in December; last year one was forgotten."""
    late = year == stage.today.year - 1
    for period, day in (("half_year", dt.date(year, 7, 3)), ("annual", dt.date(year, 12, 8))):
        if late and period == "half_year":
            continue
        yield _report(stage, period, year, max(day, stage.years[0].starts))
    if year == stage.today.year:
        yield _report(stage, "annual", year, _ago(stage, 6), True)


def _report(stage: Stage, period: str, year: int, day: dt.date, open_: bool = False) -> Story:
    office = stage.role("UF")
    to = "自治区教育工委" if open_ else "市委统战部、校党委"
    number = f"院统报〔{year}〕{1 if period == 'half_year' else 2}号"
    yield stage.workday(day, -4), office
    row = stage.add(Report(period=period, year=year, addressee=to))
    if open_:
        return
    acts = [
        Act(who=office, values={"issue_no": number}, move="issue", days=4),
        Act(who=office, move="archive", days=120),
    ]
    yield from stage.walk(row, stage.workday(day, -4), acts)


def _committee(stage: Stage, day: dt.date) -> Story:
    if day < stage.years[0].starts:
        return
    yield stage.workday(day, 2), stage.role("UFH")
    topic = "听取统战工作情况汇报" if day.month == 4 else "研究统战工作责任制落实"
    stage.keep(CommitteeItem(date=stage.workday(day), topic=topic, decision=DECISION))


def _superior(stage: Stage, day: dt.date, steps: int) -> Story:
    """A document from above on its way; now and then its date is missed."""
    name, sender, demand = stage.chance.choice(texts.DOCUMENTS)
    unit = stage.chance.choice(stage.units[9:])
    office, number = stage.role("UF"), stage.chance.randint(3, 80)
    late = stage.chance.random() < 0.1
    yield stage.workday(day), office
    row = stage.add(
        SuperiorDoc(
            doc_no=f"统发〔{day.year}〕{number}号",
            name=name,
            sent_by=sender,
            received_on=stage.workday(day),
            demand=demand,
            deadline=stage.workday(day, 18),
        )
    )
    said = "请按要求办理，注意数据安全，按时报送。"
    hand = {"owner": unit.head, "unit": unit.id}
    acts = [
        Act(who=office, values={"proposal": f"建议由{unit.name}承办，我部统稿。"}, move="propose"),
        Act(who=stage.role("CM"), values={"instruction": said}, move="instruct"),
        Act(who=office, values=hand, move="hand_over"),
        Act(
            who=unit.head,
            values={"outcome": "材料已按期报送。"},
            move="close",
            days=19 if late else 8,
        ),
    ]
    yield from stage.walk(row, stage.workday(day), acts[:steps])


# -- article 15 ------------------------------------------------------------------------------------


def _consult(stage: Stage, unit: Place, day: dt.date, ends: str, steps: int) -> Story:
    """A department asks before a document goes out; it waits, is advised, or hears nothing."""
    name, policies, advice = stage.chance.choice(texts.CONSULTS)
    head, office = unit.head, stage.role("UF")
    yield stage.workday(day), head
    row = stage.add(
        Consult(subject=name, policies=policies, draft_ref="征求意见稿第一稿", unit=unit.id)
    )
    acts = [Act(who=head, move="send", days=1)]
    if ends in ("silence", "proceed"):
        yield from _unanswered(stage, row, head, (day, ends))
        return
    acts.append(Act(who=office, move="receive", days=1))
    if ends == "void":
        acts.append(Act(who=head, move="void", comment="文件不再制定。"))
    else:
        acts += _advised(stage, head, ends, advice)
    day = yield from stage.walk(row, stage.workday(day), acts[:steps])
    if steps == 9 and ends == "whole":
        yield stage.workday(day, 3), head
        document = stage.add(Document(name=name, policies=policies, consult=row.id, unit=unit.id))
        issued = {"issue_no": f"院办字〔{day.year}〕{10 + row.id}号"}
        stage.change(document, issued_on=stage.workday(day, 3), **issued)
        stage.move(document, "issue")


def _unanswered(stage: Stage, row: Consult, head: int, how: tuple[dt.date, str]) -> Story:
    """Its time passes; the evaluation notes the silence, or the head of the office before it."""
    day, ends = how
    day = yield from stage.walk(row, stage.workday(day), [Act(who=head, move="send")])
    day = stage.workday(day, 7)
    yield day, stage.role("UFH")
    if stage.find(Consult, id=row.id, status="sent"):
        stage.move(row, "silence")
    if ends == "proceed":
        told = "已过答复期限，按规定记录后继续办理。"
        yield from stage.walk(row, day, [Act(who=head, move="proceed", comment=told)])


def _advised(stage: Stage, head: int, ends: str, advice: str) -> list[Act]:
    office = stage.role("UF")
    receipt: dict[str, object] = {"adoption": ends or "whole"}
    if ends in ("part", "none"):
        receipt["adoption_reason"] = "相关条款已由上位制度规定，此处不重复。"
    return [
        Act(who=office, values={"advice": advice}, move="advise", days=2),
        Act(who=head, values=receipt, move="return_receipt", days=2),
        Act(who=office, move="close", days=1),
    ]


def _document(stage: Stage, unit: Place, move: str) -> Story:
    """A document outside the scope, still a draft or not to be issued."""
    yield _ago(stage, 6), unit.head
    row = stage.add(Document(name=f"{unit.name}内部工作规程", unit=unit.id))
    if move:
        stage.move(row, move)


def _inspection(stage: Stage, unit: Place, year: int) -> Story:
    """Each unit is checked once a year; some have something to mend."""
    chance = stage.chance.random()
    month = stage.chance.randint(10, 11) if year == stage.years[0].starts.year else 5
    days = stage.days(dt.date(year, month, 5), dt.date(year, month + 1, 20), 1)
    office, day = stage.role("UF"), stage.workday(days[0], 1)
    if chance < 0.08:
        return
    yield day, office
    row = stage.add(
        Inspection(
            checked=unit.id,
            date=days[0],
            articles=("4", "5", "7", "15"),
            finding=stage.chance.choice(texts.FINDINGS),
        )
    )
    if chance < 0.3:
        mend = {"to_mend": "补齐走访登记，明确专人负责。", "mend_by": stage.workday(day, 20)}
        stage.change(row, **mend)
        stage.move(row, "ask_to_mend")
        if chance > 0.12:
            how = {"mended_how": "已补登并指定专人，建立月度核对。"}
            late = 25 if chance < 0.16 else 12
            yield from stage.walk(
                row, day, [Act(who=unit.head, values=how, move="mended", days=late)]
            )
    elif chance < 0.93:
        stage.move(row, "settle")
