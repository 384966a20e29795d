"""The application with chapter 1 on and one account for each of those who write, review and publish."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import select

from core.cli.store import Store
from core.db.job_tables import JOB
from core.jobs.perform import perform, take
from core.jobs.schedule import Timetable
from core.notify.outbox import Message
from tests.builders import NOW, Builders
from tests.conftest import Databases, make_settings, open_site
from tests.plugins.publicity.press import TICKS
from tests.site import Api, Site

ROLES = {"author": "PU", "ding": "UF", "chief": "UFH", "member": "CM", "press": "PB", "unit": "UH"}
PASSERS = {"first_review": "unit", "second_review": "ding", "final_review": "chief"}
MOVES = {"first_review": "pass_first", "second_review": "pass_second", "final_review": "pass_final"}
PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 100


@contextmanager
def press_site(kind: str, databases: Databases, folder: Path, **given: object) -> Iterator[Site]:
    """All of one unit, so that its head reviews first; everybody has a person."""
    url, ids = databases.copy_of(databases.prepared(kind, "press", _fill), folder)
    with open_site(make_settings(url, folder, **given), ids) as site:
        yield site
    databases.drop(url)


def _fill(store: Store) -> dict[str, int]:
    ids: dict[str, int] = {}
    with store.session("tests") as session:
        store.chapters.enable(session, "publicity", NOW)
        session.commit()
        store.chapters.refresh(session)
        make = Builders(session, store.chapters.catalogue)
        unit = make.unit(name="统战部")
        for name, role in ROLES.items():
            person = make.person(name=f"Person {name}", unit=unit.id)
            if role == "UH":
                make.post(person, "unit_head", starts=dt.date(2020, 1, 1))
            ids[name] = person.id
            make.account(name, role, person=person.id)
    return ids


def signed_in(site: Site, name: str) -> Api:
    """The interface for an account; one sign-in serves as long as the clock stands."""
    kept: dict[tuple[str, dt.timedelta], Api] = site.app.extensions.setdefault(
        "tests.signed_in", {}
    )
    if (name, site.later) not in kept:
        kept[name, site.later] = site.api(name)
    return kept[name, site.later]


def write(site: Site, by: str = "author", files: tuple[str, ...] = (), **values: Any) -> str:
    """A new article with pictures, handed in; its address in the interface."""
    given = {"title": "A day", "column": "news", "channel": "website", "body": "We met."} | values
    made = signed_in(site, by).send("POST", "/api/v1/publicity/article/", **given)
    assert made.status_code == 201, made.text
    path = f"/api/v1/publicity/article/{made.json['id']}"  # type: ignore[index]
    for name in files:
        attach(site, by, path, name)
    assert step(site, by, path, "submit").status_code == 200
    return path


def step(site: Site, by: str, path: str, name: str, **values: Any) -> Any:
    """One step by an account."""
    return signed_in(site, by).send("POST", f"{path}/move/{name}", **values)


def value(site: Site, path: str, name: str) -> Any:
    """A value of a row."""
    return signed_in(site, "chief").get(path).json["result"][name]  # type: ignore[index]


def tick(site: Site, by: str, path: str) -> None:
    """Note everything as proofread."""
    told = signed_in(site, by).send("PATCH", path, **dict.fromkeys(TICKS, True))
    assert told.status_code == 200, told.text


def let_pass(site: Site, path: str, **by: str) -> None:
    """Through all reviews, each by whoever usually makes it."""
    while (state := value(site, path, "status")) in MOVES:
        who = by.get(state, PASSERS[state])
        tick(site, who, path)
        told = step(site, who, path, MOVES[state])
        assert told.status_code == 200, told.text


def attach(site: Site, by: str, path: str, name: str, content: bytes = PNG) -> None:
    """Put a picture to an article."""
    assert send_file(site, by, path, name, content) == 302


def send_file(site: Site, by: str, path: str, name: str, content: bytes = PNG) -> int:
    """Try to put a picture to an article; what the page answers."""
    browser = site.sign_in(by)
    data = {"csrf_token": browser.token(), "file": (io.BytesIO(content), name)}
    address = path.removeprefix("/api/v1")
    return browser.client.post(f"{address}/files", data=data).status_code


def take_off(site: Site, by: str, path: str, number: int) -> None:
    """Take a picture off an article."""
    address = f"{path.removeprefix('/api/v1')}/files/{number}/remove"
    assert site.sign_in(by).post(address).status_code == 302


def choose(site: Site, **parameters: str) -> None:
    """Set parameters of the chapter."""
    with site.session() as session:
        chapters = site.runtime.chapters
        chapters.set_parameters(session, "publicity", parameters, site.runtime.clock())
        session.commit()


def do_job(site: Site, name: str) -> int:
    """What the engine does now: the job is queued when it is wanted, and done. How many were done."""
    kind = f"publicity.{name}"
    bench = replace(site.runtime.bench, kinds={kind: site.runtime.bench.kinds[kind]})
    Timetable(bench).queue_due()
    with bench.factory() as session:
        mine = (JOB.c.kind == kind, JOB.c.state == "queued")
        numbers = list(session.execute(select(JOB.c.id).where(*mine)).scalars())
    for number in numbers:
        claim = take(bench, number, "tests")
        assert claim is not None
        perform(bench, claim)
    return len(numbers)


def told(site: Site, part: str) -> list[str]:
    """To which roles something was said, in order."""
    with site.session() as session:
        ask = select(Message).order_by(Message.id)
        return [m.role for m in session.scalars(ask) if part in m.subject]
