"""Builders with defaults: rows come into being through the real door, as the system makes them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.access import accounts
from core.db import RecordBase
from core.db.catalogue import Catalogue
from core.directory.calendar_models import AcademicYear
from core.directory.models import Person, Post, Unit
from core.records.save import save
from core.workflow import make_move
from plugins.befriending.models import Contact, Pair, PairList
from plugins.befriending.visit_models import UnitRound, Visit

PASSWORD = "seven green lanterns"
NOW = dt.datetime(2026, 11, 24, 4, tzinfo=dt.UTC)
TODAY_OF_NOW = dt.date(2026, 11, 24)
DAY = dt.date(2026, 11, 10)
ACCOUNTS = (
    ("boss", ("AD", "UF", "UFH"), ""),
    ("clerk", ("UF",), ""),
    ("head", ("UFH",), ""),
    ("leader1", ("CL",), "leader1"),
    ("leader2", ("CL",), "leader2"),
    ("unit_head", ("UH",), "unit_head"),
    ("person1", (), "person1"),
    ("auditor", ("AU",), ""),
    ("nobody", (), ""),
)
"""User name, roles, and the person behind the account."""


@dataclass
class Builders:
    """Makes rows in *session* and commits each; what is not said gets a value that works."""

    session: Session
    catalogue: Catalogue
    made: int = field(default=0)

    def keep(self, row: RecordBase) -> Any:
        """Save a new or changed row."""
        self.session.add(row)
        save(self.session, self.catalogue)
        return row

    def move(self, row: RecordBase, *names: str) -> Any:
        """Bring a row through these steps."""
        for name in names:
            make_move(self.session, self.catalogue, row, name, "because")
            save(self.session, self.catalogue)
        return row

    def _number(self) -> int:
        self.made += 1
        return self.made

    def unit(self, **values: Any) -> Unit:
        """A teaching unit."""
        number = self._number()
        given = {"name": f"Unit {number}", "code": f"U{number:04d}", "kind": "teaching"} | values
        row: Unit = self.keep(Unit(**given))
        return row

    def person(self, **values: Any) -> Person:
        """A member of staff, of a unit of their own unless one is given."""
        unit = values.pop("unit", None) or self.unit().id
        given = {"name": f"Person {self._number()}", "unit": unit} | values
        row: Person = self.keep(Person(**given))
        return row

    def post(self, person: Person, kind: str = "committee_leader", **values: Any) -> Post:
        """A post held since ever."""
        given = {"title": "Post", "unit": person.unit} | values
        row: Post = self.keep(Post(person=person.id, kind=kind, **given))
        return row

    def year(self, name: str = "2026-2027") -> int:
        """The number of an academic year that stands in the calendar."""
        ask = select(AcademicYear.id).where(AcademicYear.name == name)
        return self.session.scalars(ask).one()

    def pair_list(self, *moves: str, **values: Any) -> PairList:
        """A list of pairs, drawn up, brought through *moves*."""
        given = {"year": self.year(), "decision": "Meeting 12"} | values
        row: PairList = self.move(self.keep(PairList(**given)), *moves)
        return row

    def list_in_force(self) -> PairList:
        """The list of the year that is in force; made when there is none."""
        found = self.session.scalars(select(PairList).where(PairList.status == "in_force")).first()
        return found or self.pair_list("ask", "submit", "approve")

    def pair(self, leader: Person, person: Person, *moves: str, **values: Any) -> Pair:
        """A pair, confirmed unless *moves* say otherwise (``"-"``: no step)."""
        listed = values.pop("pair_list", None) or self.list_in_force().id
        given = {
            "kind": "ordinary",
            "start": dt.date(2026, 9, 1),
            "decision": "Meeting 12",
            "informed_on": dt.date(2026, 9, 2),
        } | values
        row = Pair(pair_list=listed, leader=leader.id, person=person.id, **given)
        steps = () if moves == ("-",) else moves or ("confirm",)
        made: Pair = self.move(self.keep(row), *steps)
        return made

    def contact(self, pair: Pair, **values: Any) -> Contact:
        """A talk of the pair two weeks ago."""
        given = {"date": DAY, "mode": "talk", "topics": ("teaching",)} | values
        row: Contact = self.keep(Contact(pair=pair.id, **given))
        return row

    def visit(self, person: Person, leader: Person | None = None, **values: Any) -> Visit:
        """A visit at a festival."""
        given = {"date": DAY, "reason": "festival"} | values
        row: Visit = self.keep(
            Visit(person=person.id, leader=leader.id if leader else None, **given)
        )
        return row

    def unit_round(self, unit: Unit, **values: Any) -> UnitRound:
        """A round of the office to a unit."""
        given = {"date": DAY, "handled": 1, "feedback": "Answered", "visibility": "unit"} | values
        row: UnitRound = self.keep(UnitRound(visited=unit.id, **given))
        return row

    def account(self, name: str, *roles: str, person: int | None = None) -> int:
        """An account with the password of all tests."""
        made = accounts.create(self.session, name, PASSWORD, roles, NOW, person)
        self.session.commit()
        return made


def college(make: Builders) -> dict[str, int]:
    """Two units with a leader, a person, a pair and its papers each; nine accounts. Numbers by name.

    Everything of the first half has «Alpha» in its texts, everything of the second «Beta»; so a
    page that shows what it should not is found by a word.
    """
    ids: dict[str, int] = {}
    for number, word, name in ((1, "Alpha", "林一"), (2, "Beta", "周二")):
        unit = make.unit(name=f"{word} unit", code=word.upper())
        leader = make.person(name=f"{name}长", unit=unit.id, staff_number=f"S-{word}-L")
        person = make.person(
            name=f"{name}友",
            unit=unit.id,
            staff_number=f"S-{word}-P",
            office_phone=f"5550{number}",
        )
        make.post(leader, title=f"{word} leader")
        pair = make.pair(leader, person, remark=f"{word} pair")
        contact = make.contact(pair, summary=f"{word} matter", place=f"{word} hall")
        visit = make.visit(person, leader, amount=Decimal(f"{number}{number}.50"))
        rounds = make.unit_round(unit, feedback=f"{word} answered")
        for key, row in {
            "unit": unit,
            "leader": leader,
            "person": person,
            "pair": pair,
            "contact": contact,
            "visit": visit,
            "round": rounds,
        }.items():
            ids[f"{key}{number}"] = row.id
    chief = make.person(name="吴主任", unit=ids["unit1"], staff_number="S-Alpha-H")
    make.post(chief, "unit_head", title="Head of Alpha")
    ids["unit_head"] = chief.id
    for name, roles, key in ACCOUNTS:
        ids[f"user:{name}"] = make.account(name, *roles, person=ids[key] if key else None)
    return ids
