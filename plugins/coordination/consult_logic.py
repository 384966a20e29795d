"""Consultations, documents, checks: values nobody types, what must hold, who is told (article 15)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator

from core.sdk import N_, Change, Complaint, Draft, Look, Notice
from plugins.coordination.consult_flow import CONSULTED
from plugins.coordination.parts import heads, not_of_tomorrow, number

Get = Callable[[str], object]


# -- values nobody types ---------------------------------------------------------------------------


def fill_consult(draft: Draft, look: Look) -> None:
    """The day of the answer, where the department named none."""
    if draft.action == "send" and draft.get("answer_by") is None:
        days = number(look, "reply_workdays")
        draft.set("answer_by", look.working_day(draft.today, days))


def fill_document(draft: Draft, look: Look) -> None:
    """Whether the document went out without consulting, and when that was made up for."""
    if draft.action == "issue":
        draft.set("defect", bool(draft.get("policies")) and not _consulted(draft.get, look))
    elif draft.get("defect") and draft.get("made_up_on") is None and _advised(draft.get, look):
        draft.set("made_up_on", draft.today)


def fill_inspection(draft: Draft, look: Look) -> None:
    """The unit that was checked is the one that answers."""
    draft.set("unit", draft.get("checked"))


def _consulted(get: Get, look: Look) -> bool:
    """True when consulting came before the document: advice, or a silence that is on record."""
    row = look.row("coordination.consult", get("consult"))
    if row is None or row["status"] not in CONSULTED:
        return False
    sent, issued = row["sent_on"], get("issued_on")
    return isinstance(sent, dt.date) and isinstance(issued, dt.date) and sent <= issued


def _advised(get: Get, look: Look) -> bool:
    row = look.row("coordination.consult", get("consult"))
    return row is not None and row["status"] in CONSULTED


# -- what must hold --------------------------------------------------------------------------------


def consult(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 15: silence is noted when its time has come, and a refusal of advice is explained."""
    after = change.after
    if change.action == "silence" and change.roles:  # the system knows the day by the rule
        days, sent = number(look, "reply_workdays"), change.before.get("sent_on")
        assert isinstance(sent, dt.date)
        over = look.working_day(sent, days)
        if change.today <= over:
            yield Complaint(
                "The time for an answer runs to %(day)s.", "status", "15", {"day": over}
            )
    if change.action == "proceed" and look.parameter("coordination", "silence") == "block":
        yield Complaint("Here an answer has to be waited for.", "status", "15")
    if after.get("adoption") in ("part", "none") and not after.get("adoption_reason"):
        yield Complaint("Say why the advice was not wholly adopted.", "adoption_reason", "15")


def document(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 15: what is within scope goes out after consulting; the college chooses how strict."""
    yield from not_of_tomorrow(change, "issued_on", "15")
    after = change.after
    if change.action == "issue" and after.get("defect"):
        if look.parameter("coordination", "block"):
            yield Complaint(
                "It touches policies that have to be consulted on first. Name the consultation.",
                "consult",
                "15",
            )
    if change.before.get("status") == "issued" and change.changed("policies", "issued_on"):
        yield Complaint("What was issued keeps its checklist and its day.", "policies", "15")


def inspection(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 15: a check took place, and what is to be mended has a day after it."""
    yield from not_of_tomorrow(change, "date", "15")
    by, day = change.after.get("mend_by"), change.after.get("date")
    if isinstance(by, dt.date) and isinstance(day, dt.date) and by < day:
        yield Complaint("It cannot be due before the check.", "mend_by", "15")
    if isinstance(by, dt.date) and not change.after.get("to_mend"):
        yield Complaint("Say what is to be mended.", "to_mend", "15")


# -- who is told -----------------------------------------------------------------------------------


def tell_consult(change: Change, look: Look) -> Iterable[Notice]:
    """The office of what came in, the head of a silence, the department of the advice."""
    if change.action == "send":
        yield Notice("A consultation came in.", role="UF")
    if change.action == "silence":
        yield Notice("A consultation was not answered in time.", role="UFH")
    if change.action == "advise":
        yield from _to_department(change, look, N_("There is advice on a consultation of yours."))
    if change.action == "return_receipt":
        yield Notice("The receipt of a consultation came back.", role="UF")


def tell_document(change: Change, look: Look) -> Iterable[Notice]:
    """The office of a document that went out without consulting."""
    if change.became("defect", True):
        yield Notice("A document within scope was issued without consulting.", role="UF")


def tell_inspection(change: Change, look: Look) -> Iterable[Notice]:
    """The unit of what it is asked to mend."""
    if change.action == "ask_to_mend":
        for person in heads(look, change.after.get("checked"), change.today):
            yield Notice("Something is to be mended after a check of your unit.", person=person)
    if change.action == "mended":
        yield Notice("A unit has mended what a check found.", role="UF")


def _to_department(change: Change, look: Look, text: str) -> Iterator[Notice]:
    owner = change.after.get("owner")
    told = (
        [owner] if isinstance(owner, int) else heads(look, change.after.get("unit"), change.today)
    )
    for person in told:
        yield Notice(text, person=person)
