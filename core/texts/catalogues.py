"""Catalogues: bring ``.po`` files up to date, compile them, and say what is missing."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from core.texts.collect import Text

LOCALE = "zh_CN"
_PLACE = re.compile(r"%\((\w+)\)s")
COMPILED = str(Locale.parse(LOCALE))
"""Babel's own name of the locale (zh_Hans_CN): compiled catalogues are looked for under it only."""


@dataclass(frozen=True, slots=True)
class Domain:
    """One catalogue: its name, where its texts come from, the i18n folder that keeps it."""

    name: str
    source: Path
    folder: Path

    def path(self, ending: str = "po") -> Path:
        """The catalogue's file; compiled ones (``mo``) lie where Babel finds them."""
        locale = COMPILED if ending == "mo" else LOCALE
        return self.folder / locale / "LC_MESSAGES" / f"{self.name}.{ending}"


def read(domain: Domain) -> Catalog:
    """The catalogue as it stands; an empty one where there is none yet."""
    path = domain.path()
    if not path.exists():
        return Catalog(locale=LOCALE, domain=domain.name, project="tongxin", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=LOCALE, domain=domain.name)


def update(domain: Domain, texts: set[Text]) -> list[str]:
    """Add new texts, drop those that are gone, keep translations; return the untranslated ones."""
    old = read(domain)
    new = Catalog(locale=LOCALE, domain=domain.name, project="tongxin", fuzzy=False)
    new.header_comment = f"# {domain.name}: Chinese (China)"
    for text in sorted(texts, key=_single):
        kept = old.get(_single(text))
        said = _said(kept) if kept is not None else ""
        flags = ["python-format"] if "%(" in _single(text) else []
        new.add(text, said if isinstance(text, str) else (said,), flags=flags)
    buffer = io.BytesIO()
    write_po(buffer, new, width=0, no_location=True, sort_output=True)
    path = domain.path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_plain(buffer.getvalue()))
    return [_single(_id(m)) for m in new if m.id and not _said(m)]


def _single(text: Text) -> str:
    """A msgid, or the singular of one."""
    return text if isinstance(text, str) else text[0]


def _id(message: Message) -> Text:
    return message.id if isinstance(message.id, str) else (message.id[0], message.id[1])


def _said(message: Message) -> str:
    """The translation; Chinese has one form for all numbers."""
    said = message.string
    return str(said if isinstance(said, str) else said[0] if said else "")


def _plain(text: bytes) -> bytes:
    """A catalogue changes when its texts do, not with the day; nobody's address stands in it."""
    drop = (b"POT-", b"PO-", b"Generated-", b"Last-", b"Language-Team", b"Project-", b"Report-")
    starts = tuple(b'"' + name for name in drop)
    return b"\n".join(line for line in text.split(b"\n") if not line.startswith(starts))


def compile_domain(domain: Domain) -> None:
    """Write the ``.mo`` beside the ``.po`` when it is missing or older; several processes may at once."""
    source, target = domain.path(), domain.path("mo")
    if not source.exists():
        return
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_suffix(f".mo.{os.getpid()}")
    with aside.open("wb") as file:
        write_mo(file, read(domain))
    aside.replace(target)


def faults(domain: Domain, texts: set[Text]) -> list[str]:
    """What is wrong with a catalogue: missing, left over, untranslated or differently filled texts."""
    catalogue = {_id(m): _said(m) for m in read(domain) if m.id}
    where = domain.path().name
    found = [f"{where}: missing {t!r}." for t in sorted(texts - catalogue.keys(), key=_single)]
    gone = sorted(catalogue.keys() - texts, key=_single)
    found += [f"{where}: no longer used {t!r}." for t in gone]
    for text, translated in catalogue.items():
        found += [f"{where}: {_single(text)!r} {what}" for what in _wrong(text, translated)]
    return found


def _wrong(text: Text, translated: str) -> Iterator[str]:
    if not translated:
        yield "is not translated."
    elif any(
        _places(t) != _places(translated) for t in ([text] if isinstance(text, str) else text)
    ):
        yield "and its translation have different places to fill."
    for part in (*([text] if isinstance(text, str) else text), translated):
        if "%" in _PLACE.sub("", part):
            yield f"has a '%' that is no place to fill: {part!r}."


def clashes(domains: Iterable[Domain]) -> list[str]:
    """Texts that two catalogues translate differently: the later one would win on every page."""
    known: dict[str, tuple[str, str]] = {}
    found = []
    for domain in domains:
        for message in read(domain):
            text = _single(_id(message))
            name, said = known.setdefault(text, (domain.name, _said(message)))
            if text and said != _said(message):
                found.append(f"{name}.po and {domain.name}.po translate {text!r} differently.")
    return found


def _places(text: str) -> set[str]:
    return set(_PLACE.findall(text))
