"""Files that need a second person: what is asked for, who releases it, how long it can be fetched (PIPL
art. 51: measures against unauthorised access). The rows themselves are read anew when the file is made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from sqlalchemy.orm import Mapped

from core.db import RecordBase, field
from core.declare import (
    AUTHOR,
    Change,
    Choice,
    Complaint,
    DataClass,
    Draft,
    Grant,
    Kind,
    Look,
    Move,
    Notice,
    Purpose,
    Record,
    Scope,
    State,
    Workflow,
)

NAME = "directory.sealed_export"
OPEN_DAYS = 7
"""So many days a released file can be fetched."""
STATES = (
    State("asked", "Waits for release", "warn"),
    State("released", "Released", "ok"),
    State("refused", "Not released", closed=True),
    State("withdrawn", "No longer needed", closed=True),
)
PURPOSE = Purpose(
    name="files_taken",
    why="Show which sensitive files left the system, for whom and for what.",
    basis="PIPL art. 51 and 54: security measures, audit",
    keep_months=36,
    after="the release",
    readers=("UF", "UFH", "CO", "CM", "CL", "UH", "ME", "DPO", "AU"),
)


class SealedExport(RecordBase):
    """One file that somebody wants to take out, and the second person's decision."""

    record = Record(
        name=NAME,
        label="Export with a second person",
        plural="Exports with a second person",
        help="Files with sensitive data, or with many people. Somebody else releases them first.",
        fields=(),
        title=("what", "asked_on"),
        order="-asked_on",
        own=("person",),
        icon="lock",
    )
    what: Mapped[str | None] = field(
        Kind.TEXT, "What is taken out", max_length=200, filled=True, listed=True
    )
    why: Mapped[str | None] = field(
        Kind.TEXT, "Why a second person", max_length=400, filled=True, listed=True
    )
    purpose: Mapped[str] = field(
        Kind.TEXT,
        "What it is needed for",
        max_length=200,
        required=True,
        filled=True,
        listed=True,
        personal=DataClass.P,
        purpose="files_taken",
    )
    entries: Mapped[int | None] = field(Kind.INTEGER, "Entries", filled=True, listed=True)
    person: Mapped[int | None] = field(
        Kind.REF,
        "Who takes it",
        target="directory.person",
        filled=True,
        listed=True,
        personal=DataClass.P,
        purpose="files_taken",
    )
    about_record: Mapped[str | None] = field(
        Kind.TEXT, "Record", max_length=80, filled=True, internal=True
    )
    address: Mapped[str | None] = field(
        Kind.TEXT, "Address", max_length=200, filled=True, internal=True
    )
    question: Mapped[str | None] = field(
        Kind.LONG_TEXT, "Query", max_length=8000, filled=True, internal=True
    )
    asked_on: Mapped[dt.date | None] = field(
        Kind.DATE, "Asked on", filled=True, listed=True, filtered=True
    )
    released_on: Mapped[dt.date | None] = field(Kind.DATE, "Released on", filled=True)
    until: Mapped[dt.date | None] = field(
        Kind.DATE, "Can be fetched until", filled=True, listed=True
    )
    status: Mapped[str | None] = field(
        Kind.CHOICE,
        "State",
        choices=tuple(Choice(s.name, s.label, s.tone) for s in STATES),
        filled=True,
        listed=True,
        filtered=True,
    )


WORKFLOW = Workflow(
    record=NAME,
    states=STATES,
    moves=(
        Move(
            name="release",
            label="Release",
            sources=("asked",),
            target="released",
            tone="ok",
            review=True,
            not_fields=("person", AUTHOR),
            stamps=("released_on",),
            effect="Whoever asked can fetch the file for seven days, with a password of its own.",
        ),
        Move(
            name="refuse",
            label="Do not release",
            sources=("asked",),
            target="refused",
            comment=True,
            tone="warn",
            not_fields=("person", AUTHOR),
        ),
        Move(
            name="withdraw",
            label="No longer needed",
            sources=("asked", "released"),
            target="withdrawn",
            effect="The file can no longer be fetched.",
        ),
    ),
)


def grants() -> Iterator[Grant]:
    """Everybody sees the own ones; the office and the cadre section release, officers look on."""
    yield Grant("ME", NAME, ("read", "withdraw"), Scope.OWN)
    for role in ("UF", "UFH", "CO"):
        yield Grant(role, NAME, ("read", "release", "refuse", "withdraw", "export"), Scope.ALL)
    for role in ("DPO", "AU"):
        yield Grant(role, NAME, ("read",), Scope.ALL)


def fill(draft: Draft, look: Look) -> None:
    """A released file can be fetched for some days."""
    if draft.action == "release":
        draft.set("until", draft.today + dt.timedelta(days=OPEN_DAYS))


def check(change: Change, look: Look) -> Iterable[Complaint]:
    """Only who may take these entries out as well can answer for it that somebody else does."""
    if change.action == "release":
        able = look.granted(str(change.after.get("about_record")), "export")
        if change.roles.isdisjoint(able):
            yield Complaint(
                "Only somebody who may export these entries as well releases them. Ask a colleague "
                "who keeps them."
            )


def notices(change: Change) -> Iterable[Notice]:
    """The office learns that something waits, whoever asked how it ended."""
    link = f"/directory/sealed_export/{change.key}"
    if change.action == "create":
        yield Notice("A file with sensitive data waits for a second person.", role="UFH", link=link)
    person = change.after.get("person")
    if isinstance(person, int):
        if change.action == "release":
            yield Notice(
                "Your file is released. Fetch it within seven days.", person=person, link=link
            )
        if change.action == "refuse":
            yield Notice("Your file was not released.", person=person, link=link)
