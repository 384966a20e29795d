"""Forms made from declarations: they read what people type and keep it when it is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from typing_extensions import override
from werkzeug.datastructures import MultiDict
from wtforms import Field as WtField
from wtforms.form import BaseForm
from wtforms.meta import DefaultMeta
from wtforms.validators import StopValidation

from core.declare import Choice, Complaint, Field, Kind
from core.declare.fields import length_of
from core.records.typed import Unreadable, text_of, typed
from core.records.validate import value_complaints
from core.web.language import labelled, say

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
        if self.process_errors:
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


class RecordForm(BaseForm):  # type: ignore[misc]
    """The form of one record; ``general`` holds what is wrong with no single field."""

    def __init__(self, fields: Iterable[Field], zone: ZoneInfo, state: object = None) -> None:
        made = {f.name: _unbound(f, zone, state) for f in fields}
        super().__init__(made, meta=DefaultMeta())
        self.general: list[str] = []

    def take(self, data: Mapping[str, Any], typed_in: MultiDict[str, str] | None = None) -> None:
        """Fill from a row's values, or from what was typed."""
        self.process(typed_in, data=dict(data))

    def prefill(self, args: MultiDict[str, str]) -> None:
        """Take values for an empty form from an address; what cannot be read is left out."""
        for name, bound in self._fields.items():
            if name in args:
                try:
                    bound.process_data(typed(bound.declared, args.getlist(name), bound.zone))
                except Unreadable:
                    continue

    def complain(self, complaints: Iterable[Complaint], label: Callable[[str], str]) -> None:
        """Put refusals beside their fields; the others on top, with their label."""
        for complaint in complaints:
            text = told(complaint)
            bound = self._fields.get(complaint.field)
            if bound is not None:
                bound.errors = [*bound.errors, text]
            else:
                name = label(complaint.field) if complaint.field else ""
                self.general.append(labelled(name, text) if name else text)

    def summary(self) -> list[tuple[str, str, str]]:
        """(id of the input, label, text) of every mistake, in the order of the form."""
        return [
            (f"f-{bound.name}", say(bound.declared.label), str(text))
            for bound in self
            for text in bound.errors
        ]


def _unbound(declared: Field, zone: ZoneInfo, state: object) -> Any:
    needed = declared.required or (state is not None and state in declared.required_in)
    return TypedField(declared, zone, needed)


def told(complaint: Complaint) -> str:
    """A complaint in the reader's language; values that are labels are translated too."""
    values = {k: say(v) if isinstance(v, str) else v for k, v in complaint.values.items()}
    return say(complaint.text, values)
