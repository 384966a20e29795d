"""Walks all pages that links lead to, and reads what a person would read on them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from typing_extensions import override

from core.directory.chapter import ROLES
from tests.builders import ACCOUNTS
from tests.site import Browser

SPOKEN = ("placeholder", "aria-label", "title", "alt", "data-confirm", "data-t-none")
SILENT = ("script", "style", "code", "kbd", "svg", "textarea")
"""Elements whose text is none of ours: programs, codes, keys, what people typed."""
EMPTY = ("input", "br", "hr", "img", "meta", "link", "use", "col", "wbr")


CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+")
LATIN = re.compile(r"[A-Za-z]{2,}")
NAMES = re.compile("林一[长友]|周二[长友]|吴主任")
BRAND = "同"
"""The sign of the product beside its name."""
DATA = re.compile(
    r"unit_head|sanbu_liuyuan|\d+ KB"
    r"|S-\w+-\w|TZ-\w+-[\d-]+|(?:Head of )?\b(?:Alpha|Beta|ALPHA|BETA)\b(?: \w+)?|Meeting 12"
    r"|Werkzeug/[\d.]+|list-\d+|because|something"
    r"|\w+\.R\d\d\.\d[ab]?|[a-z_]+ \d+\.\d+\.\d+"  # codes of rules; names and versions of chapters
    r"|linyi\w+|zhouer\w+|wuzhuren|\b(?:ly[zy]|ze[zy]|wzr)\b"  # pinyin
    r"|\b(?:API|CSV|Excel|JSON|MB|OFD|PDF|Word|docx|txt|xlsx|pdf|ofd|jpg|png|Ctrl|Shift|Enter|Esc)\b"
    r"|\b(?:iCalendar|Outlook)\b",
    re.ASCII,  # a Chinese character ends a word
)
CODES = {role.code for role in ROLES}
USERS = {name.rstrip("12") for name, _roles, _person in ACCOUNTS} | {"neu"}


class Words(HTMLParser):
    """Texts of a page with their surroundings' class names, and the addresses it links to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.links: list[str] = []
        self._quiet: list[bool] = []
        self.feed(html)

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {k: v or "" for k, v in attrs}
        foreign = "lang" in has and tag != "html"
        if tag == "a" and has.get("href"):
            self.links.append(has["href"])
        if not foreign and not any(self._quiet):
            self.texts += [has[name] for name in SPOKEN if name in has]
        if tag not in EMPTY:
            self._quiet.append(foreign or tag in SILENT)

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag not in EMPTY and self._quiet:
            self._quiet.pop()

    @override
    def handle_data(self, data: str) -> None:
        if data.strip() and not any(self._quiet):
            self.texts.append(" ".join(data.split()))


def foreign(text: str, locale: str) -> list[str]:
    """Words of a text that are of the other language."""
    if locale == "en":
        return [] if text == BRAND else CHINESE.findall(NAMES.sub("", text))
    return [w for w in LATIN.findall(DATA.sub("", text)) if w not in CODES | USERS]


def walk(browser: Browser, *starts: str, most: int = 400) -> Iterator[tuple[str, Words]]:
    """Every page that can be reached by links, one of each kind: numbers and values do not count."""
    waiting, seen = [urljoin("/", s) for s in starts], set[str]()
    while waiting and len(seen) < most:
        path = waiting.pop(0)
        if (kind := _kind(path)) in seen:
            continue
        seen.add(kind)
        answer = browser.client.get(path)
        if answer.status_code >= 300 or answer.mimetype != "text/html":
            continue
        words = Words(answer.text)
        yield path, words
        for link in words.links:
            split = urlsplit(urljoin(path, link))
            if not split.netloc and not split.path.endswith("/export"):
                waiting.append(split._replace(fragment="").geturl())


def _kind(path: str) -> str:
    split = urlsplit(path)
    names = sorted({name for name, _value in parse_qsl(split.query)})
    return re.sub(r"\d+", "0", split.path) + "?" + urlencode([(n, "") for n in names])
