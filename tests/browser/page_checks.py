"""What is measured on every page: weight, requests, width, accessibility, focus, sizes of buttons."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page as Tab
from playwright.sync_api import Request

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
KB = 1024
MOST_SCRIPT, MOST_SCRIPT_LATE, MOST_STYLE, MOST_REQUESTS = 150 * KB, 300 * KB, 45 * KB, 10
WIDTHS = (320, 390, 768, 1440, 1920)
DESK, PHONE = 1440, 390
CHARTS = ("/charts/",)
"""Pages that may load more script, after the first paint."""
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
EVERY_RULE = {"runOnly": {"type": "tag", "values": STANDARDS}}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""The rules that a change of theme alone can break."""
FOCUSED = """() => {
  const seen = e => { const s = getComputedStyle(e);
    return [s.outlineStyle + s.outlineWidth, s.boxShadow, s.borderColor, s.backgroundColor].join() };
  const around = e => [e, e.nextElementSibling, e.closest('tr,label,.ts-control,.k-drop'),
    ...(e.matches('tr') ? e.children : [])].filter(Boolean);
  const drawn = e => e.getClientRects().length && getComputedStyle(e).visibility == 'visible';
  const all = [...document.querySelectorAll(
    'a[href],button:not([disabled]),input:not([type=hidden]):not([disabled]),select,textarea,summary,[tabindex="0"]')];
  const faults = [];
  for (const e of all.filter(drawn)) {
    if (e.closest('[inert]')) continue;
    document.activeElement.blur();
    const before = around(e).map(seen).join();
    e.focus({preventScroll: true});
    if (document.activeElement == e && around(e).map(seen).join() == before)
      faults.push(e.outerHTML.slice(0, 110));
  }
  document.activeElement.blur();
  return faults }"""
SMALL_BUTTONS = """() => [...document.querySelectorAll('main .btn-primary:not(.btn-sm)')]
  .filter(e => e.getClientRects().length && !e.closest('dialog:not([open])'))
  .filter(e => e.getBoundingClientRect().height < 43.5).map(e => e.outerHTML.slice(0, 110))"""
WORDLESS = """() => [
  ...[...document.querySelectorAll('main td a.btn, main td button:not([disabled]), main .k-rows .btn')]
    .filter(e => !e.closest('th,details:not([open])') && e.getClientRects().length && !e.innerText.trim())
    .map(e => 'no words on ' + e.outerHTML.slice(0, 110)),
  ...[...document.querySelectorAll('main .k-tag')].filter(e => !e.textContent.trim())
    .map(e => 'a state without a word: ' + e.outerHTML.slice(0, 110))]"""
LATE = """() => { const paint = performance.getEntriesByName('first-paint')[0];
  return performance.getEntriesByType('resource').filter(r => r.initiatorType == 'script')
    .filter(r => paint && r.startTime > paint.startTime).map(r => r.name) }"""


class Weigher:
    """Compressed sizes of files by their address; each is read once."""

    def __init__(self, tab: Tab) -> None:
        self._tab = tab
        self._known: dict[str, int] = {}

    def __call__(self, url: str) -> int:
        """Bytes of a file as a server that compresses sends them."""
        if url not in self._known:
            self._known[url] = len(gzip.compress(self._tab.request.get(url).body(), 6))
        return self._known[url]


def weight_faults(tab: Tab, asked: list[Request], weigh: Weigher) -> Iterator[str]:
    """Too much script or style, too many requests, or another host."""
    home = urlsplit(tab.url).netloc
    outside = [r.url for r in asked if urlsplit(r.url).scheme in ("http", "https", "ws", "wss")]
    yield from (f"asks another host: {u}" for u in outside if urlsplit(u).netloc != home)
    late = set(tab.evaluate(LATE))
    every = {r.url for r in asked if r.resource_type == "script"}
    # A loaded machine paints late; that the library of pictures waits is tested on its own page.
    first = sum(weigh(u) for u in every - late if "echarts" not in u)
    if first > MOST_SCRIPT:
        yield f"{first // KB} KB of script before the first paint"
    most = MOST_SCRIPT_LATE if urlsplit(tab.url).path.startswith(CHARTS) else MOST_SCRIPT
    if (whole := sum(map(weigh, every))) > most:
        yield f"{whole // KB} KB of script"
    style = sum(weigh(u) for u in {r.url for r in asked if r.resource_type == "stylesheet"})
    if style > MOST_STYLE:
        yield f"{style // KB} KB of style"
    if len(asked) > MOST_REQUESTS:
        yield f"{len(asked)} requests: {[urlsplit(r.url).path for r in asked]}"


def width_faults(tab: Tab, width: int) -> Iterator[str]:
    """The page scrolls sideways at this width."""
    tab.set_viewport_size(
        {"width": width, "height": 1800}
    )  # so that no fixed bar covers what axe measures
    over = tab.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    if over > 0:
        yield f"scrolls {over} px sideways at {width}"


def axe_faults(tab: Tab, rules: dict[str, Any]) -> Iterator[str]:
    """What axe finds; the script must be on the page (:data:`AXE`)."""
    found = tab.evaluate(
        "async rules => (await axe.run(document, {...rules, resultTypes: ['violations']})).violations"
        ".flatMap(v => v.nodes.map(n => v.id + ': ' + n.html.slice(0, 120)))",
        rules,
    )
    yield from (str(line) for line in found)


def focus_faults(tab: Tab) -> Iterator[str]:
    """What can be reached by keyboard and does not look otherwise when it is."""
    tab.keyboard.press("Tab")
    yield from (f"no visible focus: {line}" for line in tab.evaluate(FOCUSED))


def button_faults(tab: Tab) -> Iterator[str]:
    """Main buttons too low for a thumb, at the present width."""
    yield from (f"lower than 44 px: {line}" for line in tab.evaluate(SMALL_BUTTONS))


def word_faults(tab: Tab) -> Iterator[str]:
    """Buttons of rows and states that have no words, at the present width."""
    yield from (str(line) for line in tab.evaluate(WORDLESS))


def set_theme(tab: Tab, theme: str) -> None:
    """Change the theme in place, as its button does."""
    tab.evaluate("t => document.documentElement.setAttribute('data-bs-theme', t)", theme)
