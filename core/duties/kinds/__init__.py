"""One compiler for each kind of rule. A further kind is one module and one line here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from core.declare import Deadline, Freshness, Quota, Recurring, Rotation, Rule
from core.duties.kinds.deadline import DeadlineKind
from core.duties.kinds.freshness import FreshnessKind
from core.duties.kinds.kind import Kind
from core.duties.kinds.quota import QuotaKind
from core.duties.kinds.recurring import RecurringKind
from core.duties.kinds.rotation import RotationKind
from core.duties.scene import Scene, World

KINDS: Mapping[type[Rule], Kind] = MappingProxyType(
    {
        Quota: QuotaKind(),
        Deadline: DeadlineKind(),
        Recurring: RecurringKind(),
        Freshness: FreshnessKind(),
        Rotation: RotationKind(),
    }
)


def kind_of(world: World, scene: Scene[Rule]) -> Kind:
    """The compiler of a rule. Raises DeclarationError for a type of rule nobody compiles."""
    for kind in type(scene.rule).__mro__:
        found = world.kinds.get(kind) or KINDS.get(kind)
        if found is not None:
            return found
    known = ", ".join(sorted(k.__name__ for k in (*KINDS, *world.kinds)))
    raise scene.complain(
        f"is of the kind {type(scene.rule).__name__}, which nothing compiles.",
        f"Use one of {known}, or add a compiler for it.",
    )


def kind_named(world: World, name: str) -> Kind | None:
    """The compiler that wrote evidence under *name*, or None."""
    every = (*KINDS.values(), *world.kinds.values())
    return next((k for k in every if k.name == name), None)


__all__ = ["KINDS", "Kind", "kind_named", "kind_of"]
