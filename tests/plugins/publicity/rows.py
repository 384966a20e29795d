"""One row of each record of chapter 1, for the tests that go through all records of all chapters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from core.db.base import RecordBase
from plugins.publicity.article_models import Article
from plugins.publicity.consent_models import Consent, Takedown
from plugins.publicity.plan_models import Meeting, Plan, PlanItem
from plugins.publicity.review_models import Review, Version
from plugins.publicity.rota_models import Leave, Member, Slot, Swap
from tests.builders import DAY, TODAY_OF_NOW

HASH = "0" * 64


def _slot(weeks: int) -> Slot:
    return Slot(date=TODAY_OF_NOW + dt.timedelta(weeks=weeks), turn=1, taker=1)


ROWS: dict[str, Callable[[Mapping[str, int]], RecordBase]] = {
    "publicity.plan": lambda _ids: Plan(year=2026, aim="办好公众号专栏。"),
    "publicity.plan_item": lambda ids: PlanItem(
        plan=1, column="news", topic="座谈会报道", unit=ids["unit1"], month=11
    ),
    "publicity.meeting": lambda _ids: Meeting(
        date=TODAY_OF_NOW, attendees="统战部、宣传部", decisions="明确下学期选题。"
    ),
    "publicity.roster": lambda ids: Member(person=ids["person1"], starts=DAY),
    "publicity.leave": lambda _ids: Leave(member=1, starts=DAY),
    "publicity.slot": lambda _ids: _slot(1),
    "publicity.article": lambda ids: Article(
        title="统战工作座谈会召开", column="news", body="会议在报告厅召开。", writer=ids["person1"]
    ),
    "publicity.edition": lambda _ids: Version(
        article=1,
        number=99,
        sha256=HASH,
        title="统战工作座谈会召开",
        body="会议。",
        handed_in_on=DAY,
    ),
    "publicity.review": lambda ids: Review(
        article=1, version_no=1, sha256=HASH, level=1, reviewer=ids["leader1"], verdict="passed"
    ),
    "publicity.consent": lambda ids: Consent(article=1, person=ids["person1"]),
    "publicity.takedown": lambda _ids: Takedown(article=1),
    "publicity.swap": lambda _ids: Swap(mine=1, theirs=2, reason="出差"),
}
"""Made in this order, on the numbers of the college that all tests share."""
BESIDE: dict[str, Callable[[Mapping[str, int]], RecordBase]] = {
    "publicity.slot": lambda _ids: _slot(2)
}
"""What is swapped is two slots."""
