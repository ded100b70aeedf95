"""Segment."""

from __future__ import annotations

from generator.lines import split_lines
from generator.model import Draft, Piece, Segmentation


def pieces_of(marked: str) -> tuple[Piece, ...]:
    """The non-blank lines of a text as pieces, without the layout spaces around them."""
    found = []
    for line in split_lines(marked):
        text = marked[line.start : line.end]
        if text.strip():
            start = line.start + len(text) - len(text.lstrip())
            found.append(Piece(line.number, start, line.start + len(text.rstrip())))
    return tuple(found)


def segment(marked: str) -> Segmentation:
    pieces = pieces_of(marked)
    return Segmentation((Draft((), pieces),) if pieces else ())
