"""Rows of another record inside a form: saved together or not at all, each mistake beside its cell."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from core.web.records import inline
from plugins.befriending.models import Pair, PairList
from tests.chapters_made_for_tests import Made, reasons
from tests.site import Browser, Site, Values, forms_of

ADD = "/befriending/pair_list/add"


@pytest.fixture
def draft(site: Site) -> int:
    """A list that is not decided yet, with one pair."""
    with site.build() as make:
        listed = make.pair_list()
        leader, person = make.person(name="甲长"), make.person(name="甲友")
        make.pair(leader, person, "-", pair_list=listed.id)
        site.ids |= {"leader3": leader.id, "person3": person.id}
        return int(listed.id)


def row(site: Site, number: int, **changes: Any) -> dict[str, str]:
    """The inputs of one row of pairs."""
    cells = {
        "leader": site.ids["leader1"],
        "person": site.ids["person2"],
        "kind": "key",
        "start": "2026-09-10",
        "decision": "Meeting 13",
    } | changes
    return {f"c0-{number}-{name}": str(value) for name, value in cells.items()}


def pairs(site: Site, key: int) -> list[Pair]:
    """The pairs of a list."""
    with site.session() as session:
        ask = select(Pair).where(Pair.pair_list == key, Pair.deleted_at.is_(None))
        return list(session.scalars(ask.order_by(Pair.id)))


def mistakes(answer: TestResponse) -> list[str]:
    """The inputs that the summary leads to."""
    return re.findall(r'<a href="#([\w-]+)">', answer.text)


def largest(answer: TestResponse) -> Values:
    """What the largest form of the page would send."""
    return max((f for _, f in forms_of(answer.text)), key=len)


def edit(site: Site, key: int, browser: Browser | None = None, **changes: str) -> TestResponse:
    """Open the form of a list, change inputs, send it."""
    names = {name.replace("__", "-"): value for name, value in changes.items()}
    return (browser or site.sign_in("clerk")).send(f"/befriending/pair_list/{key}/edit", **names)


def test_a_list_and_its_pairs_are_entered_on_one_form(site: Site) -> None:
    year = str(pairs(site, 1)[0].pair_list)
    with site.session() as session:
        year = str(session.scalars(select(PairList.year)).first())
    sent = {"year": year, "decision": "Meeting 13"} | row(site, 0)
    sent |= row(site, 7, leader=site.ids["leader2"], person=site.ids["person1"])
    answer = site.sign_in("clerk").send(ADD, **sent)
    assert answer.status_code == 302, mistakes(answer)
    made = pairs(site, int(answer.location.rpartition("/")[2]))
    assert [(p.leader, p.decision, p.status) for p in made] == [
        (site.ids["leader1"], "Meeting 13", "pending"),
        (site.ids["leader2"], "Meeting 13", "pending"),
    ]
    assert {p.academic_year for p in made} == {"2026-2027"}
    assert len(site.entries(record="befriending.pair", action="create")) == 4


def test_rows_left_empty_are_not_saved(site: Site, draft: int) -> None:
    assert edit(site, draft).status_code == 302
    assert len(pairs(site, draft)) == 1


def test_a_cell_of_a_stored_row_is_changed(site: Site, draft: int) -> None:
    assert edit(site, draft, c0__0__decision="Meeting 99").status_code == 302
    (kept,) = pairs(site, draft)
    assert kept.decision == "Meeting 99" and kept.version == 2


def test_a_row_is_taken_off(site: Site, draft: int) -> None:
    assert edit(site, draft, **{"c0-0-remove": "1"}).status_code == 302
    assert pairs(site, draft) == []
    (kept,) = site.entries(record="befriending.pair", action="delete")
    assert kept.row_id is not None


def test_every_mistake_is_told_beside_its_cell_and_nothing_is_saved(site: Site, draft: int) -> None:
    browser, path = site.sign_in("clerk"), f"/befriending/pair_list/{draft}/edit"
    sent = {"decision": "x" * 121, "c0-0-start": "soon"} | row(site, 1, person="", start="x")
    answer = browser.send(path, **sent)
    assert answer.status_code == 422
    assert mistakes(answer) == ["f-decision", "f-c0-0-start", "f-c0-1-person", "f-c0-1-start"]
    assert "Contact pairs 2: Person contacted: Fill in this field." in answer.text
    kept = largest(answer)
    assert kept["c0-0-start"] == "soon" and kept["c0-1-decision"] == "Meeting 13"
    assert len(pairs(site, draft)) == 1
    kept["decision"], kept["c0-0-start"] = "Meeting 14", "2026-09-01"
    kept["c0-1-person"], kept["c0-1-start"] = str(site.ids["person2"]), "2026年9月1日"
    assert browser.client.post(path, data=kept).status_code == 302
    assert len(pairs(site, draft)) == 2


def test_what_only_the_chapter_can_refuse_stands_beside_its_cell_too(
    site: Site, draft: int
) -> None:
    same = row(site, 1, person=site.ids["leader1"])
    answer = edit(site, draft, decision="Meeting 14", **same)
    assert answer.status_code == 422 and mistakes(answer) == ["f-c0-1-person"]
    assert "must be two people" in answer.text
    with site.session() as session:
        listed = session.get(PairList, draft)
        assert listed is not None and listed.decision == "Meeting 12"
    assert largest(answer)["c0-1-id"] == ""


def test_somebody_elses_change_of_a_row_is_told_and_not_overwritten_unseen(
    site: Site, draft: int
) -> None:
    clerk, path = site.sign_in("clerk"), f"/befriending/pair_list/{draft}/edit"
    typed = clerk.form(path)
    (stored,) = pairs(site, draft)
    head = site.sign_in("head")
    assert head.send(f"/befriending/pair/{stored.id}/edit", decision="Hers").status_code == 302
    typed["c0-0-decision"] = "Mine"
    answer = clerk.client.post(path, data=typed)
    assert answer.status_code == 422 and "Somebody else changed this row" in answer.text
    assert pairs(site, draft)[0].decision == "Hers"
    assert clerk.client.post(path, data=largest(answer)).status_code == 302
    assert pairs(site, draft)[0].decision == "Mine"


def test_a_row_nobody_touched_is_no_conflict(site: Site, draft: int) -> None:
    clerk, path = site.sign_in("clerk"), f"/befriending/pair_list/{draft}/edit"
    typed = clerk.form(path)
    (stored,) = pairs(site, draft)
    site.sign_in("head").send(f"/befriending/pair/{stored.id}/edit", remark="Hers")
    typed["decision"] = "Meeting 14"
    assert clerk.client.post(path, data=typed).status_code == 302


def test_a_foreign_or_forged_row_number_changes_nothing(site: Site, draft: int) -> None:
    """A row of another list is no row of this one."""
    other = {"c0-0-id": str(site.ids["pair1"]), "c0-0-version": "2", "c0-0-decision": "Stolen"}
    answer = edit(site, draft, **other)
    assert answer.status_code == 422 and "no longer there" in answer.text
    with site.session() as session:
        pair = session.get(Pair, site.ids["pair1"])
        assert pair is not None and pair.decision == "Meeting 12"
    for bad in ("abc", "-1", "99999999999999999999"):
        assert edit(site, draft, **{"c0-0-id": bad}).status_code == 422


def test_a_draft_brings_the_rows_back(site: Site, draft: int) -> None:
    clerk, path = site.sign_in("clerk"), f"/befriending/pair_list/{draft}/edit"
    typed = MultiDict(clerk.form(path) | row(site, 1, decision="Half a mee"))
    token = typed["_form"]
    clerk.client.post(f"/drafts/befriending.pair_list/{draft}/{token}", data=typed)
    assert clerk.form(f"{path}?draft={token}")["c0-1-decision"] == "Half a mee"


def test_a_conflict_on_the_list_keeps_the_rows(site: Site, draft: int) -> None:
    clerk, path = site.sign_in("clerk"), f"/befriending/pair_list/{draft}/edit"
    typed = MultiDict(clerk.form(path) | row(site, 1) | {"decision": "Mine"})
    assert edit(site, draft, site.sign_in("head"), decision="Hers").status_code == 302
    answer = clerk.client.post(path, data=typed)
    assert answer.status_code == 409
    assert clerk.client.post(path, data=largest(answer)).status_code == 302
    assert len(pairs(site, draft)) == 2


def test_more_rows_than_fit_are_left_to_their_list(
    site: Site, draft: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inline, "MOST", 0)
    page = site.sign_in("clerk").get(f"/befriending/pair_list/{draft}/edit").text
    assert "more than can be edited here" in page and "c0-0-leader" not in page
    assert edit(site, draft, decision="Meeting 14").status_code == 302


def test_rows_appear_only_to_those_who_may_see_them(site: Site) -> None:
    """A leader sees own pairs in the form as everywhere, and those of others nowhere."""
    with site.session() as session:
        listed = session.scalars(select(PairList.id).where(PairList.status == "in_force")).one()
    leader = site.sign_in("leader1")
    page = leader.get(f"/befriending/pair_list/{listed}/edit")
    assert page.status_code in (403, 404) or "周二" not in page.text


@pytest.mark.parametrize(
    ("inline_", "told"),
    [
        ('{ rows = "part.nosuch", fields = ["name"] }', "'nosuch' does not refer to 'bad.thing'"),
        (
            '{ rows = "nosuch.thing", fields = ["name"] }',
            "'bad.nosuch', which the chapter does not",
        ),
        ('{ rows = "part.thing", fields = ["wrong"] }', "shows 'wrong', which is no field"),
        ('{ rows = "part.thing", fields = ["day"] }', "leaves out name, without which"),
        ('{ rows = "part.thing", fields = ["name", "thing"] }', "cells that nobody types: thing"),
    ],
)
def test_rows_that_could_not_be_saved_are_refused_at_the_start(
    made: Made, inline_: str, told: str
) -> None:
    more = f"""
[record.part]
label = "Part"

[record.part.field]
thing = {{ kind = "ref", label = "Thing", target = "bad.thing", required = true }}
name = {{ kind = "text", label = "Name", required = true }}
day = {{ kind = "date", label = "Day" }}

[view.thing]
inline = [{inline_}]
"""
    made.toml("bad", more)
    assert told in reasons(made.load(), "bad")
