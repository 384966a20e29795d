"""Short words for the tests of chapter 5: courses, nominations, entries of the register."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import select

from core.directory.models import Person
from core.notify.outbox import Message
from plugins.cultivation.cadre_models import CadreEntry
from plugins.cultivation.models import Completion, Course, Nomination
from tests.plugins.befriending.college import College

D = dt.date
CLOSES = dt.datetime(2026, 10, 16, 9, 0, tzinfo=dt.UTC)
"""Friday 17:00 in the college."""
TO_READY = ("submit", "recommend", "approve", "countersign")


@dataclass
class Office(College):
    """A college with chapter 5 on."""

    chapter: str = "cultivation"

    def course(self, *moves: str, **values: Any) -> Course:
        """A course in November whose registration is open unless *moves* say otherwise."""
        given = {
            "name": "Course for reserve cadres",
            "organiser": "Regional institute",
            "level": "region",
            "places": 1,
            "starts": D(2026, 11, 2),
            "ends": D(2026, 11, 20),
            "place": "Hohhot",
            "closes_at": CLOSES,
        } | values
        made = self.add(Course(**given))
        return cast(Course, self.move(made, *(moves or ("open",))))

    def nomination(self, course: Course, *moves: str, **values: Any) -> Nomination:
        """A nomination of somebody who wants to take part, brought through *moves*."""
        given = {
            "post": "Lecturer",
            "reason": "Teaches law",
            "wish": "yes",
            "unit_note": "Agreed",
            "office_note": "Agreed",
        } | values
        given["person"] = given.get("person") or self.person(f"P{self.numbers}")
        self.numbers += 1
        made = self.add(Nomination(course=course.id, **given))
        return cast(Nomination, self.move(made, *moves, comment="because"))

    def add_elsewhere(self, course: Course) -> int:
        """The number of a nomination in another unit."""
        person = self.add(Person(name="Elsewhere", unit=self.unit().id))
        return int(self.nomination(course, person=person.id).id)

    def completion(self, of: Nomination, day: dt.date) -> Completion:
        """What shows that the course was completed."""
        self.today = max(self.today, day)
        return cast(Completion, self.add(Completion(nomination=of.id, handed_in_on=day, hours=40)))

    def entry(self, *moves: str, **values: Any) -> CadreEntry:
        """An entry of the register, brought through *moves* by whoever acts."""
        given = {
            "outside": True,
            "admin_post": "Vice dean",
            "in_post_since": D(2024, 3, 1),
            "title": "Professor",
            "education": "Doctor",
            "file_no": "G-17",
        } | values
        given["person"] = given.get("person") or self.person(f"C{self.numbers}")
        self.numbers += 1
        return cast(CadreEntry, self.move(self.add(CadreEntry(**given)), *moves))

    def confirmed(self, **values: Any) -> CadreEntry:
        """An entry on the register: both offices, each by somebody else, then the person."""
        made = self.entry("propose", **values)
        number, person = made.id, made.person
        clerk, cadre = self.person("Clerk"), self.person("Cadre clerk")
        for role, who in (("UF", clerk), ("CO", cadre)):
            self.be(role, person=who)
            self.move(self.session.get_one(CadreEntry, number), "confirm")
        self.be("ME", person=person)
        self.move(self.session.get_one(CadreEntry, number), "accept")
        self.be()
        return self.session.get_one(CadreEntry, number)

    def told_of(self, rule: str) -> list[tuple[int | None, str, str]]:
        """(person, role, subject) of the messages about duties of a rule."""
        ask = select(Message).where(
            Message.kind == "duty", Message.fill_in.contains(self.title(rule))
        )
        rows = self.session.scalars(ask.order_by(Message.id))
        return [(m.person, m.role, m.subject) for m in rows]

    def title(self, rule: str) -> str:
        """What a rule of the chapter is called."""
        rules = self.chapters.catalogue.rules[self.chapter]
        return next(r.title for r in rules if r.name == rule)

    def leave(self, person: int) -> None:
        """The person is no longer in service."""
        self.session.get_one(Person, person).active = False
        self.save()
