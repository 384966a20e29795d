"""Few messages a minute into each group: a bucket that all processes share."""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections.abc import Iterator

import pytest

from core.notify import bucket
from core.notify.models import WECOM, Bucket, Parcel, State
from core.notify.robots import Robot
from tests.core.post import Post, post
from tests.robot_server import Robots, dingtalk, robot_server, wecom

__all__ = ["post"]


@pytest.fixture
def robots(post: Post) -> Iterator[Robots]:
    with robot_server(lambda: post.now) as made:
        yield made


def test_never_more_than_twenty_a_minute_from_all_processes_together(
    post: Post, robots: Robots
) -> None:
    robot = wecom(robots)
    post.parcels_for(robot, 32)
    for _ in range(40):
        workers = [threading.Thread(target=post.run, args=(robot,)) for _ in range(2)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        post.site.wait(seconds=5)
    assert len(robots.taken) == len(robots.asked) == 32
    assert {p.tries for p in post.rows(Parcel)} == {0}


def test_the_bucket_gives_five_at_once_and_one_every_four_seconds(post: Post) -> None:
    factory, now = post.site.runtime.factory, post.now
    taken = []
    for half in range(300):
        at = now + dt.timedelta(seconds=half / 2)
        with factory.begin() as session:
            if bucket.take(session, WECOM, at) is None:
                taken.append(half / 2)
    assert taken[:7] == [0, 0.5, 1, 1.5, 2, 4, 8]
    assert max(sum(t <= s < t + 60 for s in taken) for t in taken) <= 20


@pytest.mark.parametrize(
    ("make", "code", "minutes"), [(wecom, 45009, 1), (dingtalk, 130101, 10), (dingtalk, 410100, 10)]
)
def test_too_fast_waits_as_long_as_the_service_wants_and_counts_as_no_try(
    post: Post, robots: Robots, make: type[Robot], code: int, minutes: int
) -> None:
    robot = make(robots)
    post.parcels_for(robot, 2)
    robots.answer = (200, {}, json.dumps({"errcode": code, "errmsg": "too fast"}).encode())
    post.run(robot)
    assert len(robots.asked) == 1
    assert {(p.state, p.tries) for p in post.rows(Parcel)} == {(State.WAITING, 0)}
    robots.answer = None
    post.site.wait(minutes=minutes, seconds=-5)
    post.run(robot)
    assert len(robots.asked) == 1
    post.site.wait(seconds=30)
    post.run(robot)
    assert len(robots.taken) == 2


def test_the_bucket_is_one_row_per_channel(post: Post, robots: Robots) -> None:
    post.parcels_for(wecom(robots), 3)
    post.run(wecom(robots))
    assert [(b.channel, b.level) for b in post.rows(Bucket)] == [(WECOM, 2)]
