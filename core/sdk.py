"""The one door for chapters: all that a chapter may use of the core, and all that will stay."""

from pathlib import Path

from core.calendar import Span
from core.db import RecordBase, field
from core.declare import (
    ACTIONS,
    AUTHOR,
    DEFAULT_LADDER,
    LIST_MONTHLY,
    TELL_AGAIN,
    TELL_CHIEF,
    TELL_OFFICE,
    TELL_OWNER,
    Anchor,
    AnyChart,
    AnyReport,
    AnyRule,
    Article,
    Away,
    By,
    Change,
    Chart,
    Choice,
    Column,
    Complaint,
    Counted,
    DataClass,
    Deadline,
    DeclarationError,
    Desk,
    Distinct,
    Document,
    Draft,
    Due,
    DutyChart,
    Field,
    Follow,
    Freshness,
    Gather,
    Grant,
    Inline,
    InPost,
    Job,
    Kind,
    Listed,
    Look,
    Manifest,
    Measure,
    Move,
    Notice,
    PageLink,
    Panel,
    Parameter,
    Parties,
    Period,
    Purpose,
    Quota,
    Record,
    Recurring,
    Register,
    Role,
    Roster,
    Rotation,
    Rule,
    RuleKind,
    Scope,
    Shape,
    ShownIf,
    Skipped,
    State,
    Step,
    Stop,
    Values,
    View,
    Where,
    Workflow,
)
from core.declare.public import public
from core.declare.toml import FILE, TomlChapter, load
from core.duties import Compiler, Sentence
from core.duties.columns import conditions, field_of
from core.duties.due import due_date, unmet
from core.duties.kinds.kind import outcome
from core.duties.models import State as DutyState
from core.duties.scene import Scene
from core.hookspecs import Chapter
from core.records.common import CommonParts, NumberedParts
from core.records.files import Kept
from core.statistics.suppress import Totals
from core.statistics.suppress import hidden as hidden_figures
from core.texts import N_
from core.web.open_page import OpenPage
from core.web.own import OwnPage

__all__ = [
    "ACTIONS",
    "AUTHOR",
    "TELL_AGAIN",
    "TELL_OWNER",
    "DEFAULT_LADDER",
    "TELL_CHIEF",
    "LIST_MONTHLY",
    "TELL_OFFICE",
    "N_",
    "Anchor",
    "AnyChart",
    "AnyReport",
    "AnyRule",
    "Article",
    "Away",
    "By",
    "Change",
    "Chapter",
    "Chart",
    "Choice",
    "CommonParts",
    "Compiler",
    "Column",
    "Complaint",
    "Counted",
    "DataClass",
    "Deadline",
    "DeclarationError",
    "Desk",
    "Distinct",
    "Document",
    "Draft",
    "Due",
    "DutyChart",
    "DutyState",
    "Field",
    "Follow",
    "Freshness",
    "Gather",
    "Grant",
    "InPost",
    "Inline",
    "Job",
    "Kept",
    "Kind",
    "Listed",
    "Look",
    "Manifest",
    "Measure",
    "Move",
    "Notice",
    "NumberedParts",
    "PageLink",
    "Panel",
    "OpenPage",
    "OwnPage",
    "Parameter",
    "Parties",
    "Period",
    "Purpose",
    "Quota",
    "Record",
    "RecordBase",
    "Recurring",
    "Register",
    "Role",
    "Roster",
    "Rotation",
    "Rule",
    "RuleKind",
    "Scene",
    "Scope",
    "Shape",
    "Sentence",
    "Span",
    "Skipped",
    "ShownIf",
    "State",
    "Step",
    "Stop",
    "TomlChapter",
    "Totals",
    "Values",
    "View",
    "Where",
    "Workflow",
    "conditions",
    "due_date",
    "field",
    "field_of",
    "hidden_figures",
    "outcome",
    "public",
    "read_chapter",
    "read_manifest",
    "unmet",
]


def read_chapter(file: str) -> TomlChapter:
    """What ``chapter.toml`` beside the given Python file declares; call with ``__file__``."""
    return load(Path(file).with_name(FILE))


def read_manifest(file: str) -> Manifest:
    """The head of ``chapter.toml`` beside the given Python file; call with ``__file__``.

    Records, roles, grants, workflows, views and rules of that file need no call: the core adds them
    to what the chapter answers in Python.
    """
    return read_chapter(file).manifest
