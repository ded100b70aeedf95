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
    unsaid: int = 0  # those of them in a paragraph where no flag or □ warns the reader
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
    silent = _silent_places(page, cleaned)
    ends, found = _ends(page.units), _ends(got)
    mapped = {after.place(end) for end in ends}
    gaps = sum(block.kind == "gap" for document in cleaned.documents for block in document.blocks)
    return Score(
        pages=1,
        chars=len(wanted),
        raw_errors=before.errors,
        errors=max(len(wrong), 0) if page.torn else after.errors,
        unsaid=len(wrong & silent),
        torn=len(page.torn),
        torn_unsaid=len(after.wrong & page.torn & silent),
        harmed=len(before.kept - after.kept),
        ends=len(ends),
        ends_found=len(found),
        ends_right=len(found & mapped),
        whole=len(cleaned.documents) == page.documents,
        gaps=page.gaps is None or gaps == page.gaps,
        perfect=tuple(got) == page.units,
    )


def _silent_places(page: Damaged, cleaned: Cleaned) -> set[int]:
    """The places of all paragraphs in which nothing warns the reader: no flag, no □."""
    read = [unit for document in cleaned.documents for unit in (*document.fields, *document.blocks) if unit.spans]
    flagged = {flag.anchor for document in cleaned.documents for flag in document.flags}
    told = [unit.anchor in flagged or "□" in unit.text for unit in sorted(read, key=lambda unit: unit.spans[0].start)]
    starts = list(accumulate(map(len, page.units), initial=0))
    if len(told) != len(page.units):
        return set(range(starts[-1]))
    return {at for n, known in enumerate(told) if not known for at in range(starts[n], starts[n + 1])}


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
        self.size = len(wanted)
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
