"""The two ways to the platform behind one interface: by hand with a package, or through its own."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from core.sdk import N_, Kept
from plugins.publicity.parcel import COVERS, Parcel
from plugins.publicity.text import MOST_BYTES, MOST_CHARACTERS, pictures, with_pictures, words
from plugins.publicity.wechat import WeChat

LARGEST_PICTURE, LARGEST_COVER = 1 << 20, 10 << 20
STEPS = (
    N_("Paste the text from article.html and lay it out. Do not change any words."),
    N_("Put in the pictures from the folder pictures, and choose the cover."),
    N_("Compare title, author and summary with this sheet."),
    N_("Publish it, then enter the link here and note the article as published."),
)


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a parcel: a package to publish by hand, or the number to ask for the result with."""

    package: bytes = b""
    publish_id: str = ""


class Way(Protocol):
    """A way to the platform. What it takes is accepted; published it is only with a link."""

    def take(self, parcel: Parcel) -> Taken:
        """Take a parcel of reviewed content."""
        ...


class Unfit(Exception):
    """The platform would not take this parcel; ``reason`` is one of the article's failures."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ByHand:
    """A zip with the text, the pictures, and a sheet to tick off in the language of the reader."""

    def __init__(self, say: Callable[[str], str]) -> None:
        self._say = say

    def take(self, parcel: Parcel) -> Taken:
        """Pack it."""
        made = io.BytesIO()
        title = html.escape(parcel.title)
        page = f"<!doctype html>\n<meta charset=utf-8>\n<title>{title}</title>\n<h1>{title}</h1>\n"
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("article.html", page + parcel.html)
            archive.writestr("article.txt", f"{parcel.title}\n\n{words(parcel.html)}\n")
            archive.writestr("checklist.txt", self._sheet(parcel))
            for picture in parcel.pictures:
                archive.writestr(f"pictures/{picture.name}", picture.read())
        return Taken(package=made.getvalue())

    def _sheet(self, parcel: Parcel) -> str:
        lines = (
            (N_("Title"), parcel.title),
            (N_("Name printed as author"), parcel.byline),
            (N_("Summary for readers"), parcel.digest),
            (N_("Taken over from"), parcel.source_url),
            (N_("Version"), str(parcel.version)),
            (N_("SHA-256 of the version"), parcel.sha256),
            (N_("Passed finally on"), str(parcel.reviewed_on or "")),
            (N_("Cover picture"), parcel.cover.name if parcel.cover else ""),
        )
        told = [f"{self._say(label)}: {value}" for label, value in lines if value]
        told += [f"{f.name}  SHA-256 {f.sha256}" for f in parcel.pictures]
        told += [f"[ ] {self._say(step)}" for step in STEPS]
        return "\n".join(told) + "\n"


class ByInterface:
    """Pictures, draft, publishing. *note* keeps each step before the next: nothing is published twice."""

    def __init__(
        self, account: WeChat, note: Callable[[str, object], None], draft: str = ""
    ) -> None:
        self._account, self._note, self._draft = account, note, draft

    def take(self, parcel: Parcel) -> Taken:
        """Hand it over. Raises Unfit, PlatformError or NoAnswer."""
        if not self._draft:
            self._draft = self._account.add_draft(self._article(parcel))
            self._note("draft_id", self._draft)
        self._note("submitting", True)
        return Taken(publish_id=self._account.submit(self._draft))

    def _article(self, parcel: Parcel) -> dict[str, object]:
        if not parcel.sound or parcel.cover is None:
            raise Unfit("pictures")
        return {
            "title": parcel.title,
            "author": parcel.byline,
            "digest": parcel.digest,
            "content": self._content(parcel),
            "content_source_url": parcel.source_url,
            "thumb_media_id": self._account.add_cover(
                parcel.cover.name, _read(parcel.cover, LARGEST_COVER)
            ),
            "need_open_comment": 0,
        }

    def _content(self, parcel: Parcel) -> str:
        """The text with its pictures at the platform; those it does not name stand at its end."""
        named = pictures(parcel.html)
        shown = [
            f for f in parcel.pictures
            if f.name in named or not f.name.lower().startswith(COVERS) and f != parcel.cover
        ]  # fmt: skip
        urls = {f.name: self._upload(f) for f in shown}
        whole = with_pictures(parcel.html, urls)
        rest = [url for name, url in urls.items() if name not in named]
        whole += "".join(f'\n<p><img src="{html.escape(url)}"></p>' for url in rest)
        if len(whole) >= MOST_CHARACTERS or len(whole.encode()) >= MOST_BYTES:
            raise Unfit("too_long")
        return whole

    def _upload(self, picture: Kept) -> str:
        return self._account.upload_picture(picture.name, _read(picture, LARGEST_PICTURE))


def _read(picture: Kept, largest: int) -> bytes:
    content = picture.read()
    if len(content) > largest:
        raise Unfit("pictures")
    return content
