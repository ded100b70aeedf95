"""Every way to sort documents: a page that lists the ways, one for each way's values, one for each value.

No page grows without end: a value with many documents has a page for each year, long lists have several pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pypinyin import lazy_pinyin

from generator.model import Document
from generator.render import labels, pages
from generator.render.facets import FACETS, NONE, UNDATED, Facet, Value, home_of, place, values_of
from generator.render.html import Html, block, el, esc, join
from generator.render.site import DOCUMENTS_A_PAGE, Site, called, year
from generator.render.tables import documents_table, heading, table
from generator.render.witness import page_turner
from generator.render.words import headline, say, some

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

    @property
    def english(self) -> str:
        said = self.value.en or self.value.name_en
        return f"{self.facet.en}: {said}" if said else self.facet.en


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
    zh = "每一种著录项都可以用来找文献；没有这一项的文献也另列一页，不会漏掉。"
    en = "Every part of a record is a way to documents; those that lack it have a page too, so that none is left out."
    said = el("p", esc(zh), cls="lede", data_en=en)
    items = [_way(facet, held) for facet, held in found if held]
    meta = {"title": "浏览", "search": {"exclude": True}, "archive": {"layout": "browse"}}
    return pages.page(meta, headline("浏览", "Browse"), said, block("dl", *items, cls="facets"))


def _way(facet: Facet, held: Sequence[Shelf]) -> Html:
    known = [shelf for shelf in held if shelf.value.slug != NONE]
    most = [_counted(shelf, INDEX) for shelf in known[:FOREMOST]]
    name = el("a", esc(facet.zh), href=pages.link(INDEX, home_of(facet.id)), data_en=facet.en)
    count = el("span", esc(f"{len(known)} 项"), cls="count", data_en=some(len(known), "value"))
    said = el("p", say(*facet.said))
    return block("div", el("dt", name, count), el("dd", said, block("ul", *most, cls="named")))


def _counted(shelf: Shelf, here: str) -> Html:
    href = pages.link(here, place(shelf.facet.id, shelf.value.slug))
    number = len(shelf.documents)
    en = some(number, "document")
    count = el("span", esc(str(number)), cls="count", title=f"{number} 篇", data_en_title=en)
    return el("li", el("a", shelf.value.html, href=href), count)


# -- the values of one way ------------------------------------------------------------------------------------------


def _facet_pages(facet: Facet, held: Sequence[Shelf]) -> Iterator[tuple[str, str]]:
    groups = pages.chunks(held, VALUES_A_PAGE)
    there = [pages.browse_page(facet.id, number=number + 1) for number in range(len(groups))]
    title, en = f"按{facet.zh}浏览", f"Browse: {facet.en}"
    meta = {"title": title, "en": en, "search": {"exclude": True}, "archive": {"layout": "browse"}}
    head = el(
        "tr", heading(facet.zh, en=facet.en), heading("篇数", "number", en="Documents"), heading("年份", en="Years")
    )
    for here, group in zip(there, groups, strict=True):
        turn = page_turner(there, here)
        rows = table(title, head, [_value(shelf, here) for shelf in group], "values", en=en)
        said = el(
            "p", esc(f"{facet.said[0]}。"), cls="lede", data_en=f"{facet.said[1][:1].upper()}{facet.said[1][1:]}."
        )
        yield here, pages.page(meta, headline(title, en), _crumbs(here), said, turn, rows, turn)


def _value(shelf: Shelf, here: str) -> Html:
    link = el("a", shelf.value.html, href=pages.link(here, place(shelf.facet.id, shelf.value.slug)))
    count = str(len(shelf.documents))
    cells = (el("td", esc(count), cls="number", data_v=count), el("td", _years(shelf.documents)))
    return el("tr", el("th", link, scope="row"), *cells)


def _years(documents: Sequence[Document]) -> Html:
    """From the first year to the last; what has no date stands last and is not counted."""
    known = [found for document in documents if (found := year(document))]
    if not known:
        return say("年份不详", "year unknown")
    return esc(known[0] if known[0] == known[-1] else f"{known[0]}–{known[-1]}")


def _crumbs(here: str, facet: Facet | None = None) -> Html:
    parts = [el("a", say("浏览", "Browse"), href=pages.link(here, INDEX))]
    if facet:
        parts.append(el("a", say(facet.zh, facet.en), href=pages.link(here, home_of(facet.id))))
    return el("p", join(parts, " › "), cls="crumbs")


# -- the documents of one value -------------------------------------------------------------------------------------


def _shelf_pages(site: Site, shelf: Shelf) -> Iterator[tuple[str, str]]:
    here = place(shelf.facet.id, shelf.value.slug)
    if len(shelf.documents) <= DOCUMENTS_A_PAGE:
        held = documents_table(shelf.documents, here, shelf.title, shelf.english)
        yield here, _shelf_page(site, shelf, here, "", held)
        return
    years = Counter(year(document) or UNDATED for document in shelf.documents)
    yield here, _shelf_page(site, shelf, here, "", _by_year(shelf, here, years))
    for which in years:
        documents = [document for document in shelf.documents if (year(document) or UNDATED) == which]
        yield from _year_pages(site, shelf, which, documents)


def _by_year(shelf: Shelf, here: str, years: Counter[str]) -> Html:
    head = el("tr", heading("年份", en="Year"), heading("篇数", "number", en="Documents"))
    rows = []
    for which, count in years.items():
        href = pages.link(here, pages.browse_page(shelf.facet.id, shelf.value.slug, which))
        cell = el("td", esc(str(count)), cls="number", data_v=str(count))
        rows.append(
            el("tr", el("th", el("a", say(_year_name(which), labels.year_en(which)), href=href), scope="row"), cell)
        )
    return table(f"{shelf.title}，各年", head, rows, "values", en=f"{shelf.english}, by year")


def _year_name(which: str) -> str:
    return "年份不详" if which == UNDATED else f"{which}年"


def _year_pages(site: Site, shelf: Shelf, which: str, documents: Sequence[Document]) -> Iterator[tuple[str, str]]:
    groups = pages.chunks(documents, DOCUMENTS_A_PAGE)
    there = [pages.browse_page(shelf.facet.id, shelf.value.slug, which, n + 1) for n in range(len(groups))]
    title, en = f"{shelf.title}，{_year_name(which)}", f"{shelf.english}, {labels.year_en(which)}"
    for here, group in zip(there, groups, strict=True):
        turn = page_turner(there, here)
        yield here, _shelf_page(site, shelf, here, which, turn, documents_table(group, here, title, en), turn)


def _shelf_page(site: Site, shelf: Shelf, here: str, which: str, *inside: Html) -> str:
    """The page of a value, or of one year of it."""
    zh, en = (f"，{_year_name(which)}", f", {labels.year_en(which)}") if which else ("", "")
    meta = {
        "title": shelf.title + zh,
        "en": shelf.english + en,
        "search": {"exclude": True},
        "archive": {"layout": "browse"},
    }
    label = el("span", esc(shelf.facet.zh), cls="label", data_en=shelf.facet.en)
    name = el("h1", label, shelf.value.html, *([say(zh, en)] if which else []), id="title")
    return pages.page(meta, name, _crumbs(here, shelf.facet), _record(site, shelf, here), *inside)


def _record(site: Site, shelf: Shelf, here: str) -> Html:
    """The way to the page of the person, meeting or initiative itself."""
    id = shelf.value.authority
    href = site.authority_link(here, id) if id else None
    if not id or not href:
        return Html("")
    said = say("说明、名称与每一处提及：", "Description, names and every mention: ")
    return el("p", said, el("a", called(site.authorities[id]), href=href), cls="to-record")
