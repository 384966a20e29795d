"""Every page of every record, for every role; every chapter switched off and on; every line of
migrations down and up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import func, inspect, select

from core.chapters import pending_migrations
from core.chapters.lines import core_line, lines
from core.db import make_engine, migrate
from core.db.base import Base
from tests.conftest import Databases, make_settings, open_site
from tests.core.loaded import CHAPTERS, RECORDS, chapters
from tests.rows import BESIDE, MISSING, fill
from tests.site import Browser, Site

ROLES = tuple(chapters().catalogue.roles)
each_record = pytest.mark.parametrize("record", RECORDS)


@pytest.fixture(scope="module")
def everybody(
    databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Site, dict[str, Browser]]]:
    """An application with a row of every record, and a browser for each role and for the two who
    may everything and nothing."""
    folder = tmp_path_factory.mktemp("everybody") / "data"
    url, ids = databases.copy("sqlite", folder)
    with open_site(make_settings(url, folder), ids) as site:
        with site.build() as make:
            fill(site, make)
            for role in ROLES:
                make.account(f"only-{role}", role)
        names = {role: f"only-{role}" for role in ROLES} | {"all": "boss", "none": "nobody"}
        yield site, {key: site.sign_in(name) for key, name in names.items()}


def url_of(record: str) -> str:
    """The address of a record's list."""
    return "/" + record.replace(".", "/") + "/"


def a_row(site: Site, record: str) -> int:
    """The number of a row that still takes changes."""
    model: Any = site.runtime.catalogue.model(record)
    workflow = site.runtime.catalogue.workflow(record)
    with site.session() as session:
        for row in session.scalars(select(model).order_by(model.id)):
            state = workflow.state(getattr(row, workflow.field)) if workflow else None
            if state is None or not state.closed:
                return int(row.id)
    pytest.fail(f"no row of {record}: add it to MISSING")


def pages(site: Site, record: str) -> list[tuple[str, str]]:
    """(action, address) of every page of a record."""
    base, key = url_of(record), a_row(site, record)
    return [
        ("read", base),
        ("read", f"{base}{key}"),
        ("read", f"{base}{key}/history"),
        ("create", f"{base}add"),
        ("edit", f"{base}{key}/edit"),
        ("export", f"{base}export?format=csv"),
    ]


def test_rows_made_for_these_tests_are_needed(everybody: tuple[Site, dict[str, Browser]]) -> None:
    site, _ = everybody
    for record in MISSING:
        with site.session() as session:
            ask = select(func.count()).select_from(site.runtime.catalogue.model(record))
            made = 1 + (record in BESIDE)
            assert session.scalar(ask) == made, f"{record} has rows now: take it out of MISSING"


@each_record
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_page_opens_for_those_who_may(
    everybody: tuple[Site, dict[str, Browser]], record: str, language: str
) -> None:
    site, browsers = everybody
    granted = {
        a
        for g in site.runtime.catalogue.grants
        if g.record == record and g.role in ("AD", "UF", "UFH")
        for a in g.actions
    }
    for action, path in pages(site, record):
        page = browsers["all"].get(f"{path}{'&' if '?' in path else '?'}_l_={language}")
        # What only people themselves may enter is nothing for the office.
        wanted = 200 if action in granted else 403
        assert page.status_code == wanted, (path, page.status_code)


@each_record
def test_no_page_opens_for_those_who_may_nothing(
    everybody: tuple[Site, dict[str, Browser]], record: str
) -> None:
    site, browsers = everybody
    stranger = site.browser()
    for _action, path in pages(site, record):
        assert browsers["none"].get(path).status_code in (403, 404), path
        assert stranger.get(path).location.startswith("/login/"), path


@each_record
@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_what_it_was_granted_and_nothing_else(
    everybody: tuple[Site, dict[str, Browser]], record: str, role: str
) -> None:
    site, browsers = everybody
    grants = [g for g in chapters().catalogue.grants if (g.role, g.record) == (role, record)]
    granted = {a: g.scope for g in grants for a in g.actions}
    for action, path in pages(site, record):
        answer = browsers[role].get(path)
        if granted.get(action) == granted.get("read") == "all":
            assert answer.status_code == 200, (path, answer.status_code)
        elif action not in granted:
            assert answer.status_code in (403, 404), (path, answer.status_code)
        else:
            assert answer.status_code in (200, 403, 404), (path, answer.status_code)


def rows_of_all_tables(site: Site) -> dict[str, int]:
    """How many rows each table has, without those that note the switching itself."""
    notes = {"core_chapter_event", "core_audit", "core_session", "core_generation"}
    with site.runtime.engine.connect() as connection:
        tables = [
            Base.metadata.tables[name]
            for name in inspect(connection).get_table_names()
            if name in Base.metadata.tables and name not in notes
        ]
        return {
            t.name: connection.execute(select(func.count()).select_from(t)).scalar_one()
            for t in tables
        }


@pytest.mark.parametrize("chapter", [c for c in CHAPTERS if c != "directory"])
def test_off_and_on_again_keeps_every_row_of_every_table(site: Site, chapter: str) -> None:
    with site.build() as make:
        fill(site, make)
    boss = site.sign_in("boss")
    before = rows_of_all_tables(site)
    path = url_of(next(r for r in RECORDS if r.startswith(f"{chapter}.")))
    assert boss.get(path).status_code == 200
    boss.post(f"/chapters/{chapter}/switch", on="0")
    assert boss.get(path).status_code == 404
    boss.post(f"/chapters/{chapter}/switch", on="1")
    assert boss.get(path).status_code == 200
    assert rows_of_all_tables(site) == before
    assert sum(n for t, n in before.items() if t.startswith(f"{chapter}_")) > 0


@pytest.mark.parametrize("line", [n for n in CHAPTERS if n != "directory"])
def test_a_chapter_goes_down_and_up_with_rows_and_leaves_the_others_alone(
    site: Site, line: str
) -> None:
    found = next(x for x in lines(chapters()) if x.name == line)
    with site.build() as make:
        fill(site, make)
    assert found.written, f"{line} has no migrations: write them with «chapters migration»"
    before = rows_of_all_tables(site)
    migrate.downgrade(site.runtime.engine, found)
    assert not found.tables & set(inspect(site.runtime.engine).get_table_names())
    others = {t: n for t, n in before.items() if t not in found.tables}
    assert {t: n for t, n in rows_of_all_tables(site).items() if t not in found.tables} == others
    assert pending_migrations(site.runtime.engine, chapters()) == [line]
    migrate.upgrade(site.runtime.engine, found)
    assert pending_migrations(site.runtime.engine, chapters()) == []
    with site.runtime.engine.connect() as connection:
        assert migrate.differences(connection, found) == []
    assert {n for t, n in rows_of_all_tables(site).items() if t in found.tables} == {0}


def test_all_lines_go_up_down_and_up_on_an_empty_database(empty_url: str) -> None:
    engine = make_engine(empty_url)
    all_lines = lines(chapters())
    assert all_lines[0].name == core_line().name
    for line in all_lines:
        migrate.upgrade(engine, line)
    for line in reversed(all_lines):
        migrate.downgrade(engine, line)
    left = set(inspect(engine).get_table_names())
    assert left <= {line.version_table for line in all_lines}
    for line in all_lines:
        migrate.upgrade(engine, line)
        with engine.connect() as connection:
            assert migrate.differences(connection, line) == []
    engine.dispose()
