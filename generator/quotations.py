"""Find words that a person quotes: line breaks, layout spaces and invisible marks do not count, all else does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

NEAR = 600  # characters on each side of a place in which a similar passage is looked for first
LONG = 60  # characters of a quotation that suffice to look for one
ALIKE = 0.5
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")


def counts(char: str) -> bool:
    """Does a character count when words are compared?"""
    return not char.isspace() and char not in _INVISIBLE


@dataclass(frozen=True)
class Quotable:
    """A text in which quotations can be found, wherever its lines were broken.

    >>> [list(places) for places in Quotable("突如\\n其来，突如 其来").find("突如其来")]
    [[0, 1, 3, 4], [6, 7, 9, 10]]
    """

    text: str

    @cached_property
    def _places(self) -> tuple[int, ...]:
        return tuple(n for n, char in enumerate(self.text) if counts(char))

    @cached_property
    def _bare(self) -> str:
        return "".join(self.text[n] for n in self._places)

    def find(self, quotation: str) -> Iterator[tuple[int, ...]]:
        """For each place where the words stand, the offsets of their characters."""
        words = "".join(filter(counts, quotation))
        at = self._bare.find(words) if words else -1
        while at >= 0:
            yield self._places[at : at + len(words)]
            at = self._bare.find(words, at + 1)

    def similar(self, quotation: str, start: int, end: int) -> tuple[int, str] | None:
        """The passage most like a quotation, first near `start`..`end`, with its offset; None where none is like it."""
        words = "".join(filter(counts, quotation))[:LONG]
        for low, high in ((start - NEAR, end + NEAR), (0, len(self.text))):
            begins = (n for n, place in enumerate(self._places) if low <= place < high and self._bare[n] in words[:3])
            passages = [self._passage(words, n, round(part * len(words))) for n in begins for part in (1, 1.5, 2)]
            if not passages:
                continue
            likeness, first, last = max(passages, key=lambda one: (one[0], -self._away(one[1], start, end)))
            if likeness >= ALIKE:
                return self._places[first], self.text[self._places[first] : self._places[last] + 1]
        return None

    def _away(self, n: int, start: int, end: int) -> int:
        return max(0, start - self._places[n], self._places[n] - end)

    def _passage(self, words: str, first: int, length: int) -> tuple[float, int, int]:
        """How much a passage is like the words, and where what they share begins and ends."""
        matcher = SequenceMatcher(None, self._bare[first : first + length], words, autojunk=False)
        *blocks, _ = matcher.get_matching_blocks()
        return matcher.ratio(), first + blocks[0].a, first + blocks[-1].a + blocks[-1].size - 1
