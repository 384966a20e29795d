"""Rows that several units or people share, whose sender may stay unnamed, and that several fill in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.access.actor import act_as
from core.access.load import Actors
from core.records.refused import Refused
from core.records.save import save
from tests.builders import TODAY_OF_NOW
from tests.chapters_made_for_tests import Made, reasons
from tests.conftest import Databases
from tests.core.review_chapter import review_site
from tests.site import Site

BASE = "/api/v1/papers/"


@pytest.fixture(name="papers")
def site_with_letters(kind: str, databases: Databases, tmp_path: Path) -> Iterator[Site]:
    """The application with the chapter of papers; one letter of the writer, to the first unit."""
    url = databases.empty(kind, tmp_path / "data")
    with review_site(url, tmp_path / "data") as site:
        with site.build() as make:
            model = site.runtime.catalogue.model("papers.letter")
            unit, sender = site.ids["of:unit1"], site.ids["writer"]
            make.keep(model(label="Blue", unit=unit, sender=sender))
        yield site
    databases.drop(url)


def seen(site: Site, by: str) -> int:
    """How many letters an account sees, in the list as in the count."""
    found = site.api(by).get(f"{BASE}letter/").json
    assert found is not None and len(found["result"]) == found["count"]
    return int(found["count"])


def test_a_unit_named_by_a_row_that_refers_to_it_sees_it_as_its_own(papers: Site) -> None:
    assert (seen(papers, "unit1"), seen(papers, "unit2")) == (1, 0)
    other = papers.ids["of:unit2"]
    made = papers.api("clerk1").send("POST", f"{BASE}copy/", letter=1, unit=other)
    assert (made.status_code, seen(papers, "unit2")) == (201, 1)
    assert papers.api("unit2").send("PATCH", f"{BASE}letter/1", label="Green").status_code == 200


def test_a_person_named_by_a_row_that_refers_to_it_sees_it_until_the_row_is_deleted(
    papers: Site,
) -> None:
    with papers.build() as make:
        model = papers.runtime.catalogue.model("papers.letter")
        make.keep(model(label="Red", sender=papers.ids["head"]))
    assert seen(papers, "writer") == 1
    api = papers.api("clerk1")
    api.send("POST", f"{BASE}copy/", letter=2, reader=papers.ids["writer"])
    assert seen(papers, "writer") == 2
    with papers.build() as make:
        copy = make.session.get(papers.runtime.catalogue.model("papers.copy"), 1)
        assert copy is not None
        copy.deleted_at = papers.runtime.clock()
        make.keep(copy)
    assert seen(papers, "writer") == 1


def test_an_unnamed_sender_has_no_name_in_the_history_and_others_keep_theirs(papers: Site) -> None:
    papers.api("writer").send("PATCH", f"{BASE}letter/1", label="Brown")
    papers.api("clerk2").send("PATCH", f"{BASE}letter/1", label="Black")
    page = papers.sign_in("clerk1").get("/papers/letter/1/history").text
    assert "Brown" in page and "Person concerned" in page and "clerk2" in page
    assert "writer" not in page


def test_a_field_is_filled_in_by_its_writers_only(papers: Site) -> None:
    clerk, unit = papers.sign_in("clerk1"), papers.sign_in("unit1")
    assert 'name="answer"' in clerk.get("/papers/letter/1/edit").text
    assert 'name="answer"' not in unit.get("/papers/letter/1/edit").text
    refused = papers.api("unit1").send("PATCH", f"{BASE}letter/1", answer="Yes")
    assert refused.status_code == 422
    with papers.build() as make:
        actor = Actors().get(make.session, papers.ids["user:unit1"], 0, TODAY_OF_NOW)
        assert actor is not None
        act_as(make.session, actor)
        row = make.session.get_one(papers.runtime.catalogue.model("papers.letter"), 1)
        row.answer = "No"  # type: ignore[attr-defined]
        with pytest.raises(Refused, match="does not fill in"):
            save(make.session, make.catalogue)
    assert papers.api("clerk1").send("PATCH", f"{BASE}letter/1", answer="Yes").status_code == 200
    kept = unit.send("/papers/letter/1/edit", label="White")
    assert kept.status_code == 302
    result = papers.api("unit1").get(f"{BASE}letter/1").json
    assert result is not None
    assert (result["result"]["answer"], result["result"]["label"]) == ("Yes", "White")


def test_a_field_of_a_later_state_is_asked_for_in_that_state(papers: Site) -> None:
    clerk = papers.sign_in("clerk1")
    assert 'name="outcome"' not in clerk.get("/papers/letter/add").text
    assert 'name="outcome"' not in clerk.get("/papers/letter/1/edit").text
    clerk.post("/papers/letter/1/move/finish")
    assert 'name="outcome"' in clerk.get("/papers/letter/1/edit").text


def test_a_field_that_is_settled_is_left_out_of_the_form_and_refused_at_the_door(
    papers: Site,
) -> None:
    clerk = papers.sign_in("clerk1")
    assert 'name="topic"' in clerk.get("/papers/letter/add").text
    assert papers.api("clerk1").send("PATCH", f"{BASE}letter/1", topic="Lamps").status_code == 200
    clerk.post("/papers/letter/1/move/finish")
    assert 'name="topic"' not in clerk.get("/papers/letter/1/edit").text
    refused = papers.api("clerk1").send("PATCH", f"{BASE}letter/1", topic="Seats")
    assert refused.status_code == 422 and "no longer changed" in refused.text
    assert clerk.send("/papers/letter/1/edit", label="White").status_code == 302
    result = papers.api("clerk1").get(f"{BASE}letter/1").json
    assert result is not None and result["result"]["topic"] == "Lamps"


def test_what_is_taken_back_is_gone_from_the_row_and_from_its_history(papers: Site) -> None:
    papers.api("writer").send("PATCH", f"{BASE}letter/1", body="A private matter")
    clerk = papers.sign_in("clerk1")
    assert "A private matter" in clerk.get("/papers/letter/1/history").text
    assert papers.api("writer").send("POST", f"{BASE}letter/1/move/take_back").status_code == 200
    result = papers.api("clerk1").get(f"{BASE}letter/1").json
    assert result is not None
    assert (result["result"]["body"], result["result"]["status"]) == (None, "ended")
    page = clerk.get("/papers/letter/1/history").text
    assert "A private matter" not in page and "erased" in page and "Blue" in page


def test_faults_of_shared_rows_and_writers_are_told(made: Made) -> None:
    more = """
[record.letter]
label = "Letter"
veils = ["nobody"]
shared_units = [{ record = "alpha.thing", link = "label", field = "label" }, { field = "x" }]
[record.letter.field.text]
kind = "text"
label = "Text"
writers = ["ZZ"]
"""
    made.toml("alpha", more)
    told = reasons(made.load(), "alpha")
    assert "veils names 'nobody', which is no field" in told
    made.mended("alpha")
    made.toml("alpha", more.replace('veils = ["nobody"]\n', ""))
    told = reasons(made.load(), "alpha")
    assert "shared by alpha.thing.label, which refers to ''" in told
    assert "is shared by '', '', 'x'" in told
    assert "is filled in by 'ZZ', which is no role" in told
