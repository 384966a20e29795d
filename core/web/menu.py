"""The left menu: made from what the chapters declare, once per roles, language and generation."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

from flask import current_app, g, render_template, request
from flask_babel import get_locale
from markupsafe import Markup
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from core.access.actor import Actor
from core.declare import Record
from core.texts import N_
from core.web.language import say
from core.web.reports.offers import by_chapter
from core.web.runtime import me, runtime
from core.web.work.figures import Gallery

MOST_KEPT = 2000
DIRECTORY = "directory"
SYSTEM = (
    ("core.chapters", N_("Chapters"), "puzzle", "/chapters/"),
    ("core.accounts", N_("Accounts"), "users", "/accounts/"),
    ("core.roles", N_("Roles"), "shield-lock", "/roles/"),
    ("core.notices", N_("Outgoing messages"), "send", "/notices/"),
    ("core.jobs", N_("Background jobs"), "refresh", "/jobs/"),
    ("core.audit", N_("Audit trail"), "history", "/audit/"),
    ("core.retention", N_("Terms of keeping"), "clock", "/retention/"),
    ("core.consents", N_("Consent register"), "clipboard-list", "/consents/"),
    ("core.search", N_("Search indexes"), "search", "/search/indexes/"),
)
"""Pages of the core: what is granted, label, icon, address."""


@dataclass(frozen=True, slots=True)
class Link:
    """One entry, with the records below a chapter's entry."""

    label: str
    url: str
    icon: str = ""
    below: tuple[Link, ...] = field(default=())

    def leads_to(self, current: str) -> bool:
        """True when the present page is this entry or below it."""
        return current == self.url or any(link.url == current for link in self.below)


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one heading."""

    label: str
    links: tuple[Link, ...]


class Menus:
    """Menus as HTML, by generation. One per application; safe between threads."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._lock, self._most = threading.Lock(), most
        self._generation = -1
        self._kept: dict[tuple[object, ...], Markup] = {}

    def get(self, key: tuple[object, ...], generation: int) -> Markup | None:
        """What was kept under *key* in this generation."""
        with self._lock:
            if generation != self._generation or len(self._kept) > self._most:
                self._kept.clear()
                self._generation = generation
            return self._kept.get(key)

    def put(self, key: tuple[object, ...], html: Markup) -> None:
        """Keep the menu of *key*."""
        with self._lock:
            self._kept[key] = html


def sidebar() -> Markup:
    """The menu of whoever is signed in, with the present page marked."""
    actor = me()
    if actor.user is None:
        return Markup("")
    current = _current()
    menus: Menus = current_app.extensions["tongxin.menu"]
    may = frozenset(r for r, actions in actor.grants.items() if actions)
    key = (actor.roles, actor.person is None, may, str(get_locale()), current)
    html = menus.get(key, g.generation)
    if html is None:
        groups = groups_for(actor)
        rendered = render_template("pages/menu.html", groups=groups, current=current)
        html = Markup(rendered)  # noqa: S704 - our own template, escaped there
        menus.put(key, html)
    return html


def may_see_duties() -> bool:
    """True when the page of duties is open to whoever is signed in."""
    return bool(me().grants.get("core.duties")) and _exists("/duties/")


def groups_for(actor: Actor) -> tuple[Group, ...]:
    """All headings with their entries, without empty ones."""
    top = [Link(say("Home"), "/", "home")]
    if may_see_duties():
        top.append(Link(say("Duties"), "/duties/", "list-check"))
    top.append(Link(say("Articles"), "/articles/", "chart-bar"))
    if any(Gallery(actor).chapters()):
        top.append(Link(say("Statistics"), "/charts/", "chart-histogram"))
    if any(by_chapter(actor)):
        top.append(Link(say("Reports"), "/reports/", "report-analytics"))
    if actor.may("core.regulation", "read") and _exists("/regulation/"):
        top.append(Link(say("Regulation"), "/regulation/", "book"))
    if actor.person is not None:
        top.append(Link(say("About me"), "/me/", "user"))
    groups = (
        Group("", tuple(top)),
        Group(say("Work by chapter"), tuple(_chapters(actor))),
        Group(say("Directory"), _links(actor, DIRECTORY, icons=True)),
        Group(say("System"), tuple(_system(actor))),
    )
    return tuple(found for found in groups if found.links)


def _chapters(actor: Actor) -> Iterator[Link]:
    chapters = runtime().chapters
    for name, manifest in chapters.catalogue.manifests.items():
        if name == DIRECTORY or not chapters.enabled(name):
            continue
        below = _links(actor, name)
        if below:
            yield Link(say(manifest.title), below[0].url, manifest.icon, below)


def _links(actor: Actor, chapter: str, *, icons: bool = False) -> tuple[Link, ...]:
    catalogue = runtime().catalogue
    return tuple(
        Link(say(r.plural or r.label), url_of(r), r.icon if icons else "")
        for r in catalogue.records_of(chapter)
        if in_menu(r) and actor.may(r.name, "read")
    )


def in_menu(record: Record) -> bool:
    """True for records that have a place in the menu."""
    view = runtime().catalogue.views.get(record.name)
    return record.in_menu and not (view and view.hidden)


def _system(actor: Actor) -> Iterator[Link]:
    for record, label, icon, url in SYSTEM:
        if actor.grants.get(record) and _exists(url):
            yield Link(say(label), url, icon)


def url_of(record: Record) -> str:
    """The address of a record's list."""
    return f"/{record.chapter}/{record.short}/"


def _exists(url: str) -> bool:
    try:
        endpoint, _ = current_app.url_map.bind("localhost").match(url, method="GET")
    except (HTTPException, RequestRedirect):
        return False
    return bool(endpoint)


def _current() -> str:
    """The part of the present address that a menu entry can have."""
    parts = request.path.split("/")
    two = f"/{parts[1]}/{parts[2]}/" if len(parts) > 3 else ""
    if parts[1] in runtime().catalogue.manifests:
        return two
    return f"/{parts[1]}/" if parts[1] else "/"
