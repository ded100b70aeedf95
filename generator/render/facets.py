"""The ways to sort documents: for each, the values a document has. One list drives the pages and the card's links."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.folding import bare, fold
from generator.model import Document
from generator.records import NO_REVIEW, NO_RIGHTS
from generator.render import labels, pages
from generator.render.html import Html, el
from generator.render.site import Site, preferred, year

UNDATED = "undated"
NONE = "none"  # the value of documents that have none


@dataclass(frozen=True)
class Value:
    """One value of a facet: the name of its page, the words for it, the authority record it stands for."""

    slug: str
    text: str
    authority: str | None = None


@dataclass(frozen=True)
class Facet:
    """A way to sort documents. `absent` says what a document without a value is."""

    id: str
    zh: str
    said: str
    absent: str
    values: Callable[[Site, Document], Iterable[Value]]


# -- values ---------------------------------------------------------------------------------------------------------


def of_name(name: str, site: Site, authority: str | None) -> Value:
    """A name's value: its authority's, else one made of the name itself, the same in both scripts.

    A name is no file name, and its reading in Latin letters would change with a dictionary; a digest never does.
    """
    known = site.authorities.get(authority or "")
    if known:
        return Value(_slug(known.id), preferred(known), known.id)
    return Value("n" + hashlib.sha256(bare(fold(name)).encode()).hexdigest()[:8], name)


def _slug(id: str) -> str:
    return f"{id}_" if id == NONE else id


def _people(field: str, role: str) -> Callable[[Site, Document], Iterable[Value]]:
    """The names that a card has in a field, each with the record of the person who has it in that role."""

    def values(site: Site, document: Document) -> Iterable[Value]:
        known = {p.name: p.authority for p in reversed(document.card.persons) if p.role == role}
        names = getattr(document.card, field)
        return [of_name(name, site, known.get(name)) for name in names]

    return values


def _named(field: str, kind: str) -> Callable[[Site, Document], Iterable[Value]]:
    """The one name a card has in a field, with the record that has this name."""

    def values(site: Site, document: Document) -> Iterable[Value]:
        name = getattr(document.card, field)
        return [of_name(name, site, site.by_form.get((kind, bare(fold(name)))))] if name else []

    return values


def _words(field: str, words: dict[str, str]) -> Callable[[Site, Document], Iterable[Value]]:
    def values(site: Site, document: Document) -> Iterable[Value]:
        del site
        value = getattr(document.card, field)
        return [Value(value, words.get(value, value))] if value else []

    return values


def _dates(site: Site, document: Document) -> Iterable[Value]:
    del site
    found = year(document)
    return [Value(found, f"{found}年")] if found else []


def _events(site: Site, document: Document) -> Iterable[Value]:
    return [of_name(id, site, id) for id in document.card.events]


def _initiatives(site: Site, document: Document) -> Iterable[Value]:
    ids = dict.fromkeys(mention.authority for mention in document.mentions if mention.authority in site.authorities)
    of = (id for id in ids if pages.authority_folder(site.authorities[id].kind) == "initiatives")
    return [of_name(id, site, id) for id in of]


def _completeness(site: Site, document: Document) -> Iterable[Value]:
    del site
    value = document.card.completeness
    return [Value(part, labels.completeness(part)) for part in value.split("+")]


def _review(site: Site, document: Document) -> Iterable[Value]:
    del site
    level = str({**NO_REVIEW, **document.review}["level"])
    return [Value(level, labels.REVIEWS.get(level, (level, ""))[0])]


def _rights(site: Site, document: Document) -> Iterable[Value]:
    del site
    uri = str({**NO_RIGHTS, **document.rights}["status_uri"] or "")
    parts = [part for part in uri.split("/") if part]
    code = parts[-2].lower() if len(parts) > 2 else hashlib.sha256(uri.encode()).hexdigest()[:8]
    return [Value(code, labels.RIGHTS.get(uri, uri))] if uri else []


FACETS: tuple[Facet, ...] = (
    Facet("date", "日期", "按文献的日期；日期不详的另列", "日期不详", _dates),
    Facet("type", "类型", "讲话、宣言、声明、访谈、报道等", "类型不明", _words("type", labels.TYPES)),
    Facet(
        "speaker", "讲话人", "文献就是谁的话：讲话、致辞、访谈、记者会", "没有讲话人", _people("speakers", "speaker")
    ),
    Facet("quoted", "被引述者", "报道引述了谁的话", "没有引述", _people("quoted", "quoted")),
    Facet("issuer", "发布者", "谁通过或发布了宣言与声明", "没有发布者", _people("issuers", "issuer")),
    Facet("author", "作者", "署名的记者与作者", "没有署名", _people("authors", "author")),
    Facet("venue", "地点", "原文写明的地点；电头所在城市不算", "未写地点", _named("venue", "venue")),
    Facet("format", "形式", "现场、视频或书面", "未写形式", _words("format", labels.FORMATS)),
    Facet("event", "会议与事件", "文献属于哪次会议", "不属于已知的会议", _events),
    Facet("initiative", "倡议与概念", "文中提到哪些倡议、概念、规划", "没有提到", _initiatives),
    Facet("agency", "通讯社", "电头或文末所署的通讯社", "未署通讯社", _named("agency", "organisation")),
    Facet("publisher", "刊载", "刊登的报纸或网站，只按原文写明的", "未写刊载处", _named("publisher", "organisation")),
    Facet("completeness", "完整性", "是否缺开头、中间或结尾", "完整", _completeness),
    Facet("review", "校读", "是否有人署名校读", "未经校读", _review),
    Facet("script", "文字", "原文用简体还是繁体", "无从判断", _words("script", labels.SCRIPTS)),
    Facet("rights", "权利", "版权状况的说明", "未说明", _rights),
)
BY_ID = {facet.id: facet for facet in FACETS}


def values_of(facet: Facet, site: Site, document: Document) -> tuple[Value, ...]:
    """The values of a document, each once; the value of none where it has none."""
    found = {value.slug: value for value in facet.values(site, document)}
    return tuple(found.values()) or (Value(NONE, facet.absent),)


# -- links ----------------------------------------------------------------------------------------------------------


def place(facet: str, value: str) -> str:
    """The page of the documents that have a value. Those of a year have had their address from the beginning."""
    if facet == "date":
        return pages.year_page(UNDATED if value == NONE else value)
    return pages.browse_page(facet, value)


def home_of(facet: str) -> str:
    """The page that lists the values of a facet."""
    return "documents/index.md" if facet == "date" else pages.browse_page(facet)


def linked(here: str, facet: str, value: Value, shown: Html) -> Html:
    """`shown`, leading to the other documents that have the same value."""
    return el("a", shown, href=pages.link(here, place(facet, value.slug)), cls="facet")
