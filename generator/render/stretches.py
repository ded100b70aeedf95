"""A document's text as stretches, kept and edited: where each edit stands in the reading text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.documents import Cleaned
from generator.model import Edit, Span
from generator.render.places import units


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """A stretch of the clean stream, and where it stands: in which document and unit, from which offset of its text."""

    span: Span
    document: str
    anchor: str
    offset: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a unit's text: kept as it was (`edit` is None), or what an edit made of something else.

    Page furniture that was taken out is a stretch without text whose edit is not the document's (`own` is false).
    """

    start: int
    end: int
    edit: Edit | None = None
    own: bool = True


Stretches = dict[str, list[Stretch]]  # of a document, by the anchor of the unit


def runs(cleaned: Cleaned) -> list[Run]:
    """The clean stream of a seed from its beginning: what each document and unit selects of it."""
    found = []
    for document in cleaned.documents:
        for unit in units(document):
            at = 0
            for span in unit.spans:
                found.append(Run(span, document.id, unit.anchor, at))
                at += span.end - span.start
    return sorted(found)


def stretches(cleaned: Cleaned) -> dict[str, Stretches]:
    """Every document's text with each of its edits exactly once, in reading order.

    Kept text and what the edits replaced give the raw text of the document, kept text and what they put there its
    reading text. Furniture stands after the text before it, whoever's that is.
    """
    every = runs(cleaned)
    held = _held(cleaned, every)
    found: dict[str, Stretches] = {document.id: {} for document in cleaned.documents}
    made: dict[Run, list[Stretch]] = {}
    done = 0  # how far the stream is told
    for run in every:
        made[run], done = _told(run, held.get(run, ()), done)
    for document in cleaned.documents:
        for unit in units(document):
            found[document.id][unit.anchor] = []
    for run in sorted(
        every, key=lambda run: run.offset
    ):  # within a unit its own order; it may differ from the stream's
        found[run.document][run.anchor] += made[run]
    return found


Placed = tuple[Span, Edit, bool]


def _held(cleaned: Cleaned, every: Sequence[Run]) -> dict[Run, list[Placed]]:
    """The edits that stand in each run, in order, with the stretch of the stream that each made."""
    starts = [run.span.start for run in every]
    of_document: dict[str, list[Run]] = defaultdict(list)
    for run in every:
        of_document[run.document].append(run)
    own_starts = {id: [run.span.start for run in own] for id, own in of_document.items()}
    held: dict[Run, list[Placed]] = defaultdict(list)
    for span, edit, owner in _images(cleaned):
        if owner in of_document:
            index = bisect_right(own_starts[owner], span.start) - 1
            held[of_document[owner][max(0, index)]].append((span, edit, True))
        elif every:
            held[every[max(0, bisect_left(starts, span.start) - 1)]].append((span, edit, False))
    return held


def taken_out(cleaned: Cleaned) -> dict[str, list[Edit]]:
    """The page furniture and copies that were taken out, by the document after whose text they stood."""
    found: dict[str, list[Edit]] = defaultdict(list)
    for run, placed in _held(cleaned, runs(cleaned)).items():
        found[run.document] += (edit for _, edit, own in placed if not own and edit.before.strip())
    return found


def _images(cleaned: Cleaned) -> Iterator[tuple[Span, Edit, str]]:
    """Each composed edit with what it made in the clean stream, and its document."""
    moved = 0
    for edit, owner in zip(cleaned.apparatus.edits, cleaned.owners, strict=True):
        start = edit.start + moved
        moved += len(edit.after) - (edit.end - edit.start)
        yield Span(start, start + len(edit.after)), edit, owner or ""


def _told(run: Run, placed: Iterable[Placed], done: int) -> tuple[list[Stretch], int]:
    """The stretches of a run; `done` is how far the stream was told by an edit that reached beyond the run before."""
    to = run.offset - run.span.start
    at = max(run.span.start, done)
    found: list[Stretch] = []
    for span, edit, own in placed:
        if at < span.start <= run.span.end:
            found.append(Stretch(at + to, span.start + to))
        found.append(Stretch(span.start + to, span.end + to, edit, own))
        at = max(at, span.end)
    if at < run.span.end:
        found.append(Stretch(at + to, run.span.end + to))
    return found, at
