"""Reads and renders the texts of help.

A text is a Markdown file. Its first line is the title; ``{Duties}`` is a label of the program, shown as
the reader's language calls it, so that a text never names a button otherwise than the page does. Lines
with ``@`` at the end say which keys the page has (``@keys j k``) and whom to ask (``@ask UF AD``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markupsafe import Markup

HERE = Path(__file__).resolve().parent
LABEL = re.compile(r"\{([^{}]+)\}")
_NOTE = re.compile(r"^@(\w+) (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class HelpText:
    """One text as it is written: title, body in Markdown, keys, and roles to ask."""

    title: str
    body: str
    keys: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the program that the text names."""
        return tuple(LABEL.findall(self.body))


@cache
def read(locale: str, kind: str) -> HelpText:
    """The text of a kind of page in a language (``zh_CN`` or ``en``)."""
    written = (HERE / locale / f"{kind}.md").read_text("utf-8")
    notes = {name: tuple(value.split()) for name, value in _NOTE.findall(written)}
    title, _, body = _NOTE.sub("", written).partition("\n")
    return HelpText(
        title.removeprefix("# ").strip(), body.strip(), notes.get("keys", ()), notes.get("ask", ())
    )


def rendered(markdown: str) -> Markup:
    """Markdown of ours or of a chapter as HTML; HTML inside it is shown as text."""
    made = MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown)
    return Markup(made)  # noqa: S704 - the renderer escapes what it is given


def guide(folder: Path, docs: Path, chapter: str, locale: str) -> str:
    """What a chapter's author wrote for its users, in Markdown: ``help/<locale>.md`` in the chapter's
    folder, else ``docs/chapters/<chapter>.md``; '' where there is neither."""
    for path in (folder / "help" / f"{locale}.md", docs / "chapters" / f"{chapter}.md"):
        if path.is_file():
            return path.read_text("utf-8")
    return ""
