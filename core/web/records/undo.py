"""Taking back what one request did with several rows, out of the audit trail, for an hour.

The trail holds the old values, sealed where they are personal; nothing is kept a second time. What
somebody else changed in between stays as it is, and is told.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from core.audit import seal
from core.audit.models import Entry
from core.db.base import RecordBase
from core.records import read
from core.records.door import Door
from core.records.refused import OutOfScope, Refused, Stale
from core.records.remove import restore, soft_delete
from core.records.save import save
from core.records.story import plain
from core.records.typed import typed
from core.web.language import sentences
from core.web.records.edit import complaint_texts
from core.web.records.place import Place
from core.web.runtime import db, me, runtime

FOR = dt.timedelta(hours=1)
UNDONE = ("delete", "restore", "edit")


@dataclass(frozen=True, slots=True)
class Done:
    """What happened to one row: values before and after, as the trail has them."""

    action: str
    key: int
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def take_back(place: Place, number: str) -> Response:
    """Undo what the request of that number did with rows of this list, as far as nobody was there since."""
    found = list(_done(place, number))
    taken = sum(_take_back(place, done) for done in found)
    back = place.url + ("?deleted=1" if any(d.action == "restore" for d in found) else "")
    try:
        save(db(), runtime().catalogue)
    except Refused as error:
        flash(
            sentences([_("Nothing was changed."), *complaint_texts(error.complaints, place)]),
            "danger",
        )
        return redirect(back)
    except (OutOfScope, Stale):
        flash(_("Nothing was changed: one of the entries may not be changed by you."), "danger")
        return redirect(back)
    if not taken:
        flash(_("There is nothing to take back any more. Look into the recycle bin."), "warning")
    elif taken < len(found):
        left = len(found) - taken
        flash(_("Taken back. Changed in between and left as they are: %(number)s.", number=left))
    else:
        flash(_("Taken back: %(number)s entries.", number=taken), "success")
    return redirect(back)


def _done(place: Place, number: str) -> Iterator[Done]:
    """Entries of the actor's own request within the last hour."""
    door: Door = db().info["door"]  # its clock stamps the trail
    ask = select(Entry.action, Entry.row_id, Entry.body).where(
        Entry.at >= door.clock() - FOR,
        Entry.record == place.record.name,
        Entry.user_id == me().user,
        Entry.action.in_(UNDONE),
    )
    for action, key, body in db().execute(ask.order_by(Entry.seq)).all():
        told = json.loads(body)
        if key is not None and number and told.get("request") == number:
            yield Done(action, key, told.get("before", {}), told.get("after", {}))


def _take_back(place: Place, done: Done) -> bool:
    """Change one row back; false when it is no longer as it was left."""
    deleted = done.action == "delete"
    row = read.row(db(), place.asker, place.record.name, done.key, deleted=deleted)
    if row is None:
        return False
    if deleted:
        restore(row)
    elif done.action == "restore":
        soft_delete(row, runtime().clock())
    else:
        return _set_back(place, row, done)
    return True


def _set_back(place: Place, row: RecordBase, done: Done) -> bool:
    key = seal.find_key(db(), place.record.name, row.id)
    typed_in = {f.name: f for f in place.form_fields()}
    names = [n for n in done.after if n in typed_in]
    before = {n: seal.unseal(key, done.before.get(n)) for n in names}
    after = {n: seal.unseal(key, done.after.get(n)) for n in names}
    if seal.ERASED in before.values():
        return False
    if any(plain(getattr(row, n)) != after[n] for n in names):
        return False
    for name in names:
        setattr(row, name, _value(typed_in[name], before[name]))
    return bool(names)


def _value(declared: Any, told: Any) -> Any:
    """A value of the trail as the record holds it."""
    if told is None:
        return None
    if isinstance(told, bool):
        return told
    texts = [str(v) for v in told] if isinstance(told, list) else [str(told)]
    return typed(declared, texts)
