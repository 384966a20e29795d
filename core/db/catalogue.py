"""What all loaded chapters declare, side by side: made once per application, never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.db.base import RecordBase
from core.declare import (
    ACTIONS,
    AnyChart,
    AnyReport,
    AnyRule,
    DataClass,
    Field,
    Grant,
    Kind,
    Manifest,
    Purpose,
    Record,
    Role,
    View,
    Workflow,
)


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """All that is declared, by name; chapters in the order of CHAPTERS."""

    models: Mapping[str, type[RecordBase]] = field(default_factory=dict)
    workflows: Mapping[str, Workflow] = field(default_factory=dict)
    views: Mapping[str, View] = field(default_factory=dict)
    manifests: Mapping[str, Manifest] = field(default_factory=dict)
    roles: Mapping[str, Role] = field(default_factory=dict)
    grants: tuple[Grant, ...] = ()
    rules: Mapping[str, tuple[AnyRule, ...]] = field(default_factory=dict)
    charts: Mapping[str, tuple[AnyChart, ...]] = field(default_factory=dict)
    reports: Mapping[str, tuple[AnyReport, ...]] = field(default_factory=dict)

    def record(self, name: str) -> Record:
        """The declaration of a record. Raises KeyError for an unknown name."""
        return self.models[name].record

    def model(self, name: str) -> type[RecordBase]:
        """The model of a record. Raises KeyError for an unknown name."""
        return self.models[name]

    def workflow(self, record: str) -> Workflow | None:
        """States and moves of a record, or None when it has none."""
        return self.workflows.get(record)

    def purpose(self, record: str, declared: Field) -> Purpose | None:
        """Why a personal field is kept; None for fields that are not personal."""
        if declared.personal is DataClass.N:
            return None
        return self.manifests[record.partition(".")[0]].purpose(declared.purpose)

    def actions(self, record: str) -> tuple[str, ...]:
        """Everything that can be granted on a record: the five actions and its moves."""
        workflow = self.workflow(record)
        return ACTIONS + (tuple(m.name for m in workflow.moves) if workflow else ())

    def records_of(self, chapter: str) -> tuple[Record, ...]:
        """Records of a chapter in the order in which it declares them."""
        return tuple(m.record for n, m in self.models.items() if n.partition(".")[0] == chapter)

    def referring(self, target: str) -> tuple[tuple[str, Field], ...]:
        """(record, field) pairs that point at *target*."""
        return tuple(
            (name, f)
            for name, model in self.models.items()
            for f in model.record.fields
            if f.kind is Kind.REF and f.target == target
        )
