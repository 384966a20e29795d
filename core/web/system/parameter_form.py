"""The parameters of a chapter as a form: what holds now, what is to come, and what was typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from core.access.accounts import account_names
from core.declare import Manifest, Parameter
from core.duties.settings import Setting, Value, in_force
from core.web.language import say
from core.web.runtime import db, runtime

Typed = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a form of parameters asks for: all *typed* texts, the values that differ from those in
    force, and what is wrong, by name."""

    typed: dict[str, str]
    changed: dict[str, Value]
    errors: dict[str, str]


def asked(manifest: Manifest, sent: MultiDict[str, str]) -> Asked:
    """Read the values sent; those not sent stay as they are."""
    today = runtime().today()
    found = Asked(typed={}, changed={}, errors={})
    for parameter in manifest.parameters:
        if parameter.name not in sent:
            continue
        text = found.typed[parameter.name] = sent[parameter.name].strip()
        value = value_of(parameter, text)
        if value is None or parameter.refusal(value):
            found.errors[parameter.name] = _refusal(parameter, value)
        elif value != runtime().chapters.parameter(manifest.name, parameter.name, today):
            found.changed[parameter.name] = value
    return found


def items(manifest: Manifest) -> list[dict[str, Any]]:
    """Each parameter with the value in force and those to come, with who set them."""
    today = runtime().today()
    found = {
        p.name: runtime().chapters.settings(manifest.name, p.name) for p in manifest.parameters
    }
    users = {s.by for settings in found.values() for s in settings if s.by is not None}
    names = account_names(db(), sorted(users)) if users else {}
    return [_item(p, found[p.name], names, today) for p in manifest.parameters]


def _item(
    parameter: Parameter, settings: tuple[Setting, ...], names: dict[int, str], today: dt.date
) -> dict[str, Any]:
    now = in_force(settings, today, today)
    return {
        "declared": parameter,
        "value": now.value,
        "set": _told(parameter, now, names) if now.since else None,
        "default": words(parameter, parameter.default),
        "differs": now.value != parameter.default,
        "coming": [
            _told(parameter, s, names) for s in settings if s.since is not None and s.since > today
        ],
    }


def _told(parameter: Parameter, setting: Setting, names: dict[int, str]) -> dict[str, Any]:
    return {
        "value": words(parameter, setting.value),
        "since": setting.since,
        "at": setting.at,
        "by": names.get(setting.by or 0, ""),
    }


def words(parameter: Parameter, value: Value) -> str:
    """A value with its unit, as a reader understands it."""
    if isinstance(value, bool):
        return say("Yes") if value else say("No")
    if parameter.choices:
        return say(dict(parameter.choices).get(str(value), str(value)))
    return f"{value} {say(parameter.unit)}" if parameter.unit else str(value)


def value_of(parameter: Parameter, text: str) -> Value | None:
    """What was typed as a value of the parameter's kind; None when it is none."""
    if isinstance(parameter.default, bool):
        return text == "1"
    if isinstance(parameter.default, int):
        return int(text) if text.lstrip("-").isdecimal() and len(text) < 9 else None
    return text


def _refusal(parameter: Parameter, value: object) -> str:
    if value is None:
        return str(_("Enter a whole number."))
    if parameter.choices:
        return str(_("Choose one of the values offered."))
    return str(_("From %(low)s to %(high)s.", low=parameter.minimum, high=parameter.maximum))


def day_of(text: str) -> dt.date | None:
    """A typed day; None when it is none."""
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        return None
