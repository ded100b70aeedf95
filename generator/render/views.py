"""The three views of a text, reading, marked and witness: the way from one to another, and to the documents beside it.

Each view is a page, so that all work without a script, can be printed and linked to. All have the same anchors, the raw
lines: `assets/views.js` takes the reader to the same line of the other view, and remembers which one was chosen.
"""

from __future__ import annotations

from generator.model import Document
from generator.render import pages
from generator.render.html import Html, block, el, esc
from generator.render.site import LINES_A_PAGE, Site, called, listed_date, titled
from generator.render.words import say, some

READING, MARKED, WITNESS = "reading", "marked", "witness"


def marked_page(id: str) -> str:
    return f"documents/{id}_marked.md"


def switch(site: Site, document: Document, here: str, view: str) -> Html:
    """The ways to the views of a document; `data-` says to the script where a line is in each."""
    count = sum(document.edits.values())
    raw = pages.witness_page(site.cleaned_by_seed[document.seed].seed.short)
    ways = (
        (
            READING,
            "阅读",
            "Reading",
            pages.link(here, pages.document_page(document.id)),
            "整理后的文字",
            "the text as edited",
        ),
        (
            MARKED,
            "标记",
            "Marked",
            pages.link(here, marked_page(document.id)),
            f"{count} 处整理，逐处标明",
            f"{some(count, 'edit')}, each at its place",
        ),
        (
            WITNESS,
            "原件",
            "Witness",
            site.witness_link(here, document.seed, document.lines[0][0]),
            "原件逐行，与整理后的文字对照",
            "line by line, beside the text as edited",
        ),
    )
    links = [_way(id, zh, en, href, id == view) for id, zh, en, href, _, _ in ways]
    holds, holds_en = next((zh, en) for id, _, _, _, zh, en in ways if id == view)
    of = f" {document.id}" if view == WITNESS else ""  # where there may be several
    said: dict[str, str] = {"aria_label": f"文本的视图{of}", "data_en_aria_label": f"Views of the text{of}"}
    raw_page = pages.link(here, raw).removesuffix(".html")
    told: dict[str, str] = {"data_document": document.id, "data_raw": raw_page, "data_lines": str(LINES_A_PAGE)}
    hint = el("span", esc(holds), cls="holds", data_en=holds_en)
    return el("nav", *links, hint, cls="views", data_search_exclude="true", **told, **said)


def _way(view: str, zh: str, en: str, href: str, current: bool) -> Html:
    return el("a", esc(zh), href=href, data_view=view, aria_current="page" if current else None, data_en=en)


# -- the documents beside it ----------------------------------------------------------------------------------------


def neighbours(site: Site, document: Document, here: str, view: str = READING) -> Html:
    """The documents before and after: of the same meeting, and of the whole archive, by date. In the same view."""
    rows = [_row(site, say("时间", "In time"), "", document, here, view)]
    for event in document.card.events:
        name = called(site.authorities[event]) if event in site.authorities else esc(event)
        rows.append(_row(site, name, event, document, here, view))
    said: dict[str, str] = {"aria_label": "前后的文献", "data_en_aria_label": "Documents before and after"}
    return block("nav", *rows, cls="neighbours", data_search_exclude="true", **said)


def _row(site: Site, name: Html, series: str, document: Document, here: str, view: str) -> Html:
    before, after = site.around.get(series, {}).get(document.id, (None, None))
    if not before and not after:
        return Html("")
    ways = (_neighbour(before, here, view, "prev"), _neighbour(after, here, view, "next"))
    return el("div", el("p", name, cls="label"), *ways)


def _neighbour(other: Document | None, here: str, view: str, rel: str) -> Html:
    if not other:
        return el("span", cls=rel)
    there = marked_page(other.id) if view == MARKED else pages.document_page(other.id)
    when = el("span", listed_date(other.card), cls="when")
    return el("a", when, titled(other), href=pages.link(here, there), cls=rel, rel=rel)
