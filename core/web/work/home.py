"""Today's page: what is due by whoever looks, what waits for their review, what happened, how it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import format_date
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Integer, Select, false, literal, select, union_all

from core.access.load import EVERYBODY
from core.calendar import Calendar
from core.declare import Scope
from core.duties.models import DUTY, RUNNING, State
from core.duties.status import Tally, tally_of
from core.web import trail_words
from core.web.language import say
from core.web.menu import groups_for, url_of
from core.web.runtime import db, me, runtime
from core.web.work import oversight, setup, steps, strip, waiting
from core.web.work.asked import Asked, counting
from core.web.work.names import PERSON, Key, names_for_me
from core.web.work.sight import Sight, sight
from core.web.work.steps import Step
from core.web.work.waiting import Found, News
from core.web.work.words import due_words, rule_title, rules

MOST_TASKS, MOST_ROWS, MOST_COUNTED, MOST_BUTTONS = 8, 6, 500, 2
NOON, EVENING, NIGHT = 12, 18, 5
MOST_TILES, LEFT_OUT = 4, 1
ICONS = {"create": "plus", "edit": "edit", "delete": "trash", "restore": "restore"}
"""Icons of what was done; steps of a workflow have one of their own."""
Names = Mapping[Key, str]


@dataclass(frozen=True, slots=True)
class Tile:
    """A number that opens the rows it counts."""

    number: int
    label: str
    url: str
    tone: str = ""

    @property
    def text(self) -> str:
        """The number; of very many only that they are many."""
        return f"{MOST_COUNTED}+" if self.number >= MOST_COUNTED else str(self.number)


@dataclass(frozen=True, slots=True)
class Task:
    """A duty of the reader's with the one button that brings it further."""

    when: str
    tone: str
    title: str
    subject: str
    article: int
    url: str
    step: Step | None


@dataclass(frozen=True, slots=True)
class Line:
    """A row that waits, or something that happened."""

    text: str
    name: str
    url: str
    at: dt.datetime | None
    who: str = ""
    icon: str = ""


def today() -> dict[str, Any]:
    """Everything the page shows, in a handful of statements however much there is."""
    view, day, calendar = sight(), runtime().today(), runtime().calendar(db())
    owed, others = _first(view) if view.anything else ([], False)
    news = waiting.news()
    wanted = setup.tasks()
    found, counts = _numbers(view, day, wanted)
    known, keys = _names(owed, news)
    tasks = list(_tasks(owed, known, keys, day))
    buttons = _buttons(tasks) if view.anything else []
    watched = oversight.cards(counts)
    shown, now = strip.years(calendar, found, day), calendar.academic_year(day).name
    busy = view.anything and bool(owed or not view.own_only or me().roles - {EVERYBODY})
    return {
        "greeting": _greeting(known),
        "day": _day_line(calendar, day),
        "buttons": buttons,
        "add_url": next((b.quick for b in buttons if b.quick), steps.quick_start()),
        "tiles": _tiles(view, counts, news, found, day) if busy else _reviews(news),
        "busy": busy,
        "tasks": tasks[:MOST_TASKS],
        "more": len(owed) > MOST_TASKS,
        "mine": Asked(mine=True, state="running").url,
        "others": others,
        "hints": (counts["hints"], _asked(day)["hints"].url) if view.anything else (0, ""),
        "waiting": [_waits(f, known) for f in news.waiting[:MOST_ROWS]],
        "waiting_more": len(news.waiting) > MOST_ROWS,
        "reviews": news.reviews,
        "done": [_done(f, known) for f in news.done],
        "acts": news.acts,
        "strip": strip.strip(view, found, strip.past(shown, now), now) if busy or found else None,
        "points": setup.points(wanted, counts),
        "watched": watched,
        "links": [g for g in groups_for(me()) if g.label not in ("", say("Directory"))]
        if not watched
        else [],
        "about_me": me().person is not None,
    }


# -- what is owed ----------------------------------------------------------------------------------


def _first(view: Sight) -> tuple[Sequence[Any], bool]:
    """What the reader owes first, and one more; who owes nothing is shown what others owe.

    Each state and office is read from its index, in one statement. The second answer tells that it
    is about others.
    """
    parts = [p for owed in view.owed() for p in _by_due_date(view, 1, owed)]
    if not view.own_only:
        parts += _by_due_date(view, 0)
    if not parts:
        return [], False
    every = union_all(*parts).subquery()
    late = every.c.state != State.OVERDUE
    ask = select(every).order_by(every.c.mine.desc(), late, every.c.due_on, every.c.id)
    rows = db().execute(ask.limit(MOST_TASKS + 1)).all()
    mine = [r for r in rows if r.mine]
    return (mine, False) if mine else (rows, bool(rows))


def _by_due_date(view: Sight, mine: int, *where: ColumnElement[bool]) -> list[Select[Any]]:
    """Running duties, the first due of each state."""
    asks = []
    for state in RUNNING:
        (base,) = Asked(state=state.value).branches(view)
        ask = select(DUTY, literal(mine, Integer).label("mine")).where(*where, *base)
        asks.append(ask.order_by(DUTY.c.due_on, DUTY.c.id).limit(MOST_TASKS + 1))
    return [select(ask.subquery()) for ask in asks]


def _tasks(
    owed: Sequence[Any], known: Names, keys: Mapping[Key, int], day: dt.date
) -> Iterator[Task]:
    for row in owed:
        subject = (row.subject_record, row.subject_id)
        rule = rules().get(row.rule)
        tone = {State.OVERDUE: "bad", State.DUE_SOON: "warn"}.get(State(row.state), "")
        yield Task(
            when=due_words(row.due_on, day),
            tone=tone,
            title=rule_title(row.rule),
            subject=known.get(subject) or known.get((PERSON, row.owner or 0), row.period),
            article=row.article,
            url=f"/duties/{row.id}",
            step=steps.step_for(rule, row, keys.get(subject)) if rule else None,
        )


def _buttons(tasks: Iterable[Task]) -> list[Step]:
    """What the reader enters most: all of it where that is little, else what is due."""
    every = {r.name: r for rule in rules().values() if (r := steps.entered_by(rule))}
    if len(every) > MOST_BUTTONS:
        due = [t.step.record for t in tasks if t.step and t.step.record]
        every = {name: every[name] for name in dict.fromkeys(due) if name in every}
    return [steps.new(record) for record in list(every.values())[:MOST_BUTTONS]]


# -- numbers ---------------------------------------------------------------------------------------


def _asked(day: dt.date) -> dict[str, Asked]:
    """The numbers of the page, by name: what each of them opens."""
    mine = Asked(mine=True, state="running")
    sunday = day + dt.timedelta(days=6 - day.weekday())
    return {
        "late": Asked(mine=True, state=State.OVERDUE.value),
        "today": mine.but(due_from=day, due_to=day),
        "week": mine.but(due_from=day, due_to=sunday),
        "hints": Asked(mine=True, state="pressing", hints=True),
    }


def _numbers(
    view: Sight, day: dt.date, wanted: tuple[setup.Task, ...]
) -> tuple[tuple[Tally, ...], dict[str, int]]:
    """The numbers of the strip, and those of the page by name, in one statement."""
    counts = setup.answers(wanted) | oversight.answers()
    if view.anything:
        counts |= {n: counting(a, view, MOST_COUNTED) for n, a in _asked(day).items()}
    parts = [strip.question(view)] if view.anything or view.college else []
    no = literal("")
    parts += [select(no, literal(0), no, false(), literal(n), c, no) for n, c in counts.items()]
    rows = db().execute(union_all(*(p for p in parts if p is not None))).all() if parts else []
    found = tuple(tally_of(r) for r in rows if r[0])
    return found, {r[4]: r[5] for r in rows if not r[0]}


def _tiles(
    view: Sight, counts: Mapping[str, int], news: News, found: Sequence[Tally], day: dt.date
) -> list[Tile]:
    asked = _asked(day)
    late, due, week = counts["late"], counts["today"], counts["week"]
    tiles = [
        Tile(late, _("Mine, overdue"), asked["late"].url, "bad" if late else ""),
        Tile(due, _("Mine, due today"), asked["today"].url, "warn" if due else ""),
        Tile(week, _("Mine, due this week"), asked["week"].url),
        *(_reviews(news) if news.waiting or not view.own_only else ()),
    ]
    if not view.own_only:
        number = sum(t.numbers.overdue for t in found if not t.hint and _on(t.rule))
        label = _("All, overdue") if view.everything else _("In my unit, overdue")
        url = Asked(state=State.OVERDUE.value).url
        tiles.append(Tile(number, label, url, "bad" if number else ""))
    return [t for n, t in enumerate(tiles) if len(tiles) <= MOST_TILES or n != LEFT_OUT]


def _on(rule: str) -> bool:
    return runtime().chapters.enabled(rule.partition(".")[0])


def _reviews(news: News) -> list[Tile]:
    waiting = len(news.waiting)
    return [Tile(waiting, _("Waiting for my review"), "/waiting/")] if news.reviews else []


# -- names and lines -------------------------------------------------------------------------------


def _names(owed: Sequence[Any], news: News) -> tuple[Names, Mapping[Key, int]]:
    """Names of all rows on the page in one statement, with the keys that buttons need."""
    wanted: dict[str, set[int]] = {}
    for row in owed:
        wanted.setdefault(row.subject_record, set()).add(row.subject_id)
        if row.owner is not None:
            wanted.setdefault(PERSON, set()).add(row.owner)
    for found in (*news.waiting[:MOST_ROWS], *news.done):
        if found.row is not None:
            wanted.setdefault(found.record, set()).add(found.row)
    if (person := me().person) is not None:
        wanted.setdefault(PERSON, set()).add(person)
    known_rules = (rules().get(row.rule) for row in owed)
    keys = {r.record: key for r in known_rules if r and (key := getattr(r, "key", ""))}
    return names_for_me(wanted, keys)


def _greeting(known: Names) -> str:
    """Good morning, with the person's name, or the account's where there is no person."""
    name = known.get((PERSON, me().person or 0), me().name)
    hour = runtime().clock().astimezone(runtime().zone).hour
    if NIGHT <= hour < NOON:
        return str(_("Good morning, %(name)s", name=name))
    if NOON <= hour < EVENING:
        return str(_("Good afternoon, %(name)s", name=name))
    return str(_("Good evening, %(name)s", name=name))


def _day_line(calendar: Calendar, day: dt.date) -> str:
    """The day, the teaching week, and the roles of the reader."""
    parts = [format_date(day, "full")]
    semester = calendar.semester(day)
    if semester is not None:
        monday = semester.start - dt.timedelta(days=semester.start.weekday())
        week = (day - monday).days // 7 + 1
        if week <= semester.teaching_weeks:
            parts.append(_("Teaching week %(number)s", number=week))
    known = runtime().catalogue.roles
    parts += [say(known[r].label) for r in sorted(me().roles) if r in known and r != "ME"]
    return " · ".join(parts)


def waiting_rows() -> list[Line]:
    """Every row that waits for the reader's review, by record."""
    found = sorted(waiting.news(acts=False).waiting, key=lambda f: f.record)
    wanted: dict[str, set[int]] = {}
    for f in found:
        wanted.setdefault(f.record, set()).add(f.row or 0)
    known, _keys = names_for_me(wanted)
    return [_waits(f, known) for f in found]


def _waits(found: Found, known: Names) -> Line:
    record = runtime().catalogue.record(found.record)
    workflow = runtime().catalogue.workflow(found.record)
    state = workflow.state(found.word) if workflow else None
    return Line(
        text=f"{say(record.label)} · {say(state.label) if state else found.word}",
        name=_name(found, known),
        url=f"{url_of(record)}{found.row}",
        at=found.at,
    )


def _done(found: Found, known: Names) -> Line:
    rt = runtime()
    model = rt.catalogue.models.get(found.record)
    mine = found.user is not None and found.user == me().user
    return Line(
        text=f"{trail_words.action(found.record, found.word)} · {trail_words.record_label(found.record)}",
        name=_name(found, known) if model is not None else "",
        url=f"{url_of(model.record)}{found.row}" if model and _may_open(found) else "",
        at=found.at,
        who=_("You") if mine else "" if _is_private(found) else trail_words.who(found.who),
        icon=ICONS.get(found.word, "send" if _is_move(found) else "file-text"),
    )


def _may_open(found: Found) -> bool:
    return found.word != "delete" and me().may(found.record, "read")


def _name(found: Found, known: Names) -> str:
    return known.get((found.record, found.row or 0), f"#{found.row}" if found.row else "")


def _is_move(found: Found) -> bool:
    workflow = runtime().catalogue.workflow(found.record)
    return workflow is not None and workflow.move(found.word) is not None


def _is_private(found: Found) -> bool:
    """A step the person concerned may make: nobody reads here who made it."""
    return _is_move(found) and any(
        g.record == found.record and found.word in g.actions and g.scope == Scope.PARTY
        for g in runtime().catalogue.grants
    )
