"""The numbers as a table that can be read, and as a file that keeps them all."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bench import report_duties, targets
from bench.evaluation import Evaluation
from bench.measure import Result
from bench.sharing import Sharing
from bench.standing import Standing
from bench.start import VIEWS, Start
from bench.throughput import Load


@dataclass(slots=True)
class Phase:
    """One pass over all operations: on one database, with or without statistics."""

    database: str
    analyzed: bool
    results: list[Result] = field(default_factory=list)
    starts: list[Start] = field(default_factory=list)
    loads: list[Load] = field(default_factory=list)
    evaluation: Evaluation | None = None
    standing: list[Standing] = field(default_factory=list)
    sharing: Sharing | None = None
    failed: list[str] = field(default_factory=list)

    def raw(self) -> dict[str, Any]:
        """Everything, for the file of raw numbers."""
        return {
            "database": self.database,
            "analyzed": self.analyzed,
            "results": [result.raw() for result in self.results],
            "starts": [asdict(start) for start in self.starts],
            "loads": [{**asdict(load), "per_second": load.per_second} for load in self.loads],
            "evaluation": asdict(self.evaluation) if self.evaluation else None,
            "standing": [report_duties.raw(s) for s in self.standing],
            "sharing": asdict(self.sharing) if self.sharing else None,
            "failed": self.failed,
        }


def machine() -> dict[str, Any]:
    """What the numbers were measured on."""
    return {
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load_before": os.getloadavg()[0],
        "system": platform.platform(),
    }


def save(path: Path, about: Mapping[str, Any], phases: Sequence[Phase]) -> None:
    """Write all raw numbers."""
    body = {**about, "phases": [phase.raw() for phase in phases]}
    path.write_text(json.dumps(body, ensure_ascii=False, indent=1), "utf-8")


def table(phase: Phase, names: Sequence[str]) -> str:
    """One phase as Markdown."""
    statistics = "with ANALYZE" if phase.analyzed else "without ANALYZE"
    lines = [f"## {phase.database}, {statistics}", "", *_operations(phase, names)]
    if phase.starts:
        lines += ["", *_starts(phase.starts)]
    if phase.loads:
        lines += ["", *_loads(phase.loads)]
    lines += report_duties.table(phase.evaluation, phase.standing, phase.sharing)
    if phase.failed:
        lines += ["", "Failed:", "", *(f"- {text.strip()[:1500]}" for text in phase.failed)]
    return "\n".join(lines) + "\n"


def _times(phase: Phase) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for result in phase.results:
        found.setdefault(result.subject, {})[result.operation] = result.wall
    return found


def _operations(phase: Phase, names: Sequence[str]) -> list[str]:
    """Median milliseconds (statements) of each, ours against raw and Django, reached or not."""
    times = _times(phase)
    seen = {(r.operation, r.subject): r.seen for r in phase.results}
    head = [*names, "ours / raw", "ours / Django", "target", "reached"]
    lines = [f"| operation, ms (statements) | {' | '.join(head)} |", "|---" * (len(head) + 1) + "|"]
    for target in targets.TARGETS:
        if not any(target.operation in found for found in times.values()):
            continue
        cells = []
        for name in names:
            wall = times.get(name, {}).get(target.operation)
            look = seen.get((target.operation, name))
            cells.append(f"{wall:.2f} ({look.statements})" if wall is not None and look else "-")
        ratios = [_ratio(times, target.operation, other) for other in ("raw", "django")]
        cells += [*ratios, target.words or "-", _reached(target, times)]
        lines.append(f"| {target.title} | " + " | ".join(cells) + " |")
    lines += _later(phase)
    first = seen.get(("list", "ours"))
    if first:
        good = "yes" if first.statements <= targets.LIST_STATEMENTS else "NO"
        lines += ["", f"List page of ours: {first.statements} statements, "
                      f"target <= {targets.LIST_STATEMENTS}: {good}."]  # fmt: skip
    return lines


def _later(phase: Phase) -> list[str]:
    """Work that the table leaves out because the answer did not wait for it."""
    found = [r for r in phase.results if r.later >= 0.05]
    told = ", ".join(f"{r.subject} {r.operation} {r.later:.2f}" for r in found)
    return ["", f"Left for after the answer, ms per operation: {told}."] if found else []


def _ratio(times: Mapping[str, Mapping[str, float]], operation: str, other: str) -> str:
    ours = times.get("ours", {}).get(operation)
    theirs = times.get(other, {}).get(operation)
    return f"{ours / theirs:.2f}" if ours is not None and theirs else "-"


def _reached(target: targets.Target, times: Mapping[str, Mapping[str, float]]) -> str:
    ours = times.get("ours", {})
    if target.reached is None or target.operation not in ours:
        return "-"
    try:
        good = target.reached(ours, times.get("raw", {}), times.get("django", {}))
    except KeyError as missing:
        return f"? (no {missing.args[0]} to compare)"
    return "yes" if good else "NO"


def _starts(starts: Sequence[Start]) -> list[str]:
    limit = targets.START_SECONDS
    lines = [
        f"| start, {VIEWS} pages in the menu | prepare, s | first, s | warm, s | list then, ms (statements) "
        f"| <= {limit} s |",
        "|---|---|---|---|---|---|",
    ]
    for start in starts:
        good = ("yes" if start.warm <= limit else "NO") if start.subject == "ours" else "-"
        then = f"{start.list_ms:.2f} ({start.list_statements})"
        cells = (
            start.subject,
            f"{start.prepared:.1f}",
            f"{start.first:.2f}",
            f"{start.warm:.2f}",
            then,
            good,
        )
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _loads(loads: Sequence[Load]) -> list[str]:
    limit = targets.REQUESTS_PER_SECOND
    lines = [f"| list, 2 workers | requests/s | not 200 or cut | >= {limit} |", "|---|---|---|---|"]
    for load in loads:
        good = ("yes" if load.per_second >= limit else "NO") if load.subject == "ours" else "-"
        lines.append(f"| {load.subject} | {load.per_second:.0f} | {load.bad} | {good} |")
    return lines
