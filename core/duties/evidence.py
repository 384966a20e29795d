"""Evidence as stable text: of many rows of one period only what differs is written anew for each."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

OF_ROW = {"n": "numerator", "seen": "seen", "from": "from_on", "until": "until_on"}
"""What each row brings, by its name in the evidence: the column of its outcome."""


def as_json(value: object) -> str:
    """Stable text; dates by ISO 8601."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


class Pattern:
    """The evidence of one rule and period, with gaps for what its rows bring."""

    def __init__(self, same: Mapping[str, object]) -> None:
        every = sorted({*same, *OF_ROW})
        parts = (as_json(k) + ": " + ("\0" if k in OF_ROW else as_json(same[k])) for k in every)
        text = "{" + ", ".join(parts) + "}"
        self._text = text.replace("%", "%%").replace("\0", "%s")
        self._columns = [OF_ROW[k] for k in every if k in OF_ROW]

    def of(self, row: Mapping[str, Any]) -> str:
        """The text that ``as_json`` would give of both together."""
        return self._text % tuple([_word(row[c]) for c in self._columns])


def _word(value: int | dt.date | None) -> str:
    if value is None:
        return "null"
    return f'"{value.isoformat()}"' if isinstance(value, dt.date) else str(value)
