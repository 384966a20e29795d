"""Group robots as the services describe them: the server checks format, length, signature and pace."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import json
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from typing_extensions import override

from core.notify.models import DINGTALK, WECOM
from core.notify.robots import Robot

KEY, TOKEN, SECRET = "wecom-key-1", "ding-token-1", "SEC-of-the-tests"
HOUR, MINUTE = dt.timedelta(hours=1), dt.timedelta(minutes=1)


def _error(code: int, text: str) -> dict[str, Any]:
    return {"errcode": code, "errmsg": text}


@dataclass
class Robots:
    """One server for both services. ``answer`` replaces the judgement where a test wants it so."""

    clock: Callable[[], dt.datetime]
    taken: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    times: list[dt.datetime] = field(default_factory=list)
    answer: tuple[int, dict[str, str], bytes] | None = None
    delay: float = 0.0
    url: str = ""

    def judge(self, path: str, kind: str, body: bytes) -> dict[str, Any]:
        """The answer of the service to one request."""
        split = urlsplit(path)
        query = {k: v[0] for k, v in parse_qs(split.query).items()}
        try:
            sent = json.loads(body)
        except ValueError:
            return _error(40008, "invalid message type")
        if not kind.startswith("application/json"):
            return _error(43004, "bad content type")
        wecom = split.path == "/cgi-bin/webhook/send"
        wrong = self._wecom(query) if wecom else self._dingtalk(split.path, query)
        if wrong:
            return wrong
        if set(sent) != {"msgtype", "text"} or sent["msgtype"] != "text":
            return _error(40008, "invalid message type")
        text = sent["text"]["content"]
        if set(sent["text"]) != {"content"} or not text:
            return _error(44004, "empty content")
        if len(text.encode()) > (2048 if wecom else 20_000):
            return _error(40058, "content exceed max length")
        now = self.clock()
        if sum(now - t < MINUTE for t in self.times) >= 20:
            return _error(
                *((45009, "api freq out of limit") if wecom else (130101, "send too fast"))
            )
        self.times.append(now)
        self.taken.append(text)
        return _error(0, "ok")

    def _wecom(self, query: dict[str, str]) -> dict[str, Any] | None:
        return None if query == {"key": KEY} else _error(93000, "invalid webhook url")

    def _dingtalk(self, path: str, query: dict[str, str]) -> dict[str, Any] | None:
        if path != "/robot/send" or query.get("access_token") != TOKEN:
            return _error(300005, "token is not exist")
        stamp = query.get("timestamp", "0")
        at = dt.datetime.fromtimestamp(int(stamp) / 1000, dt.UTC)
        if abs(self.clock() - at) > HOUR:
            return _error(310000, "invalid timestamp")
        mac = hmac.new(SECRET.encode(), f"{stamp}\n{SECRET}".encode(), hashlib.sha256).digest()
        if query.get("sign") != base64.b64encode(mac).decode():
            return _error(310000, "sign not match")
        return None


@contextmanager
def robot_server(
    clock: Callable[[], dt.datetime], *, tls: ssl.SSLContext | None = None
) -> Iterator[Robots]:
    """The robots on a free port of this machine."""
    robots = Robots(clock)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", "0"))
            body = self.rfile.read(length)
            robots.asked.append(self.path)
            if robots.delay:
                time.sleep(robots.delay)
            status, headers, answer = robots.answer or (
                200,
                {},
                json.dumps(
                    robots.judge(self.path, self.headers.get("Content-Type", ""), body)
                ).encode(),
            )
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer)

        do_GET = do_POST

        @override
        def log_message(self, *_given: Any) -> None:
            return None

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    robots.url = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}"
    try:
        yield robots
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def wecom(robots: Robots, key: str = KEY, **more: object) -> Robot:
    """The robot of the WeCom group at this server."""
    url = f"{robots.url}/cgi-bin/webhook/send?key={key}"
    return Robot(name=WECOM, url=url, **more)  # type: ignore[arg-type]


def dingtalk(robots: Robots, token: str = TOKEN, secret: str = SECRET) -> Robot:
    """The robot of the DingTalk group at this server."""
    url = f"{robots.url}/robot/send?access_token={token}"
    return Robot(name=DINGTALK, url=url, secret=secret)
