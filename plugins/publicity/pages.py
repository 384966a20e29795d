"""An own page: the package with which the publicity department publishes by hand."""

from __future__ import annotations

import html
import io
import zipfile

from flask import Blueprint, send_file
from sqlalchemy import select
from werkzeug.wrappers import Response as AnyResponse

from core.sdk import N_, OwnPage
from plugins.publicity.article_models import Article, Review
from plugins.publicity.parcel import Parcel, parcel_of
from plugins.publicity.text import words

pages = Blueprint("publicity_pages", __name__, url_prefix="/publicity", template_folder="templates")
NOT_READY = N_("It is not ready to be published, or what stands now was not reviewed.")
STEPS = (
    N_("Paste the text from article.html and lay it out. Do not change any words."),
    N_("Put in the pictures from the folder pictures, and choose the cover."),
    N_("Compare title, author and summary with this sheet."),
    N_("Publish it, then enter the link here and note the article as published."),
)


@pages.get("/package/<int:key>")
def package(key: int) -> AnyResponse:
    """A zip of the reviewed version: text, pictures, and a sheet to tick off."""
    own = OwnPage()
    article: Article = own.row("publicity.article", key, by="hand_over")
    passed = _passed(own, article)
    if article.status not in ("ready", "handed") or passed is None or passed.at is None:
        return own.show("publicity/package.html", 409, article=article, why=[own.say(NOT_READY)])
    parcel = parcel_of(article, own.files(article), passed.at)
    if not parcel.sound:
        return own.show("publicity/package.html", 409, article=article, why=_faults(own, parcel))
    name = f"{article.code}-v{article.version_no}.zip"
    packed = io.BytesIO(_packed(own, article, parcel))
    return send_file(packed, "application/zip", as_attachment=True, download_name=name)


def _passed(own: OwnPage, article: Article) -> Review | None:
    """The final review of exactly the version that stands."""
    ask = select(Review).where(
        Review.article == article.id,
        Review.sha256 == article.sha256,
        Review.level == 3,
        Review.verdict == "passed",
    )
    return next(iter(own.rows("publicity.review", ask.order_by(Review.id.desc()))), None)


def _faults(own: OwnPage, parcel: Parcel) -> list[str]:
    late = own.say(N_("Added after the review, so nobody proofread it: %(name)s. Take it off."))
    lost = own.say(N_("The text names a picture that is not attached: %(name)s."))
    told = [late % {"name": name} for name in parcel.late]
    return told + [lost % {"name": name} for name in parcel.lost]


def _packed(own: OwnPage, article: Article, parcel: Parcel) -> bytes:
    made = io.BytesIO()
    title = html.escape(parcel.title)
    page = f"<!doctype html>\n<meta charset=utf-8>\n<title>{title}</title>\n<h1>{title}</h1>\n"
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("article.html", page + parcel.html)
        archive.writestr("article.txt", f"{parcel.title}\n\n{words(article.body)}\n")
        archive.writestr("checklist.txt", _sheet(own, article, parcel))
        for picture in parcel.pictures:
            archive.writestr(f"pictures/{picture.name}", picture.read())
    return made.getvalue()


def _sheet(own: OwnPage, article: Article, parcel: Parcel) -> str:
    """What is to be compared and done, in the reader's language."""
    lines = [
        (N_("Title"), parcel.title),
        (N_("Name printed as author"), parcel.byline),
        (N_("Summary for readers"), parcel.digest),
        (N_("Taken over from"), parcel.source_url),
        (N_("Version"), str(article.version_no)),
        (N_("SHA-256 of the version"), str(article.sha256)),
        (N_("Passed finally on"), str(article.reviewed_on)),
        (N_("Cover picture"), parcel.cover.name if parcel.cover else ""),
    ]
    told = [f"{own.say(label)}: {value}" for label, value in lines if value]
    told += [f"{f.name}  SHA-256 {f.sha256}" for f in parcel.pictures]
    told += [f"[ ] {own.say(step)}" for step in STEPS]
    return "\n".join(told) + "\n"
