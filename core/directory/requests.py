"""Requests of people about what is kept about them: correct, object, delete, explain, withdraw
(PIPL art. 44 to 50). The office and whoever entered a thing answer within fifteen working days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from sqlalchemy.orm import Mapped

from core.db import RecordBase, field
from core.declare import (
    Change,
    Choice,
    Complaint,
    DataClass,
    Grant,
    Kind,
    Look,
    Move,
    Notice,
    Purpose,
    Record,
    Scope,
    State,
    Then,
    Workflow,
)

NAME = "directory.data_request"
ANSWER_WORKDAYS = 15
KINDS = (
    Choice("correction", "Correct something"),
    Choice("objection", "Object to it being kept"),
    Choice("deletion", "Delete it"),
    Choice("explanation", "Explain why it is kept"),
    Choice("withdrawal", "Withdraw my consent"),
)
STATES = (
    State("asked", "Asked", "warn"),
    State("done", "Done as asked", "ok", closed=True),
    State("refused", "Refused with a reason", closed=True),
    State("withdrawn", "Taken back", closed=True),
)
PURPOSE = Purpose(
    name="own_requests",
    why="Answer people's requests about what is kept about them, and show that they were answered.",
    basis="PIPL art. 44 to 50: rights of the person",
    keep_months=36,
    after="the answer",
    counts_from=("@closed",),
    then=Then.ERASE,
    readers=("ME", "UF", "UFH", "CM", "CL", "UH"),
)


class DataRequest(RecordBase):
    """One request about one entry. The data protection officer sees that it exists, not its words."""

    record = Record(
        name=NAME,
        label="Request about own data",
        plural="Requests about own data",
        help="What people ask about entries on them. Answer within fifteen working days.",
        fields=(),
        title=("kind", "entry"),
        order="-asked_on",
        own=("person", "handler"),
        icon="user",
    )
    person: Mapped[int | None] = field(
        Kind.REF,
        "Who asks",
        target="directory.person",
        filled=True,
        listed=True,
        personal=DataClass.P,
        purpose="names",
    )
    kind: Mapped[str] = field(
        Kind.CHOICE, "What is asked", required=True, choices=KINDS, listed=True, filtered=True
    )
    entry: Mapped[str | None] = field(
        Kind.TEXT, "About the entry", max_length=200, filled=True, listed=True
    )
    about_record: Mapped[str | None] = field(
        Kind.TEXT, "Record", max_length=80, filled=True, internal=True
    )
    about_row: Mapped[int | None] = field(Kind.INTEGER, "Number", filled=True, internal=True)
    text: Mapped[str | None] = field(
        Kind.LONG_TEXT,
        "In the person's words",
        max_length=500,
        filled=True,
        personal=DataClass.P,
        purpose="own_requests",
    )
    handler: Mapped[int | None] = field(
        Kind.REF,
        "Answered by",
        target="directory.person",
        filled=True,
        listed=True,
        help="Whoever keeps the entry; without one the office answers.",
        personal=DataClass.P,
        purpose="names",
    )
    asked_on: Mapped[dt.date | None] = field(
        Kind.DATE, "Asked on", filled=True, listed=True, filtered=True
    )
    due_on: Mapped[dt.date | None] = field(
        Kind.DATE, "Answer due on", filled=True, listed=True, filtered=True
    )
    answer: Mapped[str | None] = field(
        Kind.LONG_TEXT,
        "Answer",
        max_length=500,
        help="What was done, or why it was not.",
        personal=DataClass.P,
        purpose="own_requests",
    )
    answered_on: Mapped[dt.date | None] = field(Kind.DATE, "Answered on", filled=True)
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
            name="fulfil",
            label="Done as asked",
            sources=("asked",),
            target="done",
            needs=("answer",),
            tone="ok",
            review=True,
            not_fields=("person",),
            stamps=("answered_on",),
            effect="Change the entry itself first; the person is told that the answer is there.",
        ),
        Move(
            name="refuse",
            label="Refuse with a reason",
            sources=("asked",),
            target="refused",
            needs=("answer",),
            tone="warn",
            not_fields=("person",),
            stamps=("answered_on",),
            effect="The answer says why. The person may turn to the data protection officer.",
        ),
        Move(
            name="withdraw", label="Take back the request", sources=("asked",), target="withdrawn"
        ),
    ),
)


def grants() -> Iterator[Grant]:
    """Everybody asks about themselves; who keeps the entry and the office answer."""
    yield Grant("ME", NAME, ("read", "create", "withdraw"), Scope.OWN)
    for role in ("CM", "CL", "UH"):
        yield Grant(role, NAME, ("read", "edit", "fulfil", "refuse"), Scope.OWN)
    for role in ("UF", "UFH"):
        yield Grant(role, NAME, ("read", "edit", "delete", "fulfil", "refuse", "export"), Scope.ALL)
    yield Grant("DPO", NAME, ("read",), Scope.ALL)


def check(change: Change, look: Look) -> Iterable[Complaint]:
    """Nobody answers the own request, and only the person takes it back."""
    if change.action == "create" and not (change.after.get("person") and change.after.get("entry")):
        yield Complaint("Open «About me» and ask there, beside the entry you mean.", "kind")
    mine = change.person is not None and change.after.get("person") == change.person
    if change.action == "edit" and mine:
        yield Complaint("Somebody else answers your request.", "answer")
    if change.action == "withdraw" and not mine:
        yield Complaint("Only the person who asked can take a request back.")


def notices(change: Change, look: Look) -> Iterable[Notice]:
    """Whoever answers and the officer learn that there is a request, the person that it is answered."""
    link = f"/directory/data_request/{change.key}"
    if change.action == "create":
        handler = change.after.get("handler")
        text = "Somebody asks about an entry on them. Please answer."
        if isinstance(handler, int):
            yield Notice(text, person=handler, link=link)
        else:
            yield Notice(text, role="UF", link=link)
        yield Notice("There is a new request about own data.", role="DPO", link=link)
    person = change.after.get("person")
    if change.action in ("fulfil", "refuse") and isinstance(person, int):
        yield Notice("Your request about your data is answered.", person=person, link=link)
