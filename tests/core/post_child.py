"""A process of its own that runs passes of the post until nothing is due; it may be killed any time."""

from __future__ import annotations

import datetime as dt
from multiprocessing.synchronize import Event
from zoneinfo import ZoneInfo

from core.access.address_book import AddressBook
from core.db import make_engine, session_factory
from core.notify.channels import Channel, Channels
from core.notify.deliver import Delivered, deliver
from core.notify.mail import Mailer


def channels(*outward: Channel) -> Channels:
    """A post office without languages."""
    return Channels(
        book=AddressBook(),
        say=lambda _locale, text: text,
        locale="en",
        zone=ZoneInfo("Asia/Shanghai"),
        chance=lambda: 0.5,
        outward=outward,
    )


def passes(url: str, port: int, now: dt.datetime, ready: Event) -> None:
    """Run passes until one finds nothing to do; *ready* tells that the work begins."""
    engine = make_engine(url)
    engine.connect().close()
    ready.set()
    mailer = Mailer(host="127.0.0.1", port=port, tls="none", sender="post@tongxin.edu")
    while deliver(session_factory(engine), channels(mailer), now=now) != Delivered():
        pass
    engine.dispose()
