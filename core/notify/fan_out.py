"""From the outbox to deliveries: each message becomes one per account and channel, exactly once.

All of a message's deliveries are written in the transaction that marks it as shared out. Of several
processes one does this at a time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from core.calendar import Calendar
from core.db import table_of, try_lock
from core.directory.calendar import calendar_data
from core.notify import due, wishes
from core.notify.channels import Channels
from core.notify.due import Rhythm
from core.notify.models import GROUP, INBOX, MAIL, OUTSIDE, Delivery, State
from core.notify.outbox import Message, Outcome
from core.notify.people import Reader
from core.notify.wishes import Wishes

_MESSAGE, _DELIVERY = table_of(Message), table_of(Delivery)
BATCH = 200
LOCK = "notices"


@dataclass(slots=True)
class SharedOut:
    """What one batch came to."""

    messages: int = 0
    deliveries: int = 0
    nobody: int = 0


@dataclass(kw_only=True)
class _Post:
    """What a batch needs to know, asked once for all its messages."""

    channels: Channels
    now: dt.datetime
    calendar: Calendar
    by_person: Mapping[int, Reader]
    by_role: Mapping[str, Iterable[Reader]]
    wishes: Mapping[int, Wishes]
    stopped: set[tuple[int, str]] = field(default_factory=set)

    def told(self, message: Any) -> list[Reader]:
        """All active accounts a message is meant for, each once."""
        found = dict[int, Reader]()
        if message.person is not None and message.person in self.by_person:
            reader = self.by_person[message.person]
            found[reader.account] = reader
        for reader in self.by_role.get(message.role, ()) if message.role else ():
            found.setdefault(reader.account, reader)
        return list(found.values())

    def wanting(self, message: Any, readers: Iterable[Reader]) -> list[Reader]:
        """Those who have not said that they want no more of the kind."""
        return [r for r in readers if (r.person, message.kind) not in self.stopped]

    def deliveries(self, message: Any, readers: list[Reader]) -> Iterator[dict[str, Any]]:
        """The inbox of everybody, mail for those who want it, the groups of the message's role."""
        mail = self.channels.channel(MAIL)
        for reader in readers:
            yield self._row(message, reader, INBOX, State.SENT, self.now)
            wish = self.wishes[reader.account]
            if mail and wish.mails(message.kind):
                at = due.due(wish.rhythm, self._here, self.calendar.is_working)
                yield self._row(message, reader, MAIL, State.WAITING, at)
        if readers and message.role in self.channels.group_roles:
            hours = self.channels.group_hours
            for name in self.channels.groups:
                at = due.group_due(hours, self._here, self.calendar.is_working)
                yield self._row(message, None, name, State.WAITING, at)

    def outside(self, message: Any) -> Iterator[dict[str, Any]]:
        """The mail to somebody without an account; none where no mail, or no link in it, can go out."""
        if self.channels.channel(MAIL) and self.channels.site_url:
            at = due.due(Rhythm(), self._here, self.calendar.is_working)
            yield self._row(message, None, MAIL, State.WAITING, at) | {"account": OUTSIDE}

    @property
    def _here(self) -> dt.datetime:
        return self.now.astimezone(self.channels.zone)

    def _row(
        self, message: Any, reader: Reader | None, channel: str, state: State, at: dt.datetime
    ) -> dict[str, Any]:
        return {
            "message_id": message.id,
            "account": reader.account if reader else GROUP,
            "person": reader.person if reader else None,
            "channel": channel,
            "kind": message.kind,
            "state": state,
            "made_at": self.now,
            "due_at": at,
        }


def share_out(session: Session, channels: Channels, now: dt.datetime) -> SharedOut:
    """Share out one batch of waiting messages; the caller commits. Nothing where another is at it."""
    done = SharedOut()
    if not try_lock(session, LOCK):
        return done
    ask = select(_MESSAGE).where(_MESSAGE.c.sent_at.is_(None)).order_by(_MESSAGE.c.id)
    messages = session.execute(ask.limit(BATCH)).all()
    if not messages:
        return done
    post, rows = _post_for(session, channels, now, messages), list[dict[str, Any]]()
    by_outcome: dict[Outcome, list[int]] = {}
    for message in messages:
        if message.outside:
            out = list(post.outside(message))
            rows += out
            by_outcome.setdefault(Outcome.TOLD if out else Outcome.NOBODY, []).append(message.id)
            continue
        readers = post.told(message)
        wanting = post.wanting(message, readers)
        rows += post.deliveries(message, wanting)
        outcome = Outcome.TOLD if wanting else Outcome.STOPPED if readers else Outcome.NOBODY
        by_outcome.setdefault(outcome, []).append(message.id)
    if rows:
        session.execute(insert(_DELIVERY), rows)
    for outcome, numbers in by_outcome.items():
        marked = update(_MESSAGE).where(_MESSAGE.c.id.in_(numbers))
        session.execute(marked.values(sent_at=now, outcome=outcome))
    nobody = len(by_outcome.get(Outcome.NOBODY, ()))
    return SharedOut(messages=len(messages), deliveries=len(rows), nobody=nobody)


def _post_for(session: Session, channels: Channels, now: dt.datetime, messages: Any) -> _Post:
    book = channels.book
    by_person = book.of_people(session, {m.person for m in messages if m.person is not None})
    by_role = book.of_roles(session, {m.role for m in messages if m.role})
    readers = [*by_person.values(), *(r for held in by_role.values() for r in held)]
    return _Post(
        channels=channels,
        now=now,
        calendar=calendar_data(session),
        by_person=by_person,
        by_role=by_role,
        wishes=wishes.wishes_of(session, {r.account for r in readers}),
        stopped=wishes.stopped(session, {r.person for r in readers if r.person is not None}),
    )
