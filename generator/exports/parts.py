"""What stands in each field and block of a seed: its text and the edits in it, in reading order.

Each character of a witness stands in exactly one document, if it has one. An edit that belongs to none (page furniture,
a repeated copy) stands after the text before it; a line that says where a story began, before the text after it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.documents import Cleaned
from generator.model import Block, Edit, Field
from generator.repairs import jump_line


@dataclass(frozen=True, slots=True)
class Kept:
    """Text that stands in the unit as in the witness: offsets in the unit's text, and the raw place of the first."""

    start: int
    end: int
    raw: int


@dataclass(frozen=True, slots=True)
class Changed:
    """An edit: `text` is what of its outcome this unit holds, from `start` on; `owner` the document it counts for.

    Where two units share an outcome (`split`), only the first part shows what stood in the witness.
    """

    start: int
    text: str
    edit: Edit
    owner: str | None
    first: bool = True
    split: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.text)


Part = Kept | Changed


@dataclass(slots=True)
class _Run:
    """A clean span of a unit: at `offset` in its text; and the edits before, in and after it."""

    start: int
    end: int
    offset: int
    anchor: str
    document: str
    before: list[Part] = field(default_factory=list)
    inside: list[Changed] = field(default_factory=list)
    after: list[Part] = field(default_factory=list)


def parts(cleaned: Cleaned) -> dict[str, list[Part]]:
    """By the anchor of the unit."""
    runs = sorted(_runs(cleaned), key=lambda run: run.start)
    if not runs:
        return {}
    between = _place(cleaned, runs)
    starts = [run.start for run in runs]
    for at, edits in between.items():
        _settle(runs, max(0, bisect_right(starts, at) - 1), at, edits)
    found: dict[str, list[Part]] = {}
    for run in sorted(runs, key=lambda run: run.offset):
        found.setdefault(run.anchor, []).extend(_in_order(cleaned, run))
    return found


def _runs(cleaned: Cleaned) -> Iterator[_Run]:
    for document in cleaned.documents:
        units: list[Field | Block] = [*document.fields, *document.blocks]
        for unit in units:
            at = 0
            for span in unit.spans:
                if span.start < span.end:
                    yield _Run(span.start, span.end, at, unit.anchor, document.id)
                at += span.end - span.start


def _place(cleaned: Cleaned, runs: Sequence[_Run]) -> Mapping[int, list[Changed]]:
    """Put the edits that stand within one run or more into them; the others are given back, by clean place."""
    starts = [run.start for run in runs]
    between: dict[int, list[Changed]] = {}
    shift = 0
    for edit, owner in zip(cleaned.apparatus.edits, cleaned.owners, strict=True):
        start = edit.start + shift
        end = start + len(edit.after)
        shift += len(edit.after) - (edit.end - edit.start)
        number = max(0, bisect_right(starts, start) - 1)
        run = runs[number]
        if start < end:
            _shared(runs, number, start, end, edit, owner)
        elif run.start < start < run.end:
            run.inside.append(Changed(run.offset + start - run.start, "", edit, owner))
        else:
            between.setdefault(start, []).append(Changed(0, "", edit, owner))
    return between


def _shared(runs: Sequence[_Run], number: int, start: int, end: int, edit: Edit, owner: str | None) -> None:
    """An edit that puts something in the place of what stood there; rarely, in two units at once."""
    first, split = True, end > runs[number].end
    while number < len(runs) and runs[number].start < end:
        run = runs[number]
        low, high = max(start, run.start), min(end, run.end)
        text = edit.after[low - start : high - start]
        run.inside.append(Changed(run.offset + low - run.start, text, edit, owner, first, split))
        first, number = False, number + 1


def _settle(runs: Sequence[_Run], number: int, at: int, edits: Sequence[Changed]) -> None:
    """Give the edits between two runs to the one before or the one after; `number`: the last run that begins by then."""
    here = runs[number]
    before = here if here.end == at else runs[number - 1] if number else None
    after = here if here.start == at else None
    last = max((n for n, one in enumerate(edits) if before and _looks_back(one)), default=-1)
    for n, one in enumerate(edits):
        mine = before is not None and one.owner in (None, before.document) and n <= last
        if before and (mine or after is None or one.owner not in (None, after.document)):
            before.after.append(_at(one, before.offset + before.end - before.start))
        elif after:
            after.before.append(_at(one, after.offset))


def _looks_back(one: Changed) -> bool:
    """Does this piece of the page go with the text before it?"""
    began = one.edit.rule == jump_line.RULE.id and not jump_line.leads_on(one.edit.before)
    return one.owner is None and not began


def _at(one: Changed, start: int) -> Changed:
    return Changed(start, "", one.edit, one.owner)


def _in_order(cleaned: Cleaned, run: _Run) -> Iterator[Part]:
    yield from run.before
    at = run.offset
    for one in run.inside:
        yield from _kept(cleaned, run, at, one.start)
        yield one
        at = one.end
    yield from _kept(cleaned, run, at, run.offset + run.end - run.start)
    yield from run.after


def _kept(cleaned: Cleaned, run: _Run, start: int, end: int) -> Iterator[Kept]:
    if start < end:
        clean = run.start + start - run.offset
        yield Kept(start, end, cleaned.apparatus.raw_span(clean, clean + 1).start)
