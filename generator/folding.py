"""One shape for texts that say the same: script, width, case, quotation marks and layout spaces set aside.

For comparing and searching only; what is shown is always the text as published. Folding keeps every character's place;
squeezing drops characters and remembers where the others stood.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from generator.hanzi import HAN, simplified

# Variant forms that OpenCC's character table leaves apart; each pair is one character to a reader.
_VARIANTS = dict(zip("著衞汚戸値歴髙靑淸畧濶両囯氷○・•‧⋅．", "着卫污户值历高青清略阔两国冰〇·····", strict=True))
_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d", "-")
_MARKS = {"\u2019": "'", "\uff0c": ",", "\u3001": ",", "\u00a0": " ", "\u3000": " "}

QUOTES = {
    "\u201c": "\u201d",
    "\u2018": "\u2019",
    "\u300a": "\u300b",
    "\u3008": "\u3009",
    "\u300c": "\u300d",
    "\u300e": "\u300f",
    "\u301d": "\u301e",
}
STRAIGHT = '"\uff02'
_QUOTE_MARKS = "".join(QUOTES) + "".join(QUOTES.values()) + STRAIGHT
_LETTER = "A-Za-z0-9\u00c0-\u024f\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"

_DROPPED = re.compile(
    rf"""(?<= [A-Za-z] ) (?P<apostrophe> \u2019 ) (?= [A-Za-z\s] )   # kept: Leaders' Meeting
    | [{_QUOTE_MARKS}\u00ad\u200b-\u200d\u2060\ufeff]
    | (?P<space> [ \t\u00a0\u2000-\u200a\u202f\u3000]+ )             # kept as one space between Latin words""",
    re.VERBOSE,
)
_LETTERED = re.compile(rf"[{_LETTER}]")
IS_HAN = re.compile(f"[{HAN}]")


class _Table(dict[int, str]):
    """Fills itself, one character at a time, with the folded form."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        wide = unicodedata.normalize("NFKC", char)
        plain = wide if len(wide) == 1 else char
        plain = _MARKS.get(char) or _DASHES.get(char) or _VARIANTS.get(char) or _VARIANTS.get(plain) or plain
        lower = simplified(plain).lower()
        self[code] = lower if len(lower) == 1 else plain
        return self[code]


@cache
def _table() -> _Table:
    return _Table()


def fold(text: str) -> str:
    """`text` with every character in one script, width and case; the length stays the same.

    >>> fold("“健康絲綢之路”與ＢＲＩＣＳ")
    '“健康丝绸之路”与brics'
    """
    return text.translate(_table())


@dataclass(frozen=True)
class Squeezed:
    """A text without quotation marks and layout spaces, and the place of each character that is left."""

    text: str
    _starts: tuple[int, ...]  # offsets in `text` after which characters were dropped
    _moves: tuple[int, ...]  # how many had been dropped by then

    def place(self, offset: int) -> int:
        """Where the character at `offset` stands in the text before squeezing."""
        return offset + self._moves[bisect_right(self._starts, offset) - 1]


def squeeze(text: str) -> Squeezed:
    """Drop quotation marks, layout spaces and invisible characters; between Latin words one space stays.

    >>> squeezed = squeeze("《联合国 2030 年可持续发展议程》")
    >>> squeezed.text, squeezed.place(0), squeezed.place(3)
    ('联合国2030年可持续发展议程', 1, 5)
    """
    parts: list[str] = []
    starts, moves = [0], [0]
    at = length = 0
    for mark in _DROPPED.finditer(text):
        if mark["apostrophe"]:
            continue
        keep = 1 if mark["space"] and _between_letters(text, mark.start(), mark.end()) else 0
        parts += text[at : mark.start()], " " * keep
        length += mark.start() - at + keep
        starts.append(length)
        moves.append(mark.end() - length)
        at = mark.end()
    parts.append(text[at:])
    return Squeezed("".join(parts), tuple(starts), tuple(moves))


def bare(text: str) -> str:
    """The text of `squeeze`, for comparing names as they are written."""
    return squeeze(text).text


def _between_letters(text: str, start: int, end: int) -> bool:
    """Do Latin words or numbers stand on both sides of a space?"""
    before, after = text[start - 1 : start], text[end : end + 1]
    return bool(_LETTERED.match(before) and _LETTERED.match(after))
