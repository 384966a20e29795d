"""Projects: values nobody types, what must hold, what follows, who is told (article 11)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from core.sdk import N_, Change, Complaint, Draft, Follow, Look, Notice, Values
from plugins.research.parts import in_order, key_of, not_of_tomorrow, number, to_persons
from plugins.research.project_flow import RUNNING

PROJECT, MEMBER, EXTENSION = "research.project", "research.member", "research.extension"
BEFORE_APPROVAL = ("draft", "form_check", "review")
TOLD = {
    "send_back": N_("A research project was sent back."),
    "grant": N_("A research project was approved."),
    "refuse": N_("A research project was not approved."),
    "finish": N_("A research project was completed."),
    "not_yet": N_("The completion of a research project was sent back."),
    "withdraw": N_("A research project was withdrawn."),
    "keep_on": N_("A research project goes on."),
}
"""What its leader is told of each decision."""


# -- values nobody types ---------------------------------------------------------------------------


def fill_project(draft: Draft, look: Look) -> None:
    """When its check and its report are due: at a part of its time, and on its last day as it stands."""
    if draft.action == "create":
        draft.set("members", 1)
    starts, ends = draft.get("starts"), draft.get("ends")
    if isinstance(starts, dt.date) and isinstance(ends, dt.date) and ends >= starts:
        share = (ends - starts).days * number(look, "mid_percent") // 100
        draft.set("mid_due", starts + dt.timedelta(days=share))
    days = [
        d for n in ("ends", "extended_to", "kept_until") if isinstance(d := draft.get(n), dt.date)
    ]
    draft.set("final_due", max(days, default=None))


def fill_extension(draft: Draft, look: Look) -> None:
    """The day on which it was asked for."""
    if draft.action == "create":
        draft.set("asked_on", draft.today)


def fits_call(call: Values, people: int, outside: int, leader_outside: bool) -> bool:
    """Whether a project has the people a call asks for, by what its members say of themselves."""
    share = call.get("outside_percent") or 0
    assert isinstance(share, int)
    leader = leader_outside or not call.get("outside_leader")
    return leader and outside * 100 >= share * people


# -- what must hold --------------------------------------------------------------------------------


def call(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 11: a call is issued before its deadline."""
    deadline = change.after.get("deadline")
    if change.action == "publish" and isinstance(deadline, dt.date) and deadline < change.today:
        yield Complaint("The last day for applying is over already.", "deadline", "11")


def project(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 11: applied for in time, with the people the call asks for; ended by decisions."""
    yield from in_order(change, "starts", "ends", "11")
    of = look.row("research.call", change.after.get("call"))
    if change.action == "submit" and of is not None:
        deadline = of["deadline"]
        late = isinstance(deadline, dt.date) and deadline < change.today
        if late or of["status"] != "open":
            yield Complaint("This call takes no more applications.", "call", "11")
    if change.action in ("submit", "pass_form") and of is not None:
        yield from _conditions(change, of)
    until = change.after.get("kept_until")
    if change.action == "keep_on" and isinstance(until, dt.date) and until <= change.today:
        yield Complaint("Choose a day that is still to come.", "kept_until", "11")


def _conditions(change: Change, of: Values) -> Iterable[Complaint]:
    least, members = of["min_members"], change.after.get("members")
    if isinstance(least, int) and isinstance(members, int) and members < least:
        text = "The call asks for at least %(number)s members, the leader included."
        yield Complaint(text, "members", "11", {"number": least})
    if of["outside_leader"] or of["outside_percent"]:
        fits = change.after.get("fits")
        if fits is None:
            text = "The call has conditions. Let the members declare whether they are in the Party first."
            yield Complaint(text, "fits", "11")
        elif not fits:
            yield Complaint("The conditions of the call are not met.", "fits", "11")


def member(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 11: the leader is counted already."""
    of = look.row(PROJECT, change.after.get("project")) or {}
    if of.get("leader") == change.after.get("person"):
        yield Complaint("The leader is a member already.", "person", "11")


def extension(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 11: one extension, asked for before the project's time is over."""
    of = look.row(PROJECT, change.after.get("project"))
    if of is None or not (change.action == "create" or change.changed("project", "new_end")):
        return
    ends, wished = of["ends"], change.after.get("new_end")
    assert isinstance(ends, dt.date)
    if of["status"] != "running":
        yield Complaint("Only a running project can be extended.", "project", "11")
    if change.today > ends:
        text = "Its time was over on %(day)s. An extension is asked for before."
        yield Complaint(text, "project", "11", {"day": ends})
    if isinstance(wished, dt.date) and wished <= ends:
        yield Complaint("The new last day lies after the old one.", "new_end", "11")
    others = (r for r in look.rows(EXTENSION, project=of["id"]) if r["id"] != change.key)
    if any(r["status"] != "refused" for r in others):
        yield Complaint("A project is extended once.", "project", "11")


def report(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 11: reports are of projects that run."""
    of = look.row(PROJECT, change.after.get("project")) or {}
    if change.action in ("create", "hand_in") and of.get("status") not in RUNNING:
        yield Complaint("Reports are handed in while a project runs.", "project", "11")


def submission(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 11: it was handed in, and adopted after that."""
    yield from not_of_tomorrow(change, "date", "11")
    yield from not_of_tomorrow(change, "adopted_on", "11")
    yield from in_order(change, "date", "adopted_on", "11")


# -- what follows ----------------------------------------------------------------------------------


def follow_member(change: Change, look: Look) -> Iterable[Follow]:
    """The project knows how many work on it; what they declared is asked anew."""
    of = change.after.get("project") or change.before.get("project")
    if change.action not in ("create", "delete", "restore") or not isinstance(of, int):
        return
    values: dict[str, object] = {"members": 1 + look.count(MEMBER, project=of)}
    row = look.row(PROJECT, of)
    if row is not None and row["status"] in BEFORE_APPROVAL:
        values |= {"outside": None, "fits": None}
    yield Follow(PROJECT, values, of)


def follow_extension(change: Change, look: Look) -> Iterable[Follow]:
    """What is granted moves the day of the final report."""
    if change.became("status", "granted"):
        of = key_of(change.after.get("project"))
        yield Follow(PROJECT, {"extended_to": change.after.get("new_end")}, of)


def follow_mid(change: Change, look: Look) -> Iterable[Follow]:
    """An accepted report is the mid-term check."""
    if change.became("status", "accepted"):
        yield Follow(PROJECT, {"mid_on": change.today}, key_of(change.after.get("project")))


def follow_final(change: Change, look: Look) -> Iterable[Follow]:
    """The project knows since when its final report is there; one that is sent back is not."""
    of = change.after.get("project") or change.before.get("project")
    if change.became("status", "handed_in"):
        yield Follow(PROJECT, {"final_on": change.today}, key_of(of))
    elif change.action in ("send_back", "delete"):
        yield Follow(PROJECT, {"final_on": None}, key_of(of))


# -- who is told -----------------------------------------------------------------------------------


def tell_call(change: Change, look: Look) -> Iterable[Notice]:
    """Heads of units of a new call."""
    if change.action == "publish":
        yield Notice("A call for projects was issued.", role="UH")


def tell_project(change: Change, look: Look) -> Iterable[Notice]:
    """The office of what waits, the head of a proposal, the leader of what was decided."""
    if change.became("status", "form_check"):
        yield Notice("A research project was applied for.", role="UF")
    if change.became("status", "review"):
        yield Notice("A research project waits for approval.", role="UFH")
    if change.became("status", "overdue"):
        yield Notice("The withdrawal of a research project is proposed. Please decide.", role="UFH")
    if change.became("status", "closing"):
        yield Notice("The completion of a research project waits for review.", role="UFH")
    if text := TOLD.get(change.action):
        yield from to_persons(text, change.after.get("leader"), change.after.get("owner"))


def tell_extension(change: Change, look: Look) -> Iterable[Notice]:
    """The head of a wish, the leader of the answer."""
    if change.action == "create":
        yield Notice("An extension of a research project was asked for.", role="UFH")
    yield from _to_leader(change, look, ("grant", "refuse"), N_("An extension was decided on."))


def tell_report(change: Change, look: Look) -> Iterable[Notice]:
    """The office of a report, the leader of one that came back."""
    if change.action == "hand_in":
        yield Notice("A report of a research project was handed in.", role="UF")
    text = N_("A report of a research project was sent back.")
    yield from _to_leader(change, look, ("send_back",), text)


def _to_leader(change: Change, look: Look, actions: Collection[str], text: str) -> Iterable[Notice]:
    of = look.row(PROJECT, change.after.get("project"))
    if change.action in actions and of is not None:
        yield from to_persons(text, of["leader"])


FILLS = {PROJECT: fill_project, EXTENSION: fill_extension}
CHECKS = {
    "research.call": call,
    PROJECT: project,
    MEMBER: member,
    EXTENSION: extension,
    "research.mid_report": report,
    "research.final_report": report,
    "research.submission": submission,
}
FOLLOWS = {
    MEMBER: follow_member,
    EXTENSION: follow_extension,
    "research.mid_report": follow_mid,
    "research.final_report": follow_final,
}
NOTICES = {
    "research.call": tell_call,
    PROJECT: tell_project,
    EXTENSION: tell_extension,
    "research.mid_report": tell_report,
    "research.final_report": tell_report,
}
