"""Which lines of a page are set as titles and headings: too wide, too short, or apart from the text around them."""

from __future__ import annotations

import re
from functools import cached_property

from generator.hanzi import simplified, words
from generator.layout.columns import INDENT, SHORT, Columns
from generator.layout.measure import CLAUSE, ends_sentence, squeezed
from generator.layout.series import ITEM, SIGN, goes_on_counting
from generator.names import is_name
from generator.words import is_unfinished, one_word_across

_HEAD = 30  # width of a line that is more than a title
TITLE_LINES = 3  # a title is seldom set in more
_FIRST_ITEM = re.compile(r"[（(]?[1１一](?:[)）、．]|\.(?![0-9]))|第[一1]条")
_QUESTION = re.compile(r"[^，。！？；：“”]{3,}[？！?!]")


def signs(line: str) -> bool:
    """Is a line nothing but a person's name, and no common word that begins with a surname?"""
    return is_name(line) and simplified(line) not in words()


_FORMAL = re.compile(
    "(?:关于|關於).{4,}的(?:报告|報告|通报|通報|情况|情況|调研|調研|总结|總結|简报|簡報|汇报|彙報|说明|說明)"
)  # 关于…情况的报告
_LEADS = re.compile(
    "[0-9〇○零一二三四五六七八九]{4}年|近年来|近年來|今年|去年|日前|近日|[为為根按应應]"
)  # how the text below it opens


JOINED = re.compile("[并並及与與和或的]")  # how a line begins that goes on with the one above a blank line


class Titles(Columns):
    """Pieces of a text, with which of them are set as titles."""

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
                ended = (
                    n > 0 and len(lines) == 2 and self._short(n - 1, first=False)
                )  # a paragraph ended above two lines
                lines = lines if quoted or ((ended or len(lines) == 1) and "，" not in "".join(lines)) else []
                break
            if k in self.alone or ends_sentence(self.words[k]) or "。" in self.words[k]:
                return False
            if not self._bare(k) and not (k == n and self._is_quotation(n)):
                return False
            lines.append(self.words[k])
        else:
            return False
        return 0 < len(lines) <= TITLE_LINES and not is_unfinished(lines[-1])

    def above_indent(self, first: int, last: int) -> bool:
        """Do lines stand flush between a text that ended and an indented first line, as no running text does?"""
        inside = first > 0 and last + 1 < len(self.pieces) and ends_sentence(self.words[first - 1])
        flush = not any(self._indent(n) for n in range(first, last + 1))
        return self.indents and inside and flush and self._short(first - 1, first=False) and self._indent(last + 1)

    def stands_alone(self, n: int) -> bool:
        """Is piece `n` a few characters between blank lines, below an ended text and above the next of numbered paragraphs?

        It is a heading, whatever word it ends with (`政通人和`): no wrap leaves most of a line free, and no phrase runs
        into a number that counts paragraphs.
        """
        if not 0 < n < len(self.words) - 1 or not self._fresh(n) or self.blanks[n] <= self.spacing(n):
            return False
        few = self.widths[n] < 0.5 * self.column(n) and not re.search("[，。、；：]", self.words[n])
        counted = any(goes_on_counting(words, self.words[n + 1]) for words in self.words[:n])
        return self.wrapped and few and counted

    def _is_quotation(self, n: int) -> bool:
        """Are piece `n` and the next one quotation in two short lines, as a heading may be set?"""
        if n + 2 >= len(self.pieces):
            return False
        first, second = self.words[n : n + 2]
        marks = first[0] + second[-1]
        inner = (first + second)[1:-1]
        short = max(self.widths[n], self.widths[n + 1]) < 0.75 * self.column(n)
        return short and marks in ("“”", "「」", "『』") and not set(marks) & set(inner)

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
        talk = SIGN.match(after) and self.blanks[n - 1] > self.spacing(n) and self.widths[n] < self.column(n) - 1
        return bool(talk) or self._heads_report(n + 1)

    def _titles_text(self, n: int) -> bool:
        """Does piece `n` stop too far from its column for a wrap, with an author's name or a lost indent below it?

        It is then a title or heading, though it may be nearly as wide as its column.
        """
        if re.search("[，。]", self.words[n]) or is_unfinished(self.words[n]):
            return False
        after = self.words[n + 1]
        wide = self.widths[n] >= self.column(n) - SHORT
        if signs(after):
            return not wide or self._fresh(n)
        apart = n == 0 or self._clear_end(n - 1)
        if not wide and apart and _FORMAL.fullmatch(self.words[n]) and _LEADS.match(after):
            return True
        first = self.first_lines_narrow and not self.indents and self._narrow(n + 1)
        if not first or one_word_across(self.words[n], after):
            return False
        return (apart and self._surely_short(n)) or self._stops_above(n)

    def _stops_above(self, n: int) -> bool:
        """Is piece `n`, no mark in it, a heading right below an ended text, above a line that had room and is therefore a first line?"""
        inside = n + 2 < len(self.words) and self.blanks[n + 1] <= self.spacing(n + 1)
        room = inside and "\u4e00" <= self.words[n + 2][0] <= "\u9fff"
        ended = n > 0 and ends_sentence(self.words[n - 1])
        return ended and room and self.widths[n] <= self.column(n) - INDENT and not re.search("[、；：]", self.words[n])

    def _fresh(self, n: int) -> bool:
        """Does piece `n` stand below a blank line, with an ended text or none above it?"""
        return n == 0 or (self.blanks[n - 1] > self.spacing(n) and ends_sentence(self.words[n - 1]))

    @cached_property
    def _set_apart(self) -> dict[int, int]:
        """The first and last pieces of titles that stand between blank lines, below an ended text, wherever they are as wide as the column.

        No mark divides their one to three lines, and one of them is wider than the column, or the paragraph above ended
        short and they begin as no paragraph does: a column may end at two blank lines, but not so.
        """
        found: dict[int, int] = {}
        for first in (n for n in range(1, len(self.words)) if self._fresh(n)):
            rest = range(first, min(first + TITLE_LINES, len(self.words)))
            last = next((n for n in rest if self._ends_above(n)), len(self.words))
            if last < len(self.words) and self._titles(first, last):
                found[first] = last
        return found

    def _ends_above(self, n: int) -> bool:
        """Does a blank line, a byline or its like, or the end of the page stand below piece `n`?"""
        return n + 1 >= len(self.words) or self.blanks[n] > self.spacing(n) or n + 1 in self.alone

    def _titles(self, first: int, last: int) -> bool:
        lines, below = self.words[first : last + 1], self.words[last + 1 : last + 2]
        told = any(self.too_wide(n) for n in range(first, last + 1)) or (
            self._short(first - 1, first=False) and self._begins_none(first)
        )
        runs_on = re.search("[，。；：]", "".join(lines)) or is_unfinished(lines[-1]) or ends_sentence(lines[-1])
        goes_on = below and (JOINED.match(below[0]) or one_word_across(lines[-1], below[0]))
        return told and not runs_on and not goes_on

    def _surely_short(self, n: int) -> bool:
        """Is piece `n` short of its column by more than a first line is, with no long word below that had no room?"""
        return self.widths[n] < self.column(n) - INDENT - SHORT and not re.match("[A-Za-z0-9“《（]", self.words[n + 1])

    def _opens_numbers(self, n: int) -> bool:
        """Is piece `n` the last line of a title, with the first of numbered paragraphs below it?"""
        above = self.words[: n + 1]
        return (
            n < TITLE_LINES and bool(_FIRST_ITEM.match(self.words[n + 1])) and not re.search("[，。]", "".join(above))
        )

    def _isolated(self, n: int) -> bool:
        """Does a line that ends no sentence stand alone between blank lines, as a title does and a column's end not?"""
        below = n + 1 >= len(self.pieces) or self.blanks[n] > self.spacing(n)
        return below and self.blanks[n - 1] > self.spacing(n) and not ends_sentence(self.words[n]) and self._bare(n)

    def _titles_foot(self, n: int) -> bool:
        """Is piece `n` the last one, without indent or stop, of one clause: a title that stands after its text?"""
        words = self.words[n]
        last = n + 1 == len(self.pieces) and not self._indent(n)
        return last and not ends_sentence(words) and self._bare(n) and not re.search("[，。]", words) and len(words) > 5

    def _has_subtitle(self, n: int) -> bool:
        """Does a short line stand at piece `n` with a subtitle behind its dash below it, and a blank line under both?"""
        return (
            n + 2 < len(self.pieces)
            and self.blanks[n] == self.spacing(n)
            and self.blanks[n + 1] > self.spacing(n)
            and self.words[n + 1].startswith(("——", "──"))
            and max(self.widths[n], self.widths[n + 1]) < 0.75 * self.column(n)
            and not any(ends_sentence(words) or words[-1] in CLAUSE for words in self.words[n : n + 2])
        )

    def _titles_dash(self, n: int) -> bool:
        """Does a line with room left for the dash below it, no mark in it, stand above that dash: a title above its subtitle?"""
        below = self.words[n + 1] if n + 1 < len(self.words) else ""
        room = self.widths[n] < self.column(n) - 2.5 and self.blanks[n] <= self.spacing(n)
        marks = re.search("[，。；：]", self.words[n]) or is_unfinished(self.words[n]) or ends_sentence(self.words[n])
        return below.startswith(("——", "──")) and room and not marks and not self._indent(n)

    def _ends_head(self, n: int) -> bool:
        """Is piece `n` a title at the top, or the subtitle behind its dash below it, with a whole paragraph below?

        Neither goes on in a paragraph, even in one whose beginning is lost.
        """
        head, below = self.words[: n + 1], self.words[n + 1]
        top = n < TITLE_LINES and not any(ends_sentence(line) or re.search("[。；]", line) for line in head)
        titled = head[n].startswith("—") if n else not re.search("[，、：]", head[n])
        return top and titled and self.widths[n] < _HEAD and "。" in below and ends_sentence(below)

    def _bare(self, n: int) -> bool:
        return self.words[n][-1] not in CLAUSE and not ITEM.match(self.words[n])

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
