"""Articles 6 and 7 by hand on the product's own tables: bare questions, rows written plainly.

The floor for an evaluation. It asks what the product asks (what does the ledger not show yet, what is
owed no more, which steps are due) and leaves the same duties, events, steps and messages; it knows
one college, one day and these rules, and nothing can be set. ``bench.evaluation`` compares what both
have left in the database.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from bench.raw_bulk import Bulk
from core.calendar import Calendar

TODAY = dt.date(2027, 8, 31)
YEARS = (
    ("2025-2026", dt.date(2025, 9, 1), dt.date(2026, 8, 31)),
    ("2026-2027", dt.date(2026, 9, 1), dt.date(2027, 8, 31)),
)
CATCH_UP, DAY, SOON = dt.timedelta(days=400), dt.timedelta(days=1), dt.timedelta(days=7)
EVER, BATCH = dt.date(1900, 1, 1), 1000

CONTACTS = """
SELECT p.id AS subject, p.leader AS owner, p.unit AS unit,
  CASE WHEN p."end" < :last AND p."end" <= :today OR p.start > :young THEN 'void'
    WHEN coalesce(a.single + CASE WHEN a.every > a.single THEN 1 ELSE 0 END, 0) >= 1 THEN 'met'
    ELSE 'overdue' END AS state,
  CASE WHEN p."end" < :last AND p."end" <= :today THEN 'ended'
    WHEN p.start > :young THEN 'young' END AS reason,
  coalesce(a.single + CASE WHEN a.every > a.single THEN 1 ELSE 0 END, 0) AS numerator,
  coalesce(a.seen, 0) AS seen,
  CASE WHEN p."end" < :last AND p."end" <= :today OR p.start > :young THEN p.start
    ELSE a.first_on END AS from_on,
  CASE WHEN p."end" < :last AND p."end" <= :today OR p.start > :young THEN p."end"
    ELSE a.last_on END AS until_on
FROM befriending_pair p LEFT JOIN (
  SELECT c.pair, count(DISTINCT CASE WHEN c.group_event IS TRUE THEN NULL ELSE c.date END) AS single,
    count(DISTINCT c.date) AS every, count(*) AS seen, min(c.date) AS first_on, max(c.date) AS last_on
  FROM befriending_contact c JOIN befriending_pair q ON q.id = c.pair
  WHERE c.deleted_at IS NULL AND c.status IN ('registered', 'shown', 'seen', 'archived')
    AND c.date BETWEEN :first AND :until AND c.date >= q.start
    AND (q."end" IS NULL OR c.date <= q."end")
    AND (c.group_event IS NOT TRUE OR c.both_present IS TRUE)
  GROUP BY c.pair) a ON a.pair = p.id
WHERE p.deleted_at IS NULL AND p.status IN ('active', 'needs_adjustment', 'ended')
  AND p.academic_year = :period AND p.start <= :until AND (p."end" IS NULL OR p."end" >= :first)"""
LIST = """
SELECT 0 AS subject, CAST(NULL AS INTEGER) AS owner, CAST(NULL AS INTEGER) AS unit,
  CASE WHEN count(*) >= 1 THEN 'met' ELSE 'overdue' END AS state, CAST(NULL AS VARCHAR) AS reason,
  count(*) AS numerator, count(*) AS seen, min(decided_on) AS from_on, max(decided_on) AS until_on
FROM befriending_pair_list WHERE deleted_at IS NULL AND academic_year = :period
  AND status IN ('in_force', 'adjusted', 'archived') AND decided_on <= :today"""
KEYS = """
SELECT s.id AS subject, CAST(NULL AS INTEGER) AS owner, CAST(NULL AS INTEGER) AS unit,
  CASE WHEN coalesce(a.n, 0) >= 1 THEN 'met' ELSE 'overdue' END AS state,
  CAST(NULL AS VARCHAR) AS reason, coalesce(a.n, 0) AS numerator, coalesce(a.n, 0) AS seen,
  CAST(NULL AS DATE) AS from_on, CAST(NULL AS DATE) AS until_on
FROM directory_post s LEFT JOIN (SELECT leader, count(*) AS n FROM befriending_pair
  WHERE deleted_at IS NULL AND status = 'active' AND kind = 'key' AND academic_year = :period
  GROUP BY leader) a ON a.leader = s.person
WHERE s.deleted_at IS NULL AND s.kind = 'committee_leader' AND (s.ends IS NULL OR s.ends >= :first)"""
DEADLINE = """
SELECT s.id AS subject, {owner} AS owner, {unit} AS unit,
  CASE WHEN s.{done} <= :today THEN 'met' WHEN s.{starts} <= :late THEN 'overdue'
    WHEN s.{starts} <= :soon THEN 'due_soon' ELSE 'open' END AS state,
  CAST(NULL AS VARCHAR) AS reason, CAST(NULL AS INTEGER) AS numerator, CAST(NULL AS INTEGER) AS seen,
  s.{starts} AS from_on, CASE WHEN s.{done} <= :today THEN s.{done} END AS until_on
FROM {source} WHERE s.deleted_at IS NULL AND s.{starts} IS NOT NULL
  AND (s.{done} IS NULL OR s.{done} > :today OR s.{done} >= :since)"""
DECIDED = ("owner", "unit", "state", "reason", "numerator", "seen", "from_on", "until_on")
DIFFERS = " OR ".join(f"o.{name} IS DISTINCT FROM d.{name}" for name in DECIDED)
MISSING = f"""SELECT o.*, d.id AS duty FROM ({{question}}) o LEFT JOIN core_duty d ON d.rule = :rule
AND d.subject_record = :record AND d.period = :key AND d.subject_id = o.subject
WHERE d.id IS NULL OR (d.state <> 'waived' AND ({DIFFERS}))"""
GONE = """SELECT d.id FROM core_duty d WHERE d.rule = :rule AND d.period = :key
AND d.state IN ('open', 'due_soon', 'overdue') AND NOT EXISTS
(SELECT 1 FROM ({question}) o WHERE o.subject = d.subject_id)"""
DUTY = ("rule", "article", "subject_record", "subject_id", "period", "academic_year", "state", "reason",
        "due_on", "owner", "unit", "office", "numerator", "threshold", "seen", "from_on", "until_on",
        "evidence", "hint", "first_on", "known_from", "round_on", "changed_at", "closed_on")  # fmt: skip
EVENTS = """INSERT INTO core_duty_event (duty, became, on_day, at, why, evidence)
SELECT id, state, :today, :now, reason, evidence FROM core_duty d WHERE rule = :rule
AND changed_at = :now AND NOT EXISTS (SELECT 1 FROM core_duty_event e WHERE e.duty = d.id)"""
STEPS = """SELECT d.id, p.id, d.office, d.due_on, d.round_on FROM core_duty d
LEFT JOIN directory_person p ON p.id = d.owner AND p.active AND p.deleted_at IS NULL
WHERE d.rule = :rule AND d.state IN ('open', 'due_soon', 'overdue') AND d.due_on <= :today
AND d.due_on >= :least AND d.known_from <= :today AND NOT EXISTS (SELECT 1 FROM core_duty_step x
WHERE x.duty = d.id AND x.step = :step AND x.round_on = d.round_on)"""
STEP = ("duty", "step", "round_on", "on_day", "at", "listed", "told")
MESSAGE = (
    "created_at",
    "person",
    "role",
    "subject",
    "body",
    "fill_in",
    "kind",
    "key",
    "link",
    "outcome",
)
COUNT = """INSERT INTO core_duty_count (rule, article, academic_year, hint, state, period, number)
SELECT rule, article, academic_year, hint, state, period, count(*) FROM core_duty
WHERE rule = :rule AND academic_year IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: its question, its words, and whom its steps tell (``owner`` or a role)."""

    name: str
    title: str
    record: str
    question: str
    due: dt.date | None = None
    years: int = 1
    working: int = 0
    need: int | None = 1
    office: str = "UF"
    hint: bool = False
    steps: dict[str, tuple[str, ...]] = field(default_factory=lambda: {"due": ("owner",)})
    same: dict[str, object] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Its name in the ledger."""
        return f"befriending.{self.name}"


PAIRS = {"grace_days": 90, "group_max": 1, "parameters": {"count_rule": "distinct_days"}}
FOLLOW = DEADLINE.format(owner="p.leader", unit="s.unit", starts="follow_up_due", done="follow_up_done",
                         source="befriending_contact s JOIN befriending_pair p ON p.id = s.pair")  # fmt: skip
SETTLE = DEADLINE.format(owner="CAST(NULL AS INTEGER)", unit="CAST(NULL AS INTEGER)", starts="asked_on",
                         done="settled_on", source="befriending_pair s")  # fmt: skip
RULES = (
    Rule(name="R06.1", title="The list of pairs is decided early in the academic year",
         record="institution", question=LIST, due=dt.date(2026, 10, 1)),
    Rule(name="R06.2", title="Each committee leader has key contacts", record="directory.post",
         question=KEYS, due=dt.date(2026, 10, 1), office="UFH"),
    Rule(name="R06.3", title="A pair that needs adjustment is settled", record="befriending.pair",
         question=SETTLE, working=20, need=20),
    Rule(name="R07.1", title="Hint before the first semester ends: pairs without contact", office="",
         record="befriending.pair", question=CONTACTS, due=dt.date(2027, 1, 16), hint=True,
         same=PAIRS, years=2),
    Rule(name="R07.2", title="List of pairs without contact before the year ends", hint=True, years=2,
         record="befriending.pair", question=CONTACTS, due=dt.date(2027, 6, 1), same=PAIRS),
    Rule(name="R07.3", title="Each pair keeps contact in the academic year", office="UFH", years=2,
         same=PAIRS, record="befriending.pair", question=CONTACTS, due=TODAY,
         steps={"soon": ("owner", "UF"), "due": ("owner", "UFH")}),
    Rule(name="R07.8", title="What was to follow from a contact is done", record="befriending.contact",
         question=FOLLOW, need=0),
)  # fmt: skip


def evaluate(database: Bulk, now: dt.datetime) -> int:
    """Bring the ledger up to date, a transaction for each rule; how many duties were made."""
    made = 0
    for rule in RULES:
        with database.transaction():
            made += _Evaluation(database, rule, now.replace(tzinfo=None)).run()
    return made


class _Evaluation:
    """One rule inside one transaction."""

    def __init__(self, database: Bulk, rule: Rule, now: dt.datetime) -> None:
        self.database, self.rule, self.now = database, rule, now
        self.days: dict[object, dt.date] = {}

    def run(self) -> int:
        """What was made; deadlines have one period for all time."""
        rule, made = self.rule, 0
        spans = YEARS[-rule.years :] if rule.due else (("all", EVER, TODAY),)
        for period, first, last in spans:
            made += self._period(period, first, last)
        about = {"rule": rule.key, "now": self.now, "today": TODAY}
        self.database.run(EVENTS, **about)
        told = sum(self._step(step, to) for step, to in rule.steps.items())
        self.database.run("DELETE FROM core_duty_count WHERE rule = :rule", rule=rule.key)
        self.database.run(COUNT, rule=rule.key)
        values = (rule.key, TODAY, self.now, 0, made, made, told)
        names = ("rule", "as_of", "started_at", "ms", "evaluated", "changed", "told")
        self.database.insert("core_duty_run", names, [values])
        return made

    def _period(self, period: str, first: dt.date, last: dt.date) -> int:
        late = _start_before(TODAY - DAY, self.rule.working)
        soon = _start_before(TODAY + SOON, self.rule.working)
        given = {"period": period, "key": period, "first": first, "last": last, "today": TODAY,
                 "until": min(last, TODAY), "young": last - dt.timedelta(days=90), "late": late,
                 "soon": soon, "since": TODAY - CATCH_UP, "rule": self.rule.key,
                 "record": self.rule.record}  # fmt: skip
        made = 0
        head, question = self._head(first, last), self.rule.question
        found = iter(self.database.stream(MISSING.format(question=question), **given))
        while batch := list(islice(found, BATCH)):
            rows = [self._duty(row, period, head) for row in batch]
            self.database.insert("core_duty", DUTY, rows)
            made += len(rows)
        gone = self.database.rows(GONE.format(question=question), **given)
        if gone:
            raise RuntimeError(f"{self.rule.name}: {len(gone)} duties are owed no more.")
        return made

    def _head(self, first: dt.date, last: dt.date) -> str:
        same = {"start": str(first), "end": str(last), "needed": self.rule.need, **self.rule.same}
        return json.dumps({"calendar": "432a531487f7", "origins": {}, **same})[:-1]

    def _duty(self, row: Sequence[Any], period: str, head: str) -> tuple[Any, ...]:
        subject, owner, unit, state, reason, n, seen, from_on, until_on, duty = row
        rule = self.rule
        if duty is not None:
            raise RuntimeError(f"{rule.name}: the bare program only knows new duties.")
        due = rule.due or self._due(from_on)
        year = period if rule.due else _year(due)
        evidence = f'{head}, "n": {n or 0}, "seen": {seen or 0}, "from": "{from_on}", "until": "{until_on}"}}'
        round_on = EVER if rule.due else from_on
        closed = TODAY if state in ("met", "void") else None
        return (rule.key, int(rule.name[1:3]), rule.record, subject, period, year, state, reason,
                due, owner, unit, rule.office, n, rule.need, seen, from_on, until_on,
                evidence, rule.hint, TODAY, TODAY, round_on, self.now, closed)  # fmt: skip

    def _due(self, from_on: object) -> dt.date:
        if from_on not in self.days:
            day = dt.date.fromisoformat(str(from_on))
            self.days[from_on] = Calendar().add_working_days(day, self.rule.working)
        return self.days[from_on]

    def _step(self, step: str, to: tuple[str, ...]) -> int:
        least = TODAY if step == "soon" else EVER
        found = self.database.rows(STEPS, rule=self.rule.key, today=TODAY, least=least, step=step)
        steps, messages = [], list[tuple[Any, ...]]()
        for duty, person, office, due, round_on in found:
            told = [(person, "") if r == "owner" and person else (None, office or "UF") if r == "owner"
                    else (None, r) for r in to]  # fmt: skip
            names = json.dumps([f"p{p}" if p else f"r{r}" for p, r in told])
            steps.append((duty, step, round_on, TODAY, self.now, False, names))
            messages += self._messages(duty, step, due, round_on, told)
        self.database.insert("core_duty_step", STEP, steps)
        self.database.insert("core_outbox", MESSAGE, messages)
        return len(steps)

    def _messages(
        self, duty: int, step: str, due: object, round_on: object, told: list[tuple[Any, str]]
    ) -> Iterator[tuple[Any, ...]]:
        fill = json.dumps({"duty": self.rule.title, "due": str(due)}, ensure_ascii=False)
        late = str(due) < str(TODAY)
        text = "«%(duty)s» was due on %(due)s." if late else "«%(duty)s» is due on %(due)s."
        for person, role in told:
            key = f"duty:{duty}:{round_on}:{step}:" + (f"p{person}" if person else f"r{role}")
            yield (self.now, person, role, text, "", fill, "duty", key, f"/duties/{duty}", "")


def _start_before(day: dt.date, working: int) -> dt.date:
    """The latest day from which so many working days lead to *day* or earlier."""
    start = day
    while Calendar().add_working_days(start, working) > day:
        start -= DAY
    return start


def _year(day: dt.date) -> str:
    first = day.year if day.month >= 9 else day.year - 1
    return f"{first}-{first + 1}"
