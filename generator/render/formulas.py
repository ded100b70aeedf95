"""Words that stand in many documents: counted, dated, with every place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from generator.folding import bare, fold
from generator.model import Document, Formula, Stand
from generator.records import jsonl
from generator.render import labels, pages
from generator.render.html import Html, block, el, esc
from generator.render.kwic import AROUND, flags_in, line_link, line_of, quoted, trust
from generator.render.parallel import stand_record
from generator.render.places import units
from generator.render.site import Site, date_key, listed_date, placed, sorted_as, title_link
from generator.render.tables import heading, table
from generator.render.witness import page_turner
from generator.render.words import headline, say, some

FORMULAS_A_PAGE = 200
PLACES_A_PAGE = 200


def formula_files(site: Site) -> Iterator[tuple[str, str]]:
    """The formulas as data."""
    yield "data/formulas.jsonl", jsonl(_records(site))


def formula_pages(site: Site) -> Iterator[tuple[str, str]]:
    """The list of formulas, those of widest use first, and the places of each."""
    formulas = site.archive.parallels.formulas
    groups = pages.chunks(formulas, FORMULAS_A_PAGE)
    there = [pages.formula_page(number=number + 1) for number in range(len(groups))]
    for here, group in zip(there, groups, strict=True):
        yield here, _list(site, here, group, page_turner(there, here))
    for formula in formulas:
        yield from _places(site, formula)


def _slug(formula: Formula) -> str:
    """A name for the page that stays while the words do, in either script."""
    return "f" + hashlib.sha256(bare(fold(formula.text)).encode()).hexdigest()[:10]


def _meta(title: str) -> dict[str, Any]:
    return {"title": title, "search": {"exclude": True}, "archive": {"layout": "browse"}}


def _list(site: Site, here: str, group: Sequence[Formula], turn: Html) -> str:
    title = "常见语句"
    said = "四篇以上的文献都有的话，十二个字以上，繁简、标点不计。它们不是某一篇引用另一篇，所以不逐对列出，只计其数与最早的日期。"
    said_en = (
        "Words that four documents or more have alike, of twelve characters or more, script and punctuation aside. "
        "They are no quotation of one by another: they are counted, with their first date, and not listed pair by pair."
    )
    head = el(
        "tr", heading("语句", en="Phrase"), heading("篇数", "number", en="Documents"),
        heading("处数", "number", en="Places"), heading("最早", en="First"),
    )  # fmt: skip
    lines = [_row(site, here, one) for one in group]
    rows = table(title, head, lines, "docs formulas", en="Common phrases") if group else Html("")
    return pages.page(
        _meta(title), headline(title, "Common phrases"), el("p", esc(said), cls="lede", data_en=said_en), _back(here),
        turn, rows or el("p", say("还没有找到。", "None found yet.")), turn,
    )  # fmt: skip


def _back(here: str) -> Html:
    return el(
        "p", el("a", say("平行文句", "Parallel passages"), href=pages.link(here, pages.parallel_index())), cls="crumbs"
    )


def _row(site: Site, here: str, formula: Formula) -> Html:
    documents, count = str(len(formula.documents)), str(len(formula.places))
    first = _first(site, formula)
    link = el("a", el("bdi", esc(formula.text)), href=pages.link(here, pages.formula_page(_slug(formula))))
    return el(
        "tr",
        el("th", link, scope="row", cls="what"),
        el("td", esc(documents), cls="number", data_v=documents, data_unit="篇", data_unit_en="documents"),
        el("td", esc(count), cls="number", data_v=count, data_unit="处", data_unit_en="places"),
        el(
            "td",
            listed_date(first.card) if first else Html(""),
            cls="when",
            data_v=sorted_as(first.card if first else None),
        ),
    )


def _first(site: Site, formula: Formula) -> Document | None:
    """The earliest document that has a date of its own, with its year."""
    return next((document for document in _documents(site, formula) if placed(document.card)), None)


def _documents(site: Site, formula: Formula) -> list[Document]:
    return sorted((site.archive.by_id[id] for id in formula.documents), key=date_key)


def _places(site: Site, formula: Formula) -> Iterator[tuple[str, str]]:
    order = {document.id: n for n, document in enumerate(_documents(site, formula))}
    stands = sorted(formula.places, key=lambda stand: order[stand.document])
    groups = pages.chunks(stands, PLACES_A_PAGE)
    there = [pages.formula_page(_slug(formula), number + 1) for number in range(len(groups))]
    zh = f"见于 {len(formula.documents)} 篇文献，共 {len(formula.places)} 处，按日期排列。"
    said = say(zh, f"{some(len(formula.places), 'place')} in {some(len(formula.documents), 'document')}, by date.")
    for here, group in zip(there, groups, strict=True):
        crumbs = el(
            "p", el("a", say("常见语句", "Common phrases"), href=pages.link(here, pages.formula_page())), cls="crumbs"
        )
        turn = page_turner(there, here)
        held = [
            _of_document(site.archive.by_id[id], [*found], here)
            for id, found in groupby(group, key=lambda stand: stand.document)
        ]
        lines = block("section", turn, *held, turn, cls="concordance")
        title = el("h1", el("bdi", esc(formula.text)), id="title")
        yield here, pages.page(_meta(formula.text), title, crumbs, el("p", said, cls="lede"), lines)


def _of_document(document: Document, stands: Sequence[Stand], here: str) -> Html:
    when = el("span", listed_date(document.card), cls="when")
    texts = {unit.anchor: unit.text for unit in units(document)}
    items = [_line(document, texts[stand.anchor], stand, here) for stand in stands]
    listed = block("ul", *items, cls="kwic", lang=labels.language(document.card.script))
    return block("div", el("h2", when, title_link(document, here), trust(document)), listed, cls="in")


def _line(document: Document, text: str, stand: Stand, here: str) -> Html:
    start, end = max(0, stand.start - AROUND), min(len(text), stand.end + AROUND)
    flags = [flag for _, flag in flags_in(document, stand.anchor, start, end)]
    line = line_of(stand.anchor)
    href = pages.link(here, pages.document_page(document.id), stand.anchor)
    return el(
        "li",
        line_link(href, line),
        el("span", esc("…" if start else ""), quoted(text, start, stand.start, flags), cls="before"),
        el("mark", quoted(text, stand.start, stand.end, flags)),
        el("span", quoted(text, stand.end, end, flags), esc("…" if end < len(text) else ""), cls="after"),
    )


def _records(site: Site) -> Iterator[dict[str, Any]]:
    """One object for each formula."""
    for formula in site.archive.parallels.formulas:
        first = _first(site, formula)
        texts = {id: {unit.anchor: unit.text for unit in units(site.archive.by_id[id])} for id in formula.documents}
        yield {
            "text": formula.text,
            "documents": len(formula.documents),
            "first": first.id if first else None,
            "places": [stand_record(stand, texts[stand.document][stand.anchor]) for stand in formula.places],
        }
