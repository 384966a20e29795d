"""Texts in a language outside of any page: for mails, which nobody's request renders."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from core.texts.catalogues import LOCALE, Domain, read


class Speaker:
    """Looks texts up in the catalogues; of two that know a text the later one counts.

    They are read once, from their sources: what a mail says does not hang on compiled files.
    """

    def __init__(self, domains: Sequence[Domain]) -> None:
        self._domains = tuple(domains)
        self._lock = threading.Lock()
        self._known: dict[str, str] | None = None

    def say(self, locale: str, text: str) -> str:
        """*text* in the language; as it is where there is no translation."""
        return text if locale != LOCALE else self._chinese().get(text, text)

    def _chinese(self) -> dict[str, str]:
        with self._lock:
            if self._known is None:
                self._known = {}
                for domain in self._domains:
                    for message in read(domain):
                        if isinstance(message.id, str) and isinstance(message.string, str):
                            if message.id and message.string:
                                self._known[message.id] = message.string
            return self._known
