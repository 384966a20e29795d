"""What an institution decided about its chapters: on or off, parameters, and the history of both."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Date, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Moment


class ChapterRow(Base):
    """One installed chapter. ``since`` is the day it was first enabled."""

    __tablename__ = "core_chapter"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    version: Mapped[str] = mapped_column(String(40))
    enabled: Mapped[bool] = mapped_column(default=False)
    assessment: Mapped[str] = mapped_column(String(80), default="")
    since: Mapped[dt.date | None] = mapped_column(Date())
    changed_at: Mapped[dt.datetime] = mapped_column(Moment())


class ParameterRow(Base):
    """A parameter's value where it differs from the default; ``base`` is the default it replaced."""

    __tablename__ = "core_parameter"

    chapter: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str] = mapped_column(Text())
    base: Mapped[str] = mapped_column(Text())


class ChapterEvent(Base):
    """Who switched or changed what, when, from which value to which."""

    __tablename__ = "core_chapter_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter: Mapped[str] = mapped_column(String(40), index=True)
    at: Mapped[dt.datetime] = mapped_column(Moment())
    user_id: Mapped[int | None]
    what: Mapped[str] = mapped_column(String(200))
    before: Mapped[str] = mapped_column(String(200), default="")
    after: Mapped[str] = mapped_column(String(200), default="")
