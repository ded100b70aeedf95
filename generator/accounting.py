"""Account for every character of a witness: kept in exactly one field or block, or inside exactly one edit.

Pure: it looks at one cleaned seed and returns what is wrong with it, as sentences. It trusts no stage and counts for
itself, from the composed edits and the units' spans.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.documents import Cleaned
from generator.edits import EditError
from generator.lines import LineIndex
from generator.model import Block, Document, Field, Mention, Note, PlacedFlag, Span


@dataclass(frozen=True)
class Tally:
    """How many raw code points a seed has, and where they went."""

    raw: int
    kept: int
    edited: int


def tally(cleaned: Cleaned) -> Tally:
    edited = sum(edit.end - edit.start for edit in cleaned.apparatus.edits)
    raw = len(cleaned.seed.raw)
    return Tally(raw, raw - edited, edited)


def problems(cleaned: Cleaned) -> list[str]:
    """Everything that breaks the promise of the archive in this seed; empty when all is well."""
    return [
        *_edits(cleaned),
        *_restored(cleaned),
        *_selected(cleaned),
        *_texts(cleaned),
        *_anchors(cleaned),
        *_counts(cleaned),
    ]


# -- nothing is changed without a trace -----------------------------------------------------------------------------


def _edits(cleaned: Cleaned) -> Iterator[str]:
    """Edits stand in raw order, apart from each other, and quote what stands in the witness."""
    raw, end = cleaned.seed.raw, 0
    for edit in cleaned.apparatus.edits:
        if edit.start < end:
            yield f"{_at(cleaned, edit.start)}: the edit of {edit.rule} overlaps the one before"
        if not edit.start <= edit.end <= len(raw) or raw[edit.start : edit.end] != edit.before:
            quoted = edit.before[:20]
            yield f"{_at(cleaned, edit.start)}: the edit of {edit.rule} quotes {quoted!r}, which does not stand there"
        end = max(end, edit.end)


def _restored(cleaned: Cleaned) -> Iterator[str]:
    """Clean stream plus apparatus give the witness's bytes, and they have its digest."""
    try:
        raw = cleaned.apparatus.restore(cleaned.apparatus.text)
    except EditError as error:
        yield f"cannot be restored: {error}"
        return
    if raw != cleaned.seed.raw:
        yield "restored text differs from the witness"
    elif hashlib.sha256(raw.encode()).hexdigest() != cleaned.seed.sha256:
        yield "restored bytes do not have the witness's sha256"


# -- nothing is lost without a word ---------------------------------------------------------------------------------


def _selected(cleaned: Cleaned) -> Iterator[str]:
    """Each character of the clean stream lies in exactly one field or block."""
    text, at = cleaned.apparatus.text, 0
    for span, unit in sorted(_spans(cleaned), key=lambda pair: pair[0]):
        if not span.start <= span.end <= len(text):
            yield f"{unit.anchor}: its span {span.start}..{span.end} lies outside the clean stream"
        if span.start > at:
            yield f"{_near(cleaned, at)}: {text[at : span.start][:20]!r} is kept, but in no field or block"
        if span.start < at:
            yield f"{unit.anchor}: {text[span.start : at][:20]!r} is in two fields or blocks"
        at = max(at, span.end)
    if at < len(text):
        yield f"{_near(cleaned, at)}: {text[at:][:20]!r} is kept, but in no field or block"


def _texts(cleaned: Cleaned) -> Iterator[str]:
    """A unit reads as its spans do; mentions and flags quote the unit they stand in."""
    for document in cleaned.documents:
        for unit in _units(document):
            text = "".join(cleaned.apparatus.text[span.start : span.end] for span in unit.spans)
            if unit.spans and text != unit.text:
                yield f"{document.id} {unit.anchor}: its text differs from the clean stream"
        texts = {unit.anchor: unit.text for unit in _units(document)}
        quotations: list[Mention | PlacedFlag | Note] = [*document.mentions, *document.flags, *document.notes]
        for quoted in quotations:
            if texts.get(quoted.anchor, "")[quoted.start : quoted.end] != quoted.text:
                yield f"{document.id} {quoted.anchor}: a mention, flag or note quotes {quoted.text[:20]!r}, not there"


# -- everything can be cited ----------------------------------------------------------------------------------------


def _anchors(cleaned: Cleaned) -> Iterator[str]:
    """Anchors are unique in their seed and name a raw line of it."""
    units = [unit for document in cleaned.documents for unit in _units(document)]
    for anchor in _repeated(unit.anchor for unit in units):
        yield f"{anchor}: two fields or blocks have this anchor"
    for unit in units:
        if unit.lines and not any(first <= _line_of(unit.anchor) <= last for first, last in unit.lines):
            yield f"{unit.anchor}: stands on lines {unit.lines}, not where its anchor says"


def _line_of(anchor: str) -> int:
    digits = anchor[1:].split("c")[0]
    return int(digits) if digits.isdigit() else 0


def _counts(cleaned: Cleaned) -> Iterator[str]:
    """Each edit is owned by one document or by the page, and documents count theirs right."""
    counted: dict[str, Counter[str]] = {document.id: Counter() for document in cleaned.documents}
    if len(cleaned.owners) != len(cleaned.apparatus.edits):
        yield f"{len(cleaned.apparatus.edits)} edits have {len(cleaned.owners)} owners"
        return
    for edit, owner in zip(cleaned.apparatus.edits, cleaned.owners, strict=True):
        if owner is not None and owner not in counted:
            yield f"{_at(cleaned, edit.start)}: the edit of {edit.rule} belongs to {owner}, which does not exist"
        elif owner is not None:
            counted[owner][edit.rule] += 1
    for document in cleaned.documents:
        if dict(document.edits) != dict(counted[document.id]):
            yield f"{document.id}: its counts of edits are not those of the apparatus"


# -- helpers --------------------------------------------------------------------------------------------------------


def _units(document: Document) -> list[Field | Block]:
    return [*document.fields, *document.blocks]


def _spans(cleaned: Cleaned) -> Iterator[tuple[Span, Field | Block]]:
    for document in cleaned.documents:
        for unit in _units(document):
            yield from ((span, unit) for span in unit.spans if span.start != span.end)


def _repeated(names: Iterable[str]) -> list[str]:
    return sorted(name for name, count in Counter(names).items() if count > 1)


def _at(cleaned: Cleaned, raw: int) -> str:
    return f"line {LineIndex(cleaned.seed.lines).line(raw)}"


def _near(cleaned: Cleaned, clean: int) -> str:
    return _at(cleaned, cleaned.apparatus.raw_span(clean, clean).start)


# -- all seeds together ---------------------------------------------------------------------------------------------


def problems_of_all(cleaned: Sequence[Cleaned]) -> list[str]:
    """What is wrong in each seed, and between them."""
    ids = (document.id for one in cleaned for document in one.documents)
    return [
        *(f"{one.seed.name}: {problem}" for one in cleaned for problem in problems(one)),
        *(f"{name}: two documents have this id" for name in _repeated(ids)),
    ]


def summary(cleaned: Sequence[Cleaned]) -> str:
    """Where all the characters went, in two lines."""
    tallies = [tally(one) for one in cleaned]
    edits = sum(len(one.apparatus.edits) for one in cleaned)
    raw, kept, edited = (sum(getattr(one, name) for one in tallies) for name in ("raw", "kept", "edited"))
    documents = sum(len(one.documents) for one in cleaned)
    return (
        f"{len(cleaned):,} seeds, {documents:,} documents\n"
        f"{raw:,} characters: {kept:,} kept, {edited:,} inside {edits:,} edits\n"
    )
