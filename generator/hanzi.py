"""What the repairs know about Chinese characters and words: readings, simplified forms, how common, GBK bytes.

The knowledge is that of maintained libraries (pypinyin, OpenCC) and of `data/words.tsv`; all of it is loaded when first
asked for and kept. Nothing here decides what is damage.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from importlib.resources import files

from opencc import OpenCC
from pypinyin.constants import PINYIN_DICT

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd\u3007"  # for use inside a character class
IS_HAN = re.compile(f"[{HAN}]")

FREQUENT, ORDINARY = 1500, 3500  # ranks: characters every reader knows, characters of everyday print
_TONE_MARKS = str.maketrans("", "", "\u0300\u0301\u0304\u030c\u0306")  # grave, acute, macron, caron, breve


# -- forms ------------------------------------------------------------------------------------------------------------


@cache
def _simplified() -> dict[str, str]:
    """Every unified ideograph that has a Simplified form of its own."""
    chars = [chr(code) for low, high in ((0x3400, 0x4DC0), (0x4E00, 0xA000)) for code in range(low, high)]
    converted = OpenCC("t2s").convert("\n".join(chars)).split("\n")
    return {char: to for char, to in zip(chars, converted, strict=True) if to != char and len(to) == 1}


@cache
def _simplified_by_code() -> dict[int, str]:
    return {ord(char): to for char, to in _simplified().items()}


@cache
def _traditional() -> dict[str, tuple[str, ...]]:
    forms: dict[str, list[str]] = {}
    for char, simple in _simplified().items():
        forms.setdefault(simple, []).append(char)
    return {simple: tuple(chars) for simple, chars in forms.items()}


def simplified(text: str) -> str:
    """`text` with each character in its Simplified form, one for one (for comparing, never for showing).

    >>> simplified("國務院")
    '国务院'
    """
    return text.translate(_simplified_by_code())


def is_traditional_only(char: str) -> bool:
    """Is this a Traditional form that Simplified print does not use?"""
    return char in _simplified()


def is_simplified_only(char: str) -> bool:
    """Is this a Simplified form that Traditional print does not use?"""
    return char in _simplified_only()


@cache
def _simplified_only() -> frozenset[str]:
    chars = sorted(_traditional())
    converted = OpenCC("s2t").convert("\n".join(chars)).split("\n")
    return frozenset(char for char, to in zip(chars, converted, strict=True) if to != char)


def is_variant(char: str) -> bool:
    """Is this a Traditional form beside the usual ones?

    >>> is_variant("衕"), is_variant("同"), is_variant("為"), is_variant("爲")
    (True, False, False, False)
    """
    return char in _variants()


@cache
def _variants() -> frozenset[str]:
    simple = "\n".join(sorted(_traditional()))
    usual = frozenset("".join(OpenCC(table).convert(simple) for table in ("s2t", "s2tw")))
    return frozenset(_simplified()) - usual


# -- readings ---------------------------------------------------------------------------------------------------------


@cache
def readings(char: str) -> frozenset[str]:
    """All readings of a character and of its Simplified and Traditional forms, with tone marks (NFC).

    >>> sorted(readings("長")) == sorted(readings("长"))
    True
    """
    simple = _simplified().get(char, char)
    forms = {char, simple, *_traditional().get(simple, ()), *_traditional().get(char, ())}
    found = (PINYIN_DICT.get(ord(form), "") for form in forms)
    return frozenset(plain_letters(reading) for group in found for reading in group.split(",") if reading)


@cache
def syllables(char: str) -> frozenset[str]:
    """The readings without tone, ü written ü.

    >>> sorted(syllables("行"))[:2], sorted(syllables("女"))
    (['hang', 'heng'], ['nü', 'ru'])
    """
    return frozenset(toneless(reading) for reading in readings(char))


def plain_letters(syllable: str) -> str:
    """A syllable in lower case, with the letters that look alike unified, composed.

    >>> plain_letters("\u0261u\u00f3"), plain_letters("NU:3"), plain_letters("lv")
    ('guó', 'nü3', 'lü')
    """
    text = unicodedata.normalize("NFKC", syllable).lower()
    for odd, plain in (("\u0261", "g"), ("\u0251", "a"), ("u:", "ü"), ("v", "ü")):
        text = text.replace(odd, plain)
    return unicodedata.normalize("NFC", text)


def toneless(syllable: str) -> str:
    """The syllable without tone mark or tone number.

    >>> toneless("lǜ"), toneless("guo2")
    ('lü', 'guo')
    """
    bare = unicodedata.normalize("NFD", syllable.rstrip("012345")).translate(_TONE_MARKS)
    return unicodedata.normalize("NFC", bare)


@cache
def first_reading(char: str) -> str:
    """The commonest reading, as pypinyin lists it first.

    >>> first_reading("行"), first_reading("國")
    ('xíng', 'guó')
    """
    return plain_letters(PINYIN_DICT.get(ord(_simplified().get(char, char)), "").split(",")[0])


def has_tone(syllable: str) -> bool:
    return toneless(syllable) != syllable


# -- how common -------------------------------------------------------------------------------------------------------


@cache
def words() -> dict[str, int]:
    """Words of common print (Simplified) with their counts."""
    lines = files("generator").joinpath("data/words.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if not line.startswith("#"))
    return {word: int(count) for word, count in pairs}


@cache
def conversion_slips() -> dict[str, str]:
    """Forms that only a machine writes when it converts a text, each with the right one."""
    lines = files("generator").joinpath("data/conversion_slips.tsv").read_text(encoding="utf-8").splitlines()
    cells = (line.split("\t") for line in lines if not line.startswith("#"))
    return {line[0]: line[1] for line in cells}


@cache
def _ranks() -> dict[str, int]:
    counts: Counter[str] = Counter()
    for word, count in words().items():
        for char in word:
            counts[char] += count
    return {char: rank for rank, (char, _) in enumerate(sorted(counts.items(), key=lambda item: (-item[1], item[0])))}


def rank(char: str) -> int:
    """The place of a character among all, the most frequent first (Traditional counts as its Simplified form).

    >>> rank("國") == rank("国") < FREQUENT < rank("囍")
    True
    """
    return _ranks().get(_simplified().get(char, char), 99_999)


@cache
def pairs() -> dict[str, int]:
    """Pairs of characters that stand side by side inside common words, with their counts."""
    counts: Counter[str] = Counter()
    for word, count in words().items():
        for at in range(len(word) - 1):
            counts[word[at : at + 2]] += count
    return dict(counts)


# -- bytes ------------------------------------------------------------------------------------------------------------


@cache
def gbk(char: str) -> bytes | None:
    """The two bytes of a character in GBK (as Windows and browsers read it), None where it has not exactly two.

    >>> gbk("帶"), gbk("!"), gbk("\\ue094")
    (b'\\x8e\\xa7', None, b'\\xab\\xd7')
    """
    try:
        data = char.encode("gb18030")
    except UnicodeEncodeError:
        return None
    return data if len(data) == 2 else None


@cache
def from_gbk(lead: int, trail: int) -> str | None:
    """The character of two bytes in GBK; None for pairs outside it and for private use.

    >>> from_gbk(0x8E, 0xA7), from_gbk(0xAB, 0xD7)
    ('帶', None)
    """
    try:
        char = bytes((lead, trail)).decode("gb18030")
    except UnicodeDecodeError:
        return None
    return None if len(char) != 1 or 0xE000 <= ord(char) <= 0xF8FF else char


def in_gb2312(char: str) -> bool:
    """Is the character in the basic Simplified set? Tools that gloss Traditional text gloss the others."""
    try:
        return len(char.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return False


def has_kana(text: str) -> bool:
    """Does a text hold Japanese kana, so that it is not Chinese?

    >>> has_kana("台湾の港"), has_kana("台灣")
    (True, False)
    """
    return any("\u3041" <= char <= "\u30fa" for char in text)
