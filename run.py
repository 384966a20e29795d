"""The one program: ``python run.py --help``."""

from __future__ import annotations

import sys

from config import settings
from core.cli import main

if __name__ == "__main__":
    sys.exit(main(settings))
