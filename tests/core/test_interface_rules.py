"""The rules of the interface (docs/interface-rules.md): each names its check, and checks of no other file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from core.db import RecordBase
from core.declare import Kind
from tests.core.loaded import ROOT
from tests.core.page_parts import Element, elements, text_of
from tests.rows import NOT_TYPED
from tests.site import Site

STATIC = ROOT / "core" / "web" / "static"
TABLE = (ROOT / "docs" / "interface-rules.md").read_text("utf-8")
RULES, LATER = 30, {21}
TOO_NEW_CSS = r"color-mix|oklch|light-dark\(|:has\(|@layer|@container|&[ .:>]"
TOO_NEW_JS = (
    r"\.(?:findLast|findLastIndex|toSorted|toReversed|toSpliced|hasOwn|replaceChildren\.|showPopover)\("
    r"|structuredClone|AbortSignal\.(?:timeout|any)|Promise\.withResolvers|Object\.groupBy|:has\("
)
BORDERS = (("--ctl", "--surface"), ("--ctl", "--bg"), ("--ink-3", "--surface"))
TEXTS = (
    ("--ink", "--surface"),
    ("--ink-2", "--surface"),
    ("--ink-3", "--surface"),
    ("--ink-3", "--bg"),
)
STATES = ("bad", "warn", "ok", "info", "mute")
BANNED = re.compile(
    "操作失败|系统错误|系统异常|未知错误|非法|错误代码|错误码|请重试!|不合法|无效参数"
    r"|\b(?:illegal|invalid|oops|fatal|error code|operation failed|unknown error|an error occurred)\b",
    re.IGNORECASE,
)


def test_every_rule_is_in_the_table_and_its_checks_exist() -> None:
    rows = dict(re.findall(r"^\| (\d+) \|(.*)\|$", TABLE, re.M))
    assert [int(n) for n in rows] == list(range(1, RULES + 1))
    for number, row in rows.items():
        files = re.findall(r"`((?:tests|bench)/[\w/]+\.py)(?:::(\w+))?`", row)
        assert files or int(number) in LATER, f"rule {number} names no check"
        for file, name in files:
            path = ROOT / file
            assert path.is_file(), f"rule {number}: {file} is not there"
            assert not name or f"def {name}(" in path.read_text("utf-8"), f"rule {number}: {name}"


# -- rule 4: old browsers --------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(STATIC.glob("*.css")), ids=lambda p: p.name)
def test_styles_keep_to_what_chromium_92_knows(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.S)
    text = re.sub(r"@supports[^{]*{(?:[^{}]*{[^{}]*})*[^{}]*}", "", text)
    assert re.findall(TOO_NEW_CSS, text) == []


@pytest.mark.parametrize("path", sorted(STATIC.glob("*.js")), ids=lambda p: p.name)
def test_scripts_keep_to_what_chromium_92_knows(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.S)
    assert re.findall(TOO_NEW_JS, text) == []


# -- rule 5: contrast of tokens; axe does not measure borders --------------------------------------


def tokens(theme: str) -> dict[str, str]:
    """The colours of a theme by name."""
    text = (STATIC / "ui.css").read_text("utf-8")
    blocks = [re.search(r":root\{(.*?)\n\}", text, re.S)]
    if theme == "dark":
        blocks.append(re.search(r"\[data-bs-theme=dark\]\{(.*?)\}", text, re.S))
    found: dict[str, str] = {}
    for block in blocks:
        assert block is not None
        found |= dict(re.findall(r"(--[\w-]+):(#[0-9a-f]{3,6})", block[1]))
    return found


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#fff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_borders_of_controls_and_texts_stand_out(theme: str) -> None:
    known = tokens(theme)
    low = [(a, b) for a, b in BORDERS if contrast(known[a], known[b]) < 3]
    low += [(a, b) for a, b in TEXTS if contrast(known[a], known[b]) < 4.5]
    pairs = [(f"--{state}", f"--{state}-bg") for state in STATES]
    low += [(a, b) for a, b in pairs if contrast(known[a], known[b]) < 4.5]
    assert low == []


# -- rules 9 and 14: forms -------------------------------------------------------------------------


def forms(site: Site) -> Iterator[tuple[str, type[RecordBase]]]:
    """The form of each record that a person enters."""
    for name, model in site.runtime.catalogue.models.items():
        on = site.runtime.chapters.enabled(name.partition(".")[0])
        if on and name not in NOT_TYPED:
            yield f"/{name.replace('.', '/')}/add", model


def test_each_error_stands_at_its_field_and_in_the_summary(shared: Site) -> None:
    """Rule 9: tied by aria-describedby, linked from the top, status 422."""
    boss = shared.sign_in("boss")
    for path, _model in forms(shared):
        answer = boss.post(path)
        assert answer.status_code == 422, path
        every = elements(answer.text)
        ids = {e.get("id"): e for e in every if e.get("id")}
        told = [e for e in every if "k-err" in e.classes and text_of(e)]
        assert told, path
        tied = {i for e in every for i in e.get("aria-describedby").split()}
        assert {e.get("id") for e in told} <= tied, path
        links = [e.get("href")[1:] for e in summary(every) if e.tag == "a"]
        assert len(links) == len(told), path
        assert all(link in ids for link in links), path


def summary(every: list[Element]) -> list[Element]:
    """What stands inside the summary of mistakes."""
    return [e for e in every if any("k-sum" in p.classes for p in e.parents)]


def test_a_required_choice_starts_empty_unless_its_default_is_declared(shared: Site) -> None:
    """Rule 14: nothing is chosen silently, references least of all."""
    boss = shared.sign_in("boss")
    for path, model in forms(shared):
        every = elements(boss.get(path).text)
        chosen = {
            e.get("name") or next(p.get("name") for p in e.parents if p.tag == "select")
            for e in every
            if ("checked" in e.has or "selected" in e.has) and e.get("value")
        }
        for field in model.record.fields:
            if field.required and field.kind in (Kind.CHOICE, Kind.REF) and field.default is None:
                assert field.name not in chosen, f"{path}: {field.name} is filled in"


# -- rule 10: wording ------------------------------------------------------------------------------


def test_messages_use_no_words_that_help_nobody() -> None:
    said = []
    for path in (*ROOT.glob("i18n/**/*.po"), *ROOT.glob("plugins/*/i18n/**/*.po")):
        with path.open("rb") as file:
            for message in read_po(file):
                texts = message.string if isinstance(message.string, tuple) else (message.string,)
                said += [str(t) for t in (message.id, *texts)]
    assert len(said) > 1000
    assert [t for t in said if BANNED.search(t)] == []


# -- rule 20: four kinds of empty ------------------------------------------------------------------


def test_an_empty_list_says_why_and_what_next(site: Site) -> None:
    """No data, no match, no right, chapter off: four texts, each with a way on."""
    boss, path = site.sign_in("boss"), "/befriending/contact/"
    pages = {
        "no data": boss.get("/directory/day_off/"),
        "no match": boss.get(f"{path}?q=none-such"),
        "no right": site.sign_in("nobody").get(path),
    }
    boss.post("/chapters/befriending/switch", on="0")
    pages["chapter off"] = boss.get(path)
    pages["chapter off, no switch"] = site.sign_in("clerk").get(path)
    titles = dict[str, str]()
    for name, answer in pages.items():
        inside = [
            e for e in elements(answer.text) if any("k-empty" in p.classes for p in e.parents)
        ]
        titles[name] = next(text_of(e) for e in inside if e.tag in ("h1", "h2"))
        primary = [e for e in inside if e.tag == "a" and "btn-primary" in e.classes]
        assert len(primary) == 1, name
        assert len([e for e in inside if e.tag == "li"]) <= 3, name
    assert len(set(titles.values())) == 4, titles
    assert [a.status_code for a in pages.values()] == [200, 200, 403, 404, 404]


# -- rule 24: the article on the spot --------------------------------------------------------------


def test_what_comes_from_an_article_opens_its_text(site: Site) -> None:
    boss = site.sign_in("boss")
    boss.post("/duties/evaluate")
    link = next(
        e.get("href")
        for e in elements(boss.get("/duties/").text)
        if re.fullmatch(r"/duties/\d+", e.get("href"))
    )
    for path in (link, "/", f"/duties/why?record=befriending.pair&subject={site.ids['pair1']}"):
        hrefs = [e.get("href") for e in elements(boss.get(path).text)]
        assert any(h.startswith("/articles/") and h != "/articles/" for h in hrefs), path
    form = boss.post("/befriending/contact/add", date="2099-01-01")
    assert form.status_code == 422
    clause = [e for e in elements(form.text) if e.get("id") == "article-7"]
    assert clause and "第七条" not in text_of(clause[0])
    assert len(text_of(clause[0])) > 20


# -- rule 26: colour is never alone ----------------------------------------------------------------


def test_a_state_is_always_a_word(shared: Site) -> None:
    boss = shared.sign_in("boss")
    for path in ("/befriending/pair/", "/duties/", "/articles/", "/chapters/", "/accounts/", "/"):
        every = elements(boss.get(path).text)
        assert [e for e in every if "k-tag" in e.classes and not text_of(e)] == [], path
        cells = [
            e for e in every if e.tag == "td" and any("k-heat" in p.classes for p in e.parents)
        ]
        assert all(text_of(c) for c in cells if "k-h5" in c.classes or "k-h2" in c.classes), path
