"""One rule, one subject, one day: every condition asked of the same data as an evaluation asks.

The verdict comes from the kind's own statement; the conditions beside it say why. So an explanation
can be incomplete for a kind of a chapter's own, but it never contradicts the ledger.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, null, select

from core.declare import Rule
from core.duties.columns import field_of, optional
from core.duties.kinds.kind import NO_NUMBER
from core.duties.ledger import subject_record
from core.duties.models import DUTY, State
from core.duties.outcomes import Outcome, Outcomes, Stretch
from core.duties.scene import World, rule_key
from core.duties.why.asking import columns_of, read
from core.duties.why.clauses import AT_LEAST, COUNTED, Role
from core.duties.why.conclusion import conclusion
from core.duties.why.counting import looked_at
from core.duties.why.due_steps import due_steps
from core.duties.why.sources import parameter_source, source_of
from core.duties.why.values import Condition, Explanation


class NoSuchSubject(Exception):
    """There is no row of that number, not even a deleted one."""


@dataclass(frozen=True)
class Question:
    """Why, for one subject of a rule as of a day; in one period, or in the latest that says anything."""

    world: World
    chapter: str
    rule: Rule
    subject: int
    as_of: dt.date
    period: str = ""

    @cached_property
    def outcomes(self) -> Outcomes:
        """The rule on that day."""
        return Outcomes(self.world.scene(self.chapter, self.rule, self.as_of))

    def answer(self, connection: Connection) -> Explanation:
        """The explanation. Raises NoSuchSubject."""
        stretch, outcome = self._found(connection)
        about, conditions = self._subject(connection, stretch)
        conditions += _reached(stretch, outcome)
        rows, more = looked_at(connection, stretch, self.subject, about) if stretch else ((), False)
        scene = self.outcomes.scene if stretch is None else stretch.scene
        period = "" if stretch is None else stretch.span.key
        kept = self._ledger(connection, period)
        running = self.world.runs(self.chapter, self.rule)
        waived = kept is not None and kept.state == State.WAIVED
        owed = outcome or about
        return Explanation(
            key=rule_key(self.chapter, self.rule),
            rule=self.rule,
            subject=self.subject,
            as_of=self.as_of,
            span=None if stretch is None else stretch.span,
            periods=tuple(self.outcomes.periods),
            running=running,
            conditions=tuple(conditions),
            rows=rows,
            more_rows=more,
            due=due_steps(stretch, outcome) if stretch and outcome else None,
            parameters=tuple((n, parameter_source(scene, n)) for n in scene.names()),
            outcome=outcome,
            owner=None if owed is None else owed.owner,
            unit=None if owed is None else owed.unit,
            duty=None if kept is None else kept.id,
            conclusion=tuple(
                conclusion(stretch, outcome, conditions, running=running, waived=waived)
            ),
        )

    def _found(self, connection: Connection) -> tuple[Stretch | None, Outcome | None]:
        """The period that is explained, with what holds there: the one asked for, else the latest in
        which anything is owed, else the one of the day."""
        periods = self.outcomes.periods
        wanted = [self.period] if self.period else [*reversed(periods)]
        for period in wanted:
            found = self.outcomes.find(connection, period, self.subject)
            if found is not None:
                return found
        ready = [periods[p][-1] for p in wanted if p in periods]
        holding = [s for s in ready if s.span.holds(self.as_of)]
        return next(iter(holding or ready), None), None

    def _subject(
        self, connection: Connection, stretch: Stretch | None
    ) -> tuple[Any, list[Condition]]:
        """The subject's row as far as the rule asks for it, and its conditions."""
        rule: Any = self.rule
        if not rule.record:
            return None, []
        scene = self.outcomes.scene if stretch is None else stretch.scene
        s = scene.table(rule.record).alias("s")
        asked = [] if stretch is None else [*stretch.kind.clauses(scene, stretch.span, s)]

        def column(path: str) -> Any:
            return field_of(scene, rule.record, s, path) if path else null()

        ask = select(
            optional(scene, rule.record, s, rule.owner, NO_NUMBER).label("owner"),
            optional(scene, rule.record, s, rule.unit, NO_NUMBER).label("unit"),
            column(getattr(rule, "key", "") or "id").label("key"),
            column(getattr(rule, "starts", "")).label("first"),
            column(getattr(rule, "ends", "")).label("last"),
            *columns_of(asked),
        )
        row = connection.execute(ask.where(s.c.id == self.subject)).first()
        if row is None:
            raise NoSuchSubject
        return row, read(scene, asked, row)

    def _ledger(self, connection: Connection, period: str) -> Any:
        ask = select(DUTY.c.id, DUTY.c.state).where(
            DUTY.c.rule == rule_key(self.chapter, self.rule),
            DUTY.c.subject_record == subject_record(self.rule),
            DUTY.c.subject_id == self.subject,
            DUTY.c.period == period,
        )
        return connection.execute(ask).first()


def _reached(stretch: Stretch | None, outcome: Outcome | None) -> list[Condition]:
    """The number that was counted against the number that is asked for."""
    if stretch is None or outcome is None or None in (outcome.numerator, outcome.threshold):
        return []
    assert outcome.numerator is not None and outcome.threshold is not None
    given = getattr(stretch.scene.rule, "at_least", outcome.threshold)
    return [
        Condition(
            label=COUNTED,
            asked=AT_LEAST,
            wanted=(outcome.threshold,),
            found=outcome.numerator,
            holds=outcome.numerator >= outcome.threshold,
            role=Role.MEETS,
            source=source_of(stretch.scene, given),
        )
    ]
