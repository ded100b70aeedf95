"""What maintained dictionaries know of Chinese words: for comparing and for evidence, never for rewriting."""

from __future__ import annotations

from functools import cache

import rjieba
from opencc import OpenCC

_CONTEXT = 8  # characters on each side that a segmenter needs to see a word whole


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


def simplified(text: str) -> str:
    """The Simplified form of a text, for comparing only."""
    return str(_simplifier().convert(text))


def one_word_across(before: str, after: str) -> bool:
    """Does a word of the dictionary lie across the place where `before` ends and `after` begins?

    >>> one_word_across("发展相互兼容和多式联运的交", "通，开发跨国通道"), one_word_across("站在", "阳光总在风雨后")
    (True, False)
    """
    if not (_is_han(before[-1:]) and _is_han(after[:1])):  # `135.` and `8日` are no word 135.8
        return False
    left = simplified(before[-_CONTEXT:])
    at = 0
    for word in rjieba.cut(left + simplified(after[:_CONTEXT])):
        if at < len(left) < at + len(word):
            return True
        at += len(word)
    return False


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def last_word(text: str) -> str:
    """The last word of a text, as a segmenter cuts it.

    >>> last_word("站在"), last_word("会见驻华大使")
    ('在', '驻华大使')
    """
    words = rjieba.cut(simplified(text[-_CONTEXT:]))
    return str(words[-1]) if words else ""


def has_verb(text: str) -> bool:
    """Does a segmenter tag any word of a text as a verb or a preposition, so that it may be a clause of its own?"""
    return any(tag[0] in "vp" for _, tag in tagged(simplified(text)))


def is_place_name(text: str) -> bool:
    """Is a short text one place name?

    >>> is_place_name("雅加达"), is_place_name("合作篇")
    (True, False)
    """
    words = tagged(simplified(text))
    return len(words) == 1 and words[0][1] == "ns"


def tagged(text: str) -> list[tuple[str, str]]:
    """Words with their parts of speech (the tags of jieba: n, v, nr person, ns place, t time …)."""
    return [(word, tag) for word, tag in rjieba.tag(text)]
