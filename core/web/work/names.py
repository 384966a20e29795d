"""What rows are called on pages of work, as far as the reader may see.

What is handled as sensitive stands in a name only for readers who see nothing but their own rows:
a leader knows a pair by the person, not by its number. Such reads are logged as those of a list.
An explanation names nobody at all: there it stands for no reader.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from core.access.gate import row_condition
from core.access.policy import may_see
from core.declare import DataClass, Field, Scope
from core.duties.labels import Shown, names
from core.records.labels import Parts, words
from core.web.language import say
from core.web.records.place import find_place
from core.web.records.reads import note_read
from core.web.runtime import db, me, runtime

PERSON, UNIT = "directory.person", "directory.unit"
Key = tuple[str, int]


def never_sensitive(record: str, declared: Field) -> bool:
    """True for fields that the reader may see and that may stand in a name for everybody."""
    return declared.personal is not DataClass.S and may_see(
        me(), runtime().catalogue, record, declared
    )


def shown_to_me(record: str, declared: Field) -> bool:
    """True for fields that may stand in a name on the reader's pages."""
    if declared.personal is DataClass.S and not _own_rows_only(record):
        return False
    return may_see(me(), runtime().catalogue, record, declared)


def _own_rows_only(record: str) -> bool:
    return me().scopes(record, "read") <= {Scope.OWN, Scope.PARTY}


def names_for_me(
    wanted: Mapping[str, Collection[int]],
    keys: Mapping[str, str] | None = None,
    shown: Shown = shown_to_me,
) -> tuple[dict[Key, str], dict[Key, int]]:
    """Names of rows by (record, number) in one statement; rows the reader may not see have none.

    *keys* names for a record a further field whose values are the second answer; *shown* says which
    fields may stand in a name.
    """
    readable = {r: n for r, n in wanted.items() if me().may(r, "read") and _is_on(r)}
    rt = runtime()
    where = {
        r: row_condition(db(), rt.catalogue, rt.chapters.visible, rt.catalogue.model(r))
        for r in readable
    }
    known, further = names(db(), rt.catalogue, readable, shown=shown, keys=keys, where=where)
    for record in {r for r, _ in known if shown is shown_to_me and _own_rows_only(r)}:
        place = find_place(*record.split("."))
        title = [f for f in place.fields if f.name in place.record.title]
        note_read(place, sorted(n for r, n in known if r == record), title, "list")
    return {key: in_words(key[1], parts) for key, parts in known.items()}, further


def plain_names(wanted: Mapping[str, Collection[int]]) -> dict[Key, str]:
    """As ``names_for_me``, without anything that is handled as sensitive, whoever reads."""
    return names_for_me(wanted, shown=never_sensitive)[0]


def _is_on(record: str) -> bool:
    rt = runtime()
    return record in rt.catalogue.models and rt.chapters.enabled(record.partition(".")[0])


def in_words(number: int, parts: Parts) -> str:
    """A name as text; a row without one goes by its number."""
    return words(parts, say) or f"#{number}"
