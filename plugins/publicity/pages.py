"""An own page: the package with which the publicity department publishes by hand."""

from __future__ import annotations

import io

from flask import Blueprint, send_file
from sqlalchemy import select
from werkzeug.wrappers import Response as AnyResponse

from core.sdk import N_, OwnPage
from plugins.publicity.article_models import Article
from plugins.publicity.parcel import Parcel, parcel_of
from plugins.publicity.review_models import Review
from plugins.publicity.ways import ByHand

pages = Blueprint("publicity_pages", __name__, url_prefix="/publicity", template_folder="templates")
NOT_READY = N_("It is not ready to be published, or what stands now was not reviewed.")


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
    packed = io.BytesIO(ByHand(own.say).take(parcel).package)
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
