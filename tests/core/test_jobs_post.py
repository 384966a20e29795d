"""The post as a job: what a change queues reaches the inbox without anybody's doing."""

from __future__ import annotations

from sqlalchemy import select

from core.db import table_of, writing
from core.declare import Notice
from core.jobs.kinds.post import POST
from core.notify.models import Delivery
from core.notify.outbox import put
from tests.core.jobs_made import MESSAGE, ask, bench_of, do_all
from tests.site import Site


def test_a_waiting_message_reaches_each_inbox_once(site: Site) -> None:
    assert POST.wanted is not None
    bench = bench_of(site, POST)
    with writing(), bench.factory.begin() as session:
        put(session, [Notice("A list waits.", role="UF")], bench.clock())
    with bench.factory() as session:
        assert POST.wanted(session, bench)
    for _ in range(2):
        ask(bench, POST.name)
        do_all(bench)
    with bench.factory() as session:
        assert not POST.wanted(session, bench)
        mine = select(MESSAGE.c.id).where(MESSAGE.c.subject == "A list waits.")
        told = select(table_of(Delivery).c.account).where(Delivery.message_id.in_(mine))
        assert sorted(session.scalars(told)) == [site.ids["user:boss"], site.ids["user:clerk"]]
