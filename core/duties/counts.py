"""Numbers of duties by rule, period and state: kept beside the ledger, or counted for one reader."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, delete, func, insert, literal, select
from sqlalchemy.orm import Session

from core.db import lock
from core.duties.models import COUNT, DUTY

KEYS = ("rule", "article", "academic_year", "hint", "state", "period")


def recount(database: Session | Connection, rule: str) -> None:
    """Bring the kept numbers of a rule up to date; called where its duties were changed.

    Two transactions that change duties of one rule count one after the other, so that the later
    one counts both.
    """
    lock(database, f"count {rule}")
    database.execute(delete(COUNT).where(COUNT.c.rule == rule))
    keys = [DUTY.c[k] for k in KEYS]
    counted = select(*keys, func.count()).where(
        DUTY.c.rule == rule, DUTY.c.academic_year.is_not(None)
    )
    database.execute(insert(COUNT).from_select([*KEYS, "number"], counted.group_by(*keys)))


def numbers(
    limit: ColumnElement[bool] | None = None, article: int | None = None, since: str = ""
) -> Select[Any]:
    """The question for numbers, with the columns KEYS and ``number``.

    *limit* is a condition on ``core_duty`` for readers who see a part of it only: their numbers are
    counted anew. Whoever sees everything reads what is kept. Periods are told apart for one *article*
    only. *since* leaves earlier academic years out.
    """
    rows = COUNT if limit is None else DUTY
    number: ColumnElement[int] = func.sum(COUNT.c.number) if limit is None else func.count()
    keys = [rows.c[k] for k in KEYS if k != "period" or article is not None]
    period = literal("") if article is None else rows.c.period
    ask = select(*keys, number.label("number"), period.label("of")).group_by(*keys)
    if limit is not None:
        ask = ask.where(DUTY.c.academic_year.is_not(None), limit)
    if article is not None:
        ask = ask.where(rows.c.article == article)
    return ask.where(rows.c.academic_year >= since) if since else ask
