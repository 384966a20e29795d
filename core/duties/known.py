"""From which day on the ledger could know what it finds now: steps of the ladder count from then."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from core.declare import Rule
from core.duties.models import DUTY, EVER, RUN, RUNNING
from core.duties.scene import Scene

DAY = dt.timedelta(days=1)
PAUSED = "paused"


def known_from(session: Session, scene: Scene[Rule]) -> dt.date:
    """The day after the last good run of the rule; for a first run, the day its chapter was switched on.

    So a duty that appears while nothing runs is told of as if everything had run, and one that is
    entered, or opened again, long after its due date starts at the bottom of the ladder.
    """
    ask = select(RUN.c.as_of).where(RUN.c.rule == scene.key, RUN.c.fingerprint.is_not(None))
    last: dt.date | None = session.execute(ask.order_by(RUN.c.id.desc()).limit(1)).scalar()
    if last is not None:
        return min(last + DAY, scene.as_of)
    return min(scene.world.since(scene.chapter) or EVER, scene.as_of)


def resume(session: Session, scene: Scene[Rule]) -> None:
    """After a pause of the chapter or the rule, what runs counts from today: the pause tells nobody."""
    ask = select(RUN.c.note).where(RUN.c.rule == scene.key).order_by(RUN.c.id.desc()).limit(1)
    if session.execute(ask).scalar() == PAUSED:
        running = (DUTY.c.rule == scene.key, DUTY.c.state.in_(RUNNING))
        mine = scene.part.holds(DUTY.c.subject_id)
        session.execute(update(DUTY).where(*running, *mine).values(known_from=scene.as_of))
