"""The small college with chapter 8 on: people of departments, suggestions on their way, duties."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from sqlalchemy import select

from core.access.actor import act_as, actor_of
from core.access.load import units_of
from core.chapters.world import world_of
from core.db import session_factory
from core.directory.calendar import calendar_data
from core.directory.calendar_models import DayOff
from core.directory.models import Person, Post, Unit
from core.duties import Duty, World, evaluate
from plugins.coordination.suggestion_models import Suggestion
from tests.plugins.befriending.college import College, open_college

D = dt.date


class Office(College):
    """A college whose parameters, duties and short words are those of chapter 8."""

    def set(self, parameter: str, value: int | str | bool) -> None:
        """Change a parameter of the chapter."""
        self.chapters.set_parameters(self.session, "coordination", {parameter: value}, self.now())
        self.session.commit()
        self.chapters.refresh(self.session)

    def switch(self, chapter: str, on: bool) -> None:
        """Switch a chapter on or off."""
        change = self.chapters.enable if on else self.chapters.disable
        change(self.session, chapter, self.now())
        self.session.commit()
        self.chapters.refresh(self.session)

    def act(self, *roles: str, person: int | None = None) -> Office:
        """Act with these roles as this person, in the units the person belongs to and leads."""
        self.be(*roles, person=person)
        if person is not None:
            units = units_of(self.session, person, self.today)
            act_as(self.session, replace(actor_of(self.session), units=units))
        return self

    def staff(self, unit: Unit, name: str, post: str = "") -> int:
        """Somebody of a unit, heading it when *post* says so."""
        made = self.add(Person(name=name, unit=unit.id))
        if post:
            self.add(Post(person=made.id, kind=post, title="post", unit=unit.id))
        return int(made.id)

    def day_off(self, *days: dt.date, working: bool = False) -> None:
        """Days that the college's calendar sets."""
        for day in days:
            self.add(DayOff(date=day, working=working, name="Holiday"))

    def owed(self, rule: str, as_of: dt.date, due: dt.date | None = None) -> dict[int, Duty]:
        """Duties of a rule as of a day (only those due on *due*), by subject."""
        world = World(
            catalogue=self.chapters.catalogue,
            calendar=calendar_data(self.session),
            settings=self.chapters.settings,
            enabled=self.chapters.enabled,
            since=self.chapters.since,
        )
        self.session.commit()
        with session_factory(self.engine)() as session:
            done = evaluate(session, world, as_of=as_of, now=self.now())
            assert [r.error for r in done.failed] == []
            ask = select(Duty).where(Duty.rule == f"coordination.{rule}").order_by(Duty.id)
            found = session.scalars(ask)
            return {d.subject_id: d for d in found if due is None or d.due_on == due}

    def night(self) -> list[str]:
        """What a night does: all rules, and what happens by itself; the faults."""
        world = world_of(self.chapters, calendar_data(self.session))
        self.session.commit()
        done = evaluate(self.session, world, as_of=self.today, now=self.now())
        self.session.expunge_all()
        return [r.error for r in done.failed]

    def suggestion(self, *moves: str, **values: Any) -> Suggestion:
        """A suggestion from a meeting, brought through these moves by the system."""
        given = {
            "title": "More seats in the library",
            "content": "In the evening all seats are taken.",
            "category": "service",
            "signature": "anonymous",
            "source": "forum",
        } | values
        row: Suggestion = self.add(Suggestion(**given))
        return self.on(row, *moves)

    def on(self, row: Any, *moves: str, comment: str = "because") -> Any:
        """Bring a row further; before a reply is handed in, write it."""
        for name in moves:
            if name == "hand_in":
                row.result, row.reply = "resolved", "Fifty seats were added."
                self.save()
            self.move(row, name, comment=comment)
        return row


def open_office(url: str, folder: Path) -> Office:
    """The college of chapter 4 with chapter 8 beside it."""
    office = cast(Office, open_college(url, folder, Office))
    office.switch("coordination", True)
    return office
