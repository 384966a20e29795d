"""What is to be reached, as one table: the operation, its words, and the measure it is held to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

FAR_PAGE_ALLOWANCE = 1.3
"""«As the first page» is held with this allowance for noise."""

Times = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Target:
    """One row: ``reached`` is given ours and the others' milliseconds of all operations."""

    operation: str
    title: str
    words: str
    reached: Callable[[Times, Times, Times], bool] | None = None
    """(ours, raw, Django), each by operation; None when the row is only for comparison."""


def _list(ours: Times, raw: Times, django: Times) -> bool:
    return ours["list"] <= 4 * raw["list"] and ours["list"] <= django["list"] / 4


def _at_most(operation: str, limit: float) -> Callable[[Times, Times, Times], bool]:
    return lambda ours, raw, django: ours[operation] <= limit


TARGETS = (
    Target("list", "list page, 25 rows, 2 labels", "<= 4 x raw, <= 1/4 Django", _list),
    Target("list_connect", "the same, new connection each time", ""),
    Target(
        "page",
        "far page",
        f"as first page (<= {FAR_PAGE_ALLOWANCE} x)",
        lambda ours, raw, django: ours["page"] <= FAR_PAGE_ALLOWANCE * ours["list"],
    ),
    Target("page_keyset", "far page by key", ""),
    Target(
        "search",
        "text search, rare",
        "<= 3 x raw",
        lambda ours, raw, django: ours["search"] <= 3 * raw["search"],
    ),
    Target("search_two", "text search, two characters, frequent", ""),
    Target("search_name", "text search, by a person's name", ""),
    Target("palette", "global search, by a person's name", "<= 200 ms", _at_most("palette", 200)),
    Target("edit", "edit form, contact", "<= 15 ms", _at_most("edit", 15)),
    Target("edit_pair", "edit form, related 100,000", "<= 15 ms", _at_most("edit_pair", 15)),
    Target("create_form", "create by form", "<= 10 ms", _at_most("create_form", 10)),
    Target("create_api", "create by API", "<= 8 ms", _at_most("create_api", 8)),
    Target("api_list", "API list of 25", "<= 8 ms", _at_most("api_list", 8)),
    Target(
        "quota",
        "quota rule, days per pair",
        "<= 2 x raw",
        lambda ours, raw, django: ours["quota"] <= 2 * raw["quota"],
    ),
    Target("quota_missing", "quota rule, only who is missing", ""),
    Target("quota_ledger", "quota rule, written to the ledger", ""),
)
OPERATIONS = tuple(target.operation for target in TARGETS)

LIST_STATEMENTS = 6
START_SECONDS = 2.5
REQUESTS_PER_SECOND = 100

TO_BARE = 1.5
AGAIN = 0.5
GROWTH = 1.3
"""Memory at full size against a tenth of it: «does not grow», with this allowance for noise."""
PAGE_STATEMENTS = 8
PAGE_GROWTH = 2.0
TWO_WORKERS = 0.6
