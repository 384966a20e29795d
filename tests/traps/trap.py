"""What the catalogue says about one trap."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trap:
    """One trap: what goes wrong, the stock tests that show it, and our answer to it."""

    id: str
    says: str
    stock: tuple[str, ...]
    ours: tuple[str, ...] = ()
    cannot: str = ""


def trap(number: str, says: str, stock: str, ours: str = "", cannot: str = "") -> Trap:
    """A trap whose test names are written in one line, without their prefix."""
    return Trap(
        number,
        says,
        tuple(f"test_stock_{name}" for name in stock.split()),
        tuple(f"test_ours_{name}" for name in ours.split()),
        cannot,
    )
