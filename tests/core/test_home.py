"""Today's page: each reader finds the own work, with numbers that open what they count."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from html import unescape

import pytest

from core.db import writing
from core.directory.calendar_models import AcademicYear
from core.duties import recount
from core.duties.models import DUTY
from tests.conftest import Databases, make_settings, open_site
from tests.core.test_start_cost import statements
from tests.site import Browser, Site

MOST_STATEMENTS = 8
TILE = re.compile(r'<a href="([^"]+)"[^>]*><b>(\d+)</b>([^<]+)</a>')
TASK = re.compile(r'<div class="k-task">(.*?)</div>', re.DOTALL)
GO = re.compile(r'class="btn btn-sm k-go[^"]*" href="([^"]+)"><span class="k-ellip">([^<]+)<')


@pytest.fixture(
    scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
)
def today(
    request: pytest.FixtureRequest, databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The college on a Tuesday in November, evaluated; something late, due and waiting."""
    folder = tmp_path_factory.mktemp("home") / "data"
    url, ids = databases.copy(str(request.param), folder)
    ids = dict(ids)
    with open_site(make_settings(url, folder), ids) as site:
        with site.build() as make:
            leader = make.person(name="张卫东", unit=ids["unit1"])
            friend = make.person(name="李思远", unit=ids["unit1"])
            pair = make.pair(leader, friend)
            ids["late_pair"], ids["late_leader"] = pair.id, leader.id
            other = make.pair(leader, make.person(unit=ids["unit1"]))
            for day in (20, 24, 26):
                due = dt.date(2026, 11, day)
                row = make.contact(other, follow_up="Something", follow_up_due=due)
                ids[f"contact{day}"] = row.id
            waits = make.pair(leader, make.person(unit=ids["unit1"]), "-")
            ids["waits"] = waits.id
            make.account("zhang", "CL", person=leader.id)
            make.account("admin", "AD")
            make.account("committee", "CM")
        site.sign_in("boss").post("/duties/evaluate")
        yield site
    databases.drop(url)


def home(site: Site, name: str) -> tuple[Browser, str]:
    """A reader and the reader's page."""
    browser = site.sign_in(name)
    page = browser.get("/")
    assert page.status_code == 200
    return browser, unescape(page.text)


def total(browser: Browser, url: str) -> int:
    """How many duties, or rows that wait, a page says it has."""
    page = browser.get(url).text
    if url.startswith("/waiting/"):
        return page.count("data-waits")
    found = re.search(r"data-total>([\d,]+)<", page)
    return int(found[1]) if found else 0


@pytest.mark.parametrize("reader", ["clerk", "head", "zhang", "unit_head", "boss"])
def test_every_number_opens_exactly_what_it_counts(today: Site, reader: str) -> None:
    browser, page = home(today, reader)
    tiles = TILE.findall(page)
    assert 3 <= len(tiles) <= 4
    for url, number, label in tiles:
        assert total(browser, url) == int(number), (label, url)


def test_a_leader_finds_the_own_duties_by_due_date_each_with_its_button(today: Site) -> None:
    _browser, page = home(today, "zhang")
    tasks = TASK.findall(page)
    whens = [re.search(r"k-when[^>]*>([^<]+)<", t)[1] for t in tasks]  # type: ignore[index]
    assert whens == ["4 days overdue", "Today", "Thursday", "2027-08-31"]
    ids = today.ids
    assert [GO.search(t).groups() for t in tasks] == [  # type: ignore[union-attr]
        (f"/befriending/contact/{ids['contact20']}/edit#f-follow_up_done", "Fill in: Done on"),
        (f"/befriending/contact/{ids['contact24']}/edit#f-follow_up_done", "Fill in: Done on"),
        (f"/befriending/contact/{ids['contact26']}/edit#f-follow_up_done", "Fill in: Done on"),
        (f"/befriending/contact/add?pair={ids['late_pair']}", "Enter: Contact"),
    ]
    assert [int(n) for _u, n, _l in TILE.findall(page)] == [1, 1, 2]
    assert "Good afternoon, 张卫东" in page and "Teaching week" in page


def test_the_button_opens_a_form_with_the_pair_chosen_and_saving_meets_the_duty(
    site: Site,
) -> None:
    with site.build() as make:
        leader = make.person(name="张卫东")
        pair = make.pair(leader, make.person(name="李思远")).id
        make.account("zhang", "CL", person=leader.id)
    boss = site.sign_in("boss")
    boss.post("/duties/evaluate")
    browser, page = home(site, "zhang")
    (task,) = TASK.findall(page)
    url = GO.search(task)[1]  # type: ignore[index]
    assert f'<option value="{pair}" selected>' in browser.get(url).text
    sent = browser.send(url, date="2026-11-20", mode="talk", topics="teaching")
    assert sent.status_code == 302
    boss.post("/duties/evaluate")
    assert TASK.findall(home(site, "zhang")[1]) == []


def test_the_button_of_a_post_without_key_contacts_names_its_person_and_the_kind(
    today: Site,
) -> None:
    _browser, page = home(today, "head")
    urls = [GO.search(t)[1] for t in TASK.findall(page)]  # type: ignore[index]
    wanted = f"/befriending/pair/add?leader={today.ids['leader1']}&kind=key"
    assert wanted in urls


def test_the_office_finds_what_it_owes_and_not_what_leaders_owe(today: Site) -> None:
    _browser, page = home(today, "head")
    tasks = "".join(TASK.findall(page))
    assert "Each committee leader has key contacts" in tasks
    assert "Each pair keeps contact" not in tasks
    assert "All, overdue" in page
    assert "李思远" not in "".join(TASK.findall(home(today, "clerk")[1]))


def test_who_owes_nothing_is_shown_what_others_owe_as_far_as_the_reader_may_see(
    today: Site,
) -> None:
    _browser, page = home(today, "unit_head")
    assert "You owe nothing at present." in page
    assert "What others owe next" in page
    assert "In my unit, overdue" in page
    tasks = "".join(TASK.findall(page))
    assert "张卫东" in tasks and "李思远" not in tasks


def test_a_leader_knows_a_pair_by_the_person_and_that_read_is_logged(today: Site) -> None:
    _browser, page = home(today, "zhang")
    assert "李思远" in "".join(TASK.findall(page))
    read = today.entries(action="read", record="befriending.pair")[-1]
    assert read.user_id == today.ids.get("user:zhang", read.user_id)
    assert "person" in read.body


# -- what waits ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reader", "sees"), [("clerk", True), ("head", True), ("zhang", False), ("committee", False)]
)
def test_what_waits_is_shown_to_who_may_move_it(today: Site, reader: str, sees: bool) -> None:
    browser, page = home(today, reader)
    row = f'/befriending/pair/{today.ids["waits"]}"'
    card = page.partition('id="review"')[2]
    assert (row in card.partition("</section>")[0]) is sees
    assert (row in browser.get("/waiting/").text) is sees


def test_a_list_waits_for_who_decides_on_it_and_for_nobody_else(today: Site) -> None:
    with today.build() as make:
        days = {"starts": dt.date(2031, 9, 1), "ends": dt.date(2032, 8, 31)}
        year = make.keep(AcademicYear(name="2031-2032", **days))
        listed = make.pair_list("ask", "submit", year=year.id)
    row = f'/befriending/pair_list/{listed.id}"'
    assert row in today.sign_in("committee").get("/waiting/").text
    assert row not in today.sign_in("clerk").get("/waiting/").text  # who decides on no list


# -- what happened ---------------------------------------------------------------------------------


def lately(page: str) -> str:
    """The part of the page that tells what happened."""
    return page.partition('class="k-tl"')[2].partition("</ul>")[0]


def test_everybody_is_told_what_happened_to_rows_they_may_see(site: Site) -> None:
    clerk = site.sign_in("clerk")
    for number in (1, 2):
        path = f"/befriending/contact/{site.ids[f'contact{number}']}/edit"
        assert clerk.send(path, place=f"Hall {number}").status_code == 302
    mine, theirs = (f"/befriending/contact/{site.ids[f'contact{n}']}" for n in (1, 2))
    for reader in ("leader1", "person1"):
        told = lately(home(site, reader)[1])
        assert f'"{mine}"' in told and f'"{theirs}"' not in told, reader
        assert "clerk" in told
    assert f'"{theirs}"' in lately(home(site, "clerk")[1])
    assert "You" in lately(home(site, "clerk")[1])
    assert lately(home(site, "nobody")[1]) == ""


def test_nobody_reads_who_wished_to_leave_a_pair(site: Site) -> None:
    person = site.sign_in("person1")
    pair = f"/befriending/pair/{site.ids['pair1']}"
    page = person.get(pair).text
    version = re.search(r'name="version" value="(\d+)"', page)
    assert (
        person.post(f"{pair}/move/release", version=version[1] if version else "").status_code
        == 302
    )
    for reader in ("clerk", "leader1"):
        told = lately(home(site, reader)[1])
        assert "Needs adjustment" in told, reader
        assert "person1" not in told, reader


def test_the_auditor_sees_the_trail_and_no_values(today: Site) -> None:
    _browser, page = home(today, "auditor")
    assert 'href="/audit/"' in page and "k-tl" in page
    assert "My duties" not in page and "k-heat" not in page
    assert "张卫东" not in page


# -- each sees their own ---------------------------------------------------------------------------


def test_a_committee_leader_sees_the_strip_of_the_college(today: Site) -> None:
    _browser, page = home(today, "committee")
    assert "k-heat" in page
    assert re.search(r'href="/articles/7\?year=2026-2027"[^>]*title="[^"]*of \d+ met', page)


def test_an_administrator_sees_the_system_and_no_business(today: Site) -> None:
    _browser, page = home(today, "admin")
    assert "k-heat" not in page and "My duties" not in page
    assert 'href="/accounts/"' in page and "张卫东 · " not in page


def test_a_person_without_duties_finds_what_is_kept_about_them(today: Site) -> None:
    _browser, page = home(today, "person1")
    assert "My duties" not in page and "What is kept about me" in page


def test_a_chapter_that_is_off_leaves_nothing_on_the_page(site: Site) -> None:
    boss = site.sign_in("boss")
    boss.post("/duties/evaluate")
    assert TASK.findall(home(site, "boss")[1])
    boss.post("/chapters/befriending/switch", on="0")
    page = home(site, "boss")[1]
    assert TASK.findall(page) == []
    assert 'href="/befriending/' not in page
    assert [int(n) for _u, n, _l in TILE.findall(page)] == [0, 0, 0, 0]


def test_a_new_installation_is_told_what_to_do_next(
    kind: str, databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("new") / "data"
    url, ids = databases.copy(kind, folder, rows=False)
    with open_site(make_settings(url, folder), ids) as site:
        with site.build() as make:
            make.account("boss", "AD", "UF", "UFH")
        boss, page = home(site, "boss")
        points = page.partition('class="k-points"')[2].partition("</ol>")[0]
        assert points.count("(done)") == 2  # the years are entered, the chapter is on
        assert re.findall(r'<a href="([^"]+)"', points) == [
            "/directory/unit/",
            "/directory/person/",
            "/directory/post/",
            "/accounts/",
            "/duties/",
        ]
        with site.build() as make:
            make.post(make.person())
            make.account("second", "CL")
        boss.post("/duties/evaluate")
        assert 'class="k-points"' not in boss.get("/").text
    databases.drop(url)


# -- cost ------------------------------------------------------------------------------------------


def many(site: Site, number: int) -> None:
    """So many more duties of the office and of leaders, in all states, written straight away."""
    states = ("overdue", "due_soon", "open", "met", "void")
    with writing(), site.session() as session:
        row = session.execute(DUTY.select().limit(1)).mappings().one()
        common = {k: v for k, v in row.items() if k != "id"}
        rows = [
            common
            | {
                "rule": f"befriending.R0{6 + n % 2}.{3 if n % 2 else 1}",
                "article": 6 + n % 2,
                "subject_id": 1000 + n,
                "state": states[n % 5],
                "owner": None if n % 3 else site.ids["leader1"],
                "office": "UF",
                "unit": site.ids["unit1"],
                "academic_year": f"{2023 + n % 4}-{2024 + n % 4}",
                "due_on": dt.date(2026, 1, 1) + dt.timedelta(days=n % 500),
                "hint": False,
            }
            for n in range(number)
        ]
        session.execute(DUTY.insert(), rows)
        for rule in ("befriending.R06.1", "befriending.R07.3"):
            recount(session, rule)
        session.commit()


@pytest.mark.parametrize("path", ["/", "/articles/", "/articles/7", "/api/v1/articles/status"])
def test_a_page_takes_few_statements_with_few_and_with_many_duties(site: Site, path: str) -> None:
    site.sign_in("boss").post("/duties/evaluate")
    readers = {n: site.sign_in(n) for n in ("boss", "head", "leader1", "unit_head", "person1")}
    for count in (0, 3000):
        if count:
            many(site, count)
        for name, browser in readers.items():
            browser.get(path)
            with statements() as sent:
                assert browser.get(path).status_code == 200
            assert len(sent) <= MOST_STATEMENTS, (name, count, len(sent))


def test_very_many_are_told_as_many(site: Site) -> None:
    site.sign_in("boss").post("/duties/evaluate")
    many(site, 6000)
    page = home(site, "clerk")[1]
    assert "500+" in page


@pytest.mark.parametrize(
    ("day", "years"),
    [("2026-11-24", ""), ("2060-02-29", "2060"), ("2060-12-31", "2060, 2061")],
)
def test_tx_4_the_office_is_told_of_a_year_without_holiday_table(
    site: Site, day: str, years: str
) -> None:
    """TX-4: also on 29 February and 31 December; nothing crashes, and the rules run."""
    moment = dt.datetime.combine(dt.date.fromisoformat(day), dt.time(4), dt.UTC)
    site.wait(days=(moment - site.runtime.clock()).days)
    browser, page = home(site, "clerk")
    told = re.search(r"The days off of ([\d, and]+) are not known yet", page)
    assert (told[1] if told else "") == years
    assert browser.post("/duties/evaluate").status_code == 302
    assert "Failed" not in browser.get("/duties/runs").text.partition("<tbody>")[2]
    assert "not known yet" not in home(site, "leader1")[1]
