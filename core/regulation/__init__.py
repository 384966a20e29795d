"""The regulation itself: read from the college's paper, kept as it was, version by version."""

from core.regulation.parse import parse
from core.regulation.values import Article, ChapterTitle, Item, Problem, Regulation, Unreadable

__all__ = ["Article", "ChapterTitle", "Item", "Problem", "Regulation", "Unreadable", "parse"]
