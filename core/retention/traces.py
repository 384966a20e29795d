"""What else knows of a row, beside its table: history, index, drafts, files, notices, moves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from core.audit.models import RowKey
from core.db import rows_changed, table_of
from core.db.base import RecordBase
from core.notify.models import Delivery
from core.notify.outbox import Message
from core.records.drafts import KeptDraft
from core.records.files import Shelf
from core.records.stored import StoredFile
from core.workflow.models import MOVED

_KEY, _DRAFT, _FILE = table_of(RowKey), table_of(KeptDraft), table_of(StoredFile)
_DELIVERY, _MESSAGE = table_of(Delivery), table_of(Message)
SHREDDED = ""
"""The name of a file that is to be destroyed."""


def forget_words(session: Session, model: type[RecordBase], keys: Sequence[int]) -> None:
    """Make the rows' sealed history unreadable; drop drafts, notices and the words said at moves."""
    record = model.record
    mine = (_KEY.c.record == record.name, _KEY.c.row_id.in_(keys))
    session.execute(delete(_KEY).where(*mine))
    forms = [f"{record.name}:{key}" for key in keys]
    new = (_DRAFT.c.form == f"{record.name}:new", _DRAFT.c.row_id.in_(keys))
    session.execute(delete(_DRAFT).where(or_(_DRAFT.c.form.in_(forms), new[0] & new[1])))
    moved = (MOVED.c.record == record.name, MOVED.c.row.in_(keys))
    session.execute(update(MOVED).where(*moved).values(comment=""))
    _drop_notices(session, model, keys)


def _drop_notices(session: Session, model: type[RecordBase], keys: Sequence[int]) -> None:
    record = model.record
    links = [f"/{record.chapter}/{record.short}/{key}" for key in keys]
    found = select(_MESSAGE.c.id).where(_MESSAGE.c.link.in_(links))
    session.execute(delete(_DELIVERY).where(_DELIVERY.c.message_id.in_(found)))
    session.execute(delete(_MESSAGE).where(_MESSAGE.c.link.in_(links)))


def drop_moves(session: Session, model: type[RecordBase], keys: Sequence[int]) -> None:
    """Remove who moved the rows when."""
    mine = (MOVED.c.record == model.record.name, MOVED.c.row.in_(keys))
    session.execute(delete(MOVED).where(*mine))


def give_up_files(
    session: Session, model: type[RecordBase], keys: Sequence[int], now: dt.datetime
) -> int:
    """Mark the rows' files, removed ones too, to be destroyed after the commit; how many."""
    mine = (_FILE.c.record == model.record.name, _FILE.c.row_id.in_(keys))
    values = {"name": SHREDDED, "removed_at": now}
    return rows_changed(session.execute(update(_FILE).where(*mine).values(values)))


def marked_files(session: Session, most: int) -> list[tuple[int, str]]:
    """Number and place of files that are to be destroyed."""
    ask = select(_FILE.c.id, _FILE.c.stored).where(_FILE.c.name == SHREDDED).limit(most)
    return [(number, stored) for number, stored in session.execute(ask)]


def destroy(session: Session, shelf: Shelf, files: Sequence[tuple[int, str]]) -> Iterator[int]:
    """Destroy files on disk, then what is noted of them; what was done half before is done again."""
    for number, stored in files:
        shelf.path(stored).unlink(missing_ok=True)
        session.execute(delete(_FILE).where(_FILE.c.id == number))
        yield number
