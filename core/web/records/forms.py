"""Forms made from declarations: they read what people type and keep it when it is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from typing_extensions import override
from werkzeug.datastructures import MultiDict
from wtforms import Field as WtField
from wtforms.form import BaseForm
from wtforms.meta import DefaultMeta
from wtforms.validators import StopValidation

from core.db.base import RecordBase
from core.declare import Choice, Complaint, Field, Kind
from core.declare.fields import length_of
from core.declare.opinions import OPINIONS
from core.declare.shown import Hidden
from core.records.typed import Unreadable, text_of, typed
from core.records.validate import is_needed, value_complaints
from core.web.language import labelled, listed, say

SEGMENTS = 5
"""Up to this many choices stand side by side; more become a list to unfold."""


class TypedField(WtField):  # type: ignore[misc]
    """One declared field. ``texts`` is what stands in the input, right or wrong."""

    def __init__(self, declared: Field, zone: ZoneInfo, needed: bool, **options: Any) -> None:
        super().__init__(declared.label, **options)
        self.declared, self.zone, self.needed = declared, zone, needed
        self.texts: list[str] = []
        self.option = ""
        """For a reference: the name of what is chosen now."""
        self.hidden = False
        """True when it does not apply to what the other fields say."""
        self.decides: Field | None = None
        """The field that decides whether it applies, where the form has it."""
        self.url = ""
        """Address of the record's pages, where the picker asks."""

    @override
    def process_data(self, value: Any) -> None:
        self.data = value
        is_list = isinstance(value, (tuple, list))
        self.texts = list(value) if is_list else [text_of(value, self.zone)]

    @override
    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.texts = [str(v) for v in valuelist]
        if self.widget_name == "switch" and not valuelist:
            self.texts = ["0"]  # a switch that is off is not sent
        try:
            self.data = typed(self.declared, self.texts, self.zone)
        except Unreadable as error:
            self.data = None
            raise ValueError(say(error.text, error.values)) from error

    @override
    def pre_validate(self, form: BaseForm) -> None:
        if self.hidden or self.process_errors:
            raise StopValidation()
        if self.data is None or self.data == ():
            if self.needed:
                raise StopValidation(say("Fill in this field."))
            return
        for complaint in value_complaints(self.declared, self.data):
            raise StopValidation(told(complaint))

    @property
    def text(self) -> str:
        """What stands in a single input."""
        return self.texts[-1] if self.texts else ""

    @property
    def widget_name(self) -> str:
        """Which part of the form template draws it."""
        declared = self.declared
        if declared.kind is Kind.YES_NO:
            settled = declared.required or declared.default is not None
            return "switch" if settled else "segments"
        if declared.kind is Kind.CHOICE:
            return "segments" if len(declared.choices) <= SEGMENTS else "choice"
        return {
            Kind.LONG_TEXT: "long",
            Kind.CHOICES: "checks",
            Kind.REF: "picker",
            Kind.DATE: "date",
            Kind.MOMENT: "moment",
            Kind.INTEGER: "number",
            Kind.DECIMAL: "number",
        }.get(declared.kind, "text")

    @property
    def options(self) -> tuple[Choice, ...]:
        """Choices offered; yes and no for a question that may stay open."""
        if self.declared.kind is Kind.YES_NO:
            return (Choice("1", "Yes"), Choice("0", "No"))
        return self.declared.choices

    @property
    def longest(self) -> int:
        """Longest text in characters."""
        return length_of(self.declared)

    @property
    def watched(self) -> str:
        """Words the browser warns of in a text that is about matters only."""
        return "|".join(OPINIONS)

    @property
    def decider(self) -> str:
        """Name of the input that decides whether it applies; '' when it always does."""
        if self.decides is None:
            return ""
        return str(self.name)[: -len(self.declared.name)] + self.decides.name

    @property
    def deciding(self) -> str:
        """The values of that input with which it applies, as inputs carry them."""
        when = self.declared.shown_if
        return "|".join(text_of(value) for value in when.values) if when else ""

    @property
    def when(self) -> str:
        """When it applies, in words, for who sees all fields at once."""
        when = self.declared.shown_if
        if when is None or self.decides is None:
            return ""
        words = [_word(self.decides, value) for value in when.values]
        about = {"field": say(self.decides.label), "values": listed(words)}
        return say("Only where «%(field)s» is: %(values)s", about)

    @property
    def blank(self) -> bool:
        """True when it says nothing but what stands in an empty form."""
        start = text_of(self.declared.default, self.zone)
        off = ["0"] if self.widget_name == "switch" else []
        return not any(self.texts) or self.texts in ([start], off)

    def differs(self, kept: Any) -> bool:
        """True when it was changed against a stored value. An input that stands as it was shown is no
        change: a moment shows minutes only and must not lose its seconds."""
        if self.hidden:
            return kept not in (None, ())
        return bool(kept != self.data) and self.texts != [text_of(kept, self.zone)]


class RecordForm(BaseForm):  # type: ignore[misc]
    """The form of one row; ``general`` holds what is wrong with no single field.

    *stored* are the row's values, for what decides about fields and is no part of the form.
    """

    def __init__(
        self,
        fields: Iterable[Field],
        zone: ZoneInfo,
        state: object = None,
        *,
        prefix: str = "",
        stored: Mapping[str, Any] | None = None,
    ) -> None:
        self.declared = tuple(fields)
        made: dict[str, Any] = {f.name: _unbound(f, zone, state) for f in self.declared}
        super().__init__(made, prefix=prefix, meta=DefaultMeta())
        self.general: list[str] = []
        self._stored = dict(stored or {})
        by_name = {f.name: f for f in self.declared}
        for _name, bound in self.bound:
            when = bound.declared.shown_if
            bound.decides = by_name.get(when.field) if when else None

    def pickers_at(self, url: str) -> RecordForm:
        """Say where the record's pages are; the form itself."""
        for _name, bound in self.bound:
            bound.url = url
        return self

    @property
    def bound(self) -> Iterator[tuple[str, TypedField]]:
        """Names of fields with what stands in them."""
        yield from self._fields.items()

    def take(self, data: Mapping[str, Any], typed_in: MultiDict[str, str] | None = None) -> None:
        """Fill from a row's values, or from what was typed."""
        self.process(typed_in, data=dict(data))
        self._settle()

    def start(self) -> None:
        """Put declared defaults into fields that do not apply yet: when they do, they stand there."""
        for _name, bound in self.bound:
            if bound.hidden and bound.data is None and bound.declared.default is not None:
                bound.process_data(bound.declared.default)

    def _settle(self) -> None:
        values = self._stored | {name: bound.data for name, bound in self.bound}
        hidden = Hidden.of(self.declared, values)
        for name, bound in self.bound:
            bound.hidden = name in hidden

    @override
    def validate(self, extra_validators: Any = None) -> bool:
        for _name, bound in self.bound:
            if bound.hidden:
                bound.process_errors = ()
        return bool(super().validate(extra_validators))

    def prefill(self, args: MultiDict[str, str]) -> None:
        """Take values for an empty form from an address; what cannot be read is left out."""
        for name, bound in self.bound:
            if name in args:
                try:
                    bound.process_data(typed(bound.declared, args.getlist(name), bound.zone))
                except Unreadable:
                    continue
        self._settle()

    def put(self, row: RecordBase) -> None:
        """Take over into *row* what was changed; what does not apply becomes empty."""
        for name, bound in self.bound:
            if bound.differs(getattr(row, name)):
                nothing = () if bound.declared.kind is Kind.CHOICES else None
                setattr(row, name, nothing if bound.hidden else bound.data)

    def changes(self, row: RecordBase) -> bool:
        """True when the form says something else than *row*."""
        return any(bound.differs(getattr(row, name)) for name, bound in self.bound)

    @property
    def blank(self) -> bool:
        """True when nothing was typed into it."""
        return all(bound.blank for _name, bound in self.bound)

    def complain(self, complaints: Iterable[Complaint], label: Callable[[str], str]) -> None:
        """Put refusals beside their fields; the others on top, with their label."""
        for complaint in complaints:
            text = told(complaint)
            bound = self._fields.get(complaint.field)
            if bound is not None and not bound.hidden:
                bound.errors = [*bound.errors, text]
            else:
                name = label(complaint.field) if complaint.field else ""
                self.general.append(labelled(name, text) if name else text)

    def summary(self) -> list[tuple[str, str, str]]:
        """(id of the input, label, text) of every mistake, in the order of the form."""
        return [
            (f"f-{bound.name}", say(bound.declared.label), str(text))
            for _name, bound in self.bound
            for text in bound.errors
        ]


def _unbound(declared: Field, zone: ZoneInfo, state: object) -> Any:
    return TypedField(declared, zone, is_needed(declared, state))


def _word(decides: Field, value: str | bool) -> str:
    if isinstance(value, bool):
        return say("Yes") if value else say("No")
    choice = decides.choice(value)
    return say(choice.label) if choice else value


def told(complaint: Complaint) -> str:
    """A complaint in the reader's language; values that are labels are translated too."""
    values = {k: say(v) if isinstance(v, str) else v for k, v in complaint.values.items()}
    return say(complaint.text, values)
