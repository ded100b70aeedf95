"""An editor's boundaries: where a document begins whatever the page looks like, and where none does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generator.model import Hints, Piece, Place


@dataclass(frozen=True)
class Bounds:
    """Pieces of a page of which an editor says something.

    starts  a document begins with them
    inner   none begins with them
    parts   they go on with the document that holds the other piece
    """

    starts: frozenset[Piece] = frozenset()
    inner: frozenset[Piece] = frozenset()
    parts: Mapping[Piece, Piece] = field(default_factory=dict)


NO_BOUNDS = Bounds()


def split(text: str, pieces: Sequence[Piece], hints: Hints) -> list[Piece]:
    """The pieces, those cut in two inside which a document or a part of one begins."""
    found = list(pieces)
    for place in sorted({*hints.starts, *hints.joins, *(other for other in hints.joins.values() if other)}):
        for n, piece in enumerate(found):
            if piece.line == place.line and piece.start < place.offset < piece.end:
                found[n : n + 1] = _halves(text, piece, place.offset)
                break
    return found


def _halves(text: str, piece: Piece, at: int) -> list[Piece]:
    left, right = text[piece.start : at], text[at : piece.end]
    if not left.strip():
        return [piece]
    first = Piece(piece.line, piece.start, at - (len(left) - len(left.rstrip())))
    return [first, Piece(piece.line, at + len(right) - len(right.lstrip()), piece.end)]


def find_bounds(pieces: Sequence[Piece], hints: Hints) -> Bounds:
    """What the places of the hints are among the pieces that are left; a place that is gone says nothing."""
    starts = {_piece(pieces, place) for place in hints.starts} - {None}
    joins = {_piece(pieces, place): other for place, other in hints.joins.items()}
    inner = {piece for piece, other in joins.items() if other is None} - {None}
    parts = {piece: _piece(pieces, other) for piece, other in joins.items() if other}
    return Bounds(
        frozenset(piece for piece in starts if piece),
        frozenset(piece for piece in inner if piece),
        {piece: other for piece, other in parts.items() if piece and other},
    )


def _piece(pieces: Sequence[Piece], place: Place) -> Piece | None:
    """The piece that stands at a place, or first after it on its line."""
    return next((piece for piece in pieces if piece.line == place.line and piece.end > place.offset), None)
