"""Before a change is saved: which duties it would touch, over today's records or a stretch of the past.

Nothing is written. Callers hand in a session whose database refuses it (``db.reading``).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from core.declare import Rule
from core.duties.difference import Difference, Effect, effect_of, effect_on, paired
from core.duties.models import EVER, RUNNING
from core.duties.outcomes import Outcome, Outcomes
from core.duties.planner import plan_for_sets
from core.duties.proposal import Proposal, always, at_once, tells_otherwise, touched
from core.duties.replay import Course, Key, Replay
from core.duties.scene import Scene, World, rule_key
from core.duties.telling import Sent, Teller


def preview(
    session: Session, world: World, proposal: Proposal, as_of: dt.date
) -> Iterator[Difference]:
    """What would change on *as_of* when the change held from that day on, for running periods too.

    Streamed: memory does not grow with the number of duties.
    """
    connection = session.connection()
    plan_for_sets(connection)
    teller = Teller(session, on=as_of)
    new = at_once(world, proposal, as_of)
    for chapter, rule, changed in _rules(world, new, proposal):
        old_scene, new_scene = world.scene(chapter, rule, as_of), new.scene(chapter, changed, as_of)
        before = Outcomes(old_scene) if world.rule_on(old_scene.key) else None
        after = Outcomes(new_scene) if new.rule_on(new_scene.key) else None
        ladder = tells_otherwise(chapter, rule, proposal)
        for was, becomes in _side_by_side(connection, before, after):
            effect = effect_of(was, becomes)
            if effect is None and not ladder:
                continue
            old, fresh = _steps(teller, (old_scene, was), (new_scene, becomes))
            if effect is None and old != fresh:
                effect = Effect.TOLD
            if effect is not None:
                yield Difference(
                    key=old_scene.key,
                    rule=changed,
                    effect=effect,
                    before=was,
                    after=becomes,
                    old=old,
                    new=fresh,
                )


def _rules(world: World, new: World, proposal: Proposal) -> Iterator[tuple[str, Rule, Rule]]:
    """Rules that the change touches with their chapters: as they are, and as they would be."""
    changed = {(chapter, rule.name): rule for chapter, rule in new.rules()}
    for chapter, rule in touched(world, proposal):
        yield chapter, rule, changed[chapter, rule.name]


def _side_by_side(
    connection: Connection, before: Outcomes | None, after: Outcomes | None
) -> Iterator[tuple[Outcome | None, Outcome | None]]:
    periods = dict.fromkeys(p for side in (before, after) if side is not None for p in side.periods)
    for period in periods:
        old, new = (
            iter(()) if side is None else side.rows(connection, period) for side in (before, after)
        )
        yield from paired(old, new)


Standing = tuple[Scene[Rule], Outcome | None]


def _steps(
    teller: Teller, old: Standing, new: Standing
) -> tuple[tuple[Sent, ...], tuple[Sent, ...]]:
    """The steps that are still to come if nobody does anything, without and with the change."""
    (old_scene, before), (new_scene, after) = old, new
    today = new_scene.as_of
    coming, taken = list[Sent](), set[str]()
    was_running = before is not None and before.state in RUNNING
    if before is not None and was_running:
        for step, day in teller.steps(old_scene, before, EVER, EVER):
            if day < today:
                taken.add(step.name)
            else:
                coming.append(teller.sent(old_scene, before, step, day))
    if after is None or after.state not in RUNNING:
        return tuple(coming), ()
    since = EVER if was_running else today
    fresh = [
        teller.sent(new_scene, after, step, day)
        for step, day in teller.steps(new_scene, after, since, today)
        if step.name not in taken
    ]
    return tuple(coming), tuple(fresh)


def replay(
    session: Session, world: World, proposal: Proposal, days: Sequence[dt.date]
) -> Iterator[Difference]:
    """What would have been different over *days* (in order) when the change had held all the time.

    The duties of one rule at a time are held in memory. Raises ReplayTooLarge.
    """
    plan_for_sets(session.connection())
    teller = Teller(session)
    # What was entered for days before the chapter was in use is looked at too.
    world = dataclasses.replace(world, since=_ever)
    new = always(world, proposal)
    for chapter, rule, changed in _rules(world, new, proposal):
        key = rule_key(chapter, rule)
        before, after = (
            Replay(side, chapter, its, days, teller).run(session.connection())
            if side.rule_on(key)
            else {}
            for side, its in ((world, rule), (new, changed))
        )
        yield from _compared(key, changed, before, after)


def _ever(_chapter: str) -> None:
    return None


def _compared(
    key: str, rule: Rule, before: Mapping[Key, Course], after: Mapping[Key, Course]
) -> Iterator[Difference]:
    for duty in sorted({*before, *after}):
        was, becomes = before.get(duty), after.get(duty)
        effect = effect_on(was, becomes)
        if effect is None and was and becomes and was.sent != becomes.sent:
            effect = Effect.TOLD
        if effect is not None:
            yield Difference(
                key=key,
                rule=rule,
                effect=effect,
                before=None if was is None else was.last,
                after=None if becomes is None else becomes.last,
                old=() if was is None else tuple(was.sent),
                new=() if becomes is None else tuple(becomes.sent),
                overdue_on=(
                    None if was is None else was.overdue_on,
                    None if becomes is None else becomes.overdue_on,
                ),
            )
