"""Charts: counted in one statement through the gate, linked to what they count, small numbers hidden."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest
from openpyxl import load_workbook
from sqlalchemy import event, func, select

from core.access.actor import Actor, system
from core.declare import By, Chart, Measure, Period, Where
from core.records.labels import Asker
from core.records.paths import Unseen
from core.statistics.ask import Question, tabulate
from core.statistics.periods import When, chosen
from core.statistics.table import Table
from core.web.work.asked import parse
from core.web.work.sight import Sight
from plugins.befriending.models import Contact, Pair
from tests.builders import TODAY_OF_NOW, Builders
from tests.site import Site

CONTACTS = Chart(
    name="c",
    title="Contacts",
    record="befriending.contact",
    by=By("date", Period.MONTH),
    split=By("mode"),
)
PAGE = "/charts/befriending/"


def table(
    site: Site, chart: Chart, user: str = "clerk", *, least: int = 0, year: str = ""
) -> Table:
    """What this account gets to see of a chart."""
    rt = site.runtime
    with rt.factory() as session:
        rt.chapters.refresh(session)
        actor = rt.actors.get(session, site.ids[f"user:{user}"], 999, TODAY_OF_NOW)
        assert isinstance(actor, Actor)
        session.info["actor"] = actor
        calendar = rt.calendar(session)
        when = When(calendar, chosen(calendar, TODAY_OF_NOW, year), TODAY_OF_NOW, rt.zone)
        asker = Asker(rt.catalogue, actor, rt.chapters.enabled)
        question = Question(
            session=session, asker=asker, when=when, say=lambda t, _v=None: t, least=least
        )
        return tabulate(chart, question)


def shown(found: Table) -> dict[tuple[str, str], object]:
    """Line and column → figure; '*' where it is hidden, totals under «=»."""
    lines = [*(h.label for h in found.lines), "="]
    columns = [*(h.label for h in found.columns), "="]
    return {
        (lines[i], columns[j]): "*" if f.hidden else f.value
        for (i, j), f in found.figures.items()
        if f.value or f.hidden
    }


def contacts(make: Builders, pair: int, *days: dt.date, **values: object) -> None:
    """Contacts of a pair on these days."""
    of = make.session.get_one(Pair, pair)
    for day in days:
        make.contact(of, date=day, **values)


def test_rows_are_counted_by_month_and_kind_with_totals(site: Site) -> None:
    with site.build() as make:
        contacts(make, site.ids["pair1"], dt.date(2026, 10, 5), dt.date(2026, 11, 3))
        contacts(make, site.ids["pair2"], dt.date(2026, 10, 31), mode="visit")
    assert shown(table(site, CONTACTS)) == {
        ("2026-10", "Talk"): 1,
        ("2026-10", "Visit"): 1,
        ("2026-10", "="): 2,
        ("2026-11", "Talk"): 3,
        ("2026-11", "="): 3,
        ("=", "Talk"): 4,
        ("=", "Visit"): 1,
        ("=", "="): 5,
    }


def test_a_reader_counts_only_rows_that_they_may_read(site: Site) -> None:
    assert table(site, CONTACTS, "clerk").rows == 2
    assert table(site, CONTACTS, "leader1").rows == 1
    with pytest.raises(Unseen):
        table(site, CONTACTS, "nobody")


def test_a_chart_of_a_field_that_the_reader_may_not_see_is_not_there(site: Site) -> None:
    by_leader = Chart(
        name="c",
        title="T",
        record="befriending.pair",
        by=By("kind"),
        where=(Where("leader", present=True),),
    )
    assert table(site, by_leader, "clerk").rows == 2
    with pytest.raises(Unseen):
        table(site, by_leader, "auditor")


def test_deleted_rows_and_rows_of_other_years_are_not_counted(site: Site) -> None:
    with site.build() as make:
        contacts(make, site.ids["pair1"], dt.date(2026, 9, 1))
        row = make.session.get_one(
            Contact,
            site.ids["contact2"],
        )
        row.deleted_at = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)
        make.session.commit()
    assert shown(table(site, CONTACTS))[("=", "=")] == 2
    assert table(site, CONTACTS, year="2025-2026").rows == 0


def test_one_chart_asks_one_statement(site: Site) -> None:
    asked: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "befriending_contact" in statement:
            asked.append(statement)

    event.listen(site.runtime.engine, "before_cursor_execute", note)
    table(site, CONTACTS)
    event.remove(site.runtime.engine, "before_cursor_execute", note)
    assert len(asked) == 1


def test_sums_shares_and_days_are_of_the_rows_behind_them(site: Site) -> None:
    with site.build() as make:
        pair = site.ids["pair1"]
        for due, done in ((10, 12), (10, 20), (10, 14), (10, None)):
            contacts(
                make,
                pair,
                dt.date(2026, 11, 2),
                follow_up="A visit",
                follow_up_due=dt.date(2026, 11, due),
                follow_up_done=dt.date(2026, 11, done) if done else None,
                raised_suggestion=done == 12,
            )
        make.unit_round(make.unit(name="Gamma"), handled=7)
    base = {"name": "c", "title": "T", "record": "befriending.contact", "by": By("mode")}
    days = {"starts": "follow_up_due", "ends": "follow_up_done", "date": "date"}
    median = Chart(**base, measure=Measure.MEDIAN_DAYS, **days)  # type: ignore[arg-type]
    mean = Chart(**base, measure=Measure.MEAN_DAYS, **days)  # type: ignore[arg-type]
    share = Chart(
        **base,  # type: ignore[arg-type]
        measure=Measure.SHARE,
        part=(Where("raised_suggestion", (True,)),),
    )
    rounds = Chart(
        name="c",
        title="T",
        record="befriending.unit_round",
        by=By("visited"),
        measure=Measure.SUM,
        of="handled",
    )
    assert shown(table(site, median))[("Talk", "")] == 4
    assert shown(table(site, mean))[("=", "")] == 5.3
    assert shown(table(site, share))[("Talk", "")] == 16.7
    found = shown(table(site, rounds))
    assert found[("=", "")] == 9 and found[("Gamma", "")] == 7


def test_a_field_of_another_record_groups_too_and_leads_to_no_list(site: Site) -> None:
    chart = Chart(name="c", title="T", record="befriending.contact", by=By("pair.kind"))
    found = table(site, chart)
    assert shown(found)[("Ordinary contact", "")] == 2
    assert found.ask_of(0, 0) is None


def test_small_numbers_are_hidden_and_what_would_reveal_them(site: Site) -> None:
    """DP-14: a cell of 2 and the cell that would reveal it."""
    with site.build() as make:
        days = [dt.date(2026, 11, n) for n in range(2, 10)]
        contacts(make, site.ids["pair1"], *days)
        contacts(make, site.ids["pair1"], *days, mode="visit")
        contacts(make, site.ids["pair1"], *days[:6], mode="invitation")
        contacts(make, site.ids["pair1"], *days[:2], mode="remote")
    chart = Chart(name="c", title="T", record="befriending.contact", by=By("mode"), min_cell=5)
    found = shown(table(site, chart, least=5))
    assert found[("Phone or online", "")] == "*"
    assert found[("Invitation to an activity", "")] == "*"
    assert found[("Talk", "")] == 10 and found[("=", "")] == 26


def test_rows_of_too_few_people_are_hidden_however_many_they_are(site: Site) -> None:
    with site.build() as make:
        days = [dt.date(2026, 11, n) for n in range(2, 10)]
        contacts(make, site.ids["pair1"], *days)
    chart = Chart(
        name="c",
        title="T",
        record="befriending.contact",
        by=By("mode"),
        min_cell=5,
        people="pair.person",
    )
    assert set(shown(table(site, chart, least=5)).values()) == {"*"}
    assert shown(table(site, chart, least=2))[("Talk", "")] == 10


# -- the pages -------------------------------------------------------------------------------------


def links(page: str, chart: str) -> Iterator[tuple[int, str]]:
    """(number, address) of each figure of a chart that leads somewhere."""
    section = page.split(f'<section class="card mb-3" id="{chart}"')[1].split("</section>")[0]
    for url, number in re.findall(r'<a class="k-num" href="([^"]+)">([\d,]+)</a>', section):
        yield int(number.replace(",", "")), url.replace("&amp;", "&")


def test_every_number_opens_just_the_rows_it_counts(site: Site) -> None:
    with site.build() as make:
        contacts(make, site.ids["pair1"], dt.date(2026, 10, 5), dt.date(2026, 11, 3), mode="visit")
    clerk = site.sign_in("clerk")
    found = list(links(clerk.get(PAGE).text, "contacts_by_month"))
    assert len(found) >= 7
    for number, url in found:
        api = site.api("clerk").get("/api/v1" + url)
        assert api.status_code == 200, url
        assert api.json is not None and api.json["count"] == number, url
        assert "was left out" not in clerk.get(url).text


def test_numbers_of_duties_open_just_these_duties(site: Site) -> None:
    boss = site.sign_in("boss")
    boss.post("/duties/evaluate")
    found = list(links(boss.get(PAGE).text, "duties"))
    found += links(boss.get(PAGE).text, "pairs_with_contact")
    assert len(found) > 5
    for number, url in found:
        asked, wrong = parse(dict(parse_qsl(urlsplit(url).query)))
        assert wrong == []
        with site.session() as session:
            (conditions,) = asked.branches(
                Sight(system("tests"), site.runtime.chapters, TODAY_OF_NOW)
            )
            assert session.scalar(select(func.count()).where(*conditions)) == number, url


def test_a_reader_of_own_duties_counts_only_these(site: Site) -> None:
    site.sign_in("boss").post("/duties/evaluate")

    def total(user: str) -> int:
        found = links(site.sign_in(user).get(PAGE).text, "pairs_with_contact")
        return max(n for n, _ in found)

    assert (total("boss"), total("leader1")) == (2, 1)


def test_duties_are_told_apart_by_the_post_of_who_owes_them(site: Site) -> None:
    """R07: n of N by kind of leader."""
    with site.build() as make:
        cadre = make.person(name="Cadre")
        make.post(cadre, "leading_cadre")
        make.pair(cadre, make.person(name="Somebody"))
        make.pair(make.person(name="Without"), make.person(name="Nobody"))
    boss = site.sign_in("boss")
    boss.post("/duties/evaluate")
    answer = boss.get(PAGE + "by_kind_of_leader.xlsx")
    rows = list(load_workbook(io.BytesIO(answer.data)).active.iter_rows(values_only=True))
    met, total = rows[3].index("Met"), rows[3].index("Total")
    assert {row[0]: (row[met], row[total]) for row in rows[4:]} == {
        "Leader in the Party committee": (2, 2),
        "Leading cadre": (0, 1),
        "Without a post": (0, 1),
        "Total": (2, 4),
    }


def test_the_list_of_charts_names_those_that_a_reader_may_see(site: Site) -> None:
    clerk, nobody = site.sign_in("clerk"), site.sign_in("nobody")
    assert "Contacts by month and way" in clerk.get("/charts/").text
    assert 'href="/charts/"' in clerk.get("/").text
    assert "Contacts by month" not in nobody.get("/charts/").text
    assert 'href="/charts/"' not in nobody.get("/").text
    assert nobody.get(PAGE).status_code == 404
    assert site.browser().get(PAGE).status_code == 302


def test_charts_of_a_chapter_that_is_off_are_gone(site: Site) -> None:
    boss = site.sign_in("boss")
    boss.post("/chapters/befriending/switch", on="0")
    assert boss.get(PAGE).status_code == 404
    assert boss.get(PAGE + "contacts_by_month.xlsx").status_code == 404
    assert "Contacts by month" not in boss.get("/charts/").text


def test_a_chart_as_excel_has_the_figures_of_the_page(site: Site) -> None:
    answer = site.sign_in("clerk").get(PAGE + "contacts_by_month.xlsx?year=2026-2027")
    assert answer.status_code == 200
    sheet = load_workbook(io.BytesIO(answer.data)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][0] == "Contacts by month and way"
    assert rows[3][1:] == ("Talk", "Visit", "Invitation to an activity", "Phone or online", "Total")
    assert rows[-1] == ("Total", 2, 0, 0, 0, 2)
    assert sheet.print_title_rows == "$4:$4"
    (taken,) = site.entries(action="exported")
    assert '"report":"befriending.contacts_by_month"' in taken.body


def test_an_unknown_year_or_chart_is_met_with_the_present_year_or_not_found(site: Site) -> None:
    clerk = site.sign_in("clerk")
    assert 'aria-current="page">2026-2027' in clerk.get(PAGE + "?year=1999-2000%27").text
    assert clerk.get(PAGE + "nosuch.xlsx").status_code == 404
    assert clerk.get("/charts/nosuch/").status_code == 404
