"""The catalogue of traps and the tests beside it agree."""

import re
from collections import Counter
from pathlib import Path

import pytest

from .catalogue import TRAPS
from .trap import Trap

TESTS = re.compile(r"^def (test_\w+)\(", re.M)


def names(pattern: str) -> list[str]:
    """The tests in the files of that name beside this one."""
    files = sorted(Path(__file__).parent.glob(pattern))
    return [name for file in files for name in TESTS.findall(file.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.id)
def test_the_tests_a_trap_names_exist(trap: Trap) -> None:
    assert trap.stock
    assert set(trap.stock) <= set(names("test_stock_*.py"))
    assert set(trap.ours) <= set(names("test_ours_*.py"))


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.id)
def test_a_trap_is_closed_by_a_test_of_ours_or_cannot_be_here(trap: Trap) -> None:
    assert bool(trap.ours) != bool(trap.cannot)


def test_every_stock_test_belongs_to_a_trap() -> None:
    named = {name for trap in TRAPS for name in trap.stock}
    assert [name for name in names("test_stock_*.py") if name not in named] == []


def test_every_test_name_and_every_id_is_there_once() -> None:
    assert [n for n, count in Counter(names("test_*.py")).items() if count > 1] == []
    assert [n for n, count in Counter(trap.id for trap in TRAPS).items() if count > 1] == []


def test_every_trap_of_the_list_of_twenty_five_is_here() -> None:
    numbers = {int(re.findall(r"\d+", t.id)[1]) for t in TRAPS if t.id.startswith("12.")}
    assert numbers == set(range(1, 26))
