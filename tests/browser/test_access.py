"""For everyone: WCAG 2.2 AA, the keyboard, magnified and narrow windows, less motion, paper, slow lines.

What axe cannot see, it is asked of the page itself: whether the focus shows, whether anything covers it, what is printed.
"""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Page, expect

from browser.conftest import Opener

pytestmark = pytest.mark.browser

# One page of each type; the two pages of search after a search, for their results are made by a script.
EACH_TYPE = (
    "index.html", "404.html", "documents/2020.html", "documents/000-1.html", "documents/003-1.html",
    "documents/003-1_marked.html", "witnesses/003.html", "witnesses/index.html", "browse/index.html", "browse/speaker.html",
    "browse/type/speech.html", "chronicle/2020.html", "initiatives/index.html", "initiatives/index_graph.html",
    "initiatives/bri.html", "people/xi-jinping.html", "parallels/index.html", "parallels/000-1--004-1.html",
    "formulas/index.html", "data/index.html", "search.html?find=合作", "verify.html?quote=和平与发展的时代主题",
    "about/index.html", "about/method.html", "about/quality.html", "about/notes.html", "about/english.html",
)  # fmt: skip
# Those whose way about is more than links one after another.
WITH_CONTROLS = ("index.html", "documents/2020.html", "documents/003-1.html", "search.html?find=合作")
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WEIGHT = 150_000  # bytes of a page and all it loads, compressed

# A list's hundredth row is made as its tenth: the default run looks at the first of each kind, the slow one at all.
THINNED = """
() => document.querySelectorAll("article, article *").forEach((parent) => {
  const met = {};
  for (const child of [...parent.children]) {
    const kind = child.tagName + "." + child.className;
    met[kind] = (met[kind] || 0) + 1;
    if (met[kind] > 8) child.remove();
  }
})
"""
RUN = """
async (tags) => {
  const { violations } = await axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, html }) => [id, target.join(" "), html.slice(0, 120)]));
}
"""


@pytest.fixture
def base(server: str) -> str:
    """Over http alone: nothing here is another from a disk."""
    return server


def settled(page: Page, path: str) -> None:
    """Results that a script brings are there."""
    if "find=" in path:
        expect(page.locator(".find-docs > li").first).to_be_visible()
    elif "quote=" in path:
        expect(page.locator(".verify-places > li").first).to_be_visible()


def violations(page: Page, looks: tuple[tuple[str, str], ...]) -> list[Any]:
    """What axe finds in each of these looks: the page follows both switches where it stands."""
    page.evaluate(AXE_FILE_PATH.read_text("utf-8"))
    found = []
    for scheme, language in looks:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        page.evaluate("(language) => archiveLanguage.show(language)", language)
        wanted = "slate" if scheme == "dark" else "default"
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", wanted)
        found += [(scheme, language, *one) for one in page.evaluate(RUN, STANDARDS)]
    return found


# -- axe ------------------------------------------------------------------------------------------------------------


def test_axe_sees_what_is_wrong(visit: Opener) -> None:
    page = visit("about/index.html")
    page.evaluate("document.querySelector('article').insertAdjacentHTML('beforeend', '<img src=\"data:,\"><a href=\"#\"></a>"
                  "<p style=\"color: #999; background: #fff\">pale</p>')")  # fmt: skip
    assert {one[2] for one in violations(page, (("light", "zh"),))} >= {"image-alt", "link-name", "color-contrast"}


@pytest.mark.slow
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", EACH_TYPE)
def test_no_violation_on_whole_pages_wide_and_narrow(visit: Opener, path: str, width: int) -> None:
    page = visit(path, width=width)
    settled(page, path)
    assert violations(page, tuple((scheme, ui) for scheme in ("light", "dark") for ui in ("zh", "en"))) == []


# -- every type of page: one visit for all that is asked of it --------------------------------------------------------

WIDER = """
() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")]
  .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && e.checkVisibility()).map((e) => e.outerHTML.slice(0, 90))
"""
# What WCAG 1.4.12 lets a reader ask for.
SPACED = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }
"""
SHIFTS = """
new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((one) => { sum += one.hadRecentInput ? 0 : one.value; }))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 50);
})
"""
SHOWN = (
    "(s) => [...document.querySelectorAll(s)].filter((e) => e.checkVisibility()).map((e) => e.outerHTML.slice(0, 90))"
)
CONTROLS = "button:not(.listing thead button), input, select, textarea, .md-header, .md-footer, .md-sidebar, .report"


def shifts(page: Page) -> float:
    return float(page.evaluate(SHIFTS))


def wider(page: Page) -> list[str]:
    """What is wider than 320 CSS pixels, a window of 1280 at 400 %: in either language, and with wider type."""
    found: list[str] = []
    page.set_viewport_size({"width": 320, "height": 640})
    for language in ("zh", "en"):
        page.evaluate("(language) => archiveLanguage.show(language)", language)
        found += page.evaluate(WIDER)
    style = page.add_style_tag(content=SPACED)
    found += page.evaluate(WIDER)
    style.evaluate("(style) => style.remove()")
    return found


def printed(page: Page) -> list[str]:
    """Controls that would be printed; and on every sheet stands where it is from."""
    page.emulate_media(media="print")
    assert page.locator(".imprint").inner_text().strip()
    return list(page.evaluate(SHOWN, CONTROLS))


@pytest.mark.parametrize("path", EACH_TYPE)
def test_every_type_of_page(visit: Opener, path: str) -> None:
    page = visit(path, width=390, height=844)
    settled(page, path)
    assert shifts(page) < 0.01
    assert wider(page) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate(THINNED)
    # Each scheme and each language once: colours do not depend on words, nor words on colours.
    assert violations(page, (("light", "zh"), ("dark", "en"))) == []
    assert printed(page) == []


# -- the keyboard ---------------------------------------------------------------------------------------------------

# Of the element with the focus: whether it can be seen, whether something covers all of it, whether its sign can be seen.
FOCUS = """
async () => {
  for (let frames = 0; frames < 2; frames++) await new Promise(requestAnimationFrame);
  const here = document.activeElement;
  if (!here || here === document.body) return null;
  const sign = here.matches(".md-option") ? here.nextElementSibling : here; // it stands for a hidden button
  const boxes = [...sign.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
  const inside = (box) => box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const points = boxes.filter(inside).flatMap((box) => [0.1, 0.5, 0.9].map((part) =>
    [box.left + box.width * part, Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 1)]));
  const own = (top) => top && (sign.contains(top) || top.contains(sign));
  const style = getComputedStyle(sign), form = getComputedStyle(sign.closest(".md-search__form") || sign);
  const shown = (one) => (one.outlineStyle !== "none" && parseFloat(one.outlineWidth) > 0);
  return {
    name: here.outerHTML.slice(0, 110),
    key: [here.tagName, here.id, here.className, here.textContent.slice(0, 40), here.getAttribute("href")].join("|"),
    seen: points.length > 0,
    free: points.some(([x, y]) => own(document.elementFromPoint(x, y))),
    sign: shown(style) || shown(form),
  };
}
"""


def walk(page: Page, key: str, steps: int) -> list[dict[str, Any]]:
    """Every stop of the Tab key, until the page is left."""
    stops = []
    for _ in range(steps):
        page.keyboard.press(key)
        stop = page.evaluate(FOCUS)
        if not stop:
            break
        stops.append(stop)
    return stops


def hidden(stops: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(what, stop["name"]) for stop in stops for what in ("seen", "free", "sign") if not stop[what]]


@pytest.mark.parametrize("width", [1280, 640])  # 640: a window of 1280 at 200 %
@pytest.mark.parametrize("path", WITH_CONTROLS)
def test_the_focus_is_always_seen_and_never_covered(visit: Opener, path: str, width: int) -> None:
    page = visit(path, width=width, height=720, reduced_motion="reduce")
    settled(page, path)
    down = walk(page, "Tab", 45)
    assert len(down) > 10
    assert hidden(down) == []
    page.evaluate("document.activeElement.blur(); scrollTo(0, document.body.scrollHeight)")
    page.locator("a:visible").last.focus()
    assert hidden(walk(page, "Shift+Tab", 30)) == []  # upwards it comes to the header's edge


def press_until(page: Page, selector: str, key: str = "Tab", steps: int = 80) -> None:
    """The Tab key, until this has the focus: what cannot be reached so cannot be reached by keyboard."""
    for _ in range(steps):
        page.keyboard.press(key)
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} has no place among {steps} stops", pytrace=False)


def test_the_first_stop_leads_past_the_header(visit: Opener) -> None:
    page = visit("documents/003-1.html")
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('article'))")


def test_by_keyboard_a_document_is_found_and_opened(visit: Opener) -> None:
    page = visit()
    press_until(page, "input[name=query]")
    page.keyboard.insert_text("王毅主持")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    press_until(page, ".md-search-result__link", "ArrowDown", 2)
    page.keyboard.press("Enter")
    expect(page.locator("article h1")).to_contain_text("王毅")
    assert "/documents/" in page.url


def test_by_keyboard_view_script_and_colours_are_switched(visit: Opener) -> None:
    page = visit("documents/003-1.html")
    press_until(page, ".switches > summary")
    page.keyboard.press("Enter")
    press_until(page, "[data-set-script=hans]", "Tab", 4)
    page.keyboard.press("Enter")
    expect(page.locator(".script-mark")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".switches > summary")).to_be_focused()
    press_until(page, ".md-option")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    press_until(page, ".views [data-view=marked]")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("003-1_marked"))


def test_by_keyboard_a_name_is_opened(visit: Opener) -> None:
    page = visit("documents/003-1.html")
    page.locator(".views a").last.focus()
    press_until(page, ".doc-text a.mention")
    name = page.evaluate("document.activeElement.getAttribute('href')").rpartition("/")[2]
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(name)))


def test_by_keyboard_a_passage_is_cited_and_copied(visit: Opener) -> None:
    page = visit("documents/003-1.html")
    page.locator(".views a").last.focus()
    press_until(page, ".doc-text .no")
    page.keyboard.press("Enter")
    expect(page.locator(".passage-do button").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".passage-bar")).to_contain_text("已复制")
    page.keyboard.press("Escape")
    expect(page.locator(".doc-text .no").first).to_be_focused()


def test_by_keyboard_a_mistake_is_reported(visit: Opener) -> None:
    page = visit("documents/003-1.html")
    page.locator(".views a").last.focus()
    press_until(page, ".doc-text .report")
    page.keyboard.press("Enter")
    expect(page.locator(".report-box")).to_be_visible()
    assert page.evaluate("Boolean(document.activeElement.closest('.report-box'))")
    page.keyboard.press("Escape")
    expect(page.locator(".doc-text .report").first).to_be_focused()


def test_by_keyboard_the_menu_of_a_narrow_window_opens_leads_on_and_closes(visit: Opener) -> None:
    page = visit("documents/003-1.html", width=640, height=720)
    button = page.locator(".md-header [data-opens=__drawer]")
    press_until(page, "[data-opens=__drawer]", "Tab", 6)
    expect(button).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('.md-sidebar--primary'))")
    assert violations(page, (("light", "zh"), ("dark", "en"))) == []
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    page.keyboard.press("Tab")
    assert not page.evaluate("Boolean(document.activeElement.closest('.md-sidebar--primary'))")


# -- motion, paper --------------------------------------------------------------------------------------------------


def test_nothing_moves_for_readers_who_ask_for_that(visit: Opener) -> None:
    page = visit("documents/003-1.html", reduced_motion="reduce")
    moving = page.evaluate("[...document.querySelectorAll('*')].filter((e) => { const s = getComputedStyle(e);"
                           "return parseFloat(s.transitionDuration) || s.animationName !== 'none' || s.scrollBehavior !== 'auto';"
                           "}).map((e) => e.className || e.tagName)")  # fmt: skip
    assert moving == []


@pytest.mark.parametrize("path", ["documents/003-1.html", "documents/003-1_marked.html"])
def test_a_printed_document_can_be_cited_and_has_no_controls(visit: Opener, path: str) -> None:
    page = visit(path)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")  # Material unfolds all that is folded
    assert page.evaluate(SHOWN, ".proofs, .more-record dl, .badges .mark > :not(summary)") == []
    for sign in ("article h1", ".not-proofread", ".imprint"):
        expect(page.locator(sign).first).to_be_visible()
    told = page.locator(".imprint").inner_text()
    for part in ("003-1", path, "发布版"):
        assert part in told
    assert page.evaluate(SHOWN, CONTROLS + ", nav") == []
    numbers = page.evaluate("[...document.querySelectorAll('.doc-text .no')].filter((e) => e.checkVisibility()).length")
    assert numbers > 3
    expect(page.locator(".script-mark")).to_be_hidden()
    page.evaluate("archiveScript.set('hans')")
    expect(page.locator(".script-mark")).to_be_visible()


# -- weight ---------------------------------------------------------------------------------------------------------


# What a page asks for as it opens: an element with its attributes, written by the generator or by Material.
LOADS = re.compile(
    r"""<(?:script|img|source|iframe|link (?=[^>]*rel="(?:stylesheet|icon)"))[^>]*?(?:src|href)="([^"?#]+)"""
)


def compressed(path: Path, known: dict[Path, int]) -> int:
    if path not in known:
        known[path] = len(gzip.compress(path.read_bytes(), 6))
    return known[path]


def loaded(path: Path, site: Path) -> set[Path]:
    names = LOADS.findall(path.read_text("utf-8"))
    files = {(site / name.lstrip("/") if name.startswith("/") else path.parent / name).resolve() for name in names}
    styles = [one for one in files if one.suffix == ".css"]
    inner = {(one.parent / name).resolve() for one in styles for name in re.findall(r"url\(['\"]?([^)'\"#]+)", one.read_text("utf-8"))
             if not name.startswith("data:")}  # fmt: skip
    return {path, *files, *inner}


def test_no_page_is_heavy(site: Path) -> None:
    known: dict[Path, int] = {}
    weights = {}
    for path in sorted(site.rglob("*.html")):
        parts = loaded(path.resolve(), site.resolve())
        weights[path.relative_to(site).as_posix()] = sum(compressed(part, known) for part in parts if part.is_file())
    # A text is one page however long it is: that of 2,399 paragraphs, made up for the tests, may weigh more.
    let_off = ("search.html", "verify.html", "documents/long-")
    heavy = {name: weight for name, weight in weights.items() if weight > WEIGHT and not name.startswith(let_off)}
    assert len(weights) > 100
    assert min(weights.values()) > 40_000, "styles and scripts are counted"
    assert heavy == {}, json.dumps(heavy, indent=1)
