"""What a new installation should do next, as long as something of it is undone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from core.access.models import Account
from core.db import table_of
from core.db.base import Base
from core.directory.chapter import MANIFEST
from core.duties.models import RUN
from core.texts import N_
from core.web.language import say
from core.web.runtime import db, me, runtime

FEW_ACCOUNTS = 2


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: what, where, and the answer's name that tells whether it is done."""

    name: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Point:
    """One line of the list on the page."""

    text: str
    url: str
    done: bool


def tasks() -> tuple[Task, ...]:
    """What the reader can do towards a working installation, in its order."""
    return tuple(_tasks())


def _tasks() -> Iterator[Task]:
    actor = me()
    if actor.may("core.chapters", "manage"):
        text = N_("Switch on a chapter of the regulation")
        yield Task("chapter", text, "/chapters/")
    for name, text in (
        ("academic_year", N_("Check the academic years and semesters")),
        ("unit", N_("Enter the units of the college")),
        ("person", N_("Enter the people")),
        ("post", N_("Enter who holds which post")),
    ):
        if actor.may(f"directory.{name}", "create"):
            yield Task(name, text, f"/directory/{name}/")
    if actor.may("core.accounts", "manage"):
        yield Task("accounts", N_("Make accounts for colleagues"), "/accounts/")
    if actor.may("core.duties", "manage"):
        yield Task("run", N_("Evaluate the rules for the first time"), "/duties/")


def answers(wanted: tuple[Task, ...]) -> dict[str, ColumnElement[Any]]:
    """For each task that the database has to be asked about, a number that is not 0 when it is done."""
    tables = Base.metadata.tables
    rows = {name: tables[f"directory_{name}"] for name in ("unit", "person", "post")}
    found = {n: _some(select(t.c.id).where(t.c.deleted_at.is_(None)), 1) for n, t in rows.items()}
    found["accounts"] = _some(select(table_of(Account).c.user_id), FEW_ACCOUNTS) - 1
    found["run"] = _some(select(RUN.c.id), 1)
    return {t.name: found[t.name] for t in wanted if t.name in found}


def _some(ask: Select[Any], most: int) -> ColumnElement[Any]:
    """How many rows there are, at most *most*."""
    return select(func.count()).select_from(ask.limit(most).subquery()).scalar_subquery()


def points(wanted: tuple[Task, ...], counts: Mapping[str, int]) -> list[Point]:
    """The list with what is done; empty when all of it is."""
    rt = runtime()
    known: dict[str, bool] = {
        "chapter": any(
            rt.chapters.enabled(n) for n in rt.catalogue.manifests if n != MANIFEST.name
        ),
        "academic_year": bool(rt.calendar(db()).years),
    }
    known |= {name: bool(number) for name, number in counts.items()}
    made = [Point(say(t.text), t.url, known.get(t.name, False)) for t in wanted]
    return [] if all(p.done for p in made) else made
