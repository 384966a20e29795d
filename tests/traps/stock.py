"""A small stock Flask-AppBuilder application on SQLite, as a tutorial reader would build it.

Nothing here is ours: it exists to show what the library does when it is left alone. The tests
beside it say in their names what goes wrong.
"""

import logging
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from flask_appbuilder import AppBuilder, ModelView
from flask_sqlalchemy import SQLAlchemy
from flask_wtf.csrf import CSRFProtect
from sqlalchemy import event, select
from sqlalchemy.engine import Engine
from werkzeug.test import TestResponse

from .stock_models import Level, StockBase, StockItem, StockOrg, StockPart, StockSupplier
from .stock_views import APIS, VIEWS

PASSWORD = "stock-password-1"  # noqa: S105  test account of a throw-away database
NO_SECURITY_VIEWS = {"FAB_ADD_SECURITY_VIEWS": False, "FAB_ADD_OPENAPI_VIEWS": False}


def settings(folder: Path, **changed: Any) -> dict[str, Any]:
    """The configuration of a stock application in a folder; form tokens off, quick hashes."""
    return {
        "SECRET_KEY": "a key for the stock application",
        "SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder / 'stock.db'}",
        "WTF_CSRF_ENABLED": False,
        "FAB_PASSWORD_HASH_METHOD": "pbkdf2:sha256:1",
        "UPLOAD_FOLDER": f"{folder / 'uploads'}/",
        "PROPAGATE_EXCEPTIONS": False,
        "FAB_ADD_SECURITY_API": False,
    } | changed


class Stock:
    """A running stock application with its database, and short ways to use it."""

    def __init__(self, folder: Path, guard: str = "", **changed: Any) -> None:
        """Start in a folder; `guard` says if CSRFProtect comes "before" or "after" the library."""
        self.folder = folder
        self.app = Flask("stock")
        self.app.config.update(settings(folder, WTF_CSRF_ENABLED=bool(guard)) | changed)
        self.db = SQLAlchemy(self.app)
        if guard == "before":
            CSRFProtect(self.app)
        with self.app.app_context():
            self.builder = AppBuilder(self.app, self.db.session)
        if guard == "after":
            CSRFProtect(self.app)

    @property
    def session(self) -> Any:
        """The session of the current application context."""
        return self.db.session

    def add(self, views: Iterable[type[Any]], apis: Iterable[type[Any]] = ()) -> "Stock":
        """Register views, each with a menu entry, and APIs."""
        with self.app.app_context():
            for view in views:
                self.builder.add_view(view, view.__name__, category="Stock")
            for api in apis:
                self.builder.add_api(api)
        return self

    def client(self, username: str = "") -> FlaskClient:
        """A browser, signed in when a user name is given."""
        client = self.app.test_client()
        if username:
            token = token_of(client.get("/login/")) if self.app.config["WTF_CSRF_ENABLED"] else ""
            data = {"username": username, "password": PASSWORD, "csrf_token": token}
            answer = client.post("/login/", data=data)
            assert answer.status_code == 302, answer.text
        return client

    def row(self, model: type[Any], **where: Any) -> Any:
        """One stored row, read in a fresh session; None when there is none."""
        with self.app.app_context():
            found = self.session.scalars(select(model).filter_by(**where)).first()
            self.session.expunge_all()
            return found

    def names(self, sql: str) -> set[Any]:
        """The rows of a statement as a set of tuples, or of values when there is one column."""
        with self.app.app_context(), self.db.engine.connect() as connection:
            rows = connection.exec_driver_sql(sql).all()
        return {row[0] if len(row) == 1 else tuple(row) for row in rows}

    def view(self, name: str) -> Any:
        """The registered view of that class name."""
        return next(v for v in self.builder.baseviews if v.__class__.__name__ == name)


def seed(stock: Stock) -> None:
    """Two organisations with a supplier and an item each, users u1 and u2, and an admin."""
    with stock.app.app_context():
        StockBase.metadata.create_all(stock.db.engine)
        session, manager = stock.session, stock.builder.sm
        for number in (1, 2):
            session.add(StockOrg(id=number, name=f"Org {number}"))
            session.add(
                StockSupplier(
                    id=number, name=f"Supplier {number}", org_id=number, secret_note=f"s{number}"
                )
            )
            session.add(item(number))
            part = StockPart(id=number, name=f"Part {number}", item_id=number, supplier_id=number)
            session.add(part)
        session.commit()
        everything = manager.find_role("Admin").permissions
        rights = [p for p in everything if "User" not in p.view_menu.name]
        editor = manager.add_role("Editor", permissions=rights)
        for number in (1, 2):
            account(manager, f"u{number}", editor)
        account(manager, "admin", manager.find_role("Admin"))


def item(number: int) -> StockItem:
    """The item of an organisation, with three decimals and microseconds."""
    return StockItem(
        id=number,
        name=f"Item {number}",
        weight=Decimal("1.234"),
        seen_at=datetime(2026, 9, 1, 8, 0, 0, 123456),
        level=Level.low,
        org_id=number,
        supplier_id=number,
    )


def account(manager: Any, username: str, role: Any) -> None:
    """Add a user with the password of all stock users."""
    mail = f"{username}@stock.example"
    assert manager.add_user(username, username, "Stock", mail, role, password=PASSWORD)


def build(folder: Path, **changed: Any) -> Stock:
    """The whole stock application with its rows."""
    stock = Stock(folder, **changed).add(VIEWS, APIS)
    seed(stock)
    return stock


def small(folder: Path, views: Iterable[type[ModelView]] = (), **changed: Any) -> Stock:
    """An application with the given views only: quick to start, without the sign-in pages."""
    return Stock(folder, **(NO_SECURITY_VIEWS | changed)).add(views)


class Template:
    """The whole application built once; its database is put back before each test."""

    def __init__(self, folder: Path) -> None:
        self.stock = build(folder)
        self.file = folder / "stock.db"
        self.copy = folder / "kept.db"
        self.release()
        shutil.copy(self.file, self.copy)

    def fresh(self) -> Stock:
        """The application with its first rows, whatever a test before did."""
        self.release()
        shutil.copy(self.copy, self.file)
        return self.stock

    def release(self) -> None:
        """Close every connection to the database file."""
        with self.stock.app.app_context():
            self.stock.session.remove()
            self.stock.db.engine.dispose()


@contextmanager
def statements(stock: Stock) -> Iterator[list[str]]:
    """Collect the SQL that the application sends meanwhile."""
    sent: list[str] = []

    def collect(*event_arguments: Any) -> None:
        sent.append(event_arguments[2])

    with stock.app.app_context():
        engine = stock.db.engine
    event.listen(engine, "before_cursor_execute", collect)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", collect)


@contextmanager
def all_statements() -> Iterator[list[str]]:
    """Collect the SQL of every engine meanwhile, also of those made inside."""
    sent: list[str] = []

    def collect(*event_arguments: Any) -> None:
        sent.append(event_arguments[2])

    event.listen(Engine, "before_cursor_execute", collect)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", collect)


@contextmanager
def foreign_keys(stock: Stock) -> Iterator[None]:
    """Let SQLite watch over foreign keys meanwhile, as a server database does."""

    def enforce(connection: Any, record: Any) -> None:
        connection.execute("pragma foreign_keys=on")

    with stock.app.app_context():
        engine = stock.db.engine
    engine.dispose()
    event.listen(engine, "connect", enforce)
    try:
        yield
    finally:
        event.remove(engine, "connect", enforce)
        engine.dispose()


def errors(caplog: Any) -> list[str]:
    """The messages logged as errors so far."""
    return [r.getMessage() for r in caplog.records if r.levelno >= logging.ERROR]


def field_of(page: TestResponse, name: str) -> str:
    """The HTML of one select of a page, with its options; '' when the page has none."""
    found = re.search(rf'<select[^>]*name="{name}"[^>]*>.*?</select>', page.text, re.S)
    return found.group(0) if found else ""


def token_of(page: TestResponse) -> str:
    """The form token of a page."""
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
    assert found, page.text
    return found.group(1)


def flashes(client: FlaskClient) -> list[str]:
    """The messages waiting for the user, which the next page would show."""
    with client.session_transaction() as held:
        return [text for _, text in held.get("_flashes", [])]


FORM: dict[str, Any] = {
    "name": "Item 1",
    "note": "",
    "weight": "1.234",
    "seen_at": "",
    "active": "y",
    "level": "low",
    "org": "1",
    "supplier": "1",
}


def form(**changed: Any) -> dict[str, Any]:
    """What a browser posts for an item, with some values changed; None leaves a field out."""
    return {k: v for k, v in (FORM | changed).items() if v is not None}
