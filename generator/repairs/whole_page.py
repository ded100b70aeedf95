"""A page's lines, split and indexed once: a rule that reads one line asks of each what stands elsewhere on its page.

>>> page = page_of("渡口\\n\\n　云江 31℃\\n红岩 33℃\\n渡口")
>>> page.rows, page.places["渡口"], page.beside("云江 31℃"), page.above("渡口")
(('渡口', '', '云江 31℃', '红岩 33℃', '渡口'), [0, 4], ['渡口', '红岩 33℃'], ['', '红岩 33℃'])
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache


@dataclass(frozen=True)
class WholePage:
    """All lines of a page without the spaces around them, as rules are given them; blank ones are empty."""

    rows: tuple[str, ...]

    @cached_property
    def filled(self) -> tuple[str, ...]:
        """The lines that are not blank."""
        return tuple(filter(None, self.rows))

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The lines in which a sentence ends."""
        return tuple(row for row in self.rows if "。" in row)

    @cached_property
    def places(self) -> Mapping[str, list[int]]:
        """Where each line stands among all."""
        return _places(self.rows)

    @cached_property
    def _filled_places(self) -> Mapping[str, list[int]]:
        return _places(self.filled)

    def above(self, line: str) -> list[str]:
        """What stands above a line in each of its places, blank lines aside; at the top of the page nothing does."""
        return [self.filled[n - 1] if n else "" for n in self._filled_places.get(line, ())]

    def below(self, line: str) -> list[str]:
        """What stands below it."""
        last = len(self.filled) - 1
        return [self.filled[n + 1] if n < last else "" for n in self._filled_places.get(line, ())]

    def beside(self, line: str) -> list[str]:
        """What stands above and below it."""
        return [row for row in (*self.above(line), *self.below(line)) if row]


def _places(rows: tuple[str, ...]) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = {}
    for n, row in enumerate(rows):
        found.setdefault(row, []).append(n)
    return found


@lru_cache(maxsize=2)
def page_of(whole: str) -> WholePage:
    """All lines of one page are asked one after another."""
    return WholePage(tuple(row.strip() for row in whole.splitlines()))
