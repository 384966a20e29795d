"""Absences: who is away, and who stands in. Both sides learn of it; the reason is not kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from sqlalchemy.orm import Mapped

from core.db import RecordBase, field
from core.declare import (
    Change,
    Complaint,
    DataClass,
    Grant,
    Kind,
    Look,
    Notice,
    Purpose,
    Record,
    Scope,
    Then,
)
from core.directory.checks import ends_after_start, meet

NAME = "directory.absence"
WATCHED = ("person", "deputy", "starts", "ends")
PURPOSE = Purpose(
    name="standing_in",
    why="Tell the deputy of what falls due while somebody is away.",
    basis="PIPL art. 13(2): staff management under lawfully made internal rules",
    keep_months=12,
    after="end of the absence",
    counts_from=("ends",),
    then=Then.ERASE,
    readers=("UF", "UFH", "AD", "UH", "ME"),
)


class Absence(RecordBase):
    """A time in which somebody is away, and who stands in. Why they are away is nobody's business here."""

    record = Record(
        name=NAME,
        label="Absence",
        plural="Absences and deputies",
        help="While somebody is away, the deputy is told of what falls due. No reason is kept.",
        fields=(),
        title=("person", "starts"),
        order="-starts",
        unit="person.unit",
        own=("person", "deputy"),
        icon="user-check",
    )
    person: Mapped[int] = field(
        Kind.REF,
        "Person",
        required=True,
        target="directory.person",
        listed=True,
        filtered=True,
        personal=DataClass.P,
        purpose="standing_in",
    )
    deputy: Mapped[int | None] = field(
        Kind.REF,
        "Deputy",
        target="directory.person",
        listed=True,
        filtered=True,
        personal=DataClass.P,
        purpose="standing_in",
        help="Without a deputy, the head of the unit is told.",
    )
    starts: Mapped[dt.date] = field(Kind.DATE, "From", required=True, listed=True)
    ends: Mapped[dt.date | None] = field(
        Kind.DATE, "Until", listed=True, help="Leave it empty when the day of return is not known."
    )


def grants(office: Iterable[str]) -> Iterator[Grant]:
    """The office keeps them; heads see those of their unit, everybody those they take part in."""
    for role in office:
        yield Grant(role, NAME, ("read", "create", "edit", "delete", "export"), Scope.ALL)
    yield Grant("UH", NAME, ("read",), Scope.UNIT)
    yield Grant("ME", NAME, ("read",), Scope.OWN)


def check(change: Change, look: Look) -> Iterable[Complaint]:
    """Nobody stands in for themself, and an absence ends before the next begins."""
    yield from ends_after_start(change, "starts", "ends")
    person = change.after.get("person")
    if person is not None and person == change.after.get("deputy"):
        yield Complaint("Somebody else stands in. Choose another person.", field="deputy")
    for row in look.rows(NAME, person=person):
        if row["id"] != change.key and meet(row, change.after, "starts", "ends"):
            yield Complaint("An absence at that time is entered already.", field="starts")
            return


def notices(change: Change) -> Iterable[Notice]:
    """The deputy and the person who is away, when either of them or the days changed; a deputy who
    is one no more is told so."""
    gone = change.action == "delete"
    if not gone and not change.changed(*WATCHED):
        return
    person, deputy = change.after.get("person"), change.after.get("deputy")
    before = change.before.get("deputy")
    link = f"/directory/absence/{change.key}"
    if isinstance(before, int) and (gone or before != deputy):
        yield Notice("You no longer stand in for a colleague.", person=before)
    if not gone and isinstance(person, int) and isinstance(deputy, int):
        day = {"day": change.after.get("starts")}
        yield Notice(
            "From %(day)s on you stand in for a colleague.", person=deputy, values=day, link=link
        )
        yield Notice(
            "From %(day)s on somebody stands in for you.", person=person, values=day, link=link
        )
