"""Rules in the product: the statement of article 7 alone, and evaluations into the ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session
from typing_extensions import override

from core.access.actor import act_as, system
from core.chapters.world import world_of
from core.declare import Rule
from core.directory.calendar import calendar_data
from core.duties import World, evaluate
from core.duties.kinds import kind_of
from core.duties.planner import plan_for_sets
from core.web.runtime import Runtime

CHAPTER, RULE = "befriending", "R07.3"
LAST_DAY = dt.date(2027, 8, 31)


@dataclass(frozen=True, kw_only=True)
class OneRule(World):
    """A world in which only the measured rule is asked for."""

    @override
    def rules(self) -> Iterator[tuple[str, Rule]]:
        """The rule of article 7 that counts the days of each pair."""
        return ((c, r) for c, r in super().rules() if (c, r.name) == (CHAPTER, RULE))


def world(runtime: Runtime, session: Session) -> OneRule:
    """What an evaluation knows, as the product's own command puts it together."""
    chapters = runtime.chapters
    chapters.refresh(session)
    return OneRule(
        catalogue=chapters.catalogue,
        calendar=calendar_data(session),
        settings=chapters.settings,
        enabled=chapters.enabled,
        since=chapters.since,
    )


def outcomes(runtime: Runtime) -> Callable[[], list[Any]]:
    """A function that asks the rule's one statement for 2026-2027: all rows, nothing written."""
    with runtime.factory() as session:
        known = world(runtime, session)
    ((chapter, rule),) = known.rules()
    scene = known.scene(chapter, rule, LAST_DAY)
    kind = kind_of(known, scene)
    (span,) = [span for span in kind.spans(scene) if span.end == LAST_DAY]

    def ask() -> list[Any]:
        with runtime.factory() as session:
            act_as(session, system("bench"))
            connection = session.connection()
            plan_for_sets(connection)  # as an evaluation does before it asks
            return list(connection.execute(kind.outcomes(scene, span)).all())

    return ask


def all_rules(runtime: Runtime) -> int:
    """An evaluation of all rules: how many duties it holds. RuntimeError when one failed."""
    with runtime.factory() as session:
        runtime.chapters.refresh(session)
        everything = world_of(runtime.chapters, calendar_data(session))
        done = evaluate(session, everything, as_of=LAST_DAY, now=runtime.clock())
    for run in done.failed:
        raise RuntimeError(f"{run.rule}: {run.error}")
    return sum(run.evaluated for run in done.runs)


def into_ledger(runtime: Runtime) -> int:
    """A whole evaluation of the rule: how many duties it holds. RuntimeError when it failed."""
    with runtime.factory() as session:
        done = evaluate(session, world(runtime, session), as_of=LAST_DAY, now=runtime.clock())
    for run in done.failed:
        raise RuntimeError(f"{run.rule}: {run.error}")
    return sum(run.evaluated for run in done.runs)
