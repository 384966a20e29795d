"""Rows of another organisation in stock Flask-AppBuilder: the paths that show or change them."""

import re
import threading
from typing import Any

import prison
from flask_appbuilder.urltools import get_filter_args

from .stock import Stock, field_of, form, statements
from .stock_models import StockItem, StockSupplier


def test_stock_single_action_runs_on_a_foreign_row(stock: Stock) -> None:
    stock.client("u1").post("/itemview/action/close/2")
    assert stock.row(StockItem, id=2).note == "closed"


def test_stock_bulk_action_runs_on_a_foreign_row(stock: Stock) -> None:
    stock.client("u1").post("/itemview/action_post", data={"action": "close", "rowid": "2"})
    assert stock.row(StockItem, id=2).note == "closed"


def test_stock_master_detail_shows_the_rows_of_a_foreign_master(stock: Stock) -> None:
    client = stock.client("u1")
    assert "Part 2" in client.get("/suppliermaster/list/2").text
    assert client.get("/supplierview/show/2").status_code == 404


def test_stock_master_detail_of_an_unknown_master_is_a_server_error(stock: Stock) -> None:
    assert stock.client("u1").get("/suppliermaster/list/99").status_code == 500


def test_stock_form_select_offers_foreign_rows(stock: Stock) -> None:
    client = stock.client("u1")
    assert "Supplier 2" in field_of(client.get("/itemview/add"), "supplier")
    assert "Org 2" not in client.get("/orgview/list/").text


def test_stock_search_select_offers_foreign_rows(stock: Stock) -> None:
    assert "Supplier 2" in stock.client("u1").get("/itemview/list/").text


def test_stock_api_info_lists_foreign_rows(stock: Stock) -> None:
    assert "Supplier 2" in stock.client("u1").get("/api/v1/stock_item/_info").text


def test_stock_form_stores_a_row_into_another_organisation(stock: Stock) -> None:
    stock.client("u1").post("/itemview/add", data=form(name="Mine", org="2", supplier="2"))
    stored = stock.row(StockItem, name="Mine")
    assert (stored.org_id, stored.supplier_id) == (2, 2)


def test_stock_api_stores_a_row_into_another_organisation(stock: Stock) -> None:
    body = {"name": "Mine", "active": True, "org": 2, "supplier": 2}
    assert stock.client("u1").post("/api/v1/stock_item/", json=body).status_code == 201
    assert stock.row(StockItem, name="Mine").org_id == 2


def test_stock_list_sorts_by_a_column_it_does_not_show(stock: Stock) -> None:
    with statements(stock) as sent:
        page = stock.client("u1").get(
            "/supplierview/list/?_oc_SupplierView=secret_note&_od_SupplierView=asc"
        )
    assert page.status_code == 200
    assert any("ORDER BY stock_supplier.secret_note" in s for s in sent)


def test_stock_users_can_be_sorted_by_their_password_hash(stock: Stock) -> None:
    with statements(stock) as sent:
        page = stock.client("admin").get(
            "/users/list/?_oc_UserDBModelView=password&_od_UserDBModelView=asc"
        )
    assert page.status_code == 200
    assert any("ORDER BY ab_user.password" in s for s in sent)


def test_stock_page_size_has_no_ceiling(stock: Stock) -> None:
    with stock.app.app_context():
        for number in range(200):
            stock.session.add(StockSupplier(name=f"Many {number}", org_id=1))
        stock.session.commit()
    page = stock.client("u1").get("/supplierview/list/?psize_SupplierView=1000000")
    assert len(re.findall(r"Many \d+", page.text)) == 200


def test_stock_page_number_that_is_a_word_is_a_server_error(stock: Stock) -> None:
    assert stock.client("u1").get("/itemview/list/?page_ItemView=abc").status_code == 500


def test_stock_unknown_sort_column_is_a_server_error(stock: Stock) -> None:
    url = "/itemview/list/?_oc_ItemView=nothing&_od_ItemView=asc"
    assert stock.client("u1").get(url).status_code == 500


def test_stock_any_file_is_handed_to_anyone_with_a_view(stock: Stock) -> None:
    folder = stock.folder / "uploads"
    folder.mkdir(exist_ok=True)
    (folder / "abc_sep_salaries.txt").write_text("of the other organisation")
    answer = stock.client("u1").get("/orgview/download/abc_sep_salaries.txt")
    assert answer.text == "of the other organisation"


def test_stock_filter_by_function_cannot_mean_everything(stock: Stock) -> None:
    assert "Item 1" not in stock.client("admin").get("/itemview/list/").text


def filters_seen(stock: Stock, first: str, second: str) -> tuple[Any, Any]:
    """The supplier one request filters by, before and after another request came between."""
    view = stock.view("ItemView")

    def other_request() -> None:
        with stock.app.test_request_context(f"/itemview/list/?_flt_0_supplier={second}"):
            get_filter_args(view._filters)

    with stock.app.test_request_context(f"/itemview/list/?_flt_0_supplier={first}"):
        get_filter_args(view._filters)
        before = view._filters.get_filter_value("supplier")
        thread = threading.Thread(target=other_request)
        thread.start()
        thread.join()
        return before, view._filters.get_filter_value("supplier")


def test_stock_list_filter_of_one_request_is_replaced_by_another_request(stock: Stock) -> None:
    assert filters_seen(stock, "1", "2") == (["1"], ["2"])


def test_stock_row_is_saved_under_the_parent_of_another_request(stock: Stock) -> None:
    view = stock.view("ItemView")
    real_refresh = view.add_form.refresh

    def other_page_opens() -> None:
        with stock.app.test_request_context("/itemview/add?_flt_0_supplier=2"):
            get_filter_args(view._filters, disallow_if_not_in_search=False)

    def refresh(obj: Any = None) -> Any:
        thread = threading.Thread(target=other_page_opens)
        thread.start()
        thread.join()
        return real_refresh(obj)

    view.add_form.refresh = refresh
    try:
        data = form(name="Child", supplier=None)
        stock.client("admin").post("/itemview/add?_flt_0_supplier=1", data=data)
    finally:
        view.add_form.refresh = real_refresh
    assert stock.row(StockItem, name="Child").supplier_id == 2


def test_stock_api_filter_shares_one_object_between_requests(stock: Stock) -> None:
    api = stock.view("ItemApi")
    query = prison.dumps({"filters": [{"col": "name", "opr": "eq", "value": "Item 1"}]})
    client = stock.client("u1")
    assert client.get(f"/api/v1/stock_item/?q={query}").json["count"] == 1
    with stock.app.test_request_context("/"):
        assert api._filters.get_filter_value("name") == "Item 1"
