"""Inbox, choices and the post's page, as their readers use them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from core.db import table_of
from core.declare import Notice
from core.notify.models import INBOX, MAIL, Delivery, Habit, Parcel, State
from core.settings import Settings
from tests.conftest import Databases, make_settings, open_site
from tests.core.post import Post, post
from tests.core.test_notify_sharing import MAILER
from tests.site import Browser, Site

__all__ = ["post"]
MOST = 6


@pytest.fixture
def settings(database_url: str, tmp_path: object) -> Settings:
    """With a mail server named, so that mail can be chosen."""
    return make_settings(
        database_url,
        tmp_path / "data",  # type: ignore[operator]
        smtp_host="127.0.0.1",
        smtp_from="post@tongxin.edu",
        wecom_url="https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=very-secret-key",
    )


def subjects(browser: Browser, path: str = "/inbox/") -> list[str]:
    """Subjects on the page of the inbox, in order."""
    page = browser.get(path)
    assert page.status_code == 200
    return re.findall(
        r"(?:k-aslink\" type=\"submit\"|k-subject\"|href=\"/duties/\d+\")>([^<]+)<", page.text
    )


def bell(browser: Browser, path: str = "/profile/") -> str:
    """The number beside the bell."""
    found = re.search(r'k-count" aria-hidden="true">([^<]+)<', browser.get(path).text)
    return found[1] if found else ""


# -- inbox -----------------------------------------------------------------------------------------


def test_the_unread_stand_first_and_opening_marks_as_read_and_leads_on(post: Post) -> None:
    for number in (1, 2, 3):
        post.tell(f"Duty {number}", person="leader1", link=f"/duties/{number}")
    post.run()
    leader = post.site.sign_in("leader1")
    assert (subjects(leader), bell(leader)) == (["Duty 3", "Duty 2", "Duty 1"], "3")
    newest = post.deliveries(INBOX)[-1].id
    answer = leader.post(f"/inbox/{newest}/open")
    assert (answer.status_code, answer.location) == (302, "/duties/3")
    assert (subjects(leader), bell(leader)) == (["Duty 2", "Duty 1", "Duty 3"], "2")
    assert subjects(leader, "/inbox/?show=unread") == ["Duty 2", "Duty 1"]


def test_one_and_all_are_marked_as_read(post: Post) -> None:
    for number in (1, 2, 3):
        post.tell(f"Duty {number}", person="leader1")
    post.run()
    leader = post.site.sign_in("leader1")
    first = post.deliveries(INBOX)[0].id
    assert leader.post(f"/inbox/{first}/read", next="/inbox/?show=unread").location == (
        "/inbox/?show=unread"
    )
    assert bell(leader) == "2"
    leader.post("/inbox/read")
    assert "2 messages marked as read." in leader.get("/inbox/").text
    assert bell(leader) == ""
    leader.post("/inbox/read")
    assert "There is nothing unread." in leader.get("/inbox/").text


def test_nobody_reads_or_marks_what_another_was_told(post: Post) -> None:
    post.tell("Yours", person="leader1")
    post.run()
    number = post.deliveries(INBOX)[0].id
    other = post.site.sign_in("leader2")
    assert subjects(other) == []
    for path in (f"/inbox/{number}/open", f"/inbox/{number}/read", "/inbox/99999999999/read"):
        assert other.post(path).status_code == 404
    other.post("/inbox/read")
    assert post.deliveries(INBOX)[0].read_at is None
    assert post.site.browser().get("/inbox/").status_code == 302


def test_a_get_marks_nothing(post: Post) -> None:
    post.tell(person="leader1", link="/duties/1")
    post.run()
    leader, number = post.site.sign_in("leader1"), post.deliveries(INBOX)[0].id
    for path in (f"/inbox/{number}/open", f"/inbox/{number}/read", "/inbox/read"):
        assert leader.get(path, follow_redirects=True).status_code in (404, 405)
    assert bell(leader) == "1"


@pytest.mark.parametrize(
    "link", ["//evil.example/", "https://evil.example/", "javascript:alert(1)"]
)
def test_a_link_leads_nowhere_else(post: Post, link: str) -> None:
    post.tell(person="leader1", link=link)
    post.run()
    leader, number = post.site.sign_in("leader1"), post.deliveries(INBOX)[0].id
    assert leader.post(f"/inbox/{number}/open").location == "/inbox/"
    assert link not in leader.get("/inbox/").text


def test_messages_are_said_in_the_reader_s_language_with_their_values_escaped(post: Post) -> None:
    post.tell(
        "The rule %(rule)s failed: %(error)s",
        person="leader1",
        values={"rule": "<b>7</b>", "error": "Academic year"},
    )
    post.run()
    leader = post.site.sign_in("leader1")
    leader.post("/profile/look", locale="zh_CN")
    page = leader.get("/inbox/").text
    assert "&lt;b&gt;7&lt;/b&gt;" in page and "学年" in page and "The rule" not in page


def test_many_messages_come_in_pages_and_are_counted_to_ninety_nine(post: Post) -> None:
    person = post.site.ids["leader1"]
    post.put(*(Notice(f"Message {n}", person=person) for n in range(130)))
    post.run()
    leader = post.site.sign_in("leader1")
    assert bell(leader) == "99+"
    assert len(subjects(leader)) == 30
    last = subjects(leader, "/inbox/?page=5")
    assert last[-1] == "Message 0" and len(last) == 10
    assert subjects(leader, "/inbox/?page=x") == subjects(leader)


def test_the_number_beside_the_bell_costs_no_further_question(post: Post) -> None:
    post.tell(role="CL")
    post.run()
    leader = post.site.sign_in("leader1")

    def cost(path: str) -> int:
        leader.get(path)
        sent: list[str] = []

        def collect(*given: object) -> None:
            if not re.match(r"BEGIN|PRAGMA", str(given[2])):
                sent.append(str(given[2]))

        event.listen(Engine, "before_cursor_execute", collect)
        leader.get(path)
        event.remove(Engine, "before_cursor_execute", collect)
        assert sum("core_delivery" in s for s in sent) == (2 if path == "/inbox/" else 1)
        return len(sent)

    assert bell(leader, "/befriending/pair/") == "1"
    assert cost("/befriending/pair/") <= MOST
    assert cost("/inbox/") <= 2


# -- interface -------------------------------------------------------------------------------------


def test_the_interface_lists_and_marks(post: Post) -> None:
    for number in (1, 2, 3):
        post.tell("Duty %(n)s", person="leader1", values={"n": number}, link=f"/duties/{number}")
    post.run()
    api = post.site.api("leader1")
    found = api.get("/api/v1/inbox/?page_size=2").json
    assert found is not None
    assert [m["subject"] for m in found["result"]] == ["Duty 3", "Duty 2"]
    assert (found["unread"], found["has_next"]) == (3, True)
    assert found["result"][0].keys() == {"id", "at", "kind", "subject", "body", "link", "read"}
    number = found["result"][0]["id"]
    assert api.send("POST", f"/api/v1/inbox/{number}/read").json == {"id": number, "read": True}
    assert api.get("/api/v1/inbox/?unread=1").json["unread"] == 2  # type: ignore[index]
    assert api.send("POST", "/api/v1/inbox/read").json == {"marked": 2}
    assert post.site.api("leader2").send("POST", f"/api/v1/inbox/{number}/read").status_code == 404


@pytest.mark.parametrize("asked", ["page=0", "page=x", "page_size=101", "page_size=-1"])
def test_the_interface_refuses_what_cannot_be_asked(post: Post, asked: str) -> None:
    assert post.site.api("leader1").get(f"/api/v1/inbox/?{asked}").status_code == 400


def test_the_interface_is_for_those_who_signed_in(post: Post) -> None:
    client = post.site.app.test_client()
    assert client.get("/api/v1/inbox/").status_code == 401
    assert "/api/v1/inbox/" in client.get("/api/v1/openapi.json").json["paths"]  # type: ignore[index]


# -- choices ---------------------------------------------------------------------------------------


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


@pytest.mark.parametrize(
    "address",
    [
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
    ],
)
def test_what_is_no_address_is_refused_and_stays_in_the_form(post: Post, address: str) -> None:
    leader = post.site.sign_in("leader1")
    page = leader.send("/profile/", "/profile/notices", address=address, rhythm="daily")
    assert page.status_code == 422
    assert "This is no e-mail address." in page.text
    assert 'id="n-r-daily" value="daily" checked' in page.text
    assert post.rows(Habit) == []


@pytest.mark.parametrize(
    "values",
    [
        {"rhythm": "hourly"},
        {"hour": "24"},
        {"hour": "²"},
        {"weekday": "7"},
        {"quiet_from": "25:00"},
        {"quiet_to": ""},
        {"quiet_to": "7"},
    ],
)
def test_other_values_are_refused_beside_their_field(post: Post, values: dict[str, str]) -> None:
    leader = post.site.sign_in("leader1")
    page = leader.send("/profile/", "/profile/notices", address="a@example.edu", **values)
    assert page.status_code == 422
    assert f'id="ne-{next(iter(values))}"' in page.text
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


def test_without_a_mail_server_the_page_says_so(databases: Databases, tmp_path: object) -> None:
    url, ids = databases.copy("sqlite", tmp_path / "plain")  # type: ignore[operator]
    with open_site(make_settings(url, tmp_path / "plain"), ids) as site:  # type: ignore[operator]
        page = site.sign_in("leader1").get("/profile/").text
    assert "No mail server is set up here" in page and 'name="address"' not in page


# -- the page of the post --------------------------------------------------------------------------


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


@pytest.mark.parametrize(
    "values",
    [{}, {"action": "send"}, {"action": "again", "id": "x"}, {"action": "again", "id": "9" * 12}],
)
def test_odd_wishes_are_refused(boss: Browser, values: dict[str, str]) -> None:
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


def test_a_site_without_messages_has_friendly_pages(site: Site) -> None:
    for name in ("boss", "leader1"):
        assert "No messages yet" in site.sign_in(name).get("/inbox/").text
    assert table_of(Delivery).name == "core_delivery"
