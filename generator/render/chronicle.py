"""The chronicle: what happened, year by year: meetings, documents, and the periods that documents speak of.

A date is shown with its certainty. What is only known by year or month stands before the days of that year or month.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator import edtf
from generator.model import Authority, Document
from generator.render import labels, pages
from generator.render.html import Html, block, el, esc, join
from generator.render.site import Site, called, dated, dating, is_inferred, title_link, year
from generator.render.tables import heading, table
from generator.render.witness import page_turner
from generator.render.words import headline, say, so_many_documents

ENTRIES_A_PAGE = 200
INDEX = "chronicle/index.md"
EVENT, DOCUMENT, PERIOD = "event", "document", "period"
_KINDS = {
    EVENT: ("会议与事件", "meeting or event"),
    DOCUMENT: ("文献", "document"),
    PERIOD: ("所述时段", "period treated"),
}
_COLUMNS = {EVENT: "Meetings and events", DOCUMENT: "Documents", PERIOD: "Periods treated"}


@dataclass(frozen=True)
class Entry:
    """Something that has a date: a meeting, a document, or the period a document speaks of."""

    kind: str
    date: str
    id: str
    inferred: bool = False
    dating: str = ""  # what kind of date it is, where it is not the document's own


def chronicle_pages(site: Site) -> Iterator[tuple[str, str]]:
    years = _by_year(entries(site))
    yield INDEX, _index(site, years)
    for which, found in years.items():
        yield from _year_pages(site, which, found)


def entries(site: Site) -> list[Entry]:
    """Everything dated, in order of time; a day without a year has no place in it."""
    known = (site.authorities[id] for id in site.known)
    found = [Entry(EVENT, one.date, one.id) for one in known if one.kind == "event" and one.date]
    for document in site.archive.documents:
        found += _of_document(document)
    return sorted((one for one in found if edtf.is_edtf(one.date) and not edtf.is_yearless(one.date)), key=_order)


def _of_document(document: Document) -> Iterator[Entry]:
    card = document.card
    told = dating(card)
    if told and told[1] != "covers":
        value, field, kind = told
        yield Entry(DOCUMENT, value, document.id, is_inferred(card, field), kind)
    if card.covers:
        yield Entry(PERIOD, card.covers, document.id, is_inferred(card, "covers"))


def _order(entry: Entry) -> tuple[edtf.Day, int, tuple[int, ...], str]:
    """By the first day; what lasts longer comes first, and a meeting before what was said there."""
    date = edtf.parse(entry.date)
    return _start(date), list(_KINDS).index(entry.kind), tuple(-part for part in date.last), entry.id


def _start(date: edtf.Edtf) -> edtf.Day:
    """The day it begins; an interval with an open start is placed at its end."""
    return date.last if date.first == edtf.FIRST else date.first


def _by_year(found: Sequence[Entry]) -> dict[str, list[Entry]]:
    """By the year in which it begins; a period that ends in another year stands there too."""
    years: dict[str, list[Entry]] = {}
    for entry in found:
        date = edtf.parse(entry.date)
        ends = {_start(date)[0]} | ({date.last[0]} if date.interval and date.last != edtf.LAST else set())
        for number in ends:
            years.setdefault(f"{number:04d}", []).append(entry)
    return dict(sorted(years.items(), key=lambda item: int(item[0])))


# -- pages ----------------------------------------------------------------------------------------------------------


def _index(site: Site, years: dict[str, list[Entry]]) -> str:
    said = "按发生的先后排列。方括号中的日期是推断所得；只知道年或月的，排在那一年、那一月之前。"
    few = sum(map(len, years.values())) <= ENTRIES_A_PAGE
    parts = [_line(site, INDEX, which, found, level="h2") for which, found in years.items()] if few else []
    meta = {"title": "大事记", "search": {"exclude": True}, "archive": {"layout": "browse"}}
    en = "In the order of events. Dates in square brackets are inferred; what is known only by year or month stands first."
    lede = el("p", esc(said), cls="lede", data_en=en)
    undated = el(
        "a", say("年份不详的文献", "Documents of unknown year"), href=pages.link(INDEX, "documents/undated.md")
    )
    lost = [document for document in site.archive.documents if not year(document)]
    left = say(f"（{len(lost)}）不在其中。", f" ({len(lost)}) are not among them.")
    note = el("p", undated, left, cls="crumbs") if lost else Html("")
    return pages.page(meta, headline("大事记", "Chronicle"), lede, note, _years(years), *parts)


def _years(years: dict[str, list[Entry]]) -> Html:
    """The years as a table, with what each has."""
    if not years:
        return Html("")
    columns = (heading(zh, "number", en=_COLUMNS[kind]) for kind, (zh, _) in _KINDS.items())
    head = el("tr", heading("年份", en="Year"), *columns)
    rows = []
    for which, found in years.items():
        count = Counter(entry.kind for entry in found)
        link = el("a", say(f"{which}年", which), href=pages.link(INDEX, pages.chronicle_page(which)))
        cells = (el("td", esc(str(count[kind])), cls="number", data_v=str(count[kind])) for kind in _KINDS)
        rows.append(el("tr", el("th", link, scope="row"), *cells))
    return table("各年", head, rows, "values", tools=False, en="Years")


def _year_pages(site: Site, which: str, found: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    groups = pages.chunks(found, ENTRIES_A_PAGE)
    there = [pages.chronicle_page(which, number + 1) for number in range(len(groups))]
    title, en = f"{which}年大事记", f"Chronicle of {which}"
    meta = {"title": title, "en": en, "search": {"exclude": True}, "archive": {"layout": "browse"}}
    for here, group in zip(there, groups, strict=True):
        back = el("p", el("a", say("大事记", "Chronicle"), href=pages.link(here, INDEX)), cls="crumbs")
        turn = page_turner(there, here)
        yield here, pages.page(meta, headline(title, en), back, turn, _line(site, here, which, group), turn)


def _line(site: Site, here: str, which: str, found: Sequence[Entry], level: str = "") -> Html:
    """The entries of a year on one line of time, by month."""
    year = el("a", say(f"{which}年", which), href=pages.link(here, pages.chronicle_page(which)))
    title = [el(level, year)] if level else []
    parts = []
    for month, group in groupby(found, lambda entry: _month(entry, which)):
        items = [_entry(site, here, entry) for entry in group]
        name = el("h3" if level else "h2", esc(month[0]), cls="month", data_en=month[1])
        parts += [name, block("ol", *items, cls="line")]
    return block("section", *title, *parts, cls="chronicle")


def _month(entry: Entry, which: str) -> tuple[str, str]:
    date = edtf.parse(entry.date)
    first = _start(date)
    if first[0] != int(which):
        return "自往年起", "from an earlier year"
    ends = entry.date.split("/")
    at = edtf.parse(ends[-1] if date.first == edtf.FIRST else ends[0])  # of a period, the end at which it is placed
    if at.first[:2] != at.last[:2]:
        return "月份不详", "month unknown"
    return f"{first[1]}月", labels.date_en(f"{first[0]:04d}-{first[1]:02d}").split(" ")[0]


def _entry(site: Site, here: str, entry: Entry) -> Html:
    dating = el("span", esc(entry.dating), cls="which", data_en=labels.english(entry.dating) if entry.dating else None)
    when = join([dated(entry.date, entry.inferred), dating])
    kind = el("span", say(*_KINDS[entry.kind]), cls="label")
    if entry.kind == EVENT:
        told = _event(site, here, site.authorities[entry.id])
    else:
        told = _document(site.archive.by_id[entry.id], here, entry.kind)
    return el("li", el("span", when, cls="when"), el("span", kind, told, cls="what"), cls=entry.kind)


def _event(site: Site, here: str, event: Authority) -> Html:
    held = len(site.parts.get(event.id, ()))
    link = el("a", called(event), href=site.authority_link(here, event.id))
    return join([link, el("span", so_many_documents(held), cls="count") if held else Html("")])


def _document(document: Document, here: str, kind: str) -> Html:
    told = labels.value(labels.TYPES, document.card.type) if kind == DOCUMENT else Html("")
    return join([title_link(document, here), el("span", told, cls="count")])
