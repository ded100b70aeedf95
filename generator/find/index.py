"""The files of the index, one after the other as they are complete.

    find/fold.js      the table of folding
    find/index.js     what there is: first keys of the buckets, facets, how many documents
    find/docs.js      how many units each document has, its date, and where each shard of texts begins
    find/k/<n>.js     pairs of characters and the units they stand in
    find/p/<n>.js     the same pairs: how often in each unit, where, and inside which of them a mark or space is printed
    find/u/<n>.js     single characters and the units they stand in
    find/t/<n>.js     texts, with what must be said wherever they are shown
    find/f/<name>.js  one facet: its values, and those of each document

Units are numbered through, in order of the documents' permanent numbers: when documents arrive, nothing before them
changes its number. Postings of units and places are apart because most searches need only the first.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from generator.archive import Archive
from generator.find.entries import FACETS, NAMED, Entry, Unit, entries
from generator.find.fold import fold_broken, packed
from generator.find.packing import SEPARATOR, gaps, numbers, order, script, signed
from generator.find.postings import AT_ONCE, Postings, split

FOLDER = "find"
BUCKET = 40_000  # bytes of a file of postings, before the server compresses it
HEAVY = BUCKET // 5  # bytes of a list that the browser had better not load while there are lighter ones
SHARD = 6_000  # characters of text after which a document closes its shard; a long document is cut at twice as many

Files = Iterator[tuple[str, str]]


def find_files(archive: Archive) -> Files:
    """Every file of the archive's index, by its path in `FOLDER`; all are made anew, so none belongs into git."""
    yield ".gitignore", "*\n"
    yield from index_files(entries(archive))


def index_files(documents: Iterable[Entry], at_once: int = AT_ONCE) -> Files:
    """The index of documents, in bounded memory: texts go out as they come, postings at the end."""
    shards, columns, postings = _Shards(), _Columns(), Postings(at_once)
    unit = 0
    for document in documents:
        columns.add(document)
        for part in document.units:
            postings.add(unit, *fold_broken(part.text))
            unit += 1
        yield from shards.add(document)
    yield from shards.close()
    buckets = {"k": _Buckets("k"), "p": _Buckets("p"), "u": _Buckets("u")}
    for key, values in postings.lists():
        yield from _listed(buckets, key, values)
    for kind in buckets.values():
        yield from kind.close()
    facets = list(columns.facets())
    yield from ((f"f/{name}.js", text) for name, text, _ in facets)
    yield "docs.js", columns.documents(shards.starts)
    yield "fold.js", f"findChunk({_quoted('fold')},{packed()});\n"
    told = {
        "documents": len(columns.units),
        "units": unit,
        "keys": {name: kind.first for name, kind in buckets.items()},
        "heavy": [key for _, key in sorted(buckets["k"].heavy)],
        "facets": {name: count for name, _, count in facets},
    }
    yield "index.js", script("index", told)


def _quoted(name: str) -> str:
    return f'"{name}"'


# -- texts ----------------------------------------------------------------------------------------------------------


@dataclass
class _Shards:
    """Texts in files of about the same size. `starts` are the first units of each."""

    starts: list[int] = field(default_factory=list)
    _unit: int = 0
    _parts: list[list[Any]] = field(default_factory=list)
    _size: int = 0
    _count: int = 0

    def add(self, document: Entry) -> Files:
        """A document, in as many parts as it has shards."""
        units: list[list[Any]] = []
        first = 0
        for at, unit in enumerate(document.units):
            units.append(_unit_record(unit))
            self._size += len(unit.text)
            if self._size > 2 * SHARD:
                yield self._cut(document, first, units)
                first, units = at + 1, []
        if units:
            self._parts.append([*_document_record(document), first, units])
            self._unit += len(units)
        if self._size > SHARD:
            yield self._write()

    def close(self) -> Files:
        if self._parts:
            yield self._write()

    def _cut(self, document: Entry, first: int, units: list[list[Any]]) -> tuple[str, str]:
        self._parts.append([*_document_record(document), first, units])
        self._unit += len(units)
        return self._write()

    def _write(self) -> tuple[str, str]:
        name = f"t/{len(self.starts)}"
        self.starts.append(self._count)
        text = script(name, self._parts)
        self._parts, self._size, self._count = [], 0, self._unit
        return f"{name}.js", text


def _document_record(document: Entry) -> list[Any]:
    return [
        document.id,
        document.title,
        int(document.supplied),
        document.type,
        document.script,
        document.date,
        document.dating,
        int(document.inferred),
        document.review,
        document.completeness,
        list(document.people),
        document.role,
    ]


def _unit_record(unit: Unit) -> list[Any]:
    """Kind, anchor, text; then, where there is any: flags, gaps beside it, edits in it."""
    more = [[list(flag) for flag in unit.flags], unit.gaps, unit.edits]
    while more and not more[-1]:
        more.pop()
    return [unit.kind, unit.anchor, unit.text, *more]


# -- postings -------------------------------------------------------------------------------------------------------


@dataclass
class _Buckets:
    """Lists in files of about the same size, in order of their keys; a heavy list has a file of its own."""

    name: str
    first: list[str] = field(default_factory=list)
    heavy: list[tuple[int, str]] = field(default_factory=list)
    _keys: list[str] = field(default_factory=list)
    _lists: list[str] = field(default_factory=list)
    _size: int = 0

    def add(self, key: str, text: str) -> Files:
        if self._keys and self._size + len(text) > BUCKET:
            yield self._write()
        if len(text) > HEAVY:
            self.heavy.append((-len(text), key))
        self._keys.append(key)
        self._lists.append(text)
        self._size += len(text) + 6

    def close(self) -> Files:
        if self._keys:
            yield self._write()

    def _write(self) -> tuple[str, str]:
        name = f"{self.name}/{len(self.first)}"
        self.first.append(self._keys[0])
        text = script(name, _grouped(self._keys), SEPARATOR.join(self._lists))
        self._keys, self._lists, self._size = [], [], 0
        return f"{name}.js", text


def _listed(buckets: dict[str, _Buckets], key: str, values: array[int]) -> Files:
    found = split(values)
    if len(key) == 1:
        yield from buckets["u"].add(key, gaps(found.units))
        return
    yield from buckets["k"].add(key, gaps(found.units))
    parts = (numbers(found.counts), numbers(found.offsets), gaps(found.broken))
    yield from buckets["p"].add(key, SEPARATOR.join(parts))


def _grouped(keys: list[str]) -> str:
    """Keys by their first character: 中国, 中文, 文化 as `中国文 文化`; no key holds a space.

    >>> _grouped(["中国", "中文", "文化"])
    '中国文 文化'
    """
    if all(len(key) == 1 for key in keys):
        return "".join(keys)
    groups: dict[str, list[str]] = {}
    for key in keys:
        groups.setdefault(key[0], [key[0]]).append(key[1])
    return " ".join("".join(group) for group in groups.values())


# -- columns --------------------------------------------------------------------------------------------------------


@dataclass
class _Columns:
    """What is known of each document apart from its text, a column a value."""

    units: list[int] = field(default_factory=list)
    dates: list[int] = field(default_factory=list)
    values: dict[str, list[tuple[str, ...]]] = field(default_factory=lambda: {name: [] for name in FACETS})

    def add(self, document: Entry) -> None:
        titled = bool(document.units) and document.units[0].kind in ("title", "supplied")
        self.units.append(2 * len(document.units) + titled)
        self.dates.append(day(document.date))
        for name, column in self.values.items():
            column.append(tuple(dict.fromkeys(document.facets[name])))

    def documents(self, starts: list[int]) -> str:
        steps = (signed(date - last) for last, date in zip([0, *self.dates], self.dates, strict=False))
        return script("docs", numbers(self.units), numbers(steps), gaps(starts))

    def facets(self) -> Iterator[tuple[str, str, int]]:
        """Each facet: its name, its file, how many values it has; frequent values have small numbers."""
        for name, column in self.values.items():
            counted = Counter(value for values in column for value in values)
            known = sorted(counted, key=lambda value: (-counted[value], order(value)))
            place = {value: at for at, value in enumerate(known)}
            packed_values = "".join(numbers((len(values), *(place[value] for value in values))) for values in column)
            yield name, script(f"f/{name}", known, packed_values, int(name in NAMED)), len(known)


def day(edtf: str | None) -> int:
    """A date as a number that sorts: the first day it may mean; without a year month and day alone; 0 where there is none.

    >>> day("2020-11-17"), day("2020-11~"), day("2020/2021"), day("XXXX-09-06"), day(None)
    (1034609, 1034592, 1034240, 294, 0)
    """
    found = re.match(r"(\d{4}|XXXX)(?:-(\d\d))?(?:-(\d\d))?", edtf or "")
    if not found:
        return 0
    year, month, date = (int(part) if part and part.isdigit() else 0 for part in found.groups())
    return (year * 16 + month) * 32 + date
