"""Reviews on a row's page: who has confirmed, who is still missing, for whom it waits."""

from __future__ import annotations

from dataclasses import dataclass

from core.db.base import RecordBase
from core.duties.labels import labels
from core.web.language import say
from core.web.records.place import Place
from core.web.runtime import db, runtime
from core.workflow.waiting import Waiting, waits_for

MOST_NAMES = 5


@dataclass(frozen=True, slots=True)
class Wait:
    """One open decision in words: the step, those who could make it, confirmed and missing."""

    step: str
    people: tuple[str, ...]
    more: int
    confirmed: tuple[str, ...]
    missing: tuple[str, ...]
    nobody: bool


def waits(place: Place, row: RecordBase) -> tuple[Wait, ...]:
    """The decisions that the row waits for."""
    if place.workflow is None or not any(m.review for m in place.workflow.moves):
        return ()
    return tuple(_told(w) for w in waits_for(db(), place.asker.catalogue, row))


def _told(waiting: Waiting) -> Wait:
    standing = waiting.standing
    people = [a.person for a in waiting.people if a.person]
    voted = [v.person for v in standing.votes if v.person] if standing else []
    persons = sorted(standing.persons) if standing else []
    names = _names("directory.person", [*people, *voted, *persons])
    missing: list[str] = []
    if standing is not None:
        roles = runtime().catalogue.roles
        missing += [say(roles[r].label) if r in roles else r for r in standing.roles]
        missing += _names("directory.unit", sorted(standing.units)).values()
        missing += [names.get(p, f"#{p}") for p in persons]
    who = [names.get(a.person, a.name) if a.person else a.name for a in waiting.people]
    confirmed = (
        [names.get(v.person, "") if v.person else "" for v in standing.votes] if standing else []
    )
    return Wait(
        step=say(waiting.move.label),
        people=tuple(who[:MOST_NAMES]),
        more=max(0, len(who) - MOST_NAMES),
        confirmed=tuple(n or say("An account without a person") for n in confirmed),
        missing=tuple(missing),
        nobody=not who,
    )


def _names(record: str, numbers: list[int]) -> dict[int, str]:
    return labels(db(), runtime().catalogue, record, numbers)
