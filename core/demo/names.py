"""Invented names. Any likeness to somebody is chance: surnames and given names are thrown together."""

from __future__ import annotations

import random
from collections.abc import Iterator

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段"
)
DOUBLE = ("欧阳", "司马", "上官", "诸葛", "纳兰")
FIRST = "建志文晓思明海国永春雪佳雨子嘉浩俊一天宇亦若梓景书云新光立安承启德世正学家怀清秋"
SECOND = (
    "军强伟杰斌涛鹏飞宁华平辉远航成林峰刚磊洋超波敏静丽芳娟婷慧颖琳玲燕红梅霞洁倩萍莹雯怡然涵瑶"
)
SINGLE = "磊静敏涛洁鹏霞斌颖琳波伟芳宁"


def names(chance: random.Random) -> Iterator[str]:
    """Names without end, none of them twice."""
    seen: set[str] = set()
    while True:
        surname = chance.choice(DOUBLE) if chance.random() < 0.02 else chance.choice(SURNAMES)
        given = chance.choice(FIRST) + chance.choice(SECOND)
        if chance.random() < 0.14:
            given = chance.choice(SINGLE)
        if surname + given not in seen:
            seen.add(surname + given)
            yield surname + given
