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
    (told,) = json.loads(cite.csl_json(record))
    assert told.pop("note").startswith(record["note"])
    assert told == {key: value for key, value in record.items() if key in told}
    assert {*record} - {*told} <= {"issued", "note"}
    names = [name["literal"] for name in record.get("author", [])]
    ris = [line.split("  - ", 1) for line in cite.ris(record).splitlines()]
    assert [value for tag, value in ris if tag == "AU"] == names
    assert ris[0][0] == "TY"
    assert ris[-1] == ["ER", ""]
    authors = re.search(r"^  author = \{(.*)\},$", cite.bibtex(record), re.M)
    assert (authors.group(1).split(" and ") if authors else []) == [f"{{{name}}}" for name in names]


YEARLESS = [case for case in CASES if any(str(told).startswith("XXXX") for told in case["card"].values())]
NO_DATE = [case for case in CASES if "date" not in case["tags"] and case not in YEARLESS]


@pytest.mark.parametrize("case", NO_DATE, ids=lambda case: case["about"])
def test_an_inferred_date_is_no_date_for_a_program(case: dict[str, Any]) -> None:
    record = cite.csl_record(of(case), edition(case))
    assert "date-parts" not in record.get("issued", {})
    assert "issued" not in json.loads(cite.csl_json(record))[0]
    assert all(
        record.get("issued", {}).get("literal", "") in form for form in (cite.csl_json(record), cite.ris(record))
    )
    assert not re.search(r"^(PY|DA)  - ", cite.ris(record), re.M)
    assert not re.search(r"^  (year|date|month) =", cite.bibtex(record), re.M)


def test_a_day_without_a_year_keeps_its_day_and_is_given_no_year() -> None:
    record = cite.csl_record(of(YEARLESS[0]), PUBLISHED)
    assert "issued" not in json.loads(cite.csl_json(record))[0]
    assert record["issued"] == {"literal": "[n.d.]-09-06"}
    assert all(
        "日期9月6日，年份不详" in form for form in (cite.csl_json(record), cite.ris(record), cite.bibtex(record))
    )
    assert re.findall(r"^(?:PY|DA)  - .*", cite.ris(record), re.M) == ["DA  - /09/06/n.d."]
    told = re.findall(r"^  (year|date|month|day) = \{(.*)\}", cite.bibtex(record), re.M)
    assert told == [("year", "n.d."), ("month", "09"), ("day", "06")]


def test_bibtex_escapes_what_tex_would_read() -> None:
    title = "{50}% \\alpha_1 $5 #a~b^c & d\n换行"
    text = cite.bibtex({"id": "a-1", "type": "webpage", "title": title})
    shown = r"\{50\}\% \textbackslash{}alpha\_1 \$5 \#a\textasciitilde{}b\textasciicircum{}c \& d 换行"
    assert f"  title = {{{{{shown}}}}},\n" in text


def test_a_line_break_cannot_start_a_field_of_ris() -> None:
    text = cite.ris({"id": "a-1", "type": "webpage", "title": "甲\r\nAU  - 假", "note": "a"})
    assert "\nAU" not in text


# -- for Zotero -----------------------------------------------------------------------------------------------------

# What Zotero makes of tags: github.com/zotero/translators, "Embedded Metadata.js" of 2024-06-13 and the "RDF.js" it calls.
# HIGHWIRE is its HIGHWIRE_MAPPINGS for the tags that we have (the first of a name counts); each citation_author is divided
# at semicolons, a single one at commas between words, and cleanAuthor divides a name at its last blank. RDF.js takes the
# kind from DC.type where it is the name of one (itemTypeExists), before the guess from citation_title (journalArticle);
# DC.source is the publication, DC.description the abstract, DC.rights the rights; DC.identifier is used for an ISBN or DOI
# alone. JSON-LD is not read. Of a page without tags for them it takes authors and a date from elsewhere, and the abstract
# from the description of the site: tests/browser/test_cite.py looks at whole pages.
RDF = {"DC.source": "source", "DC.description": "abstract", "DC.rights": "rights"}
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
    told = dict(map(tuple, reversed(tags)))  # the first of a name
    fields = {**RDF, **HIGHWIRE}
    item: dict[str, Any] = {fields[name]: value for name, value in told.items() if name in fields}
    names = [part.strip() for name, value in tags if name == "citation_author" for part in value.split(";")]
    assert told["DC.type"] in NAMES_OF_KINDS
    assert not set(told) & {*KINDS_BY_TAG}
    assert not told["DC.identifier"].startswith(("ISBN ", "ISSN ", "DOI ", "10."))
    return item | {"authors": names, "type": told["DC.type"]}


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_zotero_reads_the_page_right(case: dict[str, Any]) -> None:
    one, here = of(case), edition(case)
    item = as_zotero_reads(cite.tags(one, here))
    record = cite.csl_record(one, here)
    wanted = {"title": record["title"], "language": record["language"], "source": here.name, **case["tags"]}
    assert {key: item.get(key) for key in wanted} == wanted
    assert {"date", "publisher"} & set(item) == {"date", "publisher"} & set(wanted)
    assert item.get("url") == here.page(one.id)
    assert all(part in item["abstract"] for part in (here.name, here.release, one.id, "原件第"))
    assert not [value for field in case.get("inferred", ()) for value in _values(one.card, field) if value in str(item)]


def _values(card: Card, field: str) -> tuple[str, ...]:
    value = getattr(card, field)
    return value if isinstance(value, tuple) else (value, value.replace("-", "/"))


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
    (given,) = re.findall('<p class="citation-files">.*?</p>', page)
    linked = re.findall(r'href="(hand-1\.[a-z.]+)"', given)
    assert linked == ["hand-1.bib", "hand-1.ris", "hand-1.csl.json"]
    assert [f"documents/{name}" in files for name in linked] == [True] * 3


@pytest.mark.parametrize(
    ("review", "zh", "en"),
    [
        ({}, "机器整理，未经人工校读", "machine-processed, not proofread"),
        ({"level": "proofread", "by": "某甲", "date": "2031-05-06"}, "已人工校读（某甲，2031-05-06）", "proofread (某甲, 2031-05-06)"),
        ({"level": "not-proofread", "lapsed": True}, "原校读已失效）", "has changed since it was reviewed)"),
    ],
)  # fmt: skip
def test_the_page_tells_what_a_quotation_carries(review: dict[str, Any], zh: str, en: str) -> None:
    (cleaned,) = archive(document(seed("甲\n\n乙。\n"))).cleaned
    (one,) = cleaned.documents
    made = replace(archive(replace(cleaned, documents=(replace(one, review=review),))), edition=PUBLISHED)
    (told,) = re.findall(r'<dl class="citations"[^>]*>', render_site(made)["documents/hand-1.md"])
    assert re.search(f'data-review="[^"]*{zh}"', told)
    assert re.search(f'data-review-en="[^"]*{re.escape(en)}"', told)
    assert 'data-address="https://example.org/a/documents/hand-1.html"' in told


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
