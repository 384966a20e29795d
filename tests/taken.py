"""Taking a file out as people do: at once where nobody else has to agree, else with a second person."""

from __future__ import annotations

import io
import re

import msoffcrypto
from werkzeug.test import TestResponse

from tests.site import Browser, Site

ASK = "/directory/exports/"


def ask(browser: Browser, page: TestResponse, purpose: str = "Year report") -> str:
    """Press «Ask a second person» on *page*; the address where the file will be."""
    fields = dict(re.findall(r'name="(of|question)" value="([^"]*)"', page.text))
    sent = {name: value.replace("&amp;", "&") for name, value in fields.items()}
    answer = browser.post(ASK, purpose=purpose, **sent)
    assert answer.status_code == 302, answer.text
    return str(answer.location)


def release(site: Site, address: str, by: str = "boss") -> TestResponse:
    """Somebody else agrees."""
    row = address.rstrip("/").rpartition("/")[2]
    return site.sign_in(by).post(f"/directory/sealed_export/{row}/move/release")


def opened(browser: Browser, address: str) -> bytes:
    """The released file, opened with the password that its page shows."""
    shown = re.search(r'<code class="k-secret">([^<]+)</code>', browser.get(address).text)
    assert shown, browser.get(address).text
    file = msoffcrypto.OfficeFile(io.BytesIO(browser.get(f"{address}/file.xlsx").data))
    assert file.is_encrypted()
    file.load_key(password=shown[1])
    out = io.BytesIO()
    file.decrypt(out)
    return out.getvalue()


def take_out(site: Site, browser: Browser, url: str, by: str = "boss") -> bytes:
    """The workbook at *url*; *by* releases it where that is needed."""
    page = browser.get(url)
    assert page.status_code == 200, page.text
    if page.mimetype != "text/html":
        return page.data
    address = ask(browser, page)
    assert release(site, address, by).status_code == 302
    return opened(browser, address)
