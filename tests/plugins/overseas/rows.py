"""One row of each record of chapter 7, for the tests that go through all records of all chapters."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from core.db import RecordBase
from plugins.overseas.agreed_models import Contact, Returnee
from plugins.overseas.consent_models import Invitation
from plugins.overseas.lead_models import Exchange, Lead, Progress
from plugins.overseas.push_models import Push, Sending
from plugins.overseas.summary_models import Summary, SummaryLine
from tests.builders import DAY

Ids = Mapping[str, int]
ROWS: dict[str, Callable[[Ids], RecordBase]] = {
    "overseas.lead": lambda ids: Lead(
        name="联合实验室",
        kind="technology",
        partner="国外某大学",
        country="德国",
        introducer=ids["leader1"],
        unit=ids["unit1"],
        date=DAY,
    ),
    "overseas.progress": lambda ids: Progress(
        lead=ids["overseas.lead"], date=DAY, kind="none", text="对方学校放假，暂无进展。"
    ),
    "overseas.exchange": lambda ids: Exchange(
        topic="留学人员座谈会", form="meeting", date=DAY, unit=ids["unit1"], for_returnees=True
    ),
    "overseas.summary": lambda _ids: Summary(year=2026, half="1"),
    "overseas.summary_line": lambda ids: SummaryLine(
        summary=ids["overseas.summary"], kind="technology", stage="registered", leads=1
    ),
    "overseas.returnee": lambda ids: Returnee(
        person=ids["person1"],
        name="李思远",
        unit=ids["unit1"],
        email="lisiyuan@example.edu.cn",
        country="德国",
        school="国外某大学",
        major="机械工程",
        studied_from="2012-09",
        studied_to="2015-06",
        wishes=("exchange",),
        vacancies=True,
        evidence="2026-3-12",
        given_on=DAY,
    ),
    "overseas.invitation": lambda ids: Invitation(matter="联合实验室", introducer=ids["leader1"]),
    "overseas.contact": lambda ids: Contact(
        name="刘海涛",
        institution="国外某大学",
        email="liu@example.org",
        discipline="engineering",
        matter="联合实验室",
        lead=ids["overseas.lead"],
        evidence="2026-3-13",
        given_on=DAY,
    ),
    "overseas.push": lambda ids: Push(
        position="机械工程专任教师",
        unit=ids["unit1"],
        text="招聘公告见学院网站。",
        audience=("returnee",),
    ),
    "overseas.sending": lambda ids: Sending(
        push=ids["overseas.push"],
        returnee=ids["overseas.returnee"],
        quarter="2026-Q4",
        date=DAY,
    ),
}
"""By record, what makes a row of it; numbers of rows made before stand under their record's name."""
