"""The page of an entry in Chromium: files in place, the article in one click, the sheet on A4 (UX-28)."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader, PdfWriter

from tests.browser.conftest import Visit, Visitor
from tests.site import Site

pytestmark = pytest.mark.browser
TEXT_AREA = 672
"""Width of the text area in CSS pixels: A4 without its margins of 16 mm."""


def picture() -> bytes:
    """A small PNG that a browser can draw."""

    def part(kind: bytes, data: bytes) -> bytes:
        sealed = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + sealed

    head = part(b"IHDR", struct.pack(">IIBBBBB", 4, 4, 8, 2, 0, 0, 0))
    rows = part(b"IDAT", zlib.compress(b"".join(b"\0" + b"\x20\x60\xa0" * 4 for _ in range(4))))
    return b"\x89PNG\r\n\x1a\n" + head + rows + part(b"IEND", b"")


def document() -> bytes:
    """An empty PDF."""
    kept, writer = io.BytesIO(), PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(kept)
    return kept.getvalue()


def with_files(visit: Visit, site: Site) -> Visitor:
    """A leader before a contact with a picture and a PDF."""
    leader = visit("leader1")
    leader.go(f"/befriending/contact/{site.ids['contact1']}")
    leader.page.set_input_files(
        "#upload",
        [
            {"name": "现场.png", "mimeType": "image/png", "buffer": picture()},
            {"name": "纪要.pdf", "mimeType": "application/pdf", "buffer": document()},
        ],
    )
    leader.press(".k-upload button")
    return leader


def test_a_picture_and_a_pdf_open_on_the_page(visit: Visit, site: Site) -> None:
    leader = with_files(visit, site)
    expect(leader.page.locator(".k-preview img, .k-preview iframe")).to_have_count(0)
    leader.page.click("[data-preview=picture] summary")
    shown = leader.page.locator(".k-preview img")
    expect(shown).to_have_attribute("alt", "现场.png")
    expect(shown).to_have_js_property("naturalWidth", 4)
    leader.page.click("[data-preview=pdf] summary")
    frame = leader.page.locator(".k-preview iframe")
    expect(frame).to_have_attribute("title", "纪要.pdf")
    expect(frame).to_be_visible()
    assert leader.complaints == [] and leader.fits()


def test_the_article_and_the_readers_open_in_one_click(visit: Visit, site: Site) -> None:
    clerk = visit("clerk")
    clerk.go(f"/befriending/contact/{site.ids['contact1']}")
    text = clerk.page.get_by_text("Leading cadres keep contact one or two times")
    expect(text).to_be_hidden()
    clerk.page.click("#article-7 summary")
    expect(text).to_be_visible()
    clerk.page.click("[data-fetch] summary")
    expect(clerk.page.locator(".k-seeing")).to_contain_text("林一友")
    assert clerk.complaints == []


def test_what_cannot_be_loaded_says_so_and_is_tried_again(visit: Visit, site: Site) -> None:
    clerk = visit("clerk")
    clerk.go(f"/befriending/contact/{site.ids['contact1']}")
    clerk.page.context.set_offline(True)
    clerk.page.click("[data-fetch] summary")
    box = clerk.page.locator("[data-fetched]")
    expect(box).to_contain_text("could not be loaded")
    clerk.page.context.set_offline(False)
    clerk.page.click("[data-fetch] summary")
    clerk.page.click("[data-fetch] summary")
    expect(box).to_contain_text("林一友")


def _long_entry(site: Site) -> int:
    """A contact whose texts fill more than one sheet."""
    clerk, number = site.sign_in("clerk"), site.ids["contact1"]
    path = f"/befriending/contact/{number}"
    clerk.send(f"{path}/edit", summary="谈了图书馆馆藏、自习座位和课程安排的事。" * 9)
    for _ in range(22):
        clerk.post(f"{path}/move/redraft", comment="日期需要核对，退回补充后再登记")
        clerk.post(f"{path}/move/register")
    return number


def test_the_sheet_fits_a4_with_its_head_on_every_page(
    visit: Visit, site: Site, tmp_path: Path
) -> None:
    number, clerk = _long_entry(site), visit("clerk", (TEXT_AREA, 900))
    clerk.go(f"/befriending/contact/{number}/print")
    clerk.page.emulate_media(media="print")
    assert clerk.fits(), "something is wider than the text area"
    clerk.page.pdf(path=tmp_path / "sheet.pdf", prefer_css_page_size=True)
    sheets = PdfReader(tmp_path / "sheet.pdf").pages
    assert len(sheets) >= 2
    for sheet in sheets:
        assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == (595, 842)
        assert "Tongxin · Contact" in sheet.extract_text()
    told = " ".join(s.extract_text() for s in sheets)
    assert "Handled by" in told and "Approved by" in told
    assert "Back to the entry" not in told and "Duties" not in told


def test_the_page_itself_prints_without_navigation(visit: Visit, site: Site) -> None:
    clerk = visit("clerk", (TEXT_AREA, 900))
    clerk.go(f"/befriending/contact/{site.ids['contact1']}")
    clerk.page.emulate_media(media="print")
    for part in (".k-top", ".k-tabbar", ".k-acts", ".k-tabs"):
        expect(clerk.page.locator(part).first).to_be_hidden()
    assert clerk.fits()


def test_the_print_button_asks_the_browser_to_print(visit: Visit, site: Site) -> None:
    clerk = visit("clerk")
    clerk.page.add_init_script("window.print = () => document.body.setAttribute('data-asked', '')")
    clerk.go(f"/befriending/contact/{site.ids['contact1']}/print")
    clerk.page.click("[data-print]")
    expect(clerk.page.locator("body[data-asked]")).to_have_count(1)


PASTE = """name => {
  const files = new DataTransfer(), bytes = new Uint8Array([37, 80, 68, 70, 45, 49, 46, 55, 10]);
  files.items.add(new File([bytes], name, {type: "application/pdf"}));
  const given = {clipboardData: files, bubbles: true, cancelable: true};
  document.dispatchEvent(new ClipboardEvent("paste", given));
}"""
"""A PDF comes out of the clipboard."""


def test_a_chosen_file_is_sent_with_its_progress_told(visit: Visit, site: Site) -> None:
    clerk, number = visit("clerk"), site.ids["contact1"]
    clerk.go(f"/befriending/contact/{number}")
    clerk.page.evaluate(
        "new MutationObserver(() => sessionStorage.setItem('told', document.querySelector("
        "'[data-upload-told]').textContent)).observe(document.querySelector('[data-upload-told]'),"
        " {childList: true})"
    )
    big = {
        "name": "minutes.pdf",
        "mimeType": "application/pdf",
        "buffer": document() + b" " * 3_000_000,
    }
    clerk.page.set_input_files("#upload", [big])
    clerk.page.click(".k-upload button")
    expect(clerk.page.locator(".k-filed")).to_contain_text("minutes.pdf")
    assert clerk.page.evaluate("sessionStorage.getItem('told')").endswith("percent sent")
    assert clerk.page.url.split("#")[0].endswith(f"/contact/{number}")
    assert clerk.complaints == []


def test_a_file_from_the_clipboard_is_attached(visit: Visit, site: Site) -> None:
    clerk = visit("clerk")
    clerk.go(f"/befriending/contact/{site.ids['contact1']}")
    clerk.page.evaluate(PASTE, "from-the-clipboard.pdf")
    expect(clerk.page.locator(".k-filed")).to_contain_text("from-the-clipboard.pdf")


def test_files_that_could_not_be_sent_are_told_and_can_be_sent_again(
    visit: Visit, site: Site
) -> None:
    clerk = visit("clerk")
    clerk.go(f"/befriending/contact/{site.ids['contact1']}")
    clerk.page.route("**/files", lambda route: route.abort())
    clerk.page.evaluate(PASTE, "later.pdf")
    expect(clerk.page.locator("[data-upload-told]")).to_contain_text("were not sent")
    clerk.page.unroute("**/files")
    clerk.page.evaluate(PASTE, "later.pdf")
    expect(clerk.page.locator(".k-filed")).to_contain_text("later.pdf")
