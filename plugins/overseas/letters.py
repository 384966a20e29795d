"""What people who agreed are written: vacancies they wish for, and the question whether to go on."""

from __future__ import annotations

from collections.abc import Iterable

from core.sdk import N_, Change, Look, Notice, Outside, Where
from plugins.overseas.agreed_flow import IN_FORCE
from plugins.overseas.agreed_logic import KINDS

STOP = "/overseas/open/stop/%s/{token}"
ANSWER = "/overseas/open/answer/%s/{token}"
NEWS = "vacancies"
"""Kind of the messages that people end by a press."""


def _to(kind: str, key: int, *where: Where, answer: bool = False) -> Outside:
    pages = ((N_("Agree again, or have everything erased:"), ANSWER % kind),) if answer else ()
    return Outside(
        record=f"overseas.{kind}",
        key=key,
        field="email",
        stop=STOP % kind,
        where=where,
        pages=pages,
    )


def vacancy(change: Change, look: Look) -> Iterable[Notice]:
    """The vacancy goes to the person of a sending, if they still wish for it when it leaves."""
    push = look.row("overseas.push", change.after["push"])
    if change.action != "create" or push is None:
        return
    for kind in KINDS:
        key = change.after.get(kind)
        if isinstance(key, int):
            wish = (Where("status", IN_FORCE), Where("vacancies", (True,)))
            yield Notice(
                N_("Vacancy: %(position)s"),
                "%(text)s",
                values={"position": push["position"], "text": push["text"]},
                kind=NEWS,
                outside=_to(kind, key, *wish),
            )


REMIND = N_("Your consent ends on %(day)s. Do you wish to stay in touch?")
EXPIRED = N_("Your consent has ended. Without an answer your entry is erased.")
WHY = N_(
    "You agreed that the United Front office of the college keeps an entry about you. "
    "Say whether it may go on, or have everything erased."
)


def renewal(change: Change, look: Look) -> Iterable[Notice]:
    """The person is asked before a consent ends and on the day it ended, by mail and in the inbox.

    A mail that is overtaken by the next one, or by an answer, no longer leaves.
    """
    kind, key = change.record.partition(".")[2], change.key
    if change.action not in ("remind", "expire") or key is None:
        return
    subject = REMIND if change.action == "remind" else EXPIRED
    state = str(change.after.get("status"))
    values = {"day": str(change.after.get("valid_until"))}
    to = _to(kind, key, Where("status", (state,)), answer=True)
    yield Notice(subject, WHY, values=values, kind="consent", outside=to)
    person = change.after.get("person")
    if isinstance(person, int):
        link = f"/overseas/{kind}/{key}"
        yield Notice(subject, WHY, person=person, values=values, kind="consent", link=link)
