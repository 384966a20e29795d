"""Why a duty is owed and why not, on screen and by command: for whom it is told, and what is hidden."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from core.cli.commands import cli
from core.cli.store import Store
from core.duties.models import DUTY
from plugins.befriending.models import Pair
from tests.core.test_preview_pages import main
from tests.site import Site

WHY = "/duties/why"
PAIRS = f"{WHY}?rule=befriending.R07.3&subject="


def ask(site: Site, name: str, path: str) -> tuple[int, str]:
    answer = site.sign_in(name).get(path)
    return answer.status_code, main(answer.text)


def test_a_met_duty_is_explained_with_its_conditions_sources_and_rows(shared: Site) -> None:
    status, told = ask(shared, "boss", f"{PAIRS}{shared.ids['pair1']}")
    assert status == 200
    assert "State is one of: Active, Needs adjustment, Ended Active holds" in told
    assert "Academic year is 2026-2027 2026-2027 holds" in told
    source = "1 contacts default of Contact and befriending 0.1.0"
    assert f"Number that counts at least 1 {source} 1 holds" in told
    assert "2026-11-10 counts" in told and "The duty is met." in told
    assert f'href="/befriending/contact/{shared.ids["contact1"]}"' in (
        shared.sign_in("boss").get(f"{PAIRS}{shared.ids['pair1']}").text
    )


def test_states_asked_for_are_listed_in_chinese_as_chinese_does(site: Site) -> None:
    boss = site.sign_in("boss")
    boss.post("/language/zh_CN")
    told = main(boss.get(f"{PAIRS}{site.ids['pair1']}").text)
    assert "为下列之一：生效、需要调整、已结束" in told


def test_a_past_day_has_other_rows(shared: Site) -> None:
    status, told = ask(shared, "boss", f"{PAIRS}{shared.ids['pair1']}&as_of=2026-11-09")
    assert status == 200 and "0 of 1 counted" in told and "It is due on 2027-08-31." in told
    assert "does not count Date: 2026-11-10; asked for: from 2026-09-01 to 2026-11-09" in told


def test_what_was_changed_says_by_whom_and_from_when(site: Site) -> None:
    now = site.runtime.clock()
    with site.session() as session:
        user = site.ids["user:boss"]
        site.runtime.chapters.set_parameters(
            session, "befriending", {"min_per_year": 2}, now, user=user
        )
        session.commit()
    _, told = ask(site, "boss", f"{PAIRS}{site.ids['pair1']}")
    wanted = (
        "2 contacts set on 2026-11-24 12:00 by boss, holds from 2026-11-24 on (default 1 contacts)"
    )
    assert wanted in told and "1 of 2 counted" in told


def test_a_leader_asks_for_the_own_pair_and_learns_nothing_of_another(shared: Site) -> None:
    status, told = ask(shared, "leader1", f"{PAIRS}{shared.ids['pair1']}")
    assert status == 200 and "1 of 1 counted" in told
    for subject in (shared.ids["pair2"], 9999, "TZ-none", "x" * 99):
        status, told = ask(shared, "leader1", f"{PAIRS}{subject}")
        assert (status, "There is no such entry that you may see." in told) == (422, True), subject
        assert "周二" not in told and "counted" not in told
    assert ask(shared, "leader1", f"{WHY}?rule=befriending.R06.1")[0] == 200


def test_the_person_a_record_is_about_is_named_nowhere(shared: Site) -> None:
    for name in ("boss", "clerk", "leader1"):
        for path in (
            f"{PAIRS}{shared.ids['pair1']}",
            f"{WHY}?record=befriending.pair&subject={shared.ids['pair1']}",
        ):
            _, told = ask(shared, name, path)
            assert "林一友" not in told and "Alpha matter" not in told


def test_rows_and_fields_out_of_sight_are_neither_listed_nor_quoted(shared: Site) -> None:
    """A head of a unit sees the unit's duties, but neither its pairs nor its contacts."""
    assert ask(shared, "unit_head", f"{PAIRS}{shared.ids['pair2']}")[0] == 422
    status, told = ask(shared, "unit_head", f"{PAIRS}{shared.ids['pair1']}")
    assert status == 200 and "1 of 1 counted" in told
    assert "A condition that is not shown to you" in told and "Active" not in told
    assert "not shown to you: 1 that count, 0 that do not" in told and "2026-11-10" not in told
    with shared.session() as session:
        code = session.get_one(Pair, shared.ids["pair1"]).code
    assert code not in told and code in ask(shared, "boss", f"{PAIRS}{shared.ids['pair1']}")[1]


@pytest.mark.parametrize("name", ["auditor", "nobody"])
def test_who_may_not_read_duties_cannot_ask(shared: Site, name: str) -> None:
    assert ask(shared, name, f"{PAIRS}{shared.ids['pair1']}")[0] == 403


def test_an_entry_that_rules_ask_for_leads_to_all_of_them(shared: Site) -> None:
    boss = shared.sign_in("boss")
    pair = shared.ids["pair1"]
    page = boss.get(f"/befriending/pair/{pair}").text
    link = f"{WHY}?record=befriending.pair&amp;subject={pair}"
    assert link in page and WHY not in boss.get(f"/befriending/visit/{shared.ids['visit1']}").text
    told = main(boss.get(link.replace("&amp;", "&")).text)
    assert "Each pair keeps contact in the academic year" in told
    assert "Nothing is owed: the condition «Needs adjustment since» is not met." in told
    assert boss.get(f"{WHY}?record=befriending.pair&subject=9999").status_code == 404
    assert boss.get(f"{WHY}?record=nothing&subject=1").status_code == 404
    leader = shared.sign_in("leader1")
    other = f"{WHY}?record=befriending.pair&subject={shared.ids['pair2']}"
    assert leader.get(other).status_code == 404


def test_a_subject_is_found_by_its_code(shared: Site) -> None:
    with shared.session() as session:
        ask_code = select(Pair.code).where(Pair.id == shared.ids["pair1"])
        code = session.execute(ask_code).scalar_one()
    status, told = ask(shared, "boss", f"{PAIRS}{code}")
    assert status == 200 and "1 of 1 counted" in told


def test_wrong_questions_are_told_beside_the_field(shared: Site) -> None:
    for day in ("tomorrow", "1500-01-01", "9999-99-99"):
        status, told = ask(shared, "boss", f"{PAIRS}{shared.ids['pair1']}&as_of={day}")
        assert status == 422 and "Enter a day" in told
    assert ask(shared, "boss", f"{WHY}?rule=befriending.R99")[0] == 404
    assert ask(shared, "boss", WHY)[0] == 200


def test_a_duty_is_explained_on_its_page_and_a_stale_ledger_is_told(site: Site) -> None:
    boss = site.sign_in("boss")
    boss.post("/duties/evaluate")
    with site.session() as session:
        ask_duty = select(DUTY.c.id).where(
            DUTY.c.rule == "befriending.R07.3", DUTY.c.subject_id == site.ids["pair1"]
        )
        number = session.execute(ask_duty).scalar_one()
    told = main(boss.get(f"/duties/{number}").text)
    assert "Number that counts at least 1" in told and "records have changed" not in told
    boss.post(f"/befriending/contact/{site.ids['contact1']}/delete")
    told = main(boss.get(f"/duties/{number}").text)
    assert "will bring the ledger to «Not due yet»" in told and "0 of 1 counted" in told


def test_a_duty_of_long_ago_keeps_the_reason_it_was_closed_with(site: Site) -> None:
    boss = site.sign_in("boss")
    boss.post("/duties/evaluate")
    with site.session() as session:
        number = session.execute(
            select(DUTY.c.id).where(DUTY.c.rule == "befriending.R07.3").limit(1)
        ).scalar_one()
    site.wait(days=900)
    told = main(site.sign_in("boss").get(f"/duties/{number}").text)
    assert "1 of 1 counted, from 2026-09-01 to 2027-08-31" in told


def test_a_rule_that_is_off_says_that_it_is_not_evaluated(site: Site) -> None:
    with site.session() as session:
        chapters = site.runtime.chapters
        chapters.switch_rule(session, "befriending", "R07.3", False, site.runtime.clock())
        session.commit()
    _, told = ask(site, "boss", f"{PAIRS}{site.ids['pair1']}")
    assert "The rule or its chapter is off: it is not evaluated." in told


def test_the_command_explains_in_words_and_as_json(shared: Site) -> None:
    def run(*words: str) -> tuple[int, str]:
        store = Store(lambda: shared.runtime.settings)
        done = CliRunner().invoke(cli, ["duties", "explain", *words], obj=store)
        return done.exit_code, done.output

    pair = str(shared.ids["pair1"])
    status, told = run("befriending.R07.3", pair)
    assert status == 0
    assert "+ State: Active; asked for: is one of: Active, Needs adjustment, Ended" in told
    assert "+ Number that counts: 1; asked for: at least 1 [plugin default, befriending" in told
    assert told.strip().endswith("The duty is met.")
    status, told = run("befriending.R07.3", pair, "--as-of", "2026-11-09", "--json")
    found = json.loads(told)
    assert (found["state"], found["period"], found["as_of"]) == ("open", "2026-2027", "2026-11-09")
    (row,) = found["rows"]
    assert (row["counts"], row["day"]) == (False, "2026-11-10")
    assert found["due"]["due"] == "2027-08-31" and "林一友" not in told
    assert run("befriending.R06.1")[0] == 0
    for words, error in (
        (
            ("befriending.R99", "1"),
            "There is no rule befriending.R99. Known are: ",
        ),
        (("befriending.R07.3", "9999"), "no befriending.pair with the number or code '9999'"),
        (("befriending.R07.3", "TZ-1"), "no befriending.pair with the number or code 'TZ-1'"),
        (("befriending.R07.3",), "Name the befriending.pair: its number"),
        (("befriending.R06.1", "7"), "This rule asks the whole college: leave SUBJECT out."),
    ):
        status, told = run(*words)
        assert status == 1 and error in told, words
    assert dt.date(2026, 11, 24) == shared.runtime.settings.clock


def test_a_rule_that_counts_rows_without_a_date_is_explained_on_both_databases(site: Site) -> None:
    """R06.2 counts pairs by their year; PostgreSQL refuses to order by a constant."""
    boss = site.sign_in("boss")
    boss.post("/duties/evaluate")
    with site.session() as session:
        found = select(DUTY.c.id).where(DUTY.c.rule == "befriending.R06.2")
        number = session.scalars(found.order_by(DUTY.c.id)).first()
    assert number is not None and boss.get(f"/duties/{number}").status_code == 200
