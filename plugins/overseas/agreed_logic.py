"""What is filled in, refused and brought along for people who agreed (article 13)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

from core.sdk import Change, Complaint, Draft, Follow, Look, Values
from plugins.overseas.agreed_flow import LIVE
from plugins.overseas.agreed_parts import PAPER
from plugins.overseas.parts import address_complaints, months_later, not_of_tomorrow, number

EDITION = "2026-1"
"""Edition of the text that people agree to: raise it when the words of the consent are changed."""
KINDS = ("returnee", "contact")
RENEWALS = ("renew", "renew_paper")
ENDS = ("withdraw", "lapse")
MONTH = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])")


# -- what nobody types -----------------------------------------------------------------------------


def fill(draft: Draft, look: Look) -> None:
    """The consent of a new or renewed entry: since when, in which way, for how long."""
    mail = draft.get("email")
    if isinstance(mail, str):
        draft.set("email", mail.strip().lower())
    if draft.action == "create":
        _begin(draft, look)
    if draft.action in RENEWALS:
        _renew(draft)
    if draft.action in ("create", "edit", *RENEWALS):
        _count_anew(draft, look)
    if draft.get("vacancies"):
        draft.set("stopped_on", None)


def _begin(draft: Draft, look: Look) -> None:
    if draft.record == "overseas.returnee":
        _find_person(draft, look)
    if draft.get("given_on") is None:
        draft.set("given_on", draft.today)
    if draft.get("way") is None:
        draft.set("way", "account" if _by_oneself(draft) else "form")


def _renew(draft: Draft) -> None:
    draft.set("asked_on", None)
    if draft.action == "renew_paper":
        draft.set("way", "form")
    elif _by_oneself(draft):
        draft.set("way", "account")


def _by_oneself(draft: Draft) -> bool:
    mine = draft.record == "overseas.returnee" and draft.person is not None
    return mine and draft.get("person") == draft.person


def _find_person(draft: Draft, look: Look) -> None:
    """The person who registers by themself; else the one of this name in the unit, where there is one."""
    office = draft.roles & {"UF", "UFH"}
    if draft.get("person") is None and draft.person is not None and not office:
        draft.set("person", draft.person)
    if draft.get("person") is None and draft.get("name") and draft.get("unit"):
        named: dict[str, Any] = {
            "name": draft.get("name"),
            "unit": draft.get("unit"),
            "active": True,
        }
        found = look.rows("directory.person", **named)
        if len(found) == 1:
            draft.set("person", found[0]["id"])
    known = look.row("directory.person", draft.get("person"))
    for name in ("name", "unit"):
        if known is not None and draft.get(name) is None:
            draft.set(name, known[name])


def _count_anew(draft: Draft, look: Look) -> None:
    given = draft.get("given_on")
    if isinstance(given, dt.date):
        draft.set("valid_until", months_later(given, number(look, "reconsent_months")))
        draft.set("edition", EDITION)


def fill_invitation(draft: Draft, look: Look) -> None:
    """An invitation holds for a time."""
    if draft.action == "create":
        days = number(look, "invite_days")
        draft.set("valid_until", draft.today + dt.timedelta(days=days))


# -- what is refused -------------------------------------------------------------------------------


def check(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 13: nobody stands here without having agreed, and nobody twice."""
    after = change.after
    if after.get("status") not in LIVE:
        return
    yield from not_of_tomorrow(change, "given_on", "13")
    yield from address_complaints(change, "email")
    yield from _agreed(change)
    until = after.get("valid_until")
    if change.action == "create" and isinstance(until, dt.date) and until <= change.today:
        yield Complaint("This consent has ended by now. Ask for a new one.", "given_on", "13")
    if change.changed("email") and _twice(change, look):
        yield Complaint("This address is registered already.", "email", "13")
    yield from _months(change)


def _agreed(change: Change) -> Iterable[Complaint]:
    after = change.after
    if after.get("way") in PAPER and not after.get("evidence"):
        yield Complaint(
            "Only who agreed is entered. Give the number of the signed form.", "evidence", "13"
        )
    if change.action == "create" and after.get("way") == "account":
        for name in ("agrees", "agrees_abroad"):
            if after.get(name) is not True:
                yield Complaint("Without your consent nothing is kept.", name, "13")
    if change.action == "edit" and change.changed("given_on"):
        yield Complaint("A consent is renewed by the button for it.", "given_on", "13")


def _twice(change: Change, look: Look) -> bool:
    rows = look.rows(change.record, email=change.after.get("email"))
    return any(row["id"] != change.key and row["status"] in LIVE for row in rows)


def _months(change: Change) -> Iterable[Complaint]:
    after = change.after
    for name in ("studied_from", "studied_to"):
        value = after.get(name)
        if isinstance(value, str) and not MONTH.fullmatch(value):
            yield Complaint("Write year and month as 2015-09.", name, "13")
    begun, ended = after.get("studied_from"), after.get("studied_to")
    if isinstance(begun, str) and isinstance(ended, str) and ended < begun:
        yield Complaint("The end lies before the beginning.", "studied_to", "13")


def contact(change: Change, look: Look) -> Iterable[Complaint]:
    """What came by a link came by an invitation that was open."""
    yield from check(change, look)
    if change.action == "create" and change.after.get("way") == "link":
        invited = look.row("overseas.invitation", change.after.get("invitation"))
        if invited is None or not is_open(invited, change.today):
            yield Complaint("This invitation is over.", "", "13")


def is_open(invitation: Values, today: dt.date) -> bool:
    """True for an invitation that can still be answered."""
    until = invitation["valid_until"]
    standing = invitation["status"] == "open" and invitation["answered_on"] is None
    return standing and (not isinstance(until, dt.date) or until >= today)


# -- what comes along ------------------------------------------------------------------------------


def follows(change: Change, look: Look) -> Iterable[Follow]:
    """Each consent is a row of its own; a withdrawal is noted there, an invitation is used up."""
    kind, after = change.record.partition(".")[2], change.after
    if change.action in ("create", *RENEWALS):
        names = ("given_on", "valid_until", "way", "edition", "evidence")
        values = {name: after.get(name) for name in names}
        yield Follow("overseas.consent", {kind: change.key, **values})
    if change.action == "withdraw":
        of: dict[str, Any] = {kind: change.key}
        for row in look.rows("overseas.consent", **of):
            if row["withdrawn_on"] is None:
                key = row["id"]
                assert isinstance(key, int)
                yield Follow("overseas.consent", {"withdrawn_on": change.today}, key)
    invitation = after.get("invitation")
    if change.action == "create" and isinstance(invitation, int):
        yield Follow("overseas.invitation", {"answered_on": change.today}, invitation)
