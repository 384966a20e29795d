"""Every question the core asks a chapter. This file is the map of the system.

Subclass ``Chapter`` in ``plugins/<name>/chapter.py`` and override the questions you answer: overriding
is implementing. Questions come in groups, in the order of an application's life. Each docstring
says when it is asked, what may be returned, and what silence and an exception mean.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pluggy

from core.declare import (
    AnyChart,
    AnyReport,
    AnyRule,
    Change,
    Complaint,
    Draft,
    Follow,
    Grant,
    Job,
    Look,
    Manifest,
    Notice,
    Panel,
    Role,
    RuleKind,
    Stop,
    Values,
    View,
    Workflow,
)
from core.declare.stage import Stage, Story

if TYPE_CHECKING:
    from flask import Blueprint
    from sqlalchemy import ColumnElement

PROJECT = "tongxin"
hookspec = pluggy.HookspecMarker(PROJECT)


class HookSpecs:
    """The questions. Their default answer is «nothing»."""

    # -- once, at start-up: what are you? An exception quarantines the chapter. -----------------------

    @hookspec
    def models(self) -> Iterable[type[Any]]:
        """Return the record classes of the chapter (subclasses of ``sdk.RecordBase``)."""
        return ()

    @hookspec
    def views(self) -> Iterable[View]:
        """Return what differs from the pages that the core derives from each record."""
        return ()

    @hookspec
    def permissions(self) -> Iterable[Role | Grant]:
        """Return roles of the chapter's own and the grants it proposes.

        A grant is applied once, when it first appears; what an administrator changes later stays.
        """
        return ()

    @hookspec
    def scheduled_rules(self) -> Iterable[AnyRule]:
        """Return the rules that fall due, as data."""
        return ()

    @hookspec
    def kinds(self) -> Iterable[RuleKind]:
        """Return kinds of rules of the chapter's own, for its rules in Python and in ``chapter.toml``.

        A kind whose name is taken quarantines the chapter that comes later.
        """
        return ()

    @hookspec
    def workflows(self) -> Iterable[Workflow]:
        """Return states and moves of the chapter's records."""
        return ()

    @hookspec
    def charts(self) -> Iterable[AnyChart]:
        """Return statistics of the chapter's records and duties, as data."""
        return ()

    @hookspec
    def reports(self) -> Iterable[AnyReport]:
        """Return registers and documents of the chapter's records, as data."""
        return ()

    @hookspec
    def jobs(self) -> Iterable[Job]:
        """Return work that is done beside the pages, again and again, while the chapter is on."""
        return ()

    @hookspec
    def blueprints(self) -> Iterable[Blueprint]:
        """Return own pages. Addresses must start with ``/<chapter>/``; no app-wide handlers."""
        return ()

    # -- in the transaction: an exception fails the save (fail closed). -------------------------------

    @hookspec
    def fill(self, draft: Draft, look: Look) -> None:
        """Set values nobody types, before the checks. Asked for the chapter's own records only."""
        return None

    @hookspec
    def check(self, change: Change, look: Look) -> Iterable[Complaint]:
        """Return complaints; any complaint stops the save. Asked for the chapter's own records only."""
        return ()

    @hookspec
    def follows(self, change: Change, look: Look) -> Iterable[Follow]:
        """Return rows that come with the change, in the same transaction; asked of every chapter that is on.

        Rows of the chapter itself, or of one it requires or uses; what is for a chapter that is off is left
        out. An exception fails the save.
        """
        return ()

    @hookspec
    def notices(self, change: Change, look: Look) -> Iterable[Notice | Stop]:
        """Return messages that leave with the change, through the outbox, when all checks passed.

        A Stop keeps messages of a kind from a person from now on; what is queued is cancelled.
        """
        return ()

    # -- in the request: an exception is logged with the chapter's name. ------------------------------

    @hookspec
    def visible(self, person: int | None, record: str) -> ColumnElement[bool] | None:
        """Return a further SQL condition on the rows of the chapter's own record, AND-ed to the grant.

        None adds nothing. An exception hides the record's rows (fail closed).
        """
        return None

    @hookspec
    def rests(self, person: int, roles: frozenset[str], day: dt.date, look: Look) -> Iterable[str]:
        """Return those of a person's roles that rest today: signed in, they are as if not given.

        Asked once for each account while nothing changes: records it depends on are declared with
        ``renews``. An exception lets the roles stand (fail open).
        """
        return ()

    @hookspec
    def panels(self, record: str, row: Values, look: Look) -> Iterable[Panel]:
        """Return extra boxes for a row's page. An exception leaves them out (fail open)."""
        return ()

    # -- by ``run.py demo`` only: an exception ends it. ------------------------------------------------

    @hookspec
    def demo(self, stage: Stage) -> Iterable[Story]:
        """Return what the invented college of ``run.py demo`` does in this chapter, in three years.

        Each story names days and people and writes through the door; see ``core/declare/stage.py``.
        """
        return ()


class Chapter(HookSpecs):
    """One chapter of a regulation. ``manifest`` comes from ``chapter.toml`` or is written here."""

    manifest: Manifest
    folder: str = ""
    """Folder of the chapter's files, set by the loader: migrations/, templates/, i18n/."""


QUESTIONS = tuple(sorted(n for n in vars(HookSpecs) if not n.startswith("_")))
"""Names of all questions, for messages and for the vetting of chapters."""
