"""The search index: two characters are enough, the same rows with and without it, none beyond the gate."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.access.actor import Actor, act_as, system
from core.access.load import load_grants
from core.cli.commands import cli
from core.cli.store import Store
from core.db import alone, writing
from core.db.base import RecordBase
from core.records import search as indexes
from core.records.find import Finder, sound_of
from core.records.grams import PAIR, TRIPLE, document, pieces, wanted
from core.records.labels import Asker
from core.records.query import ListQuery
from core.records.read import page, picker
from core.records.remove import restore, soft_delete
from core.records.search import Search
from core.settings import Settings
from tests.core.jobs_made import do_all
from tests.site import Site

UNIT, PERSON, CONTACT = "directory.unit", "directory.person", "befriending.contact"
WORDS = "教务处 马克思主义学院 信息工程学院 图书馆 组织统战部 后勤管理处".split()
WORDS.append("Office of Mathematics")


def build(site: Site, record: str) -> None:
    """Switch the index of a record on and build it."""
    model = site.runtime.catalogue.model(record)
    with writing(), site.session() as session:
        indexes.switch_on(session, model, site.runtime.clock())
        session.commit()
    for _at in indexes.build(site.runtime.factory, model):
        pass
    refresh(site)


def refresh(site: Site) -> None:
    with site.session() as session:
        session.info["door"].search.refresh(session, random.randrange(1 << 30))


def asker(site: Site, actor: Actor | None = None) -> Asker:
    return Asker(site.runtime.catalogue, actor or system("tests"))


def held(session: Session, model: type[RecordBase], text: str) -> list[int]:
    """Numbers of the rows the index itself offers for a text."""
    known: Search = session.info["door"].search
    narrow = known.narrows(session, model, text)
    assert narrow is not None, "no index stands"
    ask = select(model.id).where(narrow).order_by(model.id)
    return list(session.execute(ask, execution_options={"gate": False}).scalars())


def found(site: Site, record: str, text: str, actor: Actor | None = None) -> list[int]:
    """Numbers of the rows a list finds for a text, smallest first."""
    with site.session() as session:
        who = asker(site, actor)
        act_as(session, who.actor)
        query = ListQuery(search=text, order="id", descending=False, size=100)
        result = page(session, who, record, query)
        assert result.count == len(result.rows)
        return [r.id for r in result.rows]


def test_a_text_is_cut_into_pieces_of_what_can_be_read() -> None:
    assert pieces("统战 部a-b1", PAIR) == {"统战", "b1", "部a"}
    assert pieces("统战部a-b", TRIPLE) == {"统战部", "战部a"}
    assert wanted("Abc") == {"abc"} and wanted("a b-cd") == {"cd"} and wanted("王") == set()
    assert document(["abc", None, "ab", 7]) == "ab abc bc"


@pytest.mark.parametrize(
    ("text", "sound"),
    [("Lin Yi", "linyi"), ("lyy", "lyy"), ("xi'an", "xian"), ("林", ""), ("a1", ""), ("", "")],
)
def test_letters_can_be_pinyin(text: str, sound: str) -> None:
    assert sound_of(text) == sound


def test_two_characters_find_the_same_rows_with_and_without_an_index(site: Site) -> None:
    chooser = random.Random(11)
    with site.build() as make:
        for number in range(60):
            name = "".join(chooser.sample(WORDS, 2)) + str(number)
            make.unit(name=name, code=f"X{number}")
    texts = [
        "教务",
        "学院图",
        "处马克思",
        "图书馆信",
        "of math",
        "OFFICE",
        "X1",
        "院",
        "没有",
        "%",
        "_",
        "e o",
    ]
    before = {text: found(site, UNIT, text) for text in texts}
    build(site, UNIT)
    assert {text: found(site, UNIT, text) for text in texts} == before
    assert before["教务"] and before["of math"] and not before["%"]


def test_the_index_follows_every_save_and_forgets_deleted_rows_at_once(site: Site) -> None:
    build(site, UNIT)
    model = site.runtime.catalogue.model(UNIT)
    with site.build() as make:
        session, unit = make.session, make.unit(name="图书馆", code="TSG")
        assert held(session, model, "图书") == [unit.id]
        unit.name = "档案馆"
        session.commit()
        assert (held(session, model, "图书"), held(session, model, "档案")) == ([], [unit.id])
        soft_delete(unit, site.runtime.clock())
        session.commit()
        assert held(session, model, "档案") == []
        restore(unit)
        session.commit()
        assert held(session, model, "档案") == [unit.id]
        unit.name = "校史馆"
        session.flush()
        session.rollback()
        assert (held(session, model, "校史"), held(session, model, "档案")) == ([], [unit.id])


def test_deleted_rows_are_searched_in_the_recycle_bin(site: Site) -> None:
    build(site, CONTACT)
    clerk = site.sign_in("clerk")
    clerk.post(f"/befriending/contact/{site.ids['contact1']}/delete")
    assert "林一" in clerk.get("/befriending/contact/?deleted=1&q=林一").text
    assert "Nothing matches" in clerk.get("/befriending/contact/?q=林一").text


@pytest.mark.postgresql
@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
def test_an_index_another_process_builds_is_left_to_it(site: Site, settings: Settings) -> None:
    model = site.runtime.catalogue.model(UNIT)
    with writing(), site.session() as session:
        indexes.switch_on(session, model, site.runtime.clock())
        session.commit()
    with alone(site.runtime.engine, f"search.build {UNIT}") as mine:
        assert mine
        assert list(indexes.build(site.runtime.factory, model)) == []
        assert indexes.still_waits(site.runtime.factory, UNIT)
        told = CliRunner().invoke(cli, ["search", "build", UNIT], obj=Store(lambda: settings))
        assert told.exit_code == 1
        assert "another process is building the index" in told.output
    build(site, UNIT)
    assert not indexes.still_waits(site.runtime.factory, UNIT)


def test_rows_saved_while_the_index_is_built_are_in_it(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.records.search_sqlite.PIECE", 2)
    model = site.runtime.catalogue.model(UNIT)
    with site.build() as make:
        early = [make.unit(name=f"早 {n} 号楼", code=f"E{n}") for n in range(5)]
        with writing():
            indexes.switch_on(make.session, model, site.runtime.clock())
            make.session.commit()
        steps = indexes.build(site.runtime.factory, model)
        next(steps, None)
        early[0].name, early[4].name = "改过的楼", "也改的楼"
        make.session.commit()
        late = make.unit(name="新建的楼", code="N1")
        for _at in steps:
            pass
        refresh(site)
        assert held(make.session, model, "的楼") == [early[0].id, early[4].id, late.id]
        assert held(make.session, model, "号楼") == [u.id for u in early[1:4]]


def test_an_index_of_other_fields_than_declared_now_is_not_used(site: Site) -> None:
    build(site, UNIT)
    known = Search()
    with site.session() as session:
        known.refresh(session, 1)
        model = site.runtime.catalogue.model(UNIT)
        assert known.narrows(session, model, "教务") is not None
        known._kept[UNIT] = indexes.Known("ready", ("name",))
        assert known.narrows(session, model, "教务") is None
        assert known.state(model.record) == indexes.OFF


def grants_of(site: Site, *roles: str) -> Any:
    with site.session() as session:
        return load_grants(session, frozenset(roles))


@pytest.mark.parametrize("indexed", [False, True])
def test_no_row_outside_the_scope_and_no_unreadable_field_is_found(
    site: Site, indexed: bool
) -> None:
    if indexed:
        for record in (UNIT, PERSON, CONTACT):
            build(site, record)
    ids, roles = site.ids, frozenset({"CL", "ME"})
    leader = Actor(
        user=4, name="l", person=ids["leader1"], roles=roles, grants=grants_of(site, *roles)
    )
    assert found(site, CONTACT, "林一", leader) == [ids["contact1"]]
    assert found(site, CONTACT, "周二", leader) == []
    assert found(site, PERSON, "S-Alpha", leader) == []
    nobody = Actor(user=9, name="n", roles=frozenset(), grants=grants_of(site, "CL"))
    assert found(site, CONTACT, "林一", nobody) == []
    with site.session() as session:
        act_as(session, leader)
        numbers = Finder(session, asker(site, leader), "周二").rows(
            site.runtime.catalogue.model(CONTACT)
        )
        assert (numbers.numbers is not None) == indexed


@pytest.mark.parametrize("text", ["林一", "linyi", "lyy", "Lin Yi You", "一友"])
def test_people_behind_a_reference_are_found_by_character_pinyin_and_initials(
    shared: Site, text: str
) -> None:
    assert shared.ids["contact1"] in found(shared, CONTACT, text)
    with shared.session() as session:
        keys = [
            key for key, _name, _more in picker(session, asker(shared), "befriending.pair", text)
        ]
    assert shared.ids["pair1"] in keys and shared.ids["pair2"] not in keys


def test_dropping_an_index_leaves_the_search_as_it_was(site: Site) -> None:
    build(site, UNIT)
    model = site.runtime.catalogue.model(UNIT)
    with writing(), site.session() as session:
        indexes.switch_off(session, model, site.runtime.clock())
        session.commit()
    refresh(site)
    assert found(site, UNIT, "Alpha") == [site.ids["unit1"]]


def test_an_index_is_proposed_once_and_built_at_the_start(site: Site) -> None:
    with site.session() as session:
        waiting = indexes.propose(
            session, site.runtime.catalogue.models.values(), site.runtime.clock()
        )
        assert waiting == []
        model = site.runtime.catalogue.model(PERSON)
        session.info["door"].search.refresh(session, 1)
        assert session.info["door"].search.state(model.record) == indexes.READY
        indexes.switch_off(session, model, site.runtime.clock())
        assert indexes.propose(session, [model], site.runtime.clock()) == []


def test_an_administrator_switches_an_index_on_and_a_job_builds_it(site: Site) -> None:
    boss = site.sign_in("boss")
    assert boss.post(f"/search/indexes/{UNIT}/on").status_code == 302
    assert "Being built" in boss.get("/search/indexes/").text
    do_all(site.runtime.bench)
    page = boss.get("/search/indexes/").text
    assert "Being built" not in page and f"/search/indexes/{UNIT}/off" in page
    assert "Alpha unit" in boss.get("/directory/unit/?q=alp").text
    boss.post(f"/search/indexes/{UNIT}/off")
    assert f"/search/indexes/{UNIT}/on" in boss.get("/search/indexes/").text
    assert boss.post("/search/indexes/directory.nosuch/on").status_code == 404
    assert site.sign_in("clerk").get("/search/indexes/").status_code == 403


def test_the_command_builds_drops_and_lists(settings: Settings) -> None:
    store = Store(lambda: settings)

    def run(*words: str) -> str:
        return CliRunner().invoke(cli, ["search", *words], obj=store).output

    assert "the index stands" in run("build", UNIT)
    assert re.search(rf"{UNIT} +ready", run("list"))
    assert "the index is gone" in run("drop", UNIT)
    assert re.search(rf"{UNIT} +off", run("list"))
    assert "There is no record" in run("build", "directory.nosuch")
    assert "has no searched text" in run("build", "befriending.pair")
