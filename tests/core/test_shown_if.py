"""Fields that apply only where another says so: asked for, kept and refused on every road."""

from __future__ import annotations

from typing import Any

import pytest

from core.declare import Choice, Field, Kind, Problem, Record, ShownIf
from core.declare.shown import Hidden, problems_of_shown
from core.records.validate import complaints
from tests.chapters_made_for_tests import Made, reasons
from tests.site import Site

ADD = "/befriending/contact/add"


def fields() -> tuple[Field, ...]:
    """How a matter was handled; by letter it has a number; a number has a day."""
    ways = (Choice("letter", "Letter"), Choice("talk", "Talk"))
    return (
        Field(name="way", kind=Kind.CHOICE, label="Way", choices=ways),
        Field(
            name="signed",
            kind=Kind.YES_NO,
            label="Signed",
            shown_if=ShownIf("way", ("letter",)),
        ),
        Field(
            name="number",
            kind=Kind.TEXT,
            label="Number",
            required=True,
            shown_if=ShownIf("signed", (True,)),
        ),
        Field(name="kinds", kind=Kind.CHOICES, label="Kinds", choices=ways),
        Field(name="who", kind=Kind.TEXT, label="Who", shown_if=ShownIf("kinds", ("talk",))),
    )


@pytest.mark.parametrize(
    ("values", "hidden"),
    [
        ({}, {"signed", "number", "who"}),
        ({"way": "talk"}, {"signed", "number", "who"}),
        ({"way": "letter"}, {"number", "who"}),
        ({"way": "letter", "signed": False}, {"number", "who"}),
        ({"way": "letter", "signed": True}, {"who"}),
        ({"way": "talk", "signed": True}, {"signed", "number", "who"}),
        ({"kinds": ("letter", "talk")}, {"signed", "number"}),
    ],
)
def test_what_applies_follows_from_the_values_through_all_steps(
    values: dict[str, object], hidden: set[str]
) -> None:
    asked = Hidden.of(fields(), values)
    assert {f.name for f in fields() if f.name in asked} == hidden


def test_a_required_field_is_asked_for_only_where_it_applies() -> None:
    record = Record(name="a.b", label="B", fields=fields())

    def told(**values: object) -> list[str]:
        return [c.field for c in complaints(record, values, None, creating=True)]

    assert told(way="talk") == []
    assert told(way="letter", signed=True) == ["number"]


def problems(**change: Any) -> list[Problem]:
    """What is wrong with two fields of which the second depends as *change* says."""
    first = Field(name="way", kind=Kind.CHOICE, label="Way", choices=(Choice("a", "A"),))
    second: dict[str, Any] = {"name": "no", "kind": Kind.YES_NO, "label": "No"}
    return list(problems_of_shown("record", [first, Field(**(second | change))]))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"shown_if": ShownIf("nosuch", ("a",))}, "'nosuch', which is no field of kind choice"),
        ({"shown_if": ShownIf("way", ("z",))}, "'way' with 'z'. Values: a."),
        ({"shown_if": ShownIf("way", ())}, "no value at all"),
        ({"shown_if": ShownIf("way", (True,))}, "with True. Values: a."),
        ({"shown_if": ShownIf("no", (True,))}, "depends on itself"),
        ({"shown_if": ShownIf("way", ("a",)), "filled": True}, "filled by the system"),
    ],
)
def test_a_condition_that_cannot_hold_is_told(change: dict[str, Any], told: str) -> None:
    assert told in "\n".join(str(p) for p in problems(**change))


def test_a_good_condition_is_no_problem() -> None:
    assert problems(shown_if=ShownIf("way", ("a",))) == []


def test_toml_says_the_same_as_python_and_faults_are_told(made: Made) -> None:
    more = """
[record.thing.field.signed]
kind = "yes_no"
label = "Signed"

[record.thing.field.place]
kind = "text"
label = "Place"
required = true
shown_if = { field = "signed", values = [true] }
"""
    made.toml("good", more)
    made.toml("bad", more.replace("[true]", '["1"]'))
    found = made.load()
    declared = found.catalogue.record("good.thing").field("place")
    assert declared is not None and declared.shown_if == ShownIf("signed", (True,))
    assert found.catalogue.model("good.thing").__table__.c.place.nullable
    assert "'signed' with '1'. Values: True, False." in reasons(found, "bad")


# -- through the pages and the interface ----------------------------------------------------------


def good(site: Site, **changes: Any) -> dict[str, Any]:
    """What makes a contact of the first pair."""
    given = {"pair": str(site.ids["pair1"]), "date": "2026-11-20", "mode": "talk"}
    return given | {"topics": ["teaching"]} | changes


def stored(site: Site, key: str) -> dict[str, Any]:
    """A contact as the interface gives it."""
    answer = site.api("clerk").get(f"/api/v1/befriending/contact/{key}").json
    result: dict[str, Any] = answer["result"]
    return result


def test_a_form_keeps_nothing_that_does_not_apply(site: Site) -> None:
    sent = good(site, suggestion_no="S-9", group_event="1", both_present="1")
    answer = site.sign_in("clerk").send(ADD, **sent)
    kept = stored(site, answer.location.rpartition("/")[2])
    assert kept["suggestion_no"] is None
    assert kept["both_present"] is True


def test_a_default_is_filled_in_only_where_it_applies(site: Site) -> None:
    clerk = site.sign_in("clerk")
    alone = clerk.send(ADD, **good(site)).location.rpartition("/")[2]
    assert stored(site, alone)["both_present"] is None


def test_a_value_goes_when_what_it_belongs_to_goes(site: Site) -> None:
    clerk = site.sign_in("clerk")
    sent = good(site, raised_suggestion="1", suggestion_no="S-9")
    url = clerk.send(ADD, **sent).location
    assert stored(site, url.rpartition("/")[2])["suggestion_no"] == "S-9"
    assert clerk.send(f"{url}/edit", raised_suggestion="0").status_code == 302
    assert stored(site, url.rpartition("/")[2])["suggestion_no"] is None


def test_the_interface_refuses_what_does_not_apply(site: Site) -> None:
    sent = {"pair": site.ids["pair1"], "date": "2026-11-20", "mode": "talk"}
    answer = site.api("clerk").send(
        "POST", "/api/v1/befriending/contact/", **sent, topics=["teaching"], suggestion_no="S-9"
    )
    assert answer.status_code == 422
    assert "does not apply" in str(answer.json)


def test_what_stood_there_before_stays_until_it_is_touched(site: Site) -> None:
    """A condition declared later makes no old row unusable."""
    key, table = site.ids["contact1"], site.runtime.catalogue.model("befriending.contact").__table__
    with site.runtime.engine.begin() as connection:
        old = table.update().where(table.c.id == key).values(suggestion_no="S-1")  # type: ignore[attr-defined]
        connection.execute(old)
    api, path = site.api("clerk"), f"/api/v1/befriending/contact/{key}"
    version = api.get(path).json["result"]["version"]
    assert api.send("PATCH", path, place="New hall", version=version).status_code == 200
    assert api.send("PATCH", path, mode="visit", suggestion_no="S-2").status_code == 422


def test_the_form_says_when_a_field_applies(site: Site) -> None:
    page = site.sign_in("clerk").get(ADD).text
    assert 'data-if="group_event" data-if-values="1"' in page
    assert "Only where «Group event» is: Yes" in page
