"""``chapter.toml``: the same values as Python, and every mistake told at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.declare import DeclarationError, Distinct, Kind, Period, Scope
from core.declare.toml import load
from tests.chapters_made_for_tests import TOML, Made, reasons
from tests.core.same_chapter import PYTHON, SAME


def test_python_and_toml_compile_to_equal_values(made: Made) -> None:
    made.files("same", chapter_py=PYTHON.replace("{name}", "same"))
    python = made.load().catalogue
    made.mended("same")
    (made.plugins / "same" / "chapter.py").unlink()
    made.files("same", chapter_toml=SAME.format(name="same"))
    chapters = made.load()
    toml = chapters.catalogue
    assert reasons(chapters, "same") == ""
    assert toml.record("same.thing") == python.record("same.thing")
    for part in (
        "manifests",
        "roles",
        "grants",
        "workflows",
        "views",
        "rules",
        "charts",
        "reports",
    ):
        assert getattr(toml, part) == getattr(python, part), part


def test_toml_beside_python_adds_its_part(made: Made) -> None:
    made.toml("mixed")
    made.files(
        "mixed",
        chapter_py="from core.sdk import Chapter, Grant, read_manifest\n"
        "class Mixed(Chapter):\n"
        "    manifest = read_manifest(__file__)\n"
        "    def permissions(self):\n"
        "        yield Grant('UF', 'mixed.thing', ('read',))\n",
    )
    chapters = made.load()
    assert reasons(chapters, "mixed") == ""
    assert chapters.catalogue.record("mixed.thing").label == "Thing of mixed"
    assert chapters.catalogue.grants[-1].record == "mixed.thing"


FIVE = """
[record.thing.field.ends]
kind = "dat"
label = "Ends"

[record.thing.field.mood]
kind = "text"
label = "Mood"
maxlength = 3

[[grant]]
role = "QQ"
record = "thing"
actions = ["read"]

[rule.R1]
kind = "quota"
article = 1
record = ""
counts = "thing"
"""


def test_five_mistakes_are_told_at_once_each_with_file_table_key_and_mend(made: Made) -> None:
    made.toml("five", FIVE, **{"minimum = 0": 'minimum = "none"'})
    found = reasons(made.load(), "five").splitlines()
    for told in (
        "five/chapter.toml [record.thing.field.ends]: key 'kind' is 'dat'. Give one of: text, long_",
        "five/chapter.toml [record.thing.field.mood]: unknown key 'maxlength'. Did you mean "
        "'max_length'? Known keys: article, choices",
        "five/chapter.toml [record.thing.field.mood]: 'mood' must not be kept about people.",
        "five/chapter.toml [parameter.least]: key 'minimum' is 'none'. Give a whole number.",
        "five/chapter.toml [rule.R1]: has no 'title'. Add title = ",
    ):
        assert any(line.startswith(told) for line in found), (told, found)
    assert len(found) == 5


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ("format = 2", "five/chapter.toml: has format 2. This version reads format = 1."),
        ("name = ", "five/chapter.toml: is no TOML: "),
        ("format = 1\nrecord = 3", "five/chapter.toml [record]: is no table."),
        ("format = 1\ntitel = 'x'", "unknown key 'titel'. Did you mean 'title'?"),
        ("format = 1", "five/chapter.toml: has no 'name'. Add name = "),
        ("format = 1\ngrant = 3", "[grant]: is no list of tables. Write [[grant]] above each."),
        ("format = 1\n[rule.R1]\nkind = 'magic'", "has the kind 'magic'. Use one of: quota, dead"),
        ("format = 1\n[record.x]\nkeys = [['a', 3]]", "key 'keys' is [['a', 3]]. Give a text"),
    ],
)
def test_a_mistake_says_where_what_and_how_to_mend(made: Made, broken: str, told: str) -> None:
    made.files("five", chapter_toml=broken)
    assert told in reasons(made.load(), "five")


def test_a_file_that_is_no_text_is_told(made: Made) -> None:
    (made.files("five") / "chapter.toml").write_bytes(b"\xff\xfe")
    assert "five/chapter.toml: cannot be read" in reasons(made.load(), "five")


def test_a_file_read_alone_raises_all_its_problems(tmp_path: Path) -> None:
    path = tmp_path / "chapter.toml"
    path.write_text(TOML.format(name="x", title="X").replace('"text"', '"txt"') + FIVE, "utf-8")
    with pytest.raises(DeclarationError) as raised:
        load(path)
    assert len(raised.value.problems) == 4


def test_values_are_typed(tmp_path: Path) -> None:
    path = tmp_path / "chapter.toml"
    path.write_text(SAME.format(name="x"), "utf-8")
    chapter = load(path)
    assert chapter.records[0].fields[0].kind is Kind.TEXT
    assert chapter.grants[1].scope is Scope.UNIT
    assert chapter.rules[1].period is Period.NONE
    way = chapter.manifest.parameter("way")
    assert way is not None and way.choices[1] == (Distinct.ROWS.value, "Each")
    assert chapter.common == {"x.thing"}
