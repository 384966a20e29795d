"""What a register is asked for: the academic year or days, the unit, choices, and what it is needed for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, select

from core.declare import Column, Field, Kind, Register
from core.exchange.rows import Reading, day_between
from core.records import read
from core.records.labels import words
from core.records.paths import Unseen
from core.statistics.periods import chosen, offered
from core.web.exports.asked import ALONG, PLAIN
from core.web.language import say
from core.web.reports.offers import asker_of
from core.web.runtime import db, me, runtime

LONGEST_PURPOSE, MOST_OPTIONS = 200, 500


@dataclass(frozen=True, slots=True)
class Input:
    """A choice on the form: its name in the address, label, options and what is chosen."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str = ""

    @property
    def said(self) -> str:
        """What is chosen, in words; '' for everything."""
        return next((label for value, label in self.options if value and value == self.chosen), "")


@dataclass
class Asked:
    """A register and what was asked of it. ``problems`` are (input, text)."""

    report: Register
    reading: Reading
    years: list[str] = field(default_factory=list)
    year: str = ""
    first: dt.date | None = None
    last: dt.date | None = None
    inputs: list[Input] = field(default_factory=list)
    purpose: str = ""
    given: dict[str, str] = field(default_factory=dict)
    """What the address said, without the purpose: enough to ask the same again."""
    problems: dict[str, str] = field(default_factory=dict)

    def conditions(self) -> Iterator[ColumnElement[bool]]:
        """What rows have to fulfil."""
        yield from self.reading.conditions(self.report.where)
        if self.report.date:
            leaf = self.reading.paths.leaf(self.report.date)
            yield from day_between(leaf, *self._days(), _midnight)
        for one in self.inputs:
            if one.chosen:
                column = self.reading.paths.leaf(one.name).column
                number = one.chosen.isdecimal() and self._kind(one.name) is Kind.REF
                yield column == (int(one.chosen) if number else one.chosen)

    def _kind(self, path: str) -> Kind:
        return self.reading.paths.leaf(path).declared.kind

    def _days(self) -> tuple[dt.date | None, dt.date | None]:
        if self.first or self.last or not self.year:
            return self.first, self.last
        year = chosen(runtime().calendar(db()), runtime().today(), self.year)
        return year.start, year.end

    def words(self) -> list[str]:
        """What was asked for, for the heading of the register."""
        found = [one.said for one in self.inputs if one.said]
        if self.first or self.last:
            days = (d.isoformat() if d else "" for d in (self.first, self.last))
            return [" – ".join(days), *found]
        return ([self.year] if self.year else []) + found


def ask(report: Register, args: Mapping[str, str]) -> Asked:
    """Read the address; what cannot be understood is told beside its input."""
    rt = runtime()
    reading = Reading(db(), asker_of(me()), report.record, report.columns)
    if PLAIN in args:
        marked = set(reading.sensitive())
        left = tuple(c for c in report.columns if c.field not in marked)
        reading = Reading(db(), reading.asker, report.record, left)
    asked = Asked(
        report, reading, given={n: v for n, v in args.items() if n not in ALONG or n == PLAIN}
    )
    if report.date:
        asked.years = offered(rt.calendar(db()), rt.today())
        wanted = args.get("year", asked.years[0])
        asked.year = wanted if wanted in asked.years else ""
        asked.first, asked.last = (_day(asked, n, args.get(n, "")) for n in ("from", "to"))
        if asked.first and asked.last and asked.last < asked.first:
            asked.problems["to"] = _("This day is before the first one. Exchange them.")
    for path in (*((report.unit,) if report.unit else ()), *report.ask):
        if (one := _input(reading, path, args.get(path, ""))) is not None:
            asked.inputs.append(one)
    asked.purpose = " ".join(args.get("purpose", "").split())[:LONGEST_PURPOSE]
    return asked


def _day(asked: Asked, name: str, text: str) -> dt.date | None:
    if not text.strip():
        return None
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        asked.problems[name] = _("Write a date as 2026-09-01.")
        return None


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), runtime().zone).astimezone(dt.UTC)


def _input(reading: Reading, path: str, given: str) -> Input | None:
    """A choice among what occurs; None where the reader may not see the field."""
    try:
        leaf = reading.paths.leaf(path)
    except Unseen:
        return None
    label = next((c.label for c in reading.columns if c.field == path), "") or leaf.declared.label
    found = _rows(reading, path) if leaf.declared.kind is Kind.REF else _choices(leaf.declared)
    options = (("", _("All")), *found)
    known = given in {value for value, _label in options}
    return Input(path, say(label), options, given if known else "")


def _choices(declared: Field) -> list[tuple[str, str]]:
    return [(c.value, say(c.label)) for c in declared.choices]


def _rows(reading: Reading, path: str) -> list[tuple[str, str]]:
    """Rows that occur in the reference at *path*, among those the reader sees, by their names."""
    alone = Reading(reading.session, reading.asker, reading.record, (Column(path),))
    leaf = alone.paths.leaf(path)
    asked: Any = alone.paths.joined(select(leaf.column).select_from(alone.paths.model))
    asked = asked.where(leaf.column.is_not(None)).distinct().limit(MOST_OPTIONS)
    keys = list(reading.session.scalars(asked))
    names = read.labels(reading.session, reading.asker, leaf.declared.target, keys)
    said = [(str(key), words(parts, say)) for key, parts in names.items()]
    return sorted(((k, text) for k, text in said if text), key=lambda option: option[1])
