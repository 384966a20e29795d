"""A college with a post office: messages are put into the outbox, and the test runs the passes."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import func, select, update

from core.chapters.post_office import post_office
from core.db import table_of, writing
from core.declare import Notice, Stop
from core.notify.channels import Channel, Channels
from core.notify.deliver import Delivered, deliver
from core.notify.due import Rhythm
from core.notify.fan_out import share_out
from core.notify.models import Delivery, Parcel, State
from core.notify.outbox import Message, put
from core.notify.parcels import pack
from core.notify.wishes import Wishes, keep
from tests.site import Site

NO_REST = Rhythm(quiet_from=None, quiet_to=None)


@dataclass
class Post:
    """The outbox, the passes and the tables, in short words."""

    site: Site
    channels: Channels
    made: int = field(default=0)

    @property
    def now(self) -> dt.datetime:
        """The site's moment."""
        return self.site.runtime.clock()

    def tell(self, subject: str = "A duty is due", *, person: str = "", **about: Any) -> None:
        """Put one message into the outbox; *person* is a key of the college's numbers."""
        given = {"kind": "duty"} | about
        if person:
            given["person"] = self.site.ids[person]
        self.put(Notice(subject, **given))

    def put(self, *notices: Notice | Stop) -> None:
        """Put messages into the outbox, in a transaction of their own."""
        with writing(), self.site.runtime.factory.begin() as session:
            put(session, notices, self.now)

    def wish(self, username: str, address: str = "", rhythm: Rhythm = NO_REST, **more: Any) -> None:
        """Keep the wishes of an account."""
        wishes = Wishes(address=address, rhythm=rhythm, **more)
        with writing(), self.site.runtime.factory.begin() as session:
            keep(session, self.account(username), wishes)

    def account(self, username: str) -> int:
        """The number of an account."""
        return self.site.ids[f"user:{username}"]

    def run(self, *outward: Channel, **changed: Any) -> Delivered:
        """One pass at the site's moment, with these channels."""
        channels = dataclasses.replace(self.channels, outward=outward, **changed)
        return deliver(self.site.runtime.factory, channels, now=self.now)

    def rows(self, model: type[Any], *where: Any) -> list[Any]:
        """Rows of a table of the post, by number."""
        with self.site.runtime.factory() as session:
            ask = select(table_of(model)).where(*where).order_by(table_of(model).c[0])
            return list(session.execute(ask).all())

    def count(self, model: type[Any], *where: Any) -> int:
        """How many rows."""
        with self.site.runtime.factory() as session:
            ask = select(func.count()).select_from(table_of(model)).where(*where)
            return session.execute(ask).scalar_one()

    def deliveries(self, channel: str = "", username: str = "") -> list[Any]:
        """Deliveries of a channel and an account."""
        table = table_of(Delivery)
        where = [table.c.channel == channel] if channel else []
        if username:
            where.append(table.c.account == self.account(username))
        return self.rows(Delivery, *where)

    def parcel(self) -> Any:
        """The one parcel there is."""
        (row,) = self.rows(Parcel)
        return row

    def message(self) -> Any:
        """The newest message of the outbox."""
        return self.rows(Message)[-1]

    def change(self, model: type[Any], **values: Any) -> None:
        """Set columns of all rows of a table."""
        with writing(), self.site.runtime.factory.begin() as session:
            session.execute(update(table_of(model)).values(**values))

    def parcels_for(self, robot: Channel, number: int) -> None:
        """So many parcels for a group, each with one message, due now."""
        channels = dataclasses.replace(self.channels, outward=(robot,))
        waiting = table_of(Delivery).c.state == State.WAITING
        for _ in range(number):
            self.tell(role="UF")
            with writing(), self.site.runtime.factory.begin() as session:
                share_out(session, channels, self.now)
                session.execute(update(table_of(Delivery)).where(waiting).values(due_at=self.now))
                pack(session, [robot.name], self.now)


@pytest.fixture
def post(site: Site) -> Iterator[Post]:
    """The post of a college with an empty outbox; chance always says 0."""
    with writing(), site.runtime.factory.begin() as session:
        session.execute(table_of(Message).delete())
    rt = site.runtime
    channels = dataclasses.replace(post_office(rt.settings, rt.chapters), chance=lambda: 0.0)
    yield Post(site, channels)


def values(row: Any) -> dict[str, Any]:
    """The values of a message."""
    found = json.loads(row.fill_in)
    assert isinstance(found, dict)
    return found
