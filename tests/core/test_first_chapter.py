"""docs/first-chapter.md works: its files are taken out of the page, loaded and used."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask_babel import gettext

from core.app import create_app
from core.chapters import new_migration
from core.chapters.discovery import forget
from core.chapters.lines import line_of
from core.chapters.world import world_of
from core.cli.init import prepare
from core.cli.store import Store
from core.db import migrate, writing
from core.db.base import Base, forget_model
from core.directory.calendar import calendar_data
from core.directory.models import Unit
from core.duties import evaluate, report
from core.records.refused import Refused
from core.records.save import save
from core.settings import from_environment
from core.texts.catalogues import Domain, compile_domain, read
from core.texts.collect import texts_of

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "first-chapter.md").read_text("utf-8")
FILE = re.compile(r"^File `my-chapters/([^`]+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TOML_ONLY, WITH_PYTHON = PAGE.split("\n## 2. ")
MIGRATION = "gatherings/migrations/0001_first_tables.py"
DAY = dt.date(2026, 10, 12)


def put_files(text: str, home: Path, *, leave_out: str = "") -> None:
    """Write the files that a part of the page shows."""
    for name, body in FILE.findall(text):
        if name != leave_out:
            path = home / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body, "utf-8")


def store_of(tmp_path: Path) -> Store:
    """What commands get, with the page's folder as the only further setting."""
    env = {
        "TONGXIN_CHAPTERS_DIR": str(tmp_path / "my-chapters"),
        "TONGXIN_DATA_DIR": str(tmp_path / "try"),
        "TONGXIN_CLOCK": "2026-11-24",
    }
    return Store(lambda: from_environment(env, root=tmp_path))


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """The chapters' folder; what was loaded from it is forgotten afterwards."""
    yield tmp_path / "my-chapters"
    for mapper in list(Base.registry.mappers):
        if mapper.class_.__module__ == "declared.gatherings":
            forget_model(mapper.class_)
    forget("gatherings")


def switched_on(store: Store) -> None:
    """Tables made, chapter on."""
    assert store.chapters.problems == ()
    prepare(store)
    with writing(), store.session("test") as session:
        store.chapters.enable(session, "gatherings", store.clock())
        session.commit()


def two_units_and_one_gathering(store: Store) -> None:
    """Enter a gathering for the first of two units through the door."""
    catalogue = store.chapters.catalogue
    with writing(), store.session("test") as session:
        store.chapters.refresh(session)
        units = [Unit(name=n, code=n[0], kind="teaching") for n in ("Arts", "Sciences")]
        session.add_all(units)
        save(session, catalogue)
        gathering = catalogue.model("gatherings.gathering")
        session.add(gathering(date=DAY, unit=units[0].id, topic="Autumn tea", form="tea"))
        save(session, catalogue)


def duties_of(store: Store, as_of: dt.date) -> dict[str, str]:
    """State of the rule by unit."""
    with store.session("test") as session:
        store.chapters.refresh(session)
        world = world_of(store.chapters, calendar_data(session))
        done = evaluate(session, world, as_of=as_of, now=store.clock())
        assert [r.error for r in done.failed] == []
        found = [d for d in report(session, world, as_of=as_of) if d["rule"] == "gatherings.R12.1"]
        return {d["subject"]["label"]: d["state"] for d in found if d["period"] == "2026-2027"}


def test_a_chapter_of_one_toml_file_works(home: Path, tmp_path: Path) -> None:
    put_files(TOML_ONLY, home)
    store = store_of(tmp_path)
    switched_on(store)
    two_units_and_one_gathering(store)
    found = duties_of(store, dt.date(2027, 9, 1))
    assert sorted(found.values()) == ["met", "overdue"]


def test_the_same_chapter_with_python_works(home: Path, tmp_path: Path) -> None:
    put_files(WITH_PYTHON, home)
    store = store_of(tmp_path)
    switched_on(store)
    two_units_and_one_gathering(store)
    assert sorted(duties_of(store, dt.date(2027, 9, 1)).values()) == ["met", "overdue"]
    gathering = store.chapters.catalogue.model("gatherings.gathering")
    with writing(), store.session("test") as session:
        session.add(gathering(date=DAY, unit=1, topic="Another"))
        session.add(gathering(date=dt.date(2026, 11, 25), unit=2, topic="Tomorrow"))
        with pytest.raises(Refused) as refused:
            save(session, store.chapters.catalogue)
    assert [c.field for c in refused.value.complaints] == ["date", "date"]
    with store.engine.connect() as connection:
        line = line_of(store.chapters, "gatherings")
        assert migrate.differences(connection, line) == []


def test_the_migration_on_the_page_is_the_one_the_command_writes(
    home: Path, tmp_path: Path
) -> None:
    put_files(WITH_PYTHON, home, leave_out=MIGRATION)
    store = store_of(tmp_path)
    written = new_migration(store.engine, store.chapters, "gatherings", "first tables")
    shown = dict(FILE.findall(WITH_PYTHON))[MIGRATION]
    assert written == home / MIGRATION
    assert written.read_text("utf-8") == shown, "Copy what the command writes into the page."


def test_the_catalogue_on_the_page_translates_texts_of_the_chapter(
    home: Path, tmp_path: Path
) -> None:
    put_files(WITH_PYTHON, home)
    folder = home / "gatherings"
    domain = Domain("gatherings", folder, folder / "i18n")
    texts = {str(m.id) for m in read(domain) if m.id}
    assert texts
    assert texts <= texts_of(folder)
    compile_domain(domain)
    store = store_of(tmp_path)
    app = create_app(store.settings, chapters=store.chapters)
    with app.test_request_context("/"):
        assert gettext("Organiser") == "组织人"


def test_the_tests_on_the_page_pass(home: Path, tmp_path: Path) -> None:
    put_files(WITH_PYTHON, home)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(home)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "4 passed" in done.stdout
