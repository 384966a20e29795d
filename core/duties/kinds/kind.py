"""What a kind of rule answers; the ledger, the engine and the texts ask nothing else."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    FromClause,
    Integer,
    Label,
    Select,
    String,
    cast,
    null,
)
from sqlalchemy.orm import Session

from core.calendar import Span
from core.declare import Rule
from core.duties.models import Reason, State
from core.duties.periods import spans_of
from core.duties.scene import CATCH_UP, Scene
from core.duties.sentence import Sentence
from core.duties.why.clauses import Clause
from core.duties.why.rows import row_clauses
from core.duties.why.subject import subject_clauses

OUTCOME = (
    "subject", "owner", "unit", "state", "reason", "numerator", "seen", "from_on", "until_on",
    "granted_on",
)  # fmt: skip
"""Columns of every outcome, in this order."""

NO_NUMBER: ColumnElement[int] = cast(null(), Integer)
NO_DATE: ColumnElement[dt.date] = cast(null(), Date)
NO_WORD: ColumnElement[str] = cast(null(), String(10))


EMPTY: Mapping[str, ColumnElement[Any]] = {
    "owner": NO_NUMBER,
    "unit": NO_NUMBER,
    "reason": NO_WORD,
    "numerator": NO_NUMBER,
    "seen": NO_NUMBER,
    "from_on": NO_DATE,
    "until_on": NO_DATE,
    "granted_on": NO_DATE,
}


def outcome(**columns: ColumnElement[Any]) -> list[Label[Any]]:
    """The columns of an outcome in their order; *subject* and *state* are needed, others may be empty."""
    whole = {**EMPTY, **columns}
    return [whole[name].label(name) for name in OUTCOME]


class Kind(ABC):
    """One kind of rule. It holds no state: everything comes with the scene and the period."""

    name: str
    rounds = False
    """True when the day ``from_on`` begins the duty anew: its ladder then starts from the bottom."""

    def prepare(self, session: Session, scene: Scene[Any]) -> None:  # noqa: B027  most write nothing
        """Write what must be there before the rows are judged, in the evaluation's transaction."""

    @abstractmethod
    def outcomes(self, scene: Scene[Any], span: Span) -> Select[Any]:
        """One row per subject with the columns OUTCOME: what the ledger should say of it."""

    @abstractmethod
    def owed(
        self, scene: Scene[Any], span: Span, subject: ColumnElement[int]
    ) -> ColumnElement[bool]:
        """True in SQL when the row numbered *subject* owes anything in the period."""

    def spans(self, scene: Scene[Any]) -> Sequence[Span]:
        """The periods to evaluate: all that touch the catch-up window and the day itself."""
        first = scene.as_of - CATCH_UP
        return spans_of(scene, first, scene.as_of)

    def threshold(self, scene: Scene[Any]) -> int | None:
        """The number the rule asks for."""
        return None

    def left(self, scene: Scene[Any]) -> tuple[State, Reason]:
        """What becomes of a running duty whose subject stands, but owes nothing any more."""
        return State.VOID, Reason.GONE

    @abstractmethod
    def due_on(self, scene: Scene[Any], span: Span, from_on: dt.date | None) -> dt.date | None:
        """The due date; *from_on* is the day of the outcome's column of that name."""

    @abstractmethod
    def evidence(self, scene: Scene[Any], span: Span) -> dict[str, object]:
        """What decided, as far as it is the same for all subjects (numbers come with each row)."""

    @abstractmethod
    def measure(self, evidence: Mapping[str, Any]) -> Sequence[Sentence]:
        """What was found, in words."""

    def problems(self, scene: Scene[Rule]) -> None:
        """Compile the rule once. Raises DeclarationError when it names what is not there."""
        year = dt.timedelta(days=366)
        for span in self.spans(scene)[:1] or spans_of(scene, scene.as_of, scene.as_of + year):
            scene = scene.within(span)
            self.outcomes(scene, span)
            self.owed(scene, span, NO_NUMBER)
            self.due_on(scene, span, scene.as_of)
            self.evidence(scene, span)
            self.threshold(scene)
            return

    def clauses(self, scene: Scene[Any], span: Span, rows: FromClause) -> Iterator[Clause]:
        """The conditions on a subject, one of *rows*, for an explanation; in the order of asking."""
        return subject_clauses(scene, span, rows)

    def row_clauses(self, scene: Scene[Any], span: Span, rows: FromClause) -> Iterator[Clause]:
        """The conditions on a counted row, one of *rows*, for an explanation; asked only where the rule
        names what it ``counts``."""
        return row_clauses(scene, span, rows)

    def witnesses(
        self, scene: Scene[Any], span: Span, subjects: Sequence[int]
    ) -> Select[Any] | None:
        """(subject, row) of the rows that were counted, or None when the kind counts none."""
        return None
