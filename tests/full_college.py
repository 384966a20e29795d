"""A college as it looks after a term: Chinese names, every record with rows, duties in every state.

For walking and picturing pages. Tests of behaviour use the small college of ``tests.builders``.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from io import BytesIO
from typing import Any

from core.directory.absences import Absence
from core.directory.calendar_models import DayOff
from core.directory.models import Person, UnitTag
from core.jobs.kinds.duties import EVALUATE
from core.texts.pinyin import sound
from plugins.befriending.models import Contact, Pair
from plugins.befriending.visit_models import UnitRound
from tests.builders import DAY, Builders
from tests.rows import fill as fill_rows
from tests.site import Browser, Site

UNITS = (
    ("统战部", "tzb", "department"),
    ("信息工程学院", "xxgc", "teaching"),
    ("机电工程学院", "jdgc", "teaching"),
    ("马克思主义学院（思想政治理论课教学部、公共基础课教学部）", "mksxy", "teaching"),
    ("人事处", "rsc", "department"),
)
LEADERS = (("王建国", "党委副书记"), ("张卫东", "副院长"), ("阿依古丽·买买提", "纪委书记"))
PEOPLE = "李思远 赵文博 陈晓东 刘芳 欧阳明月 周婷 吴刚 郑丽华 孙立军 钱学林 何静 罗文".split()
ACCOUNTS = (
    ("boss", ("AD", "UF", "UFH"), ""),
    ("clerk", ("UF",), "林小燕"),
    ("head", ("UFH",), "冯志远"),
    ("leader", ("CL",), "王建国"),
    ("committee", ("CM",), "阿依古丽·买买提"),
    ("liaison", ("LI",), "何静"),
    ("unit_head", ("UH",), "罗文"),
    ("person", (), "李思远"),
    ("admin", ("AD",), ""),
    ("auditor", ("AU",), ""),
    ("nobody", (), ""),
)
NAMES = (*(name for name, _title in LEADERS), *PEOPLE, "林小燕", "冯志远")
SOUNDS = [sound(name, name=True) for name in NAMES]
LATIN = frozenset(
    [code for _name, code, _kind in UNITS]
    + [name for name, _roles, _person in ACCOUNTS]
    + [letters for said in SOUNDS for letters in (said.pinyin, said.initials)]
)
"""What stands on Chinese pages in Latin letters: what somebody typed, and how names sound."""
PAPER = b"%PDF-1.7\n" + b"x" * 2000
REGULATION = """关于加强联系工作的规定
(2025年9月1日党委会通过)
为加强联系,制定本规定。
第一章 总则
第一条 为做好联系工作，制定本规定。
第二条 各部门职责如下：
（一）做好下列事项：
1.走访教师；
2.汇总情况。
（二）其他事项。
第二章 联系交友
第六条 党委确定联系名单，每学年调整一次。
第七条 领导每学年与联系对象联系交友不少于二次；逢节日走访慰问。
第三章 附则
第十七条 本规定自发布之日起施行。
"""


def fill(site: Site) -> None:
    """Put the college into an initialised database."""
    with site.build() as make:
        people = _people(make)
        pairs = _pairs(make, people)
        contacts = _contacts(make, people, pairs)
        _rest(make, people)
        for name, roles, person in ACCOUNTS:
            make.account(name, *roles, person=people[person].id if person else None)
        contact = contacts[0].id
        _other_chapters(site, make, people)
    _system(site, site.sign_in("boss"))
    _papers(site, contact)


def _other_chapters(site: Site, make: Builders, people: dict[str, Person]) -> None:
    """Every further chapter on, with a row of each of its records."""
    named = {"person1": "李思远", "leader1": "王建国", "leader2": "张卫东", "unit_head": "罗文"}
    site.ids.update({key: people[name].id for key, name in named.items()})
    site.ids.update(unit1=people["李思远"].unit, unit2=people["赵文博"].unit)
    fill_rows(site, make)


def _people(make: Builders) -> dict[str, Person]:
    units = [make.unit(name=name, code=code, kind=kind) for name, code, kind in UNITS]
    found: dict[str, Person] = {}

    def enter(name: str, unit: int, **values: Any) -> Person:
        number = f"2026{len(found):04d}"
        given = {"staff_number": number, "office_phone": "0951-2078001"} | values
        found[name] = make.person(name=name, unit=units[unit].id, **given)
        return found[name]

    for name, title in LEADERS:
        make.post(enter(name, 4, post_title=title), title=title)
    for place, name in enumerate(PEOPLE):
        enter(name, 1 + place % 3, post_title="教授" if place % 4 == 0 else None)
    enter("林小燕", 0, post_title="干事")
    enter("冯志远", 0, post_title="部长")
    make.post(found["冯志远"], "unit_head", title="统战部部长", starts=dt.date(2025, 9, 1))
    make.post(found["阿依古丽·买买提"], "in_charge", title="分管统战工作的党委委员")
    make.post(found["罗文"], "unit_head", title="党总支书记")
    make.post(found["何静"], "liaison", title="统战联络员")
    for unit in units[1:4]:
        make.keep(UnitTag(unit=unit.id, tag="sanbu_liuyuan", since=dt.date(2025, 9, 1)))
    return found


def _pairs(make: Builders, people: dict[str, Person]) -> list[Pair]:
    listed = make.pair_list("ask", "submit", "approve", decision="党委会议纪要〔2026〕第 9 号").id
    made = []
    for place, name in enumerate(PEOPLE[:9]):
        leader = people[LEADERS[place % 3][0]]
        steps = ("-",) if place == 7 else ("confirm", "release") if place == 8 else ("confirm",)
        values = {"kind": "key" if place % 4 == 0 else "ordinary"}
        if place < 5:
            values["remark"] = "每学期至少一次面谈。"
        decided = {"pair_list": listed, "decision": "党委会议纪要〔2026〕第 9 号"}
        made.append(make.pair(leader, people[name], *steps, **(values | decided)))
    make.pair_list(
        "ask", "submit", year=make.year("2025-2026"), decision="党委会议纪要〔2025〕第 3 号"
    )
    return made


def _contacts(make: Builders, people: dict[str, Person], pairs: list[Pair]) -> list[Contact]:
    made = []
    said = (
        "了解教学工作情况，交流课程建设设想。",
        "谈新实验室的启用和学生实习安排；建议学院统一购置设备，并请后勤处尽快答复场地问题。",
        "节日前走访，转达学校党委的问候。",
    )
    for place, pair in enumerate(pairs[:6]):
        for turn in range(1 + place % 3):
            contact = make.contact(
                pair,
                date=dt.date(2026, 9, 10 + place) + dt.timedelta(days=20 * turn),
                mode=("talk", "visit", "remote")[turn],
                topics=("teaching", "research") if place % 2 else ("teaching",),
                place="行政楼 203 会议室",
                summary=said[turn],
            )
            made.append(contact)
    for place, name in enumerate(PEOPLE[:5]):
        leader = people[LEADERS[place % 3][0]]
        day = dt.date(2026, 9, 25) + dt.timedelta(days=place)
        make.visit(people[name], leader, date=day, amount=Decimal("300.00"))
    told = "当面答复实验室用房和职称评审两件事。"
    for unit in sorted({people[name].unit for name in PEOPLE[:2]}):
        make.keep(UnitRound(visited=unit, date=DAY, feedback=told, handled=2))
    return made


def _rest(make: Builders, people: dict[str, Person]) -> None:
    make.keep(DayOff(date=dt.date(2026, 12, 7), working=False, name="校庆放假"))
    away = {"starts": dt.date(2026, 11, 20), "ends": dt.date(2026, 12, 4)}
    make.keep(Absence(person=people["王建国"].id, deputy=people["张卫东"].id, **away))


def _system(site: Site, boss: Browser) -> None:
    """What is made on pages of the system: two versions of the regulation, duties."""
    for day, text in (
        ("2024-09-01", REGULATION.replace("二次", "一次")),
        ("2025-09-01", REGULATION),
    ):
        kept = boss.post(
            "/regulation/import", text=text, source="规定.txt", effective_on=day, keep="1"
        )
        assert kept.status_code == 302, kept.text
    assert boss.post("/duties/evaluate").status_code == 302
    with site.session() as session:
        site.runtime.bench.ask_for(session, EVALUATE.name)
        session.commit()


def _papers(site: Site, contact: int) -> None:
    """What people add: a saved view, a paper, a message of the person concerned, a deleted row."""
    boss, person = site.sign_in("boss"), site.sign_in("person")
    base = "/befriending/contact"
    view = boss.post(f"{base}/views/new?mode=talk", name="只看谈话", audience="all")
    assert view.status_code == 302, view.text
    paper = {"csrf_token": boss.token(), "file": (BytesIO(PAPER), "谈话记录.pdf")}
    assert boss.client.post(f"{base}/{contact}/files", data=paper).status_code == 302
    asked = {"record": "befriending.contact", "row": str(contact), "kind": "correction"}
    assert person.post("/me/ask", **asked, text="日期应为 9 月 11 日。").status_code == 302
    assert boss.post(f"{base}/{contact + 1}/delete").status_code == 302
