"""May the actor do this with this row? Asked of the old row, of the new one, and of what it points at."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from core.access.actor import Actor, actor_of
from core.access.policy import criterion, may_write
from core.db.catalogue import Catalogue
from core.declare import Complaint, Kind, Move, Scope, Workflow
from core.records.refused import OutOfScope, Refused
from core.records.story import Story


def action_of(session: Session, story: Story) -> str:
    """What a story does: create, edit, delete, restore, or the move announced for the row."""
    if story.action == "create":
        return "create"
    moves: dict[int, str] = session.info.get("moves", {})
    if id(story.row) in moves:
        return moves[id(story.row)]
    if "deleted_at" in story.old and story.old["deleted_at"] != story.row.deleted_at:
        return "restore" if story.row.deleted_at is None else "delete"
    return "edit"


def _granted(action: str) -> str:
    return "delete" if action == "restore" else action


def check_old_scope(
    session: Session, catalogue: Catalogue, actor: Actor, story: Story, action: str
) -> None:
    """The row as it stands must be one the actor may do this with. Raises OutOfScope."""
    _require(session, catalogue, actor, story, _granted(action))


def check_new_scope(session: Session, catalogue: Catalogue, actor: Actor, story: Story) -> None:
    """A created or edited row must not land outside the actor's scope. Raises OutOfScope for what is
    not granted at all, Refused beside the deciding field for what somebody else may enter."""
    if story.action not in ("create", "edit") or story.along:
        return
    record = story.row.record
    try:
        _require(session, catalogue, actor, story, story.action)
    except OutOfScope:
        scopes = actor.scopes(record.name, story.action)
        paths = (record.unit,) if Scope.UNIT in scopes else (*record.own, *record.party)
        if not scopes or not any(paths):
            raise
        text = "Your role does not reach this. Choose your own unit or yourself."
        raise Refused([Complaint(text, paths[0].partition(".")[0])]) from None


def _require(
    session: Session, catalogue: Catalogue, actor: Actor, story: Story, action: str
) -> None:
    model = type(story.row)
    condition = criterion(actor, catalogue, model.record.name, action)
    if condition is true() or str(condition) == "true":
        return
    ask = select(model.id).where(model.id == story.row.id, condition)
    with session.no_autoflush:
        found = session.execute(ask.execution_options(gate=False)).first()
    if found is None:
        raise OutOfScope(f"{model.record.name} {story.row.id}: {actor.name} may not {action} it.")


def writer_complaints(actor: Actor, story: Story, move: Move | None) -> list[Complaint]:
    """Fields that others fill in; asked before the system fills in what it derives itself. What a *move*
    stamps, signs or empties is its own doing."""
    own = (*move.stamps, *move.signs, *move.erases) if move is not None else ()
    return [
        Complaint("Your role does not fill in this field.", f.name)
        for f in story.row.record.fields
        if f.writers and not may_write(actor, f) and f.name not in own and _typed(story, f.name)
    ]


def settled_complaints(workflow: Workflow | None, story: Story) -> list[Complaint]:
    """Fields that are settled in the state in which the row stood."""
    if workflow is None or story.action != "edit":
        return []
    stood = story.old.get(workflow.field, getattr(story.row, workflow.field))
    return [
        Complaint("In the present state this is no longer changed.", f.name)
        for f in story.row.record.fields
        if f.open_in and stood not in f.open_in and _typed(story, f.name)
    ]


def _typed(story: Story, name: str) -> bool:
    value = getattr(story.row, name)
    if story.action == "create":
        return value not in (None, ())
    return name in story.old and value != story.old[name]


def references_typed(story: Story) -> frozenset[str]:
    """References that somebody gave; asked before the system fills in those it derives itself."""
    return frozenset(
        f.name
        for f in story.row.record.fields
        if f.kind is Kind.REF
        and getattr(story.row, f.name) is not None
        and (story.action == "create" or f.name in story.old)
    )


def reference_complaints(
    session: Session, catalogue: Catalogue, story: Story, typed: frozenset[str]
) -> Iterator[Complaint]:
    """Every reference that was given must name a row the actor can see (no foreign numbers)."""
    actor = actor_of(session)
    for declared in story.row.record.fields:
        value = getattr(story.row, declared.name)
        if declared.kind is not Kind.REF or not isinstance(value, int) or actor.system:
            continue
        if declared.name not in typed or declared.target not in catalogue.models:
            continue
        target = catalogue.model(declared.target)
        with session.no_autoflush:
            found = session.execute(select(target.id).where(target.id == value)).first()
        if found is None:
            yield Complaint("There is no such entry, or you may not use it.", declared.name)
