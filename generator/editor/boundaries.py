"""Boundaries: what an editor tells the segmenter of the documents of a page, and whether it came about."""

from __future__ import annotations

from dataclasses import replace

from generator.documents import Cleaned
from generator.editor.entries import (
    Entry,
    Witness,
    beginning,
    entries,
    holders,
    is_kept,
    nothing,
    quoted_at,
    with_document,
    witness,
)
from generator.edits import Apparatus
from generator.lines import LineIndex, split_lines
from generator.model import Document, Evidence, Hints, Place, Seed

NO_HINTS = Hints()


def hints(seed: Seed, marked: Apparatus, as_found: str) -> Hints:
    """What the segmenter should know, in coordinates of the marked text; `as_found` is that text without corrections."""
    boundaries = entries(seed, "boundaries")
    if not boundaries and as_found == marked.text:
        return NO_HINTS
    here = witness(seed)
    starts = {_place(here, one, "start", marked) for one in boundaries if "start" in one.values}
    joins = {_place(here, one, "join", marked): _to(here, one, marked) for one in boundaries if "join" in one.values}
    return Hints(frozenset(starts), joins, _as_found(marked.text, as_found))


def _place(here: Witness, entry: Entry, key: str, marked: Apparatus) -> Place:
    raw = here.find(entry, key)[0] if entry.values.get("find") else here.on(entry, key).start
    return Place(entry.number(key), marked.clean_offset(raw))


def _to(here: Witness, entry: Entry, marked: Apparatus) -> Place | None:
    if not entry.values.get("to"):
        return None
    return Place(entry.number("to"), marked.clean_offset(here.on(entry, "to").start))


def _as_found(text: str, before: str) -> dict[int, str]:
    """By number, the lines that corrections made different, as they were."""
    pairs = zip(split_lines(text), split_lines(before), strict=False)
    lines = ((new.number, text[new.start : new.end], before[old.start : old.end]) for new, old in pairs)
    return {number: old.strip() for number, new, old in lines if new != old}


# -- what came of it ------------------------------------------------------------------------------------------------


def with_boundaries(cleaned: Cleaned) -> Cleaned:
    """Each boundary checked, and recorded as evidence of a document's extent."""
    for entry in entries(cleaned.seed, "boundaries"):
        key = "start" if "start" in entry.values else "join"
        document = _begun(cleaned, entry) if key == "start" else _joined(cleaned, entry)
        words = entry.values.get("find") or ""
        proof = Evidence("lines", entry.number(key), words, False, entry.values["reason"], entry.by)
        card = replace(document.card, evidence=(*document.card.evidence, proof))
        cleaned = with_document(cleaned, replace(document, card=card))
    return cleaned


def _begun(cleaned: Cleaned, entry: Entry) -> Document:
    """The document that begins where the editor says."""
    number, at = entry.number("start"), quoted_at(cleaned, entry, "start")
    found = next((one for one in cleaned.documents if _begins(cleaned, one, number, at)), None)
    if found is None:
        entry.fail(f"no document can begin on raw line {number}: {nothing(cleaned, number)}; correct `start`")
    return found


def _joined(cleaned: Cleaned, entry: Entry) -> Document:
    """The document that goes on where the editor says."""
    number, at, to = entry.number("join"), quoted_at(cleaned, entry, "join"), entry.values.get("to")
    held = holders(cleaned, number)
    if not held or not is_kept(cleaned, number):
        entry.fail(f"nothing can be joined on raw line {number}: {nothing(cleaned, number)}; correct `join`")
    held = [one for one in held if not _begins(cleaned, one, number, at)]
    if to:
        held = [one for one in held if one in holders(cleaned, int(to))]
    if not held:
        before = f"the one of raw line {to}" if to else "one before it"
        entry.fail(f"the text of raw line {number} cannot go on with {before}; correct the lines")
    return held[-1]


def _begins(cleaned: Cleaned, document: Document, number: int, at: int | None) -> bool:
    start = beginning(document)
    if at is not None:
        return start == at
    return LineIndex(cleaned.seed.lines).line(cleaned.apparatus.raw_span(start, start + 1).start) == number
