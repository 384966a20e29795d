"""Articles on screen and in the interface: every number opens exactly the duties it counts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from html import unescape

import pytest

from core.declare import Article, Manifest, Period
from core.duties import Lack, Verdict, recount
from core.duties.models import DUTY, State
from core.web.work.words import LACKS, PERIOD_TEXTS, STATES, VERDICTS
from tests.conftest import Databases, make_settings, open_site
from tests.site import Browser, Site

NUMBER = re.compile(r'<a class="k-num[^"]*" href="([^"]+)">([\d,]+)</a>')
TILE = re.compile(r'<a href="(/duties/[^"]+)" class="[^"]*"><b>([\d,]+)<')
CELL = re.compile(r'<a href="(/duties/[^"]+)"[^>]*title="([^"]*)"')
STATUS = "/api/v1/articles/status"


@pytest.fixture(
    scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
)
def counted(
    request: pytest.FixtureRequest, databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The college in June, evaluated: met, overdue, due soon, not due, void and waived duties."""
    folder = tmp_path_factory.mktemp("articles") / "data"
    url, ids = databases.copy(str(request.param), folder)
    with open_site(make_settings(url, folder), ids) as site:
        with site.build() as make:
            for number in range(4):
                leader = make.person(unit=ids["unit1"])
                ended = {"end": dt.date(2026, 11, 1), "end_reason": "moved"} if number == 1 else {}
                pair = make.pair(leader, make.person(), **ended)
                due = dt.date(2027, 6, 1 + 9 * number)
                if number > 1:
                    make.contact(pair, follow_up="Something", follow_up_due=due)
            make.post(leader)
        site.wait(days=200)
        site.sign_in("boss").post("/duties/evaluate")
        with site.session() as session:
            waived = session.execute(DUTY.select().where(DUTY.c.state == "open").limit(1)).one()
            change = DUTY.update().where(DUTY.c.id == waived.id)
            session.execute(change.values(state=State.WAIVED.value))
            recount(session, waived.rule)
            session.commit()
        yield site
    databases.drop(url)


def total(browser: Browser, url: str) -> int:
    """How many duties a list says it has; its rows agree."""
    page = browser.get(unescape(url)).text
    found = re.search(r"data-total>([\d,]+)<", page)
    rows = len(re.findall(r'<td class="k-name">', page))
    number = int(found[1]) if found else 0
    assert rows == min(number, 50), url
    return number


def links(page: str) -> list[tuple[str, int]]:
    """(address, number) of every number on a page that can be opened."""
    found = [(u, int(n.replace(",", ""))) for u, n in NUMBER.findall(page) + TILE.findall(page)]
    for url, told in CELL.findall(page):
        owed = re.search(r"of (\d+) met", told)
        assert owed is not None
        found.append((url, int(owed[1])))
    return found


@pytest.mark.parametrize("reader", ["clerk", "head", "leader1", "unit_head"])
def test_every_number_opens_exactly_the_duties_it_counts(counted: Site, reader: str) -> None:
    browser = counted.sign_in(reader)
    seen = 0
    for path in ("/articles/", "/articles/6", "/articles/7"):
        page = browser.get(path)
        assert page.status_code == 200
        for url, number in links(page.text):
            assert total(browser, url) == number, (path, url)
            seen += 1
    assert seen > (30 if reader in ("clerk", "head") else 8)


def test_all_states_occur_and_add_up(counted: Site) -> None:
    answer = counted.api("clerk").get(STATUS).json
    assert answer is not None
    assert (answer["academic_year"], answer["whole_college"]) == ("2026-2027", True)
    for article in answer["result"]:
        parts = ("met", "due", "overdue", "not_due")
        assert article["owed"] == sum(article[p] for p in parts)
        assert article["not_applicable"] == article["void"] + article["waived"]
        own = [r for r in article["rules"] if not r["hint"]]
        for name in (*parts, "void", "waived", "owed", "not_applicable"):
            assert article[name] == sum(r[name] for r in own)
    whole = {n: sum(a[n] for a in answer["result"]) for n in answer["result"][0] if n in "met due"}
    assert all(whole.values())
    assert sum(a["void"] for a in answer["result"]) and sum(a["waived"] for a in answer["result"])


@pytest.mark.parametrize(
    ("reader", "all_of_it"), [("clerk", True), ("leader1", False), ("unit_head", False)]
)
def test_the_interface_counts_what_the_reader_may_see(
    counted: Site, reader: str, all_of_it: bool
) -> None:
    answer = counted.api(reader).get(f"{STATUS}?academic_year=2026-2027").json
    assert answer is not None
    assert answer["whole_college"] is all_of_it
    browser = counted.sign_in(reader)
    for article in answer["result"]:
        base = f"/duties/?article={article['number']}&year=2026-2027"
        assert article["owed"] == total(browser, f"{base}&state=owed")
        assert article["overdue"] == total(browser, f"{base}&state=overdue")


def test_a_committee_leader_sees_the_numbers_of_the_college_but_not_each_duty(
    counted: Site,
) -> None:
    with counted.build() as make:
        make.account("committee", "CM")
    browser, api = counted.sign_in("committee"), counted.api("committee")
    answer, whole = api.get(STATUS).json, counted.api("clerk").get(STATUS).json
    assert answer is not None and whole is not None
    assert answer["result"] == whole["result"]
    page = browser.get("/articles/").text
    assert NUMBER.findall(page) == [] and TILE.findall(page) == []
    assert 'href="/articles/7?year=2026-2027"' in page
    assert total(browser, "/duties/?article=7") == 0


def test_who_has_no_duties_to_see_gets_the_texts_and_no_numbers(counted: Site) -> None:
    browser = counted.sign_in("auditor")
    page = browser.get("/articles/7")
    assert page.status_code == 200
    assert "Leading cadres keep contact" in page.text
    assert "No numbers for this academic year." in page.text
    assert counted.api("auditor").get(STATUS).status_code == 403
    assert counted.browser().get(STATUS).status_code == 401
    assert counted.browser().get("/articles/").status_code == 302


@pytest.mark.parametrize("year", ["2026", "2026-2028", "²026-2027", "x" * 5000, "2026-2027'"])
def test_a_year_that_is_none_is_refused_with_its_reason(counted: Site, year: str) -> None:
    answer = counted.api("clerk").get(f"{STATUS}?academic_year={year}")
    assert answer.status_code == 400
    assert answer.json is not None and "2026-2027" in answer.json["errors"]["academic_year"][0]


def test_a_year_without_duties_has_no_numbers(counted: Site) -> None:
    answer = counted.api("clerk").get(f"{STATUS}?academic_year=2031-2032").json
    assert answer is not None
    reasons = {a["reason"] for a in answer["result"] if a["number"] in (6, 7)}
    assert reasons == {"nothing_owed"}
    assert {a["state"] for a in answer["result"]} == {"not_applicable"}


def test_a_part_of_the_address_that_makes_no_sense_is_told_and_left_out(counted: Site) -> None:
    browser = counted.sign_in("clerk")
    page = browser.get("/duties/?state=x&article=%C2%B2&due_from=2026-13-01&owner=1e9&mine=no").text
    assert "left out: state, article, owner, due_from, mine" in page
    assert browser.get("/articles/7?year=nonsense").status_code == 200
    assert browser.get("/articles/99").status_code == 404


def test_the_document_of_the_interface_describes_what_is_answered(counted: Site) -> None:
    described = counted.app.test_client().get("/api/v1/openapi.json").json
    assert described is not None
    operation = described["paths"][STATUS]["get"]
    assert [p["name"] for p in operation["parameters"]] == ["academic_year"]
    schemas = described["components"]["schemas"]
    answer = counted.api("clerk").get(STATUS).json
    assert answer is not None
    for article in answer["result"]:
        assert set(article) == set(schemas["ArticleStatus"]["properties"])
        assert article["state"] in schemas["ArticleStatus"]["properties"]["state"]["enum"]
        for rule in article["rules"]:
            assert set(rule) == set(schemas["RuleStatus"]["properties"])


def test_a_chapter_that_is_off_or_missing_is_told_as_such(site: Site) -> None:
    boss = site.sign_in("boss")
    boss.post("/chapters/coordination/switch", on="1")
    boss.post("/duties/evaluate")
    off = "The chapter is switched off."
    before = boss.get("/articles/").text.count(off)  # chapters that are off from the beginning
    boss.post("/chapters/befriending/switch", on="0")
    article = Article(number=19, title="Article of the missing chapter")
    site.runtime.chapters.missing["lost"] = Manifest(
        name="lost", title="Lost", version="1", core=">=0", articles=(article,)
    )
    page = boss.get("/articles/").text
    assert page.count(off) >= before + 2
    assert "The chapter lost could not be loaded." in page
    assert "No loaded chapter has this article." in page
    assert "Article of the missing chapter" in page
    answer = site.api("clerk").get(STATUS).json
    assert answer is not None
    reasons = {a["number"]: a["reason"] for a in answer["result"]}
    assert {n: reasons[n] for n in (6, 7, 19)} == {
        6: "chapter_off",
        7: "chapter_off",
        19: "chapter_missing",
    }
    boss.post("/chapters/befriending/switch", on="1")
    assert boss.get("/articles/").text.count(off) == before


def test_there_are_words_for_every_period_state_and_verdict() -> None:
    assert set(PERIOD_TEXTS) == set(Period)
    assert {state for state, _text, _tone in STATES} == set(State)
    assert (set(VERDICTS), set(LACKS)) == (set(Verdict), set(Lack))
