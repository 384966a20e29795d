"""The commands of ``run.py``: each is a thin edge over the core."""

from core.cli.commands import main

__all__ = ["main"]
