"""The invented college of ``run.py demo``: whole, the same each time, open to every role."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import Table, func, select

from core.cli.commands import cli
from core.cli.demo import perform
from core.cli.store import Store
from core.db import table_of
from core.demo import Played
from core.demo.refuse import FEWEST
from core.directory.chapter import ROLES
from core.duties.models import DUTY, State
from tests.conftest import make_settings, open_site
from tests.site import Site

LAPSED = ("coordination.consult",)
"""What evaluations move on: the second run has none of them."""
NEVER = 1000


@dataclass
class Demo:
    """A college that was played."""

    store: Store
    played: Played

    def tables(self) -> Iterator[tuple[str, Table]]:
        """The tables of all records by name."""
        for name, model in self.store.chapters.catalogue.models.items():
            yield name, table_of(model)

    def ask(self, statement: Any) -> Any:
        """Rows, beside the gate."""
        with self.store.engine.connect() as connection:
            return connection.execute(statement).all()


def play(folder: Path, every: int) -> Demo:
    """Play a small college in *folder*."""
    settings = make_settings(f"sqlite:///{folder}/tongxin.db", folder, locale="zh_CN")
    store = Store(lambda: settings)
    return Demo(store, perform(store, FEWEST, lambda line: None, every))


@pytest.fixture(name="demo", scope="module")
def _demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    made = play(tmp_path_factory.mktemp("demo") / "data", 6)
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
        if not demo.ask(select(table.c.id).limit(1)):
            missing.append(name)
        elif workflow is not None:
            held = {s for (s,) in demo.ask(select(table.c[workflow.field]).distinct())}
            missing += [f"{name}: {s.name}" for s in workflow.states if s.name not in held]
    assert missing == []


def test_duties_stand_in_every_state_and_in_each_year(demo: Demo) -> None:
    ask = select(DUTY.c.state, DUTY.c.academic_year, func.count()).group_by(
        DUTY.c.state, DUTY.c.academic_year
    )
    rows = demo.ask(ask)
    assert {state for state, _year, _n in rows} == {s.value for s in State}
    for year in demo.played.cast.years:
        assert {"met", "overdue"} <= {state for state, of, _n in rows if of == year.name}, year


def test_the_same_seed_gives_the_same_rows(demo: Demo, tmp_path: Path) -> None:
    again = play(tmp_path / "data", NEVER)
    differing = []
    for name, table in demo.tables():
        if name in LAPSED:
            continue
        model = demo.store.chapters.catalogue.models[name]
        columns = [table.c.id, *(table.c[f.name] for f in model.record.fields)]
        ask = select(*columns).order_by(table.c.id)
        if demo.ask(ask) != again.ask(ask):
            differing.append(name)
    again.store.engine.dispose()
    assert differing == []
    words = ({word for _n, word, _p, _r in d.played.cast.words} for d in (demo, again))
    assert not set.intersection(*words)


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
