"""Apply, compose, invert and trace edits. The only place in the generator that changes text.

A repair proposes edits in the coordinates of the text it was given. `Apparatus.apply` checks that each quotes what
stands there and that none overlap, and composes them with what earlier passes did, so that there is always one list
of edits in raw coordinates. Each raw code point is then either kept or inside exactly one edit.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

from generator.model import LOST, MACHINE, Edit, Flag, Span

Found = TypeVar("Found", Edit, Flag, Edit | Flag)


class EditError(ValueError):
    """An edit that does not fit the text it was proposed for. Always a bug in a rule, or a stale correction."""


@dataclass(frozen=True)
class Apparatus:
    """A raw text and the composed edits that lead from it to `text`.

    >>> first = Apparatus("國(guó)家,,好").apply([Edit(1, 6, "(guó)", "", "pinyin-gloss", "")])
    >>> both = first.apply([Edit(2, 4, ",,", "，", "doubled-mark", "")])
    >>> both.text, both.raw_span(1, 2), both.restore(both.text)
    ('國家，好', Span(start=6, end=7), '國(guó)家,,好')
    """

    raw: str
    edits: tuple[Edit, ...] = ()
    text: str = field(init=False, repr=False)
    _images: tuple[Span, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        parts: list[str] = []
        images: list[Span] = []
        at = length = 0
        for edit in self.edits:
            parts += self.raw[at : edit.start], edit.after
            begin = length + edit.start - at
            length = begin + len(edit.after)
            images.append(Span(begin, length))
            at = edit.end
        parts.append(self.raw[at:])
        object.__setattr__(self, "text", "".join(parts))
        object.__setattr__(self, "_images", tuple(images))
        object.__setattr__(self, "_image_starts", [image.start for image in images])
        object.__setattr__(self, "_image_ends", [image.end for image in images])
        object.__setattr__(self, "_raw_starts", [edit.start for edit in self.edits])

    _image_starts: list[int] = field(init=False, repr=False, compare=False)
    _image_ends: list[int] = field(init=False, repr=False, compare=False)
    _raw_starts: list[int] = field(init=False, repr=False, compare=False)

    # -- coordinates ------------------------------------------------------------------------------------------------

    def raw_span(self, start: int, end: int) -> Span:
        """The raw span that the text span `start`..`end` comes from.

        A replaced part counts whole; deletions at either edge stay outside. An empty span gives an empty one.
        """
        if start == end:
            return Span(*(2 * (self._raw_start(start),)))
        return Span(self._raw_start(start), self._raw_end(end))

    def clean_offset(self, raw: int) -> int:
        """The text offset that the raw offset became; inside an edit, the start of what replaced it."""
        index = bisect_right(self._raw_starts, raw) - 1
        if index < 0:
            return raw
        edit, image = self.edits[index], self._images[index]
        return image.start if raw < edit.end else image.end + raw - edit.end

    def clean_span(self, start: int, end: int) -> Span:
        """The text span that the raw span `start`..`end` became; a part that was replaced counts whole."""
        first = self.clean_offset(start)
        index = bisect_left(self._raw_starts, end) - 1  # the last edit that begins before `end`
        if index < 0:
            return Span(first, end)
        edit, image = self.edits[index], self._images[index]
        return Span(first, image.end + max(0, end - edit.end))

    def _raw_start(self, offset: int) -> int:
        """Raw place of the character at text `offset`."""
        index = bisect_right(self._image_starts, offset) - 1
        while index >= 0 and self._images[index].start == offset == self._images[index].end:
            return self.edits[index].end  # after the deletions that stand at this offset
        if index < 0:
            return offset
        edit, image = self.edits[index], self._images[index]
        return edit.start if offset < image.end else edit.end + offset - image.end

    def _raw_end(self, offset: int) -> int:
        """Raw place just after the character before text `offset`."""
        index = bisect_left(self._image_ends, offset) - 1  # last edit whose image ends before `offset`
        following = index + 1
        if following < len(self.edits) and self._images[following].start < offset <= self._images[following].end:
            return self.edits[following].end
        if index < 0:
            return offset
        return self.edits[index].end + offset - self._images[index].end

    # -- composing --------------------------------------------------------------------------------------------------

    def apply(self, proposals: Iterable[Edit]) -> Apparatus:
        """This apparatus after `proposals`, which are in the coordinates of `text`.

        Raises EditError where a proposal quotes something else than what stands there, or overlaps another.
        """
        edits = checked(self.text, proposals)
        if not edits:
            return self
        composed: list[Edit] = []
        done = 0  # earlier edits already carried over
        for group, first, last in self._groups(edits):
            composed += self.edits[done:first]
            composed += self._compose(group, first, last)
            done = last
        composed += self.edits[done:]
        return Apparatus(self.raw, tuple(composed))

    def _groups(self, edits: list[Edit]) -> Iterator[tuple[list[Edit], int, int]]:
        """Proposals that share an earlier edit, with the range of earlier edits they absorb."""
        group: list[Edit] = []
        first = last = 0
        for edit in edits:
            low, high = self._touched(edit)
            if group and low < last:
                group.append(edit)
                last = max(last, high)
                continue
            if group:
                yield group, first, last
            group, first, last = [edit], low, max(low, high)
        if group:
            yield group, first, last

    def _touched(self, edit: Edit) -> tuple[int, int]:
        """The range of earlier edits whose image `edit` overlaps; edges that merely touch do not count.

        Where there is none, the empty range says before which earlier edit this one stands.
        """
        low = bisect_right(self._image_ends, edit.start)
        high = bisect_left(self._image_starts, edit.end)
        return low, max(low, high)

    def _compose(self, group: list[Edit], first: int, last: int) -> list[Edit]:
        absorbed = self.edits[first:last]
        if not absorbed:
            only = group[0]
            span = self.raw_span(only.start, only.end)
            return [replace(only, start=span.start, end=span.end, before=self.raw[span.start : span.end])]
        start = min(group[0].start, self._images[first].start)
        end = max(group[-1].end, self._images[last - 1].end)
        raw_start = min(self._raw_start(group[0].start), absorbed[0].start)
        raw_end = max(self._raw_end(group[-1].end), absorbed[-1].end)
        after, at = "", start
        for edit in group:
            after += self.text[at : edit.start] + edit.after
            at = edit.end
        after += self.text[at:end]
        before = self.raw[raw_start:raw_end]
        if before == after:  # the passes undid each other: nothing was changed
            return []
        steps = [step for edit in absorbed for step in (*edit.steps, edit.rule)]
        steps += [step for edit in group[:-1] for step in (*edit.steps, edit.rule)]
        return [
            replace(
                group[-1], start=raw_start, end=raw_end, before=before, after=after, steps=tuple(dict.fromkeys(steps))
            )
        ]

    # -- inverting --------------------------------------------------------------------------------------------------

    def restore(self, text: str) -> str:
        """The raw text, from the clean text and the edits alone. Raises EditError where they do not fit each other."""
        parts: list[str] = []
        at = raw_at = 0
        for edit in self.edits:
            kept = edit.start - raw_at
            parts.append(text[at : at + kept])
            at += kept
            if text[at : at + len(edit.after)] != edit.after:
                raise EditError(f"text does not read {edit.after!r} at {at}, where rule {edit.rule} put it")
            parts.append(edit.before)
            at += len(edit.after)
            raw_at = edit.end
        parts.append(text[at:])
        return "".join(parts)


def checked(text: str, proposals: Iterable[Edit]) -> list[Edit]:
    """Proposals in order, each quoting what stands in `text`, none overlapping; those that change nothing left out.

    A person's edit that changes nothing stays: it says that the text stands as it is, and no rule touches it.
    """
    real = (edit for edit in proposals if edit.before != edit.after or edit.resp != MACHINE)
    edits = sorted(real, key=lambda edit: (edit.start, edit.end))
    end = 0
    for edit in edits:
        if not 0 <= edit.start <= edit.end <= len(text) or text[edit.start : edit.end] != edit.before:
            found = text[edit.start : edit.end]
            raise EditError(f"rule {edit.rule} quotes {edit.before!r} at {edit.start}, the text reads {found!r}")
        if edit.start < end:
            raise EditError(f"rule {edit.rule} overlaps an earlier edit at {edit.start}")
        end = max(end, edit.end)
    return edits


def outside(found: Iterable[Found], guarded: Iterable[Span]) -> list[Found]:
    """The edits or flags that touch none of the guarded spans: what an editor fixed, no rule touches again."""
    spans = sorted(guarded)
    starts = [span.start for span in spans]

    def free(one: Found) -> bool:
        index = bisect_left(starts, max(one.end, one.start + 1)) - 1
        return index < 0 or spans[index].end <= one.start

    return [one for one in found if free(one)]


def guarded_spans(apparatus: Apparatus) -> list[Span]:
    """Where in the text a person's corrections stand (a deletion guards nothing: there is nothing left to touch)."""
    return [image for edit, image in zip(apparatus.edits, apparatus._images, strict=True) if edit.resp != MACHINE]


def lost_spans(apparatus: Apparatus) -> list[Span]:
    """Where a repair shows □ for characters that are lost: it has told the reader, nobody need tell it again."""
    images = zip(apparatus.edits, apparatus._images, strict=True)
    return [image for edit, image in images if LOST in edit.after and LOST not in edit.before]


class Shift:
    """Carries offsets of a text over edits of that text (in its own coordinates, disjoint, in order)."""

    def __init__(self, edits: Iterable[Edit]) -> None:
        self._ends: list[int] = []
        self._moves = [0]
        for edit in edits:
            self._ends.append(edit.end)
            self._moves.append(self._moves[-1] + len(edit.after) - (edit.end - edit.start))

    def __call__(self, offset: int) -> int:
        """Where `offset` stands afterwards, counting the edits that end at or before it."""
        return offset + self._moves[bisect_right(self._ends, offset)]

    def span(self, start: int, end: int) -> Span:
        return Span(self(start), self(end))
