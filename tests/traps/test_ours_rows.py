"""Rows of another unit in our application: no path shows or changes them."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from io import BytesIO
from typing import Any
from urllib.parse import quote

import pytest
from sqlalchemy import select

from core.records.files import file_of

from .ours import Browser, Ours, form


def test_ours_move_of_a_foreign_row_is_not_there(ours: Ours) -> None:
    assert ours.browser("u1").post("/trial/item/2/move/close").status_code == 404
    assert ours.row("trial.item", id=2).status == "open"
    assert ours.browser("u2").post("/trial/item/2/move/close").status_code == 302
    assert ours.row("trial.item", id=2).status == "shut"


def test_ours_bulk_action_with_a_foreign_row_changes_nothing(ours: Ours) -> None:
    ours.add("trial.part", name="Loose 1", unit=1, item=1)
    sent = {"action": "delete", "rowid": ["2", "3"]}
    assert ours.browser("u1").post("/trial/part/bulk", sent).status_code in (404, 422)
    assert ours.row("trial.part", id=2).deleted_at is None
    assert ours.row("trial.part", id=3).deleted_at is None


def test_ours_page_of_a_foreign_master_is_not_there(ours: Ours) -> None:
    browser = ours.browser("u1")
    path = "/trial/supplier/{}?tab=trial.item.supplier"
    assert "Item 1" in browser.get(path.format(1)).text
    assert browser.get(path.format(2)).status_code == 404


def test_ours_tab_of_a_shared_master_shows_own_rows_only(ours: Ours) -> None:
    ours.add("trial.item", name="Mixed", unit=2, supplier=1)
    page = ours.browser("u1").get("/trial/supplier/1?tab=trial.item.supplier").text
    assert "Item 1" in page
    assert "Mixed" not in page


def test_ours_unknown_master_is_not_found(ours: Ours) -> None:
    browser = ours.browser("u1")
    assert browser.get("/trial/supplier/99?tab=trial.item.supplier").status_code == 404
    assert browser.get("/trial/supplier/1?tab=no.such.tab").status_code == 200


def test_ours_picker_offers_own_rows_only(ours: Ours) -> None:
    browser = ours.browser("u1")
    found = browser.get("/trial/item/picker/supplier?q=Supplier").json["results"]
    assert [r["label"] for r in found] == ["Supplier 1"]
    assert "Supplier 2" not in browser.get("/trial/item/add").text
    assert "Supplier 2" not in browser.get("/trial/item/add?supplier=2").text


def test_ours_filters_of_a_list_name_no_foreign_rows(ours: Ours) -> None:
    browser = ours.browser("u1")
    assert "Supplier 2" not in browser.get("/trial/item/").text
    assert "Supplier 2" not in browser.get("/trial/item/?supplier=2").text


def test_ours_description_of_the_interface_holds_no_rows(ours: Ours) -> None:
    client = ours.app.test_client()
    text = client.get("/api/v1/openapi.json", headers=ours.api("u1")).text
    assert "trial_item" in text
    assert "Supplier 1" not in text
    assert "Supplier 2" not in text


@pytest.mark.parametrize("wrong", [{"supplier": "2"}, {"unit": "2"}], ids=str)
def test_ours_form_refuses_a_foreign_parent_and_keeps_what_was_typed(
    ours: Ours, wrong: dict[str, str]
) -> None:
    answer = ours.browser("u1").post("/trial/item/add", form(name="Mine") | wrong)
    assert answer.status_code == 422
    assert 'value="Mine"' in answer.text
    assert ours.row("trial.item", name="Mine") is None


@pytest.mark.parametrize("wrong", [{"supplier": "2"}, {"unit": "2"}], ids=str)
def test_ours_edit_cannot_hand_a_row_to_another_unit(ours: Ours, wrong: dict[str, str]) -> None:
    answer = ours.browser("u1").post("/trial/item/1/edit", form(note="typed") | wrong)
    assert answer.status_code == 422
    assert 'value="typed"' in answer.text
    kept = ours.row("trial.item", id=1)
    assert (kept.unit, kept.supplier, kept.note) == (1, 1, None)


@pytest.mark.parametrize("wrong", [{"supplier": 2}, {"unit": 2}], ids=str)
def test_ours_interface_refuses_a_foreign_parent(ours: Ours, wrong: dict[str, int]) -> None:
    client, head = ours.app.test_client(), ours.api("u1")
    sent = {"name": "Mine", "unit": 1, "active": True} | wrong
    answer = client.post("/api/v1/trial/item/", json=sent, headers=head)
    assert answer.status_code == 422
    assert list(answer.json["errors"]) == list(wrong)
    assert client.patch("/api/v1/trial/item/1", json=wrong, headers=head).status_code == 422
    assert ours.row("trial.item", name="Mine") is None
    assert ours.row("trial.item", id=1).unit == 1


def test_ours_list_sorts_by_listed_and_visible_columns_only(ours: Ours) -> None:
    ours.add("trial.supplier", name="Supplier 3", unit=1, secret_note="a secret")
    browser, client, head = ours.browser("u1"), ours.app.test_client(), ours.api("u1")
    for name in ("price", "deleted_at", "version"):
        assert "cannot be ordered" in browser.get(f"/trial/item/?order={name}").text
    plain = browser.get("/trial/supplier/").text
    assert "secret" not in plain.lower()
    asked = browser.get("/trial/supplier/?order=secret_note").text
    order = [re.findall(r"Supplier \d", page) for page in (asked, plain)]
    assert order[0] == order[1]
    path = "/api/v1/trial/supplier/?order=-secret_note"
    assert client.get(path, headers=head).status_code == 400


def test_ours_hidden_column_can_be_searched_and_filtered_by_readers_only(ours: Ours) -> None:
    browser = ours.browser("u1")
    assert "Supplier 1" not in browser.get("/trial/supplier/?q=secret").text
    assert "has no filter" in browser.get("/trial/supplier/?secret_note=secret+1").text
    assert "Supplier 1" in ours.browser("clerk").get("/trial/supplier/?q=secret+1").text


def test_ours_accounts_have_one_order_and_no_interface(ours: Ours) -> None:
    browser = ours.browser("boss")

    def names(path: str) -> list[str]:
        page = browser.get(path).text
        return re.findall(r'href="/accounts/\d+"[^>]*>\s*([\w.]+)', page)

    assert len(names("/accounts/")) == 4
    for asked in ("password", "-password"):
        assert names(f"/accounts/?order={asked}") == names("/accounts/")
    head = ours.api("boss")
    for path in ("/api/v1/security/users/", "/api/v1/core/accounts/", "/users/list/"):
        assert ours.app.test_client().get(path, headers=head).status_code == 404


def test_ours_page_size_has_a_ceiling(ours: Ours) -> None:
    for number in range(120):
        ours.add("trial.part", name=f"Many {number}", unit=1, item=1)
    page = ours.browser("u1").get("/trial/part/?size=1000000")
    assert page.status_code == 200
    assert page.text.count('name="rowid"') == 100
    answer = ours.app.test_client().get(
        "/api/v1/trial/part/?page_size=1000000", headers=ours.api("u1")
    )
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "question", ["page=word", "page=-1", "page=0", "page=1e9", "page=99999999999999999999"]
)
def test_ours_page_number_that_is_none_is_corrected(ours: Ours, question: str) -> None:
    page = ours.browser("u1").get(f"/trial/item/?{question}")
    assert page.status_code == 200
    assert "must be a number" in page.text


def test_ours_unknown_sort_column_is_told_and_left_out(ours: Ours) -> None:
    page = ours.browser("u1").get("/trial/item/?order=no_such_column")
    assert page.status_code == 200
    assert "cannot be ordered by «no_such_column»" in page.text
    answer = ours.app.test_client().get(
        "/api/v1/trial/item/?order=no_such_column", headers=ours.api("u1")
    )
    assert answer.status_code == 400


def test_ours_file_is_found_through_its_own_row_only(ours: Ours) -> None:
    number = ours.upload(2, "会议纪要.pdf", b"%PDF-1.7 minutes")
    model = ours.runtime.catalogue.model("trial.item")
    with ours.session() as session:
        rows = {row.id: row for row in session.scalars(select(model))}
        assert file_of(session, rows[1], number) is None
        assert file_of(session, rows[2], number).name == "会议纪要.pdf"


def test_ours_files_lie_under_random_names(ours: Ours) -> None:
    for key in (1, 2):
        ours.upload(key, "a.pdf", f"%PDF-1.7 minutes of {key}".encode())
    kept = [file.stored for key in (1, 2) for file in ours.files(key)]
    assert len(set(kept)) == 2
    assert all(re.fullmatch("[0-9a-f]{32}", name) for name in kept)
    assert [ours.shelf.path(n).read_bytes()[-1:] for n in kept] == [b"1", b"2"]


def test_ours_page_gives_a_file_of_its_own_row_only(ours: Ours) -> None:
    one, two = ours.browser("u1"), ours.browser("u2")
    sent = {"file": (BytesIO(b"%PDF-1.7 minutes of 2"), "会议纪要.pdf")}
    assert one.post("/trial/item/2/files", sent).status_code == 404
    sent = {"file": (BytesIO(b"%PDF-1.7 minutes of 2"), "会议纪要.pdf")}
    assert two.post("/trial/item/2/files", sent).status_code == 302
    (kept,) = ours.files(2)
    answer = two.get(f"/trial/item/2/files/{kept.id}")
    assert answer.data == b"%PDF-1.7 minutes of 2"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert quote("会议纪要.pdf") in answer.headers["Content-Disposition"]
    for path in (f"/trial/item/2/files/{kept.id}", f"/trial/item/1/files/{kept.id}"):
        assert one.get(path).status_code == 404
    assert ours.browser("u1").post(f"/trial/item/2/files/{kept.id}/remove").status_code == 404
    assert len(ours.files(2)) == 1


def at_once(works: list[Callable[[], None]]) -> list[BaseException]:
    """Run *works* in threads that start together; what they raised."""
    start, faults = threading.Barrier(len(works)), list[BaseException]()

    def run(work: Callable[[], None]) -> None:
        start.wait()
        try:
            work()
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return faults


def test_ours_requests_at_once_each_list_their_own_rows(ours: Ours) -> None:
    def look(browser: Browser, own: str, other: str) -> None:
        for _ in range(15):
            page = browser.get("/trial/item/").text
            assert own in page
            assert other not in page

    one, two = ours.browser("u1"), ours.browser("u2")
    faults = at_once([lambda: look(one, "Item 1", "Item 2"), lambda: look(two, "Item 2", "Item 1")])
    assert faults == []


def test_ours_requests_at_once_each_save_under_their_own_parent(ours: Ours) -> None:
    def enter(browser: Browser, number: str) -> None:
        for turn in range(5):
            sent = {"name": f"Of {number}, {turn}", "unit": number, "item": number}
            assert browser.post("/trial/part/add", sent).status_code == 302

    one, two = ours.browser("u1"), ours.browser("u2")
    assert at_once([lambda: enter(one, "1"), lambda: enter(two, "2")]) == []
    stored = ours.values("select name, unit, item from trial_part where name like 'Of %'")
    assert len(stored) == 10
    assert all(name.startswith(f"Of {unit},") and unit == item for name, unit, item in stored)


def test_ours_interface_answers_requests_at_once_apart(ours: Ours) -> None:
    def look(head: dict[str, str], question: str, wanted: list[str]) -> None:
        client = ours.app.test_client()
        for _ in range(15):
            answer = client.get(f"/api/v1/trial/item/{question}", headers=head)
            found: list[Any] = answer.json["result"]
            assert [row["name"] for row in found] == wanted

    office = ours.api("clerk")
    works: list[Callable[[], None]] = [
        lambda: look(ours.api("u1"), "", ["Item 1"]),
        lambda: look(office, "?supplier=2", ["Item 2"]),
        lambda: look(office, "?order=id", ["Item 1", "Item 2"]),
    ]
    assert at_once(works) == []


def test_ours_grant_on_all_rows_means_everything(ours: Ours) -> None:
    page = ours.browser("clerk").get("/trial/item/").text
    assert "Item 1" in page
    assert "Item 2" in page
