"""Static files: addresses that browsers may keep, and several files as the answer to one request."""

from __future__ import annotations

import hashlib
from pathlib import Path

from flask import Flask, abort, current_app, request, send_from_directory
from werkzeug.security import safe_join
from werkzeug.wrappers import Response

JOIN, MOST = "+", 6
"""What stands between the names of files that are sent as one, and how many of them at most."""
TYPES = {".css": "text/css", ".js": "text/javascript"}
BETWEEN = {".css": "\n", ".js": "\n;"}


class StaticFiles:
    """Addresses of static files with a hash of their content."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: dict[tuple[str, ...], str] = {}

    def url(self, *paths: str) -> str:
        """``/static/<path>?h=<hash>``, of several ``/static/<path>+<path>?h=…``; without the hash where
        a file is missing."""
        found = self._kept.get(paths)
        if found is None:
            found = self._kept[paths] = f"/static/{JOIN.join(paths)}{self._mark(paths)}"
        return found

    def _mark(self, paths: tuple[str, ...]) -> str:
        files = [self._folder / path for path in paths]
        if not all(f.is_file() for f in files):
            return ""
        digest = hashlib.sha256(b"\0".join(f.read_bytes() for f in files))
        return f"?h={digest.hexdigest()[:10]}"


def install(app: Flask) -> StaticFiles:
    """Let the address of static files take several names; the maker of addresses."""
    app.view_functions["static"] = send
    return StaticFiles(Path(app.static_folder or "static"))


def send(filename: str) -> Response:
    """One file, or several of a kind in their order."""
    folder = current_app.static_folder or "static"
    names = filename.split(JOIN)
    kept = current_app.get_send_file_max_age(filename)
    if len(names) == 1:
        return send_from_directory(folder, filename, max_age=kept)
    kinds = {Path(name).suffix for name in names}
    kind = kinds.pop()
    if kinds or kind not in TYPES or len(names) > MOST:
        abort(404)
    text = BETWEEN[kind].join(_read(folder, name) for name in names)
    answer = Response(text, mimetype=TYPES[kind])
    answer.cache_control.public, answer.cache_control.max_age = True, kept
    answer.add_etag()
    return answer.make_conditional(request)


def _read(folder: str, name: str) -> str:
    path = safe_join(folder, name)
    if path is None or not Path(path).is_file():
        abort(404)
    return Path(path).read_text("utf-8")
