"""A field that is asked for a check only: used, and found nowhere afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, text

from core.declare import Field, Kind
from core.declare.fields import problems_of
from tests.conftest import Databases
from tests.core.trip_chapter import trip_site
from tests.site import Site

ADD, TOKEN = "/trips/trip/add", "a" * 24


@pytest.fixture(name="trips")
def _trips(kind: str, databases: Databases, tmp_path: Path) -> Iterator[Site]:
    url = databases.empty(kind, tmp_path / "data")
    with trip_site(url, tmp_path / "data") as site:
        yield site
    databases.drop(url)


def everything(site: Site) -> str:
    """All that any table holds."""
    with site.runtime.engine.connect() as connection:
        ours = site.runtime.catalogue.model("trips.trip").metadata.tables
        names = [name for name in inspect(connection).get_table_names() if name in ours]
        return " ".join(str(connection.execute(text(f'SELECT * FROM "{n}"')).all()) for n in names)


def dated(kept: str, year: int) -> bool:
    """Whether the date stands in it, as a word or as a value. (Four digits alone turn up in any hash.)"""
    return f"{year}-03" in kept or f"({year}, 3" in kept


def test_it_is_used_for_the_check_and_kept_nowhere(trips: Site) -> None:
    guide, of = trips.sign_in("guide"), str(trips.ids["guide"])
    young = guide.send(ADD, label="Lake", guide=of, born="2011-03-04")
    assert young.status_code == 422 and "Too young." in young.text
    assert 'value="2011-03-04"' in young.text
    made = guide.send(ADD, label="Lake", guide=of, born="1971-03-04")
    page = guide.get(made.location).text
    assert made.status_code == 302 and "Date of birth" not in page and "Adult" in page
    kept = everything(trips)
    assert "Lake" in kept and not dated(kept, 1971) and not dated(kept, 2011)


def test_a_draft_and_a_list_do_not_hold_it(trips: Site) -> None:
    guide = trips.sign_in("guide")
    guide.post(f"/drafts/trips.trip/new/{TOKEN}", label="Kept label", born="1971-03-04")
    kept = everything(trips)
    assert "Kept label" in kept and not dated(kept, 1971)
    assert "Date of birth" not in guide.get("/trips/trip/").text


def test_the_interface_takes_it_and_never_gives_it(trips: Site) -> None:
    api, of = trips.api("guide"), trips.ids["guide"]
    sent: dict[str, Any] = {"label": "Hill", "guide": of, "born": "1971-03-04"}
    made = api.send("POST", "/api/v1/trips/trip/", **sent)
    assert made.status_code == 201
    result: Any = api.get(f"/api/v1/trips/trip/{made.json['id']}").json
    assert result["result"]["adult"] is True and "born" not in result["result"]
    told = api.send("POST", "/api/v1/trips/trip/", **(sent | {"born": "2011-03-04"}))
    assert told.status_code == 422 and "born" in told.json["errors"]


def test_the_form_says_so_and_hints_at_words_about_people(trips: Site) -> None:
    page = trips.sign_in("guide").get(ADD).text
    assert "it is not kept" in page and "data-unkept" in page
    assert "Matters only, no personal views." in page and 'data-watched="态度|' in page


@pytest.mark.parametrize(
    "option", [{"required": True}, {"unique": True}, {"filled": True}, {"required_in": ("x",)}]
)
def test_what_is_not_kept_cannot_be_required_or_unique(option: dict[str, Any]) -> None:
    field = Field(name="born", kind=Kind.DATE, label="Born", unkept=True, **option)
    assert [p.what for p in problems_of("x", field) if "unkept" in str(p)]
