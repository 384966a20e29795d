"""The text of a file: plain text in the encodings Chinese offices use, or a Word document."""

from __future__ import annotations

import zipfile
from io import BytesIO

import docx
from docx.document import Document
from docx.oxml.ns import qn

from core.regulation.values import Unreadable
from core.texts import N_

LARGEST = 5 << 20
UNPACKED = 60 << 20
TOO_LARGE = N_("The file is larger than 5 MB. A regulation is text; save it without pictures.")
NO_TEXT = N_("%(name)s is no .txt or .docx file. Save the regulation as one of these.")
DAMAGED = N_("%(name)s is damaged, or no Word document. Save it anew, or as plain text.")
BINARY = N_("%(name)s is no plain text. Save it as .txt (UTF-8) or .docx.")
AUTOMATIC = N_(
    "The numbers in this document are made by the word processor and are no text. Save it as plain text "
    "(.txt), look at the numbers, and import that."
)


def text_of(name: str, content: bytes) -> str:
    """The text of a file. Raises Unreadable with what to do instead."""
    if len(content) > LARGEST:
        raise Unreadable(TOO_LARGE)
    if name.lower().endswith(".docx"):
        return _word(name, content)
    if name.lower().endswith(".txt"):
        return _plain(name, content)
    raise Unreadable(NO_TEXT, name=name)


def _plain(name: str, content: bytes) -> str:
    if b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(BINARY, name=name)
    for encoding in ("utf-16", "utf-8-sig", "gb18030"):
        if encoding == "utf-16" and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
            continue
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(BINARY, name=name)


def _word(name: str, content: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if sum(m.file_size for m in archive.infolist()) > UNPACKED:
                raise Unreadable(TOO_LARGE)
        document = docx.Document(BytesIO(content))
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise Unreadable(DAMAGED, name=name) from error
    text = "\n".join(p.text for p in document.paragraphs)
    if "条" not in text and _numbered(document):
        raise Unreadable(AUTOMATIC)
    return text


def _numbered(document: Document) -> bool:
    """True when paragraphs carry numbers that stand nowhere in the text."""
    return any(p._p.find(f".//{qn('w:numPr')}") is not None for p in document.paragraphs)
