"""Who is told of what. Messages name the duty, never the people in an article nor its subject."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from core.sdk import N_, Change, Look, Notice
from plugins.publicity.parts import stands

WAITS = N_("An article waits for your review.")


def _authors(change: Change) -> set[int]:
    given = (change.after.get("writer"), change.after.get("actual_writer"))
    return {p for p in given if isinstance(p, int)}


def _heads(change: Change, look: Look) -> Iterator[int]:
    """Those who head the article's unit today."""
    for post in look.rows("directory.post", unit=change.after.get("unit"), kind="unit_head"):
        person = post["person"]
        if stands(post["starts"], post["ends"], change.today) and isinstance(person, int):
            yield person


NEXT: Mapping[str, tuple[str, str]] = {
    "second_review": (WAITS, "UF"),
    "final_review": (WAITS, "UFH"),
    "ready": (N_("An article is ready to be published."), "PB"),
    "failed": (N_("Publishing an article failed. See why, and try again."), "PB"),
}
"""What is said to which role when an article comes into a state."""


def article(change: Change, look: Look) -> Iterable[Notice]:
    """Whoever has it next, and the author when it comes back or is out."""
    if change.after.get("stand_in") and change.changed("stand_in", "status"):
        yield Notice(WAITS, role=str(change.after["stand_in"]))
    state = change.after.get("status")
    if state == change.before.get("status"):
        return
    if state == "first_review":
        for person in _heads(change, look):
            yield Notice(WAITS, person=person)
    if state in NEXT:
        text, role = NEXT[str(state)]
        yield Notice(text, role=role)
    if told := _to_authors(change):
        for person in _authors(change):
            yield Notice(told, person=person)


def _to_authors(change: Change) -> str:
    if change.action == "send_back":
        return N_("Your article came back with a remark.")
    if change.became("status", "published"):
        return N_("Your article was published.")
    if change.became("status", "final_review") and change.before.get("status") == "ready":
        return N_("Your article was changed after its review and is reviewed again.")
    return ""


def consent(change: Change, look: Look) -> Iterable[Notice]:
    """Who is portrayed is asked once; who keeps the article learns of a withdrawal."""
    person = change.after.get("person")
    if change.action == "create" and isinstance(person, int):
        yield Notice(
            "An article shows you. Say whether you agree to its publication.", person=person
        )
    if change.became("status", "withdrawn"):
        yield Notice("A consent to publication was withdrawn.", role="UF")
    if change.became("status", "expired"):
        yield Notice("A consent to publication has run out.", role="UF")


def takedown(change: Change, look: Look) -> Iterable[Notice]:
    """T01-2: both departments are told at once."""
    if change.action == "create":
        for role in ("PB", "UF"):
            yield Notice(
                "An article has to be taken down or made anonymous by %(day)s.",
                role=role,
                values={"day": change.after.get("due_on")},
            )


def slot(change: Change, look: Look) -> Iterable[Notice]:
    """Whose turn moved, on both sides."""
    if not change.before or not change.changed("serves", "date"):
        return
    for person in {change.before.get("serves"), change.after.get("serves")}:
        if isinstance(person, int):
            yield Notice("Your turns in the publicity rota have changed.", person=person)


def swap(change: Change, look: Look) -> Iterable[Notice]:
    """The other member is asked, whoever asked gets the answer."""
    other, asked = change.after.get("other"), change.after.get("asked_by")
    if change.action == "create" and isinstance(other, int):
        yield Notice("A member of the roster asks you to swap slots.", person=other)
    if change.action == "decline" and isinstance(asked, int):
        yield Notice("The swap of slots was not agreed to.", person=asked)


def plan(change: Change, look: Look) -> Iterable[Notice]:
    """The head decides; whoever drew it up learns when it comes back."""
    owner = change.after.get("owner")
    if change.became("status", "review"):
        yield Notice("A publicity plan waits for approval.", role="UFH")
    if change.action == "send_back" and isinstance(owner, int):
        yield Notice("A publicity plan was sent back.", person=owner)


NOTICES: Mapping[str, Callable[[Change, Look], Iterable[Notice]]] = {
    "publicity.article": article,
    "publicity.consent": consent,
    "publicity.takedown": takedown,
    "publicity.slot": slot,
    "publicity.swap": swap,
    "publicity.plan": plan,
}
"""Who is told about changes of each record."""
