"""The conditions of a rule on its subjects, whatever its kind: what they owe by, and what voids it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from sqlalchemy import FromClause, exists, false, literal, or_, true

from core.calendar import Span
from core.declare import Rule
from core.duties.columns import field_of
from core.duties.scene import Scene
from core.duties.sentence import N_
from core.duties.why import clauses
from core.duties.why.clauses import Clause, Role, kept, of_field, of_where

ENDED_WITHIN = N_("not over within the period")
ASKED_FOR = N_("Number asked for")
OLD_ENOUGH = N_("at latest %(wanted)s, to be old enough at the end of the period")


def covered(scene: Scene[Any], rows: FromClause) -> Iterator[Clause]:
    """Is it there, and does the rule mean it?"""
    yield kept(rows)
    for where in scene.rule.where:
        yield of_where(scene, scene.rule.record, rows, where)


def subject_clauses(scene: Scene[Any], span: Span, rows: FromClause) -> Iterator[Clause]:
    """In the order in which one would ask: is it covered, is it of this period, has it begun."""
    rule: Any = scene.rule
    record = rule.record
    yield from covered(scene, rows)
    if year := getattr(rule, "year_field", ""):
        column = field_of(scene, record, rows, year)
        yield of_field(
            scene, record, rows, year, holds=column == span.year, asked=clauses.IS,
            wanted=(span.year,),
        )  # fmt: skip
    yield from _life(scene, span, rows)
    if tag := getattr(rule, "tag", ""):
        yield _tagged(scene, rows, tag, min(span.end, scene.as_of))


def not_long_done(scene: Scene[Any], rows: FromClause, path: str, within: dt.timedelta) -> Clause:
    """What was done longer ago than an evaluation looks back is not looked at any more."""
    done = field_of(scene, scene.rule.record, rows, path)
    first = scene.as_of - within
    return of_field(
        scene, scene.rule.record, rows, path, holds=or_(done.is_(None), done >= first),
        asked=clauses.EARLIEST, wanted=(first,),
    )  # fmt: skip


def asks_for_some(needed: int, given: object) -> Clause:
    """With 0 the rule asks for nothing."""
    return Clause(
        label=ASKED_FOR, holds=true() if needed else false(), found=literal(needed),
        asked=clauses.AT_LEAST, wanted=(1,), given=given,
    )  # fmt: skip


def _life(scene: Scene[Any], span: Span, rows: FromClause) -> Iterator[Clause]:
    """The subject's own time: begun, not over before the period, and nothing that voids the duty."""
    rule: Any = scene.rule
    starts, ends = getattr(rule, "starts", ""), getattr(rule, "ends", "")
    if starts:
        last = min(span.end, scene.as_of)
        begin = field_of(scene, rule.record, rows, starts)
        yield of_field(
            scene, rule.record, rows, starts, holds=begin <= last, asked=clauses.LATEST,
            wanted=(last,),
        )  # fmt: skip
        yield from _old_enough(scene, span, rows, starts)
    if ends:
        end = field_of(scene, rule.record, rows, ends)
        yield of_field(
            scene, rule.record, rows, ends, holds=or_(end.is_(None), end >= span.start),
            asked=clauses.EARLIEST, wanted=(span.start,),
        )  # fmt: skip
        over = (end < span.end) & (end <= scene.as_of)
        yield of_field(
            scene, rule.record, rows, ends, holds=or_(end.is_(None), ~over), asked=ENDED_WITHIN,
            role=Role.OWES,
        )  # fmt: skip


def _old_enough(scene: Scene[Any], span: Span, rows: FromClause, starts: str) -> Iterator[Clause]:
    given = getattr(scene.rule, "grace_days", 0)
    grace = scene.number(given)
    if grace:
        begin = field_of(scene, scene.rule.record, rows, starts)
        last = span.end - dt.timedelta(days=grace)
        yield of_field(
            scene, scene.rule.record, rows, starts, holds=begin <= last, asked=OLD_ENOUGH,
            wanted=(last,), given=given, role=Role.OWES,
        )  # fmt: skip


def _tagged(scene: Scene[Rule], rows: FromClause, tag: str, day: dt.date) -> Clause:
    t = scene.table("directory.unit_tag").alias("t")
    holds = exists().where(
        t.c.unit == rows.c.id,
        t.c.tag == tag,
        t.c.deleted_at.is_(None),
        or_(t.c.since.is_(None), t.c.since <= day),
        or_(t.c.until.is_(None), t.c.until >= day),
    )
    return Clause(label=clauses.GROUP, holds=holds, asked=clauses.TAGGED, wanted=(tag,))
