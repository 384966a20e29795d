"""Boxes on pages: how a unit's handling was found, and the suggestion that came of a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.sdk import Look, Panel, Values
from plugins.coordination.parts import number

GOOD = ("satisfied", "fairly")


def panels(record: str, row: Values, look: Look) -> Iterable[Panel]:
    """On a unit's page the share of the satisfied; on any numbered row what was suggested there."""
    if record == "directory.unit":
        yield from _share(row, look)
    elif row.get("code") and not record.startswith("coordination."):
        yield from _suggested(row, look)


def share(answers: Iterable[object], least: int) -> str:
    """The share of those who were satisfied, as a percentage; hidden below *least* answers."""
    given = [a for a in answers if a is not None]
    if len(given) < least:
        return f"n < {least}"
    good = sum(a in GOOD for a in given)
    return f"{round(100 * good / len(given))}% (n = {len(given)})"


def _share(row: Values, look: Look) -> Iterator[Panel]:
    found = look.rows("coordination.suggestion", unit=row["id"])
    if found:
        told = share((r["satisfaction"] for r in found), number(look, "min_cell"))
        lines = (
            ("Suggestions handled", str(sum(r["answered_on"] is not None for r in found))),
            ("Satisfied or mostly satisfied with the handling", told),
        )
        yield Panel(title="Suggestions", lines=lines)


def _suggested(row: Values, look: Look) -> Iterator[Panel]:
    found = look.rows("coordination.suggestion", source_no=row["code"])
    if found:
        lines = tuple(("Number of the suggestion", str(r["code"])) for r in found)
        yield Panel(title="What was suggested here", lines=lines)
