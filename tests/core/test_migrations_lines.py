"""Lines of migrations: the core's and one per chapter, each for itself."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, select, text
from sqlalchemy.exc import IntegrityError

import core
from core.chapters import load_chapters, new_migration, pending_migrations, upgrade_all
from core.chapters.lines import core_line, line_of, lines
from core.db import Base, migrate
from core.db.migrate import MigrationError
from core.settings import Settings
from tests.chapters_made_for_tests import SECRET, Made, python
from tests.core.loaded import CHAPTERS

ROOT = Path(core.__file__).resolve().parents[1]
MORE = '    colour: Mapped[str] = field(Kind.TEXT, "Colour")\n'
EXACT = '    price: Mapped[object] = field(Kind.DECIMAL, "Price", scale=2)\n'
UNIQUE = "    code: Mapped[str] = field(Kind.TEXT, 'Code', unique=True)\n"


@pytest.fixture
def settings(made: Made, database: str) -> Settings:
    return made.settings(database_url=database)


def columns(engine: Engine, table: str) -> set[str]:
    return {c["name"] for c in inspect(engine).get_columns(table)}


def test_the_migrations_of_the_project_lead_to_exactly_what_is_declared(
    settings: Settings, engine: Engine
) -> None:
    chapters = load_chapters(settings)
    assert chapters.problems == ()
    done = upgrade_all(engine, chapters, settings)
    assert done[0] == "Tables of core are up to date."
    with engine.connect() as connection:
        for line in lines(chapters):
            assert line.written, f"{line.name} has no migrations"
            assert migrate.differences(connection, line) == []
            assert migrate.current(connection, line) == line.head()
    assert pending_migrations(engine, chapters) == []
    assert upgrade_all(engine, chapters, settings) == []


def test_every_table_belongs_to_one_line(made: Made, settings: Settings) -> None:
    import core.app  # noqa: F401, PLC0415  all that the program maps

    made.python("alpha")
    found = [t for line in lines(load_chapters(settings)) for t in line.tables]
    ours = {
        t for t in Base.metadata.tables if t.startswith(("core_", "directory_", "befriending_"))
    }
    assert len(found) == len(set(found))
    assert ours <= set(found)


def test_the_core_goes_back_to_nothing(settings: Settings, engine: Engine) -> None:
    chapters = load_chapters(settings)
    upgrade_all(engine, chapters, settings)
    for line in reversed(lines(chapters)):
        migrate.downgrade(engine, line)
    left = set(inspect(engine).get_table_names())
    assert left == {line.version_table for line in lines(chapters)}


def test_a_chapter_without_migrations_gets_its_tables_and_drift_is_told(
    made: Made, settings: Settings, engine: Engine
) -> None:
    made.python("alpha")
    upgrade_all(engine, made.load(settings), settings)
    assert "label" in columns(engine, "alpha_thing")
    made.mended("alpha")
    made.python("alpha", columns=MORE)
    later = made.load(settings)
    assert pending_migrations(engine, later) == []
    assert upgrade_all(engine, later, settings) == []
    assert "colour" not in columns(engine, "alpha_thing")
    with engine.connect() as connection:
        told = migrate.differences(connection, line_of(later, "alpha"))
    assert told == ["table alpha_thing: column colour is missing"]


def test_a_migration_is_written_and_run(made: Made, settings: Settings, engine: Engine) -> None:
    made.python("alpha")
    chapters = made.load(settings)
    migrate.upgrade(engine, core_line())
    path = new_migration(engine, chapters, "alpha", "First tables")
    assert path.name == "0001_first_tables.py"
    assert pending_migrations(engine, chapters) == ["alpha"]
    assert upgrade_all(engine, chapters, settings) == ["Tables of alpha are up to date."]
    made.mended("alpha")
    made.python("alpha", columns=MORE + EXACT + UNIQUE)
    later = made.load(settings)
    second = new_migration(engine, later, "alpha", "Colour, price & code")
    assert second.name == "0002_colour_price_code.py"
    assert 'down_revision = "0001"' in second.read_text()
    assert "Scaled(2)" in second.read_text()
    upgrade_all(engine, later, settings)
    assert {"colour", "price", "code"} <= columns(engine, "alpha_thing")
    with engine.connect() as connection:
        assert migrate.differences(connection, line_of(later, "alpha")) == []
    migrate.downgrade(engine, line_of(later, "alpha"), "0001")
    assert "colour" not in columns(engine, "alpha_thing")


def test_rebuilding_a_table_keeps_rows_and_references(
    made: Made, settings: Settings, engine: Engine
) -> None:
    part = (
        "class Part(RecordBase):\n"
        '    record = Record(name="alpha.part", label="Part", fields=())\n'
        '    thing: Mapped[int] = field(Kind.REF, "Thing", target="alpha.thing")\n'
    )
    models = "    def models(self):\n        return (Thing, Part)\n"
    made.python("alpha", models, columns="\n" + part)
    chapters = made.load(settings)
    assert chapters.problems == ()
    migrate.upgrade(engine, core_line())
    new_migration(engine, chapters, "alpha", "first")
    upgrade_all(engine, chapters, settings)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO alpha_thing (id, version, label) VALUES (5, 1, 'x')"))
        connection.execute(text("INSERT INTO alpha_part (id, version, thing) VALUES (1, 1, 5)"))
    made.mended("alpha")
    made.python("alpha", models, columns=UNIQUE + "\n" + part)
    later = made.load(settings)
    new_migration(engine, later, "alpha", "code")
    upgrade_all(engine, later, settings)
    with engine.begin() as connection:
        assert connection.execute(text("SELECT thing FROM alpha_part")).scalar() == 5
        with pytest.raises(IntegrityError):
            connection.execute(text("INSERT INTO alpha_part (id, version, thing) VALUES (2, 1, 9)"))


def test_no_migration_is_written_when_nothing_differs(
    made: Made, settings: Settings, engine: Engine
) -> None:
    made.python("alpha")
    chapters = made.load(settings)
    upgrade_all(engine, chapters, settings)
    with pytest.raises(MigrationError, match="alpha: the tables agree with their declaration"):
        new_migration(engine, chapters, "alpha", "none")
    with pytest.raises(MigrationError, match="'gamma' is no loaded chapter. Names: core, alpha"):
        new_migration(engine, chapters, "gamma", "none")


def test_a_migration_that_waits_is_run_before_another_is_written(
    made: Made, settings: Settings, engine: Engine
) -> None:
    made.python("alpha")
    chapters = made.load(settings)
    migrate.upgrade(engine, core_line())
    new_migration(engine, chapters, "alpha", "first")
    with pytest.raises(MigrationError, match="stands on None, the newest migration is 0001"):
        new_migration(engine, chapters, "alpha", "second")


def test_a_migration_that_fails_changes_nothing_and_can_run_again(
    made: Made, settings: Settings, engine: Engine
) -> None:
    made.python("alpha")
    chapters = made.load(settings)
    migrate.upgrade(engine, core_line())
    path = new_migration(engine, chapters, "alpha", "first")
    good = path.read_text()
    path.write_text(
        good.replace("def downgrade", "    raise ValueError('half')\n\n\ndef downgrade")
    )
    assert (
        "Migrations of alpha failed (ValueError: half)"
        in upgrade_all(engine, chapters, settings)[0]
    )
    assert not inspect(engine).has_table("alpha_thing")
    path.write_text(good)
    upgrade_all(engine, chapters, settings)
    assert inspect(engine).has_table("alpha_thing")


def test_a_folder_that_is_gone_harms_nobody(made: Made, settings: Settings, engine: Engine) -> None:
    made.python("alpha")
    made.python("beta")
    chapters = made.load(settings)
    migrate.upgrade(engine, core_line())
    new_migration(engine, chapters, "alpha", "first")
    upgrade_all(engine, chapters, settings)
    (made.plugins / "alpha").rename(made.home / "away")
    later = made.load(settings)
    assert pending_migrations(engine, later) == []
    assert upgrade_all(engine, later, settings) == []
    assert inspect(engine).has_table("alpha_thing")


def test_four_processes_that_start_at_once_on_an_empty_database_end_right(
    made: Made, settings: Settings, engine: Engine
) -> None:
    environment = os.environ | {
        "TONGXIN_DATABASE_URL": settings.database_url,
        "TONGXIN_DATA_DIR": str(settings.data_dir),
        "TONGXIN_SECRET_KEY": SECRET,
    }
    started = [
        subprocess.Popen(
            [python(), "run.py", "init"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    ends = [(p.communicate(timeout=120), p.returncode) for p in started]
    assert [code for _, code in ends] == [0, 0, 0, 0], ends
    assert all(not errors for (_, errors), _ in ends), ends
    assert sum("default grants applied" in out for (out, _), _ in ends) == 1
    chapters = load_chapters(settings)
    assert pending_migrations(engine, chapters) == []
    states = Base.metadata.tables["core_chapter"]
    with engine.connect() as connection:
        found = connection.execute(select(states.c.name, states.c.state)).all()
    wanted = {name: "installed" for name in CHAPTERS} | {"directory": "enabled"}
    assert dict(map(tuple, found)) == wanted


def test_tables_of_a_newer_program_are_refused_and_left_alone(
    made: Made, settings: Settings, engine: Engine
) -> None:
    made.python("alpha")
    chapters = made.load(settings)
    migrate.upgrade(engine, core_line())
    new_migration(engine, chapters, "alpha", "first")
    upgrade_all(engine, chapters, settings)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alpha_version SET version_num = '0009'"))
    told = "alpha: the database stands on 0009, which this version does not know"
    assert told in upgrade_all(engine, chapters, settings)[0]
    assert pending_migrations(engine, chapters) == ["alpha"]
