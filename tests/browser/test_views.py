"""The views of a text as a reader changes between them: the place is kept, the choice remembered, a script not needed."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from .conftest import Opener

LONG = "documents/000-232.html"
GLOSSED = "documents/003-1_marked.html"
PLACE = """id => {
  const at = document.getElementById(id);
  return (at.closest('p, h2, h3, bdi') || at).getBoundingClientRect().top;
}"""
SHIFTS = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => { for (const one of list.getEntries()) sum += one.value; })
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(sum), 300);
})"""


def scrolled(page: Page, id: str) -> None:
    page.evaluate("id => { document.getElementById(id).scrollIntoView(); scrollBy(0, -96); }", id)
    page.wait_for_timeout(100)


def settled(page: Page) -> None:
    page.wait_for_load_state("load")
    page.wait_for_timeout(150)


def view(page: Page, name: str) -> None:
    page.locator(f".views a[data-view={name}]").first.click()
    settled(page)


# -- from one view to another ---------------------------------------------------------------------------------------


def test_the_place_is_kept_from_view_to_view(visit: Opener) -> None:
    page = visit(LONG)
    scrolled(page, "l300")
    view(page, "marked")
    assert page.url.endswith("documents/000-232_marked.html#l300")
    assert 0 < page.evaluate(PLACE, "l300") < 300
    view(page, "witness")
    assert page.url.endswith("witnesses/000.html#l300")
    assert 0 < page.evaluate(PLACE, "l300") < 300
    page.locator("[data-document='000-232'] a[data-view=reading]").first.click()
    assert page.url.endswith("documents/000-232.html#l300")


def test_who_has_not_scrolled_begins_at_the_beginning(visit: Opener) -> None:
    page = visit(LONG)
    view(page, "marked")
    assert page.url.endswith("000-232_marked.html")
    view(page, "witness")
    assert page.url.endswith("witnesses/000.html#l232")


def test_a_long_witness_opens_on_the_page_that_has_the_line(visit: Opener) -> None:
    page = visit("documents/long-1.html")
    scrolled(page, "l1700")
    view(page, "witness")
    assert re.search(r"witnesses/long_2\.html#l1(69|70)\d$", page.url)
    bar = page.locator(".begins .views").first  # the document goes on at the head of the page
    expect(bar).to_be_visible()
    bar.locator("a[data-view=reading]").click()
    assert re.search(r"documents/long-1\.html#l1(69|70)\d$", page.url)


def test_the_view_is_remembered_for_the_next_document(visit: Opener) -> None:
    page = visit(LONG)
    view(page, "marked")
    page.goto(page.url.replace("000-232_marked", "003-1"))
    page.wait_for_url("**/documents/003-1_marked.html")
    view(page, "reading")
    page.goto(page.url.split("/documents/")[0] + "/documents/003-1.html")
    page.wait_for_timeout(200)
    assert page.url.endswith("documents/003-1.html")


@pytest.mark.parametrize("base", ["http"], indirect=True)
@pytest.mark.parametrize("name", ["marked", "witness"])
def test_what_is_cited_opens_as_it_is_cited_whatever_view_was_chosen_last(visit: Opener, name: str) -> None:
    """A place from anywhere, a document from outside the archive; only a document within it opens in the other view."""
    page = visit(LONG)
    site = page.url.removesuffix(LONG)
    view(page, name)
    for cited, referer in (("004-1.html#l41", ""), ("004-1.html#l41", f"{site}index.html"), ("003-1.html", "")):
        page.goto(f"{site}documents/{cited}", referer=referer)
        page.wait_for_timeout(200)
        assert page.url.endswith(f"documents/{cited}")
        expect(page.locator("h1")).to_be_visible()
    page.goto(f"{site}documents/index.html")
    page.locator("article a[href='003-1.html']").first.click()
    page.wait_for_url(re.compile("003-1_marked|witnesses/003"))


def test_a_remembered_view_is_in_nobodys_way(visit: Opener) -> None:
    """Who goes back, or asks for what only the reading page has, gets it; and the page is never left hidden."""
    page = visit(LONG)
    view(page, "marked")
    page.go_back()
    page.wait_for_timeout(200)
    assert page.url.endswith(LONG)
    for place in ("#cite", "?find=合作"):
        page.goto(page.url.split("/documents/")[0] + "/documents/003-1.html" + place)
        page.wait_for_timeout(200)
        assert "003-1.html" in page.url
        expect(page.locator("h1")).to_be_visible()


def test_views_and_kinds_need_no_script(visit: Opener) -> None:
    page = visit("documents/003-1.html", java_script_enabled=False)
    view(page, "marked")
    gloss = page.locator(".doc-text .e.gloss del").first
    expect(gloss).to_be_visible()
    page.locator("#show-gloss").uncheck()
    expect(gloss).to_be_hidden()
    page.locator("#show-gloss").check()
    page.locator(".doc-text a.e.gloss").first.click()
    expect(page.locator("li:target")).to_contain_text("读音")
    expect(page.locator("li:target")).to_contain_text("机器")
    view(page, "witness")
    expect(page.locator("#l4 .r")).to_contain_text("王毅表示，在各方熱情參與")
    page.locator("#l4 .to a").click()
    assert page.url.endswith("documents/003-1.html#l4")


# -- the marked view ------------------------------------------------------------------------------------------------


def test_an_edit_says_what_why_and_who_on_focus_and_arrows_lead_on(visit: Opener) -> None:
    page = visit(GLOSSED)
    for _ in range(60):  # by the keyboard alone, from the top
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('a.e')"):
            break
    card = page.locator("#edit-card")
    expect(card).to_be_visible()
    first = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.matches('a.e:focus-visible')")
    expect(card).to_contain_text("读音")
    expect(card).to_contain_text("机器")
    expect(card).to_contain_text("2 / 383")  # 374 edits and nine doubts
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.textContent") == first
    page.locator("a.doubt").first.focus()
    expect(card).to_contain_text("疑为 總幹事")
    expect(card).to_contain_text("各地规范都作")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_hidden_kinds_are_skipped_and_stay_hidden(visit: Opener) -> None:
    page = visit(GLOSSED)
    page.locator("#show-gloss").uncheck()
    page.locator("#show-doubt").uncheck()
    expect(page.locator("a.doubt").first).to_have_css("text-decoration-line", "none")
    page.locator("a.e.layout").nth(1).focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.matches('a.e:not(.gloss)')")
    page.locator("#show-doubt").check()
    page.reload()
    expect(page.locator("#show-gloss")).not_to_be_checked()
    expect(page.locator(".doc-text .e.gloss del").first).to_be_hidden()
    text = page.locator("#l3").evaluate("e => e.innerText")
    assert "國國家主席習近平" in re.sub(r"\s", "", text)


def test_a_finger_shows_first_and_follows_then(visit: Opener) -> None:
    page = visit(GLOSSED, width=390, height=844, has_touch=True, is_mobile=True)
    edit = page.locator(".doc-text a.e.gloss").first
    edit.tap()
    expect(page.locator("#edit-card")).to_be_visible()
    assert "#w" not in page.url
    box = page.locator("#edit-card").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    edit.tap()
    expect(page.locator("li:target")).to_be_in_viewport()


# -- how the pages stand --------------------------------------------------------------------------------------------

VIEWS = ("documents/003-1.html", "documents/004-1.html", GLOSSED, "witnesses/000.html")


@pytest.mark.parametrize("base", ["http"], indirect=True)
@pytest.mark.parametrize("path", VIEWS)
def test_nothing_moves_while_a_page_loads_and_nothing_is_wider_than_it(visit: Opener, path: str) -> None:
    for width in (390, 1280, 1600):
        page = visit(path, width=width)
        assert page.evaluate(SHIFTS) < 0.01
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("base", ["http"], indirect=True)
def test_what_stands_in_the_margin_never_meets_what_follows(visit: Opener) -> None:
    for path in ("documents/003-1.html", "documents/004-333.html", "documents/004-1.html"):
        page = visit(path, width=1440)
        boxes = [also.bounding_box() for also in page.locator(".also").all()]
        tops = [(box["y"], box["y"] + box["height"]) for box in boxes if box]
        assert all(end <= start + 1 for (_, end), (start, _) in pairwise(tops))


def test_each_view_can_be_printed(visit: Opener) -> None:
    for path in VIEWS:
        page = visit(path, width=794)
        page.emulate_media(media="print")
        for hidden in (".views", ".neighbours", ".md-header"):
            assert page.locator(f"{hidden}:visible").count() == 0
        assert page.locator(":is(.doc-text .para, .line .t):visible").count() > 5
    page = visit("documents/003-1.html", width=794)
    page.emulate_media(media="print")
    expect(page.locator("ol.notes li").first).to_be_visible()
