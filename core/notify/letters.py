"""Messages in the reader's words, and the letters made of them: one mail, or a digest for a group.

A group learns how many messages of which kind there are, and nothing else: whoever reads along
there has no account that would say what they may see (privacy: no names, no subjects).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from zoneinfo import ZoneInfo

from core.notify.kinds import KIND_LABELS, known
from core.texts import N_

Say = Callable[[str, str], str]
"""(locale, English text) → the text in that language."""
ONE_LINE = 200


@dataclass(frozen=True, slots=True)
class Letter:
    """What a channel sends: a title, the text, and for mails the same as HTML.

    ``token`` is the same each time the parcel is sent; ``to`` is a mail address. ``unsubscribe`` is the
    page that ends such mails, also for mail programs that do it by one press (RFC 8058).
    """

    token: str
    at: dt.datetime
    title: str
    text: str
    html: str = ""
    to: str = ""
    sender: str = ""
    unsubscribe: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One message in the reader's language."""

    subject: str
    body: str
    link: str
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where letters are written: the words, the site's address, the college's clock."""

    say: Say
    site_url: str
    zone: ZoneInfo


def spoken(say: Say, locale: str, text: str, fill_in: str) -> str:
    """A message's *text* in the language, with its values; labels among the values are said as well.

    A text whose places and values do not fit is shown as it is: a message is never lost for that.
    """
    said = say(locale, text) if text else ""
    values = _values(fill_in)
    if not values:
        return said
    filled = {k: say(locale, v) if isinstance(v, str) and v else v for k, v in values.items()}
    try:
        return said % filled
    except (KeyError, TypeError, ValueError):
        return said


def _values(fill_in: str) -> dict[str, object]:
    try:
        found = json.loads(fill_in or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a mail is known by, when it is sent, and where it goes."""

    token: str
    at: dt.datetime
    to: str


def mail(desk: Desk, locale: str, envelope: Envelope, lines: Sequence[Line]) -> Letter:
    """One message as a mail of its own; several as one with a line each."""
    say = desk.say
    if len(lines) == 1:
        title, text, html = _single(desk, locale, lines[0])
    else:
        title, text, html = _several(desk, locale, lines)
    why = say(locale, _WHY)
    choices = f"{desk.site_url}/profile/#notices" if desk.site_url else ""
    return _letter(desk, locale, envelope, (title, text, html), (why, choices))


def _letter(
    desk: Desk, locale: str, envelope: Envelope, said: tuple[str, str, str], foot: tuple[str, str]
) -> Letter:
    """The title, text and HTML in *said*, below them why somebody gets it and where to change that."""
    (title, text, html), (why, address) = said, foot
    text += f"\n\n-- \n{why}" + (f"\n{address}" if address else "")
    shown = f'<a href="{escape(address)}">{escape(why)}</a>' if address else escape(why)
    language = "zh-CN" if locale.startswith("zh") else "en"
    html = (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title></head>\n<body>{html}\n<hr><p><small>{shown}</small></p></body></html>"
    )
    return Letter(
        token=envelope.token,
        at=envelope.at,
        title=title[:ONE_LINE],
        text=text,
        html=html,
        to=envelope.to,
        sender=desk.say(locale, "Tongxin"),
    )


def to_outside(
    desk: Desk,
    locale: str,
    envelope: Envelope,
    line: Line,
    links: Sequence[tuple[str, str]],
    stop: str,
) -> Letter:
    """A mail to somebody without an account: *links* as (label, address), and how to end the mails."""
    parts = [p for p in (line.subject, line.body) if p]
    text = "\n\n".join([*parts, *(f"{label}\n{address}" for label, address in links)])
    html = "".join(f"<p>{escape(p)}</p>" for p in parts)
    html += "".join(f'<p><a href="{escape(a)}">{escape(label)}</a></p>' for label, a in links)
    said = (_flat(line.subject), text, html)
    made = _letter(desk, locale, envelope, said, (desk.say(locale, _AGREED), stop))
    return replace(made, unsubscribe=stop)


_AGREED = N_("You get this mail because you agreed to it. Here you end such mails at once:")
_WHY = N_("You get this mail because of your account. Choose there what is mailed to you and when.")
_ONE = N_("A new notice")
_SEVERAL = N_("%(number)s new notices")
_OPEN = N_("Open")


def _single(desk: Desk, locale: str, line: Line) -> tuple[str, str, str]:
    title, url = _flat(line.subject), _url(desk, line.link)
    parts = [p for p in (line.subject, line.body) if p]
    html = "".join(f"<p>{escape(p)}</p>" for p in parts)
    if url:
        html += f'<p><a href="{escape(url)}">{escape(desk.say(locale, _OPEN))}</a></p>'
    return title, "\n\n".join([*parts, url] if url else parts), html


def _several(desk: Desk, locale: str, lines: Sequence[Line]) -> tuple[str, str, str]:
    title = _headline(desk.say, locale, len(lines))
    rows, items = [], []
    for line in lines:
        when = line.at.astimezone(desk.zone).strftime("%m-%d %H:%M")
        subject, url = _flat(line.subject), _url(desk, line.link)
        rows.append(f"* {when}  {subject}" + (f"  {url}" if url else ""))
        shown = f'<a href="{escape(url)}">{escape(subject)}</a>' if url else escape(subject)
        items.append(f"<li>{when} {shown}</li>")
    html = f"<p>{escape(title)}</p><ul>{''.join(items)}</ul>"
    return title, f"{title}\n\n" + "\n".join(rows), html


def _headline(say: Say, locale: str, number: int) -> str:
    return say(locale, _ONE) if number == 1 else say(locale, _SEVERAL) % {"number": number}


def _flat(text: str) -> str:
    """On one line: a header takes no line breaks, and neither does a line of a digest."""
    return " ".join(text.split())


def _url(desk: Desk, link: str) -> str:
    return desk.site_url + link if desk.site_url and link.startswith("/") else ""


def group(
    desk: Desk, locale: str, token: str, at: dt.datetime, counts: Mapping[str, int]
) -> Letter:
    """A digest for a group: how many messages of each kind, and where to read them."""
    say = desk.say
    by_kind: dict[str, int] = {}
    for kind, number in counts.items():
        by_kind[known(kind)] = by_kind.get(known(kind), 0) + number
    title = f"{say(locale, 'Tongxin')} · {_headline(say, locale, sum(by_kind.values()))}"
    rows = [
        say(locale, "%(label)s: %(text)s") % {"label": say(locale, label), "text": by_kind[kind]}
        for kind, label in KIND_LABELS.items()
        if kind in by_kind
    ]
    rows.append(say(locale, _SIGN_IN) + (f" {desk.site_url}/inbox/" if desk.site_url else ""))
    return Letter(token, at, title, "\n".join([title, *rows]))


_SIGN_IN = N_("Sign in to read them.")
TRIAL = N_("This is a trial of the settings. Nothing needs to be done.")
