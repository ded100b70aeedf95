"""In which script a text is published: Simplified, Traditional, or both."""

from __future__ import annotations

from functools import cache

from opencc import OpenCC


@cache
def _tables() -> tuple[OpenCC, OpenCC]:
    return OpenCC("t2s"), OpenCC("s2t")


@cache
def _side(char: str) -> str:
    """Whether a character is only Simplified (S), only Traditional (T), or in both (empty).

    Conversion alone would call 台 and 后 Simplified: what the national character set of the other side has, is in both.
    """
    to_simple, to_traditional = _tables()
    if to_simple.convert(char) != char and not _encodes(char, "gb2312"):
        return "T"
    return "S" if to_traditional.convert(char) != char and not _encodes(char, "big5") else ""


def _encodes(char: str, charset: str) -> bool:
    try:
        char.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def script_of(text: str) -> str | None:
    """`Hans`, `Hant`, `mixed`, or None where no character tells.

    >>> [script_of(t) for t in ("国际会议", "國際會議", "国际会议，国家，這是國際會議", "中山大", "ABC")]
    ['Hans', 'Hant', 'mixed', None, None]
    """
    sides = [_side(char) for char in text if "\u3400" <= char <= "\u9fff"]
    simple, traditional = sides.count("S"), sides.count("T")
    if not simple and not traditional:
        return None
    share = min(simple, traditional) / (simple + traditional)
    if share > 0.15:
        return "mixed"
    return "Hans" if simple >= traditional else "Hant"
