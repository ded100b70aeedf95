"""Parallel passages: the same words in two documents, whatever their script, marks and spaces.

Every run of 8 characters is hashed and the least of each three neighbouring hashes is kept (winnowing: Schleimer,
Wilkerson and Aiken, 2003), so that two texts that share 10 characters share a kept hash: sorting those finds all
candidates in near-linear time. A shared run is then read on in both directions, over small differences, as far as the
texts go on alike. What stands in many documents is no parallel of two of them but a *formula*: it is counted, with
all its places, and never paired, so that the number of pairs stays linear too. Copies of one text count once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, groupby
from zlib import crc32

from generator.alignment import Plain, alike, plain
from generator.model import Block, Document, Field, Formula, Mention, Parallels, Passage, Stand

LEAST = 12  # letters and numbers that make a passage
CORE = 10  # of them, at least so many in one run
GRAM = 8  # characters hashed together
WINDOW = CORE - GRAM + 1  # neighbouring hashes of which the least is kept
MANY = 4  # documents; a run that stands in so many is a formula
KEPT = 0.8  # of the documents with a run must have the words around it that make it a formula
ALIKE = 0.75  # of both passages must be shared characters
OWN = 6  # letters and numbers that must stand beside the name of an authority record: it has a page of its own
GAP = 6  # characters of one text that may stand where the other has others
EDGE = 2  # characters that a passage may be longer than a formula on either side and still be it
STEP = 4  # characters that must agree after such a difference

_READ = ("title", "subtitle")
_CLAUSE_ENDS = frozenset("，。；：！？,;:!?")


@dataclass(frozen=True, eq=False)
class _Unit:
    """A field or block, as its letters and numbers in one script."""

    number: int
    order: int  # of its document
    document: str
    anchor: str
    plain: Plain
    named: tuple[Mention, ...]

    @cached_property
    def text(self) -> str:
        return self.plain.text

    @cached_property
    def source(self) -> str:
        return self.plain.source

    def stand(self, start: int, end: int) -> Stand:
        """The place of letters `start`..`end` in the text as published."""
        places = self.plain.places
        return Stand(self.document, self.anchor, places[start], places[end - 1] + 1)

    def has_own(self, start: int, end: int) -> bool:
        """Do the letters `start`..`end` say more than one name?"""
        here = self.plain.places[start:end]
        inside = (sum(mention.start <= place < mention.end for place in here) for mention in self.named)
        return len(here) - max(inside, default=0) >= OWN


def find_parallels(documents: Iterable[Document]) -> Parallels:
    """All passages and formulas of an archive. `documents` come in the order of their permanent numbers."""
    units = list(_units(_firsts(documents)))
    formulas: list[Formula] = []
    read: set[int] = set()  # hashes of runs that are inside a formula
    pairs = _Pairs()
    for mark, places in _shared(units):
        if _spread(places) < MANY:
            pairs.add(places)
        elif mark not in read:
            formula, marks = _formula(places)
            read |= marks
            formulas += formula
    distinct = _distinct(formulas)
    known = _Known(EDGE, distinct)  # at the edge of a formula a hash is kept in some of its documents only
    return Parallels(tuple(sorted(one for one in pairs.passages if one.one not in known)), tuple(distinct))


def _firsts(documents: Iterable[Document]) -> Iterator[Document]:
    """Documents but for copies of one that came before: they would make a formula of every sentence."""
    seen: set[str] = set()
    for document in documents:
        copied = any(relation.type == "same-text" and relation.id in seen for relation in document.relations)
        seen.add(document.id)
        if not copied:
            yield document


def _units(documents: Iterable[Document]) -> Iterator[_Unit]:
    number = 0
    for order, document in enumerate(documents):
        parts: list[Field | Block] = [field for field in document.fields if field.role in _READ]
        parts += [block for block in document.blocks if block.kind != "gap"]
        for part in parts:
            named = tuple(mention for mention in document.mentions if mention.anchor == part.anchor)
            yield _Unit(number, order, document.id, part.anchor, plain(part.text), named)
            number += 1


# -- candidates -----------------------------------------------------------------------------------------------------

Places = list[tuple[_Unit, int]]


def _shared(units: Sequence[_Unit]) -> Iterator[tuple[int, Places]]:
    """Each kept hash that two documents share, with its places in order."""
    # One number holds hash, unit and place: ten million of them sort quickly and take little room.
    found = sorted(mark << 48 | unit.number << 20 | at for unit in units for mark, at in _winnowed(unit.text))
    for mark, group in groupby(found, key=lambda value: value >> 48):
        places = [(units[value >> 20 & 0xFFFFFFF], value & 0xFFFFF) for value in group]
        if places[0][0].order != places[-1][0].order:
            yield mark, places


def _marks(text: str) -> list[int]:
    data, width = text[: 1 << 20].encode("utf-32-le"), 4 * GRAM
    return [crc32(data[at : at + width]) for at in range(0, len(data) - width + 1, 4)]


def _winnowed(text: str) -> Iterator[tuple[int, int]]:
    """The least hash of each window, the last of equals, each place once."""
    marks = _marks(text)
    last = -1
    for start in range(max(1, len(marks) - WINDOW + 1) if marks else 0):
        window = range(start, min(start + WINDOW, len(marks)))
        least = min(window, key=lambda at: (marks[at], -at))
        if least != last:
            yield marks[least], least
            last = least


# -- passages -------------------------------------------------------------------------------------------------------


class _Pairs:
    """The passages that two units share; a place that lies in one already found is not read again."""

    def __init__(self) -> None:
        self._found: dict[tuple[int, int], list[tuple[_Run, ...]]] = defaultdict(list)
        self.passages: list[Passage] = []

    def add(self, places: Places) -> None:
        for (one, a), (other, b) in combinations(places, 2):
            if one.order != other.order and one.text[a : a + GRAM] == other.text[b : b + GRAM]:
                self._read(one, other, a, b)

    def _read(self, one: _Unit, other: _Unit, a: int, b: int) -> None:
        found = self._found[one.number, other.number]
        if any(_inside(runs, a, b) for runs in found):
            return
        runs = _read_on(one.text, other.text, a, b)
        if not _is_passage(runs):
            return
        found.append(runs)
        kept = _trimmed(one, other, runs)
        if _is_passage(kept) and one.has_own(kept[0][0], kept[-1][0] + kept[-1][2]):
            self.passages.append(_passage(one, other, kept))


_Run = tuple[int, int, int]  # where it begins in both texts, and its size


def _inside(runs: Sequence[_Run], a: int, b: int) -> bool:
    return any(start <= a < start + size and b - a == there - start for start, there, size in runs)


def _read_on(one: str, other: str, a: int, b: int) -> tuple[_Run, ...]:
    """The runs around a shared one, as far as the texts go on alike in both directions."""
    size = alike(one, other, a, b)
    back = alike(one[:a][::-1], other[:b][::-1], 0, 0)
    first = (a - back, b - back, size + back)
    after = [(a + size + x, b + size + y, n) for x, y, n in _onward(one[a + size :], other[b + size :])]
    head, there = one[: first[0]][::-1], other[: first[1]][::-1]
    before = [(len(head) - x - n, len(there) - y - n, n) for x, y, n in _onward(head, there)]
    return (*before[::-1], first, *after)


def _onward(one: str, other: str) -> Iterator[_Run]:
    """The runs that follow, each after a small difference that is shorter than what agrees after it."""
    a = b = 0
    while step := _over(one, other, a, b):
        a, b = a + step[0], b + step[1]
        size = alike(one, other, a, b)
        if size < 2 * max(step):
            return
        yield a, b, size
        a, b = a + size, b + size


def _over(one: str, other: str, a: int, b: int) -> tuple[int, int] | None:
    """How many characters to pass over in both texts until they agree again, as few as may be."""
    for total in range(1, 2 * GAP + 1):
        for x in range(max(0, total - GAP), min(total, GAP) + 1):
            run = one[a + x : a + x + STEP]
            if len(run) == STEP and run == other[b + total - x : b + total - x + STEP]:
                return x, total - x
    return None


def _is_passage(runs: Sequence[_Run]) -> bool:
    agree = sum(size for _, _, size in runs)
    spans = (runs[-1][side] + runs[-1][2] - runs[0][side] for side in (0, 1))
    return agree >= LEAST and max(size for _, _, size in runs) >= CORE and agree >= ALIKE * max(spans)


def _trimmed(one: _Unit, other: _Unit, runs: Sequence[_Run]) -> list[_Run]:
    """Without a single character at an end that a mark cuts off from the rest: `。要` is the start of what differs."""
    kept = list(runs)
    a, b, size = kept[0]
    if size > 1 and (_apart(one, a, a + 1) or _apart(other, b, b + 1)):
        kept[0] = (a + 1, b + 1, size - 1)
    a, b, size = kept[-1]
    if size > 1 and (_apart(one, a + size - 2, a + size - 1) or _apart(other, b + size - 2, b + size - 1)):
        kept[-1] = (a, b, size - 1)
    return kept


def _apart(unit: _Unit, first: int, second: int) -> bool:
    """Does a mark that ends a clause stand between two letters?"""
    places = unit.plain.places
    return any(char in _CLAUSE_ENDS for char in unit.source[places[first] + 1 : places[second]])


def _passage(one: _Unit, other: _Unit, runs: Sequence[_Run]) -> Passage:
    (a, b, _), (c, d, n) = runs[0], runs[-1]
    same = []
    for x, y, size in runs:
        here, there = one.stand(x, x + size), other.stand(y, y + size)
        same.append((here.start, here.end, there.start, there.end))
    return Passage(one.stand(a, c + n), other.stand(b, d + n), sum(run[2] for run in runs), tuple(same))


# -- formulas -------------------------------------------------------------------------------------------------------


def _formula(places: Places) -> tuple[list[Formula], set[int]]:
    """The longest words around a run that still stand in many documents, and the hashes of the runs inside them."""
    first, at = places[0]
    run = first.text[at : at + GRAM]
    places = [(unit, at) for unit, at in places if unit.text[at : at + GRAM] == run]
    least = max(MANY, KEPT * _spread(places))
    places, after = _extend(places, GRAM, 1, least)
    places, before = _extend(places, -1, -1, least)
    size = before + GRAM + after
    if _spread(places) < MANY or size < LEAST:
        return [], set()
    if not places[0][0].has_own(places[0][1] - before, places[0][1] - before + size):
        return [], set()
    stands = [unit.stand(at - before, at - before + size) for unit, at in places]
    (unit, at), (start, end) = places[0], (stands[0].start, stands[0].end)
    words = unit.plain.source[start:end]
    return [Formula(words, tuple(stands))], set(_marks(unit.text[at - before : at - before + size]))


def _spread(places: Places) -> int:
    """In how many documents."""
    return len({unit.order for unit, _ in places})


def _extend(places: Places, offset: int, step: int, least: float) -> tuple[Places, int]:
    """The places that go on alike in one direction while they are in enough documents, and how far."""
    far = 0
    while True:
        after: dict[str, Places] = defaultdict(list)
        for unit, at in places:
            here = at + offset + step * far
            if 0 <= here < len(unit.text):
                after[unit.text[here]].append((unit, at))
        best = max(after.values(), key=_spread, default=[])
        if _spread(best) < least:
            return places, far
        places, far = best, far + 1


def _distinct(formulas: Iterable[Formula]) -> list[Formula]:
    """Without those that only stand inside another, and those that are hardly longer than one of wider use."""
    longest = _uncovered(sorted(formulas, key=lambda one: (-len(one.text), one)), 0)
    return _uncovered(sorted(longest, key=_by_use), EDGE)


def _uncovered(formulas: Iterable[Formula], edge: int) -> list[Formula]:
    kept, known = [], _Known(edge)
    for formula in formulas:
        if not all(place in known for place in formula.places):
            kept.append(formula)
            known.add(formula)
    return kept


class _Known:
    """The places of formulas; a place that is longer by `edge` at either end is still one of them."""

    def __init__(self, edge: int, formulas: Iterable[Formula] = ()) -> None:
        self._edge = edge
        self._places: dict[tuple[str, str], list[Stand]] = defaultdict(list)
        for formula in formulas:
            self.add(formula)

    def add(self, formula: Formula) -> None:
        for place in formula.places:
            self._places[place.document, place.anchor].append(place)

    def __contains__(self, at: Stand) -> bool:
        start, end = at.start + self._edge, at.end - self._edge
        return any(place.start <= start and end <= place.end for place in self._places[at.document, at.anchor])


def _by_use(formula: Formula) -> tuple[int, int, Formula]:
    return (-len(formula.documents), -len(formula.text), formula)
