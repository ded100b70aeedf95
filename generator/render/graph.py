"""Which initiatives meet in which documents, as a picture and as a table: documents in order of time, names beside.

Both sides are columns, so that every name can be read and the picture is the same on every machine. A name stands at
the mean height of its documents, which keeps the lines short (the barycentre method of Sugiyama, Tagawa and Toda, 1981).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.model import Authority, Document
from generator.render import labels, pages
from generator.render.html import Html, block, el, esc, join
from generator.render.site import Site, date_key, dating, preferred, shown_title, title_link
from generator.render.tables import heading, table
from generator.render.words import headline, say, series, some

HERE = "initiatives/index_graph.md"
NAMES = 40  # drawn, those used in most documents
DOCUMENTS = 30  # drawn, those that hold most of these names
SHORT = 15  # characters of a title

_DRAWN = (
    "左为文献，自上而下按时间，年份不详的在最下；右为倡议与概念。线表示文中提到，越粗越多。",
    "On the left documents by date, those of unknown year last; on the right initiatives and concepts. A line is a mention; "
    "the more, the thicker. ",
)
_STEP, _TOP, _LEFT, _RIGHT, _WIDE = 22, 14, 310, 540, 820


@dataclass(frozen=True)
class Meeting:
    """The names and documents that are drawn, and how often each name stands in each document."""

    names: tuple[Authority, ...]
    documents: tuple[Document, ...]
    counts: dict[tuple[str, str], int]


def graph_page(site: Site) -> tuple[str, str]:
    title = "倡议同现图"
    meta = {"title": title, "search": {"exclude": True}, "archive": {"layout": "browse"}}
    found = meeting(site)
    up = say("倡议与概念", "Initiatives and concepts")
    back = el("p", el("a", up, href=pages.link(HERE, "initiatives/index.md")), cls="crumbs")
    heading_, lede = headline(title, "What meets where"), el("p", *_said(site, found), cls="lede")
    if not found.names:
        none = say("还没有提到倡议的文献。", "No document names an initiative yet.")
        return HERE, pages.page(meta, heading_, back, el("p", none, cls="lede"))
    return HERE, pages.page(meta, heading_, back, lede, picture(site, found), _table(site, found))


def _said(site: Site, found: Meeting) -> Iterator[Html]:
    every = [one for one in site.folders["initiatives"] if site.named.get(one.id)]
    rest = len({document.id for one in found.names for document, _ in site.named[one.id]}) - len(found.documents)
    yield say(*_DRAWN)
    if len(every) > NAMES:
        zh = f"全部 {len(every)} 项中只画提及篇数最多的 {NAMES} 项；"
        yield say(zh, f"Of {len(every)} names, the {NAMES} that most documents have are drawn. ")
    if rest > 0:
        zh = f"文献只画涉及这些名称最多的 {DOCUMENTS} 篇，另有 {rest} 篇未画；"
        yield say(zh, f"The {DOCUMENTS} documents with most of these names are drawn; {rest} more are not. ")
    yield say("图中所有，下表都有。", "All that is in the picture is in the table below.")


def meeting(site: Site) -> Meeting:
    """What is drawn: bounded, however many documents there are."""
    every = [one for one in site.folders["initiatives"] if site.named.get(one.id)]
    ranked = sorted(every, key=lambda one: (-len(site.named[one.id]), -site.count(one.id), one.id))[:NAMES]
    counts = {(one.id, d.id): len(mentions) for one in ranked for d, mentions in site.named[one.id]}
    held: dict[str, int] = {}
    for _, document in counts:
        held[document] = held.get(document, 0) + 1
    most = sorted(held, key=lambda id: (-held[id], id))[:DOCUMENTS]
    documents = tuple(sorted((site.archive.by_id[id] for id in most), key=date_key))
    drawn = {key: count for key, count in counts.items() if key[1] in set(most)}
    return Meeting(_ordered(ranked, documents, drawn), documents, drawn)


def _ordered(
    names: Sequence[Authority], documents: Sequence[Document], counts: dict[tuple[str, str], int]
) -> tuple[Authority, ...]:
    """Names at the mean height of their documents; one without a drawn document is not drawn."""
    heights: dict[str, list[int]] = {one.id: [] for one in names}
    for height, document in enumerate(documents):
        for one in names:
            if (one.id, document.id) in counts:
                heights[one.id].append(height)
    kept = [one for one in names if heights[one.id]]
    return tuple(sorted(kept, key=lambda one: (sum(heights[one.id]) / len(heights[one.id]), one.id)))


# -- the picture ----------------------------------------------------------------------------------------------------


def picture(site: Site, found: Meeting) -> Html:
    """The graph as SVG: each name and each document a link, which shows its own lines when pointed at."""
    tall = 2 * _TOP + _STEP * max(len(found.names), len(found.documents))
    left = _heights(len(found.documents), tall)
    right = _heights(len(found.names), tall)
    ends = {document.id: y for document, y in zip(found.documents, left, strict=True)}
    starts = {one.id: y for one, y in zip(found.names, right, strict=True)}
    lines = {key: _line(ends[key[1]], starts[key[0]], count) for key, count in found.counts.items() if key[0] in starts}
    documents = [_document(one, ends[one.id], _own(lines, 1, one.id)) for one in found.documents]
    names = [_name(site, one, starts[one.id], _own(lines, 0, one.id)) for one in found.names]
    every = el("g", *lines.values(), cls="lines")
    size = {"viewBox": f"0 0 {_WIDE} {tall}", "width": str(_WIDE), "height": str(tall)}
    svg = el(
        "svg",
        every,
        *documents,
        *names,
        role="group",
        aria_label="倡议与文献",
        data_en_aria_label="Initiatives and documents",
        **size,
    )
    label, en = "倡议同现图，可左右滚动", "What meets where, to scroll sideways"
    frame = el("div", svg, cls="picture", tabindex="0", role="region", aria_label=label, data_en_aria_label=en)
    return block("div", frame, cls="graph")


def _heights(number: int, tall: int) -> list[int]:
    """Places evenly over the whole height."""
    return [round(tall * (2 * n + 1) / (2 * number)) for n in range(number)]


def _own(lines: dict[tuple[str, str], Html], side: int, id: str) -> Iterator[Html]:
    return (line for key, line in lines.items() if key[side] == id)


def _line(left: int, right: int, count: int) -> Html:
    middle = (_LEFT + _RIGHT) // 2
    width = min(6.0, 0.75 + 0.5 * count)
    return el("path", d=f"M{_LEFT} {left}C{middle} {left} {middle} {right} {_RIGHT} {right}", stroke_width=f"{width:g}")


def _document(document: Document, y: int, lines: Iterator[Html]) -> Html:
    told = dating(document.card)
    title = shown_title(document)
    first = told[0].partition("/")[0] if told else ""
    date, en = (labels.date(first), labels.date_en(first)) if told else ("日期不详", "undated")
    href = pages.link(HERE, pages.document_page(document.id))
    untitled = None if document.card.title else f"[untitled] {document.id}"
    day = el("tspan", esc(f"{date}  "), cls="date", data_en=f"{en}  ")
    return _node(href, (title, untitled), y, [day, _short(title, SHORT, untitled)], lines, "left")


def _name(site: Site, authority: Authority, y: int, lines: Iterator[Html]) -> Html:
    english = authority.prefer.get("en")
    name, number = preferred(authority), len(site.named[authority.id])
    zh = f"{name}（{english.text}），{number} 篇" if english else name
    en = f"{english.text}, {some(number, 'document')}" if english else None
    href = site.authority_link(HERE, authority.id) or ""
    return _node(href, (zh, en), y, [_short(name, SHORT + 3)], lines, "right")


def _short(text: str, most: int, en: str | None = None) -> Html:
    """As much of a title or name as there is room for."""
    return el("tspan", esc(text if len(text) <= most else text[:most] + "…"), lang="zh", data_en=en)


def _node(
    href: str, said: tuple[str, str | None], y: int, text: Sequence[Html], lines: Iterator[Html], side: str
) -> Html:
    (zh, en), (x, shift) = said, (_LEFT, -10) if side == "left" else (_RIGHT, 10)
    dot = el("circle", cx=str(x), cy=str(y), r="4")
    words = el("text", *text, x=str(x + shift), y=str(y + 4))
    own, title = el("g", *lines, cls="own"), el("title", esc(zh), lang="zh", data_en=en)
    return el("a", title, own, dot, words, href=href, cls=side, aria_label=zh, data_en_aria_label=en)


# -- the table ------------------------------------------------------------------------------------------------------


def _table(site: Site, found: Meeting) -> Html:
    head = el(
        "tr", heading("名称", en="Name"), heading("篇数", "number", en="Documents"),
        heading("处数", "number", en="Mentions"), heading("文献（处数）", en="Documents (mentions)"),
    )  # fmt: skip
    rows = [_row(site, found, one) for one in sorted(found.names, key=lambda one: -len(site.named[one.id]))]
    return table("图中的倡议与文献", head, rows, "docs meeting", en="Initiatives and documents of the picture")


def _row(site: Site, found: Meeting, authority: Authority) -> Html:
    documents, count = str(len(site.named[authority.id])), str(site.count(authority.id))
    held = [
        join([title_link(document, HERE), el("span", esc(str(number)), cls="count")])
        for document in found.documents
        if (number := found.counts.get((authority.id, document.id)))
    ]
    name = el("a", esc(preferred(authority)), href=site.authority_link(HERE, authority.id))
    units = ((documents, "篇", "documents"), (count, "处", "mentions"))
    cells = (el("td", esc(n), cls="number", data_v=n, data_unit=zh, data_unit_en=en) for n, zh, en in units)
    return el("tr", el("th", name, scope="row", cls="what"), *cells, el("td", series(held, "；"), cls="said"))
