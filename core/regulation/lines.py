"""Lines of a paper: what belongs to the printed page is set aside, what was wrapped is joined."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from core.regulation.numerals import NUMERAL

ENDS = "。；！？：!?;:…”」』）)》."
STOPS = "。！？!?…”」』"
_PAGE = re.compile(
    r"[-—–―－·\s]*(?:第\s*)?\d{1,4}\s*(?:页)?(?:\s*[/／共]\s*\d{1,4}\s*页?)?[-—–―－·\s]*"
)
_LEADER = re.compile(r"(?:[.．·…]{2,}|\s{2,}|\t)\s*\d{1,4}$")
_CONTENTS = re.compile(r"目\s*[录錄次]")
_WEB = re.compile(
    "微信公众号|扫一扫|扫码|打印本页|关闭窗口|返回顶部|上一篇|下一篇|分享到|浏览次数|阅读次数|点击数|责任编辑|"
    "版权所有|点击下载|附件下载|当前位置|字号"
)
SHORT = 15
_BLANK = re.compile(r"^[\s\u3000\ufeff\u200b]+|[\s\u3000\ufeff\u200b]+$")
_MARK = re.compile(f"第{NUMERAL}[章条]")
_PUNCTUATION = re.compile(r"[，。；：！？、,.;:!?（）()《》“”]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the paper with its number, counted from 1; ``text`` without blanks at its ends."""

    number: int
    text: str


def lines_of(text: str) -> list[Line]:
    """The lines that are not empty."""
    found = enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1)
    stripped = ((n, _BLANK.sub("", t)) for n, t in found)
    return [Line(n, t) for n, t in stripped if t]


def without_noise(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """(lines of the text, lines of the printed page): page numbers, running heads, contents, web pages."""
    heads = _running_heads(lines)
    kept: list[Line] = []
    noise: list[Line] = []
    contents = False
    for line in lines:
        if _CONTENTS.fullmatch(line.text):
            contents = True
            noise.append(line)
        elif contents and _LEADER.search(line.text):
            noise.append(line)
        elif _PAGE.fullmatch(line.text) or line.text in heads:
            noise.append(line)
        else:
            contents = contents and not _MARK.match(line.text)
            kept.append(line)
    return _without_web(kept, noise)


def _running_heads(lines: list[Line]) -> set[str]:
    """Short lines that stand three times or more, as heads of printed pages do."""
    counts = Counter(line.text for line in lines if len(line.text) <= 40)
    return {t for t, n in counts.items() if n >= 3 and not _MARK.match(t) and t[-1] not in STOPS}


def _without_web(kept: list[Line], noise: list[Line]) -> tuple[list[Line], list[Line]]:
    """Words of a web page around the text, and what is signed below it, are set aside."""
    out: list[Line] = []
    for line in kept:
        known = len(line.text) <= 2 * SHORT and _WEB.search(line.text)
        if known and _finished(out) and not _MARK.match(line.text):
            noise.append(line)
        else:
            out.append(line)
    end = len(out)
    while end > 1 and _stands_alone(out[end - 1].text):
        end -= 1
    if _finished(out[:end]):
        noise += out[end:]
        del out[end:]
    return out, sorted(noise, key=lambda line: line.number)


def _finished(lines: list[Line]) -> bool:
    """True when nothing is left open before the next line."""
    return not lines or lines[-1].text[-1] in ENDS or _is_date(lines[-1].text)


def _stands_alone(text: str) -> bool:
    """A date or a few words without punctuation: a signature, or a word of the page."""
    if _MARK.match(text):
        return False
    return _is_date(text) or (len(text) <= SHORT and not _PUNCTUATION.search(text))


def _is_date(text: str) -> bool:
    return len(text) <= SHORT and bool(re.search(r"[年月日]$", text))


def joined(before: str, after: str) -> str:
    """Two wrapped lines as one: Chinese without a blank, Latin words with one."""
    latin = before[-1:].isascii() and after[:1].isascii()
    blank = " " if latin and before[-1:].isalnum() and after[:1].isalnum() else ""
    return before + blank + after
