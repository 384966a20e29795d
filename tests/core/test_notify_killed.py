"""kill -9 in the middle of delivering, many times: the inbox has each message once, and so has the
mail server, counting a Message-ID once. Two processes at once change nothing about that."""

from __future__ import annotations

import collections
import datetime as dt
import multiprocessing
import os
import random
import re
import time

import pytest

from core.db import table_of
from core.notify.models import INBOX, MAIL, Parcel, State
from tests.core import post_child
from tests.core.post import Post, post
from tests.mail_sink import Sink, smtp_sink

__all__ = ["post"]
KILLS = int(os.environ.get("TONGXIN_TEST_KILLS", "12"))
EACH = 3
MORE = tuple(f"reader{n}" for n in range(8))
READERS = ("leader1", "leader2", *MORE)
START = multiprocessing.get_context("forkserver")
START.set_forkserver_preload(["tests.core.post_child"])


@pytest.fixture(autouse=True)
def readers(post: Post) -> None:
    """Ten accounts of one role, each with an address."""
    with post.site.build() as make:
        for name in MORE:
            post.site.ids[f"user:{name}"] = make.account(name, "CL")
    for reader in READERS:
        post.wish(reader, f"{reader}@example.edu")


def child(post: Post, sink: Sink, now: dt.datetime) -> multiprocessing.process.BaseProcess:
    """A process that has begun to deliver."""
    url, ready = post.site.runtime.settings.database_url, START.Event()
    made = START.Process(target=post_child.passes, args=(url, sink.port, now, ready))
    made.start()
    ready.wait(60)
    return made


def mailed(sink: Sink, reader: str) -> collections.Counter[str]:
    """How often each message stands in mails to a reader, when a Message-ID counts once."""
    found: collections.Counter[str] = collections.Counter()
    seen = set[str]()
    for number, mail in enumerate(sink.mails):
        if mail["To"] == f"{reader}@example.edu" and str(mail["Message-ID"]) not in seen:
            seen.add(str(mail["Message-ID"]))
            text = str(mail["Subject"]) + sink.text(number).partition("\n\n--")[0]
            found.update(set(re.findall(r"Message \d+\b", text)))
    return found


def check(post: Post, sink: Sink, number: int) -> None:
    """Everything arrived, once."""
    every = {f"Message {n}": 1 for n in range(number)}
    inbox = [(d.message_id, d.account) for d in post.deliveries(INBOX)]
    assert len(inbox) == len(set(inbox)) == number * len(READERS)
    assert {d.state for d in post.deliveries(MAIL)} == {State.SENT}
    for reader in READERS:
        assert mailed(sink, reader) == every
    parcels = post.rows(Parcel)
    assert {p.state for p in parcels} == {State.SENT}
    assert set(sink.ids) == {f"<{p.token}@tongxin.edu>" for p in parcels}


@pytest.mark.parametrize("seed", [1])
def test_killed_at_random_moments_everything_arrives_once(
    post: Post, seed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    chance, number, killed = random.Random(seed), EACH, 0
    with smtp_sink() as sink:
        for n in range(EACH):
            post.tell(f"Message {n}", role="CL")
        running, began = child(post, sink, post.now), time.monotonic()
        running.join()  # how long all of it takes, to aim into the middle
        longest = 1.2 * (time.monotonic() - began)
        while killed < KILLS:
            for _ in range(EACH):
                post.tell(f"Message {number}", role="CL")
                number += 1
            running = child(post, sink, post.now)
            running.join(chance.uniform(0, longest))
            running.kill()
            running.join()
            killed += running.exitcode == -9
            post.site.wait(minutes=10)  # what the killed process held is free again
        for _ in range(3):
            running = child(post, sink, post.now)
            running.join()
            assert running.exitcode == 0
            post.site.wait(minutes=10)
        check(post, sink, number)
    again = len(sink.ids) - len(set(sink.ids))
    with capsys.disabled():
        print(f" {killed} kills, {len(set(sink.ids))} mails, {again} of them twice ", end="")


def test_three_processes_at_once_send_each_mail_once(post: Post) -> None:
    with smtp_sink() as sink:
        number = 0
        for _ in range(4):
            for _ in range(10):
                post.tell(f"Message {number}", role="CL")
                number += 1
            running = [child(post, sink, post.now) for _ in range(3)]
            for one in running:
                one.join()
            assert [one.exitcode for one in running] == [0, 0, 0]
        child(post, sink, post.now).join()
        check(post, sink, number)
        assert len(sink.ids) == len(set(sink.ids))
    waiting = table_of(Parcel).c.held_by.is_not(None)
    assert post.count(Parcel, waiting) == 0
