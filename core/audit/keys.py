"""Keys and the head of the trail, kept outside the database."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Keeper:
    """Files beside the data: ``audit_key`` (mode 600) and ``audit_head.json``."""

    folder: Path

    def key(self) -> bytes:
        """The key of the chain; made at the first call."""
        path = self.folder / "audit_key"
        if not path.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            aside = self.folder / f".audit_key.{os.getpid()}.{secrets.token_hex(4)}"
            with os.fdopen(
                os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb"
            ) as out:
                out.write(secrets.token_bytes(32))
            with contextlib.suppress(FileExistsError):
                os.link(aside, path)
            aside.unlink()
        return path.read_bytes()

    def head(self) -> tuple[int, str]:
        """Number and mac of the newest entry known outside the database; (0, '') before the first."""
        try:
            found = json.loads((self.folder / "audit_head.json").read_text("utf-8"))
            return int(found["seq"]), str(found["mac"])
        except FileNotFoundError:
            return 0, ""

    def keep_head(self, seq: int, mac: str) -> None:
        """Write the head aside and swap it in; an older head never replaces a newer one."""
        if seq <= self.head()[0]:
            return
        aside = self.folder / f".audit_head.{os.getpid()}.{secrets.token_hex(4)}"
        aside.write_text(json.dumps({"seq": seq, "mac": mac}), "utf-8")
        aside.replace(self.folder / "audit_head.json")


def mac_of(key: bytes, before: str, seq: int, body: str) -> str:
    """The mac of one entry: HMAC-SHA-256 over its predecessor's mac, its number and its body."""
    return hmac.new(key, f"{before}|{seq}|{body}".encode(), hashlib.sha256).hexdigest()
