"""R09.4: an entry of the register that nobody reads is asked about, by the log of reads."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from core.db import table_of
from core.jobs import Workbench
from core.jobs.desk import ChapterDesk
from core.notify.outbox import Message
from plugins.cultivation import needed
from plugins.cultivation.cadre_models import CadreEntry
from tests.builders import NOW, TODAY_OF_NOW
from tests.conftest import Databases, make_settings, open_site
from tests.site import Site

ENTRY = "/cultivation/cadre_entry"
TWO_YEARS = 732


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """Both databases."""
    return str(request.param)


@pytest.fixture(name="office")
def _office(kind: str, databases: Databases, tmp_path: Path) -> Iterator[Site]:
    """The college with an entry of person1 on the register since today."""
    url, ids = databases.copy(kind, tmp_path / "data")
    with open_site(make_settings(url, tmp_path / "data"), ids) as site:
        with site.build() as make:
            site.runtime.chapters.enable(make.session, "cultivation", NOW)
            make.session.commit()
            site.runtime.chapters.refresh(make.session)
            row = CadreEntry(
                person=ids["person1"], outside=True, admin_post="Vice dean",
                in_post_since=dt.date(2024, 3, 1), title="Professor", education="Doctor",
                file_no="G-17",
            )  # fmt: skip
            site.ids["entry"] = make.keep(row).id
            # The way there, with both offices and the person, has tests of its own.
            listed = {"status": "listed", "confirmed_on": TODAY_OF_NOW}
            make.session.execute(update(table_of(CadreEntry)).values(**listed))
            make.session.commit()
        yield site
    databases.drop(url)


def night(site: Site) -> int:
    """The job as the engine runs it; of how many entries it asked."""
    site.app.extensions["tongxin.reads"].flush()
    job = needed.job()
    with site.session() as session:
        desk = ChapterDesk(bench(site), session, "cultivation")
        return job.run(desk) if job.wanted(desk) else 0


def bench(site: Site) -> Workbench:
    """The bench with the clock of the test."""
    return dataclasses.replace(site.runtime.bench, clock=site.runtime.clock)


def entry(site: Site) -> CadreEntry:
    """The entry as it stands."""
    with site.session() as session:
        return session.get_one(CadreEntry, site.ids["entry"])


def open_entry(site: Site, name: str) -> None:
    """Somebody looks at the entry."""
    assert site.sign_in(name).get(f"{ENTRY}/{site.ids['entry']}").status_code == 200


def test_r09_4_after_24_months_without_a_read_the_office_is_asked(office: Site) -> None:
    office.wait(days=TWO_YEARS - 5)
    assert night(office) == 0
    office.wait(days=5)
    assert night(office) == 1
    assert entry(office).need_asked_on == office.runtime.today()
    assert night(office) == 0, "it is asked once"
    with office.session() as session:
        told = session.query(Message).filter(Message.role == "UF").all()
        assert [m for m in told if "not read for a long time" in m.subject]
        assert not any("林一友" in m.subject + m.body for m in told)


def test_r09_4_a_read_by_the_office_moves_the_question(office: Site) -> None:
    office.wait(days=400)
    open_entry(office, "clerk")
    office.wait(days=TWO_YEARS - 400)
    assert night(office) == 0
    office.wait(days=400)
    assert night(office) == 1


def test_r09_4_the_persons_own_look_is_no_read_by_the_office(office: Site) -> None:
    office.wait(days=700)
    open_entry(office, "person1")
    assert office.sign_in("person1").get("/me/").status_code == 200
    office.wait(days=TWO_YEARS - 700)
    assert night(office) == 1


def test_r09_4_the_answer_ends_the_duty_for_as_long_again(office: Site) -> None:
    office.wait(days=TWO_YEARS)
    night(office)
    clerk, at = office.sign_in("clerk"), f"{ENTRY}/{office.ids['entry']}"
    version = clerk.form(at, "version")["version"]
    assert clerk.post(f"{at}/move/still_needed", version=version).status_code == 302
    assert entry(office).need_said_on == office.runtime.today()
    assert night(office) == 0
    office.wait(days=TWO_YEARS + 1)
    assert night(office) == 1
    asked = entry(office)
    assert (asked.need_asked_on, asked.need_said_on) == (office.runtime.today(), None)


def test_r09_4_the_months_are_a_parameter(office: Site) -> None:
    with office.session() as session:
        chapters = office.runtime.chapters
        chapters.set_parameters(session, "cultivation", {"unread_months": 6}, NOW)
        session.commit()
    office.wait(days=190)
    assert night(office) == 1


def test_a_job_asks_for_the_reads_of_its_own_chapter_only(office: Site) -> None:
    with office.session() as session:
        desk = ChapterDesk(bench(office), session, "cultivation")
        with pytest.raises(ValueError, match="no record of chapter 'cultivation'"):
            desk.last_reads("befriending.contact", NOW)
