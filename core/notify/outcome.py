"""What became of a try to send, in words for the administrator, and when to try again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from core.texts import N_

FIRST_WAIT = dt.timedelta(minutes=1)
LONGEST_WAIT = dt.timedelta(hours=12)
MOST_TRIES = 14
"""With the waits between them a little less than three days."""
SPREAD = 0.25


class Result(StrEnum):
    """``later``: this letter failed and is tried again. ``down``: nobody can send now, so the others
    are not tried either. ``slow``: too many at once, which is nobody's fault and counts as no try."""

    SENT = "sent"
    LATER = "later"
    DEAD = "dead"
    DOWN = "down"
    SLOW = "slow"


@dataclass(frozen=True, slots=True)
class Sent:
    """The outcome of one try. ``reason`` is a key of REASON_TEXTS, ``detail`` the server's own words."""

    result: Result
    reason: str = ""
    detail: str = ""
    wait: dt.timedelta = dt.timedelta()


DONE = Sent(Result.SENT)
REASON_TEXTS = {
    "no_answer": N_("The server does not answer."),
    "too_slow": N_("The server did not answer in time."),
    "tls": N_("The server's certificate is not trusted, or the connection cannot be encrypted."),
    "sign_in": N_("The mail server does not accept user name and password."),
    "sender": N_("The mail server does not accept the sender's address."),
    "refused": N_("The mail server refuses this address or this mail for good."),
    "not_now": N_("The mail server does not take this mail now."),
    "broken": N_("The server broke the connection off."),
    "too_fast": N_("More messages in a minute than the group takes."),
    "security": N_(
        "The group's robot refuses the message: keyword, signature or address do not fit."
    ),
    "no_robot": N_(
        "There is no such robot: its address is wrong, or it was removed from the group."
    ),
    "rejected": N_("The group's server refuses the message."),
    "strange": N_("The server gave an answer that is not understood."),
    "moved": N_("The server wants the message at another address; it is not sent there."),
    "no_account": N_("The account is disabled."),
    "no_address": N_("The account has no mail address any more."),
    "unsubscribed": N_("The person wants no more messages of this kind."),
    "not_agreed": N_("What the person agreed to has ended, or the entry is gone."),
    "no_site": N_(
        "The chapter is off, or TONGXIN_PUBLIC_URL is not set: its links would lead nowhere."
    ),
}


def wait_before(tries: int, chance: float) -> dt.timedelta:
    """How long to wait after *tries* failed ones: doubled each time, spread by *chance* (0 to 1)."""
    doubled: dt.timedelta = FIRST_WAIT * (1 << min(max(tries - 1, 0), 20))
    return min(doubled, LONGEST_WAIT) * (1 + SPREAD * chance)
