"""What is wrong with a rule, found before it ever runs."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from core.declare import DeclarationError, Problem, Rule, Step
from core.declare.ladder import RECIPIENTS
from core.duties.kinds import kind_of
from core.duties.ladder import days_of
from core.duties.scene import Scene, World
from core.duties.vet_keys import faults

ANY_DAY = dt.date(2026, 10, 15)
LONGEST_KEY = 80
LONGEST_STEP = 20


def problems_of_rule(world: World, chapter: str, rule: Rule) -> list[Problem]:
    """Every fault that stops the rule from being compiled; nothing is asked of a database."""
    where = f"{chapter}, rule {rule.name}"
    scene = world.scene(chapter, rule, ANY_DAY)
    out = [Problem(where, what, mend) for what, mend in faults(scene)]
    if len(scene.key) > LONGEST_KEY:
        out.append(
            Problem(where, f"has a name longer than {LONGEST_KEY} characters.", "Shorten it.")
        )
    try:
        kind = kind_of(world, scene)
        if not out:
            kind.problems(scene)
            scene.fingerprint()
        out.extend(_ladder(scene, where))
    except DeclarationError as error:
        out.extend(error.problems)
    except KeyError as error:
        out.append(
            Problem(where, f"names the parameter {error}, which is not declared.", "Declare it.")
        )
    except Exception as error:  # the compiler may be a chapter's own
        what = f"cannot be compiled: {type(error).__name__}: {error}."
        out.append(Problem(where, what, "Mend the kind of rule."))
    return out


def _ladder(scene: Scene[Rule], where: str) -> Iterator[Problem]:
    """Faults of the rule's own ladder."""
    steps = scene.rule.ladder or ()
    if scene.rule.hint and scene.rule.ladder is not None:
        yield Problem(
            where, "is a hint with a ladder.", "A hint is told once, to the owner: leave one out."
        )
    for name, times in Counter(step.name for step in steps).items():
        if times > 1:
            what = f"has {times} steps named {name!r}."
            yield Problem(where, what, "Give each step a name of its own.")
    for step in steps:
        yield from _step(scene, f"{where}, step {step.name!r}", step)


def _step(scene: Scene[Rule], where: str, step: Step) -> Iterator[Problem]:
    days_of(scene, step)
    if not 0 < len(step.name) <= LONGEST_STEP:
        yield Problem(where, "has no name that can be kept.", f"Use 1 to {LONGEST_STEP} letters.")
    if step.monthly and step.to:
        what = "is monthly and names recipients; the list goes to the committee member in charge."
        yield Problem(where, what, "Leave out one of the two.")
    if not step.monthly and not step.to:
        yield Problem(where, "tells nobody.", "Name recipients in 'to', or set monthly.")
    known = (*RECIPIENTS, *scene.world.catalogue.roles)
    for to in step.to:
        if to not in known:
            yield Problem(where, f"tells {to!r}, which is nobody.", f"Known: {', '.join(known)}.")
