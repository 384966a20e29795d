"""Articles: what is filled in, what must hold, and what follows. Pure functions of a change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from core.sdk import Change, Complaint, Draft, Follow, Look, Values
from plugins.publicity import text
from plugins.publicity.article_models import AUTHORS
from plugins.publicity.consent_logic import lacks_consent
from plugins.publicity.parts import key_of
from plugins.publicity.workflows import ARTICLE, LEVEL_OF, PASS_FROM, PASSES, REVIEWS

ARTICLES, VERSION, REVIEW = "publicity.article", "publicity.edition", "publicity.review"
SLOT, ITEM = "publicity.slot", "publicity.plan_item"
TICKS = ("proof_words", "proof_pictures", "proof_names")
GOING_OUT = ("hand_over", "send", "publish")
INTERFACE = (
    "by_interface", "draft_id", "submitting", "since_at", "next_look_at", "looks", "failure",
)  # fmt: skip
"""What is kept of one try through the interface."""
HOLDER = {
    "draft": "author",
    "first_review": "unit",
    "second_review": "office",
    "final_review": "head",
    "ready": "publicity",
    "handed": "platform",
    "failed": "publicity",
}
"""Which department holds an article in each state; later on, nobody."""


# -- filled in -------------------------------------------------------------------------------------


def fill(draft: Draft, look: Look) -> None:
    """Author, unit, cleaned text, hash and version, who holds it, and ticks that a step uses up."""
    _author(draft, look)
    body = draft.get("body")
    if isinstance(body, str):
        draft.set("body", text.cleaned(body) or None)
    values = {n: draft.get(n) for n in text.CONTENT}
    before, after = draft.get("sha256"), text.content_hash(values, look.files(ARTICLES, draft.key))
    draft.set("sha256", after)
    state = draft.get("status")
    if draft.action == "edit" and state in ARTICLE.approved and before not in (None, after):
        state = ARTICLE.falls_back  # words or pictures differ from what was passed
    if state not in ("draft", "void") and draft.get("kept_sha") != after:
        number = draft.get("version_no")
        draft.set("version_no", (number if isinstance(number, int) else 0) + 1)
        draft.set("kept_sha", after)
    if draft.action != "edit" or state != draft.get("status"):
        for name in TICKS:
            draft.set(name, None)
    _days(draft, look)
    passing = PASS_FROM.get(str(state), "")
    draft.set("stand_in", (passing and look.stands_in(ARTICLES, draft.key, passing)) or None)
    holder = HOLDER.get(str(state), "nobody")
    if holder != draft.get("holder") or draft.action in PASSES:
        draft.set("holder", holder)
        draft.set("held_since", draft.today)


def _author(draft: Draft, look: Look) -> None:
    if draft.action == "create" and draft.get("writer") is None:
        slot = look.row(SLOT, draft.get("slot")) or {}
        draft.set("writer", draft.person or slot.get("serves"))
    person = look.row("directory.person", draft.get("writer"))
    if person is not None and draft.get("unit") is None:
        draft.set("unit", person["unit"])


def _days(draft: Draft, look: Look) -> None:
    """The first day of each thing counts; a failed try leaves nothing behind."""
    if draft.action == "submit" and draft.get("submitted_on") is None:
        draft.set("submitted_on", draft.today)
    if draft.action == "publish" and draft.get("published_on") is None:
        draft.set("published_on", draft.today)
        draft.set("published_at", look.now())
    if draft.action == "retry":
        for name in ("handed_on", "publish_id", *INTERFACE):
            draft.set(name, None)
    if draft.action == "send":
        draft.set("by_interface", True)
        draft.set("since_at", look.now())
        draft.set("next_look_at", look.now())


# -- what must hold --------------------------------------------------------------------------------


def check(change: Change, look: Look) -> Iterable[Complaint]:
    """Articles 1 and 2: limits of the account, ticks, consents, and words that only authors write."""
    after = change.after
    if change.action == "delete":
        return
    if after.get("writer") is None:
        yield Complaint("Name the author.", "writer", "1")
    for name in ("url", "source_url"):
        given = after.get(name)
        if given and not str(given).startswith(("https://", "http://")):
            yield Complaint("An address begins with https:// or http://.", name, "1")
    if after.get("channel") == "wechat":
        yield from _limits(after)
    yield from _layout_only(change)
    if change.action in PASSES:
        for name in TICKS:
            if not change.before.get(name):
                yield Complaint("Proofread this and tick it before you pass it.", name, "2")
    yield from _may_go_out(change, look)


def _limits(after: Values) -> Iterator[Complaint]:
    """The account takes no more; the text is counted as HTML, with all its tags."""
    for name, most in (("title", text.TITLE), ("byline", text.BYLINE), ("digest", text.DIGEST)):
        length = len(str(after.get(name) or ""))
        if length > most:
            values = {"limit": most, "length": length}
            told = "The WeChat account takes at most %(limit)s characters; these are %(length)s."
            yield Complaint(told, name, "1", values)
    whole = text.as_html(str(after.get("body") or ""))
    if len(whole) >= text.MOST_CHARACTERS or len(whole.encode()) >= text.MOST_BYTES:
        values = {"limit": text.MOST_CHARACTERS, "length": len(whole)}
        yield Complaint(
            "The WeChat account takes less than %(limit)s characters and 1 MB with all tags; these are "
            "%(length)s characters.",
            "body",
            "1",
            values,
        )


def _layout_only(change: Change) -> Iterator[Complaint]:
    """The publicity department lays out what is ready. Other words of theirs are reviewed again."""
    writes = change.roles & set(AUTHORS) or not change.roles
    if change.action == "edit" and change.changed("body") and not writes:
        if change.before.get("status") != "ready":
            yield Complaint("The layout is made when the article is ready.", "body", "1")


def _may_go_out(change: Change, look: Look) -> Iterator[Complaint]:
    """R01.5: nobody is shown without a consent that stands today; the account wants a cover."""
    goes = change.action in GOING_OUT and change.before.get("status") == "ready"
    if (goes or change.became("status", "ready")) and lacks_consent(
        change.key, change.after, look, change.today
    ):
        yield Complaint("The consent of a person portrayed is missing.", "portrait", "1")
    if change.action == "send" and not _by_interface(change, look):
        yield Complaint(
            "The interface is not switched on for this channel. Download the package.",
            "channel",
            "1",
        )
    if change.action in GOING_OUT and change.changed("sha256"):
        told = "The attached files are not those that were reviewed. Have them reviewed again."
        yield Complaint(told, article="2")
    if goes and change.after.get("channel") == "wechat":
        if not change.after.get("cover_filed"):
            yield Complaint("Attach the cover picture and say so here.", "cover_filed", "1")


def _by_interface(change: Change, look: Look) -> bool:
    way = look.parameter("publicity", "publish_way")
    return way == "wechat" and change.after.get("channel") == "wechat"


# -- what follows ----------------------------------------------------------------------------------


def follows(change: Change, look: Look) -> Iterable[Follow]:
    """A version when words were handed in, a review when somebody decided, and what the slot knows."""
    after, before = change.after, change.before
    if after and after.get("version_no") != before.get("version_no"):
        yield Follow(
            VERSION,
            {
                "article": change.key,
                "number": after["version_no"],
                "sha256": after["sha256"],
                "title": after["title"],
                "body": after["body"],
                "handed_in_on": change.today,
            },
        )
    sent_back = change.action == "send_back" and before.get("status") in REVIEWS
    if change.action in PASSES or sent_back:
        yield Follow(REVIEW, _review(change, look, returned=sent_back))
    for slot in {before.get("slot"), after.get("slot")} - {None}:
        yield from _slot(key_of(slot), change, look)
    item = after.get("plan_item")
    if isinstance(item, int) and change.changed("published_on", "plan_item"):
        yield Follow(ITEM, {"published_on": after.get("published_on")}, item)


def _review(change: Change, look: Look, *, returned: bool) -> Mapping[str, object]:
    ticks = {name: bool(change.before.get(name)) for name in TICKS}
    return ticks | {
        "article": change.key,
        "version_no": change.before.get("version_no") or 0,
        "sha256": change.before["sha256"],
        "level": PASSES.get(change.action) or LEVEL_OF[str(change.before["status"])],
        "reviewer": change.person,
        "verdict": "returned" if returned else "passed",
        "remark": change.reason or None,
        "at": look.now(),
    }


def _slot(slot: int, change: Change, look: Look) -> Iterator[Follow]:
    """Two articles of one slot count once: the one that was published, else that was handed in first."""
    stands = look.row(SLOT, slot)
    found = [r for r in look.rows(ARTICLES, slot=slot) if r["status"] != "void"]
    first: Values = min(found, key=_place, default={})
    if stands is None or stands["status"] == "off":
        return
    values: dict[str, object] = {
        "item": first.get("title"),
        "item_reviewer": first.get("reviewer"),
        "published_on": first.get("published_on"),
        "url": first.get("url"),
    }
    days = [d for r in found if isinstance(d := r["submitted_on"], dt.date)]
    if days or change.before.get("slot") == slot:
        values["handed_in_on"] = min(days, default=None)
        if days or stands["status"] in ("in_review", "published"):
            out = first.get("published_on") is not None
            values["status"] = "published" if out else "in_review" if days else "arranged"
    if any(stands[name] != value for name, value in values.items()):
        yield Follow(SLOT, values, slot)


def _place(row: Values) -> tuple[bool, dt.date, int]:
    day = row["submitted_on"]
    handed_in = day if isinstance(day, dt.date) else dt.date.max
    return (row["published_on"] is None, handed_in, key_of(row["id"]))
