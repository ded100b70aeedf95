"""Where each pair of characters stands: collected text by text, in bounded memory, and handed out in order.

A posting is one number: the unit, the offset in its folded text, and whether a mark or space stands inside the pair in
print. Lists that have grown too large for memory go to a file, sorted by key, and are merged at the end.
"""

from __future__ import annotations

import heapq
import struct
import tempfile
from array import array
from collections import defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import add
from typing import IO

from generator.find.packing import order

AT_ONCE = 4_000_000  # postings held in memory before they go to a file: about 100 MB with all that belongs to them
_OFFSET = 25  # bits for the offset in a unit and, the last of them, for what stands inside
_MASK = (1 << _OFFSET) - 1
_HEAD = struct.Struct("<HI")

Lists = Iterator[tuple[str, "array[int]"]]


class Postings:
    """Postings of pairs (`ab`) with offsets, and of single characters (`a`) once a unit, at its beginning."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._at_once = at_once
        self._lists: defaultdict[str, array[int]] = defaultdict(_empty)
        self._held = 0
        self._runs: list[IO[bytes]] = []

    def add(self, unit: int, text: str, broken: Container[int] = ()) -> None:
        """A folded text, and the offsets before which something was dropped; units come in rising order."""
        lists, base = self._lists, unit << _OFFSET
        for at, pair in enumerate(map(add, text, text[1:])):
            lists[pair].append(base + 2 * at + (at + 1 in broken))
        singles = set(text)
        for char in singles:
            lists[char].append(base)
        self._held += len(text) + len(singles)
        if self._held > self._at_once:
            self._spill()

    def lists(self) -> Lists:
        """Every key with its postings, in the order of keys."""
        runs = [_read(run) for run in self._runs]
        runs.append(((order(key), values) for key, values in self._sorted()))
        merged = heapq.merge(*runs, key=lambda item: item[0])  # stable: an earlier run comes first
        for key, parts in groupby(merged, key=lambda item: item[0]):
            values = _empty()
            for _, part in parts:
                values.extend(part)
            yield key.decode("utf-16-be"), values
        for run in self._runs:
            run.close()

    def _sorted(self) -> Lists:
        yield from sorted(self._lists.items(), key=lambda item: order(item[0]))

    def _spill(self) -> None:
        run = tempfile.TemporaryFile()  # noqa: SIM115  # read and closed by `lists`
        for key, values in self._sorted():
            name = order(key)
            run.write(_HEAD.pack(len(name), len(values)))
            run.write(name)
            run.write(values.tobytes())
        self._runs.append(run)
        self._lists.clear()
        self._held = 0


def _empty() -> array[int]:
    return array("Q")


def _read(run: IO[bytes]) -> Iterator[tuple[bytes, array[int]]]:
    run.seek(0)
    while head := run.read(_HEAD.size):
        length, count = _HEAD.unpack(head)
        name = run.read(length)
        values = _empty()
        values.frombytes(run.read(count * values.itemsize))
        yield name, values


@dataclass
class Places:
    """A posting list taken apart: units, how often in each (less one), the offsets as distances, and which are broken."""

    units: list[int] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)


def split(values: array[int]) -> Places:
    found = Places()
    unit = last = -1
    for value in values:
        offset = (value & _MASK) >> 1
        if value & 1:
            found.broken.append(len(found.offsets))
        if value >> _OFFSET == unit:
            found.counts[-1] += 1
            found.offsets.append(offset - last)
        else:
            unit = value >> _OFFSET
            found.units.append(unit)
            found.counts.append(0)
            found.offsets.append(offset)
        last = offset
    return found
