"""The values of a parameter in time: the plugin's default, and what the institution set from which day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

Value = int | str | bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One value of a parameter. The default has no ``since``; others say who set them, and when.

    It holds for what begins on ``since`` or later; when it is ``running``, also for what had begun
    before and was not over on that day.
    """

    value: Value
    since: dt.date | None = None
    running: bool = False
    by: int | None = None
    at: dt.datetime | None = None


def in_force(settings: Sequence[Setting], begins: dt.date, day: dt.date) -> Setting:
    """The value for what begins on *begins*, as far as it was known to run on *day*.

    *settings* are in order of their first days, the default first.
    """
    for setting in reversed(settings):
        if setting.since is None or setting.since <= begins:
            return setting
        if setting.running and setting.since <= day:
            return setting
    raise ValueError("a parameter without a default")


def default(value: Value) -> tuple[Setting, ...]:
    """The settings of a parameter that nobody changed."""
    return (Setting(value=value),)
