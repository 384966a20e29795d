"""What a chapter's own page may use: the reader, rows through the gate, links that expire, our layout."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from flask import Response, abort, request
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import Select, select

from core.access.actor import act_as, actor_of, system
from core.db.base import RecordBase
from core.notify import outside
from core.records import read
from core.records.files import Kept, kept_files, shelf_in
from core.records.labels import words
from core.records.refused import Refused
from core.records.save import save
from core.web.language import say
from core.web.records.edit import complaint_texts
from core.web.records.place import Place, find_place, find_row
from core.web.records.reads import note_read
from core.web.render import page
from core.web.runtime import db, me, runtime
from core.workflow import make_move


class OwnRows:
    """The rows a page may read: through the gate, unless a method says otherwise."""

    def name(self, record: str, key: int) -> str:
        """What a row is called; '' where the reader may not see it."""
        found = read.labels(db(), _place(record).asker, record, [key])
        return words(found.get(key, ()), say)

    def named(self, record: str, text: str) -> int | None:
        """The number of the row that is called *text*; None when the reader sees none, or several."""
        model = _place(record).model
        ask = select(model.id).where(getattr(model, model.record.title[0]) == text).limit(2)
        found = db().execute(ask).scalars().all()
        return int(found[0]) if len(found) == 1 else None

    def exists(self, ask: Select[Any]) -> bool:
        """Whether there is such a row at all, seen by the reader or not."""
        return db().execute(ask.limit(1), execution_options={"gate": False}).first() is not None

    def row(self, record: str, key: int, *, by: str = "read") -> Any:
        """A row with which the reader may do *by*; 404 or 403 otherwise. Its reading is logged."""
        place = _place(record)
        found = find_row(place, key)
        if by not in place.allowed(found, (by,)):
            abort(403)
        note_read(place, [key], place.fields, "page")
        return found

    def rows(self, record: str, ask: Select[Any], *, by: str = "read") -> Sequence[Any]:
        """Rows of *record* that the reader may see, by a select on its model; 403 where the reader
        may do *by* with none. Their reading is logged."""
        place = _place(record)
        if not place.may(by):
            abort(403)
        found = db().execute(ask).scalars().all()
        note_read(
            place, [row.id for row in found], place.fields, "export" if by == "export" else "list"
        )
        return found

    def files(self, row: RecordBase) -> tuple[Kept, ...]:
        """The attachments of a row that was got by :meth:`row`, oldest first."""
        return kept_files(db(), shelf_in(runtime().settings.data_dir), row)

    def outside(self, record: str, key: int) -> Any:
        """A row the reader need not reach: for pages that a signed link opens. 404 when it is gone."""
        model = _place(record).model
        ask = select(model).where(model.id == key, model.deleted_at.is_(None))
        found = db().execute(ask, execution_options={"gate": False}).scalar_one_or_none()
        return found if found is not None else abort(404)


class OwnPage(OwnRows):
    """The present request, for a chapter's own page. Make one in each view."""

    @property
    def person(self) -> int | None:
        """The directory person who asks; None for an account without one."""
        return me().person

    @property
    def now(self) -> dt.datetime:
        """The present moment."""
        return runtime().clock()

    @property
    def today(self) -> dt.date:
        """The civil date of the college."""
        return runtime().today()

    def say(self, text: str) -> str:
        """A text in the reader's language."""
        return say(text)

    def parameter(self, chapter: str, name: str) -> int | str | bool:
        """The value of a parameter in force today."""
        return runtime().chapters.parameter(chapter, name, self.today)

    def sign(self, purpose: str, value: str) -> str:
        """A token for a link that carries *value* and the present moment, and cannot be forged."""
        return _serializer(purpose).dumps([value, int(self.now.timestamp())])

    def signed(self, purpose: str, token: str, *, within: dt.timedelta) -> str | None:
        """What a token of this purpose carries; None when it is forged or older than *within*."""
        try:
            value, made = _serializer(purpose).loads(token)
        except (BadSignature, ValueError, TypeError):
            return None
        age = self.now.timestamp() - made
        return str(value) if 0 <= age <= within.total_seconds() else None

    def keep(self, row: RecordBase) -> list[str]:
        """Save a row for which the page itself vouches, whatever the reader is granted; the trail names
        the reader. What stands against it, in words; empty when it was saved."""
        return self._vouched(row, lambda: db().add(row))

    def _vouched(self, row: RecordBase, work: Callable[[], None]) -> list[str]:
        session, actor = db(), actor_of(db())
        act_as(session, system(f"page of {row.record.chapter}"))
        try:
            save(session, runtime().catalogue, work)
        except Refused as error:
            return complaint_texts(error.complaints, _place(row.record.name))
        finally:
            act_as(session, actor)
        return []

    def show(self, template: str, status: int = 200, **values: Any) -> Response:
        """The chapter's template inside our layout."""
        return page(template, status, **values)


class LinkedPage(OwnPage):
    """A page that has to do with people who have no account: it makes secret links, or is opened by one."""

    def new_link(self, page: str, row: RecordBase) -> str:
        """The address of *page*, a path with ``{token}``, with a secret that opens it for this row. Only
        its hash is kept: show it now."""
        token = outside.new_link(db(), page, row.record.name, row.id, self.now)
        db().commit()
        return request.url_root.rstrip("/") + page.replace(outside.PLACE, token)

    def behind(self, page: str, record: str, token: str) -> Any:
        """The row for which a secret link opens *page*; 404 when it opens nothing, or the row is gone."""
        key = outside.row_behind(db(), page, record, token)
        return self.outside(record, key) if key is not None else abort(404)

    def step(self, row: RecordBase, move: str, comment: str = "") -> list[str]:
        """Make a move for which the page itself vouches, as ``keep`` does."""

        def moved() -> None:
            make_move(db(), runtime().catalogue, row, move, comment)

        return self._vouched(row, moved)


def _place(record: str) -> Place:
    chapter, _, short = record.partition(".")
    return find_place(chapter, short)


def _serializer(purpose: str) -> URLSafeSerializer:
    return URLSafeSerializer(runtime().settings.secret_key, salt=f"own-page:{purpose}")
