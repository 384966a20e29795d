"""Jobs that chapters declare: asked while the chapter is on, done once, each change by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.chapters.discovery import forget
from core.cli.init import prepare
from core.cli.store import Store
from core.db.job_tables import JOB
from core.jobs import Workbench, all_kinds
from core.jobs.perform import perform, take
from core.jobs.schedule import Timetable
from core.settings import from_environment
from tests.builders import NOW
from tests.conftest import Databases, make_settings
from tests.core.test_docs import BLOCK, HOOKS

EXAMPLE = "samples.finish_talks"


@pytest.fixture(name="store")
def store_with_the_example(kind: str, databases: Databases, tmp_path: Path) -> Iterator[Store]:
    """The chapter of docs/hooks.md, on."""
    head, *methods = BLOCK.findall(HOOKS)
    body = "\n".join(methods[-1:] + methods[:-1])
    home = tmp_path / "chapters" / "samples"
    home.mkdir(parents=True)
    indented = "\n".join(f"    {line}" for line in body.split("\n"))
    text = f"{head}\n\nclass Samples(Chapter):\n{indented}"
    (home / "chapter.py").write_text(text, "utf-8")
    url = databases.empty(kind, tmp_path / "data")
    settings = make_settings(url, tmp_path / "data", chapter_dirs=(home.parent,))
    store = Store(lambda: settings)
    prepare(store)
    with store.session("tests") as session:
        store.chapters.enable(session, "samples", NOW)
        session.commit()
        store.chapters.refresh(session)
    yield store
    store.engine.dispose()
    forget("samples")
    databases.drop(url)


def queued(bench: Workbench) -> list[tuple[str, int]]:
    """Kinds and numbers of the example's jobs that wait."""
    Timetable(bench).queue_due()
    with bench.factory() as session:
        found = session.execute(JOB.select().where(JOB.c.kind == EXAMPLE, JOB.c.state == "queued"))
        return [(row.kind, row.id) for row in found]


def test_a_job_is_done_while_its_chapter_is_on_and_something_is_wanted(store: Store) -> None:
    bench = store.workbench()
    assert queued(bench) == []
    talk = store.chapters.catalogue.model("samples.talk")
    with store.session("tests") as session:
        session.add(talk(topic="A talk", date=NOW.date()))
        session.commit()
    ((_, number),) = queued(bench)
    claim = take(bench, number, "tests")
    assert claim is not None
    perform(bench, claim)
    with store.session("tests") as session:
        assert session.get_one(talk, 1).status == "done"
        assert session.execute(JOB.select().where(JOB.c.id == number)).one().state == "done"
        store.chapters.disable(session, "samples", NOW)
        session.add(talk(topic="Another", date=NOW.date()))
        session.commit()
    wanted = all_kinds(store.chapters)[EXAMPLE].wanted
    assert wanted is not None
    with bench.factory() as session:
        assert wanted(session, bench)
        store.chapters.refresh(session)
        assert not wanted(session, bench)
    bench.engine.dispose()


def test_options_of_chapters_come_from_the_environment_and_are_not_shown(tmp_path: Path) -> None:
    env = {"TONGXIN_CHAPTER_SAMPLES_KEY": "hidden", "TONGXIN_DATA_DIR": str(tmp_path)}
    settings = from_environment(env, root=tmp_path)
    assert settings.chapter_options == {"samples_key": "hidden"}
    assert "hidden" not in repr(settings)
