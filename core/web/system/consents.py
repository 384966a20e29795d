"""The consent register: who agreed to what, in all chapters, as far as the reader may read it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, request
from werkzeug.wrappers import Response

from core.declare import Kind
from core.records import read
from core.records.consents import Found, Source, Standing, Wanted, consents, how_many, sources
from core.records.labels import Asker, words
from core.texts import N_
from core.web.guard import requires
from core.web.language import listed, say
from core.web.records.place import Place, find_place
from core.web.records.reads import note_read
from core.web.render import page
from core.web.runtime import db, me, runtime

blueprint = Blueprint("consents", __name__)
PLACE, ROOT = "core.consents", "/consents/"
PAGE, LONGEST = 50, 60
STANDINGS = {
    Standing.HOLDS: (N_("Holds"), "ok"),
    Standing.SOON: (N_("Ends within 30 days"), "warn"),
    Standing.ENDED: (N_("Ended"), ""),
    Standing.WITHDRAWN: (N_("Withdrawn"), "bad"),
}
"""What is said of a consent, and the tone of it."""


@dataclass(frozen=True)
class Line:
    """One consent as it is shown."""

    who: str
    why: str
    kind: str
    url: str
    given: dt.date | None
    until: dt.date | None
    withdrawn: dt.date | None
    state: str
    tone: str
    way: str = ""
    """Where the reader takes it back; '' where the office is asked."""


@blueprint.get(ROOT)
@requires(PLACE, "read")
def index() -> Response:
    """A page of the register, narrowed by chapter, state and name."""
    asked, number = _asked(), _number()
    asker = _asker()
    total = how_many(db(), asker, asked)
    number = min(number, max(1, -(-total // PAGE)))
    found = consents(db(), asker, asked, start=(number - 1) * PAGE, most=PAGE)
    kept = {k: v for k in ("chapter", "state", "q") if (v := request.args.get(k, ""))}
    return page(
        "pages/consents.html",
        lines=lines_of(found),
        total=total,
        number=number,
        more=total > number * PAGE,
        asked=asked,
        chapters=_chapters(asker),
        states=[(s.value, say(label)) for s, (label, _tone) in STANDINGS.items()],
        link=lambda n: f"{ROOT}?{urlencode(kept | {'page': n})}",
        narrowed=bool(kept),
    )


def _asker() -> Asker:
    rt = runtime()
    return Asker(rt.catalogue, me(), rt.chapters.enabled)


def _asked() -> Wanted:
    given = request.args
    state = given.get("state", "")
    return Wanted(
        today=runtime().today(),
        chapter=given.get("chapter", ""),
        standing=Standing(state) if state in set(Standing) else None,
        text=given.get("q", "").strip()[:LONGEST],
    )


def _number() -> int:
    text = request.args.get("page", "")
    return max(1, int(text)) if text.isdecimal() and len(text) < 7 else 1


def _chapters(asker: Asker) -> list[tuple[str, str]]:
    """Chapters in which the reader may read consents."""
    names = dict.fromkeys(s.model.record.chapter for s in sources(asker))
    return [(n, say(asker.catalogue.manifests[n].title)) for n in names]


def mine(person: int) -> list[Line]:
    """The reader's own consents, with the way to take each back. The last 200 of them."""
    asked = Wanted(today=runtime().today(), person=person)
    return lines_of(consents(db(), _asker(), asked, most=200), own=True)


def lines_of(found: Sequence[Found], *, own: bool = False) -> list[Line]:
    """Consents as they are shown, in their order; what is sensitive of them is logged as read."""
    lines: dict[tuple[str, int, str], Line] = {}
    people = _people(found)
    for source, some in _by_source(found):
        place = find_place(*source.record.split("."))
        rows = {r.id: r for r in _read(place, source, some)}
        for one in some:
            who = people.get(one.person or 0, "") or _named(source, rows.get(one.row))
            way = _way(place, one) if own else ""
            lines[source.record, one.row, source.consent.why] = _line(place, one, who, way)
    return [lines[f.source.record, f.row, f.source.consent.why] for f in found]


def _by_source(found: Sequence[Found]) -> Iterator[tuple[Source, list[Found]]]:
    some: dict[Source, list[Found]] = {}
    for one in found:
        some.setdefault(one.source, []).append(one)
    yield from some.items()


def _people(found: Sequence[Found]) -> Mapping[int, str]:
    """Names of those who agreed, as far as the reader may see them."""
    wanted = sorted({f.person for f in found if f.person is not None})
    return {n: words(p, say) for n, p in _labels("directory.person", wanted).items()}


def _labels(record: str, wanted: Sequence[int]) -> Mapping[int, Any]:
    return read.labels(db(), _asker(), record, wanted)


def _read(place: Place, source: Source, some: Sequence[Found]) -> Sequence[Any]:
    keys = [f.row for f in some]
    note_read(place, keys, source.fields, "list")
    return read.rows_of(db(), place.asker, source.record, keys, source.named)


def _named(source: Source, row: Any) -> str:
    """Whose it is where that is nobody of the directory."""
    if row is None:
        return ""
    texts = (
        words(row.names.get(f.name, ()), say) if f.kind is Kind.REF else row.values[f.name]
        for f in source.named
    )
    return listed(t for t in texts if t)


def _line(place: Place, one: Found, who: str, way: str) -> Line:
    label, tone = STANDINGS[one.standing]
    return Line(
        who=who,
        why=say(one.source.consent.why),
        kind=say(place.record.label),
        url=f"{place.url}{one.row}",
        given=one.given,
        until=one.until,
        withdrawn=one.withdrawn,
        state=say(label),
        tone=tone,
        way=way,
    )


def _way(place: Place, one: Found) -> str:
    """The page on which the reader can take a consent back; '' where there is none for them."""
    ref, _dot, move = one.source.consent.withdraw.rpartition(".")
    if not move or one.standing not in (Standing.HOLDS, Standing.SOON):
        return ""
    row = read.row(db(), place.asker, place.record.name, one.row)
    key = getattr(row, ref) if ref and row is not None else one.row
    target = place
    if ref:
        declared = place.record.field(ref)
        assert declared is not None
        target = find_place(*declared.target.split("."))
        row = read.row(db(), target.asker, target.record.name, key) if key else None
    if row is None or move not in target.allowed(row, (move,)):
        return ""
    workflow = target.workflow
    step = next((m for m in workflow.moves if m.name == move), None) if workflow else None
    if step is not None and getattr(row, workflow.field if workflow else "") not in step.sources:
        return ""
    return f"{target.url}{row.id}" + ("/edit" if move == "edit" else "")
