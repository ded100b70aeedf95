"""The search as a reader uses it: the box on every page, the page of the search, the checking of a quotation."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from browser.conftest import Opener
from generator.archive import Archive
from generator.find.fold import fold

pytestmark = pytest.mark.browser


# -- the box on every page ------------------------------------------------------------------------------------------


def box(page: Page, words: str) -> Page:
    page.locator("input[name=query]").focus()
    page.keyboard.insert_text(words)  # as pasted or composed: no key is pressed
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    return page


def test_the_box_finds_the_other_script_and_the_page_marks_what_is_printed(visit: Opener) -> None:
    page = box(visit(), "健康丝绸之路")
    expect(page.locator(".md-search-result__meta")).to_have_text(re.compile(r"\d+ 篇，\d+ 段"))
    page.locator(".md-search-result__link[href*='documents/003-1.html'][href*='#l5']").first.click()
    expect(page.locator("mark.find-hit.now")).to_have_text("健康絲綢之路")
    expect(page.locator("mark.find-hit.now")).to_be_in_viewport()
    assert set(page.locator("mark.find-hit").all_text_contents()) == {"健康絲綢之路"}


def test_hits_are_stepped_through_and_the_marks_go(visit: Opener, corpus: Archive) -> None:
    page = visit("documents/003-1.html?find=合作")
    text = "".join(part.text for part in (*corpus.by_id["003-1"].fields, *corpus.by_id["003-1"].blocks))
    count = page.locator(".find-step-count")
    expect(count).to_have_text(f"第 1 处，共 {text.count('合作')} 处")
    page.locator(".find-steps button").nth(1).click()
    expect(count).to_have_text(re.compile("第 2 处"))
    page.keyboard.press("[")
    page.keyboard.press("[")
    expect(count).to_have_text(re.compile(f"第 {text.count('合作')} 处"))
    expect(page.locator("mark.find-hit.now")).to_be_in_viewport()
    page.locator(".find-step-close").click()
    assert page.locator("mark").count() == 0
    assert "find=" not in page.url
    for part in corpus.by_id["003-1"].blocks:
        assert page.locator(f"[id='{part.anchor}']").text_content() == part.text


def test_marks_go_through_links_and_line_ends(visit: Opener, corpus: Archive) -> None:
    """A phrase that a mention or the anchor of a raw line cuts through is marked whole."""
    page = visit("documents/000-1.html?find=金砖国家要坚定维护国际公平正义")
    expect(page.locator("mark.find-hit.now")).not_to_have_count(0)
    assert "".join(page.locator("mark.find-hit").all_text_contents()) == "金砖国家要坚定维护国际公平正义"
    for part in corpus.by_id["000-1"].blocks:
        assert page.locator(f"[id='{part.anchor}']").text_content() == part.text


def test_fast_typing_shows_nothing_stale(visit: Opener) -> None:
    page = visit()
    page.locator("input[name=query]").focus()
    for words in ("一", "一带", "一带一路", "一带一路 疫苗", "健康絲綢之路"):
        page.locator("input[name=query]").fill(words)
    expect(page.locator(".md-search-result__item").first).to_contain_text("王毅主持")
    page.wait_for_timeout(400)
    marks = page.locator(".md-search-result__list mark").all_text_contents()
    assert {fold(text) for text in marks} == {fold("健康絲綢之路")}


def test_html_in_titles_and_texts_shows_as_text(visit: Opener) -> None:
    page = box(visit(), "alert(1)")
    titles = page.locator(".md-search-result__article h1").all_text_contents()
    assert "<script>alert(1)</script>" in titles
    assert page.locator(".md-search-result__list :is(script, img, b)").count() == 0
    page.goto(page.url.replace("index.html", "search.html") + "?find=alert")
    expect(page.locator(".find-docs h2").first).to_be_visible()
    assert "<script>alert(1)</script>" in page.locator(".find-docs h2").all_text_contents()
    assert page.locator("#find-app :is(script, img, b)").count() == 0


def test_a_page_loads_little_and_nothing_of_the_index_until_asked(visit: Opener, site: Path) -> None:
    page = visit("about/index.html")
    page.wait_for_load_state("networkidle")
    names = page.evaluate("performance.getEntriesByType('resource').map(e => new URL(e.name).pathname)")
    ours = [name for name in names if "/find/" in name or "/search/" in name]
    assert not [name for name in ours if "/assets/" not in name and "/search/" not in name]
    size = sum(
        len(gzip.compress((site / name[name.rindex("/assets/") + 1 :]).read_bytes()))
        for name in ours
        if "/assets/" in name
    )
    assert size < 20_000
    assert (site / "search" / "search_index.json").stat().st_size < 200


@pytest.mark.parametrize("base", ["http"], indirect=True)
def test_the_contract_with_materials_search_box(visit: Opener) -> None:
    """What Material's page sends and expects; a new version of Material that changes this must fail here."""
    page = visit("documents/003-1.html")
    source = page.evaluate("fetch(document.querySelector('script[src*=bundle]').src).then(r => r.text())")
    assert "new Worker(" in source
    stock = json.loads(page.content().split('id="__config" type="application/json">')[1].split("</script>")[0])
    assert stock["search"] == "../assets/find/worker.js"
    told = page.evaluate("""async () => {
      const worker = new Worker(JSON.parse(document.getElementById("__config").textContent).search);
      const said = [];
      worker.onmessage = (event) => said.push(event.data);
      const send = (message, wait) => { worker.postMessage(message); return new Promise((done) => setTimeout(done, wait)); };
      await send({ type: 0, data: { config: {}, docs: [], options: {} } }, 300);
      await send({ type: 2, data: "" }, 300);
      worker.postMessage({ type: 2, data: "一带一路" });
      await send({ type: 2, data: "alert(1)" }, 1500);
      return said;
    }""")
    assert told[0] == {"type": 1}
    assert told[1] == {"type": 3, "data": {"items": []}}
    assert len(told) == 3  # the query that was overtaken has no reply
    for group in told[2]["data"]["items"]:
        assert sum("#" not in item["location"] for item in group) == 1
        for item in group:
            assert {"location", "title", "text", "score", "terms"} <= set(item)
            assert "<script" not in item["title"] + item["text"]
    terms = told[2]["data"]["items"][0][0]["terms"]
    assert set(terms) == {"alert(1"}  # as printed, without marks at its end


# -- the search page ------------------------------------------------------------------------------------------------


def found(page: Page) -> str:
    status = page.locator("#find-status")
    expect(status).to_have_text(re.compile("找到|没有找到"))
    return status.text_content() or ""


def test_a_link_with_q_opens_the_page_and_no_box_over_it(visit: Opener) -> None:
    page = visit("search.html?q=健康丝绸之路")
    assert "找到" in found(page)
    expect(page.locator("#__search")).not_to_be_checked()
    assert "?find=" in page.url
    assert "q=" not in page.url


def test_facets_sort_and_view_are_in_the_address_and_the_back_button_undoes_them(visit: Opener) -> None:
    page = visit("search.html?find=合作")
    first = found(page)
    page.locator("[data-facet=type] label", has_text="讲话").click()
    expect(page.locator(".find-chosen li")).to_have_count(1)
    expect(page.locator(".find-docs > li")).to_have_count(1)
    assert "f.type=speech" in page.url
    page.locator(".find-controls select").select_option("newest")
    page.locator(".find-controls button", has_text="逐句").click()
    expect(page.locator(".find-lines li").first).to_be_visible()
    assert {"sort=newest", "view=lines"} <= set(page.url.split("?")[1].split("&"))
    for _ in range(3):
        page.go_back()
    expect(page.locator("#find-status")).to_have_text(first)
    assert "f.type" not in page.url


def test_every_line_of_the_concordance_and_of_the_export_is_true(visit: Opener, corpus: Archive) -> None:
    page = visit("search.html?find=合作&view=lines&f.type=news")
    found(page)
    news = [document for document in corpus.documents if document.card.type == "news"]
    texts = [
        part.text
        for one in news
        for part in (*one.fields, *one.blocks)
        if "kind" not in dir(part) or part.kind != "gap"
    ]
    wanted = sum(fold(text).count("合作") for text in texts)
    while page.locator(".find-more").count():
        page.locator(".find-more").click()
    expect(page.locator(".find-lines li")).to_have_count(wanted)
    assert set(page.locator(".find-lines mark").all_text_contents()) == {"合作"}
    with page.expect_download() as download:
        page.locator(".find-csv").click()
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text("utf-8-sig"))))
    assert len(rows) == wanted
    for row in rows:
        assert row["上文"] + row["命中"] + row["下文"] in texts
        assert row["校读"] == "未经人工校读"
    assert any(row["存疑"] for row in rows)
    assert any(int(row["本段整理处数"]) for row in rows)


def test_more_documents_and_the_keyboard(visit: Opener) -> None:
    page = visit("search.html")
    page.locator("#find-input").fill("一带一路")
    assert "一带一路" not in found(page)
    shown = page.locator(".find-docs > li")
    expect(shown).to_have_count(10)
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('.find-docs h2') !== null")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "find-input"
    page.locator(".find-more").click()
    expect(shown).to_have_count(20)
    assert page.evaluate("shown => document.activeElement === shown", shown.nth(10).locator("h2 a").element_handle())
    page.reload()
    expect(shown).to_have_count(20)


def test_empty_states_say_what_to_do(visit: Opener) -> None:
    page = visit("search.html")
    expect(page.locator("#find-status")).to_have_text("键入即检索。")
    page.locator("#find-input").fill("合作")
    expect(page.locator(".find-controls select")).to_be_visible()
    page.locator("#find-input").fill("此句本档案绝无仅有也")
    expect(page.locator("#find-status")).to_contain_text("没有找到")
    expect(page.locator(".find-controls")).to_be_hidden()  # nothing to sort
    for query, told in (
        ("合作 -的", "没有符合全部条件的文献"),
        ("年:1804", "没有符合全部条件的文献"),
        ("合作 麒麟獬豸", "同时"),
    ):
        page.locator("#find-input").fill(query)
        expect(page.locator("#find-status")).to_contain_text(told)
    page.locator("#find-input").fill('"合作')
    expect(page.locator(".find-notices li")).to_have_text("引号没有配对，已当作没有引号。")


@pytest.mark.parametrize("base", ["http"], indirect=True)
def test_what_does_not_load_is_said_and_can_be_tried_again(browser: Browser, base: str) -> None:
    page = browser.new_page()
    page.route("**/find/k/*", lambda route: route.abort())
    page.goto(base + "search.html?find=合作")
    expect(page.locator("#find-status")).to_contain_text("没有载入")
    page.unroute("**/find/k/*")
    page.locator(".find-failed button").click()
    expect(page.locator("#find-status")).to_contain_text("找到")
    page.close()


@pytest.mark.parametrize("base", ["http"], indirect=True)
def test_a_search_that_was_given_up_says_no_more(visit: Opener) -> None:
    page = visit("search.html")
    expect(page.locator("#find-status")).to_have_text("键入即检索。")
    page.route("**/find/index.js", lambda _: None)  # never answered
    told = page.evaluate("""async () => {
      const input = document.getElementById("find-input");
      for (const [words, wait] of [["合作", 190], ["", 600]]) { // asked, and given up before it is said to be busy
        input.value = words;
        input.dispatchEvent(new Event("input"));
        await new Promise((done) => setTimeout(done, wait));
      }
      return document.getElementById("find-status").textContent;
    }""")
    assert told == "键入即检索。"
    page.unroute_all(behavior="ignoreErrors")


# -- checking a quotation -------------------------------------------------------------------------------------------

CHECKS = (
    ("金砖国家要坚定维护国际公平正义", "exact", "000-1"),
    ("金磚國家要堅定維護國際公平正義", "script", "000-1"),
    ("金砖国家，要坚定维护国际公平正义", "punctuation", "000-1"),
    ("金磚國家，要堅定維護國際公平正義", "both", "000-1"),
    ("金砖国家要坚决维护国际公平正气", "near", "000-1"),
    ("火星移民计划已由各国签署生效", "none", ""),
)


def test_a_quotation_is_checked_and_no_more_is_claimed(visit: Opener) -> None:
    page = visit("verify.html")
    for quotation, how, document in CHECKS:
        page.locator("#verify-text").fill(quotation)
        page.locator(".verify-form button").click()
        expect(page.locator(f"[data-answer={how}]")).to_be_visible()
        if document:
            place = page.locator(".verify-places > li").first
            assert place.get_attribute("data-document") == document
            expect(place.locator(".find-about")).to_contain_text("未经人工校读")
        text = page.locator("#verify-app").text_content() or ""
        assert ("与本档案读本一致" in text) == (how == "exact")
        assert ("不说明别处没有" in text) == (how == "none")


DIFFERENCES = (
    ("金砖国家要坚决维护国际公平正气", "“决”，此处作“定”；“气”，此处作“义”"),
    ("金砖各国家要坚定维护公平正义", "多“各”；少“国际”"),
    ("全球确诊病例突破200万例，疫情波及200多个国家", "“200”，此处作“100”"),
    ("金磚國家，要堅決維護國際公平正義", "“決”，此处作“定”"),  # script and marks are no difference
)


def test_it_says_in_what_a_quotation_differs(visit: Opener) -> None:
    page = visit("verify.html")
    for quotation, told in DIFFERENCES:
        page.locator("#verify-text").fill(quotation)
        page.locator(".verify-form button").click()
        expect(page.locator(".verify-differences").first).to_have_text(f"引文与此不同：{told}")


@pytest.mark.parametrize("base", ["http"], indirect=True)
def test_a_title_by_the_editor_is_not_taken_for_the_text(visit: Opener, site: Path, corpus: Archive) -> None:
    def supplied(route: Route) -> None:
        text = (site / "find" / "t" / route.request.url.rsplit("/", 1)[1]).read_text("utf-8")
        route.fulfill(body=text.replace('[["title",', '[["supplied",'), content_type="text/javascript; charset=utf-8")

    page = visit("verify.html")
    page.route("**/find/t/*.js", supplied)
    page.locator("#verify-text").fill(corpus.by_id["000-1"].card.title or "")
    page.locator(".verify-form button").click()
    expect(page.locator(".verify-verdict").first).to_have_text("逐字相同；编者拟题，非原文")


def test_sentences_of_different_places_are_checked_one_by_one(visit: Opener) -> None:
    page = visit("verify.html?quote=金砖国家要坚定维护国际公平正义。火星移民计划已由各国签署生效。建設健康絲綢之路！")
    expect(page.locator(".verify-answers section")).to_have_count(3)
    answers = page.locator(".verify-answers section").evaluate_all("all => all.map((one) => one.dataset.answer)")
    assert answers == ["exact", "none", "script"]


def test_a_doubtful_sentence_is_not_to_be_quoted_from(visit: Opener, corpus: Archive) -> None:
    document = next(one for one in corpus.documents if one.flags)
    flag = document.flags[0]
    part = next(part for part in (*document.fields, *document.blocks) if part.anchor == flag.anchor)
    page = visit("verify.html?quote=" + part.text[max(0, flag.start - 6) : flag.end + 6])
    expect(page.locator(".verify-verdict").first).to_have_text(re.compile("与本档案读本一致；该句存疑，勿据以引用"))


# -- looks ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("base", ["file"], indirect=True)
@pytest.mark.parametrize("width", [390, 1000, 1220, 1280])
def test_the_open_box_ends_inside_the_window(visit: Opener, width: int) -> None:
    page = visit(width=width)
    if width < 960:
        page.locator("label[for=__search]").first.click()
    page.locator("input[name=query]").click()
    page.keyboard.insert_text("合作")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.wait_for_timeout(400)  # it opens slowly
    assert page.locator(".md-search__inner").bounding_box()["x"] >= 0  # type: ignore[index]
    right = page.evaluate("document.querySelector('.md-search__inner').getBoundingClientRect().right")
    assert right <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("base", ["file"], indirect=True)
@pytest.mark.parametrize(
    "path", ["search.html?find=合作", "search.html?find=合作&view=lines", "verify.html?quote=和平与发展的时代主题"]
)
def test_nothing_is_wider_than_a_phone(visit: Opener, path: str) -> None:
    page = visit(path, width=390, height=844)
    expect(page.locator(".find-docs li, .find-lines li, .verify-answers section").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
