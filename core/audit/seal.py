"""Personal values in the trail are sealed with a key per row: deleting the key erases them (PIPL art. 47)
while the chain stays whole."""

from __future__ import annotations

import base64
import json
import secrets
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from core.audit.models import RowKey
from core.db import table_of

_TABLE = table_of(RowKey)
MARK = "sealed:"
ERASED = "erased"


def row_key(session: Session, record: str, row: int, *, new: bool = False) -> bytes:
    """The key of a row, made at its first use. *new* saves the question for a row just created."""
    where = (_TABLE.c.record == record, _TABLE.c.row_id == row)
    key = None if new else session.execute(select(_TABLE.c.key).where(*where)).scalar()
    if key is None:
        key = secrets.token_bytes(32)
        session.execute(insert(_TABLE).values(record=record, row_id=row, key=key))
    return bytes(key)


def seal(key: bytes, value: Any) -> str:
    """*value* (plain JSON) as a sealed text."""
    nonce = secrets.token_bytes(12)
    box = AESGCM(key).encrypt(nonce, json.dumps(value, ensure_ascii=False).encode(), None)
    return MARK + base64.b64encode(nonce + box).decode()


def unseal(key: bytes | None, text: Any) -> Any:
    """The value of a sealed text; ``ERASED`` when its key is gone; other values as they are."""
    if not isinstance(text, str) or not text.startswith(MARK):
        return text
    if key is None:
        return ERASED
    raw = base64.b64decode(text.removeprefix(MARK))
    try:
        return json.loads(AESGCM(key).decrypt(raw[:12], raw[12:], None))
    except InvalidTag:
        return ERASED


def find_key(session: Session, record: str, row: int) -> bytes | None:
    """The key of a row, or None when it never had one or was erased."""
    ask = select(_TABLE.c.key).where(_TABLE.c.record == record, _TABLE.c.row_id == row)
    found = session.execute(ask).scalar()
    return None if found is None else bytes(found)


def erase(session: Session, record: str, row: int) -> None:
    """Make the personal values of a row's history unreadable for ever."""
    session.execute(delete(_TABLE).where(_TABLE.c.record == record, _TABLE.c.row_id == row))
