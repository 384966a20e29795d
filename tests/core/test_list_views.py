"""Saved views: one's own, shared with a role or all, the department's; never more than one's own rows."""

from __future__ import annotations

import re
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.site import Browser, Site

LIST = "/befriending/contact/"
PEOPLE = "/directory/person/"


def keep(browser: Browser, query: str, at: str = LIST, **values: Any) -> TestResponse:
    """Save what the list shows under *query* as a view."""
    return browser.post(f"{at}views/new?{query}", **({"name": "Mine"} | values))


def number(answer: TestResponse) -> str:
    """The number of the view that was made."""
    assert answer.status_code == 302, answer.text
    found = re.search(r"view=(\d+)", answer.location)
    assert found is not None
    return found[1]


def rows(page: TestResponse) -> list[int]:
    """Numbers of the rows of a list page, in order."""
    found = re.findall(rf'href="{LIST}(\d+)"', page.text)
    return [int(n) for n in dict.fromkeys(found)]


def tabs(page: TestResponse) -> list[str]:
    """Names of the views above a list."""
    return re.findall(r"data-view=\"\d+\"[^>]*>([^<]+?)(?: <span|<span)", page.text)


def test_a_view_keeps_filters_order_and_columns_and_is_the_owners_only(site: Site) -> None:
    clerk = site.sign_in("clerk")
    made = number(keep(clerk, "mode=talk&order=date&cols=date,pair&density=compact"))
    page = clerk.get(f"{LIST}?view={made}")
    assert (tabs(page), rows(page)) == (["Mine"], [1, 2])
    assert "Way of contact: Talk" in page.text and "k-compact" in page.text
    heads = re.findall(r'<th scope="col"[^>]*>(?:<a[^>]*>)?([^<]+)', page.text)
    assert heads[:2] == ["Date", "Contact pair"]
    assert tabs(site.sign_in("head").get(LIST)) == []
    lost = site.sign_in("head").get(f"{LIST}?view={made}")
    assert lost.status_code == 200 and "This view is gone" in lost.text


def test_a_named_range_in_a_view_moves_on_with_the_calendar(site: Site) -> None:
    clerk = site.sign_in("clerk")
    made = number(keep(clerk, "date.during=this_month"))
    assert rows(clerk.get(f"{LIST}?view={made}")) == [2, 1]
    site.wait(days=10)
    later = site.sign_in("clerk").get(f"{LIST}?view={made}")
    assert "Date: This month" in later.text and rows(later) == []


def test_a_filter_taken_off_a_view_stays_off_and_the_view_is_called_changed(site: Site) -> None:
    clerk = site.sign_in("clerk")
    made = number(keep(clerk, "mode=visit", opens="1"))
    assert rows(clerk.get(LIST)) == []
    page = clerk.get(f"{LIST}?view={made}").text
    gone = re.search(r'<a href="([^"]+)" aria-label="Remove the filter', page)
    assert gone is not None
    whole = clerk.get(gone[1].replace("&amp;", "&"))
    assert rows(whole) == [2, 1] and "(changed)" in whole.text
    assert rows(clerk.get(f"{LIST}?view=all")) == [2, 1]


def test_a_shared_view_shows_each_reader_own_rows_and_fields_only(site: Site) -> None:
    office, leader = site.sign_in("clerk"), site.sign_in("leader1")
    made = number(keep(office, "mode=talk", audience="all"))
    assert rows(leader.get(f"{LIST}?view={made}")) == [1]
    sealed = number(
        keep(office, "cols=name,staff_number&unit=1", at=PEOPLE, audience="role.CL", name="Staff")
    )
    page = leader.get(f"{PEOPLE}?view={sealed}").text
    assert "Staff" in page and "S-Alpha-P" not in page and "林一友" in page
    assert tabs(site.sign_in("unit_head").get(PEOPLE)) == []


def test_a_filter_the_reader_may_not_use_does_not_come_back_in_an_address(site: Site) -> None:
    with site.session() as session:
        from core.access.models import ListView

        session.add(
            ListView(
                record="directory.person",
                owner_id=site.ids["user:clerk"],
                name="By number",
                audience="all",
                role="",
                standard=False,
                query="staff_number.has=S-Beta&office_phone=55502",
                opens=None,
                made_at=site.runtime.clock(),
            )
        )
        session.commit()
    page = site.sign_in("leader1").get(f"{PEOPLE}?view=1").text
    assert "S-Beta" not in page and "55502" not in page


def test_the_departments_view_opens_for_all_until_somebody_chooses_otherwise(site: Site) -> None:
    head, clerk = site.sign_in("head"), site.sign_in("clerk")
    made = number(keep(head, "mode=visit", audience="role.UF", standard="1", name="Visits"))
    assert rows(clerk.get(LIST)) == [] and "Way of contact: Visit" in clerk.get(LIST).text
    assert rows(site.sign_in("leader1").get(LIST)) == [1]
    clerk.post(f"{LIST}views/open", view="0")
    assert rows(clerk.get(LIST)) == [2, 1]
    clerk.post(f"{LIST}views/open", view=made)
    assert rows(clerk.get(LIST)) == []


def test_only_the_office_shares_and_nobody_changes_anothers_view(site: Site) -> None:
    leader, head = site.sign_in("leader1"), site.sign_in("head")
    refused = keep(leader, "mode=talk", audience="all")
    assert refused.status_code == 422 and "Only the office shares views" in refused.text
    made = number(keep(leader, "mode=talk"))
    assert head.get(f"{LIST}views/{made}").status_code == 404
    assert head.post(f"{LIST}views/{made}/delete").status_code == 404
    assert head.post(f"{LIST}views/open", view=made).status_code == 404
    shared = number(keep(site.sign_in("clerk"), "mode=talk", audience="all"))
    assert leader.post(f"{LIST}views/{shared}/delete").status_code == 404
    assert head.post(f"{LIST}views/{shared}/delete").status_code == 302


@pytest.mark.parametrize("name", ["", "x" * 61, "a\u202eb", "Mine"])
def test_a_name_that_cannot_be_used_is_told_and_kept(site: Site, name: str) -> None:
    clerk = site.sign_in("clerk")
    number(keep(clerk, "mode=talk"))
    answer = keep(clerk, "mode=visit", name=name)
    assert answer.status_code == 422
    assert 'id="e-name"' in answer.text and f'value="{name[:60]}' in answer.text


def test_a_view_is_renamed_and_takes_over_what_the_list_shows(site: Site) -> None:
    clerk = site.sign_in("clerk")
    made = number(keep(clerk, "mode=talk"))
    assert clerk.get(f"{LIST}views").text.count("Mine") >= 1
    clerk.post(f"{LIST}views/{made}", name="Renamed")
    assert "Way of contact: Talk" in clerk.get(f"{LIST}?view={made}").text
    clerk.post(f"{LIST}views/{made}?mode=visit&view={made}", name="Renamed")
    page = clerk.get(f"{LIST}?view={made}")
    assert tabs(page) == ["Renamed"] and "Way of contact: Visit" in page.text


def test_columns_size_and_density_are_remembered_for_a_person(site: Site) -> None:
    clerk = site.sign_in("clerk")
    names = ["pair", "date", "mode", "place"]
    values = {"place": names, "cols": ["pair", "place", "date"], "size": "50", "density": "compact"}
    answer = clerk.post(f"{LIST}display", next=f"{LIST}?mode=talk&cols=mode", up="place", **values)
    assert answer.location == f"{LIST}?mode=talk"
    page = clerk.get(LIST).text
    heads = re.findall(r'<th scope="col"[^>]*>(?:<a[^>]*>)?([^<]+)', page)
    assert heads == ["Contact pair", "Place", "Date"]
    assert "k-compact" in page
    assert "k-compact" not in site.sign_in("head").get(LIST).text
    clerk.post(f"{LIST}display", next=LIST, reset="1")
    assert "k-compact" not in clerk.get(LIST).text


def test_a_forged_return_address_stays_on_the_site(site: Site) -> None:
    answer = site.sign_in("clerk").post(f"{LIST}display", next="//evil.example/", cols="date")
    assert answer.location == "/"


def test_tabs_are_counted_by_what_their_reader_may_see(site: Site) -> None:
    office = site.sign_in("clerk")
    made = number(keep(office, "mode=talk", audience="all"))
    assert office.get(f"{LIST}views/counts").json == {"counts": {made: "2"}}
    assert site.sign_in("leader1").get(f"{LIST}views/counts").json == {"counts": {made: "1"}}
    assert site.sign_in("nobody").get(f"{LIST}views/counts").status_code == 403
