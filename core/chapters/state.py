"""What is on and what is off, as kept in the database: chapters, their parameters, their history."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from sqlalchemy import String, Table, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.db import Base, Moment

Value = int | str | bool
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
    """A parameter that the institution changed. ``base`` is the default it was changed from."""

    __tablename__ = "core_parameter"

    chapter: Mapped[str] = mapped_column(String(20), primary_key=True)
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(String(400))
    base: Mapped[str] = mapped_column(String(400))
    changed_at: Mapped[dt.datetime] = mapped_column(Moment())
    changed_by: Mapped[int | None]


class ChapterEvent(Base):
    """What happened to a chapter or to one of its parameters: who, when, from what to what."""

    __tablename__ = "core_chapter_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter: Mapped[str] = mapped_column(String(20), index=True)
    at: Mapped[dt.datetime] = mapped_column(Moment())
    by: Mapped[int | None]
    what: Mapped[str] = mapped_column(String(60))
    before: Mapped[str] = mapped_column(Text(), default="")
    after: Mapped[str] = mapped_column(Text(), default="")


CHAPTER = cast(Table, ChapterRow.__table__)
PARAMETER = cast(Table, ParameterRow.__table__)
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
    """A changed parameter: the value in force and the default it was changed from."""

    value: Value
    base: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Chapters and parameters of one generation."""

    generation: int = -1
    standing: Mapping[str, Standing] = dataclasses.field(default_factory=dict)
    overlays: Mapping[tuple[str, str], Overlay] = dataclasses.field(default_factory=dict)


def read(session: Session, generation: int) -> Snapshot:
    """Read the state of all chapters and parameters, in two statements."""
    c, p = CHAPTER.c, PARAMETER.c
    chapters = session.execute(select(c.name, c.state, c.version, c.assessment, c.since))
    values = session.execute(select(p.chapter, p.name, p.value, p.base))
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
        overlays={
            (row.chapter, row.name): Overlay(value=json.loads(row.value), base=json.loads(row.base))
            for row in values
        },
    )


def history(session: Session, chapter: str, limit: int = MANY) -> list[ChapterEvent]:
    """The newest events of a chapter."""
    ask = select(ChapterEvent).where(ChapterEvent.chapter == chapter)
    return list(session.scalars(ask.order_by(ChapterEvent.id.desc()).limit(limit)))
