"""The catalogue card of a document: every value with its evidence, and the signs of how far it may be trusted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.model import Card, Document, Evidence
from generator.records import NO_PROVENANCE, NO_REVIEW, NO_RIGHTS
from generator.render import facets, labels, pages
from generator.render.html import Html, block, el, esc, join, lines
from generator.render.site import Site, dated, dating, is_inferred, names, preferred


@dataclass(frozen=True)
class _Row:
    """A line of the card. `fields` are the names under which the evidence for its value is kept."""

    label: str
    value: Html
    fields: tuple[str, ...] = ()


def head(document: Document, subtitle: Html) -> Html:
    """What a reader wants to know at once, under the title: kind, who, when, where; and the marks."""
    return block("div", subtitle, _essentials(document.card), marks(document), cls="doc-head")


def _essentials(card: Card) -> Html:
    parts = [el("span", esc(labels.TYPES.get(card.type, card.type)), cls="kind")]
    if people := principals(card):
        parts.append(el("span", people, cls="who"))
    if card.date:
        parts.append(el("span", dated(card.date, is_inferred(card, "date")), cls="when"))
    elif card.covers:
        parts.append(el("span", esc("所述 "), dated(card.covers, is_inferred(card, "covers")), cls="when"))
    if card.venue:
        parts.append(el("span", el("bdi", esc(card.venue)), cls="where"))
    return el("p", join(parts), cls="essentials", data_search_exclude="true")


def principals(card: Card, most: int = 3) -> Html:
    """Whose words a document is, or whose words it reports."""
    people = card.speakers or card.issuers
    told = Html("") if people else esc("引述 ")
    people = people or card.quoted
    return join([told, names(people[:most]), esc("等" if len(people) > most else "")]) if people else Html("")


def marks(document: Document) -> Html:
    """Who has read this text, and what it lacks."""
    level = {**NO_REVIEW, **document.review}["level"]
    zh, en = labels.REVIEWS.get(level, (level, ""))
    parts = [el("span", esc(zh), esc(" · "), el("span", esc(en), lang="en"), cls=f"mark {level}")]
    if document.card.completeness != "complete":
        parts.append(el("span", esc(labels.completeness(document.card.completeness)), cls="mark lacking"))
    return el("p", join(parts, " "), cls="marks", data_search_exclude="true")


def card(site: Site, document: Document, here: str) -> Html:
    rows = [_row(site, document, here, row) for row in _rows(site, document, here) if row.value]
    heading = el("h2", esc("著录"), el("span", esc("Record"), lang="en"), id=None)
    return block("aside", heading, block("dl", *rows), cls="doc-card", data_search_exclude="true", aria_label="著录")


def _rows(site: Site, document: Document, here: str) -> Iterator[_Row]:
    yield from _title_rows(site, document, here)
    yield from _people_rows(site, document, here)
    yield from _date_rows(document.card, here)
    yield from _place_rows(site, document, here)
    yield from _state_rows(site, document, here)
    yield from _source_rows(site, document, here)


def _same(site: Site, document: Document, here: str, facet: str, shown: Html) -> Html:
    """A value, leading to the other documents that have it; several values are written out anew."""
    found = facets.BY_ID[facet].values(site, document)
    links = [facets.linked(here, facet, value, shown or esc(value.text)) for value in found]
    return join(links, "、") if links else shown


def _title_rows(site: Site, document: Document, here: str) -> Iterator[_Row]:
    card = document.card
    if card.title is None:
        yield _Row("题名", esc("原文无题名"))
    elif card.title_supplied:
        yield _Row("题名", join([esc("["), el("bdi", esc(card.title)), esc("] 编者拟")]), ("title",))
    else:
        yield _Row("题名", el("bdi", esc(card.title)), ("title",))
    yield _Row("副题", el("bdi", esc(card.subtitle or "")) if card.subtitle else Html(""), ("subtitle",))
    yield _Row("类型", _same(site, document, here, "type", Html("")), ("type",))


def _people_rows(site: Site, document: Document, here: str) -> Iterator[_Row]:
    card = document.card
    speaker = "受访人" if card.type == "interview" else "讲话人"
    for label, role, people, field in (
        (speaker, "speaker", card.speakers, "speakers"),
        ("被引述", "quoted", card.quoted, "quoted"),
        ("发布者", "issuer", card.issuers, "issuers"),
        ("作者", "author", card.authors, "authors"),
    ):
        yield _Row(label, join((_person(site, card, here, name, role) for name in people), "；"), (field,))
    for label, field, name in (("通讯社", "agency", card.agency), ("刊载", "publisher", card.publisher)):
        yield _Row(label, _same(site, document, here, field, el("bdi", esc(name))) if name else Html(""), (field,))


def _person(site: Site, card: Card, here: str, name: str, role: str) -> Html:
    """A name, with the office the text gives it, leading to the person's page, else to what the name has said."""
    known = next((person for person in card.persons if person.name == name and person.role == role), None)
    href = site.authority_link(here, known.authority) if known and known.authority else None
    shown = el("bdi", esc(name))
    value = facets.of_name(name, site, known.authority if known else None)
    linked = el("a", shown, href=href) if href else facets.linked(here, role, value, shown)
    office = el("span", esc(known.office), cls="office") if known and known.office else Html("")
    return join([linked, office])


def _date_rows(card: Card, here: str) -> Iterator[_Row]:
    """Dates; the one that the document is listed under leads to the documents of its year."""
    listed = dating(card)
    for label, value, field in (
        ("日期", card.date, "date"),
        ("所述时段", card.covers, "covers"),
        ("电头日期", card.dateline_date, "dateline_date"),
        ("刊发日期", card.published, "published"),
    ):
        shown = dated(value, is_inferred(card, field)) if value else Html("")
        if value and listed and listed[1] == field and value[:4].isdigit():
            around = el("a", esc("同年"), href=pages.link(here, pages.year_page(value[:4])), cls="facet")
            shown = join([shown, around], " ")
        yield _Row(label, shown, (field,))


def _place_rows(site: Site, document: Document, here: str) -> Iterator[_Row]:
    card = document.card
    if card.venue:
        role = labels.VENUE_ROLES.get(card.venue_role or "", card.venue_role or "")
        note = el("span", esc(role), cls="office") if role else Html("")
        inferred = is_inferred(card, "venue")
        shown = el("bdi", esc(f"[{card.venue}]" if inferred else card.venue))
        yield _Row("地点", join([_same(site, document, here, "venue", shown), note]), ("venue", "venue_role"))
    yield _Row("形式", _same(site, document, here, "format", Html("")), ("format",))
    yield _Row("会议与事件", join((_authority(site, here, id) for id in card.events), "；"), ("events",))


def _authority(site: Site, here: str, id: str) -> Html:
    known = site.authorities.get(id)
    name = esc(preferred(known) if known else id)
    href = site.authority_link(here, id)
    if href:
        return el("a", name, href=href)
    return facets.linked(here, "event", facets.of_name(id, site, id), name)


def _state_rows(site: Site, document: Document, here: str) -> Iterator[_Row]:
    shown = _same(site, document, here, "completeness", Html(""))
    complete = document.card.completeness == "complete"
    yield _Row("完整性", shown if complete else el("strong", shown), ("completeness",))
    yield _Row("文字", _same(site, document, here, "script", Html("")), ("script",))
    review = {**NO_REVIEW, **document.review}
    zh, _ = labels.REVIEWS.get(review["level"], (review["level"], ""))
    by = "，".join(str(review[key]) for key in ("by", "date") if review[key])
    if review.get("lapsed"):
        zh = f"{zh}（正文在校读之后有改动，原校读已失效）"
    yield _Row("校读", _same(site, document, here, "review", esc(f"{zh}（{by}）" if by else zh)))


# -- source and rights ----------------------------------------------------------------------------------------------


def _source_rows(site: Site, document: Document, here: str) -> Iterator[_Row]:
    witness = el("a", el("bdi", esc(document.seed)), href=site.witness_link(here, document.seed), cls="seed")
    yield _Row("原件", join([witness, esc(" "), el("span", _ranges(site, document, here), cls="lines")]))
    source = {**NO_PROVENANCE, **document.provenance}
    told = [str(source[key]) for key in ("publication", "page", "source_url") if source[key]]
    yield _Row("出处", join((el("bdi", esc(part)) for part in told), "，") or esc("未记录"))
    rights = {**NO_RIGHTS, **document.rights}
    uri = str(rights["status_uri"] or "")
    shown = esc(str(rights["note"] or labels.RIGHTS.get(uri, uri)))
    yield _Row("权利", _same(site, document, here, "rights", shown))
    yield _Row("编号", el("code", esc(document.id)))


def _ranges(site: Site, document: Document, here: str) -> Html:
    """The raw lines of a document, each range leading to its place in the witness."""

    def shown(first: int, last: int) -> Html:
        text = f"{first}" if first == last else f"{first}–{last}"
        return el("a", esc(text), href=site.witness_link(here, document.seed, first))

    return join([esc("第"), join((shown(*pair) for pair in document.lines), "、"), esc("行")])


# -- evidence -------------------------------------------------------------------------------------------------------


def _row(site: Site, document: Document, here: str, row: _Row) -> Html:
    told = (evidence for evidence in document.card.evidence if evidence.field in row.fields)
    found = {(evidence.line, evidence.text, evidence.reason): evidence for evidence in told}  # each place once
    proof = _proof(site, document, here, row.label, [*found.values()]) if found else Html("")
    return el("div", el("dt", esc(row.label)), el("dd", row.value, proof))


def _proof(site: Site, document: Document, here: str, label: str, found: Sequence[Evidence]) -> Html:
    """What a value was read from, folded away until asked for."""
    summary = el("summary", esc("据"), aria_label=f"{label}的依据", title=f"{label}的依据")
    items = lines(el("li", join(_evidence(site, document, here, evidence))) for evidence in found)
    return el("details", summary, el("ul", items, cls="proofs"), cls="proof")


def _evidence(site: Site, document: Document, here: str, evidence: Evidence) -> Iterable[Html]:
    if evidence.line:
        href = site.witness_link(here, document.seed, evidence.line)
        yield el("a", esc(f"第{evidence.line}行"), href=href)
    if evidence.text:
        yield el("q", esc(evidence.text), lang=labels.language(document.card.script))
    if evidence.inferred:
        yield el("span", esc("推断"), cls="inferred")
    if evidence.reason:
        yield el("span", esc(evidence.reason), cls="reason")
    if evidence.resp != "machine":
        yield el("span", esc(f"编者：{evidence.resp}"), cls="resp")
