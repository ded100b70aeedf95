"""The site in a real browser, over http and from the disk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from html.parser import HTMLParser
from os.path import normpath
from pathlib import Path
from urllib.parse import unquote

import pytest
from handmade import HOSTILE
from playwright.sync_api import Page, expect

from browser.conftest import Opener, in_both_schemes
from generator.archive import Archive
from generator.model import Block

pytestmark = pytest.mark.browser

EACH_KIND = (
    "index.html",
    "documents/index.html",
    "documents/000-1.html",
    "documents/003-1.html",
    "documents/hostile-1.html",
    "documents/003-1_marked.html",
    "documents/hostile-1_marked.html",
    "initiatives/index.html",
    "initiatives/bri.html",
    "witnesses/index.html",
    "witnesses/000.html",
    "witnesses/hostile.html",
    "witnesses/long_2.html",
    "data/index.html",
    "about/index.html",
    "search.html?find=合作",
    "verify.html?quote=和平与发展的时代主题",
)
NAME = "2020年中国外交文献档案"
CONTRAST = """
() => {
  const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const paper = light(parse(getComputedStyle(document.body).backgroundColor));
  const seen = [...document.querySelectorAll("article *")].filter(
    (e) => e.offsetParent && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()));
  return seen.map((e) => {
    const ink = light(parse(getComputedStyle(e).color));
    const [low, high] = [Math.min(ink, paper), Math.max(ink, paper)];
    return [(high + 0.05) / (low + 0.05), e.className || e.tagName, e.textContent.slice(0, 20)];
  }).filter(([ratio]) => ratio < 4.5);
}
"""
SHOWN = "ids => ids.map(id => [...document.querySelectorAll(`[id='${id}']`)].map(e => e.textContent))"


# -- a reader's walk ------------------------------------------------------------------------------------------------


def test_from_the_home_page_to_a_mention_and_back_to_its_paragraph(visit: Opener) -> None:
    page = visit()
    expect(page.locator(".figures")).to_contain_text("篇文献")
    page.locator(".ways a", has_text="文献").click()
    page.locator(".docs a", has_text="一带一路").first.click()
    expect(page.locator(".doc-card")).to_be_visible()
    page.locator(".doc-text a.mention", has_text=re.compile("^一带一路$")).first.click()
    expect(page.locator("h1")).to_have_text("一带一路")
    page.locator(".kwic a.no").first.click()
    assert "/documents/" in page.url
    target = page.locator(f"[id='{page.url.partition('#')[2]}']")
    expect(target).to_contain_text(re.compile("一[带帶]一路"))
    expect(target).to_be_in_viewport()


def test_a_line_of_the_witness_leads_to_its_place_in_the_document_and_back(visit: Opener) -> None:
    page = visit("witnesses/003.html")
    page.locator("#l4 .to a").click()
    assert page.url.endswith("documents/003-1.html#l4")
    expect(page.locator("#l4")).to_be_in_viewport()
    page.locator(".doc-card .seed").click()
    assert "witnesses/003.html" in page.url


def shown(page: Page, blocks: Sequence[Block]) -> list[tuple[str, list[str]]]:
    """What stands on a page at the anchors of these blocks."""
    found = page.evaluate(SHOWN, [part.anchor for part in blocks])
    return [(part.anchor, texts) for part, texts in zip(blocks, found, strict=True)]


def wanted(blocks: Sequence[Block]) -> list[tuple[str, list[str]]]:
    return [(part.anchor, [part.text]) for part in blocks]


def test_every_document_shows_its_text_and_every_raw_line_of_it_can_be_cited(visit: Opener, corpus: Archive) -> None:
    page = visit()
    base = page.url.removesuffix("index.html")
    for document in corpus.documents[:12]:
        page.goto(f"{base}documents/{document.id}.html")
        assert shown(page, document.blocks) == wanted(document.blocks)
        lines = [f"l{n}" for first, last in document.lines for n in range(first, last + 1)]
        missing = page.evaluate("ids => ids.filter(id => document.querySelectorAll('#' + id).length != 1)", lines)
        assert missing == [], document.id


def test_reading_needs_no_javascript(visit: Opener) -> None:
    page = visit("documents/003-1.html", java_script_enabled=False)
    expect(page.locator(".doc-text .para").first).to_be_visible()
    page.locator(".proof summary").first.click()
    expect(page.locator(".proof li").first).to_be_visible()
    page.locator(".doc-text a.mention", has_text=re.compile("^一帶一路$")).first.click()
    expect(page.locator("h1")).to_have_text("一带一路")


def test_a_page_that_is_not_there_leads_on(visit: Opener, server: str, base: str) -> None:
    if base == server:  # from a disk nobody is sent to it
        visit("404.html").locator("article a", has_text="全部文献").click()


# -- seed text is data ----------------------------------------------------------------------------------------------


TITLES = """
async (address) => {
  const html = address ? await (await fetch(address)).text() : "";
  const page = address ? new DOMParser().parseFromString(html, "text/html") : document;
  return ["article h1", "head title", "[data-md-component=header-topic] .md-ellipsis"].map((one) => page.querySelector(one).textContent);
}
"""


@pytest.mark.parametrize("base", ["http"], indirect=True)
@pytest.mark.parametrize("all_opened", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_hostile_titles_show_exactly_their_characters(visit: Opener, all_opened: bool) -> None:
    """Those that could become an element are opened; the others are only parsed, but for the slow run."""
    page = visit()
    base = page.url.removesuffix("index.html")
    for number, text in enumerate(HOSTILE, 1):
        address, title = f"{base}documents/t{number}-1.html", text.strip()
        if all_opened or "<" in text:
            page.goto(address)
            address = ""
        assert page.evaluate(TITLES, address) == [title, f"{title} · {NAME}", title]
    page.goto(f"{base}documents/index.html")
    assert {text.strip() for text in HOSTILE} <= set(page.locator(".docs bdi").all_text_contents())


def test_hostile_bodies_show_exactly_their_characters(visit: Opener, corpus: Archive) -> None:
    for id in ("hostile-1", *(document.id for document in corpus.documents if document.seed == "wild.txt")):
        page = visit(f"documents/{id}.html")
        blocks = corpus.by_id[id].blocks
        assert shown(page, blocks) == wanted(blocks)
    page = visit("witnesses/hostile.html")
    raw = [line for line in page.locator(".line .t").all_text_contents() if line]
    assert raw == ["标题", *HOSTILE]


def test_no_markup_comes_from_a_seed(visit: Opener) -> None:
    page = visit("documents/hostile-1.html")
    assert (
        page.locator(
            "article :is(script, img, iframe, code:not(:is(.doc-card, .imprint) code), b, em, table, pre, hr)"
        ).count()
        == 0
    )
    assert page.evaluate("[...document.querySelectorAll('article *')].every(e => ![...e.attributes].some("
                         "a => a.name.startsWith('on') || /^javascript:/i.test(a.value)))")  # fmt: skip


# -- looks ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("base", ["file"], indirect=True)
@pytest.mark.parametrize("path", EACH_KIND)
def test_every_kind_of_page_fits_a_phone_and_has_contrast_in_both_schemes(visit: Opener, path: str) -> None:
    page = visit(path, width=390, height=844, color_scheme="dark", reduced_motion="reduce")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size({"width": 1280, "height": 900})
    for scheme in in_both_schemes(page):
        background = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (sum(map(int, re.findall(r"\d+", background)[:3])) < 200) == (scheme == "dark")
        assert page.evaluate(CONTRAST) == []


def test_what_is_copied_is_the_text_without_its_numbers(visit: Opener) -> None:
    page = visit("documents/003-1.html")
    copied = page.evaluate("() => { getSelection().selectAllChildren(document.querySelector('.doc-text'));"
                           "return getSelection().toString(); }")  # fmt: skip
    assert not re.search(r"^\d+$", copied, re.MULTILINE)
    assert "一帶一路" in copied


# -- the files ------------------------------------------------------------------------------------------------------


class Links(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.ids: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for key, value in attrs:
            if key == "id" and value:
                self.ids.add(value)
            elif key in ("href", "src") and value:
                (self.links if tag == "a" else self.loaded).append(value)


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Links]:
    return {path: Links(path.read_text("utf-8")) for path in site.rglob("*.html")}


def test_every_link_of_the_built_site_leads_to_a_file_and_a_place_in_it(pages: dict[Path, Links]) -> None:
    there_is, is_folder = cache(Path.exists), cache(Path.is_dir)
    pages = {path: page for path, page in pages.items() if path.name != "404.html"}
    for path, page in pages.items():
        for link in [*page.links, *page.loaded]:
            if re.match(r"[a-z]+:", link):
                continue
            target, _, anchor = unquote(link).partition("#")
            there = Path(normpath(path.parent / target.partition("?")[0])) if target else path
            there = there / "index.html" if is_folder(there) else there
            assert there_is(there), f"{path.name}: {link}"
            if anchor and there in pages and not anchor.startswith("__"):
                assert anchor in pages[there].ids, f"{path.name}: {link}"


def test_no_file_of_the_site_loads_anything_from_another_host(site: Path, pages: dict[Path, Links]) -> None:
    for page in pages.values():
        assert [link for link in page.loaded if re.match(r"(https?:)?//", link)] == []
    for path in site.rglob("*.css"):
        assert not re.search(r"(@import|url\()\s*['\"]?(https?:)?//", path.read_text("utf-8")), path
