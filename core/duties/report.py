"""The ledger as plain values: what ``duties evaluate --json`` prints."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from core.calendar import Span
from core.declare import Period, Rule
from core.duties.explain import evidence_of, explain
from core.duties.kinds import kind_named, kind_of
from core.duties.labels import labels
from core.duties.models import DUTY, INSTITUTION
from core.duties.periods import period_of, spans_of
from core.duties.scene import CATCH_UP, Scene, World, rule_key

CHUNK = 500
MOST_RECORDS = 50


def report(session: Session, world: World, *, as_of: dt.date) -> Iterator[dict[str, Any]]:
    """Every duty of the rules that are on, with the evidence that decided it, rule by rule.

    Read after ``evaluate`` of the same day; values are ready for JSON.
    """
    for chapter, rule in world.rules():
        if world.runs(chapter, rule):
            scene = world.scene(chapter, rule, as_of)
            for rows in _pages(session, rule_key(chapter, rule)):
                yield from _items(session, scene, rows)


def _pages(session: Session, key: str) -> Iterator[Sequence[Row[Any]]]:
    """The duties of one rule by number, so many at a time."""
    last = 0
    while True:
        ask = select(DUTY).where(DUTY.c.rule == key, DUTY.c.id > last).order_by(DUTY.c.id)
        rows = session.execute(ask.limit(CHUNK)).all()
        if not rows:
            return
        yield rows
        last = rows[-1].id


def _items(
    session: Session, scene: Scene[Rule], rows: Sequence[Row[Any]]
) -> Iterator[dict[str, Any]]:
    catalogue = scene.world.catalogue
    numbers = [r.subject_id for r in rows]
    names = labels(session, catalogue, scene.rule.record, numbers)
    people = labels(session, catalogue, "directory.person", (r.owner for r in rows))
    units = labels(session, catalogue, "directory.unit", (r.unit for r in rows))
    records = _records(session, scene, rows)
    for r in rows:
        evidence = evidence_of(r)
        further = kind_named(scene.world, evidence["kind"])
        sentences = explain(r, {further.name: further} if further else {})
        yield {
            "rule": r.rule,
            "article": r.article,
            "title": scene.rule.title,
            "subject": {
                "record": r.subject_record,
                "id": r.subject_id,
                "label": "" if r.subject_record == INSTITUTION else names.get(r.subject_id, ""),
            },
            "period": r.period,
            "academic_year": r.academic_year,
            "state": r.state,
            "reason": r.reason,
            "due": _iso(r.due_on),
            "owner": _named(r.owner, people),
            "unit": _named(r.unit, units),
            "office": r.office,
            "hint": r.hint,
            "numerator": r.numerator,
            "threshold": r.threshold,
            "evidence": {
                **{k: _iso(v) for k, v in evidence.items()},
                "records": records.get((r.period, r.subject_id), []),
            },
            "why": " ".join(map(str, sentences)),
        }


def _records(
    session: Session, scene: Scene[Rule], rows: Sequence[Row[Any]]
) -> dict[tuple[str, int], list[int]]:
    """Numbers of the counted rows of these duties, at most so many each."""
    kind = kind_of(scene.world, scene)
    out: dict[tuple[str, int], list[int]] = {}
    for span in _spans(scene):
        subjects = [r.subject_id for r in rows if r.period == span.key and r.numerator]
        ask = kind.witnesses(scene.within(span), span, subjects) if subjects else None
        if ask is None:
            continue
        for row in session.execute(ask):
            found = out.setdefault((span.key, row[0]), [])
            if len(found) < MOST_RECORDS:
                found.append(row[1])
    return out


def _spans(scene: Scene[Rule]) -> Sequence[Span]:
    if period_of(scene) is Period.NONE:
        return ()
    return spans_of(scene, scene.as_of - CATCH_UP, scene.as_of)


def _named(number: int | None, names: dict[int, str]) -> dict[str, Any] | None:
    return None if number is None else {"id": number, "label": names.get(number, "")}


def _iso(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value
