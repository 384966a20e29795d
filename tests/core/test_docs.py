"""What the documents say is true: paths exist, settings and questions are described, examples run."""

from __future__ import annotations

import dataclasses
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.chapters import Chapters, load_chapters
from core.chapters.discovery import forget
from core.chapters.manager import Manager
from core.hookspecs import QUESTIONS
from core.settings import Settings, from_environment

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
HOOKS = (DOCS / "hooks.md").read_text("utf-8")
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])


def test_every_path_of_the_map_exists() -> None:
    rows = re.findall(
        r"^\| .* \| `([^`]+)` \|$", (DOCS / "map.md").read_text("utf-8"), re.MULTILINE
    )
    assert len(rows) >= 50
    assert [r for r in rows if not (ROOT / r).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_and_every_path_of_a_page_exists(page: Path) -> None:
    text = page.read_text("utf-8")
    links = [t.partition("#")[0] for t in re.findall(r"\]\(([^)]+)\)", text) if "://" not in t]
    named = re.findall(r"`((?:core|plugins|tests|bench|docs)/[\w/.-]+)`", text)
    assert [t for t in links if t and not (page.parent / t).exists()] == []
    assert [t for t in named if not (ROOT / t).exists()] == []


@pytest.mark.parametrize("name", [f.name for f in dataclasses.fields(Settings)])
def test_every_setting_is_described(name: str) -> None:
    assert f"| `{name}` |" in (DOCS / "settings.md").read_text("utf-8")


def test_every_variable_the_settings_read_is_described_and_no_other() -> None:
    source = (ROOT / "core" / "settings.py").read_text("utf-8")
    page = (DOCS / "settings.md").read_text("utf-8")
    read = set(re.findall(r"TONGXIN_[A-Z_]+", source))
    told = set(re.findall(r"^\| `(TONGXIN_[A-Z_]+)` \|", page, re.MULTILINE))
    assert read == {name for name in told if not name.startswith("TONGXIN_TEST_")}


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_has_a_section_with_its_signature(name: str) -> None:
    source = (ROOT / "core" / "hookspecs.py").read_text("utf-8")
    signature = re.search(rf"^    (def {name}\(.*:)$", source, re.MULTILINE)
    assert signature is not None
    assert f"### {name}\n\n`{signature[1]}`" in HOOKS


@pytest.fixture(name="samples")
def _samples(tmp_path: Path) -> Iterator[Chapters]:
    head, *methods = BLOCK.findall(HOOKS)
    body = "\n".join(methods[-1:] + methods[:-1])
    folder = tmp_path / "chapters" / "samples"
    folder.mkdir(parents=True)
    text = f"{head}\n\nclass Samples(Chapter):\n{textwrap.indent(body, '    ')}"
    (folder / "chapter.py").write_text(text, "utf-8")
    env = {"TONGXIN_CHAPTERS_DIR": str(folder.parent), "TONGXIN_DATA_DIR": str(tmp_path / "data")}
    yield load_chapters(from_environment(env, root=tmp_path))
    forget("samples")


def test_the_examples_are_a_chapter_that_answers_every_question(samples: Chapters) -> None:
    assert samples.quarantined.get("samples") is None
    assert "samples" in samples.names
    manager: Manager = samples._manager
    assert [q for q in QUESTIONS if "samples" not in manager.who_answers(q)] == []
    assert samples.catalogue.actions("samples.talk")[-1] == "finish"
    assert [r.name for r in samples.catalogue.rules["samples"]] == ["R1", "R2"]
    assert [c.name for c in samples.catalogue.charts["samples"]] == ["talks", "held_or_not"]
    assert [r.name for r in samples.catalogue.reports["samples"]] == ["talks", "programme"]
