"""Short words for the tests of chapter 7: leads, people who agreed, nights and messages."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import select

from core.chapters.world import world_of
from core.directory.calendar import calendar_data
from core.directory.models import Person, Post
from core.duties import evaluate
from core.notify import outside
from core.notify.outbox import Message
from plugins.overseas.agreed_models import Returnee
from plugins.overseas.lead_models import Lead, Progress
from plugins.overseas.push_models import Push
from tests.plugins.befriending.college import College

D = dt.date
STUDIES = {
    "country": "Germany",
    "school": "A university",
    "major": "Mechanics",
    "studied_from": "2012-09",
    "studied_to": "2015-06",
    "wishes": ("exchange",),
}


@dataclass
class Abroad(College):
    """A college with chapter 7 on. ``department`` is the unit that leads are given to."""

    chapter: str = "overseas"
    department: int = 0
    head: int = 0

    def __post_init__(self) -> None:
        self._mails = 0

    def settle(self) -> None:
        """A department with a head."""
        self.department = self.unit("International exchange").id
        made = self.add(Person(name="Head of exchange", unit=self.department))
        self.add(Post(person=made.id, kind="unit_head", title="head", unit=self.department))
        self.head = made.id

    def lead(self, *moves: str, **values: Any) -> Lead:
        """A lead of the department, brought through *moves*."""
        given = {
            "name": "A laboratory",
            "kind": "know_how",
            "partner": "A university",
            "country": "Germany",
            "introducer": self.head,
            "unit": self.department,
        }
        row = self.add(Lead(**(given | values)))
        return cast(Lead, self.move(row, *moves, comment="because"))

    def progress(self, lead: Lead, **values: Any) -> Progress:
        """An entry on the progress of a lead, of today."""
        given = {"lead": lead.id, "kind": "step", "text": "They answered."} | values
        return cast(Progress, self.add(Progress(**given)))

    def returnee(self, *moves: str, **values: Any) -> Returnee:
        """Somebody who signed a form today, accepted unless *moves* say otherwise (``"-"``: none)."""
        self._mails += 1
        given: dict[str, Any] = STUDIES | {
            "name": f"Scholar {self._mails}",
            "unit": self.department,
            "email": f"s{self._mails}@example.edu",
            "evidence": f"2026-{self._mails}",
        }
        row = self.add(Returnee(**(given | values)))
        steps = () if moves == ("-",) else moves or ("accept",)
        return cast(Returnee, self.move(row, *steps))

    def push(self, **values: Any) -> Push:
        """A vacancy that is sent to returned scholars."""
        given = {
            "position": "Teacher",
            "unit": self.department,
            "text": "See our page.",
            "audience": ("returnee",),
        }
        return cast(Push, self.move(self.add(Push(**(given | values))), "send"))

    def night(self, day: dt.date) -> None:
        """What the night does on *day*: all rules, and what happens by itself."""
        self.today = day
        world = world_of(self.chapters, calendar_data(self.session))
        self.session.commit()
        done = evaluate(self.session, world, as_of=day, now=self.now())
        assert [r.error for r in done.failed] == []
        self.session.expunge_all()

    def mails(self, kind: str) -> list[tuple[int, str]]:
        """(row, subject) of every message to people outside that was put into the outbox."""
        ask = select(Message).where(Message.kind == kind, Message.outside.is_not(None))
        found = self.session.scalars(ask.order_by(Message.id)).all()
        return [(outside.unpack(m.outside or "").key, m.subject) for m in found]
