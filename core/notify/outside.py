"""Mail to people without an account: who it goes to, whether it may still go, and their secret links.

The outbox names the row that holds the address, never the address: what is erased there is nowhere else.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
import secrets
from typing import Any

from sqlalchemy import RowMapping, insert, select
from sqlalchemy.orm import Session

from core.db import Base, table_of
from core.declare import Outside, Where
from core.notify import letters
from core.notify.channels import Channels
from core.notify.letters import Letter, Line, spoken
from core.notify.models import SecretLink

_LINK = table_of(SecretLink)
PLACE = "{token}"
"""Where the secret stands in the address of a page."""


def pack(outside: Outside) -> str:
    """As the outbox keeps it."""
    return json.dumps(dataclasses.asdict(outside), ensure_ascii=False)


def unpack(text: str) -> Outside:
    """What ``pack`` made."""
    found = json.loads(text)
    where = tuple(Where(w["field"], tuple(w["values"]), w["present"]) for w in found.pop("where"))
    pages = tuple((label, address) for label, address in found.pop("pages"))
    return Outside(**found, where=where, pages=pages)


def new_link(session: Session, page: str, record: str, row: int, now: dt.datetime) -> str:
    """A new secret that opens *page* for this row; the caller commits. It is shown once, here."""
    token = secrets.token_urlsafe(32)
    values = {"page": page, "record": record, "row_id": row, "made_at": now}
    session.execute(insert(_LINK).values(hash=_hashed(token), **values))
    return token


def row_behind(session: Session, page: str, record: str, token: str) -> int | None:
    """The number of the row that *token* opens *page* for; None when it opens nothing."""
    ask = select(_LINK.c.row_id).where(
        _LINK.c.hash == _hashed(token), _LINK.c.page == page, _LINK.c.record == record
    )
    return session.execute(ask).scalar()


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def letter(
    session: Session, channels: Channels, token: str, message: Any, now: dt.datetime
) -> Letter | str:
    """The mail as it may leave now, or why it may not: asked right before each sending."""
    to, desk, locale = unpack(message.outside), channels.desk, channels.locale
    if not channels.runs(to.record.partition(".")[0]) or not desk.site_url:
        return "no_site"
    table = Base.metadata.tables[to.record.replace(".", "_")]
    ask = select(table).where(table.c.id == to.key, table.c.deleted_at.is_(None))
    row = session.execute(ask).mappings().first()
    if row is None or not row[to.field] or not all(_holds(row, w) for w in to.where):
        return "not_agreed"

    def address(page: str) -> str:
        secret = new_link(session, page, to.record, to.key, now) if PLACE in page else ""
        return desk.site_url + page.replace(PLACE, secret)

    line = Line(
        subject=spoken(desk.say, locale, message.subject, message.fill_in),
        body=spoken(desk.say, locale, message.body, message.fill_in),
        link="",
        at=message.created_at,
    )
    links = [(desk.say(locale, label), address(page)) for label, page in to.pages]
    envelope = letters.Envelope(token, now, row[to.field])
    return letters.to_outside(desk, locale, envelope, line, links, address(to.stop))


def _holds(row: RowMapping, where: Where) -> bool:
    value = row[where.field]
    if where.present is not None:
        return (value not in (None, "")) is where.present
    return any(value == v and type(value) is type(v) for v in where.values)
