"""How soon list and home are painted, against a page of the prototype served as a static file.

``python -m bench.paint --prototype FOLDER`` (or ``TONGXIN_BENCH_PROTOTYPE``): the folder holds the
prototype's ``templates``, ``static`` and ``data.py``. Without it nothing is measured, and that is said. Ours
is ``run.py serve`` as it is started for use; neither side compresses. They take turns; each load is cold.
"""

from __future__ import annotations

import argparse
import functools
import importlib.util
import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from playwright.sync_api import Browser, BrowserContext, StorageState
from typing_extensions import override

from core.web.assets import VENDOR, sprite
from tests.browser.conftest import started
from tests.builders import PASSWORD
from tests.conftest import SECRET, TODAY, Databases, make_settings, open_site
from tests.full_college import fill

ROOT = Path(__file__).resolve().parents[1]
MOST = 1.5
"""Our largest paint may come this many times later than the prototype's."""
PAGES = {"home": ("/home.html", "/"), "list": ("/list.html", "/befriending/contact/")}
LIBRARIES = ("bootstrap.min.css", "bootstrap.bundle.min.js", "htmx.min.js")
WATCH = """window.paints = {}; new PerformanceObserver(list => { for (const e of list.getEntries())
  window.paints[e.entryType == 'paint' ? e.name : 'largest'] = e.startTime; })
  .observe({type: 'largest-contentful-paint', buffered: true});"""
READ = """() => ({...window.paints,
  first: performance.getEntriesByName('first-contentful-paint')[0].startTime})"""


@dataclass(frozen=True, slots=True)
class Line:
    """A network and a processor: bytes per second, milliseconds of delay, times slower."""

    name: str
    rate: int
    delay: int
    slower: int


LINES = (Line("campus", 10_000_000 // 8, 40, 1), Line("slow 4G", 1_600_000 // 8, 150, 4))


def render(prototype: Path, out: Path) -> None:
    """The prototype's pages as static files."""
    about = importlib.util.spec_from_file_location("prototype_data", prototype / "data.py")
    assert about is not None and about.loader is not None
    data = importlib.util.module_from_spec(about)
    about.loader.exec_module(data)
    used: set[str] = set()

    def icon(name: str, size: int = 18, *_more: object) -> Markup:
        used.add(name)
        return Markup('<svg class="i" width="{0}" height="{0}"><use href="#{1}"/></svg>').format(
            size, name
        )

    templates = Environment(loader=FileSystemLoader(prototype / "templates"), autoescape=True)
    shutil.copytree(prototype / "static", out / "static")
    for name in LIBRARIES:
        shutil.copyfile(VENDOR / name, out / "static" / name)
    for name in PAGES:
        used.clear()
        page = templates.get_template(f"{name}.html")
        text = page.render(d=data, user=data.USER, page=name, icon=icon)
        known = [
            n
            for n in sorted(used)
            if (ROOT / f"node_modules/@tabler/icons/icons/outline/{n}.svg").is_file()
        ]
        drawn = re.sub(r"^<svg ", "<svg hidden ", sprite(known, ROOT / "node_modules"))
        (out / f"{name}.html").write_text(text.replace("<!--SPRITE-->", drawn), "utf-8")


class _Quiet(SimpleHTTPRequestHandler):
    @override
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def static_server(folder: Path) -> Iterator[str]:
    """The address of the folder's files."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@contextmanager
def ours(folder: Path) -> Iterator[str]:
    """The address of the full college, served as it is for use."""
    databases = Databases(folder)
    url, _ids = databases.copy("sqlite", folder / "data", rows=False)
    with open_site(make_settings(url, folder / "data", locale="zh_CN"), {}) as site:
        fill(site)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {k: v for k, v in os.environ.items() if not k.startswith("TONGXIN_")}
    env = kept | {
        "TONGXIN_DATA_DIR": str(folder / "data"),
        "TONGXIN_PORT": str(port),
        "TONGXIN_CLOCK": TODAY.isoformat(),
        "TONGXIN_SECRET_KEY": SECRET,
    }
    command = [sys.executable, "run.py", "serve", "--workers", "2"]
    with (folder / "serve.log").open("w") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)
        try:
            _wait(f"http://127.0.0.1:{port}", folder / "serve.log")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(30)


def _wait(address: str, log: Path) -> None:
    for _ in range(200):
        try:
            with urllib.request.urlopen(f"{address}/healthz"):
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"The server did not answer: {log.read_text()}")


def _signed_in(browser: Browser, address: str) -> StorageState:
    context = browser.new_context()
    tab = context.new_page()
    tab.goto(f"{address}/login/")
    tab.fill("#username", "boss")
    tab.fill("#password", PASSWORD)
    tab.click("button.btn-primary")
    tab.wait_for_url(f"{address}/")
    kept = context.storage_state()
    context.close()
    return kept


def load(context: BrowserContext, url: str, line: Line) -> dict[str, float]:
    """First and largest paint of one cold load, in milliseconds."""
    tab = context.new_page()
    tab.add_init_script(WATCH)
    wire = context.new_cdp_session(tab)
    wire.send("Network.enable")
    speed = {"offline": False, "latency": line.delay, "downloadThroughput": line.rate}
    wire.send("Network.emulateNetworkConditions", speed | {"uploadThroughput": line.rate})
    wire.send("Emulation.setCPUThrottlingRate", {"rate": line.slower})
    tab.goto(url, wait_until="load")
    tab.wait_for_timeout(300)
    found: dict[str, float] = tab.evaluate(READ)
    context.close()
    return found


def measure(browser: Browser, theirs: str, mine: str, times: int) -> list[dict[str, Any]]:
    """Medians of both sides, for each line and page."""
    state = _signed_in(browser, mine)
    out = []
    for line in LINES:
        for name, (static, path) in PAGES.items():
            samples: dict[str, list[dict[str, float]]] = {"prototype": [], "ours": []}
            for _ in range(times):
                samples["prototype"].append(load(browser.new_context(), theirs + static, line))
                samples["ours"].append(
                    load(browser.new_context(storage_state=state), mine + path, line)
                )
            row: dict[str, Any] = {"line": line.name, "page": name}
            for side, found in samples.items():
                for paint in ("first", "largest"):
                    row[f"{side} {paint}"] = round(statistics.median(f[paint] for f in found))
            out.append(row | {"ratio": round(row["ours largest"] / row["prototype largest"], 2)})
    return out


def main() -> int:
    """Measure, print a table, keep it; 1 when a page comes too late."""
    parser = argparse.ArgumentParser(prog="python -m bench.paint", description=__doc__)
    parser.add_argument("--prototype", default=os.environ.get("TONGXIN_BENCH_PROTOTYPE", ""))
    parser.add_argument("--times", type=int, default=5)
    asked = parser.parse_args()
    prototype = Path(asked.prototype or "-")
    if not (prototype / "data.py").is_file():
        print("Skipped: no prototype. Name its folder with --prototype or TONGXIN_BENCH_PROTOTYPE.")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        (pages := Path(folder) / "pages").mkdir()
        render(prototype, pages)
        with started() as browser, static_server(pages) as theirs, ours(Path(folder)) as mine:
            rows = measure(browser, theirs, mine, asked.times)
    print(
        "| network | page | prototype first/largest ms | ours first/largest ms | ratio | reached |"
    )
    print("|---|---|---|---|---|---|")
    for r in rows:
        reached = "yes" if r["ratio"] <= MOST else "NO"
        print(
            f"| {r['line']} | {r['page']} | {r['prototype first']} / {r['prototype largest']} "
            f"| {r['ours first']} / {r['ours largest']} | {r['ratio']} | {reached} |"
        )
    out = ROOT / "bench" / "out"
    out.mkdir(exist_ok=True)
    (out / "paint.json").write_text(json.dumps(rows, indent=1), "utf-8")
    return int(any(r["ratio"] > MOST for r in rows))


if __name__ == "__main__":
    sys.exit(main())
