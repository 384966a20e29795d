"""Organisations, support, joint meetings: values, what must hold, who is told (article 16)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.sdk import Change, Complaint, Draft, Look, Notice
from plugins.coordination.parts import not_of_tomorrow


def fill_support(draft: Draft, look: Look) -> None:
    """The day of asking; what an organisation asks for is seen by it."""
    if draft.get("asked_on") is None:
        draft.set("asked_on", draft.today)


def fill_attendance(draft: Draft, look: Look) -> None:
    """The head through whom the organisation sees the meeting."""
    of = look.row("coordination.organisation", draft.get("organisation"))
    draft.set("head", of["head"] if of else None)


def support(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 16: it was asked for already, in words, save for help with admissions."""
    yield from not_of_tomorrow(change, "asked_on", "16")
    after = change.after
    if after and after.get("kind") not in (None, "admission") and not after.get("request"):
        yield Complaint("Say what is asked for.", "request", "16")


def offer(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 16: it was offered already."""
    yield from not_of_tomorrow(change, "date", "16")


def joint_meeting(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 16: a meeting took place when at least one organisation came."""
    if change.became("status", "held"):
        yield from not_of_tomorrow(change, "date", "16") if change.changed("date") else ()
        if not look.count("coordination.attendance", meeting=change.key, came=True):
            yield Complaint("Mark which organisations came.", "", "16")
        day = change.after.get("date")
        if day is not None and day > change.today:  # type: ignore[operator]
            yield Complaint("It is entered after it took place.", "date", "16")


def attendance(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 16: each organisation is invited once."""
    same = {n: change.after.get(n) for n in ("meeting", "organisation")}
    if not change.before and look.count("coordination.attendance", **same):
        yield Complaint("This organisation is invited already.", "organisation", "16")


def tell_support(change: Change, look: Look) -> Iterable[Notice]:
    """The office of what is asked for, the organisation's head of the answer."""
    if change.action == "create":
        yield Notice("A democratic party's organisation asks for support.", role="UF")
    if change.action in ("accept", "decline"):
        of = look.row("coordination.organisation", change.after.get("organisation"))
        head = of["head"] if of else None
        if isinstance(head, int):
            yield Notice("There is an answer to what your organisation asked for.", person=head)


def tell_meeting(change: Change, look: Look) -> Iterable[Notice]:
    """All who were invited of the minutes: also those who could not come."""
    if change.action == "send_minutes":
        for head, came in _invited(change, look):
            text = (
                Notice("The minutes of a joint meeting are there.", person=head)
                if came
                else Notice(
                    "The minutes of a joint meeting that you missed are there.", person=head
                )
            )
            yield text


def _invited(change: Change, look: Look) -> Iterator[tuple[int, bool]]:
    for row in look.rows("coordination.attendance", meeting=change.key):
        head = row["head"]
        if isinstance(head, int):
            yield head, bool(row["came"])
