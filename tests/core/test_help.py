"""Help for each page (UI-5): every page has it in both languages, and it names only what exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from werkzeug.exceptions import HTTPException

from core.web.help.kinds import GENERAL, KEYS, KINDS, NO_PAGE, SINGLE
from core.web.help.texts import guide, read, rendered
from core.web.menu import groups_for
from tests.core.loaded import ROOT
from tests.site import Site

LANGUAGES = ("zh_CN", "en")
FOLDER = ROOT / "core" / "web" / "help"
ALL = sorted(set(KINDS.values()))
LINK = re.compile(r"\]\((/[^)]*)\)")
SCRIPTS = "".join(p.read_text("utf-8") for p in (ROOT / "core/web/static").glob("*.js"))
PRESSED = {"Ctrl+K": '=== "k"', "Ctrl+Enter": "e.ctrlKey", "Esc": "Escape"}


def known_labels() -> set[str]:
    """Every text of the program, as the catalogue has it."""
    with (ROOT / "i18n/zh_CN/LC_MESSAGES/core.po").open("rb") as file:
        return {str(m.id) for m in read_po(file) if m.id and m.string}


def test_every_address_is_a_page_with_help_or_says_why_not(shared: Site) -> None:
    ours = {
        rule.endpoint
        for rule in shared.app.url_map.iter_rules()
        if rule.methods and "GET" in rule.methods and not rule.endpoint.startswith("api")
    }
    owners: dict[str, str] = shared.app.extensions["tongxin.blueprints"]
    ours = {e for e in ours if e.partition(".")[0] not in owners}
    assert ours - KINDS.keys() - NO_PAGE.keys() == set(), "no help: add it in core/web/help"
    assert (KINDS.keys() | NO_PAGE.keys()) - ours == set(), "help for a page that is gone"


def test_no_text_lies_about_unused() -> None:
    for locale in LANGUAGES:
        assert sorted(p.stem for p in (FOLDER / locale).glob("*.md")) == ALL


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("locale", LANGUAGES)
def test_a_text_says_what_for_and_three_things_to_do(locale: str, kind: str) -> None:
    text = read(locale, kind)
    assert text.title and not text.title.startswith("{")
    first, *_rest = text.body.split("\n\n")
    assert not first.startswith("1.") and len(first) >= 15
    assert len(re.findall(r"^\d\. ", text.body, re.MULTILINE)) >= 3
    assert len(text.body) <= 1200, "too long to be read beside a page"
    if locale == "zh_CN":
        assert re.search(r"[\u4e00-\u9fff]", text.title)


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("locale", LANGUAGES)
def test_a_text_names_only_what_exists(shared: Site, locale: str, kind: str) -> None:
    text = read(locale, kind)
    assert set(text.labels) - known_labels() == set()
    assert set(text.keys) - KEYS.keys() == set()
    assert set(text.ask) - shared.runtime.catalogue.roles.keys() == set()
    urls = shared.app.url_map.bind("localhost")
    for link in LINK.findall(text.body):
        try:
            assert urls.match(link, method="GET")[0] in KINDS
        except HTTPException:
            pytest.fail(f"{locale}/{kind}.md leads to {link}, which is no page")
    other = read(LANGUAGES[1 - LANGUAGES.index(locale)], kind)
    assert (set(text.labels), text.keys, text.ask) == (set(other.labels), other.keys, other.ask)


@pytest.mark.parametrize("key", KEYS)
def test_a_key_that_is_told_is_one_that_a_script_listens_to(key: str) -> None:
    assert PRESSED.get(key, f'"{key}"') in SCRIPTS


@pytest.mark.parametrize("locale", LANGUAGES)
def test_every_page_of_the_menu_has_its_help(shared: Site, locale: str) -> None:
    boss = shared.sign_in("boss")
    boss.post(f"/language/{locale}")
    with shared.app.test_request_context("/"):
        actor = shared.runtime.actors.get(
            shared.runtime.factory(), shared.ids["user:boss"], -1, shared.runtime.today()
        )
        assert actor is not None
        links = [b for g in groups_for(actor) for li in g.links for b in (li, *li.below)]
    general = read(locale, GENERAL).title
    assert len(links) >= 20
    for link in links:
        page = boss.get(f"/help/?at={link.url}")
        assert page.status_code == 200, link.url
        assert f'id="help-h">{general}<' not in page.text, link.url
        assert f'href="/help/?at={link.url}' in boss.get(link.url).text


def test_help_of_a_record_says_what_its_chapter_says(shared: Site) -> None:
    clerk = shared.sign_in("clerk")
    page = clerk.get("/help/?at=/befriending/contact/add").text
    assert "Who keeps contact with whom" in page
    assert 'href="/articles/7"' in page and 'href="/help/chapters/befriending"' in page
    guide = clerk.get("/help/chapters/befriending")
    assert guide.status_code == 200 and "<table>" in guide.text and "年度联系名单" in guide.text


def test_a_chapter_that_is_off_has_no_guide(site: Site) -> None:
    boss = site.sign_in("boss")
    boss.post("/chapters/befriending/switch", on="0")
    assert boss.get("/help/chapters/befriending").status_code == 404
    assert "Who keeps contact" not in boss.get("/help/?at=/befriending/contact/").text


def test_strangers_read_how_to_sign_in_and_nothing_else(shared: Site) -> None:
    stranger = shared.browser()
    assert "Forgotten" in stranger.get("/help/?at=/login/").text
    for path in ("/help/", "/help/?at=/duties/", "/help/chapters/befriending"):
        assert stranger.get(path).status_code == 302


def test_single_keys_that_are_off_are_not_told(site: Site) -> None:
    clerk = site.sign_in("clerk")
    shown = "<kbd>j</kbd>"
    assert shown in clerk.get("/help/?at=/befriending/contact/").text
    clerk.post("/profile/look", keys="0")
    page = clerk.get("/help/?at=/befriending/contact/").text
    assert shown not in page and "<kbd>Enter</kbd>" in page
    assert len(SINGLE) == 6


@pytest.mark.parametrize(
    "at", ["/nothing", "//evil.example/", "javascript:alert(1)", "/x?y=%00", "["]
)
def test_an_address_that_is_none_gets_the_general_help(shared: Site, at: str) -> None:
    page = shared.sign_in("clerk").get("/help/", query_string={"at": at})
    assert page.status_code == 200 and read("en", GENERAL).title in page.text


def test_html_in_a_guide_is_shown_as_text() -> None:
    made = rendered("<script>alert(1)</script>\n\n[x](javascript:alert(1))")
    assert "<script>" not in made and 'href="javascript' not in made


def test_a_chapter_brings_its_guide_in_its_own_folder(tmp_path: Path) -> None:
    (tmp_path / "help").mkdir()
    (tmp_path / "help" / "en.md").write_text("# Own", "utf-8")
    docs = ROOT / "docs"
    assert guide(tmp_path, docs, "befriending", "en") == "# Own"
    assert guide(tmp_path, docs, "befriending", "zh_CN").startswith("# 联系交友")
    assert guide(tmp_path, docs, "nothing", "zh_CN") == ""
