"""Every chart of every chapter can be counted: on both databases, with nothing in them and with rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.declare import Chart
from core.records.labels import Asker
from core.statistics.ask import Question, can_ask, tabulate
from core.statistics.periods import When, chosen
from tests.builders import NOW, TODAY_OF_NOW
from tests.conftest import Databases, make_settings, open_site
from tests.core.any_rows import any_row
from tests.site import Site

ROWS = 7


def switch_all_on(site: Site) -> None:
    """Every chapter of the project."""
    with site.session() as session:
        for name in site.runtime.chapters.names:
            if not site.runtime.chapters.enabled(name):
                site.runtime.chapters.enable(session, name, NOW)
        session.commit()


@pytest.mark.parametrize("filled", [False, True], ids=["empty", "filled"])
def test_every_chart_of_every_chapter_is_counted(
    databases: Databases, kind: str, tmp_path: Path, filled: bool
) -> None:
    url, ids = databases.copy(kind, tmp_path / "data", rows=False)
    with open_site(make_settings(url, tmp_path / "data"), ids) as site:
        switch_all_on(site)
        rt = site.runtime
        with site.session() as session:
            charts = [c for of in rt.catalogue.charts.values() for c in of if isinstance(c, Chart)]
            for record in {c.record for c in charts} if filled else ():
                for _ in range(ROWS):
                    any_row(session, rt.catalogue, record)
            session.commit()
            asker = Asker(rt.catalogue, session.info["actor"], rt.chapters.enabled)
            calendar = rt.calendar(session)
            when = When(calendar, chosen(calendar, TODAY_OF_NOW, ""), TODAY_OF_NOW, rt.zone)
            question = Question(
                session=session, asker=asker, when=when, say=lambda t, _v=None: t, least=5
            )
            for chart in charts:
                assert can_ask(chart, asker), chart.name
                table = tabulate(chart, question)
                assert table.rows <= ROWS * len(charts) if filled else table.rows == 0, chart.name
            assert charts
    databases.drop(url)


def test_every_page_of_charts_opens_with_nothing_and_with_rows(site: Site) -> None:
    switch_all_on(site)
    boss = site.sign_in("boss")
    for rows in (0, 3):
        with site.session() as session:
            catalogue = site.runtime.catalogue
            charts = [c for of in catalogue.charts.values() for c in of if isinstance(c, Chart)]
            for record in {c.record for c in charts}:
                for _ in range(rows):
                    any_row(session, catalogue, record)
            session.commit()
        for chapter in site.runtime.catalogue.charts:
            page = boss.get(f"/charts/{chapter}/")
            assert page.status_code == 200, chapter
            assert "<table" in page.text
