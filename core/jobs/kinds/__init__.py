"""The kinds of job this program has. A further kind is one value in one module and one word here."""

from core.jobs.kind import Kinds, by_name
from core.jobs.kinds.duties import CHANGED, EVALUATE, PART, RULE
from core.jobs.kinds.post import POST
from core.jobs.kinds.retention import RETENTION
from core.jobs.kinds.search import BUILD
from core.jobs.kinds.upkeep import CLEAN, VERIFY


def all_kinds() -> Kinds:
    """Every kind, by name."""
    return by_name(EVALUATE, CHANGED, RULE, PART, POST, BUILD, CLEAN, VERIFY, RETENTION)
