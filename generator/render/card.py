"""The catalogue card of a document: every value with its evidence, and the signs of how far it may be trusted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.model import Card, Document, Evidence
from generator.records import NO_PROVENANCE, NO_REVIEW, NO_RIGHTS
from generator.render import facets, labels, pages
from generator.render.html import Html, block, el, esc, join
from generator.render.site import Site, called, dated, dating, in_english, inferred_mark, is_inferred, names
from generator.render.words import reason, say, series
from generator.standing import REVIEWS, completeness, review_level


@dataclass(frozen=True)
class _Row:
    """A line of the card. `fields` are the names under which the evidence for its value is kept.

    `wide` is a value that wants the whole width; what is `folded` shows when the whole record is asked for.
    """

    label: str
    en: str
    value: Html
    fields: tuple[str, ...] = ()
    wide: bool = False
    folded: bool = False


DATES = ("date", "covers", "dateline_date", "published")
WIDE = 36  # characters of a value that has a line of its own


def essentials(document: Document) -> Html:
    """What a reader wants to know at once, in one line: kind, who, when, where."""
    card = document.card
    parts = [el("span", labels.value(labels.TYPES, card.type), cls="kind")]
    if people := principals(card):
        parts.append(el("span", people, cls="who"))
    if card.date:
        parts.append(el("span", dated(card.date, is_inferred(card, "date")), cls="when"))
    elif card.covers:
        parts.append(el("span", say("所述 ", "covers "), dated(card.covers, is_inferred(card, "covers")), cls="when"))
    if card.venue:
        parts.append(el("span", el("bdi", esc(card.venue)), cls="where"))
    return el("p", join(parts), cls="essentials", data_search_exclude="true")


def principals(card: Card, most: int = 3) -> Html:
    """Whose words a document is, or whose words it reports."""
    people = card.speakers or card.issuers
    told = Html("") if people else say("引述 ", "quoting ")
    people = people or card.quoted
    more = say("等", " and others") if len(people) > most else Html("")
    return join([told, names(people[:most]), more]) if people else Html("")


# -- the marks ------------------------------------------------------------------------------------------------------

_MEANING = {
    "not-proofread": (
        "还没有人对照原件通读过这篇文字。规则所作的改动逐处可查，见“标记”；引用之前，请看原件。",
        "Nobody has yet read this text against its witness. What rules changed is shown place by place in the marked view; "
        "look at the witness before you quote.",
    ),
    "problematic": (
        "有人看过，认为还有问题没有解决。",
        "Somebody has looked at this text and found problems that remain.",
    ),
    "proofread": ("有人署名，对照原件通读过一遍。", "A named person has read this text against its witness."),
    "validated": (
        "通读之后，又经第二人复核。",
        "After it was proofread, a second person has checked it.",
    ),
}
_LAPSED = (
    "正文在校读之后有改动，原校读已失效。",
    "The text has changed since it was proofread, so that reading no longer counts.",
)
_WHOLE = ("原件里没有缺文的迹象。", "Nothing in the witness tells of lost text.")
_LACKS = (
    "原件不完整：文字有缺失之处，都以横线和小字标出。失去的话，本档案不补。",
    "The witness is incomplete: a ruled line with small words shows where text is lost. This archive never fills a gap.",
)


def marks(document: Document) -> Html:
    """Who has read this text, and what it lacks, in a few words."""
    parts = [el("span", _read(document), cls=f"mark {review_level(document)}")]
    if document.card.completeness != "complete":
        parts.append(el("span", _complete(document), cls="mark lacking"))
    return el("p", join(parts, " "), cls="marks", data_search_exclude="true")


def _read(document: Document) -> Html:
    """The level of review in both languages: it is said in both whatever the interface speaks."""
    level = review_level(document)
    zh, en = REVIEWS.get(level, (level, ""))
    return join([esc(zh), esc(" · "), el("span", esc(en), lang="en")])


def _complete(document: Document) -> Html:
    return labels.told(completeness(document.card.completeness))


def badges(site: Site, document: Document, here: str) -> Html:
    """The same marks, each with what it means, on what evidence, and the way to others like it."""
    review = {**NO_REVIEW, **document.review}
    by = "，".join(str(review[key]) for key in ("by", "date") if review[key])
    told = [el("p", say(*_MEANING[review_level(document)])) if review_level(document) in _MEANING else Html("")]
    told += [el("p", esc(by))] if by else []
    told += [el("p", say(*_LAPSED), cls="lacking")] if review.get("lapsed") else []
    read = _badge(review_level(document), _read(document), [*told, _alike(site, document, here, "review")])
    whole = document.card.completeness == "complete"
    proof = _proofs(site, document, here, ("completeness",))
    means = el("p", say(*(_WHOLE if whole else _LACKS)))
    inside = [means, proof, _alike(site, document, here, "completeness")]
    complete = _badge("whole" if whole else "lacking", _complete(document), inside)
    return block("div", read, complete, cls="badges")


def _badge(cls: str, said: Html, inside: Sequence[Html]) -> Html:
    return block("details", el("summary", said), *inside, cls=f"mark {cls}")


def _alike(site: Site, document: Document, here: str, facet: str) -> Html:
    """The way to the documents of the same state."""
    found = _same(site, document, here, facet, Html(""))
    return el("p", say("同类文献：", "Documents like it: "), found) if found else Html("")


_AS_PRINTED = "Names, offices and titles stand as the text has them; the English names beside them are those of this archive’s records."

# -- the record -----------------------------------------------------------------------------------------------------


def card(site: Site, document: Document, here: str) -> Html:
    """The record, as on a catalogue card: what matters first, the rest when asked for, each value with its evidence."""
    rows = [row for row in _rows(site, document, here) if row.value]
    first = [_row(site, document, here, row) for row in rows if not row.folded]
    rest = [_row(site, document, here, row) for row in rows if row.folded]
    more = el("summary", esc("全部著录"), data_en="Full record")
    folded = block("details", more, block("dl", *rest), cls="more-record") if rest else Html("")
    said: dict[str, str] = {"aria_label": "著录", "data_en_aria_label": "Record", "data_search_exclude": "true"}
    printed = el("p", cls="in-english", data_en=_AS_PRINTED)
    inside = (block("dl", *first), badges(site, document, here), folded, printed)
    return block("section", *inside, cls="doc-card", **said)


def _rows(site: Site, document: Document, here: str) -> Iterator[_Row]:
    yield from _people_rows(site, document, here)
    yield from _date_rows(document.card, here)
    yield from _place_rows(site, document, here)
    yield from _kind_rows(site, document, here)
    yield from _source_rows(site, document, here)
    yield from _title_rows(document.card)
    yield from _rest_rows(site, document, here)


def _same(site: Site, document: Document, here: str, facet: str, shown: Html) -> Html:
    """A value, leading to the other documents that have it; several values are written out anew."""
    found = facets.BY_ID[facet].values(site, document)
    links = [facets.linked(here, facet, value, shown or labels.told(value.text)) for value in found]
    return series(links) if links else shown


def _title_rows(card: Card) -> Iterator[_Row]:
    """The title as it is printed; that it is missing or an editor's is nothing to fold away."""
    if card.title is None:
        yield _Row("题名", "Title", say("原文无题名", "none in the text"))
    elif card.title_supplied:
        shown = join([esc("["), el("bdi", esc(card.title)), esc("] "), say("编者拟", "supplied by an editor")])
        yield _Row("题名", "Title", shown, ("title",), wide=True)
    else:
        yield _Row("题名", "Title", el("bdi", esc(card.title)), ("title",), wide=True, folded=True)
    subtitle = el("bdi", esc(card.subtitle)) if card.subtitle else Html("")
    yield _Row("副题", "Subtitle", subtitle, ("subtitle",), wide=True, folded=True)


def _people_rows(site: Site, document: Document, here: str) -> Iterator[_Row]:
    card = document.card
    speaker = ("受访人", "Interviewed") if card.type == "interview" else ("讲话人", "Speaker")
    for (label, en), role, people, field in (
        (speaker, "speaker", card.speakers, "speakers"),
        (("被引述", "Quoted"), "quoted", card.quoted, "quoted"),
        (("发布者", "Issued by"), "issuer", card.issuers, "issuers"),
        (("作者", "Author"), "author", card.authors, "authors"),
    ):
        shown = series((_person(site, card, here, name, role) for name in people), "；")
        offices = sum(len(one.office or "") for one in card.persons if one.role == role and one.name in people)
        wide = sum(map(len, people)) + offices > WIDE
        yield _Row(label, en, shown, (field,), wide=wide)


def _kind_rows(site: Site, document: Document, here: str) -> Iterator[_Row]:
    card = document.card
    yield _Row("类型", "Type", _same(site, document, here, "type", Html("")), ("type",))
    yield _Row("形式", "Form", _same(site, document, here, "format", Html("")), ("format",))
    for label, en, field, name in (
        ("通讯社", "Agency", "agency", card.agency),
        ("刊载", "Published in", "publisher", card.publisher),
    ):
        shown = _same(site, document, here, field, el("bdi", esc(name))) if name else Html("")
        yield _Row(label, en, shown, (field,))
    events = series((_authority(site, here, id) for id in card.events), "；")
    yield _Row("会议与事件", "Event", events, ("events",), wide=len(card.events) > 1)


def _person(site: Site, card: Card, here: str, name: str, role: str) -> Html:
    """A name, with the office the text gives it, leading to the person's page, else to what the name has said."""
    known = next((person for person in card.persons if person.name == name and person.role == role), None)
    href = site.authority_link(here, known.authority) if known and known.authority else None
    english = in_english(site.authorities.get(known.authority or "") if known else None, name)
    shown = join([el("bdi", esc(name)), english])
    value = facets.of_name(name, site, known.authority if known else None)
    linked = el("a", shown, href=href) if href else facets.linked(here, role, value, shown)
    office = el("span", esc(known.office), cls="office") if known and known.office else Html("")
    return join([linked, office])


def _date_rows(card: Card, here: str) -> Iterator[_Row]:
    """Dates; the one that the document is listed under leads to the documents of its year, and is not folded away."""
    listed = dating(card)
    for label, en, value, field in (
        ("日期", "Date", card.date, "date"),
        ("所述时段", "Period covered", card.covers, "covers"),
        ("电头日期", "Dateline", card.dateline_date, "dateline_date"),
        ("刊发日期", "Published", card.published, "published"),
    ):
        shown = dated(value, is_inferred(card, field)) if value else Html("")
        of_list = bool(listed and listed[1] == field)
        if value and of_list and value[:4].isdigit():
            around = el(
                "a",
                esc("同年"),
                href=pages.link(here, pages.year_page(value[:4])),
                cls="facet same-year",
                data_en="same year",
            )
            shown = join([shown, around], " ")
        yield _Row(label, en, shown, (field,), folded=not of_list)


def _place_rows(site: Site, document: Document, here: str) -> Iterator[_Row]:
    card = document.card
    if not card.venue:
        return
    shown = el("bdi", esc(f"[{card.venue}]" if is_inferred(card, "venue") else card.venue))
    role = card.venue_role or ""
    note = el("span", labels.value(labels.VENUE_ROLES, role), cls="office") if role else Html("")
    yield _Row("地点", "Place", join([_same(site, document, here, "venue", shown), note]), ("venue", "venue_role"))


def _authority(site: Site, here: str, id: str) -> Html:
    known = site.authorities.get(id)
    name = called(known) if known else esc(id)
    href = site.authority_link(here, id)
    if href:
        return el("a", name, href=href)
    return facets.linked(here, "event", facets.of_name(id, site, id), name)


def _source_rows(site: Site, document: Document, here: str) -> Iterator[_Row]:
    """Where the text is from, who holds rights in it, and the witness it was read from."""
    source = {**NO_PROVENANCE, **document.provenance}
    told = [str(source[key]) for key in ("publication", "page", "source_url") if source[key]]
    shown = series((el("bdi", esc(part)) for part in told), "，") or say("未记录", "not recorded")
    yield _Row("出处", "Source", shown, wide=sum(map(len, told)) > WIDE)
    rights = {**NO_RIGHTS, **document.rights}
    uri = str(rights["status_uri"] or "")
    stated = esc(str(rights["note"])) if rights["note"] else labels.value(labels.RIGHTS, uri)
    yield _Row(
        "权利", "Rights", _same(site, document, here, "rights", stated), wide=len(str(rights["note"] or "")) > WIDE
    )
    witness = el("a", el("bdi", esc(document.seed)), href=site.witness_link(here, document.seed), cls="seed")
    lines_ = el("span", _ranges(site, document, here), cls="lines")
    yield _Row("原件", "Witness", join([witness, esc(" "), lines_]))
    yield _Row("编号", "Id", el("code", esc(document.id)))


def _rest_rows(site: Site, document: Document, here: str) -> Iterator[_Row]:
    yield _Row("文字", "Script", _same(site, document, here, "script", Html("")), ("script",), folded=True)


def _ranges(site: Site, document: Document, here: str) -> Html:
    """The raw lines of a document, each range leading to its place in the witness."""

    def shown(first: int, last: int) -> Html:
        text = f"{first}" if first == last else f"{first}–{last}"
        return el("a", esc(text), href=site.witness_link(here, document.seed, first))

    ranges = series(shown(*pair) for pair in document.lines)
    return join([say("行号 ", "lines "), ranges])


# -- evidence -------------------------------------------------------------------------------------------------------


def _row(site: Site, document: Document, here: str, row: _Row) -> Html:
    found = _proofs(site, document, here, row.fields)
    label = el("dt", esc(row.label), data_en=row.en)
    sure = not any(is_inferred(document.card, field) for field in row.fields if field not in DATES)
    mark = Html("") if sure else inferred_mark()  # a date has it in its own form
    return el("div", label, el("dd", row.value, mark, _folded(row, found)), cls="wide" if row.wide else None)


def _proofs(site: Site, document: Document, here: str, fields: Sequence[str]) -> Html:
    """What values were read from, each place once."""
    told = (evidence for evidence in document.card.evidence if evidence.field in fields)
    found = {(evidence.line, evidence.text, evidence.reason): evidence for evidence in told}
    items = [el("li", join(_evidence(site, document, here, evidence))) for evidence in found.values()]
    return block("ul", *items, cls="proofs")


def _folded(row: _Row, proofs: Html) -> Html:
    """Evidence, folded away until asked for."""
    if not proofs:
        return Html("")
    said: dict[str, str] = {"aria_label": f"{row.label}的依据", "data_en_aria_label": f"Evidence: {row.en}"}
    return el("details", el("summary", esc("据"), data_en="ev.", **said), proofs, cls="proof")


def _evidence(site: Site, document: Document, here: str, evidence: Evidence) -> Iterable[Html]:
    if evidence.line:
        href = site.witness_link(here, document.seed, evidence.line)
        yield el("a", esc(f"第{evidence.line}行"), href=href, data_en=f"line {evidence.line}")
    if evidence.text:
        yield el("q", esc(evidence.text), lang=labels.language(document.card.script))
    if evidence.inferred:
        yield el("span", esc("推断"), cls="inferred", data_en="inferred")
    if evidence.reason:
        yield reason(evidence.reason)
    if evidence.resp != "machine":
        yield el("span", say("编者：", "editor: "), esc(evidence.resp), cls="resp")
