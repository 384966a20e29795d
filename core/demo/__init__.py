"""The demonstration college: invented people and years of work, played through the real door."""

from core.demo.play import Played, Theatre, opening
from core.demo.refuse import DemoError, refusal

__all__ = ["DemoError", "Played", "Theatre", "opening", "refusal"]
