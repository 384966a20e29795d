"""What a pass of the post needs of the world around it: accounts, languages, servers, chance."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol
from zoneinfo import ZoneInfo

from core.notify.letters import Desk, Letter, Say
from core.notify.outcome import Sent
from core.notify.people import AddressBook

Send = Callable[[Letter], Sent]


class Channel(Protocol):
    """A way out of the house. One into a ``group`` gets digests only, and few of them a minute."""

    @property
    def name(self) -> str: ...
    @property
    def group(self) -> bool: ...
    def opened(self) -> AbstractContextManager[Send]:
        """Something that sends letters, for as long as the block lasts."""
        ...


@dataclass(frozen=True, kw_only=True)
class Channels:
    """Made once per program by whoever knows the settings; ``outward`` is empty where nothing is set up.

    ``chance`` gives numbers from 0 to 1 and spreads repeated tries.
    """

    book: AddressBook
    say: Say
    locale: str
    zone: ZoneInfo
    chance: Callable[[], float]
    site_url: str = ""
    outward: tuple[Channel, ...] = ()
    group_roles: frozenset[str] = field(default=frozenset())
    group_hours: tuple[int, ...] = (9,)
    runs: Callable[[str], bool] = lambda _chapter: True
    """Whether a chapter is on; the links of its mails lead nowhere while it is off."""

    def channel(self, name: str) -> Channel | None:
        """The channel of this name, where it is set up."""
        return next((c for c in self.outward if c.name == name), None)

    @property
    def groups(self) -> tuple[str, ...]:
        """Names of the channels that lead into a group instead of to an account."""
        return tuple(c.name for c in self.outward if c.group)

    @property
    def desk(self) -> Desk:
        """Where letters are written."""
        return Desk(say=self.say, site_url=self.site_url, zone=self.zone)
