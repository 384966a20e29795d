"""What a page open to everybody may use besides: rows for strangers, and counts without a trace."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Select

from core.records.tallies import count_one, tallies
from core.web.own import OwnPage
from core.web.runtime import db


class OpenPage(OwnPage):
    """The present request, for a public page of a chapter and the pages that tell what it counted."""

    def rows_outside(self, ask: Select[Any]) -> Sequence[Any]:
        """Rows the reader need not reach, by a select on their model: for the same pages."""
        model = ask.column_descriptions[0]["entity"]
        ask = ask.where(model.deleted_at.is_(None))
        return db().execute(ask, execution_options={"gate": False}).scalars().all()

    def count(self, record: str, key: int, names: Collection[str]) -> None:
        """Add one to each of *names* of a row, and keep nothing else: not by whom, not when. For pages
        that vouch for what they count, such as anonymous answers."""
        count_one(db(), record, key, names)
        db().commit()

    def counted(self, record: str, key: int) -> Mapping[str, int]:
        """How often each name was counted. Show people no small number of it: ``hidden_figures``."""
        return tallies(db(), record, key)
