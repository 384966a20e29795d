"""Filters typed by field, named ranges of days, several orders, columns, sums: asked and answered."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

from core.calendar import AcademicYear, Calendar, Semester
from core.declare import Field, Kind, Record
from core.records.filters import operations
from core.records.query import Civil, ListQuery, Order, address, parse
from core.records.spans import NAMES, spans_of
from core.records.typed import UTC
from tests.site import Site

D = dt.date
LIST, VISITS = "/befriending/contact/", "/befriending/visit/"
CALENDAR = Calendar(
    years=(AcademicYear("2026-2027", D(2026, 9, 1), D(2027, 8, 31)),),
    semesters=(
        Semester("2026-2027", 1, D(2026, 9, 7), D(2027, 1, 17)),
        Semester("2026-2027", 2, D(2027, 3, 1), D(2027, 7, 11)),
    ),
)
FIELDS = (
    Field(name="name", kind=Kind.TEXT, label="Name", listed=True, searched=True),
    Field(name="date", kind=Kind.DATE, label="Date", listed=True, filtered=True),
    Field(name="seen", kind=Kind.MOMENT, label="Seen", listed=True, filtered=True),
    Field(name="cost", kind=Kind.DECIMAL, label="Cost", listed=True, filtered=True),
    Field(name="note", kind=Kind.LONG_TEXT, label="Note", filtered=True),
)
RECORD = Record(name="t.row", label="Row", fields=FIELDS, order="-date")
TODAY = D(2026, 11, 24)


def ask(day: dt.date = TODAY, **args: str | list[str]) -> ListQuery:
    given = {k.replace("__", "."): [v] if isinstance(v, str) else v for k, v in args.items()}
    civil = Civil(spans=spans_of(day, lambda: CALENDAR))
    return parse(RECORD, FIELDS, given, civil=civil)


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("today", D(2026, 11, 24), D(2026, 11, 24)),
        ("this_week", D(2026, 11, 23), D(2026, 11, 29)),
        ("this_month", D(2026, 11, 1), D(2026, 11, 30)),
        ("last_month", D(2026, 10, 1), D(2026, 10, 31)),
        ("last_30_days", D(2026, 10, 26), D(2026, 11, 24)),
        ("this_semester", D(2026, 9, 7), D(2027, 1, 17)),
        ("last_semester", D(2026, 3, 1), D(2026, 7, 15)),
        ("this_academic_year", D(2026, 9, 1), D(2027, 8, 31)),
        ("last_academic_year", D(2025, 9, 1), D(2026, 8, 31)),
        ("this_year", D(2026, 1, 1), D(2026, 12, 31)),
    ],
)
def test_a_range_by_name_has_the_bounds_of_the_colleges_calendar(
    name: str, first: dt.date, last: dt.date
) -> None:
    assert ask(date__during=name).filters[0].values == (first, last)


def test_every_named_range_is_found_on_every_day_of_a_year() -> None:
    days = [D(2026, 8, 1) + dt.timedelta(days=n) for n in range(0, 400, 3)]
    for day in days:
        span = spans_of(day, lambda: CALENDAR)
        found = [bounds for name in NAMES if (bounds := span(name)) is not None]
        assert len(found) == len(NAMES) and all(a <= b for a, b in found), day


def test_in_a_vacation_this_semester_is_the_one_that_was() -> None:
    assert ask(D(2027, 2, 10), date__during="this_semester").filters[0].values[1] == D(2027, 1, 17)


def test_a_range_nobody_knows_is_told_and_left_out() -> None:
    found = ask(date__during="yesteryear")
    assert (found.filters, len(found.notes)) == ((), 1)


def test_a_day_alone_as_the_end_of_moments_means_to_its_last_moment() -> None:
    end = ask(seen__to="2026-11-20").filters[0].values[0]
    assert end == dt.datetime(2026, 11, 20, 23, 59, 59, 999999, dt.UTC)
    assert ask(seen__to="2026-11-20T08:30").filters[0].values[0].hour == 8


def test_what_can_be_asked_follows_from_the_kind_and_the_declaration() -> None:
    assert {f.name: operations(f) for f in FIELDS} == {
        "name": ("has",),
        "date": ("in", "from", "to", "during", "empty"),
        "seen": ("in", "from", "to", "during", "empty"),
        "cost": ("in", "from", "to", "empty"),
        "note": (),
    }


@pytest.mark.parametrize("key", ["name.empty", "note.has", "cost.has", "date.between", "name"])
def test_an_operation_the_field_does_not_take_is_left_out(key: str) -> None:
    found = parse(RECORD, FIELDS, {key: ["1"]})
    assert (found.filters, len(found.notes)) == ((), 1)


def test_several_columns_order_and_no_more_than_three() -> None:
    found = ask(order=["-date,name", "cost", "seen"])
    assert found.orders == (Order("date", True), Order("name"), Order("cost"))
    assert ask(order="name,-name").orders == (Order("name"),)


def test_columns_are_those_the_reader_sees_each_once() -> None:
    found = ask(cols="cost,name,cost,secret")
    assert (found.columns, len(found.notes)) == (("cost", "name"), 1)


def test_an_address_made_of_a_question_asks_the_same_again() -> None:
    asked = ask(
        q="林", date__during="this_month", name__has="a b", order="name,-date", cols="name,cost",
        cost__from="1.5", size="50", sums="1",
    )  # fmt: skip
    sent = address(asked, UTC)
    assert sent["date.during"] == ["this_month"]
    again = parse(
        RECORD, FIELDS, sent, civil=Civil(spans=spans_of(D(2026, 11, 24), lambda: CALENDAR))
    )
    assert again == asked


# -- on pages, on both databases ------------------------------------------------------------------


def rows(page: Any) -> list[int]:
    """Numbers of the rows of a list page, in order."""
    return [int(n) for n in re.findall(r'name="rowid" value="(\d+)"', page.text)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("mode=talk", [2, 1]),
        ("mode=visit&mode=talk", [2, 1]),
        ("mode=visit", []),
        ("unit.empty=1", []),
        ("unit.empty=0", [2, 1]),
        ("date.during=this_semester", [2, 1]),
        ("date.during=last_academic_year", []),
        ("academic_year.has=2026", [2, 1]),
        ("academic_year.has=%25", []),
        ("order=mode,date", [1, 2]),
        ("order=-mode,date", [2, 1]),
    ],
)
def test_a_list_is_narrowed_and_ordered_as_asked(
    shared: Site, query: str, found: list[int]
) -> None:
    page = shared.sign_in("clerk").get(f"{LIST}?{query}")
    assert (page.status_code, rows(page)) == (200, found)


def test_a_chip_says_the_filter_and_leads_away_from_it(shared: Site) -> None:
    clerk, pair = shared.sign_in("clerk"), shared.ids["pair1"]
    page = clerk.get(f"{LIST}?mode=talk&date.from=2026-11-01&date.to=2026-11-30&pair={pair}").text
    assert "Way of contact: Talk" in page
    assert "Date: 2026-11-01 – 2026-11-30" in page
    assert "Contact pair: 林一长" in page
    gone = re.search(r'<a href="([^"]+)" aria-label="Remove the filter: Date', page)
    assert gone and "date" not in gone[1] and "mode=talk" in gone[1] and f"pair={pair}" in gone[1]


def test_sums_are_of_everything_found_and_only_of_what_is_shown(shared: Site) -> None:
    clerk = shared.sign_in("clerk")
    page = clerk.get(f"{VISITS}?cols=person,amount&size=1").text
    assert re.search(r'<th scope="row">Sum</th><td class="k-right">34.00</td>', page)
    assert "34.00" not in clerk.get(f"{VISITS}?cols=person,reason").text
    own = shared.sign_in("leader1").get(f"{VISITS}?cols=person,amount")
    assert own.status_code == 403 or "34.00" not in own.text


def test_a_column_or_sum_of_a_field_one_may_not_read_is_not_shown(shared: Site) -> None:
    unit_head = shared.sign_in("unit_head")
    page = unit_head.get("/directory/person/?cols=name,staff_number,office_phone")
    leader = shared.sign_in("leader1").get("/directory/person/?cols=name,staff_number")
    assert page.status_code == 200 and leader.status_code == 200
    assert "S-Alpha-P" in page.text
    assert "S-Alpha-P" not in leader.text
    assert "This list has no column «staff_number»" in leader.text


def test_a_head_orders_alone_or_further(shared: Site) -> None:
    page = shared.sign_in("clerk").get(f"{LIST}?order=-date,mode").text
    found = re.findall(r'<a href="([^"]+)" data-further="([^"]+)">(Date|Way of contact)', page)
    assert [(a.partition("order=")[2], f.partition("order=")[2]) for a, f, _ in found] == [
        ("date", "date%2Cmode"),
        ("-mode", "-date%2C-mode"),
    ]
    assert page.count("aria-sort") == 2


def test_nothing_matches_offers_to_take_each_filter_away(shared: Site) -> None:
    page = shared.sign_in("clerk").get(f"{LIST}?mode=visit&q=nobody").text
    assert "Nothing matches" in page
    assert "Search: nobody" in page and "Way of contact: Visit" in page


def test_an_empty_list_tells_the_next_step_or_who_does_it(site: Site) -> None:
    clerk, leader = site.sign_in("clerk"), site.sign_in("leader1")
    page = clerk.get("/directory/day_off/").text
    assert "Nothing here yet" in page and 'href="/directory/day_off/add"' in page
    other = leader.get("/directory/day_off/").text
    assert "Nothing here yet" in other and "/directory/day_off/add" not in other


def test_a_list_one_may_not_read_names_the_roles_and_the_next_step(shared: Site) -> None:
    page = shared.sign_in("nobody").get(LIST)
    assert page.status_code == 403
    assert "Your role does not include «Contacts»" in page.text


def test_a_chapter_that_is_off_says_so_and_shows_nothing(site: Site) -> None:
    with site.session() as session:
        site.runtime.chapters.disable(session, "befriending", site.runtime.clock())
        session.commit()
    clerk, boss = site.sign_in("clerk").get(LIST), site.sign_in("boss").get(LIST)
    assert clerk.status_code == boss.status_code == 404
    assert "is switched off" in clerk.text and "/chapters/befriending/" not in clerk.text
    assert "/chapters/befriending/" in boss.text
    assert site.browser().get(LIST).status_code == 404
