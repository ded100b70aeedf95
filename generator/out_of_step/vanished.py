"""What may have stood where a pair of bytes decodes to nothing and vanished: the two characters that held one each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from heapq import nsmallest

from generator import hanzi
from generator.likelihood import MARKS, Language
from generator.model import LOST

OF_MARKS = (0xA1, 0xA2, 0xA3)  # the first bytes of marks and signs
VANISHED = 40  # pairs tried where one may have vanished, the likeliest first


def goes_with(pair: str, language: Language) -> bool:
    return len(pair) == 2 and language.follow(*pair)


@cache
def all_with(lead: int) -> tuple[str, ...]:
    chars = (hanzi.from_gbk(lead, trail) for trail in range(0x40, 0xFF))
    return tuple(char for char in chars if char)


@cache
def usual_with(lead: int | None, trail: int | None) -> dict[str, int]:
    """Everyday characters that share one byte, each with its other byte."""
    found = {}
    for other in range(0x40, 0xFF):
        char = hanzi.from_gbk(other if lead is None else lead, other if trail is None else trail)
        if char and (char in MARKS or hanzi.rank(char) < hanzi.ORDINARY):
            found[char] = other
    return found


def following(line: str, at: int, lead: int) -> str:
    """The true character that follows out of step, if no other pair has vanished."""
    char = line[at : at + 1] or " "
    code = hanzi.gbk(char) or (char.encode() if "@" <= char <= "~" else None)
    return (hanzi.from_gbk(lead, code[0]) if code else None) or ""


def likely_pairs(lead: int, trail: int, last: str, following: str, language: Language) -> list[str]:
    """Two characters whose inner bytes decode to nothing, those first that go with what stands around."""
    firsts, seconds = _fitting(lead, trail, last, following, language)
    across = (
        first + second
        for first, inner in firsts.items()
        for second, outer in seconds.items()
        if first != second and vanishes(inner, outer)
    )
    known = (
        (-score - 5.0 * ((two[0] in firsts) + (two[1] in seconds)), two)
        for score, two in vanishing(lead, trail, language)
    )
    return [*dict.fromkeys((*(two for _, two in nsmallest(VANISHED, known)), *across))]


def _fitting(
    lead: int, trail: int, last: str, following: str, language: Language
) -> tuple[dict[str, int], dict[str, int]]:
    """The everyday characters of the first byte that go with what stands before, and of the second with what follows."""
    follow = language.follow
    firsts = {char: byte for char, byte in usual_with(lead, None).items() if last and follow(last, char)}
    seconds = {char: byte for char, byte in usual_with(None, trail).items() if following and follow(char, following)}
    return firsts, seconds


def half_told(lead: int, trail: int, last: str, following: str, language: Language) -> Iterator[str]:
    """Two characters of which the words around tell only one: it goes with its neighbour, whatever the other was."""
    firsts, seconds = _fitting(lead, trail, last, following, language)
    yield from (first + LOST for first, inner in firsts.items() if _may_vanish(inner, None))
    if lead not in OF_MARKS:  # a mark is in `vanishing`
        yield from (LOST + second for second, outer in seconds.items() if _may_vanish(None, outer))


def told_by_reading(lead: int, trail: int, last: str, syllable: str, language: Language) -> Iterator[str]:
    """Two characters, the second of which has a reading behind it; the first one is told by the words before, or lost."""
    for second, outer in usual_with(None, trail).items():
        if syllable in hanzi.readings(second):
            yield LOST + second
            for first, inner in usual_with(lead, None).items():
                if language.uses(last + first) and vanishes(inner, outer):
                    yield first + second


@cache
def _may_vanish(first: int | None, second: int | None) -> bool:
    """Is there a byte with which this one makes a pair that decodes to nothing?"""
    firsts = range(0x81, 0xFF) if first is None else (first,)
    seconds = range(0x40, 0xFF) if second is None else (second,)
    return any(vanishes(one, other) for one in firsts for other in seconds)


@cache
def vanishes(first: int, second: int) -> bool:
    """Do the bytes make a pair that decodes to nothing? A first byte below 81 is a letter, and stays."""
    return 0x81 <= first <= 0xFE and 0x40 <= second <= 0xFE and second != 0x7F and hanzi.from_gbk(first, second) is None


@lru_cache(maxsize=1024)
def _vanished_pairs(lead: int, trail: int) -> tuple[tuple[str, str, bool], ...]:
    """All pairs of everyday characters whose inner bytes decode to nothing: as written, Simplified, and whether any text may have them."""
    seconds = usual_with(None, trail).items()
    pairs = (
        first + second
        for first, inner in usual_with(lead, None).items()
        for second, outer in seconds
        if first != second and vanishes(inner, outer)  # a character twice is hardly a word
    )
    shown = ((pair, hanzi.simplified(pair)) for pair in pairs)
    return tuple((pair, simple, not MARKS.keys().isdisjoint(pair) or simple in hanzi.pairs()) for pair, simple in shown)


def vanishing(lead: int, trail: int, language: Language) -> list[tuple[float, str]]:
    """All that the document or the language knows side by side, or with a mark."""
    key = (lead, trail)
    if key not in language.vanished:
        pairs = (two for two, simple, known in _vanished_pairs(lead, trail) if known or simple in language.seen)
        language.vanished[key] = [(language.score(two), two) for two in pairs]
    return language.vanished[key]
