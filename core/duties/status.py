"""Status per article and academic year: counted from the ledger, never typed in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Integer, case, func, literal, select
from sqlalchemy.orm import Session

from core.duties.models import DUTY, State


@dataclass(frozen=True, slots=True)
class Status:
    """Numbers of duties of one article in one academic year; hints are not counted."""

    article: int
    academic_year: str
    met: int
    due: int
    overdue: int
    not_due: int
    void: int
    waived: int

    @property
    def owed(self) -> int:
        """The denominator: what is or was owed, whether due yet or not."""
        return self.met + self.due + self.overdue + self.not_due


def status(
    session: Session,
    *,
    academic_year: str | None = None,
    rules: Collection[str] | None = None,
    limit: ColumnElement[bool] | None = None,
) -> tuple[Status, ...]:
    """One statement: counts per article and year, in that order.

    *rules* leaves out what chapters that are off owe; *limit* is a further condition on
    ``core_duty``, for readers who see a part of it only.
    """

    def of(state: State) -> ColumnElement[int]:
        return func.sum(case((DUTY.c.state == state.value, 1), else_=literal(0, Integer)))

    ask = (
        select(
            DUTY.c.article,
            DUTY.c.academic_year,
            *(
                of(s)
                for s in (
                    State.MET,
                    State.DUE_SOON,
                    State.OVERDUE,
                    State.OPEN,
                    State.VOID,
                    State.WAIVED,
                )
            ),
        )
        .where(DUTY.c.hint.is_(False), DUTY.c.academic_year.is_not(None))
        .group_by(DUTY.c.article, DUTY.c.academic_year)
        .order_by(DUTY.c.article, DUTY.c.academic_year)
    )
    if academic_year is not None:
        ask = ask.where(DUTY.c.academic_year == academic_year)
    if rules is not None:
        ask = ask.where(DUTY.c.rule.in_(rules))
    if limit is not None:
        ask = ask.where(limit)
    return tuple(Status(*row) for row in session.execute(ask))
