"""Scheduled rules made real: evaluation, ledger, explanation in words, status per article."""

from core.duties.engine import Report, Run, evaluate, last_runs
from core.duties.explain import explain
from core.duties.kinds import KINDS
from core.duties.models import Duty, DutyEvent, DutyRun
from core.duties.report import report
from core.duties.scene import World, rule_key
from core.duties.sentence import Sentence
from core.duties.status import Status, status
from core.duties.vet import problems_of_rule

__all__ = [
    "KINDS",
    "Duty",
    "DutyEvent",
    "DutyRun",
    "Report",
    "Run",
    "Sentence",
    "Status",
    "World",
    "evaluate",
    "explain",
    "last_runs",
    "problems_of_rule",
    "report",
    "rule_key",
    "status",
]
