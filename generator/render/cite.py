"""How to cite a document: references as text, files for reference managers, tags for Zotero."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator import cite
from generator.model import Document
from generator.render import labels
from generator.render.html import Html, block, el, esc, join, lines
from generator.render.site import Site

_PLACE = f"[{cite.ACCESSED}]"
_FILES = (("BibTeX", "bib"), ("RIS", "ris"), ("CSL-JSON", "csl.json"))
_NOTE = "引用的是本档案的整理文本。方括号内的日期与姓名出于推断，不写入供文献管理软件读取的标签。"


def section(site: Site, document: Document) -> Html:
    """The references, each to be copied whole; the reader's own date is left open."""
    record = cite.csl_record(document, site.archive.edition)
    rows = [_reference(style, cite.cited(record, style), document) for style in cite.STYLES]
    files = [el("a", esc(name), href=f"{document.id}.{ending}", download="") for name, ending in _FILES]
    heading = el("h2", esc("引用"), el("span", esc("Cite"), lang="en"), id="cite")
    given = el("p", esc("供文献管理软件："), join(files, " "), cls="citation-files")
    return lines([heading, block("dl", *rows, cls="citations"), given, el("p", esc(_NOTE), cls="reason")])


def _reference(style: str, text: str, document: Document) -> Html:
    before, place, after = text.rpartition(_PLACE)
    dated = [esc(before), el("span", esc(place), cls="accessed"), esc(after)] if place else [esc(text)]
    cited = el("span", *dated, cls="citation", lang=labels.language(document.card.script), data_style=style)
    return el("div", el("dt", esc(cite.STYLES[style])), el("dd", cited))


def with_citation(meta: dict[str, Any], site: Site, document: Document) -> dict[str, Any]:
    """The front matter, with what overrides/main.html puts into the head of the page."""
    edition = site.archive.edition
    told = {"tags": cite.tags(document, edition), "linked": cite.linked(document, edition)}
    return meta | {"archive": {**meta["archive"], "citation": told}}


def citation_files(site: Site) -> Iterator[tuple[str, str]]:
    """The record of each document, beside its page, in the forms that reference managers read."""
    for document in site.archive.documents:
        record = cite.csl_record(document, site.archive.edition)
        yield f"documents/{document.id}.bib", cite.bibtex(record)
        yield f"documents/{document.id}.ris", cite.ris(record)
        yield f"documents/{document.id}.csl.json", cite.csl_json(record)
