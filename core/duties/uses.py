"""Which rules use a parameter, and when the next of their periods begins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator

from core.calendar import Span
from core.declare import Period, Rule
from core.duties.periods import period_of, spans_of
from core.duties.scene import Scene, World

LOOK_AHEAD = dt.timedelta(days=800)
"""Two academic years: the next period of every kind begins within."""


def rules_using(world: World, chapter: str, names: Collection[str]) -> Iterator[Rule]:
    """The chapter's rules whose outcome can change with one of these parameters."""
    for rule in world.catalogue.rules.get(chapter, ()):
        if not set(names).isdisjoint(world.scene(chapter, rule, dt.date.min).names()):
            yield rule


def next_start(world: World, chapter: str, names: Collection[str], today: dt.date) -> dt.date:
    """The day from which a change of these parameters touches no running period any more.

    The latest of the next starts of all rules that use them; of the next semester where no rule
    with periods does.
    """
    scenes = [world.scene(chapter, r, today) for r in rules_using(world, chapter, names)]
    found = [
        _next(spans_of(s, today, today + LOOK_AHEAD), today) for s in scenes if _has_periods(s)
    ]
    if not found:
        spans = world.calendar.spans(Period.SEMESTER, today, today + LOOK_AHEAD)
        return _next(spans, today)
    return max(found)


def _has_periods(scene: Scene[Rule]) -> bool:
    return period_of(scene) is not Period.NONE


def _next(spans: Iterable[Span], today: dt.date) -> dt.date:
    return next(s.start for s in spans if s.start > today)
