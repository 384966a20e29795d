"""Values between JSON and records: dates as ISO 8601, decimals as text, references as numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from flask import request
from flask_babel import gettext as _

from core.db.base import RecordBase
from core.declare import Complaint, Field, Kind
from core.records.story import plain
from core.records.typed import Unreadable, typed
from core.records.validate import value_complaints
from core.web.api.answers import ApiError
from core.web.language import say
from core.web.records.place import Place
from core.web.runtime import runtime

NOT_FIELDS = ("version",)
_JSON: dict[Kind, tuple[type, ...]] = {
    Kind.TEXT: (str,),
    Kind.LONG_TEXT: (str,),
    Kind.CHOICE: (str,),
    Kind.INTEGER: (int,),
    Kind.REF: (int,),
    Kind.DECIMAL: (str, int, float),
    Kind.DATE: (str,),
    Kind.MOMENT: (str,),
}


def shown(row: RecordBase, fields: Iterable[Field]) -> dict[str, Any]:
    """A row as JSON: its number, its version and the fields the asker may see."""
    values = {f.name: plain(getattr(row, f.name)) for f in fields}
    return {"id": row.id, "version": row.version, **values}


def body() -> dict[str, Any]:
    """The JSON object that was sent. Raises ApiError 400 or 415."""
    if not request.is_json:
        raise ApiError(415, "Send JSON, with Content-Type: application/json.")
    try:
        sent = request.get_json(silent=True)
    except RecursionError:
        sent = None
    if not isinstance(sent, dict):
        raise ApiError(400, "Send one JSON object.")
    return sent


def take(place: Place, sent: dict[str, Any], *, creating: bool = False) -> dict[str, Any]:
    """Values for the fields of a form. Raises ApiError 422 with every error of names, types, lengths
    and, when *creating*, of what is missing."""
    writable = {f.name: f for f in place.form_fields()}
    values: dict[str, Any] = {}
    errors: dict[str, list[str]] = {}
    for name, value in sent.items():
        if name in NOT_FIELDS:
            continue
        declared = writable.get(name)
        if declared is None:
            known = {f.name for f in place.fields} | {"id"}
            unknown = _("There is no such field.")
            errors[name[:60]] = [_("This field cannot be set.") if name in known else unknown]
            continue
        try:
            values[name] = _value(declared, value)
        except Unreadable as error:
            errors[name] = [say(error.text, error.values)]
    for complaint in _complaints(writable.values(), values, errors, creating):
        errors.setdefault(complaint.field, []).append(say(complaint.text, complaint.values))
    if errors:
        raise ApiError(422, "Some values cannot be used. Correct them and send them again.", errors)
    return values


def _complaints(
    fields: Iterable[Field], values: dict[str, Any], errors: dict[str, list[str]], creating: bool
) -> Iterator[Complaint]:
    for declared in fields:
        value = values.get(declared.name)
        if declared.name in errors:
            continue
        if value not in (None, ()):
            yield from value_complaints(declared, value)
        elif declared.required and declared.default is None and declared.shown_if is None:
            if creating or declared.name in values:
                yield Complaint("Fill in this field.", declared.name)


def _value(declared: Field, value: Any) -> Any:
    if value is None:
        return None
    if declared.kind is Kind.YES_NO:
        if isinstance(value, bool):
            return value
        raise Unreadable("Send true or false.")
    if declared.kind is Kind.CHOICES:
        if isinstance(value, list) and all(isinstance(v, str) for v in value):
            return tuple(dict.fromkeys(value))
        raise Unreadable("Send a list of texts.")
    if isinstance(value, bool) or not isinstance(value, _JSON[declared.kind]):
        raise Unreadable("This is not a value of the right kind.")
    return typed(declared, [str(value)], runtime().zone)


def version_sent(sent: dict[str, Any]) -> str:
    """The version the sender has seen: from the body or from If-Match; '' when it gave none."""
    header = request.headers.get("If-Match", "").strip().strip('"')
    value = sent.get("version")
    return header or (str(value) if isinstance(value, int) else "")
