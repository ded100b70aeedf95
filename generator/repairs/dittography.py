"""The end of a word written twice.

Copying and pasting repeats the end of a word: `突如其来其来的`. It is taken out only when the spot itself
proves it: the repeated part is no word of its own, and what stands before it together with one copy of it is a
word, of the language or of this very document.

Left alone: all repetition that means something - 想想, 慢慢地, 讨论讨论, 一个一个, 高高兴兴, 哗啦哗啦 - and whole
phrases said twice, which speakers do. A repeated run of eight characters and more is flagged.

>>> [(edit.start, edit.before) for edit in find("面对突如其来其来的疫情", "")]
[(6, '其来')]
>>> list(find("大家讨论讨论，一个一个来，哗啦哗啦的雨，高高兴兴", ""))
[]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import hanzi
from generator.model import Edit, Flag, Rule

TWICE = re.compile(rf"(?=([{hanzi.HAN}]{{2,4}})\1)")
LONG_TWICE = re.compile(rf"([{hanzi.HAN}，、]{{8,40}}?)\1")


def find(text: str, whole: str) -> Iterator[Edit | Flag]:
    done = 0
    for match in TWICE.finditer(text):
        part, at = match[1], match.start()
        word = _word_ending_in(text, at, part, whole)
        if at >= done and word:
            begin = done = at + len(part)
            done += len(part)
            yield Edit(begin, done, part, "", RULE.id, f"“{word}”的“{part}”重抄了一遍")
    for match in LONG_TWICE.finditer(text):
        if len(set(match[1])) > 3:
            start = match.start() + len(match[1])
            yield Flag(start, match.end(), match[1], RULE.id, "与前面完全相同，可能重抄，未改", "")


def _word_ending_in(text: str, at: int, part: str, whole: str) -> str | None:
    """The word of at least four characters whose end is `part`, if `part` alone means nothing."""
    simple = hanzi.simplified(part)
    if (
        len(set(simple)) == 1
        or (len(simple) == 4 and simple[:2] == simple[2:])  # 扑通扑通扑通扑通
        or simple in hanzi.words()
        or hanzi.simplified(text[at : at + 2 * len(part)]) in hanzi.words()
    ):
        return None
    for length in range(4, 9):
        start = at + len(part) - length
        word = text[max(0, start) : at + len(part)]
        if 0 <= start < at and (hanzi.simplified(word) in hanzi.words() or _is_attested(word, part, whole)):
            return word
    return None


def _is_attested(word: str, part: str, whole: str) -> bool:
    """Does the document use the word elsewhere, twice at least, without the repetition?"""
    return whole.count(word) - whole.count(word + part) >= 2


RULE = Rule(
    id="dittography",
    stage="phrases",
    zh="重抄",
    en="Dittography",
    why="抄写时把一个词的后半又写了一遍，如“突如其来其来”；只有就地可以证明的才删。",
    tei="surplus",
    find=find,
)
