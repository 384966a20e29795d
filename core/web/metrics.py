"""GET /metrics: numbers for Prometheus, read from the database at each question; nothing personal.

The numbers are of the whole installation, whichever process answers, so one target is enough.
"""

from __future__ import annotations

import hmac
from typing import Any

from flask import Blueprint, Response, abort, request
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core import __version__
from core.access.actor import act_as, system
from core.chapters.lines import lines
from core.chapters.world import world_of
from core.db import migrate, table_of
from core.db.job_tables import State
from core.duties.late import watch
from core.duties.models import RUN
from core.jobs import status
from core.notify import office
from core.notify.models import Delivery, Parcel
from core.notify.models import State as Sending
from core.notify.outbox import Message
from core.web.runtime import Runtime, runtime

blueprint = Blueprint("metrics", __name__)
LOOPBACK = ("127.0.0.1", "::1")
FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Forwarded", "Via")


@blueprint.get("/metrics")
def metrics() -> Response:
    """The numbers, for whoever has the token; in a trial without one, for this machine."""
    rt = runtime()
    if not _may_ask(rt):
        abort(404)
    registry = CollectorRegistry()
    with rt.factory() as session:
        act_as(session, system("metrics"))
        rt.chapters.refresh(session)
        for part in (_program, _jobs, _rules, _post, _trail):
            part(rt, session, registry)
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _may_ask(rt: Runtime) -> bool:
    """A proxy on this machine makes every visitor look local: production asks for the token."""
    token = rt.settings.metrics_token
    if token:
        kind, _, given = request.headers.get("Authorization", "").partition(" ")
        known = hmac.compare_digest(given.strip().encode(), token.encode())
        return kind.lower() == "bearer" and known
    local = request.remote_addr in LOOPBACK and not any(h in request.headers for h in FORWARDED)
    return local and not rt.settings.production


def _gauge(registry: CollectorRegistry, name: str, told: str, *labels: str) -> Any:
    return Gauge(f"tongxin_{name}", told, labels, registry=registry)


def _program(rt: Runtime, session: Session, registry: CollectorRegistry) -> None:
    _gauge(registry, "info", "The program's version", "version").labels(__version__).set(1)
    schema = _gauge(registry, "schema_info", "Revision of each line of tables", "line", "revision")
    for line in lines(rt.chapters):
        found = migrate.current(session.connection(), line)
        schema.labels(line.name, found or "").set(1)


def _jobs(rt: Runtime, session: Session, registry: CollectorRegistry) -> None:
    by_state = _gauge(registry, "jobs", "Jobs that are kept, by kind and state", "kind", "state")
    for (kind, state), number in status.numbers(session).items():
        by_state.labels(kind, state).set(number)
    total = _gauge(registry, "jobs_in_state", "Jobs that are kept, by state", "state")
    for state in State:
        total.labels(state.value).set(status.state_numbers(session).get(state, 0))
    now = rt.wall()
    found = status.standing(session, rt.settings.broker_url, now)
    oldest = found.oldest.total_seconds() if found.oldest else 0
    told = "Age of the oldest job that could start and has not"
    _gauge(registry, "job_oldest_queued_seconds", told).set(oldest)
    told = "1 when a scheduler holds the lease"
    _gauge(registry, "scheduler_alive", told).set(found.alive)
    if found.scheduler is not None:
        age = (now - found.scheduler.renewed_at).total_seconds()
        _gauge(registry, "scheduler_lease_age_seconds", "Since the lease was renewed").set(age)


def _rules(rt: Runtime, session: Session, registry: CollectorRegistry) -> None:
    now = rt.clock()
    good = select(RUN.c.rule, func.max(RUN.c.started_at)).where(RUN.c.fingerprint.is_not(None))
    age = _gauge(registry, "rule_good_run_age_seconds", "Since a rule last ran well", "rule")
    for rule, at in session.execute(good.group_by(RUN.c.rule)):
        age.labels(rule).set((now - at).total_seconds())
    seen = watch(session, world_of(rt.chapters, rt.calendar(session)), as_of=rt.today(), now=now)
    _gauge(registry, "rules", "Rules of chapters that are on").set(seen.rules)
    late = _gauge(registry, "rule_late", "Rules that have not run well in time", "rule")
    for one in seen.late:
        late.labels(one.rule).set(1)
    _gauge(registry, "rules_late", "How many rules have not run well in time").set(len(seen.late))
    _gauge(registry, "rules_failed", "How many rules failed at their latest run").set(
        len(seen.failed)
    )


def _post(rt: Runtime, session: Session, registry: CollectorRegistry) -> None:
    given_up, unreached = office.numbers(session)
    for name, told, number in (
        ("messages_waiting", "Messages that are not shared out yet", _unshared(session)),
        ("messages_late", "Of these, those that wait too long", office.late(session, rt.clock())),
        ("deliveries_waiting", "Messages on their way to a person", _waiting(session, Delivery)),
        ("parcels_waiting", "Mails and group messages to be sent", _waiting(session, Parcel)),
        ("parcels_given_up", "Mails and group messages that were given up", given_up),
        ("messages_unreached", "Messages that reached nobody", unreached),
    ):
        _gauge(registry, name, told).set(number)


def _unshared(session: Session) -> int:
    table = table_of(Message)
    ask = select(func.count()).select_from(table).where(table.c.sent_at.is_(None))
    return session.execute(ask).scalar_one()


def _waiting(session: Session, model: type[Delivery] | type[Parcel]) -> int:
    table = table_of(model)
    ask = select(func.count()).select_from(table).where(table.c.state == Sending.WAITING)
    return session.execute(ask).scalar_one()


def _trail(rt: Runtime, session: Session, registry: CollectorRegistry) -> None:
    found = status.last_verified(session)
    if found is None:
        return
    age = (rt.wall() - found.at).total_seconds()
    _gauge(registry, "audit_verified_age_seconds", "Since the audit trail was verified").set(age)
    told = "1 when the latest check found the audit trail broken"
    _gauge(registry, "audit_broken", told).set(found.broken is not None)
