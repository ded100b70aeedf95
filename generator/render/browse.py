"""Every way to sort documents: a page that lists the ways, one for each way's values, one for each value.

No page grows without end: a value with many documents has a page for each year, long lists have several pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pypinyin import lazy_pinyin

from generator.model import Document
from generator.render import pages
from generator.render.facets import FACETS, NONE, UNDATED, Facet, Value, home_of, place, values_of
from generator.render.html import Html, block, el, esc, join
from generator.render.site import DOCUMENTS_A_PAGE, Site, preferred, year
from generator.render.tables import documents_table, heading, table
from generator.render.witness import page_turner

VALUES_A_PAGE = 300
FOREMOST = 6
INDEX = "browse/index.md"


@dataclass(frozen=True)
class Shelf:
    """A value of a facet and its documents, in order of date."""

    facet: Facet
    value: Value
    documents: tuple[Document, ...]

    @property
    def title(self) -> str:
        return f"{self.facet.zh}：{self.value.text}"


def shelves(site: Site, facet: Facet) -> list[Shelf]:
    """The values of a facet, those with most documents first, then as spoken; documents without a value stand last."""
    values: dict[str, Value] = {}
    held: dict[str, list[Document]] = {}
    for document in site.by_date:
        for value in values_of(facet, site, document):
            values.setdefault(value.slug, value)
            held.setdefault(value.slug, []).append(document)
    found = [Shelf(facet, value, tuple(held[slug])) for slug, value in values.items()]
    return sorted(found, key=_rank)


def _rank(shelf: Shelf) -> tuple[bool, int, list[str], str]:
    return shelf.value.slug == NONE, -len(shelf.documents), lazy_pinyin(shelf.value.text), shelf.value.slug


def browse_pages(site: Site) -> Iterator[tuple[str, str]]:
    found = [(facet, shelves(site, facet)) for facet in FACETS]
    yield INDEX, _index(found)
    for facet, held in found:
        if facet.id == "date":  # its pages are the lists of documents
            continue
        yield from _facet_pages(facet, held)
        for shelf in held:
            yield from _shelf_pages(site, shelf)


# -- the ways -------------------------------------------------------------------------------------------------------


def _index(found: Sequence[tuple[Facet, Sequence[Shelf]]]) -> str:
    said = el("p", esc("每一种著录项都可以用来找文献；没有这一项的文献也另列一页，不会漏掉。"), cls="lede")
    items = [_way(facet, held) for facet, held in found if held]
    meta = {"title": "浏览", "search": {"exclude": True}, "archive": {"layout": "browse"}}
    return pages.page(meta, el("h1", esc("浏览"), id="title"), said, block("dl", *items, cls="facets"))


def _way(facet: Facet, held: Sequence[Shelf]) -> Html:
    known = [shelf for shelf in held if shelf.value.slug != NONE]
    most = [_counted(shelf, INDEX) for shelf in known[:FOREMOST]]
    name = el("a", esc(facet.zh), href=pages.link(INDEX, home_of(facet.id)))
    count = el("span", esc(f"{len(known)} 项"), cls="count")
    said = el("p", esc(facet.said))
    return block("div", el("dt", name, count), el("dd", said, block("ul", *most, cls="named")))


def _counted(shelf: Shelf, here: str) -> Html:
    href = pages.link(here, place(shelf.facet.id, shelf.value.slug))
    count = el("span", esc(str(len(shelf.documents))), cls="count", title=f"{len(shelf.documents)} 篇")
    return el("li", el("a", el("bdi", esc(shelf.value.text)), href=href), count)


# -- the values of one way ------------------------------------------------------------------------------------------


def _facet_pages(facet: Facet, held: Sequence[Shelf]) -> Iterator[tuple[str, str]]:
    groups = pages.chunks(held, VALUES_A_PAGE)
    there = [pages.browse_page(facet.id, number=number + 1) for number in range(len(groups))]
    title = f"按{facet.zh}浏览"
    meta = {"title": title, "search": {"exclude": True}, "archive": {"layout": "browse"}}
    head = el("tr", heading(facet.zh), heading("篇数", "number"), heading("年份"))
    for here, group in zip(there, groups, strict=True):
        turn = page_turner(there, here)
        rows = table(title, head, [_value(shelf, here) for shelf in group], "values")
        said = el("p", esc(f"{facet.said}。"), cls="lede")
        yield here, pages.page(meta, el("h1", esc(title), id="title"), _crumbs(here), said, turn, rows, turn)


def _value(shelf: Shelf, here: str) -> Html:
    name = el("bdi", esc(shelf.value.text))
    link = el("a", name, href=pages.link(here, place(shelf.facet.id, shelf.value.slug)))
    count = str(len(shelf.documents))
    cells = (el("td", esc(count), cls="number", data_v=count), el("td", esc(_years(shelf.documents))))
    return el("tr", el("th", link, scope="row"), *cells)


def _years(documents: Sequence[Document]) -> str:
    """From the first year to the last; what has no date stands last and is not counted."""
    known = [found for document in documents if (found := year(document))]
    if not known:
        return "日期不详"
    return known[0] if known[0] == known[-1] else f"{known[0]}–{known[-1]}"


def _crumbs(here: str, facet: Facet | None = None) -> Html:
    parts = [el("a", esc("浏览"), href=pages.link(here, INDEX))]
    if facet:
        parts.append(el("a", esc(facet.zh), href=pages.link(here, home_of(facet.id))))
    return el("p", join(parts, " › "), cls="crumbs")


# -- the documents of one value -------------------------------------------------------------------------------------


def _shelf_pages(site: Site, shelf: Shelf) -> Iterator[tuple[str, str]]:
    here = place(shelf.facet.id, shelf.value.slug)
    if len(shelf.documents) <= DOCUMENTS_A_PAGE:
        yield here, _shelf_page(site, shelf, here, shelf.title, documents_table(shelf.documents, here, shelf.title))
        return
    years = Counter(year(document) or UNDATED for document in shelf.documents)
    yield here, _shelf_page(site, shelf, here, shelf.title, _by_year(shelf, here, years))
    for which in years:
        documents = [document for document in shelf.documents if (year(document) or UNDATED) == which]
        yield from _year_pages(site, shelf, which, documents)


def _by_year(shelf: Shelf, here: str, years: Counter[str]) -> Html:
    head = el("tr", heading("年份"), heading("篇数", "number"))
    rows = []
    for which, count in years.items():
        href = pages.link(here, pages.browse_page(shelf.facet.id, shelf.value.slug, which))
        cell = el("td", esc(str(count)), cls="number", data_v=str(count))
        rows.append(el("tr", el("th", el("a", esc(_year_name(which)), href=href), scope="row"), cell))
    return table(f"{shelf.title}，各年", head, rows, "values")


def _year_name(which: str) -> str:
    return "日期不详" if which == UNDATED else f"{which}年"


def _year_pages(site: Site, shelf: Shelf, which: str, documents: Sequence[Document]) -> Iterator[tuple[str, str]]:
    groups = pages.chunks(documents, DOCUMENTS_A_PAGE)
    there = [pages.browse_page(shelf.facet.id, shelf.value.slug, which, n + 1) for n in range(len(groups))]
    title = f"{shelf.title}，{_year_name(which)}"
    for here, group in zip(there, groups, strict=True):
        turn = page_turner(there, here)
        yield here, _shelf_page(site, shelf, here, title, turn, documents_table(group, here, title), turn)


def _shelf_page(site: Site, shelf: Shelf, here: str, title: str, *inside: Html) -> str:
    meta = {"title": title, "search": {"exclude": True}, "archive": {"layout": "browse"}}
    label = el("span", esc(shelf.facet.zh), cls="label")
    name = el("h1", label, el("bdi", esc(title.removeprefix(f"{shelf.facet.zh}："))), id="title")
    return pages.page(meta, name, _crumbs(here, shelf.facet), _record(site, shelf, here), *inside)


def _record(site: Site, shelf: Shelf, here: str) -> Html:
    """The way to the page of the person, meeting or initiative itself."""
    id = shelf.value.authority
    href = site.authority_link(here, id) if id else None
    if not id or not href:
        return Html("")
    name = preferred(site.authorities[id])
    return el("p", esc("说明、名称与每一处提及："), el("a", esc(name), href=href), cls="to-record")
