"""Readings written in zhuyin (ㄅㄆㄇ), as Taiwan prints them, in pinyin with the number of the tone.

>>> [numbered(text) for text in ("ㄍㄨㄛˊ", "ㄕㄜˋ", "ㄐㄩ", "ㄒㄩㄥˊ", "˙ㄌㄜ", "ㄧㄝˇ", "ㄨㄥ", "ㄓ", "ㄦˊ", "guo2", "ㄍㄍ")]
['guo2', 'she4', 'ju1', 'xiong2', 'le5', 'ye3', 'weng1', 'zhi1', 'er2', None, None]
"""

from __future__ import annotations

import re
from functools import cache

_INITIALS = dict(
    zip(
        "ㄅㄆㄇㄈㄉㄊㄋㄌㄍㄎㄏㄐㄑㄒㄓㄔㄕㄖㄗㄘㄙ",
        ["b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "zh", "ch", "sh", "r", "z", "c", "s"],
        strict=True,
    )
)
_FINALS = {
    **dict(
        zip(
            "ㄚㄛㄜㄝㄞㄟㄠㄡㄢㄣㄤㄥㄦ",
            ["a", "o", "e", "ê", "ai", "ei", "ao", "ou", "an", "en", "ang", "eng", "er"],
            strict=True,
        )
    ),
    **{"ㄧ": "i", "ㄧㄚ": "ia", "ㄧㄛ": "io", "ㄧㄝ": "ie", "ㄧㄞ": "iai", "ㄧㄠ": "iao", "ㄧㄡ": "iu", "ㄧㄢ": "ian"},
    **{"ㄧㄣ": "in", "ㄧㄤ": "iang", "ㄧㄥ": "ing", "ㄨ": "u", "ㄨㄚ": "ua", "ㄨㄛ": "uo", "ㄨㄞ": "uai", "ㄨㄟ": "ui"},
    **{
        "ㄨㄢ": "uan",
        "ㄨㄣ": "un",
        "ㄨㄤ": "uang",
        "ㄨㄥ": "ong",
        "ㄩ": "ü",
        "ㄩㄝ": "üe",
        "ㄩㄢ": "üan",
        "ㄩㄣ": "ün",
    },
    "ㄩㄥ": "iong",
}
_ALONE = {  # what no initial stands before is spelt out
    **{"i": "yi", "in": "yin", "ing": "ying", "iu": "you", "u": "wu", "ui": "wei", "un": "wen", "ong": "weng"},
    **{"ü": "yu", "üe": "yue", "üan": "yuan", "ün": "yun", "iong": "yong"},
}
_BUZZING = frozenset("ㄓㄔㄕㄖㄗㄘㄙ")  # syllables by themselves
_TONES = {"": "1", "ˉ": "1", "ˊ": "2", "´": "2", "ˇ": "3", "ˋ": "4", "`": "4", "˙": "5", "·": "5"}
_SYLLABLE = re.compile(r"(?P<light>[˙·]?)(?P<initial>[ㄅ-ㄙ]?)(?P<final>[ㄚ-ㄩ]{0,2})(?P<tone>[ˉˊ´ˇˋ`˙·]?)")


@cache
def numbered(text: str) -> str | None:
    """The pinyin of one syllable of zhuyin; None where a text is none."""
    match = _SYLLABLE.fullmatch(re.sub(r"\s", "", text))
    if not match or not (match["final"] in _FINALS or (match["initial"] in _BUZZING and not match["final"])):
        return None
    return _spelt(match["initial"], match["final"]) + _TONES[match["light"] or match["tone"]]


def _spelt(initial: str, final: str) -> str:
    first, rest = _INITIALS.get(initial, ""), _FINALS.get(final, "i")
    if not first:
        return _ALONE.get(rest) or re.sub("^u", "w", re.sub("^i", "y", rest))
    return first + (rest.replace("ü", "u") if first in "jqx" else rest)
