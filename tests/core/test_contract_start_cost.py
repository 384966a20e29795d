"""What a start costs with ten chapters of ten records each."""

from __future__ import annotations

import time
from pathlib import Path

from sqlalchemy import event

from core.access import sync
from core.chapters import upgrade_all
from core.db import make_engine, session_factory, writing
from tests.chapters_made_for_tests import Made
from tests.conftest import Databases, make_settings

RECORD = """
[record.r{n}]
label = "Record {n}"
[record.r{n}.field.label]
kind = "text"
label = "Label"
[[grant]]
role = ["UF", "UFH", "R{chapter}"]
record = "r{n}"
actions = ["read", "create", "edit", "delete", "export"]
"""
MOST_STATEMENTS = 20
MOST_SECONDS = 2.5


def ten_chapters(made: Made) -> None:
    for chapter in range(10):
        records = "".join(RECORD.format(n=n, chapter=chapter) for n in range(9))
        role = f'[role.R{chapter}]\nlabel = "Role {chapter}"\n'
        made.toml(f"many{chapter}", role + records)


def test_the_sync_of_roles_and_grants_takes_at_most_twenty_statements(
    made: Made, databases: Databases, kind: str, tmp_path: Path
) -> None:
    ten_chapters(made)
    url, _ = databases.copy(kind, tmp_path / "data", rows=False)
    settings = make_settings(url, tmp_path / "data")
    chapters = made.load(settings)
    assert len(chapters.catalogue.models) >= 100
    engine = make_engine(url)
    upgrade_all(engine, chapters, settings)
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *a: statements.append(a[2]))
    with writing(), session_factory(engine)() as session:
        assert sync.sync(session, chapters.catalogue) == 10 * 9 * 3 * 5
        session.commit()
        first = len(statements)
        assert sync.sync(session, chapters.catalogue) == 0
    engine.dispose()
    databases.drop(url)
    assert first <= MOST_STATEMENTS
    assert len(statements) - first <= 5


def test_loading_and_vetting_ten_chapters_takes_little_of_a_start(made: Made) -> None:
    ten_chapters(made)
    began = time.process_time()
    chapters = made.load()
    assert len(chapters.names) == 11
    assert time.process_time() - began < MOST_SECONDS / 2
