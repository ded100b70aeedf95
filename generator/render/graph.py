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

HERE = "initiatives/index_graph.md"
NAMES = 40  # drawn, those used in most documents
DOCUMENTS = 30  # drawn, those that hold most of these names
SHORT = 15  # characters of a title

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
    back = el("p", el("a", esc("倡议与概念"), href=pages.link(HERE, "initiatives/index.md")), cls="crumbs")
    heading_, lede = el("h1", esc(title), id="title"), el("p", esc(_said(site, found)), cls="lede")
    if not found.names:
        return HERE, pages.page(meta, heading_, back, el("p", esc("还没有提到倡议的文献。"), cls="lede"))
    return HERE, pages.page(meta, heading_, back, lede, picture(site, found), _table(site, found))


def _said(site: Site, found: Meeting) -> str:
    every = [one for one in site.folders["initiatives"] if site.named.get(one.id)]
    bound = "" if len(every) <= NAMES else f"全部 {len(every)} 项中只画提及篇数最多的 {NAMES} 项；"
    rest = len({document.id for one in found.names for document, _ in site.named[one.id]}) - len(found.documents)
    bound += f"文献只画涉及这些名称最多的 {DOCUMENTS} 篇，另有 {rest} 篇未画；" if rest > 0 else ""
    return f"左为文献，自上而下按时间，日期不详的在最下；右为倡议与概念。线表示文中提到，越粗越多。{bound}图中所有，下表都有。"


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
    svg = el("svg", every, *documents, *names, role="group", aria_label="倡议与文献", **size)
    frame = el("div", svg, cls="picture", tabindex="0", role="region", aria_label="倡议同现图，可左右滚动")
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
    short = title if len(title) <= SHORT else title[:SHORT] + "…"
    date = labels.date(told[0].partition("/")[0]) if told else "日期不详"
    href = pages.link(HERE, pages.document_page(document.id))
    return _node(href, f"{title}（{date}）", y, [el("tspan", esc(f"{date}  "), cls="date"), esc(short)], lines, "left")


def _name(site: Site, authority: Authority, y: int, lines: Iterator[Html]) -> Html:
    english = authority.prefer.get("en")
    name = preferred(authority)
    said = f"{name}（{english.text}），{len(site.named[authority.id])} 篇" if english else name
    short = name if len(name) <= SHORT + 3 else name[: SHORT + 3] + "…"
    return _node(site.authority_link(HERE, authority.id) or "", said, y, [esc(short)], lines, "right")


def _node(href: str, said: str, y: int, text: Sequence[Html], lines: Iterator[Html], side: str) -> Html:
    x, shift = (_LEFT, -10) if side == "left" else (_RIGHT, 10)
    dot = el("circle", cx=str(x), cy=str(y), r="4")
    words = el("text", *text, x=str(x + shift), y=str(y + 4))
    own = el("g", *lines, cls="own")
    return el("a", el("title", esc(said)), own, dot, words, href=href, cls=side, aria_label=said)


# -- the table ------------------------------------------------------------------------------------------------------


def _table(site: Site, found: Meeting) -> Html:
    head = el("tr", heading("名称"), heading("篇数", "number"), heading("处数", "number"), heading("文献（处数）"))
    rows = [_row(site, found, one) for one in sorted(found.names, key=lambda one: -len(site.named[one.id]))]
    return table("图中的倡议与文献", head, rows, "docs meeting")


def _row(site: Site, found: Meeting, authority: Authority) -> Html:
    documents, count = str(len(site.named[authority.id])), str(site.count(authority.id))
    held = [
        join([title_link(document, HERE), el("span", esc(str(number)), cls="count")])
        for document in found.documents
        if (number := found.counts.get((authority.id, document.id)))
    ]
    name = el("a", esc(preferred(authority)), href=site.authority_link(HERE, authority.id))
    cells = (el("td", esc(n), cls="number", data_v=n, data_unit=unit) for n, unit in ((documents, "篇"), (count, "处")))
    return el("tr", el("th", name, scope="row", cls="what"), *cells, el("td", join(held, "；"), cls="said"))
