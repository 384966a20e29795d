"""What an evaluation of the rules knows of the chapters."""

from __future__ import annotations

from core.calendar import Calendar
from core.chapters.chapters import Chapters
from core.duties import World


def world_of(chapters: Chapters, calendar: Calendar) -> World:
    """The chapters as they stand after their last refresh, with the college's calendar."""
    return World(
        catalogue=chapters.catalogue,
        calendar=calendar,
        settings=chapters.settings,
        enabled=chapters.enabled,
        rule_on=chapters.rule_on,
        since=chapters.since,
        kinds=chapters.kinds,
    )
