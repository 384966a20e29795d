"""Publishing through the interface: accepted is not published, and nothing is published twice."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from core.db.job_tables import JOB
from plugins.publicity.consent_models import Consent
from plugins.publicity.wechat import WeChat
from tests.builders import NOW
from tests.conftest import Databases
from tests.plugins.publicity.desk import (
    choose,
    do_job,
    let_pass,
    press_site,
    signed_in,
    step,
    told,
    value,
    write,
)
from tests.site import Site
from tests.wechat_server import APPID, SECRET, Platform, wechat_server

GET, SUBMIT, DRAFT = (
    f"/cgi-bin/{p}" for p in ("freepublish/get", "freepublish/submit", "draft/add")
)
Both = tuple[Site, Platform]


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def both(kind: str, databases: Databases, tmp_path: Path) -> Iterator[Both]:
    """The application and the platform, on one clock; publishing by interface is chosen."""
    with wechat_server(lambda: NOW) as platform:
        options = {
            "publicity_url": platform.url,
            "publicity_appid": APPID,
            "publicity_secret": SECRET,
        }
        with press_site(kind, databases, tmp_path / "data", chapter_options=options) as site:
            platform.clock = site.runtime.clock
            choose(site, publish_way="wechat")
            yield site, platform


def ready(site: Site, **values: Any) -> str:
    """A reviewed article with a cover and a picture in its text."""
    body = '<p>我们开会。</p><img src="hall.png" alt="厅">'
    files = ("hall.png", "cover.png")
    path = write(site, files=files, channel="wechat", title="座谈会", **({"body": body} | values))
    let_pass(site, path)
    assert signed_in(site, "press").send("PATCH", path, cover_filed=True).status_code == 200
    return path


def sent(site: Site, **values: Any) -> str:
    path = ready(site, **values)
    told = step(site, "press", path, "send")
    assert told.status_code == 200, told.text
    return path


def work(site: Site) -> int:
    """What the engine does about the interface now."""
    return do_job(site, "publish")


def outcome(site: Site, path: str) -> tuple[Any, ...]:
    return tuple(value(site, path, n) for n in ("status", "failure", "published_on"))


def test_it_is_off_until_chosen_and_only_for_the_account(both: Both) -> None:
    site, platform = both
    choose(site, publish_way="manual")
    path = ready(site)
    refused = step(site, "press", path, "send")
    assert refused.status_code == 422 and "not switched on" in refused.text
    choose(site, publish_way="wechat")
    other = write(site)
    let_pass(site, other)
    assert step(site, "press", other, "send").status_code == 422
    assert work(site) == 0 and platform.asked == []


def test_accepted_is_not_published_and_the_result_brings_the_link(both: Both) -> None:
    site, platform = both
    path = sent(site)
    assert work(site) == 1
    assert outcome(site, path) == ("handed", None, None)
    assert value(site, path, "publish_id") == "100001" and platform.jobs == ["draft-1"]
    draft = platform.drafts["draft-1"]
    assert (draft["title"], draft["thumb_media_id"]) == ("座谈会", "cover-1")
    assert draft["content"] == ('<p>我们开会。</p><img src="https://mmbiz.qpic.cn/1" alt="厅">')
    site.wait(minutes=4)
    assert work(site) == 0
    site.wait(minutes=1)
    assert work(site) == 1 and outcome(site, path)[0] == "handed"
    platform.status = 0
    site.wait(minutes=10)
    assert work(site) == 1
    assert outcome(site, path) == ("published", None, "2026-11-24")
    assert value(site, path, "url") == "https://mp.weixin.qq.com/s/abc"
    assert value(site, path, "article_id") == "art-1"
    site.wait(hours=1)
    assert work(site) == 0


@pytest.mark.parametrize(
    ("status", "why"),
    [(2, "originality"), (4, "refused")],
)
def test_t01_5_every_other_result_is_a_failure_and_the_publicity_department_is_told(
    both: Both, status: int, why: str
) -> None:
    site, platform = both
    path = sent(site)
    work(site)
    platform.status = status
    site.wait(minutes=5)
    work(site)
    assert outcome(site, path) == ("failed", why, None)
    assert value(site, path, "published_at") is None
    assert told(site, "Publishing an article failed") == ["PB"]
    assert site.entries(action="fail")[-1].body.count(f"publish_status {status}") == 1
    assert step(site, "press", path, "retry").status_code == 200
    assert value(site, path, "publish_id") is None
    assert step(site, "press", path, "send").status_code == 200
    site.wait(minutes=1)
    work(site)
    assert platform.jobs == ["draft-1", "draft-2"]


def test_r01_3_it_is_asked_at_5_15_30_60_minutes_then_hourly_for_a_day(both: Both) -> None:
    site, platform = both
    path = sent(site)
    work(site)
    asked, minutes = [], 0
    while minutes < 26 * 60:
        site.wait(minutes=5)
        minutes += 5
        if work(site):
            asked.append(minutes)
    assert asked == [5, 15, 30, 60, *range(120, 24 * 60 + 1, 60)]
    assert platform.asked.count(GET) == len(asked)
    assert outcome(site, path) == ("handed", None, None)
    assert told(site, "no result of an article for a day") == ["PB", "UF"]
    assert platform.made > 1  # the token was renewed before it ended


def test_a_lost_answer_to_submit_is_never_submitted_again(both: Both) -> None:
    site, platform = both
    path = sent(site)
    platform.drops = {SUBMIT}
    work(site)
    assert outcome(site, path) == ("failed", "uncertain", None)
    site.wait(hours=2)
    assert work(site) == 0 and platform.jobs == ["draft-1"]


def test_a_silent_platform_is_asked_again_with_the_same_draft(both: Both) -> None:
    site, platform = both
    path = sent(site)
    platform.drops = {DRAFT}
    work(site)
    assert outcome(site, path) == ("handed", "silent", None)
    platform.drops = set()
    site.wait(minutes=15)
    work(site)
    assert value(site, path, "publish_id") == "100001" and outcome(site, path)[1] is None


@pytest.mark.parametrize(
    ("code", "why", "state"),
    [(48001, "no_right", "failed"), (45009, "quota", "handed")],
)
def test_what_the_platform_says_is_told_in_words(
    both: Both, code: int, why: str, state: str
) -> None:
    site, platform = both
    path = sent(site)
    platform.says = {DRAFT: {"errcode": code, "errmsg": "no"}}
    work(site)
    assert outcome(site, path) == (state, why, None)


def test_a_token_that_was_taken_back_is_replaced_once(both: Both) -> None:
    site, platform = both
    path = sent(site)
    work(site)
    platform.forget_tokens()
    platform.status = 0
    site.wait(minutes=5)
    work(site)
    assert outcome(site, path)[0] == "published" and platform.made == 2


def test_a_consent_withdrawn_meanwhile_keeps_it_back(both: Both) -> None:
    site, platform = both
    path = ready(site)
    with site.build() as make:
        shown = Consent(article=int(path.rpartition("/")[2]), outside="A student", portrait=True)
        consent = make.keep(shown)
        consent.given_on = NOW.date()
        make.move(consent, "on_paper")
        assert step(site, "press", path, "send").status_code == 200
        make.move(consent, "withdraw")
    work(site)
    assert outcome(site, path) == ("failed", "consent", None) and platform.jobs == []


def test_no_secret_and_no_token_is_kept_or_told(
    both: Both, caplog: pytest.LogCaptureFixture
) -> None:
    site, platform = both
    with caplog.at_level(logging.DEBUG):
        path = sent(site)
        work(site)
        platform.drops = {GET}
        site.wait(minutes=5)
        work(site)
    assert outcome(site, path)[1] == "silent"
    texts = [caplog.text, *(str(e.body) for e in site.entries())]
    with site.session() as session:
        texts += [str(tuple(row)) for row in session.execute(select(JOB))]
    for hidden in (SECRET, *platform.tokens):
        assert [t for t in texts if hidden in t] == []


def test_the_interface_is_reached_encrypted_only() -> None:
    with pytest.raises(ValueError, match="https"):
        WeChat("http://api.weixin.qq.com", APPID, SECRET, lambda: NOW)
