"""The periods of a rule, where the period itself may be a parameter; other parameters with options."""

from __future__ import annotations

import datetime as dt
from enum import Enum
from typing import Any, TypeVar

from core.calendar import Span
from core.declare import Period
from core.duties.scene import Scene
from core.duties.settings import Value

E = TypeVar("E", bound=Enum)


def option(scene: Scene[Any], given: Value, options: type[E]) -> E:
    """The option that a key gives, as a literal or as a parameter."""
    return _read(scene, scene.value(given), options)


def period_of(scene: Scene[Any]) -> Period:
    """The rule's period on the day of the scene, or in its period."""
    return option(scene, scene.rule.period, Period)


def spans_of(scene: Scene[Any], first: dt.date, last: dt.date) -> tuple[Span, ...]:
    """The rule's periods that touch these days, in order; each as it was set when it began."""
    found: dict[tuple[dt.date, str], Span] = {}
    for given in _all_values(scene, scene.rule.period):
        period = _read(scene, given, Period)
        for every in _all_values(scene, scene.rule.every):
            if not isinstance(every, int) or every < 1:
                raise scene.complain(f"key 'every' gives {every!r}.", "Give at least 1.")
            for span in scene.calendar.spans(period, first, last, every=every):
                inside = scene.within(span)
                if (period_of(inside), inside.value(scene.rule.every)) == (period, every):
                    found[span.start, span.key] = span
    return tuple(found[key] for key in sorted(found))


def _all_values(scene: Scene[Any], given: Value) -> tuple[Value, ...]:
    """A literal, or every value that the parameter has at any time."""
    if isinstance(given, str) and given.startswith("@"):
        settings = scene.world.settings(scene.chapter, given[1:])
        return tuple(dict.fromkeys(s.value for s in settings))
    return (given,)


def _read(scene: Scene[Any], found: Value, options: type[E]) -> E:
    try:
        return options(found)
    except ValueError:
        known = ", ".join(str(o.value) for o in options)
        raise scene.complain(f"cannot use {found!r}.", f"Use one of: {known}.") from None
