"""One run over all terms, in batches: each is one transaction with its certificate."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import not_, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from core.access import generation
from core.audit.trail import Event, Trail
from core.db import table_of, writing
from core.records.door import Door, origin_of
from core.records.files import Shelf
from core.retention import traces
from core.retention.act import Doer
from core.retention.certificates import Run, certify
from core.retention.forecast import Scene
from core.retention.terms import Term, terms_of

log = logging.getLogger(__name__)
BATCH = 200


@dataclass
class Done:
    """What a run has done so far. ``failed`` names record and purpose of what could not be done."""

    rows: int = 0
    files: int = 0
    failed: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Hand:
    """What a run works with. ``save`` commits one batch, and raises where the run is to end."""

    session: Session
    scene: Scene
    trail: Trail
    shelf: Shelf
    save: Callable[[], None]
    run: Run


def run(hand: Hand) -> Done:
    """Do what is due. A purpose that fails is named and stops no other."""
    done = Done()
    _destroy_files(hand)
    for term in terms_of(hand.scene.catalogue):
        try:
            while _batch(hand, term, done) == BATCH:
                pass
        except SQLAlchemyError as error:
            hand.session.rollback()
            log.warning("%s, %s: %s", term.record, term.purpose.name, type(error).__name__)
            done.failed.append(f"{term.record} ({term.purpose.name})")
    _destroy_files(hand)
    return done


def _batch(hand: Hand, term: Term, done: Done) -> int:
    session, catalogue = hand.session, hand.scene.catalogue
    table = table_of(catalogue.model(term.record))
    due = (hand.scene.over(term), not_(hand.scene.kept(term)))
    with writing():
        ask = select(table.c.id).where(*due).order_by(table.c.id).limit(BATCH).with_for_update()
        keys = list(session.execute(ask).scalars())
        if not keys:
            session.rollback()
            return 0
        door: Door = session.info["door"]
        files = Doer(session, catalogue, door.search, term).do(keys, hand.run.now)
        certify(session, hand.run, term, len(keys), files)
        _tell(hand, term, keys, files)
        if catalogue.record(term.record).renews:
            generation.move(session)
        hand.save()
    done.rows, done.files = done.rows + len(keys), done.files + files
    return len(keys)


def _tell(hand: Hand, term: Term, keys: list[int], files: int) -> None:
    """The trail knows what was done with how many; a row that stays knows which fields were emptied."""
    purpose = term.purpose
    about = {"purpose": purpose.name, "then": purpose.then.value, "run": hand.run.number}
    numbers = {"rows": len(keys), "files": files}
    events = [Event(action="retention", record=term.record, about=about | numbers)]
    if purpose.then == "empty":
        named = about | {"fields": list(term.fields)}
        events += [Event(action="emptied", record=term.record, row=k, about=named) for k in keys]
    hand.trail.write(hand.session, origin_of(hand.session), hand.run.now, events)


def _destroy_files(hand: Hand) -> None:
    """Files of rows that are gone; those of a run that was killed come first."""
    while True:
        with writing():
            some = traces.marked_files(hand.session, BATCH)
            for _number in traces.destroy(hand.session, hand.shelf, some):
                pass
            hand.save()
        if len(some) < BATCH:
            return
