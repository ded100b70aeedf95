"""Script of the texts and language of the interface, as a reader has them: over http and from the disk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import pytest
from opencc import OpenCC
from playwright.sync_api import Page, expect
from test_words import invented

from browser.conftest import Opener
from generator.archive import Archive
from generator.model import Document
from generator.render.site import shown_title

pytestmark = pytest.mark.browser

SCRIPTS = {"hant": "s2t", "hans": "t2s"}
MARK = "机器转换，非原文字形"
EACH_KIND = (
    "index.html", "404.html", "documents/index.html", "documents/2020.html", "documents/000-1.html",
    "documents/003-1.html", "documents/003-1_marked.html", "documents/hostile-1.html", "browse/index.html",
    "browse/speaker.html", "browse/type/speech.html", "browse/completeness/missing-end.html", "chronicle/index.html",
    "chronicle/2020.html", "initiatives/index.html", "initiatives/index_graph.html", "initiatives/index_pinyin.html",
    "initiatives/index_strokes.html", "initiatives/bri.html", "people/xi-jinping.html", "events/brics-summit-12.html",
    "parallels/index.html", "parallels/000-1--004-1.html", "formulas/index.html", "witnesses/index.html",
    "witnesses/000.html", "data/index.html", "search.html", "search.html?find=合作", "verify.html?quote=和平与发展的时代主题",
    "about/index.html", "about/reading.html", "about/english.html", "about/method.html", "about/quality.html",
    "about/report.html", "about/notes.html", "about/rights.html", "about/editing.html", "about/data-guide.html",
)  # fmt: skip

# Chinese that is no interface: texts, titles, names, what a person wrote, prose that says it is Chinese, and what English
# quotes. What is lost of a text is said among its words, and is interface.
CHINESE = """
(names) => {
  const HAN = /[\\u3400-\\u9fff]/, known = new Set(names);
  const content = ["[lang^=zh]:not(html):not(article)", "article[lang]", "bdi", "cite", "code", "pre", "script", "style",
    "noscript", "textarea", "[data-published]", ".seal", ".raw", ".doc-text", ".citation", ".mark", ".office", ".note",
    ".find-about > span", ".find-help li", ".account"].join(",");
  const shown = (element) => !element.closest("[hidden]") && (element.tagName === "TITLE" || !element.closest("body *") ||
    getComputedStyle(element).display !== "none");
  const bare = (text) => text.trim().replace(/^…+|…+$/g, "");
  const unquoted = (text) => text.replace(/“.*”/s, "");
  const found = [];
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement, heading = parent.closest("article[lang] :is(h1, h2, th button, label, caption)");
    const content_ = parent.closest(content) && !(heading && "en" in parent.dataset) && !parent.matches(".gap");
    if (!HAN.test("en" in parent.dataset ? unquoted(node.data) : node.data) || content_ || !shown(parent)) continue;
    if (!known.has(bare(node.data)) && !known.has(bare(node.data.split(" · ")[0]))) found.push(node.data.trim());
  }
  const told = ["title", "aria-label", "placeholder"];
  for (const element of document.querySelectorAll("[title], [aria-label], [placeholder]")) {
    if (element.closest("[data-published]:not(.raw)")) continue;
    for (const name of told) {
      const text = element.getAttribute(name) || "";
      if (HAN.test(unquoted(text)) && !known.has(text)) found.push(name + ": " + text);
    }
  }
  return found;
}
"""
EMPTY = """
() => [...document.querySelectorAll("*")].flatMap((e) => [...e.attributes])
  .filter((a) => a.name.startsWith("data-en") && (!a.value.trim() || /[\\u3400-\\u9fff]/.test(a.value.replace(/“.*”/s, ""))))
  .map((a) => a.value)
"""


def choose(page: Page, **chosen: str) -> None:
    """What a reader has chosen before: it is remembered."""
    keys = {"ui": "archive-language", "script": "archive-script"}
    page.evaluate("(kept) => kept.forEach(([key, value]) => localStorage.setItem(key, value))", [[keys[key], value] for key, value in chosen.items()])  # fmt: skip
    page.reload()
    if chosen.get("script"):
        page.wait_for_function("(mode) => archiveScript.mode === mode", arg=chosen["script"])


@pytest.fixture(scope="session")
def names(corpus: Archive) -> list[str]:
    """What the archive calls its documents, people and things: the same in both languages of the interface."""
    found = set()
    for authority in corpus.authorities:
        found |= {form.text for form in (*authority.prefer.values(), *authority.variants)}
    for document in corpus.documents:
        card = document.card
        found |= {shown_title(document), card.venue, card.agency, card.publisher}
        found |= {*card.speakers, *card.quoted, *card.issuers, *card.authors, *(p.name for p in card.persons)}
    return sorted(name for name in found if name)


# -- the language of the interface ----------------------------------------------------------------------------------


def test_every_page_is_in_english_when_a_reader_asks(visit: Opener, names: list[str]) -> None:
    page = visit("index.html")
    choose(page, ui="en")
    base = page.url.removesuffix("index.html")
    left: list[str] = []
    for path in EACH_KIND:
        if path == "404.html" and base.startswith("file:"):
            continue  # only a server shows it
        page.goto(base + path)
        if "?" in path:
            expect(page.locator(".find-docs > li, .verify-verdict").first).to_be_visible()
        expect(page.locator("html")).to_have_attribute("data-ui", "en")
        left += [f"{path}: {text}" for text in (*page.evaluate(CHINESE, names), *page.evaluate(EMPTY))]
    assert "\n".join(left) == ""


def test_back_in_chinese_nothing_has_changed(visit: Opener) -> None:
    """What is shown in English comes back as it was written, to the last attribute."""
    page = visit("documents/000-1.html")
    page.wait_for_load_state("networkidle")
    before = page.locator("article").evaluate("(e) => e.outerHTML")
    page.evaluate("archiveLanguage.show('en'); archiveLanguage.show('zh')")
    assert page.locator("article").evaluate("(e) => e.outerHTML") == before


def test_the_switches_work_by_keyboard_and_are_remembered(visit: Opener) -> None:
    page = visit("index.html", width=390, height=844)
    page.locator(".switches > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    for _ in range(6):
        if page.evaluate("document.activeElement.dataset.setUi") == "en":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".ask button")).to_have_text("Search")
    expect(page.locator(".ask button")).to_have_attribute("lang", "en")
    page.keyboard.press("Escape")
    expect(page.locator(".switches-menu")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto(page.url.replace("index.html", "documents/index.html"))
    expect(page.locator("h1")).to_have_text("Documents")
    expect(page.locator("table.docs thead button").first).to_have_text("Date")
    expect(page.locator("table.docs .date").first).to_contain_text("2020")
    assert "年" not in page.locator("table.docs .date").first.inner_text()


def test_what_scripts_make_follows(visit: Opener) -> None:
    page = visit("search.html?find=合作")
    expect(page.locator(".find-status")).to_contain_text("找到")
    page.evaluate("archiveLanguage.show('en')")
    expect(page.locator(".find-status")).to_contain_text("Found")
    expect(page.locator(".find-form button")).to_have_text("Search")
    assert page.locator("#find-input").input_value() == "合作"
    page.evaluate("archiveLanguage.show('zh')")
    expect(page.locator(".find-status")).to_contain_text("找到")


def test_the_theme_follows(visit: Opener) -> None:
    page = visit("index.html")
    page.evaluate("archiveLanguage.show('en')")
    expect(page.locator(".md-search__input")).to_have_attribute("placeholder", "Search")
    expect(page.locator(".md-nav--primary")).to_have_attribute("aria-label", "Navigation")
    labels = page.locator(".md-header__option label").evaluate_all("(all) => all.map((e) => e.title)")
    assert labels
    assert not [label for label in labels if re.search("[\u3400-\u9fff]", label)]


def test_without_scripts_there_is_nothing_to_switch(visit: Opener) -> None:
    page = visit("documents/000-1.html", java_script_enabled=False)
    expect(page.locator(".switches")).to_be_hidden()
    expect(page.locator(".script-mark")).to_be_hidden()


# -- the script of the texts ----------------------------------------------------------------------------------------


def units(document: Document) -> Iterator[tuple[str, str]]:
    yield from (
        (part.anchor, part.text) for part in (*document.fields, *document.blocks) if getattr(part, "kind", "") != "gap"
    )


def real(corpus: Archive) -> list[Document]:
    return [document for document in corpus.documents if re.match(r"\d{3}_", document.seed)]


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_document_is_converted_as_the_library_would(visit: Opener, corpus: Archive, script: str) -> None:
    library = OpenCC(SCRIPTS[script])
    page = visit("index.html")
    choose(page, script=script)
    base = page.url.removesuffix("index.html")
    wrong = []
    for document in real(corpus):
        page.goto(f"{base}documents/{document.id}.html")
        page.wait_for_function("(mode) => archiveScript.mode === mode", arg=script)
        told = list(units(document))
        shown = page.evaluate(
            "(ids) => ids.map((id) => document.getElementById(id).textContent)", [id for id, _ in told]
        )
        wrong += [
            (document.id, id) for (id, text), now in zip(told, shown, strict=True) if now != library.convert(text)
        ]
        expect(page.locator(".script-mark")).to_contain_text(MARK)
    assert wrong == []
    assert len(real(corpus)) >= 9


RARE = (
    "𫗧餗，周𫖮與顗", "折足覆𫗧之忧", "坛𬴃", "二噁英，二𫫇英", "䑽䭪𩞯", "⿰木目發展，⿱⿰发展后头发", "⿰国", "\U0002f800\ufa0b頭髮",
    "头发、皇后、后来、干部、干净、乾隆、著作、看着", "國\ufe00家", "\U000e0100", "",
)  # fmt: skip


@pytest.mark.parametrize("script", SCRIPTS)
def test_invented_texts_are_converted_as_the_library_would(visit: Opener, script: str) -> None:
    library = OpenCC(SCRIPTS[script])
    page = visit("index.html")
    choose(page, script=script)
    texts = [*RARE, *islice(invented(SCRIPTS[script], 3000), 3000)]
    made = page.evaluate("([texts, to]) => texts.map((text) => archiveScript.convert(text, to))", [texts, script])
    assert [text for text, now in zip(texts, made, strict=True) if now != library.convert(text)] == []


def test_a_phrase_is_converted_across_links_and_comes_back(visit: Opener) -> None:
    """头发 is 頭髮 and 发 by itself 發: a block is converted as a whole, and each piece is put back where it was."""
    page = visit("documents/000-1.html")
    page.evaluate("""() => document.querySelector(".doc-text").insertAdjacentHTML("beforeend",
        '<p id="made">他的头<a href="#l1" class="mention">发</a>，<b>皇</b>后𫗧<mark>餗</mark>之<i></i>忧</p><p id="raw" class="raw">头发</p>')""")
    before = page.locator("article").evaluate("(e) => e.outerHTML")
    page.evaluate("archiveScript.set('hant')")
    expect(page.locator("#made")).to_have_text("他的頭髮，皇后餗餗之憂")
    expect(page.locator("#made a")).to_have_text("髮")
    expect(page.locator("#raw")).to_have_text("头发")
    expect(page.locator(".doc-text")).to_have_attribute("lang", "zh-Hant")
    page.evaluate("archiveScript.set('')")
    assert page.locator("article").evaluate("(e) => e.outerHTML") == before


def test_what_a_script_cuts_up_comes_back_as_it_was(visit: Opener) -> None:
    """A search marks words after they were converted, and takes the marks away again."""
    page = visit("documents/000-1.html?find=经济")
    expect(page.locator("mark.find-hit").first).to_be_visible()
    published = page.locator("#l9").evaluate("(e) => e.textContent")
    page.evaluate("archiveScript.set('hant')")
    expect(page.locator(".doc-text")).to_contain_text("經濟")
    page.locator(".find-step-close").click()
    expect(page.locator("mark.find-hit")).to_have_count(0)
    page.evaluate("archiveScript.set('')")
    assert page.locator("#l9").evaluate("(e) => e.textContent") == published


def test_what_is_copied_and_cited_is_what_was_published(visit: Opener, corpus: Archive) -> None:
    page = visit("documents/000-1.html")
    cited = page.locator(".citations").inner_text()
    choose(page, script="hant")
    assert page.locator(".citations").inner_text() == cited
    text = next(text for id, text in units(corpus.by_id["000-1"]) if id == "l9")
    assert page.locator("#l9").evaluate("(e) => e.textContent") != text
    range_ = "const range = document.createRange(); range.selectNodeContents(document.getElementById('l9'));"
    assert page.evaluate(f"() => {{ {range_} return archiveScript.published(range); }}") == text
    part = "range.setStart(document.querySelector('#l9 a').firstChild, 1);"
    wanted = page.evaluate(
        f"() => {{ {range_} {part} return [String(range).length, archiveScript.published(range)]; }}"
    )
    assert wanted[1] == text[-wanted[0] :]
    copied = page.evaluate(f"""() => {{ {range_}
        getSelection().removeAllRanges(); getSelection().addRange(range);
        const event = new ClipboardEvent("copy", {{clipboardData: new DataTransfer(), bubbles: true, cancelable: true}});
        document.getElementById("l9").dispatchEvent(event);
        return event.clipboardData.getData("text/plain"); }}""")
    assert copied.strip() == text


def test_results_and_cards_are_converted_when_they_come(visit: Opener) -> None:
    page = visit("search.html")
    choose(page, script="hant")
    page.locator("#find-input").fill("一带一路")
    expect(page.locator(".find-docs mark").first).to_have_text("一帶一路")
    expect(page.locator(".script-mark")).to_be_visible()
    assert page.locator("#find-input").input_value() == "一带一路"


def test_the_mark_is_printed_and_leads_back(visit: Opener) -> None:
    page = visit("documents/003-1.html")
    expect(page.locator(".script-mark")).to_be_hidden()
    before = page.locator(".doc-text").inner_text()
    choose(page, script="hans")
    page.emulate_media(media="print")
    expect(page.locator(".script-mark")).to_be_visible()
    page.emulate_media(media="screen")
    page.mouse.wheel(0, 1500)
    expect(page.locator(".script-mark")).to_be_in_viewport()
    page.locator(".script-mark button").click()
    expect(page.locator(".script-mark")).to_be_hidden()
    assert page.locator(".doc-text").inner_text() == before
    page.reload()
    assert page.evaluate("archiveScript.mode") == "published"


def test_witnesses_and_forms_of_records_stay(visit: Opener) -> None:
    page = visit("witnesses/000.html")
    raw = page.locator(".raw").inner_text()
    choose(page, script="hant")
    assert page.locator(".raw").inner_text() == raw
    page.goto(page.url.replace("witnesses/000", "initiatives/bri"))
    page.wait_for_function("() => archiveScript.mode === 'hant'")
    expect(page.locator(".record .name[lang=zh-Hans]")).to_have_text("一带一路")
    expect(page.locator("h1")).to_have_text("一帶一路")


def test_a_table_that_does_not_load_leaves_the_texts_as_published(visit: Opener) -> None:
    page = visit("documents/000-1.html")
    page.evaluate("() => { self.archiveScriptTable = () => {}; archiveScript.set('hant'); }")
    page.wait_for_timeout(500)
    expect(page.locator(".script-mark")).to_be_hidden()
    assert page.evaluate("archiveScript.mode") == "published"
