"""A small chapter: trips that ask for a date of birth and keep none, and tasks that follow from them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.chapters.discovery import forget
from core.cli.init import prepare
from core.cli.store import Store
from tests.builders import NOW, Builders
from tests.conftest import make_settings, open_site
from tests.site import Site

SOURCE = """
import datetime as dt
from sqlalchemy.orm import Mapped
from core.sdk import (
    Chapter, Complaint, DataClass, Grant, Kind, Manifest, Purpose, Record, RecordBase,
    Scope, field,
)


class Trip(RecordBase):
    record = Record(name="trips.trip", label="Trip", fields=(), title=("label",), own=("guide",))
    label: Mapped[str] = field(Kind.TEXT, "Label", required=True, listed=True, matters_only=True)
    guide: Mapped[int | None] = field(
        Kind.REF, "Guide", target="directory.person", personal=DataClass.P, purpose="work"
    )
    born: Mapped[dt.date | None] = field(
        Kind.DATE, "Date of birth", unkept=True, personal=DataClass.P, purpose="work"
    )
    adult: Mapped[bool | None] = field(Kind.YES_NO, "Adult", filled=True)


class Task(RecordBase):
    record = Record(name="trips.task", label="Task", fields=(), title=("label",))
    label: Mapped[str] = field(Kind.TEXT, "Label", required=True, listed=True)
    trip: Mapped[int | None] = field(Kind.REF, "Trip", target="trips.trip")


class Trips(Chapter):
    manifest = Manifest(
        name="trips",
        title="Trips",
        version="0.1.0",
        core=">=0.1,<1",
        purposes=(
            Purpose(
                name="work", why="To work.", basis="13(2)", keep_months=1, after="end", readers=("CL",)
            ),
        ),
    )

    def models(self):
        return (Trip, Task)

    def permissions(self):
        yield Grant("CL", "trips.trip", ("read", "create", "edit"), Scope.OWN)
        yield Grant("UF", "trips.task", ("read",), Scope.ALL)

    def fill(self, draft, look):
        if draft.record == "trips.trip" and draft.get("born") is not None:
            draft.set("adult", draft.get("born").year < 2008)

    def check(self, change, look):
        if change.after.get("adult") is False:
            yield Complaint("Too young.", "born")
"""


@contextmanager
def trip_site(url: str, folder: Path) -> Iterator[Site]:
    """The application with the chapter on, and the account ``guide`` that reaches own trips only."""
    home = folder / "chapters" / "trips"
    home.mkdir(parents=True)
    (home / "chapter.py").write_text(SOURCE, "utf-8")
    settings = make_settings(url, folder, chapter_dirs=(folder / "chapters",), chapters=("trips",))
    store = Store(lambda: settings)
    assert store.chapters.problems == ()
    prepare(store)
    with store.session("tests") as session:
        store.chapters.enable(session, "trips", NOW)
        session.commit()
        store.chapters.refresh(session)
        make = Builders(session, store.chapters.catalogue)
        ids = {"guide": make.person(name="Guide").id}
        make.account("guide", "CL", person=ids["guide"])
        make.account("clerk", "UF")
    store.engine.dispose()
    try:
        with open_site(settings, ids) as site:
            yield site
    finally:
        forget("trips")
