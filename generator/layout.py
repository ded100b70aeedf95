"""What a page's layout says: widths, column widths, and which lines belong to one paragraph.

Shared by the segmenter (which looks at a whole page) and the joiner (which looks at one document). Widths are in
full-width characters: a Han character or full-width mark counts 1, a Latin letter, digit or space 0.5.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from statistics import median

from generator.dates import number
from generator.hanzi import simplified, words
from generator.model import Piece
from generator.names import is_name
from generator.words import is_unfinished, lacks_number, one_word_across

TERMINAL = "。！？!?…"
CLOSERS = "”’」』）)》〉】〕]"
CLAUSE = "，、；：,;:"
_SQUEEZED = set("，。、；：！？“”‘’「」『』（）《》〈〉【】〔〕·")

MIN_COLUMN, MAX_COLUMN = 12.0, 60.0
WINDOW = 12  # lines on each side: enough to be steady, few enough to follow a change of column
NEAREST = 7  # lines that tell which of two columns it is
SHORT = 2.75  # a last line is narrower than its column by more than punctuation squeezed or stretched can explain
INDENT = 1.25  # a first line lost an indent of two characters: less squeezing, at least this much is missing

_ITEM = re.compile(
    r"""(?:
        [（(]?[0-9０-９]{1,3}[)）、．]          # 13、 1) （2）
      | [0-9]{1,2}\.(?![0-9])                  # 1. but not 1.5
      | [（(]?[一二三四五六七八九十百]{1,3}[)）、．]
      | 第[一二三四五六七八九十百零〇0-9]{1,4}[，、：章节節条條款]
      | [①-⑳]
      | [一—]?——?(?=我们|我們|坚持|堅持)
      | ——
      | [●■◆★▲○◎·•](?!\w·)
    )""",
    re.VERBOSE,
)
_SERIES = re.compile(
    r"(?P<before>第|[（(]?)(?P<number>[一二三四五六七八九十百零〇]{1,5}|[0-9]{1,3})(?P<after>[条條章节節款]|[)）、．]|，(?<=第[一二三四五六七八九十]，)|\.(?![0-9]))"
)
_SIGN = re.compile(  # what stands before each turn of a talk
    r"[■□●○▲△◆◇](?=.)|[^，。！？；：:“”、\s]{1,10}(?<![说說道是称稱示下为為出如到])[：:](?=.)"
)
_FIRST_ITEM = re.compile(r"[（(]?[1１一](?:[)）、．]|\.(?![0-9]))|第[一1]条")
TITLE_LINES = 3  # a title is seldom set in more
_THANKS = re.compile(r"(?:谢谢|謝謝|多谢|多謝|感谢)[^，。！]{0,10}[。！]")
_QUESTION = re.compile(r"[^，。！？；：“”]{3,}[？！?!]")
_SAYS = re.compile(
    r"(?!他|她|我|这|這|对此|對此)[^，。！？；：“”]{2,16}?(?:说|說|表示|指出|强调|強調|认为|認為|介绍|介紹|透露|称|稱)[，：“]"
)
_COLUMNS = re.compile(r"[\u4e00-\u9fff](?:\u3000+|\s{2,})[\u4e00-\u9fff]")
_BOUND = re.compile(r"[的了着們们]|之[时時际際后後前中下间間内內外上一类類]|[，。、；：！？”’」』）》％%]")


def width(text: str) -> float:
    """The width of a text in full-width characters.

    >>> width("第 2254 号"), width("“一带一路”")
    (5.0, 6.0)
    """
    return sum(0.5 if ord(char) < 0x2000 and char != "·" else 1.0 for char in text)


def squeezed(text: str) -> float:
    """The width a text may have shrunk to: typesetters set marks in half their width to fill a line."""
    return width(text) - 0.5 * sum(char in _SQUEEZED for char in text)


def ends_sentence(text: str) -> bool:
    """Does the text end where a sentence may end?

    >>> [ends_sentence(t) for t in ("谢谢。", "他说：“好。”", "“十三五”", "飞得更高——", "国际")]
    [True, True, False, True, False]
    """
    bare = text.rstrip(CLOSERS)
    return bool(bare) and (bare[-1] in TERMINAL or text.endswith(("——", "...")))


def balance(text: str) -> tuple[int, int]:
    """How many closing marks lack their opening one, and how many opening marks lack their closing one.

    >>> balance("友谊。”回信“当天")
    (1, 1)
    """
    pairs = dict(zip("”’」』）》", "“‘「『（《", strict=True))
    stack: list[str] = []
    unopened = 0
    for char in text:
        if char in pairs.values():
            stack.append(char)
        elif char in pairs:
            if pairs[char] in stack:
                while stack.pop() != pairs[char]:
                    pass
            else:
                unopened += 1
    return unopened, len(stack)


def _blank_before(between: str) -> int:
    """How many blank lines a text between two pieces begins with."""
    lines = re.split(r"\r\n|\n\r|\n|\r", between)
    return next((n for n, line in enumerate(lines[1:]) if line.strip()), 0)


def _signs(line: str) -> bool:
    """Is a line nothing but a person's name, and no common word that begins with a surname?"""
    return is_name(line) and simplified(line) not in words()


def item_shape(line: str) -> str:
    """How the number that a line begins with is written (`一、`, `(1)`, `第一条`); empty without one.

    >>> item_shape("四、我们认识到"), item_shape("（12）其他"), item_shape("2012年"), item_number("第十二条 费用")
    ('一、', '（1）', '', 12)
    """
    match = _SERIES.match(line)
    return f"{match['before']}{'1' if match['number'].isdigit() else '一'}{match['after']}" if match else ""


def item_number(line: str) -> int:
    """The number that a line begins with; 0 without one."""
    match = _SERIES.match(line)
    return number(match["number"]) if match else 0


@dataclass(frozen=True, eq=False)
class Page:
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
        return tuple(
            n
            for n, words in enumerate(self.words)
            if self.widths[n] >= MIN_COLUMN - 2 and not ends_sentence(words) and n not in self.alone
        )

    @property
    def evidence(self) -> int:
        """How many lines tell of a column width."""
        return len(self._mid)

    @cached_property
    def wrapped(self) -> bool:
        """Is this text broken at a column width (rather than one line a paragraph, or in verse)?"""
        long = [n for n, size in enumerate(self.widths) if size >= MIN_COLUMN - 2 and n not in self.alone]
        inner = [n for n in self._mid if n + 1 < len(self.words)]
        if len(inner) < 2 or len(inner) < 0.4 * len(long):
            return False
        near = sum(abs(self.widths[n] - self.column(n)) <= max(3.0, 0.15 * self.column(n)) for n in inner)
        clauses = sum(self.words[n][-1] in CLAUSE for n in inner)
        wide = sum(self.widths[n] > max(self.column(n) + 6, 1.3 * self.column(n)) for n in long)
        column = median(self.widths[n] for n in inner)
        tabular = sum(bool(_COLUMNS.search(self.words[n])) for n in inner)
        return (
            tabular <= 0.4 * len(inner)
            and MIN_COLUMN <= column <= MAX_COLUMN
            and near >= 0.6 * len(inner)
            and clauses <= 0.6 * len(inner)
            and wide <= 0.1 * len(long)
        )

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
            return near
        nearest = sorted(run, key=lambda k: abs(k - n))[:NEAREST]  # two stories may stand line under line
        size = median(self.widths[k] for k in nearest)
        return tuple(k for k in near if abs(self.widths[k] - size) <= 4)

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

    # -- paragraphs -------------------------------------------------------------------------------------------------

    def breaks_after(self, n: int, first: bool = False) -> bool:
        """Does a paragraph, heading or other unit end with piece `n`? `first`: the unit also begins with it."""
        if n + 1 in self.glued:
            return False
        if n + 1 >= len(self.pieces) or n in self.alone or n + 1 in self.alone or n + 1 in self.starts:
            return True
        if self.pieces[n].line == self.pieces[n + 1].line and ends_sentence(self.words[n]):
            return True  # mark-up ended a paragraph inside the line
        if self.wrapped and n in self._headlines:
            return True
        if self.wrapped and self.widths[n] <= self.column(n) + 6:
            return self._column_break(n, first)
        return self._flow_break(n)

    @cached_property
    def _headlines(self) -> frozenset[int]:
        """Lines at the top that are too wide to be set in the column below: headlines, in larger type."""
        found: set[int] = set()
        for n in range(len(self.pieces)):
            words = self.words[n]
            wide = squeezed(words) > self.column(n) + 1 and not is_unfinished(words)
            if wide and "。" not in words and not ends_sentence(words):
                found.add(n)
            elif n not in self.alone:
                break
        return frozenset(found)

    def _flow_break(self, n: int) -> bool:
        """One line is one paragraph, unless a page or column break cut a sentence in two."""
        here, after = self.words[n], self.words[n + 1]
        if ends_sentence(here) or here[-1] in "：:；;":
            return True
        if _BOUND.match(after):
            return False
        if _ITEM.match(after) or self.widths[n] < 30:
            return True
        if here[-1] in "，、,":  # a preamble sets one clause a line
            return after[-1] in "，；：,;:" and (self.blanks[n] > 0 or self._in_preamble(n))
        return not one_word_across(here, after) and not (balance(here)[1] and balance(after)[0])

    def _in_preamble(self, n: int) -> bool:
        """Does piece `n` stand among lines that all end a clause, as nothing does that a page cut in two?"""
        if _ITEM.match(self.words[n]) and not _ITEM.match(self.words[n + 1]):
            return False  # a numbered point of a list that a page cut in two
        first = next((k + 1 for k in range(n, -1, -1) if self.words[k][-1] not in "，；：,;:"), 0)
        last = next((k for k in range(n, len(self.words)) if self.words[k][-1] not in "，；：,;:"), len(self.words))
        return last - n >= 3 or (last - n >= 2 and n - first >= 1)

    def _column_break(self, n: int, first: bool) -> bool:
        here, after = self.words[n], self.words[n + 1]
        extra = self.blanks[n] > self.spacing(n)
        if (self.indents and self._indent(n + 1)) or n + 1 in self._series:
            return True
        if not ends_sentence(here):
            return self._stops_short(n, extra)
        if self._heads_report(n + 1):
            return True
        if self.indents:  # a line without indent goes on, unless it is a heading
            return bool(_ITEM.match(after)) or self._is_heading(n + 1) or (extra and self._short(n, first))
        short = self._short(n, first)
        clear = self.widths[n] < self.column(n) - 5
        if _ITEM.match(after) and (short or extra or self._narrow(n + 1)):
            return True
        if self._isolated(n + 1):
            return True
        if extra:  # a paragraph ends, unless a column or page did, which a line without lost indent shows
            return short or not (self.first_lines_narrow and self._surely_full(n + 1))
        if self._narrow(n + 1) and self.first_lines_narrow and not self.separated:
            return True
        if self._is_heading(n + 1) or self._asks(n + 1) or _THANKS.fullmatch(after):
            return True
        if self._reports(n + 1):
            return True
        return (clear and not self.separated) or (short and not self._surely_full(n + 1))

    @cached_property
    def _series(self) -> frozenset[int]:
        """Lines that open the next of several numbered paragraphs, however full the line above them is.

        A number that chance put at the beginning of a line has none before or after it that begins a line too.
        """
        rows: dict[str, list[tuple[int, int]]] = {}
        signs: dict[str, list[int]] = {}
        for n, line in enumerate(self.words):
            if shape := item_shape(line):
                rows.setdefault(shape, []).append((n, item_number(line)))
            elif sign := _SIGN.match(line):
                signs.setdefault(sign.group(), []).append(n)
        found = {n for row in signs.values() if len(row) > 1 for n in row}
        for row in rows.values():
            for (n, here), (later, after) in pairwise(row):
                found |= {n, later} if after == here + 1 else set()
        return frozenset(n for n in found if n and self._may_end(n - 1))

    def _may_end(self, n: int) -> bool:
        return ends_sentence(self.words[n]) or self.words[n][-1] in "；;：:"

    def _heads_report(self, n: int) -> bool:
        """Do a few lines that end no sentence stand right above an agency's dateline, or flush above an indented line?

        The text before them ended, and no paragraph stops in mid-sentence: they are a title, as wide as it may be.
        """
        lines: list[str] = []
        for k in range(n, min(n + TITLE_LINES + 1, len(self.pieces))):
            if k in self.starts:
                break
            if self.indents and self._indent(k):
                quoted = len(lines) == 2 and self._is_quotation(n)
                lines = lines if quoted or (len(lines) == 1 and "，" not in lines[0]) else []
                break
            if k in self.alone or ends_sentence(self.words[k]) or "。" in self.words[k]:
                return False
            if not self._bare(k) and not (k == n and self._is_quotation(n)):
                return False
            lines.append(self.words[k])
        else:
            return False
        return 0 < len(lines) <= TITLE_LINES and not is_unfinished(lines[-1])

    def _is_quotation(self, n: int) -> bool:
        """Are piece `n` and the next one quotation in two short lines, as a heading may be set?"""
        if n + 2 >= len(self.pieces):
            return False
        first, second = self.words[n : n + 2]
        marks = first[0] + second[-1]
        inner = (first + second)[1:-1]
        short = max(self.widths[n], self.widths[n + 1]) < 0.75 * self.column(n)
        return short and marks in ("“”", "「」", "『』") and not set(marks) & set(inner)

    def _reports(self, n: int) -> bool:
        """Does piece `n` begin with who said something, as paragraphs of news do, and is it a little narrower than full?"""
        return (
            not self.separated
            and not self.first_lines_narrow
            and bool(_SAYS.match(self.words[n]))
            and MIN_COLUMN <= self.widths[n] <= self.column(n) - 0.5
            and not ends_sentence(self.words[n])
        )

    def _stops_short(self, n: int, extra: bool) -> bool:
        """A line that stops in mid-sentence: a wrap, unless it is a heading, an address or a list item."""
        here, after = self.words[n], self.words[n + 1]
        if lacks_number(here, after):
            return True
        if _BOUND.match(after) or (here[-1] not in "，、," and is_unfinished(here)):
            return False
        if (here[-1].isdigit() and after[0] in "年月日％%") or (balance(here)[1] and balance(after)[0]):
            return False
        if extra and (here[-1] in "：:" or self._stands_apart(n)):
            return True
        if self._is_quotation(n) and self._heads_report(n):
            return False
        if n == 0 and extra and not re.search("[，。]", here) and not one_word_across(here, after):
            return True  # a title may be as wide as the column
        if after.startswith("——") and squeezed(here) < self.column(n) - INDENT and not self._runs_to_dash(n):
            return True
        if (
            self._opens_numbers(n)
            or self._titles_text(n)
            or (_signs(here) and n and not ends_sentence(self.words[n - 1]))
        ):
            return True
        if self.widths[n] < 0.75 * self.column(n):
            on = one_word_across(here, after) and not extra
            return not on and not (here[-1] in "，、" and not extra and self._surely_full(n + 1))
        return extra and self.widths[n] < self.column(n) - 2 and not one_word_across(here, after)

    def _stands_apart(self, n: int) -> bool:
        """Is piece `n`, with a blank line below, a title that is about as wide as its column?

        The text above it ended. It is a clause by itself, and what stands below is a report's title, or a turn of a talk
        where a blank line stands above as well and the line is not full.
        """
        here, after = self.words[n], self.words[n + 1]
        ended = n > 0 and ends_sentence(self.words[n - 1]) and self._short(n - 1, first=False)
        if not ended or re.search("[，。；]|：$", here):
            return False
        if is_unfinished(here) or one_word_across(here, after):
            return False
        talk = _SIGN.match(after) and self.blanks[n - 1] > self.spacing(n) and self.widths[n] < self.column(n) - 1
        return bool(talk) or self._heads_report(n + 1)

    def _runs_to_dash(self, n: int) -> bool:
        """Is piece `n` running text that left room only for the long dash below, which no line may divide?

        The dash there closes an aside that this sentence opened, or the sentence has come far (it has a comma).
        """
        sentence = re.split("[。！？]", self.words[n])[-1]
        aside = sentence.count("——") % 2 == 1
        return (aside or "，" in self.words[n]) and self.widths[n] >= self.column(n) - 2 - 0.5

    def _titles_text(self, n: int) -> bool:
        """Does piece `n` stop too far from its column for a wrap, with an author's name or a lost indent below it?

        It is then a title or heading, though it may be nearly as wide as its column.
        """
        if (
            self.widths[n] >= self.column(n) - SHORT
            or re.search("[，。]", self.words[n])
            or is_unfinished(self.words[n])
        ):
            return False
        after = self.words[n + 1]
        if _signs(after):
            return True
        apart = n == 0 or self._clear_end(n - 1)
        first = self.first_lines_narrow and not self.indents and self._narrow(n + 1)
        return first and apart and self._surely_short(n) and not one_word_across(self.words[n], after)

    def _surely_short(self, n: int) -> bool:
        """Is piece `n` short of its column by more than a first line is, with no long word below that had no room?"""
        return self.widths[n] < self.column(n) - INDENT - SHORT and not re.match("[A-Za-z0-9“《（]", self.words[n + 1])

    def _opens_numbers(self, n: int) -> bool:
        """Is piece `n` the last line of a title, with the first of numbered paragraphs below it?"""
        above = self.words[: n + 1]
        return (
            n < TITLE_LINES and bool(_FIRST_ITEM.match(self.words[n + 1])) and not re.search("[，。]", "".join(above))
        )

    def _short(self, n: int, first: bool) -> bool:
        """Is piece `n` narrower than its column, as only the last line of a paragraph is?"""
        indent = 2.0 if first and self.first_lines_narrow else 0.0
        return self.widths[n] < self.column(n) - indent - SHORT

    def _isolated(self, n: int) -> bool:
        """Does a line that ends no sentence stand alone between blank lines, as a title does and a column's end not?"""
        below = n + 1 >= len(self.pieces) or self.blanks[n] > self.spacing(n)
        return below and self.blanks[n - 1] > self.spacing(n) and not ends_sentence(self.words[n]) and self._bare(n)

    def _bare(self, n: int) -> bool:
        return self.words[n][-1] not in CLAUSE and not _ITEM.match(self.words[n])

    def _is_heading(self, n: int) -> bool:
        """Does piece `n` stop far short of its column without ending a sentence, as a line of running text never does?"""
        apart = n + 1 < len(self.pieces) or self.blanks[n - 1] > self.spacing(n)
        return (
            apart
            and self.words[n][-1] not in CLAUSE
            and not ends_sentence(self.words[n])
            and self.widths[n] < 0.75 * self.column(n)
        )

    def _asks(self, n: int) -> bool:
        """Is piece `n` a short question by itself above a heading, so that it is that heading's first line?"""
        return (
            n + 2 < len(self.pieces)
            and bool(_QUESTION.fullmatch(self.words[n]))
            and self.widths[n] < 0.6 * self.column(n)
            and self._is_heading(n + 1)
        )

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
        ends = [n for n in range(len(self.pieces) - 1) if self._clear_end(n)]
        return sum(self.blanks[n] > self.spacing(n) for n in ends) > 0.6 * len(ends)

    @cached_property
    def first_lines_narrow(self) -> bool:
        """Are first lines of paragraphs narrower than the column, so that their width is evidence?"""
        firsts = [
            n + 1 for n in range(len(self.pieces) - 2) if self._clear_end(n) and not ends_sentence(self.words[n + 1])
        ]
        firsts += [0] if self.pieces and not ends_sentence(self.words[0]) else []
        firsts += [n for n in sorted(self.starts) if n not in firsts and not ends_sentence(self.words[n])]
        firsts = [n for n in firsts if self.widths[n] >= max(MIN_COLUMN, self.column(n) - 5)]  # and no title
        narrow = sum(squeezed(self.words[n]) <= self.column(n) - INDENT for n in firsts)
        if len(firsts) < 2:
            return self.narrow
        return narrow >= 0.8 * len(firsts)

    def _clear_end(self, n: int) -> bool:
        return ends_sentence(self.words[n]) and self.widths[n] < self.column(n) - 2 * SHORT

    def units(self) -> list[list[int]]:
        """The pieces grouped into paragraphs, headings and other units, by index."""
        groups: list[list[int]] = [[]]
        for n in range(len(self.pieces)):
            groups[-1].append(n)
            if self.breaks_after(n, first=len(groups[-1]) == 1):
                groups.append([])
        return [group for group in groups if group]
