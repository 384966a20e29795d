"""What somebody wants to take out as a file, and whether a second person has to agree first.

A second person is needed for sensitive columns, and for more people than the institution allows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from core.access.policy import criterion, sensitive
from core.declare import DataClass, Field, Kind, Register
from core.records import read
from core.records.labels import Asker
from core.records.query import ListQuery
from core.records.totals import MOST_COUNTED
from core.web.exports.asked import ALONG, PLAIN
from core.web.language import list_mark, say
from core.web.records.asked import ask as ask_list
from core.web.records.place import Place, find_place
from core.web.reports.asked import Asked as AskedReport
from core.web.reports.asked import ask as ask_report
from core.web.reports.offers import find
from core.web.runtime import db, runtime

LIST, REGISTER = "list", "register"
KEYS = "key"
"""Chosen rows of a list, in its question."""
PERSON = "directory.person"


@dataclass(frozen=True)
class Wish:
    """A file that is wanted. ``of`` and ``question`` say which, so that it can be made again later.

    ``entries`` and ``people`` are counted up to a limit; ``columns`` are the labels of what is
    sensitive in it.
    """

    of: str
    question: str
    record: str
    what: str
    entries: int
    people: int
    most: int
    columns: tuple[str, ...]
    purpose: str = ""

    @property
    def chosen(self) -> bool:
        """True when its rows were chosen one by one."""
        return f"&{KEYS}=" in f"&{self.question}"

    @property
    def alone(self) -> bool:
        """True when nobody else has to agree."""
        return not self.columns and self.people <= self.most

    @property
    def why(self) -> str:
        """Why somebody else has to agree, in words."""
        told = []
        if self.columns:
            names = list_mark().join(self.columns)
            told.append(_("Sensitive columns: %(names)s", names=names))
        if self.people > self.most:
            told.append(ngettext("More than %(num)s person", "More than %(num)s people", self.most))
        return " · ".join(told)


@dataclass(frozen=True)
class ListWish:
    """A list as a file: the question, and the columns that go along."""

    place: Place
    query: ListQuery
    fields: tuple[Field, ...]
    wish: Wish


@dataclass(frozen=True)
class RegisterWish:
    """A register as a file."""

    asked: AskedReport
    wish: Wish


Found = ListWish | RegisterWish


def of_list(place: Place, args: Mapping[str, Sequence[str]], keys: Sequence[int] = ()) -> ListWish:
    """The list of *args*, or only the rows of *keys*."""
    query = ListQuery(keys=tuple(keys)) if keys else ask_list(place, _of_page(args)).query
    marked = sensitive(place.asker.catalogue, place.record)
    plain = PLAIN in args
    fields = tuple(f for f in place.fields if not (plain and f.name in marked))
    kept = [(n, v) for n, values in args.items() if n in (PLAIN,) or n not in ALONG for v in values]
    kept += [(KEYS, str(k)) for k in keys]
    wish = Wish(
        of=f"{LIST}:{place.record.name}",
        question=urlencode(kept),
        record=place.record.name,
        what=say(place.record.plural or place.record.label),
        entries=_entries(place, query),
        people=_people_of_list(place, query, fields),
        most=_most(),
        columns=tuple(say(f.label) for f in fields if f.name in marked),
    )
    return ListWish(place, query, fields, wish)


def of_register(chapter: str, asked: AskedReport) -> RegisterWish:
    """A register that was asked for without faults."""
    reading, report = asked.reading, asked.report
    marked = set(reading.sensitive())
    labels = {c.field: say(c.label or reading.declared(c).label) for c in reading.shown}
    rows = reading.count(asked.conditions())
    wish = Wish(
        of=f"{REGISTER}:{chapter}/{report.name}",
        question=urlencode(asked.given),
        record=report.record,
        what=" · ".join((say(report.title), *asked.words())),
        entries=rows,
        people=_people_of_register(asked, rows),
        most=_most(),
        columns=tuple(labels[c.field] for c in reading.shown if c.field in marked),
        purpose=asked.purpose,
    )
    return RegisterWish(asked, wish)


def again(of: str, question: str, purpose: str) -> Found | None:
    """What *of* and *question* ask for now, by the present reader; None where it is there no more.

    Aborts with 404 where the reader has no such list.
    """
    args: dict[str, list[str]] = {}
    for name, value in parse_qsl(question):
        args.setdefault(name, []).append(value)
    kind, _mark, name = of.partition(":")
    if kind == LIST:
        chapter, _dot, short = name.partition(".")
        place = find_place(chapter, short)
        keys = [int(k) for k in args.pop(KEYS, ()) if k.isascii() and k.isdecimal()]
        return of_list(place, args, keys) if place.may("export") else None
    chapter, _slash, short = name.partition("/")
    report = find(chapter, short)
    if not isinstance(report, Register):
        return None
    asked = ask_report(report, {n: v[-1] for n, v in args.items()} | {"purpose": purpose})
    return None if asked.problems else of_register(chapter, asked)


def _of_page(args: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    return {n: list(v) for n, v in args.items() if n not in ALONG}


def _most() -> int:
    return int(runtime().chapters.parameter("directory", "export_people", runtime().today()))


def _entries(place: Place, query: ListQuery) -> int:
    return read.totals(db(), place.asker, place.record.name, query).count


def _people_of_list(place: Place, query: ListQuery, fields: Sequence[Field]) -> int:
    """How many people the file names, at most one more than is allowed alone."""
    name, most = place.record.name, _most()
    numbers = read.numbers(db(), place.asker, name, query, MOST_COUNTED).subquery()
    inside = place.model.id.in_(select(numbers.c.id))
    may = criterion(place.asker.actor, place.asker.catalogue, name, "export")
    options = {"deleted": query.deleted}
    asked = [
        select(getattr(place.model, f.name)).where(inside, may).distinct().limit(most + 1)
        for f in fields
        if _names_people(place.asker, f)
    ]
    if name == PERSON or (not asked and any(f.personal is not DataClass.N for f in fields)):
        asked.append(select(place.model.id).where(inside, may).limit(most + 1))
    return _counted(asked, options)


def _people_of_register(asked: AskedReport, rows: int) -> int:
    reading, most = asked.reading, _most()
    may = criterion(reading.asker.actor, reading.asker.catalogue, reading.record, "export")
    found: list[Any] = []
    personal = False
    for column in reading.shown:
        leaf = reading.paths.leaf(column.field)
        personal = personal or leaf.declared.personal is not DataClass.N
        if _names_people(reading.asker, leaf.declared):
            ask: Any = select(leaf.column).select_from(reading.paths.model)
            ask = reading.paths.joined(ask).where(may, *asked.conditions())
            found.append(ask.distinct().limit(most + 1))
    return _counted(found) if found or not personal else min(rows, most + 1)


def _names_people(asker: Asker, declared: Field) -> bool:
    """A reference to a person, or to something whose name holds one."""
    if declared.kind is not Kind.REF or declared.target not in asker.catalogue.models:
        return False
    target = asker.catalogue.record(declared.target)
    if target.name == PERSON:
        return True
    parts = (target.field(name) for name in target.title)
    return any(p is not None and p.kind is Kind.REF and p.target == PERSON for p in parts)


def _counted(asked: Iterable[Any], options: Mapping[str, Any] | None = None) -> int:
    return len({number for ask in asked for number in _numbers(ask, options or {})})


def _numbers(ask: Any, options: Mapping[str, Any]) -> Iterator[int]:
    for number in db().execute(ask, execution_options=dict(options)).scalars():
        if number is not None:
            yield number
