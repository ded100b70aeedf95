"""How far a reading is from an editor's: character errors, paragraph boundaries, harm to what was sound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

from damage import Damaged
from pages import seed_of

from generator.build import clean_seed
from generator.documents import Cleaned


@dataclass(frozen=True)
class Score:
    """Counts that add up over pages."""

    pages: int = 0
    chars: int = 0
    raw_errors: int = 0
    errors: int = 0  # of characters whose bytes are all there
    unsaid: int = 0  # those of them where no flag and no □ warns the reader
    torn: int = 0  # characters that have lost bytes
    torn_unsaid: int = 0  # those that read wrong where nothing warns the reader
    harmed: int = 0
    ends: int = 0  # paragraph ends that there are
    ends_found: int = 0
    ends_right: int = 0
    whole: int = 0  # pages with the right number of documents
    gaps: int = 0  # pages with the right number of gaps
    perfect: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))

    @property
    def cer(self) -> float:
        return self.errors / max(1, self.chars)

    @property
    def unsaid_rate(self) -> float:
        return self.unsaid / max(1, self.chars)

    @property
    def torn_said(self) -> float:
        """The share of torn characters that are read right, or of whose loss the reader is told."""
        return 1 - self.torn_unsaid / max(1, self.torn)

    @property
    def raw_cer(self) -> float:
        return self.raw_errors / max(1, self.chars)

    @property
    def precision(self) -> float:
        return self.ends_right / max(1, self.ends_found)

    @property
    def recall(self) -> float:
        return self.ends_right / max(1, self.ends)

    @property
    def f1(self) -> float:
        return 2 * self.ends_right / max(1, self.ends + self.ends_found)

    @property
    def harm(self) -> float:
        """Sound characters changed, in 10,000."""
        return 10_000 * self.harmed / max(1, self.chars)


def units_of(cleaned: Cleaned) -> list[str]:
    """All kept text, unit by unit, in the order of the raw text."""
    units = [unit for document in cleaned.documents for unit in (*document.fields, *document.blocks) if unit.spans]
    return [unit.text for unit in sorted(units, key=lambda unit: unit.spans[0].start)]


def score(page: Damaged) -> Score:
    cleaned = clean_seed(seed_of(page.raw))
    got = units_of(cleaned)
    wanted, read = "".join(page.units), "".join(got)
    after = Alignment(wanted, read)
    before = Alignment(wanted, "".join(line.strip() for line in page.raw.splitlines()))
    wrong = after.wrong - page.torn
    unsaid = _unsaid(cleaned, after.wrong, after)
    ends, found = _ends(page.units), _ends(got)
    mapped = {after.place(end) for end in ends}
    gaps = sum(block.kind == "gap" for document in cleaned.documents for block in document.blocks)
    return Score(
        pages=1,
        chars=len(wanted),
        raw_errors=before.errors,
        errors=max(len(wrong), 0) if page.torn else after.errors,
        unsaid=len(wrong & unsaid),
        torn=len(page.torn),
        torn_unsaid=len(page.torn & unsaid),
        harmed=len(
            before.kept - after.kept - page.torn
        ),  # what lost a byte was not sound: where it aligns, by accident
        ends=len(ends),
        ends_found=len(found),
        ends_right=len(found & mapped),
        whole=len(cleaned.documents) == page.documents,
        gaps=page.gaps is None or gaps == page.gaps,
        perfect=tuple(got) == page.units,
    )


def _unsaid(cleaned: Cleaned, wrong: set[int], after: Alignment) -> set[int]:
    """Those wrong places of which nothing tells the reader: at them stands no □, and no flag covers what stands there."""
    units = [unit for document in cleaned.documents for unit in (*document.fields, *document.blocks) if unit.spans]
    units.sort(key=lambda unit: unit.spans[0].start)
    starts = dict(
        zip((unit.anchor for unit in units), accumulate((len(unit.text) for unit in units), initial=0), strict=False)
    )
    flags = [flag for document in cleaned.documents for flag in document.flags if flag.anchor in starts]
    told = {starts[flag.anchor] + at for flag in flags for at in range(flag.start, flag.end)}
    told |= {at for at, char in enumerate("".join(unit.text for unit in units)) if char == "□"}
    return {at for at in wrong if told.isdisjoint(after.around(at))}


def _ends(units: Sequence[str]) -> set[int]:
    """Where units end, the last one left out: it ends in any case."""
    return set(list(accumulate(map(len, units)))[:-1])


class Alignment:
    """Two texts laid beside each other: how much differs, and what of the first stands in the second."""

    def __init__(self, wanted: str, read: str) -> None:
        head = _common(wanted, read)
        tail = _common(wanted[head:][::-1], read[head:][::-1])
        stop, other = len(wanted) - tail, len(read) - tail
        self.kept = set(range(head)) | set(range(stop, len(wanted)))
        self.size, self.length = len(wanted), len(read)
        self.errors = 0
        self._places = {n: n for n in range(head + 1)} | {len(wanted) - n: len(read) - n for n in range(tail + 1)}
        matcher = SequenceMatcher(None, wanted[head:stop], read[head:other], autojunk=False)
        for tag, low, high, start, end in matcher.get_opcodes():
            if tag == "equal":
                self.kept |= set(range(head + low, head + high))
                self._places |= {head + low + n: head + start + n for n in range(high - low + 1)}
            else:
                self.errors += max(high - low, end - start)

    @property
    def wrong(self) -> set[int]:
        """The places in the first text of what does not stand in the second."""
        return set(range(self.size)) - self.kept

    def around(self, at: int) -> range:
        """What stands in the second text where a place of the first does not: all between its nearest kept neighbours."""
        low = next((n for n in range(at - 1, -1, -1) if n in self.kept), None)
        high = next((n for n in range(at + 1, self.size) if n in self.kept), None)
        start = 0 if low is None else self._places[low]
        return range(start, (self._places[high] if high is not None else self.length) + 1)

    def place(self, at: int) -> int | None:
        """Where an offset of the first text lies in the second."""
        return self._places.get(at)


def _common(one: str, other: str) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
