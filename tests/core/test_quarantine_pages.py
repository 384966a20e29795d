"""With a chapter in quarantine the core and the other chapters serve their pages."""

from __future__ import annotations

import atexit
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from markupsafe import escape

from core.access import sync
from core.app import create_app
from core.chapters import upgrade_all
from core.db import make_engine, session_factory, writing
from tests.builders import NOW
from tests.chapters_made_for_tests import Made
from tests.conftest import Databases, make_settings
from tests.core.test_contract_quarantine import CASES
from tests.core.test_toml_chapters import FIVE
from tests.site import Site


def circle(made: Made) -> None:
    made.python("bad", requires=("worse",))
    made.python("worse", requires=("bad",))


SHOWN: dict[str, tuple[Callable[[Made], object], str]] = {
    name: CASES[name]
    for name in (
        "import error",
        "exit at import",
        "hook raises",
        "misspelt hook",
        "wrong core version",
        "missing requirement",
        "role taken",
        "route of another",
        "menu name taken",
        "forbidden field",
        "broken mapper",
    )
} | {
    "circle": (circle, "requires itself in a circle: bad → worse → bad"),
    "table taken": (
        lambda m: m.python("bad", model=False, before=_stealing()),
        "its table 'a_good_thing' is taken by another chapter",
    ),
    "five mistakes": (
        lambda m: m.toml("bad", FIVE, **{"minimum = 0": 'minimum = "none"'}),
        "Did you mean 'max_length'?",
    ),
}


def _stealing() -> str:
    return (
        "from sqlalchemy.orm import Mapped\n"
        "from core.sdk import Kind, Record, RecordBase, field\n"
        "class Stolen(RecordBase):\n"
        '    record = Record(name="a.good_thing", label="Stolen", fields=())\n'
        '    label: Mapped[str] = field(Kind.TEXT, "Label")\n'
    )


@pytest.fixture
def open_with(made: Made, databases: Databases, tmp_path: Path) -> Iterator[Callable[[], Site]]:
    """A function that starts the application on a college, with the chapters written so far."""
    opened: list[Site] = []

    def start() -> Site:
        url, ids = databases.copy("sqlite", tmp_path / "data")
        settings = make_settings(url, tmp_path / "data", chapters=("good", "a_good"))
        chapters = made.load(settings)
        engine = make_engine(url)
        upgrade_all(engine, chapters, settings)
        with writing(), session_factory(engine)() as session:
            sync.sync(session, chapters.catalogue)
            chapters.install(session, NOW)
            for name in ("good", "a_good"):
                chapters.enable(session, name, NOW)
            session.commit()
        engine.dispose()
        opened.append(Site(create_app(settings, chapters=chapters), ids))
        return opened[-1]

    yield start
    for site in opened:
        site.close()
        atexit.unregister(site.app.extensions["tongxin.reads"].flush)


@pytest.mark.parametrize("case", SHOWN)
def test_the_core_and_the_others_serve_pages_and_the_reason_is_on_screen(
    made: Made, open_with: Callable[[], Site], case: str
) -> None:
    make, told = SHOWN[case]
    made.python("good")
    made.python("a_good", title="Other")
    make(made)
    site = open_with()
    boss, api = site.sign_in("boss"), site.api("boss")
    assert site.browser().get("/healthz").status_code == 200
    for path in ("/", "/directory/unit/", "/good/thing/", "/good/thing/add", "/a_good/thing/"):
        assert boss.get(path).status_code == 200, path
    assert api.send("POST", "/api/v1/good/thing/", label="kept").status_code == 201
    assert b"kept" in boss.get("/good/thing/").data
    for path in ("/bad/thing/", "/bad/thing/add", "/bad/pages/"):
        assert boss.get(path).status_code == 404, path
    assert api.get("/api/v1/bad/thing/").status_code == 404
    page = boss.get("/chapters/")
    assert page.status_code == 200
    problems = site.runtime.chapters.quarantined["bad"]
    assert any(told in str(p) for p in problems)
    for problem in problems:
        assert str(escape(problem.what)) in page.text
        assert str(escape(problem.mend)) in page.text


def test_a_chapter_that_is_off_is_nowhere(made: Made, open_with: Callable[[], Site]) -> None:
    made.python("good", body=_blueprint())
    made.python("a_good", title="Other")
    site = open_with()
    boss, api = site.sign_in("boss"), site.api("boss")
    assert api.send("POST", "/api/v1/good/thing/", label="kept").status_code == 201
    pages = ("/good/thing/", "/good/thing/add", "/good/thing/1", "/good/thing/1/edit", "/good/own/")
    pages += ("/good/thing/export?format=csv", "/good/thing/1/history")
    assert [boss.get(p).status_code for p in pages] == [200] * len(pages)
    assert boss.post("/chapters/good/switch", on="0").status_code == 302
    assert [boss.get(p).status_code for p in pages] == [404] * len(pages)
    assert api.get("/api/v1/good/thing/").status_code == 404
    assert api.get("/api/v1/good/thing/1").status_code == 404
    assert api.send("PATCH", "/api/v1/good/thing/1", label="x").status_code == 404
    assert "/good/thing/" not in boss.get("/").text
    assert boss.post("/chapters/good/switch", on="1").status_code == 302
    assert [boss.get(p).status_code for p in pages] == [200] * len(pages)
    assert b"kept" in boss.get("/good/thing/").data


def test_both_switches_are_in_the_audit_trail(made: Made, open_with: Callable[[], Site]) -> None:
    made.python("good")
    made.python("a_good", title="Other")
    site = open_with()
    boss = site.sign_in("boss")
    boss.post("/chapters/good/switch", on="0")
    boss.post("/chapters/good/switch", on="1")
    told = [e.action for e in site.entries() if e.action.startswith("chapter_")]
    assert told[-2:] == ["chapter_disabled:good", "chapter_enabled:good"]


def _blueprint() -> str:
    return (
        "    def blueprints(self):\n"
        '        pages = Blueprint("good", __name__, url_prefix="/good/own")\n'
        '        pages.add_url_rule("/", "page", lambda: "own page")\n'
        "        return (pages,)\n"
    )
