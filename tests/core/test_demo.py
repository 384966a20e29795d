"""The invented college of ``run.py demo``: whole, the same each time, open to every role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask_appbuilder.security.sqla.models import User
from sqlalchemy import ColumnElement, Table, func, select

from core.audit.models import Entry
from core.cli.commands import cli
from core.cli.demo import perform
from core.cli.store import Store
from core.db import table_of
from core.demo import Played
from core.demo.refuse import FEWEST
from core.directory.chapter import ROLES
from core.directory.models import Person
from core.duties.models import DUTY, State
from core.records.files import StoredFile
from plugins.research.survey_models import Survey
from tests.conftest import make_settings, open_site
from tests.site import Site

EVERY = 6


class Enough(Exception):
    """The play is stopped."""


@dataclass
class Demo:
    """A college that was played."""

    store: Store
    played: Played

    def tables(self) -> Iterator[tuple[str, Table]]:
        """The tables of all records by name."""
        for name, model in self.store.chapters.catalogue.models.items():
            yield name, table_of(model)


def store_in(folder: Path) -> Store:
    """A store on an empty folder."""
    settings = make_settings(f"sqlite:///{folder}/tongxin.db", folder, locale="zh_CN")
    return Store(lambda: settings)


def ask(store: Store, statement: Any) -> list[Any]:
    """Rows, beside the gate."""
    with store.engine.connect() as connection:
        return list(connection.execute(statement).all())


def steps(store: Store) -> list[Any]:
    """Who did what with which row, and when, by the trail."""
    of = table_of(Entry).c
    return ask(store, select(of.at, of.user_id, of.action, of.record, of.row_id).order_by(of.seq))


def people(store: Store) -> list[Any]:
    """Everybody's name, unit and post."""
    of = table_of(Person).c
    return ask(store, select(of.id, of.name, of.unit, of.post_title).order_by(of.id))


@pytest.fixture(name="demo", scope="module")
def _demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    store = store_in(tmp_path_factory.mktemp("demo") / "data")
    made = Demo(store, perform(store, FEWEST, lambda line: None, EVERY))
    yield made
    made.store.engine.dispose()


@pytest.fixture(name="site", scope="module")
def _site(demo: Demo) -> Iterator[Site]:
    with open_site(demo.store.settings, {}) as made:
        yield made


def test_every_list_has_a_row_and_every_state_occurs(demo: Demo) -> None:
    missing = []
    for name, table in demo.tables():
        workflow = demo.store.chapters.catalogue.workflow(name)
        if not ask(demo.store, select(table.c.id).limit(1)):
            missing.append(name)
        elif workflow is not None:
            held = {s for (s,) in ask(demo.store, select(table.c[workflow.field]).distinct())}
            missing += [f"{name}: {s.name}" for s in workflow.states if s.name not in held]
    assert missing == []


def test_publicity_shows_every_course_of_events(demo: Demo) -> None:
    table = dict(demo.tables())
    version, review = (table[f"publicity.{n}"].c for n in ("edition", "review"))
    slot, consent = (table[f"publicity.{n}"].c for n in ("slot", "consent"))
    today = demo.store.clock().date()

    def held(*conditions: ColumnElement[bool]) -> bool:
        return bool(ask(demo.store, select(func.count()).where(*conditions))[0][0])

    assert held(version.number > 1)
    assert {v for (v,) in ask(demo.store, select(review.verdict))} == {"passed", "returned"}
    assert held(slot.swapped.is_(True))
    assert held(slot.writer.is_not(None), slot.status == "published")
    assert held(consent.status == "expired", consent.valid_until < today)
    assert not held(consent.status == "given", consent.valid_until < today)
    assert held(consent.way == "sheet")
    assert held(StoredFile.record == "publicity.article")
    late = ask(demo.store, select(DUTY.c.rule).where(DUTY.c.state == State.OVERDUE.value))
    assert {"R01.2b", "R01.3", "R01.5", "R02.3", "R02.3b", "R02.4"} <= {
        rule.removeprefix("publicity.") for (rule,) in late
    }


def test_every_writer_of_the_roster_may_write(demo: Demo) -> None:
    member = dict(demo.tables())["publicity.roster"].c
    writers = {u.writer for u in demo.played.cast.units} - {None}
    assert {p for (p,) in ask(demo.store, select(member.person))} == writers
    assert demo.played.cast.roles["PU"] in writers


def test_duties_stand_in_every_state_and_in_each_year(demo: Demo) -> None:
    of = select(DUTY.c.state, DUTY.c.academic_year, func.count()).group_by(
        DUTY.c.state, DUTY.c.academic_year
    )
    rows = ask(demo.store, of)
    assert {state for state, _year, _n in rows} == {s.value for s in State}
    for year in demo.played.cast.years:
        assert {"met", "overdue"} <= {state for state, known, _n in rows if known == year.name}, (
            year
        )


ROWS = {
    "uf": ("research/submission", "overseas/summary", "overseas/sending", "overseas/invitation"),
    "ufh": ("research/extension", "research/final_report", "overseas/push"),
    "cm": ("research/visit_plan", "research/survey", "overseas/exchange"),
    "uh": ("research/visit_plan", "research/project", "overseas/lead"),
    "fd": ("research/visit_plan", "overseas/lead", "overseas/exchange", "overseas/contact"),
    "me": ("research/call", "research/project", "research/visit_plan", "overseas/returnee"),
    "dpo": ("research/survey", "overseas/consent"),
}
"""By the order of accounts, lists of chapters 6 and 7 that have something to show to them."""


def test_each_role_finds_rows_in_chapters_6_and_7(demo: Demo, site: Site) -> None:
    words = {
        role.lower(): (name, word)
        for name, word, _p, roles in demo.played.cast.words
        for role in roles or ("ME",)
    }
    for role, lists in ROWS.items():
        browser = site.browser()
        browser.sign_in(*words[role])
        for path in lists:
            page = browser.get(f"/{path}/").get_data(as_text=True)
            assert f'href="/{path}/' in page, (role, path)


def test_results_of_surveys_show_large_numbers_and_hide_small_ones(demo: Demo, site: Site) -> None:
    of = table_of(Survey).c
    keys = ask(demo.store, select(of.id).where(of.status.in_(("closed", "archived"))))
    name, word, _person, _roles = demo.played.cast.words[0]
    browser = site.browser()
    browser.sign_in(name, word)
    pages = [browser.get(f"/research/results/{key}").get_data(as_text=True) for (key,) in keys]
    cells = [re.findall(r'<td class="k-r">(\d+|–)</td>', page) for page in pages]
    assert any(not found for found in cells)  # hardly anybody answered
    assert any("–" in found and len(set(found)) > 3 for found in cells)
    assert all(int(n) == 0 or int(n) >= 10 for found in cells for n in found if n != "–")


def test_the_same_seed_makes_the_same_steps_and_other_passwords(demo: Demo, tmp_path: Path) -> None:
    first = demo.played.cast.years[0].starts.year
    store = store_in(tmp_path / "data")

    def until_december(line: str) -> None:
        if line == f"{first}-12":
            raise Enough

    with pytest.raises(Enough):
        perform(store, FEWEST, until_december, EVERY)
    again = steps(store)
    store.engine.dispose()
    assert len(again) > 1000
    assert again == steps(demo.store)[: len(again)]
    assert people(store) == people(demo.store)
    kept = select(table_of(User).c.password).where(table_of(User).c.password != "")
    assert not set(ask(store, kept)) & set(ask(demo.store, kept))


def test_each_role_has_an_account_that_signs_in(demo: Demo, site: Site) -> None:
    held = {role for _name, _word, _person, roles in demo.played.cast.words for role in roles}
    assert held | {"ME"} == {role.code for role in ROLES}
    for name, word, _person, _roles in demo.played.cast.words:
        browser = site.browser()
        assert browser.sign_in(name, word).status_code == 302, name
        assert browser.get("/").status_code == 200, name


def test_the_trail_holds_and_its_days_follow_each_other(demo: Demo, site: Site) -> None:
    entries = site.entries()
    moments = [e.at for e in entries if e.record.partition(".")[0] != "core"]
    assert moments == sorted(moments)
    assert CliRunner().invoke(cli, ["check", "--audit"], obj=demo.store).exit_code == 0


def test_a_second_run_is_refused(demo: Demo) -> None:
    done = CliRunner().invoke(cli, ["demo"], obj=demo.store)
    assert done.exit_code != 0
    assert str(demo.store.settings.data_dir) in done.output
    assert "delete the folder" in done.output


def test_production_refuses_it(tmp_path: Path) -> None:
    given = make_settings(f"sqlite:///{tmp_path}/t.db", tmp_path, production=True)
    done = CliRunner().invoke(cli, ["demo"], obj=Store(lambda: given))
    assert done.exit_code != 0
    assert "production" in done.output


def test_a_folder_of_another_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "audit_head.json").write_text('{"seq": 1, "mac": "x"}', "utf-8")
    given = make_settings(f"sqlite:///{tmp_path}/t.db", tmp_path)
    done = CliRunner().invoke(cli, ["demo"], obj=Store(lambda: given))
    assert done.exit_code != 0
    assert "audit trail" in done.output
