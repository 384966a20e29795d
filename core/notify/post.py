"""One HTTP request to one address: encrypted unless it stays on this machine, never led elsewhere."""

from __future__ import annotations

import http.client
import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from core.notify.in_time import EACH, WHOLE, in_time

LOOPBACK = ("127.0.0.1", "localhost", "::1")
LONGEST_ANSWER = 64 << 10


@dataclass(frozen=True, slots=True)
class Answer:
    """A status and the JSON object that came with it; empty where there was none."""

    status: int
    body: Mapping[str, object]


def post_json(
    url: str,
    body: Mapping[str, object],
    *,
    trust: ssl.SSLContext | None = None,
    each: float = EACH,
    whole: float = WHOLE,
) -> Answer:
    """Send *body*. A redirect is an answer like any other; no proxy and no stored password is used.

    Raises OSError or http.client.HTTPException when there is no answer, ValueError when the address
    is neither encrypted nor on this machine.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    connection: http.client.HTTPConnection
    if parts.scheme == "https":
        trust = trust or ssl.create_default_context()
        connection = http.client.HTTPSConnection(host, parts.port, timeout=each, context=trust)
    elif parts.scheme == "http" and host in LOOPBACK:
        connection = http.client.HTTPConnection(host, parts.port, timeout=each)
    else:
        raise ValueError("The address is not encrypted. Give one that begins with https://.")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    sent = json.dumps(body, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json; charset=utf-8", "Connection": "close"}
    try:
        with in_time(lambda: connection.sock, whole):
            connection.request("POST", target, sent, headers)
            answer = connection.getresponse()
            return Answer(answer.status, _object(answer.read(LONGEST_ANSWER)))
    finally:
        connection.close()


def _object(text: bytes) -> Mapping[str, object]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
