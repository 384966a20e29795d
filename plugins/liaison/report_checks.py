"""What must hold when reports and their matters are saved. Pure functions of a change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from core.sdk import Change, Complaint, Look, Values

OFFICE = frozenset({"UF", "UFH"})
CONSENTS = (("good_work", "good_work_agreed"), ("able_people", "able_people_agreed"))


def report(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 5: of one's own unit and time, with matters or with the word that there are none."""
    after = change.after
    for text, agreed in CONSENTS:
        if after.get(text) and not after.get(agreed):
            yield Complaint(
                "Ask the people concerned first; without them it is not kept.", agreed, "5"
            )
    if not change.before or change.changed("unit", "period", "owner"):
        yield from _right_to_report(change, look)
    if change.became("status", "submitted"):
        listed = look.count("liaison.matter", report=change.key)
        if after.get("no_matters") and listed:
            yield Complaint(
                "Matters are listed. Take them off, or do not say there are none.",
                "no_matters",
                "5",
            )
        if not after.get("no_matters") and not listed:
            yield Complaint("List a matter, or say that there are none.", "no_matters", "5")


def _right_to_report(change: Change, look: Look) -> Iterable[Complaint]:
    after = change.after
    term = look.row("directory.semester", after.get("period"))
    unit, owner = after.get("unit"), after.get("owner")
    if term is None:
        return
    starts = term["starts"]
    if isinstance(starts, dt.date) and starts > change.today:
        yield Complaint("This semester has not begun.", "period", "5")
    same = look.rows("liaison.report", unit=unit, period=after.get("period"), owner=owner)
    if any(r["id"] != change.key for r in same):
        yield Complaint(
            "There is a report of this officer for the semester. Add the matters to it.",
            "period",
            "5",
        )
    served = look.rows("liaison.assignment", unit=unit, officer=owner)
    if change.roles and not change.roles & OFFICE and not any(_touches(s, term) for s in served):
        yield Complaint(
            "Who reports for a unit was its officer in that semester. Ask the office if the list of "
            "officers is wrong.",
            "unit",
            "5",
        )


def _touches(served: Values, term: Values) -> bool:
    """True when the officer served on some day of the semester."""
    starts, ends, first, last = served["starts"], served["ends"], term["starts"], term["ends"]
    assert isinstance(starts, dt.date) and isinstance(first, dt.date) and isinstance(last, dt.date)
    return starts <= last and (not isinstance(ends, dt.date) or ends >= first)


def matter(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 5: without a name unless the person signs; settled with an answer where one is asked for."""
    after = change.after
    if after.get("source") == "signed":
        if after.get("proposer") is None:
            yield Complaint("Say who signs, or leave the name away.", "proposer", "5")
        elif not after.get("proposer_agreed"):
            yield Complaint(
                "A name stands here only when the person agrees. Else leave it away.",
                "proposer_agreed",
                "5",
            )
    of = look.row("liaison.report", after.get("report"))
    if of is not None and of["status"] == "archived" and not change.before:
        yield Complaint("This report is archived. Add the matter to another one.", "report", "5")
    answered = after.get("answer") or after.get("suggestion_no")
    if change.became("status", "settled") and after.get("wants_answer") and not answered:
        yield Complaint(
            "An answer is asked for. Enter it, or the number of the suggestion.", "answer", "5"
        )
