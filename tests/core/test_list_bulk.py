"""Several rows at once: shown first, all or none, refused rows told with the reason, taken back."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from typing import Any

import pytest
from werkzeug.test import TestResponse

from core.chapters.vetting import _moves
from core.declare import Field, Kind, Move, Record, State, Workflow
from tests.site import Browser, Site, Values, forms_of
from tests.taken import ask, opened, release

LIST, PAIRS = "/befriending/contact/", "/befriending/pair/"
UNITS = "/directory/unit/"


def states(site: Site, *names: str) -> list[str]:
    """States of rows by name."""
    with site.session() as session:
        found = []
        for name in names:
            record = "befriending." + name.rstrip("0123456789")
            row = session.get(site.runtime.catalogue.model(record), site.ids[name])
            assert row is not None
            found.append(str(row.status))  # type: ignore[attr-defined]
        return found


def confirm(answer: TestResponse) -> Values:
    """The form of a page that asks whether to go on."""
    return next(f for action, f in forms_of(answer.text) if action.endswith("/bulk"))


def chosen(site: Site, *names: str) -> list[str]:
    return [str(site.ids[n]) for n in names]


def press(browser: Browser, at: str, action: str, rows: list[str], **values: Any) -> TestResponse:
    """What the bar above the list sends."""
    return browser.post(f"{at}bulk", action=action, rowid=rows, next=at, **values)


def undo(browser: Browser, page: str = LIST) -> TestResponse:
    """Press the button of the last message."""
    shown = browser.get(page).text
    found = re.search(r'action="([^"]+/undo/\w+)"', shown)
    assert found is not None, "the message offers nothing to take back"
    return browser.post(found[1])


def test_a_step_forward_shows_how_many_and_then_does_it(site: Site) -> None:
    clerk, rows = site.sign_in("clerk"), chosen(site, "contact1", "contact2")
    page = press(clerk, LIST, "move.show", rows)
    assert page.status_code == 200
    assert "Show to the person: 2 entries" in page.text
    assert "The person is told that there is something to read." in page.text
    assert states(site, "contact1", "contact2") == ["registered", "registered"]
    assert site.entries(action="show") == []
    done = clerk.client.post(f"{LIST}bulk", data=confirm(page))
    assert done.status_code == 302
    assert states(site, "contact1", "contact2") == ["shown", "shown"]
    assert len(site.entries(action="show")) == 2


def test_rows_that_are_refused_are_told_with_the_reason_and_the_others_can_go(site: Site) -> None:
    clerk = site.sign_in("clerk")
    clerk.post(f"{LIST}{site.ids['contact1']}/move/show")
    page = press(clerk, LIST, "move.show", chosen(site, "contact1", "contact2"))
    assert "This step is not possible in the present state." in page.text
    assert "Show to the person: 1 entries" in page.text
    form = confirm(page)
    assert form.getlist("row") == [f"{site.ids['contact2']}.1"]
    assert clerk.client.post(f"{LIST}bulk", data=form).status_code == 302
    assert states(site, "contact2") == ["shown"]


@pytest.mark.parametrize("action", ["move.redraft", "move.nosuch", "move.", "nosuch", ""])
def test_only_steps_declared_for_several_rows_are_made(site: Site, action: str) -> None:
    answer = press(site.sign_in("clerk"), LIST, action, chosen(site, "contact1"))
    assert answer.status_code == 403
    assert states(site, "contact1") == ["registered"]


def test_a_step_that_needs_a_reason_cannot_be_declared_for_several_rows() -> None:
    state = Field(name="status", kind=Kind.CHOICE, label="State")
    record = Record(name="t.row", label="Row", fields=(state,))
    back = Move(name="back", label="Back", sources=("a",), target="a", comment=True, bulk=True)
    flow = Workflow(record="t.row", states=(State("a", "A"),), moves=(back,))
    told = [str(p) for p in _moves("workflow", flow, record)]
    assert len(told) == 1 and "a reason is given row by row" in told[0]


def test_somebody_faster_stops_the_whole_and_nothing_is_half_done(site: Site) -> None:
    clerk = site.sign_in("clerk")
    form = confirm(press(clerk, LIST, "move.show", chosen(site, "contact1", "contact2")))
    site.sign_in("head").send(f"{LIST}{site.ids['contact2']}/edit", place="Elsewhere")
    again = clerk.client.post(f"{LIST}bulk", data=form)
    assert again.status_code == 422 and "Nothing was changed" in again.text
    assert states(site, "contact1", "contact2") == ["registered", "registered"]
    assert clerk.client.post(f"{LIST}bulk", data=confirm(again)).status_code == 302
    assert states(site, "contact1", "contact2") == ["shown", "shown"]


def test_deleted_rows_come_back_by_the_message(site: Site) -> None:
    clerk, rows = site.sign_in("clerk"), chosen(site, "contact1", "contact2")
    assert press(clerk, LIST, "delete", rows).status_code == 302
    assert site.sign_in("head").get(f"{LIST}{rows[0]}").status_code == 404
    undo(clerk)
    assert [clerk.get(f"{LIST}{r}").status_code for r in rows] == [200, 200]


def test_nobody_takes_back_what_another_did_and_nobody_after_an_hour(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk, rows = site.sign_in("clerk"), chosen(site, "contact1", "contact2")
    press(clerk, LIST, "delete", rows)
    path = re.search(r'action="([^"]+/undo/\w+)"', clerk.get(LIST).text)
    assert path is not None
    site.sign_in("head").post(path[1])
    assert clerk.get(f"{LIST}{rows[0]}").status_code == 404
    monkeypatch.setattr("core.web.records.undo.FOR", dt.timedelta(seconds=-1))
    clerk.post(path[1])
    assert clerk.get(f"{LIST}{rows[0]}").status_code == 404


def test_a_row_others_refer_to_is_named_and_the_rest_can_be_deleted(site: Site) -> None:
    clerk = site.sign_in("clerk")
    with site.build() as make:
        spare = make.unit(name="Spare unit", code="SPARE").id
    page = press(clerk, UNITS, "delete", [str(site.ids["unit1"]), str(spare)])
    assert page.status_code == 422
    assert "«Person»" in page.text and "Delete entries: 1" in page.text
    assert clerk.client.post(f"{UNITS}bulk", data=confirm(page)).status_code == 302
    assert clerk.get(f"{UNITS}{spare}").status_code == 404
    assert clerk.get(f"{UNITS}{site.ids['unit1']}").status_code == 200


def test_one_field_is_set_shown_first_and_taken_back(site: Site) -> None:
    clerk, rows = site.sign_in("clerk"), chosen(site, "contact1", "contact2")
    first = press(clerk, LIST, "set", rows, field="mode")
    assert first.status_code == 200 and 'name="mode"' in first.text
    wrong = press(clerk, LIST, "set", rows, field="mode", sent="1", mode="nosuch")
    assert wrong.status_code == 422
    page = press(clerk, LIST, "set", rows, field="mode", sent="1", mode="visit")
    assert "Set «Way of contact» to «Visit»: 2 entries" in page.text
    assert "Visit</td>" not in clerk.get(LIST).text
    clerk.client.post(f"{LIST}bulk", data=confirm(page))
    assert site.sign_in("head").get(f"{LIST}?mode=visit").text.count('name="rowid"') == 2
    undo(clerk)
    assert clerk.get(f"{LIST}?mode=talk").text.count('name="rowid"') == 2


def test_personal_values_come_back_too_and_what_was_changed_since_stays(site: Site) -> None:
    clerk, rows = site.sign_in("clerk"), chosen(site, "contact1", "contact2")
    page = press(clerk, LIST, "set", rows, field="topics", sent="1", topics=["research"])
    clerk.client.post(f"{LIST}bulk", data=confirm(page))
    site.sign_in("head").send(f"{LIST}{rows[1]}/edit", topics=["service"])
    assert "left as they are: 1" in clerk.get(undo(clerk).location).text
    page = clerk.get(LIST)
    assert "Teaching" in page.text and "Services" in page.text and "Research" not in page.text


def test_a_field_one_may_not_see_or_that_must_differ_is_not_offered(site: Site) -> None:
    clerk = site.sign_in("clerk")
    for name in ("code", "status", "summary", "nosuch"):
        page = press(
            clerk, LIST, "set", chosen(site, "contact1"), field=name, sent="1", **{name: "x"}
        )
        assert page.status_code == 200 and 'name="sent"' not in page.text, name


def test_what_lies_outside_the_scope_is_refused_row_by_row(site: Site) -> None:
    leader = site.sign_in("leader1")
    page = press(leader, LIST, "move.register", chosen(site, "contact1", "contact2"))
    assert page.status_code in (200, 403)
    assert "周二" not in page.text
    assert press(site.sign_in("nobody"), LIST, "delete", ["1"]).status_code == 403


def test_the_chosen_rows_are_exported_and_no_others(site: Site) -> None:
    clerk = site.sign_in("clerk")
    page = press(clerk, LIST, "export", chosen(site, "contact2"), format="csv")
    address = ask(clerk, page)
    release(site, address)
    with zipfile.ZipFile(io.BytesIO(opened(clerk, address))) as book:
        text = "".join(book.read(n).decode("utf-8", "ignore") for n in book.namelist())
    assert "Beta" in text and "Alpha" not in text
    refused = press(site.sign_in("leader1"), LIST, "export", chosen(site, "contact1"))
    assert refused.status_code == 403


def test_all_that_the_list_finds_can_be_meant(site: Site) -> None:
    clerk = site.sign_in("clerk")
    page = clerk.post(f"{LIST}bulk", action="move.show", all="1", next=f"{LIST}?mode=talk")
    assert "Show to the person: 2 entries" in page.text
    none = clerk.post(f"{LIST}bulk", action="move.show", all="1", next=f"{LIST}?mode=visit")
    assert none.status_code == 302


def test_more_than_a_hundred_rows_ask_with_the_number(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.web.records.bulk.AT_ONCE", 1)
    monkeypatch.setattr("core.web.records.bulk.MOST", 2)
    clerk, rows = site.sign_in("clerk"), chosen(site, "contact1", "contact2")
    page = press(clerk, LIST, "delete", rows)
    assert page.status_code == 200 and "These are 2 entries" in page.text
    assert clerk.get(f"{LIST}{rows[0]}").status_code == 200
    clerk.client.post(f"{LIST}bulk", data=confirm(page))
    assert clerk.get(f"{LIST}{rows[0]}").status_code == 404
    assert press(clerk, LIST, "delete", [*rows, "3"]).status_code == 302


@pytest.mark.parametrize("rows", [["x"], ["1", "-1"], ["9" * 12], ["１"]])
def test_numbers_that_are_none_are_refused(site: Site, rows: list[str]) -> None:
    assert press(site.sign_in("clerk"), LIST, "delete", rows).status_code == 400
