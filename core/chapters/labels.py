"""Chinese labels of a chapter, for looking at words that may not be kept; a quick look, no gettext."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import core
from core.chapters.answers import Answers

I18N = Path(core.__file__).resolve().parent.parent / "i18n"
_PAIR = re.compile(r'^msgid (".*")\nmsgstr (".*")$', re.MULTILINE)


def chinese_labels(answers: Answers) -> dict[str, str]:
    """English labels and their Chinese translation, as far as they stand on one line each."""
    name = f"zh_CN/LC_MESSAGES/{answers.name}.po"
    for path in (answers.folder / "i18n" / name, I18N / name):
        if path.is_file():
            text = path.read_text("utf-8", "replace")
            return {_plain(m[1]): _plain(m[2]) for m in _PAIR.finditer(text)}
    return {}


def _plain(quoted: str) -> str:
    try:
        return str(ast.literal_eval(quoted))
    except (SyntaxError, ValueError):
        return ""
