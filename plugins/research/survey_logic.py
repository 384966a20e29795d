"""Surveys: values nobody types, what must hold, who is told (article 11)."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable, Iterator

from core.sdk import Change, Complaint, Draft, Look, Notice
from plugins.research.parts import number

SURVEY, QUESTION = "research.survey", "research.question"
ABOUT_PEOPLE = (
    "信仰 思想状态 思想动态 思想倾向 政治态度 政治倾向 政治表现 政治面貌 忠诚 姓名 工号 身份证 手机号 "
    "您的民族 你的民族 ideolog loyal religious_belief political_attitude political_view your_name "
    "staff_number your_party your_ethnic"
).split()
"""What nobody is asked, in no survey. Policy on these matters can be asked about in other words."""
LEAST_ANSWERS, MOST_ANSWERS, LONGEST = 2, 12, 120


def lines_of(answers: object) -> list[str]:
    """The answers of a question, in their order."""
    return [line.strip() for line in str(answers or "").splitlines() if line.strip()]


def fill_survey(draft: Draft, look: Look) -> None:
    """The word of its link, which nobody can guess; an assessment holds for what was assessed."""
    if draft.action == "open" and draft.get("word") is None:
        draft.set("word", secrets.token_hex(10))
    if draft.action == "take_back":
        draft.set("assessed_on", None)


def survey(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 11: about policy and work, with questions, an assessment, and enough people asked."""
    yield from _matters(change, "title", "purpose")
    if change.action in ("submit", "open"):
        if not look.count(QUESTION, survey=change.key):
            yield Complaint("Enter its questions first.", "title", "11")
        closes = change.after.get("closes_on")
        if isinstance(closes, dt.date) and closes < change.today:
            yield Complaint("The last day for answers is over already.", "closes_on", "11")
        least, asked = number(look, "min_cell"), change.after.get("asked")
        if isinstance(asked, int) and asked < least:
            text = "Fewer than %(number)s people cannot be asked anonymously."
            yield Complaint(text, "asked", "11", {"number": least})
    if change.before.get("status") == "open" and change.changed("title", "purpose", "subject"):
        yield Complaint("What people are answering stays as it is.", "title", "11")


def question(change: Change, look: Look) -> Iterable[Complaint]:
    """Article 11: questions are about policy and work, and stand before the assessment."""
    of = look.row(SURVEY, change.after.get("survey")) or {}
    if of.get("status") not in ("draft", None):
        text = "Its questions were handed in. Take the survey back to drawing up first."
        yield Complaint(text, "text", "11")
    yield from _matters(change, "text", "answers")
    given = lines_of(change.after.get("answers"))
    if not LEAST_ANSWERS <= len(given) <= MOST_ANSWERS or len(set(given)) < len(given):
        text = "Give from %(least)s to %(most)s different answers, each in a line of its own."
        yield Complaint(text, "answers", "11", {"least": LEAST_ANSWERS, "most": MOST_ANSWERS})
    if any(len(line) > LONGEST for line in given):
        yield Complaint(
            "An answer has at most %(most)s characters.", "answers", "11", {"most": LONGEST}
        )
    if change.after.get("divides"):
        yield from _dividing(change, look)


def _dividing(change: Change, look: Look) -> Iterator[Complaint]:
    if change.after.get("kind") != "one":
        yield Complaint("Only a question with one answer divides the results.", "divides", "11")
    others = look.rows(QUESTION, survey=change.after.get("survey"), divides=True)
    if any(row["id"] != change.key for row in others):
        yield Complaint("Another question divides the results already.", "divides", "11")


def _matters(change: Change, *names: str) -> Iterator[Complaint]:
    """Surveys ask about matters, never about what somebody is, believes or thinks of the state."""
    for name in names:
        given = str(change.after.get(name) or "").lower()
        for word in (w.replace("_", " ") for w in ABOUT_PEOPLE):
            if word in given:
                text = "A survey asks about policy and work, not about what people are or believe: %(word)s."
                yield Complaint(text, name, "11", {"word": word})


def tell_survey(change: Change, look: Look) -> Iterable[Notice]:
    """The officer of an assessment that waits, the office of what was decided and what is over."""
    if change.became("status", "assessment"):
        yield Notice("The impact assessment of a survey waits for approval.", role="DPO")
    if change.became("status", "ready"):
        yield Notice("The impact assessment of a survey was approved.", role="UF")
    if change.became("status", "closed"):
        yield Notice("A survey is closed. Its results can be read.", role="UF")


FILLS = {SURVEY: fill_survey}
CHECKS = {SURVEY: survey, QUESTION: question}
NOTICES = {SURVEY: tell_survey}
