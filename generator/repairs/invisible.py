"""Characters that cannot be seen.

Editors, word processors and web pages leave zero-width spaces and joiners, soft hyphens, direction marks and control
codes in a text. They split words for every search and show nothing. They go. Controls that end a line for some
programs only (vertical tab, form feed, U+2028) become a space between words of Latin or after a mark, else nothing;
real line ends are never touched. A paragraph separator (U+2029) between two texts stays: the segmenter cuts there.

Left alone: joiners inside emoji and in scripts that need them (Arabic, Persian, the scripts of India, Mongolian, Thai),
direction marks in lines that have right-to-left text, variation selectors, tabs.

>>> [(edit.start, edit.after) for edit in find("一带\\u200b一路\\u00ad倡议", "")]
[(2, ''), (5, '')]
>>> list(find("\\U0001f468\\u200d\\U0001f469 می\\u200cخواهم 葛\\U000e0100城", ""))
[]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.model import Edit, Rule
from generator.repairs.context import line_at

UNSEEN = re.compile(
    r"""
      [\x00-\x08\x0e-\x1f\x7f]                  # control codes
    | [\x0b\x0c\x1c-\x1f\u0085\u2028\u2029]     # line ends of some programs
    | [\u0080-\u0084\u0086-\u009f]              # control codes of Latin-1
    | [\u00ad\u034f\u180e\u2060-\u2064]         # soft hyphen, joiners, invisible operators
    | [\u200b-\u200d]                           # zero-width space, non-joiner, joiner
    | [\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]   # direction marks
    | [\ufff9-\ufffb]                           # interlinear annotation
    """,
    re.VERBOSE,
)
LINE_ENDS = frozenset("\x0b\x0c\x1c\x1d\x1e\x1f\u0085\u2028\u2029")
JOINERS = frozenset("\u200b\u200c\u200d\u180e\u034f")
DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
PLAIN_SCRIPTS = re.compile(
    r"[\s!-~\u00a0-\u02ff\u0370-\u052f\u2010-\u2027\u2030-\u205e\u2100-\u218f\u2460-\u24ff\u2e80-\ud7ff"
    r"\uf900-\ufaff\ufe30-\uffef\U00020000-\U0003fffd]"
)  # scripts that never need a joiner: Latin, Greek, Cyrillic, Chinese, Japanese, Korean, and punctuation
_PARTS = re.compile(r"\S\s*\u2029\s*\S")
QUOTES = {"\x91": "‘", "\x92": "’", "\x93": "“", "\x94": "”", "\x96": "–", "\x97": "—"}  # read as Latin-1


def find(text: str, whole: str) -> Iterator[Edit]:
    del whole
    for match in UNSEEN.finditer(text):
        at, char = match.start(), match[0]
        before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        if _is_needed(char, before, after, text, at):
            continue
        name = unicodedata.name(char, f"U+{ord(char):04X}")
        yield Edit(at, at + 1, char, _instead(char, before, after), RULE.id, f"看不见的字符（{name}），不是文字")


def _is_needed(char: str, before: str, after: str, text: str, at: int) -> bool:
    if char in JOINERS:
        return not (_is_plain(before) and _is_plain(after))
    if char in DIRECTIONS:
        return any(unicodedata.bidirectional(other) in ("R", "AL") for other in line_at(text, at)[:2000])
    return char == "\u2029" and _PARTS.search(line_at(text, at)) is not None


def _is_plain(char: str) -> bool:
    return not char or bool(PLAIN_SCRIPTS.match(char) or UNSEEN.match(char))


def _instead(char: str, before: str, after: str) -> str:
    if char in QUOTES:
        return QUOTES[char]
    if char not in LINE_ENDS or not before.strip() or not after.strip():
        return ""
    latin = before.isascii() and after.isascii()
    return " " if latin or unicodedata.category(before).startswith("P") else ""


RULE = Rule(
    id="invisible",
    stage="characters",
    zh="不可见字符",
    en="Invisible characters",
    why="零宽空格、软连字符、方向标记和控制码看不见，却把词隔开，使检索失效；表情和需要连接符的文字不动。",
    tei="surplus",
    find=find,
)
