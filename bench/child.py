"""One program in a process of its own, doing what it is told over a pipe.

Each program has its own process so that none pays for the imports, listeners or garbage of
another; only one of them works at a time, so that the turns of one run can be compared.
"""

from __future__ import annotations

import multiprocessing as mp
import os
import time
import traceback
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from bench.subject import Browser, Operation, Subject
from bench.subjects import subject


@dataclass(frozen=True, slots=True)
class Sample:
    """What one operation took, in seconds."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Turn:
    """Some operations, and the seconds of the work they left to the background."""

    samples: list[Sample]
    later: float


@dataclass(frozen=True, slots=True)
class Seen:
    """What came out of one operation, looked at before anything is timed."""

    rows: int
    statements: int
    size: int


class Child:
    """The far end: start it, ask, close. Errors over there are raised here, with their text."""

    def __init__(self, name: str, url: str, size: str, views: int = 7) -> None:
        context = mp.get_context("spawn")
        self.name = name
        self.pipe, far = context.Pipe()
        self.process = context.Process(target=_serve, args=(far, name, url, size, views))
        self.process.start()
        far.close()

    def prepare(self) -> None:
        """Bring the database into the state the program expects."""
        self._ask("prepare")

    def prepare_views(self) -> float:
        """What is done once before a start with these pages; the seconds it took."""
        seconds: float = self._ask("prepare_views")
        return seconds

    def operations(self) -> list[str]:
        """Start the program, sign in, and tell what it can do."""
        found: list[str] = self._ask("operations")
        return found

    def look(self, operation: str) -> Seen:
        """Do it once and look at the answer."""
        seen: Seen = self._ask("look", operation)
        return seen

    def turn(self, operation: str, times: int, seconds: float) -> Turn:
        """Do it that many times, or fewer when the seconds are used up; at least once."""
        turn: Turn = self._ask("turn", operation, times, seconds)
        return turn

    def close(self) -> None:
        """End the process."""
        self.pipe.close()
        self.process.join(10)
        if self.process.is_alive():
            self.process.terminate()

    def _ask(self, what: str, *arguments: object) -> Any:
        self.pipe.send((what, arguments))
        try:
            good, answer = self.pipe.recv()
        except EOFError:
            self.process.join(10)
            code = self.process.exitcode
            raise RuntimeError(f"{self.name}: ended during '{what}' (exit {code}).") from None
        if not good:
            raise RuntimeError(f"{self.name}: '{what} {arguments}' failed:\n{answer}")
        return answer


class Desk:
    """The near end: answers what ``Child`` asks."""

    def __init__(self, program: Subject) -> None:
        self.program = program
        self.known: dict[str, Operation] = {}
        self.turns = 0

    def prepare(self) -> None:
        """See Child.prepare."""
        self.program.prepare()

    def prepare_views(self) -> float:
        """See prepare_views; the seconds it took."""
        began = time.perf_counter()
        self.program.prepare_views()
        return time.perf_counter() - began

    def operations(self) -> list[str]:
        """See Child.operations."""
        browser = Browser(self.program.app)
        self.program.sign_in(browser)
        self.known = self.program.operations(browser)
        return list(self.known)

    def look(self, name: str) -> Seen:
        """See Child.look; refuses an answer with fewer rows than it must have."""
        operation = self.known[name]
        self._act(operation)
        with self.program.counting() as counter:
            answer = self._act(operation)
        rows = operation.rows(answer)
        if rows < operation.at_least:
            text = answer.get_data(as_text=True)[:2000] if hasattr(answer, "get_data") else answer
            raise RuntimeError(f"{name}: {rows} rows, expected {operation.at_least}: {text}")
        size = len(answer.get_data()) if hasattr(answer, "get_data") else 0
        return Seen(rows, counter.statements, size)

    def turn(self, name: str, times: int, seconds: float) -> Turn:
        """See Child.turn; what was left for later is done before the next program has its turn."""
        operation, used = self.known[name], 0.0
        samples: list[Sample] = []
        while len(samples) < times and used < seconds:
            wall, cpu = time.perf_counter(), time.process_time()
            self._act(operation)
            sample = Sample(time.perf_counter() - wall, time.process_time() - cpu)
            samples.append(sample)
            used += sample.wall
        began = time.perf_counter()
        self.program.settle()
        return Turn(samples, time.perf_counter() - began)

    def _act(self, operation: Operation) -> Any:
        self.turns += 1
        return operation.act(self.turns)


def _serve(pipe: Connection, name: str, url: str, size: str, views: int) -> None:
    desk = Desk(subject(name, url, size, views))
    while True:
        try:
            what, arguments = pipe.recv()
        except EOFError:
            # Programs may hold threads (pools, schedulers); nothing of theirs is worth waiting for.
            os._exit(0)
        try:
            pipe.send((True, getattr(desk, what)(*arguments)))
        except Exception:  # told to the other side, with its traceback
            pipe.send((False, traceback.format_exc()[-4000:]))


def prepare(name: str, url: str, size: str) -> None:
    """Prepare a database in a process that ends afterwards."""
    child = Child(name, url, size)
    try:
        child.prepare()
    finally:
        child.close()


def prepare_views(name: str, url: str, size: str, views: int) -> float:
    """As ``prepare``, for more pages; the seconds it took."""
    child = Child(name, url, size, views)
    try:
        return child.prepare_views()
    finally:
        child.close()
