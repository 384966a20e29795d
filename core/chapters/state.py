"""What is on and what is off, as kept in the database: chapters, their parameters, their history."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from sqlalchemy import Date, String, Table, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.db import Base, Moment
from core.duties.settings import Setting, Value

MANY = 40


class State(StrEnum):
    """Where a chapter stands. ``installed`` has its tables but was never switched on."""

    DISCOVERED = "discovered"
    INSTALLED = "installed"
    ENABLED = "enabled"
    DISABLED = "disabled"


class ChapterRow(Base):
    """One chapter that was ever installed. ``since`` is when it was first switched on."""

    __tablename__ = "core_chapter"

    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    version: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(12))
    assessment: Mapped[str] = mapped_column(String(80), default="")
    since: Mapped[dt.datetime | None] = mapped_column(Moment())
    changed_at: Mapped[dt.datetime] = mapped_column(Moment())
    changed_by: Mapped[int | None]


class ParameterRow(Base):
    """A value that the institution gave a parameter, from a day on.

    ``running`` says that it also holds for what had begun before that day and was not over.
    ``base`` is the default it was changed from.
    """

    __tablename__ = "core_parameter"

    chapter: Mapped[str] = mapped_column(String(20), primary_key=True)
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    valid_from: Mapped[dt.date] = mapped_column(Date(), primary_key=True)
    running: Mapped[bool]
    value: Mapped[str] = mapped_column(String(400))
    base: Mapped[str] = mapped_column(String(400))
    changed_at: Mapped[dt.datetime] = mapped_column(Moment())
    changed_by: Mapped[int | None]


class RuleRow(Base):
    """A scheduled rule that the institution switched, by its name in the ledger."""

    __tablename__ = "core_rule"

    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    is_on: Mapped[bool]
    changed_at: Mapped[dt.datetime] = mapped_column(Moment())
    changed_by: Mapped[int | None]


class ChapterEvent(Base):
    """What happened to a chapter or to one of its parameters: who, when, from what to what.

    ``valid_from`` is the day from which a value holds, where that is not the day of the change.
    """

    __tablename__ = "core_chapter_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter: Mapped[str] = mapped_column(String(20), index=True)
    at: Mapped[dt.datetime] = mapped_column(Moment())
    by: Mapped[int | None]
    what: Mapped[str] = mapped_column(String(200))
    before: Mapped[str] = mapped_column(Text(), default="")
    after: Mapped[str] = mapped_column(Text(), default="")
    valid_from: Mapped[dt.date | None] = mapped_column(Date())


CHAPTER = cast(Table, ChapterRow.__table__)
PARAMETER = cast(Table, ParameterRow.__table__)
RULE = cast(Table, RuleRow.__table__)
EVENT = cast(Table, ChapterEvent.__table__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One chapter as the database has it."""

    state: State = State.DISCOVERED
    version: str = ""
    assessment: str = ""
    since: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """A changed parameter: a value with its first day, and the default it was changed from."""

    setting: Setting
    base: Value
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Chapters, rules and parameters of one generation; values of a parameter by their first day."""

    generation: int = -1
    standing: Mapping[str, Standing] = dataclasses.field(default_factory=dict)
    overlays: Mapping[tuple[str, str], tuple[Overlay, ...]] = dataclasses.field(
        default_factory=dict
    )
    off: frozenset[str] = frozenset()
    """Rules that are switched off, by their names in the ledger."""


def read(session: Session, generation: int) -> Snapshot:
    """Read the state of all chapters and parameters, in three statements."""
    c = CHAPTER.c
    chapters = session.execute(select(c.name, c.state, c.version, c.assessment, c.since))
    return Snapshot(
        generation=generation,
        standing={
            row.name: Standing(
                state=State(row.state),
                version=row.version,
                assessment=row.assessment,
                since=row.since,
            )
            for row in chapters
        },
        overlays=_overlays(session),
        off=frozenset(session.scalars(select(RULE.c.name).where(RULE.c.is_on.is_(False)))),
    )


def _overlays(session: Session) -> dict[tuple[str, str], tuple[Overlay, ...]]:
    found: dict[tuple[str, str], tuple[Overlay, ...]] = {}
    for row in session.execute(select(PARAMETER).order_by(PARAMETER.c.valid_from)):
        setting = Setting(
            value=json.loads(row.value),
            since=row.valid_from,
            running=row.running,
            by=row.changed_by,
            at=row.changed_at,
        )
        key = (row.chapter, row.name)
        overlay = Overlay(setting=setting, base=json.loads(row.base), at=row.changed_at)
        found[key] = (*found.get(key, ()), overlay)
    return found


def history(session: Session, chapter: str, limit: int = MANY) -> list[ChapterEvent]:
    """The newest events of a chapter."""
    ask = select(ChapterEvent).where(ChapterEvent.chapter == chapter)
    return list(session.scalars(ask.order_by(ChapterEvent.id.desc()).limit(limit)))
