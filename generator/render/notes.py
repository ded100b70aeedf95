"""Editors' notes: beside the words, in a list of their own, and as W3C Web Annotations."""

from __future__ import annotations

import base64
import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from generator.documents import Cleaned
from generator.lines import LineIndex
from generator.model import Block, Document, Field, Note, Span
from generator.records import jsonl
from generator.render import labels, pages
from generator.render.html import Html, block, el, esc, join
from generator.render.places import units
from generator.render.site import Site, listed_date, title_link
from generator.render.witness import page_turner
from generator.render.words import headline, say

NOTES_A_PAGE = 200
_NONE = ("还没有编者注；怎样写注，编者指南里有。", " There are none yet; the editor's guide tells how to write one.")
AROUND = 32  # code points before and after a quotation, by which it is found again


def reference(number: int) -> Html:
    """The sign after the words that leads to the note. It holds no text: what is copied is the document's own."""
    said: dict[str, str] = {"aria_label": f"编者注{number}", "data_en_aria_label": f"Editor's note {number}"}
    return el("a", href=f"#note-{number}", id=f"note-{number}-at", cls="note-ref", data_n=str(number), **said)


def beside(document: Document, noted: Sequence[tuple[int, Note]], here: str) -> Html:
    """The notes on a unit, each under its writer's name, leading back to its words."""
    items = [
        el("li", _note(document, note), _back(here, document, number), id=f"note-{number}", value=str(number))
        for number, note in noted
    ]
    said: dict[str, str] = {"aria_label": "编者注", "data_en_aria_label": "Editors' notes"}
    return block("ol", *items, cls="notes", **said)


def _note(document: Document, note: Note) -> Html:
    """The words, what is said of them, on what source, by whom, and whether anybody else has confirmed it."""
    quoted = el("q", esc(note.text), lang=labels.language(document.card.script))
    parts = [quoted, el("span", esc(note.note), cls="said", lang=None if note.note_en else "zh", data_en=note.note_en)]
    if note.source:
        told = (say("（据 ", " (source: "), el("cite", esc(note.source)), say("）", ")"))
        parts.append(el("span", *told, cls="source"))
    zh, en = ("已经他人复核", "checked by another") if note.reviewed else ("未经他人复核", "not checked by another")
    by = el("bdi", esc(note.by)) if note.by else say("编者未署名", "unsigned")
    who = el("span", esc("——"), by, say(f"{' 注' if note.by else ''}，{zh}", f", {en}"), cls="by")
    return join([*parts, who], " ")


def _back(here: str, document: Document, number: int) -> Html:
    href = pages.link(here, pages.document_page(document.id), f"note-{number}-at")
    said: dict[str, str] = {
        "aria_label": f"编者注{number}的原处",
        "data_en_aria_label": f"Back to the words of note {number}",
    }
    return join([esc(" "), el("a", esc("原处"), href=href, cls="back", data_en="back", **said)])


# -- the list -------------------------------------------------------------------------------------------------------


def annotation_files(site: Site) -> Iterator[tuple[str, str]]:
    """All notes as data."""
    yield "data/annotations.jsonl", jsonl(_annotations(site))


def notes_pages(site: Site) -> Iterator[tuple[str, str]]:
    """All notes, by document in the order of permanent numbers, so that what is new comes last."""
    held = [(d, n, note) for d in site.archive.by_number for n, note in enumerate(d.notes, 1)]
    groups = pages.chunks(held, NOTES_A_PAGE)
    there = [pages.notes_page(number + 1) for number in range(len(groups))]
    title = "编者注"
    said = "编者对文中字句的说明。每条都写明何人所写、有何依据；没有第二人看过的，注明“未经他人复核”。注不改动原文。"
    said_en = (
        "What editors say of words in the texts. Each note tells who wrote it and on what ground; one that nobody else "
        "has read says so. A note changes nothing in the text."
    )
    meta = {"title": title, "search": {"exclude": True}}
    for here, group in zip(there, groups, strict=True):
        turn = page_turner(there, here)
        count = say(f"共 {len(held)} 条。", f" {len(held)} notes.") if held else say(*_NONE)
        lede = el("p", say(said, said_en), count, cls="lede")
        yield here, pages.page(meta, headline(title, "Editors’ notes"), lede, turn, *_by_document(group, here), turn)


def _by_document(group: Sequence[tuple[Document, int, Note]], here: str) -> Iterator[Html]:
    for document in dict.fromkeys(document.id for document, _, _ in group):
        found = [(one, number, note) for one, number, note in group if one.id == document]
        one = found[0][0]
        yield el("h2", title_link(one, here), el("span", listed_date(one.card), cls="count"))
        items = [el("li", _note(one, note), _back(here, one, number)) for _, number, note in found]
        yield block("ol", *items, cls="notes", start=str(found[0][1]))


# -- W3C Web Annotations --------------------------------------------------------------------------------------------


def _annotations(site: Site) -> Iterator[dict[str, Any]]:
    """Every note as a Web Annotation whose target is the witness: the page may change, the witness never does."""
    for cleaned in site.archive.cleaned:
        index = LineIndex(cleaned.seed.lines)
        for document in cleaned.documents:
            for note in document.notes:
                yield _annotation(cleaned, index, document, note)


def _annotation(cleaned: Cleaned, index: LineIndex, document: Document, note: Note) -> dict[str, Any]:
    seed, span = cleaned.seed, raw_span(cleaned, document, note)
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:uuid:{_uuid(seed.sha256, span, note)}",
        "type": "Annotation",
        "motivation": "commenting",
        "creator": {"type": "Person", "name": note.by},
        "body": {"type": "TextualBody", "value": note.note, "format": "text/plain", "language": "zh"},
        "target": {
            "type": "SpecificResource",
            "source": {"id": _digest_uri(seed.sha256), "type": "Text", "format": "text/plain", "name": seed.name},
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": seed.raw[span.start : span.end],
                    "prefix": seed.raw[max(0, span.start - AROUND) : span.start],
                    "suffix": seed.raw[span.end : span.end + AROUND],
                },
                {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            ],
        },
        "document": document.id,
        "anchor": note.anchor,
        "line": index.line(span.start),
        "evidence": note.source,
        "reviewed": note.reviewed,
    }


def _uuid(sha256: str, span: Span, note: Note) -> uuid.UUID:
    """A name that stays while the note does, whatever notes come before it."""
    return uuid.uuid5(uuid.NAMESPACE_URL, "\n".join([sha256, str(span.start), str(span.end), note.by, note.note]))


def _digest_uri(sha256: str) -> str:
    """The name of a file by its content (RFC 6920): wherever a copy is kept, it is this witness or it is not."""
    return "ni:///sha-256;" + base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")


def raw_span(cleaned: Cleaned, document: Document, note: Note) -> Span:
    """Where the words of a note stand in the witness, from the first to the last."""
    unit = next(unit for unit in units(document) if unit.anchor == note.anchor)
    first, last = _stream(unit, note.start), _stream(unit, note.end - 1)
    stream = cleaned.apparatus
    return Span(stream.raw_span(first, first + 1).start, stream.raw_span(last, last + 1).end)


def _stream(unit: Field | Block, offset: int) -> int:
    """The offset in the clean stream of an offset in a unit's text."""
    for span in unit.spans:
        if offset < span.end - span.start:
            return span.start + offset
        offset -= span.end - span.start
    return unit.spans[-1].end - 1
