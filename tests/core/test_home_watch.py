"""The home of those who look after the system: its state, the trail's, and numbers that open their rows."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from core.db.job_tables import JOB, State
from core.jobs.kinds.upkeep import VERIFY
from tests.core.test_start_cost import statements
from tests.site import Browser, Site

LINE = re.compile(
    r'<li><a class="k-grow k-fw6" href="([^"]+)">([^<]+)</a>(?:<span class="k-sm[^>]*>([^<]*)</span>)?'
    r'<span class="([^"]+)">([^<]+)</span></li>'
)
MOST_STATEMENTS = 9


@pytest.fixture
def watched(site: Site) -> Site:
    """The college with an administrator who keeps no records."""
    with site.build() as make:
        make.account("admin", "AD")
    return site


def lines(browser: Browser) -> dict[str, tuple[str, str]]:
    """Label → (what it says, where it leads) of everything watched on the home page."""
    page = browser.get("/").text.replace("&amp;", "&")
    return {label: (text, url) for url, label, _more, _tone, text in LINE.findall(page)}


def test_the_administrator_sees_chapters_accounts_jobs_and_messages(watched: Site) -> None:
    admin = watched.sign_in("admin")
    found = lines(admin)
    assert found["Chapters"] == (
        f"2 of {len(watched.runtime.catalogue.manifests)} are on",
        "/chapters/",
    )
    assert found["Accounts"] == ("10", "/accounts/")
    assert found["Background jobs"] == ("Nobody works on the jobs.", "/jobs/")
    assert found["Messages"][0] in ("All delivered", "1 not delivered")
    assert all(admin.get(url).status_code == 200 for _text, url in found.values())
    assert "State of the audit trail" not in admin.get("/").text


def test_the_auditor_sees_the_chain_and_how_much_was_read(watched: Site) -> None:
    clerk, auditor = watched.sign_in("clerk"), watched.sign_in("auditor")
    assert lines(auditor)["Chain of entries"] == ("Not verified yet", "/audit/")
    clerk.get(f"/befriending/contact/{watched.ids['contact1']}")
    watched.app.extensions["tongxin.reads"].flush()
    found = lines(auditor)
    assert int(found["Reads of sensitive data"][0]) >= 1
    for label in ("Reads of sensitive data", "Sign-ins", "Accounts and roles"):
        number, url = found[label]
        assert auditor.get(url).text.count('<td class="k-hide k-num">') == int(number), label


@pytest.mark.parametrize(("broken", "told"), [(None, "Whole: 7 entries"), (5, "Broken at entry 5")])
def test_the_auditor_learns_of_the_nightly_check(
    watched: Site, broken: int | None, told: str
) -> None:
    now = watched.runtime.clock()
    with watched.session() as session:
        number = watched.runtime.bench.ask_for(session, VERIFY.name)
        result = f'{{"entries":7,"broken":{"null" if broken is None else broken}}}'
        values = {"state": State.DONE, "finished_at": now - dt.timedelta(hours=1), "result": result}
        session.execute(JOB.update().where(JOB.c.id == number).values(values))
        session.commit()
    auditor = watched.sign_in("auditor")
    assert lines(auditor)["Chain of entries"] == (told, "/audit/")
    assert told in auditor.get("/audit/").text


@pytest.mark.parametrize("role", ["LI", "UH"])
def test_liaisons_and_heads_see_what_the_own_unit_owes(watched: Site, role: str) -> None:
    with watched.build() as make:
        person = make.person(name="何静", unit=watched.ids["unit1"])
        make.account("of_unit", role, person=person.id)
    watched.sign_in("boss").post("/duties/evaluate")
    page = watched.sign_in("of_unit").get("/").text
    assert "何静" in page and "In my unit, overdue" in page
    tasks = re.findall(r'<a class="k-fw6" href="(/duties/\d+)">', page)
    assert tasks or "You owe nothing at present." in page
    for url in tasks:
        told = watched.sign_in("of_unit").get(url).text
        assert "Beta" not in told


def test_a_leader_sees_own_duties_and_no_state_of_the_system(watched: Site) -> None:
    watched.sign_in("boss").post("/duties/evaluate")
    page = watched.sign_in("leader1").get("/").text
    assert "My duties" in page and "Mine, overdue" in page
    assert "State of the system" not in page and "周二友" not in page


def test_a_clerk_watches_over_nothing(watched: Site) -> None:
    assert lines(watched.sign_in("clerk")) == {}


def test_what_happened_is_linked_only_where_it_may_be_opened(watched: Site) -> None:
    watched.sign_in("clerk").send(
        f"/befriending/contact/{watched.ids['contact1']}/edit", place="Elsewhere"
    )
    page = watched.sign_in("auditor").get("/").text
    assert "Changed · Contact" in page
    assert "/befriending/contact/" not in page


def test_an_account_without_anything_is_told_whom_to_ask(watched: Site) -> None:
    page = watched.sign_in("nobody").get("/").text
    assert "There is nothing for you here yet" in page
    assert "Ask the administrator" in page


def test_the_page_of_an_administrator_costs_few_statements(watched: Site) -> None:
    admin = watched.sign_in("admin")
    admin.get("/")
    with statements() as seen:
        admin.get("/")
    assert len(seen) <= MOST_STATEMENTS, seen


def test_the_trail_is_filtered_by_kind_and_day(watched: Site) -> None:
    auditor = watched.sign_in("auditor")
    page = auditor.get("/audit/?kind=sign_ins").text
    assert "Signed in" in page and "Created" not in page
    assert "Created" in auditor.get("/audit/?kind=records").text
    assert "No such entries." in auditor.get("/audit/?kind=rights&since=2099-01-01").text
    for odd in ("kind=none", "since=2026-13-45", "since=%00", "before=x"):
        assert auditor.get(f"/audit/?{odd}").status_code in (200, 400)
