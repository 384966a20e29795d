"""Search over everything: rows, pages, things to add, articles; nothing beyond what one may see."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event

from core.texts.pinyin import sound
from tests.site import Browser, Site

JSON = {"Accept": "application/json"}


def ask(browser: Browser, text: str, zh: bool = False) -> dict[str, list[dict[str, str]]]:
    """Hits by the heading they stand under."""
    path = f"/search/?q={text}" + ("&_l_=zh" if zh else "")
    answer = browser.get(path, headers=JSON)
    assert answer.status_code == 200 and answer.json is not None
    return {g["label"]: g["hits"] for g in answer.json["groups"]}


def labels(found: dict[str, list[dict[str, str]]], heading: str) -> list[str]:
    return [hit["label"] for hit in found.get(heading, [])]


@pytest.mark.parametrize(
    ("name", "pinyin", "initials"),
    [
        ("林一友", "linyiyou", "lyy"),
        ("单雄信", "shanxiongxin", "sxx"),
        ("曾国强", "zengguoqiang", "zgq"),
        ("尉迟恭", "yuchigong", "ycg"),
        ("吕布", "lvbu", "lb"),
        ("阿依古丽·买买提", "ayigulimaimaiti", "ayglmmt"),
        ("", "", ""),
    ],
)
def test_a_name_is_spoken_as_names_are(name: str, pinyin: str, initials: str) -> None:
    spoken = sound(name, name=True)
    assert (spoken.pinyin, spoken.initials) == (pinyin, initials)


@pytest.mark.parametrize("text", ["林一友", "linyiyou", "lyy", "Lin Yiyou", "一友"])
def test_a_person_is_found_by_character_pinyin_and_initials(shared: Site, text: str) -> None:
    found = ask(shared.sign_in("clerk"), text)
    assert labels(found, "People") == ["林一友"]
    assert found["People"][0]["url"] == f"/directory/person/{shared.ids['person1']}"


def test_the_name_itself_comes_before_names_that_hold_it(site: Site) -> None:
    with site.build() as make:
        for name in ("小林一", "林一鸣", "林一"):
            make.person(name=name, unit=site.ids["unit1"])
    names = labels(ask(site.sign_in("clerk"), "林一"), "People")
    assert names[0] == "林一" and names[-1] == "小林一" and len(names) == 5


def test_pages_actions_and_articles_are_found_in_both_languages(shared: Site) -> None:
    clerk = shared.sign_in("clerk")
    english = ask(clerk, "contact")
    assert "New: Contact" in labels(english, "Add")
    assert "Contacts" in labels(english, "Go to")
    chinese = ask(clerk, "lxjl", zh=True)
    assert "联系记录" in labels(chinese, "前往")
    assert labels(ask(clerk, "Article 7"), "Articles")[0].startswith("Article 7 ")
    assert "/articles/7" in str(ask(clerk, "第7条", zh=True))


def test_without_a_text_pages_and_actions_are_offered_and_no_rows(shared: Site) -> None:
    found = ask(shared.sign_in("clerk"), "")
    assert set(found) <= {"Add", "Go to", "Articles"} and found["Go to"]


def test_nothing_beyond_what_one_may_see_is_found(shared: Site) -> None:
    leader, nobody, ids = shared.sign_in("leader1"), shared.sign_in("nobody"), shared.ids
    found = ask(leader, "周二友")
    assert "Contact pairs" not in found and "Contacts" not in found
    assert labels(ask(leader, "林一友"), "Contact pairs")
    assert ask(nobody, "林一友") == {}
    assert "Roles" not in str(ask(leader, "roles"))
    assert "New:" not in str(ask(nobody, "new"))
    assert str(ids["contact2"]) not in [
        h["url"].rpartition("/")[2] for h in found.get("Contacts", [])
    ]


def test_a_chapter_that_is_off_is_not_found(site: Site) -> None:
    with site.session() as session:
        site.runtime.chapters.disable(session, "befriending", site.runtime.clock())
        session.commit()
    found = ask(site.sign_in("clerk"), "林一友")
    assert set(found) == {"People"}
    assert "contact" not in str(ask(site.sign_in("clerk"), "contact")).lower()


def test_the_page_works_without_script_and_leads_to_everything(shared: Site) -> None:
    clerk = shared.sign_in("clerk")
    page = clerk.get("/search/?q=林一友").text
    assert f'href="/directory/person/{shared.ids["person1"]}"' in page
    assert 'href="/search/"' in clerk.get("/").text
    assert "Nothing found" in clerk.get("/search/?q=zzzzzz").text
    assert shared.browser().get("/search/").status_code == 302


@pytest.mark.parametrize(
    "text", ["%25", "_", "%27", "a%00b"[:1], "x" * 300, "%F0%9F%98%80", "%E2%80%AE"]
)
def test_odd_texts_find_nothing_and_break_nothing(shared: Site, text: str) -> None:
    answer = shared.sign_in("clerk").get(f"/search/?q={text}", headers=JSON)
    assert answer.status_code == 200


def test_what_is_shown_of_sensitive_rows_is_logged(site: Site) -> None:
    ask(site.sign_in("clerk"), "林一友")
    told = [e.body for e in site.entries(action="read")]
    assert any('"how":"search"' in body for body in told)


def test_a_search_asks_the_database_few_questions(site: Site) -> None:
    clerk = site.sign_in("clerk")
    ask(clerk, "lin")
    asked: list[str] = []

    def heard(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith("BEGIN"):
            asked.append(statement)

    event.listen(site.runtime.engine, "before_cursor_execute", heard)
    found = ask(clerk, "林一友")
    event.remove(site.runtime.engine, "before_cursor_execute", heard)
    rows = [g for g in found if g not in ("Add", "Go to", "Articles")]
    assert rows and len(asked) <= 2 + len(rows), asked


def test_single_keys_are_switched_off_in_the_profile(site: Site) -> None:
    clerk = site.sign_in("clerk")
    assert 'data-keys="off"' not in clerk.get("/befriending/contact/").text
    clerk.post("/profile/look", keys="0")
    assert 'data-keys="off"' in clerk.get("/befriending/contact/").text
    assert 'data-keys="off"' not in site.sign_in("head").get("/").text
    clerk.post("/profile/look", keys="1")
    assert 'data-keys="off"' not in clerk.get("/").text
