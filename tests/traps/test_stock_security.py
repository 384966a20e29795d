"""Sessions, forgery, messages and lost work in stock Flask-AppBuilder: what goes wrong."""

from pathlib import Path

from .stock import PASSWORD, Stock, build, flashes, foreign_keys, form
from .stock_models import StockItem, StockPart, StockSupplier


def test_stock_refused_change_is_saved_by_a_later_commit(stock: Stock) -> None:
    client = stock.client("u1")
    client.post("/vetoview/edit/1", data={"name": "VETOED"})
    assert flashes(client) == ["refused by a rule"]
    assert stock.row(StockItem, id=1).name == "VETOED"


def test_stock_refused_form_is_lost(stock: Stock) -> None:
    answer = stock.client("u1").post("/vetoview/edit/1", data={"name": "An hour of typing"})
    assert answer.status_code == 302


def test_stock_delete_of_a_row_in_use_says_nothing(stock: Stock) -> None:
    client = stock.client("u1")
    with foreign_keys(stock):
        client.post("/itemview/delete/1")
    assert stock.row(StockItem, id=1) is not None
    assert flashes(client) == [""]


def test_stock_delete_of_a_row_in_use_leaves_orphans_on_sqlite(stock: Stock) -> None:
    stock.client("u1").post("/itemview/delete/1")
    assert stock.row(StockItem, id=1) is None
    assert stock.row(StockPart, id=1).item_id == 1


NEW_USER = {
    "first_name": "New",
    "last_name": "Stock",
    "username": "new",
    "email": "new@stock.example",
    "active": "y",
    "roles": ["1"],
    "password": "secret-of-new-1",
    "conf_password": "secret-of-new-1",
}


def unique(stock: Stock, table: str, column: str) -> None:
    """Forbid the same value twice in the database, where no form looks."""
    with stock.app.app_context(), stock.db.engine.begin() as connection:
        connection.exec_driver_sql(f"create unique index one_{column} on {table} ({column})")


def test_stock_failed_new_account_shows_the_password_hash(stock: Stock) -> None:
    with stock.app.app_context(), stock.db.engine.begin() as connection:
        connection.exec_driver_sql("update ab_user set last_name = username")
    unique(stock, "ab_user", "last_name")
    client = stock.client("admin")
    client.post("/users/add", data=NEW_USER | {"last_name": "u1"})
    assert "pbkdf2:sha256" in flashes(client)[0]


def test_stock_duplicate_by_form_shows_the_raw_statement(stock: Stock) -> None:
    with stock.app.app_context(), stock.db.engine.begin() as connection:
        connection.exec_driver_sql("update stock_item set weight = id")
    unique(stock, "stock_item", "weight")
    client = stock.client("u1")
    client.post("/itemview/add", data=form(name="Twin", weight="1"))
    assert "INSERT INTO stock_item" in flashes(client)[0]


def test_stock_duplicate_by_api_is_a_server_error(stock: Stock) -> None:
    body = {"name": "Item 1", "active": True, "org": 1}
    assert stock.client("u1").post("/api/v1/stock_item/", json=body).status_code == 500


def test_stock_link_deletes_a_row(stock: Stock) -> None:
    stock.client("u1").get("/itemview/delete/1")
    assert stock.row(StockItem, id=1) is None


def test_stock_link_runs_an_action(stock: Stock) -> None:
    stock.client("u1").get("/itemview/action/close/1")
    assert stock.row(StockItem, id=1).note == "closed"


def test_stock_post_without_a_token_deletes_although_forms_have_tokens(folder: Path) -> None:
    stock = build(folder, WTF_CSRF_ENABLED=True)
    client = stock.client("u1")
    assert "csrf_token" in client.get("/itemview/add").text
    client.post("/itemview/delete/1")
    assert stock.row(StockItem, id=1) is None


def test_stock_api_sign_in_fails_when_protection_is_set_up_after_the_library(folder: Path) -> None:
    stock = build(folder, guard="after")
    body = {"username": "u1", "password": PASSWORD, "provider": "db"}
    assert stock.client().post("/api/v1/security/login", json=body).status_code == 400


def test_stock_api_takes_the_cookie_of_a_browser_without_a_token(folder: Path) -> None:
    stock = build(folder, guard="before")
    body = {"name": "Forged", "active": True, "org": 1}
    answer = stock.client("u1").post("/api/v1/stock_item/", json=body)
    assert answer.status_code == 201
    assert stock.row(StockItem, name="Forged") is not None


def test_stock_saving_in_one_tab_leads_to_the_page_of_another_tab(stock: Stock) -> None:
    client = stock.client("u1")
    client.get("/supplierview/list/")
    client.get("/supplierview/edit/1")
    client.get("/itemview/list/")
    client.get("/itemview/add")
    answer = client.post("/supplierview/edit/1", data={"name": "Renamed"})
    assert "/itemview/" in answer.headers["Location"]
    assert stock.row(StockSupplier, id=1).name == "Renamed"


def test_stock_second_editor_overwrites_the_first_silently(stock: Stock) -> None:
    one, two = stock.client("u1"), stock.client("u1")
    one.get("/itemview/edit/1")
    two.get("/itemview/edit/1")
    one.post("/itemview/edit/1", data=form(note="the important correction"))
    two.post("/itemview/edit/1", data=form(note=""))
    assert stock.row(StockItem, id=1).note != "the important correction"


def test_stock_sign_in_may_be_tried_without_end(stock: Stock) -> None:
    client = stock.client()
    for attempt in range(30):
        data = {"username": "u1", "password": f"wrong {attempt}"}
        assert client.post("/login/", data=data).status_code != 429
    right = client.post("/login/", data={"username": "u1", "password": PASSWORD})
    assert client.get("/itemview/list/").status_code == 200, right.status


def test_stock_removed_language_breaks_every_page_of_old_sessions(folder: Path) -> None:
    flags = {n: {"flag": n, "name": n} for n in ("en", "zh", "pt")}
    stock = build(folder, LANGUAGES=flags)
    client = stock.client("u1")
    client.get("/lang/zh")
    assert client.get("/itemview/list/").status_code == 200
    del stock.app.config["LANGUAGES"]["zh"]
    assert client.get("/itemview/list/").status_code == 500
