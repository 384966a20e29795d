"""The ladder of a rule in days: when a step is due, and which due dates a day has reached."""

from __future__ import annotations

import datetime as dt

from core.calendar import Calendar
from core.calendar.days import DAY, latest, shifted
from core.declare import DEFAULT_LADDER, TELL_OWNER, Rule, Step
from core.directory.parameters import PARAMETERS
from core.duties.scene import Scene, World

DIRECTORY = "directory"
INSTITUTION = f"@{DIRECTORY}."
DEFAULTS = {p.name: p.default for p in PARAMETERS}


def ladder_of(rule: Rule) -> tuple[Step, ...]:
    """The steps of a rule: its own, or the institution's; a hint has one, for its owner."""
    if rule.hint:
        return (TELL_OWNER,)
    return DEFAULT_LADDER if rule.ladder is None else rule.ladder


def days_of(scene: Scene[Rule], step: Step) -> int:
    """How many days after the due date the step is due; negative before it."""
    given = step.days
    if not isinstance(given, str) or INSTITUTION not in given:
        return scene.number(given)
    name = given.rpartition(".")[2]
    if name not in DEFAULTS:
        known = ", ".join(DEFAULTS)
        raise scene.complain(f"asks the directory for {name!r}.", f"It sets: {known}.")
    return (-1 if given.startswith("-") else 1) * institution(scene.world, name, scene.as_of)


def institution(world: World, name: str, day: dt.date) -> int:
    """A number that the institution sets for all rules, as it holds on *day*."""
    if DIRECTORY not in world.catalogue.manifests:
        return int(DEFAULTS[name])
    return int(world.parameter(DIRECTORY, name, day))


def day_of(
    calendar: Calendar, step: Step, days: int, base: dt.date, *, freeze: bool = False
) -> dt.date:
    """The day of a step that counts from *base*; a reminder is never later than that day itself.

    With *freeze* no day outside semesters counts, and none is the day of a step.
    """
    if step.working:
        day = calendar.add_working_days(base, days, freeze=freeze)
    else:
        day = shifted(base, days)
    while not calendar.counts(day, freeze=freeze) and day < dt.date.max:
        day += DAY
    return min(day, base) if days < 0 else day


def latest_base(
    calendar: Calendar, step: Step, days: int, as_of: dt.date, *, freeze: bool = False
) -> dt.date:
    """The latest day from which the step counts to *as_of* or earlier.

    Later days never lead to an earlier step, so one comparison with this day finds all duties whose
    step is due: working days need no table inside the database.
    """
    return latest(
        lambda base: day_of(calendar, step, days, base, freeze=freeze) <= as_of,
        shifted(as_of, -days),
    )
