"""A chapter that cannot be used is quarantined with its reason; the core and the others stand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core.chapters import Chapters
from tests.chapters_made_for_tests import Made, reasons

Case = Callable[[Made], object]

BLUEPRINT = """
    def blueprints(self):
        pages = Blueprint("bad", __name__, url_prefix="{prefix}")
        @pages.get("{path}")
        def page():
            return "page"
{more}
        return (pages,)
"""


def blueprint(prefix: str = "/bad/pages", path: str = "/", more: str = "") -> str:
    return BLUEPRINT.format(prefix=prefix, path=path, more=more)


def rule(**swap: str) -> str:
    given = {
        "name": '"R1"',
        "title": '"One"',
        "article": "1",
        "record": '""',
        "counts": '"bad.thing"',
        "date": '"created_at"',
        "at_least": '"@least"',
    } | swap
    told = ", ".join(f"{k}={v}" for k, v in given.items())
    return f"    def scheduled_rules(self):\n        return (Quota({told}),)\n"


def workflow(*, states: str = "", moves: str = "") -> str:
    states = states or 'State("new", "New"), State("done", "Done")'
    return (
        "    def workflows(self):\n        return (Workflow(record='bad.thing', "
        f"states=({states},), moves=({moves})),)\n"
    )


STATUS = (
    '    status: Mapped[str] = field(Kind.CHOICE, "Status", '
    'choices=(Choice("new", "New"), Choice("done", "Done")))'
)
MOVE = 'Move(name="{}", label="Go", sources=("{}",), target="done"{}),'

CASES: dict[str, tuple[Case, str]] = {
    "import error": (
        lambda m: m.python("bad", before="import nothing_of_that_name"),
        "chapter 'bad' (chapter.py:1): cannot be loaded: ModuleNotFoundError",
    ),
    "exit at import": (lambda m: m.python("bad", before="raise SystemExit(3)"), "SystemExit: 3"),
    "syntax error": (lambda m: m.python("bad", before="def ("), "chapter.py:1): cannot be loaded"),
    "hook raises": (
        lambda m: m.python("bad", "    def views(self):\n        return 1 / 0"),
        "chapter 'bad', views(): raises ZeroDivisionError: division by zero.",
    ),
    "hook exits": (
        lambda m: m.python("bad", "    def views(self):\n        raise SystemExit"),
        "chapter 'bad', views(): raises SystemExit",
    ),
    "hook answers nonsense": (
        lambda m: m.python("bad", "    def views(self):\n        return [42]"),
        "answers 42, which is no View",
    ),
    "misspelt hook": (
        lambda m: m.python("bad", "    def notises(self, change):\n        return ()"),
        "'notises' is not a question the core asks. Questions: blueprints, charts, check, demo, fill",
    ),
    "wrong arguments": (
        lambda m: m.python("bad", "    def check(self, change, request):\n        return ()"),
        "answers a question with other arguments than it has",
    ),
    "wrong core version": (
        lambda m: m.toml("bad", **{">=0.1,<1": ">=9"}),
        "is made for core >=9, and this core is 0.1.0. Install a release of the chapter that fits",
    ),
    "missing requirement": (
        lambda m: m.python("bad", requires=("assets",)),
        "requires chapter 'assets', which is not installed. Install or mend 'assets'",
    ),
    "table taken": (
        lambda m: m.python("bad", model=False, before=_two_models("good_thing")),
        "its table 'good_thing' is taken by another chapter",
    ),
    "record of another": (
        lambda m: m.toml("bad", '[view."good.thing"]\ncolumns = ["label"]\n'),
        "view of chapter 'bad': names the record 'good.thing', which the chapter does not declare",
    ),
    "role taken": (
        lambda m: m.python("bad", '    def permissions(self):\n        yield Role("UF", "Mine")'),
        "its role 'UF' is taken by chapter 'directory'",
    ),
    "menu name taken": (
        lambda m: m.python("bad", title="Good"),
        "its menu entry 'Good' is taken by chapter 'good'",
    ),
    "menu name of the core": (
        lambda m: m.python("bad", title="Accounts"),
        "its menu entry 'Accounts' is taken by chapter 'core'",
    ),
    "route of another": (
        lambda m: m.python("bad", blueprint(prefix="/good/pages")),
        "has the address '/good/pages/', outside its own. Set url_prefix='/bad/…'",
    ),
    "route of the core": (
        lambda m: m.python("bad", blueprint(prefix="", path="/login/")),
        "has the address '/login/', outside its own",
    ),
    "route of a record": (
        lambda m: m.python("bad", blueprint(prefix="/bad/thing")),
        "has the address '/bad/thing/', which belongs to a record's pages",
    ),
    "blueprint name": (
        lambda m: m.python("bad", blueprint().replace('"bad"', '"good"')),
        "has a name that could be another's",
    ),
    "handlers for all": (
        lambda m: m.python("bad", blueprint(more="        pages.before_app_request(lambda: None)")),
        "has handlers for the whole application (before_request_funcs)",
    ),
    "errors for all": (
        lambda m: m.python(
            "bad", blueprint(more="        pages.app_errorhandler(404)(lambda e: 'x')")
        ),
        "has handlers for the whole application (error_handler_spec)",
    ),
    "forbidden field": (
        lambda m: m.python("bad", columns='    loyalty: Mapped[str] = field(Kind.TEXT, "Grade")'),
        "record 'bad.thing', field 'loyalty': 'loyal' must not be kept about people",
    ),
    "forbidden in TOML": (
        lambda m: m.toml("bad", '[record.thing.field.x]\nkind = "text"\nlabel = "思想动态"\n'),
        "bad/chapter.toml [record.thing.field.x]: '思想动态' must not be kept about people",
    ),
    "forbidden in Chinese": (
        lambda m: _translated(m, "Label", "宗教"),
        "'宗教' must not be kept about people",
    ),
    "personal without purpose": (
        lambda m: m.python("bad", options=", personal=DataClass.P"),
        "is personal data of class P without a purpose. Set purpose",
    ),
    "unknown purpose": (
        lambda m: m.python("bad", options=', personal=DataClass.P, purpose="fun"'),
        "names the purpose 'fun', which the chapter does not declare. Declare [purpose.fun], "
        "or use one of: work.",
    ),
    "unknown reader": (
        lambda m: m.toml("bad", **{'readers = ["UF"]': 'readers = ["QQ"]'}),
        "names the reader 'QQ', which is no role",
    ),
    "no label": (
        lambda m: m.toml("bad", **{'label = "Label"': 'label = ""'}),
        "bad/chapter.toml [record.thing.field.label]: has no label",
    ),
    "long field name": (
        lambda m: m.toml("bad", f'[record.thing.field.{"x" * 31}]\nkind = "text"\nlabel = "X"\n'),
        "is no usable name. Use at most 30 lower-case letters",
    ),
    "name of every record": (
        lambda m: m.toml("bad", '[record.thing.field.version]\nkind = "text"\nlabel = "X"\n'),
        "is a name that every record has already",
    ),
    "unknown path": (
        lambda m: m.python("bad", record=', own=("leader",)'),
        "own names 'leader', which is no field. Fields: label.",
    ),
    "path over no reference": (
        lambda m: m.python("bad", record=', unit="label.unit"'),
        "unit follows 'label.unit', but 'label' refers to no other record",
    ),
    "reference to nothing": (
        lambda m: m.toml(
            "bad",
            '[record.thing.field.x]\nkind = "ref"\nlabel = "X"\ntarget = "directory.planet"\n',
        ),
        "points to 'directory.planet', which no loaded chapter declares",
    ),
    "reference to a stranger": (
        lambda m: m.toml(
            "bad", '[record.thing.field.x]\nkind = "ref"\nlabel = "X"\ntarget = "good.thing"\n'
        ),
        "points into chapter 'good'. Add 'good' to requires or uses",
    ),
    "grant: unknown role": (
        lambda m: m.toml("bad", '[[grant]]\nrole = "QQ"\nrecord = "thing"\nactions = ["read"]\n'),
        "grant QQ → bad.thing of chapter 'bad': names 'QQ', which is no role. Roles: UF",
    ),
    "grant: unknown record": (
        lambda m: m.toml("bad", '[[grant]]\nrole = "UF"\nrecord = "thong"\nactions = ["read"]\n'),
        "names an unknown record. Records: bad.thing.",
    ),
    "grant: another's record": (
        lambda m: m.toml(
            "bad", '[[grant]]\nrole = "UF"\nrecord = "good.thing"\nactions = ["read"]\n'
        ),
        "A chapter grants its own records only",
    ),
    "grant: unknown action": (
        lambda m: m.toml("bad", '[[grant]]\nrole = "UF"\nrecord = "thing"\nactions = ["fly"]\n'),
        "names the unknown action 'fly'. Actions: read, create",
    ),
    "grant: scope without path": (
        lambda m: m.toml(
            "bad",
            '[[grant]]\nrole = "UF"\nrecord = "thing"\nactions = ["read"]\nscope = "own_unit"\n',
        ),
        "has the scope own_unit, but the record names no 'unit'",
    ),
    "workflow: no field": (
        lambda m: m.python("bad", workflow()),
        "workflow of 'bad.thing': names no field 'status'",
    ),
    "workflow: unknown state": (
        lambda m: m.python("bad", workflow(moves=MOVE.format("go", "old", "")), columns=STATUS),
        "names no state 'old'. States: done, new.",
    ),
    "workflow: unknown field": (
        lambda m: m.python(
            "bad", workflow(moves=MOVE.format("go", "new", ', needs=("x",)')), columns=STATUS
        ),
        "needs 'x', which is no field",
    ),
    "workflow: name of an action": (
        lambda m: m.python("bad", workflow(moves=MOVE.format("delete", "new", "")), columns=STATUS),
        "move 'delete': is doubled, is no usable name, or is one of read, create",
    ),
    "view: unknown column": (
        lambda m: m.toml("bad", '[view.thing]\ncolumns = ["colour"]\n'),
        "view of 'bad.thing': shows 'colour', which is no field",
    ),
    "rule: unknown record": (
        lambda m: m.python("bad", rule(counts='"bad.thong"')),
        "names the record 'bad.thong', which no loaded chapter declares",
    ),
    "rule: unknown parameter": (
        lambda m: m.python("bad", rule(at_least='"@most"')),
        "names the parameter 'most', which is not declared",
    ),
    "rule: unknown field": (
        lambda m: m.python("bad", rule(counted_where='(Where("colour", ("red",)),)')),
        "names the field 'colour', which bad.thing does not have",
    ),
    "rule: unknown article": (
        lambda m: m.python("bad", rule(article="9")),
        "serves article 9, which the chapter does not have. Articles: 1.",
    ),
    "rule: unknown role": (
        lambda m: m.python("bad", rule(office='"QQ"')),
        "is owed by 'QQ', which is no role",
    ),
    "broken mapper": (
        lambda m: m.python("bad", columns='    nothing = relationship("NoSuchClass")'),
        "cannot be loaded: InvalidRequestError",
    ),
    "no manifest": (
        lambda m: m.files(
            "bad", chapter_py="from core.sdk import Chapter\nclass Bad(Chapter):\n    pass\n"
        ),
        "has no manifest. Set manifest = read_manifest(__file__).",
    ),
    "two classes": (
        lambda m: m.python("bad", before="from core.sdk import Chapter\nclass A(Chapter):\n  pass"),
        "has 2 classes derived from Chapter. Keep exactly one",
    ),
    "other name": (
        lambda m: m.files("bad", chapter_toml='format = 1\nname = "else"\ntitle = "E"\n'
                          'version = "1"\ncore = ">=0.1"\n'),
        "chapter 'else': was found under the name 'bad'",
    ),
    "default out of bounds": (
        lambda m: m.toml("bad", **{"default = 1": "default = 99"}),
        "parameter 'least': its default must be at most 9",
    ),
}  # fmt: skip


def _two_models(table: str) -> str:
    chapter, _, short = table.partition("_")
    return (
        "from sqlalchemy.orm import Mapped\n"
        "from core.sdk import Kind, Record, RecordBase, field\n"
        "class Stolen(RecordBase):\n"
        f'    record = Record(name="{chapter}.{short}", label="Stolen", fields=())\n'
        '    label: Mapped[str] = field(Kind.TEXT, "Label")\n'
    )


def _translated(made: Made, msgid: str, msgstr: str) -> None:
    folder = made.toml("bad") / "i18n" / "zh_CN" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "bad.po").write_text(f'msgid "{msgid}"\nmsgstr "{msgstr}"\n', "utf-8")


def _load(made: Made) -> Chapters:
    return made.load(chapters=("good", "bad"))


@pytest.mark.parametrize("case", CASES)
def test_a_bad_chapter_is_quarantined_with_its_reason_and_the_other_runs(
    made: Made, case: str
) -> None:
    make, told = CASES[case]
    made.python("good")
    make(made)
    if case == "table taken":  # the good one is imported first when its name comes first
        made.files("bad").rename(made.plugins / "zbad")
        made.names.add("zbad")
    chapters = _load(made)
    bad = "zbad" if case == "table taken" else "bad"
    assert chapters.names == ("directory", "good")
    assert told in reasons(chapters, bad)
    assert "good.thing" in chapters.catalogue.models


@pytest.mark.parametrize("case", CASES)
def test_every_reason_says_how_to_mend(made: Made, case: str) -> None:
    made.python("good")
    CASES[case][0](made)
    for problem in _load(made).problems:
        assert problem.where and problem.what and problem.mend.endswith((".", "…", '"', "'"))


def test_a_mended_chapter_loads_after_a_restart(made: Made) -> None:
    made.python("bad", columns='    nothing = relationship("NoSuchClass")')
    assert "bad" not in _load(made).names
    made.python("bad")
    made.mended("bad")
    assert _load(made).names == ("directory", "bad")


def test_a_circle_of_requirements_is_named_and_only_its_chapters_stay_out(made: Made) -> None:
    made.python("alpha", requires=("beta",))
    made.python("beta", requires=("gamma",))
    made.python("gamma", requires=("alpha",))
    made.python("good")
    chapters = made.load()
    assert chapters.names == ("directory", "good")
    assert "requires itself in a circle: alpha → beta → gamma → alpha" in reasons(chapters, "alpha")
    assert set(chapters.quarantined) == {"alpha", "beta", "gamma"}


def test_what_requires_a_quarantined_chapter_is_quarantined_with_its_name(made: Made) -> None:
    made.python("bad", columns='    loyalty: Mapped[str] = field(Kind.TEXT, "Grade")')
    made.python("user", requires=("bad",))
    chapters = made.load()
    assert chapters.names == ("directory",)
    assert "requires chapter 'bad', which is quarantined" in reasons(chapters, "user")


def test_all_problems_of_a_chapter_are_told_at_once(made: Made) -> None:
    made.python(
        "bad",
        '    def permissions(self):\n        yield Grant("UF", "bad.thing", ("read",))',
        record=', own=("leader",)',
        columns='    loyalty: Mapped[str] = field(Kind.TEXT, "")',
    )
    found = reasons(made.load(), "bad")
    assert "own names 'leader'" in found
    assert "'loyal' must not be kept" in found
    assert "has no label" in found


def test_code_of_a_chapter_for_another_core_is_not_imported(made: Made, tmp_path: object) -> None:
    folder = made.toml("bad", **{">=0.1,<1": ">=9"})
    (folder / "chapter.py").write_text(f"open({str(folder / 'ran')!r}, 'w')\n")
    assert "is made for core >=9" in reasons(made.load(), "bad")
    assert not (folder / "ran").exists()


def test_two_chapters_of_one_name_leave_the_first(made: Made) -> None:
    made.python("good")
    other = Made(made.home / "more")
    other.home.mkdir()
    other.python("good")
    chapters = made.load(chapter_dirs=(other.plugins,))
    assert chapters.names == ("directory", "good")
    assert "has the name of a chapter that was found before" in str(chapters.problems[0])


def test_a_folder_of_the_settings_that_is_missing_is_told(made: Made) -> None:
    chapters = made.load(chapter_dirs=(made.home / "nowhere",))
    assert "is no folder. Correct TONGXIN_CHAPTERS_DIR." in str(chapters.problems[0])


def test_chapters_stand_in_the_order_of_the_settings(made: Made) -> None:
    for name in ("alpha", "beta", "gamma"):
        made.toml(name)
    assert made.load(chapters=("gamma", "alpha")).names == ("directory", "gamma", "alpha", "beta")
