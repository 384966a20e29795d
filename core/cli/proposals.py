"""Changes as they are typed: ``min_per_year=2``, ``R07.3=off``, ``R06.3.lead_days=14``."""

from __future__ import annotations

from collections.abc import Iterable

import click

from core.chapters import Chapters, LifeCycleError
from core.chapters.parameters import wanted_of
from core.declare import Manifest, Rule
from core.duties.proposal import Proposal, numbers_of
from core.duties.settings import Value

YES_NO = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
ON_OFF = {"on": True, "off": False}
MOST_DIGITS = 9


def read_proposal(chapters: Chapters, chapter: str, texts: Iterable[str]) -> Proposal:
    """The change that *texts* describe. Raises ClickException with what is wrong and what is known."""
    manifest = chapters.catalogue.manifests.get(chapter)
    if manifest is None:
        known = ", ".join(chapters.catalogue.manifests)
        raise click.ClickException(f"{chapter} is not loaded. Loaded are: {known}.")
    rules = {r.name: r for r in chapters.catalogue.rules.get(chapter, ())}
    values: dict[str, Value] = {}
    switched: dict[str, bool] = {}
    numbers: dict[str, dict[str, int]] = {}
    for text in texts:
        name, given, value = text.partition("=")
        if not given:
            raise click.ClickException(f"{text!r} is no change. Write NAME=VALUE.")
        rule = next((r for r in rules.values() if name == r.name or f"{r.name}." in name), None)
        if rule is None:
            values[name] = read_value(manifest, name, value)
        elif name == rule.name:
            switched[name] = _on(name, value)
        else:
            key = name.removeprefix(f"{rule.name}.")
            numbers.setdefault(rule.name, {})[key] = _number(rule, key, value)
    try:
        wanted_of(manifest, values)
    except LifeCycleError as error:
        raise click.ClickException(str(error)) from None
    return Proposal(chapter=chapter, values=values, switched=switched, numbers=numbers)


def read_value(manifest: Manifest | None, name: str, text: str) -> Value:
    """What was typed as a value of the parameter's kind; what else is wrong is found when it is used."""
    declared = manifest.parameter(name) if manifest else None
    if declared is not None and isinstance(declared.default, bool):
        if text.lower() in YES_NO:
            return YES_NO[text.lower()]
        raise click.ClickException(f"{name} is {text!r}, but must be yes or no.")
    if declared is not None and type(declared.default) is int and _is_number(text):
        return int(text)
    return text


def _is_number(text: str) -> bool:
    return text.removeprefix("-").isdecimal() and len(text) < MOST_DIGITS


def _on(rule: str, text: str) -> bool:
    if text not in ON_OFF:
        raise click.ClickException(f"{rule} is {text!r}, but must be on or off.")
    return ON_OFF[text]


def _number(rule: Rule, key: str, text: str) -> int:
    known = numbers_of(rule)
    if key not in known:
        names = ", ".join(known) or "none"
        raise click.ClickException(
            f"Rule {rule.name} has no number {key!r} of its own. It has: {names}. What is a parameter "
            "is changed by its name."
        )
    if not _is_number(text):
        raise click.ClickException(f"{rule.name}.{key} is {text!r}, but must be a whole number.")
    return int(text)
