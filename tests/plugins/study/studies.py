"""Short words for the tests of chapter 2: plans, topics, sessions, online studies."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import select

from core.directory.models import Person
from plugins.study.models import Plan, PlanItem
from plugins.study.session_models import OnlineItem, Reader, Reflection, Session
from tests.plugins.befriending.college import College

D = dt.date
GIVEN_OUT = D(2026, 9, 20)


@dataclass
class Studies(College):
    """A college with chapter 2 on."""

    chapter: str = "study"

    def member(self, unit: int) -> int:
        """Somebody of a unit."""
        self.numbers += 1
        return int(self.add(Person(name=f"Member {self.numbers}", unit=unit)).id)

    def plan(self, *topics: dict[str, Any], issue: bool = True, **values: Any) -> Plan:
        """A plan of the central group for 2027 with these topics, issued unless said otherwise."""
        given = {"level": "central", "year": 2027} | values
        given["unit"] = given.get("unit") or self.unit().id
        made = self.add(Plan(**given))
        for topic in topics or ({"topic": "Party history", "month": 5},):
            self.add(PlanItem(plan=made.id, **topic))
        self.session.refresh(made)
        return cast(Plan, self.move(made, "submit", "issue") if issue else made)

    def item(self, plan: Plan) -> PlanItem:
        """The first topic of a plan."""
        ask = select(PlanItem).where(PlanItem.plan == plan.id).order_by(PlanItem.id).limit(1)
        return self.session.scalars(ask).one()

    def study(self, unit: int, day: dt.date, *moves: str, **values: Any) -> Session:
        """A session on the spot, held unless *moves* say otherwise."""
        self.today = max(self.today, day)
        given = {"topic": "A topic", "place": "Hall", "minutes": 60} | values
        given["host"] = given.get("host") or self.member(unit)
        made = self.add(Session(unit=unit, date=day, **given))
        return cast(Session, self.move(made, *(moves or ("hold",)), comment="because"))

    def online(self, unit: int, day: dt.date = GIVEN_OUT, **values: Any) -> OnlineItem:
        """An online study, to be done by the end of September."""
        given = {
            "topic": "A text",
            "platform": "xuexi",
            "due": D(2026, 9, 30),
            "audience": "cadres",
        }
        return cast(OnlineItem, self.add(OnlineItem(unit=unit, date=day, **(given | values))))

    def give(self, item: OnlineItem, person: int, *, obliged: bool) -> Reader:
        """Give an online study to somebody."""
        return cast(Reader, self.add(Reader(item=item.id, person=person, obliged=obliged)))

    def reflection(self, writer: int, *moves: str, **values: Any) -> Reflection:
        """A reflection, brought through *moves*."""
        given = {"heading": "What I read", "text": "Some words."} | values
        given["unit"] = given.get("unit") or self.session.get_one(Person, writer).unit
        made = self.add(Reflection(writer=writer, **given))
        return cast(Reflection, self.move(made, *moves, comment="because"))
