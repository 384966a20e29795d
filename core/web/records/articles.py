"""The articles of the regulation that a form or a page serves, with their text."""

from __future__ import annotations

from dataclasses import dataclass

from core.declare import Article
from core.web.records.place import Place


@dataclass(frozen=True, slots=True)
class Cited:
    """An article, and the fields that serve it (msgids of their labels)."""

    article: Article
    fields: tuple[str, ...]


def number_of(cited: str) -> int | None:
    """The article a citation like ``7`` or ``18.1`` names, None when it names none."""
    first = cited.partition(".")[0]
    return int(first) if first.isdecimal() else None


def articles_for(place: Place) -> list[Cited]:
    """Articles the record and its fields cite, as far as the chapter declares them, in order."""
    manifest = place.asker.catalogue.manifests.get(place.record.chapter)
    if manifest is None:
        return []
    serving: dict[int, list[str]] = {}
    if (own := number_of(place.record.article)) is not None:
        serving[own] = []
    for declared in place.form_fields():
        number = number_of(declared.article)
        if number is not None:
            serving.setdefault(number, []).append(declared.label)
    known = {a.number: a for a in manifest.articles}
    found = [Cited(known[n], tuple(serving[n])) for n in sorted(serving) if n in known]
    # Where one article serves the whole form, its fields need not be listed.
    return [Cited(found[0].article, ())] if len(found) == 1 else found
