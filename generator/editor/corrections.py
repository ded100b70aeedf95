"""Corrections: the smallest edits of the raw text that make an editor's quotation read as it should."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise

from generator.editor.entries import Entry, entries, witness
from generator.edits import Apparatus, guarded_spans
from generator.lines import split_lines
from generator.model import Edit, Seed, Span
from generator.quotations import counts
from generator.repairs.structure import EDITOR


def correct(seed: Seed) -> Apparatus:
    """The raw text after the editor's corrections; no line begins or ends elsewhere than before."""
    apparatus = Apparatus(seed.raw)
    corrections = entries(seed, "corrections")
    if not corrections:
        return apparatus
    here = witness(seed)
    edits = sorted(
        ((edit, entry) for entry in corrections for edit in _edits(entry, here.find(entry), seed.raw)),
        key=lambda pair: (pair[0].start, pair[0].end),
    )
    for (edit, other), (later, entry) in pairwise(edits):
        if later.start < edit.end or later.start == edit.start:
            entry.fail(f"corrects what line {other.line} of this file corrects already; make them one")
    corrected = _trimmed(_trimmed(apparatus.apply(edit for edit, _ in edits)))
    _check_lines(seed, corrected, corrections)
    return corrected


def _trimmed(corrected: Apparatus) -> Apparatus:
    """The corrections without spaces at the edge of a line, where they would be layout."""
    edits = []
    for edit, image in zip(corrected.edits, guarded_spans(corrected), strict=True):
        after = edit.after
        if not any(map(counts, corrected.text[max(0, image.start - 1) : image.start])):
            after = after.lstrip()
        if not any(map(counts, corrected.text[image.end : image.end + 1])):
            after = after.rstrip()
        if edit.before or after:
            edits.append(replace(edit, after=after))
    return Apparatus(corrected.raw, tuple(edits))


def _check_lines(seed: Seed, corrected: Apparatus, corrections: Sequence[Entry]) -> None:
    """A line that loses all its text between a lone CR and a LF would vanish."""
    pairs = zip(_line_ends(seed.raw), _line_ends(corrected.text), strict=False)
    number = next((n for n, (old, new) in enumerate(pairs, 1) if old != new), None)
    if number:
        entry = max(
            (one for one in corrections if one.number("line") <= number + 1), key=lambda one: one.number("line")
        )
        entry.fail(f"leaves nothing of raw line {number + 1}, so that two line ends become one; keep a character")


def _line_ends(text: str) -> list[str]:
    return [text[line.end : line.next] for line in split_lines(text) if line.next > line.end]


def _edits(entry: Entry, places: Sequence[int], raw: str) -> Iterator[Edit]:
    """A correction as the smallest edits, none across a line end. One that changes nothing confirms the reading."""
    changes = list(_changes(entry.values["find"], entry.values["replace"] or "", places, raw))
    changes = changes or [(run.start, run.end, raw[run.start : run.end]) for run in runs(places)]
    for start, end, after in changes:
        yield Edit(start, end, raw[start:end], after, EDITOR.id, entry.values["reason"], entry.by)


def _changes(find: str, put: str, places: Sequence[int], raw: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and new text of each change. Spaces count only where `find` and `replace` differ in them."""
    old, new = words_of(find), words_of(put)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    at = [sum(counts(token) for token in old[:n]) for n in range(len(old) + 1)]  # quoted characters before a token
    for tag, low, high, first, last in matcher.get_opcodes():
        if tag == "equal":
            continue
        after = new[first:last]
        quoted = places[at[low] : at[high]]
        if not quoted:
            yield from _between(places, at[low], "".join(after), raw)
        elif len(after) == len(quoted):
            yield from ((place, place + 1, char) for place, char in zip(quoted, after, strict=True))
        else:
            first_run, *others = runs(quoted)
            yield first_run.start, first_run.end, "".join(after)
            yield from ((run.start, run.end, "") for run in others)


def words_of(text: str) -> list[str]:
    """Characters, with each run of layout between them as one space.

    >>> words_of("好  的\\n了")
    ['好', ' ', '的', ' ', '了']
    """
    tokens: list[str] = []
    for char in text:
        if counts(char):
            tokens.append(char)
        elif tokens and tokens[-1] != " ":
            tokens.append(" ")
    return tokens[:-1] if tokens and tokens[-1] == " " else tokens


def _between(places: Sequence[int], n: int, after: str, raw: str) -> Iterator[tuple[int, int, str]]:
    """A change before quoted character `n` that takes no character away, or only layout space within a line."""
    start = places[n - 1] + 1 if n else places[0]
    if after.strip() or n in (0, len(places)):
        yield start, start, after
        return
    space = raw[start : places[n]]
    if "\n" not in space and "\r" not in space and space != after:  # at a line end the joiner decides
        yield start, places[n], after


def runs(places: Sequence[int]) -> list[Span]:
    """Offsets as spans without a gap.

    >>> runs([3, 4, 7])
    [Span(start=3, end=5), Span(start=7, end=8)]
    """
    spans: list[Span] = []
    for place in places:
        if spans and spans[-1].end == place:
            spans[-1] = Span(spans[-1].start, place + 1)
        else:
            spans.append(Span(place, place + 1))
    return spans
