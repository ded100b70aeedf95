"""Parallel passages by what pages ask for: a pair of documents, a document, a paragraph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.archive import Archive
from generator.model import Document, Passage, Stand
from generator.render.places import units

Pair = tuple[str, str]


@dataclass(frozen=True)
class Shared:
    """All passages of the archive, by pair of documents and by paragraph. `rank` is the order of documents by date."""

    archive: Archive
    rank: Mapping[str, int]

    @cached_property
    def pairs(self) -> dict[Pair, tuple[Passage, ...]]:
        """For each pair, the earlier numbered first, its passages; pairs in order of the later number, then the other."""
        found: dict[Pair, list[Passage]] = defaultdict(list)
        for passage in self.archive.parallels.passages:
            found[passage.one.document, passage.other.document].append(passage)
        number = self.archive.numbers
        order = sorted(found, key=lambda pair: (number[pair[1]], number[pair[0]]))
        return {pair: tuple(sorted(found[pair], key=self._in_text)) for pair in order}

    def _in_text(self, passage: Passage) -> tuple[int, int]:
        return self._order[passage.one.document][passage.one.anchor], passage.one.start

    @cached_property
    def _order(self) -> dict[str, dict[str, int]]:
        held = {stand.document for p in self.archive.parallels.passages for stand in (p.one, p.other)}
        return {id: {unit.anchor: n for n, unit in enumerate(units(self.archive.by_id[id]))} for id in held}

    @cached_property
    def with_others(self) -> dict[str, tuple[Pair, ...]]:
        """For each document its pairs, in order of the other document's date."""
        found: dict[str, list[Pair]] = defaultdict(list)
        for pair in self.pairs:
            for id in pair:
                found[id].append(pair)
        return {
            id: tuple(sorted(pairs, key=lambda pair: self.rank[self.other(pair, id).id])) for id, pairs in found.items()
        }

    def other(self, pair: Pair, id: str) -> Document:
        return self.archive.by_id[pair[1] if pair[0] == id else pair[0]]

    @cached_property
    def beside(self) -> dict[tuple[str, str], dict[Pair, list[int]]]:
        """For each paragraph the pairs that have a passage in it, and which of the pair's passages these are."""
        found: dict[tuple[str, str], dict[Pair, list[int]]] = defaultdict(lambda: defaultdict(list))
        for pair, passages in self.pairs.items():
            for number, passage in enumerate(passages, 1):
                for stand in (passage.one, passage.other):
                    found[stand.document, stand.anchor][pair].append(number)
        return found

    def stand(self, pair: Pair, number: int, of: str) -> Stand:
        """Where a passage of a pair stands in one of its documents."""
        passage = self.pairs[pair][number - 1]
        return passage.one if passage.one.document == of else passage.other

    def beside_in_order(self, document: str, anchor: str) -> list[tuple[Pair, list[int]]]:
        """The pairs that have a passage in a paragraph, in order of the other document's date."""
        found = self.beside.get((document, anchor), {})
        return sorted(found.items(), key=lambda item: self.rank[self.other(item[0], document).id])
