"""What happened to a row, newest first: moves, changes with both values, files; as far as the reader sees.

All of it comes from the audit trail, where a change and its move are one entry. A field the reader may
not see is not told, not even as changed; sealed values are opened with the row's key.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from core.access.accounts import account_people
from core.audit import seal
from core.audit.models import Entry
from core.db.base import RecordBase
from core.declare import Kind, Move, State
from core.records import read
from core.records.files import files_of
from core.records.labels import words
from core.records.typed import Unreadable, typed
from core.texts import N_
from core.web import trail_words
from core.web.language import listed, say
from core.web.records.cells import Cells
from core.web.records.place import Place
from core.web.runtime import db, runtime

MOST = 200
ICONS = {
    "create": "plus",
    "edit": "edit",
    "delete": "trash",
    "restore": "restore",
    "refused": "alert-circle",
    "file_added": "paperclip",
    "file_removed": "paperclip",
}
TONES = {"create": "ok", "delete": "bad", "refused": "warn"}
ONE_OF_SEVERAL = N_("One of several confirmations")


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One entry in words. ``was`` and ``became`` are states of a move; ``changes`` (label, old, new)."""

    at: str
    who: str
    action: str
    kind: str
    icon: str
    tone: str
    was: State | None
    became: State | None
    note: str
    reason: str
    changes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Entries, newest first; ``more`` when there are older ones."""

    entries: tuple[Happened, ...]
    more: bool

    @property
    def moves(self) -> tuple[Happened, ...]:
        """The steps of the workflow, oldest first: what a printed sheet shows."""
        return tuple(e for e in reversed(self.entries) if e.kind == "move")


def timeline(place: Place, row: RecordBase, most: int = MOST) -> Timeline:
    """The newest *most* entries of a row that the reader may see."""
    name = place.record.name
    ask = select(Entry.at, Entry.user_id, Entry.body).where(
        Entry.record == name, Entry.row_id == row.id, Entry.action != "read"
    )
    found = db().execute(ask.order_by(Entry.seq.desc()).limit(most + 1)).all()
    bodies = [(at, user, json.loads(body)) for at, user, body in found[:most]]
    told = _Teller(place, row, bodies)
    return Timeline(tuple(told.entry(*b) for b in bodies), len(found) > most)


class _Teller:
    """Entries of the trail in words; everything they name is looked up once."""

    def __init__(self, place: Place, row: RecordBase, bodies: list[Any]) -> None:
        self._place, self._cells = place, Cells(place, runtime().zone)
        self._key = seal.find_key(db(), place.record.name, row.id)
        self._fields = {f.name: f for f in place.fields}
        self._names = self._load_names(bodies)
        users = account_people(db(), sorted({u for _at, u, _body in bodies if u is not None}))
        concerned = {getattr(row, name) for name in row.record.veils}
        self._veiled = {u for u, person in users.items() if person in concerned}
        self._people = self._names_of(users)
        # A file taken off is gone, its name too.
        self._files = {f.id: f.name for f in files_of(db(), row)}

    def _load_names(self, bodies: list[Any]) -> dict[str, dict[int, str]]:
        wanted: dict[str, set[int]] = {}
        for _at, _user, body in bodies:
            for side in ("before", "after"):
                for name, kept in body.get(side, {}).items():
                    declared = self._fields.get(name)
                    value = seal.unseal(self._key, kept) if declared else None
                    if declared and declared.kind is Kind.REF and isinstance(value, int):
                        wanted.setdefault(declared.target, set()).add(value)
        return {target: self._labels(target, keys) for target, keys in wanted.items()}

    def _names_of(self, users: dict[int, int]) -> dict[int, str]:
        """Account → name of its person, where the reader may see that person."""
        names = self._labels("directory.person", set(users.values()))
        return {u: names[p] for u, p in users.items() if names.get(p)}

    def _labels(self, target: str, keys: set[int]) -> dict[int, str]:
        found = read.labels(db(), self._place.asker, target, sorted(keys))
        return {k: words(parts, self._cells.say) for k, parts in found.items()}

    def entry(self, at: Any, user: int | None, body: dict[str, Any]) -> Happened:
        """One entry: when, who, what, and each changed field with both values."""
        before, after = body.get("before", {}), body.get("after", {})
        name, code = body.get("name", ""), body["action"]
        move, (was, became) = self._move(code), self._states(before, after)
        reason = body.get("about", {}).get("reason", "")
        state = self._place.workflow.field if self._place.workflow else ""
        names = [n for n in self._fields if n in before or n in after]
        names = [n for n in names if not (move and became and n == state)]
        return Happened(
            at=at.astimezone(runtime().zone).strftime("%Y-%m-%d %H:%M"),
            who=self._who(user, name),
            action=trail_words.action(self._place.record.name, code),
            kind="move" if move else code,
            icon=ICONS.get(code, "arrow-right"),
            tone=(move.tone if move else "") or TONES.get(code, ""),
            was=was if move else None,
            became=became if move else None,
            note=self._note(code, move, became, body),
            reason=say(reason) if reason and name.startswith("system:") else reason,
            changes=tuple(
                (say(self._fields[n].label), self._value(n, before), self._value(n, after))
                for n in names
            ),
        )

    def _who(self, user: int | None, name: str) -> str:
        """Who did it; of people who may stay unnamed only that it was they."""
        if user in self._veiled:
            return say("Person concerned")
        account = trail_words.who(name)
        person = self._people.get(user) if user is not None else None
        if not person:
            return account
        return say("%(person)s (%(account)s)", {"person": person, "account": account})

    def _move(self, code: str) -> Move | None:
        workflow = self._place.workflow
        return workflow.move(code) if workflow else None

    def _states(
        self, before: dict[str, Any], after: dict[str, Any]
    ) -> tuple[State | None, State | None]:
        workflow = self._place.workflow
        if workflow is None or workflow.field not in self._fields:
            return None, None
        return workflow.state(before.get(workflow.field)), workflow.state(after.get(workflow.field))

    def _note(
        self, code: str, move: Move | None, became: State | None, body: dict[str, Any]
    ) -> str:
        if move is not None and move.gather is not None and became is None:
            return say(ONE_OF_SEVERAL)
        if code in ("file_added", "file_removed"):
            return str(self._files.get(body.get("about", {}).get("file", 0), ""))
        if code == "refused":
            articles = body.get("about", {}).get("articles", [])
            return listed(_("Article %(number)s", number=a) for a in articles)
        return ""

    def _value(self, name: str, side: dict[str, Any]) -> str:
        declared = self._fields[name]
        value = seal.unseal(self._key, side.get(name))
        if value is None:
            return ""
        if value == seal.ERASED:
            return say("erased")
        if declared.kind is Kind.REF:
            return self._names.get(declared.target, {}).get(value) or f"#{value}"
        texts = [str(v) for v in value] if isinstance(value, list) else [str(value)]
        if isinstance(value, bool):
            texts = ["1" if value else "0"]
        try:
            return self._cells.text(declared, typed(declared, texts, runtime().zone))
        except Unreadable:
            return str(value)
