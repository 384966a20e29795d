"""The life of an article in the demonstration college, with the consents of those it shows."""

from __future__ import annotations

import datetime as dt
import struct
import zlib
from collections.abc import Generator
from dataclasses import dataclass

from core.sdk import Act, Place, Stage, Story
from plugins.publicity import demo_words as words
from plugins.publicity.article_models import Article
from plugins.publicity.consent_models import Consent, Takedown
from plugins.publicity.demo_texts import PIECES, Piece

FATES = (
    "", "returned", "portrait", "withdrawn", "website", "", "failed", "late", "anonymised", "corrected", "",
    "portrait", "void", "refused", "", "returned", "", "taken_down", "", "portrait", "outdated", "",
)  # fmt: skip
"""What becomes of articles out of turn, one after the other."""
OF_PEOPLE = ("withdrawn", "refused", "taken_down", "anonymised")
TICKS = {"proof_words": True, "proof_pictures": True, "proof_names": True}
REVIEWED = 4
"""So many steps until an article is ready: handed in, and passed three times."""
Turn = Generator[tuple[dt.date, int | None], None, dt.date]


@dataclass(slots=True, kw_only=True)
class Task:
    """Who writes what, for which slot or topic of a plan."""

    unit: Place
    author: int
    column: str
    piece: Piece
    subject: int
    """The person whom a good example is about."""
    item: int | None = None
    slot: int | None = None


def task_of(stage: Stage, unit: Place, column: str, number: int) -> Task:
    """Somebody of the unit writes the piece of this number; of the office, its clerk."""
    author = unit.writer or stage.role("UF")
    own = f"{column} of {unit.kind}"
    every = PIECES[own if own in PIECES and unit.writer else column]
    people = [p for p in unit.staff if p not in (author, unit.head)]
    return Task(
        unit=unit,
        author=author,
        column=column,
        piece=every[number % len(every)],
        subject=stage.chance.choice(people),
    )


# -- the whole way ---------------------------------------------------------------------------------


def article(stage: Stage, day: dt.date, task: Task, fate: str) -> Story:
    """From the draft to the archive."""
    row, day = yield from written(stage, day, task, fate)
    people = yield from asked(stage, row, day, task, fate)
    steps = reviewed(stage, task)
    if fate == "returned":
        steps[2:2] = _once_more(stage, task, row)
    if fate in ("refused", "void"):
        why = words.REFUSED if fate == "refused" else words.VOIDED
        void = [Act(who=stage.role("UF"), move="void", days=2, comment=why)]
        yield from stage.walk(row, day, steps[:2] + void)
        return
    day = yield from stage.walk(row, day, steps)
    if fate == "withdrawn":
        yield from _gives_up(stage, row, people[0], day)
        return
    day = yield from stage.walk(row, day, published(stage, row, fate))
    if fate == "corrected":
        day = yield from stage.walk(row, day, _corrected(stage, task, row))
    if fate in ("taken_down", "anonymised"):
        yield from taken_down(stage, row, people[0], stage.workday(day, 12), fate)
    reads = {"reads": stage.chance.randint(180, 2600)}
    acts = [Act(who=stage.role("PB"), days=10, values=reads)]
    if fate == "outdated":
        told = words.OUTDATED
        acts.append(Act(who=stage.role("PB"), move="retract", days=30, comment=told))
    elif stage.chance.random() < 0.8:
        acts.append(Act(who=stage.role("UF"), move="archive", days=120))
    yield from stage.walk(row, day, acts)


def written(
    stage: Stage, day: dt.date, task: Task, fate: str = ""
) -> Generator[tuple[dt.date, int | None], None, tuple[Article, dt.date]]:
    """The draft with its cover, a day or two after the event; a late one comes after eight."""
    day = stage.workday(day)
    yield day, task.author
    event = stage.workday(day, -8 if fate == "late" else -stage.chance.randint(1, 2))
    given = {
        "unit": task.unit.name,
        "name": stage.name(task.subject),
        "year": day.year,
        "month": day.month,
    }
    row = stage.add(
        Article(
            title=task.piece.title.format(**given),
            column=task.column,
            channel=_channel(task, fate),
            digest=task.piece.digest,
            body="\n".join(p.format(**given) for p in task.piece.paragraphs),
            byline=task.unit.name,
            unit=task.unit.id,
            slot=task.slot,
            plan_item=task.item,
            event_date=event if task.column == "news" else None,
            portrait=fate == "portrait" or task.column == "examples",
            planned_on=stage.workday(day, 5),
        )
    )
    stage.attach(row, "封面.png", picture(stage))
    return row, day


def _channel(task: Task, fate: str) -> str:
    if fate == "website" or task.column == "announcement":
        return "website"
    return "paper" if fate == "late" else "wechat"


def reviewed(stage: Stage, task: Task) -> list[Act]:
    """Handed in and passed three times: the unit's head, the office, its head."""
    office, chief = stage.role("UF"), stage.role("UFH")
    slow = stage.chance.random() < 0.08
    second = chief if task.author == office else office
    return [
        Act(who=task.author, move="submit"),
        Act(who=task.unit.head, move="pass_first", values=TICKS),
        Act(who=second, move="pass_second", days=5 if slow else 1, values=TICKS),
        Act(who=chief, move="pass_final", values=TICKS),
    ]


def published(stage: Stage, row: Article, fate: str = "") -> list[Act]:
    """Laid out with its cover, submitted to the platform, and noted with its link."""
    press = stage.role("PB")
    link = {"url": address(stage, row)}
    if row.channel != "wechat":
        return [Act(who=press, values=link, move="publish")]
    number = {"publish_id": str(stage.chance.randint(2_247_480_000, 2_247_489_999))}
    acts = [
        Act(who=press, values={"cover_filed": True}, move="hand_over"),
        Act(who=press, values=link | number, move="publish", days=0),
    ]
    if fate == "failed":
        acts[1:1] = [
            Act(who=press, move="fail", days=0, comment=words.FAILED),
            Act(who=press, move="retry", days=1),
            Act(who=press, move="hand_over", days=0),
        ]
    return acts


def _once_more(stage: Stage, task: Task, row: Article) -> list[Act]:
    """The office sends it back; the author mends it, and it goes the whole way again."""
    office = stage.role("UFH") if task.author == stage.role("UF") else stage.role("UF")
    told = stage.chance.choice(words.RETURNED)
    return [
        Act(who=office, move="send_back", comment=told),
        Act(who=task.author, move="submit", values={"body": row.body + "\n" + words.ADDED}),
        Act(who=task.unit.head, move="pass_first", values=TICKS),
    ]


def _corrected(stage: Stage, task: Task, row: Article) -> list[Act]:
    """What was published is corrected, reviewed as a new version, and published again."""
    told = words.CORRECTED
    steps = reviewed(stage, task)
    body = {"body": row.body + "\n" + words.CORRECTION}
    steps[0] = Act(who=task.author, move="submit", values=body)
    again = Act(who=stage.role("PB"), move="publish")
    return [Act(who=stage.role("UF"), move="correct", days=3, comment=told), *steps, again]


# -- people ----------------------------------------------------------------------------------------


def asked(
    stage: Stage, row: Article, day: dt.date, task: Task, fate: str = ""
) -> Generator[tuple[dt.date, int | None], None, list[Consent]]:
    """Whoever is shown is asked, and mostly agrees the same day; students agree on paper."""
    if task.column != "examples" and fate != "portrait":
        return []
    year = day + dt.timedelta(days=365)
    until = year if stage.chance.random() < 0.35 or fate == "portrait" else None
    consent = stage.add(
        Consent(article=row.id, person=task.subject, portrait=True, valid_until=until)
    )
    if fate == "portrait":
        outside = stage.chance.choice(words.STUDENTS)
        sheet = stage.add(Consent(article=row.id, outside=outside, portrait=True))
        stage.change(sheet, given_on=day)
        stage.move(sheet, "on_paper")
    if fate != "waiting":
        yield day, task.subject
        stage.move(consent, "decline" if fate == "refused" else "agree")
    if until is not None:
        stage.begin(_runs_out(stage, consent, until))
    return [consent]


def _runs_out(stage: Stage, consent: Consent, until: dt.date) -> Story:
    """What the system notes by itself on the day after, where the consent still holds."""
    yield until + dt.timedelta(days=1), None
    for held in stage.find(Consent, id=consent.id, status="given"):
        stage.move(held, "run_out")


def _gives_up(stage: Stage, row: Article, consent: Consent, day: dt.date) -> Turn:
    """Withdrawn before it was published: it is not published."""
    day = yield from stage.walk(consent, day, [Act(who=consent.person, move="withdraw")])
    void = [Act(who=stage.role("UF"), move="void", comment=words.WITHDRAWN)]
    return (yield from stage.walk(row, day, void))


def taken_down(stage: Stage, row: Article, consent: Consent, day: dt.date, fate: str) -> Turn:
    """Withdrawn after it was published: taken down, or made anonymous where it stands."""
    press = stage.role("PB")
    day = yield from stage.walk(consent, day, [Act(who=consent.person, move="withdraw", days=0)])
    yield stage.workday(day, 2), press
    (task,) = stage.find(Takedown, article=row.id, status="open")
    if fate == "taken_down":
        stage.move(row, "retract", words.TAKEN_DOWN)
        stage.change(task, how="retract")
    else:
        stage.change(task, how="anonymise", note=words.MADE_ANONYMOUS)
    stage.move(task, "finish")
    return day


# -- what it looks like ----------------------------------------------------------------------------


def address(stage: Stage, row: Article) -> str:
    """An invented link; the names end in .example and lead nowhere."""
    token = "".join(stage.chance.choice("abcdefghkmnpqrstuvwxyz23456789") for _ in range(10))
    if row.channel == "wechat":
        return f"https://mp.weixin.example/s/{token}"
    return f"https://www.college.example/{row.channel}/{token}.html"


def picture(stage: Stage, width: int = 94, height: int = 40) -> bytes:
    """A cover of two colours, as PNG."""
    colours = [bytes(stage.chance.randint(90, 235) for _ in range(3)) for _ in range(2)]
    edge = stage.chance.randint(width // 4, width // 2)
    line = b"\0" + colours[0] * edge + colours[1] * (width - edge)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(line * height)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
