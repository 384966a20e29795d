"""States and moves of those who agreed: what both kinds of entries pass, and invitations (article 13)."""

from __future__ import annotations

from core.sdk import Move, State, Workflow

STATES = (
    State("filed", "Handed in", "info"),
    State("valid", "Valid", "ok"),
    State("expiring", "To be renewed", "warn"),
    State("expired", "Expired, waits for an answer", "warn"),
    State("erased", "Erased", closed=True),
)
LIVE = tuple(s.name for s in STATES if s.name != "erased")
"""States in which something is kept of the person."""
IN_FORCE = ("valid", "expiring")
"""States in which the consent holds and was looked at."""
ASKED = ("expiring", "expired")
"""States in which the person is asked whether to go on."""
SHARED = ("email", "evidence", "vacancies", "given_on", "valid_until", "asked_on", "stopped_on")


ACCEPT = Move(
    name="accept",
    label="Accept the entry",
    sources=("filed",),
    target="valid",
    tone="ok",
    bulk=True,
)
ASKS = (
    Move(
        name="remind",
        label="Ask to renew",
        sources=("filed", "valid"),
        target="expiring",
        effect="Made by the system before the consent ends.",
    ),
    Move(
        name="expire",
        label="The consent has ended",
        sources=("expiring",),
        target="expired",
        stamps=("asked_on",),
        effect="Made by the system. The person is asked a last time.",
    ),
)
RENEWALS = (
    Move(
        name="renew",
        label="Agree again",
        sources=ASKED,
        target="valid",
        stamps=("given_on",),
        tone="ok",
        effect="What is kept stays for as long as was agreed to now.",
    ),
    Move(
        name="renew_paper",
        label="Renewed on a signed form",
        sources=ASKED,
        target="valid",
        needs=("evidence",),
        stamps=("given_on",),
        comment=True,
        effect="Enter the number of the new form first.",
    ),
)


def moves(*personal: str) -> tuple[Move, ...]:
    """The way of an entry; *personal* are the fields that are emptied with the shared ones."""
    erased = (*personal, *SHARED)
    withdraw = Move(
        name="withdraw",
        label="Withdraw the consent",
        sources=LIVE,
        target="erased",
        erases=erased,
        tone="bad",
        effect="All that is kept of the person is erased at once; only the number of the entry stays.",
    )
    lapse = Move(
        name="lapse",
        label="No answer",
        sources=("expired",),
        target="erased",
        erases=erased,
        effect="Made by the system: all that is kept of the person is erased.",
    )
    return (ACCEPT, *ASKS, *RENEWALS, withdraw, lapse)


RETURNEE = Workflow(
    record="overseas.returnee",
    states=STATES,
    moves=moves(
        *("name", "person", "unit", "country", "region", "school", "major", "discipline"),
        *("studied_from", "studied_to", "degree", "wishes"),
    ),
)
CONTACT = Workflow(
    record="overseas.contact",
    states=STATES,
    moves=moves("name", "institution", "discipline", "work", "interests", "introducer"),
)
INVITATION_STATES = (
    State("open", "Handed on", "info"),
    State("void", "Invitation taken back", closed=True),
)
INVITATION = Workflow(
    record="overseas.invitation",
    states=INVITATION_STATES,
    moves=(
        Move(name="take_back", label="Take the invitation back", sources=("open",), target="void"),
    ),
)
PUSH_STATES = (State("draft", "Draft", "info"), State("sent", "Sent", "ok", closed=True))
PUSH = Workflow(
    record="overseas.push",
    states=PUSH_STATES,
    moves=(
        Move(
            name="send",
            label="Send",
            sources=("draft",),
            target="sent",
            stamps=("sent_on",),
            tone="ok",
            effect="Goes to those who wish for vacancies and got none in this quarter.",
        ),
    ),
)
