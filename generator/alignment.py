"""Where two texts say the same, whatever their script, marks and damage: the runs they share, in order.

>>> one, other = plain("國家主席，習近平出席會議並講話。"), plain("国家主席习近平出席会议并讲话")
>>> one.text == other.text, shared(one.text, other.text)
(True, [Run(a=0, b=0, size=14)])
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.folding import fold

GRAM = 8  # characters that two texts must share in a row before it counts
_PLACES = 8  # of one run of characters in a text; what stands there more often is a formula

_MARKS = re.compile(r"[\W_]+")  # what `isalnum` is not true of


@dataclass(frozen=True)
class Plain:
    """The letters and numbers of a text, in one script and width."""

    text: str
    source: str

    @cached_property
    def places(self) -> tuple[int, ...]:
        """Where each of them stands in the text."""
        return tuple(place for place, char in enumerate(fold(self.source)) if char.isalnum())


@dataclass(frozen=True, slots=True)
class Run:
    """`size` characters at `a` in one text are those at `b` in the other."""

    a: int
    b: int
    size: int

    @property
    def a_end(self) -> int:
        return self.a + self.size

    @property
    def b_end(self) -> int:
        return self.b + self.size


def plain(text: str) -> Plain:
    return Plain(_MARKS.sub("", fold(text)), text)


def shared(one: str, other: str) -> list[Run]:
    """The runs that `one` shares with `other`, in the order of both. Near-linear for texts that have much in common."""
    return _in_order(_runs(one, other))


def _runs(one: str, other: str) -> list[Run]:
    """Runs in the order of `one`, each the longest that begins there."""
    places: dict[str, list[int]] = defaultdict(list)
    for at in range(len(other) - GRAM + 1):
        places[other[at : at + GRAM]].append(at)
    found: list[Run] = []
    at = 0
    while at <= len(one) - GRAM:
        where = _near(places.get(one[at : at + GRAM], ()), found[-1].b_end if found else 0)
        best = max((Run(at, b, alike(one, other, at, b, GRAM)) for b in where), key=lambda run: run.size, default=None)
        if best:
            found.append(best)
        at = best.a_end if best else at + 1
    return found


def _near(places: Sequence[int], last: int) -> Sequence[int]:
    """The few places that come next after the last run: texts that are alike go on where they were."""
    start = max(0, bisect_left(places, last) - 1)
    return places[start : start + _PLACES]


def alike(one: str, other: str, a: int, b: int, size: int = 0) -> int:
    """How many characters two texts go on alike from `a` and `b`, of which `size` are known to be.

    Comparing slices in growing steps is quicker than comparing characters.

    >>> alike("各方一致同意", "双方一致同意了", 1, 1)
    5
    """
    step = 64
    while step:
        ahead = one[a + size : a + size + step]
        if len(ahead) == step and ahead == other[b + size : b + size + step]:
            size += step
        else:
            step //= 2
    return size


def _in_order(runs: Sequence[Run]) -> list[Run]:
    """The heaviest chain of runs that goes forward in both texts (runs already go forward in the first).

    A search tree over the places in the second text gives each run its best forerunner: O(n log n).
    """
    ends = sorted({run.b_end for run in runs})
    tree: list[tuple[int, int]] = [(0, -1)] * (len(ends) + 1)  # the best weight so far, and the run it ends in
    before: list[int] = []
    weights: list[int] = []
    for number, run in enumerate(runs):
        weight, last = _best(tree, bisect_left(ends, run.b + 1))
        before.append(last)
        weights.append(weight + run.size)
        _offer(tree, bisect_left(ends, run.b_end) + 1, (weight + run.size, number))
    at = max(range(len(runs)), key=lambda n: weights[n], default=-1)
    chain: list[Run] = []
    while at >= 0:
        chain.append(runs[at])
        at = before[at]
    return chain[::-1]


def _best(tree: Sequence[tuple[int, int]], at: int) -> tuple[int, int]:
    best = (0, -1)
    while at > 0:
        best = max(best, tree[at])
        at -= at & -at
    return best


def _offer(tree: list[tuple[int, int]], at: int, value: tuple[int, int]) -> None:
    while at < len(tree):
        tree[at] = max(tree[at], value)
        at += at & -at
