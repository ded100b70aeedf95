"""Find words that a person quotes: line breaks, layout spaces and invisible marks do not count, all else does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

NEAR = 600  # characters on each side of a place in which a similar passage is looked for first
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
        words = "".join(filter(counts, quotation))
        for low, high in ((start - NEAR, end + NEAR), (0, len(self.text))):
            within = [n for n, place in enumerate(self._places) if low <= place < high]
            if found := self._similar(words, within[0], within[-1] + 1) if within else None:
                return found
        return None

    def _similar(self, words: str, low: int, high: int) -> tuple[int, str] | None:
        matcher = SequenceMatcher(None, self._bare, words, autojunk=False)
        match = matcher.find_longest_match(low, high, 0, len(words))
        if 3 * match.size < len(words):
            return None
        first = max(low, match.a - match.b)
        last = min(high, match.a + len(words) - match.b) - 1
        return self._places[first], self.text[self._places[first] : self._places[last] + 1]
