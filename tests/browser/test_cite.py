"""Citing, as a reader does it: references with the reader's date, passages with their source, links that mark them."""

from __future__ import annotations

import re
from functools import reduce
from itertools import accumulate
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from browser.conftest import Opener
from generator import cite
from generator.archive import Archive
from generator.cite.record import csl_record
from generator.edition import Edition
from generator.model import Document

pytestmark = pytest.mark.browser

UNDATED = "002-3"  # has gaps, doubts, and no date of its own
READER = "2031-09-05T12:00:00"
DATES = {"gb-t-7714-2025": "[2031-09-05]", "chicago": "September 5, 2031", "mla": "5 Sept. 2031"}

# A place in the window for an offset in an element's text.
POINT = """
([id, offset]) => {
  const element = document.getElementById(id);
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (offset < node.data.length) {
      const range = document.createRange();
      range.setStart(node, offset);
      range.setEnd(node, offset + 1);
      const box = range.getClientRects()[0];
      return [box.left + 1, (box.top + box.bottom) / 2];
    }
    offset -= node.data.length;
  }
}
"""
SELECT = """
([from, start, to, end]) => {
  const place = (id, offset) => {
    const walker = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (offset <= node.data.length) return [node, offset];
      offset -= node.data.length;
    }
  };
  getSelection().setBaseAndExtent(...place(from, start), ...place(to, end));
}
"""
WHOLE, WORDS, LINK = "复制引文，连同出处与说明", "仅复制文字", "仅复制链接"


@pytest.fixture
def document(corpus: Archive) -> Document:
    return corpus.by_id[UNDATED]


def reference(document: Document, style: str) -> str:
    return cite.cited(csl_record(document, Edition()), style)


def texts(document: Document) -> dict[str, str]:
    return {part.anchor: part.text for part in document.blocks if part.kind != "gap"}


def pasted(page: Page) -> str:
    """What the clipboard holds, as another program gets it."""
    other = page.context.new_page()
    other.set_content("<textarea></textarea>")
    other.locator("textarea").focus()
    other.keyboard.press("Control+V")
    found = other.locator("textarea").input_value()
    other.close()
    page.bring_to_front()
    return found


def copied(page: Page, label: str) -> str:
    page.get_by_role("button", name=label, exact=True).click()
    expect(page.locator(".passage-do [role=status]")).to_have_text(re.compile("已复制|Copied"))
    return pasted(page)


def drag(page: Page, start: tuple[str, int], end: tuple[str, int]) -> None:
    """The mouse, from before one character to before another."""
    page.locator(f"[id='{start[0]}']").evaluate("e => e.scrollIntoView({block: 'center', behavior: 'instant'})")
    first, last = page.evaluate(POINT, list(start)), page.evaluate(POINT, list(end))
    page.mouse.move(*first)
    page.mouse.down()
    page.mouse.move(*last, steps=5)
    page.mouse.up()
    expect(page.locator(".passage-bar")).to_be_visible()


def select(page: Page, start: tuple[str, int], end: tuple[str, int]) -> None:
    page.evaluate(SELECT, [*start, *end])
    expect(page.locator(".passage-bar")).to_be_visible()


# -- references -----------------------------------------------------------------------------------------------------


def test_a_reference_is_copied_with_the_readers_date(visit: Opener, document: Document) -> None:
    page = visit(f"documents/{UNDATED}.html")
    page.clock.set_fixed_time(READER)
    for style, name in cite.STYLES.items():
        page.get_by_role("button", name=f"复制 {name} 引文").click()
        expect(page.locator(".citations div", has_text=name).locator("[role=status]")).to_have_text("已复制")
        assert pasted(page) == reference(document, style).replace("[引用日期]", DATES.get(style, ""))


def test_a_reference_chosen_by_hand_has_the_date_too_a_part_of_it_stays_as_it_is(
    visit: Opener, document: Document
) -> None:
    page = visit(f"documents/{UNDATED}.html")
    page.clock.set_fixed_time(READER)
    chicago = page.locator(".citation[data-style=chicago]")
    chicago.evaluate("e => getSelection().selectAllChildren(e)")
    page.keyboard.press("Control+C")
    assert pasted(page) == reference(document, "chicago").replace("[引用日期]", DATES["chicago"])
    chicago.evaluate("e => getSelection().setBaseAndExtent(e.firstChild, 0, e.firstChild, 6)")
    page.keyboard.press("Control+C")
    assert pasted(page) == reference(document, "chicago")[:6]


def test_without_scripts_references_and_files_are_there_and_a_link_leads_to_its_line(
    visit: Opener, document: Document
) -> None:
    page = visit(f"documents/{UNDATED}.html?quote=l57-0-9-abc#l57", java_script_enabled=False)
    expect(page.locator("#l57")).to_be_in_viewport()
    for style in cite.STYLES:
        expect(page.locator(f".citation[data-style={style}]")).to_have_text(reference(document, style))
    assert page.locator(".citation-files a").count() == 3
    expect(page.locator("#cite-passage")).to_be_hidden()
    assert page.locator(".citations button").count() == 0


# -- passages -------------------------------------------------------------------------------------------------------


def test_the_mouse_chooses_a_passage(visit: Opener, document: Document) -> None:
    page = visit(f"documents/{UNDATED}.html")
    id, text = next((id, text) for id, text in texts(document).items() if len(text) > 60)
    drag(page, (id, 3), (id, 24))
    expect(page.locator(".passage-what")).to_contain_text("21 字")
    assert copied(page, WORDS) == text[3:24]
    assert page.evaluate("String(getSelection())") == text[3:24]  # stays chosen
    page.mouse.click(5, 300)
    expect(page.locator(".passage-bar")).to_be_hidden()


def test_the_keyboard_chooses_a_passage_and_reaches_the_bar(visit: Opener, document: Document) -> None:
    page = visit(f"documents/{UNDATED}.html")
    id, text = next((id, text) for id, text in texts(document).items() if len(text) > 60)
    page.locator(f"[id='{id}']").evaluate("e => e.scrollIntoView({block: 'center', behavior: 'instant'})")
    page.mouse.dblclick(*page.evaluate(POINT, [id, 2]))  # Chromium extends only what is chosen already
    word = str(page.evaluate("String(getSelection())"))
    for _ in range(6):
        page.keyboard.press("Shift+ArrowRight")
    chosen = text[text.index(word) : text.index(word) + len(word) + 6]
    expect(page.locator(".passage-what")).to_contain_text(f"{len(chosen)} 字")
    page.keyboard.press("Alt+q")
    expect(page.get_by_role("button", name=WHOLE)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert pasted(page) == chosen
    page.keyboard.press("Escape")
    expect(page.locator(".passage-bar")).to_be_hidden()


def test_a_paragraph_is_quoted_whole_without_choosing_words(visit: Opener, document: Document) -> None:
    page = visit(f"documents/{UNDATED}.html")
    id, text = next((id, text) for id, text in texts(document).items() if len(text) > 60)
    number = page.locator(f"[id='{id}'] a.no")
    number.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=WHOLE)).to_be_focused()
    page.get_by_role("button", name=WORDS).press("Enter")
    assert pasted(page) == text
    page.keyboard.press("Escape")
    expect(number).to_be_focused()
    page.keyboard.press("Alt+q")  # where the focus is
    assert copied(page, WORDS) == text


def test_across_paragraphs_with_a_gap_and_a_doubt(visit: Opener, document: Document) -> None:
    page = visit(f"documents/{UNDATED}.html")
    page.clock.set_fixed_time(READER)
    blocks = document.blocks
    flag = document.flags[-1]
    flagged = next(n for n, part in enumerate(blocks) if part.anchor == flag.anchor)
    gap = min((n for n, part in enumerate(blocks) if part.kind == "gap"), key=lambda n: abs(n - flagged))
    chosen = blocks[min(gap, flagged) : max(gap, flagged) + 1]
    chosen = blocks[max(0, min(gap, flagged) - 1) : max(gap, flagged) + 2]
    first, last = chosen[0], chosen[-1]
    select(page, (first.anchor, 1), (last.anchor, len(last.text) - 1))
    lines = [f"〔{part.text}〕" if part.kind == "gap" else part.text for part in chosen]
    lines[0], lines[-1] = lines[0][1:], lines[-1][:-1]
    assert copied(page, WORDS).split("\n") == lines
    told = copied(page, WHOLE).split("\n")
    assert told[: len(lines)] == lines
    assert told[len(lines) + 1] == reference(document, "gb-t-7714-2025").replace("[引用日期]", "[2031-09-05]")
    missing = [part.text for part in chosen if part.kind == "gap"]
    assert [line for line in told if line.startswith("缺文：")] == [f"缺文：{text}" for text in missing]
    doubts = [line for line in told if line.startswith(f"“{flag.text}”——存疑")]
    assert len(doubts) == 1
    assert flag.reason in doubts[0]
    assert told[-1] == "整理状态：机器整理，未经人工校读"
    assert re.search(rf"原件第{first.lines[0][0]}–\d+行：.*\?quote=.*#", "\n".join(told))


def test_signs_and_controls_are_no_words(visit: Opener, document: Document) -> None:
    page = visit(f"documents/{UNDATED}.html")
    anchors = {flag.anchor for flag in document.flags} | {note.anchor for note in document.notes}
    for id in anchors & set(texts(document)):
        text = texts(document)[id]
        select(page, (id, 0), (id, len(text)))
        assert copied(page, WORDS) == text
        page.keyboard.press("Escape")


def test_the_published_form_is_quoted_and_found_while_another_script_is_shown(visit: Opener, corpus: Archive) -> None:
    page = visit("documents/003-1.html")
    id, text = next((id, text) for id, text in texts(corpus.by_id["003-1"]).items() if len(text) > 60)
    page.evaluate("archiveScript.set('hans')")
    expect(page.locator(f"[id='{id}']")).not_to_have_text(text)
    select(page, (id, 2), (id, 30))
    assert copied(page, WORDS) == text[2:30]
    link = copied(page, LINK)
    page.evaluate("localStorage.setItem('archive-script', 'hans')")
    page.goto(urljoin(page.url, link.split("/")[-1]))
    expect(page.locator(".passage-what.same")).to_be_visible()


def test_the_style_last_chosen_is_the_style_of_the_next_citation(visit: Opener, document: Document) -> None:
    page = visit(f"documents/{UNDATED}.html")
    page.clock.set_fixed_time(READER)
    id = next(iter(texts(document)))
    select(page, (id, 0), (id, 4))
    page.get_by_label("格式").select_option("mla")
    assert reference(document, "mla").replace("[引用日期]", DATES["mla"]) in copied(page, WHOLE)
    page.get_by_role("button", name="复制 Chicago 引文").click()
    page.reload()
    select(page, (id, 0), (id, 4))
    expect(page.get_by_label("格式")).to_have_value("chicago")


# -- links ----------------------------------------------------------------------------------------------------------


def digest(text: str) -> str:
    """The digest of a link, reckoned apart from the script (about/decisions/0084)."""
    left, digits = reduce(lambda sum, char: (sum * 1000003 + ord(char) + 1) % 2147483647, text, 0), ""
    while left:
        left, digit = divmod(left, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits


def opened(page: Page, link: str) -> Page:
    other = page.context.new_page()
    other.goto(urljoin(page.url, link.split("/")[-1]))
    return other


def marked(page: Page) -> str:
    return "".join(page.locator("mark.passage").all_text_contents())


def test_a_link_opens_with_its_passage_marked(visit: Opener, document: Document) -> None:
    page = visit(f"documents/{UNDATED}.html")
    (one, first), (other, second) = list(texts(document).items())[-3:-1]
    select(page, (one, len(first) - 12), (other, 15))
    link = copied(page, LINK)
    whole = f"{first[-12:]}\n{second[:15]}"
    assert f"?quote={one}-{len(first) - 12}-{len(whole)}-{digest(whole)}#l" in link
    there = opened(page, link)
    expect(there.locator(".passage-what.same")).to_be_visible()
    assert marked(there) == whole.replace("\n", "")
    expect(there.locator("mark.passage").first).to_be_in_viewport()
    there.get_by_role("button", name="清除标记").click()
    assert there.locator("mark").count() == 0
    assert there.locator(f"[id='{one}']").text_content() == first


def changed(page: Page, link: str, before: str, after: str) -> Page:
    """Where a link leads when the page has another text than when it was made."""

    def answer(route: Route) -> None:
        body = route.fetch().text() if page.url.startswith("http") else from_disk(route)
        assert before in body
        route.fulfill(body=body.replace(before, after), content_type="text/html; charset=utf-8")

    other = page.context.new_page()
    other.route("**/documents/*", answer)
    other.goto(urljoin(page.url, link.split("/")[-1]))
    return other


def run_at(page: Page, id: str, offset: int) -> str:
    """The stretch of an element's text at an offset that no mark divides."""
    runs = re.split("<[^>]*>", str(page.locator(f"[id='{id}']").evaluate("e => e.innerHTML")))
    ends = accumulate(len(run) for run in runs)
    return next(run for run, end in zip(runs, ends, strict=True) if offset < end)


def test_a_link_tells_of_text_that_has_changed(visit: Opener, document: Document) -> None:
    page = visit(f"documents/{UNDATED}.html")
    id, text = next((id, text) for id, text in texts(document).items() if len(text) > 60)
    select(page, (id, 20), (id, 32))
    link = copied(page, LINK)
    first, within = run_at(page, id, 0), run_at(page, id, 25)
    moves = [(first, f"新添的字{first}"), (f' id="{id}"', f' id="{id}c9"')]  # words before it; another anchor
    for before, after in moves:
        there = changed(page, link, before, after)
        expect(there.locator(".passage-what.moved")).to_contain_text("此处文字在引用之后有改动")
        assert marked(there) == text[20:32]
    there = changed(page, link, within, f"{within[:3]}全然不同的话")
    expect(there.locator(".passage-what.lost")).to_contain_text("此处文字在引用之后有改动")
    assert there.locator("mark").count() == 0
    expect(there.locator(f"[id='{id}']")).to_be_in_viewport()


def from_disk(route: Route) -> str:
    return Path(unquote(urlsplit(route.request.url).path)).read_text("utf-8")


@pytest.mark.parametrize(
    "query", ["l57-0-999999999999-abc", "l57-0-0-0", "x9-1-2-a", "l57", "%3Cscript%3E", "l57-5-3-zzzzzzzz"]
)
def test_a_link_that_cannot_be_right_does_no_harm(visit: Opener, query: str) -> None:
    page = visit(f"documents/{UNDATED}.html?quote={query}#l57")
    expect(page.locator("#l57")).to_be_in_viewport()
    assert page.locator("mark").count() == 0


# -- the bar --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_bar_on_a_phone(visit: Opener, document: Document, scheme: str) -> None:
    page = visit(
        f"documents/{UNDATED}.html", width=390, height=844, has_touch=True, is_mobile=True, color_scheme=scheme
    )
    id, text = next((id, text) for id, text in texts(document).items() if len(text) > 60)
    page.locator(f"[id='{id}']").evaluate("e => e.scrollIntoView({block: 'center', behavior: 'instant'})")
    select(page, (id, 0), (id, 20))
    box = page.locator(".passage-bar").bounding_box()
    assert box is not None
    assert (box["x"], round(box["x"] + box["width"]), round(box["y"] + box["height"])) == (0, 390, 844)
    assert box["height"] < 844 / 5
    for button in page.locator(".passage-bar button").all():
        size = button.bounding_box()
        assert size is not None
        assert min(size["width"], size["height"]) >= 44
    page.get_by_role("button", name=WORDS).tap()
    assert pasted(page) == text[:20]


def test_the_bar_does_not_stand_on_the_words(visit: Opener, document: Document) -> None:
    page = visit(f"documents/{UNDATED}.html")
    id = [id for id, text in texts(document).items() if len(text) > 60][5]
    page.locator(f"[id='{id}']").evaluate("e => e.scrollIntoView({block: 'end', behavior: 'instant'})")
    select(page, (id, 0), (id, len(texts(document)[id])))
    bar, words = page.locator(".passage-bar").bounding_box(), page.locator(f"[id='{id}']").bounding_box()
    assert bar is not None
    assert words is not None
    assert bar["y"] + bar["height"] <= words["y"] or bar["y"] >= words["y"] + words["height"]


def test_the_bar_speaks_english(visit: Opener, document: Document) -> None:
    page = visit(f"documents/{UNDATED}.html")
    id = next(iter(texts(document)))
    select(page, (id, 0), (id, 4))
    page.evaluate("document.documentElement.dataset.ui = 'en'; document.dispatchEvent(new Event('archive:language'))")
    expect(page.get_by_role("region", name="Quote the chosen words")).to_contain_text(
        "machine-processed, not proofread"
    )
    told = copied(page, "Copy the words with their source and what is known against them")
    assert "State of the text: machine-processed, not proofread" in told
    assert not re.search("原件第.*行：", told)
    expect(page.get_by_role("button", name="Copy the MLA reference")).to_have_text("Copy")


# -- for programs ---------------------------------------------------------------------------------------------------


def test_no_page_has_what_zotero_would_take_for_a_date_or_an_author(site: Path) -> None:
    """Where the tags name none, its translator takes the first `time`, and what stands in a class such as `byline`."""
    pages = [path.read_text("utf-8") for path in (site / "documents").glob("00*.html") if "_" not in path.stem]
    assert len(pages) >= 9
    for page in pages:
        classes = {name for names in re.findall(r'\bclass="([^"]*)"', page) for name in names.split()}
        assert not classes & {"byline", "bylines", "vcard", "article-byline"}
        assert not re.search(r"<time\b[^>]*\bdatetime", page)
        assert not re.search(r"""<meta [^>]*(?:name|property)=["']?(?:author|article:|og:)""", page, re.I)
        assert len(re.findall(r'<meta name="DC.description"', page)) == 1
