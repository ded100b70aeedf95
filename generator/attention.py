"""What wants an editor's eye: doubts that the machine leaves to a person. It stops nothing.

Pure: it looks at one cleaned seed and returns a line for each doubt, with the raw line where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import edtf
from generator.dates import written_dates
from generator.documents import Cleaned
from generator.lines import LineIndex
from generator.model import Block, Document, Field
from generator.repairs.structure import EDITOR

_EARLIER = (("date", "dateline_date"), ("date", "published"), ("dateline_date", "published"))


@dataclass(frozen=True, order=True)
class Doubt:
    """Something an editor should look at."""

    line: int
    document: str
    kind: str
    text: str

    def __str__(self) -> str:
        return f"line {self.line}, {self.document}: {self.kind}: {self.text}"


def doubts(cleaned: Cleaned) -> list[Doubt]:
    """Every doubt about a seed, in order of raw lines."""
    found = [doubt for document in cleaned.documents for doubt in _document(document)]
    return sorted([*found, *_idle(cleaned)])


def _document(document: Document) -> Iterator[Doubt]:
    yield from _missing(document)
    yield from _inferred(document)
    yield from _dates(document)
    yield from _gaps(document)
    yield from _flags(document)
    if document.review.get("lapsed"):
        yield _doubt(document, None, "review lapsed", "the text changed since it was read; read it again")


def _doubt(document: Document, unit: Field | Block | None, kind: str, text: str) -> Doubt:
    anchor = unit.anchor if unit else document.id.rsplit("-", 1)[1]
    return Doubt(int(anchor.lstrip("lg").split("c")[0]), document.id, kind, text)


def _units(document: Document) -> list[Field | Block]:
    return [*document.fields, *document.blocks]


def _missing(document: Document) -> Iterator[Doubt]:
    card = document.card
    if card.title is None:
        yield _doubt(document, None, "no title", "a sidecar may supply one")
    if card.date is None and card.covers is None:
        yield _doubt(document, None, "no date", "neither `date` nor `covers` is known")
    elif card.date and edtf.is_yearless(card.date):
        yield _doubt(
            document, None, "no year", f"date {card.date}: the text does not tell the year; a sidecar may give it"
        )


def _inferred(document: Document) -> Iterator[Doubt]:
    for proof in document.card.evidence:
        if proof.inferred:
            value = getattr(document.card, proof.field, None)
            line = proof.line or _doubt(document, None, "", "").line
            yield Doubt(line, document.id, "inferred", f"{proof.field} {value} ({proof.reason or 'no reason given'})")


def _dates(document: Document) -> Iterator[Doubt]:
    """Days that do not exist, and dates that cannot all be right."""
    for unit in _units(document):
        for written in (written for written in written_dates(unit.text) if not written.possible):
            yield _doubt(document, unit, "impossible date", written.text)
    for first, later in _EARLIER:
        before, after = getattr(document.card, first), getattr(document.card, later)
        if before and after and edtf.parse(before).first > edtf.parse(after).last:
            yield _doubt(document, None, "conflicting dates", f"{first} {before} is after {later} {after}")


def _gaps(document: Document) -> Iterator[Doubt]:
    for block in document.blocks:
        if block.kind == "gap":
            yield _doubt(document, block, "gap", block.text)


def _flags(document: Document) -> Iterator[Doubt]:
    units = {unit.anchor: unit for unit in _units(document)}
    for flag in document.flags:
        likely = f", likely “{flag.likely}”" if flag.likely else ""
        yield _doubt(document, units[flag.anchor], f"suspect ({flag.rule})", f"“{flag.text}”{likely}: {flag.reason}")


def _idle(cleaned: Cleaned) -> Iterator[Doubt]:
    """Corrections of text that was removed: a copy, or the page's own words."""
    index = LineIndex(cleaned.seed.lines)
    for edit, owner in zip(cleaned.apparatus.edits, cleaned.owners, strict=True):
        if EDITOR.id in edit.steps and not edit.after:
            text = f"it corrects text that {edit.rule} removed; correct the copy that is kept"
            yield Doubt(index.line(edit.start), owner or "no document", "idle correction", text)
