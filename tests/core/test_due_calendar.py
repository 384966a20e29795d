"""The calendar of duties and its feed: what is due, what will be, for whom, and what is not told."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape

import pytest
from icalendar import Calendar
from sqlalchemy import func, select

from core.directory.models import Person, UnitTag
from core.duties.models import DUTY
from tests.site import Browser, Site

CALENDAR, AGENDA = "/duties/calendar", "/duties/agenda"
LINE = re.compile(
    r'<a class="k-due k-(\w+)" href="([^"]+)"><span>([^<]+)</span>(?: <b>×(\d+)</b>)?'
)
END = "2027-08"


@pytest.fixture(name="college")
def evaluated(site: Site) -> Site:
    """The college, evaluated: both leaders owe a contact, the first of them two; a teaching unit is to
    be visited in every semester."""
    with site.build() as make:
        for key in ("leader1", "leader1", "leader2"):
            leader = make.session.get_one(Person, site.ids[key])
            make.pair(leader, make.person())
        make.keep(UnitTag(unit=site.ids["unit1"], tag="sanbu_liuyuan", since=dt.date(2026, 9, 1)))
    site.sign_in("boss").post("/duties/evaluate")
    return site


def lines(browser: Browser, path: str) -> list[tuple[str, str, str, int]]:
    """(tone, address, title, number) of each entry of a month."""
    page = browser.get(path)
    assert page.status_code == 200
    return [(t, unescape(u), n, int(x or 1)) for t, u, n, x in LINE.findall(page.text)]


def total(browser: Browser, url: str) -> int:
    found = re.search(r"data-total>([\d,]+)<", browser.get(url).text)
    return int(found[1]) if found else 0


@pytest.mark.parametrize("reader", ["boss", "clerk", "leader1", "unit_head"])
def test_every_number_of_the_calendar_opens_what_it_counts(college: Site, reader: str) -> None:
    browser, seen = college.sign_in(reader), 0
    for month in ("2026-10", "2027-01", "2027-07", END):
        for query in ("", "&mine=1"):
            for _tone, url, title, number in lines(browser, f"{CALENDAR}?month={month}{query}"):
                assert total(browser, url) == number, (title, url)
                seen += 1
    assert seen or reader == "unit_head"


def test_what_will_fall_due_next_semester_is_marked_as_projected(college: Site) -> None:
    boss = college.sign_in("boss")
    found = lines(boss, f"{CALENDAR}?month=2027-07")
    coming = [(tone, number) for tone, _u, title, number in found if "teaching unit" in title]
    assert coming == [("coming", 1)]
    with college.session() as session:
        ask = select(func.count()).where(DUTY.c.period == "2026-2027/2")
        assert session.execute(ask).scalar() == 0
    college.wait(days=180)
    boss = college.sign_in("boss")
    boss.post("/duties/evaluate")
    found = lines(boss, f"{CALENDAR}?month=2027-07")
    assert [tone for tone, _u, title, _n in found if "teaching unit" in title] != ["coming"]


def test_leaders_see_their_own_days_alone(college: Site) -> None:
    page = college.sign_in("leader1").get(f"{CALENDAR}?month={END}").text
    assert "Each pair keeps contact" in page
    assert "Who has how much" not in page and "Whose duties" not in page
    other = college.sign_in("leader2").get(f"{CALENDAR}?month={END}").text
    assert "Each pair keeps contact" in other


def test_the_load_of_a_week_is_told_by_owner_and_opens_its_list(college: Site) -> None:
    boss = college.sign_in("boss")
    page = boss.get(f"{CALENDAR}?month={END}").text
    load = page[page.index("Who has how much") :]
    links = re.findall(r'<a href="(/duties/\?[^"]+)">(\d+)</a>', load)
    assert links
    for url, number in links:
        assert total(boss, unescape(url)) == int(number)


def test_the_agenda_goes_from_today_to_the_end_of_the_next_semester(college: Site) -> None:
    page = college.sign_in("boss").get(AGENDA).text
    assert "teaching unit" in page and "Projected" in page
    days = re.findall(r'<time class="k-nowrap k-t2" datetime="([\d-]+)"', page)
    assert days == sorted(days) and days[0] >= college.runtime.today().isoformat()


@pytest.mark.parametrize("month", ["2026-13", "x", "1999-01", "2026-11-01", "%00"])
def test_a_month_that_is_none_is_told(college: Site, month: str) -> None:
    page = college.sign_in("boss").get(f"{CALENDAR}?month={month}")
    assert page.status_code in (200, 400)
    if page.status_code == 200:
        assert "could not be understood" in page.text


@pytest.mark.parametrize("month", ["2000-01", "2099-12"])
def test_the_first_and_the_last_month_lead_nowhere_further(college: Site, month: str) -> None:
    page = college.sign_in("boss").get(f"{CALENDAR}?month={month}").text
    assert len(re.findall(r'aria-label="Month (?:before|after)"', page)) == 1


@pytest.mark.parametrize("path", [CALENDAR, AGENDA, "/duties/projected?rule=x&day=2027-01-01"])
def test_strangers_and_people_without_duties_see_no_calendar(college: Site, path: str) -> None:
    assert college.browser().get(path).status_code == 302
    assert college.sign_in("auditor").get(path).status_code == 403


# -- the feed ----------------------------------------------------------------------------------------


def make_link(browser: Browser) -> str:
    page = browser.post("/duties/calendar/link").text
    found = re.search(r"k-secret\">https?://[^/]+(/calendar/[^<]+\.ics)<", page)
    assert found, page
    return found[1]


def events(site: Site, path: str) -> list[dict[str, str]]:
    """What another program reads, without signing in."""
    answer = site.browser().get(path)
    assert answer.status_code == 200 and answer.mimetype == "text/calendar"
    calendar = Calendar.from_ical(answer.data)
    return [
        {k: str(e[k]) for k in ("UID", "SUMMARY", "STATUS", "URL")}
        | {"DAY": str(e["DTSTART"].dt), "TEXT": e.to_ical().decode()}
        for e in calendar.walk("VEVENT")
    ]


def test_a_calendar_elsewhere_shows_my_duties_by_day_and_names_nobody(college: Site) -> None:
    found = events(college, make_link(college.sign_in("leader1")))
    (due,) = [e for e in found if e["DAY"] == "2027-08-31"]
    assert due["STATUS"] == "CONFIRMED" and "Each pair keeps contact" in due["SUMMARY"]
    with college.session() as session:
        names = list(session.scalars(select(Person.name)))
    assert names and not [n for n in names for e in found if n in e["TEXT"]]


def test_the_calendar_elsewhere_speaks_the_language_of_the_account(college: Site) -> None:
    browser = college.sign_in("leader1")
    browser.post("/profile/look", locale="zh_CN")
    (due,) = [e for e in events(college, make_link(browser)) if e["DAY"] == "2027-08-31"]
    assert "联系" in due["SUMMARY"]


def test_what_is_projected_is_tentative(college: Site) -> None:
    found = events(college, make_link(college.sign_in("clerk")))
    assert {e["STATUS"] for e in found} == {"TENTATIVE"}
    assert len({e["UID"] for e in found}) == len(found)


def test_the_address_opens_nothing_else(college: Site) -> None:
    secret = make_link(college.sign_in("leader1")).removeprefix("/calendar/").removesuffix(".ics")
    stranger = college.browser()
    headers = {"Authorization": f"Bearer {secret}"}
    assert stranger.get("/api/v1/articles/status", headers=headers).status_code == 401
    stranger.get(f"/calendar/{secret}.ics")
    assert stranger.get("/duties/").status_code == 302


def test_a_new_address_ends_the_old_one_and_it_can_be_ended(college: Site) -> None:
    browser = college.sign_in("leader1")
    old = make_link(browser)
    new = make_link(browser)
    assert college.browser().get(old).status_code == 404
    assert college.browser().get(new).status_code == 200
    page = browser.get(CALENDAR).text
    assert "last fetched" in page
    assert page.count('show nothing new any more.">') == 2, "both buttons ask first"
    browser.post("/duties/calendar/unlink")
    assert college.browser().get(new).status_code == 404
    assert "last fetched" not in browser.get(CALENDAR).text


def test_an_account_that_is_switched_off_shows_nothing_elsewhere(college: Site) -> None:
    path = make_link(college.sign_in("leader1"))
    boss = college.sign_in("boss")
    user = college.ids["user:leader1"]
    person = college.ids["leader1"]
    boss.post(f"/accounts/{user}", roles="CL", person=str(person))  # without «active»
    assert college.browser().get(path).status_code == 404


@pytest.mark.parametrize("secret", ["x", "a" * 43, "../x", "%00", "é"])
def test_an_unknown_address_is_no_page(college: Site, secret: str) -> None:
    assert college.browser().get(f"/calendar/{secret}.ics").status_code in (400, 404)
