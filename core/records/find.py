"""Looking for a text: in a record's searched fields, in names of what it refers to, by sound too.

Only fields the asker may see are looked at, only rows the gate lets through are found. Where a search
index stands it goes ahead and narrows (``core.records.search``); the answer is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, union_all
from sqlalchemy.orm import Session

from core.access.policy import may_see, seen_fields
from core.db.base import RecordBase
from core.declare import Field, Kind
from core.records.door import Door
from core.records.filters import TEXTS, escaped
from core.records.labels import DEPTH, Asker, title_fields
from core.records.search import searched_texts

OFTEN = 5000
"""More rows than this: reading in the order of the list comes to a page's rows sooner than the index."""


def like(session: Session, column: Any, text: str) -> ColumnElement[bool]:
    """*column* contains *text*; the case of Latin letters does not count."""
    pattern = f"%{escaped(text)}%"
    # SQLite's LIKE ignores the case of Latin letters by itself, without a function on the column.
    plain = session.get_bind().dialect.name == "sqlite"
    found: ColumnElement[bool] = (
        column.like(pattern, escape="\\") if plain else column.ilike(pattern, escape="\\")
    )
    return found


def sound_of(text: str) -> str:
    """*text* as pinyin is kept, when it can be pinyin: «Lin Yi» → «linyi»; else ''."""
    plain = "".join(c for c in text.lower() if c not in " '’·-")
    return plain if plain.isascii() and plain.isalpha() else ""


@dataclass(frozen=True, slots=True)
class Found:
    """Ways to say which rows were found. ``rows`` for reading along the order of a list, ``numbers``
    for few rows among many: a select of their numbers."""

    rows: ColumnElement[bool]
    numbers: Any = None


class Finder:
    """Looks for one text on behalf of one asker."""

    def __init__(self, session: Session, asker: Asker, text: str) -> None:
        self._session, self._asker, self._text = session, asker, text
        self._sound = sound_of(text)
        door = session.info.get("door")
        self._search = door.search if isinstance(door, Door) else None
        self._named: dict[tuple[str, int], list[ColumnElement[bool]]] = {}

    def rows(self, model: type[RecordBase]) -> Found:
        """Rows of a list in which a searched field, or a name behind one, contains the text."""
        seen = [f for f in seen_fields(self._asker.actor, self._asker.catalogue, model.record)]
        texts = [f for f in seen if f.searched and f.kind in TEXTS]
        plain = self._texts(model, texts, narrowed=False)
        refs = list(self._behind(model, [f for f in seen if f.searched]))
        conditions = [c for c in (plain, *refs) if c is not None]
        whole = or_(*conditions) if conditions else model.id.is_(None)
        own = self._texts(model, texts)
        if own is None or not self._narrows(model):
            return Found(whole)
        parts = [select(model.id).where(condition) for condition in (own, *refs)]
        return Found(whole, union_all(*parts) if len(parts) > 1 else parts[0])

    def named(self, model: type[RecordBase], depth: int = DEPTH) -> Any:
        """A select of the rows whose name contains the text, or sounds like it."""
        conditions = self._name(model, depth)
        return select(model.id).where(or_(*conditions) if conditions else model.id.is_(None))

    def _name(self, model: type[RecordBase], depth: int) -> list[ColumnElement[bool]]:
        """Conditions of which one must hold; people stand behind many records, so they are kept."""
        key = (model.record.name, depth)
        if key not in self._named:
            self._named[key] = self._conditions(model, depth)
        return self._named[key]

    def _conditions(self, model: type[RecordBase], depth: int) -> list[ColumnElement[bool]]:
        record, asker = model.record, self._asker
        leaves = [f for n in title_fields(record) if (f := record.field(n)) is not None]
        leaves = [f for f in leaves if may_see(asker.actor, asker.catalogue, record.name, f)]
        only_texts = all(f.kind is not Kind.REF for f in leaves)
        texts = [f for f in leaves if f.kind in TEXTS and (f.searched or only_texts)]
        texts += self._spelling(model, texts)
        own = self._texts(model, texts)
        conditions = [own] if own is not None else []
        return conditions + (list(self._behind(model, leaves, depth - 1)) if depth > 0 else [])

    def _behind(
        self, model: type[RecordBase], fields: Iterable[Field], depth: int = DEPTH
    ) -> Iterable[ColumnElement[bool]]:
        """For each reference among *fields*: what it refers to has such a name."""
        for declared in fields:
            if declared.kind is Kind.REF and self._asker.reaches(declared.target):
                target = self._asker.catalogue.model(declared.target)
                conditions = self._name(target, depth)
                if conditions:
                    inner = select(target.id).where(or_(*conditions))
                    yield getattr(model, declared.name).in_(inner)

    def _spelling(self, model: type[RecordBase], texts: Sequence[Field]) -> list[Field]:
        """Fields that hold the sound of these, where the text can be one."""
        names, asker = {f.name for f in texts}, self._asker
        return [
            f
            for f in model.record.fields
            if self._sound
            and f.spells in names
            and may_see(asker.actor, asker.catalogue, model.record.name, f)
        ]

    def _texts(
        self, model: type[RecordBase], texts: Sequence[Field], *, narrowed: bool = True
    ) -> ColumnElement[bool] | None:
        """One of these texts contains what is looked for; narrowed by the index where it holds them."""
        held = {f.name for f in searched_texts(model.record)}
        parts: list[ColumnElement[bool]] = []
        by_text = [f for f in texts if not f.spells]
        by_sound = [f for f in texts if f.spells and self._sound]
        for group, text in ((by_text, self._text), (by_sound, self._sound)):
            if not group:
                continue
            plain = or_(*(like(self._session, getattr(model, f.name), text) for f in group))
            narrow = None
            if narrowed and self._search is not None and all(f.name in held for f in group):
                narrow = self._search.narrows(self._session, model, text)
            parts.append(plain if narrow is None else and_(narrow, plain))
        return or_(*parts) if parts else None

    def _narrows(self, model: type[RecordBase]) -> bool:
        if self._search is None:
            return False
        return self._search.narrows(self._session, model, self._text) is not None
