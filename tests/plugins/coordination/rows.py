"""One row of each record of chapter 8, for tests that go through all records."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from core.db import RecordBase
from plugins.coordination.consult_models import Consult, Document, Inspection
from plugins.coordination.suggestion_models import CoHandler, PublicReply, Suggestion
from tests.builders import DAY

Ids = Mapping[str, int]
ROWS: dict[str, Callable[[Ids], RecordBase]] = {
    "coordination.suggestion": lambda _ids: Suggestion(
        title="More seats in the library",
        content="In the evening all seats are taken.",
        category="service",
        signature="anonymous",
        source="forum",
    ),
    "coordination.co_handler": lambda ids: CoHandler(
        suggestion=ids["coordination.suggestion"], unit=ids["unit1"]
    ),
    "coordination.public_reply": lambda _ids: PublicReply(
        suggestion_no="TZ-1", date=DAY, title="Seats", result="resolved", reply="Fifty were added."
    ),
    "coordination.consult": lambda ids: Consult(
        subject="Rules of posts", policies=("cadres",), draft_ref="Draft 2", unit=ids["unit1"]
    ),
    "coordination.document": lambda ids: Document(
        name="Rules of posts", policies=("cadres",), unit=ids["unit1"]
    ),
    "coordination.inspection": lambda ids: Inspection(
        checked=ids["unit1"], date=DAY, articles=("5",), finding="Reports are there"
    ),
}
"""By record, what makes a row of it; numbers of rows made before stand under their record's name."""
