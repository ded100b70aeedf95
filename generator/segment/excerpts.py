"""Numbers that document sites set before excerpts: `1、…`, `2、…`, each begun wherever the one before broke off.

They are told from an author's items because they break words and sentences: an item begins a sentence, and the one above
it is whole. Only where every number after the first does so, and all from 1 on are there, are they the site's. An author
who leaves the stops out breaks no item in its second sentence, ends all alike, and begins them alike.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from generator.folios import folio, is_dressed
from generator.layout import ends_sentence
from generator.words import is_unfinished, one_word_across

_NUMBER = re.compile(r"([1-9][0-9]?)、(?=\S)")
_FEWEST = 3


def excerpt_numbers(lines: Sequence[str]) -> dict[int, int]:
    """The lines that begin with an excerpt's number, and how many characters it takes."""
    found = [(n, match) for n, line in enumerate(lines) if (match := _NUMBER.match(line))]
    if len(found) < _FEWEST or [int(match[1]) for _, match in found] != list(range(1, len(found) + 1)):
        return {}
    ends = {n: match.end() for n, match in found}
    rows = list(pairwise(ends))
    if any(n != above + 1 or not _breaks(lines[above]) for above, n in rows):
        return {}
    items = [lines[n][end:] for n, end in ends.items()]
    cut = ends_sentence(items[-1]) or any(_runs_on(lines[n], lines[m][ends[m] :]) for n, m in rows)
    return ends if cut and not _alike(items) else {}


def _runs_on(above: str, below: str) -> bool:
    """Does a word run across the place where the number stands, or does the text above it want another?"""
    return is_unfinished(above) or one_word_across(above, below)


def _alike(items: Sequence[str]) -> bool:
    """Do items begin alike, or all but the last end at a comma?"""
    return len({item[0] for item in items}) < 0.5 * len(items) + 0.5 or all(item.endswith("，") for item in items[:-1])


def _breaks(above: str) -> bool:
    """Does a line stop in the middle of a sentence, as no item of a list does that has another below it?"""
    return len(above) > 30 and "。" in above and not ends_sentence(above) and above[-1] not in "：:；;"


_LEAVES, _DRESSED = 3, 2  # bare numbers of leaves, and such as only leaves and chapters have


def leaf_numbers(lines: Sequence[str]) -> list[int]:
    """The lines that are nothing but the numbers of a book's pages: each one more than the last, with text between.

    A page ends in mid-sentence sooner or later; the chapters of a tale, numbered too, do not.
    """
    numbers = {n: number for n, line in enumerate(lines) if (number := folio(line))}
    dressed = [n for n in numbers if is_dressed(lines[n])]
    return _counted(lines, numbers, dressed, _DRESSED) or _counted(
        lines, numbers, [n for n in numbers if n not in dressed], _LEAVES
    )


def _counted(lines: Sequence[str], numbers: Mapping[int, int], found: list[int], fewest: int) -> list[int]:
    wide = max((len(line) for line in lines), default=0)
    least = 2 if fewest == _LEAVES else 1  # lines on a leaf; the last may have one
    rising = all(numbers[n] == numbers[above] + 1 and n > above + least for above, n in pairwise(found))
    open_ended = (lines[n - 1] for n in found if n and "，" in lines[n - 1] and not ends_sentence(lines[n - 1]))
    cuts = any(3 * len(line) > 2 * wide or (fewest < _LEAVES and is_unfinished(line)) for line in open_ended)
    return found if len(found) >= fewest and rising and cuts else []
