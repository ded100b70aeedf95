"""Where each raw line stands in a document: the anchors that citations lead to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.documents import Cleaned
from generator.model import Block, Document, Field, Span

SAME = 6  # shorter lines are alike by chance: no copy is told by them


@dataclass(frozen=True, order=True)
class Place:
    """A place in a document: an offset in the text of the unit (field or block) with this anchor."""

    anchor: str
    offset: int


@dataclass(frozen=True)
class _Run:
    """A clean span of a unit and where its text begins in the unit's text."""

    span: Span
    anchor: str
    offset: int


@dataclass(frozen=True)
class Kept:
    """The raw lines of a seed that some document kept, and the dropped copies of them with the line each repeats."""

    lines: frozenset[int]
    copies: Mapping[int, int]


def kept(cleaned: Cleaned) -> Kept:
    seed = cleaned.seed
    lines = frozenset(number for document in cleaned.documents for number in _numbers(document))
    text = {line.number: seed.raw[line.start : line.end].strip() for line in seed.lines}
    first: dict[str, int] = {}
    for number in sorted(lines):
        first.setdefault(text[number], number)
    copies = {n: first[said] for n, said in text.items() if n not in lines and len(said) >= SAME and said in first}
    return Kept(lines, copies)


def units(document: Document) -> tuple[Field | Block, ...]:
    return (*document.fields, *document.blocks)


def line_places(cleaned: Cleaned, document: Document, kept: Kept) -> dict[int, Place]:
    """For each raw line of the document, the place where its text begins or was removed.

    Lines between the document's first and last that belong to no other document are among them, and dropped copies
    of its lines, at the place of the line that was kept. A line on which a unit begins has that unit's own anchor.
    """
    runs = _runs(document)
    if not runs:
        return {}
    own = {unit.anchor for unit in units(document)}
    found = {number: _place(cleaned, runs, number) for number in _hull(document, kept) if number not in kept.copies}
    found |= {copy: found[line] for copy, line in kept.copies.items() if line in found}
    return {number: place for number, place in sorted(found.items()) if f"l{number}" not in own}


def _runs(document: Document) -> list[_Run]:
    runs: list[_Run] = []
    for unit in units(document):
        at = 0
        for span in unit.spans:
            runs.append(_Run(span, unit.anchor, at))
            at += span.end - span.start
    return sorted(runs, key=lambda run: run.span.start)


def _hull(document: Document, kept: Kept) -> Iterable[int]:
    """The raw lines from a document's first to its last, without those of other documents."""
    own = set(_numbers(document))
    return (n for n in range(min(own, default=1), max(own, default=0) + 1) if n in own or n not in kept.lines)


def _numbers(document: Document) -> Iterable[int]:
    return (number for first, last in document.lines for number in range(first, last + 1))


def _place(cleaned: Cleaned, runs: list[_Run], number: int) -> Place:
    start = cleaned.apparatus.clean_offset(cleaned.seed.lines[number - 1].start)
    index = bisect_right(runs, start, key=lambda run: run.span.end)  # the first run that ends after the line's start
    if index == len(runs):
        last = runs[-1]
        return Place(last.anchor, last.offset + last.span.end - last.span.start)
    return Place(runs[index].anchor, runs[index].offset + max(0, start - runs[index].span.start))
