"""Mail to somebody without an account: read from a row when it leaves, and only while they agree."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from core.db import table_of
from core.declare import Notice, Outside, Where
from core.directory.models import Person
from core.notify import outbox, outside
from core.notify.mail import Mailer
from core.notify.models import MAIL, SecretLink
from core.notify.outbox import Outcome
from tests.core.post import Post, post
from tests.mail_sink import smtp_sink

__all__ = ["post"]
SITE = "https://tongxin.example.edu"
PAGE, ADDRESS = "/samples/pages/end/{token}", "ada@uni.example"


@pytest.fixture
def to(post: Post) -> Outside:
    """A row whose text field holds an address, which may be used while another field says yes."""
    with post.site.build() as make:
        row = make.person(staff_number=ADDRESS)
        return Outside(
            record="directory.person",
            key=row.id,
            field="staff_number",
            stop=PAGE,
            where=(Where("active", (True,)),),
            pages=(("Open", "/samples/pages/more"),),
        )


def tell(post: Post, *to: Outside) -> None:
    for number, one in enumerate(to):
        post.put(Notice(f"News {number}", "A body", kind="news", outside=one))


def end(post: Post, to: Outside, **values: object) -> None:
    with post.site.session() as session:
        row = session.get_one(Person, to.key)
        for name, value in values.items():
            setattr(row, name, value)
        session.commit()


def test_each_mail_goes_by_itself_with_a_secret_of_its_own(post: Post, to: Outside) -> None:
    with smtp_sink() as sink:
        tell(post, to, to)
        post.run(
            Mailer(host=sink.host, port=sink.port, tls="none", sender="a@b.edu"), site_url=SITE
        )
        assert [m["To"] for m in sink.mails] == [ADDRESS, ADDRESS]
        assert [m["Subject"] for m in sink.mails] == ["News 0", "News 1"]
        assert sink.mails[0]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        link = re.compile(rf"<{SITE}/samples/pages/end/(\S+)>")
        tokens = [t for m in sink.mails for t in link.findall(m["List-Unsubscribe"])]
        assert len(set(tokens)) == 2 and tokens[1] in sink.text()
        assert f"{SITE}/samples/pages/more" in sink.text()
    with post.site.session() as session:
        assert ADDRESS not in str(session.execute(select(table_of(outbox.Message))).all())
        kept = str(session.execute(select(table_of(SecretLink))).all())
        assert not [t for t in tokens if t in kept]
        assert outside.row_behind(session, PAGE, to.record, tokens[0]) == to.key
        assert outside.row_behind(session, "/another/{token}", to.record, tokens[0]) is None
        assert outside.row_behind(session, PAGE, to.record, "guessed") is None


@pytest.mark.parametrize("ended", [{"active": False}, {"staff_number": None}])
def test_what_waits_does_not_leave_after_the_row_says_no(
    post: Post, to: Outside, ended: dict[str, object]
) -> None:
    with smtp_sink() as sink:
        down = Mailer(host=sink.host, port=1, tls="none", sender="a@b.edu")
        tell(post, to)
        post.run(down, site_url=SITE)
        end(post, to, **ended)
        post.site.wait(minutes=5)
        post.run(
            Mailer(host=sink.host, port=sink.port, tls="none", sender="a@b.edu"), site_url=SITE
        )
        assert sink.mails == []
    assert (post.parcel().state, post.parcel().reason) == ("cancelled", "not_agreed")


def test_without_the_site_s_address_nothing_leaves_and_the_office_sees_it(
    post: Post, to: Outside
) -> None:
    with smtp_sink() as sink:
        tell(post, to)
        post.run(Mailer(host=sink.host, port=sink.port, tls="none", sender="a@b.edu"))
        assert sink.mails == [] and post.deliveries(MAIL) == []
    assert post.message().outcome == Outcome.NOBODY
    page = post.site.sign_in("boss").get("/notices/").text
    assert "Somebody without an account" in page and "TONGXIN_PUBLIC_URL" in page
