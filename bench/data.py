"""A college made up from a seed: units, people, pairs and contacts, the same rows every time.

Nothing here knows a database; ``bench.load`` writes these rows into any of the schemas.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

FIRST_DAY = dt.date(2024, 9, 1)
LAST_DAY = dt.date(2027, 8, 31)
LAST_YEAR_FIRST_DAY = dt.date(2026, 9, 1)
SEED = 20260901

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉萍红梅建国文斌宇浩然子涵雨欣晨曦志远思源"
FACULTIES = (
    "马克思主义", "文学", "数学与计算机", "物理与智能制造", "化学与生命科学", "资源环境",
    "经济与管理", "外国语", "教育科学", "体育", "美术", "音乐", "医学", "护理", "农学", "历史文化",
)  # fmt: skip
KINDS = ("学院", "教学部", "研究所", "中心")
TITLES = ("教授", "副教授", "讲师", "助教", "研究员", "工程师", "馆员")
MODES = ("talk", "visit", "activity", "remote")
PLACES = ("办公室", "会议室", "教研室", "图书馆", "实验楼", "食堂", "校友之家", "线上")
ROOMS = 1000
"""Each place has so many rooms: a room and its place stand in one row of eight thousand."""
TOPICS = ("teaching", "research", "management", "service", "living", "other")
MATTERS = (
    "反映实验室设备更新周期较长,希望列入明年采购计划",
    "建议统一安排青年教师的教学观摩,并提前公布日程",
    "谈到课题结项材料重复填报,希望简化流程",
    "介绍新开课程的准备情况,需要两间多媒体教室",
    "询问进修名额与申报时间,已说明办理办法",
    "关心学院停车与班车安排,转后勤部门了解",
)


WORD, NAME = "图书", "王伟"
"""A word of two characters that stands in an eighth of the rows, and a name that several people have."""


def room(turn: int) -> str:
    """A place with its room, another each turn: what somebody searches for among all contacts."""
    return f"{PLACES[turn % len(PLACES)]}{turn * 37 % ROOMS:04d}"


def mark() -> str:
    """Changes with anything in this file: rows loaded from another are loaded anew."""
    return hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Size:
    """How many rows of each kind; ``page`` is the far page that is opened."""

    name: str
    units: int
    people: int
    leaders: int
    pairs: int
    contacts: int
    page: int


FULL = Size("full", 100, 100_000, 600, 20_000, 1_000_000, 1000)
QUICK = Size("quick", 10, 2_000, 30, 400, 20_000, 700)
"""A fiftieth of the rows (but ten units), for trying the bench itself."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A department or college; every ninth carries the tag that article 7 speaks of."""

    id: int
    name: str
    tag: str


@dataclass(frozen=True, slots=True)
class Person:
    """A member of staff; the first ``Size.leaders`` of them lead pairs."""

    id: int
    name: str
    staff_no: str
    unit_id: int
    title: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A leader and the person the leader keeps contact with."""

    id: int
    leader_id: int
    person_id: int
    kind: str
    starts_on: dt.date
    ends_on: dt.date | None
    basis: str


@dataclass(frozen=True, slots=True)
class Contact:
    """One meeting of a pair."""

    id: int
    pair_id: int
    date: dt.date
    mode: str
    place: str
    topic: str
    summary: str
    raised: bool


@dataclass(frozen=True, slots=True)
class College:
    """All rows of one size; contacts are made while they are read, in order of their date."""

    size: Size
    units: list[Unit]
    people: list[Person]
    pairs: list[Pair]

    def contacts(self) -> Iterator[Contact]:
        """Every contact, oldest first, so that ids grow with dates as in an office."""
        rng = Random(SEED + 1)
        for number, (day, pair_id) in enumerate(_meetings(self.pairs, self.size.contacts), 1):
            yield Contact(
                id=number,
                pair_id=pair_id,
                date=dt.date.fromordinal(day),
                mode=MODES[int(rng.random() * len(MODES))],
                place=f"{PLACES[int(rng.random() * len(PLACES))]}{int(rng.random() * ROOMS):04d}",
                topic=TOPICS[int(rng.random() * len(TOPICS))],
                summary=f"{MATTERS[int(rng.random() * len(MATTERS))]}({number})",
                raised=rng.random() < 0.05,
            )


def college(size: Size) -> College:
    """The college of this size; equal sizes give equal rows."""
    rng = Random(SEED)
    units = [
        Unit(n, f"{FACULTIES[n % len(FACULTIES)]}{KINDS[n % len(KINDS)]}{n:03d}",
             "sanbu_liuyuan" if n % 9 == 0 else "")
        for n in range(1, size.units + 1)
    ]  # fmt: skip
    people = [
        Person(n, _name(rng), f"T{n:07d}", rng.randint(1, size.units), rng.choice(TITLES))
        for n in range(1, size.people + 1)
    ]
    return College(size, units, people, _pairs(rng, size))


def _name(rng: Random) -> str:
    given = "".join(rng.choices(GIVEN, k=rng.choice((1, 2, 2))))
    return rng.choice(SURNAMES) + given


def _pairs(rng: Random, size: Size) -> list[Pair]:
    """Most pairs last all three years; 15 % begin later, 5 % end early (articles 6 and 7)."""
    partners = rng.sample(range(size.leaders + 1, size.people + 1), size.pairs)
    made = []
    for number, person in enumerate(partners, 1):
        late, early = rng.random() < 0.15, rng.random() < 0.05
        starts = FIRST_DAY + dt.timedelta(days=rng.randint(1, 1000) if late else 0)
        ends = starts + dt.timedelta(days=rng.randint(30, 900)) if early else None
        made.append(
            Pair(
                number,
                rng.randint(1, size.leaders),
                person,
                "key" if rng.random() < 0.2 else "general",
                starts,
                ends if ends is None or ends <= LAST_DAY else None,
                f"党委会纪要{starts.year}-{number % 40:02d}号",
            )
        )
    return made


def _meetings(pairs: list[Pair], total: int) -> list[tuple[int, int]]:
    """(day, pair) of each contact in order; every 33rd pair does not meet in the last year."""
    rng = Random(SEED + 2)
    made: list[tuple[int, int]] = []
    silent_from = LAST_YEAR_FIRST_DAY.toordinal()
    spans = [
        (p.id, p.starts_on.toordinal(), (p.ends_on or LAST_DAY).toordinal(), p.id % 33 == 0)
        for p in pairs
    ]
    while len(made) < total:
        number, first, last, silent = spans[int(rng.random() * len(spans))]
        day = first + int(rng.random() * (last - first + 1))
        if not (silent and day >= silent_from):
            made.append((day, number))
    made.sort()
    return made
