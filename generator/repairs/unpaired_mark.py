"""A quotation mark, bracket or book-title mark without its partner.

One of the two was lost in copying, or the text between was cut. Where the other belongs nobody can say for certain, so
the mark that is left is flagged and none is added.

The whole document is looked at: a quotation may run over several paragraphs, and then each paragraph opens it again and
only the last closes it. Flagged is a paragraph with exactly one mark too many, of which the paragraphs around it know
nothing. Left alone: `1）`, `a)`, apostrophes and inches, marks of two kinds that close each other (`“…"`), paragraphs in
which several marks are at odds (a manner of writing, not a loss), code, tables and lines that are no sentences, and
documents where it happens all the time.

>>> [(flag.start, flag.text) for flag in find("他说：“中方愿同各方一道努力。会议随后闭幕。", "")]
[(3, '“')]
>>> list(find("他说：“中方愿同各方一道努力。\\n“各方都应努力。”", "")), list(find("1）提交申请，2）等待答复。", ""))
([], [])
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from generator import hanzi
from generator.model import Flag, Rule
from generator.repairs.context import is_prose
from generator.repairs.paragraphs import ByParagraph, by_paragraph, within

_QUOTES = {"“": "”", "「": "」", "『": "』", "〝": "〞"}
_BRACKETS = {"（": "）", "(": ")", "〔": "〕", "【": "】", "［": "］", "[": "]"}
_TITLES = {"《": "》"}
GROUPS = (("引号", _QUOTES), ("括号", _BRACKETS), ("书名号", _TITLES))
SHOWN = 6  # characters beside the mark that the reason shows
FEW = 3  # more in one document are its manner
DEEP = 20  # marks inside marks: no text nests deeper
_STRAIGHT = re.compile(r"[\"＂]|(?<![A-Za-z])['‘’](?![A-Za-z])")
_NO_BRACKET = re.compile(  # what stands before the bracket of `1）` and of `：）`
    r"(?:^|[\s　。；;，、：:])[0-9０-９A-Za-z一二三四五六七八九十①-⑳甲乙丙丁]{1,3}$|[：:；;]-?$"
)
_SENTENCE = re.compile(r"[，。！？；]")


def find(text: str, whole: str) -> Iterator[Flag]:
    yield from within(text, _in_document(whole or text))


@lru_cache(maxsize=4)
def _in_document(whole: str) -> ByParagraph:
    if hanzi.has_kana(whole):
        return {}
    paragraphs = re.split(r"[\r\n]", whole)
    found: list[tuple[int, Flag]] = []
    for name, pairs in GROUPS:
        odd = _lonely(paragraphs, pairs)
        if len(odd) <= max(FEW, len(paragraphs) // 20):
            found += [(number, _flag(paragraphs[number], at, name, pairs)) for number, at in odd]
    return by_paragraph(paragraphs, found)


def _flag(paragraph: str, at: int, name: str, pairs: dict[str, str]) -> Flag:
    opens = paragraph[at] in pairs
    mark, other = ("前", "后") if opens else ("后", "前")
    words = paragraph[at + 1 : at + 1 + SHOWN] if opens else paragraph[max(0, at - SHOWN) : at]
    reason = f"“{words}”{mark}面的{name}没有相配的{other}{name}，可能脱落；应在何处不能断定，未改"
    return Flag(at, at + 1, paragraph[at], RULE.id, reason)


def _lonely(paragraphs: Sequence[str], pairs: dict[str, str]) -> list[tuple[int, int]]:
    """Paragraph and place of each mark without a partner in its paragraph or in the ones before and after it."""
    found: list[tuple[int, int]] = []
    pending: tuple[int, int] | None = None  # opened, and not closed yet
    for number, paragraph in enumerate(paragraphs):
        odd = _odd(paragraph, pairs)
        goes_on = pending is not None and paragraph[:1] in pairs
        if goes_on and not odd and paragraph[-1:] in pairs.values():
            pending = None
        if len(odd) > 1:
            pending = None  # several at odds: nothing can be told here
        if len(odd) != 1:
            continue
        at = odd[0]
        if paragraph[at] in pairs:
            if pending and not (goes_on and at == 0):
                found.append(pending)
            pending = (number, at)
        elif pending:
            pending = None
        else:
            found.append((number, at))
    found += [pending] if pending else []
    return [(n, at) for n, at in found if _is_sentence(paragraphs[n]) and not _beside_gap(paragraphs, n)]


def _beside_gap(paragraphs: Sequence[str], n: int) -> bool:
    """Is a loss shown there already? (A gap is an empty paragraph.)"""
    return "" in paragraphs[max(0, n - 1) : n + 2]


def _odd(paragraph: str, pairs: dict[str, str]) -> list[int]:
    """The marks of a group that have no partner in the paragraph."""
    stack: list[int] = []
    odd: list[int] = []
    for mark in _marks("".join((*pairs, *pairs.values()))).finditer(paragraph):
        at, char = mark.start(), mark[0]
        if char in pairs:
            stack.append(at)
            continue
        partner = next((n for n in reversed(stack[-DEEP:]) if _pair(paragraph[n], char, pairs)), None)
        if partner is None:
            odd.append(at)
            continue
        while stack[-1] != partner:
            odd.append(stack.pop())
        stack.pop()
    odd += stack
    if odd and pairs is _QUOTES and len(_STRAIGHT.findall(paragraph)) % 2:
        return []  # closed by a mark of another kind
    return [at for at in odd if pairs is not _BRACKETS or not _NO_BRACKET.search(paragraph[max(0, at - 5) : at])]


@cache
def _marks(chars: str) -> re.Pattern[str]:
    return re.compile("[" + re.escape(chars) + "]")


def _pair(opening: str, closing: str, pairs: dict[str, str]) -> bool:
    return pairs[opening] == closing or (opening in "（(" and closing in "）)")


def _is_sentence(paragraph: str) -> bool:
    return len(paragraph) >= 15 and bool(_SENTENCE.search(paragraph)) and is_prose(paragraph)


RULE = Rule(
    id="unpaired-mark",
    stage="phrases",
    zh="标点失偶",
    en="Mark without its partner",
    why="引号、括号或书名号只剩一半，另一半可能在抄录时脱落；只标出剩下的一半，不添补。",
    tei="seg",
    find=find,
)
