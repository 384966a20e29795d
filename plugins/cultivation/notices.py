"""Who is told of what. Messages name duties, never people and never what was said of them."""

from __future__ import annotations

from collections.abc import Iterable

from core.sdk import Change, Look, Notice


def training_plan(change: Change, look: Look) -> Iterable[Notice]:
    """The head learns of a plan that waits, the clerk of one that came back."""
    if change.became("status", "submitted"):
        yield Notice("A training plan waits for the decision.", role="UFH")
    if change.action == "send_back":
        yield Notice("A training plan was sent back.", role="UF")


def course(change: Change, look: Look) -> Iterable[Notice]:
    """Units learn of a course to which people can be nominated."""
    if change.action in ("open", "reopen"):
        yield Notice("The registration for a training course is open.", role="UH")


def nomination(change: Change, look: Look) -> Iterable[Notice]:
    """The person is asked for the own wish and learns the outcome; offices learn what waits."""
    person = change.after.get("person")
    by_person = isinstance(person, int) and person == change.person
    if isinstance(person, int) and not by_person:
        if change.action == "create":
            yield Notice("You are asked whether you want to take part in a course.", person=person)
        if change.became("status", "admitted"):
            yield Notice("You were admitted to a training course.", person=person)
        if change.became("status", "not_admitted"):
            yield Notice("You were not admitted to a training course this time.", person=person)
    if change.became("status", "office"):
        yield Notice("A nomination waits for the office.", role="UF")
    if change.became("status", "cadre"):
        yield Notice("A nomination waits for the cadre section.", role="CO")
    if change.became("status", "gave_up"):
        yield Notice("A nomination was given up; its place is free.", role="UF")


def cadre_entry(change: Change, look: Look) -> Iterable[Notice]:
    """Article 9: both offices confirm, then the person does."""
    if change.became("status", "checking"):
        yield Notice("An entry of the register waits for confirmation.", role="CO")
    if change.changed("need_asked_on") and change.after.get("need_asked_on") is not None:
        yield Notice(
            "An entry of the register was not read for a long time. Say whether it is still needed.",
            role="UF",
        )
    person = change.after.get("person")
    if change.became("status", "with_person") and isinstance(person, int):
        yield Notice("There is an entry about you to confirm.", person=person)
    if change.action in ("object", "send_back"):
        yield Notice("An entry of the register came back.", role="UF")


NOTICES = {
    "cultivation.training_plan": training_plan,
    "cultivation.course": course,
    "cultivation.nomination": nomination,
    "cultivation.cadre_entry": cadre_entry,
}
"""Who is told about changes of each record."""
