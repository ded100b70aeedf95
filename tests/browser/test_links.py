"""Links in the text, notes and parallel passages as a reader meets them: mouse, keyboard, finger, print, no script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from browser.conftest import Opener, in_both_schemes
from browser.test_site import CONTRAST
from generator.archive import Archive

pytestmark = pytest.mark.browser

TEXT = "documents/003-1.html"
EACH_KIND = (
    TEXT,
    "initiatives/bri.html",
    "initiatives/index.html",
    "initiatives/index_strokes.html",
    "initiatives/index_graph.html",
    "people/wang-yi.html",
    "parallels/index.html",
    "parallels/000-1--004-1.html",
    "formulas/index.html",
    "about/notes.html",
)
PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}


# -- cards ----------------------------------------------------------------------------------------------------------


def test_a_name_says_what_it_is_when_pointed_at_and_leaves_when_left(visit: Opener) -> None:
    page = visit(TEXT)
    link = page.locator(".doc-text a.mention.initiative", has_text=re.compile("^一帶一路$")).first
    link.hover()
    shown = page.locator("#hover-card")
    expect(shown).to_be_visible()
    expect(shown).to_contain_text("一带一路")
    expect(shown).to_contain_text("Belt and Road Initiative")
    expect(shown).to_contain_text(re.compile(r"\d+ 篇 [\d,]+ 处"))
    expect(link).to_have_attribute("aria-describedby", "hover-card")
    assert link.get_attribute("title") is None
    shown.hover()  # the pointer may go to the card and read it
    page.wait_for_timeout(500)
    expect(shown).to_be_visible()
    page.mouse.move(2, 2)
    expect(shown).to_be_hidden()
    assert link.get_attribute("title")


def test_the_keyboard_opens_it_and_escape_closes_it_where_the_focus_is(visit: Opener) -> None:
    page = visit(TEXT)
    link = page.locator(".doc-text a.mention").first
    link.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(page.locator("#hover-card")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#hover-card")).to_be_hidden()
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".record")).to_be_visible()


def test_a_pointer_that_passes_by_opens_nothing(visit: Opener) -> None:
    page = visit(TEXT)
    page.locator(".doc-text a.mention").first.hover()
    page.mouse.move(2, 2)
    page.wait_for_timeout(500)
    assert page.locator("#hover-card:visible").count() == 0


def test_a_finger_follows_the_link_at_once(visit: Opener) -> None:
    page = visit(TEXT, **PHONE)
    page.locator(".doc-text a.mention").first.tap()
    expect(page.locator(".record")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_a_card_stays_inside_the_window(visit: Opener, width: int) -> None:
    page = visit(TEXT, width=width)
    for link in page.locator(".doc-text a.mention").all()[:8]:
        link.scroll_into_view_if_needed()
        x, y = link.evaluate("e => { const box = e.getClientRects()[0]; return [box.x + 3, box.y + box.height / 2]; }")
        page.mouse.move(x, y)
        expect(page.locator("#hover-card")).to_be_visible()
        box = page.locator("#hover-card").bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        page.keyboard.press("Escape")
        page.mouse.move(1, 1)


def test_kinds_of_links_differ_in_more_than_colour(visit: Opener) -> None:
    page = visit("documents/004-1.html")
    kinds = ("initiative", "person", "organisation", "event", "venue")
    lines = set()
    for kind in kinds:
        link = page.locator(f".doc-text a.mention.{kind}").first
        lines.add(link.evaluate("e => ['Style', 'Width'].map(k => getComputedStyle(e)['borderBottom' + k]).join()"))
    assert len(lines) == len(kinds)


# -- notes ----------------------------------------------------------------------------------------------------------

NOTE = "<b>四路</b>之说，见 & 比较“他处”。"


def test_a_note_shows_beside_its_words_with_its_writer(visit: Opener) -> None:
    page = visit(TEXT)
    page.locator(".noted", has_text="合作之路").first.hover()
    shown = page.locator("#hover-card")
    for expected in (NOTE, "某公报", "某编者 注，未经他人复核"):
        expect(shown).to_contain_text(expected)
    page.keyboard.press("Escape")
    expect(shown).to_be_hidden()


def test_a_note_is_a_footnote_without_a_script_and_leads_back(visit: Opener) -> None:
    page = visit(TEXT, java_script_enabled=False)
    page.locator(".noted", has_text="合作之路").locator("xpath=following::a[@class='note-ref'][1]").click()
    note = page.locator("ol.notes li:target")
    expect(note).to_contain_text(NOTE)
    note.locator("a.back").click()
    assert re.search(r"#note-\d+-at$", page.url)
    expect(page.locator(".note-ref:target")).to_be_in_viewport()


def test_notes_are_printed_and_cards_are_not(visit: Opener) -> None:
    page = visit(TEXT)
    page.locator(".doc-text a.mention").first.hover()
    expect(page.locator("#hover-card")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("#hover-card")).to_be_hidden()
    expect(page.locator("ol.notes li", has_text="四路")).to_be_visible()
    assert "注" in page.locator(".note-ref").first.evaluate("e => getComputedStyle(e, '::before').content")


# -- passages, pictures ---------------------------------------------------------------------------------------------


def test_a_sentence_leads_to_where_it_stands_as_well_and_back(visit: Opener) -> None:
    page = visit(TEXT)
    beside = page.locator("#l7 + .also")
    beside.locator("a", has_text="第299行").click()
    assert page.url.endswith("documents/004-1.html#l299")
    expect(page.locator("#l299")).to_contain_text("合作之路、健康之路、复苏之路、增长之路")
    page.locator("#l299 + .also a.both").first.click()
    row = page.locator("tr:target")
    expect(row).to_contain_text("复苏之路")
    expect(row).to_contain_text("復蘇之路")


def test_what_stands_beside_a_paragraph_covers_no_text(visit: Opener) -> None:
    """In the margin where there is room, below the paragraph where there is none; never copied with the text."""
    for width, in_margin in ((1600, True), (1440, True), (1280, True), (1100, False), (390, False)):
        page = visit("documents/000-1.html", width=width)
        text = page.locator(".doc-text .para").first.bounding_box()
        assert text
        for also in page.locator(".also").all():
            box = also.bounding_box()
            assert box
            assert box["x"] >= 0
            if in_margin:
                assert box["x"] > text["x"] + text["width"]
            else:
                above = also.locator("xpath=preceding-sibling::*[1]").bounding_box()
                assert above
                assert box["y"] >= above["y"] + above["height"] - 6
    copied = page.evaluate("() => { getSelection().selectAllChildren(document.querySelector('.doc-text'));"
                           "return getSelection().toString(); }")  # fmt: skip
    assert "又见" not in copied


def test_the_picture_leads_to_what_it_counts(visit: Opener) -> None:
    page = visit("initiatives/bri.html")
    page.locator(".timeline svg a").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"#in-[\w-]+$"))


def test_the_graph_shows_the_lines_of_what_is_pointed_at_and_leads_there(visit: Opener) -> None:
    page = visit("initiatives/index_graph.html")
    node = page.locator(".graph a.right").first
    line = node.locator(".own path").first
    before = line.evaluate("e => getComputedStyle(e).stroke")
    node.focus()
    assert line.evaluate("e => getComputedStyle(e).stroke") != before
    name = (node.get_attribute("aria-label") or "").split("（")[0]
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(name)


# -- every page -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("base", ["http"], indirect=True)
@pytest.mark.parametrize("path", EACH_KIND)
def test_the_pages_fit_a_phone_and_have_contrast_in_both_schemes(visit: Opener, path: str) -> None:
    page = visit(path, color_scheme="dark", reduced_motion="reduce", **PHONE)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0
    for scheme in in_both_schemes(page):
        assert page.evaluate(CONTRAST) == [], scheme


def test_nothing_of_this_needs_a_script(visit: Opener, corpus: Archive) -> None:
    page = visit("initiatives/bri.html", java_script_enabled=False)
    expect(page.locator("nav[aria-label='年份'] a, .kwic li").first).to_be_visible()
    assert corpus.parallels.passages
    for path in ("initiatives/index_pinyin.html", "parallels/index.html", "initiatives/index_graph.html"):
        expect(visit(path, java_script_enabled=False).locator("table.listing tbody a").first).to_be_visible()
