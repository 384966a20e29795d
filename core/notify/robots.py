"""Robots of WeCom and DingTalk groups: their formats, limits, signature and error codes."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import http.client
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode

from core.notify.in_time import EACH, WHOLE
from core.notify.letters import Letter
from core.notify.models import DINGTALK, WECOM
from core.notify.outcome import DONE, Result, Sent
from core.notify.post import Answer, post_json

BUSY = -1
MARK = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What a service takes and what its error codes mean. ``longest`` in bytes; ``pause`` is how long
    it takes nothing more after too much."""

    longest: int
    too_fast: frozenset[int]
    no_robot: frozenset[int]
    security: frozenset[int]
    pause: dt.timedelta


SERVICES = {
    WECOM: Service(
        longest=2048,
        too_fast=frozenset({45009}),
        no_robot=frozenset({93000}),
        security=frozenset(),
        pause=dt.timedelta(minutes=1),
    ),
    DINGTALK: Service(
        longest=20_000,
        too_fast=frozenset({130101, 410100}),
        no_robot=frozenset({300001, 300005, 400013, 400101, 400102, 400106}),
        security=frozenset({310000}),
        pause=dt.timedelta(minutes=10),
    ),
}


@dataclass(frozen=True, kw_only=True)
class Robot:
    """A robot in a group. The address holds its key; neither it nor the secret is shown anywhere."""

    name: str
    url: str = field(repr=False)
    secret: str = field(default="", repr=False)
    trust: ssl.SSLContext | None = None
    each: float = EACH
    whole: float = WHOLE

    @property
    def group(self) -> bool:
        """A robot speaks into a group."""
        return True

    @contextmanager
    def opened(self) -> Iterator[Robot]:
        """Each message is a request of its own."""
        yield self

    def __call__(self, letter: Letter) -> Sent:
        """Send a letter."""
        service = SERVICES[self.name]
        body = {"msgtype": "text", "text": {"content": fit(letter.text, service.longest)}}
        address = signed(self.url, self.secret, letter.at) if self.secret else self.url
        try:
            answer = post_json(address, body, trust=self.trust, each=self.each, whole=self.whole)
        except ssl.SSLError as error:
            return Sent(Result.DOWN, "tls", type(error).__name__)
        except TimeoutError:
            return Sent(Result.DOWN, "too_slow")
        except (OSError, http.client.HTTPException) as error:
            return Sent(Result.DOWN, "no_answer", type(error).__name__)
        return judge(answer, service)


def signed(url: str, secret: str, at: dt.datetime) -> str:
    """DingTalk's address with time and signature: HMAC-SHA-256 over both, as base64, encoded."""
    stamp = str(round(at.timestamp() * 1000))
    mac = hmac.new(secret.encode(), f"{stamp}\n{secret}".encode(), hashlib.sha256).digest()
    more = urlencode({"timestamp": stamp, "sign": base64.b64encode(mac).decode()})
    return f"{url}{'&' if '?' in url else '?'}{more}"


def fit(text: str, longest: int) -> str:
    """*text* in at most *longest* bytes: whole lines, then a mark that something is missing."""
    if len(text.encode()) <= longest:
        return text
    room = longest - len(f"\n{MARK}".encode())
    cut = text.encode()[:room].decode("utf-8", "ignore")
    lines = cut.rpartition("\n")[0] or cut
    return f"{lines}\n{MARK}"


def judge(answer: Answer, service: Service) -> Sent:
    """What an answer means for the letter."""
    if 300 <= answer.status < 400:
        return Sent(Result.DEAD, "moved", f"HTTP {answer.status}")
    if answer.status == 429 or answer.status >= 500:
        return Sent(Result.LATER, "not_now", f"HTTP {answer.status}")
    code = answer.body.get("errcode")
    if answer.status != 200 or not isinstance(code, int):
        reason = "strange" if answer.status == 200 else "rejected"
        return Sent(
            Result.DEAD if answer.status != 200 else Result.LATER, reason, f"HTTP {answer.status}"
        )
    if code == 0:
        return DONE
    detail = f"{code} {_plain(answer.body.get('errmsg'))}"
    if code in service.too_fast:
        return Sent(Result.SLOW, "too_fast", detail, service.pause)
    if code == BUSY:
        return Sent(Result.LATER, "not_now", detail)
    if code in service.no_robot:
        return Sent(Result.DEAD, "no_robot", detail)
    return Sent(Result.DEAD, "security" if code in service.security else "rejected", detail)


def _plain(told: object) -> str:
    return "".join(c for c in str(told or "") if c.isprintable())[:200]
