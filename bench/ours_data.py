"""The generated college in the product's own tables: which value goes into which column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import lru_cache

from pypinyin import lazy_pinyin
from sqlalchemy import Engine, Table, select

from bench.data import College
from bench.load import Row, as_row, insert
from bench.mapping import Value, filler
from core.db import Base
from plugins.befriending import models

YEAR = "2026-2027"
COUNTED_FROM = 2_000_000
"""The next number of a record, behind all loaded ones."""
FORM = {"pair": "1", "date": "2027-08-31", "mode": "talk", "topics": "teaching",
        "place": "办公室", "summary": "新录入的联系记录"}  # fmt: skip
BODY = {**FORM, "pair": 1, "topics": ["teaching"]}
COMMITTEE = 10
"""So many of the leaders sit in the committee (article 6)."""
SUMMER, MONTH, FORTNIGHT = dt.date(2027, 6, 1), dt.timedelta(days=30), dt.timedelta(days=14)
Given = Mapping[str, str | Value]
COMMON = {"version": 1, "created_by": 1, "changed_by": 1}


def load(engine: Engine, college: College) -> None:
    """Fill the empty tables of an installed product."""
    units = {person.id: person.unit_id for person in college.people}
    leaders = {pair.id: pair.leader_id for pair in college.pairs}
    list_id = _list(engine)
    _units(engine, college)
    _people(engine, college)
    pair: Given = {
        "id": "id",
        "code": lambda r: f"TZ-befriending-{YEAR}-{r['id']:04d}",
        "leader": "leader_id",
        "person": "person_id",
        "unit": lambda r: units[r["leader_id"]],
        "owner": "leader_id",
        "kind": "kind",
        "start": "starts_on",
        "end": "ends_on",
        "decision": "basis",
        "informed_on": "starts_on",
        "status": lambda r: "ended" if r["ends_on"] else "active",
        "active_key": lambda r: None if r["ends_on"] else f"{r['leader_id']}-{r['person_id']}",
        "asked_on": lambda r: SUMMER if r["id"] % 100 == 50 else None,
        "settled_on": lambda r: SUMMER + FORTNIGHT if r["id"] % 200 == 50 else None,
    }
    contact: Given = {
        "id": "id",
        "code": lambda r: f"TZ-befriending-{_year(r['date'])}-{r['id'] + 100_000:04d}",
        "pair": "pair_id",
        "date": "date",
        "mode": "mode",
        "topics": "topic",
        "place": "place",
        "summary": "summary",
        "raised_suggestion": "raised",
        "academic_year": lambda r: _year(r["date"]),
        "semester": lambda r: 1 if r["date"].month in (9, 10, 11, 12, 1) else 2,
        "owner": lambda r: leaders[r["pair_id"]],
        "unit": lambda r: units[leaders[r["pair_id"]]],
        "follow_up": lambda r: "转有关部门办理" if _asks(r) else None,
        "follow_up_due": lambda r: r["date"] + MONTH if _asks(r) else None,
        "follow_up_done": lambda r: r["date"] + FORTNIGHT if _asks(r) and r["id"] % 1000 else None,
    }
    fixed = {**COMMON, "pair_list": list_id, "academic_year": YEAR, "basis": "6"}
    _fill(engine, models.Pair.__table__, college.pairs, pair, fixed)
    fixed = {**COMMON, "status": "registered", "basis": "7", "both_present": True}
    _fill(engine, models.Contact.__table__, college.contacts(), contact, fixed)
    _counters(engine)


def _asks(row: Row) -> bool:
    """From every hundredth contact something is to follow; of every tenth of these it is not done."""
    return bool(row["id"] % 100 == 0)


def _units(engine: Engine, college: College) -> None:
    unit: Given = {"id": "id", "name": "name", "code": lambda r: f"U{r['id']:03d}"}
    fixed = {**COMMON, "kind": "teaching", "active": True}
    _fill(engine, _table("directory_unit"), college.units, unit, fixed)
    tagged = [u for u in college.units if u.tag]
    tag: Given = {"unit": "id", "tag": "tag"}
    _fill(engine, _table("directory_unit_tag"), tagged, tag, COMMON)


def _people(engine: Engine, college: College) -> None:
    person: Given = {
        "id": "id",
        "name": "name",
        "unit": "unit_id",
        "post_title": "title",
        "staff_number": "staff_no",
        "pinyin": lambda r: "".join(_syllable(c) for c in r["name"]),
        "initials": lambda r: "".join(_syllable(c)[:1] for c in r["name"]),
    }
    table = _table("directory_person")
    _fill(engine, table, college.people, person, {**COMMON, "active": True})
    leaders = college.people[: college.size.leaders]
    post: Given = {
        "person": "id",
        "unit": "unit_id",
        "title": "title",
        "kind": lambda r: "committee_leader" if r["id"] <= COMMITTEE else "leading_cadre",
    }
    fixed = {**COMMON, "starts": dt.date(2024, 9, 1)}
    _fill(engine, _table("directory_post"), leaders, post, fixed)


def _list(engine: Engine) -> int:
    """The one list all pairs stand on, of the year that is evaluated."""
    years, table = _table("directory_academic_year"), models.PairList.__table__
    with engine.connect() as connection:
        year = connection.scalar(select(years.c.id).where(years.c.name == YEAR))
    if year is None:
        raise LookupError(f"The installed calendar has no year {YEAR}. Look at run.py init.")
    fixed = {**COMMON, "year": year, "edition": 1, "status": "in_force", "academic_year": YEAR}
    fixed |= {"decided_on": dt.date(2026, 9, 15), "active_key": YEAR}
    _fill(engine, table, [None], {"id": lambda r: 1}, fixed)
    return 1


def _counters(engine: Engine) -> None:
    names = [f"TZ-befriending-{year}-{year + 1}" for year in range(2023, 2029)]
    rows: list[Row] = [{"name": name, "last": COUNTED_FROM} for name in names]
    insert(engine, _table("core_counter"), rows)


def _fill(
    engine: Engine,
    table: object,
    rows: Iterable[object],
    given: Given,
    fixed: Mapping[str, object],
) -> None:
    assert isinstance(table, Table)
    fill = filler(table, given, fixed)
    insert(engine, table, (fill(as_row(row) if row is not None else {}) for row in rows))


def _table(name: str) -> Table:
    return Base.metadata.tables[name]


@lru_cache(maxsize=1000)
def _syllable(character: str) -> str:
    return str(lazy_pinyin(character)[0])


@lru_cache(maxsize=2000)
def _year(day: dt.date) -> str:
    first = day.year if day.month >= 9 else day.year - 1
    return f"{first}-{first + 1}"
