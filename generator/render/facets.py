"""The ways to sort documents: for each, the values a document has. One list drives the pages and the card's links."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.folding import bare, fold
from generator.model import Document
from generator.records import NO_RIGHTS
from generator.render import labels, pages
from generator.render.html import Html, el, esc
from generator.render.site import Site, preferred, year
from generator.standing import REVIEWS, completeness, review_level

UNDATED = "undated"
NONE = "none"  # the value of documents that have none


@dataclass(frozen=True)
class Value:
    """One value of a facet: the name of its page, the words for it, the authority record it stands for.

    What is no name is said in English too (`en`); of a name, its record may have the English form (`name_en`).
    """

    slug: str
    text: str
    authority: str | None = None
    en: str | None = None
    name_en: str | None = None

    @property
    def html(self) -> Html:
        return el("bdi", esc(self.text), data_en=self.en)


@dataclass(frozen=True)
class Facet:
    """A way to sort documents, what it is, and what a document without a value is; each in both languages."""

    id: str
    zh: str
    en: str
    said: tuple[str, str]
    absent: tuple[str, str]
    values: Callable[[Site, Document], Iterable[Value]]


# -- values ---------------------------------------------------------------------------------------------------------


def of_name(name: str, site: Site, authority: str | None) -> Value:
    """A name's value: its authority's, else one made of the name itself, the same in both scripts.

    A name is no file name, and its reading in Latin letters would change with a dictionary; a digest never does.
    """
    known = site.authorities.get(authority or "")
    if known:
        english = known.prefer.get("en")
        return Value(_slug(known.id), preferred(known), known.id, name_en=english.text if english else None)
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
        return [_word(value, words.get(value, value))] if value else []

    return values


def _word(slug: str, zh: str) -> Value:
    return Value(slug, zh, en=labels.english(zh))


def _dates(site: Site, document: Document) -> Iterable[Value]:
    del site
    found = year(document)
    return [Value(found, f"{found}年", en=found)] if found else []


def _events(site: Site, document: Document) -> Iterable[Value]:
    return [of_name(id, site, id) for id in document.card.events]


def _initiatives(site: Site, document: Document) -> Iterable[Value]:
    ids = dict.fromkeys(mention.authority for mention in document.mentions if mention.authority in site.authorities)
    of = (id for id in ids if pages.authority_folder(site.authorities[id].kind) == "initiatives")
    return [of_name(id, site, id) for id in of]


def _completeness(site: Site, document: Document) -> Iterable[Value]:
    del site
    value = document.card.completeness
    return [_word(part, completeness(part)) for part in value.split("+")]


def _review(site: Site, document: Document) -> Iterable[Value]:
    del site
    level = review_level(document)
    return [_word(level, REVIEWS.get(level, (level, ""))[0])]


def _rights(site: Site, document: Document) -> Iterable[Value]:
    del site
    uri = str({**NO_RIGHTS, **document.rights}["status_uri"] or "")
    parts = [part for part in uri.split("/") if part]
    code = parts[-2].lower() if len(parts) > 2 else hashlib.sha256(uri.encode()).hexdigest()[:8]
    return [_word(code, labels.RIGHTS.get(uri, uri))] if uri else []


FACETS: tuple[Facet, ...] = (
    Facet(
        "date", "日期", "Date",
        ("按文献的日期；年份不详的另列", "by the date of the document; those of unknown year apart"),
        ("年份不详", "year unknown"), _dates,
    ),
    Facet(
        "type", "类型", "Type",
        ("讲话、宣言、声明、访谈、报道等", "speeches, declarations, statements, interviews, reports and more"),
        ("类型不明", "type unknown"), _words("type", labels.TYPES),
    ),
    Facet(
        "speaker", "讲话人", "Speaker",
        ("文献就是谁的话：讲话、致辞、访谈、记者会", "whose words the document is: speeches, remarks, interviews"),
        ("没有讲话人", "no speaker"), _people("speakers", "speaker"),
    ),
    Facet(
        "quoted", "被引述者", "Person quoted",
        ("报道引述了谁的话", "whose words a report quotes"), ("没有引述", "no one quoted"), _people("quoted", "quoted"),
    ),
    Facet(
        "issuer", "发布者", "Issuer",
        ("谁通过或发布了宣言与声明", "who adopted or issued a declaration or statement"),
        ("没有发布者", "no issuer"), _people("issuers", "issuer"),
    ),
    Facet(
        "author", "作者", "Author",
        ("署名的记者与作者", "reporters and authors named in the byline"),
        ("没有署名", "no byline"), _people("authors", "author"),
    ),
    Facet(
        "venue", "地点", "Place",
        ("原文写明的地点；电头所在城市不算", "the place stated in the text; a dateline city is none"),
        ("未写地点", "no place stated"), _named("venue", "venue"),
    ),
    Facet(
        "format", "形式", "Form",
        ("现场、视频或书面", "in person, by video or in writing"),
        ("未写形式", "form not stated"), _words("format", labels.FORMATS),
    ),
    Facet(
        "event", "会议与事件", "Meeting or event",
        ("文献属于哪次会议", "the meeting to which the document belongs"),
        ("不属于已知的会议", "of no known meeting"), _events,
    ),
    Facet(
        "initiative", "倡议与概念", "Initiative or concept",
        ("文中提到哪些倡议、概念、规划", "initiatives, concepts and plans named in the text"),
        ("没有提到", "none named"), _initiatives,
    ),
    Facet(
        "agency", "通讯社", "Agency",
        ("电头或文末所署的通讯社", "the news agency of the dateline or the credit"),
        ("未署通讯社", "no agency named"), _named("agency", "organisation"),
    ),
    Facet(
        "publisher", "刊载", "Published in",
        ("刊登的报纸或网站，只按原文写明的", "the newspaper or site, only where stated"),
        ("未写刊载处", "not stated"), _named("publisher", "organisation"),
    ),
    Facet(
        "completeness", "完整性", "Completeness",
        ("是否缺开头、中间或结尾", "whether beginning, middle or end is lost"), ("完整", "complete"), _completeness,
    ),
    Facet(
        "review", "校读", "Proofreading",
        ("是否有人署名校读", "whether a named person has read the text"), ("未经校读", "not proofread"), _review,
    ),
    Facet(
        "script", "文字", "Script",
        ("原文用简体还是繁体", "whether the text is in Simplified or Traditional script"),
        ("无从判断", "cannot be told"), _words("script", labels.SCRIPTS),
    ),
    Facet(
        "rights", "权利", "Rights",
        ("版权状况的说明", "what is stated of copyright"), ("未说明", "not stated"), _rights,
    ),
)  # fmt: skip
BY_ID = {facet.id: facet for facet in FACETS}


def values_of(facet: Facet, site: Site, document: Document) -> tuple[Value, ...]:
    """The values of a document, each once; the value of none where it has none."""
    found = {value.slug: value for value in facet.values(site, document)}
    return tuple(found.values()) or (Value(NONE, facet.absent[0], en=facet.absent[1]),)


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
