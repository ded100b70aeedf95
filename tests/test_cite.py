"""Citations: who is named as author, what is left out, and that every form says the same."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from handmade import archive, document, hostile_archive, seed

from generator import cite
from generator.edition import Edition, read_edition
from generator.model import Card, Document, Evidence
from generator.render import render_site

CASES = yaml.load((Path(__file__).parent / "cases" / "citations.yml").read_text("utf-8"), yaml.BaseLoader)
NAMES = [case["about"] for case in CASES]
PUBLISHED = Edition("甲档案", "2026.1", "https://example.org/a")


def of(case: dict[str, Any]) -> Document:
    """A document with the card of a case."""
    told = {key: tuple(value) if isinstance(value, list) else value for key, value in case["card"].items()}
    told["title_supplied"] = told.get("title_supplied") == "true"
    evidence = tuple(Evidence(field, 1, "…", True, "推断") for field in case.get("inferred", ()))
    (one,) = document(seed("甲\n\n乙。\n")).documents
    return replace(one, card=replace(Card(), **told, evidence=evidence))


def edition(case: dict[str, Any]) -> Edition:
    return Edition(**case["edition"]) if "edition" in case else PUBLISHED


# -- as text --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_references(case: dict[str, Any]) -> None:
    record = cite.csl_record(of(case), edition(case))
    wanted = {style: case[style] for style in cite.STYLES if style in case}
    assert wanted
    assert {style: cite.cited(record, style) for style in wanted} == wanted


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_the_release_and_the_document_are_in_every_form(case: dict[str, Any]) -> None:
    release = edition(case).release
    record = cite.csl_record(of(case), edition(case))
    forms = [cite.bibtex(record), cite.ris(record), cite.csl_json(record)]
    forms += [cite.cited(record, style) for style in cite.STYLES]
    assert all(release in form and "甲档案" in form and "hand-1" in form for form in forms)


@pytest.mark.parametrize("style", cite.STYLES)
def test_the_styles_are_valid(style: str) -> None:
    from citeproc import SCHEMA_PATH
    from lxml import etree

    schema = etree.RelaxNG(etree.parse(SCHEMA_PATH))
    found = etree.parse(str(Path(cite.__file__).parent / "csl" / f"{style}.csl"))
    assert schema.validate(found), schema.error_log


# -- for reference managers -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_exports_say_what_the_master_says(case: dict[str, Any]) -> None:
    record = cite.csl_record(of(case), edition(case))
    assert json.loads(cite.csl_json(record)) == [record]
    names = [name["literal"] for name in record.get("author", [])]
    ris = [line.split("  - ", 1) for line in cite.ris(record).splitlines()]
    assert [value for tag, value in ris if tag == "AU"] == names
    assert ris[0][0] == "TY"
    assert ris[-1] == ["ER", ""]
    authors = re.search(r"^  author = \{(.*)\},$", cite.bibtex(record), re.M)
    assert (authors.group(1).split(" and ") if authors else []) == [f"{{{name}}}" for name in names]


@pytest.mark.parametrize("case", [case for case in CASES if "date" not in case["tags"]], ids=lambda case: case["about"])
def test_an_inferred_date_is_no_date_for_a_program(case: dict[str, Any]) -> None:
    record = cite.csl_record(of(case), edition(case))
    assert "date-parts" not in record.get("issued", {})
    assert not re.search(r"^(PY|DA)  - ", cite.ris(record), re.M)
    assert not re.search(r"^  (year|date|month) =", cite.bibtex(record), re.M)


def test_bibtex_escapes_what_tex_would_read() -> None:
    title = "{50}% \\alpha_1 $5 #a~b^c & d\n换行"
    text = cite.bibtex({"id": "a-1", "type": "webpage", "title": title})
    shown = r"\{50\}\% \textbackslash{}alpha\_1 \$5 \#a\textasciitilde{}b\textasciicircum{}c \& d 换行"
    assert f"  title = {{{{{shown}}}}},\n" in text


def test_a_line_break_cannot_start_a_field_of_ris() -> None:
    text = cite.ris({"id": "a-1", "type": "webpage", "title": "甲\r\nAU  - 假", "note": "a"})
    assert "\nAU" not in text


# -- for Zotero -----------------------------------------------------------------------------------------------------

# What Zotero's Embedded Metadata translator makes of tags, as its field map says: Highwire tags by this table, the kind
# from DC.type where it is one of Zotero's names, DC.source as the publication.
HIGHWIRE = {
    "citation_title": "title",
    "citation_publication_date": "date",
    "citation_publisher": "publisher",
    "citation_language": "language",
    "citation_public_url": "url",
}
NAMES_OF_KINDS = {"presentation", "interview", "document", "letter", "webpage", "newspaperArticle"}
KINDS_BY_TAG = ("citation_journal_title", "citation_conference", "citation_book_title", "citation_isbn", "og:type")


def as_zotero_reads(tags: list[list[str]]) -> dict[str, Any]:
    item: dict[str, Any] = {HIGHWIRE[name]: value for name, value in tags if name in HIGHWIRE}
    names = [part.strip() for name, value in tags if name == "citation_author" for part in value.split(";")]
    told = dict(map(tuple, tags))
    assert told["DC.type"] in NAMES_OF_KINDS
    assert not set(told) & {*KINDS_BY_TAG}
    return item | {"authors": names, "type": told["DC.type"], "source": told["DC.source"]}


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_zotero_reads_the_page_right(case: dict[str, Any]) -> None:
    one, here = of(case), edition(case)
    item = as_zotero_reads(cite.tags(one, here))
    record = cite.csl_record(one, here)
    wanted = {"title": record["title"], "language": record["language"], "source": here.name, **case["tags"]}
    assert {key: item.get(key) for key in wanted} == wanted
    assert {"date", "publisher"} & set(item) == {"date", "publisher"} & set(wanted)
    assert item.get("url") == here.page(one.id)


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_linked_data_says_what_the_tags_say(case: dict[str, Any]) -> None:
    told = cite.linked(of(case), edition(case))
    assert [author["name"] for author in told.get("author", [])] == case["tags"]["authors"]
    date = told.get("datePublished", told.get("dateCreated", ""))
    assert date.replace("-", "/") == case["tags"].get("date", "")


# -- on the pages ---------------------------------------------------------------------------------------------------


class Text(HTMLParser):
    """The references of a page, as a reader copies them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.depth = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag
        if dict(attrs).get("class") == "citation":
            self.found.append("")
            self.depth = 1
        elif self.depth:
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        del tag
        self.depth = max(0, self.depth - 1)

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.found[-1] += data


def test_the_page_shows_every_style_and_leads_to_every_file() -> None:
    made = replace(archive(document(seed("甲 < 乙\n\n丙。\n"))), edition=PUBLISHED)
    files = render_site(made)
    page = files["documents/hand-1.md"]
    record = cite.csl_record(made.documents[0], PUBLISHED)
    assert Text(page).found == [cite.cited(record, style) for style in cite.STYLES]
    linked = re.findall(r'href="(hand-1\.[a-z.]+)"', page)
    assert linked == ["hand-1.bib", "hand-1.ris", "hand-1.csl.json"]
    assert [f"documents/{name}" in files for name in linked] == [True] * 3


def test_no_title_breaks_a_citation() -> None:
    made = replace(hostile_archive(), edition=PUBLISHED)
    for one in made.documents:
        record = cite.csl_record(one, PUBLISHED)
        for style in cite.STYLES:
            assert re.sub(r"[“”‘’]", "", one.card.title or "") in re.sub(r"[“”‘’]", "", cite.cited(record, style))
        assert cite.bibtex(record).count("\n}\n") == 1


def test_the_edition_is_what_mkdocs_says(tmp_path: Path) -> None:
    assert read_edition(tmp_path) == Edition()
    told = "site_name: 甲档案\nsite_url: !ENV [URL, x]\nextra:\n  release: 2026.1\nhooks: !!python/name:a.b\n"
    (tmp_path / "mkdocs.yml").write_text(told, "utf-8")
    assert read_edition(tmp_path) == Edition("甲档案", "2026.1")
    (tmp_path / "mkdocs.yml").write_text("a: [", "utf-8")
    assert read_edition(tmp_path) == Edition()
