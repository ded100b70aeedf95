"""How to cite a document: references as text, files for reference managers, tags for Zotero."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator import cite
from generator.model import Document
from generator.records import NO_REVIEW
from generator.render import labels
from generator.render.html import Html, block, el, esc, join, lines
from generator.render.site import Site
from generator.render.words import say
from generator.standing import REVIEWS

_PLACE = f"[{cite.ACCESSED}]"
_FILES = (("BibTeX", "bib"), ("RIS", "ris"), ("CSL-JSON", "csl.json"))
_NOTE = (
    "引用的是本档案的整理文本。方括号内的日期与姓名出于推断，不写入供文献管理软件读取的标签。",
    "What is cited is the text as this archive holds it. Dates and names in square brackets are inferred; "
    "the tags that reference managers read leave them out.",
)
_PASSAGE = (
    "引用其中一段：选中文字，或点段首行号（按 Alt+Q 亦可），即可连同出处、行号、存疑、缺文与校读级别一并复制。",
    "To quote a passage, select its words, or use the line number beside it or Alt+Q: the words can be copied with "
    "their source, line, doubts, gaps and level of review.",
)


def section(site: Site, document: Document) -> Html:
    """The references, each to be copied whole; the reader's own date is left open.

    `assets/passage.js` reads here what it says of a quotation.
    """
    edition = site.archive.edition
    record = cite.csl_record(document, edition)
    rows = [_reference(style, cite.cited(record, style), document) for style in cite.STYLES]
    zh, en = _review(document)
    files = [el("a", esc(name), href=f"{document.id}.{ending}", download="") for name, ending in _FILES]
    given = [say("供文献管理软件：", "For reference managers: "), join(files, " ")]
    return lines(
        [
            el("h2", esc("引用"), id="cite", data_en="Cite"),
            block(
                "dl", *rows, cls="citations", data_review=zh, data_review_en=en, data_address=edition.page(document.id)
            ),
            el("p", *given, cls="citation-files"),
            el("p", say(*_NOTE), cls="reason"),
            el("p", say(*_PASSAGE), cls="reason", id="cite-passage", hidden=""),
        ]
    )


def _review(document: Document) -> tuple[str, str]:
    """The level of review, with who answers for it, in both languages."""
    review = {**NO_REVIEW, **document.review}
    zh, en = REVIEWS[review["level"]]
    if review.get("lapsed"):
        zh, en = f"{zh}（正文在校读之后有改动，原校读已失效）", f"{en} (the text has changed since it was reviewed)"
    who = [str(review[key]) for key in ("by", "date") if review[key]]
    return (f"{zh}（{'，'.join(who)}）", f"{en} ({', '.join(who)})") if who else (zh, en)


def _reference(style: str, text: str, document: Document) -> Html:
    before, place, after = text.rpartition(_PLACE)
    open_date = el("span", esc(place), cls="accessed", data_en="[date of access]")
    dated = [esc(before), open_date, esc(after)] if place else [esc(text)]
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
