"""What a page's layout says: widths, column widths, and which lines belong to one paragraph.

Shared by the segmenter (which looks at a whole page) and the joiner (which looks at one document).
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from generator.layout.columns import INDENT, MIN_COLUMN, SHORT
from generator.layout.measure import CLAUSE, balance, ends_sentence, squeezed, width
from generator.layout.series import (
    ENTRY_OF_YEARS,
    ITEM,
    SIGN,
    chronicle,
    goes_on_counting,
    item_number,
    item_shape,
    lists_names,
    series,
)
from generator.layout.titles import JOINED, TITLE_LINES, Titles, signs
from generator.words import is_unfinished, lacks_count, lacks_number, one_word_across

__all__ = [
    "ENTRY_OF_YEARS",
    "SHORT",
    "SIGN",
    "Page",
    "balance",
    "chronicle",
    "ends_sentence",
    "goes_on_counting",
    "item_number",
    "item_shape",
    "lists_names",
    "squeezed",
    "width",
]

LONG = 12  # width of a line that is more than a short heading
_CUT = 20  # width of a line that is a part of a paragraph rather than a heading
_PARAGRAPHS = 5  # ends of paragraphs that tell how far they stand apart
_FOLLOWS = re.compile(r"(?:全文|原文|声明|聲明|公报|公報)如下[：:]$")  # what follows has a head of its own
_THANKS = re.compile(r"(?:谢谢|謝謝|多谢|多謝|感谢)[^，。！]{0,10}[。！]")
_SAYS = re.compile(
    r"(?!他|她|我|这|這|对此|對此)[^，。！？；：“”]{2,16}?(?:说|說|表示|指出|强调|強調|认为|認為|介绍|介紹|透露|称|稱)[，：“]"
)
_HALF = 0.6  # of the column: what the last line of a paragraph leaves free, and no other
_DIVIDED = re.compile("[A-Za-z]-$")  # in the middle of a Latin word
_BOUND = re.compile(
    r"(?![我他她你您对對是不好啊哦嗯问問答看听一二三四五六七八九十])[\u4e00-\u9fff]，|[的了着們们]|之[时時际際后後前中下间間内內外上一类類]|[，。、；：！？”’」』）》％%]"
)


class Page(Titles):
    """Pieces of a text in order, with the paragraphs, headings and other units that their layout shows."""

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

    def _flow_break(self, n: int) -> bool:
        """One line is one paragraph, unless a page or column break cut a sentence in two."""
        here, after = self.words[n], self.words[n + 1]
        if ends_sentence(here) or here[-1] in "：:；;" or self._ends_head(n):
            return True
        if _BOUND.match(after) or self._set_closer(n):
            return False
        if ITEM.match(after) or self.widths[n] < 30 or self._is_bare(n + 1):
            return True
        if balance(after)[0] and not balance(here)[1] and not one_word_across(here, after):
            return True  # a quotation of which the beginning is lost
        if here[-1] in "，、,":  # a preamble sets one clause a line
            return after[-1] in "，；：,;:" and (self.blanks[n] > 0 or self._in_preamble(n))
        return not one_word_across(here, after) and not (balance(here)[1] and balance(after)[0])

    def _set_closer(self, n: int) -> bool:
        """Does piece `n` stop in mid-sentence closer to the next than the paragraphs of this text stand apart?"""
        here, after = self.words[n], self.words[n + 1]
        prose = "，" in here and self.widths[n] >= _CUT and "。" in after and not ITEM.match(after)
        return prose and n >= TITLE_LINES and self.blanks[n] < self._apart

    @cached_property
    def _apart(self) -> int:
        """How many blank lines stand below nearly all paragraphs; none where they differ."""
        below = Counter(self.blanks[n] for n in range(len(self.words) - 1) if ends_sentence(self.words[n]))
        blanks, times = max(below.items(), key=lambda item: item[1], default=(0, 0))
        return blanks if times >= 0.9 * below.total() and times >= _PARAGRAPHS else 0

    def _is_bare(self, n: int) -> bool:
        """Is piece `n`, with more below it, a few words without any mark, as a heading is and no end of a paragraph?"""
        return n + 1 < len(self.words) and self.widths[n] < LONG and not re.search(r"[^\w\s]", self.words[n])

    def _in_preamble(self, n: int) -> bool:
        """Does piece `n` stand among lines that all end a clause, as nothing does that a page cut in two?"""
        if ITEM.match(self.words[n]) and not ITEM.match(self.words[n + 1]):
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
        if self._heads_report(n + 1) or n + 1 in self._set_apart or self._ends_here(n):
            return True
        if self.indents:  # a line without indent goes on, unless it is a heading
            apart = extra and (self._short(n, first) or self._isolated(n + 1) or self._titles_dash(n + 1))
            apart = apart or (self._short(n, first) and self._titles_foot(n + 1))
            return bool(ITEM.match(after)) or self._is_heading(n + 1) or apart
        short = self._short(n, first)
        clear = self.widths[n] < self.column(n) - 5
        if ITEM.match(after) and (short or extra or self._narrow(n + 1)):
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
        ends = clear and (
            not self.separated or self.widths[n] < _HALF * self.column(n)
        )  # another text may be set close
        return ends or (short and not self._surely_full(n + 1))

    @cached_property
    def _series(self) -> frozenset[int]:
        dated = chronicle(self.words)
        return series(self.words) | dated | {n + 1 for n in dated}

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
        if (
            lacks_number(here, after)
            or self.stands_alone(n)
            or (lists_names(here) and lists_names(after))
            or (extra and lacks_count(here, after))
            or _FOLLOWS.search(here)
            or (extra and self._has_subtitle(n + 1))
        ):
            return True
        if _BOUND.match(after) or (here[-1] not in "，、," and is_unfinished(here)) or _DIVIDED.search(here):
            return False
        if (here[-1].isdigit() and after[0] in "年月日％%") or (balance(here)[1] and balance(after)[0]):
            return False
        apart = extra or (n > 0 and self.blanks[n - 1] < self.blanks[n])  # or stands closer to its title
        if apart and self._is_subtitle(n) and not (one_word_across(here, after) or JOINED.match(after)):
            return True
        if extra and (here[-1] in "：:" or self._stands_apart(n) or n in self._set_apart.values()):
            return True
        if self._is_quotation(n) and self._heads_report(n):
            return False
        if n == 0 and extra and not re.search("[，。]", here) and not one_word_across(here, after):
            return True  # a title may be as wide as the column
        if after.startswith("——") and (
            here[-1] in "；;"
            or self.too_wide(n + 1)
            or (squeezed(here) < self.column(n) - INDENT and not self._runs_to_dash(n))
        ):
            return True
        if (
            self._opens_numbers(n)
            or self._titles_text(n)
            or (signs(here) and n and not ends_sentence(self.words[n - 1]))
        ):
            return True
        if self.widths[n] < 0.75 * self.column(n):
            on = one_word_across(here, after) and not extra
            return not on and not (here[-1] in "，、" and not extra and self._surely_full(n + 1))
        opens = self._begins(n) or (ITEM.match(here) and self.first_lines_narrow and self._surely_full(n + 1))
        room = 2.0 + (2.0 if opens else 0.0)
        return extra and self.widths[n] < self.column(n) - room and not one_word_across(here, after)

    def _is_subtitle(self, n: int) -> bool:
        """Does piece `n` stand behind its dash right below a short line that ends no sentence, as a subtitle below its title?"""
        above = self.words[n - 1] if n else ""
        short = n > 0 and self.blanks[n - 1] <= self.spacing(n) and self.widths[n - 1] < self.column(n) - 2 * SHORT
        return short and self.words[n].startswith(("——", "──")) and not ends_sentence(above) and above[-1] not in CLAUSE

    def _runs_to_dash(self, n: int) -> bool:
        """Is piece `n` running text that left room only for the long dash below, which no line may divide?

        The dash there closes an aside that this sentence opened, or the sentence has come far (it has a comma).
        """
        sentence = re.split("[。！？]", self.words[n])[-1]
        aside = sentence.count("——") % 2 == 1
        return (aside or "，" in self.words[n]) and self.widths[n] >= self.column(n) - 2 - 0.5

    @cached_property
    def paragraphs(self) -> tuple[str, ...]:
        """The words of each unit."""
        return tuple("".join(self.words[n] for n in group) for group in self.units())

    def units(self) -> list[list[int]]:
        """The pieces grouped into paragraphs, headings and other units, by index."""
        groups: list[list[int]] = [[]]
        for n in range(len(self.pieces)):
            groups[-1].append(n)
            if self.breaks_after(n, first=len(groups[-1]) == 1):
                groups.append([])
        return [group for group in groups if group]
