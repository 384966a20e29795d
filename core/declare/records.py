"""A record: the kind of row a chapter keeps, and who may do what with it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.declare.consents import Consent
from core.declare.fields import Field
from core.declare.workflow import Parties


class Scope(StrEnum):
    """Which rows a grant reaches, from widest to narrowest."""

    ALL = "all"
    UNIT = "own_unit"
    STAGE = "at_stage"
    OWN = "own"
    PARTY = "taking_part"


ACTIONS = ("read", "create", "edit", "delete", "export")
"""What can be done with any record; the moves of its workflow come on top."""


@dataclass(frozen=True, slots=True)
class Holds:
    """Rows whose ``path`` (``field`` or ``ref.field``) holds one of *values*."""

    path: str
    values: tuple[str | bool, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record type, e.g. ``befriending.contact`` kept in the table ``befriending_contact``.

    ``title`` names the fields that make a row's name. ``unit``, ``own`` and ``party`` are paths
    (``field`` or ``ref.field``) that a row scope follows to a unit or a person. ``shared_units`` and
    ``shared_own`` widen ``unit`` and ``own`` by rows that refer to this one and name a unit or a person each.
    ``stage`` says what the scope «at_stage» reaches: rows of which one of these holds, such as those that
    have come so far that another department takes them over.
    ``veils`` names person fields: what an account of that person did is told without a name in the
    row's history, for people who may stay unnamed. ``keys`` are groups of fields whose values may stand
    only once. ``files`` allows attachments, in the states of ``files_open_in`` or, without them, in all
    that are not closed; with ``files_judged`` the row is filled in and judged anew when they change.
    ``indexed`` proposes a search index of its texts: for records of which there will be very many.
    ``renews`` records decide about accounts: with each of their
    rows that is saved, all processes read roles, units and calendar anew. ``consents`` say of which fields
    of a row a consent of somebody can be read off.
    """

    name: str
    label: str
    fields: tuple[Field, ...]
    plural: str = ""
    help: str = ""
    article: str = ""
    title: tuple[str, ...] = ()
    order: str = "-id"
    unit: str = ""
    own: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    shared_units: tuple[Parties, ...] = ()
    shared_own: tuple[Parties, ...] = ()
    stage: tuple[Holds, ...] = ()
    veils: tuple[str, ...] = ()
    keys: tuple[tuple[str, ...], ...] = ()
    icon: str = "file-text"
    in_menu: bool = True
    files: bool = False
    files_open_in: tuple[str, ...] = ()
    files_judged: bool = False
    indexed: bool = False
    renews: bool = False
    consents: tuple[Consent, ...] = ()

    @property
    def chapter(self) -> str:
        """Id of the chapter that owns the record."""
        return self.name.partition(".")[0]

    @property
    def short(self) -> str:
        """Name inside its chapter; the last part of its addresses."""
        return self.name.partition(".")[2]

    @property
    def table(self) -> str:
        """Name of its table."""
        return self.name.replace(".", "_")

    def field(self, name: str) -> Field | None:
        """The field of that name, or None."""
        return next((f for f in self.fields if f.name == name), None)


@dataclass(frozen=True, slots=True)
class Grant:
    """A role may do *actions* with a record's rows inside *scope*."""

    role: str
    record: str
    actions: tuple[str, ...]
    scope: Scope = Scope.ALL


@dataclass(frozen=True, slots=True)
class Role:
    """A role by its short code, with its label and what it is for."""

    code: str
    label: str
    help: str = ""
