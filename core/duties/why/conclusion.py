"""What follows from the conditions, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.duties.explain import CONCLUSIONS, REASONS
from core.duties.models import Reason, State
from core.duties.outcomes import Outcome, Stretch
from core.duties.sentence import N_, Sentence
from core.duties.why.clauses import Role
from core.duties.why.values import Condition

OFF = N_("The rule or its chapter is off: it is not evaluated. If it were on:")
NO_PERIOD = N_("On this day the rule looks at no such period: nothing is owed.")
NOT_MET = N_("Nothing is owed: the condition «%(label)s» is not met.")
OTHERWISE = N_("Nothing is owed: the rule has further conditions, which are not met.")


def conclusion(
    stretch: Stretch | None,
    outcome: Outcome | None,
    conditions: Sequence[Condition],
    *,
    running: bool,
    waived: bool,
) -> Iterator[Sentence]:
    """Fired or not, the reason comes first and the state last."""
    if not running:
        yield Sentence(OFF)
    if stretch is None:
        yield Sentence(NO_PERIOD)
    elif outcome is None:
        failed = [c for c in conditions if not c.holds and c.role is Role.COVERS]
        for one in failed:
            yield Sentence(NOT_MET, {"label": one.label})
        if not failed:
            yield Sentence(OTHERWISE)
    else:
        yield from _owed(stretch, outcome, waived)


def _owed(stretch: Stretch, outcome: Outcome, waived: bool) -> Iterator[Sentence]:
    evidence = stretch.evidence(outcome)
    if outcome.reason is not None:
        values = {k: evidence.get(k) for k in ("from", "until", "grace_days")}
        yield Sentence(REASONS[Reason(outcome.reason)], values)
        return
    yield from stretch.kind.measure(evidence)
    state = State.WAIVED if waived else outcome.state
    yield Sentence(CONCLUSIONS[state], {"due": outcome.due_on})
