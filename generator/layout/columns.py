"""The columns of a page: which width its lines were set to, how they are spaced, and which first lines are indented."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from statistics import median

from generator.layout.measure import CLAUSE, ends_sentence, squeezed, width
from generator.model import Piece
from generator.words import is_unfinished, one_word_across

MIN_COLUMN, MAX_COLUMN = 12.0, 60.0
WINDOW = 12  # lines on each side: enough to be steady, few enough to follow a change of column
FEW = 12  # lines in mid-sentence that tell of their column only by what fills it
_GRID = 4  # lines that show a grid
_SPARSE = 2  # lines that a column broke where nearly every paragraph fits on one
NEAREST = 7  # lines that tell which of two columns it is
SHORT = 2.75  # a last line is narrower than its column by more than punctuation squeezed or stretched can explain
INDENT = 1.25  # a first line lost an indent of two characters: less squeezing, at least this much is missing
_NO_ROOM = re.compile("[“‘《（「『〈]*(?:[0-9A-Za-z.%％-]+|.)")  # what no line end may divide
_HUNG = re.compile("[，。、；：！？”’」』）》]$")  # may stand beyond the column's edge
_COLUMNS = re.compile(r"[\u4e00-\u9fff](?:\u3000+|\s{2,})[\u4e00-\u9fff]|\S\u3000+\S+\u3000+\S")

_ROW = re.compile(
    r"\S(?:\u3000{2,}|\s{3,})\S.*\S(?:\u3000{2,}|\s{3,})\S"
)  # names set in columns: they tell of no width
_LABELLED = re.compile(
    r"[\u4e00-\u9fff]{1,6}(?:（[\u4e00-\u9fff]{1,4}）)?[：:][^，。]{1,40}$"
)  # 团长：某某（某某司司长）


_JOINS = re.compile("[并並及与與和或]")  # how a line begins that goes on with the one above
_ASIDE = 0.6  # of the column: a line of address or a heading
_VERSE = 20.0  # width of the widest verse


def _cuts(here: str, after: str) -> bool:
    """Does a sentence run across a line's end?"""
    return one_word_across(here, after) or is_unfinished(here.rstrip("，")) or after[0] in "的了着，。、；：！？”》）"


def _blank_before(between: str) -> int:
    """How many blank lines a text between two pieces begins with."""
    lines = re.split(r"\r\n|\n\r|\n|\r", between)
    return next((n for n, line in enumerate(lines[1:]) if line.strip()), 0)


@dataclass(frozen=True, eq=False)
class Columns:
    """Pieces of a text in order, one a line, with what their layout says."""

    text: str
    pieces: tuple[Piece, ...]
    alone: frozenset[int] = frozenset()  # pieces that are units by themselves: date lines, credits and their like
    glued: frozenset[int] = frozenset()  # pieces known to go on where the one before them stopped
    starts: frozenset[int] = frozenset()  # pieces known to begin a unit, as an agency's dateline does
    narrow: bool = False  # where these pieces tell too little: are first lines narrower than the column?

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(self.text[piece.start : piece.end] for piece in self.pieces)

    @cached_property
    def widths(self) -> tuple[float, ...]:
        return tuple(width(words) for words in self.words)

    @cached_property
    def squeezes(self) -> tuple[float, ...]:
        return tuple(squeezed(words) for words in self.words)

    @cached_property
    def blanks(self) -> tuple[int, ...]:
        """How many blank lines follow each piece before the next one; around furniture only after a whole sentence."""
        pairs = zip(self.pieces, self.pieces[1:], strict=False)
        return (*(self._blank_lines(piece, later) for piece, later in pairs), 0)

    def _blank_lines(self, piece: Piece, later: Piece) -> int:
        between = self.text[piece.end : later.start]
        if not between.strip():
            return max(0, later.line - piece.line - 1)
        if not ends_sentence(self.text[piece.start : piece.end]):
            return 0
        return min(_blank_before(between), _blank_before(between[::-1]))

    @cached_property
    def _mid(self) -> tuple[int, ...]:
        """Pieces that stop in mid-sentence although they are long enough to be a line of a column."""
        return self._filled or self._open

    @cached_property
    def _open(self) -> tuple[int, ...]:
        return tuple(n for n in self._long if not ends_sentence(self.words[n]) and not _ROW.search(self.words[n]))

    @cached_property
    def _long(self) -> tuple[int, ...]:
        """Pieces that are long enough to be a line of a column."""
        return tuple(n for n, size in enumerate(self.widths) if size >= MIN_COLUMN - 2 and n not in self.alone)

    @cached_property
    def _filled(self) -> tuple[int, ...]:
        """On a page of few lines those that stop in mid-sentence and are the widest of all, where they cut sentences.

        A short letter has as many lines of address as lines that its column broke, and they tell of no width.
        """
        widest = max((self._reach(n) for n in self._long), default=0.0)
        if not _VERSE < widest <= MAX_COLUMN:
            return ()
        if len(self._open) > FEW:
            return self._to_the_edge(widest)
        full: list[int] = []
        rest = [n for n in self._open if n + 1 < len(self.words)]
        while group := self._at_edge(rest, widest):  # stories of one page may be set in columns of several widths
            full += group
            rest = [n for n in rest if n not in group]
        full.sort()
        apart = all(n in full or self.widths[n] <= _ASIDE * widest for n in self._open)
        clauses = sum(self.words[n][-1] in CLAUSE for n in full)
        reaches = any(self._reach(n) >= widest - SHORT for n in full)
        return tuple(full) if reaches and apart and clauses <= 0.6 * len(full) else self._to_the_edge(widest)

    def _at_edge(self, lines: Sequence[int], page: float) -> list[int]:
        """Of these lines the widest, if they are where sentences are cut; else none. Short of the `page` two words must be cut."""
        widest = max((self._reach(n) for n in lines), default=0.0)
        full = [n for n in lines if self._reach(n) >= widest - SHORT]
        inner = widest < page - SHORT
        cut = sum(self._runs_on(n) for n in full)
        ended = all(n + 1 in full or ends_sentence(self.words[n + 1]) for n in full)
        told = 2 * cut >= len(full) if cut > 1 else cut and ended
        sure = not inner or sum(_cuts(*self.words[n : n + 2]) for n in full) > 1
        return full if told and sure and widest >= MIN_COLUMN else []

    def _to_the_edge(self, widest: float) -> tuple[int, ...]:
        """The lines that all reach one edge, each with a line below it that has no indent, where first lines have theirs.

        Lists and tables among such paragraphs tell of no width: below their lines stands an indent, or another list.
        """
        first = next((n for n in range(len(self.words)) if self._indent(n)), len(self.words)) if self.indents else 0
        lines = [n for n in self._open if n >= first and n + 1 < len(self.words) and n + 1 not in self.alone]
        full = tuple(n for n in lines if self._reach(n) >= widest - INDENT)
        if not self.indents or len(full) < _GRID or len(full) > FEW:
            return ()
        on = [not self._indent(n + 1) and not self.blanks[n] for n in lines]
        return full if all(on_ == (n in full) for n, on_ in zip(lines, on, strict=True)) else ()

    def _reach(self, n: int) -> float:
        """How far from the left edge the line of piece `n` ends."""
        return self.widths[n] + 2.0 * self._indent(n)

    def _runs_on(self, n: int) -> bool:
        """Does a line surely go on below: in the midst of a phrase, or with no indent where first lines have theirs?"""
        flush = self.indents and not self._indent(n + 1) and self.words[n][-1] not in "：:"
        return flush or _cuts(self.words[n], self.words[n + 1])

    @property
    def evidence(self) -> int:
        """How many lines tell of a column width."""
        return len(self._mid)

    @cached_property
    def wrapped(self) -> bool:
        """Is this text broken at a column width (rather than one line a paragraph, or in verse)?"""
        if self._filled:
            return True
        long = self._long
        inner = [n for n in self._mid if n + 1 < len(self.words)]
        if len(inner) < 2 or len(inner) < 0.4 * len(long):
            return False
        near = sum(abs(self.widths[n] - self.column(n)) <= max(3.0, 0.15 * self.column(n)) for n in inner)
        clauses = sum(self.words[n][-1] in CLAUSE for n in inner)
        wide = sum(self.widths[n] > max(self.column(n) + 6, 1.3 * self.column(n)) for n in long)
        column = median(self.widths[n] for n in inner)
        tabular = sum(bool(_COLUMNS.search(self.words[n]) or _LABELLED.match(self.words[n])) for n in inner)
        return (
            tabular <= 0.4 * len(inner)
            and MIN_COLUMN <= column <= MAX_COLUMN
            and near >= 0.6 * len(inner)
            and clauses <= 0.6 * len(inner)
            and not self._is_verse(inner, column)
            and wide <= 0.1 * len(long)
        )

    def _is_verse(self, inner: Sequence[int], column: float) -> bool:
        """Do narrow lines without one full stop, or wide ones without any mark, hardly ever break a word or a phrase?"""
        marked = any("。" in words for words in self.words)
        if column > _VERSE:
            marked = any(mark in self.words[n] for n in inner for mark in "。，、；：")
        return not marked and sum(_cuts(self.words[n], self.words[n + 1]) for n in inner) <= 0.2 * len(inner)

    def column(self, n: int) -> float:
        """The column width around piece `n`: the width that most of the nearest lines can have been set to.

        A line that stops in mid-sentence was filled: its column is no wider than its words and no narrower than its
        words with their marks squeezed. Of widths that many lines agree on the widest is the column, for first lines
        of paragraphs lost their indent.
        """
        return self._column(self._near(n))

    def _near(self, n: int) -> tuple[int, ...]:
        """The lines that tell of the column of piece `n`: its own run without blank lines, or those around it."""
        at = bisect_left(self._mid, n)
        near = self._mid[max(0, at - WINDOW) : at + WINDOW]
        first, last = self._run(n)
        run = [k for k in near if first <= k <= last]
        if len(run) < 3:
            run = self._around(near, first, last)
        if not run:
            return near
        nearest = sorted(run, key=lambda k: abs(k - n))[:NEAREST]  # two stories may stand line under line
        size = median(self.widths[k] for k in nearest)
        return tuple(k for k in near if abs(self.widths[k] - size) <= 4)

    def _around(self, near: tuple[int, ...], first: int, last: int) -> list[int]:
        """The lines right above and below a short run, where both are as wide: a column broke it off from them."""
        above, below = [k for k in near if k < first][-3:], [k for k in near if k > last][:3]
        if len(above) < 3 or len(below) < 3:
            return []
        if self._goes_on_below(first, last):
            return below
        apart = abs(median(self.widths[k] for k in above) - median(self.widths[k] for k in below))
        return [*above, *below] if apart <= 1.5 else []

    def _goes_on_below(self, first: int, last: int) -> bool:
        """Did a column end below a run's first lines: does its last line, full by itself, surely run on in the next run?"""
        if last + 1 >= len(self.words) or "，" not in "".join(self.words[first : last + 1]):
            return False
        begun = first == 0 or ends_sentence(self.words[first - 1]) or first - 1 in self.alone
        here, after = self.words[last], self.words[last + 1]
        level = abs(self.widths[last] - self.widths[last + 2]) if last + 2 < len(self.words) else SHORT
        return begun and level < SHORT and (_cuts(here, after) or bool(_JOINS.match(after)))

    def _run(self, n: int) -> tuple[int, int]:
        """The first and last piece of the run around piece `n` that stand line under line."""
        return self._runs[n]

    @cached_property
    def _runs(self) -> tuple[tuple[int, int], ...]:
        runs: list[tuple[int, int]] = []
        first = 0
        for n in range(len(self.pieces)):
            last = n + 1 == len(self.pieces)
            if last or self._parted(n):
                runs += [(first, n)] * (n + 1 - first)
                first = n + 1
        return tuple(runs)

    def _parted(self, n: int) -> bool:
        """Does more than the space between lines stand between piece `n` and the next?"""
        away = self.pieces[n + 1].line - self.pieces[n].line - 1
        return self.blanks[n] > self.spacing(n) or away != self.blanks[n] or n + 1 in self.alone

    @cache  # noqa: B019 - a page lives as long as its cleaning
    def _column(self, near: tuple[int, ...]) -> float:
        votes: Counter[float] = Counter()
        for n in near:
            size = self.squeezes[n]
            while size <= self.widths[n]:
                votes[size] += 1
                size += 0.5
        agreed = max(votes.values(), default=0)
        return max((size for size, count in votes.items() if count >= 0.4 * agreed), default=0.0)

    def spacing(self, n: int) -> int:
        """How many blank lines stand between lines of one paragraph around piece `n` (1 in double-spaced text)."""
        at = bisect_left(self._mid, n)
        near = self._mid[max(0, at - WINDOW) : at + WINDOW]
        counts = Counter(self.blanks[k] for k in near if k + 1 < len(self.words))
        return min(counts, key=lambda blanks: (-counts[blanks], blanks)) if counts else 0

    @cached_property
    def usual_spacing(self) -> int:
        """How many blank lines stand between most lines of this text that run on."""
        counts = Counter(self.blanks[n] for n in self._mid if n + 1 < len(self.words)) if self.wrapped else Counter()
        return min(counts, key=lambda blanks: (-counts[blanks], blanks)) if counts else 0

    @cached_property
    def indents(self) -> bool:
        """Do first lines of paragraphs still carry their indent?"""
        marked = [self._indent(n) for n in range(len(self.pieces))]
        return sum(marked) >= 2 and sum(marked) < len(marked)

    def _indent(self, n: int) -> bool:
        """Is the line of piece `n` indented by two columns or an ideographic space?"""
        start = self.pieces[n].start
        at = max(self.text.rfind("\n", 0, start), self.text.rfind("\r", 0, start)) + 1
        before = self.text[at:start]
        return not before.strip() and ("\u3000" in before or len(before) >= 2)

    def flush(self, n: int) -> bool:
        """Does piece `n` fill its column without an indent, on a page that indents the first lines of paragraphs?"""
        return self.wrapped and self.indents and not self._indent(n) and self._surely_full(n) and n not in self.starts

    # -- how full a line is -----------------------------------------------------------------------------------------

    def _begins_none(self, n: int) -> bool:
        """Can piece `n` be no first line: it has no indent where first lines have theirs, or is full where theirs was lost?"""
        if self.indents:
            return self.wrapped and not self._indent(n) and self._surely_full(n)
        return self.first_lines_narrow and self._surely_full(n)

    def too_wide(self, n: int) -> bool:
        """Is piece `n` wider than its column even with its marks squeezed, as no running text is?"""
        return self.wrapped and self.squeezes[n] > self.column(n) + 0.5

    def _begins(self, n: int) -> bool:
        """Is piece `n` the first line of a paragraph by its indent, or by the ended text above where indents were lost?"""
        above = n == 0 or ends_sentence(self.words[n - 1])
        return self._indent(n) if self.indents else self.first_lines_narrow and above

    def fills_first(self, n: int) -> bool:
        """Is piece `n` as wide as a first line of its column is, whose indent was lost, with no room for what begins the next?"""
        after = _NO_ROOM.match(self.words[n + 1]) if n + 1 < len(self.words) else None
        room = max(SHORT / 2, width(after.group()) + 0.5) if after else SHORT / 2
        return self.wrapped and self.widths[n] >= self.column(n) - 2.0 - room

    def runs_below(self, n: int) -> bool:
        """Does a full line of the column stand right below piece `n`, no first line of a paragraph?"""
        full = self.widths[n + 1] >= self.column(n + 1) - 1 and not ends_sentence(self.words[n + 1])
        return (
            self.wrapped
            and full
            and not self.blanks[n] > self.spacing(n)
            and not (self.indents and self._indent(n + 1))
        )

    def _short(self, n: int, first: bool) -> bool:
        """Is piece `n` narrower than its column, as only the last line of a paragraph is?"""
        indent = 2.0 if first and self.first_lines_narrow else 0.0
        return self.widths[n] < self.column(n) - indent - SHORT

    @cached_property
    def _on_grid(self) -> bool:
        """Was every line filled as far as its characters go, with none squeezed, so that any room left ends a paragraph?"""
        filled = [n for n in self._mid if n + 1 < len(self.words) and self.widths[n] >= self.column(n) - SHORT]
        return (
            self.wrapped
            and (self._filled or len(filled) >= _GRID)
            and all(width(_HUNG.sub("", self.words[n])) <= self.column(n) and not self._had_room(n) for n in filled)
        )

    def _ends_here(self, n: int) -> bool:
        """Does a sentence's end on the line of piece `n` end the paragraph too: with room left on a grid, or where few lines are broken?"""
        if self.indents:  # then the indents say it
            return False
        return (self._on_grid and self._had_room(n)) or 0 < len(self._filled) <= _SPARSE

    def _had_room(self, n: int) -> bool:
        """Would what begins the line below have stood on the line of piece `n`?"""
        begins = _NO_ROOM.match(self.words[n + 1])
        return begins is not None and self._reach(n) + width(begins.group()) <= self.column(n)

    def _narrow(self, n: int) -> bool:
        """May piece `n` be a first line whose indent was lost: full but for about two characters?"""
        inner = n + 1 < len(self.pieces) and not ends_sentence(self.words[n])
        size = self.widths[n]
        if self.first_lines_narrow and self.words[n][-1] in "，、；：":  # a mark that may not begin a line was drawn in
            size = min(size, max(size - 1, self.column(n) - 2))
        return inner and self.column(n) - 5 <= size <= self.column(n) - INDENT

    def _surely_full(self, n: int) -> bool:
        """Is piece `n` full even with its marks squeezed, so that no indent can have stood before it?"""
        return squeezed(self.words[n]) >= self.column(n) - INDENT

    @cached_property
    def separated(self) -> bool:
        """Do blank lines stand between paragraphs?"""
        ends = [n for n in range(len(self.pieces) - 1) if self._clear_end(n) and self._is_prose(n + 1)]
        return sum(self.blanks[n] > self.spacing(n) for n in ends) > 0.6 * len(ends)

    @cached_property
    def first_lines_narrow(self) -> bool:
        """Are first lines of paragraphs narrower than the column, so that their width is evidence?"""
        firsts = [
            n + 1 for n in range(len(self.pieces) - 2) if self._clear_end(n) and not ends_sentence(self.words[n + 1])
        ]
        firsts += [0] if self.pieces and not ends_sentence(self.words[0]) else []
        firsts += [n for n in sorted(self.starts) if n not in firsts and not ends_sentence(self.words[n])]
        least = MIN_COLUMN - 2.0  # what an indent leaves of the narrowest column
        firsts = [n for n in firsts if self.widths[n] >= max(least, self.column(n) - 5)]  # and no title,
        firsts = [n for n in firsts if n in self.starts or self.blanks[n] <= self.spacing(n)]  # however
        firsts = [n for n in firsts if not self.too_wide(n)]  # wide
        narrow = sum(squeezed(self.words[n]) <= self.column(n) - INDENT for n in firsts)
        if len(firsts) < 2:
            return self.narrow
        return narrow >= 0.8 * len(firsts)

    def _is_prose(self, n: int) -> bool:
        """Is piece `n` the line of a text: what stands apart from it otherwise is a title, or where an agency was?"""
        wide = self.widths[n] >= _ASIDE * self.column(n) or ends_sentence(self.words[n])
        return wide and n not in self.alone and n not in self.starts

    def _clear_end(self, n: int) -> bool:
        return ends_sentence(self.words[n]) and self.widths[n] < self.column(n) - 2 * SHORT
