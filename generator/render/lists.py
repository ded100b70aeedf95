"""The lists of documents by date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator import edtf
from generator.model import Document
from generator.render import labels, pages
from generator.render.card import principals
from generator.render.facets import UNDATED
from generator.render.html import Html, el, esc, join
from generator.render.site import DOCUMENTS_A_PAGE, Site, dating, listed_date, title_link, year
from generator.render.tables import documents_table
from generator.render.witness import page_turner
from generator.render.words import headline, say
from generator.standing import completeness

INDEX = "documents/index.md"
BRACKETS = "Dates in square brackets are inferred."


def row(document: Document, here: str) -> Html:
    """A document in a short list: date, title, and what tells it from the next."""
    card = document.card
    facts = [labels.value(labels.TYPES, card.type)]
    facts += [people] if (people := principals(card, most=2)) else []
    facts += [el("bdi", esc(value)) for value in (card.venue, card.agency) if value]
    if card.completeness != "complete":
        facts.append(el("span", labels.told(completeness(card.completeness)), cls="lacking"))
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
    yield INDEX, _index(site, years)
    for which, documents in years.items():
        yield from _year_pages(which, documents)


def _index(site: Site, years: dict[str | None, list[Document]]) -> str:
    few = len(site.archive.documents) <= DOCUMENTS_A_PAGE
    listed = documents_table(site.by_date, INDEX, "全部文献，按日期排列", "All documents, by date") if few else Html("")
    ways = [
        el(
            "a",
            say(f"{_named(which)}（{len(documents)}）", f"{which or 'year unknown'} ({len(documents)})"),
            href=_to(INDEX, which),
        )
        for which, documents in years.items()
    ]
    other = say("按类型、讲话人、会议等浏览", "Browse by type, speaker, meeting and more")
    by_other = el("a", other, href=pages.link(INDEX, "browse/index.md"))
    told = say(
        "按日期排列。方括号中的日期是推断所得；年份不详的排在最后。",
        f"By date. {BRACKETS} Those of unknown year come last. ",
    )
    said = el("p", told, by_other, say("。", "."), cls="lede")
    meta = {"title": "文献", "search": {"exclude": True}, "archive": {"layout": "browse"}}
    turner = el("nav", *ways, cls="turner", aria_label="年份", data_en_aria_label="Years")
    return pages.page(meta, headline("文献", "Documents"), said, turner, listed)


def _named(which: str | None) -> str:
    return f"{which}年" if which else "年份不详"


def _to(here: str, which: str | None) -> str:
    return pages.link(here, pages.year_page(which or UNDATED))


def _year_pages(which: str | None, documents: Sequence[Document]) -> Iterator[tuple[str, str]]:
    groups = pages.chunks(documents, DOCUMENTS_A_PAGE)
    there = [pages.year_page(which or UNDATED, number + 1) for number in range(len(groups))]
    title = f"{_named(which)}的文献"
    en = f"Documents of {which}" if which else "Documents of unknown year"
    meta = {"title": title, "en": en, "search": {"exclude": True}, "archive": {"layout": "browse"}}
    for here, group in zip(there, groups, strict=True):
        ways = [el("a", say("全部文献", "All documents"), href=pages.link(here, INDEX))]
        if which and any(edtf.is_edtf(told[0]) for document in documents if (told := dating(document.card))):
            chronicle = say(f"{which}年大事", f"What happened in {which}")
            ways.append(el("a", chronicle, href=pages.link(here, pages.chronicle_page(which))))
        crumbs = el("p", join(ways, " · "), cls="crumbs")
        turner = page_turner(there, here)
        rows = documents_table(group, here, title, en)
        yield here, pages.page(meta, headline(title, en), crumbs, turner, rows, turner)
