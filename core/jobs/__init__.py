"""Jobs: what is done beside the pages, once, by one interface and two engines."""

from core.jobs.bench import Workbench
from core.jobs.kind import Kind, Kinds
from core.jobs.kinds import all_kinds

__all__ = ["Kind", "Kinds", "Workbench", "all_kinds"]
