"""Switching chapters on and off, their parameters, and what an administrator is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, text
from sqlalchemy.orm import Session

from core.access import generation, sync
from core.chapters import Chapters, LifeCycleError, load_chapters, upgrade_all
from core.chapters.life_cycle import dependants
from core.db import session_factory, writing
from core.settings import Settings
from tests.chapters_made_for_tests import Made
from tests.conftest import Databases

NOW = dt.datetime(2026, 11, 24, 17, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 25)  # past midnight in the college's zone
SENSITIVE = ', personal=DataClass.S, purpose="work"'


@pytest.fixture
def database(kind: str, databases: Databases, tmp_path: Path) -> Iterator[str]:
    """A database with the core's tables, without this test's chapters."""
    url, _ = databases.copy(kind, tmp_path / "copy", rows=False)
    yield url
    databases.drop(url)


@pytest.fixture
def settings(made: Made, database: str) -> Settings:
    return made.settings(database_url=database)


@pytest.fixture
def chapters(made: Made, settings: Settings, engine: Engine) -> Chapters:
    """alpha, beta (requires alpha) and secret (class S), installed and all off."""
    made.python("alpha")
    made.python("beta", requires=("alpha",))
    made.python("secret", options=SENSITIVE)
    return installed(made.load(settings), settings, engine)


def installed(chapters: Chapters, settings: Settings, engine: Engine) -> Chapters:
    upgrade_all(engine, chapters, settings)
    with writing(), session_factory(engine)() as session:
        chapters.install(session, NOW)
        session.commit()
        chapters.refresh(session)
    return chapters


@pytest.fixture
def session(engine: Engine, chapters: Chapters) -> Iterator[Session]:
    with writing(), session_factory(engine)() as found:
        yield found


def test_nothing_is_on_but_the_directory(chapters: Chapters) -> None:
    assert [n for n in chapters.names if chapters.enabled(n)] == ["directory"]
    assert chapters.state("alpha") == "installed"


def test_a_switch_counts_after_the_commit_and_the_next_refresh(
    made: Made, chapters: Chapters, session: Session, settings: Settings
) -> None:
    other = load_chapters(settings, own=made.plugins)
    chapters.enable(session, "alpha", NOW, user=None)
    assert not chapters.enabled("alpha")
    session.commit()
    for each in (chapters, other):
        each.refresh(session)
        assert each.enabled("alpha")
    chapters.disable(session, "alpha", NOW)
    session.commit()
    other.refresh(session)
    assert other.state("alpha") == "disabled"


def test_a_refusal_changes_nothing(chapters: Chapters, session: Session) -> None:
    before = generation.current(session)
    with pytest.raises(LifeCycleError):
        chapters.enable(session, "beta", NOW)
    session.commit()
    assert generation.current(session) == before


def test_what_a_chapter_requires_must_be_on_and_is_named(
    chapters: Chapters, session: Session
) -> None:
    with pytest.raises(LifeCycleError, match="needs others that are off: alpha. Switch them on"):
        chapters.enable(session, "beta", NOW)
    chapters.enable(session, "alpha", NOW)
    chapters.enable(session, "beta", NOW)
    chapters.refresh(session)
    assert chapters.enabled("beta")


def test_what_another_needs_cannot_be_switched_off_and_the_other_is_named(
    chapters: Chapters, session: Session
) -> None:
    for name in ("alpha", "beta"):
        chapters.enable(session, name, NOW)
    with pytest.raises(LifeCycleError, match="need this chapter: beta. Switch them off first."):
        chapters.disable(session, "alpha", NOW)
    chapters.disable(session, "beta", NOW)
    chapters.disable(session, "alpha", NOW)
    assert dependants(chapters.catalogue, "alpha") == ["beta"]


def test_the_directory_stays_on(chapters: Chapters, session: Session) -> None:
    with pytest.raises(LifeCycleError, match="part of the core and stays on"):
        chapters.disable(session, "directory", NOW)


def test_an_unknown_chapter_is_refused_with_the_names_that_are_known(
    chapters: Chapters, session: Session
) -> None:
    with pytest.raises(LifeCycleError, match="alpa is not loaded. Loaded are: directory, alpha"):
        chapters.enable(session, "alpa", NOW)


def test_a_trial_may_keep_sensitive_data_without_an_assessment_but_is_told(
    chapters: Chapters, session: Session
) -> None:
    chapters.enable(session, "secret", NOW)
    session.commit()
    assert any(
        "without the number of an impact assessment" in w for w in chapters.warnings(session)
    )
    chapters.enable(session, "secret", NOW, assessment="PIA-7")
    session.commit()
    assert not any("assessment" in w for w in chapters.warnings(session))
    assert chapters.assessment("secret") == "PIA-7"


def test_production_refuses_sensitive_data_without_an_assessment(
    made: Made, database: str, engine: Engine
) -> None:
    made.python("secret", options=SENSITIVE)
    settings = made.settings(database_url=database, production=True)
    chapters = installed(made.load(settings), settings, engine)
    with writing(), session_factory(engine)() as session:
        with pytest.raises(LifeCycleError, match="Enter the number of its impact assessment"):
            chapters.enable(session, "secret", NOW)
        chapters.enable(session, "secret", NOW, assessment=" PIA-7 ")
        session.commit()
        chapters.refresh(session)
    assert chapters.enabled("secret")


def test_the_first_day_is_kept_when_a_chapter_is_switched_again(
    chapters: Chapters, session: Session
) -> None:
    chapters.enable(session, "alpha", NOW)
    chapters.disable(session, "alpha", NOW + dt.timedelta(days=3))
    chapters.enable(session, "alpha", NOW + dt.timedelta(days=9))
    session.commit()
    chapters.refresh(session)
    assert chapters.since("alpha") == dt.date(2026, 11, 25)  # past midnight in the college's zone
    assert chapters.since("beta") is None


def test_switching_off_and_on_keeps_rows_grants_and_parameters(
    chapters: Chapters, session: Session
) -> None:
    sync.sync(session, chapters.catalogue)
    table = chapters.catalogue.model("alpha.thing").__table__
    session.execute(insert(table), [{"label": str(n), "version": 1} for n in range(3)])  # type: ignore[arg-type]
    chapters.enable(session, "alpha", NOW)
    chapters.set_parameters(session, "alpha", {"least": 4}, NOW)
    session.commit()
    before = chapters.effects(session, "alpha")
    chapters.disable(session, "alpha", NOW)
    session.commit()
    chapters.enable(session, "alpha", NOW)
    session.commit()
    chapters.refresh(session)
    assert chapters.effects(session, "alpha") == before
    assert dict(before)["Thing of alpha"] == 3
    assert dict(before)["Grants"] == 5
    assert dict(before)["Chapters that need it"] == "beta"
    assert chapters.parameter("alpha", "least", TODAY) == 4


def test_a_parameter_keeps_its_bounds_and_is_all_or_nothing(
    chapters: Chapters, session: Session
) -> None:
    with pytest.raises(LifeCycleError, match="least must be at most 9"):
        chapters.set_parameters(session, "alpha", {"least": 10}, NOW)
    with pytest.raises(LifeCycleError, match="no parameter most. Known are: least."):
        chapters.set_parameters(session, "alpha", {"least": 2, "most": 3}, NOW)
    session.commit()
    chapters.refresh(session)
    assert chapters.parameter("alpha", "least", TODAY) == 1


def test_setting_the_same_value_changes_nothing(chapters: Chapters, session: Session) -> None:
    assert chapters.set_parameters(session, "alpha", {"least": 2}, NOW) == ["least"]
    assert chapters.set_parameters(session, "alpha", {"least": 2}, NOW) == []


def test_a_value_out_of_new_bounds_gives_way_to_the_default(
    made: Made, chapters: Chapters, session: Session, settings: Settings
) -> None:
    chapters.set_parameters(session, "alpha", {"least": 9}, NOW)
    session.commit()
    made.mended("alpha")
    folder = made.plugins / "alpha" / "chapter.py"
    folder.write_text(folder.read_text().replace("maximum=9", "maximum=5"))
    later = made.load(settings)
    later.refresh(session)
    assert later.parameter("alpha", "least", TODAY) == 1


def test_a_default_that_moved_under_a_changed_value_is_told(
    made: Made, chapters: Chapters, session: Session, settings: Settings
) -> None:
    chapters.set_parameters(session, "alpha", {"least": 4}, NOW)
    session.commit()
    made.mended("alpha")
    folder = made.plugins / "alpha" / "chapter.py"
    folder.write_text(folder.read_text().replace("default=1", "default=2"))
    later = made.load(settings)
    told = "was set to 4 when its default was 1; the default is 2 now"
    assert any(told in w for w in later.warnings(session))
    later.set_parameters(session, "alpha", {"least": 4}, NOW)
    session.commit()
    assert not any(told in w for w in later.warnings(session))


def test_every_change_is_in_the_history_with_who_and_from_what(
    chapters: Chapters, session: Session
) -> None:
    chapters.enable(session, "alpha", NOW, user=7)
    chapters.set_parameters(session, "alpha", {"least": 4}, NOW, user=7)
    chapters.disable(session, "alpha", NOW, user=7)
    found = [(e.what, e.before, e.after, e.by) for e in chapters.events(session, "alpha")]
    assert found == [
        ("Switched off", "enabled", "disabled", 7),
        ("Least", "1", "4", 7),
        ("Switched on", "installed", "", 7),
        ("Installed", "", "0.1.0", None),
    ]


def test_a_new_version_is_noted_once(
    made: Made, chapters: Chapters, session: Session, settings: Settings
) -> None:
    made.mended("alpha")
    folder = made.plugins / "alpha" / "chapter.py"
    folder.write_text(folder.read_text().replace('version="0.1.0"', 'version="0.2.0"'))
    later = made.load(settings)
    later.install(session, NOW)
    later.install(session, NOW)
    newest = later.events(session, "alpha")[0]
    assert (newest.what, newest.before, newest.after) == ("Version changed", "0.1.0", "0.2.0")
    assert len(later.events(session, "alpha")) == 2


def test_an_enabled_chapter_that_is_gone_is_told_and_its_rows_stay(
    made: Made, chapters: Chapters, session: Session, settings: Settings
) -> None:
    chapters.enable(session, "alpha", NOW)
    session.commit()
    (made.plugins / "alpha").rename(made.home / "away")
    (made.plugins / "beta").rename(made.home / "away2")
    later = made.load(settings)
    assert any("is on, but was not found" in w for w in later.warnings(session))
    assert not later.enabled("alpha")
    assert session.execute(text("SELECT count(*) FROM alpha_thing")).scalar() == 0


def test_a_request_that_began_before_a_switch_does_not_bring_the_old_state_back(
    chapters: Chapters, session: Session
) -> None:
    old = generation.current(session)
    chapters.enable(session, "alpha", NOW)
    session.commit()
    chapters.refresh(session)
    chapters.refresh(session, old)
    assert chapters.enabled("alpha")


def test_a_refresh_without_news_asks_the_database_nothing(
    chapters: Chapters, session: Session
) -> None:
    number = generation.current(session)
    chapters.refresh(session, number)
    session.close()
    chapters.refresh(session, number)
    assert not session.in_transaction()
