"""All rules of chapter 4 evaluated: ours and the bare statements in turn, twice, and what memory it takes.

``python -m bench.evaluation WAY URL WHAT`` is the process that is measured: it starts, evaluates, and
prints what it took. WAY is ``raw`` or ``ours``; WHAT is ``time``, ``objects`` or ``process`` (memory).
"""

from __future__ import annotations

import dataclasses
import gc
import json
import os
import statistics
import subprocess
import sys
import threading
import time
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import create_engine, text

from bench.data import Size
from bench.stores import Store

LEDGER = ("core_duty_step", "core_duty_event", "core_duty", "core_duty_count", "core_duty_run",
          "core_duty_list", "core_outbox")  # fmt: skip
LEFT = (
    "SELECT rule, period, state, reason, due_on, count(*), sum(numerator), sum(seen), count(owner) "
    "FROM core_duty GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5",
    "SELECT became, why, count(*) FROM core_duty_event GROUP BY 1, 2 ORDER BY 1, 2",
    "SELECT step, round_on, count(*) FROM core_duty_step GROUP BY 1, 2 ORDER BY 1, 2",
    "SELECT person, role, count(*) FROM core_outbox GROUP BY 1, 2 ORDER BY 1, 2",
    "SELECT rule, academic_year, state, number FROM core_duty_count ORDER BY 1, 2, 3",
)
MEGABYTE = 2**20
Say = Callable[[str], None]


@dataclass(slots=True)
class Evaluation:
    """Seconds of each round; megabytes by size: of Python's own objects, and of the whole process."""

    database: str
    duties: int = 0
    bare: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    second: list[float] = field(default_factory=list)
    objects: dict[str, float] = field(default_factory=dict)
    process: dict[str, float] = field(default_factory=dict)

    @property
    def first_to_bare(self) -> float:
        """Median of the ratios of the rounds: what disturbs a round disturbs both."""
        return statistics.median(a / b for a, b in zip(self.first, self.bare, strict=True))

    @property
    def second_to_first(self) -> float:
        """As before, of evaluating again with nothing changed."""
        return statistics.median(b / a for a, b in zip(self.first, self.second, strict=True))


def measure_evaluation(place: Store, size: Size, rounds: int, say: Say) -> Evaluation:
    """Bare, ours, ours again; and so on. The ledger is emptied before each first evaluation."""
    from bench import ours

    found = Evaluation(place.kind)
    url = ours.copied(place, size, "run_duties", say)
    place.analyze("run_duties")
    try:
        for _ in range(rounds):
            empty_ledger(url)
            found.bare.append(_one("raw", url)["seconds"])
            by_hand = _left(url)
            empty_ledger(url)
            done = _one("ours", url)
            found.first.append(done["seconds"])
            found.second.append(done["again"])
            found.duties = int(done["duties"])
            _compare(by_hand, _left(url))
            say(f"  evaluation bare {found.bare[-1]:.2f} ours {found.first[-1]:.2f} "
                f"again {found.second[-1]:.2f} s")  # fmt: skip
        _memory(found, url, size)
    finally:
        place.drop("run_duties")
    tenth = tenth_of(size)
    url = ours.copied(place, tenth, "run_tenth", say)
    place.analyze("run_tenth")
    try:
        _memory(found, url, tenth)
    finally:
        place.drop("run_tenth")
    return found


def tenth_of(size: Size) -> Size:
    """A tenth of the people, pairs and contacts, in the same units."""
    return dataclasses.replace(size, name=f"{size.name}_tenth", people=size.people // 10,
                               leaders=size.leaders // 10, pairs=size.pairs // 10,
                               contacts=size.contacts // 10)  # fmt: skip


def _memory(found: Evaluation, url: str, size: Size) -> None:
    empty_ledger(url)
    found.objects[size.name] = _one("ours", url, "objects")["megabytes"]
    empty_ledger(url)
    found.process[size.name] = _one("ours", url, "process")["megabytes"]


def empty_ledger(url: str) -> None:
    """As before the first evaluation."""
    engine = create_engine(url)
    with engine.begin() as connection:
        for table in LEDGER:
            lite = engine.dialect.name == "sqlite"
            connection.execute(
                text(f"DELETE FROM {table}" if lite else f"TRUNCATE {table} CASCADE")
            )
    engine.dispose()


def _left(url: str) -> list[list[tuple[object, ...]]]:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = [[tuple(r) for r in connection.execute(text(ask))] for ask in LEFT]
    engine.dispose()
    return found


def _compare(by_hand: list[list[tuple[object, ...]]], ours: list[list[tuple[object, ...]]]) -> None:
    """Both have done the same, or the times say nothing."""
    for one, other in zip(by_hand, ours, strict=True):
        if one != other:
            different = sorted(set(map(str, one)) ^ set(map(str, other)))[:6]
            raise RuntimeError(f"ours and the bare statements differ: {different}")


def _one(way: str, url: str, what: str = "time") -> dict[str, float]:
    command = [sys.executable, "-m", "bench.evaluation", way, url, what]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{way}: the evaluation failed: {done.stderr[-3000:]}")
    answer: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return answer


# -- the process that is measured ------------------------------------------------------------------


def main(arguments: Sequence[str]) -> None:
    """Evaluate and print what it took."""
    way, url, what = arguments
    print(json.dumps(_bare(url) if way == "raw" else _ours(url, what)), flush=True)
    os._exit(0)  # pools and schedulers hold threads; the measurement is over


def _bare(url: str) -> dict[str, float]:
    from bench import raw_rules
    from bench.mapping import MOMENT
    from bench.raw_bulk import Bulk

    began = time.perf_counter()
    made = raw_rules.evaluate(Bulk(url), MOMENT)
    return {"seconds": time.perf_counter() - began, "duties": made}


def _ours(url: str, what: str) -> dict[str, float]:
    from bench import ours, ours_rule
    from core.app import create_app

    runtime = create_app(ours.settings(url)).extensions["tongxin"]
    if what == "objects":
        tracemalloc.start()
    with _Watch() as watch:
        began = time.perf_counter()
        duties = ours_rule.all_rules(runtime)
        middle = time.perf_counter()
    if what == "objects":
        return {"megabytes": tracemalloc.get_traced_memory()[1] / MEGABYTE}
    if what == "process":
        return {"megabytes": watch.grown / MEGABYTE}
    ours_rule.all_rules(runtime)
    again = time.perf_counter() - middle
    return {"seconds": middle - began, "again": again, "duties": duties}


class _Watch:
    """How far the process's own memory grows meanwhile, looked at a hundred times a second."""

    def __enter__(self) -> _Watch:
        gc.collect()
        self.before = self.most = _own_memory()
        self.over = threading.Event()
        self.looking = threading.Thread(target=self._look, daemon=True)
        self.looking.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.looking.join()

    @property
    def grown(self) -> int:
        """Bytes beyond what there was at the beginning."""
        return self.most - self.before

    def _look(self) -> None:
        while not self.over.wait(0.01):
            self.most = max(self.most, _own_memory())


def _own_memory() -> int:
    """Memory in use that is no file's: the pages of SQLite's mapped file do not count."""
    told = Path("/proc/self/status").read_text("ascii")
    return int(told.partition("RssAnon:")[2].split()[0]) * 1024


if __name__ == "__main__":
    main(sys.argv[1:])
