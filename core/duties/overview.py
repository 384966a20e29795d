"""The monthly overview: to the role that a chapter names, how the duties of each chapter stand.

It is sent with the monthly list, once. A chapter that is off is named as missing: its numbers are not
zero, they are not there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.declare import Notice
from core.duties.models import DUTY, State
from core.duties.scene import World
from core.texts import N_

LINK = "/duties/?chapter="
SUBJECT = N_("Monthly overview, %(chapter)s: %(soon)s duties fall due soon, %(late)s are overdue.")
MISSING = N_("Monthly overview, %(chapter)s: the chapter is off, its numbers are missing.")
COUNTED = (State.DUE_SOON.value, State.OVERDUE.value)


def overview(session: Session, world: World, as_of: dt.date) -> Iterator[Notice]:
    """The messages of the month of *as_of*; none where no chapter that is on asks for them."""
    manifests = world.catalogue.manifests
    roles = {m.overview for name, m in manifests.items() if m.overview and world.enabled(name)}
    if not roles:
        return
    found = _numbers(session, world)
    for role in sorted(roles):
        for name, manifest in manifests.items():
            if not world.catalogue.rules.get(name):
                continue
            soon, late = found.get(name, (0, 0))
            yield Notice(
                SUBJECT if world.enabled(name) else MISSING,
                role=role,
                values={"chapter": manifest.title, "soon": soon, "late": late},
                kind="duty",
                key=f"overview:{as_of:%Y-%m}:{role}:{name}",
                link=f"{LINK}{name}",
            )


def _numbers(session: Session, world: World) -> dict[str, tuple[int, int]]:
    """Duties that fall due soon and that are overdue, by chapter; hints are no duties."""
    keys = {f"{c}.{r.name}": c for c, r in world.rules() if world.runs(c, r) and not r.hint}
    ask = select(DUTY.c.rule, DUTY.c.state, func.count()).group_by(DUTY.c.rule, DUTY.c.state)
    ask = ask.where(DUTY.c.rule.in_(keys), DUTY.c.state.in_(COUNTED))
    found: dict[str, list[int]] = {}
    for rule, state, number in session.execute(ask):
        found.setdefault(keys[rule], [0, 0])[COUNTED.index(state)] += number
    return {name: (soon, late) for name, (soon, late) in found.items()}
