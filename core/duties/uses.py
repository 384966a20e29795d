"""Which rules use a parameter, and when the next of their periods begins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator

from core.calendar import Calendar
from core.declare import Period, Rule
from core.duties.scene import World

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
    periods = {r.period for r in rules_using(world, chapter, names)} - {Period.NONE}
    return max(_next(world.calendar, p, today) for p in periods or {Period.SEMESTER})


def _next(calendar: Calendar, period: Period, today: dt.date) -> dt.date:
    spans = calendar.spans(period, today, today + LOOK_AHEAD)
    return next(s.start for s in spans if s.start > today)
