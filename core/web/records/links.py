"""Addresses of a list that keep what was chosen and change one thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

Args = Mapping[str, Sequence[str]]


def changed(url: str, args: Args, **changes: str | int | None) -> str:
    """*url* with *args* and the changes; None takes a name out; pages start anew unless given."""
    kept = {k: list(v) for k, v in args.items() if any(v) and not k.startswith("_")}
    if "page" not in changes:
        kept.pop("page", None)
    for name, value in changes.items():
        kept.pop(name, None)
        if value is not None:
            kept[name] = [str(value)]
    return url + ("?" + urlencode(kept, doseq=True) if kept else "")


def without(url: str, args: Args, *names: str) -> str:
    """*url* without these names."""
    kept = {k: v for k, v in args.items() if k not in names}
    return changed(url, kept)
