"""What people wish: where mail goes, which kinds of messages it carries, and when."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from core.db import pieces, table_of
from core.notify.due import Rhythm
from core.notify.kinds import KIND_LABELS, known
from core.notify.models import MAIL, Choice, Habit, Stopped
from core.texts import N_

_HABIT, _CHOICE, _STOPPED = table_of(Habit), table_of(Choice), table_of(Stopped)
_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_LOCAL}@(?:{_LABEL}\.)+{_LABEL}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """Of one account. Without an ``address`` nothing is mailed; ``not_mailed`` are kinds switched off."""

    address: str = ""
    rhythm: Rhythm = Rhythm()
    not_mailed: frozenset[str] = field(default=frozenset())

    def mails(self, kind: str) -> bool:
        """True when messages of *kind* go out by mail."""
        return bool(self.address) and known(kind) not in self.not_mailed


def address_complaint(text: str) -> str:
    """Why *text* cannot be a mail address, as a msgid; '' when it can, or when there is none."""
    if not text:
        return ""
    local = text.partition("@")[0]
    if len(text) > 254 or len(local) > 64 or not _ADDRESS.fullmatch(text):
        return N_("This is no e-mail address. Write it as name@example.edu.cn.")
    return ""


def wishes_of(session: Session, accounts: Collection[int]) -> dict[int, Wishes]:
    """The wishes of all these accounts; who said nothing has the defaults."""
    off: dict[int, set[str]] = {}
    habits: dict[int, Any] = {}
    for some in pieces(sorted(accounts)):
        for row in session.execute(select(_HABIT).where(_HABIT.c.account.in_(some))):
            habits[row.account] = row
        ask = select(_CHOICE).where(_CHOICE.c.account.in_(some), _CHOICE.c.channel == MAIL)
        for row in session.execute(ask):
            if not row.wanted:
                off.setdefault(row.account, set()).add(row.kind)
    return {a: _wishes(habits.get(a), off.get(a, ())) for a in accounts}


def _wishes(row: Any, off: Iterable[str]) -> Wishes:
    if row is None:
        return Wishes(not_mailed=frozenset(off))
    rhythm = Rhythm(
        rhythm=row.rhythm,
        hour=row.hour,
        weekday=row.weekday,
        quiet_from=row.quiet_from,
        quiet_to=row.quiet_to,
        quiet_days=row.quiet_days,
    )
    return Wishes(address=row.address, rhythm=rhythm, not_mailed=frozenset(off))


def keep(session: Session, account: int, wishes: Wishes) -> None:
    """Store the wishes of an account; the caller commits."""
    rhythm = wishes.rhythm
    session.execute(delete(_HABIT).where(_HABIT.c.account == account))
    session.execute(
        insert(_HABIT).values(
            account=account,
            address=wishes.address,
            rhythm=rhythm.rhythm,
            hour=rhythm.hour,
            weekday=rhythm.weekday,
            quiet_from=rhythm.quiet_from,
            quiet_to=rhythm.quiet_to,
            quiet_days=rhythm.quiet_days,
        )
    )
    session.execute(delete(_CHOICE).where(_CHOICE.c.account == account, _CHOICE.c.channel == MAIL))
    off = sorted(wishes.not_mailed & KIND_LABELS.keys())
    if off:
        rows = [{"account": account, "kind": k, "channel": MAIL, "wanted": False} for k in off]
        session.execute(insert(_CHOICE), rows)


def stopped(session: Session, people: Collection[int]) -> set[tuple[int, str]]:
    """(person, kind) of all that these people want no more."""
    found: set[tuple[int, str]] = set()
    for some in pieces(sorted(people)):
        ask = select(_STOPPED.c.person, _STOPPED.c.kind).where(_STOPPED.c.person.in_(some))
        found |= {(person, kind) for person, kind in session.execute(ask)}
    return found
