"""What chapter 4 declares: parameters as the specification gives them, personal data by purpose."""

from __future__ import annotations

import pytest

from core.declare import Change, DataClass, forbidden_word
from core.records.look import TableLook
from plugins.befriending import checks
from plugins.befriending.chapter import Befriending
from tests.plugins.befriending.college import College

DEFAULTS = {
    "min_per_year": 1,
    "norm_max": 2,
    "count_rule": "distinct_days",
    "grace_days_new_pair": 90,
    "group_event_max": 1,
    "remote_counts": True,
    "backdate_days": 30,
    "list_days": 30,
    "reassign_workdays": 20,
    "key_contacts_min": 1,
    "hint_days": 15,
    "rounds_per_semester": 1,
}


def test_parameters_have_the_defaults_of_the_specification() -> None:
    found = {p.name: p.default for p in Befriending.manifest.parameters}
    assert {name: found[name] for name in DEFAULTS} == DEFAULTS


def test_every_rule_cites_an_article_of_the_chapter() -> None:
    rules = list(Befriending().scheduled_rules())
    assert [r.name for r in rules] == [
        "R06.1", "R06.2", "R06.3", "R07.1", "R07.2", "R07.3", "R07.7", "R07.8"
    ]  # fmt: skip
    assert {f"R{r.article:02}" for r in rules} == {r.name[:3] for r in rules} == {"R06", "R07"}


def test_who_is_contacted_and_what_was_said_is_sensitive() -> None:
    models = {m.record.name: m.record for m in Befriending().models()}
    found = {
        f"{name}.{f.name}"
        for name, record in models.items()
        for f in record.fields
        if f.personal is DataClass.S
    }
    assert found == {
        "befriending.pair.person",
        "befriending.contact.summary",
        "befriending.visit.reason",
    }


def test_nothing_that_is_kept_is_forbidden() -> None:
    texts = [
        text
        for model in Befriending().models()
        for f in model.record.fields
        for text in (f.name, f.label, *(c.label for c in f.choices))
    ]
    assert [t for t in texts if forbidden_word(t)] == []


def test_the_chapter_is_loaded_without_problems(college: College) -> None:
    assert college.chapters.problems == ()
    assert college.chapters.enabled("befriending")


@pytest.mark.parametrize("record", sorted(checks.CHECKS))
def test_a_check_bears_a_row_without_any_value(college: College, record: str) -> None:
    change = Change(
        record=record,
        action="create",
        key=None,
        roles=frozenset({"UF"}),
        person=None,
        today=college.today,
        after={f.name: None for f in college.chapters.catalogue.record(record).fields},
    )
    look = TableLook(college.session, college.chapters.catalogue, college.chapters.parameter)
    assert list(checks.CHECKS[record](change, look)) == []
