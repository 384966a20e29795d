"""What happens by itself when a deadline has passed: the move that the rule names, made by the system."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.declare import Deadline, Rule
from core.duties.models import DUTY, State
from core.duties.scene import Scene


def lapse(session: Session, scene: Scene[Rule]) -> int:
    """Make the move with every row that is overdue; how many moved.

    Inside the caller's transaction. A row that has moved is no longer in a state the move starts from, so
    doing it again changes nothing.
    """
    rule, move = scene.rule, scene.world.move
    if not isinstance(rule, Deadline) or not rule.lapses or move is None:
        return 0
    ask = select(DUTY.c.subject_id).where(
        DUTY.c.rule == scene.key,
        DUTY.c.state == State.OVERDUE.value,
        *scene.part.holds(DUTY.c.subject_id),
    )
    keys = session.execute(ask.order_by(DUTY.c.subject_id)).scalars().all()
    return sum(move(session, rule.record, key, rule.lapses) for key in keys)
