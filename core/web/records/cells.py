"""A value as a page shows it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from core.declare import Field, Kind, State
from core.records.labels import Parts, words
from core.web.language import list_mark, say
from core.web.look import tag
from core.web.records.place import Place

NONE = Markup('<span class="k-none">—</span>')
TONES = ("ok", "warn", "bad", "info")


class Cells:
    """Formats values of one record for one page; what was said once is remembered."""

    def __init__(self, place: Place, zone: ZoneInfo) -> None:
        self._place, self._zone = place, zone
        self._said: dict[str, str] = {}
        self._mark = list_mark()
        self._tags: dict[tuple[str, object], Markup] = {}
        self._state = place.workflow.field if place.workflow else ""

    def say(self, text: str) -> str:
        """*text* in the reader's language."""
        if text not in self._said:
            self._said[text] = say(text)
        return self._said[text]

    def name(self, parts: Parts) -> str:
        """A row's name as text, '' when the reader may not see it."""
        return words(parts, self.say)

    def text(self, declared: Field, value: Any, parts: Parts = ()) -> str:
        """The value as plain text; '' for nothing."""
        if declared.kind is Kind.REF:
            return self.name(parts) or (f"#{value}" if value is not None else "")
        if value is None or value == () or value == "":
            return ""
        if isinstance(value, bool):
            return self.say("Yes") if value else self.say("No")
        if isinstance(value, dt.datetime):
            return value.astimezone(self._zone).strftime("%Y-%m-%d %H:%M")
        if isinstance(value, (tuple, list)):
            return self._mark.join(self._choice(declared, v) for v in value)
        if isinstance(value, Decimal):
            return format(value, "f")
        return self._choice(declared, value)

    def _choice(self, declared: Field, value: object) -> str:
        state = self._state_of(declared, value)
        if state is not None:
            return self.say(state.label)
        choice = declared.choice(value) if declared.choices else None
        return self.say(choice.label) if choice is not None else str(value)

    def _state_of(self, declared: Field, value: object) -> State | None:
        workflow = self._place.workflow
        return workflow.state(value) if workflow and declared.name == self._state else None

    def html(self, declared: Field, value: Any, parts: Parts = ()) -> Markup:
        """The value for a table or a page; states and choices with a tone as tags."""
        if declared.kind is Kind.CHOICE and value is not None:
            return self._tag(declared, value)
        text = self.text(declared, value, parts)
        return escape(text) if text else NONE

    def _tag(self, declared: Field, value: object) -> Markup:
        key = (declared.name, value)
        if key not in self._tags:
            state = self._state_of(declared, value)
            choice = declared.choice(value)
            tone = (state.tone if state else "") or (choice.tone if choice else "")
            text = self._choice(declared, value)
            shown = tone in TONES or state is not None
            self._tags[key] = tag(text, tone if tone in TONES else "") if shown else escape(text)
        return self._tags[key]

    def is_state(self, declared: Field) -> bool:
        """True for the field that holds the state of a workflow."""
        return declared.name == self._state

    def linked(self, declared: Field, value: Any, parts: Parts) -> Markup:
        """A reference as a link to the row it names; other values as ``html`` shows them."""
        if declared.kind is not Kind.REF or not parts or value is None:
            return self.html(declared, value, parts)
        chapter, _, short = declared.target.partition(".")
        return Markup('<a href="/{}/{}/{}">{}</a>').format(chapter, short, value, self.name(parts))
