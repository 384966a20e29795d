"""Texts in a language outside of any page: for mails, which nobody's request renders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from core.texts.catalogues import LOCALE, Domain, read


class Speaker:
    """Looks texts up in the catalogues; of two that know a text the later one counts.

    They are read from their sources: what a mail says does not hang on compiled files.
    """

    def __init__(self, domains: Sequence[Domain]) -> None:
        self._domains = tuple(domains)

    def say(self, locale: str, text: str) -> str:
        """*text* in the language; as it is where there is no translation."""
        return text if locale != LOCALE else _chinese(self._domains).get(text, text)


@cache
def _chinese(domains: tuple[Domain, ...]) -> Mapping[str, str]:
    """All translations; catalogues do not change while the program runs."""
    known: dict[str, str] = {}
    for domain in domains:
        for message in read(domain):
            if isinstance(message.id, str) and isinstance(message.string, str):
                if message.id and message.string:
                    known[message.id] = message.string
    return known
