"""Turn by turn: every program does the same operation a few times, again and again."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from bench.child import Child, Sample, Seen, Turn

TURN_SECONDS = 0.6
TOTAL_SECONDS = 12.0
Say = Callable[[str], None]


@dataclass(slots=True)
class Result:
    """All samples of one program at one operation."""

    operation: str
    subject: str
    seen: Seen
    samples: list[Sample] = field(default_factory=list)
    later_seconds: float = 0.0

    @property
    def wall(self) -> float:
        """Median wall time in milliseconds."""
        return statistics.median(s.wall for s in self.samples) * 1000

    @property
    def cpu(self) -> float:
        """Median processor time of the program's own process in milliseconds."""
        return statistics.median(s.cpu for s in self.samples) * 1000

    @property
    def later(self) -> float:
        """Milliseconds per operation of the work that was done after the answers."""
        return self.later_seconds / len(self.samples) * 1000

    def add(self, turn: Turn) -> None:
        """Take the samples of one more turn."""
        self.samples += turn.samples
        self.later_seconds += turn.later

    @property
    def spent(self) -> float:
        """Seconds used so far."""
        return sum(s.wall for s in self.samples)

    def raw(self) -> dict[str, Any]:
        """Everything, for the file of raw numbers."""
        walls = sorted(s.wall * 1000 for s in self.samples)
        return {
            "operation": self.operation,
            "subject": self.subject,
            **asdict(self.seen),
            "wall_ms": round(self.wall, 3),
            "cpu_ms": round(self.cpu, 3),
            "later_ms": round(self.later, 3),
            "p90_ms": round(walls[int(len(walls) * 0.9) - 1 if len(walls) > 1 else 0], 3),
            "samples_ms": [[round(s.wall * 1000, 3), round(s.cpu * 1000, 3)] for s in self.samples],
        }


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to measure: rounds of turns, and operations per turn."""

    rounds: int
    times: int


def measure(
    children: Sequence[Child], wanted: Sequence[str], effort: Effort, say: Say
) -> tuple[list[Result], list[str]]:
    """Results of each operation and program, and what failed, in words."""
    offered: dict[str, list[str]] = {}
    failed: list[str] = []
    for child in children:
        try:
            offered[child.name] = child.operations()
        except RuntimeError as error:
            failed.append(str(error))
            offered[child.name] = []
    results = []
    for operation in wanted:
        able = [child for child in children if operation in offered[child.name]]
        results += _operation(operation, able, effort, failed)
        done = [r for r in results if r.operation == operation]
        say(f"  {operation:14}" + "".join(f" {r.subject} {r.wall:8.2f}" for r in done))
    return results, failed


def _operation(
    operation: str, able: Sequence[Child], effort: Effort, failed: list[str]
) -> list[Result]:
    """A B C D, A B C D, ...: a slow moment of the machine meets all of them alike."""
    running: dict[str, tuple[Child, Result]] = {}
    for child in able:
        try:
            running[child.name] = child, Result(operation, child.name, child.look(operation))
        except RuntimeError as error:
            failed.append(str(error))
    for _ in range(effort.rounds):
        for name, (child, result) in list(running.items()):
            if result.spent > TOTAL_SECONDS:
                continue
            try:
                result.add(child.turn(operation, effort.times, TURN_SECONDS))
            except RuntimeError as error:
                failed.append(str(error))
                del running[name]
    return [result for _, result in running.values()]
