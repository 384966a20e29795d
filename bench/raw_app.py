"""The floor: a bare WSGI function, SQL by hand, one Jinja template per page. No sign-in, no rights.

It is what the data and the page cost when nothing else is done; the others are measured by it.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, quote

import psycopg
from jinja2 import DictLoader, Environment
from sqlalchemy import make_url
from typing_extensions import override

from bench import data, raw_search
from bench.raw_pages import PAGES
from bench.subject import PAGE, Browser, Counter, Operation, Subject, accepted, marked, some_id

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment
    from werkzeug.test import TestResponse

COLUMNS = "c.id, c.date, c.mode, c.place, c.topic, l.name, p.name"
LABELS = """LEFT JOIN pair r ON r.id = c.pair_id LEFT JOIN person l ON l.id = r.leader_id
LEFT JOIN person p ON p.id = r.person_id"""
# Ids first and labels after: the far page walks the index only.
LIST = f"""SELECT {COLUMNS} FROM (SELECT id FROM contact ORDER BY date DESC, id DESC
LIMIT :n OFFSET :skip) k JOIN contact c ON c.id = k.id {LABELS}
ORDER BY c.date DESC, c.id DESC"""
KEYSET = f"""SELECT {COLUMNS} FROM (SELECT id FROM contact WHERE (date, id) < (:day, :id)
ORDER BY date DESC, id DESC LIMIT :n) k JOIN contact c ON c.id = k.id {LABELS}
ORDER BY c.date DESC, c.id DESC"""
ONE = f"SELECT {COLUMNS}, c.summary, c.pair_id, c.raised FROM contact c {LABELS} WHERE c.id = :id"
PAIR = """SELECT r.id, r.kind, r.starts_on, r.ends_on, r.basis, r.leader_id, l.name, r.person_id,
p.name FROM pair r LEFT JOIN person l ON l.id = r.leader_id
LEFT JOIN person p ON p.id = r.person_id WHERE r.id = :id"""
HAS_PAIR = "SELECT 1 FROM pair WHERE id = :id"
CREATE = """INSERT INTO contact (pair_id, date, mode, place, topic, summary, raised)
VALUES (:pair_id, :date, :mode, :place, :topic, :summary, :raised) RETURNING id"""
# Article 7, at least n distinct days in the year, for pairs that stand at its end.
STANDING = "r.starts_on <= :settled AND (r.ends_on IS NULL OR r.ends_on >= :last)"
MISSING = f"""SELECT r.id, r.leader_id FROM pair r WHERE {STANDING} AND NOT EXISTS
(SELECT 1 FROM contact c WHERE c.pair_id = r.id AND c.date BETWEEN :first AND :last)"""
# One look into the index per pair: of three ways to write it the fastest, or level with it.
COUNTED = f"""SELECT r.id, r.leader_id, (SELECT count(DISTINCT c.date) FROM contact c
WHERE c.pair_id = r.id AND c.date BETWEEN :first AND :last) FROM pair r WHERE {STANDING}"""
YEAR = {"first": "2026-09-01", "last": "2027-08-31", "settled": "2027-06-02"}
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "cache_size=-65536", "mmap_size=1073741824")

Answer = tuple[str, str, str]
"""Status, kind and text."""


class Database:
    """One connection per thread; statements are written with :names on both databases."""

    def __init__(self, url: str) -> None:
        self.target = make_url(url)
        self.local = threading.local()
        self.counter: Counter | None = None
        self.sqlite = self.target.get_backend_name() == "sqlite"
        self.known: dict[str, str] = {}

    def rows(self, statement: str, **values: object) -> list[Any]:
        """All rows of the statement."""
        if self.counter:
            self.counter.statements += 1
        found: list[Any] = self._connection().execute(self._sql(statement), values).fetchall()
        return found

    def write(self, statement: str, **values: object) -> Any:
        """The first value the statement returns, after it has been committed."""
        row = self.rows(statement, **values)[0]
        self._connection().commit()
        return row[0]

    def change(self, statement: str) -> None:
        """A statement that answers nothing, committed."""
        self._connection().execute(statement)
        self._connection().commit()

    def forget(self) -> None:
        """Close this thread's connection; the next statement opens another."""
        self._connection().close()
        self.local.connection = None

    def _sql(self, statement: str) -> str:
        if self.sqlite:
            return statement
        if statement not in self.known:
            self.known[statement] = re.sub(r":(\w+)", r"%(\1)s", statement)
        return self.known[statement]

    def _connection(self) -> Any:
        made = getattr(self.local, "connection", None)
        if made is None:
            made = self.local.connection = self._connect()
        return made

    def _connect(self) -> Any:
        if not self.sqlite:
            plain = self.target.set(drivername="postgresql")
            return psycopg.connect(plain.render_as_string(hide_password=False), autocommit=True)
        made = sqlite3.connect(str(self.target.database))
        for pragma in PRAGMAS:
            made.execute(f"PRAGMA {pragma}")
        return made


class RawApp:
    """Five pages, by their path."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.pages = Environment(loader=DictLoader(PAGES), autoescape=True, auto_reload=False)
        routes: tuple[tuple[str, Callable[..., Answer]], ...] = (
            (r"/contact/", self.list_page),
            (r"/contact/add", self.add),
            (r"/contact/(\d+)/edit", self.edit),
            (r"/pair/(\d+)/edit", self.edit_pair),
            (r"/api/contact/", self.api),
        )
        self.routes = [(re.compile(path), answer) for path, answer in routes]

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        """Answer one request."""
        for pattern, answer in self.routes:
            found = pattern.fullmatch(environ["PATH_INFO"])
            if found:
                status, kind, body = answer(environ, *found.groups())
                break
        else:
            status, kind, body = "404 Not Found", "text/plain", "No such page."
        data = body.encode()
        headers = [("Content-Type", f"{kind}; charset=utf-8"), ("Content-Length", str(len(data)))]
        if status.startswith("303"):
            headers.append(("Location", "/contact/"))
        start_response(status, headers)
        return [data]

    def list_page(self, environ: WSGIEnvironment) -> Answer:
        """25 contacts with the names of leader and person, newest first."""
        page, rows = self._rows(environ)
        return self._html("list.html", rows=rows, page=page)

    def edit(self, _: WSGIEnvironment, key: str) -> Answer:
        """The form of one contact; the pair is picked by a searching picker."""
        return self._html("edit.html", row=self.database.rows(ONE, id=int(key))[0])

    def edit_pair(self, _: WSGIEnvironment, key: str) -> Answer:
        """The form of one pair; leader and person are two of 100,000."""
        return self._html("pair.html", row=self.database.rows(PAIR, id=int(key))[0])

    def add(self, environ: WSGIEnvironment) -> Answer:
        """Take a form and store it."""
        sent = parse_qs(_body(environ).decode(), keep_blank_values=True)
        self._store({name: values[0] for name, values in sent.items()})
        return "303 See Other", "text/plain", ""

    def api(self, environ: WSGIEnvironment) -> Answer:
        """The list as JSON; POST stores one."""
        if environ["REQUEST_METHOD"] == "POST":
            made = self._store(json.loads(_body(environ)))
            return "201 Created", "application/json", json.dumps({"id": made})
        _, rows = self._rows(environ)
        names = ("id", "date", "mode", "place", "topic", "leader", "person")
        result = [dict(zip(names, map(_plain, row), strict=True)) for row in rows]
        return "200 OK", "application/json", json.dumps({"result": result})

    def _rows(self, environ: WSGIEnvironment) -> tuple[int, list[Any]]:
        asked = parse_qs(environ.get("QUERY_STRING", ""))
        if "before" in asked:
            day, key = asked["before"][0].split(",")
            return 0, self.database.rows(KEYSET, day=day, id=int(key), n=PAGE)
        if "q" in asked:
            return 0, raw_search.rows(self.database, COLUMNS, LABELS, asked["q"][0])
        page = int(asked.get("page", ["1"])[0])
        return page, self.database.rows(LIST, n=PAGE, skip=(page - 1) * PAGE)

    def _store(self, given: dict[str, Any]) -> int:
        pair = int(given["pair_id"])
        if not self.database.rows(HAS_PAIR, id=pair):
            raise ValueError(f"No pair {pair}.")
        values = {name: given[name] for name in ("mode", "place", "topic", "summary")}
        day = dt.date.fromisoformat(given["date"]).isoformat()
        made = self.database.write(CREATE, pair_id=pair, date=day, raised=False, **values)
        return int(made)

    def _html(self, template: str, /, **values: object) -> Answer:
        return "200 OK", "text/html", self.pages.get_template(template).render(values)


class Raw(Subject):
    """Bare SQL + Jinja."""

    name = "raw"
    start_path = "/contact/"
    list_path = "/contact/"

    @override
    def build(self) -> WSGIApplication:
        self.database = Database(self.url)
        return RawApp(self.database)

    @override
    def prepare(self) -> None:
        raw_search.prepare(Database(self.url))

    @override
    def sign_in(self, browser: Browser) -> None:
        """Nobody signs in here."""

    @override
    @contextmanager
    def counting(self) -> Iterator[Counter]:
        self.database.counter = counter = Counter()
        yield counter
        self.database.counter = None

    @override
    def operations(self, browser: Browser) -> dict[str, Operation]:
        rows, far = marked(r'href="/contact/(\d+)/edit"'), self.size.page
        cursor = self.database.rows(LIST, n=1, skip=(far - 1) * PAGE - 1)[0]
        keyset = f"/contact/?before={cursor[1]},{cursor[0]}"
        form = {"pair_id": "1", "date": "2027-08-31", "mode": "talk", "place": "办公室",
                "topic": "teaching", "summary": "新录入的联系记录"}  # fmt: skip
        pages = {
            "list": lambda i: browser.get("/contact/"),
            "page": lambda i: browser.get(f"/contact/?page={far}"),
            "page_keyset": lambda i: browser.get(keyset),
            "search_two": lambda i: browser.get(f"/contact/?q={quote(data.WORD)}"),
        }
        made = {name: Operation(act, rows, PAGE) for name, act in pages.items()}
        contacts, pairs = self.size.contacts, self.size.pairs
        made["search"] = Operation(
            lambda i: browser.get(f"/contact/?q={quote(data.room(i))}"), rows
        )
        return made | {
            "edit": Operation(
                lambda i: browser.get(f"/contact/{some_id(i, contacts)}/edit"), marked("<form")
            ),
            "edit_pair": Operation(
                lambda i: browser.get(f"/pair/{some_id(i, pairs)}/edit"), marked("<form")
            ),
            "create_form": Operation(lambda i: browser.post("/contact/add", form), accepted),
            "create_api": Operation(lambda i: browser.send("/api/contact/", form, {}), accepted),
            "api_list": Operation(
                lambda i: browser.get("/api/contact/"), marked(r'"id": (\d+)'), PAGE
            ),
            "list_connect": Operation(lambda i: self._connecting(browser), rows, PAGE),
            "quota": Operation(lambda i: self.database.rows(COUNTED, **YEAR), len, pairs // 2),
            "quota_missing": Operation(lambda i: self.database.rows(MISSING, **YEAR), len),
        }

    def _connecting(self, browser: Browser) -> TestResponse:
        """The list with a connection of its own, as a program without a pool does it."""
        self.database.forget()
        return browser.get("/contact/")


def _body(environ: WSGIEnvironment) -> bytes:
    body: bytes = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
    return body


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value
