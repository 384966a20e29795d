"""What is told of a story: to the person who is refused, and to the trail."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.audit import seal
from core.audit.trail import Event
from core.db.base import RecordBase
from core.db.catalogue import Catalogue
from core.declare import Complaint, DataClass, Field, Workflow
from core.declare.shown import Hidden, deciders
from core.records.story import Story, plain


def state_complaints(workflow: Workflow | None, story: Story, action: str) -> Iterator[Complaint]:
    """A person changes states by moves only, and a closed row takes no edits; what comes along with
    another change is the chapter's own word."""
    if workflow is None or action not in ("edit",) or story.along:
        return
    if workflow.field in story.changed() and not story.fell_back:
        yield Complaint("The state is changed by its buttons, not by editing.", workflow.field)
    stood = story.old.get(workflow.field, getattr(story.row, workflow.field))
    state = workflow.state(stood)
    if state is not None and state.closed:
        yield Complaint("This row is closed and no longer takes changes.", workflow.field)


def hidden_complaints(story: Story) -> Iterator[Complaint]:
    """A field that does not apply holds nothing; what stood there before it was so declared may stay
    until it, or what decides, is changed."""
    fields = {f.name: f for f in story.row.record.fields}
    values = story.values()
    hidden, changed = Hidden.of(fields.values(), values), story.changed()
    for name, value in values.items():
        if value in (None, ()) or name not in hidden:
            continue
        if story.action == "create" or any(n in changed for n in (name, *deciders(fields, name))):
            label = fields[next(deciders(fields, name))].label
            text = "This does not apply with what «%(field)s» says. Leave it empty."
            yield Complaint(text, name, values={"field": label})


def deletion_complaints(
    session: Session, catalogue: Catalogue, row: RecordBase, action: str
) -> list[Complaint]:
    """A row that others point at is not deleted; the complaint says who points at it."""
    if action != "delete":
        return []
    found = []
    for name, declared in catalogue.referring(row.record.name):
        table = catalogue.model(name).__table__
        ask = select(func.count()).select_from(table)
        ask = ask.where(table.c[declared.name] == row.id, table.c.deleted_at.is_(None))
        number = session.execute(ask).scalar_one()
        if number:
            found.append(
                Complaint(
                    "%(number)s entries of «%(record)s» refer to it. Delete or change them first.",
                    values={"number": number, "record": catalogue.record(name).label},
                )
            )
    return found


def event_of(session: Session, catalogue: Catalogue, story: Story, reason: str) -> Event | None:
    """The entry for the trail; personal values sealed with the row's key. None when nothing changed."""
    row, record = story.row, story.row.record
    pairs: dict[str, tuple[Any, Any]] = (
        {n: (None, v) for n, v in story.values().items() if v not in (None, ())}
        if story.action == "create"
        else story.changed()
    )
    if not pairs and story.action == "edit":
        return None
    names = {f.name: f for f in record.fields}
    key = None
    if any(_sealed(names[n]) for n in pairs):
        key = seal.row_key(session, record.name, row.id, new=story.action == "create")
    before = {
        n: _told(names[n], old, key) for n, (old, _) in pairs.items() if story.action != "create"
    }
    after = {n: _told(names[n], new, key) for n, (_, new) in pairs.items()}
    about = {"reason": reason} if reason else {}
    return Event(
        action=story.action, record=record.name, row=row.id, before=before, after=after, about=about
    )


def _sealed(declared: Field) -> bool:
    return declared.personal is not DataClass.N


def _told(declared: Field, value: Any, key: bytes | None) -> Any:
    told = plain(value)
    return (
        seal.seal(key, told) if key is not None and _sealed(declared) and told is not None else told
    )
