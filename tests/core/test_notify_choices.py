"""What is mailed, and when, as it is chosen on «My account»."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.notify.models import INBOX, MAIL, Habit, Parcel, State
from core.settings import Settings
from tests.conftest import Databases, make_settings, open_site
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


def choose(browser: Browser, **values: object) -> int:
    """Send the form of messages on «My account»; the answer's status."""
    given = {"mailed": ["duty", "record", "system"]} | values
    return browser.send(
        "/profile/", "/profile/notices", address=given.pop("address", ""), **given
    ).status_code


def test_choices_are_kept_and_shown(post: Post) -> None:
    leader = post.site.sign_in("leader1")
    assert (
        choose(
            leader,
            address=" a.b+c@example.edu.cn ",
            mailed=["duty"],
            rhythm="weekly",
            weekday="4",
            hour="17",
            quiet_from="21:30",
            quiet_to="06:15",
            quiet_days="1",
        )
        == 302
    )
    (row,) = post.rows(Habit)
    assert row._mapping == {
        "account": post.account("leader1"),
        "address": "a.b+c@example.edu.cn",
        "rhythm": "weekly",
        "hour": 17,
        "weekday": 4,
        "quiet_from": 1290,
        "quiet_to": 375,
        "quiet_days": True,
    }
    form = leader.form("/profile/", "address")
    assert (form["address"], form.getlist("mailed"), form["quiet"]) == (
        "a.b+c@example.edu.cn",
        ["duty"],
        "1",
    )
    assert (form["rhythm"], form["weekday"], form["hour"]) == ("weekly", "4", "17")
    assert (form["quiet_from"], form["quiet_to"]) == ("21:30", "06:15")
    assert choose(leader, address="a@example.edu", quiet=[]) == 302
    assert post.rows(Habit)[0].quiet_from is None
    assert "quiet" not in leader.form("/profile/", "address")


NO_ADDRESSES = (
    "nobody",
    "a@b",
    "a b@example.edu",
    "a@example..edu",
    ".a@example.edu",
    "a@-example.edu",
    "a@example.edu\nBcc: b@example.edu",
    "张@example.edu",
    "<a@example.edu>",
    "a@example.edu, b@example.edu",
    "a" * 65 + "@example.edu",
    "a@" + "b" * 250 + ".edu",
)


def test_what_is_no_address_is_refused_and_stays_in_the_form(post: Post) -> None:
    leader = post.site.sign_in("leader1")
    for address in NO_ADDRESSES:
        page = leader.send("/profile/", "/profile/notices", address=address, rhythm="daily")
        assert page.status_code == 422, address
        assert "This is no e-mail address." in page.text
        assert 'id="n-r-daily" value="daily" checked' in page.text
    assert post.rows(Habit) == []


def test_other_values_are_refused_beside_their_field(post: Post) -> None:
    leader = post.site.sign_in("leader1")
    for name, value in (
        ("rhythm", "hourly"),
        ("hour", "24"),
        ("hour", "²"),
        ("weekday", "7"),
        ("quiet_from", "25:00"),
        ("quiet_to", ""),
        ("quiet_to", "7"),
    ):
        values = {"address": "a@example.edu", name: value}
        page = leader.send("/profile/", "/profile/notices", **values)
        assert page.status_code == 422, (name, value)
        assert f'id="ne-{name}"' in page.text
        assert 'value="a@example.edu"' in page.text


def test_what_waits_follows_the_new_choices(post: Post) -> None:
    leader = post.site.sign_in("leader1")
    choose(leader, address="a@example.edu", rhythm="weekly", weekday="4", hour="9", quiet=[])
    post.tell(person="leader1", kind="duty")
    post.tell(person="leader1", kind="record")
    post.run(MAILER)
    before = [d.due_at for d in post.deliveries(MAIL)]
    choose(leader, address="a@example.edu", mailed=["duty"], rhythm="at_once", quiet=[])
    duty, record = post.deliveries(MAIL)
    assert duty.due_at == post.now < before[0]
    assert (duty.state, record.state) == (State.WAITING, State.CANCELLED)
    choose(leader, address="", rhythm="at_once")
    assert {d.state for d in post.deliveries(MAIL)} == {State.CANCELLED}
    assert len(post.deliveries(INBOX)) == 2


def test_a_mail_that_could_not_be_delivered_is_told_beside_the_address(post: Post) -> None:
    post.wish("leader1", "a@example.edu")
    post.tell(person="leader1")
    post.run(MAILER)
    post.change(Parcel, state=State.DEAD, reason="refused", ended_at=post.now)
    page = post.site.sign_in("leader1").get("/profile/").text
    assert "could not be delivered: The mail server refuses this address" in page


def test_without_a_mail_server_the_page_says_so(databases: Databases, tmp_path: Path) -> None:
    url, ids = databases.copy("sqlite", tmp_path / "plain")
    with open_site(make_settings(url, tmp_path / "plain"), ids) as site:
        page = site.sign_in("leader1").get("/profile/").text
    assert "No mail server is set up here" in page and 'name="address"' not in page
