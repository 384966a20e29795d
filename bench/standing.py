"""Pages over few and over many duties: 100,000 of them must not be felt.

One program on two copies of one database, the first with 100 duties, the second with 100,000; the
same reader, the same pages, in turns.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import create_engine
from typing_extensions import override

from bench import ours
from bench.child import Child
from bench.data import Size
from bench.load import insert as load
from bench.measure import Effort, Result, measure
from bench.ours import Ours
from bench.stores import Store
from bench.subject import Browser, Operation, marked
from core.duties import recount
from core.duties.models import DUTY

FEW, MANY, MANY_QUICK = 100, 100_000, 2_000
PAGES = {"home": "/", "strip": "/articles/", "status": "/api/v1/articles/status"}
STATES = ("overdue", "due_soon", "open", "met", "void")
RULES = {"befriending.R06.3": 6, "befriending.R07.3": 7, "befriending.R07.8": 7}
YEARS = ("2023-2024", "2024-2025", "2025-2026", "2026-2027")
MOMENT = dt.datetime(2027, 8, 31, 12, tzinfo=dt.UTC)
FIRST_DAY, DAYS = dt.date(2026, 9, 1), 500


@dataclass(frozen=True, slots=True)
class Standing:
    """One page over few and over many duties."""

    page: str
    few: Result
    many: Result
    duties: int

    @property
    def ratio(self) -> float:
        """How much longer it takes over many."""
        return self.many.wall / self.few.wall


def measure_standing(
    place: Store, size: Size, effort: Effort, say: Callable[[str], None]
) -> tuple[list[Standing], list[str]]:
    """Each page on both copies, and what failed, in words."""
    many = MANY if size.pairs > FEW * 10 else MANY_QUICK
    children: list[Child] = []
    try:
        for name, number in (("run_few", FEW), ("run_many", many)):
            url = ours.copied(place, size, name, say)
            _fill(url, number, size)
            place.analyze(name)
            children.append(Child("standing", url, size.name))
            children[-1].name = name
        results, failed = measure(children, list(PAGES), effort, say)
    finally:
        for child in children:
            child.close()
        for name in ("run_few", "run_many"):
            place.drop(name)
    found = {(r.operation, r.subject): r for r in results}
    return [
        Standing(page, found[page, "run_few"], found[page, "run_many"], many)
        for page in PAGES
        if (page, "run_few") in found and (page, "run_many") in found
    ], failed


def _fill(url: str, number: int, size: Size) -> None:
    """So many duties, of all states, years and leaders, as an evaluation would have left them."""
    engine = create_engine(url)
    rows = ({**_duty(n, size), "id": n + 1} for n in range(number))
    load(engine, DUTY, rows)
    with engine.begin() as connection:
        for rule in RULES:
            recount(connection, rule)
    engine.dispose()


class StandingPages(Ours):
    """Ours, with the pages on which duties stand."""

    name = "standing"

    @override
    def operations(self, browser: Browser) -> dict[str, Operation]:
        return {
            "home": Operation(lambda i: browser.get(PAGES["home"]), marked('class="k-task"')),
            "strip": Operation(lambda i: browser.get(PAGES["strip"]), marked(r"/articles/(\d+)")),
            "status": Operation(
                lambda i: browser.get(PAGES["status"]), marked(r'"number": ?(\d+)')
            ),
        }


def _duty(n: int, size: Size) -> dict[str, object]:
    rule = list(RULES)[n % len(RULES)]
    due = FIRST_DAY + dt.timedelta(days=n % DAYS)
    return {
        "rule": rule,
        "article": RULES[rule],
        "subject_record": "befriending.contact" if rule.endswith("8") else "befriending.pair",
        "subject_id": n // len(RULES) + 1,
        "period": "all",
        "academic_year": YEARS[n // 7 % len(YEARS)],
        "state": STATES[n // 3 % len(STATES)],
        "reason": None,
        "due_on": due,
        "owner": None if n % 4 == 0 else n % size.leaders + 1,
        "unit": n % size.units + 1,
        "office": "UF",
        "numerator": 0,
        "threshold": 1,
        "seen": 0,
        "from_on": due,
        "until_on": None,
        "granted_on": None,
        "evidence": '{"kind": "quota", "n": 0, "needed": 1}',
        "hint": False,
        "first_on": FIRST_DAY,
        "known_from": FIRST_DAY,
        "round_on": FIRST_DAY,
        "changed_at": MOMENT,
        "closed_on": None,
    }
