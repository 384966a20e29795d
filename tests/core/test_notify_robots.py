"""Group robots at a server that checks what the services check: format, bytes, signature, pace."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.notify.models import WECOM, State
from core.notify.post import post_json
from core.notify.robots import Robot, fit, signed
from tests.certificates import contexts
from tests.core.post import Post, post
from tests.mail_sink import free_port
from tests.robot_server import SECRET, Robots, dingtalk, robot_server, wecom

__all__ = ["post"]
TOMORROW = {"hours": 21}  # 9 o'clock of the next day


@pytest.fixture
def kind(request: pytest.FixtureRequest) -> str:
    """What a service says does not depend on the database; their pace is tried on both."""
    return "sqlite"


@pytest.fixture
def robots(post: Post) -> Iterator[Robots]:
    with robot_server(lambda: post.now) as made:
        yield made


@pytest.mark.parametrize("make", [wecom, dingtalk])
def test_dp_19_a_group_learns_how_many_and_nothing_else(
    post: Post, robots: Robots, make: type[Robot]
) -> None:
    robot = make(robots)
    post.tell("A talk with %(name)s", role="UF", values={"name": "林一友"}, kind="record")
    post.tell("«%(topic)s» is due", role="UFH", values={"topic": "Salary"}, link="/duties/7")
    post.tell("Another", role="UF")
    post.tell("Yours alone", person="leader1")
    post.tell("For leaders", role="CL")
    post.run(robot)
    assert robots.taken == []
    post.site.wait(**TOMORROW)
    for _ in range(3):
        post.run(robot, site_url="https://tongxin.example.edu")
    assert robots.taken == [
        "Tongxin · 3 new notices\nDuties: 2\nChanges in records: 1\n"
        "Sign in to read them. https://tongxin.example.edu/inbox/"
    ]
    assert post.parcel().state == State.SENT


def test_the_words_for_a_group_are_the_installation_s(post: Post, robots: Robots) -> None:
    post.tell(role="UF")
    post.run(wecom(robots))
    post.site.wait(**TOMORROW)
    post.run(wecom(robots), locale="zh_CN")
    assert robots.taken[0].splitlines()[0].startswith("同心 · ")
    assert not any(c.isascii() and c.isalpha() for c in robots.taken[0])


def test_a_group_is_told_at_its_hours_of_working_days(post: Post, robots: Robots) -> None:
    post.site.wait(days=4)  # Saturday
    post.tell(role="UF")
    post.run(wecom(robots), group_hours=(9, 15))
    (row,) = post.deliveries(WECOM)
    assert row.due_at == dt.datetime(2026, 11, 30, 1, tzinfo=dt.UTC)


def test_a_new_message_while_the_group_cannot_be_reached_is_in_the_next_digest(
    post: Post, robots: Robots
) -> None:
    post.tell(role="UF")
    post.run(wecom(robots))
    post.site.wait(**TOMORROW)
    away = Robot(name=WECOM, url=f"http://127.0.0.1:{free_port()}/")
    assert post.run(away).down == {WECOM: "no_answer"}
    post.tell(role="UF")
    post.run(away)
    post.site.wait(days=1)
    post.run(wecom(robots))
    assert [t.splitlines()[0] for t in robots.taken] == ["Tongxin · A new notice"] * 2


# -- answers ---------------------------------------------------------------------------------------


def answered(post: Post, robots: Robots, robot: Robot) -> tuple[str, str, str]:
    """State, reason and detail after one try."""
    post.parcels_for(robot, 1)
    post.run(robot)
    parcel = post.parcel()
    return parcel.state, parcel.reason, parcel.detail


def test_a_removed_robot_is_given_up_and_its_address_shown_nowhere(
    post: Post, robots: Robots
) -> None:
    found = answered(post, robots, wecom(robots, "another-key"))
    assert found == (State.DEAD, "no_robot", "93000 invalid webhook url")
    assert "key" not in repr(wecom(robots))


def test_a_wrong_token_or_signature_is_given_up(post: Post, robots: Robots) -> None:
    assert answered(post, robots, dingtalk(robots, "x")) == (
        State.DEAD,
        "no_robot",
        "300005 token is not exist",
    )


def test_a_wrong_signature_is_told(post: Post, robots: Robots) -> None:
    assert answered(post, robots, dingtalk(robots, secret="SEC-other"))[:2] == (
        State.DEAD,
        "security",
    )
    assert SECRET not in repr(dingtalk(robots))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ((200, {}, b'{"errcode": -1, "errmsg": "busy"}'), (State.WAITING, "not_now", "-1 busy")),
        ((200, {}, b'{"errcode": 40035}'), (State.DEAD, "rejected", "40035 ")),
        ((200, {}, b"<html>"), (State.WAITING, "strange", "HTTP 200")),
        ((200, {}, b'{"errcode": "0"}'), (State.WAITING, "strange", "HTTP 200")),
        ((503, {}, b""), (State.WAITING, "not_now", "HTTP 503")),
        ((429, {}, b""), (State.WAITING, "not_now", "HTTP 429")),
        ((404, {}, b""), (State.DEAD, "rejected", "HTTP 404")),
    ],
)
def test_every_answer_has_its_meaning(
    post: Post,
    robots: Robots,
    answer: tuple[int, dict[str, str], bytes],
    expected: tuple[str, str, str],
) -> None:
    robots.answer = answer
    assert answered(post, robots, wecom(robots)) == expected


def test_a_redirect_is_not_followed(post: Post, robots: Robots) -> None:
    with robot_server(lambda: post.now) as other:
        robots.answer = (302, {"Location": other.url + "/cgi-bin/webhook/send"}, b"")
        assert answered(post, robots, wecom(robots)) == (State.DEAD, "moved", "HTTP 302")
        assert other.asked == []


def test_a_server_that_does_not_answer_in_time_is_left(post: Post, robots: Robots) -> None:
    robots.delay = 1.0
    state, reason, _ = answered(post, robots, wecom(robots, each=0.2))
    assert (state, reason) == (State.WAITING, "too_slow")


def test_only_an_encrypted_address_or_this_machine_is_asked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, post: Post
) -> None:
    with pytest.raises(ValueError, match="not encrypted"):
        post_json("http://example.edu/", {})
    with pytest.raises(ValueError, match="not encrypted"):
        post_json("ftp://127.0.0.1/", {})
    server, trusting = contexts(tmp_path)
    with robot_server(lambda: post.now, tls=server) as robots:
        monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
        assert answered(post, robots, wecom(robots))[1] == "tls"
        assert robots.asked == []
        post.site.wait(hours=1)
        assert post.run(wecom(robots, trust=trusting)).sent == 1


# -- texts and signature ---------------------------------------------------------------------------


def test_the_signature_is_that_of_the_description() -> None:
    at = dt.datetime(2026, 11, 24, 4, tzinfo=dt.UTC)
    found = signed("https://oapi.dingtalk.com/robot/send?access_token=t", "SEC1", at)
    assert found == (
        "https://oapi.dingtalk.com/robot/send?access_token=t&timestamp=1795492800000"
        "&sign=MW0fgcBh6jBw9fclZIFBfhdGMKrXvPSHJ5MLoejSmbg%3D"
    )


@pytest.mark.parametrize("longest", [20, 21, 22, 23, 100, 2048])
def test_a_long_text_ends_at_a_line_inside_the_limit(longest: int) -> None:
    text = "\n".join(["联系交友记录"] * 200)
    cut = fit(text, longest)
    assert len(cut.encode()) <= longest
    assert cut.endswith("\n…") and cut[:-2] in text
    assert fit("同心" * 10, 60) == "同心" * 10
    assert len(fit("同心" * 1000, longest).encode()) <= longest


def test_a_text_longer_than_wecom_takes_is_taken_shortened(post: Post, robots: Robots) -> None:
    from core.notify.letters import Letter

    letter = Letter("t", post.now, "title", "\n".join(["一行文字"] * 500))
    assert wecom(robots)(letter).result == "sent"
    assert 1990 < len(robots.taken[0].encode()) <= 2048
