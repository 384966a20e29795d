"""Who may do what with which rows, as proposed; an administrator can change it."""

from __future__ import annotations

from collections.abc import Iterator

from core.sdk import Grant, Scope

ROWS = ("read", "create", "edit", "delete", "export")
AGREED = ("read", "create", "edit", "export", "accept", "renew_paper", "withdraw")
OFFICE = {
    "lead": (
        *ROWS,
        *("accept", "ask_review", "begin_talks", "pause", "resume", "sign"),
        *("register_results", "end", "archive"),
    ),
    "progress": ROWS,
    "exchange": (*ROWS, "hold", "drop"),
    "returnee": AGREED,
    "contact": AGREED,
    "invitation": ("read", "create", "edit", "export", "take_back"),
    "consent": ("read", "export"),
    "push": (*ROWS, "send"),
    "sending": ("read", "export"),
    "summary": (*ROWS, "issue"),
    "summary_line": ("read", "export"),
}
"""What the office does; entries of people are never deleted, they are erased."""
LEAD_STEPS = (
    *("accept", "ask_review", "begin_talks", "pause", "resume", "sign"),
    *("register_results", "end"),
)


def grants() -> Iterator[Grant]:
    """The office keeps everything, departments their leads, people what they registered.

    Reminding, expiring and erasing are granted to nobody: the system does them.
    """
    for role in ("UF", "UFH"):
        for short, actions in OFFICE.items():
            yield Grant(role, f"overseas.{short}", actions)
    yield Grant("UFH", "overseas.lead", ("clear",))
    for role in ("FD", "UH"):
        lead = ("read", "create", "edit", *LEAD_STEPS)
        yield Grant(role, "overseas.lead", lead, Scope.UNIT)
        yield Grant(role, "overseas.progress", ("read", "create"), Scope.UNIT)
        exchange = ("read", "create", "edit", "hold", "drop")
        yield Grant(role, "overseas.exchange", exchange, Scope.UNIT)
    yield Grant("FD", "overseas.contact", ("read",), Scope.UNIT)
    for short in ("summary", "summary_line", "exchange"):
        yield Grant("CM", f"overseas.{short}", ("read",))
    mine = ("read", "create", "edit", "renew", "withdraw")
    yield Grant("ME", "overseas.returnee", mine, Scope.PARTY)
    yield Grant("ME", "overseas.lead", ("read",), Scope.PARTY)
    for short in ("consent", "sending", "invitation"):
        yield Grant("ME", f"overseas.{short}", ("read",), Scope.PARTY)
    yield Grant("DPO", "overseas.consent", ("read", "export"))
