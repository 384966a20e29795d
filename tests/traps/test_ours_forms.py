"""Forms, values and files in our application: what is typed comes back, what is stored is right."""

from __future__ import annotations

import datetime as dt
import re
import warnings
from decimal import Decimal

import pytest

from core.declare import Kind
from core.records.refused import Refused

from .ours import Ours, form, statements, typed_in
from .ours_chapter import write_plain

EDIT = "/trial/item/1/edit"


def test_ours_open_and_save_changes_nothing(ours: Ours) -> None:
    browser = ours.browser("u1")
    sent = typed_in(browser.get(EDIT))
    assert sent["weight"] == "1.234"
    assert browser.post(EDIT, sent).status_code == 302
    kept = ours.row("trial.item", id=1)
    assert kept.weight == Decimal("1.234")
    assert kept.seen_at == dt.datetime(2026, 9, 1, 0, 0, 0, 123456, dt.UTC)
    assert kept.version == 1


@pytest.mark.parametrize(
    "typed", ["2026-09-01T14:30", "2026-09-01 14:30", "2026年9月1日 14:30", "2026-09-01T14:30:15"]
)
def test_ours_moment_takes_what_its_picker_gives_and_what_people_write(
    ours: Ours, typed: str
) -> None:
    browser = ours.browser("u1")
    assert 'type="datetime-local"' in browser.get(EDIT).text
    assert browser.post(EDIT, form(seen_at=typed)).status_code == 302
    kept = ours.row("trial.item", id=1).seen_at
    assert kept.replace(second=0) == dt.datetime(2026, 9, 1, 6, 30, tzinfo=dt.UTC)


def test_ours_every_script_and_style_a_list_names_is_there(ours: Ours) -> None:
    browser = ours.browser("u1")
    for path in ("/trial/item/", EDIT):
        page = browser.get(path).text
        named = re.findall(r'<(?:script|link)[^>]*(?:src|href)="(/static/[^"?]+)', page)
        assert named
        # Files under vendor/ come with the front-end packages, which a test of assets looks after.
        for name in (n for n in named if "/vendor/" not in n):
            assert browser.get(name).status_code == 200, name
    assert 'type="date"' in browser.get("/trial/item/").text


def test_ours_required_yes_no_can_be_no(ours: Ours) -> None:
    browser = ours.browser("u1")
    assert browser.post(EDIT, form(active=None)).status_code == 302
    assert ours.row("trial.item", id=1).active is False


def test_ours_optional_choice_can_be_left_empty(ours: Ours) -> None:
    browser = ours.browser("u1")
    assert re.search(r'name="level"[^>]*value=""', browser.get(EDIT).text)
    assert browser.post(EDIT, form(level="")).status_code == 302
    assert ours.row("trial.item", id=1).level is None
    assert browser.post(EDIT, form(level=None, version="2")).status_code == 302


@pytest.mark.parametrize("wrong", ["highest", "low' --", "\N{GRINNING FACE}"])
def test_ours_unknown_choice_is_refused_beside_its_field(ours: Ours, wrong: str) -> None:
    answer = ours.browser("u1").post(EDIT, form(level=wrong, note="typed"))
    assert answer.status_code == 422
    assert 'id="e-level"' in answer.text
    assert 'value="typed"' in answer.text
    assert ours.row("trial.item", id=1).level == "low"


@pytest.mark.parametrize("blank", ["", "   ", "\u3000"])
def test_ours_cleared_text_is_stored_as_nothing(ours: Ours, blank: str) -> None:
    browser = ours.browser("u1")
    browser.post(EDIT, form(note="something"))
    assert browser.post(EDIT, form(note=blank, version="2")).status_code == 302
    assert ours.values("select note is null from trial_item where id = 1") == [1]


@pytest.mark.parametrize("blank", ["", "   ", "\t\n", "\u3000\u3000"])
def test_ours_spaces_are_no_required_text(ours: Ours, blank: str) -> None:
    answer = ours.browser("u1").post(EDIT, form(name=blank))
    assert answer.status_code == 422
    assert "Fill in this field" in answer.text
    assert ours.row("trial.item", id=1).name == "Item 1"


@pytest.mark.parametrize("name", [" Item 2", "Item 2 ", "\u3000Item 2"])
def test_ours_space_around_a_taken_name_does_not_make_it_free(ours: Ours, name: str) -> None:
    answer = ours.browser("clerk").post(EDIT, form(name=name))
    assert answer.status_code == 422
    assert "exists already" in answer.text
    assert "UNIQUE" not in answer.text
    assert ours.row("trial.item", id=1).name == "Item 1"


def test_ours_file_keeps_its_chinese_name(ours: Ours) -> None:
    ours.upload(1, "../../三部六院 联系 名单(定稿).pdf", b"%PDF-1.7 list")
    (kept,) = ours.files(1)
    assert kept.name == "三部六院 联系 名单(定稿).pdf"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tool.exe", b"MZ"),
        ("minutes.pdf", b"MZ a program under another name"),
        ("page.html", b"<script>"),
        ("minutes.pdf.exe", b"%PDF-1.7"),
        ("minutes.docx", b"PK\x03\x04 no archive"),
        ("empty.pdf", b""),
    ],
)
def test_ours_only_documents_and_pictures_are_kept(ours: Ours, name: str, content: bytes) -> None:
    with pytest.raises(Refused):
        ours.upload(1, name, content)
    assert ours.files(1) == []
    assert [p for p in ours.shelf.folder.rglob("*") if p.is_file()] == []


def test_ours_control_characters_are_refused(ours: Ours) -> None:
    browser, client, head = ours.browser("u1"), ours.app.test_client(), ours.api("u1")
    for wrong in ("a\0b", "a\x1bb", "a\u202eb"):
        assert browser.post(EDIT, form(note=wrong)).status_code == 422
        sent = {"note": wrong}
        assert client.patch("/api/v1/trial/item/1", json=sent, headers=head).status_code == 422
    assert browser.post(EDIT, form(note="四字节 \N{GRINNING FACE} 𠮷")).status_code == 302


def test_ours_kinds_of_values_are_ten_and_a_column_of_another_kind_is_no_chapter(
    ours: Ours,
) -> None:
    """No time of day, UUID or JSON can be declared, so that none can break a page."""
    write_plain(ours.folder / "chapters", "clocks", "Clocks", kind="time")
    later = Ours(ours.folder)
    (problem,) = later.runtime.chapters.problems
    assert "time" in str(problem)
    assert all(str(kind) in str(problem) for kind in Kind)
    assert later.browser("u1").get("/trial/item/").status_code == 200
    later.close()


def test_ours_percent_sign_in_a_label_keeps_its_chapter_out(ours: Ours) -> None:
    write_plain(ours.folder / "chapters", "shares", "Shares", label="Share in %")
    later = Ours(ours.folder)
    assert "'%'" in str(later.runtime.chapters.problems[0])
    assert later.browser("boss").get("/chapters/").status_code == 200
    later.close()


def test_ours_percent_sign_in_texts_of_people_breaks_no_page(ours: Ours) -> None:
    browser = ours.browser("u1")
    assert browser.post(EDIT, form(name="100 %s %(name)s %d", note="50 %")).status_code == 302
    for path in ("/trial/item/", "/trial/item/1", EDIT, "/trial/item/1/history"):
        page = browser.get(path)
        assert page.status_code == 200, path
        assert "100 %s %(name)s %d" in page.text


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_ours_empty_text_is_shown_as_nothing(ours: Ours, language: str) -> None:
    browser = ours.browser("u1")
    for path in ("/", "/trial/item/", "/trial/item/1", EDIT):
        page = browser.get(f"{path}?_l_={language}")
        assert page.status_code == 200
        assert "Project-Id-Version" not in page.text
        assert "Content-Type:" not in page.text


def test_ours_forms_use_nothing_that_the_form_library_removes(ours: Ours) -> None:
    browser = ours.browser("u1")
    with warnings.catch_warnings():
        warnings.filterwarnings("error", module=r"(wtforms|flask_wtf|core)\b.*")
        warnings.filterwarnings("error", message=".*(?i:wtforms).*")
        assert browser.get(EDIT).status_code == 200
        assert browser.post(EDIT, form(weight="x")).status_code == 422
        assert browser.post(EDIT, form(weight="2.5")).status_code == 302


def test_ours_form_costs_the_same_with_many_rows_to_choose_from(ours: Ours) -> None:
    browser = ours.browser("u1")
    browser.get(EDIT)
    with statements() as few:
        browser.get(EDIT)
    for number in range(60):
        ours.add("trial.supplier", name=f"More {number}", unit=1)
    browser.get(EDIT)
    with statements() as many:
        page = browser.get(EDIT)
    assert len(many) == len(few)
    assert page.text.count("<option") < 20
    assert len(browser.get("/trial/item/picker/supplier?q=More").json["results"]) == 20
