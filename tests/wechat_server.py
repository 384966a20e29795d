"""The interface of a WeChat Official Account as its documents describe it, on a free port of this machine."""

from __future__ import annotations

import datetime as dt
import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from typing_extensions import override

APPID, SECRET = "wx-of-the-tests", "a-secret-of-the-tests"
LASTS = dt.timedelta(seconds=7200)
REQUIRED = {"title", "content", "thumb_media_id"}
PICTURE = re.compile(rb'name="media"; filename=')


def error(code: int, text: str = "") -> dict[str, Any]:
    return {"errcode": code, "errmsg": f"{text} rid: 1"}


@dataclass
class Platform:
    """The account behind the server. ``status`` is what it tells of each publication; ``says`` replaces
    answers by path, and a path in ``drops`` is done, but its answer gets lost."""

    clock: Callable[[], dt.datetime]
    url: str = ""
    status: int = 1
    quota: int = 1000
    says: dict[str, dict[str, Any]] = field(default_factory=dict)
    drops: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    covers: list[str] = field(default_factory=list)
    drafts: dict[str, dict[str, Any]] = field(default_factory=dict)
    jobs: list[str] = field(default_factory=list)
    tokens: dict[str, dt.datetime] = field(default_factory=dict)
    made: int = 0

    def judge(self, path: str, query: dict[str, str], body: bytes) -> dict[str, Any]:
        """The answer to one request."""
        self.asked.append(path)
        if path in self.says:
            return self.says[path]
        if path == "/cgi-bin/stable_token":
            return self._token(json.loads(body))
        ends = self.tokens.get(query.get("access_token", ""))
        if ends is None:
            return error(40001, "invalid credential")
        if ends <= self.clock():
            return error(42001, "access_token expired")
        if len(self.asked) > self.quota:
            return error(45009, "reach max api daily quota limit")
        if path in ("/cgi-bin/media/uploadimg", "/cgi-bin/material/add_material"):
            return self._picture(path, query, body)
        handlers: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
            "/cgi-bin/draft/add": self._draft,
            "/cgi-bin/freepublish/submit": self._submit,
            "/cgi-bin/freepublish/get": self._get,
        }
        return handlers[path](json.loads(body))

    def forget_tokens(self) -> None:
        """As when somebody else had one made by force."""
        self.tokens.clear()

    def _token(self, sent: dict[str, Any]) -> dict[str, Any]:
        if sent["grant_type"] != "client_credential" or sent["appid"] != APPID:
            return error(40013, "invalid appid")
        if sent["secret"] != SECRET:
            return error(40125, "invalid appsecret")
        good = [t for t, ends in self.tokens.items() if ends > self.clock()]
        if not good or sent["force_refresh"]:
            self.made += 1
            good = [f"token-{self.made}"]
            self.tokens[good[0]] = self.clock() + LASTS
        left = self.tokens[good[-1]] - self.clock()
        return {"access_token": good[-1], "expires_in": int(left.total_seconds())}

    def _picture(self, path: str, query: dict[str, str], body: bytes) -> dict[str, Any]:
        if not PICTURE.search(body):
            return error(41005, "media data missing")
        if path.endswith("uploadimg"):
            number = self.asked.count(path)
            return {"url": f"https://mmbiz.qpic.cn/{number}", "errcode": 0}
        assert query["type"] == "image"
        self.covers.append(f"cover-{len(self.covers) + 1}")
        return {"media_id": self.covers[-1], "url": "https://mmbiz.qpic.cn/cover"}

    def _draft(self, sent: dict[str, Any]) -> dict[str, Any]:
        (article,) = sent["articles"]
        if REQUIRED - article.keys() or article["thumb_media_id"] not in self.covers:
            return error(40007, "invalid media_id")
        for name, most, code in (
            ("title", 32, 45003),
            ("author", 16, 45003),
            ("digest", 128, 45004),
        ):
            if len(article.get(name, "")) > most:
                return error(code, "size out of limit")
        if len(article["content"]) >= 20_000 or len(article["content"].encode()) >= 1 << 20:
            return error(45008, "article size out of limit")
        number = f"draft-{len(self.drafts) + 1}"
        self.drafts[number] = article
        return {"media_id": number}

    def _submit(self, sent: dict[str, Any]) -> dict[str, Any]:
        if sent["media_id"] not in self.drafts:
            return error(53503, "draft check failed")
        self.jobs.append(sent["media_id"])
        return {"errcode": 0, "errmsg": "ok", "publish_id": f"10000{len(self.jobs)}"}

    def _get(self, sent: dict[str, Any]) -> dict[str, Any]:
        told: dict[str, Any] = {"publish_id": sent["publish_id"], "publish_status": self.status}
        if self.status == 0:
            item = {"idx": 1, "article_url": "https://mp.weixin.qq.com/s/abc"}
            told |= {"article_id": "art-1", "article_detail": {"count": 1, "item": [item]}}
        return told


@contextmanager
def wechat_server(clock: Callable[[], dt.datetime]) -> Iterator[Platform]:
    """The account, served."""
    platform = Platform(clock)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            split = urlsplit(self.path)
            query = {k: v[0] for k, v in parse_qs(split.query).items()}
            told = json.dumps(platform.judge(split.path, query, body)).encode()
            if split.path in platform.drops:
                self.close_connection = True
                return
            self.send_response(200)
            self.end_headers()
            self.wfile.write(told)

        @override
        def log_message(self, *_given: Any) -> None:
            return None

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    platform.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield platform
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
