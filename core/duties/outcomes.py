"""What the ledger should say of a rule, asked of the records without touching the ledger.

Explanation, preview and replay read the same statements as an evaluation does, so they cannot say
anything else than it would.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, column, literal, select, union_all

from core.calendar import Span
from core.declare import Rule
from core.duties.kinds import kind_of
from core.duties.kinds.kind import OUTCOME, Kind
from core.duties.ledger import evidence_for, subject_record
from core.duties.models import DUTY, State
from core.duties.scene import Scene

CHUNK = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What holds for one subject in one period. ``granted``: somebody set the due date by hand."""

    subject: int
    period: str
    owner: int | None
    unit: int | None
    state: State
    reason: str | None
    numerator: int | None
    seen: int | None
    from_on: dt.date | None
    until_on: dt.date | None
    due_on: dt.date | None
    threshold: int | None
    granted: bool = False


@dataclass(frozen=True)
class Stretch:
    """One period, or the part of it in which the same parameters hold."""

    kind: Kind
    scene: Scene[Rule]
    span: Span

    @cached_property
    def threshold(self) -> int | None:
        """The number the rule asks for here."""
        return self.kind.threshold(self.scene)

    def evidence(self, outcome: Outcome) -> dict[str, Any]:
        """What the ledger would keep beside this outcome, with dates as dates."""
        return {
            **evidence_for(self.kind, self.scene, self.span),
            "n": outcome.numerator,
            "seen": outcome.seen,
            "from": outcome.from_on,
            "until": outcome.until_on,
        }

    def outcome(self, row: Any) -> Outcome:
        """A row of the kind's statement with what is computed beside it."""
        return Outcome(
            subject=row.subject,
            period=self.span.key,
            owner=row.owner,
            unit=row.unit,
            state=State(row.state),
            reason=row.reason,
            numerator=row.numerator,
            seen=row.seen,
            from_on=row.from_on,
            until_on=row.until_on,
            due_on=row.granted_on or self.kind.due_on(self.scene, self.span, row.from_on),
            granted=row.granted_on is not None,
            threshold=self.threshold,
        )


@dataclass(frozen=True)
class Outcomes:
    """One rule on one day, by the keys of its periods."""

    scene: Scene[Rule]

    @cached_property
    def kind(self) -> Kind:
        """The compiler of the rule."""
        return kind_of(self.scene.world, self.scene)

    @cached_property
    def periods(self) -> dict[str, list[Stretch]]:
        """The periods an evaluation of this day would look at."""
        found: dict[str, list[Stretch]] = {}
        for span in self.kind.spans(self.scene):
            stretch = Stretch(self.kind, self.scene.within(span), span)
            found.setdefault(span.key, []).append(stretch)
        return found

    def rows(self, connection: Connection, period: str) -> Iterator[Outcome]:
        """The outcomes of a period in the order of their subjects, a chunk at a time. What was waived
        is left out: no evaluation touches it."""
        stretches = self.periods.get(period, [])
        if not stretches:
            return
        ask = union_all(*(asked(s, n).where(*_not_waived(s)) for n, s in enumerate(stretches)))
        options = {"yield_per": CHUNK}
        for row in connection.execute(ask.order_by("subject"), execution_options=options):
            yield stretches[row.stretch].outcome(row)

    def find(
        self, connection: Connection, period: str, subject: int
    ) -> tuple[Stretch, Outcome] | None:
        """What holds for one subject in a period, waived or not; None when it owes nothing there."""
        stretches = self.periods.get(period, [])
        for number, stretch in enumerate(stretches):
            o = asked(stretch, number).subquery("one")
            row = connection.execute(select(o).where(o.c.subject == subject)).first()
            if row is not None:
                return stretch, stretch.outcome(row)
        return None


def asked(stretch: Stretch, number: int) -> Select[Any]:
    """The outcomes of one stretch, each marked with its *number* in a larger question."""
    o = stretch.kind.outcomes(stretch.scene, stretch.span).subquery("o")
    ask = select(*(o.c[n] for n in OUTCOME), literal(number).label("stretch"))
    return ask.where(*stretch.scene.part.holds(o.c.subject))


def _not_waived(stretch: Stretch) -> list[ColumnElement[bool]]:
    waived = select(DUTY.c.subject_id).where(
        DUTY.c.rule == stretch.scene.key,
        DUTY.c.subject_record == subject_record(stretch.scene.rule),
        DUTY.c.period == stretch.span.key,
        DUTY.c.state == State.WAIVED.value,
    )
    return [column("subject").not_in(waived)]
