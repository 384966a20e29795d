"""Sessions, passwords, headers and half-done work in stock Flask-AppBuilder: what goes wrong."""

import prison
from werkzeug.security import check_password_hash

from .stock import PASSWORD, Stock, foreign_keys
from .stock_models import StockItem

USER_HASH = "select password from ab_user where username = 'u1'"


def test_stock_copied_cookie_works_after_sign_out(stock: Stock) -> None:
    client = stock.client("u1")
    copied = client.get_cookie("session")
    assert copied is not None
    client.get("/logout/")
    thief = stock.client()
    thief.set_cookie("session", copied.value)
    assert thief.get("/itemview/list/").status_code == 200


def test_stock_password_of_one_character_is_set_without_the_current_one(stock: Stock) -> None:
    data = {"password": "1", "conf_password": "1"}
    stock.client("u1").post("/resetmypassword/form", data=data)
    (stored,) = stock.names(USER_HASH)
    assert check_password_hash(stored, "1")
    assert not check_password_hash(stored, PASSWORD)


def test_stock_cookie_may_travel_with_foreign_pages(stock: Stock) -> None:
    answer = stock.client().get("/login/")
    (cookie,) = [v for k, v in answer.headers if k == "Set-Cookie"]
    assert "SameSite" not in cookie
    assert "Secure" not in cookie


def test_stock_pages_carry_no_protective_header(stock: Stock) -> None:
    headers = stock.client("u1").get("/itemview/list/").headers
    wanted = ("Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options")
    assert not [name for name in wanted if name in headers]


def test_stock_unknown_action_is_a_server_error_before_any_permission(stock: Stock) -> None:
    assert stock.client().post("/itemview/action/nothing/1").status_code == 500


def test_stock_api_filter_with_an_unknown_operator_answers_all_rows(stock: Stock) -> None:
    wrong = {"filters": [{"col": "name", "opr": "no_such", "value": "Item 2"}]}
    answer = stock.client("u1").get(f"/api/v1/stock_item/?q={prison.dumps(wrong)}")
    assert [row["name"] for row in answer.json["result"]] == ["Item 1"]


def test_stock_failed_delete_keeps_the_row_and_loses_its_file(stock: Stock) -> None:
    uploads = stock.folder / "uploads"
    uploads.mkdir(exist_ok=True)
    (uploads / "kept.txt").write_text("the only copy")
    with stock.app.app_context(), stock.db.engine.begin() as connection:
        connection.exec_driver_sql("update stock_item set document = 'kept.txt'")
    client = stock.client("u1")
    with foreign_keys(stock):
        client.post("/paperfileview/delete/1")
    assert stock.row(StockItem, id=1) is not None
    assert not (uploads / "kept.txt").exists()
