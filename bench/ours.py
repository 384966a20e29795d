"""Tongxin itself: started as its server starts it, a clerk signed in by the form."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, make_url
from typing_extensions import override

import config
from bench import data, ours_chapters, ours_data, ours_rule
from bench.data import Size, college
from bench.stores import OUT, Store
from bench.subject import (
    ACCOUNT,
    PAGE,
    PASSWORD,
    SECRET,
    Browser,
    CountedBySqlalchemy,
    Operation,
    Subject,
    accepted,
    marked,
    some_id,
)
from core.app import create_app
from core.audit.reads import Later
from core.cli.store import Store as CommandStore
from core.db import writing
from core.settings import Settings, from_environment
from core.web.records.reads import KEY as READS
from core.web.runtime import Runtime

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

ROOT = Path(__file__).resolve().parent.parent
HOME = OUT / "ours"
"""Secrets and the head of the audit trail of each database, in a folder of its name."""
TODAY = "2027-08-31"
BASE = "/befriending/contact/"
API = "/api/v1/befriending/contact/"
OFFICE = 7
"""Pages in the menu of the product as it is delivered; more come from made-up chapters."""


def environment(url: str, views: int = OFFICE) -> dict[str, str]:
    """The settings of one database; with more views, ten made-up chapters of ten records."""
    found = {
        "TONGXIN_DATABASE_URL": url,
        "TONGXIN_DATA_DIR": str(HOME / Path(str(make_url(url).database)).stem),
        "TONGXIN_SECRET_KEY": SECRET,
        "TONGXIN_CLOCK": TODAY,
    }
    if views > OFFICE:
        found["TONGXIN_CHAPTERS_DIR"] = str(ours_chapters.folder(HOME / "chapters"))
    return found


def settings(url: str, views: int = OFFICE) -> Settings:
    """The same as a value."""
    return from_environment(environment(url, views), root=ROOT, chapters=config.CHAPTERS)


def run(url: str, *words: str, views: int = OFFICE) -> None:
    """One command of run.py. Raises RuntimeError with what it said when it fails."""
    command = [sys.executable, str(ROOT / "run.py"), *words]
    given = {**os.environ, **environment(url, views)}
    done = subprocess.run(command, env=given, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"run.py {' '.join(words)}: {done.stdout[-1500:]}{done.stderr[-1500:]}")


def master_name(size: Size) -> str:
    """A loaded database belongs to the tables it was loaded into: other tables, other name."""
    migrations = sorted(ROOT.glob("core/**/migrations/**/*.py"))
    migrations += sorted(ROOT.glob("plugins/befriending/migrations/**/*.py"))
    code = b"".join(path.read_bytes() for path in (*migrations, Path(ours_data.__file__)))
    code += data.mark().encode()
    return f"ours_{size.name}_{hashlib.sha256(code).hexdigest()[:8]}"


def master(place: Store, size: Size, say: Callable[[str], None]) -> str:
    """The name of the loaded database; made on first use."""
    name = master_name(size)

    def fill(engine: Engine) -> None:
        url = engine.url.render_as_string(hide_password=False)
        home = Path(environment(url)["TONGXIN_DATA_DIR"])
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        _install(url, home)
        ours_data.load(engine, college(size))
        kept = HOME / f"{place.kind}_{name}"
        shutil.rmtree(kept, ignore_errors=True)
        home.rename(kept)

    if place.master(name, fill):
        say(f"{place.kind}: loaded {name}")
        _forget(place, f"ours_{size.name}_", name)
    return name


def copied(place: Store, size: Size, name: str, say: Callable[[str], None]) -> str:
    """A copy of the loaded database for use past the pages, with its secrets; the copy's URL."""
    kept = master(place, size, say)
    url = place.copy(kept, name)
    _secrets(url, kept)
    return url


def _secrets(url: str, kept: str) -> None:
    """A copied database gets its own copy of the secrets and of the audit trail's head."""
    home = Path(environment(url)["TONGXIN_DATA_DIR"])
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(HOME / f"{make_url(url).get_backend_name()}_{kept}", home)


def _forget(place: Store, start: str, name: str) -> None:
    """Drop masters of tables that no longer are, with their secrets: each takes 300 MB."""
    for old in place.names():
        if old.startswith(start) and old != name:
            place.drop(old)
            shutil.rmtree(HOME / f"{place.kind}_{old}", ignore_errors=True)


def _install(url: str, home: Path) -> None:
    """Tables, an account that may enter contacts, and the chapter switched on."""
    secret = home / f"password-{secrets.token_hex(4)}"
    secret.write_text(PASSWORD, "utf-8")
    secret.chmod(0o600)
    run(url, "init", "--admin-username", ACCOUNT, "--admin-password-file", str(secret))
    secret.unlink()
    run(url, "chapters", "enable", "befriending")


class Ours(CountedBySqlalchemy, Subject):
    """Tongxin."""

    name = "ours"
    start_path = "/login/"
    list_path = BASE

    @override
    def build(self) -> WSGIApplication:
        made = create_app(settings(self.url, self.views))
        self.runtime: Runtime = made.extensions["tongxin"]
        self.reads: Later = made.extensions[READS]
        return made

    @override
    def settle(self) -> None:
        """Reads of lists are logged within a second by a writer of the process: now instead."""
        self.reads.flush()

    @override
    def prepare_views(self) -> None:
        """``run.py init`` makes the tables and grants of the made-up chapters; they are enabled."""
        run(self.url, "init", views=self.views)
        store = CommandStore(lambda: settings(self.url, self.views))
        with writing(), store.session("chapters") as session:
            for name in ours_chapters.NAMES:
                store.chapters.enable(session, name, store.clock())
            session.commit()

    @override
    def prepare(self) -> None:
        _secrets(self.url, master_name(self.size))
        # The rows were loaded past the product, which could not note them in its indexes.
        for record in ("directory.person", "befriending.contact"):
            run(self.url, "search", "build", record)

    @override
    def sign_in(self, browser: Browser) -> None:
        form = form_of(browser.get("/login/").get_data(as_text=True))
        browser.post("/login/", {**form, "username": ACCOUNT, "password": PASSWORD})

    @override
    def operations(self, browser: Browser) -> dict[str, Operation]:
        rows = marked(rf"{BASE}(\d+)\b")
        far = f"{BASE}?page={self.size.page}"
        contacts, pairs = self.size.contacts, self.size.pairs
        typed = {**form_of(browser.get(f"{BASE}add").get_data(as_text=True)), **ours_data.FORM}
        bearer = self._bearer(browser)
        ask = ours_rule.outcomes(self.runtime)
        return {
            "list": Operation(lambda i: browser.get(BASE), rows, PAGE),
            "page": Operation(lambda i: browser.get(far), rows, PAGE),
            "search": Operation(lambda i: browser.get(f"{BASE}?q={data.room(i)}"), rows),
            "search_two": Operation(lambda i: browser.get(f"{BASE}?q={data.WORD}"), rows, PAGE),
            "search_name": Operation(lambda i: browser.get(f"{BASE}?q={data.NAME}"), rows),
            "palette": Operation(lambda i: browser.get(f"/search/?q={data.NAME}"), accepted),
            "edit": Operation(
                lambda i: browser.get(f"{BASE}{some_id(i, contacts)}/edit"),
                marked('name="summary"'),
            ),
            "edit_pair": Operation(
                lambda i: browser.get(f"/befriending/pair/{some_id(i, pairs)}/edit"),
                marked('name="person"'),
            ),
            "create_form": Operation(lambda i: browser.post(f"{BASE}add", typed), accepted),
            "create_api": Operation(lambda i: browser.send(API, ours_data.BODY, bearer), accepted),
            "quota": Operation(lambda i: ask(), len, pairs // 2),
            "quota_ledger": Operation(
                lambda i: ours_rule.into_ledger(self.runtime), lambda found: found, pairs // 2
            ),
            "api_list": Operation(
                lambda i: browser.get(API, bearer), marked(r'"id": ?(\d+)'), PAGE
            ),
        }

    def _bearer(self, browser: Browser) -> dict[str, str]:
        sent = {"username": ACCOUNT, "password": PASSWORD}
        answer = browser.send("/api/v1/security/login", sent, {}).get_json() or {}
        return {"Authorization": f"Bearer {answer['access_token']}"}


class _Form(HTMLParser):
    """What a browser would send of the page's forms without typing anything."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, Any] = {}
        self._select = ""

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        name = found.get("name", "")
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in found:
            self.values[self._select] = found.get("value", "")
        elif tag == "input" and name and found.get("type") not in ("checkbox", "radio", "submit"):
            self.values[name] = found.get("value", "")
        elif tag == "textarea" and name:
            self.values[name] = ""


def form_of(html: str) -> dict[str, Any]:
    """Names and first values of the fields on a page, hidden ones among them."""
    parser = _Form()
    parser.feed(html)
    return parser.values
