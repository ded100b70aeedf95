"""Tables of documents: whole as they stand; a small script (`assets/tables.js`) lets a reader filter and sort them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.folding import fold
from generator.model import Card, Document
from generator.render import labels
from generator.render.html import Html, block, el, esc, join, lines
from generator.render.site import listed_date, names, shown_title, sorted_as, title_link
from generator.render.words import say
from generator.standing import completeness, review_level

# The heading of each column in both languages, and whether its values are few enough to choose from.
_COLUMNS = (
    ("日期", "Date", False),
    ("题名", "Title", False),
    ("类型", "Type", True),
    ("人物", "People", False),
    ("地点", "Venue", True),
    ("完整性", "Completeness", True),
    ("校读", "Read by", True),
)
SHORT_REVIEWS = {"not-proofread": "未校读", "problematic": "有问题", "proofread": "已校读", "validated": "已复核"}
MOST = 3  # people named in a row
FEW = 5  # rows, from which on there is something to filter: assets/tables.js says the same


def documents_table(documents: Sequence[Document], here: str, caption: str, en: str | None = None) -> Html:
    """Documents with what tells one from the next, in the order given; nothing where there is none."""
    rows = [_row(document, here) for document in documents]
    head = el("tr", *(heading(zh, choose=choose, en=english) for zh, english, choose in _COLUMNS))
    return table(caption, head, rows, "docs", en=en) if rows else Html("")


def table(
    caption: str, head: Html, rows: Iterable[Html], cls: str = "", tools: bool = True, en: str | None = None
) -> Html:
    """A table that the script may work on. Every table of the ways in is made here, so that none lacks its caption."""
    held = tuple(rows)
    inside = (el("caption", esc(caption), data_en=en), block("thead", head), block("tbody", *held))
    made = block("table", *inside, cls=f"listing {cls}".strip(), data_tools="" if tools else None)
    # The room of what the script puts there, so that nothing moves when it does.
    return lines([el("div", cls="filters"), made]) if tools and len(held) >= FEW else made


def heading(name: str, cls: str | None = None, choose: bool = False, en: str | None = None) -> Html:
    return el("th", esc(name), scope="col", cls=cls, data_choose="" if choose else None, data_en=en)


def _row(document: Document, here: str) -> Html:
    card = document.card
    level = review_level(document)
    lacking = "lacking" if card.completeness != "complete" else None
    cells = (
        el("td", listed_date(card), cls="when", data_v=sorted_as(card)),
        el("th", title_link(document, here), scope="row", cls="what"),
        el("td", labels.value(labels.TYPES, card.type), cls="type"),
        el("td", _people(card), cls="who"),
        el("td", el("bdi", esc(card.venue)) if card.venue else Html(""), cls="where"),
        el("td", el("span", labels.told(completeness(card.completeness)), cls=lacking), cls="whole"),
        el("td", labels.value(SHORT_REVIEWS, level), cls="read"),
    )
    return el("tr", *cells, data_f=_folded(document))


def _people(card: Card) -> Html:
    """Whose words a document is, who issued it, or whose words it reports."""
    own = card.speakers or card.issuers
    people = own or card.quoted
    if not people:
        return Html("")
    told = Html("") if own else say("引述 ", "quoting ")
    return join([told, names(people[:MOST]), others() if len(people) > MOST else Html("")])


def others() -> Html:
    """After some names of many."""
    return say("等", " and others")


def _folded(document: Document) -> str | None:
    """What a reader may type in the other script: title and people, folded; None where that changes nothing."""
    card = document.card
    said = " ".join([shown_title(document), *card.speakers, *card.issuers, *card.quoted])
    folded = fold(said)
    return folded if folded != said.lower() else None
