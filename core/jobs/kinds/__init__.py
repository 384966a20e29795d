"""The kinds of job this program has. A further kind is one value in one module and one word here."""

from core.chapters import Chapters
from core.jobs.kind import Kinds, by_name
from core.jobs.kinds.chapters import kinds_of_chapters
from core.jobs.kinds.duties import CHANGED, EVALUATE, PART, RULE
from core.jobs.kinds.post import POST
from core.jobs.kinds.retention import RETENTION
from core.jobs.kinds.search import BUILD
from core.jobs.kinds.upkeep import CLEAN, VERIFY


def all_kinds(chapters: Chapters) -> Kinds:
    """Every kind, those of chapters included, by name."""
    own = (EVALUATE, CHANGED, RULE, PART, POST, BUILD, CLEAN, VERIFY, RETENTION)
    return by_name(*own, *kinds_of_chapters(chapters))
