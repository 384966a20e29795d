"""Consents of people portrayed: when one is missing, and what a withdrawal brings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from core.sdk import Change, Complaint, Draft, Follow, Look, Values
from plugins.publicity.parts import in_order, not_of_tomorrow, number
from plugins.publicity.workflows import OUT

ARTICLES, CONSENT, TAKEDOWN = "publicity.article", "publicity.consent", "publicity.takedown"


def stands(consent: Values, today: dt.date) -> bool:
    """True when the person agreed and the time has not run out."""
    return consent["status"] == "given" and _lasts(consent["valid_until"], today)


def _lasts(until: object, today: dt.date) -> bool:
    return not (isinstance(until, dt.date) and until < today)


def lacks_consent(article: int | None, values: Values, look: Look, today: dt.date) -> bool:
    """R01.5: somebody is a good example, or can be recognised, and has not agreed."""
    return is_lacking(values, look.rows(CONSENT, article=article), today)


def is_lacking(values: Values, people: Sequence[Values], today: dt.date) -> bool:
    """The same of an article and the consents that belong to it."""
    if values.get("portrait") and not people:
        return True
    every = values.get("column") == "examples" or values.get("portrait")
    return any(not stands(p, today) for p in people if every or p["portrait"])


def fill_consent(draft: Draft, look: Look) -> None:
    """Days and way of the consent, by the button that was pressed."""
    if draft.action == "agree":
        draft.set("given_on", draft.today)
    if draft.action in ("agree", "on_paper"):
        draft.set("way", "system" if draft.action == "agree" else "sheet")
        draft.set("withdrawn_on", None)
    if draft.action == "agree" and not _lasts(draft.get("valid_until"), draft.today):
        draft.set("valid_until", None)


def check_consent(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 1: one person each, who stays the same; the days follow each other."""
    after = change.after
    if change.action == "delete":
        return
    if (after.get("person") is None) == (after.get("outside") is None):
        yield Complaint("Name one person: from the directory, or by name.", "person", "1")
    if change.before and change.changed("article", "person", "outside"):
        yield Complaint("A consent keeps its person. Enter another instead.", "person", "1")
    if not change.before and after.get("person") is not None:
        if look.count(CONSENT, article=after.get("article"), person=after.get("person")):
            yield Complaint("This person is entered for this article already.", "person", "1")
    if change.action == "run_out" and _lasts(after.get("valid_until"), change.today):
        yield Complaint("This consent still holds.", "valid_until", "1")
    if change.action == "on_paper" and not _lasts(after.get("valid_until"), change.today):
        told = "This day is over. Enter until when the consent holds now, or leave it empty."
        yield Complaint(told, "valid_until", "1")
    yield from not_of_tomorrow(change, "given_on", "1")
    yield from in_order(change, "given_on", "valid_until", "1")


def consent_follows(change: Change, look: Look) -> Iterable[Follow]:
    """T01-2: a consent that is withdrawn or runs out after publishing opens a task, and the ledger shows
    that it is handled."""
    of = look.row(ARTICLES, change.after.get("article"))
    ended = any(change.became("status", state) for state in ("withdrawn", "expired"))
    if of is None or not ended:
        return
    if of["status"] in OUT or of["published_on"] is not None and of["retracted_on"] is None:
        yield Follow(TAKEDOWN, {"article": of["id"]})
        key = of["id"]
        if of["status"] not in ("archived", "void") and isinstance(key, int):
            yield Follow(ARTICLES, {"being_handled": True}, key)


def fill_takedown(draft: Draft, look: Look) -> None:
    """It runs from today, for so many working days."""
    if draft.action == "create":
        draft.set("opened_on", draft.today)
        days = number(look, "takedown_workdays")
        draft.set("due_on", look.working_day(draft.today, days))


def check_takedown(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 1: done is what can be seen to be done."""
    if change.action != "finish":
        return
    of = look.row(ARTICLES, change.after.get("article")) or {}
    if change.after.get("how") == "retract" and of.get("retracted_on") is None:
        yield Complaint("Take the article down first, by its own step.", "how", "1")
    if change.after.get("how") == "anonymise" and not change.after.get("note"):
        yield Complaint("Say what was made anonymous, without the name.", "note", "1")


def takedown_follows(change: Change, look: Look) -> Iterable[Follow]:
    """The ledger no longer shows it as being handled when nothing is left to do."""
    of = look.row(ARTICLES, change.after.get("article"))
    if of is None or not change.became("status", "done") or of["status"] in ("archived", "void"):
        return
    key = of["id"]
    if not look.count(TAKEDOWN, article=key, status="open") and isinstance(key, int):
        yield Follow(ARTICLES, {"being_handled": False}, key)
