"""What follows from a change is written with it, for rows its maker does not reach, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.chapters.manager import HookFailed
from tests.conftest import Databases
from tests.core.trip_chapter import trip_site
from tests.site import Site


@pytest.fixture(name="trips")
def _trips(kind: str, databases: Databases, tmp_path: Path) -> Iterator[Site]:
    url = databases.empty(kind, tmp_path / "data")
    with trip_site(url, tmp_path / "data") as site:
        yield site
    databases.drop(url)


def trip(site: Site, label: str) -> Any:
    """A trip entered by its guide."""
    values = {"label": label, "guide": site.ids["guide"]}
    return site.api("guide").send("POST", "/api/v1/trips/trip/", **values)


def tasks(site: Site) -> list[str]:
    """Labels of all tasks."""
    rows: Any = site.api("clerk").get("/api/v1/trips/task/").json
    return [row["label"] for row in rows["result"]]


def test_a_row_is_made_and_later_changed_with_the_one_it_follows_from(trips: Site) -> None:
    made = trip(trips, "Lake")
    assert (made.status_code, tasks(trips)) == (201, ["Prepare Lake"])
    path = f"/api/v1/trips/trip/{made.json['id']}"
    assert trips.api("guide").send("PATCH", path, label="Hill", version=1).status_code == 200
    assert tasks(trips) == ["Again Hill"]


def test_what_follows_is_checked_and_refused_with_its_cause(trips: Site) -> None:
    made = trip(trips, "refused")
    assert made.status_code == 422 and "Not this one." in made.text
    assert tasks(trips) == []
    assert trips.api("guide").get("/api/v1/trips/trip/").json["result"] == []  # type: ignore[index]


@pytest.mark.parametrize(
    ("label", "error", "told"),
    [
        ("endless", RuntimeError, "followed from each other"),
        ("foreign", HookFailed, "a record of another chapter"),
        ("misspelt", KeyError, "no field 'lable'"),
    ],
)
def test_what_cannot_follow_stops_the_save(
    trips: Site, label: str, error: type[Exception], told: str
) -> None:
    with trips.session() as session:
        session.add(trips.runtime.catalogue.model("trips.trip")(label=label))
        with pytest.raises(error, match=told):
            session.commit()
        session.rollback()
    assert tasks(trips) == []
