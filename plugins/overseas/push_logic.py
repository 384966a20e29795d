"""Vacancy messages: who can be reached this quarter, and nobody twice (R13.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from core.sdk import Change, Complaint, Draft, Follow, Look, Values
from plugins.overseas.agreed_flow import IN_FORCE
from plugins.overseas.agreed_logic import KINDS
from plugins.overseas.parts import every, quarter


@dataclass
class Reach:
    """Who gets a message: (kind, number) of each, and how many were held back for this quarter."""

    people: list[tuple[str, int]] = field(default_factory=list)
    held_back: int = 0


def reach(push: Values, of_quarter: str, look: Look) -> Reach:
    """Those of the audience who wish for vacancies and got none in the quarter, each address once."""
    wanting = list(_wanting(push, look))
    sent = {
        (kind, row[kind])
        for row in every(look, "overseas.sending", quarter=of_quarter)
        for kind in KINDS
        if row[kind] is not None
    }
    addresses = _addresses(sent, look)
    found = Reach()
    for kind, row in wanting:
        key, address = row["id"], row["email"]
        assert isinstance(key, int)
        if (kind, key) in sent or address in addresses:
            found.held_back += 1
            continue
        addresses.add(address)
        found.people.append((kind, key))
    return found


def _wanting(push: Values, look: Look) -> Iterator[tuple[str, Values]]:
    audience = push.get("audience")
    only = {"discipline": push["discipline"]} if push.get("discipline") else {}
    for kind in KINDS:
        if isinstance(audience, (tuple, list)) and kind in audience:
            for status in IN_FORCE:
                wish = {"status": status, "vacancies": True, **only}
                for row in every(look, f"overseas.{kind}", **wish):
                    yield kind, row


def _addresses(sent: Iterable[tuple[str, object]], look: Look) -> set[object]:
    """Addresses that got a message: who is registered in both ways gets one."""
    rows = (look.row(f"overseas.{kind}", key) for kind, key in sent)
    return {row["email"] for row in rows if row is not None}


def fill(draft: Draft, look: Look) -> None:
    """How many a message goes to, and how many were held back."""
    if draft.action == "send":
        values = {name: draft.get(name) for name in ("audience", "discipline")}
        found = reach(values, quarter(draft.today), look)
        draft.set("sent_to", len(found.people))
        draft.set("held_back", found.held_back)


def check(change: Change, look: Look) -> Iterable[Complaint]:
    """A message that reaches nobody is not sent."""
    if change.action == "send" and not change.after.get("sent_to"):
        yield Complaint(
            "It would reach nobody: nobody wishes for it, or all got one in this quarter.", "", "13"
        )


def check_sending(change: Change, look: Look) -> Iterable[Complaint]:
    """At most one message in a quarter to each person."""
    if change.action != "create":
        return
    for kind in KINDS:
        key = change.after.get(kind)
        if key is not None and look.count(
            "overseas.sending", **{kind: key, "quarter": change.after["quarter"]}
        ):
            yield Complaint("This person got a message in this quarter.", kind, "13")


def follows(change: Change, look: Look) -> Iterable[Follow]:
    """One sending for each person who is reached."""
    if change.action == "send":
        of_quarter = quarter(change.today)
        for kind, key in reach(change.after, of_quarter, look).people:
            yield Follow(
                "overseas.sending",
                {"push": change.key, "quarter": of_quarter, "date": change.today, kind: key},
            )
