"""Texts: found where they stand, kept in catalogues that are fresh and complete, found by pages."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from flask import session as cookie
from flask_babel import gettext, ngettext

from core.app import create_app
from core.cli.store import Store
from core.cli.texts_group import all_faults, collected, domains
from core.declare import Choice, Field, Kind, Move, Panel, Parameter, Record, State, View, Workflow
from core.texts.catalogues import Domain, clashes, compile_domain, faults, read, update
from core.texts.collect import texts_of
from core.texts.declared import declared_texts
from core.web.language import catalogues
from tests.conftest import Databases, make_settings


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Commands on an installation that has no database yet."""
    folder = tmp_path_factory.mktemp("texts")
    return Store(lambda: make_settings(f"sqlite:///{folder}/tongxin.db", folder))


def written(folder: Path, name: str, text: str) -> set[object]:
    """What is found in one file."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    return set(texts_of(folder))


def test_the_catalogues_are_fresh_complete_and_agree(store: Store) -> None:
    assert all_faults(store) == []


def compiled_often(domain: Domain) -> int:
    """As often as it takes to meet others who do the same; the size of what stands then."""
    for _ in range(30):
        if domain.path("mo").exists():
            os.utime(domain.path("mo"), (0, 0))
        compile_domain(domain)
    return domain.path("mo").stat().st_size


def test_processes_that_start_at_once_compile_one_catalogue(tmp_path: Path) -> None:
    domain = Domain("shop", tmp_path, tmp_path / "i18n")
    update(domain, written(tmp_path / "pages", "a.py", "_('Open')"))
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        sizes = set(pool.map(compiled_often, [domain] * 4))
    assert len(sizes) == 1
    assert [f.name for f in domain.path("mo").parent.iterdir()] == ["shop.mo"]


def test_each_chapter_keeps_what_the_core_has_not(store: Store) -> None:
    found = {domain.name: texts for domain, texts in collected(store)}
    assert {"core", "befriending"} <= found.keys()
    assert "Academic year" in found["core"]
    assert "Contact pair" in found["befriending"]
    assert not found["core"] & found["befriending"]


def test_texts_are_found_in_python(tmp_path: Path) -> None:
    found = written(
        tmp_path,
        "some.py",
        """
WRONG = "By a name"
ANSWER_TEXTS = {"a key": "In a table", 4: ("Title", "Hint")}
KIND = "no_text"
flash(_("Called") if x else say("On the other side"))
raise AccountError("roles", WRONG)
yield Complaint("With a field", "name")
flash(ngettext("%(num)s row", "%(num)s rows", n))
rule = replace(OTHER, title="Replaced", name="R1")
log.warning("Not for a page")
""",
    )
    assert found == {
        "By a name",
        "In a table",
        "Title",
        "Hint",
        "Called",
        "On the other side",
        "With a field",
        ("%(num)s row", "%(num)s rows"),
        "Replaced",
    }


def test_texts_are_found_in_templates(tmp_path: Path) -> None:
    found = written(
        tmp_path, "page.html", "<p>{{ _('One') }} {{ say('Two') }} {{ other('No') }}</p>"
    )
    assert found == {"One", "Two"}


def test_texts_are_found_in_chapter_toml(tmp_path: Path) -> None:
    found = written(
        tmp_path / "lost",
        "chapter.toml",
        """
format = 1
name = "lost"
title = "Lost things"
version = "0.1.0"
core = ">=0.1,<1"
[parameter.most]
label = "How many"
default = 1
unit = "things"
[record.thing]
label = "Thing"
plural = "Things"
title = ["name"]
unit = "unit"
[record.thing.field.name]
kind = "text"
label = "What it is"
[record.thing.field.unit]
kind = "ref"
label = "Where"
target = "directory.unit"
[record.thing.field.kind]
kind = "choice"
label = "Sort"
choices = [{ value = "key", label = "A key" }, { value = "bag", label = "A bag" }]
""",
    )
    assert found == {
        *("Lost things", "How many", "things", "Thing", "Things", "What it is", "Where"),
        *("Sort", "A key", "A bag"),
    }


def test_declarations_tell_texts_and_no_names() -> None:
    field = Field(
        name="kind", kind=Kind.CHOICE, label="Sort", section="More", choices=(Choice("a", "First"),)
    )
    steps = Workflow(
        record="a.b",
        states=(State("new", "New"),),
        moves=(Move(name="go", label="Go", sources=("new",), target="new", effect="It goes."),),
    )
    found = set(
        declared_texts(
            Record(name="a.b", label="Thing", fields=(field,), unit="unit", title=("kind",)),
            steps,
            View(record="a.b", sections=(("Section", ("kind",)),)),
            Parameter(name="p", label="How", default="x", choices=(("x", "So"),), unit="days"),
            Panel(title="Box", lines=()),
        )
    )
    wanted = "Sort More First New Go Thing Section How So days Box"
    assert found == {*wanted.split(), "It goes.", ""}


@pytest.fixture
def domain(tmp_path: Path) -> Domain:
    """A catalogue of its own."""
    return Domain("some", tmp_path, tmp_path / "i18n")


def put(domain: Domain, text: str, said: str) -> None:
    """Translate *text* as a translator does."""
    path = domain.path()
    before = path.read_text("utf-8")
    after = before.replace(f'msgid "{text}"\nmsgstr ""', f'msgid "{text}"\nmsgstr "{said}"')
    assert after != before
    path.write_text(after, "utf-8")


def test_translations_are_kept_and_what_is_gone_leaves(domain: Domain) -> None:
    assert update(domain, {"One", "Two"}) == ["One", "Two"]
    put(domain, "One", "一")
    assert update(domain, {"One", "Three"}) == ["Three"]
    assert {m.id: m.string for m in read(domain) if m.id} == {"One": "一", "Three": ""}


def test_numbers_have_one_form_in_chinese(domain: Domain) -> None:
    update(domain, {("%(num)s row", "%(num)s rows")})
    text = domain.path().read_text("utf-8")
    assert "nplurals=1; plural=0" in text
    assert 'msgid_plural "%(num)s rows"\nmsgstr[0] ""\n' in text
    assert "msgstr[1]" not in text


def test_faults_name_the_catalogue_the_text_and_what_is_wrong(domain: Domain) -> None:
    update(domain, {"Up to %(most)s", "Old"})
    put(domain, "Up to %(most)s", "最多%(many)s")
    put(domain, "Old", "100%")
    told = "\n".join(faults(domain, {"Up to %(most)s", "New"}))
    assert "some.po: missing 'New'." in told
    assert "some.po: no longer used 'Old'." in told
    assert "'Up to %(most)s' and its translation have different places to fill." in told
    assert "'Old' has a '%' that is no place to fill: '100%'." in told


def test_two_catalogues_may_not_differ_on_one_text(domain: Domain, tmp_path: Path) -> None:
    other = Domain("other", tmp_path, tmp_path / "i18n")
    for of, said in ((domain, "联系"), (other, "接触")):
        update(of, {"Contact"})
        put(of, "Contact", said)
    assert clashes([domain, other]) == ["some.po and other.po translate 'Contact' differently."]


def test_the_library_comes_first_and_the_core_last(store: Store) -> None:
    config = catalogues(store.chapters)
    names = config["BABEL_DOMAIN"].split(";")
    assert names[0] == "messages"
    assert names[-1] == "core"
    assert {d.name for d in domains(store)} <= set(names)
    folders = config["BABEL_TRANSLATION_DIRECTORIES"].split(";")
    assert len(folders) == len(names) - 1  # the library adds its own in front


def test_pages_find_every_catalogue_and_our_words_win(databases: Databases, tmp_path: Path) -> None:
    url, _ids = databases.copy("sqlite", tmp_path / "data")
    app = create_app(make_settings(url, tmp_path / "data"))
    for domain in domains(Store(lambda: make_settings(url, tmp_path))):
        compile_domain(domain)
    with app.test_request_context("/"):
        cookie["locale"] = "zh_CN"
        assert gettext("Contact pair") == "联系对子"  # the chapter's
        assert gettext("Home") == "首页"  # the core's
        assert gettext("Save") == "保存"  # the library has a word of its own
        assert gettext("Name") == "姓名"
        assert gettext("Ended") == "已结束"  # a state, not the time at which a job ended
        assert ngettext("%(num)s duty changed.", "%(num)s duties changed.", 1) == "1项任务有变化。"
        assert ngettext("%(num)s duty changed.", "%(num)s duties changed.", 5) == "5项任务有变化。"
    with app.test_request_context("/"):
        cookie["locale"] = "en"
        assert gettext("Contact pair") == "Contact pair"
        assert ngettext("%(num)s duty changed.", "%(num)s duties changed.", 1) == "1 duty changed."
    app.extensions["tongxin"].engine.dispose()


def test_a_chapter_without_a_catalogue_leaves_the_others_whole(
    databases: Databases, tmp_path: Path
) -> None:
    folder = tmp_path / "chapters" / "found"
    folder.mkdir(parents=True)
    (folder / "chapter.toml").write_text(
        'format = 1\nname = "found"\ntitle = "Found things"\nversion = "0.1.0"\ncore = ">=0.1,<1"\n'
        '[record.thing]\nlabel = "Thing"\n[record.thing.field.name]\nkind = "text"\nlabel = "Name"\n',
        "utf-8",
    )
    url, _ids = databases.copy("sqlite", tmp_path / "data")
    settings = make_settings(url, tmp_path / "data", chapter_dirs=(folder.parent,))
    app = create_app(settings)
    assert "found" in app.extensions["tongxin"].catalogue.manifests
    with app.test_request_context("/"):
        cookie["locale"] = "zh_CN"
        assert gettext("Found things") == "Found things"
        assert ngettext("%(num)s duty changed.", "%(num)s duties changed.", 2) == "2项任务有变化。"
    app.extensions["tongxin"].engine.dispose()
