"""A small chapter whose papers are reviewed, and whose plans several departments agree on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.chapters.discovery import forget
from core.cli.init import prepare
from core.cli.store import Store
from core.settings import Settings
from tests.builders import NOW, Builders
from tests.conftest import make_settings, open_site
from tests.site import Site

TOML = Path(__file__).with_suffix(".toml").read_text("utf-8")
PEOPLE = (
    ("writer", ("PU",)),
    ("clerk1", ("UF",)),
    ("clerk2", ("UF",)),
    ("head", ("UFH",)),
    ("member", ("CM",)),
    ("cadre", ("CO",)),
    ("unit1", ("UH",)),
    ("unit2", ("UH",)),
)


@contextmanager
def review_site(url: str, folder: Path) -> Iterator[Site]:
    """The application with the chapter on; ids: one per account's person, unit1, unit2."""
    home = folder / "chapters" / "papers"
    home.mkdir(parents=True)
    (home / "chapter.toml").write_text(TOML, "utf-8")
    settings: Settings = make_settings(
        url, folder, chapter_dirs=(folder / "chapters",), chapters=("papers",)
    )
    store = Store(lambda: settings)
    assert store.chapters.problems == ()
    prepare(store)
    ids: dict[str, int] = {}
    with store.session("tests") as session:
        store.chapters.enable(session, "papers", NOW)
        session.commit()
        store.chapters.refresh(session)
        make = Builders(session, store.chapters.catalogue)
        for name, roles in PEOPLE:
            unit = make.unit(name=f"Unit of {name}")
            person = make.person(name=f"Person {name}", unit=unit.id)
            if name.startswith("unit"):
                make.post(person, "unit_head", starts=dt.date(2020, 1, 1))
            ids |= {name: person.id, f"of:{name}": unit.id}
            ids[f"user:{name}"] = make.account(name, *roles, person=person.id)
    store.engine.dispose()
    try:
        with open_site(settings, ids) as site:
            yield site
    finally:
        forget("papers")
