"""The engine of duties as a table: evaluations, memory, pages over many duties, workers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

from bench import targets
from bench.evaluation import Evaluation
from bench.sharing import Sharing
from bench.standing import Standing


def raw(standing: Standing) -> dict[str, Any]:
    """One page, for the file of raw numbers."""
    page, duties = standing.page, standing.duties
    return {"page": page, "duties": duties, "few": standing.few.raw(), "many": standing.many.raw()}


def table(
    evaluation: Evaluation | None, standing: Sequence[Standing], sharing: Sharing | None
) -> list[str]:
    """What was measured, against its measure; nothing when nothing was."""
    rows = list(_evaluation(evaluation)) if evaluation else []
    rows += [row for page in standing for row in _page(page)]
    rows += list(_sharing(sharing)) if sharing else []
    if not rows:
        return []
    head = ["", "| duties | measured | ratio | target | reached |", "|---|---|---|---|---|"]
    return [*head, *rows]


def _row(title: str, measured: str, ratio: float, limit: float) -> str:
    good = "yes" if ratio <= limit else "NO"
    return f"| {title} | {measured} | {ratio:.2f} | <= {limit:g} | {good} |"


def _evaluation(e: Evaluation) -> Iterator[str]:
    first, bare, second = median(e.first), median(e.bare), median(e.second)
    title = f"all rules of chapter 4, {e.duties:,} duties, against bare statements"
    yield _row(title, f"{first:.2f} s, bare {bare:.2f} s", e.first_to_bare, targets.TO_BARE)
    title = "again with nothing changed, against the first time"
    yield _row(title, f"{second:.2f} s", e.second_to_first, targets.AGAIN)
    for title, found, held in (
        ("peak of Python's objects, all rows against a tenth", e.objects, True),
        ("growth of the process, all rows against a tenth", e.process, e.database != "sqlite"),
    ):
        (whole, tenth) = found.values()
        told = f"{whole:.1f} MB, tenth {tenth:.1f} MB"
        # SQLite works inside the process: its cache of pages fills up to the 64 MB it is given.
        if held:
            yield _row(title, told, whole / tenth, targets.GROWTH)
        else:
            yield f"| {title} | {told} | {whole / tenth:.2f} | - | - |"


def _page(s: Standing) -> Iterator[str]:
    few, many = s.few.seen.statements, s.many.seen.statements
    told = f"{s.many.wall:.2f} ms, with few {s.few.wall:.2f} ms"
    yield _row(f"{s.page} over {s.duties:,} duties", told, s.ratio, targets.PAGE_GROWTH)
    title, told = f"{s.page}, statements", f"{many}, with few {few}"
    yield _row(title, told, max(few, many), targets.PAGE_STATEMENTS)


def _sharing(s: Sharing) -> Iterator[str]:
    told = f"{median(s.two):.2f} s, one {median(s.one):.2f} s, {s.parts} jobs"
    yield _row("two workers against one", told, s.ratio, targets.TWO_WORKERS)
