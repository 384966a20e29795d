"""Which duties are asked for: one filter for lists, numbers and links, so that they cannot differ."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, Select, false, func, select, union_all

from core.duties.models import DUTY, RUNNING, State
from core.web.work.sight import Sight

LIST = "/duties/"
GROUPS = {
    "running": RUNNING,
    "pressing": (State.DUE_SOON, State.OVERDUE),
    "owed": (State.MET, *RUNNING),
}
"""Words for several states: what is still to be done, what of it presses, what is owed at all."""
LONGEST = {"year": 9, "rule": 80, "period": 20, "chapter": 20, "office": 20}
NUMBERS = ("article", "owner", "unit")
DAYS = ("due_from", "due_to")
COUNTED = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A filter of duties. ``hints`` asks for hints, which are no duties, instead of duties; ``office``
    for what an office owes and no single person."""

    state: str = ""
    year: str = ""
    rule: str = ""
    period: str = ""
    chapter: str = ""
    office: str = ""
    article: int | None = None
    owner: int | None = None
    unit: int | None = None
    due_from: dt.date | None = None
    due_to: dt.date | None = None
    mine: bool = False
    hints: bool = False

    def but(self, **changes: Any) -> Asked:
        """The same filter with some parts changed."""
        return dataclasses.replace(self, **changes)

    @property
    def narrowed(self) -> bool:
        """True when anything is asked for at all."""
        return self != Asked()

    def values(self) -> dict[str, str]:
        """The filter as the query of an address."""
        out: dict[str, str] = {}
        for part in dataclasses.fields(self):
            value = getattr(self, part.name)
            if value is True:
                out[part.name] = "1"
            elif value not in (None, "", False):
                out[part.name] = str(value)
        return out

    @property
    def url(self) -> str:
        """The list of just these duties."""
        return f"{LIST}?{urlencode(self.values())}" if self.narrowed else LIST

    def branches(self, sight: Sight) -> list[list[ColumnElement[bool]]]:
        """The duties asked for that the reader sees, as disjoint sets of conditions.

        What one owes is split in two, so that each part is read from an index.
        """
        base = [*self._conditions(), sight.seen()]
        if not self.mine:
            return [base]
        return [[owed, *base] for owed in sight.owed()] or [[false()]]

    def _conditions(self) -> list[ColumnElement[bool]]:
        c = DUTY.c
        out: list[ColumnElement[bool]] = [c.hint.is_(self.hints)]
        if self.state in GROUPS:
            out.append(c.state.in_([s.value for s in GROUPS[self.state]]))
        elif self.state:
            out.append(c.state == self.state)
        same = {"academic_year": self.year, "rule": self.rule, "period": self.period}
        out += [c[name] == value for name, value in same.items() if value]
        keys = {"article": self.article, "owner": self.owner, "unit": self.unit}
        out += [c[name] == number for name, number in keys.items() if number is not None]
        if self.office:
            out += [c.owner.is_(None), c.office == self.office]
        if self.chapter:
            out.append(c.rule.startswith(f"{self.chapter}.", autoescape=True))
        if self.due_from is not None:
            out.append(c.due_on >= self.due_from)
        if self.due_to is not None:
            out.append(c.due_on <= self.due_to)
        return out


def counting(asked: Asked, sight: Sight, most: int = COUNTED) -> Any:
    """How many these are, at most *most*, as a value inside a statement."""
    found = [select(DUTY.c.id).where(*b).limit(most) for b in asked.branches(sight)]
    parts = [select(f.subquery().c.id) for f in found]
    return select(func.count()).select_from(_together(parts).subquery()).scalar_subquery()


def _together(parts: Sequence[Select[Any]]) -> Any:
    return parts[0] if len(parts) == 1 else union_all(*parts)


def parse(args: Mapping[str, str]) -> tuple[Asked, list[str]]:
    """The filter of an address, and the names of what could not be understood and is left out."""
    values: dict[str, Any] = {}
    wrong = []
    for part in dataclasses.fields(Asked):
        text = args.get(part.name, "").strip()
        if not text:
            continue
        value = _value(part.name, text)
        if value is None:
            wrong.append(part.name)
        else:
            values[part.name] = value
    return Asked(**values), wrong


def _value(name: str, text: str) -> Any:
    if name == "state":
        return text if text in (*State, *GROUPS) else None
    if name in NUMBERS:
        plain = text.isascii() and text.isdecimal() and len(text) < 10
        return int(text) if plain else None
    if name in DAYS:
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            return None
    if name in LONGEST:
        return text if len(text) <= LONGEST[name] else None
    return True if text == "1" else None
