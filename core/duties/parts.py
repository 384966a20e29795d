"""A large rule shared between workers: ranges of its subjects that together leave nobody out."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.declare import Rule
from core.duties.scene import Part, Scene

MOST = 16


def parts_of(session: Session, scene: Scene[Rule], *, size: int) -> list[Part]:
    """The scene's rule in parts of about *size* subjects, at most so many; one when it is small.

    The first and the last have no outer bound, so that a subject which appears meanwhile, and one
    whose row is long gone, belong to a part as well.
    """
    if not scene.rule.record:
        return [Part()]
    subjects = scene.table(scene.rule.record).alias("s")
    number = session.execute(select(func.count()).select_from(subjects)).scalar_one()
    wanted = min(MOST, -(-number // size))
    if wanted < 2:
        return [Part()]
    nth = func.ntile(wanted).over(order_by=subjects.c.id).label("nth")
    ranked = select(subjects.c.id, nth).subquery("r")
    ask = select(func.max(ranked.c.id)).group_by(ranked.c.nth).order_by(ranked.c.nth)
    ends = [*session.execute(ask).scalars()][:-1]
    return [Part(a, u) for a, u in zip((None, *ends), (*ends, None), strict=True)]
