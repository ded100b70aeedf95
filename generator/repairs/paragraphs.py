"""Findings of a whole document brought to the paragraph they stand in.

Some rules must see the paragraphs before and after. They look at the document once, and the answer is kept for its
other blocks. A paragraph that the document has twice is left: nobody could say which of the two is meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from generator.model import Flag
from generator.repairs.context import lines

ByParagraph = Mapping[str, Sequence[Flag]]


def by_paragraph(paragraphs: Sequence[str], found: Sequence[tuple[int, Flag]]) -> ByParagraph:
    """Flags with the number of their paragraph, by its text.

    >>> flag = Flag(0, 1, "甲", "x", "")
    >>> sorted(by_paragraph(["甲", "乙", "乙"], [(0, flag), (1, flag)]))
    ['甲']
    """
    count = Counter(paragraphs)
    kept: dict[str, list[Flag]] = {}
    for number, flag in found:
        if count[paragraphs[number]] == 1:
            kept.setdefault(paragraphs[number], []).append(flag)
    return kept


def within(text: str, found: ByParagraph) -> Iterator[Flag]:
    """The flags of the paragraphs of a text, at their places in it."""
    if not found:
        return
    for offset, line in lines(text):
        for flag in found.get(line, ()):
            yield replace(flag, start=flag.start + offset, end=flag.end + offset)
