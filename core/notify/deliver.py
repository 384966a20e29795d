"""One pass of the post: share out what waits in the outbox, pack what is due, send it.

Never part of a request's transaction. Each step commits by itself, so a pass that is killed leaves
nothing half done: what was shared out is in the inbox once, what was being sent is sent by a later
pass. The inbox gets each message exactly once. A mail can leave twice only when the process dies
between the server's «taken» and our note of it; both then carry the same Message-ID.
"""

from __future__ import annotations

import datetime as dt
import logging
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session, sessionmaker

from core.db import writing
from core.notify import bucket, parcels
from core.notify.channels import Channel, Channels, Send
from core.notify.fan_out import share_out
from core.notify.letters import Letter
from core.notify.models import State
from core.notify.outcome import Result, Sent

BUDGET = 60.0
"""Seconds after which a pass takes up nothing new; the next one goes on."""
_LOG = logging.getLogger("tongxin.notify")


@dataclass(slots=True, kw_only=True)
class Delivered:
    """What a pass did: messages shared out, those that reach nobody, and what became of parcels."""

    messages: int = 0
    deliveries: int = 0
    nobody: int = 0
    parcels: int = 0
    sent: int = 0
    later: int = 0
    dead: int = 0
    cancelled: int = 0
    down: dict[str, str] = field(default_factory=dict)
    """Channels that could not be used, each with the reason."""


class _Clock:
    """The moment that was handed in, going on while the pass lasts."""

    def __init__(self, now: dt.datetime) -> None:
        self._now, self._began = now, time.monotonic()

    def now(self) -> dt.datetime:
        return self._now + dt.timedelta(seconds=time.monotonic() - self._began)

    def left(self) -> bool:
        return time.monotonic() - self._began < BUDGET


def deliver(factory: sessionmaker[Session], channels: Channels, *, now: dt.datetime) -> Delivered:
    """Do one pass. Several processes may do so at the same time."""
    done, clock = Delivered(), _Clock(now)
    while clock.left():
        with _own(factory) as session:
            batch = share_out(session, channels, clock.now())
        if not batch.messages:
            break
        done.messages += batch.messages
        done.deliveries += batch.deliveries
        done.nobody += batch.nobody
    names = [c.name for c in channels.outward]
    while names and clock.left():
        with _own(factory) as session:
            made = parcels.pack(session, names, clock.now())
        if not made:
            break
        done.parcels += made
    for channel in channels.outward:
        _Round(factory, channels, channel, clock, done).run()
    return done


@contextmanager
def _own(factory: sessionmaker[Session]) -> Iterator[Session]:
    """A short transaction of its own; on SQLite it takes its place among the writers at once."""
    with writing(), factory.begin() as session:
        yield session


@dataclass
class _Round:
    """The parcels of one channel in one pass."""

    factory: sessionmaker[Session]
    channels: Channels
    channel: Channel
    clock: _Clock
    done: Delivered
    holder: str = field(default_factory=lambda: secrets.token_hex(16))

    def run(self) -> None:
        """Send until nothing is due, the channel fails, or the pass has lasted long enough."""
        with self.channel.opened() as send:
            going = True
            while going and self.clock.left():
                with _own(self.factory) as session:
                    held = parcels.hold(session, self.channel.name, self.holder, self.clock.now())
                going = bool(held) and self._batch(send, held)
        with _own(self.factory) as session:
            parcels.release(session, self.holder)

    def _batch(self, send: Send, held: list[Any]) -> bool:
        """Send these; false when the channel takes no more for now."""
        for number, parcel in enumerate(held):
            if not self.clock.left():
                return False
            letter = self._letter(parcel)
            if letter is None:
                continue
            sent = self._paced() or self._try(send, letter)
            self._note(parcel, sent)
            if sent.result is Result.DOWN:
                self.done.down[self.channel.name] = sent.reason
                for other in held[number + 1 :]:
                    self._note(other, sent)
            if sent.result in (Result.DOWN, Result.SLOW):
                return False
        return True

    def _letter(self, parcel: Any) -> Letter | None:
        """What is in a parcel now; None when it is no longer ours, or not to be sent any more."""
        now = self.clock.now()
        with _own(self.factory) as session:
            if not parcels.still_held(session, parcel.id, self.holder, now):
                return None
            found = parcels.letter_of(session, self.channels, parcel, now)
            if isinstance(found, Letter):
                return found
            parcels.cancel(session, parcel.id, found, now)
        self.done.cancelled += 1
        return None

    def _paced(self) -> Sent | None:
        """None when a message may go now; into groups only a few may in a minute."""
        if not self.channel.group:
            return None
        now = self.clock.now()
        with _own(self.factory) as session:
            until = bucket.take(session, self.channel.name, now)
        return Sent(Result.SLOW, "too_fast", "", until - now) if until else None

    def _try(self, send: Send, letter: Letter) -> Sent:
        try:
            sent = send(letter)
        except Exception as error:  # one odd letter must not keep the others
            _LOG.exception("A parcel of %s could not be sent", self.channel.name)
            return Sent(Result.LATER, "strange", type(error).__name__)
        if sent.result is Result.SLOW:
            now = self.clock.now()
            with _own(self.factory) as session:
                bucket.empty(session, self.channel.name, now + sent.wait)
        return sent

    def _note(self, parcel: Any, sent: Sent) -> None:
        with _own(self.factory) as session:
            if not parcels.still_held(session, parcel.id, self.holder, self.clock.now()):
                return
            now, chance = self.clock.now(), self.channels.chance()
            state = parcels.put_away(session, parcel, sent, now, chance)
        self.done.sent += state is State.SENT
        self.done.dead += state is State.DEAD
        self.done.later += state is State.WAITING
