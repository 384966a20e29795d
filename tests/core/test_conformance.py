"""What every chapter must obey, tested once for all that are loaded."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from core.chapters import load_chapters
from core.cli.texts_group import all_faults, collected, domains
from core.db.base import RecordBase, type_of
from core.declare import DataClass, Kind, forbidden_word
from core.texts.catalogues import clashes, read
from tests.conftest import make_settings
from tests.core.loaded import CHAPTERS, RECORDS, chapters, fields, records, store

NAME = re.compile(r"[a-z][a-z0-9_]{0,29}")
each_chapter = pytest.mark.parametrize("chapter", CHAPTERS)
each_record = pytest.mark.parametrize("record", RECORDS)

FORBIDDEN = {
    "national_id": "身份证号",
    "home_address": "家庭住址",
    "personal_phone": "个人手机号",
    "family_members": "家庭成员",
    "religion": "宗教信仰",
    "health": "健康状况",
    "political_score": "政治表现评分",
    "attitude": "思想动态",
    "appraisal_text": "考察材料正文",
    "opinion_of_events": "网络言论",
    "social_account": "社交账号",
    "online_behaviour": "上网行为",
    "travel_history": "出行记录",
    "passport_no": "护照号码",
    "fingerprint": "指纹",
    "location_track": "行踪轨迹",
    "bank_account": "银行账号",
    "membership_list": "党员花名册",
    "ethnicity": "民族",
    "watchlist": "重点关注",
    "loyalty_rating": "可靠度评级",
    "relatives_nationality": "亲属国籍",
}
"""What may not be kept of people (DP-02): as a name, and as a label."""


def test_every_chapter_of_the_project_is_loaded_without_a_problem() -> None:
    assert [str(p) for p in chapters().problems] == []
    assert set(chapters().names) == set(CHAPTERS)


# -- names and labels ------------------------------------------------------------------------------


@each_chapter
def test_names_belong_to_the_chapter_and_are_short(chapter: str) -> None:
    for record in records(chapter):
        assert record.name.startswith(f"{chapter}.")
        assert record.table.startswith(f"{chapter}_")
        assert len(record.table) <= 30
    for record, declared in fields(chapter):
        assert NAME.fullmatch(declared.name), (record.name, declared.name)


@each_chapter
def test_everything_a_person_sees_has_a_label(chapter: str) -> None:
    catalogue = chapters().catalogue
    manifest = catalogue.manifests[chapter]
    assert manifest.title and manifest.help
    for record in records(chapter):
        assert record.label and record.plural, record.name
        assert record.title, f"{record.name} names no field as its title"
        workflow = catalogue.workflow(record.name)
        if workflow:
            assert all(s.label for s in workflow.states)
            assert all(m.label for m in workflow.moves)
    for record, declared in fields(chapter):
        assert declared.label, (record.name, declared.name)
        assert all(c.label for c in declared.choices), (record.name, declared.name)
    assert all(p.label for p in manifest.parameters)
    assert all(r.title for r in catalogue.rules.get(chapter, ()))


@each_chapter
def test_no_two_fields_of_a_record_have_one_label(chapter: str) -> None:
    for record in records(chapter):
        labels = [f.label for f in record.fields]
        assert len(labels) == len(set(labels)), record.name


# -- personal data ---------------------------------------------------------------------------------


@each_chapter
def test_every_personal_field_has_a_purpose_with_readers(chapter: str) -> None:
    catalogue = chapters().catalogue
    for record, declared in fields(chapter):
        if declared.personal is DataClass.N:
            continue
        purpose = catalogue.purpose(record.name, declared)
        assert purpose is not None, (record.name, declared.name)
        assert purpose.why and purpose.basis and purpose.after and purpose.keep_months > 0
        assert set(purpose.readers) <= set(catalogue.roles)
        assert purpose.readers


@each_chapter
def test_a_reference_to_a_person_is_personal_data_or_a_post(chapter: str) -> None:
    """Who is behind a row is data about that person; the directory's own rows are the exception."""
    bare = [
        f"{record.name}.{declared.name}"
        for record, declared in fields(chapter)
        if declared.kind is Kind.REF
        and declared.target == "directory.person"
        and declared.personal is DataClass.N
    ]
    assert bare == (["directory.post.person"] if chapter == "directory" else [])


@each_chapter
def test_nothing_forbidden_is_kept_in_any_language(chapter: str) -> None:
    chinese = {str(m.id): str(m.string) for d in domains(store()) for m in read(d) if m.id}
    for record, declared in fields(chapter):
        labels = (declared.label, *(c.label for c in declared.choices))
        words = (declared.name, *labels, *(chinese.get(label, "") for label in labels))
        assert forbidden_word(*words) == "", (record.name, declared.name)
    for record in records(chapter):
        assert forbidden_word(record.short, record.label, chinese.get(record.label, "")) == ""


@pytest.mark.parametrize(("name", "label"), FORBIDDEN.items())
def test_a_forbidden_field_is_known_by_its_name_and_by_its_label(name: str, label: str) -> None:
    assert forbidden_word(name)
    assert forbidden_word(label)
    assert forbidden_word(name.replace("_", " ").capitalize())
    assert forbidden_word(f"  {label}（选填）")


@pytest.mark.parametrize(
    "allowed",
    [
        "Relation to the plan",
        "Follow up",
        "联系方式",
        "意见建议",
        "Summary",
        "整改落实情况",
        "Post",
    ],
)
def test_a_harmless_field_is_not_forbidden(allowed: str) -> None:
    assert forbidden_word(allowed) == ""


def test_a_chapter_with_forbidden_labels_is_told_of_each_and_kept_out(tmp_path: Path) -> None:
    head = 'format = 1\nname = "wrong"\ntitle = "Wrong"\nversion = "0.1.0"\ncore = ">=0.1,<1"\n'
    text = head + '[record.row]\nlabel = "Row"\n'
    for number, label in enumerate(FORBIDDEN.values()):
        text += f'[record.row.field.f{number}]\nkind = "text"\nlabel = "{label}"\n'
    (tmp_path / "more" / "wrong").mkdir(parents=True)
    (tmp_path / "more" / "wrong" / "chapter.toml").write_text(text, "utf-8")
    settings = make_settings("sqlite://", tmp_path, chapter_dirs=(tmp_path / "more",))
    found = load_chapters(settings)
    told = [p for p in found.quarantined["wrong"] if "must not be kept" in str(p)]
    assert len(told) == len(FORBIDDEN) >= 20
    assert all("chapter.toml [record.row.field.f" in str(p) for p in told)
    assert "wrong" not in found.names


# -- grants, states and rules ----------------------------------------------------------------------


@each_chapter
def test_every_grant_is_of_something_that_can_be_done(chapter: str) -> None:
    catalogue = chapters().catalogue
    for grant in (g for g in catalogue.grants if g.record.startswith(f"{chapter}.")):
        assert grant.role in catalogue.roles
        assert grant.actions
        assert set(grant.actions) <= set(catalogue.actions(grant.record)), grant


WRITTEN = {"create", "edit", "delete"}
WITHHELD = {
    "directory.sealed_export": WRITTEN,
    "overseas.returnee": {"delete", "remind", "expire", "lapse"},
    "overseas.contact": {"delete", "remind", "expire", "lapse", "renew"},
    "overseas.invitation": {"delete"},
    "overseas.consent": WRITTEN,
    "overseas.sending": WRITTEN,
    "overseas.summary_line": WRITTEN,
    "publicity.edition": WRITTEN,
    "publicity.review": WRITTEN,
}
"""What nobody is proposed to do: a file is asked for on the page of its list or register; the system
writes, and does some things by the clock; people who agreed are erased, never put into a bin."""


@each_record
def test_everything_that_can_be_done_is_granted_to_somebody(record: str) -> None:
    catalogue = chapters().catalogue
    granted = {a for g in catalogue.grants if g.record == record for a in g.actions}
    assert set(catalogue.actions(record)) - granted == WITHHELD.get(record, set())


@each_record
def test_every_state_is_reached_and_every_move_starts_somewhere(record: str) -> None:
    workflow = chapters().catalogue.workflow(record)
    if workflow is None:
        assert not any(f.name == "status" for f in chapters().catalogue.record(record).fields)
        return
    reached = {workflow.first}
    for _ in workflow.states:
        reached |= {m.target for m in workflow.moves if reached & set(m.sources)}
    assert reached == {s.name for s in workflow.states}
    assert all(set(m.sources) <= reached and m.sources for m in workflow.moves)


@each_chapter
def test_every_rule_and_every_cited_article_is_of_the_chapter(chapter: str) -> None:
    catalogue = chapters().catalogue
    manifest = catalogue.manifests[chapter]
    numbers = {a.number for a in manifest.articles}
    rules = catalogue.rules.get(chapter, ())
    assert {r.article for r in rules} <= numbers
    cited = {a for r, f in fields(chapter) for a in (r.article, f.article) if a}
    cited |= {p.article for p in manifest.parameters if p.article}
    assert {int(a.partition(".")[0]) for a in cited} <= numbers
    served = {name for article in manifest.articles for name in article.served_by}
    assert served <= set(RECORDS)


# -- translations ----------------------------------------------------------------------------------


def test_no_text_has_two_translations() -> None:
    assert clashes(domains(store())) == []


def test_every_catalogue_is_fresh_and_complete() -> None:
    assert all_faults(store()) == []


def test_no_text_holds_a_bare_percent_sign() -> None:
    for domain, texts in collected(store()):
        for text in texts:
            for part in (text,) if isinstance(text, str) else text:
                assert "%" not in re.sub(r"%\(\w+\)s", "", part), (domain.name, part)


# -- tables ----------------------------------------------------------------------------------------


@each_record
def test_the_columns_of_a_table_are_those_declared(record: str) -> None:
    model = chapters().catalogue.model(record)
    declared = {f.name: f for f in model.record.fields}
    base = {n for n in RecordBase.__annotations__ if n != "record"}
    assert {c.key for c in model.__table__.columns} == base | declared.keys()
    for name, one in declared.items():
        column = model.__table__.c[name]
        assert repr(column.type) == repr(type_of(one)), (record, name)
        always = one.required and one.shown_if is None
        goes = one.kind is Kind.REF or one.personal is not DataClass.N
        assert column.nullable is (goes or not always), (record, name)
        assert column.info["field"] == one
        assert getattr(model, name).property.active_history, (record, name)
