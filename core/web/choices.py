"""What a person chose for all pages: language, script of headings, theme, height of rows, first page.

Kept with the account, and carried in the signed session from sign-in on, so that no page asks for it.
A sign-in elsewhere that was open already follows with its next sign-in.
"""

from __future__ import annotations

from typing import Any

from flask import session
from sqlalchemy import select, update

from core.access.models import Account
from core.web.runtime import db, me

NAMES = ("locale", "script", "theme", "density", "start")
LANGUAGES = ("zh_CN", "en")
MONGOLIAN = "mn-Mong"
THEMES = ("auto", "light", "dark")
DENSITIES = ("normal", "compact")
_ACCOUNT: Any = Account.__table__


def load(user: int) -> None:
    """At sign-in: what *user* chose goes into the session; what was left open stays as it was."""
    columns = [_ACCOUNT.c[name] for name in NAMES]
    row = db().execute(select(*columns).where(_ACCOUNT.c.user_id == user)).first()
    for name, value in zip(NAMES, row or (), strict=False):
        if value is not None:
            session[name] = value
    if row is not None and row.locale is not None and row.script is None:
        session.pop("script", None)


def keep(**chosen: str | None) -> None:
    """Choose for this browser and, for who is signed in, for the account; the caller commits."""
    for name, value in chosen.items():
        if value is None:
            session.pop(name, None)
        else:
            session[name] = value
    if me().user is not None and chosen:
        db().execute(update(_ACCOUNT).where(_ACCOUNT.c.user_id == me().user).values(**chosen))


def language(code: str) -> dict[str, str | None]:
    """What a choice of the language menu means: Mongolian is a script of headings over Chinese."""
    if code == MONGOLIAN:
        return {"locale": "zh_CN", "script": MONGOLIAN}
    return {"locale": code, "script": None} if code in LANGUAGES else {}


def chosen(name: str) -> str:
    """A choice of this person, '' where none was made."""
    return str(session.get(name) or "")
