"""Rows that come with a change of another chapter: in the same transaction, asked like any other row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.access.actor import Actor, act_as
from core.app import open_store
from core.audit.models import Entry
from core.chapters import Chapters
from core.chapters.lines import upgrade_all
from core.chapters.manager import HookFailed
from core.db import make_engine
from core.declare import Scope
from core.records.refused import Refused
from core.records.save import save
from tests.chapters_made_for_tests import Made

NOW = dt.datetime(2026, 11, 24, 4, tzinfo=dt.UTC)
OTHER = '    other: Mapped[str | None] = field(Kind.TEXT, "Number of the other")\n'
ASKS = """
    def follows(self, change, look):
        if change.record == "arrival.thing" and change.action == "create":
            yield Follow("booking.thing", {"label": change.after["label"], "other": str(change.key)})
        if change.record == "booking.thing" and change.action == "create" and change.after["other"]:
            yield Follow("arrival.thing", {"other": str(change.key)}, int(change.after["other"]))
"""
REFUSES = """
    def check(self, change, look):
        if change.after["label"] == "wrong":
            yield Complaint("Not this one.", "label")
"""
CIRCLE = """
    def follows(self, change, look):
        yield Follow("arrival.thing", {"label": "again"})
"""


class Store:
    """Two chapters on a database; the session acts for a writer who may enter things of arrival only."""

    def __init__(self, made: Made, asks: str = ASKS, on: tuple[str, ...] = ("arrival", "booking")):
        made.python("arrival", asks, columns=OTHER, before="from core.sdk import Follow\n")
        made.python("booking", REFUSES, columns=OTHER)
        file = made.plugins / "arrival" / "chapter.py"
        text = file.read_text("utf-8").replace("requires=(),", 'requires=(), uses=("booking",),')
        file.write_text(text, "utf-8")
        settings = made.settings(chapters=("arrival", "booking"))
        self.chapters: Chapters = made.load(settings)
        assert self.chapters.problems == ()
        self.engine = make_engine(settings.database_url)
        upgrade_all(self.engine, self.chapters, settings)
        _, factory, _ = open_store(settings, self.chapters, lambda: NOW, engine=self.engine)
        self.session: Session = factory()
        self.chapters.install(self.session, NOW)
        for name in on:
            self.chapters.enable(self.session, name, NOW)
        self.session.commit()
        self.chapters.refresh(self.session)
        may = {"arrival.thing": {a: frozenset({Scope.ALL}) for a in ("read", "create", "edit")}}
        act_as(self.session, Actor(user=1, name="writer", roles=frozenset({"UF"}), grants=may))

    def enter(self, label: str) -> Any:
        """A new thing of arrival."""
        row: Any = self.chapters.catalogue.model("arrival.thing")(label=label)
        self.session.add(row)
        save(self.session, self.chapters.catalogue)
        return row

    def things(self, chapter: str) -> list[Any]:
        """All rows of a chapter, whoever may see them."""
        model: Any = self.chapters.catalogue.model(f"{chapter}.thing")
        return list(self.session.scalars(select(model), execution_options={"gate": False}))


@pytest.fixture
def store(made: Made) -> Iterator[Store]:
    found = Store(made)
    yield found
    found.session.close()
    found.engine.dispose()


def test_a_row_of_another_chapter_comes_with_it_and_both_know_each_other(store: Store) -> None:
    row = store.enter("one")
    (there,) = store.things("booking")
    assert (there.label, there.other) == ("one", str(row.id))
    assert row.other == str(there.id)
    told = store.session.execute(select(Entry.record, Entry.action).order_by(Entry.seq)).all()
    assert [tuple(t) for t in told if t.record in ("arrival.thing", "booking.thing")] == [
        ("arrival.thing", "create"),
        ("booking.thing", "create"),
    ]


def test_who_brings_a_row_along_may_still_not_enter_one(store: Store) -> None:
    store.enter("one")
    store.session.add(store.chapters.catalogue.model("booking.thing")(label="mine"))
    with pytest.raises(Exception, match="may not create"):
        save(store.session, store.chapters.catalogue)


def test_a_row_that_comes_along_and_is_refused_stops_both(store: Store) -> None:
    with pytest.raises(Refused, match="Not this one"):
        store.enter("wrong")
    assert (store.things("arrival"), store.things("booking")) == ([], [])


def test_what_is_for_a_chapter_that_is_off_is_left_out(made: Made) -> None:
    store = Store(made, on=("arrival",))
    assert store.enter("one").other is None
    assert store.things("booking") == []
    store.session.close()
    store.engine.dispose()


def test_rows_that_bring_each_other_along_without_end_stop_the_save(made: Made) -> None:
    store = Store(made, CIRCLE)
    with pytest.raises(RuntimeError, match="bring each other along"):
        store.enter("one")
    store.session.rollback()
    assert store.things("arrival") == []
    store.session.close()
    store.engine.dispose()


def test_a_chapter_writes_rows_of_those_it_names_only(made: Made) -> None:
    store = Store(made, ASKS.replace('"booking.thing", {"label"', '"gamma.thing", {"label"'))
    with pytest.raises(HookFailed, match="'gamma.thing', which is not its own"):
        store.enter("one")
    store.session.close()
    store.engine.dispose()
