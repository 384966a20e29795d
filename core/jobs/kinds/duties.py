"""The evaluation of the rules as jobs: one per rule, a large rule in parts, so that workers share it.

Every night all rules are evaluated, and soon after a change those that could count it. What has
changed is read from the audit trail, which every write and every switch goes into: no second note
has to be made on the way of a record.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from core.audit.models import Entry
from core.chapters.world import world_of
from core.db import table_of
from core.declare import Rule
from core.directory.calendar import calendar_data
from core.duties import World, rule_key
from core.duties.engine import evaluate_rule, note_fault
from core.duties.known import PAUSED
from core.duties.monthly import KEY as MONTHLY
from core.duties.monthly import send_list
from core.duties.parts import parts_of
from core.duties.runs import Run, error_of, keep_run
from core.duties.scene import Part as Some
from core.duties.scene import Scene
from core.jobs import marks
from core.jobs.bench import Workbench
from core.jobs.kind import Daily, Every, Joined, Kind, Part, Parts, Result
from core.jobs.work import Work
from core.texts import N_

TRAIL = "duties.trail"
SIZE = 5000
"""Subjects in a part; a rule of fewer than that is one."""
QUIET = dt.timedelta(minutes=2)
LONGEST = dt.timedelta(minutes=10)
UNCOUNTED = ("read", "refused")
EVERYWHERE = {"directory", "core"}
"""A change here can touch every rule: people, units, the calendar, switches and parameters."""
SWITCHES = "core.chapters"
_E = table_of(Entry)
TOLD = N_("Rules: %(rules)s. Duties looked at: %(evaluated)s, changed: %(changed)s.")
TOLD_ONE = N_("Duties looked at: %(evaluated)s, changed: %(changed)s.")


def world_now(session: Session, bench: Workbench) -> World:
    """The chapters and the calendar as they stand."""
    return world_of(bench.chapters, calendar_data(session))


# -- planning --------------------------------------------------------------------------------------


def _all_rules(work: Work) -> Parts:
    session, bench = work.session, work.bench
    marks.move(session, TRAIL, _newest(session))
    day = work.arguments.get("as_of") or bench.today().isoformat()
    return _planned(world_now(session, bench), day, None)


def _rules_of_changes(work: Work) -> Parts:
    session, bench = work.session, work.bench
    since = marks.read(session, TRAIL) or 0
    newest = _newest(session)
    ask = _changes(bench, since).with_only_columns(_E.c.record).distinct()
    changed = {record.partition(".")[0] for record in session.execute(ask).scalars()}
    marks.move(session, TRAIL, newest)
    return _planned(world_now(session, bench), bench.today().isoformat(), changed)


def _newest(session: Session) -> int:
    return int(session.execute(select(func.coalesce(func.max(_E.c.seq), 0))).scalar_one())


def _planned(world: World, day: str, changed: set[str] | None) -> Parts:
    return Parts(
        tuple(
            Part(kind=RULE.name, arguments={"rule": rule_key(chapter, rule), "as_of": day})
            for chapter, rule in world.rules()
            if changed is None or EVERYWHERE & changed or _looks_at(world, chapter, rule) & changed
        )
    )


def _looks_at(world: World, chapter: str, rule: Rule) -> set[str]:
    """The chapters whose records a rule could count, as far as its declaration names them."""
    named = {v for v in _texts(dataclasses.astuple(rule)) if v in world.catalogue.models}
    return {chapter, *(name.partition(".")[0] for name in named)}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _texts(part)


def _changes(bench: Workbench, since: int) -> Select[Any]:
    """Entries of the trail that a rule could count, later than entry *since*."""
    records = sorted({*bench.chapters.catalogue.models, SWITCHES})
    ask = select(func.min(_E.c.at), func.max(_E.c.at)).where(_E.c.seq > since)
    return ask.where(_E.c.record.in_(records), _E.c.action.not_in(UNCOUNTED))


def _is_changed(session: Session, bench: Workbench) -> bool:
    """True when something changed, and either nobody has written for a while or it has waited long."""
    since = marks.read(session, TRAIL)
    if since is None:  # no evaluation yet: the first one looks at everything
        return False
    first, last = session.execute(_changes(bench, since)).one()
    if last is None:
        return False
    now = bench.clock()
    return bool(last > now or now - last >= QUIET or now - first >= LONGEST)


def _sum(joined: Joined) -> Result:
    """The end of a plan, from the outcomes of its rules."""
    day = joined.arguments.get("as_of") or joined.bench.today().isoformat()
    _send_monthly(joined.session, joined.bench, dt.date.fromisoformat(day))
    total = {n: sum(r.get(n, 0) for r in joined.results) for n in ("evaluated", "changed")}
    return total | {"rules": len(joined.results) + len(joined.errors)}


def _send_monthly(session: Session, bench: Workbench, day: dt.date) -> None:
    """The monthly list after the rules, when it is its time; the ledger keeps why it failed."""
    now = bench.clock()
    try:
        with session.begin_nested():
            send_list(session, world_now(session, bench), as_of=day, now=now)
    except Exception as fault:  # as with a rule: the others stand, and the fault is shown
        keep_run(session, Run(MONTHLY, error=error_of(fault)), day, now, None)


# -- one rule --------------------------------------------------------------------------------------


def _scene(session: Session, bench: Workbench, given: dict[str, Any]) -> Scene[Rule] | None:
    """What a job's arguments name; None when the rule is no longer there."""
    world = world_now(session, bench)
    day = dt.date.fromisoformat(given["as_of"])
    part = Some(given.get("after"), given.get("upto"))
    for chapter, rule in world.rules():
        if rule_key(chapter, rule) == given["rule"]:
            return world.scene(chapter, rule, day, part)
    return None


def _one_rule(work: Work) -> Result | Parts:
    session, bench = work.session, work.bench
    scene = _scene(session, bench, work.arguments)
    if scene is None:
        return {}
    if not scene.world.runs(scene.chapter, scene.rule):
        keep_run(session, Run(scene.key, note=PAUSED), scene.as_of, bench.clock(), None)
        return {}
    parts = [Some()] if bench.settings.is_sqlite else parts_of(session, scene, size=SIZE)
    if len(parts) == 1:
        return _evaluated(work, scene)
    asked = [work.arguments | {"after": p.after, "upto": p.upto} for p in parts]
    return Parts(tuple(Part(kind=PART.name, arguments=a) for a in asked))


def _one_part(work: Work) -> Result:
    scene = _scene(work.session, work.bench, work.arguments)
    return {} if scene is None else _evaluated(work, scene)


def _evaluated(work: Work, scene: Scene[Rule]) -> Result:
    run = evaluate_rule(work.session, scene, now=work.bench.clock())
    work.pulse.look()
    return {"run": dataclasses.asdict(run), "print": scene.fingerprint()} | _numbers(run)


def _numbers(run: Run) -> dict[str, int]:
    return {"evaluated": run.evaluated, "changed": run.changed}


def _one_run(joined: Joined) -> Result:
    """The parts of a rule leave one row in the ledger's list of runs, unless one of them failed.

    When parameters moved between the parts, the kept fingerprint is an old one: the next
    evaluation sees that and computes every due date anew.
    """
    scene = _scene(joined.session, joined.bench, dict(joined.arguments))
    runs = [Run(**r["run"]) for r in joined.results if r]
    if scene is None or not runs:
        return {}
    numbers = {
        f.name: sum(getattr(r, f.name) for r in runs)
        for f in dataclasses.fields(Run)
        if isinstance(getattr(runs[0], f.name), int)
    }
    run = dataclasses.replace(runs[0], **numbers)
    if not joined.errors:
        prints = {r["print"] for r in joined.results if r}
        kept = min(prints - {scene.fingerprint()}, default=scene.fingerprint())
        keep_run(joined.session, run, scene.as_of, joined.bench.clock(), kept)
    return _numbers(run)


def _fault(work: Work, fault: Exception) -> None:
    """The ledger shows a rule that could not be evaluated."""
    scene = _scene(work.session, work.bench, work.arguments)
    if scene is not None:
        note_fault(work.session, scene, fault, now=work.bench.clock())


def _alone(arguments: Any) -> str:
    return f"rule {arguments['rule']}"


MANAGE = ("core.duties", "manage")
EVALUATE = Kind(
    name="duties.evaluate",
    title=N_("Evaluate all rules"),
    run=_all_rules,
    join=_sum,
    told=TOLD,
    again=True,
    schedule=Daily(dt.time(2, 30)),
    seen_by=MANAGE,
)
CHANGED = Kind(
    name="duties.changed",
    title=N_("Evaluate rules after changes"),
    run=_rules_of_changes,
    join=_sum,
    told=TOLD,
    again=True,
    schedule=Every(30),
    wanted=_is_changed,
    seen_by=MANAGE,
    keep=dt.timedelta(days=7),
)
RULE = Kind(
    name="duties.rule",
    title=N_("Evaluate one rule"),
    told=TOLD_ONE,
    run=_one_rule,
    join=_one_run,
    failed=_fault,
    alone=_alone,
    retries=2,
    seen_by=MANAGE,
)
PART = Kind(
    name="duties.part",
    title=N_("Evaluate a part of a rule"),
    told=TOLD_ONE,
    run=_one_part,
    failed=_fault,
    retries=2,
    seen_by=MANAGE,
)
