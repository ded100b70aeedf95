"""Pages of ids that are documents no more: where the text is now, or why it is gone; and lines that have moved away.

A citation made in any earlier year lands here: every raw line the id ever had is on its page.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from generator.model import Document, Identifier
from generator.render import pages
from generator.render.html import Html, block, el, esc, join, lines
from generator.render.places import line_places, units
from generator.render.site import LINES_A_PAGE, Site, dated, title_link
from generator.render.words import reason, say

NO_ROW: tuple[tuple[int, int], ...] = ()


def former_pages(site: Site) -> Iterator[tuple[str, str]]:
    """A page for each released id that is no document now, and for each witness that was withdrawn."""
    for row in site.archive.identifiers:
        if row.id not in site.archive.by_id:
            here = pages.document_page(row.id)
            yield here, _forward(site, row, here) if row.status == "forward" else _tombstone(row)
    yield from _witnesses(site)


def _forward(site: Site, row: Identifier, here: str) -> str:
    merged = say(" 已并入其他文献", " is part of other documents now")
    title = el("h1", say("编号 ", "Id "), el("code", esc(row.id)), merged, id="title")
    targets = [el("li", _target(site, id, here)) for id in row.to]
    now = say("，这个编号下的文字现在在：", ". What it held is now in:")
    said = el("p", reason(row.reason, cls=None), now, cls="lede")
    kept = say(
        "起改由此页转引；原编号永久保留，不再另用。", ": since then this page leads there. The id is kept for ever."
    )
    when = el("p", dated(row.date, False), kept)
    meta = {
        "title": f"{row.id}（已并入其他文献）",
        "en": f"{row.id} (part of other documents now)",
        "search": {"exclude": True},
        "archive": {"layout": "forward", "id": row.id, "to": list(row.to), "date": row.date},
    }
    return pages.page(meta, title, said, block("ul", *targets, cls="related"), when, _lines(site, row, here))


def _target(site: Site, id: str, here: str) -> Html:
    document = site.archive.by_id.get(id)
    code = el("code", esc(id))
    if document:
        return join([title_link(document, here), code], " ")
    return el("a", code, href=pages.link(here, pages.document_page(id)))


def _tombstone(row: Identifier) -> str:
    title = el("h1", say("编号 ", "Id "), el("code", esc(row.id)), say(" 已撤下", " was withdrawn"), id="title")
    facts = (
        el("div", el("dt", esc("理由"), data_en="Reason"), reason(row.reason, "dd", None)),
        el("div", el("dt", esc("日期"), data_en="Date"), el("dd", dated(row.date, False))),
        el("div", el("dt", esc("原件"), data_en="Witness"), el("dd", el("bdi", esc(row.seed)))),
        el("div", el("dt", esc("SHA-256")), el("dd", el("code", esc(row.sha256), cls="digest"))),
    )
    en = "This document was published here and later withdrawn. Its id is kept for ever and not used again."
    said = el("p", esc("这篇文献曾在本档案中公布，后来撤下。编号永久保留，不再另用。"), cls="lede", data_en=en)
    places = [el("span", id=f"l{number}") for first, last in row.lines for number in range(first, last + 1)]
    meta = {
        "title": f"{row.id}（已撤下）",
        "en": f"{row.id} (withdrawn)",
        "search": {"exclude": True},
        "archive": {"layout": "withdrawn", "id": row.id, "reason": row.reason, "date": row.date},
    }
    return pages.page(meta, title, el("p", *places, cls="former"), said, block("dl", *facts))


def _witnesses(site: Site) -> Iterator[tuple[str, str]]:
    """A withdrawn witness keeps its address too."""
    present = {cleaned.seed.short for cleaned in site.archive.cleaned}
    gone = [row for row in site.archive.identifiers if row.short not in present]
    for short, rows in groupby(sorted(gone, key=lambda row: (row.short, row.number)), lambda row: row.short):
        held = list(rows)
        last = max(row.lines[-1][1] for row in held)
        for number in range(1, 2 + (last - 1) // LINES_A_PAGE):
            here = pages.witness_page(short, number)
            yield here, _gone_witness(here, held[0].seed, held)


def _gone_witness(here: str, seed: str, rows: Sequence[Identifier]) -> str:
    label = el("span", esc("原件"), cls="label", data_en="Witness")
    title = el("h1", label, el("bdi", esc(seed)), say(" 已撤下", " was withdrawn"), id="title")
    held = [el("li", el("a", el("code", esc(r.id)), href=pages.link(here, pages.document_page(r.id)))) for r in rows]
    said = el("p", say("理由与日期见其中各篇：", "Reason and date are with its documents:"), cls="lede")
    meta = {"title": f"原件 {seed}（已撤下）", "search": {"exclude": True}, "archive": {"layout": "withdrawn"}}
    return pages.page(meta, title, said, block("ul", *held, cls="held"))


# -- lines that are elsewhere now -----------------------------------------------------------------------------------


def moved_lines(site: Site, document: Document, here: str) -> Html:
    """Raw lines that a released document once had and has no more: each where it was, leading to where it is."""
    row = site.archive.released.get(document.id)
    cleaned = site.cleaned_by_seed[document.seed]
    own = {unit.anchor for unit in units(document)}
    places = line_places(cleaned, document, site.kept[document.seed]) if row else {}
    gone = [n for n in _numbers(row.lines if row else NO_ROW) if n not in places and f"l{n}" not in own]
    if not gone:
        return Html("")
    return lines(
        [el("h2", esc("移出的行"), data_en="Lines moved elsewhere"), _leading(site, document.seed, gone, here)]
    )


def _lines(site: Site, row: Identifier, here: str) -> Html:
    """Every raw line of a forwarded id, leading to its place now."""
    cleaned = next((cleaned for cleaned in site.archive.cleaned if cleaned.seed.short == row.short), None)
    numbers = list(_numbers(row.lines))
    if cleaned is None:
        return el("p", *(el("span", id=f"l{number}") for number in numbers), cls="former")
    return lines([el("h2", esc("逐行"), data_en="Line by line"), _leading(site, cleaned.seed.name, numbers, here)])


def _leading(site: Site, seed: str, numbers: Sequence[int], here: str) -> Html:
    """Numbers of raw lines in groups, by the page that has them now."""
    where = {n: _holder(site, seed, n) for n in numbers}
    groups = []
    for holder, found in groupby(numbers, lambda n: where[n]):
        group = list(found)
        name = el("code", esc(holder)) if holder else say("原件", "witness")
        links = [el("a", esc(str(n)), id=f"l{n}", href=_line_link(site, seed, holder, n, here)) for n in group]
        groups.append(el("p", name, say("：", ": "), join(links, " "), cls="former"))
    return block("div", *groups, data_search_exclude="true")


def _holder(site: Site, seed: str, number: int) -> str | None:
    """The document that has the anchor of a raw line: it kept the line, or the one that the line repeats."""
    kept = site.kept[seed]
    number = kept.copies.get(number, number)
    for document in site.cleaned_by_seed[seed].documents:
        at = bisect_right(document.lines, number, key=lambda pair: pair[0]) - 1
        if at >= 0 and number <= document.lines[at][1]:
            return document.id
    return None


def _line_link(site: Site, seed: str, holder: str | None, number: int, here: str) -> str:
    return (
        pages.link(here, pages.document_page(holder), f"l{number}") if holder else site.witness_link(here, seed, number)
    )


def _numbers(pairs: Iterable[tuple[int, int]]) -> Iterator[int]:
    return (number for first, last in pairs for number in range(first, last + 1))
