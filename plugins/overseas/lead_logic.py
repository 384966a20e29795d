"""What is filled in, refused, told and brought along for leads and activities (article 12)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from core.sdk import Change, Complaint, Draft, Follow, Look, Notice, Values
from plugins.overseas.lead_flow import LEAD_STATES
from plugins.overseas.lead_models import KINDS
from plugins.overseas.parts import (
    address_complaints,
    every,
    heads,
    is_personal,
    not_of_tomorrow,
)

STEPS = ("accept", "ask_review", "clear", "begin_talks", "resume", "sign")
"""Steps that are progress by themselves; each starts the days without progress anew."""


# -- what nobody types -----------------------------------------------------------------------------


def fill_date(draft: Draft, look: Look) -> None:
    """What has no date is of today."""
    if draft.action == "create" and draft.get("date") is None:
        draft.set("date", draft.today)


def fill_summary(draft: Draft, look: Look) -> None:
    """The last day of the half-year, and what it came to."""
    year, half = draft.get("year"), draft.get("half")
    if draft.action not in ("create", "edit") or not isinstance(year, int) or not half:
        return
    if draft.action == "edit" and draft.get("counted_on") is not None:
        return
    begins, ends = _half(year, half)
    draft.set("ends_on", ends)
    draft.set("counted_on", draft.today)
    for name, record, day, where in (
        ("new_leads", "overseas.lead", "date", {}),
        ("signed_leads", "overseas.lead", "signed_on", {}),
        ("exchanges", "overseas.exchange", "date", {"status": "held"}),
        ("messages", "overseas.push", "sent_on", {"status": "sent"}),
    ):
        rows = every(look, record, **where)
        draft.set(name, sum(_within(row, day, begins, ends) for row in rows))


def _half(year: int, half: object) -> tuple[dt.date, dt.date]:
    if half == "1":
        return dt.date(year, 1, 1), dt.date(year, 6, 30)
    return dt.date(year, 7, 1), dt.date(year, 12, 31)


def _within(row: Values, name: str, begins: dt.date, ends: dt.date) -> bool:
    day = row[name]
    return isinstance(day, dt.date) and begins <= day <= ends


# -- what is refused -------------------------------------------------------------------------------


def lead(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 12: private addresses need consent; what may be export-controlled is reviewed before talks."""
    yield from not_of_tomorrow(change, "date", "12")
    yield from address_complaints(change, "contact_mail")
    after = change.after
    mail = after.get("contact_mail")
    if isinstance(mail, str) and change.changed("contact_mail") and is_personal(mail):
        yield Complaint(
            "This is a private address. Enter the organisation's, or invite the person: who agrees "
            "stands among the scholars abroad of this lead.",
            "contact_mail",
            "12",
        )
    if after.get("contact_name") or mail:
        if not after.get("published_at"):
            yield Complaint("Say where the organisation publishes it.", "published_at", "12")
    if after.get("status") == "talks" and _unreviewed(after):
        yield Complaint(
            "Technology that may fall under export control passes the secrecy review before talks.",
            "review_no",
            "12",
        )


def _unreviewed(values: Values) -> bool:
    hinted = values.get("kind") == "technology" and values.get("export_hint") is True
    return hinted and not (values.get("review_no") and values.get("cleared_on"))


def progress(change: Change, look: Look) -> Iterable[Complaint]:
    """«No progress» gives its reason."""
    yield from not_of_tomorrow(change, "date", "12")
    after = change.after
    if after.get("kind") == "none" and not after.get("text"):
        yield Complaint("Give the reason why there is no progress.", "text", "12")
    if after.get("kind") == "step" and not after.get("text"):
        yield Complaint("Say what happened.", "text", "12")


def exchange(change: Change, look: Look) -> Iterable[Complaint]:
    """An activity was held on its day or before, not tomorrow."""
    day = change.after.get("date")
    if change.action == "hold" and isinstance(day, dt.date) and day > change.today:
        yield Complaint("The day of the activity has not come yet.", "date", "12")


def summary(change: Change, look: Look) -> Iterable[Complaint]:
    """A half-year is summed up when it is over, and its numbers stay those of that day."""
    if change.action == "create":
        ends = change.after.get("ends_on")
        if isinstance(ends, dt.date) and ends >= change.today:
            yield Complaint("This half-year is not over yet.", "half", "12")
    elif change.changed("year", "half"):
        yield Complaint("Make a new summary for another half-year.", "half", "12")


# -- what comes along ------------------------------------------------------------------------------


def follows_lead(change: Change, look: Look) -> Iterable[Follow]:
    """A step forward is an entry on progress."""
    if change.action in STEPS:
        values = {"lead": change.key, "date": change.today, "kind": "moved"}
        yield Follow("overseas.progress", values)


def follows_summary(change: Change, look: Look) -> Iterable[Follow]:
    """How many leads there are by kind and stage, on the day the summary is made."""
    if change.action != "create":
        return
    for kind in KINDS:
        for state in LEAD_STATES:
            number = look.count("overseas.lead", kind=kind.value, status=state.name)
            if number:
                values = {
                    "summary": change.key,
                    "kind": kind.value,
                    "stage": state.name,
                    "leads": number,
                }
                yield Follow("overseas.summary_line", values)


# -- who is told -----------------------------------------------------------------------------------


def tell_lead(change: Change, look: Look) -> Iterator[Notice]:
    """The department is told of a lead, the head of the office of a review."""
    unit = change.after.get("unit")
    if change.action == "create" or (change.action == "edit" and change.changed("unit")):
        told = heads(look, unit, change.today)
        for person in told:
            yield Notice("A lead for cooperation waits to be taken up.", person=person)
        if not told:
            yield Notice("A lead for cooperation waits at a department without a head.", role="UF")
    if change.action == "ask_review":
        yield Notice("A lead for cooperation waits for its secrecy review.", role="UFH")
    if change.action == "clear":
        for person in heads(look, unit, change.today):
            yield Notice("The secrecy review of a lead is done.", person=person)
