"""Pictures of every page, to be looked at: ``make pictures``.

Both languages, both themes, both widths, of the full college and of an empty one; below ``pictures/``, with
contact sheets. ``python -m tests.browser.pictures zh_CN light 390 full`` makes some of them only, and what
stands after ``--`` chooses pages by a part of their address.
"""

from __future__ import annotations

import itertools
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser

from core.access.accounts import create
from tests.browser.conftest import Visitor, served, started, visits
from tests.browser.page_checks import ROOT, set_theme
from tests.browser.pages import Page, pages
from tests.builders import NOW, PASSWORD
from tests.conftest import Databases, make_settings, open_site
from tests.full_college import ACCOUNTS, fill
from tests.site import Site

OUT = ROOT / "pictures"
LANGUAGES, THEMES, WIDTHS, COLLEGES = (
    ("zh_CN", "en"),
    ("light", "dark"),
    ("1440", "390"),
    ("full", "empty"),
)
HEIGHTS = {"1440": 900, "390": 844}
ON_A_SHEET = {"1440": 6, "390": 16}
SHEET = """
body { display: grid; grid-template-columns: repeat(ACROSS, 1fr); gap: 8px; margin: 8px;
  font: 12px sans-serif; background: #888 }
figure { margin: 0; overflow: hidden; max-height: 620px }
img { width: 100% }
"""
EMPTY = (
    "/ /befriending/contact/ /befriending/pair/ /befriending/pair_list/ /directory/unit/ /directory/person/"
    " /directory/data_request/ /duties/ /duties/runs /duties/monthly /articles/ /articles/7 /jobs/"
    " /regulation/ /inbox/ /waiting/ /search/ /notices/ /chapters/ /accounts/ /befriending/contact/views"
    " /befriending/contact/?deleted=1 /befriending/contact/add"
).split()


def main(words: list[str]) -> int:
    """Make what is asked for; everything without words."""
    chosen, _dash, parts = _split(words)
    wanted = [
        [o for o in options if o in chosen] or list(options)
        for options in (LANGUAGES, COLLEGES, THEMES, WIDTHS)
    ]
    languages, colleges, themes, widths = wanted
    with tempfile.TemporaryDirectory() as folder, started() as browser:
        databases = Databases(Path(folder))
        for language, kind in itertools.product(languages, colleges):
            with _college(databases, Path(folder) / f"{language}-{kind}", language, kind) as site:
                _take(
                    browser, site, _chosen(site, kind, parts), f"{language}-{kind}", themes, widths
                )
        databases.close()
    return 0


def _split(words: list[str]) -> tuple[list[str], str, list[str]]:
    if "--" not in words:
        return words, "", []
    at = words.index("--")
    return words[:at], "--", words[at + 1 :]


@contextmanager
def _college(databases: Databases, folder: Path, language: str, kind: str) -> Iterator[Site]:
    """A college of this kind; the empty one has an administrator and the chapter switched on."""
    url, _ids = databases.copy("sqlite", folder, rows=False)
    with open_site(make_settings(url, folder, locale=language), {}) as site:
        if kind == "full":
            fill(site)
        else:
            with site.session() as session:
                create(session, "boss", PASSWORD, ("AD", "UF", "UFH"), NOW)
                session.commit()
        yield site


def _chosen(site: Site, kind: str, parts: list[str]) -> list[Page]:
    if kind == "empty":
        return [Page(path, "boss", path) for path in EMPTY]
    homes = [Page("/", name, f"home of {name}") for name, _roles, _person in ACCOUNTS]
    every = [*homes, *(p for p in pages(site) if p.path != "/")]
    return [p for p in every if not parts or any(part in p.path for part in parts)]


def _take(
    browser: Browser,
    site: Site,
    chosen: list[Page],
    kind: str,
    themes: list[str],
    widths: list[str],
) -> None:
    """Each page loaded once; theme and width change in place."""
    taken: dict[str, list[Path]] = {}
    with served(site) as address, visits(browser, address, kind.partition("-")[0]) as visit:
        visitors: dict[str, Visitor] = {}
        for page in chosen:
            if page.reader not in visitors:
                visitors[page.reader] = visit(page.reader)
                visitors[page.reader].page.emulate_media(reduced_motion="reduce")
            tab = visitors[page.reader].page
            visitors[page.reader].go(page.path)
            for theme, width in itertools.product(themes, widths):
                set_theme(tab, theme)
                tab.set_viewport_size({"width": int(width), "height": HEIGHTS[width]})
                name = f"home-{page.reader}" if page.path == "/" else page.name
                file = OUT / f"{kind}-{theme}-{width}" / f"{name}.png"
                file.parent.mkdir(parents=True, exist_ok=True)
                tab.screenshot(path=file, full_page=True)
                taken.setdefault(f"{theme}-{width}", []).append(file)
    for name, files in taken.items():
        _sheets(browser, files, OUT / "sheets" / f"{kind}-{name}", name.rpartition("-")[2])


def _sheets(browser: Browser, files: list[Path], to: Path, width: str) -> None:
    """Many pictures on one, with their names."""
    to.parent.mkdir(parents=True, exist_ok=True)
    tab = browser.new_page(viewport={"width": 1800, "height": 900})
    step, across = ON_A_SHEET[width], 2 if width == "1440" else 8
    for number, start in enumerate(range(0, len(files), step), 1):
        cells = "".join(
            f"<figure><figcaption>{f.stem}</figcaption><img src='{f.as_uri()}'></figure>"
            for f in files[start : start + step]
        )
        page = to.with_suffix(".html")
        style = SHEET.replace("ACROSS", str(across))
        page.write_text(f"<meta charset=utf-8><style>{style}</style>{cells}", "utf-8")
        tab.goto(page.as_uri())
        tab.screenshot(path=Path(f"{to}-{number}.png"), full_page=True)
        page.unlink()
    tab.close()


if __name__ == "__main__":
    if OUT.exists() and len(sys.argv) == 1:
        shutil.rmtree(OUT)
    sys.exit(main(sys.argv[1:]))
