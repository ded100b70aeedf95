"""The spaces before the lines of a page: which lines a blank line parts from the one above, and which are indented."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.model import Piece

_SPACES = re.compile(r"\s*$")
_BREAK = re.compile(r"\r\n|\n|\r")


def spaces_before(text: str, pieces: Sequence[Piece]) -> list[str]:
    """The spaces and line breaks that stand right before each piece."""
    ends = [0, *(piece.end for piece in pieces)]
    return [_spaces(text[end : piece.start]) for end, piece in zip(ends, pieces, strict=False)]


def _spaces(between: str) -> str:
    found = _SPACES.search(between)
    return found.group() if found else ""


def is_spaced(before: str) -> bool:
    """Does a blank line stand above a line?

    >>> is_spaced("\\n\\n　　"), is_spaced("\\n　　")
    (True, False)
    """
    return len(_BREAK.findall(before)) > 1


def is_indented(before: str) -> bool:
    """Is a line indented?

    >>> is_indented("\\n　　"), is_indented("\\n\\n")
    (True, False)
    """
    return bool(_BREAK.split(before)[-1])
