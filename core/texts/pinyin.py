"""How Chinese is spoken, for finding it by keys: pinyin in one piece, and the initials."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

SURNAMES = {
    "万俟": "mo qi", "尉迟": "yu chi", "长孙": "zhang sun", "澹台": "tan tai", "单于": "chan yu",
    "单": "shan", "曾": "zeng", "仇": "qiu", "区": "ou", "解": "xie", "查": "zha", "朴": "piao",
    "盖": "ge", "任": "ren", "华": "hua", "召": "shao", "宁": "ning", "缪": "miao", "翟": "zhai",
    "乐": "yue", "覃": "qin", "员": "yun", "黑": "he", "秘": "bi", "折": "she", "种": "chong",
    "逄": "pang", "繁": "po", "卜": "bu", "尹": "yin", "纪": "ji", "冼": "xian", "那": "na",
    "盛": "sheng", "石": "shi",
}  # fmt: skip
"""Family names that are spoken otherwise than the character by itself."""


@dataclass(frozen=True, slots=True)
class Sound:
    """``pinyin`` in one piece, ``initials`` the first letter of each syllable; lower case."""

    pinyin: str
    initials: str


@lru_cache(maxsize=20_000)
def sound(text: str, *, name: bool = False) -> Sound:
    """How *text* is spoken; with *name* its beginning is read as a family name."""
    # Its dictionary takes a third of a second to load, and most processes never need it.
    from pypinyin import lazy_pinyin

    family = next((s for s in SURNAMES if name and text.startswith(s)), "")
    syllables = SURNAMES[family].split() if family else []
    rest = text[len(family) :]
    syllables += lazy_pinyin(rest) if rest else []
    letters = [_letters(word) for part in syllables for word in part.split()]
    return Sound("".join(letters), "".join(part[:1] for part in letters))


def _letters(syllable: str) -> str:
    """What can be typed of it: letters and digits of ASCII."""
    plain = syllable.lower().replace("\u00fc", "v")
    return "".join(c for c in plain if c.isascii() and c.isalnum())
