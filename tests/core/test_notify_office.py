"""The page of the post: the administrator sees how channels do, what failed and why, and no contents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.notify.models import INBOX, Parcel, State
from core.settings import Settings
from tests.conftest import make_settings
from tests.core.post import Post, post
from tests.core.test_notify_sharing import MAILER
from tests.site import Browser

__all__ = ["post"]


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """With a mail server and a group named."""
    return make_settings(
        database_url,
        tmp_path / "data",
        smtp_host="127.0.0.1",
        smtp_from="post@tongxin.edu",
        wecom_url="https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=very-secret-key",
    )


@pytest.fixture
def boss(post: Post) -> Iterator[Browser]:
    """The administrator, with one parcel that was given up and one message to nobody."""
    post.wish("leader1", "a@example.edu")
    post.tell("Secret subject", person="leader1")
    post.tell("Another secret", role="PU")
    post.tell("A third secret", person="person2")
    post.run(MAILER)
    detail = "550 5.1.1 No such user"
    post.change(
        Parcel, state=State.DEAD, tries=3, reason="refused", detail=detail, ended_at=post.now
    )
    yield post.site.sign_in("boss")


def test_the_administrator_sees_reasons_and_no_contents(boss: Browser) -> None:
    page = boss.get("/notices/").text
    for told in (
        "The mail server refuses this address or this mail for good.",
        "550 5.1.1 No such user",
        ">leader1<",
        "Publicity roster member",
        "Nobody holds this role.",
        "周二友",
        "The person has no active account.",
        "qyapi.weixin.qq.com",
    ):
        assert told in page, told
    assert "ecret" not in page.replace("very-secret-key", "") and "very-secret-key" not in page
    assert 'href="/notices/"' in boss.get("/").text


def test_one_and_all_can_be_sent_again_or_left(boss: Browser, post: Post) -> None:
    number = post.parcel().id
    boss.post("/notices/parcels", action="again", id=str(number))
    parcel = post.parcel()
    assert (parcel.state, parcel.tries, parcel.next_at) == (State.WAITING, 0, post.now)
    post.change(Parcel, state=State.DEAD)
    boss.post("/notices/parcels", action="aside")
    assert post.parcel().state == State.ASIDE
    boss.post("/notices/messages", action="aside", id=str(post.message().id))
    assert "周二友" not in boss.get("/notices/").text
    post.site.sign_in("boss").send(f"/accounts/{post.account('auditor')}", roles=["PU"])
    boss.post("/notices/messages", action="again")
    post.run()
    assert [d.account for d in post.deliveries(INBOX)][1:] == [post.account("auditor")]
    assert "Nothing was given up." in boss.get("/notices/").text
    assert {e.action for e in post.site.entries()} >= {"notices_again", "notices_aside"}


def test_odd_wishes_are_refused(boss: Browser) -> None:
    for values in ({}, {"action": "send"}, {"action": "again", "id": "x"}, {"id": "9" * 12}):
        assert boss.post("/notices/parcels", **values).status_code == 400
        assert boss.post("/notices/messages", **values).status_code == 400


def test_the_page_is_the_administrator_s(post: Post) -> None:
    for name, status in (("clerk", 403), ("auditor", 403), ("leader1", 403)):
        browser = post.site.sign_in(name)
        assert browser.get("/notices/").status_code == status
        assert browser.post("/notices/parcels", action="again").status_code == status
        assert 'href="/notices/"' not in browser.get("/").text


def test_a_post_that_does_not_run_is_told(post: Post) -> None:
    post.tell(person="leader1")
    boss = post.site.sign_in("boss")
    assert "run.py notices send" not in boss.get("/notices/").text
    post.site.wait(minutes=16)
    assert "1 message waits for more than a quarter of an hour." in boss.get("/notices/").text
    post.run()
    assert "run.py notices send" not in boss.get("/notices/").text
