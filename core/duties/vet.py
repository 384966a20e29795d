"""What is wrong with a rule, found before it ever runs."""

from __future__ import annotations

import datetime as dt

from core.declare import DeclarationError, Problem, Rule
from core.duties.kinds import kind_of
from core.duties.scene import World

ANY_DAY = dt.date(2026, 10, 15)
LONGEST_KEY = 80


def problems_of_rule(world: World, chapter: str, rule: Rule) -> list[Problem]:
    """Every fault that stops the rule from being compiled; nothing is asked of a database."""
    where = f"{chapter}, rule {rule.name}"
    out = []
    scene = world.scene(chapter, rule, ANY_DAY)
    if len(scene.key) > LONGEST_KEY:
        out.append(
            Problem(where, f"has a name longer than {LONGEST_KEY} characters.", "Shorten it.")
        )
    try:
        kind_of(world, scene).problems(scene)
        scene.fingerprint()
    except DeclarationError as error:
        out.extend(error.problems)
    except KeyError as error:
        out.append(
            Problem(where, f"names the parameter {error}, which is not declared.", "Declare it.")
        )
    return out
