"""Calls, projects from their application to their end, and reports to superiors in the demonstration."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from core.sdk import Act, Stage, Story
from plugins.research import demo_texts as texts
from plugins.research.project_models import Call, Extension, Member, Project
from plugins.research.report_models import FinalReport, MidReport, Submission

TEAMS = ("xxgc", "jdgc", "jzgc", "jjgl", "hljk", "yssj", "mks", "ggjc")
CATEGORIES = ("key", "general", "general", "own")
OF_A_CALL = ("finish", "withdrawn", "extended", "kept", "refused", "returned", "finish")
"""What becomes of projects of a year's call, one after the other."""
APPLIED = ("drawn_up", "applied", "applied", "form", "form", "sent_back")
"""Projects of the call that is open now."""
COMMISSIONED = (
    # what becomes of it, and how many days before today it began and after today it ends
    ("overdue", 420, -50),
    ("overdue", 408, -40),
    ("late", 380, -9),
    ("asks", 360, 4),
    ("asks", 352, 9),
    ("final_back", 350, 12),
    ("final_in", 355, 8),
    ("ready", 372, -14),
    ("mid_late", 215, 150),
    ("mid_draft", 190, 175),
    ("mid_in", 190, 175),
    ("wish", 330, 22),
    ("wish_refused", 340, 14),
    ("wish_granted", 345, 18),
    ("running", 60, 305),
)
"""Projects without a call, each at another place of its course today."""


@dataclass(frozen=True, slots=True)
class Team:
    """Who applies, with whom, for what and for which time; *ends* says what becomes of it."""

    number: int
    leader: int
    members: tuple[int, ...]
    starts: dt.date
    ends_on: dt.date
    ends: str

    @property
    def told(self) -> tuple[str, str]:
        """Name and form of the result."""
        return texts.PROJECTS[self.number % len(texts.PROJECTS)]


def stories(stage: Stage) -> Iterator[Story]:
    """A call in each year, one that is open now, projects on commission, and what was reported."""
    number = 0
    for year in stage.years:
        yield _call(stage, year.starts + dt.timedelta(days=36), number)
        number += stage.some(6, 4)
    yield _open_call(stage, number + len(COMMISSIONED))
    yield _next_call(stage)
    for place, (ends, back, ahead) in enumerate(COMMISSIONED):
        starts = stage.today - dt.timedelta(days=back)
        ends_on = stage.today + dt.timedelta(days=ahead)
        yield _project(stage, _team(stage, number + place, starts, ends_on, ends), None)
    for year in stage.years:
        days = stage.days(year.starts + dt.timedelta(days=50), year.ends, stage.some(2, 2))
        for day in days[1 if year is stage.years[0] else 0 :]:
            yield _information(stage, day)
    for back in (30, 22, 16, 4):
        yield _information(stage, stage.workday(stage.today, -back))


def _team(stage: Stage, number: int, starts: dt.date, ends_on: dt.date, ends: str) -> Team:
    """Some of a unit; who tries the system as an employee leads those that are just applied for."""
    staff = stage.unit(TEAMS[number % len(TEAMS)]).staff
    first = 1 + number % (len(staff) - 4)
    leader, *members = staff[first : first + 4]
    if (ends == "applied" and number % 2) or ends in ("running", "mid_draft"):
        leader = stage.role("ME")
        members = [p for p in members if p != leader]
    return Team(number, leader, tuple(members), starts, ends_on, ends)


# -- calls -----------------------------------------------------------------------------------------


def _call(stage: Stage, day: dt.date, number: int) -> Story:
    """The call of a year: issued, applied for within four weeks, closed."""
    day = stage.workday(day)
    deadline = stage.workday(day, 20)
    call = yield from _issued(stage, day, deadline, (f"{day.year}年度统战调研课题申报通知", None))
    for place in range(stage.some(6, 4)):
        ends = OF_A_CALL[(number + place) % len(OF_A_CALL)]
        starts = stage.workday(deadline, 12)
        ends_on = starts + dt.timedelta(days=364)
        stage.begin(_project(stage, _team(stage, number + place, starts, ends_on, ends), call))
    yield from _closed(stage, call, deadline)


def _issued(stage: Stage, day: dt.date, deadline: dt.date, how: tuple[str, int | None]) -> Story:
    title, outside = how
    yield day, stage.role("UF")
    call = stage.add(
        Call(
            title=title,
            year=day.year,
            directions=texts.DIRECTIONS,
            deadline=deadline,
            min_members=3,
            outside_percent=outside,
        )
    )
    yield stage.workday(day, 1), stage.role("UF")
    stage.move(call, "publish")
    return call


def _closed(stage: Stage, call: Call, deadline: dt.date) -> Story:
    yield deadline + dt.timedelta(days=1), None
    for row in stage.find(Call, id=call.id, status="open"):
        stage.move(row, "close")


def _open_call(stage: Stage, number: int) -> Story:
    """Whatever the season: a call that asks for members outside the party, with what was applied for."""
    day, deadline = stage.workday(stage.today, -16), stage.workday(stage.today, 8)
    call = yield from _issued(stage, day, deadline, (texts.SPECIAL_CALL, 50))
    for place, ends in enumerate(APPLIED):
        starts = stage.workday(deadline, 10)
        team = _team(stage, number + place, starts, starts + dt.timedelta(days=364), ends)
        stage.begin(_project(stage, team, call))


def _next_call(stage: Stage) -> Story:
    yield stage.workday(stage.today, -3), stage.role("UF")
    year = stage.today.year + 1
    stage.add(
        Call(
            title=f"{year}年度统战调研课题申报通知（征求意见稿）",
            year=year,
            directions=texts.DIRECTIONS,
            deadline=stage.workday(stage.today, 60),
        )
    )


# -- projects --------------------------------------------------------------------------------------


def _project(stage: Stage, team: Team, call: Call | None) -> Story:
    """Applied for by its leader a few weeks before it begins."""
    special = call is not None and call.outside_percent is not None
    day = stage.workday(team.starts, -22 if special else -28 if call else -14)
    day += dt.timedelta(days=team.number % 3 if special else 12 if call else 0)
    day = stage.workday(day)
    yield day, team.leader
    name, form = team.told
    row = stage.add(
        Project(
            call=call.id if call else None,
            name=name,
            category=CATEGORIES[team.number % len(CATEGORIES)],
            leader=team.leader,
            content=stage.chance.choice(texts.METHODS),
            funding=Decimal(stage.chance.choice((3000, 5000, 5000, 8000))),
            starts=team.starts,
            ends=team.ends_on,
            outcomes=(form, "advice") if form != "advice" else (form,),
        )
    )
    parts = zip(team.members, texts.PARTS, strict=False)
    stage.keep(*(Member(project=row.id, person=p, part=part) for p, part in parts))
    if special:
        yield day, None  # the page of declarations keeps the number only, in nobody's name
        stage.change(row, outside=2, fits=True)
    if team.ends == "drawn_up":
        return
    day = yield from _decided(stage, row, team, day)
    if team.ends not in ("applied", "form", "sent_back", "refused"):
        yield from _half(stage, row, team)


def _decided(stage: Stage, row: Project, team: Team, day: dt.date) -> Story:
    """Applied for, its form checked, granted or not."""
    office, chief = stage.role("UF"), stage.role("UFH")
    acts = [Act(who=team.leader, values={"filed": True}, move="submit")]
    if team.ends in ("returned", "sent_back"):
        told = "研究方法和进度安排过于简略，请补充后再报。"
        acts.append(Act(who=office, move="send_back", comment=told))
    if team.ends == "returned":
        acts.append(Act(who=team.leader, move="submit"))
    if team.ends not in ("applied", "sent_back"):
        acts.append(Act(who=office, move="pass_form"))
    if team.ends == "refused":
        told = "选题与在研课题重复，建议下年度重新申报。"
        acts.append(Act(who=chief, move="refuse", days=3, comment=told))
    elif team.ends not in ("applied", "sent_back", "form"):
        acts.append(Act(who=chief, move="grant", days=3))
    return (yield from stage.walk(row, day, acts))


def _half(stage: Stage, row: Project, team: Team) -> Story:
    """The mid-term check; then what becomes of its final report."""
    half = team.starts + (team.ends_on - team.starts) / 2
    if team.ends != "mid_late":
        late = stage.chance.random() < 0.15 and team.ends in OF_A_CALL
        day = stage.workday(half, 9 if late else -4)
        yield day, team.leader
        progress = stage.chance.choice(texts.PROGRESS)
        spent = Decimal(stage.chance.randint(900, 2600))
        report = stage.add(
            MidReport(project=row.id, progress=progress, to_do=texts.LEFT, spent=spent)
        )
        acts = [
            Act(who=team.leader, move="hand_in", days=1),
            Act(who=stage.role("UF"), move="accept", days=3),
        ]
        stop = {"mid_draft": 0, "mid_in": 1}.get(team.ends, 2)
        yield from stage.walk(report, day, acts[:stop])
    if team.ends in ("wish", "wish_refused", "wish_granted", "extended"):
        yield from _extension(stage, row, team)
    elif team.ends in ("kept", "withdrawn", "overdue"):
        yield from _long_overdue(stage, row, team)
    elif team.ends not in ("late", "running", "mid_late", "mid_draft", "mid_in"):
        yield from _final(stage, row, team, stage.workday(team.ends_on, -12))


def _extension(stage: Stage, row: Project, team: Team) -> Story:
    """Asked for before its time is over; then it ends three months later, or as it was planned."""
    day = stage.workday(team.ends_on, -19)
    yield day, team.leader
    later = team.ends_on + dt.timedelta(days=90)
    reason = stage.chance.choice(texts.DELAYS)
    wish = stage.add(Extension(project=row.id, new_end=later, reason=reason))
    if team.ends == "wish":
        return
    chief = stage.role("UFH")
    if team.ends == "wish_refused":
        told = "剩余时间足以完成，请按期结题。"
        yield from stage.walk(wish, day, [Act(who=chief, move="refuse", days=2, comment=told)])
        return
    yield from stage.walk(wish, day, [Act(who=chief, move="grant", days=2)])
    yield from _final(stage, row, team, stage.workday(later, -8))


def _long_overdue(stage: Stage, row: Project, team: Team) -> Story:
    """A month after its end its withdrawal is proposed; the head of the department decides."""
    day = team.ends_on + dt.timedelta(days=31)
    yield day, None
    for found in stage.find(Project, id=row.id, status="running"):
        stage.move(found, "propose_withdrawal")
    chief = stage.role("UFH")
    if team.ends == "withdrawn":
        told = "负责人已调离，课题组无法继续，同意撤项。"
        yield from stage.walk(row, day, [Act(who=chief, move="withdraw", days=6, comment=told)])
    elif team.ends == "kept":
        until = day + dt.timedelta(days=60)
        told = "调研已完成，报告修改中，准予继续实施。"
        keep = Act(who=chief, values={"kept_until": until}, move="keep_on", days=4, comment=told)
        day = yield from stage.walk(row, day, [keep])
        yield from _final(stage, row, team, stage.workday(day, 20))


def _final(stage: Stage, row: Project, team: Team, day: dt.date) -> Story:
    """The final report is handed in, accepted, and the project completed; then it is reported on."""
    leader, office, chief = team.leader, stage.role("UF"), stage.role("UFH")
    yield day, leader
    report = stage.add(
        FinalReport(
            project=row.id,
            title=f"{row.name}报告",
            form=team.told[1],
            words=stage.chance.randint(60, 240) * 100,
            similarity=Decimal(stage.chance.randint(30, 145)) / 10,
            summary=texts.SUMMARY,
        )
    )
    acts = [Act(who=leader, move="hand_in", days=1)]
    if team.ends == "final_back":
        told = "请补充数据来源，并压缩第二部分。"
        acts.append(Act(who=office, move="send_back", days=2, comment=told))
    elif team.ends != "final_in":
        acts.append(Act(who=office, move="accept", days=3))
    day = yield from stage.walk(report, day, acts)
    if team.ends in ("final_back", "final_in"):
        return
    acts = [Act(who=leader, move="ask_completion", days=1)]
    if stage.chance.random() < 0.2 and team.ends not in ("asks", "ready"):
        told = "请把建议部分再具体一些，补充后重报。"
        acts.append(Act(who=chief, move="not_yet", days=2, comment=told))
        acts.append(Act(who=leader, move="ask_completion", days=4))
    if team.ends != "asks":
        acts.append(Act(who=chief, move="finish", days=4))
    day = yield from stage.walk(row, day, acts)
    if team.ends not in ("asks", "ready"):
        yield from stage.walk(row, day, [Act(who=office, move="archive", days=30)])
        yield from _submitted(stage, f"{row.name}（成果报告）", team.told[1], (row.id, day))


# -- reports to superiors --------------------------------------------------------------------------


def _submitted(stage: Stage, title: str, kind: str, of: tuple[int | None, dt.date]) -> Story:
    """Handed to a superior body; adopted, with an instruction, not, or not answered yet."""
    project, day = of
    day = stage.workday(max(day, stage.years[0].starts), 3)
    while day < stage.today and stage.chance.random() < 0.3:
        day = stage.workday(day, 4)
    yield day, stage.role("UF")
    body = stage.chance.choice(texts.BODIES)
    values = {"title": title, "kind": kind, "project": project, "body": body}
    row = stage.add(Submission(date=day, **values))
    adoption = stage.chance.choices(("adopted", "instructed", "not", ""), (45, 20, 20, 15))[0]
    if not adoption:
        return
    day = stage.workday(day, stage.chance.randint(15, 45))
    yield day, stage.role("UF")
    if adoption == "not":
        stage.change(row, adoption=adoption)
        return
    told = texts.INSTRUCTIONS[adoption == "instructed"]
    stage.change(row, adoption=adoption, adopted_on=day, instruction=told)


def _information(stage: Stage, day: dt.date) -> Story:
    title = stage.chance.choice(texts.INFORMATION)
    yield from _submitted(stage, title, "information", (None, day))
