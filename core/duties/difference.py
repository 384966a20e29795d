"""What differs between two worlds, old and new, duty by duty: streamed, never held in memory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from core.declare import Rule
from core.duties.models import RUNNING, State
from core.duties.outcomes import Outcome
from core.duties.replay import Course
from core.duties.sentence import N_
from core.duties.telling import Sent


class Effect(StrEnum):
    """What a change does to one duty, the first that fits."""

    OVERDUE = "overdue"
    APPEARS = "appears"
    VANISHES = "vanishes"
    STATE = "state"
    TERMS = "terms"
    TOLD = "told"


EFFECT_TEXTS = {
    Effect.OVERDUE: N_("Become overdue"),
    Effect.APPEARS: N_("Appear"),
    Effect.VANISHES: N_("Vanish"),
    Effect.STATE: N_("Change state"),
    Effect.TERMS: N_("Other number or due date"),
    Effect.TOLD: N_("Told of at other times"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One duty that the change touches.

    ``old`` and ``new`` are the steps of its ladder without and with the change; ``overdue_on`` the
    first days of default of a replay.
    """

    key: str
    rule: Rule
    effect: Effect
    before: Outcome | None
    after: Outcome | None
    old: tuple[Sent, ...] = ()
    new: tuple[Sent, ...] = ()
    overdue_on: tuple[dt.date | None, dt.date | None] = (None, None)

    @property
    def either(self) -> Outcome:
        """The duty after the change, or before it where there is none after."""
        found = self.after or self.before
        assert found is not None
        return found


def effect_of(before: Outcome | None, after: Outcome | None) -> Effect | None:
    """What the change does; None when it leaves the duty as it is."""
    was, becomes = _state(before), _state(after)
    if becomes is State.OVERDUE and was is not State.OVERDUE:
        return Effect.OVERDUE
    if (was in RUNNING) != (becomes in RUNNING):
        return Effect.APPEARS if becomes in RUNNING else Effect.VANISHES
    if before is None or after is None:
        return _there(was, becomes)
    if was is not becomes:
        return Effect.STATE
    if becomes not in RUNNING:
        return None
    same = (before.threshold, before.due_on) == (after.threshold, after.due_on)
    return None if same else Effect.TERMS


def _there(was: State | None, becomes: State | None) -> Effect | None:
    """What is met comes or goes with its rule; what is void never mattered."""
    if was is State.MET:
        return Effect.VANISHES
    return Effect.APPEARS if becomes is State.MET else None


def effect_on(before: Course | None, after: Course | None) -> Effect | None:
    """What the change would have done to a duty in a replay; None when nothing differs."""
    was, becomes = _late(before), _late(after)
    if becomes and not was:
        return Effect.OVERDUE
    if _owed(before) != _owed(after):
        return Effect.APPEARS if _owed(after) else Effect.VANISHES
    if before is None or after is None:
        return None
    if was != becomes or before.last.state is not after.last.state:
        return Effect.STATE
    same = (before.last.threshold, before.last.due_on) == (after.last.threshold, after.last.due_on)
    return None if same or after.last.state not in RUNNING else Effect.TERMS


def _late(course: Course | None) -> bool:
    return course is not None and course.overdue_on is not None


def _owed(course: Course | None) -> bool:
    return course is not None and course.last.state is not State.VOID


def _state(outcome: Outcome | None) -> State | None:
    return None if outcome is None else outcome.state


def paired(
    old: Iterator[Outcome], new: Iterator[Outcome]
) -> Iterator[tuple[Outcome | None, Outcome | None]]:
    """Both sides side by side; each comes in the order of its subjects."""
    before, after = next(old, None), next(new, None)
    while before is not None or after is not None:
        if after is None or (before is not None and before.subject < after.subject):
            yield before, None
            before = next(old, None)
        elif before is None or after.subject < before.subject:
            yield None, after
            after = next(new, None)
        else:
            yield before, after
            before, after = next(old, None), next(new, None)
