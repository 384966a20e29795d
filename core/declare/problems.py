"""What is wrong with a declaration, in words an author can act on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: *where* it stands, *what* is wrong (with the value), *mend* says what to do."""

    where: str
    what: str
    mend: str

    def __str__(self) -> str:  # type: ignore[explicit-override]
        return f"{self.where}: {self.what} {self.mend}"


class DeclarationError(Exception):
    """A chapter says something that cannot be built. Carries every problem found, not the first."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(p) for p in self.problems))


def refuse(where: str, what: str, mend: str) -> DeclarationError:
    """A DeclarationError with one problem, ready to raise."""
    return DeclarationError(Problem(where, what, mend))
