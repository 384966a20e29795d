"""Drafts and tokens: what is typed is kept for its writer for a day, and a form is saved once."""

from __future__ import annotations

import re
import threading
from typing import Any

import pytest
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from core.records import drafts
from core.records.drafts import KeptDraft
from plugins.befriending.models import Contact
from tests.site import Browser, Site, Values, forms_of

LIST, ADD = "/befriending/contact/", "/befriending/contact/add"


def good(site: Site, **changes: Any) -> dict[str, Any]:
    """What makes a contact of the first pair."""
    given = {"pair": str(site.ids["pair1"]), "date": "2026-11-20", "mode": "talk"}
    return given | {"topics": ["teaching"]} | changes


def filled(site: Site, browser: Browser, path: str = ADD, **changes: Any) -> Values:
    """The form at *path*, filled in and not sent."""
    typed = browser.form(path)
    values = changes if path.endswith("edit") else good(site, **changes)
    for name, value in values.items():
        typed.setlist(name, value if isinstance(value, list) else [value])
    return typed


def keep(browser: Browser, typed: Values, key: str = "new") -> TestResponse:
    """Keep what stands in a form, as the script does."""
    url = f"/drafts/befriending.contact/{key}/{typed['_form']}"
    return browser.client.post(url, data=typed)


def contacts(site: Site) -> int:
    """Number of contacts."""
    with site.session() as session:
        return int(session.scalar(select(func.count()).select_from(Contact)) or 0)


def rows(site: Site) -> list[KeptDraft]:
    """All that is kept."""
    with site.session() as session:
        return list(session.scalars(select(KeptDraft).order_by(KeptDraft.id)))


# -- drafts ---------------------------------------------------------------------------------------


def test_a_draft_is_offered_when_the_form_is_opened_again_and_gone_on_with(site: Site) -> None:
    clerk = site.sign_in("clerk")
    typed = filled(site, clerk, place="Half a ha", topics=["teaching", "service"])
    assert keep(clerk, typed).json == {"kept": "12:00"}
    again = site.sign_in("clerk")
    page = again.get(ADD).text
    assert "A draft of 2026-11-24 12:00 is kept for you." in page
    shown = again.form(f"{ADD}?draft={typed['_form']}")
    assert shown["place"] == "Half a ha" and shown.getlist("topics") == ["teaching", "service"]
    assert shown["_form"] == typed["_form"]
    shown["place"] = "Half a hall"
    assert again.client.post(ADD, data=shown).status_code == 302
    assert "A draft of" not in again.get(ADD).text


def test_a_draft_of_a_row_comes_back_with_the_version_its_writer_saw(site: Site) -> None:
    clerk, path = site.sign_in("clerk"), f"{LIST}{site.ids['contact1']}/edit"
    typed = filled(site, clerk, path, place="My hall")
    keep(clerk, typed, str(site.ids["contact1"]))
    assert site.sign_in("head").send(path, place="Her hall").status_code == 302
    shown = clerk.form(f"{path}?draft={typed['_form']}")
    assert shown["place"] == "My hall"
    answer = clerk.client.post(path, data=shown)
    assert answer.status_code == 409 and "Her hall" in answer.text


def test_a_draft_is_for_its_writer_only(site: Site) -> None:
    clerk = site.sign_in("clerk")
    typed = filled(site, clerk, place="Secret hall")
    keep(clerk, typed)
    for name in ("boss", "head", "leader1"):
        other = site.sign_in(name)
        assert "A draft of" not in other.get(ADD).text
        assert "Secret hall" not in other.get(f"{ADD}?draft={typed['_form']}").text
    token = typed["_form"]
    site.sign_in("head").post(f"/drafts/{token}/drop")
    assert clerk.form(f"{ADD}?draft={token}")["place"] == "Secret hall"


def test_a_draft_lives_a_day(site: Site) -> None:
    clerk = site.sign_in("clerk")
    typed = filled(site, clerk, place="Old hall")
    keep(clerk, typed)
    site.wait(hours=23, minutes=59)
    assert "A draft of" in site.sign_in("clerk").get(ADD).text
    site.wait(minutes=2)
    late = site.sign_in("clerk")
    assert "A draft of" not in late.get(ADD).text
    assert "That draft is no longer there" in late.get(f"{ADD}?draft={typed['_form']}").text
    keep(late, filled(site, late))
    assert [row.token for row in rows(site)] != [typed["_form"]] and len(rows(site)) == 1


def test_a_saved_form_leaves_no_text_behind(site: Site) -> None:
    clerk = site.sign_in("clerk")
    typed = filled(site, clerk, place="Kept hall")
    keep(clerk, typed)
    assert clerk.client.post(ADD, data=typed).status_code == 302
    assert keep(clerk, typed).status_code == 200  # a late request of the script
    (row,) = rows(site)
    assert row.typed == "" and row.row_id is not None
    assert "A draft of" not in clerk.get(ADD).text


def test_a_draft_is_thrown_away_on_demand(site: Site) -> None:
    clerk = site.sign_in("clerk")
    typed = filled(site, clerk, place="Kept hall")
    keep(clerk, typed)
    assert clerk.post(f"/drafts/{typed['_form']}/drop", next=ADD).location == ADD
    assert rows(site) == []


def test_two_windows_keep_two_drafts(site: Site) -> None:
    clerk = site.sign_in("clerk")
    for place in ("First hall", "Second hall"):
        keep(clerk, filled(site, clerk, place=place))
    tokens = re.findall(r"\?draft=([\w-]+)", clerk.get(ADD).text)
    assert [clerk.form(f"{ADD}?draft={t}")["place"] for t in tokens] == [
        "Second hall",
        "First hall",
    ]


def test_only_so_many_and_so_large_drafts_are_kept(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = site.sign_in("clerk")
    monkeypatch.setattr(drafts, "MOST", 2)
    for place in ("First", "Second", "Third"):
        keep(clerk, filled(site, clerk, place=place))
        site.wait(seconds=1)
    assert len(rows(site)) == 2
    answer = keep(clerk, filled(site, clerk, summary="x" * 1_000_001))
    assert answer.status_code == 413 and len(rows(site)) == 2


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [
        ("clerk", "/drafts/befriending.contact/new/short", 404),
        ("clerk", "/drafts/befriending.nosuch/new/0123456789abcdef", 404),
        ("clerk", "/drafts/befriending.contact/x/0123456789abcdef", 404),
        ("clerk", "/drafts/befriending.contact/99999999999/0123456789abcdef", 404),
        ("nobody", "/drafts/befriending.contact/new/0123456789abcdef", 404),
        ("leader1", "/drafts/befriending.contact/2/0123456789abcdef", 404),
        ("clerk", "/drafts/befriending.contact/new/0123456789abcdef", 200),
    ],
)
def test_a_draft_is_kept_only_of_a_form_its_writer_may_open(
    site: Site, who: str, path: str, status: int
) -> None:
    assert site.sign_in(who).post(path, place="x").status_code == status


def test_a_stranger_is_told_to_sign_in_and_keeps_nothing(site: Site) -> None:
    clerk = site.sign_in("clerk")
    typed = filled(site, clerk, place="Kept hall")
    site.wait(hours=1)
    answer = keep(clerk, typed)
    assert answer.status_code == 401 and answer.json == {"message": "Please sign in"}
    assert rows(site) == []


def test_odd_characters_in_a_draft_come_back_as_they_were(site: Site) -> None:
    clerk = site.sign_in("clerk")
    odd = "=1+1 <script>alert(1)</script> 😀 \u202e \0 ᠮᠣᠩ"
    typed = filled(site, clerk, place=odd, summary="a\nb")
    keep(clerk, typed)
    page = clerk.get(f"{ADD}?draft={typed['_form']}")
    assert "<script>alert" not in page.text
    shown = max((f for _, f in forms_of(page.text)), key=len)
    assert shown["place"] == odd
    assert shown["summary"] == "a\nb"


# -- saving once ----------------------------------------------------------------------------------


def test_the_same_form_sent_twice_saves_once(site: Site) -> None:
    clerk = site.sign_in("clerk")
    typed, before = filled(site, clerk), contacts(site)
    first, second = (clerk.client.post(ADD, data=typed) for _ in range(2))
    assert first.status_code == second.status_code == 302
    assert first.location == second.location
    assert contacts(site) == before + 1


def test_a_double_click_in_two_processes_saves_once(site: Site) -> None:
    clerk = site.sign_in("clerk")
    typed, before = filled(site, clerk), contacts(site)
    answers: list[TestResponse] = []
    cookie = clerk.client.get_cookie("tongxin")
    assert cookie is not None

    def send() -> None:
        client = site.app.test_client()
        client.set_cookie("tongxin", cookie.value)
        answers.append(client.post(ADD, data=typed))

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {a.status_code for a in answers} == {302}, [a.text for a in answers]
    assert len({a.location for a in answers}) == 1
    assert contacts(site) == before + 1


def test_a_changed_row_sent_twice_is_no_conflict(site: Site) -> None:
    clerk, path = site.sign_in("clerk"), f"{LIST}{site.ids['contact1']}/edit"
    typed = filled(site, clerk, path, place="New hall")
    assert [clerk.client.post(path, data=typed).status_code for _ in range(2)] == [302, 302]


def test_going_back_and_saving_something_else_asks_first(site: Site) -> None:
    clerk = site.sign_in("clerk")
    typed, before = filled(site, clerk, place="First hall"), contacts(site)
    saved = clerk.client.post(ADD, data=typed).location
    typed["place"] = "Second hall"
    answer = clerk.client.post(ADD, data=typed)
    assert answer.status_code == 409 and contacts(site) == before + 1
    assert f'href="{saved}"' in answer.text
    shown = max((f for _, f in forms_of(answer.text)), key=len)
    assert shown["place"] == "Second hall" and shown["_form"] != typed["_form"]
    assert clerk.client.post(ADD, data=shown).status_code == 302
    assert contacts(site) == before + 2


def test_going_back_to_a_changed_row_goes_on_from_there(site: Site) -> None:
    clerk, path = site.sign_in("clerk"), f"{LIST}{site.ids['contact1']}/edit"
    typed = filled(site, clerk, path, place="First hall")
    assert clerk.client.post(path, data=typed).status_code == 302
    typed["place"] = "Second hall"
    assert clerk.client.post(path, data=typed).status_code == 302
    assert "Second hall" in clerk.get(path.removesuffix("/edit")).text


def test_a_refused_form_can_be_sent_again(site: Site) -> None:
    clerk = site.sign_in("clerk")
    answer = clerk.client.post(ADD, data=filled(site, clerk, date="2027-01-01"))
    assert answer.status_code == 422
    shown = max((f for _, f in forms_of(answer.text)), key=len)
    shown["date"] = "2026-11-20"
    assert clerk.client.post(ADD, data=shown).status_code == 302


def test_after_a_broken_connection_one_can_ask_what_became_of_it(site: Site) -> None:
    clerk = site.sign_in("clerk")
    typed = filled(site, clerk)
    assert clerk.get(f"/drafts/{typed['_form']}").json == {"url": ""}
    saved = clerk.client.post(ADD, data=typed).location
    assert clerk.get(f"/drafts/{typed['_form']}").json == {"url": saved}
    assert site.sign_in("head").get(f"/drafts/{typed['_form']}").json == {"url": ""}


def test_tokens_are_forgotten_after_some_days(site: Site) -> None:
    clerk = site.sign_in("clerk")
    clerk.client.post(ADD, data=filled(site, clerk))
    site.wait(days=4)
    late = site.sign_in("clerk")
    keep(late, filled(site, late))
    assert [row.done_at for row in rows(site)] == [None]


# -- another one, a copy, signing in on the spot --------------------------------------------------


def test_saving_and_adding_another_keeps_what_the_address_filled_in(site: Site) -> None:
    clerk = site.sign_in("clerk")
    path = f"{ADD}?pair={site.ids['pair1']}&nosuch=1"
    typed = filled(site, clerk, path, _next="add")
    answer = clerk.client.post(f"{ADD}?pair={site.ids['pair1']}", data=typed)
    assert answer.location == f"{ADD}?pair={site.ids['pair1']}"
    assert "Saved." in clerk.get(answer.location).text


def test_a_copy_brings_everything_but_days_and_what_was_written_about_people(site: Site) -> None:
    clerk = site.sign_in("clerk")
    page = clerk.get(f"{ADD}?copy={site.ids['contact1']}")
    shown = max((f for _, f in forms_of(page.text)), key=len)
    assert shown["pair"] == str(site.ids["pair1"]) and shown["place"] == "Alpha hall"
    assert shown["date"] == "" and shown["summary"] == ""
    assert "Copied from" in page.text
    assert site.entries(record="befriending.contact", action="create") != []


def test_only_rows_that_can_be_seen_are_copied(site: Site) -> None:
    leader = site.sign_in("leader1")
    assert leader.get(f"{ADD}?copy={site.ids['contact2']}").status_code == 404
    assert leader.get(f"{ADD}?copy=abc").status_code == 200


def test_a_session_is_renewed_on_the_spot_for_the_same_person_only(site: Site) -> None:
    clerk = site.sign_in("clerk")
    user = clerk.get("/session/").json["user"]
    assert user == site.ids["user:clerk"]
    site.wait(hours=1)
    now = clerk.get("/session/").json
    assert now["user"] is None

    def send(**values: str) -> TestResponse:
        sent = {"user": str(user), "csrf_token": now["csrf"]} | values
        return clerk.client.post("/session/", data=sent)

    assert send(username="clerk", password="wrong").status_code == 401
    assert send(username="head", password="seven green lanterns").status_code == 403
    assert clerk.get("/session/").json["user"] is None
    answer = send(username="clerk", password="seven green lanterns")
    assert answer.json["user"] == user
    assert clerk.get(ADD).status_code == 200


def test_a_shared_computer_is_said_so_in_its_browser(site: Site) -> None:
    clerk = site.sign_in("clerk")
    assert "data-shared" not in clerk.get("/profile/").text
    clerk.post("/profile/computer", shared="1")
    assert "data-shared" in clerk.get("/profile/").text
    clerk.post("/profile/computer")
    assert "data-shared" not in clerk.get("/profile/").text
