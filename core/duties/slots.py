"""The slots of a rotation as rows: read, planned, and written through the one door.

A semester is cut into slots once, when it begins (or when the engine first comes by); afterwards
it is only prolonged, so that a changed period never shifts what people know. Who takes the slots to
come is planned anew each time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, FromClause, and_, select
from sqlalchemy.orm import Session

from core.calendar import Span
from core.declare import Away, Complaint, Period, Rotation, Skipped
from core.duties.columns import conditions, field_of
from core.duties.due import due_date
from core.duties.kinds.kind import NO_DATE
from core.duties.periods import option, spans_of
from core.duties.rota import Member, Slot, Stretch, plan
from core.duties.scene import Scene
from core.duties.sentence import N_
from core.records.refused import Refused

REASON = N_("The order was planned anew.")


@dataclass(frozen=True, slots=True)
class _Row:
    """A slot that stands: its row, and what the order knows of it. Cancelled ones only hold a key."""

    number: int
    slot: Slot
    cancelled: bool


def keep_slots(session: Session, scene: Scene[Rotation]) -> int:
    """Write the semester's slots that are missing and hand later ones on; how many rows changed.

    Inside the caller's transaction, whose commit is judged by the door like any other. Doing it
    again changes nothing.
    """
    rows = _rows(session, scene)
    new = _missing(scene, rows, *_now(scene))
    standing = {r.slot.key: r for r in rows if not r.cancelled}
    planned = plan(
        members_of(session, scene),
        [*(r.slot for r in standing.values()), *new],
        option(scene, scene.rule.skipped, Skipped),
    )
    changed = {s.key: s for s in planned if s.key in standing and s != standing[s.key].slot}
    made = [s for s in planned if s.key not in standing]
    _hand_on(session, scene, {standing[k].number: s for k, s in changed.items()})
    _add(session, scene, made)
    return len(changed) + len(made)


def turns_to_come(
    session: Session, scene: Scene[Rotation], first: dt.date
) -> list[tuple[Slot, int | None]]:
    """Slots nobody wrote yet, from *first* up to the day of the scene, each with the person whose
    turn it will be if nothing changes. Nothing is written."""
    rows = _rows(session, scene)
    new = {s.key: s for s in _missing(scene, rows, first, scene.as_of)}
    planned = plan(
        members_of(session, scene),
        [*(r.slot for r in rows if not r.cancelled), *new.values()],
        option(scene, scene.rule.skipped, Skipped),
    )
    roster = scene.rule.roster
    r = scene.table(roster.record).alias("r")
    person = field_of(scene, roster.record, r, roster.person)
    people = {key: who for key, who in session.execute(select(r.c.id, person))}
    return [(s, people.get(s.taker)) for s in planned if s.key in new and s.day >= first]


# -- reading ---------------------------------------------------------------------------------------


def _rows(session: Session, scene: Scene[Rotation]) -> list[_Row]:
    """All slots there ever were, those that were deleted or taken out too: their keys are spent."""
    rule = scene.rule
    s = scene.table(rule.record).alias("s")
    names = (rule.slot, rule.date, rule.turn, rule.taker, rule.done)
    columns = [field_of(scene, rule.record, s, name) for name in names]
    stands = and_(*conditions(scene, rule.record, s, rule.where))
    found = session.execute(select(s.c.id, stands.label("stands"), *columns))
    out = []
    for number, standing, key, day, turn, taker, done in found:
        if day is None:
            continue
        fixed = done is not None or day < scene.as_of
        slot = Slot(key=key or f"#{number}", day=day, turn=turn, taker=taker, fixed=fixed)
        out.append(_Row(number, slot, not standing))
    return out


def members_of(session: Session, scene: Scene[Rotation]) -> list[Member]:
    """The roster with the times in which each member takes part, and is away."""
    rule = scene.rule
    roster = rule.roster
    r = scene.table(roster.record).alias("r")
    columns = (
        field_of(scene, roster.record, r, roster.place),
        field_of(scene, roster.record, r, roster.person),
        _date(scene, roster.record, r, roster.starts),
        _date(scene, roster.record, r, roster.ends),
    )
    rows = session.execute(
        select(r.c.id, *columns).where(*conditions(scene, roster.record, r, roster.where))
    ).all()
    leaves = [_leaves(session, scene, away) for away in rule.away]
    return [
        Member(
            key=key,
            place=place if place is not None else key,
            stands=Stretch(first, last),
            away=tuple(
                s
                for by_person, found in leaves
                for s in found.get(person if by_person else key, ())
            ),
        )
        for key, place, person, first, last in rows
    ]


def _leaves(
    session: Session, scene: Scene[Rotation], away: Away
) -> tuple[bool, Mapping[int, Sequence[Stretch]]]:
    """Absences by member, or by the person behind; the first value tells which."""
    a = scene.table(away.record).alias("a")
    who = field_of(scene, away.record, a, away.of)
    columns = (_date(scene, away.record, a, away.starts), _date(scene, away.record, a, away.ends))
    found: dict[int, list[Stretch]] = {}
    rows = session.execute(
        select(who, *columns).where(*conditions(scene, away.record, a, away.where))
    )
    for key, first, last in rows:
        found.setdefault(key, []).append(Stretch(first, last))
    return is_by_person(scene, away), found


def is_by_person(scene: Scene[Rotation], away: Away) -> bool:
    """True when ``of`` holds the person behind a member, and not the member."""
    declared = scene.world.catalogue.record(away.record).field(away.of)
    return declared is not None and declared.target != scene.rule.roster.record


def _date(
    scene: Scene[Rotation], record: str, rows: FromClause, name: str
) -> ColumnElement[dt.date]:
    return field_of(scene, record, rows, name) if name else NO_DATE


# -- planning --------------------------------------------------------------------------------------


def _now(scene: Scene[Rotation]) -> tuple[dt.date, dt.date]:
    """The running semester; outside one, the day itself."""
    semester = scene.calendar.semester(scene.as_of)
    return (semester.start, semester.end) if semester else (scene.as_of, scene.as_of)


def _missing(
    scene: Scene[Rotation], rows: Sequence[_Row], first: dt.date, last: dt.date
) -> list[Slot]:
    """Slots of the periods that touch these days and that nobody wrote yet."""
    taken = {r.slot.key for r in rows}
    written = [s for s in _finest(scene, first, last) if s.key in taken]
    since = scene.world.since(scene.chapter)
    out = []
    for span in spans_of(scene, first, last):
        day = due_date(scene.within(span), span)
        if written and span.start <= max(s.start for s in written):
            continue
        if since is None or day >= since:
            out.append(Slot(key=span.key, day=day))
    return out


def _finest(scene: Scene[Rotation], first: dt.date, last: dt.date) -> Sequence[Span]:
    """Every period that could have been a slot: of teaching weeks, each single one."""
    spans = list(spans_of(scene, first, last))
    return [*spans, *scene.calendar.spans(Period.TEACHING_WEEKS, first, last)]


# -- writing ---------------------------------------------------------------------------------------


def _hand_on(session: Session, scene: Scene[Rotation], slots: Mapping[int, Slot]) -> None:
    """Other turns and takers for slots to come."""
    if not slots:
        return
    rule, model = scene.rule, scene.world.catalogue.model(scene.rule.record)
    session.info["reason"] = REASON
    for row in session.scalars(select(model).where(model.id.in_(slots))):
        slot = slots[row.id]
        setattr(row, rule.turn, slot.turn)
        setattr(row, rule.taker, slot.taker)
    _flush(session, scene)


def _add(session: Session, scene: Scene[Rotation], slots: Sequence[Slot]) -> None:
    rule, model = scene.rule, scene.world.catalogue.model(scene.rule.record)
    # What the rule asks of its slots the new ones have, or it would never see them.
    asked = {w.field: w.values[0] for w in rule.where if len(w.values) == 1}
    for slot in slots:
        values = {
            **asked,
            rule.slot: slot.key,
            rule.date: slot.day,
            rule.turn: slot.turn,
            rule.taker: slot.taker,
        }
        session.add(model(**values))
    _flush(session, scene)


def _flush(session: Session, scene: Scene[Rotation]) -> None:
    try:
        session.flush()
    except Refused as error:
        told = "; ".join(map(_told, error.complaints))
        raise scene.complain(
            f"cannot write slots of {scene.rule.record}: {told}",
            "Let the chapter fill these fields, or leave them optional.",
        ) from error


def _told(complaint: Complaint) -> str:
    text = complaint.text % complaint.values if complaint.values else complaint.text
    return f"{complaint.field}: {text}" if complaint.field else text
