"""The browser's files: copied from the packages, icons in one sprite, gaps told with a mend."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from core.web.assets import (
    FILES,
    SPRITE,
    AssetsError,
    copy,
    icon_names,
    missing,
    sprite,
    without_unused,
)

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="24">\n'
    '  <path stroke="none" d="M0 0h24v24H0z" fill="none" />\n'
    '  <path d="M5 12l5 5" />\n</svg>'
)


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """A node_modules folder with every file that is copied, and one drawing."""
    root = tmp_path / "node_modules"
    for source in FILES.values():
        (root / source).parent.mkdir(parents=True, exist_ok=True)
        (root / source).write_text("body{top:0}\n//# sourceMappingURL=body.map\n", "utf-8")
    icons = root / "@tabler" / "icons" / "icons" / "outline"
    icons.mkdir(parents=True)
    (icons / "check.svg").write_text(DRAWING, "utf-8")
    return root


def test_what_is_copied_is_no_longer_missing(packages: Path, tmp_path: Path) -> None:
    vendor = tmp_path / "vendor"
    assert len(missing(vendor)) == len(FILES) + 1
    copy(packages, vendor)
    left = missing(vendor)
    assert len(left) == 1
    assert SPRITE in left[0]
    assert "npm ci" in left[0]


def test_copies_do_not_point_to_files_that_are_not_served(packages: Path, tmp_path: Path) -> None:
    copy(packages, tmp_path / "vendor")
    linked = [name for name in FILES if name.endswith((".css", ".js"))]
    texts = [(tmp_path / "vendor" / name).read_text("utf-8") for name in linked]
    assert all(text.startswith("body{top:0}") and "sourceMappingURL" not in text for text in texts)


def test_absent_packages_are_all_named_and_nothing_is_copied(tmp_path: Path) -> None:
    with pytest.raises(AssetsError) as refused:
        copy(tmp_path / "none", tmp_path / "vendor")
    assert all(source in str(refused.value) for source in FILES.values())
    assert not (tmp_path / "vendor").exists()


def test_a_drawing_becomes_a_symbol_without_its_invisible_frame(packages: Path) -> None:
    drawn = sprite(["check"], packages)
    assert '<symbol id="check" viewBox="0 0 24 24"><path d="M5 12l5 5" /></symbol>' in drawn


def test_unknown_icons_are_all_named_at_once(packages: Path) -> None:
    with pytest.raises(AssetsError, match="no such, nor this"):
        sprite(["check", "no such", "nor this"], packages)


def test_icon_names_are_sorted_and_each_once(tmp_path: Path) -> None:
    (tmp_path / "icons.txt").write_text("plus\n\nbell\nplus\n", "utf-8")
    assert icon_names(tmp_path / "icons.txt") == ["bell", "plus"]


def test_families_of_rules_that_no_page_uses_are_left_out() -> None:
    style = (
        ".btn,.navbar .btn{color:red}.carousel{top:0}.toast-header:hover{top:0}.toasted{top:1px}"
        "@media (min-width:1px){.navbar-expand{top:0}.card{top:0}}@media print{.carousel-item{top:0}}"
        "@keyframes turn{to{rotate:1turn}}"
    )
    assert without_unused(style) == (
        ".btn{color:red}.toasted{top:1px}@media (min-width:1px){.card{top:0}}"
        "@keyframes turn{to{rotate:1turn}}"
    )


def test_what_the_templates_use_is_not_left_out() -> None:
    root = Path(__file__).resolve().parents[2]
    used = set[str]()
    for path in (*root.glob("core/web/templates/**/*.html"), *root.glob("plugins/**/*.html")):
        for names in re.findall(r'class="([^"{]*)', path.read_text("utf-8")):
            used |= set(names.split())
    assert "btn" in used
    assert {n for n in used if not without_unused(f".{n}{{top:0}}")} == set()
