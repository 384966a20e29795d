"""Files with sensitive data leave with a second person only (DP-08, DP-12; T09-2)."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from core.directory.sealed import SealedExport
from tests.site import Site
from tests.taken import ask, opened, release, take_out

LIST = "/befriending/contact/export?format=xlsx"


def cells(content: bytes) -> list[tuple[Any, ...]]:
    """All lines of a workbook."""
    return list(load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))


def logged(site: Site, action: str) -> dict[str, Any]:
    """The last entry of the trail of this kind."""
    found: dict[str, Any] = json.loads(site.entries(action=action)[-1].body)
    return found


def row_of(site: Site, address: str) -> SealedExport:
    """The request behind an address."""
    with site.session() as session:
        number = int(address.rpartition("/")[2])
        return session.scalars(select(SealedExport).where(SealedExport.id == number)).one()


def test_what_names_nobody_leaves_at_once_and_is_logged(site: Site) -> None:
    """DP-08: every export has its entry, whether anything in it is sensitive or not."""
    clerk = site.sign_in("clerk")
    answer = clerk.get("/directory/unit/export")
    assert answer.mimetype == "text/csv"
    entry = logged(site, "exported")
    assert entry["record"] == "directory.unit" and entry["name"] == "clerk"
    assert entry["about"]["rows"] >= 1 and entry["about"]["format"] == "csv"


@pytest.mark.parametrize("url", [LIST, "/befriending/contact/export?format=csv"])
def test_sensitive_columns_ask_for_a_second_person(site: Site, url: str) -> None:
    page = site.sign_in("clerk").get(url)
    assert page.mimetype == "text/html"
    assert "A second person has to agree" in page.text and "Sensitive columns" in page.text
    assert "Alpha" not in page.text


def test_without_the_sensitive_columns_it_leaves_at_once(site: Site) -> None:
    clerk = site.sign_in("clerk")
    page = clerk.get(LIST).text
    assert "_plain=1" in page
    head, *lines = cells(clerk.get(f"{LIST}&_plain=1").data)
    assert "Contact pair" not in head and "Date" in head and lines
    register = "/reports/befriending/contacts_of_leader.xlsx?year=2026-2027&purpose=x&_plain=1"
    head = cells(clerk.get(register).data)[2]
    assert "Date" in head and "Person contacted" not in head


def test_the_file_comes_with_password_mark_and_purpose(site: Site) -> None:
    clerk = site.sign_in("clerk")
    address = ask(clerk, clerk.get(LIST), "For the year report")
    waiting = clerk.get(address).text
    assert "k-secret" not in waiting and "Waits for release" in waiting
    assert clerk.get(f"{address}/file.xlsx").status_code == 302
    assert release(site, address).status_code == 302
    content = opened(clerk, address)
    mark, head, *lines = cells(content)
    assert "clerk" in mark[0] and "For the year report" in mark[0] and "2026-11-24" in mark[0]
    assert "Contact pair" in head and len(lines) == 2
    taken = logged(site, "exported")["about"]
    assert (
        taken["purpose"] == "For the year report" and taken["release"] == row_of(site, address).id
    )
    assert logged(site, "read")["about"]["how"] == "export"


def test_nobody_releases_the_own_file_and_only_who_asked_fetches_it(site: Site) -> None:
    boss, clerk = site.sign_in("boss"), site.sign_in("clerk")
    address = ask(clerk, clerk.get(LIST))
    release(site, address, "clerk")
    assert row_of(site, address).status == "asked"
    assert release(site, address, "boss").status_code == 302
    page = boss.get(address).text
    assert "k-secret" not in page and "Only whoever asked" in page
    assert boss.get(f"{address}/file.xlsx").status_code == 302
    assert site.sign_in("leader1").get(address).status_code == 404


def test_only_who_may_export_the_entries_releases_them(site: Site) -> None:
    with site.build() as make:
        make.account("cadres", "CO")
        make.session.commit()
    clerk = site.sign_in("clerk")
    address = ask(clerk, clerk.get(LIST))
    assert "Only somebody who may export" in release(site, address, "cadres").text
    assert row_of(site, address).status == "asked"
    assert release(site, address, "boss").status_code == 302
    assert row_of(site, address).status == "released"


def test_a_released_file_is_open_for_seven_days(site: Site) -> None:
    clerk = site.sign_in("clerk")
    address = ask(clerk, clerk.get(LIST))
    release(site, address)
    site.wait(days=7)
    clerk = site.sign_in("clerk")
    assert "k-secret" in clerk.get(address).text
    site.wait(days=1)
    clerk = site.sign_in("clerk")
    assert "The seven days are over" in clerk.get(address).text
    assert clerk.get(f"{address}/file.xlsx").status_code == 302


def test_more_people_than_allowed_need_a_second_person(site: Site) -> None:
    clerk = site.sign_in("clerk")
    url = "/directory/person/export?format=xlsx"
    assert clerk.get(url).mimetype != "text/html"
    with site.build() as make:
        for number in range(51):
            make.person(name=f"Person {number}")
        make.session.commit()
    page = clerk.get(url)
    assert page.mimetype == "text/html" and "More than 50 people" in page.text
    assert "_plain=1" not in page.text
    assert len(cells(take_out(site, clerk, url))) > 51
    assert clerk.get(f"{url}&q=Person 7").mimetype != "text/html"


def test_a_file_without_purpose_is_not_asked_for(site: Site) -> None:
    clerk = site.sign_in("clerk")
    answer = clerk.post(
        "/directory/exports/", of="list:befriending.contact", question="", purpose="  "
    )
    assert answer.status_code == 422 and "Say what the file is needed for" in answer.text
    for of in ("", "list:no.such", "list:x", "register:befriending/none", "list:directory"):
        answer = clerk.post("/directory/exports/", of=of, question="key=x", purpose="x")
        assert answer.status_code == 404, of


def test_the_file_holds_what_its_reader_may_export_when_it_is_fetched(site: Site) -> None:
    boss, clerk = site.sign_in("boss"), site.sign_in("clerk")
    address = ask(clerk, clerk.get(LIST))
    release(site, address)
    boss.send("/roles/UF", **{"befriending.contact|export": ""})
    assert clerk.get(f"{address}/file.xlsx").status_code == 404
