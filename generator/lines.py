"""The line model: a line ends at LF, CRLF or a lone CR, and at nothing else."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from generator.model import Line

_TERMINATOR = re.compile(r"\r\n|\n|\r")


def split_lines(text: str) -> tuple[Line, ...]:
    """The lines of `text`, numbered from 1. A text that ends in a terminator has no empty last line.

    >>> [(l.number, text[l.start:l.end]) for text in ["a\\r\\nb\\x0bc\\r\\rd"] for l in split_lines(text)]
    [(1, 'a'), (2, 'b\\x0bc'), (3, ''), (4, 'd')]
    """
    lines: list[Line] = []
    start = 0
    for mark in _TERMINATOR.finditer(text):
        lines.append(Line(len(lines) + 1, start, mark.start(), mark.end()))
        start = mark.end()
    if start < len(text):
        lines.append(Line(len(lines) + 1, start, len(text), len(text)))
    return tuple(lines)


class LineIndex:
    """Finds the raw line and column of an offset in O(log n)."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._starts = [line.start for line in lines]

    def line(self, offset: int) -> int:
        """The 1-based number of the line that holds `offset` (a terminator belongs to the line it ends)."""
        return max(1, bisect_right(self._starts, offset))

    def column(self, offset: int) -> int:
        """The 1-based code point column of `offset` in its line."""
        number = self.line(offset)
        return offset - (self._starts[number - 1] if self._starts else 0) + 1


def ranges(numbers: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Numbers as inclusive ranges, in order.

    >>> ranges([1, 2, 3, 7, 9, 8])
    ((1, 3), (7, 9))
    """
    out: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if out and out[-1][1] == number - 1:
            out[-1] = (out[-1][0], number)
        else:
            out.append((number, number))
    return tuple(out)
