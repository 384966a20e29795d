"""What people type into stock Flask-AppBuilder forms, and what becomes of it."""

import io
import re
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import flask_appbuilder
import pytest

from .stock import Stock, field_of, form, statements
from .stock_models import StockItem, StockPaper


def save(stock: Stock, **changed: Any) -> Any:
    """Save the form of item 1 as u1 with some values changed."""
    return stock.client("u1").post("/itemview/edit/1", data=form(**changed))


def shown(page: Any, name: str) -> str:
    """The value a page shows in an input."""
    tag = next(t for t in re.findall(r"<input[^>]*>", page.text) if f'name="{name}"' in t)
    found = re.search(r'value="([^"]*)"', tag)
    return found.group(1) if found else ""


def test_stock_open_and_save_cuts_a_number_to_two_decimals(stock: Stock) -> None:
    client = stock.client("u1")
    weight = shown(client.get("/itemview/edit/1"), "weight")
    client.post("/itemview/edit/1", data=form(weight=weight))
    assert stock.row(StockItem, id=1).weight == Decimal("1.230")


def test_stock_time_with_microseconds_cannot_be_saved_unchanged(stock: Stock) -> None:
    client = stock.client("u1")
    seen_at = shown(client.get("/itemview/edit/1"), "seen_at")
    answer = client.post("/itemview/edit/1", data=form(seen_at=seen_at))
    assert seen_at.endswith(".123456")
    assert answer.status_code == 200
    assert "Not a valid datetime value" in answer.text


def test_stock_picker_gives_a_date_that_the_time_field_refuses(stock: Stock) -> None:
    answer = save(stock, seen_at="2026-09-02")
    assert "Not a valid datetime value" in answer.text
    assert stock.row(StockItem, id=1).seen_at == datetime(2026, 9, 1, 8, 0, 0, 123456)


def test_stock_search_script_calls_a_picker_that_is_not_shipped() -> None:
    scripts = Path(flask_appbuilder.__file__).parent / "static" / "appbuilder"
    called = (scripts / "js" / "ab_filters.js").read_text()
    shipped = "".join(p.read_text(errors="replace") for p in scripts.rglob("*.js"))
    assert ".datetimepicker(" in called
    assert not re.search(r"fn\.datetimepicker\s*=", shipped)


def test_stock_yes_no_that_is_required_cannot_be_unticked(stock: Stock) -> None:
    answer = save(stock, active=None)
    assert "This field is required" in answer.text
    assert stock.row(StockItem, id=1).active is True


def test_stock_optional_choice_left_empty_is_a_server_error(stock: Stock) -> None:
    assert save(stock, level=None).status_code == 500


def test_stock_optional_choice_has_no_empty_option(stock: Stock) -> None:
    select = field_of(stock.client("u1").get("/itemview/edit/1"), "level")
    assert re.findall(r'value="([^"]*)"', select) == ["low", "high"]


def test_stock_cleared_text_becomes_an_empty_string_instead_of_nothing(stock: Stock) -> None:
    save(stock, note="")
    assert stock.row(StockItem, id=1).note == ""


def test_stock_required_text_may_be_only_spaces(stock: Stock) -> None:
    assert save(stock, name="   ").status_code == 302
    assert stock.row(StockItem, id=1).name == "   "


def test_stock_leading_space_makes_a_taken_name_unique(stock: Stock) -> None:
    stock.client("u1").post("/itemview/add", data=form(name=" Item 2"))
    assert stock.row(StockItem, name=" Item 2") is not None


def test_stock_control_characters_are_stored(stock: Stock) -> None:
    save(stock, name="a\x00b\u202ec")
    assert stock.row(StockItem, id=1).name == "a\x00b\u202ec"


def upload(stock: Stock, name: str, content: bytes = b"text") -> str:
    """Upload a document as u1; answers the name it got on the server."""
    data = {"name": name, "active": "y", "level": "low", "org": "1"}
    files = {"document": (io.BytesIO(content), name)}
    stock.client("u1").post("/paperfileview/add", data=data | files)
    return str(stock.row(StockItem, name=name).document)


def test_stock_upload_loses_a_chinese_file_name(stock: Stock) -> None:
    assert re.fullmatch(r"[0-9a-f-]{36}_sep_\.?docx", upload(stock, "安全检查报告.docx"))


def test_stock_upload_takes_a_program(stock: Stock) -> None:
    kept = upload(stock, "shell.php", b"<?php system($_GET['c']);")
    assert (stock.folder / "uploads" / kept).read_bytes().startswith(b"<?php")


def test_stock_uploads_of_all_views_share_one_folder(stock: Stock) -> None:
    kept = upload(stock, "paper.txt", b"private")
    assert stock.client("u2").get(f"/orgview/download/{kept}").data == b"private"


def test_stock_time_of_day_and_uuid_columns_break_their_pages(stock: Stock) -> None:
    client = stock.client("admin")
    pages = ["/clockview/list/", "/clockview/add", "/keyview/list/", "/keyview/add"]
    assert [client.get(page).status_code for page in pages] == [500] * 4


def test_stock_json_column_stores_a_string(stock: Stock) -> None:
    stock.client("admin").post("/paperview/add", data={"data": '{"a": 1}'})
    assert stock.row(StockPaper).data == '{"a": 1}'


def test_stock_each_select_loads_its_whole_table_also_in_the_search(stock: Stock) -> None:
    client = stock.client("u1")
    with statements(stock) as sent:
        client.get("/itemview/list/")
    suppliers = [s for s in sent if "FROM stock_supplier" in s and "LIMIT" not in s.upper()]
    assert any("count" in s for s in suppliers)
    assert any("count" not in s and "WHERE" not in s for s in suppliers)


def test_stock_fields_use_what_the_next_form_library_removes(stock: Stock) -> None:
    with pytest.warns(DeprecationWarning, match=r"removed in (wtforms|WTForms) 3\.4"):
        stock.client("u1").get("/itemview/add")


def test_stock_unknown_choice_is_a_server_error(stock: Stock) -> None:
    assert save(stock, level="no such level").status_code == 500
