"""The inbox on screen and by the interface: what is unread stands first, and reading marks it."""

from __future__ import annotations

import re

from core.declare import Notice
from core.notify.models import INBOX
from tests.core.post import Post, post
from tests.core.test_start_cost import statements
from tests.site import Browser, Site

__all__ = ["post"]
MOST = 6


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


def test_a_link_leads_nowhere_else(post: Post) -> None:
    links = ("//evil.example/", "https://evil.example/", "javascript:alert(1)")
    for link in links:
        post.tell(person="leader1", link=link)
    post.run()
    leader = post.site.sign_in("leader1")
    for row in post.deliveries(INBOX):
        assert leader.post(f"/inbox/{row.id}/open").location == "/inbox/"
    page = leader.get("/inbox/").text
    assert [link for link in links if link in page] == []


def test_messages_are_said_in_the_reader_s_language_with_their_values_escaped(post: Post) -> None:
    post.tell(
        "A duty is due on %(due)s: «%(duty)s».",
        person="leader1",
        values={"due": "<b>7</b>", "duty": "Academic year"},
    )
    post.run()
    leader = post.site.sign_in("leader1")
    leader.post("/profile/look", locale="zh_CN")
    page = leader.get("/inbox/").text
    assert "&lt;b&gt;7&lt;/b&gt;" in page and "学年" in page and "A duty" not in page


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
        with statements() as sent:
            leader.get(path)
        assert sum("core_delivery" in s for s in sent) == (2 if path == "/inbox/" else 1)
        return len(sent)

    assert cost("/inbox/") <= 2
    assert bell(leader, "/directory/unit/") == "1"
    assert cost("/directory/unit/") <= MOST


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


def test_the_interface_refuses_what_cannot_be_asked(post: Post) -> None:
    api = post.site.api("leader1")
    for asked in ("page=0", "page=x", "page_size=101", "page_size=-1"):
        assert api.get(f"/api/v1/inbox/?{asked}").status_code == 400, asked


def test_the_interface_is_for_those_who_signed_in(post: Post) -> None:
    client = post.site.app.test_client()
    assert client.get("/api/v1/inbox/").status_code == 401
    assert "/api/v1/inbox/" in client.get("/api/v1/openapi.json").json["paths"]  # type: ignore[index]


def test_a_site_without_messages_has_friendly_pages(site: Site) -> None:
    for name in ("boss", "leader1"):
        assert "No messages yet" in site.sign_in(name).get("/inbox/").text
