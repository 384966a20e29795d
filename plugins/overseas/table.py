"""The table of registrations: its columns, and what each line says. Nothing is kept of a refused line.

Each line stands for a form that the person signed: it says «yes» and where the form lies.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from core.sdk import N_, Choice
from plugins.overseas.agreed_parts import DEGREES, DISCIPLINES, REGIONS, WISHES

MOST_LINES = 2000
LARGEST = 50 << 20
"""Bytes a workbook may have once it is unpacked."""
HINTS_ROW, FIRST_ROW = 2, 3
Say = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Col:
    """One column: the field it fills, its head, the hint below, and choices where it has some."""

    name: str
    label: str
    hint: str = ""
    needed: bool = True
    choices: tuple[Choice, ...] = ()


YES = N_("yes")
YEAR_MONTH = N_("Year and month")
COLUMNS = (
    Col("name", N_("Name")),
    Col("unit", N_("Unit"), N_("As in the directory")),
    Col("country", N_("Country/region")),
    Col("school", N_("University")),
    Col("major", N_("Subject")),
    Col("studied_from", N_("Start month"), YEAR_MONTH),
    Col("studied_to", N_("End month"), YEAR_MONTH),
    Col("wishes", N_("Wishes to take part in"), choices=WISHES),
    Col("email", N_("Where to reach (e-mail)")),
    Col("agrees", N_("Agrees (yes)"), N_("Only «yes» is taken")),
    Col("given_on", N_("Agreed on"), N_("Day on the signed form")),
    Col("evidence", N_("Number of the signed form"), N_("Where the form lies")),
    Col("vacancies", N_("Vacancy messages (yes)"), N_("Left empty, none"), needed=False),
    Col("region", N_("Part of the world"), needed=False, choices=REGIONS),
    Col("discipline", N_("Academic field"), needed=False, choices=DISCIPLINES),
    Col("degree", N_("Highest degree"), needed=False, choices=DEGREES),
)


class BadTable(ValueError):
    """The file as a whole cannot be taken; the text is a msgid, ``names`` what it is about."""

    def __init__(self, text: str, names: str = "") -> None:
        super().__init__(text)
        self.names = names


@dataclass(frozen=True, slots=True)
class Line:
    """What one line says, and what is wrong with it, as msgids; neither names anybody."""

    number: int
    values: Mapping[str, Any]
    problems: tuple[str, ...]


def template(say: Say) -> bytes:
    """The empty table in the reader's language: heads, hints, and lines from the third row on."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = say(N_("Registrations"))
    for place, col in enumerate(COLUMNS, 1):
        hint = say(col.hint) if col.hint else ""
        if col.choices:
            hint = "、".join(say(c.label) for c in col.choices)
        for row, text in ((1, say(col.label)), (HINTS_ROW, hint)):
            cell = sheet.cell(row, place, text)
            cell.font = Font(bold=row == 1, italic=row == HINTS_ROW)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(place)].width = 18
    sheet.freeze_panes = "A3"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def read(content: bytes, say: Say, unit: Callable[[str], int | None]) -> Iterator[Line]:
    """The lines of a filled table. Raises BadTable where it is none."""
    heads: list[Col | None] = []
    for number, cells in enumerate(_cells(content), 1):
        if number == 1:
            heads = _heads(cells, say)
        elif number >= FIRST_ROW and any(c not in (None, "") for c in cells):
            if number >= FIRST_ROW + MOST_LINES:
                raise BadTable(N_("The table is too long. Take it in parts of 2000 lines."))
            yield _line(number, dict(zip(heads, cells, strict=False)), say, unit)


def _cells(content: bytes) -> Iterator[tuple[Any, ...]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST:
                raise BadTable(N_("The file is too large."))
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        yield from sheet.iter_rows(values_only=True, max_col=len(COLUMNS) + 20)
    except BadTable:
        raise
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, IndexError, TypeError) as error:
        raise BadTable(N_("This is no Excel workbook (.xlsx) that can be read.")) from error


def _heads(cells: tuple[Any, ...], say: Say) -> list[Col | None]:
    known = {_plain(text): col for col in COLUMNS for text in (col.label, say(col.label))}
    heads, strange = list[Col | None](), list[str]()
    for cell in cells:
        col = known.get(_plain(cell)) if cell not in (None, "") else None
        heads.append(col)
        if col is None and cell not in (None, ""):
            strange.append(str(cell)[:40])
    if strange:
        raise BadTable(
            N_("These columns do not belong to the table: %(names)s."), ", ".join(strange)
        )
    missing = [say(c.label) for c in COLUMNS if c.needed and c not in heads]
    if missing:
        raise BadTable(N_("These columns are missing: %(names)s."), ", ".join(missing))
    return heads


def _plain(text: object) -> str:
    narrow = str(text).translate(str.maketrans("（）／", "()/"))
    return re.sub(r"\s+", "", narrow).lower()


def _line(
    number: int, cells: Mapping[Col | None, Any], say: Say, unit: Callable[[str], int | None]
) -> Line:
    raw = {col.name: value for col, value in cells.items() if col is not None}
    if not _is_yes(raw.get("agrees"), say):
        return Line(number, {}, (N_("The person did not agree: no «yes»."),))
    if not _text(raw.get("evidence")):
        return Line(number, {}, (N_("The number of the signed form is missing."),))
    problems: list[str] = []
    values: dict[str, Any] = {}
    for col in COLUMNS:
        cell = raw.get(col.name)
        if col.needed and cell in (None, ""):
            problems.append(N_("A cell that is needed is empty."))
        elif col.choices and cell not in (None, ""):
            values[col.name] = _chosen(col, cell, say)
            if not values[col.name]:
                problems.append(N_("A cell holds none of the choices."))
        else:
            values[col.name] = _text(cell)
    values["vacancies"] = _is_yes(raw.get("vacancies"), say)
    values["given_on"] = _day(raw.get("given_on"))
    if values["given_on"] is None:
        problems.append(N_("The day of the consent is no date."))
    for name in ("studied_from", "studied_to"):
        values[name] = _month(raw.get(name))
    values["unit"] = unit(_text(raw.get("unit")) or "")
    if values["unit"] is None:
        problems.append(N_("There is no unit of this name in the directory."))
    del values["agrees"]
    return Line(number, values, tuple(dict.fromkeys(problems)))


def _is_yes(cell: object, say: Say) -> bool:
    return cell is True or _plain(cell) in {"yes", _plain(say(YES)), "是"}


def _text(cell: object) -> str | None:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).strip() or None if cell is not None else None


def _chosen(col: Col, cell: object, say: Say) -> Any:
    known = {_plain(t): c.value for c in col.choices for t in (c.value, c.label, say(c.label))}
    if col.name != "wishes":
        return known.get(_plain(cell))
    found = [
        known.get(_plain(part)) for part in re.split(r"[、,，;；\n]", str(cell)) if part.strip()
    ]
    return tuple(v for v in found if v) if all(found) else ()


def _day(cell: object) -> dt.date | None:
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    numbers = re.fullmatch(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?", str(cell or "").strip())
    try:
        return dt.date(*(int(n) for n in numbers.groups())) if numbers else None
    except ValueError:
        return None


def _month(cell: object) -> str | None:
    if isinstance(cell, (dt.datetime, dt.date)):
        return f"{cell:%Y-%m}"
    found = re.match(r"(\d{4})[-./年](\d{1,2})", str(cell or "").strip())
    return f"{found[1]}-{int(found[2]):02d}" if found else _text(cell)
