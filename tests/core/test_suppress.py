"""Small numbers are hidden so that nothing that is shown gives them away (DP-14)."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from core.statistics.suppress import Place, Totals, hidden

LEAST = 5
Values = list[list[int]]
tables = st.integers(1, 5).flatmap(
    lambda columns: st.lists(
        st.lists(st.integers(0, 9), min_size=columns, max_size=columns), min_size=1, max_size=5
    )
)


def figures(values: Sequence[Sequence[int]]) -> dict[Place, int]:
    """Every cell and every total."""
    lines, columns = len(values), len(values[0])
    found = {(i, j): v for i, line in enumerate(values) for j, v in enumerate(line)}
    found |= {(i, columns): sum(line) for i, line in enumerate(values)}
    found |= {(lines, j): sum(line[j] for line in values) for j in range(columns)}
    return found | {(lines, columns): sum(map(sum, values))}


def equations(lines: int, columns: int) -> Iterator[tuple[list[Place], Place]]:
    """(parts, their total) of each line and column, the totals' own included."""
    for i in range(lines + 1):
        yield [(i, j) for j in range(columns)], (i, columns)
    for j in range(columns + 1):
        yield [(i, j) for i in range(lines)], (lines, j)


def bounds(values: Values, gone: frozenset[Place], place: Place) -> tuple[int, int]:
    """How small and how large a hidden figure could be while all that is shown stays: by taking one
    from it, or giving it one, as long as the equations can be kept."""
    return step(values, gone, place, -1), step(values, gone, place, +1)


def step(values: Values, gone: frozenset[Place], place: Place, by: int) -> int:
    """The last value that steps of *by* lead to; at most 20."""
    now, rules = figures(values), list(equations(len(values), len(values[0])))
    while 0 <= now[place] + by <= 20:
        changed = kept(now, gone, rules, place, by)
        if changed is None:
            break
        now = changed
    return now[place]


def kept(
    now: dict[Place, int],
    gone: frozenset[Place],
    rules: list[tuple[list[Place], Place]],
    place: Place,
    by: int,
) -> dict[Place, int] | None:
    """*now* with *place* changed by *by* and hidden figures so that all equations hold; or None."""

    def weight(rule: int, figure: Place) -> int:
        parts, total = rules[rule]
        return (figure in parts) - (figure == total)

    def others(figure: Place) -> list[int]:
        return [r for r in range(len(rules)) if weight(r, figure)]

    first, last = others(place)
    goal = (last, -by * weight(last, place))
    waiting = [((first, by * weight(first, place)), {place: by})]
    seen = {waiting[0][0]}
    while waiting:
        (rule, off), moved = waiting.pop(0)
        for figure in gone - moved.keys():
            if weight(rule, figure):
                change = -off * weight(rule, figure)
                (other,) = [r for r in others(figure) if r != rule]
                state = (other, change * weight(other, figure))
                if now[figure] + change < 0:
                    continue
                if state == goal:
                    return now | {f: now[f] + c for f, c in (moved | {figure: change}).items()}
                if state not in seen:
                    seen.add(state)
                    waiting.append((state, moved | {figure: change}))
    return None


def possible(values: Values, gone: frozenset[Place], place: Place, most: int) -> set[int]:
    """Every value up to *most* that the hidden *place* could have, found by trying all (an oracle
    that knows no networks)."""
    known = {p: v for p, v in figures(values).items() if p not in gone}
    cells = [p for p in gone if p[0] < len(values) and p[1] < len(values[0])]
    found = set()
    for guess in itertools.product(range(most + 1), repeat=len(cells)):
        tried = dict(zip(cells, guess, strict=True))
        filled = [
            [tried.get((i, j), v) for j, v in enumerate(line)] for i, line in enumerate(values)
        ]
        all_figures = figures(filled)
        if all(all_figures[p] == v for p, v in known.items()):
            found.add(all_figures[place])
    return found


def test_a_cell_of_two_and_the_cell_that_would_reveal_it_are_hidden() -> None:
    """DP-14: a cell of 2 and the cell that would reveal it."""
    gone = hidden([[2, 8, 9], [7, 6, 8], [9, 9, 9]], LEAST)
    assert (0, 0) in gone
    assert len({j for i, j in gone if i == 0}) >= 2
    assert len({i for i, j in gone if j == 0}) >= 2
    assert not any(i == 3 or j == 3 for i, j in gone)


def test_nothing_is_hidden_where_nothing_is_small_or_no_number_is_asked_for() -> None:
    assert hidden([[5, 0], [0, 12]], LEAST) == frozenset()
    assert hidden([[1, 2], [3, 4]], 0) == frozenset()
    assert hidden([], LEAST) == frozenset()
    assert hidden([[]], LEAST) == frozenset()


def test_a_table_of_one_small_number_hides_its_total_too() -> None:
    assert hidden([[3]], LEAST, totals=Totals(lines=False, all=False)) == {(0, 0), (1, 0)}


def test_a_column_without_totals_hides_only_what_is_small() -> None:
    none = Totals(lines=False, columns=False, all=False)
    assert hidden([[3], [8], [9]], LEAST, totals=none) == {(0, 0)}


def test_a_single_column_hides_a_second_cell_because_of_its_total() -> None:
    gone = hidden([[3], [8], [9]], LEAST, totals=Totals(lines=False, all=False))
    assert gone == {(0, 0), (1, 0)}


def test_a_number_behind_which_few_people_stand_is_hidden_however_large_it_is() -> None:
    gone = hidden([[40], [8], [9]], LEAST, small=[(0, 0)], totals=Totals(lines=False, all=False))
    assert (0, 0) in gone and len(gone) >= 2


@settings(deadline=None, max_examples=80)
@given(tables, st.sampled_from([2, 5, 10]))
def test_every_small_figure_could_be_anything_below_the_smallest_shown(
    values: Values, least: int
) -> None:
    gone = hidden(values, least)
    small = [p for p, v in figures(values).items() if 0 < v < least]
    assert set(small) <= gone
    for place in small:
        low, high = bounds(values, gone, place)
        assert low == 0, (place, low)
        assert high >= least - 1, (place, high)


@settings(deadline=None, max_examples=20)
@given(
    st.lists(st.lists(st.integers(0, 3), min_size=2, max_size=2), min_size=2, max_size=2),
    st.booleans(),
)
def test_trying_all_tables_finds_every_value_below_the_smallest_shown(
    values: Values, whole: bool
) -> None:
    least = 3
    gone = hidden(values, least, totals=Totals(all=whole))
    seen = gone if whole else gone | {(2, 2)}
    for place in [p for p, v in figures(values).items() if 0 < v < least and p in gone]:
        assert set(range(least)) <= possible(values, seen, place, 12)


@settings(deadline=None, max_examples=40)
@given(tables)
def test_what_is_shown_is_never_small_and_the_same_table_hides_the_same(values: Values) -> None:
    gone = hidden(values, LEAST)
    assert all(v == 0 or v >= LEAST for p, v in figures(values).items() if p not in gone)
    assert gone == hidden(values, LEAST)
