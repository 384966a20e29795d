"""Reads of class S leave an entry, by every way, with names of fields and never values."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.site import Site


def reads(site: Site) -> list[dict[str, Any]]:
    """What the log of reads tells, oldest first."""
    return [json.loads(e.body) | {"record": e.record} for e in site.entries(action="read")]


@pytest.mark.parametrize(
    ("path", "how", "rows"),
    [
        ("/befriending/pair/", "list", [2, 1]),
        ("/befriending/pair/1", "show", [1]),
        ("/befriending/contact/1/edit", "edit", [1]),
        ("/befriending/contact/1/history", "history", [1]),
    ],
)
def test_a_page_with_sensitive_fields_is_logged(
    site: Site, path: str, how: str, rows: list[int]
) -> None:
    page = site.sign_in("clerk").get(path)
    assert page.status_code == 200 and page.data
    entry = reads(site)[-1]
    assert (entry["about"]["how"], entry["about"]["rows"]) == (how, rows)
    assert entry["name"] == "clerk" and entry["user"] == site.ids["user:clerk"]
    assert entry["about"]["fields"]
    assert "Alpha" not in json.dumps(entry, ensure_ascii=False)


def test_the_api_is_logged_too(site: Site) -> None:
    api = site.api("leader1")
    api.get("/api/v1/befriending/contact/1")
    api.get("/api/v1/befriending/contact/")
    listed = [(e["about"]["how"], e["about"]["rows"]) for e in reads(site)]
    assert listed == [("api", [1]), ("list", [1])]
    assert "summary" in reads(site)[0]["about"]["fields"]


def test_the_related_tab_is_logged(site: Site) -> None:
    site.sign_in("clerk").get("/befriending/pair_list/1?tab=befriending.pair.pair_list")
    told = [(e["record"], e["about"]["how"]) for e in reads(site)]
    assert ("befriending.pair", "list") in told


def test_a_reference_whose_name_is_sensitive_counts(site: Site) -> None:
    site.sign_in("clerk").get("/befriending/contact/")
    assert reads(site)[-1]["about"]["fields"] == ["pair"]


def test_pages_without_sensitive_fields_leave_no_entry(site: Site) -> None:
    clerk = site.sign_in("clerk")
    for path in ("/directory/person/", "/directory/person/1", "/directory/unit/"):
        assert clerk.get(path).status_code == 200
    assert reads(site) == []


def test_a_row_that_was_not_shown_leaves_no_entry(site: Site) -> None:
    assert site.sign_in("leader1").get("/befriending/contact/2").status_code == 404
    assert reads(site) == []


def test_reads_are_links_of_the_chain(site: Site) -> None:
    site.sign_in("clerk").get("/befriending/contact/1")
    assert "The chain is whole" in site.sign_in("auditor").post("/audit/").text
