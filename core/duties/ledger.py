"""The ledger's side of an evaluation: which rows differ from it, and how they are written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Date,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    insert,
    literal,
    not_,
    or_,
    select,
    true,
    union_all,
    update,
)

from core.calendar import Span
from core.db import Moment
from core.declare import Period, Rule
from core.duties.evidence import Pattern
from core.duties.kinds.kind import OUTCOME, Kind
from core.duties.models import DUTY, EVENT, EVER, INSTITUTION, RUNNING, Reason, State
from core.duties.scene import Scene

CHUNK = 1000
DECIDED = OUTCOME[1:]
KEPT = (
    *DECIDED,
    "threshold",
    "due_on",
    "evidence",
    "article",
    "hint",
    "office",
    "academic_year",
    "round_on",
)
CLOSED = (State.MET, State.VOID)


def subject_record(rule: Rule) -> str:
    """What the ledger calls the rule's subjects."""
    return rule.record or INSTITUTION


# -- reading ---------------------------------------------------------------------------------------


def differing(kind: Kind, scene: Scene[Rule], span: Span, *, force: bool) -> CompoundSelect[Any]:
    """One statement: outcomes the ledger does not show yet, and ledger rows nobody owes any more.

    Its rows are the columns OUTCOME, the duty's ``id`` (or none), ``closed_on``, ``known_from``, and
    ``was_*`` for what the ledger holds. *force* returns every row, for when due dates may have moved.
    """
    o = kind.outcomes(scene, span).subquery("o")
    d = DUTY.alias("d")
    joined = o.outerjoin(d, and_(*_same(scene, span, d), d.c.subject_id == o.c.subject))
    held = _held(d)
    ask = select(*(o.c[n] for n in OUTCOME), *held).select_from(joined)
    ask = ask.where(or_(d.c.id.is_(None), d.c.state != State.WAIVED))
    ask = ask.where(*scene.part.holds(o.c.subject))
    if not force:
        new = (o.c[n].is_distinct_from(d.c[n]) for n in DECIDED)
        ask = ask.where(or_(d.c.id.is_(None), *new))
    return union_all(ask, _no_longer_owed(kind, scene, span))


def _same(scene: Scene[Rule], span: Span, d: Any) -> list[ColumnElement[bool]]:
    return [
        d.c.rule == scene.key,
        d.c.subject_record == subject_record(scene.rule),
        d.c.period == span.key,
    ]


def _held(d: Any) -> list[ColumnElement[Any]]:
    return [
        d.c.id.label("duty"),
        d.c.closed_on.label("closed_on"),
        d.c.known_from.label("known_from"),
        *(d.c[n].label(f"was_{n}") for n in KEPT),
    ]


def _no_longer_owed(kind: Kind, scene: Scene[Rule], span: Span) -> Select[Any]:
    d = DUTY.alias("g")
    standing: ColumnElement[bool] = true()
    if scene.rule.record:
        s = scene.table(scene.rule.record).alias("e")
        standing = exists().where(s.c.id == d.c.subject_id, s.c.deleted_at.is_(None))
    state, reason = kind.left(scene)
    decided: dict[str, ColumnElement[Any]] = {
        "subject": d.c.subject_id,
        "state": case((standing, state.value), else_=State.VOID.value),
        "reason": case((standing, reason.value), else_=Reason.REMOVED.value),
    }
    columns = (decided.get(n, d.c.get(n)).label(n) for n in OUTCOME)  # type: ignore[union-attr]
    return select(*columns, *_held(d)).where(
        *_same(scene, span, d),
        *scene.part.holds(d.c.subject_id),
        *_begun(span, d),
        not_(kind.owed(scene, span, d.c.subject_id)),
        or_(
            d.c.state.in_([s.value for s in RUNNING]),
            and_(d.c.state == State.MET.value, not_(standing)),
        ),
    )


def _begun(span: Span, d: Any) -> list[ColumnElement[bool]]:
    """Where deadlines are evaluated in stretches, those whose days were counted in this one."""
    if span.period is not Period.NONE or span.whole:
        return []
    return [d.c.from_on.between(span.start, span.end)]


def count(connection: Connection, scene: Scene[Rule], periods: Sequence[str]) -> int:
    """How many duties of the scene the ledger holds in these periods."""
    ask = select(func.count()).where(DUTY.c.rule == scene.key, DUTY.c.period.in_(periods))
    return connection.execute(ask.where(*scene.part.holds(DUTY.c.subject_id))).scalar_one()


# -- writing ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One evaluation of one rule: its moment, and whether due dates may have moved.

    ``known_from`` is the first day on which what it finds could have been known.
    """

    now: dt.datetime
    force: bool
    known_from: dt.date


def evidence_for(kind: Kind, scene: Scene[Rule], span: Span) -> dict[str, object]:
    """What decided, as far as it is the same for all subjects of a period."""
    return {
        "kind": kind.name,
        "needed": kind.threshold(scene),
        "parameters": scene.parameters(),
        "origins": scene.origins(),
        "calendar": scene.calendar.fingerprint,
        **kind.evidence(scene, span),
    }


class Writer:
    """Turns differing rows into changes of the ledger: so many at once, one rule and one period."""

    def __init__(self, kind: Kind, scene: Scene[Rule], span: Span, turn: Turn) -> None:
        self._kind, self._scene, self._span, self._turn = kind, scene, span, turn
        self._threshold = kind.threshold(scene)
        self._evidence = Pattern(evidence_for(kind, scene, span))
        self._days: dict[dt.date | None, dt.date | None] = {}
        self._new = False

    def write(self, connection: Connection, rows: Sequence[Any]) -> int:
        """Store what really differs among *rows*; returns how many duties were made or changed."""
        made, changed, events = [], [], []
        for row in rows:
            held = row._mapping
            values = self._values(held)
            if held["duty"] is None:
                made.append(values | self._identity(held["subject"]))
            elif any(held[f"was_{n}"] != values[n] for n in KEPT):
                changed.append(values | {"duty_id": held["duty"]})
                if held["was_state"] != values["state"]:
                    events.append(self._event(held["duty"], held["was_state"], values))
        if made:
            connection.execute(insert(DUTY), made)
            self._new = True
        if changed:
            names = set(changed[0]) - {"duty_id"}
            ask_change = update(DUTY).where(DUTY.c.id == bindparam("duty_id"))
            connection.execute(ask_change.values({n: bindparam(n) for n in names}), changed)
        if events:
            connection.execute(insert(EVENT), events)
        return len(made) + len(changed)

    def close(self, connection: Connection) -> None:
        """The first event of each duty that was made, inside the database, after all is written."""
        if not self._new:
            return
        scene, now = self._scene, literal(self._turn.now, Moment())
        became = {"became": DUTY.c.state, "why": DUTY.c.reason, "evidence": DUTY.c.evidence}
        columns = {"duty": DUTY.c.id, **became, "on_day": literal(scene.as_of, Date()), "at": now}
        ask = select(*columns.values()).where(
            *_same(scene, self._span, DUTY),
            *scene.part.holds(DUTY.c.subject_id),
            DUTY.c.first_on == scene.as_of,
            DUTY.c.changed_at == now,
            ~exists().where(EVENT.c.duty == DUTY.c.id),
        )
        connection.execute(insert(EVENT).from_select([*columns], ask.order_by(DUTY.c.id)))

    def _identity(self, subject: int) -> dict[str, object]:
        return {
            "rule": self._scene.key,
            "subject_record": subject_record(self._scene.rule),
            "subject_id": subject,
            "period": self._span.key,
            "first_on": self._scene.as_of,
        }

    def _values(self, held: Mapping[str, Any]) -> dict[str, Any]:
        rule = self._scene.rule
        due = held["granted_on"] or self._due(held["from_on"])
        return {
            **{n: held[n] for n in DECIDED},
            "threshold": self._threshold,
            "due_on": due,
            "evidence": self._evidence.of(held),
            "article": rule.article,
            "hint": rule.hint,
            "office": rule.office,
            "academic_year": self._year(due),
            "changed_at": self._turn.now,
            "closed_on": self._closed(held),
            "known_from": self._known(held, due),
            "round_on": (held["from_on"] if self._kind.rounds else None) or EVER,
        }

    def _due(self, from_on: dt.date | None) -> dt.date | None:
        """The computed due date; of many rows that began on one day it is computed once."""
        if from_on not in self._days:
            self._days[from_on] = self._kind.due_on(self._scene, self._span, from_on)
        return self._days[from_on]

    def _known(self, held: Mapping[str, Any], due: dt.date | None) -> dt.date:
        """Since when it is known to run and to be due on that day; what was known before stays so."""
        same = held["was_state"] in RUNNING and held["was_due_on"] == due
        return held["known_from"] if same else self._turn.known_from

    def _year(self, due: dt.date | None) -> str | None:
        if self._span.period is not Period.NONE:
            return self._span.year or None
        return None if due is None else self._scene.calendar.academic_year(due).name

    def _closed(self, held: Mapping[str, Any]) -> dt.date | None:
        if held["state"] not in CLOSED:
            return None
        since = held["closed_on"]
        return since if since and held["was_state"] in CLOSED else self._scene.as_of

    def _event(self, duty: int, was: str | None, values: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "duty": duty,
            "was": was,
            "became": values["state"],
            "on_day": self._scene.as_of,
            "at": self._turn.now,
            "why": values["reason"],
            "evidence": values["evidence"],
        }


def apply(connection: Connection, kind: Kind, scene: Scene[Rule], span: Span, turn: Turn) -> int:
    """Bring the ledger up to date for one rule and one period; returns how many duties changed.

    Rows are read and written in chunks, so that memory does not grow with their number.
    """
    scene = scene.within(span)
    ask = differing(kind, scene, span, force=turn.force)
    writer = Writer(kind, scene, span, turn)
    found = connection.execute(ask, execution_options={"yield_per": CHUNK})
    changed = sum(writer.write(connection, rows) for rows in _chunks(found))
    writer.close(connection)
    return changed


def retire(connection: Connection, scene: Scene[Rule], spans: Sequence[Span], turn: Turn) -> int:
    """Void what runs in periods that the rule has no longer, since its period was changed.

    Duties of long ago, whose periods are not evaluated any more, stay as they are.
    """
    if not turn.force or not spans:
        return 0
    ask = select(DUTY.c.id, DUTY.c.state, DUTY.c.evidence).where(
        DUTY.c.rule == scene.key,
        DUTY.c.state.in_([s.value for s in RUNNING]),
        DUTY.c.period.not_in([s.key for s in spans]),
        DUTY.c.due_on >= min(s.start for s in spans),
        *scene.part.holds(DUTY.c.subject_id),
    )
    void = {"state": State.VOID.value, "reason": Reason.GONE.value}
    changed = 0
    for rows in _chunks(connection.execute(ask, execution_options={"yield_per": CHUNK})):
        numbers = [row.id for row in rows]
        values = {**void, "closed_on": scene.as_of, "changed_at": turn.now}
        connection.execute(update(DUTY).where(DUTY.c.id.in_(numbers)).values(**values))
        about = {"became": void["state"], "why": void["reason"]}
        when = {"on_day": scene.as_of, "at": turn.now}
        events = [{"duty": r.id, "was": r.state, "evidence": r.evidence} for r in rows]
        connection.execute(insert(EVENT), [e | about | when for e in events])
        changed += len(numbers)
    return changed


def _chunks(found: Any) -> Iterator[Sequence[Any]]:
    yield from found.partitions(CHUNK)
