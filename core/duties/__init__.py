"""Scheduled rules made real: evaluation, ledger, explanation in words, status per article."""

from core.duties.counts import recount
from core.duties.engine import Report, evaluate, evaluate_rule
from core.duties.explain import explain
from core.duties.kinds import KINDS
from core.duties.kinds.kind import Kind as Compiler
from core.duties.late import LateRule, Watch, watch
from core.duties.models import Duty, DutyEvent, DutyRun
from core.duties.report import report
from core.duties.runs import Run, last_runs
from core.duties.scene import World, rule_key
from core.duties.sentence import Sentence
from core.duties.status import (
    Articles,
    ArticleStatus,
    Lack,
    Numbers,
    RuleStatus,
    Tally,
    Verdict,
    summed,
    tallies,
)
from core.duties.steps import StepOf, steps_of
from core.duties.vet import problems_of_rule
from core.duties.waive import Decision, WaiveError, take_back, waive

__all__ = [
    "watch",
    "waive",
    "take_back",
    "steps_of",
    "evaluate_rule",
    "Watch",
    "WaiveError",
    "StepOf",
    "LateRule",
    "Decision",
    "KINDS",
    "ArticleStatus",
    "Compiler",
    "Duty",
    "DutyEvent",
    "DutyRun",
    "Lack",
    "Numbers",
    "Articles",
    "Report",
    "RuleStatus",
    "Run",
    "Sentence",
    "Tally",
    "Verdict",
    "World",
    "evaluate",
    "explain",
    "last_runs",
    "problems_of_rule",
    "recount",
    "report",
    "rule_key",
    "summed",
    "tallies",
]
