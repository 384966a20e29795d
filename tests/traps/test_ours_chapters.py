"""Permissions, menus and the life of chapters in our application."""

from __future__ import annotations

import logging
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect

from core.access import sync
from core.app import create_app
from core.chapters import load_chapters, pending_migrations, upgrade_all
from core.cli.init import prepare
from core.db import make_engine, writing
from core.declare import Scope
from core.web.menu import groups_for

from .ours import NOW, Ours, form, settings_in, statements, store_of
from .ours_chapter import TOML, write_chapter, write_plain

ROOT = Path(__file__).resolve().parents[2]
GRANTS = """
select r.name, v.name, p.name from ab_permission_view_role l
join ab_role r on r.id = l.role_id
join ab_permission_view pv on pv.id = l.permission_view_id
join ab_permission p on p.id = pv.permission_id
join ab_view_menu v on v.id = pv.view_menu_id
"""


@pytest.fixture
def again(ours: Ours) -> Iterator[Any]:
    """Starts the installation anew, with ``init`` before when asked."""
    opened: list[Ours] = []

    def start(*, init: bool = True) -> Ours:
        for earlier in (ours, *opened):
            earlier.close()
        if init:
            store = store_of(settings_in(ours.folder))
            prepare(store)
            store.engine.dispose()
        opened.append(Ours(ours.folder))
        return opened[-1]

    yield start
    for made in opened:
        made.close()


def switch_on(ours: Ours, name: str) -> None:
    """Enable a chapter."""
    with ours.session() as session:
        ours.runtime.chapters.enable(session, name, NOW)
        session.commit()


def test_ours_roles_and_grants_come_in_a_fixed_number_of_statements(folder: Path) -> None:
    write_chapter(folder / "chapters")
    store = store_of(settings_in(folder))
    with statements() as made:
        upgrade_all(store.engine, store.chapters, store.settings)
    assert made
    with writing(), store.session("test") as session, statements() as sent:
        granted = sync.sync(session, store.chapters.catalogue)
    assert granted > 100
    assert len(sent) <= 20
    store.engine.dispose()


def test_ours_restart_asks_for_no_permission(ours: Ours) -> None:
    with statements() as sent:
        create_app(ours.settings)
    assert sent == []


def test_ours_processes_starting_at_once_log_no_error(folder: Path) -> None:
    write_chapter(folder / "chapters")
    environment = {
        "TONGXIN_DATA_DIR": str(folder),
        "TONGXIN_CHAPTERS_DIR": str(folder / "chapters"),
        "PATH": "/usr/bin:/bin",
    }
    started = [
        subprocess.Popen(
            [sys.executable, "run.py", "init"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for _ in range(2)
    ]
    said = [process.communicate(timeout=120)[0] for process in started]
    assert [p.returncode for p in started] == [0, 0], said
    assert not [s for s in said if re.search("error|traceback|warning", s, re.IGNORECASE)]
    (database,) = folder.glob("*.db")
    engine = make_engine(f"sqlite:///{database}")
    with engine.connect() as connection:
        doubled = connection.exec_driver_sql(
            "select name from ab_role group by name having count(*) > 1"
        ).all()
    engine.dispose()
    assert doubled == []


def test_ours_chapter_that_is_gone_opens_nothing_and_finds_its_grants_again(
    ours: Ours, again: Any
) -> None:
    held = {g for g in ours.values(GRANTS) if g[1].startswith("trial.")}
    shutil.move(ours.folder / "chapters" / "trial", ours.folder / "aside")
    without = again()
    browser = without.browser("u1")
    assert browser.get("/trial/item/").status_code == 404
    assert "Trial" not in browser.get("/").text
    assert held <= set(without.values(GRANTS))
    with without.session() as session:
        assert any("trial" in told for told in without.runtime.chapters.warnings(session))
    shutil.move(ours.folder / "aside", ours.folder / "chapters" / "trial")
    back = again()
    assert held <= set(back.values(GRANTS))
    assert "Item 1" in back.browser("u1").get("/trial/item/").text


def test_ours_init_with_a_chapter_absent_keeps_the_grants_of_own_roles(
    ours: Ours, again: Any
) -> None:
    sent = {"trial.item|read": "all", "trial.item|close": "all"}
    assert ours.browser("boss").post("/roles/PU", sent).status_code == 302
    shutil.move(ours.folder / "chapters" / "trial", ours.folder / "aside")
    again()
    shutil.move(ours.folder / "aside", ours.folder / "chapters" / "trial")
    assert ("PU", "trial.item", "close:all") in again().values(GRANTS)


def test_ours_default_that_is_no_longer_declared_is_taken_back(ours: Ours, again: Any) -> None:
    assert ours.browser("boss").post("/roles/PU", {"trial.part|delete": "all"}).status_code == 302
    narrowed = TOML.replace(
        'record = ["supplier", "part"]\nactions = ["read", "create", "edit", "delete", "export"]',
        'record = ["supplier", "part"]\nactions = ["read"]',
    )
    assert narrowed != TOML
    write_chapter(ours.folder / "chapters", narrowed)
    later = again()
    grants = later.values(GRANTS)
    assert ("LI", "trial.part", "delete:own_unit") not in grants
    assert ("LI", "trial.item", "delete:own_unit") in grants
    assert ("PU", "trial.part", "delete:all") in grants
    assert later.browser("u1").post("/trial/part/1/delete").status_code == 404
    assert later.row("trial.part", id=1).deleted_at is None


def test_ours_grant_taken_away_by_an_administrator_stays_away(ours: Ours, again: Any) -> None:
    assert ours.browser("boss").post("/roles/LI", {"trial.part|delete": ""}).status_code == 302
    assert ("LI", "trial.part", "delete:own_unit") not in again().values(GRANTS)


def test_ours_renamed_class_keeps_its_grants(ours: Ours, again: Any) -> None:
    before = set(ours.values(GRANTS))
    python = ours.folder / "chapters" / "trial" / "chapter.py"
    python.write_text(python.read_text("utf-8").replace("class Trial(", "class Attempt("), "utf-8")
    later = again()
    assert type(later.runtime.chapters).__name__ == "Chapters"
    assert set(later.values(GRANTS)) == before
    assert later.browser("u1").get("/trial/item/1").status_code == 200


def test_ours_every_permission_row_names_something_declared(ours: Ours) -> None:
    catalogue = ours.runtime.catalogue
    scopes = {str(s) for s in Scope}
    for record, permission in {g[1:] for g in ours.values(GRANTS)}:
        action, _, scope = permission.partition(":")
        assert scope in scopes
        if not record.startswith("core."):
            assert action in catalogue.actions(record), (record, action)
    pairs = "select count(*) from ab_permission_view"
    assert ours.values(pairs)[0] <= len({g[1:] for g in ours.values(GRANTS)})


def test_ours_role_codes_that_begin_alike_share_nothing(ours: Ours) -> None:
    roles = {role for role, _, _ in ours.values(GRANTS)}
    assert {"UF", "UFH", "PU", "PB"} <= roles | {"PU", "PB"}
    of = {r: {g[1:] for g in ours.values(GRANTS) if g[0] == r} for r in ("UF", "UFH")}
    assert ("trial.item", "read:all") in of["UF"]
    assert ("trial.item", "read:all") not in of["UFH"]


def test_ours_chapter_is_switched_while_requests_are_served(ours: Ours) -> None:
    browser, boss = ours.browser("u1"), ours.browser("boss")
    assert browser.get("/trial/item/").status_code == 200
    assert boss.post("/chapters/trial/switch", {"on": "0"}).status_code == 302
    for path in ("/trial/item/", "/trial/item/1", "/trial/about/", "/trial/item/picker/supplier"):
        assert browser.get(path).status_code == 404, path
    assert boss.post("/chapters/trial/switch", {"on": "1"}).status_code == 302
    assert "Item 1" in browser.get("/trial/item/").text


def test_ours_menu_shows_what_one_may_open_and_nothing_else(ours: Ours) -> None:
    def links(username: str) -> set[str]:
        page = ours.browser(username).get("/profile/").text
        menu = page[page.index("<nav") : page.rindex("</nav>")]
        return set(re.findall(r'href="(/(?:trial|chapters|accounts|roles)/[^"]*)"', menu))

    assert links("u1") == {"/trial/item/", "/trial/supplier/", "/trial/part/"}
    assert {"/chapters/", "/accounts/", "/roles/"} <= links("boss")
    for username in ("u1", "boss", "clerk"):
        browser = ours.browser(username)
        for link in links(username):
            assert browser.get(link).status_code == 200, (username, link)


def test_ours_menu_names_each_entry_once(ours: Ours) -> None:
    browser = ours.browser("boss")
    browser.get("/")
    with ours.app.test_request_context("/"):
        ours.app.preprocess_request()
        actor = ours.runtime.actors.get(ours.runtime.db(), 4, 0, ours.runtime.today())
        urls = [
            link.url
            for group in groups_for(actor)
            for entry in group.links
            for link in (entry.below or (entry,))
        ]
    assert len(urls) > 10
    assert len(urls) == len(set(urls))


def test_ours_menu_costs_no_statement(ours: Ours) -> None:
    browser = ours.browser("clerk")
    browser.get("/trial/part/1")
    with statements() as before:
        browser.get("/trial/part/1")
    for number in range(12):
        more = f"more{number}"
        write_plain(ours.folder / "chapters", more, more.title())
    ours.close()
    prepare(store_of(settings_in(ours.folder)))
    later = Ours(ours.folder)
    for number in range(12):
        switch_on(later, f"more{number}")
    browser = later.browser("clerk")
    page = browser.get("/trial/part/1").text
    assert page.count("/more") >= 12
    with statements() as after:
        browser.get("/trial/part/1")
    later.close()
    assert len(after) == len(before)


def test_ours_field_is_shown_to_its_readers_only(ours: Ours) -> None:
    paths = ("/trial/supplier/", "/trial/supplier/1", "/trial/supplier/1/edit")
    for path in (*paths, "/trial/supplier/export?format=csv"):
        assert "ecret" not in ours.browser("u1").get(path).text, path
        assert "secret 1" in ours.browser("clerk").get(path).text, path
    client = ours.app.test_client()
    path = "/api/v1/trial/supplier/1"
    assert "secret_note" not in client.get(path, headers=ours.api("u1")).json["result"]
    assert client.get(path, headers=ours.api("clerk")).json["result"]["secret_note"] == "secret 1"


def test_ours_hidden_field_cannot_be_set_and_survives_an_edit(ours: Ours) -> None:
    browser = ours.browser("u1")
    sent = {"name": "Supplier 1b", "unit": "1", "secret_note": "mine", "version": "1"}
    assert browser.post("/trial/supplier/1/edit", sent).status_code == 302
    kept = ours.row("trial.supplier", id=1)
    assert (kept.name, kept.secret_note) == ("Supplier 1b", "secret 1")
    path, head = "/api/v1/trial/supplier/1", ours.api("u1")
    answer = ours.app.test_client().patch(path, json={"secret_note": "mine"}, headers=head)
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("called", "title", "word"),
    [("trial", "Second trial", "name"), ("second", "Trial", "menu entry 'Trial'")],
)
def test_ours_second_chapter_with_a_taken_name_stays_out_and_says_why(
    ours: Ours, again: Any, called: str, title: str, word: str
) -> None:
    write_plain(ours.folder / "chapters", "second", title, called=called)
    later = again()
    assert word in " ".join(str(p) for p in later.runtime.chapters.problems)
    assert later.browser("u1").get("/trial/item/").status_code == 200
    assert "second" not in later.runtime.chapters.names


def test_ours_records_of_one_short_name_share_no_rights(ours: Ours, again: Any) -> None:
    text = write_plain(ours.folder / "chapters", "second", "Second") / "chapter.toml"
    renamed = text.read_text("utf-8").replace("record.thing", "record.item")
    text.write_text(renamed.replace('["thing"]', '["item"]'), "utf-8")
    later = again()
    switch_on(later, "second")
    browser = later.browser("u1")
    assert browser.get("/trial/item/").status_code == 200
    assert browser.get("/second/item/").status_code == 403


def test_ours_start_creates_no_table(folder: Path) -> None:
    write_chapter(folder / "chapters")
    app = create_app(settings_in(folder))
    engine = app.extensions["tongxin"].engine
    assert app.test_client().get("/healthz").status_code == 503
    assert inspect(engine).get_table_names() == []
    engine.dispose()


def test_ours_init_makes_the_tables_of_library_core_and_chapters(ours: Ours) -> None:
    names = set(inspect(ours.runtime.engine).get_table_names())
    assert {"ab_user", "ab_role", "core_audit", "directory_unit", "trial_item"} <= names
    assert pending_migrations(ours.runtime.engine, ours.runtime.chapters) == []


def test_ours_missing_migrations_of_one_chapter_stop_no_other(ours: Ours, again: Any) -> None:
    trial = ours.folder / "chapters" / "trial"
    (trial / "migrations").mkdir()
    (trial / "migrations" / "0001_broken.py").write_text("raise RuntimeError('gone')\n", "utf-8")
    write_plain(ours.folder / "chapters", "second", "Second")
    told = prepare(store_of(settings_in(ours.folder)))
    assert "Migrations of trial failed (RuntimeError: gone)" in " ".join(told)
    health = again(init=False).app.test_client().get("/healthz")
    assert (health.status_code, "trial" in health.text) == (503, True)
    shutil.rmtree(trial / "migrations")
    later = again(init=False)
    assert "second_thing" in inspect(later.runtime.engine).get_table_names()
    assert later.app.test_client().get("/healthz").status_code == 200


def test_ours_stamps_of_a_job_are_utc_and_without_an_account(ours: Ours) -> None:
    key = ours.add("trial.part", name="By a job", unit=1, item=1)
    kept = ours.row("trial.part", id=key)
    assert kept.created_by is None
    assert kept.created_at.utcoffset().total_seconds() == 0
    ours.browser("u1").post("/trial/item/1/edit", form(note="by hand"))
    (user,) = ours.values("select id from ab_user where username = 'u1'")
    assert ours.row("trial.item", id=1).changed_by == user


def test_ours_chapters_are_asked_in_the_order_of_the_settings(ours: Ours) -> None:
    for name in ("alpha", "zeta"):
        write_plain(ours.folder / "chapters", name, name.title())
    for order in (("zeta", "trial", "alpha"), ("alpha", "zeta", "trial")):
        chapters = load_chapters(settings_in(ours.folder, chapters=order))
        assert tuple(n for n in chapters.names if n in order) == order


def test_ours_own_page_of_a_chapter_finds_its_template(ours: Ours) -> None:
    assert ours.browser("u1").get("/trial/about/").text == "About the trial"


def test_ours_nothing_is_logged_as_an_error_by_a_good_start(
    ours: Ours, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        create_app(ours.settings)
    assert caplog.records == []
