"""The text of an article: plain lines or HTML, what is left of it, its words, its length, its hash."""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Callable, Mapping, Sequence
from html.parser import HTMLParser

import nh3
from typing_extensions import override

CONTENT = ("title", "byline", "digest", "column", "channel", "source_url", "body")
"""What a review is about. Of the body, its words, links and pictures; not how they are laid out."""
MOST_CHARACTERS, MOST_BYTES = 20_000, 1 << 20
"""An article of the account stays below both, counted on the whole HTML."""
TITLE, BYLINE, DIGEST = 32, 16, 120
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_HAN = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_LOOSE = re.compile(rf"\s+(?=[{_HAN}])|(?<=[{_HAN}])\s+")
_TAGS = set(
    "p br strong b em i u s h1 h2 h3 h4 ul ol li blockquote img a section span figure figcaption "
    "table thead tbody tr td th hr sup sub".split()
)
_ATTRIBUTES = {"*": {"style"}, "a": {"href"}, "img": {"src", "alt"}, "td": {"colspan", "rowspan"}}
_STYLES = set(
    "text-align text-indent color background-color font-size font-weight line-height letter-spacing "
    "margin margin-top margin-bottom padding border border-left border-radius width".split()
)


def is_html(body: str) -> bool:
    """True when the text was written with tags."""
    return _TAG.search(body) is not None


def cleaned(body: str) -> str:
    """The text as it is kept: of HTML only what an article needs, and nothing that runs or loads."""
    return _sanitised(body) if is_html(body) else body


def _sanitised(body: str, attribute: Callable[[str, str, str], str | None] | None = None) -> str:
    return nh3.clean(
        body,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=attribute,
        filter_style_properties=_STYLES,
        url_schemes={"https", "http"},
        link_rel=None,
    ).strip()


def as_html(body: str) -> str:
    """The HTML of the text; plain lines become paragraphs."""
    if is_html(body):
        return cleaned(body)
    lines = (line.strip() for line in body.split("\n"))
    return "\n".join(f"<p>{html.escape(line)}</p>" for line in lines if line)


def with_pictures(whole: str, urls: Mapping[str, str]) -> str:
    """HTML whose pictures, so far named by their files, are at these addresses."""

    def at(tag: str, name: str, value: str) -> str:
        return urls.get(value, value) if (tag, name) == ("img", "src") else value

    return _sanitised(whole, at)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.shown: list[str] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "img":
            self.shown.append(f"img {given.get('src') or ''} {given.get('alt') or ''}")
        elif tag == "a":
            self.shown.append(f"a {given.get('href') or ''}")
        if tag not in ("span", "strong", "b", "em", "i", "u", "s", "sup", "sub", "a"):
            self.said.append(" ")

    @override
    def handle_data(self, data: str) -> None:
        self.said.append(data)


def _read(body: str) -> _Words:
    reader = _Words()
    reader.feed(as_html(body))
    reader.close()
    return reader


def words(body: str) -> str:
    """What a reader reads: without tags, blanks only where they part words."""
    return " ".join(_LOOSE.sub("", "".join(_read(body).said)).split())


def pictures(body: str) -> tuple[str, ...]:
    """The addresses of its pictures in order."""
    found = _read(body).shown
    return tuple(s.split(" ", 2)[1] for s in found if s.startswith("img "))


def content_hash(values: Mapping[str, object], files: Sequence[tuple[str, str]]) -> str:
    """SHA-256 over what a review is about: the words, and name and hash of each attached file in order.
    Other paragraphs, colours or sizes leave it as it is."""
    given = {name: values.get(name) for name in CONTENT}
    body = str(given["body"] or "")
    given["body"] = [words(body), _read(body).shown]
    if files:
        given["files"] = [list(file) for file in files]
    text = json.dumps(given, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
