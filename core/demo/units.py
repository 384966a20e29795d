"""Units, posts and titles of the demonstration college."""

from __future__ import annotations

TEACHING = (
    ("信息工程学院", "xxgc"),
    ("机电工程学院", "jdgc"),
    ("建筑工程学院", "jzgc"),
    ("经济管理学院", "jjgl"),
    ("护理与健康学院", "hljk"),
    ("艺术设计学院", "yssj"),
    ("马克思主义学院", "mks"),
    ("公共基础教学部", "ggjc"),
    ("体育教学部", "tyjx"),
)
DEPARTMENTS = (
    ("组织统战部", "zztz"),
    ("党政办公室", "dzb"),
    ("纪检监察室", "jjjc"),
    ("宣传部", "xcb"),
    ("人事处", "rsc"),
    ("教务处", "jwc"),
    ("科研处", "kyc"),
    ("学生工作处", "xsc"),
    ("财务处", "cwc"),
    ("后勤保障处", "hqc"),
    ("保卫处", "bwc"),
    ("国有资产管理处", "gzc"),
    ("图书馆", "tsg"),
    ("网络信息中心", "wlzx"),
    ("工会", "gh"),
)
SHARED = {"gh": "dzb", "bwc": "hqc"}
"""Units whose liaison officer is that of another."""
WRITERS = ("yssj", "xxgc", "jzgc", "hljk", "mks", "ggjc", "tyjx", "jwc", "xsc", "tsg")
"""Units with somebody who may write for the publicity roster."""
COMMITTEE = (
    ("dzb", "党委书记"),
    ("dzb", "党委副书记、院长"),
    ("dzb", "党委副书记"),
    ("jjjc", "党委委员、纪委书记"),
    ("dzb", "党委委员、副院长（教学）"),
    ("dzb", "党委委员、副院长（科研）"),
    ("dzb", "党委委员、副院长（后勤）"),
)
IN_CHARGE = 2
"""Which of them is in charge of united front work."""
TEACHERS = ("教授", "副教授", "副教授", "讲师", "讲师", "讲师", "助教", "实验师")
OFFICERS = ("科长", "副科长", "主任科员", "科员", "科员", "干事")
HEADS = {"teaching": "党总支书记", "department": "处长"}
HEADS_OF = {
    "zztz": "部长",
    "xcb": "部长",
    "dzb": "主任",
    "jjjc": "主任",
    "tsg": "馆长",
    "wlzx": "主任",
    "gh": "主席",
    "ggjc": "党总支书记",
}
ACCOUNTS = (
    ("uf", ("UF",), "zztz"),
    ("ufh", ("UFH",), "zztz"),
    ("cm", ("CM",), ""),
    ("cl", ("CL",), ""),
    ("uh", ("UH",), "xxgc"),
    ("li", ("LI",), "xxgc"),
    ("pu", ("PU",), "yssj"),
    ("pb", ("PB",), "xcb"),
    ("co", ("CO",), "rsc"),
    ("fd", ("FD",), "hqc"),
    ("dpb", ("DPB",), "jjgl"),
    ("me", (), "jdgc"),
    ("dpo", ("DPO",), "dzb"),
    ("ad", ("AD",), "wlzx"),
    ("sa", ("SA",), "wlzx"),
    ("au", ("AU",), "jjjc"),
)
"""The accounts that people try the system with: for whom, roles, unit."""
