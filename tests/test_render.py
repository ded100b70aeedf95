"""The pages, as text: what is escaped, which anchors there are, where links lead."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest
import yaml
from handmade import BRI, HOSTILE, archive, document, flagged, hostile_archive, seed
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from generator.archive import Archive
from generator.build import clean_seed
from generator.documents import Cleaned
from generator.model import Block, Card, Evidence, Person
from generator.render import render_site
from generator.render.html import esc
from generator.render.pages import front_matter

VOID = {"br", "hr", "img", "meta", "link", "input", "wbr"}


class Page(HTMLParser):
    """A generated page, read as a browser would: elements with their attributes and their text."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)  # Python would drop references to controls, browsers keep them
        self.markdown, self.meta = get_data(source)
        self.open: list[dict[str, str]] = []
        self.elements: list[dict[str, str]] = []
        self.feed(self.markdown)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = {"": "", **{key: value or "" for key, value in attrs}, "tag": tag}
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop()["tag"] == tag

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element[""] += data

    def handle_charref(self, name: str) -> None:
        self.handle_data(chr(int(name)))

    def handle_entityref(self, name: str) -> None:
        self.handle_data({"amp": "&", "lt": "<", "gt": ">", "quot": '"'}[name])

    @property
    def ids(self) -> list[str]:
        return [element["id"] for element in self.elements if "id" in element]

    def by_class(self, name: str) -> list[dict[str, str]]:
        return [element for element in self.elements if name in element.get("class", "").split()]

    def by_id(self, id: str) -> dict[str, str]:
        return next(element for element in self.elements if element.get("id") == id)


def pages(of: Archive) -> dict[str, Page]:
    return {path: Page(text) for path, text in render_site(of).items() if path.endswith(".md")}


def broken_links(of: Archive) -> list[str]:
    """Links of all pages that lead nowhere."""
    files = render_site(of)
    found = {path: Page(text) for path, text in files.items() if path.endswith(".md")}
    site = {path: set[str]() for path in files if path not in found}
    site |= {path[:-3] + ".html": set(page.ids) for path, page in found.items()}
    broken = []
    for path, page in found.items():
        for element in page.elements:
            target, _, anchor = element.get("href", "").partition("#")
            there = (
                posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path[:-3] + ".html"
            )
            if "href" in element and (there not in site or (anchor and anchor not in site[there])):
                broken.append(f"{path}: {element['href']}")
    return broken


# -- escaping -------------------------------------------------------------------------------------------------------


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_escaped_text_is_one_line_and_reads_as_it_was(text: str) -> None:
    page = Page(f"<p>{esc(text)}</p>")
    assert not set("\n\r\t<") & set(esc(text))
    assert page.elements[0][""] == text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_front_matter_gives_back_any_text(text: str) -> None:
    values = {"title": text, "archive": {"evidence": [{"text": text}], "edits": {"hard-wrap": 2}, "none": None}}
    written = f"---\n{front_matter(values)}---\n\nbody\n"
    assert get_data(written) == ("body\n", values)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_in_the_page(text: str) -> None:
    cleaned = document(seed(f"{text}\n\n前{text}后\n"))
    page = pages(archive(cleaned))["documents/hand-1.md"]
    shown = text.strip()
    assert page.by_id("title")[""] == shown
    assert page.meta["title"] == shown
    assert page.by_id(cleaned.documents[0].blocks[0].anchor)[""] == f"前{text}后"


def test_hostile_text_gives_no_element_and_no_blank_line() -> None:
    for path, page in pages(hostile_archive()).items():
        assert {element["tag"] for element in page.elements} <= {
            *(
                "h1",
                "h2",
                "h3",
                "div",
                "p",
                "span",
                "a",
                "bdi",
                "section",
                "aside",
                "nav",
                "ul",
                "ol",
                "li",
                "dl",
                "dt",
            ),
            *("dd", "code", "del", "ins", "i", "time", "details", "summary", "q", "mark", "strong", "cite"),
            *("table", "caption", "thead", "tbody", "tr", "th", "td"),
            *("fieldset", "label", "input", "wbr"),
            *("svg", "title", "g", "path", "circle", "rect", "line", "text", "tspan"),
        }, path
        assert not any(key.startswith("on") for element in page.elements for key in element), path
        assert "\n\n" not in page.markdown.strip().partition("\n\n")[2], path


def test_the_title_is_the_first_element_of_every_page_that_is_searched() -> None:
    for path, page in pages(hostile_archive()).items():
        if path != "index.md":
            assert page.elements[0]["tag"] == "h1", path
            assert page.elements[0]["id"], path


# -- anchors --------------------------------------------------------------------------------------------------------


def check_anchors(cleaned: Cleaned) -> None:
    """Every raw line of each document has its element once; text begins where the anchor says."""
    found = pages(archive(cleaned))
    for one in cleaned.documents:
        ids = Counter(found[f"documents/{one.id}.md"].ids)
        assert {id: count for id, count in ids.items() if count > 1} == {}
        assert {f"l{number}" for first, last in one.lines for number in range(first, last + 1)} <= set(ids)
    witness = {id for path, page in found.items() if path.startswith("witnesses/") for id in page.ids}
    assert {f"l{line.number}" for line in cleaned.seed.lines} <= witness


LINES = st.lists(
    st.sampled_from(
        ["", "　　", "习近平指出，", "“一带一路”合作", "一、发展", "新华社北京11月22日电", "x" * 9, "(guó)", "好。"]
    ),
    min_size=1,
    max_size=14,
)


@settings(deadline=None)
@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]))
def test_every_raw_line_has_its_anchor(lines: list[str], end: str) -> None:
    check_anchors(clean_seed(seed(end.join(lines))))


@settings(deadline=None)
@given(st.text(st.sampled_from("国家。，\n\r \t\u3000\u2028\ufeffa(guó)、—"), min_size=1, max_size=60))
def test_every_raw_line_has_its_anchor_in_any_text(raw: str) -> None:
    check_anchors(clean_seed(seed(raw)))


def test_an_anchor_stands_where_the_text_of_its_line_begins() -> None:
    first, second = "　　第一段开头" + "很长" * 9, "长第二行接着写" + "很长" * 9
    text = f"题目\n\n{first}\n{second}\n长到第三行为止。\n"
    cleaned = clean_seed(seed(text))
    source = render_site(archive(cleaned))[f"documents/{cleaned.documents[0].id}.md"]
    assert '<span id="l4"></span>长第二行' in source
    assert '<span id="l5"></span>长到第三行' in source


def test_a_removed_line_has_its_anchor_where_it_was_and_a_copy_at_the_line_that_was_kept() -> None:
    cleaned = document(seed("题目\n第一段的文字。\n广告\n第二段的文字。\n第一段的文字。\n"), removed=(3, 5))
    found = render_site(archive(cleaned))
    source = found["documents/hand-1.md"]
    assert '<span id="l3"></span>第二段' in source
    assert re.search(r'<p id="l2"[^>]*><span id="l5"></span>第一段', source)
    witness = Page(found["witnesses/hand.md"])
    assert "同第2行" in witness.by_id("l5")[""]
    assert "repeats an earlier line" in witness.by_class("cut")[-1]["title"]


def test_what_is_copied_is_the_text_alone() -> None:
    cleaned = flagged(document(seed("题目\n共建一带一路的倡义。\n")), "倡义", likely="倡议")
    page = pages(archive(cleaned))["documents/hand-1.md"]
    assert page.by_id("l2")[""] == "共建一带一路的倡义。"
    assert page.by_class("flag")[0]["title"].endswith("疑为“倡议”：looks odd")
    assert page.by_id("flag-1")[""].startswith("倡义 疑为倡议")


def test_a_gap_says_what_is_lost() -> None:
    cleaned = document(seed("题目\n正文。\n"))
    one = cleaned.documents[0]
    lost = replace(one, blocks=(*one.blocks, Block("gap", "g3", (), "以下原缺")))
    page = pages(archive(replace(cleaned, documents=(lost,))))["documents/hand-1.md"]
    assert page.by_id("g3")[""] == "以下原缺"
    assert page.by_id("g3")["class"] == "gap"


# -- the card -------------------------------------------------------------------------------------------------------

FULL = Card(
    subtitle="——副题",
    type="speech",
    date="2020-11-17",
    dateline_date="2020-11-18",
    venue="北京",
    venue_role="speaker-location",
    format="video",
    speakers=("习近平",),
    persons=(Person("习近平", "speaker", "国家主席"),),
    agency="新华社",
    script="Hans",
    completeness="missing-end",
    evidence=(
        Evidence("date", 2, "11月17日", inferred=True, reason="年份据同页电头"),
        Evidence("venue", 2, "北京"),
    ),
)


def card_of(card: Card) -> Page:
    return pages(archive(document(seed("题目\n（2020年11月17日，北京）\n正文。\n"), card=card)))["documents/hand-1.md"]


def test_the_card_says_what_is_known_and_on_what_evidence() -> None:
    page = card_of(FULL)
    said = page.by_class("doc-card")[0][""]
    for expected in (
        "[2020年11月17日]推断",
        "习近平国家主席",
        "讲话人所在地",
        "缺结尾",
        "第2行",
        "年份据同页电头",
        "hand.txt",
    ):
        assert expected in said
    assert page.meta["date"] == "2020-11-17"
    assert page.meta["speaker"] == "习近平"
    assert page.meta["archive"]["evidence"][0]["inferred"] is True
    assert page.by_class("doc-text")[0]["lang"] == "zh-Hans"


def test_material_gives_no_meaning_to_our_front_matter() -> None:
    assert set(card_of(FULL).meta) == {"title", "date", "venue", "speaker", "archive"}
    assert not {"blocks", "mentions", "flags", "fields"} & set(card_of(FULL).meta["archive"])


def test_the_mark_stays_until_a_person_has_read_the_text() -> None:
    cleaned = document(seed("题目\n正文。\n"))
    assert (
        "机器整理，未经人工校读 · machine-processed, not proofread"
        in pages(archive(cleaned))["documents/hand-1.md"].by_class("mark")[0][""]
    )
    read = replace(cleaned.documents[0], review={"level": "proofread", "by": "某人", "date": "2026-01-01"})
    page = pages(archive(replace(cleaned, documents=(read,))))["documents/hand-1.md"]
    assert "已人工校读" in page.by_class("mark")[0][""]
    assert "某人" in page.by_class("doc-card")[0][""]


def test_a_list_says_which_date_it_goes_by_and_how_sure_it_is() -> None:
    told = Evidence("dateline_date", 2, "11月22日电", inferred=True)
    cleaned = document(seed("题目\n正文。\n"), card=Card(dateline_date="2020-11-22", evidence=(told,)))
    listed = pages(archive(cleaned))["documents/2020.md"]
    assert listed.by_class("when")[0][""] == "[2020年11月22日]推断电头"


def test_titles_that_are_missing_or_supplied_say_so() -> None:
    untitled = document(seed("正文。\n"), title=False)
    page = pages(archive(untitled))["documents/hand-1.md"]
    assert page.by_id("title")[""] == "〔无题〕hand-1"
    assert page.meta["archive"]["title"] is None
    supplied = replace(untitled.documents[0], card=Card(title="某某致辞", title_supplied=True))
    page = pages(archive(replace(untitled, documents=(supplied,))))["documents/hand-1.md"]
    assert page.by_id("title")[""] == "[某某致辞]"


# -- mentions, lists, data ------------------------------------------------------------------------------------------


def test_a_mention_leads_to_its_authority_and_back_to_its_paragraph() -> None:
    found = pages(archive(document(seed("题目\n甲。共建“一带一路”，乙。丙。\n"))))
    mention = found["documents/hand-1.md"].by_class("mention")[0]
    assert mention["href"] == "../initiatives/bri.html"
    page = found["initiatives/bri.md"]
    assert page.by_id("title")[""] == "一带一路"
    context = page.by_class("kwic")[0]
    assert context[""].strip() == "甲。共建“一带一路”，乙。丙。"
    assert any(element.get("href") == "../documents/hand-1.html#l2" for element in page.elements)
    assert "本档案译名" in page.by_class("record")[0][""]
    assert "见于本档案（hand:1）" in page.by_class("record")[0][""]


def test_every_link_leads_somewhere() -> None:
    assert broken_links(hostile_archive()) == []
    assert broken_links(archive(*(document(seed("题\n一带一路。\n", f"s{n}.txt"), card=FULL) for n in range(3)))) == []


def test_long_witnesses_and_long_lists_are_paged() -> None:
    long = document(seed("".join(f"第{n}行的文字。\n" for n in range(2300)), "long.txt"))
    many = [
        document(seed("题目\n一带一路。\n", f"m{n}.txt"), card=Card(date=f"2020-01-{1 + n % 28:02}"))
        for n in range(230)
    ]
    of = archive(long, *many)
    found = render_site(of)
    assert {"witnesses/long.md", "witnesses/long_2.md", "witnesses/long_3.md"} <= set(found)
    assert {"documents/2020.md", "documents/2020_2.md", "documents/undated.md"} <= set(found)
    assert {"initiatives/bri.md", "initiatives/bri_2020.md", "initiatives/bri_2020_2.md"} <= set(found)
    assert broken_links(of) == []


def test_names_that_pages_use_themselves_collide_with_nothing() -> None:
    of = archive(document(seed("题\n一带一路。\n", "index.txt")), authorities=(replace(BRI, id="index"),))
    assert {"witnesses/index.md", "witnesses/index_.md", "initiatives/index.md", "initiatives/index_.md"} <= set(
        render_site(of)
    )
    assert broken_links(of) == []


def test_data_files_hold_the_contract() -> None:
    found = render_site(hostile_archive())
    assert found["data/documents.csv"].startswith("id,seed,title,")
    assert found["data/mentions.csv"].startswith("authority,kind,document,anchor,start,end,text\n")
    assert found["data/documents.jsonl"].count("\n") == len(HOSTILE) + 1
    assert yaml.safe_load(found["data/authorities.jsonl"])["id"] == "bri"
    assert "data/apparatus/hostile.jsonl" in found


def test_the_same_archive_gives_the_same_pages() -> None:
    assert render_site(hostile_archive()) == render_site(hostile_archive())
    assert all("\r" not in text for text in render_site(hostile_archive()).values())


def test_an_archive_without_names_or_dates_still_has_its_pages() -> None:
    found = render_site(archive(document(seed("题\n正文。\n")), authorities=()))
    assert {"index.md", "documents/index.md", "initiatives/index.md", "witnesses/index.md", "data/index.md"} <= set(
        found
    )
    assert broken_links(archive(document(seed("题\n正文。\n")), authorities=())) == []
