"""Catalogues: bring ``.po`` files up to date, compile them, and say what is missing."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

LOCALE = "zh_CN"
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


def update(domain: Domain, texts: set[str]) -> list[str]:
    """Add new texts, drop those that are gone, keep translations; return the untranslated ones."""
    old = read(domain)
    new = Catalog(locale=LOCALE, domain=domain.name, project="tongxin", fuzzy=False)
    new.header_comment = f"# {domain.name}: Chinese (China)"
    for text in sorted(texts):
        kept = old.get(text)
        flags = ["python-format"] if "%(" in text else []
        new.add(text, kept.string if kept is not None else "", flags=flags)
    buffer = io.BytesIO()
    write_po(buffer, new, width=100, no_location=True, omit_header=False, sort_output=True)
    path = domain.path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_without_dates(buffer.getvalue()))
    return [str(m.id) for m in new if m.id and not m.string]


def _without_dates(text: bytes) -> bytes:
    """A catalogue changes when its texts do, not with the day it was written on."""
    drop = (b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Generated-By')
    return b"\n".join(line for line in text.split(b"\n") if not line.startswith(drop))


def compile_domain(domain: Domain) -> None:
    """Write the ``.mo`` beside the ``.po`` when it is missing or older."""
    source, target = domain.path(), domain.path("mo")
    if not source.exists():
        return
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_suffix(".mo.new")
    with aside.open("wb") as file:
        write_mo(file, read(domain))
    aside.replace(target)


def faults(domain: Domain, texts: set[str]) -> list[str]:
    """What is wrong with a catalogue: missing, left over, untranslated or differently filled texts."""
    catalogue = {str(m.id): str(m.string) for m in read(domain) if m.id}
    where = domain.path().name
    found = [f"{where}: missing {t!r}." for t in sorted(texts - catalogue.keys())]
    found += [f"{where}: no longer used {t!r}." for t in sorted(catalogue.keys() - texts)]
    for text, translated in sorted(catalogue.items()):
        if not translated:
            found.append(f"{where}: not translated {text!r}.")
        elif _places(text) != _places(translated):
            found.append(f"{where}: {text!r} and its translation have different places to fill.")
    return found


def _places(text: str) -> set[str]:
    return {part.split(")")[0] for part in text.split("%(")[1:]}
