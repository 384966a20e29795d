"""A box for people portrayed: the words that they are asked to agree to."""

from __future__ import annotations

from collections.abc import Iterable

from core.sdk import Look, Panel, Values
from plugins.publicity.text import words


def panels(record: str, row: Values, look: Look) -> Iterable[Panel]:
    """On the page of a consent, what the article says: who is asked need not reach the article."""
    if record != "publicity.consent":
        return
    of = look.row("publicity.article", row.get("article"))
    if of is not None:
        lines = (("Title", str(of["title"])), ("Text of the article", words(str(of["body"]))))
        yield Panel(title="What is to be published", lines=lines)
