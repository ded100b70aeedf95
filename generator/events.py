"""Which meetings a document belongs to: those named in its title or date line, else in its opening.

A meeting that is merely remembered further down is a mention, not an event of the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from generator.model import Authority, Block, Document, Evidence, Field, Mention

OPENING = 300  # characters of the body that say what a report or statement is about
_OWN = frozenset({"title", "subtitle", "dateline"})
_OF_EVENTS = frozenset({"speech", "remarks", "declaration", "joint-statement", "communique", "news", "interview"})


def with_events(documents: Iterable[Document], authorities: Iterable[Authority]) -> list[Document]:
    """The documents with `events` on their cards, from mentions of events, and of texts that a known event adopted."""
    records = {record.id: record for record in authorities}
    held = {
        record.id: event
        for record in records.values()
        if record.kind == "document"
        for event in record.related
        if event in records and records[event].kind == "event"
    }
    return [_with_events(document, held) for document in documents]


def _with_events(document: Document, held: Mapping[str, str]) -> Document:
    named = [mention for mention in document.mentions if mention.kind == "event"]
    named += [
        replace(mention, authority=held[mention.authority])
        for mention in document.mentions
        if mention.authority in held and mention.anchor in {f.anchor for f in document.fields if f.role == "title"}
    ]
    fields = {field.anchor for field in document.fields if field.role in _OWN}
    found = [mention for mention in named if mention.anchor in fields]
    if not found and document.card.type in _OF_EVENTS:
        opening = _opening(document)
        found = [mention for mention in named if mention.anchor in opening]
    if not found:
        return document
    events = tuple(dict.fromkeys(mention.authority for mention in found))
    evidence = Evidence("events", _line(document, found[0]), found[0].text)
    card = replace(document.card, events=events, evidence=(*document.card.evidence, evidence))
    return replace(document, card=card)


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


def _line(document: Document, mention: Mention) -> int | None:
    units: list[Field | Block] = [*document.fields, *document.blocks]
    return next((unit.lines[0][0] for unit in units if unit.anchor == mention.anchor), None)
