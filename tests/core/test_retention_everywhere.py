"""Every personal value of every chapter ends: the clock is moved, and nothing of it is left (DP-15)."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from core.db import table_of, writing
from core.db.catalogue import Catalogue
from core.declare import DataClass, Field, Kind
from core.jobs.kind import by_name
from core.jobs.kinds.retention import RETENTION
from core.retention import certificates, terms_of
from core.retention.due import months_before
from core.retention.terms import PERSON
from tests.builders import DAY, NOW
from tests.core.jobs_made import ask, do_all
from tests.rows import fill
from tests.site import Site

LONG = 366 * 12
SAMPLES: dict[Kind, Any] = {
    Kind.TEXT: "甲",
    Kind.LONG_TEXT: "甲",
    Kind.INTEGER: 1,
    Kind.DECIMAL: Decimal(1),
    Kind.DATE: DAY,
    Kind.MOMENT: NOW,
    Kind.YES_NO: True,
}


def keep_and_let_go(site: Site) -> None:
    """One night: the job is asked for and done."""
    bench = dataclasses.replace(site.runtime.bench, kinds=by_name(RETENTION))
    ask(bench, RETENTION.name)
    assert do_all(bench) == 1


def _sample(declared: Field, person: int) -> Any:
    if declared.kind is Kind.CHOICE:
        return declared.choices[0].value
    if declared.kind is Kind.CHOICES:
        return (declared.choices[0].value,)
    return person if declared.target == PERSON else SAMPLES.get(declared.kind)


def _whole(session: Session, catalogue: Catalogue, person: int) -> None:
    """Fill every personal field and every date, and close what can be closed, beside the door."""
    for name, model in catalogue.models.items():
        table, workflow = table_of(model), catalogue.workflow(name)
        for declared in model.record.fields:
            column = table.c[declared.name]
            personal = declared.personal is not DataClass.N
            if personal or declared.kind in (Kind.DATE, Kind.MOMENT):
                value = _sample(declared, person)
                if value is not None and not declared.unique and not declared.unkept:
                    session.execute(update(table).where(column.is_(None)).values({column: value}))
        closed = [s.name for s in workflow.states if s.closed] if workflow else []
        if workflow and closed:
            session.execute(update(table).values({workflow.field: closed[0]}))
    session.execute(update(table_of(catalogue.model(PERSON))).values(active=False, left_on=DAY))
    session.commit()


def _left(session: Session, catalogue: Catalogue) -> list[str]:
    """Fields that still hold a personal value."""
    return [
        f"{name}.{declared.name}"
        for name, model in catalogue.models.items()
        for declared in model.record.fields
        if declared.personal is not DataClass.N
        and session.execute(
            select(table_of(model).c.id).where(table_of(model).c[declared.name].is_not(None))
        ).first()
    ]


def test_dp_15_no_personal_value_outlives_its_purpose(site: Site) -> None:
    with site.build() as make:
        fill(site, make)
    catalogue = site.runtime.catalogue
    with writing(), site.session() as session:
        _whole(session, catalogue, site.ids["person1"])
        filled = {f.rpartition(".")[0] for f in _left(session, catalogue)}
    assert filled == {t.record for t in terms_of(catalogue)}
    keep_and_let_go(site)
    with site.session() as session:
        assert certificates(session, 500) == []
    site.wait(days=LONG)
    keep_and_let_go(site)
    with site.session() as session:
        assert _left(session, catalogue) == []
        told = certificates(session, 500)
    assert {c.record for c in told} == filled
    assert all(c.rows for c in told)
    assert {(c.run, c.on_day) for c in told} == {(told[0].run, site.runtime.today())}


def test_of_two_days_that_may_begin_a_period_the_first_counts(site: Site) -> None:
    with site.build() as make:
        fill(site, make)
    table = table_of(site.runtime.catalogue.model("publicity.consent"))
    today, keep = site.runtime.today(), 36
    over, runs = months_before(today, keep + 1), months_before(today, keep - 1)
    days = {"withdrawn": (over, None), "ran out": (None, over), "both": (over, runs)}
    days |= {"holds on": (None, None), "of late": (runs, runs)}
    with writing(), site.session() as session:
        row: Any = session.execute(select(table)).mappings().first()
        for name, (withdrawn, until) in days.items():
            given = {k: v for k, v in row.items() if k not in ("id", "person")}
            dated = {"outside": name, "withdrawn_on": withdrawn, "valid_until": until}
            session.execute(table.insert().values(given | dated))
        session.commit()
    keep_and_let_go(site)
    with site.session() as session:
        left = set(session.scalars(select(table.c.outside).where(table.c.outside.in_(days))))
    assert left == {"holds on", "of late"}
