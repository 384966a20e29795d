"""The one door for chapters: all that a chapter may use of the core, and all that will stay."""

from pathlib import Path

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
    AnyRule,
    Article,
    Change,
    Choice,
    Complaint,
    DataClass,
    Deadline,
    DeclarationError,
    Distinct,
    Draft,
    Due,
    Field,
    Freshness,
    Gather,
    Grant,
    Kind,
    Look,
    Manifest,
    Move,
    Notice,
    Panel,
    Parameter,
    Parties,
    Period,
    Purpose,
    Quota,
    Record,
    Role,
    Scope,
    State,
    Step,
    Values,
    View,
    Where,
    Workflow,
)
from core.declare.toml import FILE, TomlChapter, load
from core.hookspecs import Chapter
from core.records.common import CommonParts

__all__ = [
    "ACTIONS",
    "AUTHOR",
    "TELL_AGAIN",
    "TELL_OWNER",
    "DEFAULT_LADDER",
    "TELL_CHIEF",
    "LIST_MONTHLY",
    "TELL_OFFICE",
    "Anchor",
    "AnyRule",
    "Article",
    "Change",
    "Chapter",
    "Choice",
    "CommonParts",
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
    "Purpose",
    "Quota",
    "Record",
    "RecordBase",
    "Role",
    "Scope",
    "State",
    "Step",
    "TomlChapter",
    "Values",
    "View",
    "Where",
    "Workflow",
    "field",
    "read_chapter",
    "read_manifest",
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
