"""The delivered template of a document, in the manner of official papers (GB/T 9704): A4, its margins,
仿宋 in fixed lines, the title in 小标宋. The office edits it in Word afterwards as it likes."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from docx import Document as new_document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from core.declare import Column, Document, Field, Kind, variable
from core.settings import OFFICIAL_FONTS

BODY, HEADING, TITLE = OFFICIAL_FONTS
"""Names in delivered templates; an installation puts its own in their place (``document_fonts``)."""
LATIN = "Times New Roman"
MARGINS = {"top": 37, "bottom": 35, "left": 28, "right": 26}
WIDTH = 156
LABEL_WIDTH = 28
Said = Callable[[str], str]
FieldOf = Callable[[str, str], Field]


def template_for(document: Document, field_of: FieldOf, said: Said) -> bytes:
    """A template made from the declaration; *said* gives the words of the paper's language."""
    paper = _paper()
    _styles(paper)
    _line(paper, said(document.title), "Title")
    columns = [(c, field_of(document.record, c.field)) for c in document.columns]
    _form(paper, columns, said)
    for listed in document.lists:
        if listed.title:
            _line(paper, said(listed.title), "Heading 1")
        inner = [(c, field_of(listed.record, c.field)) for c in listed.columns]
        _list(paper, listed.name, inner, said)
    for text in document.signatures:
        _line(paper, f"{said(text)}：", "Signature")
    closing = _line(paper, "{{ printed_on }}", "Signature")
    closing.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _paper() -> Any:
    paper: Any = new_document()
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for side, millimetres in MARGINS.items():
        setattr(section, f"{side}_margin", Mm(millimetres))
    section.footer_distance = Mm(MARGINS["bottom"] - 7)
    _page_number(section.footer.paragraphs[0])
    return paper


def _styles(paper: Any) -> None:
    styles = paper.styles
    _style(styles["Normal"], BODY, 16)
    title = styles["Title"]
    _style(title, TITLE, 22)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_after = Pt(14)
    border = title.element.pPr.find(qn("w:pBdr"))
    if border is not None:
        title.element.pPr.remove(border)
    heading = styles["Heading 1"]
    _style(heading, HEADING, 16)
    heading.paragraph_format.space_before = Pt(14)
    for name, size in (("Cell", 12), ("Signature", 16)):
        made = styles.add_style(name, 1) if name not in styles else styles[name]
        made.base_style = styles["Normal"]
        _style(made, BODY, size)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")  # which shapes of characters and marks are meant
    styles["Normal"].element.rPr.append(language)
    cell = styles["Cell"].paragraph_format
    cell.line_spacing_rule, cell.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(20)
    styles["Signature"].paragraph_format.space_before = Pt(14)
    styles["Signature"].paragraph_format.left_indent = Pt(0)


def _style(style: Any, font: str, size: int) -> None:
    style.font.name, style.font.size = LATIN, Pt(size)
    style.font.bold, style.font.italic = False, False
    style.font.color.rgb = None
    colour = style.element.rPr.find(qn("w:color"))
    if colour is not None:
        style.element.rPr.remove(colour)
    fonts = style.element.rPr.rFonts
    for name in [a for a in fonts.attrib if a.endswith("Theme")]:
        del fonts.attrib[name]
    for part in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(part), LATIN)
    fonts.set(qn("w:eastAsia"), font)
    spacing = style.paragraph_format
    spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(28)
    spacing.space_before = spacing.space_after = Pt(0)


def _line(paper: Any, text: str, style: str) -> Any:
    return paper.add_paragraph(text, style=style)


def _form(paper: Any, columns: Sequence[tuple[Column, Field]], said: Said) -> None:
    """Labels and values: two pairs in a line, long texts in a line of their own."""
    table = _table(paper, 4, (LABEL_WIDTH, 50, LABEL_WIDTH, 50))
    for line in _lines(columns):
        cells = table.add_row().cells
        for number, (column, declared) in enumerate(line):
            _cell(cells[2 * number], said(column.label or declared.label), label=True)
            _cell(cells[2 * number + 1], f"{{{{ {variable(column)} }}}}")
        if len(line) == 1:
            cells[1].merge(cells[3])


def _lines(
    columns: Sequence[tuple[Column, Field]],
) -> Iterator[list[tuple[Column, Field]]]:
    pair: list[tuple[Column, Field]] = []
    for item in columns:
        if item[1].kind in (Kind.LONG_TEXT, Kind.CHOICES):
            if pair:
                yield pair
            yield [item]
            pair = []
        else:
            pair.append(item)
            if len(pair) == 2:
                yield pair
                pair = []
    if pair:
        yield pair


def _list(paper: Any, name: str, columns: Sequence[tuple[Column, Field]], said: Said) -> None:
    """A table with one line for each row of a list; its head is repeated on each page."""
    shares = [max(c.width, 6) for c, _ in columns]
    table = _table(paper, len(columns), [WIDTH * s / sum(shares) for s in shares])
    head = table.add_row()
    for cell, (column, declared) in zip(head.cells, columns, strict=True):
        _cell(cell, said(column.label or declared.label), label=True)
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    head._tr.get_or_add_trPr().append(repeat)
    _cell(table.add_row().cells[0], f"{{%tr for row in {name} %}}")
    for cell, (column, _declared) in zip(table.add_row().cells, columns, strict=True):
        _cell(cell, f"{{{{ row.{variable(column)} }}}}")
    _cell(table.add_row().cells[0], "{%tr endfor %}")


def _table(paper: Any, columns: int, widths: Sequence[float]) -> Any:
    table = paper.add_table(rows=0, cols=columns)
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    return table


def _cell(cell: Any, text: str, *, label: bool = False) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.style = "Cell"
    paragraph.add_run(text)
    if label:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _page_number(paragraph: Any) -> None:
    """— 1 — at the foot of each page."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text, kind in (("— ", ""), ("", "begin"), (" PAGE ", "code"), ("", "end"), (" —", "")):
        run = paragraph.add_run() if kind else paragraph.add_run(text)
        run.font.size = Pt(14)
        if kind in ("begin", "end"):
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        elif kind == "code":
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = text
            run._r.append(code)
