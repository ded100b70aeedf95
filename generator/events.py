"""Which meetings a document belongs to: those named in its title or date line, else in its opening.

A meeting that is merely remembered further down is a mention, not an event of the document. Where the beginning of a
report is lost, the meeting may still be known by what the report says it adopted; that is inferred, and so are then its
form and its day. What an editor has said of a document is not read anew.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from generator import edtf
from generator.clauses import clause
from generator.documents import Cleaned
from generator.formulas import any_of
from generator.model import Authority, Block, Card, Document, Evidence, Field, Mention
from generator.words import aligned

OPENING = 300  # characters of the body that say what a report or statement is about
_OWN = frozenset({"title", "subtitle", "dateline"})
_OF_EVENTS = frozenset({"speech", "remarks", "declaration", "joint-statement", "communique", "news", "interview"})
# `会晤通过了《……宣言》`: the meeting that is reported, where nothing in the sentence says that it was another time.
_ADOPTS = re.compile(
    "(?:^|[。；，])(?:本次|此次|这次|当天的)?(?:"
    + any_of("会晤 会议 峰会 大会 论坛 双方 各方")
    + r"|[^，。；]{0,8}领导人|与会[^，。；]{0,6})(?:还|一致|共同|最后|讨论并|审议并)*(?:通过|发表|签署)(?:并发表)?了?《$"
)
_ANOTHER_TIME = re.compile(any_of("年 此前 先前 曾 曾经 上届 上次 上一次 历次 历届 回顾 过去 将 拟"))
_INFERRED = "开头已失；文中说会上{verb}了“{title}”，该文件属于此会"


def with_events(
    cleaned: Sequence[Cleaned], authorities: Iterable[Authority], given: Mapping[str, Collection[str]]
) -> list[Cleaned]:
    """The seeds with `events` on their documents' cards, from mentions of events and of texts that a known one adopted.

    `given` are the values that an editor gives each document: those stand.
    """
    records = {record.id: record for record in authorities}
    held = {
        record.id: records[event]
        for record in records.values()
        if record.kind == "document"
        for event in record.related
        if event in records and records[event].kind == "event"
    }

    def with_event(document: Document, one: Cleaned) -> Document:
        said = given.get(document.id, ())
        return document if "events" in said else replace(document, card=_card(document, one, held, said))

    return [replace(one, documents=tuple(with_event(document, one) for document in one.documents)) for one in cleaned]


def _card(document: Document, cleaned: Cleaned, held: Mapping[str, Authority], said: Collection[str]) -> Card:
    named = [mention for mention in document.mentions if mention.kind == "event"]
    named += [
        replace(mention, authority=held[mention.authority].id)
        for mention in document.mentions
        if mention.authority in held and mention.anchor in {f.anchor for f in document.fields if f.role == "title"}
    ]
    fields = {field.anchor for field in document.fields if field.role in _OWN}
    found = [mention for mention in named if mention.anchor in fields]
    if not found and document.card.type in _OF_EVENTS:
        opening = _opening(document)
        found = [mention for mention in named if mention.anchor in opening]
    if not found:
        return _adopted(document, cleaned, held, said)
    first = {mention.authority: mention for mention in reversed(found)}
    events = tuple(dict.fromkeys(mention.authority for mention in found))
    proofs = [_evidence("events", document, cleaned, first[event]) for event in events]
    return replace(document.card, events=events, evidence=(*document.card.evidence, *proofs))


def _opening(document: Document) -> set[str]:
    """The anchors of the first paragraphs, unless the beginning is lost."""
    anchors: set[str] = set()
    size = 0
    for block in document.blocks:
        if block.kind == "gap" or size >= OPENING:
            break
        anchors.add(block.anchor)
        size += len(block.text)
    return anchors


def _adopted(document: Document, cleaned: Cleaned, held: Mapping[str, Authority], said: Collection[str]) -> Card:
    """The card of a report without its beginning: the one event of which it says that it adopted a known text."""
    card = document.card
    if card.type != "news" or not document.blocks or document.blocks[0].kind != "gap":
        return card
    found = [mention for mention in document.mentions if mention.authority in held and _adopts(document, mention)]
    events = {held[mention.authority].id: held[mention.authority] for mention in found}
    if len(events) != 1:
        return card
    [(id, event)] = events.items()
    reason = _INFERRED.format(verb="通过", title=found[0].text)
    proof = replace(_evidence("events", document, cleaned, found[0]), inferred=True, reason=reason)
    card = replace(card, events=(id,), evidence=(*card.evidence, proof))
    for field, value in (("format", _form(event)), ("date", _day(event))):
        if value and field not in said and not getattr(card, field):
            evidence = (*card.evidence, replace(proof, field=field))
            card = replace(card, evidence=evidence, **{field: value})  # type: ignore[arg-type]
    return card


def _form(event: Authority) -> str | None:
    form = event.extra.get("format")
    return form if form in ("video", "in-person", "written") else None


def _day(event: Authority) -> str | None:
    """The day of a meeting that lasted one: of a longer one, the day that a report is about is not known."""
    day = edtf.parse(event.date) if event.date and edtf.is_edtf(event.date) else None
    return event.date if day and day.first == day.last else None


def _adopts(document: Document, mention: Mention) -> bool:
    """Is this the whole title of a text that the reported meeting adopted?"""
    unit = _unit(document, mention)
    if unit is None:
        return False
    plain = aligned(unit.text)
    sentence = re.split("[。！？]", plain[: mention.start])[-1]
    if _ANOTHER_TIME.search(sentence):
        return False
    return bool(_ADOPTS.search(sentence)) and plain[mention.end : mention.end + 1] == "》"


def _evidence(field: str, document: Document, cleaned: Cleaned, mention: Mention) -> Evidence:
    """The mention of an event, in its clause."""
    unit = _unit(document, mention)
    if unit is None:
        return Evidence(field, None, mention.text)
    low, high = clause(unit.text, mention.start, mention.end)
    return Evidence(field, cleaned.line_of(unit, mention.start), unit.text[low:high])


def _unit(document: Document, mention: Mention) -> Field | Block | None:
    units: list[Field | Block] = [*document.fields, *document.blocks]
    return next((unit for unit in units if unit.anchor == mention.anchor), None)
