"""What happens in the directory itself: days off, absences, requests of people about their data, files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from core.declare.stage import Act, Stage, Story, Year
from core.demo.stage import PlayedStage
from core.directory.absences import Absence
from core.directory.calendar_models import DayOff
from core.directory.requests import ANSWER_WORKDAYS, DataRequest
from core.directory.sealed import SealedExport

ASKED = (
    ("correction", "联系记录", "记录的日期应为前一天，请更正。", "fulfil", "已核对原始记录并更正日期。"),
    ("explanation", "党外干部名册", "请说明保留这项信息的依据。", "fulfil", "依据和期限已书面告知。"),
    ("deletion", "学习心得", "不再需要保留，请删除。", "fulfil", "已删除，仅保留编号。"),
    ("objection", "走访记录", "希望不再登记慰问金额。", "refuse", "财务制度要求留存金额，已说明理由。"),
    ("correction", "参训推荐", "专业技术职务已变动，请更新。", "withdraw", ""),
    ("withdrawal", "署名提出的事项", "撤回署名。", "", ""),
    ("correction", "集中学习签到", "当天参加了学习，请补登。", "", ""),
)  # fmt: skip

TAKEN = (
    (200, "release", "核对参训人员单位和职务"),
    (60, "refuse", "制作通讯录"),
    (30, "withdraw", "补发学习材料"),
    (3, "release", "核对联络员联系方式"),
    (1, "", "报送年度统计，核对单位人数"),
)
"""Files asked for: so many days ago, what came of it, what for."""
MANY = "涉及人数超过 50 人"
TOO_MANY = "通讯录系统内可直接查阅，不需要导出。"


def stories(stage: PlayedStage) -> Iterator[Story]:
    """Of three years."""
    for year in stage.years:
        yield _day_off(stage, year)
        for _ in range(stage.some(4)):
            yield _absence(stage, year)
    for number, asked in enumerate(ASKED):
        yield _request(stage, number, asked)
    for back, move, purpose in TAKEN:
        yield _taken(stage, stage.workday(stage.today - dt.timedelta(days=back)), move, purpose)


def _day_off(stage: Stage, year: Year) -> Story:
    day = stage.workday(dt.date(year.starts.year, 10, 24))
    yield stage.workday(year.starts, 3), stage.role("UF")
    stage.keep(DayOff(date=day, working=False, name="校运动会"))


def _absence(stage: Stage, year: Year) -> Story:
    unit = stage.chance.choice(stage.units)
    (day,) = stage.days(year.starts, year.ends, 1)
    yield day, stage.role("UF")
    ends = day + dt.timedelta(days=stage.chance.randint(3, 20))
    stage.keep(Absence(person=unit.head, deputy=unit.staff[1], starts=day, ends=ends))


def _request(stage: Stage, number: int, asked: tuple[str, str, str, str, str]) -> Story:
    kind, entry, text, move, answer = asked
    waits = not move
    back = 4 + 3 * number if waits else 30 + 90 * (number % 6)
    day = stage.workday(stage.today - dt.timedelta(days=back))
    person = stage.chance.choice(stage.units[number].staff[1:])
    yield day, person
    row = stage.add(
        DataRequest(
            person=person,
            kind=kind,
            entry=entry,
            handler=stage.role("UF"),
            text=text,
            asked_on=day,
            due_on=stage.workday(day, ANSWER_WORKDAYS),
        )
    )
    who = person if move == "withdraw" else stage.role("UF")
    if move:
        values = {"answer": answer} if answer else {}
        yield from stage.walk(row, day, [Act(who=who, move=move, days=5, values=values)])


def _taken(stage: PlayedStage, day: dt.date, move: str, purpose: str) -> Story:
    """The clerk asks for the list of people; the head of the office releases it, or not."""
    clerk = stage.role("UF")
    yield day, None  # as the page keeps it, on behalf of whoever asks
    asked = {"what": "人员", "why": MANY, "purpose": purpose, "entries": stage.company.staff}
    asked |= {"about_record": "directory.person", "address": "list:directory.person"}
    asked |= {"question": "", "asked_on": day, "person": clerk}
    row = stage.add(SealedExport(created_by=stage.company.cast.users[clerk], **asked))
    if move:
        who = clerk if move == "withdraw" else stage.role("UFH")
        comment = TOO_MANY if move == "refuse" else ""
        yield from stage.walk(row, day, [Act(who=who, move=move, comment=comment)])
