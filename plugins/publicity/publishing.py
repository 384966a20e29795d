"""The job of publishing through the interface: hand over, ask for the result, note what came of it.

Accepted is not published. What was submitted is asked about after 5, 15, 30 and 60 minutes and then each
hour for a day. Where it is uncertain whether something was accepted, nothing is submitted again: people look.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Select, select

from core.sdk import N_, Desk, Job, Notice
from plugins.publicity.article_models import Article
from plugins.publicity.consent_logic import is_lacking
from plugins.publicity.consent_models import Consent
from plugins.publicity.parcel import parcel_of
from plugins.publicity.review_models import Review
from plugins.publicity.ways import ByInterface, Unfit
from plugins.publicity.wechat import NoAnswer, PlatformError, WeChat

ADDRESS = "https://api.weixin.qq.com"
MINUTES = (5, 15, 30, 60)
A_DAY = dt.timedelta(hours=24)
STATUS = {2: "originality", 3: "failed", 4: "refused", 5: "deleted", 6: "banned"}
"""What a state of the platform means; 0 is published, 1 is running."""
CODES = {
    40001: "not_set_up", 40013: "not_set_up", 40125: "not_set_up",
    40007: "pictures", 40164: "address", 45009: "quota", 45011: "quota", 48001: "no_right",
    45003: "too_long", 45004: "too_long", 45008: "too_long",
    53503: "draft", 53504: "draft", 53505: "draft",
}  # fmt: skip
"""What an error code of the platform means."""
NO_RESULT = N_(
    "The platform told no result of an article for a day. Look there and note what you see."
)
NOT_NOTED = N_(
    "An article was published by the platform, but could not be noted here. Note it by hand."
)


def pause(looks: int) -> dt.timedelta:
    """How long after the beginning the next question comes, after so many."""
    return dt.timedelta(minutes=MINUTES[looks] if looks < len(MINUTES) else 60 * (looks - 2))


def _due(now: dt.datetime) -> Select[Article]:
    return (
        select(Article)
        .where(
            Article.status == "handed",
            Article.by_interface.is_(True),
            Article.next_look_at <= now,
        )
        .order_by(Article.id)
    )


class Publisher:
    """One per application: it keeps the account, and with it the token, between the runs."""

    def __init__(self) -> None:
        self._account: WeChat | None = None
        self._of: tuple[str, str, str] = ("", "", "")

    def job(self) -> Job:
        """The job as the core runs it."""
        return Job(
            name="publish",
            title=N_("Publish through the interface of the WeChat account"),
            wanted=lambda desk: bool(desk.rows(_due(desk.now).limit(1))),
            run=self.run,
        )

    def run(self, desk: Desk) -> int:
        """Everything that is due; how many articles were looked at."""
        rows = desk.rows(_due(desk.now))
        for article in rows:
            self._handle(desk, article)
        return len(rows)

    def _handle(self, desk: Desk, article: Article) -> None:
        account = self._at(desk)
        try:
            if account is None:
                _fail(desk, article, "not_set_up", "TONGXIN_CHAPTER_PUBLICITY_APPID")
            elif article.publish_id:
                _look(desk, article, account)
            elif article.submitting:
                _fail(desk, article, "uncertain", "freepublish/submit")
            else:
                _send(desk, article, account)
        except Unfit as error:
            _fail(desk, article, error.reason, error.reason)
        except PlatformError as error:
            article.submitting = None  # it said no, so nothing was accepted
            if error.later:
                _later(desk, article, CODES.get(error.code, "silent"))
            else:
                _fail(desk, article, CODES.get(error.code, "other"), str(error))
        except NoAnswer:
            if article.submitting and not article.publish_id:
                _fail(desk, article, "uncertain", "freepublish/submit")
            else:
                _later(desk, article, "silent")

    def _at(self, desk: Desk) -> WeChat | None:
        """The account of the settings; None when the interface is not set up."""
        given = (desk.option("url") or ADDRESS, desk.option("appid"), desk.option("secret"))
        if not all(given):
            return None
        if self._account is None or given != self._of:
            self._account, self._of = WeChat(*given, clock=lambda: desk.now), given
        return self._account


def _send(desk: Desk, article: Article, account: WeChat) -> None:
    people = [vars(c) for c in desk.rows(select(Consent).where(Consent.article == article.id))]
    if is_lacking(vars(article), people, desk.today):
        raise Unfit("consent")
    passed = desk.rows(
        select(Review)
        .where(
            Review.article == article.id,
            Review.sha256 == article.sha256,
            Review.level == 3,
            Review.verdict == "passed",
        )
        .order_by(Review.id.desc())
    )
    if not passed or passed[0].at is None:
        raise Unfit("other")
    parcel = parcel_of(article, desk.files(article), passed[0].at)

    def note(name: str, value: object) -> None:
        setattr(article, name, value)
        if desk.keep(article):
            raise NoAnswer("the step could not be kept")

    taken = ByInterface(account, note, article.draft_id or "").take(parcel)
    article.publish_id, article.submitting, article.failure = taken.publish_id, None, None
    article.since_at, article.looks = desk.now, 0
    article.next_look_at = desk.now + pause(0)
    desk.keep(article)


def _look(desk: Desk, article: Article, account: WeChat) -> None:
    found = account.result(str(article.publish_id))
    if found.status == 1:
        _later(desk, article, None)
    elif found.status == 0:
        article.article_id = found.article_id[:80] or None
        article.url = found.url[:500] or article.url
        article.next_look_at = article.failure = None
        if desk.move(article, "publish"):
            article.next_look_at = None
            desk.keep(article)
            _tell(desk, NOT_NOTED, article)
    else:
        reason = STATUS.get(found.status, "other")
        _fail(desk, article, reason, f"publish_status {found.status}")


def _later(desk: Desk, article: Article, failure: str | None) -> None:
    """Ask again; after a day people look, and what was never accepted has failed."""
    since = article.since_at or desk.now
    article.looks = (article.looks or 0) + 1
    after = pause(article.looks)
    article.failure = failure
    if after <= A_DAY:
        article.next_look_at = max(since + after, desk.now)
    elif not article.publish_id:
        _fail(desk, article, failure or "silent", failure or "silent")
        return
    else:
        article.next_look_at = None
        _tell(desk, NO_RESULT, article)
    desk.keep(article)


def _fail(desk: Desk, article: Article, reason: str, comment: str) -> None:
    article.failure, article.next_look_at = reason, None
    desk.move(article, "fail", comment)


def _tell(desk: Desk, text: str, article: Article) -> None:
    desk.tell(
        Notice(text, role=role, key=f"{article.code}:{article.publish_id}:{text[:20]}:{role}")
        for role in ("PB", "UF")
    )
