"""What a chapter *is*: frozen values, standard library only, no side effects."""

from core.declare.change import Change, Complaint, Draft, Look, Notice, Values
from core.declare.chapter import Article, Manifest, Parameter, Purpose
from core.declare.fields import Choice, DataClass, Field, Kind
from core.declare.forbidden import forbidden_word
from core.declare.ladder import (
    DEFAULT_LADDER,
    LIST_MONTHLY,
    TELL_AGAIN,
    TELL_CHIEF,
    TELL_OFFICE,
    TELL_OWNER,
    Step,
)
from core.declare.problems import DeclarationError, Problem, refuse
from core.declare.records import ACTIONS, Grant, Record, Role, Scope
from core.declare.rules import (
    Anchor,
    AnyRule,
    Deadline,
    Distinct,
    Due,
    Freshness,
    Period,
    Quota,
    Rule,
    Where,
)
from core.declare.views import Panel, View
from core.declare.workflow import AUTHOR, Gather, Move, Parties, State, Workflow

__all__ = [
    "ACTIONS",
    "TELL_AGAIN",
    "TELL_OWNER",
    "AUTHOR",
    "DEFAULT_LADDER",
    "TELL_CHIEF",
    "LIST_MONTHLY",
    "TELL_OFFICE",
    "Anchor",
    "AnyRule",
    "Article",
    "Change",
    "Choice",
    "Complaint",
    "DataClass",
    "Deadline",
    "DeclarationError",
    "Distinct",
    "Draft",
    "Due",
    "Field",
    "Freshness",
    "Gather",
    "Grant",
    "Kind",
    "Look",
    "Manifest",
    "Move",
    "Notice",
    "Panel",
    "Parameter",
    "Parties",
    "Period",
    "Problem",
    "Purpose",
    "Quota",
    "Record",
    "Role",
    "Rule",
    "Scope",
    "State",
    "Step",
    "Values",
    "View",
    "Where",
    "Workflow",
    "forbidden_word",
    "refuse",
]
