"""Taking the steps that are due: each one is a row, written together with its messages.

One statement per rule finds them. A row stands for (duty, step, round), so an evaluation that is
missed, repeated or killed in the middle neither loses a message nor sends one twice.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Date, Select, String, and_, insert, literal, select, union_all
from sqlalchemy.orm import Session

from core.declare import Notice, Rule, Step
from core.declare.ladder import OWNER, UNIT_HEAD
from core.directory.staff import Staff, staff_on
from core.duties.ladder import days_of, ladder_of, latest_base
from core.duties.models import DUTY, EVER, RUNNING, STEP
from core.duties.recipients import DEPUTY, OFFICE, Told, recipients
from core.duties.scene import Scene
from core.notify import outbox
from core.texts import N_

CHUNK = 500
LAST = dt.date(2999, 12, 31)
COMING = {
    OWNER: N_("Your duty «%(duty)s» is due on %(due)s."),
    OFFICE: N_("The office's duty «%(duty)s» is due on %(due)s."),
    DEPUTY: N_("You stand in for a colleague: the duty «%(duty)s» is due on %(due)s."),
    UNIT_HEAD: N_("In your unit, the duty «%(duty)s» is due on %(due)s."),
}
LATE = {
    OWNER: N_("Your duty «%(duty)s» was due on %(due)s and is not done."),
    OFFICE: N_("The office's duty «%(duty)s» was due on %(due)s and is not done."),
    DEPUTY: N_(
        "You stand in for a colleague: the duty «%(duty)s» was due on %(due)s and is not done."
    ),
    UNIT_HEAD: N_("In your unit, the duty «%(duty)s» was due on %(due)s and is not done."),
}
ANY_COMING = N_("A duty is due on %(due)s: «%(duty)s».")
ANY_LATE = N_("A duty was due on %(due)s and is not done: «%(duty)s».")


def climb(session: Session, scene: Scene[Rule], now: dt.datetime) -> int:
    """Take every step of the rule's ladder that is due on the day; returns how many.

    Inside the caller's transaction, after the ledger was brought up to the same day.
    """
    steps = {step.name: step for step in ladder_of(scene.rule)}
    if not steps:
        return 0
    taken = 0
    options = {"yield_per": CHUNK}
    found = session.connection().execute(due_steps(scene, steps), execution_options=options)
    for rows in found.partitions(CHUNK):
        owners = {row.owner for row in rows if row.owner is not None}
        staff = staff_on(session, scene.as_of, owners)
        _take(session, scene, steps, rows, staff, now)
        taken += len(rows)
    return taken


def due_steps(scene: Scene[Rule], steps: Mapping[str, Step]) -> Select[Any]:
    """One row for each step that is due and was not taken in the present round of its duty."""
    d, x = DUTY.alias("d"), STEP.alias("x")
    s = union_all(*(_bounds(scene, step) for step in steps.values())).subquery("s")
    reached = and_(d.c.due_on <= s.c.until, d.c.due_on >= s.c.since, d.c.known_from <= s.c.known)
    taken = and_(x.c.duty == d.c.id, x.c.step == s.c.step, x.c.round_on == d.c.round_on)
    return (
        select(d.c.id, d.c.owner, d.c.unit, d.c.office, d.c.due_on, d.c.round_on, s.c.step)
        .select_from(d.join(s, reached).outerjoin(x, taken))
        .where(d.c.rule == scene.key, d.c.state.in_(RUNNING), x.c.id.is_(None))
        .where(*scene.part.holds(d.c.subject_id))
        .order_by(d.c.id, s.c.until.desc())
    )


def _bounds(scene: Scene[Rule], step: Step) -> Select[Any]:
    """Between which days a duty's due date lies when the step is due.

    A step after the due date counts from the day on which the duty was known, when that was later:
    nobody is told of others' delay before the owner was. A reminder is pointless after the due date.
    """
    days = days_of(scene, step)
    until = latest_base(scene.calendar, step, days, scene.as_of, freeze=scene.rule.freeze)
    since, known = (scene.as_of, LAST) if days < 0 else (EVER, until)
    bounds = {"until": until, "since": since, "known": known}
    columns = [literal(day, Date()).label(name) for name, day in bounds.items()]
    return select(literal(step.name, String(20)).label("step")).add_columns(*columns)


def _take(
    session: Session,
    scene: Scene[Rule],
    steps: Mapping[str, Step],
    rows: Sequence[Any],
    staff: Staff,
    now: dt.datetime,
) -> None:
    taken, notices = [], list[Notice]()
    for row in rows:
        step = steps[row.step]
        told = () if step.monthly else recipients(step, row, staff)
        notices += _notices(scene, row, told)
        taken.append(
            {
                "duty": row.id,
                "step": row.step,
                "round_on": row.round_on,
                "on_day": scene.as_of,
                "at": now,
                "listed": step.monthly,
                "told": json.dumps([[t.part, t.address] for t in told]),
            }
        )
    session.execute(insert(STEP), taken)
    outbox.put(session, notices, now)


def _notices(scene: Scene[Rule], row: Any, told: Sequence[Told]) -> Iterator[Notice]:
    """The message to each addressee: it names the duty and its date, and nobody it is about."""
    texts, other = (LATE, ANY_LATE) if row.due_on < scene.as_of else (COMING, ANY_COMING)
    for one in told:
        yield Notice(
            texts.get(one.part, other),
            person=one.person,
            role=one.role,
            values={"duty": scene.rule.title, "due": row.due_on},
            kind="duty",
            key=f"duty:{row.id}:{row.round_on}:{row.step}:{one.address}",
            link=f"/duties/{row.id}",
        )
