"""A thin client of the WeChat Official Account interface: token, pictures, draft, publishing, result.

The secret and the token stand in no message, no log and no exception.
"""

from __future__ import annotations

import datetime as dt
import http.client
import json
import mimetypes
import secrets
import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

LOOPBACK = ("127.0.0.1", "localhost", "::1")
SECONDS = 30.0
"""For each step of a conversation."""
LONGEST_ANSWER = 1 << 20
OLD_TOKEN = (40001, 40014, 42001)
LATER = (-1, 45009, 45011)
"""Codes of «busy» and «too often»: the same may work later."""
EARLY = dt.timedelta(minutes=5)
"""So long before it ends, a token is renewed: for that time old and new are both good."""
BETWEEN_FORCED = dt.timedelta(seconds=30)


class PlatformError(Exception):
    """The platform said no, with its code; *later* where the same may work another time."""

    def __init__(self, code: int, *, later: bool = False) -> None:
        super().__init__(f"errcode {code}")
        self.code, self.later = code, later


class NoAnswer(Exception):
    """The platform did not answer, or not in its own way."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a publication stands: 0 done, 1 running, others failed."""

    status: int
    article_id: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class _Token:
    value: str
    until: dt.datetime


class WeChat:
    """One account. Used by one thread at a time or several; the token is kept in memory only."""

    def __init__(self, url: str, appid: str, secret: str, clock: Callable[[], dt.datetime]) -> None:
        parts = urlsplit(url)
        plain = parts.scheme == "http" and parts.hostname in LOOPBACK
        if parts.scheme != "https" and not plain:
            raise ValueError("The address of the interface must begin with https://.")
        self._host, self._port, self._encrypted = parts.hostname or "", parts.port, not plain
        self._path = parts.path.rstrip("/")
        self._appid, self._secret, self._clock = appid, secret, clock
        self._lock = threading.Lock()
        self._token: _Token | None = None
        self._forced: dt.datetime | None = None

    # -- the calls

    def upload_picture(self, name: str, content: bytes) -> str:
        """A picture for the text; its address at the platform."""
        files = {"media": (name, content)}
        return str(self._call("/cgi-bin/media/uploadimg", files=files)["url"])

    def add_cover(self, name: str, content: bytes) -> str:
        """A permanent picture for the cover; its number."""
        path, files = "/cgi-bin/material/add_material", {"media": (name, content)}
        return str(self._call(path, files=files, type="image")["media_id"])

    def add_draft(self, article: Mapping[str, object]) -> str:
        """A draft of one article; its number."""
        return str(self._call("/cgi-bin/draft/add", {"articles": [article]})["media_id"])

    def submit(self, draft: str) -> str:
        """Ask for a draft to be published; the number to ask for the result with."""
        body = {"media_id": draft}
        return str(self._call("/cgi-bin/freepublish/submit", body)["publish_id"])

    def result(self, number: str) -> Outcome:
        """How a publication stands now."""
        told = self._call("/cgi-bin/freepublish/get", {"publish_id": number})
        detail = told.get("article_detail")
        items = detail.get("item") if isinstance(detail, dict) else None
        first = items[0] if isinstance(items, list) and items else {}
        try:
            status = int(told["publish_status"])
        except (TypeError, ValueError):
            raise NoAnswer("an answer without a state") from None
        return Outcome(
            status, str(told.get("article_id") or ""), str(first.get("article_url") or "")
        )

    # -- the token

    def _good_token(self) -> str:
        with self._lock:
            if self._token is None or self._token.until - EARLY <= self._clock():
                self._token = self._new_token(forced=False)
            return self._token.value

    def _other_token(self, old: str) -> None:
        """A token was refused: ask for another, by force where the same one comes back."""
        with self._lock:
            if self._token is None or self._token.value != old:
                return
            self._token = self._new_token(forced=False)
            now = self._clock()
            rested = self._forced is None or now - self._forced > BETWEEN_FORCED
            if self._token.value == old and rested:
                self._forced = now
                self._token = self._new_token(forced=True)

    def _new_token(self, *, forced: bool) -> _Token:
        body = {
            "grant_type": "client_credential",
            "appid": self._appid,
            "secret": self._secret,
            "force_refresh": forced,
        }
        told = self._send("/cgi-bin/stable_token", body, None, {})
        try:
            lasts = dt.timedelta(seconds=int(told["expires_in"]))
            return _Token(str(told["access_token"]), self._clock() + lasts)
        except (KeyError, TypeError, ValueError):
            raise NoAnswer("an answer without a token") from None

    # -- below

    def _call(
        self,
        path: str,
        body: Mapping[str, object] | None = None,
        *,
        files: Mapping[str, tuple[str, bytes]] | None = None,
        **query: str,
    ) -> _Answer:
        token = self._good_token()
        try:
            return self._send(path, body, files, query | {"access_token": token})
        except PlatformError as error:
            if error.code not in OLD_TOKEN:
                raise
        self._other_token(token)
        return self._send(path, body, files, query | {"access_token": self._good_token()})

    def _send(
        self,
        path: str,
        body: Mapping[str, object] | None,
        files: Mapping[str, tuple[str, bytes]] | None,
        query: Mapping[str, str],
    ) -> _Answer:
        if files is None:
            # As the platform shows the letters it is sent, Chinese must not be escaped.
            sent = json.dumps(body, ensure_ascii=False).encode()
            kind = "application/json; charset=utf-8"
        else:
            sent, kind = _form(files)
        target = f"{self._path}{path}?{urlencode(query)}"
        headers = {"Content-Type": kind, "Connection": "close"}
        connection = self._connection()
        try:
            connection.request("POST", target, sent, headers)
            answer = connection.getresponse()
            return _judged(answer.status, answer.read(LONGEST_ANSWER))
        except (OSError, http.client.HTTPException) as error:
            raise NoAnswer(type(error).__name__) from None
        finally:
            connection.close()

    def _connection(self) -> http.client.HTTPConnection:
        """To the configured address only: no redirect is followed, no proxy used, and nothing logs
        the address of a request, which holds the token."""
        if self._encrypted:
            trust = ssl.create_default_context()
            return http.client.HTTPSConnection(
                self._host, self._port, timeout=SECONDS, context=trust
            )
        return http.client.HTTPConnection(self._host, self._port, timeout=SECONDS)


def _form(files: Mapping[str, tuple[str, bytes]]) -> tuple[bytes, str]:
    """Files as a form with parts, and its content type."""
    mark = secrets.token_hex(16)
    parts = []
    for field, (name, content) in files.items():
        shown = "".join(c for c in name if c.isprintable() and c not in '"\\')
        head = f'Content-Disposition: form-data; name="{field}"; filename="{shown}"'
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        start = f"--{mark}\r\n{head}\r\nContent-Type: {kind}\r\n\r\n"
        parts.append(start.encode() + content + b"\r\n")
    return b"".join(parts) + f"--{mark}--\r\n".encode(), f"multipart/form-data; boundary={mark}"


class _Answer(dict[str, Any]):
    """What the platform said; a missing part is an answer that is not its own."""

    def __missing__(self, key: str) -> Any:
        raise NoAnswer(f"an answer without {key}")


def _judged(status: int, content: bytes) -> _Answer:
    if status != 200:
        raise NoAnswer(f"HTTP {status}")
    try:
        told = json.loads(content)
    except ValueError:
        raise NoAnswer("no JSON") from None
    if not isinstance(told, dict):
        raise NoAnswer("no JSON object")
    code = told.get("errcode", 0)
    if code != 0:
        raise PlatformError(int(code), later=code in LATER)
    return _Answer(told)
