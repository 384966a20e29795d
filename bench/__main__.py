"""``python -m bench``: make the data, measure all programs in one run, keep the numbers."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from collections.abc import Callable, Sequence

from bench import data, report, targets
from bench.child import Child, prepare
from bench.evaluation import measure_evaluation
from bench.load import load_plain
from bench.measure import Effort, measure
from bench.report import Phase
from bench.sharing import measure_sharing
from bench.standing import measure_standing
from bench.start import measure_start
from bench.stores import OUT, Store, store
from bench.subjects import NAMES, SIZES
from bench.throughput import measure_load


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for; 0 when everything that ran gave numbers."""
    asked = _parser().parse_args(arguments)
    size = "quick" if asked.quick else "full"
    names = [name for name in NAMES if not asked.only or name in asked.only]
    kinds = ["sqlite", "postgresql"] if asked.db == "both" else [asked.db]
    about = {"size": size, "seed": data.SEED, "began": _now(), **report.machine()}
    phases: list[Phase] = []
    for kind in kinds:
        phases += _database(store(kind), names, size, asked)
        # After each database: what is known stays when the next one cannot be reached.
        report.save(OUT / f"{about['began']}-{size}.json", about, phases)
    text = f"# {size} data, {about['began']}, {about['cores']} cores, "
    text += f"load average {about['load_before']:.1f} before, {os.getloadavg()[0]:.1f} after\n\n"
    text += "\n".join(report.table(phase, names) for phase in phases)
    (OUT / f"{about['began']}-{size}.md").write_text(text, "utf-8")
    print(text)
    return 1 if any(phase.failed for phase in phases) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a fiftieth of the rows")
    parser.add_argument("--only", action="append", choices=NAMES, help="these programs only")
    parser.add_argument("--db", choices=("sqlite", "postgresql", "both"), default="both")
    parser.add_argument("--operation", action="append", choices=targets.OPERATIONS,
                        help="these operations only")  # fmt: skip
    parser.add_argument("--rounds", type=int, default=8, help="turns of each program (8)")
    parser.add_argument("--times", type=int, default=6, help="operations in a turn (6)")
    parser.add_argument("--no-start", action="store_true", help="do not measure starting")
    parser.add_argument("--no-duties", action="store_true", help="do not measure the duties")
    parser.add_argument("--only-duties", action="store_true", help="measure nothing else")
    parser.add_argument("--duty-rounds", type=int, default=5, help="evaluations of each (5)")
    parser.add_argument("--no-load", action="store_true", help="do not measure requests/s")
    return parser


def _now() -> str:
    return dt.datetime.now().strftime("%Y-%m-%dT%H%M")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _database(
    place: Store, names: Sequence[str], size: str, asked: argparse.Namespace
) -> list[Phase]:
    """Both phases on one database, on fresh copies of the masters that are thrown away after."""
    urls: dict[str, str] = {}
    plain, analyzed = Phase(place.kind, False), Phase(place.kind, True)
    if "ours" in names and not asked.no_duties:
        _duties(analyzed, place, size, asked)
    if asked.only_duties:
        return [analyzed]
    try:
        for name in names:
            _say(f"{place.kind}: preparing {name}")
            url = place.copy(_master(place, name, size), f"run_{name}")
            _guard(plain, lambda n=name, u=url: _prepared(n, u, size, urls))  # type: ignore[misc]
        wanted = asked.operation or list(targets.OPERATIONS)
        _say(f"{place.kind}: without ANALYZE")
        _measure(plain, urls, wanted, size, asked)
        for name in urls:
            place.analyze(f"run_{name}")
        _say(f"{place.kind}: with ANALYZE")
        _measure(analyzed, urls, wanted, size, asked)
        _whole(analyzed, urls, size, asked)
    finally:
        for name in names:
            place.drop(f"run_{name}")
    return [plain, analyzed]


def _prepared(name: str, url: str, size: str, urls: dict[str, str]) -> None:
    prepare(name, url, size)
    urls[name] = url


def _master(place: Store, name: str, size: str) -> str:
    """The loaded database a program's copy is made of; made on first use and kept."""
    if name == "ours":
        from bench import ours

        return ours.master(place, SIZES[size], _say)
    master = f"plain_{size}_{data.mark()}"
    if place.master(master, lambda engine: load_plain(engine, data.college(SIZES[size]))):
        _say(f"{place.kind}: loaded {master}")
    return master


def _measure(
    phase: Phase,
    urls: dict[str, str],
    wanted: Sequence[str],
    size: str,
    asked: argparse.Namespace,
) -> None:
    children = [Child(name, url, size) for name, url in urls.items()]
    try:
        effort = Effort(asked.rounds, asked.times)
        phase.results, failed = measure(children, wanted, effort, _say)
        phase.failed += failed
    finally:
        for child in children:
            child.close()


def _whole(phase: Phase, urls: dict[str, str], size: str, asked: argparse.Namespace) -> None:
    """What concerns a program as a whole: requests per second, then its start."""
    for name, url in urls.items():
        if not asked.no_load:
            _guard(phase, lambda n=name, u=url: phase.loads.append(measure_load(n, u, size)))  # type: ignore[misc]
            _say(f"  load {name} {[round(x.per_second) for x in phase.loads[-1:]]}")
        if not asked.no_start:
            _guard(phase, lambda n=name, u=url: phase.starts.append(measure_start(n, u, size)))  # type: ignore[misc]
            _say(f"  start {name} {[x.warm for x in phase.starts[-1:]]}")


def _duties(phase: Phase, place: Store, size: str, asked: argparse.Namespace) -> None:
    """The engine of duties, by itself: on databases of its own, which are thrown away after."""
    whole, rounds = SIZES[size], asked.duty_rounds

    def evaluation() -> None:
        phase.evaluation = measure_evaluation(place, whole, rounds, _say)

    def standing() -> None:
        effort = Effort(asked.rounds, asked.times)
        phase.standing, failed = measure_standing(place, whole, effort, _say)
        phase.failed += failed

    def sharing() -> None:
        phase.sharing = measure_sharing(place, whole, rounds, _say)

    _say(f"{place.kind}: duties")
    _guard(phase, evaluation)
    _guard(phase, standing)
    if place.kind == "postgresql":  # workers need a server
        _guard(phase, sharing)


def _guard(phase: Phase, act: Callable[[], None]) -> None:
    """One program that fails is noted and does not stop the others."""
    try:
        act()
    except RuntimeError as error:
        phase.failed.append(str(error))


if __name__ == "__main__":
    sys.exit(main())
