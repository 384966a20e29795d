"""Before a change of a chapter is saved: the page that shows what it would do, files, and switches."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import re
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from sqlalchemy import MetaData, select

from core.cli.commands import cli
from core.cli.store import Store
from core.directory.models import Person
from core.duties.models import DUTY, RUN
from tests.site import Browser, Site

PAGE = "/chapters/befriending/"
DOUBLE = f"{PAGE}preview?min_per_year=2"


@pytest.fixture
def boss(site: Site) -> Browser:
    return site.sign_in("boss")


def main(text: str) -> str:
    """What a reader reads of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text.split("<main")[-1]))


def dump(site: Site) -> dict[str, str]:
    """A mark of every table but that of sessions, whose last use is noted with every request, and the
    indexes of the search, which cannot be read row by row."""
    tables = MetaData()
    tables.reflect(site.runtime.engine)
    with site.runtime.engine.connect() as connection:
        return {
            t.name: hashlib.sha256(
                repr(connection.execute(select(t).order_by(*t.columns)).all()).encode()
            ).hexdigest()
            for t in tables.sorted_tables
            if t.name != "core_session" and not t.name.startswith("xgrams_")
        }


def states(site: Site, rule: str = "R07.3") -> dict[int, str]:
    with site.session() as session:
        ask = select(DUTY.c.subject_id, DUTY.c.state).where(DUTY.c.rule == f"befriending.{rule}")
        return {n: s for n, s in session.execute(ask)}


def test_the_form_of_parameters_leads_to_the_preview_and_saves_nothing(
    site: Site, boss: Browser
) -> None:
    before = dump(site)
    page = boss.get(PAGE).text
    assert f'method="get" action="{PAGE}preview"' in page
    told = main(boss.get(DOUBLE).text)
    assert "1 contacts → 2 contacts" in told and "nothing is saved yet" in told
    assert "6 Appear" in told and "0 Become overdue" in told
    assert "0 without the change, 16 with it. The first on 2027-01-18." in told
    assert "Met 1 / 1 2027-08-31 Not due yet 1 / 2 2027-08-31 Appear" in told
    assert dump(site) == before


def test_every_number_opens_the_list_behind_it(boss: Browser) -> None:
    page = boss.get(DOUBLE).text
    links = re.findall(r'href="([^"]*effect=(\w+)[^"]*)"[^>]*><b[^>]*>(\d+)</b>', page)
    assert {effect for _, effect, _ in links} >= {"overdue", "appears", "vanishes"}
    for address, _effect, number in links:
        listed = boss.get(address.replace("&amp;", "&")).text
        rows = re.findall(r'<td class="k-name">', listed)
        assert len(rows) == int(number), address


def test_it_is_applied_from_the_offered_day_on_and_the_running_year_stays(
    site: Site, boss: Browser
) -> None:
    done = boss.send(DOUBLE, to=f"{PAGE}parameters", when="later")
    assert done.status_code == 302
    page = boss.get(PAGE).text
    assert "From 2027-09-01: 2 contacts" in page
    boss.post("/duties/evaluate")
    assert set(states(site).values()) == {"met"}


def test_it_is_applied_at_once(site: Site, boss: Browser) -> None:
    boss.send(DOUBLE, to=f"{PAGE}parameters", when="now")
    boss.post("/duties/evaluate")
    assert set(states(site).values()) == {"open"}


def test_a_wrong_day_stays_on_the_preview_with_its_numbers(boss: Browser) -> None:
    answer = boss.send(DOUBLE, to=f"{PAGE}parameters", when="later", since="2026-01-01")
    assert answer.status_code == 422
    told = main(answer.text)
    assert "that day has passed" in told and "6 Appear" in told
    assert 'value="2026-01-01"' in answer.text


def test_wrong_values_are_told_on_the_form(boss: Browser) -> None:
    for query in ("min_per_year=99", "min_per_year=many", "count_rule=none"):
        answer = boss.get(f"{PAGE}preview?{query}")
        assert answer.status_code == 422 and "k-err" in answer.text, query


def test_a_past_year_is_gone_through_once_more(site: Site, boss: Browser) -> None:
    told = main(boss.get(f"{DOUBLE}&over=2026-2027").text)
    assert "over the academic year 2026-2027" in told and "6 Appear" not in told
    assert "over the academic year" not in main(boss.get(f"{DOUBLE}&over=1999-2000").text)
    site.wait(days=310)
    told = main(site.sign_in("boss").get(f"{DOUBLE}&over=2026-2027").text)
    assert "6 Become overdue" in told and "Messages of the ladder in that time" in told


def test_shortly_before_the_end_the_page_warns_and_offers_the_next_period(site: Site) -> None:
    site.wait(days=280)
    told = main(site.sign_in("boss").get(DOUBLE).text)
    assert "6 duties would be overdue at once." in told and "from the next period on" in told


def test_the_list_is_downloaded_with_formulas_made_harmless(site: Site, boss: Browser) -> None:
    with site.build() as make:
        person = make.session.get(Person, site.ids["leader1"])
        assert person is not None
        person.name = "=cmd()"
        make.keep(person)
    sheet = boss.get(f"{PAGE}preview/export?min_per_year=2&format=csv")
    assert sheet.headers["Content-Disposition"].endswith("preview_befriending_2026-11-24.csv")
    rows = list(csv.reader(io.StringIO(sheet.data.decode("utf-8-sig"))))
    assert len(rows) == 7 and rows[0][0] == "Effect"
    assert {r[4] for r in rows[1:]} == {"'=cmd()", "周二长"}
    book = boss.get(f"{PAGE}preview/export?min_per_year=2&format=xlsx")
    with ZipFile(io.BytesIO(book.data)) as parts:
        inside = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in inside and "=cmd()" in inside


def test_who_may_not_read_duties_sees_numbers_and_no_list(site: Site) -> None:
    with site.build() as make:
        make.account("chief", "AD")
    chief = site.sign_in("chief")
    told = main(chief.get(DOUBLE).text)
    assert "6 Appear" in told and "The list is shown to those who may read duties." in told
    assert "林一" not in told and "周二" not in told
    assert chief.get(f"{PAGE}preview/export?min_per_year=2").status_code == 403


@pytest.mark.parametrize("name", ["clerk", "leader1", "auditor", "nobody"])
def test_only_who_manages_chapters_previews(site: Site, name: str) -> None:
    reader = site.sign_in(name)
    assert reader.get(DOUBLE).status_code == 403
    assert reader.get(f"{PAGE}preview/export?min_per_year=2").status_code == 403
    assert reader.post(f"{PAGE}rules/R07.3", on="0").status_code == 403


def test_nothing_that_differs_is_told(boss: Browser) -> None:
    told = main(boss.get(f"{PAGE}preview?min_per_year=1").text)
    assert "Nothing differs from what is in force." in told and "Apply" not in told


# -- rules on and off ------------------------------------------------------------------------------


def test_a_rule_is_switched_off_with_its_duties_kept_and_on_again(
    site: Site, boss: Browser
) -> None:
    boss.post("/duties/evaluate")
    before = states(site)
    told = main(boss.get(f"{PAGE}preview?rule=R07.3&on=0").text)
    assert "On → Off" in told and "2 Vanish" in told and "Its duties stay as they are" in told
    boss.post(f"{PAGE}rules/R07.3", on="0")
    assert "its duties are kept" in boss.get(PAGE).text
    boss.post("/duties/evaluate")
    with site.session() as session:
        ask = select(RUN.c.note).where(RUN.c.rule == "befriending.R07.3").order_by(RUN.c.id.desc())
        assert session.execute(ask).scalars().first() == "paused"
    assert states(site) == before
    assert "befriending.R07.3" not in boss.get("/duties/").text
    assert "Each pair keeps contact" not in main(boss.get("/duties/").text)
    boss.post(f"{PAGE}rules/R07.3", on="1")
    boss.post("/duties/evaluate")
    assert "Each pair keeps contact" in main(boss.get("/duties/").text)
    told = [e.action for e in site.entries() if e.action.startswith("rule_")]
    assert told == ["rule_off:befriending.R07.3", "rule_on:befriending.R07.3"]
    history = main(boss.get(PAGE).text)
    assert "Each pair keeps contact in the academic year On → Off" in history


def test_an_unknown_rule_is_not_found(boss: Browser) -> None:
    assert boss.get(f"{PAGE}preview?rule=R99&on=0").status_code == 404
    assert boss.post(f"{PAGE}rules/R99", on="0").status_code == 404


# -- by command ------------------------------------------------------------------------------------


def test_the_command_previews_replays_and_switches(site: Site) -> None:
    def run(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(cli, list(words), obj=Store(lambda: site.runtime.settings))
        return done.exit_code, done.output

    before = dump(site)
    status, told = run("duties", "preview", "befriending", "min_per_year=2")
    assert status == 0 and "6 duties differ (2026-11-24). Nothing was written." in told
    assert "met 1/1 due 2027-08-31 -> open 1/2 due 2027-08-31" in told
    assert "Messages of the ladder: 0 without the change, 16 with it, the first on" in told
    off = ("R07.3=off", "--as-of", "2027-08-31", "--json")
    status, told = run("duties", "preview", "befriending", *off)
    assert status == 0 and '"effects": {"vanishes": 2}' in told
    year = ("R06.3.lead_days=3", "--replay", "2026-2027", "--every", "30")
    status, told = run("duties", "preview", "befriending", *year)
    assert status == 0 and "0 duties differ (2026-09-01 to 2026-11-24)" in told
    assert dump(site) == before
    assert run("chapters", "rule", "befriending", "R07.3", "off") == (
        0,
        "befriending.R07.3 is off.\n",
    )
    again = run("chapters", "rule", "befriending", "R07.3", "off")
    assert again == (0, "befriending.R07.3 is off already.\n")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("min_per_year", "'min_per_year' is no change. Write NAME=VALUE."),
        ("min_per_year=99", "min_per_year must be at most 12"),
        ("most=3", "There is no parameter most. Known are: min_per_year"),
        ("R07.3=maybe", "R07.3 is 'maybe', but must be on or off."),
        ("R07.3.at_least=3", "Rule R07.3 has no number 'at_least' of its own."),
        ("R06.3.lead_days=x", "R06.3.lead_days is 'x', but must be a whole number."),
    ],
)
def test_the_command_says_what_is_wrong_with_a_change(shared: Site, change: str, told: str) -> None:
    words = ["duties", "preview", "befriending", change]
    done = CliRunner().invoke(cli, words, obj=Store(lambda: shared.runtime.settings))
    assert done.exit_code == 1 and told in done.output


@pytest.mark.parametrize("year", ["2031-2032", "last", "2026", "2026-2028"])
def test_a_year_that_cannot_be_replayed_is_told(shared: Site, year: str) -> None:
    words = ["duties", "preview", "befriending", "min_per_year=2", "--replay", year]
    done = CliRunner().invoke(cli, words, obj=Store(lambda: shared.runtime.settings))
    assert done.exit_code == 1 and "Error: " in done.output
    assert dt.date(2026, 11, 24) == shared.runtime.settings.clock
