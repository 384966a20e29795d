"""Word templates: which variables they use, and filling them in.

A template is a document that people edit, so what stands between its braces is taken for text of
strangers: only variables, one loop over a list, and conditions on variables are understood; anything
else is refused before it could run (decision 0019).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment
from lxml.etree import XMLSyntaxError
from typing_extensions import override

from core.declare import Document, variable
from core.texts import N_

LARGEST = 5 << 20
UNPACKED = 50 << 20
PRINTED = ("printed_on", "printed_by")
"""Variables that every template has."""
_PLAIN = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.If,
    nodes.Not,
    nodes.And,
    nodes.Or,
    nodes.Const,
    nodes.Compare,
    nodes.Operand,
)
NOT_WORD_LABEL = N_("This is no Word file (.docx). Save it in Word as .docx and choose it again.")
TOO_LARGE_LABEL = N_("The file is too large for a template. Take pictures out of it.")
MACRO_LABEL = N_("The file holds macros. Save it as a .docx without them.")
UNKNOWN_LABEL = N_("There is no variable «%(name)s». Choose one of those listed on this page.")
FORBIDDEN_LABEL = N_(
    "«%(name)s» is no variable. Only variables, conditions and loops over lists work."
)
BROKEN_LABEL = N_("The braces do not fit together: %(name)s")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a template; ``text`` is an English msgid."""

    text: str
    values: Mapping[str, str] = field(default_factory=dict)


class BadTemplate(Exception):
    """A template cannot be used; ``faults`` says why, all at once."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f.text % f.values for f in faults))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The variables of a document, and those of the rows of each list."""

    names: frozenset[str]
    lists: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, document: Document) -> Vocabulary:
        """What the template of *document* may name."""
        names = frozenset((*map(variable, document.columns), *PRINTED))
        lists = {i.name: frozenset(map(variable, i.columns)) for i in document.lists}
        return cls(names, lists)


class _Strict(SandboxedEnvironment):
    """Understands variables of one vocabulary; every part of a template passes through here."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__(autoescape=True)
        self._vocabulary = vocabulary

    @override
    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        faults = list(_faults(tree, self._vocabulary, {}))
        if faults:
            raise BadTemplate(faults)
        return tree


def _faults(
    node: nodes.Node, known: Vocabulary, rows: Mapping[str, frozenset[str]]
) -> Iterator[Fault]:
    """What *node* uses that is not known. *rows* are the names of loops around it."""
    match node:
        case nodes.Name():
            if node.name not in known.names and node.name not in known.lists:
                yield Fault(UNKNOWN_LABEL, {"name": node.name})
        case nodes.Getattr(node=nodes.Name(name=row), attr=attr) if row in rows:
            if attr not in rows[row]:
                yield Fault(UNKNOWN_LABEL, {"name": f"{row}.{attr}"})
        case nodes.For():
            yield from _loop(node, known, rows)
        case _ if isinstance(node, _PLAIN):
            for child in node.iter_child_nodes():
                yield from _faults(child, known, rows)
        case _:
            yield Fault(FORBIDDEN_LABEL, {"name": _told(node)})


def _loop(
    node: nodes.For, known: Vocabulary, rows: Mapping[str, frozenset[str]]
) -> Iterator[Fault]:
    over = node.iter.name if isinstance(node.iter, nodes.Name) else ""
    row = node.target.name if isinstance(node.target, nodes.Name) else ""
    if over not in known.lists or not row or rows or node.recursive or node.test:
        yield Fault(FORBIDDEN_LABEL, {"name": f"for … in {over or '…'}"})
        return
    loop = {"loop": frozenset({"index", "first", "last"}), row: known.lists[over]}
    for child in (*node.body, *node.else_):
        yield from _faults(child, known, loop)


def _told(node: nodes.Node) -> str:
    names = [n.name for n in node.find_all(nodes.Name)]
    attrs = [n.attr for n in node.find_all(nodes.Getattr)]
    return " ".join((type(node).__name__.lower(), *names, *attrs))


def check(content: bytes, document: Document) -> list[Fault]:
    """Everything that is wrong with a template of *document*."""
    if (problem := _unfit(content)) is not None:
        return [Fault(problem)]
    env = _Strict(Vocabulary.of(document))
    faults: list[Fault] = []
    try:
        template = _opened(content)
        sources = [template.patch_xml(template.get_xml())]
        for uri in (template.HEADER_URI, template.FOOTER_URI):
            parts = (part for _key, part in template.get_headers_footers(uri))
            sources += [template.patch_xml(template.get_part_xml(part)) for part in parts]
        for source in sources:
            try:
                env.parse(source)
            except BadTemplate as error:
                faults += error.faults
            except TemplateSyntaxError as error:
                faults.append(Fault(BROKEN_LABEL, {"name": str(error.message)}))
    except (PackageNotFoundError, XMLSyntaxError, KeyError, ValueError):
        return [Fault(NOT_WORD_LABEL)]
    return [f for n, f in enumerate(faults) if f not in faults[:n]]


def _unfit(content: bytes) -> str | None:
    """What speaks against even opening the file; only its list of contents is looked at."""
    if len(content) > LARGEST:
        return TOO_LARGE_LABEL
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except zipfile.BadZipFile:
        return NOT_WORD_LABEL
    names = {m.filename for m in members}
    if sum(m.file_size for m in members) > UNPACKED:
        return TOO_LARGE_LABEL
    if any("vbaProject" in n for n in names):
        return MACRO_LABEL
    return None if "word/document.xml" in names else NOT_WORD_LABEL


def _opened(content: bytes) -> Any:
    template: Any = DocxTemplate(io.BytesIO(content))
    template.init_docx()
    properties = template.docx.core_properties
    for name in ("author", "last_modified_by", "comments", "keywords", "subject", "category"):
        setattr(properties, name, "")
    properties.title = ""
    return template


def fill(
    content: bytes, document: Document, values: Mapping[str, object], fonts: Mapping[str, str]
) -> bytes:
    """The template with *values* in the places of its variables. Raises BadTemplate.

    *fonts* replaces names of fonts by those of the institution. Names of authors are left out.
    """
    if faults := check(content, document):
        raise BadTemplate(faults)
    template = _opened(content)
    template.render(dict(values), _Strict(Vocabulary.of(document)))
    for part in _parts_with_fonts(template.docx):
        for element in part.iter(qn("w:rFonts")):
            name = element.get(qn("w:eastAsia"))
            if name in fonts:
                element.set(qn("w:eastAsia"), fonts[name])
    out = io.BytesIO()
    template.docx.save(out)
    return out.getvalue()


def _parts_with_fonts(opened: Any) -> Iterator[Any]:
    yield opened.styles.element
    yield opened.element
    for section in opened.sections:
        yield from (section.header._element, section.footer._element)
