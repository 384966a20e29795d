"""The escalation ladder as data: who is told of a duty, and how long before or after its due date."""

from __future__ import annotations

from dataclasses import dataclass

from core.declare.number import Number

OWNER, UNIT_HEAD, IN_CHARGE = "owner", "unit_head", "in_charge"
RECIPIENTS = (OWNER, UNIT_HEAD, IN_CHARGE)
"""Recipients that are no roles: who owes the duty, the head of the unit, the committee member in charge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a ladder: *days* after the due date (negative: before it), *to* is told.

    ``name`` is kept with each duty so that the step is taken once: never change it. ``days`` is a
    number, ``"@name"`` of a parameter of the chapter or ``"@directory.name"`` of the institution,
    with a minus for its negative. ``to`` names recipients or codes of roles. A ``monthly`` step tells
    nobody by itself: from that day the duty stands in the monthly list for the member in charge.
    A step that falls on a day off is taken on the next working day.
    """

    name: str
    to: tuple[str, ...] = ()
    days: Number = 0
    working: bool = True
    monthly: bool = False


TELL_OWNER = Step(name="due", to=(OWNER,))
TELL_AGAIN = Step(name="again", to=(OWNER, UNIT_HEAD), days="@directory.ladder_again_days")
TELL_OFFICE = Step(name="office", to=("UF",), days="@directory.ladder_office_days")
TELL_CHIEF = Step(name="head", to=("UFH",), days="@directory.ladder_head_days")
LIST_MONTHLY = Step(name="list", days="@directory.ladder_list_days", monthly=True)
DEFAULT_LADDER = (TELL_OWNER, TELL_AGAIN, TELL_OFFICE, TELL_CHIEF, LIST_MONTHLY)
"""What holds for every rule that names no ladder of its own; its days are parameters of the directory."""
