"""How long a program takes from its process's first moment to its first answer.

``python -m bench.start NAME URL SIZE VIEWS`` is the process that is timed: it prints a line when
the first page has answered 200, then measures the list with this many pages in the menu.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass

VIEWS = 100
"""Pages in the menu: ours has ten plugins of ten records each."""


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds of preparing, of the first start on the database, and of later ones; one list page.

    ``prepared`` is what an administrator runs once (ours: ``run.py init`` and switching on).
    """

    subject: str
    prepared: float
    first: float
    warm: float
    list_ms: float
    list_statements: int


def measure_start(name: str, url: str, size: str, times: int = 3) -> Start:
    """Start the program once on the prepared database, and then ``times`` more."""
    from bench.child import prepare_views  # not part of what the timed process imports

    prepared = prepare_views(name, url, size, VIEWS)
    first = _one(name, url, size)
    later = [_one(name, url, size) for _ in range(times)]
    return Start(
        name,
        prepared,
        first["seconds"],
        statistics.median(one["seconds"] for one in later),
        statistics.median(one["list_ms"] for one in later),
        int(later[-1]["statements"]),
    )


def _one(name: str, url: str, size: str) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.start", name, url, size, str(VIEWS)]
    began = time.perf_counter()
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True) as run:
        assert run.stdout and run.stderr
        first = run.stdout.readline()
        seconds = time.perf_counter() - began
        rest, errors = run.communicate(timeout=120)
    if first.strip() != "200" or run.returncode:
        told = f"{first}{rest}{errors[-3000:]}"
        raise RuntimeError(f"{name}: did not start with {VIEWS} pages: {told}")
    return {"seconds": seconds, **json.loads(rest.strip().splitlines()[-1])}


def main() -> None:
    """The timed process; imports are part of what is timed."""
    from bench.subject import Browser
    from bench.subjects import subject

    name, url, size, views = sys.argv[1:5]
    program = subject(name, url, size, int(views))
    browser = Browser(program.app)
    browser.get(program.start_path)
    print(200, flush=True)
    program.sign_in(browser)
    browser.get(program.list_path)
    times = []
    for _ in range(20):
        began = time.perf_counter()
        browser.get(program.list_path)
        times.append(time.perf_counter() - began)
    with program.counting() as counter:
        browser.get(program.list_path)
    found = {"list_ms": statistics.median(times) * 1000, "statements": counter.statements}
    print(json.dumps(found), flush=True)
    # Pools and schedulers of the programs hold threads; the measurement is over.
    os._exit(0)


if __name__ == "__main__":
    main()
