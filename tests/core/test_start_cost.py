"""What a start and a list page cost with ten chapters of ten records each."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import get_ident

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from core.access import sync
from core.app import create_app
from core.chapters import upgrade_all
from core.cli.init import prepare
from core.cli.store import Store
from core.db import writing
from core.settings import Settings
from tests.builders import NOW, Builders
from tests.conftest import Databases, make_settings, open_site
from tests.site import Browser, Site

MADE, EACH = 10, 10
MOST_OF_SYNC, MOST_OF_A_LIST, MOST_OF_A_ROW, MOST_SECONDS = 20, 6, 8, 2.5
HEAD = """
format = 1
name = "{name}"
title = "Made up {name}"
version = "0.1.0"
core = ">=0.1,<1"
"""
RECORD = """
[record.r{n}]
label = "Record {n} of {name}"
plural = "Records {n} of {name}"
title = ["label"]
[record.r{n}.field.label]
kind = "text"
label = "Label"
required = true
listed = true
[record.r{n}.field.unit]
kind = "ref"
label = "Unit"
target = "directory.unit"
listed = true
[record.r{n}.field.other]
kind = "ref"
label = "Other"
target = "{name}.r0"
listed = true
[[grant]]
role = ["UF", "UFH"]
record = ["r{n}"]
actions = ["read", "create", "edit", "delete", "export"]
"""


@contextmanager
def statements() -> Iterator[list[str]]:
    """What any engine is asked meanwhile; opening a transaction is no question.

    Writers in the background, of this or an earlier request, are left out.
    """
    sent: list[str] = []
    asking = get_ident()

    def collect(*given: object) -> None:
        text = str(given[2])
        if get_ident() == asking and not re.match(r"BEGIN|PRAGMA", text):
            sent.append(text)

    event.listen(Engine, "before_cursor_execute", collect)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", collect)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the ten chapters."""
    folder = tmp_path_factory.mktemp("made")
    for number in range(MADE):
        name = f"made{number}"
        (folder / name).mkdir()
        records = "".join(RECORD.format(n=n, name=name) for n in range(EACH))
        (folder / name / "chapter.toml").write_text(HEAD.format(name=name) + records, "utf-8")
    return folder


@dataclass
class Start:
    """One prepared installation, and what bringing it there cost."""

    settings: Settings
    first_sync: list[str]
    second_sync: list[str]
    ids: dict[str, int]


@pytest.fixture(
    scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
)
def start(
    request: pytest.FixtureRequest,
    home: Path,
    databases: Databases,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Start]:
    """The ten chapters installed, the first of them on."""
    folder = tmp_path_factory.mktemp("start") / "data"
    url, ids = databases.copy(request.param, folder)
    settings = make_settings(url, folder, chapter_dirs=(home,))
    store = Store(lambda: settings)
    assert [str(p) for p in store.chapters.problems] == []
    upgrade_all(store.engine, store.chapters, settings)
    costs = []
    for _ in range(2):
        with writing(), store.session("init") as session, statements() as sent:
            sync.sync(session, store.chapters.catalogue)
            session.commit()
        costs.append(sent)
    prepare(store)
    with writing(), store.session("tests") as session:
        store.chapters.refresh(session)
        store.chapters.enable(session, "made0", NOW)
        session.commit()
        store.chapters.refresh(session)
        make = Builders(session, store.chapters.catalogue)
        thing = store.chapters.catalogue.model("made0.r0")
        for number in range(40):
            make.keep(thing(label=f"Row {number}", unit=ids["unit1"], other=None))
    store.engine.dispose()
    yield Start(settings, *costs, ids)
    databases.drop(url)


def test_the_sync_of_a_hundred_records_takes_few_statements(start: Start) -> None:
    assert len(start.first_sync) <= MOST_OF_SYNC
    assert len(start.second_sync) <= 5
    assert not [s for s in start.second_sync if re.match("INSERT|UPDATE|DELETE", s)]


def test_a_start_asks_and_writes_nothing_and_is_quick(start: Start) -> None:
    began = time.process_time()
    with statements() as sent:
        create_app(start.settings)
    assert time.process_time() - began < MOST_SECONDS
    assert sent == []


def cost(browser: Browser, path: str) -> int:
    """Statements of a page that was opened before."""
    assert browser.get(path).status_code == 200
    with statements() as sent:
        page = browser.get(path)
    assert page.status_code == 200
    return len(sent)


def entries(browser: Browser) -> int:
    """Menu entries of records."""
    return len(set(re.findall(r'href="(/\w+/\w+/)"', browser.get("/").text)))


def switch(site: Site, on: bool) -> None:
    """Switch nine of the ten chapters."""
    with site.session() as session:
        chapters = site.runtime.chapters
        for number in range(1, MADE):
            change = chapters.enable if on else chapters.disable
            change(session, f"made{number}", NOW)
        session.commit()


@pytest.mark.parametrize("path", ["/made0/r0/", "/made0/r0/1", "/made0/r0/1/edit", "/made0/r0/add"])
def test_a_page_costs_the_same_with_few_and_with_many_menu_entries(start: Start, path: str) -> None:
    with open_site(start.settings, start.ids) as site:
        switch(site, False)
        browser = site.sign_in("clerk")
        few, before = entries(browser), cost(browser, path)
        switch(site, True)
        many, after = entries(browser), cost(browser, path)
    assert many >= few + 9 * EACH >= 70
    assert after == before
    assert after <= (MOST_OF_A_ROW if path.endswith("/1") else MOST_OF_A_LIST)


@pytest.mark.parametrize(
    "path", ["/made0/r0/?page=2", "/made0/r0/?q=Row", "/made0/r0/?order=label"]
)
def test_every_question_of_a_list_takes_few_statements(start: Start, path: str) -> None:
    with open_site(start.settings, start.ids) as site:
        assert cost(site.sign_in("clerk"), path) <= MOST_OF_A_LIST


@pytest.mark.parametrize(
    "path", ["/befriending/pair/", "/befriending/contact/", "/directory/person/"]
)
def test_the_lists_of_the_project_take_few_statements(start: Start, path: str) -> None:
    with open_site(start.settings, start.ids) as site:
        for username in ("clerk", "leader1"):
            assert cost(site.sign_in(username), path) <= MOST_OF_A_LIST, username


def test_the_interface_lists_in_few_statements(start: Start) -> None:
    with open_site(start.settings, start.ids) as site:
        api = site.api("clerk")
        api.get("/api/v1/made0/r0/")
        with statements() as sent:
            answer = api.get("/api/v1/made0/r0/?page_size=25")
    assert answer.json is not None
    assert len(answer.json["result"]) == 25
    assert len(sent) <= MOST_OF_A_LIST
