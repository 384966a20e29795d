"""What changes without anybody changing it: consents run out, and reviewers are away."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Select, select

from core.sdk import N_, Desk, Job
from plugins.publicity.article_models import Article
from plugins.publicity.consent_models import Consent
from plugins.publicity.workflows import PASS_FROM, REVIEWS

OFTEN = 1800
"""Seconds between two looks."""


def jobs() -> tuple[Job, ...]:
    """Both, each by itself."""
    return (
        Job(
            name="consents",
            title=N_("Note consents that have run out"),
            wanted=lambda desk: bool(desk.rows(_ran_out(desk.today).limit(1))),
            run=_end_consents,
            every=OFTEN,
        ),
        Job(
            name="reviewers",
            title=N_("See who has to step in for a review"),
            wanted=lambda desk: bool(desk.rows(_in_review().limit(1))),
            run=_look_for_reviewers,
            every=OFTEN,
        ),
    )


def _ran_out(today: dt.date) -> Select[Consent]:
    ask = select(Consent).where(Consent.status == "given", Consent.valid_until < today)
    return ask.where(Consent.deleted_at.is_(None)).order_by(Consent.id)


def _end_consents(desk: Desk) -> int:
    """Article 1: what was published with them has to be taken down or made anonymous."""
    return sum(not desk.move(c, "run_out") for c in desk.rows(_ran_out(desk.today)))


def _in_review() -> Select[Article]:
    ask = select(Article).where(Article.status.in_(REVIEWS), Article.deleted_at.is_(None))
    return ask.order_by(Article.id)


def _look_for_reviewers(desk: Desk) -> int:
    """R02.6: whoever steps in sees the article and is told, and no longer when somebody is back."""
    done = 0
    for article in desk.rows(_in_review()):
        role = desk.stands_in(article, PASS_FROM[str(article.status)])
        if role != (article.stand_in or ""):
            article.stand_in = role or None
            done += not desk.keep(article)
    return done
