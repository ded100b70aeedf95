"""What maintained dictionaries know of Chinese words: for comparing and for evidence, never for rewriting."""

from __future__ import annotations

from functools import cache, lru_cache

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


@lru_cache(maxsize=1 << 12)
def aligned(text: str) -> str:
    """The Simplified form of a text, character for character: what is found in it stands at the same place in the text.

    Patterns list words in one script and are looked for here; what is quoted is quoted from the text itself.

    >>> aligned("領導人會晤"), len(aligned("乾隆著作")) == 4
    ('领导人会晤', True)
    """
    whole = simplified(text)
    return whole if len(whole) == len(text) else "".join(_one(char) for char in text)


@cache
def _one(char: str) -> str:
    plain = simplified(char)
    return plain if len(plain) == 1 else char
