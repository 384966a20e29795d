"""Finds every form that pages offer by walking them, with the kinds of its inputs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from flask import Flask
from typing_extensions import override
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from tests.core.texts_walk import walk
from tests.site import Browser, Values, forms_of

FREE = (
    "text",
    "textarea",
    "date",
    "datetime-local",
    "number",
    "search",
    "password",
    "email",
    "tel",
)
"""Kinds of input into which anything can be typed or pasted."""


@dataclass
class FoundForm:
    """A form of a page: where it is sent, what it would send, and of which kind each input is."""

    page: str
    method: str
    action: str
    kinds: dict[str, str] = field(default_factory=dict)
    values: Values = field(default_factory=Values)
    hidden: set[str] = field(default_factory=set)
    endpoint: str = ""
    of: str = ""
    """Chapter and record whose page receives it, '' for a page of the core."""

    @property
    def typed(self) -> list[str]:
        """Names of the inputs into which anything can be typed."""
        return [name for name, kind in self.kinds.items() if kind in FREE]

    @property
    def key(self) -> tuple[str, ...]:
        """The same for forms that differ in numbers only."""
        seen = {re.sub(r"\d+", "0", n) for n in self.kinds if n not in self.hidden}
        return (self.method, self.endpoint, self.of, *sorted(seen))


class _Inputs(HTMLParser):
    def __init__(self, page: str, html: str) -> None:
        super().__init__()
        self.page, self.forms = page, list[FoundForm]()
        self._open: FoundForm | None = None
        self.feed(html)

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {k: v or "" for k, v in attrs}
        if tag == "form":
            action = has.get("action") or self.page
            self._open = FoundForm(self.page, has.get("method", "get").lower(), action)
            self.forms.append(self._open)
        elif self._open is not None and tag in ("input", "textarea", "select") and has.get("name"):
            kind = has.get("type", "text") if tag == "input" else tag
            self._open.kinds[has["name"]] = kind
            if kind == "hidden":
                self._open.hidden.add(has["name"])

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None


def forms_on(page: str, html: str) -> list[FoundForm]:
    """All forms of one page; those that are posted with what they would send as they stand."""
    found = _Inputs(page, html).forms
    sent = iter(values for _action, values in forms_of(html))
    for form in found:
        if form.method == "post":
            form.values = next(sent)
    return [f for f in found if f.method in ("get", "post")]


def every_form(app: Flask, browser: Browser, *starts: str) -> Iterator[FoundForm]:
    """One of each form of all pages that links lead to."""
    seen = set[tuple[str, ...]]()
    for path, _words in walk(browser, *starts):
        for form in forms_on(path, browser.get(path).text):
            form.endpoint, form.of = _receiver(app, form)
            if form.key not in seen:
                seen.add(form.key)
                yield form


def _receiver(app: Flask, form: FoundForm) -> tuple[str, str]:
    target, method = form.action.partition("?")[0], form.method.upper()
    try:
        endpoint, args = app.url_map.bind("localhost").match(target, method=method)
    except (HTTPException, RequestRedirect):
        return f"nothing at {form.action}", ""
    parts = (args.get("chapter"), args.get("record") or args.get("short"))
    return str(endpoint), ".".join(p for p in parts if p)
