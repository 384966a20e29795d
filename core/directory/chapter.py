"""The built-in chapter of units, people, posts and the calendar. Always on; others refer to it."""

from __future__ import annotations

from collections.abc import Iterable

from typing_extensions import override

from core.db import RecordBase
from core.declare import (
    Change,
    Complaint,
    Draft,
    Grant,
    Look,
    Manifest,
    Notice,
    PageLink,
    Purpose,
    Role,
    Scope,
    View,
    Workflow,
)
from core.directory import absences, calendar_models, checks, models, requests, sealed
from core.directory.parameters import PARAMETERS
from core.hookspecs import Chapter
from core.texts.pinyin import sound

ROLES = (
    Role("UF", "United Front clerk", "Keeps the records of all chapters."),
    Role("UFH", "Head of the United Front department", "As the clerk, and approves."),
    Role("CM", "Party committee leader", "Decides on lists; sees own contacts."),
    Role("CL", "Contact leader", "Keeps contact pairs; sees own pairs and records only."),
    Role("UH", "Head of a unit", "Sees what the own unit owes."),
    Role("LI", "Liaison officer", "Sees items of the own unit."),
    Role("PU", "Publicity roster member", "Sees own turns and drafts."),
    Role("PB", "Publicity clerk", "Publishes approved drafts."),
    Role("CO", "Cadre section clerk", "Sees the chapter on cultivation only."),
    Role("FD", "Clerk of a department in charge", "Sees items assigned to the department."),
    Role("DPB", "Head of a democratic party branch", "Sees items of the own organisation."),
    Role("ME", "Person concerned", "Sees what is kept about oneself. Nobody needs to be given it."),
    Role("DPO", "Data protection officer", "Sees requests and logs, not the contents of talks."),
    Role("AD", "System administrator", "Accounts, roles and chapters; no business content."),
    Role("SA", "Security administrator", "Reads roles and logs."),
    Role("AU", "Audit administrator", "Reads logs only."),
)
"""Roles of the regulation; one person may hold several, the three administrators stay apart."""

EVERYBODY = tuple(role.code for role in ROLES)
OFFICE = ("UF", "UFH", "AD")
KEPT = (
    "directory.unit",
    "directory.unit_tag",
    "directory.person",
    "directory.post",
    "directory.academic_year",
    "directory.semester",
    "directory.day_off",
)

MANIFEST = Manifest(
    name="directory",
    title="Directory",
    version="0.1.0",
    core=">=0.1,<1",
    help="Units, people, posts and the college's calendar.",
    icon="address-book",
    parameters=PARAMETERS,
    purposes=(
        Purpose(
            name="names",
            why="Say who holds which post and owes which duty.",
            basis="PIPL art. 13(2): staff management under lawfully made internal rules",
            keep_months=12,
            after="end of service",
            counts_from=("@left",),
            readers=EVERYBODY,
        ),
        Purpose(
            name="reaching_people",
            why="Tell people of the same name apart and reach them at work.",
            basis="PIPL art. 13(2): staff management under lawfully made internal rules",
            keep_months=12,
            after="end of service",
            counts_from=("@left",),
            readers=("UF", "UFH", "AD", "UH"),
        ),
        requests.PURPOSE,
        absences.PURPOSE,
        sealed.PURPOSE,
    ),
)


CHECKS = {
    **checks.CHECKS,
    absences.NAME: absences.check,
    requests.NAME: requests.check,
    sealed.NAME: sealed.check,
}


class Directory(Chapter):
    """What the directory answers."""

    manifest = MANIFEST

    @override
    def models(self) -> Iterable[type[RecordBase]]:
        return (
            models.Unit,
            models.UnitTag,
            models.Person,
            models.Post,
            calendar_models.AcademicYear,
            calendar_models.Semester,
            calendar_models.DayOff,
            requests.DataRequest,
            absences.Absence,
            sealed.SealedExport,
        )

    @override
    def permissions(self) -> Iterable[Role | Grant]:
        yield from ROLES
        for role in OFFICE:
            for record in KEPT:
                yield Grant(role, record, ("read", "create", "edit", "delete", "export"), Scope.ALL)
        for record in KEPT:
            yield Grant("ME", record, ("read",), Scope.ALL)
        yield from requests.grants()
        yield from absences.grants(OFFICE)
        yield from sealed.grants()

    @override
    def workflows(self) -> Iterable[Workflow]:
        yield requests.WORKFLOW
        yield sealed.WORKFLOW

    @override
    def views(self) -> Iterable[View]:
        yield View(
            record="directory.unit",
            related=("directory.unit_tag.unit", "directory.person.unit", "directory.unit.parent"),
        )
        yield View(
            record="directory.person", related=("directory.post.person", "directory.absence.person")
        )
        yield View(
            record=sealed.NAME,
            pages=(PageLink("Fetch the file", "/directory/exports/{id}", "withdraw"),),
        )
        yield View(record="directory.academic_year", related=("directory.semester.academic_year",))

    @override
    def fill(self, draft: Draft, look: Look) -> None:
        if draft.record == "directory.person":
            spoken = sound(str(draft.get("name") or ""), name=True)
            draft.set("pinyin", spoken.pinyin[:200] or None)
            draft.set("initials", spoken.initials[:60] or None)
            gone = draft.get("active") is False
            draft.set("left_on", (draft.get("left_on") or draft.today) if gone else None)
        if draft.record == sealed.NAME:
            sealed.fill(draft, look)

    @override
    def check(self, change: Change, look: Look) -> Iterable[Complaint]:
        judge = CHECKS.get(change.record)
        return tuple(judge(change, look)) if judge and change.after else ()

    @override
    def notices(self, change: Change, look: Look) -> Iterable[Notice]:
        if change.record == absences.NAME:
            return tuple(absences.notices(change))
        if change.record == sealed.NAME:
            return tuple(sealed.notices(change))
        return tuple(requests.notices(change, look)) if change.record == requests.NAME else ()
