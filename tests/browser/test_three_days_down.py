"""A server stands still for three days: what it makes up for at its start, and that nobody is told twice.

The server is ``run.py serve`` with two processes, as an office runs it; its jobs run inside it, and its
mail goes to a real SMTP server. The clock of its tests is ``TONGXIN_CLOCK``.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect
from sqlalchemy import create_engine, func, or_, select

from core.db import table_of, writing
from core.db.job_tables import JOB
from core.jobs.kinds.duties import EVALUATE
from core.notify.models import Delivery, Parcel, State
from core.notify.outbox import Message
from core.notify.wishes import Wishes, keep
from tests.browser.conftest import DESK, Visitor
from tests.builders import PASSWORD
from tests.conftest import SECRET, Databases, make_settings, open_site
from tests.core.post import NO_REST
from tests.core.workers import ROOT, wait_until
from tests.mail_sink import Sink, free_port, smtp_sink
from tests.site import Site

pytestmark = pytest.mark.browser
TUESDAY, THURSDAY, FRIDAY = (dt.date(2026, 11, day) for day in (24, 26, 27))
RUNS = "/duties/runs?rule=befriending.R07.8"
LEADER, HEAD = "leader@example.edu", "head@example.edu"
TITLE = "What was to follow from a contact is done"
ON_TUESDAY = f"Your duty «{TITLE}» is due on {TUESDAY}."
MADE_UP_FOR = (
    f"Your duty «{TITLE}» was due on {TUESDAY} and is not done.",
    f"Your duty «{TITLE}» was due on {THURSDAY} and is not done.",
)
TO_THE_HEAD = f"In your unit, the duty «{TITLE}» was due on {TUESDAY} and is not done."


@dataclass
class Office:
    """The database and data folder of one installation, and the mail server it writes to."""

    url: str
    folder: Path
    sink: Sink
    chromium: Browser

    def environment(self, day: dt.date, port: int) -> dict[str, str]:
        """What the server is told at its start."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith("TONGXIN_")}
        return kept | {
            "TONGXIN_DATABASE_URL": self.url,
            "TONGXIN_DATA_DIR": str(self.folder),
            "TONGXIN_SECRET_KEY": SECRET,
            "TONGXIN_LOCALE": "en",
            "TONGXIN_CLOCK": str(day),
            "TONGXIN_PORT": str(port),
            "TONGXIN_SMTP_HOST": self.sink.host,
            "TONGXIN_SMTP_PORT": str(self.sink.port),
            "TONGXIN_SMTP_FROM": "post@tongxin.edu",
        }

    @contextmanager
    def open_on(self, day: dt.date) -> Iterator[str]:
        """The server on this day; its address. It is stopped as systemd stops it."""
        port, log = free_port(), self.folder / f"serve-{day}.log"
        with log.open("ab") as out:
            server = subprocess.Popen(
                [sys.executable, "run.py", "serve", "--workers", "2", "--threads", "2"],
                cwd=ROOT,
                env=self.environment(day, port),
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        try:
            wait_until(lambda: answers(port) or server.poll() is not None, log.read_text("utf-8"))
            assert server.poll() is None, log.read_text("utf-8")
            yield f"http://127.0.0.1:{port}"
            server.terminate()
            assert server.wait(60) == 0, log.read_text("utf-8")
        finally:
            server.kill()
            server.wait()

    @contextmanager
    def visitor(self, address: str, name: str) -> Iterator[Visitor]:
        """Somebody signed in through the real form."""
        context = self.chromium.new_context(viewport={"width": DESK[0], "height": DESK[1]})
        made = Visitor(context.new_page(), address)
        made.page.on("pageerror", lambda error: made.complaints.append(str(error)))
        made.go("/login/")
        made.page.fill("#username", name)
        made.page.fill("#password", PASSWORD)
        made.page.click("button.btn-primary")
        made.page.wait_for_url(f"{address}/")
        yield made
        assert made.complaints == []
        context.close()

    def count(self, *asked: object) -> int:
        """How many rows of a table, looked at beside the running server."""
        engine = create_engine(self.url)
        with engine.connect() as connection:
            ask = select(func.count()).where(*asked)  # type: ignore[arg-type]
            found = connection.execute(ask).scalar_one()
        engine.dispose()
        return found

    def settled(self, evaluations: int) -> None:
        """Wait for so many whole evaluations, and until nothing waits to be told or sent."""
        message, delivery, parcel = (table_of(m).c for m in (Message, Delivery, Parcel))
        waits = (
            message.sent_at.is_(None),
            delivery.state == State.WAITING,
            parcel.state == State.WAITING,
        )
        done = (JOB.c.kind == EVALUATE.name, JOB.c.state == "done")
        wait_until(lambda: self.count(*done) == evaluations, f"{evaluations} evaluations")
        running = (
            JOB.c.kind.startswith("duties."),
            or_(JOB.c.state == "queued", JOB.c.state == "running"),
        )
        wait_until(lambda: not self.count(*running), "the rules are done")
        for one in waits:
            wait_until(lambda one=one: not self.count(one), str(one))  # type: ignore[misc]

    def mails(self, address: str) -> Counter[str]:
        """How often each notice stands in the mails to an address."""
        mine = [n for n, mail in enumerate(self.sink.mails) if mail["To"] == address]
        words = " ".join(" ".join(self.sink.text(n).split()) for n in mine)
        return Counter(re.findall(r"(?:Your|In your unit, the) duty «[^»]+» [^.]+\.", words))


def answers(port: int) -> bool:
    """True when somebody listens."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def inbox(visitor: Visitor) -> Counter[str]:
    """How often each notice stands in the inbox."""
    visitor.go("/inbox/")
    return Counter(visitor.page.locator(".k-inbox a, .k-inbox .k-aslink").all_inner_texts())


def told_once(office: Office, address: str, *to_leader: str, to_head: tuple[str, ...] = ()) -> None:
    """Both inboxes and both mail boxes hold each of these once, and nothing else."""
    for name, mail, texts in (("zhang", LEADER, to_leader), ("unit_head", HEAD, to_head)):
        with office.visitor(address, name) as reader:
            assert inbox(reader) == Counter(texts), name
        assert office.mails(mail) == Counter(texts), name


@pytest.fixture
def office(databases: Databases, tmp_path: Path, chromium: Browser) -> Iterator[Office]:
    """Chapter 4 in use: a pair, what was to follow on Tuesday and on Thursday, two who get mail."""
    folder = tmp_path / "data"
    url, ids = databases.copy("sqlite", folder)
    with open_site(make_settings(url, folder), ids) as site:
        enter(site)
    with smtp_sink() as sink:
        yield Office(url, folder, sink, chromium)


def enter(site: Site) -> None:
    """What is in the books before the first start."""
    with site.build() as make:
        leader, friend = make.person(unit=site.ids["unit1"]), make.person(unit=site.ids["unit1"])
        pair = make.pair(leader, friend)
        for day in (TUESDAY, THURSDAY):
            make.contact(pair, follow_up="A second projector", follow_up_due=day)
        site.ids["user:zhang"] = make.account("zhang", "CL", person=leader.id)
    with writing(), site.runtime.factory.begin() as session:
        for name, address in (("zhang", LEADER), ("unit_head", HEAD)):
            keep(session, site.ids[f"user:{name}"], Wishes(address=address, rhythm=NO_REST))


def test_tx_2_three_days_down_are_made_up_for_and_each_notice_is_told_once(office: Office) -> None:
    with office.open_on(TUESDAY) as address:
        office.settled(1)
        told_once(office, address, ON_TUESDAY)

    made_up_for = (ON_TUESDAY, *MADE_UP_FOR)
    with office.open_on(FRIDAY) as address:
        office.settled(2)
        with office.visitor(address, "boss") as boss:
            ledger_shows_the_catch_up(boss)
        told_once(office, address, *made_up_for, to_head=(TO_THE_HEAD,))

    letters = len(office.sink.mails)
    with office.open_on(FRIDAY) as address:
        with office.visitor(address, "boss") as boss:
            boss.go("/duties/")
            boss.press("form[action='/duties/evaluate'] button")
            boss.go(RUNS)
            expect(days(boss)).to_have_text([str(FRIDAY), str(FRIDAY), str(TUESDAY)])
        office.settled(2)
        told_once(office, address, *made_up_for, to_head=(TO_THE_HEAD,))
    assert len(office.sink.mails) == letters


def days(boss: Visitor) -> Locator:
    """For which days the rule was evaluated, the newest first."""
    return boss.page.locator("table td.k-hide.k-sub")


def ledger_shows_the_catch_up(boss: Visitor) -> None:
    """One evaluation of Tuesday, one of Friday, none between; both duties overdue."""
    boss.go(RUNS)
    expect(days(boss)).to_have_text([str(FRIDAY), str(TUESDAY)])
    expect(boss.page.locator("table .k-tag.k-ok")).to_have_count(2)
    boss.go("/duties/?rule=befriending.R07.8&state=overdue")
    expect(boss.page.locator("[data-total]")).to_have_text("2")
    boss.page.locator("main td.k-name a, main a[href^='/duties/']").filter(
        has_text=TITLE
    ).first.click()
    boss.page.wait_for_url(re.compile(r"/duties/\d+"))
    assert str(FRIDAY) in boss.page.inner_text("main")
