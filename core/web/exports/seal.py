"""A file with a password (ECMA-376 agile encryption), and who took it on it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import io

from flask_babel import gettext as _
from msoffcrypto.format.ooxml import OOXMLFile

from core.directory.sealed import SealedExport
from core.web.runtime import me, runtime

LENGTH, GROUP = 16, 4


def password(row: SealedExport) -> str:
    """The password of a released file: follows from the secret of the installation, kept nowhere."""
    about = f"sealed-export:{row.id}:{row.created_at}:{row.released_on}".encode()
    made = hmac.new(runtime().settings.secret_key.encode(), about, hashlib.sha256).digest()
    plain = base64.b32encode(made).decode()[:LENGTH].lower()
    return "-".join(plain[n : n + GROUP] for n in range(0, LENGTH, GROUP))


def encrypted(content: bytes, word: str) -> bytes:
    """An Excel workbook that opens with *word* only."""
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(word, out)
    return out.getvalue()


def mark(row: SealedExport) -> str:
    """What stands on the file: who took it, when, and for what."""
    now = runtime().clock().astimezone(runtime().zone)
    return str(
        _(
            "Taken out by %(name)s, %(when)s, for: %(purpose)s (export %(number)s). Not to be passed on.",
            name=me().name,
            when=f"{now:%Y-%m-%d %H:%M}",
            purpose=row.purpose,
            number=row.id,
        )
    )
