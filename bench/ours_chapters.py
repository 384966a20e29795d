"""Ten made-up chapters of ten records each, in TOML only: what fills menu and permissions."""

from __future__ import annotations

from pathlib import Path

CHAPTERS, RECORDS = 10, 10
NAMES = tuple(f"made{number}" for number in range(CHAPTERS))

HEAD = """format = 1
name = "{name}"
number = {number}
title = "Made-up chapter {number}"
version = "0.1.0"
core = ">=0.1,<1"
help = "Only for measuring."
"""
RECORD = """
[record.{record}]
label = "Thing {number}"
plural = "Things {number}"
order = "-date"

[record.{record}.field.name]
kind = "text"
label = "Name"
required = true
listed = true
searched = true

[record.{record}.field.date]
kind = "date"
label = "Date"
listed = true
filtered = true

[record.{record}.field.place]
kind = "text"
label = "Place"
listed = true
"""
GRANT = """
[[grant]]
role = "UF"
record = [{records}]
actions = ["read", "create", "edit", "delete"]
"""


def folder(path: Path) -> Path:
    """The folder with the chapters, written when a file differs."""
    for number, name in enumerate(NAMES):
        home = path / name
        home.mkdir(parents=True, exist_ok=True)
        file, text = home / "chapter.toml", _chapter(name, number + 50)
        if not file.exists() or file.read_text("utf-8") != text:
            file.write_text(text, "utf-8")
    return path


def _chapter(name: str, number: int) -> str:
    records = [f"thing{n}" for n in range(RECORDS)]
    text = HEAD.format(name=name, number=number)
    text += GRANT.format(records=", ".join(f'"{record}"' for record in records))
    return text + "".join(RECORD.format(record=r, number=n) for n, r in enumerate(records))
