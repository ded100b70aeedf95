"""The ways in, as a reader uses them: tables that filter and sort, the report of a mistake, the page that is missing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from handmade import HOSTILE, archive, document, seed
from playwright.sync_api import Page, expect

from browser.conftest import CONFIG, ROOT, Opener, in_both_schemes
from browser.test_site import CONTRAST
from generator.archive import Archive
from generator.output import sync
from generator.render import render_site
from generator.render.site import shown_title

pytestmark = pytest.mark.browser

LIST = "documents/index.html"
EACH_KIND = (
    LIST,
    "browse/index.html",
    "browse/type.html",
    "browse/type/news.html",
    "browse/quoted.html",
    "chronicle/index.html",
    "chronicle/2020.html",
    "events/brics-summit-12.html",
    "people/wang-yi.html",
    "about/method.html",
    "about/quality.html",
    "about/english.html",
    "about/rights.html",
    "about/report.html",
)


def dates(page: Page) -> list[str]:
    return page.locator("table.docs tbody tr:visible td.when").evaluate_all("cells => cells.map(c => c.dataset.v)")


# -- tables ---------------------------------------------------------------------------------------------------------


def test_words_leave_the_rows_that_have_them_in_either_script(visit: Opener) -> None:
    page = visit(LIST)
    rows = page.locator("table.docs tbody tr:visible")
    everything = rows.count()
    words = page.get_by_label("筛选", exact=True)
    words.fill("国际合作高级别视频会议")
    expect(rows).to_have_count(2)
    expect(rows.filter(has_text="國際合作高級別視頻會議")).to_have_count(1)
    expect(page.locator(".tools output")).to_have_text(f"2 / {everything}")
    words.fill("国际合作 引述")
    expect(rows).to_have_count(1)
    words.fill("没有这样的话")
    expect(rows).to_have_count(0)
    words.fill("")
    expect(rows).to_have_count(everything)


def test_a_choice_leaves_the_rows_of_that_kind(visit: Opener) -> None:
    page = visit(LIST)
    page.get_by_label("类型").select_option("宣言")
    rows = page.locator("table.docs tbody tr:visible")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("莫斯科宣言")
    page.get_by_label("完整性").select_option("完整")
    expect(rows).to_have_count(0)


def test_a_heading_sorts_both_ways_and_says_so(visit: Opener) -> None:
    page = visit(LIST)
    heading = page.locator("table.docs thead th", has_text="日期")
    heading.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(heading).to_have_attribute("aria-sort", "ascending")
    up = dates(page)
    assert up == sorted(up)
    page.keyboard.press("Enter")
    expect(heading).to_have_attribute("aria-sort", "descending")
    assert dates(page) == sorted(up, reverse=True)
    other = page.locator("table.docs thead th", has_text="类型")
    other.get_by_role("button").click()
    expect(other).to_have_attribute("aria-sort", "ascending")
    assert page.locator("table.docs [aria-sort]").count() == 1


def test_numbers_sort_as_numbers(visit: Opener) -> None:
    page = visit("browse/initiative.html")
    heading = page.locator("table.values thead th", has_text="篇数")
    heading.get_by_role("button").click()
    counts = page.locator("table.values tbody td.number").all_text_contents()
    assert [int(count) for count in counts] == sorted(int(count) for count in counts)
    assert len(counts) > 20


def test_the_focus_can_be_seen_and_the_controls_have_names(visit: Opener) -> None:
    page = visit(LIST)
    for control in page.locator(".tools :is(input, select), .listing thead button").all():
        control.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        assert control.evaluate("e => e === document.activeElement && getComputedStyle(e).outlineStyle") != "none"
        assert control.evaluate("e => (e.labels?.[0] || e).textContent.trim()")


def test_a_table_is_whole_without_javascript(visit: Opener, corpus: Archive) -> None:
    page = visit(LIST, java_script_enabled=False)
    expect(page.locator("table.docs tbody tr:visible")).to_have_count(len(corpus.documents))
    expect(page.locator(".tools")).to_have_count(0)
    expect(page.locator("table.docs thead button")).to_have_count(0)


# -- a reader's errands ---------------------------------------------------------------------------------------------


def test_all_that_one_person_said(visit: Opener) -> None:
    page = visit()
    page.locator(".ways-in a", has_text="按讲话人").click()
    page.locator("table.values a", has_text="王毅").click()
    expect(page.locator("table.docs tbody tr")).to_have_count(1)
    page.locator(".to-record a").click()
    expect(page.locator(".gathered h3").first).to_contain_text("讲话")
    expect(page.locator(".gathered")).to_contain_text("被引述")


def test_what_happened_at_a_meeting(visit: Opener) -> None:
    page = visit("chronicle/2020.html")
    page.locator(".line .event a", has_text="金砖国家领导人第十二次会晤").first.click()
    expect(page.locator(".gathered h3")).to_contain_text(["讲话", "宣言", "访谈"])


def test_from_a_fact_on_the_card_to_all_that_share_it(visit: Opener) -> None:
    page = visit("documents/003-1.html")
    page.locator(".doc-card .facet", has_text="中新社").click()
    expect(page.locator("h1")).to_contain_text("中新社")
    page.locator("table.docs a").first.click()
    assert page.url.endswith("documents/003-1.html")


# -- reports --------------------------------------------------------------------------------------------------------


def with_repository(page: Page) -> None:
    """As on a site whose mkdocs.yml names one; a window that would open is only noted."""
    page.evaluate("document.querySelector('article').dataset.repository = 'https://forge.example/o/r/'")
    page.evaluate("window.open = (address) => { window.opened = address; }")


def form(page: Page) -> dict[str, str]:
    """The issue form that a click led to: opened over http, a link in the dialog from a disk."""
    opened = page.evaluate("window.opened") or page.locator(".report-box a").get_attribute("href")
    parts = urlsplit(opened)
    assert (parts.scheme, parts.netloc, parts.path) == ("https", "forge.example", "/o/r/issues/new")
    return {key: value for key, [value] in parse_qs(parts.query, keep_blank_values=True).items()}


def test_a_report_is_filled_in_and_can_be_copied(visit: Opener) -> None:
    page = visit("documents/003-1.html")
    page.locator("#l3").hover()
    page.locator("#l3 > .report").click()
    said = page.locator(".report-box textarea").input_value().splitlines()
    assert said[0].startswith("文献：003-1 王毅主持")
    assert said[1].startswith("位置：l3（003_")
    own = page.url if page.url.startswith("http") else "documents/003-1.html"  # nothing of the reader's disk
    assert said[2] == f"网址：{own}#l3"
    assert said[3] == "引文：王毅首先宣讀了中國國家主席習近平的書面致辭。"
    assert re.fullmatch(r"版本：SHA-256 [0-9a-f]{16}", said[4])
    expect(page.locator(".report-box a")).to_be_hidden()
    page.locator(".report-box button", has_text="复制").click()
    expect(page.locator(".report-box [role=status]")).to_have_text("已复制")
    page.keyboard.press("Escape")
    expect(page.locator(".report-box")).to_be_hidden()
    assert page.evaluate("document.activeElement.matches('#l3 > .report')")


def test_a_report_opens_the_form_of_the_repository_filled_in(visit: Opener) -> None:
    page = visit("documents/003-1.html")
    with_repository(page)
    page.locator("#l3").hover()
    page.locator("#l3 > .report").click()
    asked = form(page)
    assert asked["template"] == "correction.yml"
    assert asked["title"] == "[003-1#l3] "
    assert asked["document"].startswith("003-1 王毅主持")
    assert asked["quotation"] == "王毅首先宣讀了中國國家主席習近平的書面致辭。"
    assert asked["place"].startswith("l3")
    assert asked["release"].startswith("SHA-256")
    assert asked["body"].startswith("文献：003-1")


def test_hostile_text_arrives_in_a_report_as_it_is(visit: Opener, corpus: Archive) -> None:
    page = visit("documents/hostile-1.html")
    with_repository(page)
    shown = {part.anchor: part.text for part in corpus.by_id["hostile-1"].blocks}
    assert {text.strip() for text in shown.values()} >= {"<script>alert(1)</script>", "&lt;", '??? "x"', "title: !!python/object/apply:os.system [x]"}  # fmt: skip
    for anchor, text in shown.items():
        page.evaluate("anchor => document.getElementById(anchor).querySelector('.report').click()", anchor)
        asked = form(page)
        # a form field's line ends and edges are the browser's own; all else must be the text, character for character
        assert asked["quotation"] == page.evaluate("text => text.trim()", text)
        page.evaluate("document.querySelector('.report-box')?.close()")


def test_the_words_chosen_are_the_words_reported(visit: Opener) -> None:
    page = visit("documents/003-1.html")
    page.evaluate("""() => { const text = [...document.querySelector('#l3').childNodes].find(n => n.nodeType === 3);
        const range = document.createRange(); range.setStart(text, 0); range.setEnd(text, 4);
        getSelection().removeAllRanges(); getSelection().addRange(range); }""")
    chosen = page.evaluate("String(getSelection())")
    page.locator("#l3").hover()
    page.locator("#l3 > .report").click()
    assert f"引文：{chosen}\n" in page.locator(".report-box textarea").input_value()


def test_every_paragraph_has_its_report_without_javascript_too(visit: Opener) -> None:
    page = visit("documents/003-1.html", java_script_enabled=False)
    parts = page.locator(".doc-text > :is(.para, .heading, .field)")
    expect(parts.locator("> .report")).to_have_count(parts.count())
    page.locator("#l3").hover()
    page.locator("#l3 > .report").click()
    expect(page.locator("h1")).to_have_text("报告错误")


def test_a_report_can_be_made_on_a_phone(visit: Opener) -> None:
    page = visit("documents/003-1.html", width=390, height=844, has_touch=True)
    control = page.locator("#l3 > .report")
    expect(control).to_be_visible()
    box = control.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 24
    control.tap()
    expect(page.locator(".report-box")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site whose mkdocs.yml names a repository, a release and the address where it is published."""
    here = tmp_path_factory.mktemp("published")
    for name in ("overrides", "assets"):
        (here / "site_src").mkdir(exist_ok=True)
        (here / "site_src" / name).symlink_to(ROOT / "site_src" / name)
    sync(here / "site_src", render_site(archive(document(seed("题\n正文。\n")))))
    told = 'extra: {repository: "https://forge.example/o/r?a=\\"b", release: "甲<1>"}\nsite_url: https://a.example/b/\n'
    config = CONFIG.format(root=ROOT, here=here) + told + "nav: [index.md]\nvalidation: {omitted_files: ignore}\n"
    (here / "mkdocs.yml").write_text(config, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(here / "mkdocs.yml")]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    assert done.returncode == 0, done.stderr
    return here / "site"


def test_the_repository_and_the_release_come_from_the_configuration(published: Path) -> None:
    page = (published / "documents" / "hand-1.html").read_text("utf-8")
    assert 'data-repository="https://forge.example/o/r?a=&#34;b"' in page
    assert 'data-release="甲&lt;1&gt;"' in page
    assert "forge.example" not in re.sub(r'data-repository="[^"]*"', "", page), "nothing else may ask that host"
    assert "/issues/new?template=correction.yml" in (published / "about" / "report.html").read_text("utf-8")


def test_where_a_page_is_missing_the_ways_out_work_at_any_depth(published: Path) -> None:
    page = (published / "404.html").read_text("utf-8")
    article = page.partition("<article")[2].partition("</article>")[0]
    links = re.findall(r'href="([^"]+)"', article)
    assert len(links) >= 6
    for link in links:
        assert link.startswith("/b/"), link
        assert (published / link.removeprefix("/b/")).is_file(), link


# -- looks ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("base", ["file"], indirect=True)
@pytest.mark.parametrize("path", EACH_KIND)
def test_the_ways_in_fit_a_phone_and_have_contrast_in_both_schemes(visit: Opener, path: str) -> None:
    page = visit(path, width=390, height=844, color_scheme="dark", reduced_motion="reduce")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size({"width": 1280, "height": 900})
    for scheme in in_both_schemes(page):
        assert page.evaluate(CONTRAST) == [], scheme


@pytest.mark.parametrize("base", ["file"], indirect=True)
def test_hostile_titles_stay_text_in_a_table_that_was_sorted_and_filtered(visit: Opener, corpus: Archive) -> None:
    page = visit(LIST)
    page.locator("table.docs thead button", has_text="题名").click()
    page.get_by_label("筛选", exact=True).fill("<")
    shown = {title.strip() for title in page.locator("table.docs tbody tr:visible th").all_text_contents()}
    assert shown == {title.strip() for title in map(shown_title, corpus.documents) if "<" in title}
    assert shown >= {text.strip() for text in HOSTILE if "<" in text}
    assert page.locator("article :is(script, img, b)").count() == 0
