"""Kinds of rules that chapters add: what is wrong with them, and all of them for an evaluation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from core.declare import Problem, Rule, RuleKind
from core.declare.rules import KINDS
from core.duties import Compiler

NAME = re.compile(r"[a-z][a-z0-9_]{0,29}")


def sound_kinds(
    chapter: str, kinds: Iterable[RuleKind]
) -> tuple[Mapping[str, type[Rule]], list[Problem]]:
    """Name → rule of the kinds that can be used, and what is wrong with the others."""
    kinds = tuple(kinds)
    times = Counter(k.name for k in kinds)
    sound: dict[str, type[Rule]] = {}
    problems: list[Problem] = []
    for kind in kinds:
        where = f"chapter {chapter!r}, kind {kind.name!r}"
        found = [Problem(where, what, mend) for what, mend in _faults(kind, times[kind.name])]
        problems += found
        if not found:
            sound[kind.name] = kind.rule
    return sound, problems


def _faults(kind: RuleKind, times: int) -> Iterable[tuple[str, str]]:
    """(what, mend) of everything that is wrong with one kind."""
    if not NAME.fullmatch(kind.name):
        yield (
            "is no usable name.",
            "Use at most 30 lower-case letters, digits and _, beginning with a letter.",
        )
    if times > 1:
        yield "is declared twice.", "Keep one of them."
    if kind.name in KINDS:
        yield "has the name of a kind that every chapter has.", "Rename it."
    if not _is_rule(kind.rule):
        yield (
            f"has the rule {kind.rule!r}, which is no frozen dataclass of its own derived from Rule.",
            "Write @dataclass(frozen=True, kw_only=True) above class …(Rule).",
        )
    if not isinstance(kind.compiler, Compiler):
        yield f"has the compiler {kind.compiler!r}.", "Give an instance of a class …(Compiler)."
    elif getattr(kind.compiler, "name", "") != kind.name:
        yield "has a compiler of another name.", f"Set name = {kind.name!r} in its class."


def _is_rule(rule: object) -> bool:
    if not isinstance(rule, type) or not issubclass(rule, Rule):
        return False
    own = vars(rule).get("__dataclass_params__")  # vars: one that is inherited is not its own
    return rule not in (Rule, *KINDS.values()) and own is not None and own.frozen


def compilers_of(kinds: Iterable[RuleKind]) -> Mapping[type[Rule], Compiler]:
    """Rule → compiler, as an evaluation asks for them."""
    return {k.rule: k.compiler for k in kinds if isinstance(k.compiler, Compiler)}
