"""The words of buttons, menus and notices of web pages, and whether a line is made of them.

What sites write on their buttons has no end, and the words they write it with are few: share, print, log in, subscribe,
more, hot. This tells how far a line consists of them; whether it is the page's own depends on where it stands
(`segment/interface.py`). A line with a sentence in it has no weight.

>>> [weight(line) for line in ("收藏 推荐 举报", "打開微信掃一掃，分享給好友", "相关服务", "新闻", "分享中国经验", "他分享了。")]
[2, 2, 1, 0, None, None]
>>> [weight(line) for line in ("普通话与粤语", "背景", "In search of home", "粤语 普通话 聆听", "AAA")]
[0, 0, None, 2, None]
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

from generator.hanzi import simplified
from generator.layout import width

SURE, LIKELY, WEAK = 2, 1, 0

_LONGEST = 5
WIDE = 40  # a line of buttons is no wider
_LEANING = 0.6  # share of a line's letters
_LATIN = 2  # letters that a Latin word counts for
_ROOM = 0.25  # share of a line that may be a name: `打开云州APP阅读全文`
_SENTENCE = re.compile(r"[。；“”「」『』《》、…]|[！!].|[0-9０-９]\s*[:：年月日%％.]\s*[0-9０-９]?|——")
_SIZES = re.compile(
    r"A[\s|｜/]+A(?:[\s|｜/]+A)?|AAa|A[\s|｜/]*a|(?=.*[+＋\-－−])(?:[ATat][+＋\-－−]?[\s|｜/]*){2,4}"
)  # A- A A+
_TAGS = re.compile(r"(?:[#＃][^\s#＃，。]{1,16}[#＃]?\s*)+")  # #渔业 #海洋
_LETTERS = re.compile(r"[\u4e00-\u9fff]+|[A-Za-z]+")


@cache
def _vocabulary(kind: str = "") -> frozenset[str]:
    """The words of a kind, or all."""
    lines = files("generator").joinpath("data/interface_words.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return frozenset(word for own, words in rows if not kind or own == kind for word in words.split())


@lru_cache(maxsize=1 << 12)
def weight(line: str) -> int | None:
    """How surely the words of a line are an interface's: SURE, LIKELY, WEAK (plain words only), or None."""
    if _SIZES.fullmatch(line):
        return SURE
    if _TAGS.fullmatch(line):
        return SURE if line.count("#") > 1 else LIKELY
    if width(line) > WIDE or _SENTENCE.search(line.strip()) or line.count("，") > 1:
        return None
    letters = _LETTERS.findall(simplified(line).lower())
    size = sum(map(len, letters))
    if not size:
        return None
    words, left = _read(letters)
    controls = {word for word in words if word in _vocabulary("control")}
    singles = sum(len(word) == 1 for word in words if word not in letters)
    if re.search("[:：？，].", line) and (left or not controls):
        return None
    if len(left) > 1 or sum(map(len, left)) > (_ROOM * size if len(controls) > 1 else 0) or singles > 0.5 * size:
        return None
    if not controls - _vocabulary("both"):
        return WEAK if width(line) <= 8 and "，" not in line else None
    return SURE if len(controls) > 1 or controls & _vocabulary("sure") else LIKELY


def controls(line: str) -> set[str]:
    """The words of buttons in a line (Simplified) that stand beside other words."""
    words, _ = _read(_LETTERS.findall(line.lower()))
    found = {word for word in words if word in _vocabulary("control") and len(word) > 1}
    return found if found - _vocabulary("both") else set()  # a title may speak of a collection, and count it


def known_words(line: str) -> list[str]:
    """The words of two characters or more in a line that an interface has."""
    return [word for word in _read(_LETTERS.findall(simplified(line).lower()))[0] if len(word) > 1]


def leans(line: str) -> bool:
    """Are most letters of a line those of an interface's words, of which one is what one does with a page?

    >>> [leans(line) for line in ("收藏成功", "2步打开 媒体云APP", "国际社会感谢支持", "渡口重开")]
    [True, True, False, False]
    """
    letters = _LETTERS.findall(simplified(line).lower())
    words, left = _read(letters)
    known, size = (sum(_LATIN if word.isascii() else len(word) for word in found) for found in (words, words + left))
    return known >= _LEANING * size and bool(controls(simplified(line)))


def is_wall(line: str) -> bool:
    """Does a line of interface words say that the rest is for those who log in or pay?

    >>> [is_wall(line) for line in ("本文為會員專享，登入後閱讀全文", "登录后查看更多评论", "立即订阅")]
    [True, False, False]
    """
    words = set(_read(_LETTERS.findall(simplified(line).lower()))[0])
    return (
        weight(line) is not None
        and bool(words & _vocabulary("asks") and words & _vocabulary("gives"))
        and not words & _vocabulary("else")
    )


def _read(letters: Sequence[str]) -> tuple[list[str], list[str]]:
    """The interface words of a line, and the runs of characters that are none."""
    words: list[str] = []
    left: list[str] = []
    for run in letters:
        own, rest = _words(run) if not run.isascii() else ([run], []) if run in _vocabulary() else ([], [run])
        words += own
        left += rest
    return words, left


@lru_cache(maxsize=1 << 12)
def _words(run: str) -> tuple[Sequence[str], Sequence[str]]:
    """The reading of a run that leaves the fewest characters out, and of those the one with the fewest words."""
    best: list[tuple[int, int, tuple[tuple[str, bool], ...]]] = [(0, 0, ())]
    for end in range(1, len(run) + 1):
        out, count, tokens = best[end - 1]
        options = [(out + 1, count, (*tokens, (run[end - 1], False)))]
        for start in range(max(0, end - _LONGEST), end):
            if run[start:end] in _vocabulary():
                out, count, tokens = best[start]
                options.append((out, count + 1, (*tokens, (run[start:end], True))))
        best.append(min(options))
    return tuple(word for word, known in best[-1][2] if known), tuple(_runs(best[-1][2]))


def _runs(tokens: Sequence[tuple[str, bool]]) -> list[str]:
    marked = "".join(" " if known else word for word, known in tokens)
    return marked.split()
