"""Notes: an editor's words on words of the text, found where they are quoted, in the witness or on the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.documents import Cleaned
from generator.editor.entries import Entry, Witness, entries, units, with_document, witness
from generator.lines import LineIndex
from generator.model import Block, Document, Field, Note
from generator.quotations import Quotable


@dataclass(frozen=True)
class _Words:
    """Words of a unit: where they stand in its text, and from which raw offset on."""

    document: Document
    unit: Field | Block
    start: int
    end: int
    raw: int

    @property
    def key(self) -> tuple[str, int, int]:
        return self.unit.anchor, self.start, self.end


def with_notes(cleaned: Cleaned) -> Cleaned:
    """Each document with the notes on its words, in the order in which they stand."""
    for entry in entries(cleaned.seed, "notes"):
        words = _words(cleaned, entry)
        said = entry.values
        quoted = words.unit.text[words.start : words.end]
        note = Note(*words.key, quoted, said["text"], entry.by, said.get("source"), note_en=said.get("en"))
        notes = sorted((*words.document.notes, note), key=lambda one: _order(words.document, one))
        cleaned = with_document(cleaned, replace(words.document, notes=tuple(notes)))
    return cleaned


def _order(document: Document, note: Note) -> tuple[int, int, int]:
    anchors = [unit.anchor for unit in units(document)]
    return anchors.index(note.anchor), note.start, note.end


def _words(cleaned: Cleaned, entry: Entry) -> _Words:
    """The words that a note is on: they may be quoted as the witness or as the page has them."""
    here = witness(cleaned.seed)
    raw = here.all(entry)
    found = {words.key: words for words in (*_in_witness(cleaned, raw), *_on_page(cleaned, entry))}
    if len(found) > 1:
        entry.fail(here.several(entry, sorted(words.raw for words in found.values())))
    if not found:
        entry.fail(_removed(cleaned, here, entry, raw[0][0]) if raw else here.missing(entry))
    return found.popitem()[1]


def _in_witness(cleaned: Cleaned, quotations: Sequence[Sequence[int]]) -> Iterator[_Words]:
    """Where words of the raw text stand now; those that were removed stand nowhere."""
    stream = cleaned.apparatus
    for places in quotations:
        span = stream.clean_span(places[0], places[-1] + 1)
        for document in cleaned.documents:
            for unit in units(document):
                start, last = _inside(unit, span.start), _inside(unit, span.end - 1)
                if start is not None and last is not None and start <= last:
                    yield _Words(document, unit, start, last + 1, places[0])


def _on_page(cleaned: Cleaned, entry: Entry) -> Iterator[_Words]:
    """Where the words stand in a field or block, with their beginning from the raw line of the entry."""
    number, index = entry.number("line"), LineIndex(cleaned.seed.lines)
    for document in cleaned.documents:
        for unit in units(document):
            if not unit.spans or not any(first <= number <= last for first, last in unit.lines):
                continue
            for places in Quotable(unit.text).find(entry.values["find"]):
                begin = _stream(unit, places[0])
                raw = cleaned.apparatus.raw_span(begin, begin + 1).start
                if index.line(raw) == number:
                    yield _Words(document, unit, places[0], places[-1] + 1, raw)


def _inside(unit: Field | Block, offset: int) -> int | None:
    """The offset in a unit's text of an offset of the clean stream."""
    at = 0
    for span in unit.spans:
        if span.start <= offset < span.end:
            return at + offset - span.start
        at += span.end - span.start
    return None


def _stream(unit: Field | Block, offset: int) -> int:
    """The offset in the clean stream of an offset in a unit's text."""
    for span in unit.spans:
        if offset < span.end - span.start:
            return span.start + offset
        offset -= span.end - span.start
    return unit.spans[-1].end


def _removed(cleaned: Cleaned, here: Witness, entry: Entry, raw: int) -> str:
    """Why words of the witness are on no page, and where else they stand."""
    edit = next(edit for edit in reversed(cleaned.apparatus.edits) if edit.start <= raw)
    index = LineIndex(cleaned.seed.lines)
    lines = {index.line(words.raw) for words in _in_witness(cleaned, list(here.raw.find(entry.values["find"])))}
    near = sorted(lines, key=lambda number: abs(number - entry.number("line")))[:3]
    kept = f"they are kept on raw line {', '.join(map(str, near))}" if near else "they are kept nowhere"
    return f"these words were removed from the page ({edit.rule}: {edit.reason}); {kept}; correct `line`, or remove the note"
