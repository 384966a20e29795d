"""Reading a regulation: what is found, what is left out, what is reported, and nothing repaired."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest

from core.regulation import Regulation, Unreadable, parse
from core.regulation.compare import compare
from core.regulation.numerals import number_of
from core.regulation.read import text_of

ROOT = Path(__file__).resolve().parents[2]
PAPER = ROOT.parent / "shared" / "regulation.txt"
SMALL = """关于联系工作的规定
(2025年9月1日党委会通过)
为加强联系,制定本规定。
第一章 总则
第一条：根据上级文件和
第七条的要求开展工作。
第二条 各部门职责如下：
（一）做好下列事项：
1.走访教师,比例不低于
1.5倍；
2、汇总情况：
①按月；
②按学期。
（二）其他事项。
第二章
附  则
第三条 本规定自发布之日起施行。
"""


def labels(found: Regulation) -> list[str]:
    """Labels of the articles."""
    return [a.label for a in found.articles]


@pytest.mark.skipif(not PAPER.exists(), reason="the college's own text is not beside this checkout")
def test_the_colleges_own_text_is_read_whole() -> None:
    """TX-1: 8 chapters, 17 articles, 4 points below article 5, the preamble, one line of the web page."""
    found = parse(PAPER.read_text("utf-8"))
    assert [c.number for c in found.chapters] == list(range(1, 9))
    assert [a.number for a in found.articles] == list(range(1, 18))
    assert [i.label for i in found.articles[4].items] == ["1.", "2.", "3.", "4."]
    assert sum(len(a.items) for a in found.articles) == 4
    assert found.preamble.startswith("为进一步加强学院党委") and found.title == ""
    assert found.noise == ("微信公众号",) and found.problems == ()
    assert found.articles[6].chapter == 4 and "1-2 次" in found.articles[6].text
    assert found.articles[16].text.endswith("多办实事、好事。")
    whole = "".join([found.preamble, *(a.text for a in found.articles)])
    assert "无党外人士" in whole and "下线学习" in whole  # slips stay as they are


def test_title_preamble_chapters_and_articles_are_told_apart() -> None:
    found = parse(SMALL)
    assert found.title == "关于联系工作的规定"
    assert found.preamble == "(2025年9月1日党委会通过)\n为加强联系,制定本规定。"
    assert [(c.number, c.title) for c in found.chapters] == [(1, "总则"), (2, "附  则")]
    assert labels(found) == ["第一条", "第二条", "第三条"] and found.problems == ()


def test_a_wrapped_reference_to_an_article_begins_none() -> None:
    assert parse(SMALL).articles[0].text == "根据上级文件和第七条的要求开展工作。"


def test_points_are_nested_as_they_are_written() -> None:
    first, second = parse(SMALL).articles[1].items
    assert (first.label, first.text) == ("（一）", "做好下列事项：")
    assert [(i.label, i.text) for i in first.items] == [
        ("1.", "走访教师,比例不低于1.5倍；"),
        ("2、", "汇总情况："),
    ]
    assert [i.label for i in first.items[1].items] == ["①", "②"]
    assert second.label == "（二）" and second.items == ()


def test_numbers_that_stand_twice_or_are_missing_are_reported_with_their_line() -> None:
    text = "第一条 甲。\n第三条 乙。\n第三条 丙。\n第二章 一\n第四条 丁：\n1.甲。\n3.乙。\n"
    found = parse(text)
    assert [(p.line, p.what) for p in found.problems] == [
        (2, "Missing before 第三条: 第2条."),
        (3, "第三条 stands twice: first in line 2."),
        (4, "Missing before 第2章: 第1章."),
        (7, "第四条: point 3. stands where number 2 is expected."),
    ]
    assert labels(found) == ["第一条", "第三条", "第三条", "第四条"]


def test_an_article_between_two_keeps_its_branch() -> None:
    found = parse("第一条 甲。\n第一条之一 乙。\n第二条 丙。\n")
    assert [(a.number, a.branch) for a in found.articles] == [(1, 0), (1, 1), (2, 0)]
    assert found.problems == ()


def test_contents_page_numbers_and_running_heads_are_left_out() -> None:
    text = (
        "某学院制度\n目  录\n第一章 总则……1\n第一条 宗旨  2\n第一章 总则\n第一条 甲，\n— 1 —\n某学院制度\n"
        "乙。\n第 2 页 共 3 页\n某学院制度\n第二条 丙。\n打印本页\n某学院委员会\n2025年9月1日\n"
    )
    found = parse(text)
    assert [a.text for a in found.articles] == ["甲，乙。", "丙。"]
    assert "目  录" in found.noise and "— 1 —" in found.noise and "打印本页" in found.noise
    assert found.noise[-2:] == ("某学院委员会", "2025年9月1日")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百", 100),
        ("一百零二", 102),
        ("一百一十", 110),
        ("一百二十三", 123),
        ("一千零一", 1001),
        ("廿一", 21),
        ("１２", 12),
        ("105", 105),
        ("一二", 12),
        ("十百", None),
        ("甲", None),
        ("", None),
    ],
)
def test_numbers_are_read_in_every_way_of_writing(text: str, number: int | None) -> None:
    assert number_of(text) == number


def test_articles_above_one_hundred_are_found() -> None:
    found = parse("第九十九条 甲。\n第一百条 乙。\n第一百零一条 丙。\n第102条 丁。\n")
    assert [a.number for a in found.articles] == [99, 100, 101, 102]


@pytest.mark.parametrize("text", ["", "\n\n", "一封信。\n没有条文。", "按照第三条的规定办理。"])
def test_a_text_without_articles_is_refused_with_the_reason(text: str) -> None:
    with pytest.raises(Unreadable, match="No article was found"):
        parse(text)


def word(*paragraphs: str) -> bytes:
    """A Word document with these paragraphs."""
    document, out = docx.Document(), BytesIO()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def test_a_word_document_reads_as_the_plain_text_does() -> None:
    assert parse(text_of("a.docx", word(*SMALL.splitlines()))) == parse(SMALL)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_plain_text_is_read_in_the_encodings_of_offices(encoding: str) -> None:
    assert parse(text_of("a.TXT", SMALL.encode(encoding))) == parse(SMALL)


def test_numbers_made_by_the_word_processor_are_told_of() -> None:
    document, out = docx.Document(), BytesIO()
    document.add_paragraph("做好宣传工作。", style="List Number")
    paragraph = document.paragraphs[0]._p.get_or_add_pPr()
    paragraph.get_or_add_numPr()
    document.save(out)
    with pytest.raises(Unreadable, match="made by the word processor"):
        text_of("a.docx", out.getvalue())


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.pdf", b"%PDF", "no .txt or .docx"),
        ("a.docx", b"PK nonsense", "damaged"),
        ("a.txt", b"a\0b", "no plain text"),
        ("a.txt", b"x" * (6 << 20), "larger than 5 MB"),
    ],
)
def test_other_files_are_refused_with_what_to_do(name: str, content: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        text_of(name, content)


def test_two_versions_differ_in_named_words_only() -> None:
    new = SMALL.replace("按学期", "按学年") + "第四条 本规定由统战部解释。\n"
    found = {d.label: d for d in compare(parse(SMALL), parse(new))}
    assert [d.state for d in found.values()] == ["same", "changed", "same", "new"]
    assert [p for p in found["第二条"].pieces if p[0] != "same"] == [("old", "期"), ("new", "年")]
