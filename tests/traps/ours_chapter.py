"""A chapter made for the traps: the records of the stock application, declared our way."""

from __future__ import annotations

from pathlib import Path

TOML = """
format = 1
name = "trial"
number = 90
title = "Trial"
version = "0.1.0"
core = ">=0.1,<1"

[purpose.known]
why = "Tell suppliers apart."
basis = "PIPL art. 13(2)"
keep_months = 12
after = "end of service"
readers = ["UF"]

[record.supplier]
label = "Supplier"
plural = "Suppliers"
title = ["name"]
unit = "unit"
[record.supplier.field.name]
kind = "text"
label = "Name"
required = true
unique = true
listed = true
searched = true
[record.supplier.field.unit]
kind = "ref"
label = "Unit"
target = "directory.unit"
required = true
[record.supplier.field.secret_note]
kind = "text"
label = "Secret note"
listed = true
searched = true
filtered = true
personal = "P"
purpose = "known"

[record.item]
label = "Item"
plural = "Items"
title = ["name"]
unit = "unit"
files = true
[record.item.field.name]
kind = "text"
label = "Name"
required = true
unique = true
listed = true
searched = true
[record.item.field.unit]
kind = "ref"
label = "Unit"
target = "directory.unit"
required = true
listed = true
[record.item.field.supplier]
kind = "ref"
label = "Supplier"
target = "trial.supplier"
listed = true
filtered = true
[record.item.field.weight]
kind = "decimal"
label = "Weight"
scale = 3
listed = true
[record.item.field.seen_at]
kind = "moment"
label = "Seen at"
listed = true
filtered = true
[record.item.field.active]
kind = "yes_no"
label = "In use"
required = true
default = true
[record.item.field.level]
kind = "choice"
label = "Level"
choices = ["low", "high"]
listed = true
filtered = true
[record.item.field.note]
kind = "text"
label = "Note"
[record.item.field.price]
kind = "integer"
label = "Price"
[record.item.field.status]
kind = "choice"
label = "State"
choices = ["open", "shut"]
filled = true
listed = true

[record.part]
label = "Part"
plural = "Parts"
title = ["name"]
unit = "unit"
[record.part.field.name]
kind = "text"
label = "Name"
required = true
listed = true
[record.part.field.unit]
kind = "ref"
label = "Unit"
target = "directory.unit"
required = true
[record.part.field.item]
kind = "ref"
label = "Item"
target = "trial.item"
required = true
listed = true
filtered = true

[workflow.item]
states = [{ name = "open", label = "Open" }, { name = "shut", label = "Closed" }]
[[workflow.item.moves]]
name = "close"
label = "Close"
sources = ["open"]
target = "shut"

[view.supplier]
related = ["item.supplier"]

[[grant]]
role = ["LI"]
record = ["supplier", "part"]
actions = ["read", "create", "edit", "delete", "export"]
scope = "own_unit"
[[grant]]
role = ["LI"]
record = ["item"]
actions = ["read", "create", "edit", "delete", "export", "close"]
scope = "own_unit"
[[grant]]
role = ["UF"]
record = ["supplier", "item", "part"]
actions = ["read", "create", "edit", "delete", "export"]
"""

PYTHON = '''
"""The trial chapter: one rule of its own and one page of its own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from flask import Blueprint, render_template
from typing_extensions import override

from core.sdk import Change, Chapter, Complaint, Look, read_manifest

pages = Blueprint(
    "trial", __name__, url_prefix="/trial", template_folder=str(Path(__file__).parent / "templates")
)


@pages.get("/about/")
def about() -> str:
    return render_template("trial/about.html")


class Trial(Chapter):
    manifest = read_manifest(__file__)

    @override
    def blueprints(self) -> Iterable[Blueprint]:
        return (pages,)

    @override
    def check(self, change: Change, look: Look) -> Iterable[Complaint]:
        if change.after.get("note") == "refuse me":
            yield Complaint("This note is refused.", "note")
'''


def write_chapter(home: Path, toml: str = TOML) -> Path:
    """Write the chapter below *home*; return its folder."""
    folder = home / "trial"
    (folder / "templates" / "trial").mkdir(parents=True, exist_ok=True)
    (folder / "chapter.toml").write_text(toml, "utf-8")
    (folder / "chapter.py").write_text(PYTHON, "utf-8")
    (folder / "templates" / "trial" / "about.html").write_text("About the trial", "utf-8")
    return folder


def write_plain(home: Path, name: str, title: str, **changed: str) -> Path:
    """Write a chapter of one plain record below *home*; *changed* are further lines by place."""
    folder = home / name
    folder.mkdir(parents=True, exist_ok=True)
    text = f"""
format = 1
name = "{changed.get("called", name)}"
title = "{title}"
version = "0.1.0"
core = ">=0.1,<1"

[record.thing]
label = "{changed.get("label", "Thing")}"
plural = "{changed.get("plural", "Things")}"
title = ["name"]
[record.thing.field.name]
kind = "{changed.get("kind", "text")}"
label = "Name"
required = true
listed = true
{changed.get("more", "")}

[[grant]]
role = ["UF"]
record = ["thing"]
actions = {changed.get("actions", '["read", "create", "edit", "delete"]')}
"""
    (folder / "chapter.toml").write_text(text, "utf-8")
    return folder
