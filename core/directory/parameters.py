"""What the institution decides for all chapters: the steps of its ladder, when silence is an alarm, and
which files need a second person."""

from __future__ import annotations

from core.declare import Parameter


def _workdays(name: str, label: str, default: int, most: int) -> Parameter:
    return Parameter(
        name=name, label=label, default=default, minimum=1, maximum=most, unit="working days"
    )


PARAMETERS = (
    _workdays(
        "ladder_again_days",
        "Overdue duties: after so many days the owner is told again, with the head of the unit",
        3,
        30,
    ),
    _workdays("ladder_office_days", "Overdue duties: after so many days the clerk is told", 5, 60),
    _workdays("ladder_head_days", "Overdue duties: after so many days the head is told", 10, 90),
    _workdays(
        "ladder_list_days",
        "Overdue duties: after so many days they stand in the monthly list",
        15,
        120,
    ),
    Parameter(
        name="late_after_hours",
        label="A rule that has not run for so long is an alarm",
        default=26,
        minimum=2,
        maximum=240,
        unit="hours",
        help="Rules are evaluated at least once a day. A rule that failed has not run.",
    ),
    Parameter(
        name="export_people",
        label="A file with more people than this needs a second person",
        default=50,
        minimum=1,
        maximum=50,
        unit="people",
        help="A file with sensitive columns always needs one.",
    ),
)
