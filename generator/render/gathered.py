"""What belongs to a person or a meeting, with the part it plays there: above the mentions on their pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.model import Authority, Document
from generator.render import labels, pages
from generator.render.facets import BY_ID, of_name, place, values_of
from generator.render.html import Html, block, el, join, lines
from generator.render.lists import row
from generator.render.site import Site
from generator.render.words import say, so_many_documents, some

MOST = 50  # of one part; beyond, a link leads to the whole list

# The parts a person can have, in the order in which a reader asks for them, and the way to sort that lists them all.
_PARTS = {
    "speaker": ("讲话", "Words", "speaker"),
    "quoted": ("被引述", "Quoted in", "quoted"),
    "issuer": ("发布", "Issued", "issuer"),
    "author": ("署名报道", "Reported by", "author"),
    "attending": ("出席", "Attending", None),
    "represented": ("由他人代表", "Represented by another", None),
}
# What a meeting's documents are to it: first what was said and adopted there, then what was told of it.
_TYPES = (
    "speech", "remarks", "declaration", "joint-statement", "communique", "letter", "press-conference", "news",
    "interview", "feature", "other",
)  # fmt: skip


def gathered(site: Site, authority: Authority, here: str) -> Html:
    """The documents of a person or a meeting by their part in it; nothing for other kinds of records."""
    if authority.kind == "person":
        return _person(site, authority, here)
    return _event(site, authority, here) if authority.kind == "event" else Html("")


def _person(site: Site, person: Authority, here: str) -> Html:
    found = site.parts.get(person.id, ())
    groups = []
    for part, (zh, en, facet) in _PARTS.items():
        documents = [document for document, role in found if role == part]
        more = _shelf(site, facet, person.id, documents) if facet else None
        groups.append(_group((zh, en), documents, here, more))
    named = len(site.named.get(person.id, ()))
    cards = len({document.id for document, _ in found})
    en = f"On the record of {some(cards, 'document')}, named in {named}."
    said = say(f"在 {cards} 篇文献的著录中，被 {named} 篇文献提到。", en)
    return _section(say("讲话、引述与署名", "Words, quotations and bylines"), said, groups)


def _shelf(site: Site, facet: str, id: str, documents: Sequence[Document]) -> str | None:
    """The page that lists all, where there is one: a card may name a person by role only."""
    slug = of_name(id, site, id).slug
    known = any(slug == value.slug for document in documents for value in values_of(BY_ID[facet], site, document))
    return place(facet, slug) if known else None


def _event(site: Site, event: Authority, here: str) -> Html:
    found = site.parts.get(event.id, ())
    more = place("event", of_name(event.id, site, event.id).slug)
    groups = []
    for type in _TYPES:
        documents = [document for document, told in found if told == type]
        name = (labels.TYPES[type], str(labels.english(labels.TYPES[type])).capitalize())
        groups.append(_group(name, documents, here, more if len(documents) > MOST else None))
    count = el("a", so_many_documents(len(found)), href=pages.link(here, more), cls="count")
    title = join([say("会议的文献", "Documents of this meeting"), count])
    zh = "以下按各篇在会议中的作用排列；仅在文中提到这次会议的，见后。"
    return _section(title, say(zh, "By their part in it; those that only name it follow below."), groups)


def _group(name: tuple[str, str], documents: Sequence[Document], here: str, more: str | None) -> Html:
    """The documents of one part; their number leads to the list of all, which can be filtered."""
    if not documents:
        return Html("")
    rows = block("ol", *(row(document, here) for document in documents[:MOST]), cls="docs")
    number = so_many_documents(len(documents))
    count = el("a", number, href=pages.link(here, more)) if more else number
    rest = el("p", say(f"只列前 {MOST} 篇。", f"The first {MOST}."), cls="none") if len(documents) > MOST else Html("")
    return lines([el("h3", say(*name), el("span", count, cls="count")), rows, rest])


def _section(title: Html, said: Html, groups: Iterable[Html]) -> Html:
    held = lines(groups)
    if not held:
        return Html("")
    inside = (el("h2", title), el("p", said, cls="lede"), held)
    return block("section", *inside, cls="gathered", data_search_exclude="true")
