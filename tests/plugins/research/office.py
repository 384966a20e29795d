"""Short words for the tests of chapter 6: visits, projects, surveys."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any, cast

from typing_extensions import override

from core.access.actor import act_as, actor_of
from core.access.load import units_of
from core.chapters.world import world_of
from core.db import RecordBase
from core.directory.calendar import calendar_data
from core.directory.models import Person, Post
from core.duties import evaluate
from plugins.research.project_models import Call, Extension, Member, Project
from plugins.research.report_models import FinalReport
from plugins.research.survey_models import Question, Survey
from plugins.research.visit_models import Visitor, VisitPlan, VisitUnit
from tests.plugins.befriending.college import College

D = dt.date
LATER = D(2028, 4, 30)


@dataclass
class Office(College):
    """A college with chapter 6 on."""

    chapter: str = "research"

    def act(self, *roles: str, person: int) -> Office:
        """Act with these roles as this person, in the units the person belongs to and leads."""
        self.be(*roles, person=person)
        units = units_of(self.session, person, self.today)
        act_as(self.session, replace(actor_of(self.session), units=units))
        return self

    def staff(self, unit: int, name: str, post: str = "") -> int:
        """Somebody of a unit, heading it when *post* says so."""
        made = self.add(Person(name=name, unit=unit))
        if post:
            self.add(Post(person=made.id, kind=post, title="post", unit=unit))
        return int(made.id)

    @override
    def state(self, rule: str, subject: RecordBase, as_of: dt.date) -> str:
        """The state of one subject's duty of the academic year of a day, '' when it owes nothing."""
        first = as_of.year if as_of.month >= 9 else as_of.year - 1
        found = self.duties(rule, as_of, f"{first}-{first + 1}").get(subject.id)
        return found.state if found else ""

    def night(self) -> list[str]:
        """What a night does: all rules, and what happens by itself; the faults."""
        world = world_of(self.chapters, calendar_data(self.session))
        self.session.commit()
        done = evaluate(self.session, world, as_of=self.today, now=self.now())
        self.session.expunge_all()
        return [r.error for r in done.failed]

    def visit(self, lead: int, leader: int, *further: int, **values: Any) -> VisitPlan:
        """A visit to a town on 20 November, drawn up."""
        given = {
            "topic": "Study visit",
            "date": D(2026, 11, 20),
            "until": D(2026, 11, 21),
            "destination": "Town",
            "reach": "city",
        } | values
        made = self.add(VisitPlan(lead=lead, leader=leader, **given))
        for unit in further:
            self.add(VisitUnit(visit=made.id, unit=unit))
        return cast(VisitPlan, made)

    def approve(self, visit: VisitPlan, *heads: int) -> VisitPlan:
        """Bring a visit through its countersignatures and its approval."""
        self.be()
        self.move(self.again(visit), "submit")
        for head in heads:
            self.act("UH", person=head).move(self.again(visit), "countersign")
        in_charge = self.be().staff(self.unit().id, "In charge")
        self.act("CM", person=in_charge).move(self.again(visit), "approve")
        self.be()
        return self.again(visit)

    def again(self, row: Any) -> Any:
        """The row as whoever acts now has it."""
        return self.session.get_one(type(row), row.id)

    def goes(self, visit: VisitPlan, person: int, **values: Any) -> Visitor:
        """Somebody takes part in a visit."""
        return cast(Visitor, self.add(Visitor(visit=visit.id, person=person, **values)))

    def call(self, **values: Any) -> Call:
        """A call that is open until the end of October."""
        given = {
            "title": "Call",
            "year": 2026,
            "directions": "How policy is carried out.",
            "deadline": D(2026, 10, 31),
        } | values
        return cast(Call, self.move(self.add(Call(**given)), "publish"))

    def project(self, leader: int, *members: int, **values: Any) -> Project:
        """A project of a year, being applied for."""
        given = {
            "name": "Project",
            "category": "general",
            "content": "Interviews.",
            "starts": D(2026, 11, 1),
            "ends": D(2027, 10, 31),
            "outcomes": ("report",),
            "filed": True,
        } | values
        made = self.add(Project(leader=leader, **given))
        for person in members:
            self.add(Member(project=made.id, person=person))
        return cast(Project, self.again(made))

    def running(self, leader: int, **values: Any) -> Project:
        """A project that was approved."""
        made = self.project(leader, **values)
        return cast(Project, self.move(made, "submit", "pass_form", "grant"))

    def extension(self, project: Project, new_end: dt.date = LATER) -> Extension:
        """An extension that is asked for."""
        made = Extension(project=project.id, new_end=new_end, reason="More interviews.")
        return cast(Extension, self.add(made))

    def final(self, project: Project) -> FinalReport:
        """The final report of a project, handed in."""
        made = self.add(FinalReport(project=project.id, title="Report", form="report"))
        return cast(FinalReport, self.move(made, "hand_in"))

    def survey(self, *questions: dict[str, Any], **values: Any) -> Survey:
        """A survey with a question, drawn up."""
        given = {
            "title": "Laboratories",
            "subject": "conditions",
            "purpose": "Better hours.",
            "closes_on": D(2026, 12, 31),
            "asked": 60,
        } | values
        made = self.add(Survey(**given))
        for place, question in enumerate(questions or ({},), 1):
            told = {"text": "Are the hours enough?", "answers": "Yes\nNo"} | question
            self.add(Question(survey=made.id, place=place, **told))
        return cast(Survey, made)
