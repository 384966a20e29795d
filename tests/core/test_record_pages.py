"""Pages of records: lists, forms that lose nothing, two people on one row, an ended session."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import event
from werkzeug.test import TestResponse

from tests.site import Browser, Site, forms_of

LIST, ADD = "/befriending/contact/", "/befriending/contact/add"


def good(site: Site, **changes: Any) -> dict[str, Any]:
    """What makes a contact of the first pair."""
    given = {"pair": str(site.ids["pair1"]), "date": "2026-11-20", "mode": "talk"}
    return given | {"topics": ["teaching"]} | changes


def mistakes(answer: TestResponse) -> dict[str, str]:
    """Name of the field → what the summary says."""
    found = re.findall(r'<a href="#f-(\w+)">[^:]*: (.*?)</a>', answer.text)
    return dict(found)


def largest_form(answer: TestResponse) -> Any:
    """What the largest form of the page would send."""
    return max((f for _, f in forms_of(answer.text)), key=len)


# -- forms ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"date": "2026-13-45"}, "date"),
        ({"date": "2027-01-01"}, "date"),
        ({"date": "0001-01-01"}, "date"),
        ({"pair": "999999"}, "pair"),
        ({"pair": "abc"}, "pair"),
        ({"pair": ""}, "pair"),
        ({"mode": "nosuch"}, "mode"),
        ({"topics": ["nosuch"]}, "topics"),
        ({"place": "a\0b"}, "place"),
        ({"place": "\u202eabc"}, "place"),
        ({"place": "x" * 500}, "place"),
        ({"summary": "x" * 1_000_000}, "summary"),
    ],
)
def test_a_wrong_value_is_told_beside_its_field_and_nothing_is_lost(
    site: Site, changes: dict[str, Any], field: str
) -> None:
    answer = site.sign_in("clerk").send(ADD, **good(site, late_reason="Kept word", **changes))
    assert answer.status_code == 422
    assert set(mistakes(answer)) == {field}
    assert f'id="e-{field}"' in answer.text
    assert "Kept word" in answer.text


@pytest.mark.parametrize("date", ["２０２６年１１月２０日", "2026/11/20", "2026-11-20"])
def test_a_date_is_taken_as_people_write_it(site: Site, date: str) -> None:
    answer = site.sign_in("clerk").send(ADD, **good(site, date=date, summary="四字 😀"))
    assert answer.status_code == 302
    assert "2026-11-20" in site.sign_in("clerk").get(answer.location).text


def test_fields_that_are_no_part_of_the_form_are_not_written(site: Site) -> None:
    forged = {"code": "HACK", "version": "77", "created_by": "5", "deleted_at": "2020-01-01"}
    answer = site.sign_in("clerk").send(ADD, **good(site, **forged))
    page = site.sign_in("clerk").get(answer.location)
    assert page.status_code == 200
    assert "HACK" not in page.text


def test_a_form_never_carries_more_than_the_chosen_option_of_a_picker(site: Site) -> None:
    page = site.sign_in("clerk").get(f"{LIST}{site.ids['contact1']}/edit").text
    picker = re.search(r'<select[^>]*id="f-pair".*?</select>', page, re.S)
    assert picker is not None
    assert picker[0].count("<option") == 2


def test_an_address_can_fill_a_new_form_but_not_with_nonsense(site: Site) -> None:
    clerk = site.sign_in("clerk")
    assert "林一" in clerk.get(f"{ADD}?pair={site.ids['pair1']}").text
    assert clerk.get(f"{ADD}?pair=abc&date=x&nosuch=1").status_code == 200


# -- two people on one row -----------------------------------------------------------------------


def test_two_people_on_one_row_see_both_versions_and_choose(site: Site) -> None:
    path = f"{LIST}{site.ids['contact1']}/edit"
    mine, hers = site.sign_in("clerk"), site.sign_in("head")
    typed = mine.form(path)
    assert hers.send(path, place="Her hall").status_code == 302
    typed["place"] = "My hall"
    answer = mine.client.post(path, data=typed)
    assert answer.status_code == 409
    assert "Her hall" in answer.text and "My hall" in answer.text
    assert "Her hall" in mine.get(path.removesuffix("/edit")).text
    assert mine.client.post(path, data=largest_form(answer)).status_code == 302
    assert "My hall" in mine.get(path.removesuffix("/edit")).text


def test_a_forged_version_does_not_overwrite(site: Site) -> None:
    path = f"{LIST}{site.ids['contact1']}/edit"
    assert site.sign_in("clerk").send(path, version="", place="X").status_code == 409


# -- an ended session ----------------------------------------------------------------------------


def ended(site: Site) -> tuple[Browser, TestResponse]:
    """A form sent an hour too late."""
    browser = site.sign_in("clerk")
    typed = browser.form(ADD)
    for name, value in good(site, summary="two\nlines").items():
        typed.setlist(name, value if isinstance(value, list) else [value])
    site.wait(hours=1)
    return browser, browser.client.post(ADD, data=typed)


def test_a_form_sent_after_its_session_comes_back_after_signing_in(site: Site) -> None:
    browser, answer = ended(site)
    assert answer.status_code == 401
    kept = largest_form(answer)
    assert kept["summary"] == "two\nlines"
    kept["_username"], kept["_password"] = "clerk", "wrong"
    again = browser.client.post(ADD, data=kept)
    assert again.status_code == 401
    kept = largest_form(again)
    kept["_username"], kept["_password"] = "clerk", "seven green lanterns"
    shown = browser.client.post(ADD, data=kept)
    assert shown.status_code == 200
    assert largest_form(shown)["summary"] == "two\nlines"
    assert browser.client.post(ADD, data=largest_form(shown)).status_code == 302


def test_signing_in_again_saves_nothing_by_itself(site: Site) -> None:
    browser, answer = ended(site)
    kept = largest_form(answer)
    kept["_username"], kept["_password"] = "clerk", "seven green lanterns"
    browser.client.post(ADD, data=kept)
    assert "2026-11-20" not in site.sign_in("clerk").get(LIST).text


def test_a_form_whose_token_no_longer_fits_is_shown_again_and_saves_nothing(site: Site) -> None:
    browser = site.sign_in("clerk")
    typed = browser.form(ADD)
    typed["place"], typed["csrf_token"] = "Kept hall", "stale"
    answer = browser.client.post(ADD, data=typed)
    assert answer.status_code == 200
    assert largest_form(answer)["place"] == "Kept hall"
    assert browser.client.post(f"{LIST}1/delete", data={}).status_code == 400


# -- delete and restore --------------------------------------------------------------------------


def test_a_deleted_row_leaves_the_list_and_comes_back_by_undo(site: Site) -> None:
    clerk, key = site.sign_in("clerk"), site.ids["contact1"]
    assert clerk.post(f"{LIST}{key}/delete").status_code == 302
    page = clerk.get(LIST)
    assert f'action="{LIST}{key}/restore"' in page.text
    assert clerk.get(f"{LIST}{key}").status_code == 404
    assert f"{LIST}{key}?deleted=1" in clerk.get(f"{LIST}?deleted=1").text
    assert clerk.post(f"{LIST}{key}/restore").status_code == 302
    assert clerk.get(f"{LIST}{key}").status_code == 200


def test_a_row_that_others_refer_to_stays_and_says_who_does(site: Site) -> None:
    clerk = site.sign_in("clerk")
    answer = clerk.post(f"/directory/unit/{site.ids['unit1']}/delete")
    assert answer.status_code == 422
    assert "«Person»" in answer.text
    assert clerk.get(f"/directory/unit/{site.ids['unit1']}").status_code == 200


@pytest.mark.parametrize("path", ["delete", "restore", "move/submit"])
def test_nothing_changes_by_opening_an_address(site: Site, path: str) -> None:
    clerk, key = site.sign_in("clerk"), site.ids["contact1"]
    assert clerk.get(f"{LIST}{key}/{path}").status_code == 405
    assert clerk.get(f"{LIST}{key}").status_code == 200


def test_several_rows_are_deleted_together_or_not_at_all(site: Site) -> None:
    clerk, ids = site.sign_in("clerk"), site.ids
    mixed = {"action": "delete", "rowid": [str(ids["contact1"]), "999999"]}
    assert clerk.post(f"{LIST}bulk", **mixed).status_code == 422
    assert clerk.get(f"{LIST}{ids['contact1']}").status_code == 200
    both = {"action": "delete", "rowid": [str(ids["contact1"]), str(ids["contact2"])]}
    assert clerk.post(f"{LIST}bulk", **both).status_code == 302
    assert clerk.get(f"{LIST}{ids['contact2']}").status_code == 404


# -- lists ---------------------------------------------------------------------------------------

ODD = (
    "page=abc",
    "page=99999",
    "size=1000000",
    "order=password",
    "order=-pair",
    "nosuch=1",
    "date.from=x",
    "mode=zzz",
    "topics=teaching",
    "q=%25_%5C%27",
    "q=%F0%9F%98%80",
    "pair=99999999999",
    "pair=1%27%3B--",
    "deleted=1",
    "status=nosuch",
)


def test_an_odd_question_gets_a_list_or_a_note_never_an_error(site: Site) -> None:
    clerk = site.sign_in("clerk")
    for record in site.runtime.catalogue.models:
        url = "/" + record.replace(".", "/") + "/"
        if clerk.get(url).status_code == 200:
            answers = {odd: clerk.get(f"{url}?{odd}").status_code for odd in ODD}
            assert set(answers.values()) == {200}, f"{url}: {answers}"


def test_a_percent_sign_is_searched_for_as_it_stands(site: Site) -> None:
    clerk = site.sign_in("clerk")
    assert "Alpha unit" in clerk.get("/directory/unit/?q=alpha").text
    assert "Alpha unit" not in clerk.get("/directory/unit/?q=%25").text


def test_a_list_page_asks_the_database_few_questions(site: Site) -> None:
    clerk = site.sign_in("clerk")
    clerk.get(LIST)
    asked: list[str] = []

    def heard(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith("BEGIN"):
            asked.append(statement)

    event.listen(site.runtime.engine, "before_cursor_execute", heard)
    assert clerk.get(f"{LIST}?pair={site.ids['pair1']}&mode=talk").status_code == 200
    event.remove(site.runtime.engine, "before_cursor_execute", heard)
    assert len(asked) <= 6, asked


def test_an_export_neutralises_formulas_and_is_refused_without_the_grant(site: Site) -> None:
    clerk = site.sign_in("clerk")
    clerk.send(ADD, **good(site, place="=1+2"))
    answer = clerk.get(f"{LIST}export?format=csv&_plain=1")
    assert answer.status_code == 200
    assert "'=1+2" in answer.text
    assert clerk.get(f"{LIST}export?format=xlsx&_plain=1").data[:2] == b"PK"
    assert site.sign_in("leader1").get(f"{LIST}export").status_code == 403


# -- who sees what -------------------------------------------------------------------------------


def test_a_leader_sees_own_pairs_on_every_page_and_others_as_if_they_were_not_there(
    site: Site,
) -> None:
    leader, ids = site.sign_in("leader1"), site.ids
    other = f"{LIST}{ids['contact2']}"
    assert leader.get(f"{LIST}{ids['contact1']}").status_code == 200
    assert "周二" not in leader.get(LIST).text
    for path in (other, f"{other}/edit", f"{other}/history", f"{other}?tab=x"):
        assert leader.get(path).status_code == 404
    assert leader.post(f"{other}/delete").status_code in (403, 404)
    found = leader.get(f"{LIST}picker/pair?q=周二").json
    assert found == {"results": []}


def test_strangers_sign_in_and_people_without_a_grant_are_refused(site: Site) -> None:
    assert site.browser().get(LIST).location.startswith("/login/")
    assert site.browser().get("/befriending/nosuch/").status_code == 404
    nobody = site.sign_in("nobody")
    assert nobody.get(LIST).status_code == 403
    assert nobody.get(ADD).status_code == 403


def test_the_history_tells_both_values_and_who(site: Site) -> None:
    clerk, path = site.sign_in("clerk"), f"{LIST}{site.ids['contact1']}"
    clerk.send(f"{path}/edit", place="New hall")
    page = clerk.get(f"{path}/history").text
    assert "<del>Alpha hall</del>" in page
    assert "<ins>New hall</ins>" in page
    assert "clerk" in page
