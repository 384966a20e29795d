"""Files of other projects that the browser needs: copied from ``node_modules``, not kept in git.

``npm ci`` fetches the packages (package-lock.json), ``python -m core.web.assets`` puts the few
files that pages link to under ``static/vendor/`` and draws the named icons into one sprite.
Standard library only: it runs before anything else is installed.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGES = HERE.parents[1] / "node_modules"
VENDOR = HERE / "static" / "vendor"
ICON_NAMES = HERE / "icons.txt"
SPRITE = "icons.svg"
MEND = "Run: npm ci && python -m core.web.assets (make run does both)."

FILES = {
    "bootstrap.min.css": "bootstrap/dist/css/bootstrap.min.css",
    "bootstrap.bundle.min.js": "bootstrap/dist/js/bootstrap.bundle.min.js",
    "echarts.common.min.js": "echarts/dist/echarts.common.min.js",
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "tom-select.base.min.js": "tom-select/dist/js/tom-select.base.min.js",
    "noto-sans-mongolian.woff2": (
        "@fontsource/noto-sans-mongolian/files/noto-sans-mongolian-mongolian-400-normal.woff2"
    ),
    "tom-select.bootstrap5.min.css": "tom-select/dist/css/tom-select.bootstrap5.min.css",
}

# Families of Bootstrap that no page uses (docs/decisions/0022): dialogs, tables, tabs and notes are ours.
UNUSED = (
    "accordion",
    "bs-popover",
    "bs-tooltip",
    "carousel",
    "navbar",
    "offcanvas",
    "placeholder",
    "popover",
    "ratio",
    "spinner",
    "toast",
    "tooltip",
)
_UNUSED = re.compile(rf"\.(?:{'|'.join(UNUSED)})(?:-[\w-]+)?(?![\w-])")
_INSIDE = ("@media", "@supports")

# Each drawing begins with an invisible square that only a design tool needs.
_FRAME = re.compile(r'<path stroke="none"[^>]*fill="none"\s*/>')
_BODY = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
_MAP_LINE = re.compile(r"^(//|/\*)# sourceMappingURL=.*$", re.MULTILINE)


class AssetsError(Exception):
    """A package or a drawing is not there; the text says which, and how to mend it."""


def missing(vendor: Path = VENDOR) -> list[str]:
    """One sentence for each file the pages need and do not have; empty when all is there."""
    return [
        f"{vendor / name}: the file is missing, pages look broken without it. {MEND}"
        for name in (*FILES, SPRITE)
        if not (vendor / name).is_file()
    ]


def copy(packages: Path = PACKAGES, vendor: Path = VENDOR) -> list[str]:
    """Copy the listed files from *packages* to *vendor*; return their names."""
    absent = [source for source in FILES.values() if not (packages / source).is_file()]
    if absent:
        raise AssetsError(f"{packages}: not found: {', '.join(absent)}. Run: npm ci")
    vendor.mkdir(parents=True, exist_ok=True)
    for name, source in FILES.items():
        shutil.copyfile(packages / source, vendor / name)
        if name.endswith((".css", ".js")):
            _forget_source_map(vendor / name)
    style = vendor / "bootstrap.min.css"
    style.write_text(without_unused(style.read_text("utf-8")), "utf-8")
    return list(FILES)


def without_unused(style: str) -> str:
    """A minified style sheet without the rules of families that no page uses."""
    kept = []
    for selector, body in _rules(style):
        if selector.startswith(_INSIDE):
            body = without_unused(body)
        elif not selector.startswith("@"):
            selector = ",".join(s for s in selector.split(",") if not _UNUSED.search(s))
        if selector and body:
            kept.append(f"{selector}{{{body}}}")
    return "".join(kept)


def _rules(style: str) -> Iterator[tuple[str, str]]:
    """Selector and body of each rule of the outermost level."""
    start = depth = opened = 0
    for place, sign in enumerate(style):
        if sign == "{":
            opened = opened if depth else place
            depth += 1
        elif sign == "}":
            depth -= 1
            if not depth:
                yield style[start:opened], style[opened + 1 : place]
                start = place + 1


def _forget_source_map(file: Path) -> None:
    """Take out the pointer to a file that is not served: it would cost a 404 on each page."""
    file.write_text(_MAP_LINE.sub("", file.read_text("utf-8")), "utf-8")


def icon_names(file: Path = ICON_NAMES) -> list[str]:
    """The names in *file*, one per line, sorted, each once."""
    return sorted({line.strip() for line in file.read_text("utf-8").splitlines() if line.strip()})


def sprite(names: list[str], packages: Path = PACKAGES) -> str:
    """One SVG text, a ``<symbol id=name>`` for each name. Names all unknown ones at once."""
    folder = packages / "@tabler" / "icons" / "icons" / "outline"
    unknown = [name for name in names if not (folder / f"{name}.svg").is_file()]
    if unknown:
        raise AssetsError(
            f"{ICON_NAMES}: no drawing for: {', '.join(unknown)}. "
            "Take these names out, or use ones the @tabler/icons package has (npm ci brings it)."
        )
    symbols = (_symbol(name, (folder / f"{name}.svg").read_text("utf-8")) for name in names)
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "".join(symbols) + "</svg>\n"


def _symbol(name: str, drawing: str) -> str:
    found = _BODY.search(drawing)
    if found is None:
        raise AssetsError(f"{name}.svg: not an SVG drawing. Run: npm ci")
    body = " ".join(_FRAME.sub("", found.group(1)).split())
    return f'<symbol id="{name}" viewBox="0 0 24 24">{body}</symbol>\n'


def main() -> int:
    """Fill the vendor folder; return the exit status."""
    try:
        copied = copy()
        names = icon_names()
        (VENDOR / SPRITE).write_text(sprite(names), "utf-8")
    except AssetsError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{len(copied)} files and {len(names)} icons are in {VENDOR}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
