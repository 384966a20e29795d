"""Where the search leads besides records: pages of the menu, things to add, articles.

Found by what they are called, by pinyin and by initials; only what the reader may open is there.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass

from core.access.actor import Actor
from core.records.find import sound_of
from core.texts.pinyin import sound
from core.web.language import html_lang, say
from core.web.menu import DIRECTORY, groups_for, in_menu, may_see_duties, url_of
from core.web.runtime import runtime

PAGE, ACTION, ARTICLE = "page", "action", "article"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to open: ``more`` says where it belongs."""

    kind: str
    label: str
    url: str
    icon: str
    more: str = ""


def entries(actor: Actor) -> Iterator[Entry]:
    """Everything the actor may open that is no record."""
    for group in groups_for(actor):
        for link in group.links:
            if not link.below:
                yield Entry(PAGE, link.label, link.url, link.icon or "file-text", group.label)
            for inner in link.below:
                yield Entry(PAGE, inner.label, inner.url, link.icon or "file-text", link.label)
    if may_see_duties():
        yield Entry(PAGE, say("Calendar of duties"), "/duties/calendar", "calendar", say("Duties"))
    yield Entry(PAGE, say("Profile"), "/profile/", "user")
    yield from _actions(actor)
    yield from _articles()


def _actions(actor: Actor) -> Iterator[Entry]:
    chapters = runtime().chapters
    manifests = chapters.catalogue.manifests.items()
    for name, manifest in sorted(manifests, key=lambda m: m[0] == DIRECTORY):
        for record in chapters.catalogue.records_of(name):
            if chapters.enabled(name) and in_menu(record) and actor.may(record.name, "create"):
                label = say("New: %(name)s", {"name": say(record.label)})
                yield Entry(ACTION, label, url_of(record) + "add", "plus", say(manifest.title))


def _articles() -> Iterator[Entry]:
    chapters = runtime().chapters
    for name, manifest in chapters.catalogue.manifests.items():
        if chapters.enabled(name):
            for article in manifest.articles:
                number = say("Article %(number)s", {"number": article.number})
                label = f"{number} {say(article.title)}"
                url = f"/articles/{article.number}"
                yield Entry(ARTICLE, label, url, "book", say(manifest.title))


def warm() -> None:
    """Load the dictionary of sounds beside the request: who opens the search will type in a moment."""
    threading.Thread(target=sound, args=("同心",), daemon=True).start()


def matching(actor: Actor, text: str, most: int) -> dict[str, list[Entry]]:
    """By kind, what the text means: labels that begin with it before those that only hold it."""
    found: dict[str, list[tuple[int, Entry]]] = {PAGE: [], ACTION: [], ARTICLE: []}
    wanted, spoken = text.lower(), sound_of(text) if html_lang() == "zh-CN" else ""
    for entry in entries(actor):
        rank = _rank(entry.label, wanted, spoken)
        if rank is not None:
            found[entry.kind].append((rank, entry))
    return {
        kind: [entry for _rank_of, entry in sorted(hits, key=lambda h: h[0])[:most]]
        for kind, hits in found.items()
        if hits
    }


def _rank(label: str, wanted: str, spoken: str) -> int | None:
    low = label.lower()
    if not wanted or low.startswith(wanted):
        return 0
    if wanted in low:
        return 1
    if spoken:
        heard = sound(label)
        if heard.initials.startswith(spoken) or heard.pinyin.startswith(spoken):
            return 1
        if spoken in heard.initials or spoken in heard.pinyin:
            return 2
    return None
