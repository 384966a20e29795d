"""What an evaluation of the rules knows of the chapters."""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.calendar import Calendar
from core.chapters.chapters import Chapters
from core.db import RecordBase
from core.duties import World
from core.workflow import make_move


def world_of(chapters: Chapters, calendar: Calendar) -> World:
    """The chapters as they stand after their last refresh, with the college's calendar."""
    catalogue = chapters.catalogue

    def move(session: Session, record: str, key: int, name: str) -> bool:
        """Make the move where the row's state allows it."""
        model: type[RecordBase] = catalogue.model(record)
        row = session.get(model, key, execution_options={"gate": False})
        workflow = catalogue.workflow(record)
        found = workflow.move(name) if workflow else None
        if row is None or workflow is None or found is None:
            return False
        if row.deleted_at is not None or getattr(row, workflow.field) not in found.sources:
            return False
        make_move(session, catalogue, row, name)
        return True

    return World(
        catalogue=catalogue,
        calendar=calendar,
        settings=chapters.settings,
        enabled=chapters.enabled,
        rule_on=chapters.rule_on,
        since=chapters.since,
        kinds=chapters.kinds,
        move=move,
    )
