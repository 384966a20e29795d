"""Switching a chapter off and on while two worker processes answer: nothing lost, nothing late."""

from __future__ import annotations

import datetime as dt
import http.client
import json
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, insert, select
from sqlalchemy.orm import Session

import core
from core.access import sync
from core.access.actor import act_as, system
from core.access.library import grants_on
from core.app import clock_of, open_store
from core.audit.keys import Keeper
from core.audit.verify import verify
from core.chapters import Chapters, load_chapters, upgrade_all
from core.db import make_engine, writing
from core.duties.models import DUTY
from core.records.files import Shelf, Upload, attach
from core.records.save import save
from core.records.stored import StoredFile
from core.settings import Settings
from tests.builders import NOW, PASSWORD
from tests.chapters_made_for_tests import Made, python
from tests.conftest import SECRET, Databases, make_settings

ROOT = Path(core.__file__).resolve().parents[1]
ROWS, SWITCHES, CLIENTS, PAUSE = 30, 6, 4, 0.6


@dataclass
class Answers:
    """What clients were answered, and when each request was sent and done."""

    found: list[tuple[float, float, int]] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)


@pytest.fixture
def settings(made: Made, kind: str, databases: Databases, tmp_path: Path) -> Iterator[Settings]:
    url, _ = databases.copy(kind, tmp_path / "data")
    made.python("alpha")
    yield make_settings(url, tmp_path / "data", chapter_dirs=(made.plugins,))
    databases.drop(url)


@pytest.fixture
def engine(settings: Settings) -> Iterator[Engine]:
    found = make_engine(settings.database_url)
    yield found
    found.dispose()


def filled(settings: Settings, engine: Engine) -> tuple[Chapters, dict[str, object]]:
    """The chapter on, with rows, grants, a file and an open duty; and what there is of each."""
    chapters = load_chapters(settings)
    upgrade_all(engine, chapters, settings)
    _, factory, trail = open_store(settings, chapters, clock_of(settings), engine=engine)
    with writing(), factory() as session:
        act_as(session, system("tests"))
        sync.sync(session, chapters.catalogue)
        chapters.install(session, NOW)
        chapters.enable(session, "alpha", NOW)
        thing = chapters.catalogue.model("alpha.thing")
        rows = [thing(label=f"row {n}") for n in range(ROWS)]
        session.add_all(rows)
        save(session, chapters.catalogue)
        upload = Upload("note.pdf", BytesIO(b"%PDF-1.4 text"))
        attach(session, trail, Shelf(settings.data_dir / "files"), rows[0], upload, NOW)
        session.execute(insert(DUTY).values(**_duty()))
        session.commit()
        return chapters, counts(session, chapters, settings)


def _duty() -> dict[str, object]:
    return {
        "rule": "alpha.R1",
        "article": 1,
        "subject_record": "alpha.thing",
        "subject_id": 1,
        "period": "2026-2027",
        "state": "open",
        "office": "UF",
        "evidence": "{}",
        "hint": False,
        "first_on": NOW.date(),
        "changed_at": NOW,
    }


def counts(session: Session, chapters: Chapters, settings: Settings) -> dict[str, object]:
    """Rows, grants, files and duties of the chapter."""
    table = chapters.catalogue.model("alpha.thing").__table__
    files = StoredFile.__table__
    kept = session.execute(select(files.c.stored, files.c.sha256)).all()
    shelf = Shelf(settings.data_dir / "files")
    return {
        "rows": session.execute(select(func.count()).select_from(table)).scalar(),
        "grants": grants_on(session, "alpha."),
        "files": [tuple(f) for f in kept],
        "on disk": [shelf.path(f.stored).read_bytes() for f in kept],
        "duties": session.execute(
            select(DUTY.c.rule, DUTY.c.state).where(DUTY.c.rule == "alpha.R1")
        ).all(),
    }


@contextmanager
def served(settings: Settings, chapters: Path) -> Iterator[int]:
    """The program itself, with two worker processes; gives its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    environment = os.environ | {
        "TONGXIN_DATABASE_URL": settings.database_url,
        "TONGXIN_DATA_DIR": str(settings.data_dir),
        "TONGXIN_SECRET_KEY": SECRET,
        "TONGXIN_CHAPTERS_DIR": str(chapters),
        "TONGXIN_PORT": str(port),
    }
    program = subprocess.Popen(
        [python(), "run.py", "serve", "--workers", "2"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        _wait_for(port, program)
        yield port
    finally:
        os.killpg(program.pid, signal.SIGTERM)
        program.communicate(timeout=30)


def _wait_for(port: int, program: subprocess.Popen[str]) -> None:
    ends = time.monotonic() + 60
    while time.monotonic() < ends:
        if program.poll() is not None:
            pytest.fail(program.communicate()[0])
        try:
            if ask(port, "GET", "/healthz")[0] == 200:
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail("the program did not answer within a minute")


def ask(port: int, method: str, path: str, token: str = "", body: object = None) -> tuple[int, str]:
    """One request on a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    connection.request(method, path, json.dumps(body) if body is not None else None, headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text


def hammer(port: int, token: str, answers: Answers) -> None:
    """Ask for the chapter's rows again and again."""
    while not answers.stop.is_set():
        sent = time.monotonic()
        status, _ = ask(port, "GET", "/api/v1/alpha/thing/", token)
        answers.found.append((sent, time.monotonic(), status))


def switch(engine: Engine, chapters: Chapters, on: bool, now: dt.datetime) -> float:
    """Switch the chapter from a third process's session; the moment after the commit."""
    with writing(), Session(engine) as session:
        act_as(session, system("tests"))
        if on:
            chapters.enable(session, "alpha", now)
        else:
            chapters.disable(session, "alpha", now)
        session.commit()
    return time.monotonic()


def test_off_and_on_under_load_loses_nothing_and_answers_nothing_late(
    made: Made, settings: Settings, engine: Engine
) -> None:
    chapters, before = filled(settings, engine)
    answers = Answers()
    turns: list[tuple[float, float, bool]] = []
    with served(settings, made.plugins) as port:
        sent = {"username": "boss", "password": PASSWORD}
        _, text = ask(port, "POST", "/api/v1/security/login", body=sent)
        token = json.loads(text)["access_token"]
        clients = [
            threading.Thread(target=hammer, args=(port, token, answers)) for _ in range(CLIENTS)
        ]
        for client in clients:
            client.start()
        for number in range(SWITCHES):
            on = number % 2 == 1
            began = switch(engine, chapters, on, NOW)
            time.sleep(PAUSE)
            turns.append((began, time.monotonic(), on))
        answers.stop.set()
        for client in clients:
            client.join(30)
    assert {status for _, _, status in answers.found} == {200, 404}
    for began, ended, on in turns:
        told = {s for at, done, s in answers.found if began <= at and done <= ended}
        assert told == {200 if on else 404}
    with Session(engine) as session:
        assert counts(session, chapters, settings) == before
        assert verify(session, Keeper(settings.data_dir)).broken is None
