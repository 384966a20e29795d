"""Terms of keeping: nothing leads back to an anonymous row, holds and duties keep, a killed run goes on."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from core.audit.models import Entry, RowKey
from core.calendar import Calendar
from core.cli.commands import cli
from core.cli.store import Store
from core.db import table_of, writing
from core.directory.calendar import calendar_data
from core.duties.models import DUTY
from core.jobs.kinds.duties import EVALUATE
from core.notify.outbox import Message
from core.records.drafts import KeptDraft
from core.records.files import Shelf, Upload, attach
from core.records.stored import StoredFile
from core.retention import certificates, forecast, problems_of_terms
from core.retention import run as keep_and_let_go_by
from core.retention.certificates import Run
from core.retention.due import Bound, months_before
from core.retention.forecast import Scene
from core.retention.perform import Hand
from core.workflow.models import MOVED
from plugins.befriending.models import Contact, Pair
from tests.builders import DAY
from tests.core.jobs_made import ask, do_all
from tests.core.loaded import chapters
from tests.core.test_files_kept import PDF
from tests.core.test_retention_everywhere import keep_and_let_go
from tests.core.test_search_index import build
from tests.site import Site

CONTACT = "befriending.contact"
C = table_of(Contact).c
YEARS_LATER = 366 * 5
FIRST = DAY.replace(day=1)


def rows(site: Site, table: Any, **where: Any) -> list[Any]:
    """Rows of a table, whatever the gate says."""
    with site.session() as session:
        found = session.execute(select(table).filter_by(**where).order_by(table.c.id))
        return list(found.mappings())


def scene(site: Site) -> Scene:
    """What a run would ask of, today."""
    with site.session() as session:
        calendar = calendar_data(session)
    return Scene(
        catalogue=site.runtime.catalogue,
        calendar=calendar,
        zone=ZoneInfo("Asia/Shanghai"),
        today=site.runtime.today(),
    )


def numbers(site: Site, record: str = CONTACT, purpose: str = "contacts") -> tuple[int, int, int]:
    """What is due, on hold and needed."""
    with site.session() as session:
        for found in forecast(session, scene(site)):
            if (found.term.record, found.term.purpose.name) == (record, purpose):
                return found.due, found.held, found.needed
    raise AssertionError("no such term")


# -- when ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "months", "day", "year"),
    [
        ("2030-08-30", 36, "2027-08-30", "2025-2026"),
        ("2030-08-31", 36, "2027-08-31", "2026-2027"),
        ("2028-02-29", 12, "2027-02-28", "2025-2026"),
        ("2027-03-31", 1, "2027-02-28", "2025-2026"),
    ],
)
def test_the_last_day_that_is_over(today: str, months: int, day: str, year: str) -> None:
    asked = dt.date.fromisoformat(today)
    bound = Bound.of(asked, months, Calendar(), ZoneInfo("Asia/Shanghai"))
    assert months_before(asked, months) == bound.day == dt.date.fromisoformat(day)
    assert bound.year == year
    assert bound.moment == dt.datetime.fromisoformat(f"{day}T16:00").replace(tzinfo=dt.UTC)


def test_a_purpose_that_counts_from_nothing_is_told() -> None:
    catalogue = chapters().catalogue
    manifest = catalogue.manifests["befriending"]
    purposes = tuple(dataclasses.replace(p, counts_from=("no.such",)) for p in manifest.purposes)
    manifests = catalogue.manifests | {
        "befriending": dataclasses.replace(manifest, purposes=purposes)
    }
    changed = dataclasses.replace(catalogue, manifests=manifests)
    told = [str(p) for p in problems_of_terms(changed, "befriending")]
    assert any("counts from no.such, of which befriending.contact has nothing" in t for t in told)
    bare = tuple(dataclasses.replace(p, counts_from=()) for p in manifest.purposes)
    manifests |= {"befriending": dataclasses.replace(manifest, purposes=bare)}
    assert not [
        *problems_of_terms(dataclasses.replace(catalogue, manifests=manifests), "befriending")
    ]


# -- what stays of a row ---------------------------------------------------------------------------


def _leave_traces(site: Site, key: int) -> Shelf:
    """A file, a draft, a notice and a search index that know the contact."""
    shelf, runtime = Shelf(runtime_folder(site)), site.runtime
    with writing(), site.session() as session:
        row = session.get_one(Contact, key)
        attach(
            session, runtime.trail, shelf, row, Upload("谈.pdf", io.BytesIO(PDF)), runtime.clock()
        )
        moment = {"created_at": runtime.clock(), "role": "UF"}
        told = {"subject": "s", "body": "b", "fill_in": "{}", "link": f"/befriending/contact/{key}"}
        session.execute(table_of(Message).insert().values(moment | told))
        draft = {"user_id": 1, "token": "t", "form": f"{CONTACT}:{key}", "typed": "[]"}
        session.execute(
            table_of(KeptDraft).insert().values(draft | {"kept_at": runtime.clock(), "digest": ""})
        )
        session.commit()
    build(site, CONTACT)
    return shelf


def runtime_folder(site: Site) -> Any:
    """Where the application keeps attachments."""
    return site.runtime.settings.data_dir / "files"


def test_dp_16_an_anonymous_contact_leads_to_nobody(site: Site) -> None:
    key = site.ids["contact1"]
    shelf = _leave_traces(site, key)
    (stored,) = [f["stored"] for f in rows(site, table_of(StoredFile), record=CONTACT)]
    assert shelf.path(stored).exists()
    site.wait(days=YEARS_LATER)
    keep_and_let_go(site)
    assert not rows(site, table_of(Contact), id=key)
    for row in rows(site, table_of(Contact)):
        assert (row["date"], row["mode"], row["topics"]) == (FIRST, "talk", ())
        gone = "code pair summary follow_up place owner created_by changed_by".split()
        assert [row[name] for name in gone] == [None] * len(gone)
        assert (row["created_at"].day, row["created_at"].hour) == (1, 0)
        assert row["academic_year"] == "2026-2027"
    assert not shelf.path(stored).exists()
    for table in (table_of(StoredFile), table_of(RowKey)):
        with site.session() as session:
            assert not session.execute(select(table).filter_by(record=CONTACT)).first()
    assert not rows(site, MOVED, record=CONTACT, row=key)
    assert not rows(site, table_of(KeptDraft), form=f"{CONTACT}:{key}")
    assert not rows(site, table_of(Message), link=f"/befriending/contact/{key}")
    office = site.sign_in("clerk")
    for path in ("/befriending/contact/", f"/befriending/pair/{site.ids['pair1']}"):
        assert office.get(path).status_code == 200
    found = office.get("/befriending/contact/?q=Alpha").text
    assert "Alpha hall" not in found and "Alpha matter" not in found
    assert office.get(f"/befriending/contact/{key}").status_code == 404
    (left,) = [r["id"] for r in rows(site, table_of(Contact))][:1]
    assert office.get(f"/befriending/contact/{left}").status_code == 200
    assert office.get(f"/befriending/contact/{left}/history").status_code == 200


def test_dp_15_the_certificate_says_how_many_and_never_what(site: Site) -> None:
    site.wait(days=YEARS_LATER)
    keep_and_let_go(site)
    with site.session() as session:
        told = {(c.record, c.purpose): c for c in certificates(session, 100)}
        entries = session.scalars(select(Entry).where(Entry.action == "retention")).all()
    line = told[CONTACT, "contacts"]
    assert (line.action, line.rows, line.files) == ("anonymise", 2, 0)
    assert (line.months, line.after, line.counts_from) == (36, "end of the academic year", "@year")
    pairs = told["befriending.pair", "pairs"]
    assert (pairs.action, pairs.rows) == ("empty", 2)
    assert rows(site, table_of(Pair))[0]["person"] is None
    assert all("Alpha" not in e.body and "林" not in e.body for e in entries)
    before = len(told)
    keep_and_let_go(site)
    with site.session() as session:
        assert len(certificates(session, 100)) == before


# -- what keeps a row ------------------------------------------------------------------------------


def test_a_row_that_an_open_duty_needs_stays_and_that_is_said(site: Site) -> None:
    bench = dataclasses.replace(site.runtime.bench, kinds=site.runtime.bench.kinds)
    ask(bench, EVALUATE.name)
    do_all(bench)
    key = site.ids["pair1"]
    with writing(), site.session() as session:
        about = (DUTY.c.subject_record == "befriending.pair", DUTY.c.subject_id == key)
        assert session.execute(DUTY.update().where(*about).values(state="overdue")).rowcount  # type: ignore[attr-defined]
        other = (DUTY.c.subject_record == "befriending.pair", DUTY.c.subject_id != key)
        session.execute(DUTY.update().where(*other).values(state="met"))
        session.commit()
    site.wait(days=YEARS_LATER)
    assert numbers(site, "befriending.pair", "pairs") == (1, 0, 1)
    keep_and_let_go(site)
    people = {r["id"]: r["person"] for r in rows(site, table_of(Pair))}
    assert people[key] is not None
    assert people[site.ids["pair2"]] is None
    assert numbers(site, "befriending.pair", "pairs") == (0, 0, 1)


def test_dp_15_a_legal_hold_keeps_and_is_logged(site: Site) -> None:
    with site.build() as make:
        make.account("dpo", "DPO")
    key = site.ids["contact1"]
    dpo = site.sign_in("dpo")
    site.wait(days=YEARS_LATER)
    dpo = site.sign_in("dpo")
    until = site.runtime.today() + dt.timedelta(days=10)
    refused = dpo.post("/retention/holds", record=CONTACT, row="99999", reason="", until="")
    assert refused.status_code == 422
    form = {"record": CONTACT, "row": str(key), "reason": "Case 12", "until": until.isoformat()}
    assert dpo.post("/retention/holds", **form).status_code == 302
    assert numbers(site) == (1, 1, 0)
    keep_and_let_go(site)
    assert [r["id"] for r in rows(site, table_of(Contact), id=key)] == [key]
    assert dpo.post("/retention/holds/1/lift").status_code == 302
    assert [e.action for e in site.entries(record=CONTACT, row_id=key)][-2:] == [
        "hold_placed",
        "hold_lifted",
    ]
    keep_and_let_go(site)
    assert not rows(site, table_of(Contact), id=key)
    page = dpo.get("/retention/").text
    assert "Case 12" in page and "Alpha" not in page
    table = dpo.get("/retention/certificates.csv").text
    assert len(table.splitlines()) > 2 and "Alpha" not in table


def test_only_the_officer_places_holds(site: Site) -> None:
    form = {"record": CONTACT, "row": "", "reason": "x", "until": "2030-01-01"}
    assert site.sign_in("auditor").get("/retention/").status_code == 200
    assert site.sign_in("auditor").post("/retention/holds", **form).status_code == 403
    assert site.sign_in("clerk").get("/retention/").status_code == 403


# -- once ------------------------------------------------------------------------------------------


class Killed(BaseException):
    """The process ends here."""


def test_a_run_that_is_killed_goes_on_and_counts_once(site: Site) -> None:
    _leave_traces(site, site.ids["contact1"])
    site.wait(days=YEARS_LATER)
    runtime = site.runtime
    told = Run(77, runtime.today(), runtime.clock())

    def hand(session: Any, *, dies_at: int) -> Hand:
        saved = [0]

        def save() -> None:
            saved[0] += 1
            if saved[0] == dies_at:
                raise Killed
            session.commit()

        return Hand(
            session=session,
            scene=scene(site),
            trail=runtime.trail,
            shelf=Shelf(runtime_folder(site)),
            save=save,
            run=told,
        )

    for dies_at in (2, 3, 3, 0):
        with site.session() as session:
            if dies_at:
                with pytest.raises(Killed):
                    keep_and_let_go_by(hand(session, dies_at=dies_at))
            else:
                keep_and_let_go_by(hand(session, dies_at=dies_at))
    with site.session() as session:
        lines = {(c.record, c.purpose): (c.rows, c.files) for c in certificates(session, 100)}
    assert lines[CONTACT, "contacts"] == (2, 1)
    assert lines["befriending.pair", "pairs"] == (2, 0)
    assert not rows(site, table_of(StoredFile))
    assert site.runtime.trail.keeper.head()[0] == site.entries()[-1].seq


def test_the_command_tells_first_and_then_does(site: Site) -> None:
    settings = dataclasses.replace(site.runtime.settings, clock=dt.date(2031, 12, 1))
    store = Store(lambda: settings)
    dry = CliRunner().invoke(cli, ["retention", "--dry-run"], obj=store)
    assert "befriending.contact" in dry.output and "to be done 2" in dry.output
    assert len(rows(site, table_of(Contact), id=site.ids["contact1"])) == 1
    done = CliRunner().invoke(cli, ["retention"], obj=store)
    assert done.exit_code == 0, done.output
    assert "anonymise  2 rows, 0 files" in done.output
    assert not rows(site, table_of(Contact), id=site.ids["contact1"])
