"""What goes to the platform: the reviewed text with its pictures, the same by whatever way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from core.sdk import Kept
from plugins.publicity.article_models import Article
from plugins.publicity.text import as_html, pictures

PICTURES = (".jpg", ".jpeg", ".png")
COVERS = ("cover", "封面")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """An article as it was reviewed. ``late`` are pictures added afterwards: they stay behind."""

    code: str
    version: int
    sha256: str
    reviewed_on: dt.date | None
    title: str
    byline: str
    digest: str
    source_url: str
    html: str
    pictures: tuple[Kept, ...]
    cover: Kept | None
    late: tuple[str, ...]
    lost: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """True when every picture was there at the review, and every one that the text names is."""
        return not (self.late or self.lost)


def parcel_of(article: Article, files: Iterable[Kept], reviewed_at: dt.datetime) -> Parcel:
    """The parcel of an article that was passed at *reviewed_at*."""
    shown = [f for f in files if f.name.lower().endswith(PICTURES)]
    seen = tuple(f for f in shown if f.added_at <= reviewed_at)
    covers = [f for f in seen if f.name.lower().startswith(COVERS)]
    names = {f.name for f in seen}
    wanted = [p for p in pictures(article.body) if "://" not in p]
    return Parcel(
        code=str(article.code),
        version=article.version_no or 0,
        sha256=str(article.sha256),
        reviewed_on=article.reviewed_on,
        title=article.title,
        byline=article.byline or "",
        digest=article.digest or "",
        source_url=article.source_url or "",
        html=as_html(article.body),
        pictures=seen,
        cover=next(iter([*covers, *seen]), None),
        late=tuple(f.name for f in shown if f not in seen),
        lost=tuple(p for p in wanted if p not in names),
    )
