"""Two copies of one text: also across scripts, punctuation and damage, and where one of them was cut.

Candidates are documents that share sampled runs of characters (an inverted index, near-linear in the text). A pair is
then compared in full: nearly all of the shorter must stand in the longer, in order and in one stretch. A report that
quotes a speech takes from it here and there, and adds words of its own; letters and announcements after one formula
differ in names and numbers. Neither is a copy.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from zlib import crc32

from generator.alignment import Plain, Run, plain, shared
from generator.edtf import agree
from generator.model import Document, Relation

SHORTEST = 150  # letters and numbers; what is shorter may be a formula
COVERED = 0.8  # of the shorter text must stand in the longer
GRAM = 12  # characters in a sampled run
LONG = 300  # from here on one passage may be another without the text being another
SAMPLED = 12  # one run in so many is sampled, by its own bytes, so that both copies sample the same
POSTINGS = 16  # documents kept for a sampled run; one that is in more is a formula
CANDIDATES = 8  # documents that one is compared with in full
FEW = 8  # copies that are all related to each other; of more, each is related to the first
SKIP = 12  # characters more between two runs of the longer text than of the shorter: it was cut here
PASSAGE = 40  # characters of a passage that another may replace
EDGE = 60  # characters that one copy may have more at its beginning or end

_NUMBER = re.compile(r"[0-9一二三四五六七八九十百千万亿零〇两]+")
_LACKS = {"missing-start": "缺开头", "missing-middle": "中间有缺", "missing-end": "缺结尾"}

Found = tuple[str, Relation]


@dataclass(frozen=True, eq=False)
class Text:
    """A document as its copies are recognised by: its body without marks, spaces and differences of script."""

    document: Document

    @cached_property
    def plain(self) -> Plain:
        return plain("".join(block.text for block in self.document.blocks if block.kind != "gap"))

    @cached_property
    def title(self) -> str:
        return plain(self.document.card.title or "").text

    def __len__(self) -> int:
        return len(self.plain.text)

    def lacks(self, part: str) -> bool:
        return part in self.document.card.completeness


def find_copies(documents: Iterable[Document]) -> list[Found]:
    """The `same-text` relations of all documents, both ways. The first copy is the one that comes first."""
    groups = _alike(text for document in documents if len(text := Text(document)) >= SHORTEST)
    firsts = [group[0] for group in groups]
    found = [pair for group in groups for pair in _all_ways(group)]
    for one, other in _candidates(firsts):
        if reason := compare(one, other):
            found += _both_ways(one, other, reason)
    return found


def _alike(texts: Iterable[Text]) -> list[list[Text]]:
    """Documents in groups that read the same, character for character."""
    groups: dict[str, list[Text]] = defaultdict(list)
    for text in texts:
        groups[text.plain.text].append(text)
    return list(groups.values())


def _all_ways(group: Sequence[Text]) -> Iterator[Found]:
    reason = "两篇正文逐字相同（不计繁简、标点与版面）"
    for number, one in enumerate(group):
        for other in group[number + 1 :] if len(group) <= FEW or number == 0 else ():
            yield from _both_ways(one, other, reason)


def _both_ways(one: Text, other: Text, reason: str) -> list[Found]:
    first, second = one.document.id, other.document.id
    return [(first, Relation("same-text", second, reason)), (second, Relation("same-text", first, reason))]


# -- candidates -----------------------------------------------------------------------------------------------------


def _candidates(texts: Sequence[Text]) -> Iterator[tuple[Text, Text]]:
    """Pairs that share enough sampled runs to be worth comparing, the earlier one first."""
    postings: dict[int, list[int]] = {}
    sizes: list[int] = []
    for number, text in enumerate(texts):
        samples = _samples(text.plain.text)
        sizes.append(len(samples))
        counted = Counter(other for sample in samples for other in postings.get(sample, ()))
        for other, count in counted.most_common(CANDIDATES):
            if 2 * count >= min(sizes[number], sizes[other]) * COVERED**2:
                yield texts[other], text
        for sample in samples:
            there = postings.setdefault(sample, [])
            if len(there) < POSTINGS:
                there.append(number)


def _samples(text: str) -> set[int]:
    data, width = text.encode("utf-32-le"), 4 * GRAM
    sums = (crc32(data[at : at + width]) for at in range(0, len(data) - width + 1, 4))
    return {value for value in sums if value % SAMPLED == 0}


# -- one pair -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Overlap:
    """How the shorter text lies in the longer."""

    short: Text
    long: Text
    runs: tuple[Run, ...]

    @property
    def covered(self) -> float:
        return sum(run.size for run in self.runs) / len(self.short)

    @property
    def lead(self) -> int:
        """Characters of the longer text before the shorter begins."""
        return max(0, self.runs[0].b - self.runs[0].a)

    @property
    def tail(self) -> int:
        left = len(self.short) - self.runs[-1].a_end
        return max(0, len(self.long) - self.runs[-1].b_end - left)

    @cached_property
    def between(self) -> list[tuple[str, str]]:
        """What stands between the runs, in the shorter text and in the longer."""
        one, other = self.short.plain.text, self.long.plain.text
        return [(one[a.a_end : b.a], other[a.b_end : b.b]) for a, b in pairwise(self.runs)]

    @property
    def skips(self) -> int:
        return sum(len(there) - len(here) > SKIP for here, there in self.between)


def compare(one: Text, other: Text) -> str | None:
    """Why two documents are copies of one text, in words for readers; None where that is not certain."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if len(short) < SHORTEST:
        return None
    runs = tuple(shared(short.plain.text, long.plain.text))
    overlap = _Overlap(short, long, runs)
    if not runs or overlap.covered < COVERED or not _one_stretch(overlap) or not _edges_fit(overlap):
        return None
    return None if _contradicts(overlap) else _reason(overlap)


def _one_stretch(overlap: _Overlap) -> bool:
    """Is the shorter text one stretch of the longer, but for what it is known to have lost?"""
    lost = sum(block.kind == "gap" for block in overlap.short.document.blocks[1:-1])
    edited = len(overlap.short) // 800
    return overlap.skips <= lost + edited + (overlap.covered >= 0.95)


def _edges_fit(overlap: _Overlap) -> bool:
    """What the longer text has more at its ends must be what a cut took from the shorter, not words about it."""
    same_title = _same_title(overlap.short.title, overlap.long.title)
    edge = max(EDGE, len(overlap.short) // 10)
    if overlap.lead > edge and not (overlap.short.lacks("missing-start") or same_title):
        return False
    if overlap.tail <= edge or overlap.short.lacks("missing-end") or same_title:
        return True
    named = bool(overlap.short.title and overlap.long.title)
    return not named and 2 * len(overlap.short) >= len(overlap.long)


def _same_title(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= 6 and short in long and 2 * len(short) >= len(long)


def _contradicts(overlap: _Overlap) -> bool:
    """Do the texts differ as two messages after one formula do: in numbers, names, dates?"""
    one, other = overlap.short.document.card, overlap.long.document.card
    if one.date and other.date and not agree(one.date, other.date) and overlap.covered < 0.97:
        return True
    against = sum(_differs(here, there) for here, there in overlap.between)
    return against > max(len(overlap.short) >= LONG, len(overlap.short) // 400)


def _differs(here: str, there: str) -> bool:
    """Is a passage replaced by another, rather than damaged? Damage changes single characters, or takes them away."""
    if not here or not there or max(len(here), len(there)) > PASSAGE:
        return False
    numbers = _NUMBER.findall(here), _NUMBER.findall(there)
    if numbers[0] and numbers[1] and numbers[0] != numbers[1]:
        return True
    return min(len(here), len(there)) >= 2 and not set(here) & set(there)


def _reason(overlap: _Overlap) -> str:
    short, long = overlap.short.document, overlap.long.document
    lacking = "、".join(_LACKS[part] for part in short.card.completeness.split("+") if part in _LACKS)
    said = f"（{lacking}）" if lacking else ""
    percent = int(100 * overlap.covered)
    return f"{short.id}{said}的正文有{percent}%按原次序见于{long.id}（不计繁简、标点与版面）"
