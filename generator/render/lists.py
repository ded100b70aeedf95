"""The home page and the lists of documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.model import Document
from generator.render import labels, pages
from generator.render.card import principals
from generator.render.html import Html, block, el, esc, join
from generator.render.site import (
    DOCUMENTS_A_PAGE,
    Site,
    dating,
    listed_date,
    preferred,
    title_link,
    year,
)
from generator.render.witness import page_turner

UNDATED = "undated"
LATEST = 6
FOREMOST = 12


def row(document: Document, here: str) -> Html:
    """A document in a list: date, title, and what tells it from the next."""
    card = document.card
    facts = [esc(labels.TYPES.get(card.type, card.type))]
    facts += [people] if (people := principals(card, most=2)) else []
    facts += [el("bdi", esc(value)) for value in (card.venue, card.agency) if value]
    if card.completeness != "complete":
        facts.append(el("span", esc(labels.completeness(card.completeness)), cls="lacking"))
    return el(
        "li",
        el("span", listed_date(card), cls="when"),
        title_link(document, here),
        el("span", join(facts, " · "), cls="facts"),
    )


def document_lists(site: Site) -> Iterator[tuple[str, str]]:
    """The list of all documents, or of the years where it would be long; and a list for each year."""
    years: dict[str | None, list[Document]] = {}
    for document in site.by_date:
        years.setdefault(year(document), []).append(document)
    yield "documents/index.md", _index(site, years)
    for which, documents in years.items():
        yield from _year_pages(which, documents)


def _index(site: Site, years: dict[str | None, list[Document]]) -> str:
    here = "documents/index.md"
    few = len(site.archive.documents) <= DOCUMENTS_A_PAGE
    parts = [_year(here, which, documents if few else []) for which, documents in years.items()]
    ways = [
        el("a", esc(f"{_named(which)}（{len(documents)}）"), href=_to(here, which))
        for which, documents in years.items()
    ]
    said = el("p", esc("按日期排列。方括号中的日期是推断所得；日期不详的排在最后。"), cls="lede")
    meta = {"title": "文献", "search": {"exclude": True}, "archive": {"layout": "index"}}
    turner = el("nav", *ways, cls="turner", aria_label="年份")
    return pages.page(meta, el("h1", esc("文献"), id="title"), said, turner, *parts)


def _year(here: str, which: str | None, documents: Sequence[Document]) -> Html:
    rows = [row(document, here) for document in documents]
    return block("section", el("h2", esc(_named(which))), block("ol", *rows, cls="docs")) if rows else Html("")


def _named(which: str | None) -> str:
    return f"{which}年" if which else "日期不详"


def _to(here: str, which: str | None) -> str:
    return pages.link(here, pages.year_page(which or UNDATED))


def _year_pages(which: str | None, documents: Sequence[Document]) -> Iterator[tuple[str, str]]:
    groups = pages.chunks(documents, DOCUMENTS_A_PAGE)
    there = [pages.year_page(which or UNDATED, number + 1) for number in range(len(groups))]
    title = f"{_named(which)}的文献" if which else "日期不详的文献"
    meta = {"title": title, "search": {"exclude": True}, "archive": {"layout": "index"}}
    for here, group in zip(there, groups, strict=True):
        back = el("p", el("a", esc("全部文献"), href=pages.link(here, "documents/index.md")), cls="crumbs")
        rows = block("ol", *(row(document, here) for document in group), cls="docs")
        turner = page_turner(there, here)
        yield here, pages.page(meta, el("h1", esc(title), id="title"), back, turner, rows, turner)


# -- home -----------------------------------------------------------------------------------------------------------


def home(site: Site) -> str:
    """What the archive holds and the ways in. Its name and its words of welcome come from `mkdocs.yml`."""
    here = "index.md"
    latest = [row(document, here) for document in _latest(site)]
    all_documents = el("a", esc("全部文献"), href=pages.link(here, "documents/index.md"), cls="more")
    new = block("section", el("h2", esc("最近的文献")), block("ol", *latest, cls="docs"), all_documents)
    meta = {"title": "首页", "template": "home.html", "search": {"exclude": True}, "archive": {"layout": "home"}}
    return pages.page(meta, _holdings(site), new, _foremost(site, here), _ways(site, here))


def _latest(site: Site) -> list[Document]:
    known = [document for document in site.by_date if dating(document.card)]
    return [*reversed(known), *(document for document in site.by_date if not dating(document.card))][:LATEST]


def _holdings(site: Site) -> Html:
    """The archive in figures."""
    mentions = sum(site.count(id) for id in site.named)
    figures = (
        (len(site.archive.documents), "篇文献"),
        (len(site.archive.cleaned), "份原件"),
        (len(site.folders["initiatives"]), "项倡议与概念"),
        (mentions, "处名称出现"),
    )
    shown = [el("li", el("strong", esc(f"{number:,}")), el("span", esc(unit))) for number, unit in figures]
    return block("div", block("ul", *shown, cls="figures"), _span(site), cls="holdings")


def _span(site: Site) -> Html:
    edges = [edge for document in site.by_date if (found := dating(document.card)) for edge in found[0].split("/")]
    known = sorted(edge for edge in edges if edge[:4].isdigit())
    if not known:
        return Html("")
    return el("p", esc(f"时间自 {labels.date(known[0])} 至 {labels.date(known[-1])}"), cls="span")


def _foremost(site: Site, here: str) -> Html:
    """The initiatives that are named most, as a way in."""
    ranked = sorted(site.folders["initiatives"], key=lambda authority: (-site.count(authority.id), authority.id))
    items = [
        el("li", el("a", esc(preferred(a)), href=site.authority_link(here, a.id)), _times(site.count(a.id)))
        for a in ranked[:FOREMOST]
    ]
    more = el("a", esc("全部倡议与概念"), href=pages.link(here, "initiatives/index.md"), cls="more")
    return block("section", el("h2", esc("倡议与概念")), block("ul", *items, cls="cloud"), more) if items else Html("")


def _times(count: int) -> Html:
    return el("span", esc(str(count)), cls="count", title=f"{count} 处")


_WAYS = (
    ("documents/index.md", "按日期读", "每篇附著录、依据与完整性"),
    ("initiatives/index.md", "按倡议读", "每一处提及都在上下文中"),
    ("events/index.md", "按会议读", "同一场会议的讲话、声明与报道"),
    ("people/index.md", "按人物读", "谁在何处被提到"),
    ("witnesses/index.md", "核对原件", "逐行编号，改动处可见理由"),
    ("data/index.md", "取用数据", "JSON Lines 与 CSV，随站发布"),
)


def _ways(site: Site, here: str) -> Html:
    there = [way for way in _WAYS if way[0].split("/")[0] in {"documents", "witnesses", "data", *site.folders}]
    items = [
        el("li", el("a", esc(name), href=pages.link(here, page)), el("span", esc(said))) for page, name, said in there
    ]
    return block("section", el("h2", esc("门径")), block("ul", *items, cls="ways-in"))
