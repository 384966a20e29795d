"""Words and colours for duties, articles and days."""

from __future__ import annotations

import datetime as dt

from flask_babel import gettext as _
from flask_babel import ngettext

from core.declare import Period, Rule
from core.duties import Lack, Verdict
from core.duties.models import State
from core.texts import N_
from core.web.language import html_lang, say
from core.web.runtime import runtime

STATES = (
    (State.OVERDUE, N_("Overdue"), "bad"),
    (State.DUE_SOON, N_("Due soon"), "warn"),
    (State.OPEN, N_("Not due yet"), "info"),
    (State.MET, N_("Met"), "ok"),
    (State.VOID, N_("Nothing owed"), ""),
    (State.WAIVED, N_("Waived"), ""),
)
"""State, its word, its tone; the most urgent first."""
VERDICTS = {
    Verdict.OVERDUE: (N_("Overdue"), "bad"),
    Verdict.AT_RISK: (N_("At risk"), "warn"),
    Verdict.NOT_DUE: (N_("Not due yet"), "info"),
    Verdict.MET: (N_("Met"), "ok"),
    Verdict.NOT_APPLICABLE: (N_("Not applicable"), ""),
}
LACKS = {
    Lack.MISSING: N_("The chapter could not be loaded."),
    Lack.OFF: N_("The chapter is switched off."),
    Lack.RULES_OFF: N_("Its rules are switched off."),
    Lack.NO_RULE: N_("No rule measures this article."),
    Lack.NOTHING_OWED: N_("Nothing is owed."),
}
WEEKDAY_LABELS = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"
)  # fmt: skip
WEEK = 7
DIGITS = "零一二三四五六七八九"
TEN = 10
PERIOD_TEXTS = {
    Period.ACADEMIC_YEAR: "Each academic year",
    Period.SEMESTER: "Each semester",
    Period.TEACHING_WEEKS: "Every few teaching weeks",
    Period.HALF_YEAR: "Each half year",
    Period.QUARTER: "Each quarter",
    Period.YEAR: "Each calendar year",
    Period.MONTH: "Each month",
    Period.NONE: "From case to case",
}
"""How often a rule asks."""


def rules() -> dict[str, Rule]:
    """All rules of loaded chapters by their name in the ledger."""
    catalogue = runtime().catalogue
    return {f"{c}.{r.name}": r for c, rules in catalogue.rules.items() for r in rules}


def rule_title(key: str) -> str:
    """What a rule is called; one that is no longer declared keeps its code."""
    rule = rules().get(key)
    return say(rule.title) if rule else key


def office_label(code: str) -> str:
    """The office that owes a duty without an owner."""
    role = runtime().catalogue.roles.get(code)
    return say(role.label) if role else code


def due_words(due: dt.date | None, today: dt.date) -> str:
    """When something is due, as one would say it today."""
    if due is None:
        return ""
    days = (due - today).days
    if days < 0:
        return str(ngettext("%(num)s day overdue", "%(num)s days overdue", -days))
    if days == 0:
        return str(_("Today"))
    if days == 1:
        return str(_("Tomorrow"))
    if days < WEEK:
        return say(WEEKDAY_LABELS[due.weekday()])
    return f"{due:%m-%d}" if due.year == today.year else due.isoformat()


def numeral(number: int) -> str:
    """The number of an article as the head of a narrow column has it: 十七, or 17."""
    if html_lang() != "zh-CN" or number >= TEN * TEN:
        return str(number)
    tens, ones = divmod(number, TEN)
    head = "" if not tens else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return head + (DIGITS[ones] if ones or not tens else "")
