"""Who owes a duty: the holder of a post on a day, or the person a path leads to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Subquery, func, literal, or_, select

from core.declare import InPost, Rule
from core.duties.columns import conditions, field_of, optional
from core.duties.kinds.kind import NO_NUMBER
from core.duties.scene import Scene

Day = Callable[[FromClause], "ColumnElement[dt.date] | dt.date"]
"""The day that decides, for an alias of the subjects' table."""


def owed_by(
    scene: Scene[Rule], s: FromClause, source: FromClause, day: Day
) -> tuple[ColumnElement[int], FromClause]:
    """The column with the owner of each row of *s*, and *source* joined to what it needs.

    Holders are found for all subjects at once; the first post that is held on *day* decides.
    """
    found: list[ColumnElement[Any]] = []
    for number, post in enumerate(scene.rule.serving):
        held = _held(scene, post, day).subquery(f"h{number}")
        source = source.outerjoin(held, held.c.subject == s.c.id)
        found.append(held.c.person)
    found.append(optional(scene, scene.rule.record, s, scene.rule.owner, NO_NUMBER))
    return (func.coalesce(*found) if len(found) > 1 else found[0]), source


def _held(scene: Scene[Rule], post: InPost, day: Day) -> Any:
    """(subject, person): of several holders the one who began last, then the one entered last."""
    rule = scene.rule
    x = scene.table(rule.record).alias("x")
    p = scene.table(post.record).alias("p")
    unit = field_of(scene, rule.record, x, rule.unit)
    begins = field_of(scene, post.record, p, post.starts)
    ends = field_of(scene, post.record, p, post.ends)
    on = day(x)
    place = func.row_number().over(
        partition_by=x.c.id,
        order_by=(func.coalesce(begins, literal(dt.date.min)).desc(), p.c.id.desc()),
    )
    ranked: Subquery = (
        select(
            x.c.id.label("subject"),
            field_of(scene, post.record, p, post.person).label("person"),
            place.label("place"),
        )
        .select_from(x.join(p, field_of(scene, post.record, p, post.of) == unit))
        .where(
            *conditions(scene, post.record, p, post.where),
            *scene.part.holds(x.c.id),
            or_(begins.is_(None), begins <= on),
            or_(ends.is_(None), ends >= on),
        )
        .subquery()
    )
    return select(ranked.c.subject, ranked.c.person).where(ranked.c.place == 1)
