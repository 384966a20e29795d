"""Names on the pages of duties: without any field of class S, and of readable records only."""

from __future__ import annotations

from core.access.policy import may_see
from core.declare import DataClass, Field
from core.duties.labels import names
from core.records.labels import Parts, words
from core.web.language import say
from core.web.runtime import db, me, runtime


def shown_to_me(record: str, declared: Field) -> bool:
    """True for fields that may stand in a name on a page of duties: nothing of class S."""
    catalogue = runtime().catalogue
    return declared.personal is not DataClass.S and may_see(me(), catalogue, record, declared)


def name_in_words(number: int, parts: Parts) -> str:
    """A name as text; a row without one goes by its number."""
    return words(parts, say) or f"#{number}"


def names_of(wanted: dict[str, list[int]]) -> dict[tuple[str, int], str]:
    """Names of rows of the records that the reader may read, in one question."""
    readable = {r: n for r, n in wanted.items() if me().may(r, "read")}
    known, _keys = names(db(), runtime().catalogue, readable, shown=shown_to_me)
    return {key: name_in_words(key[1], parts) for key, parts in known.items()}
