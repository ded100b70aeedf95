"""What may have stood where a pair of bytes decodes to nothing and vanished: the two characters that held one each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
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

    def rank(known: tuple[float, str]) -> tuple[float, str]:
        score, two = known
        fits = goes_with(last + two[0], language) + goes_with(two[1] + following, language)
        return -score - 5.0 * fits, two

    firsts = [one for one in usual_with(lead, None).items() if goes_with(last + one[0], language)]
    seconds = [one for one in usual_with(None, trail).items() if firsts and goes_with(one[0] + following, language)]
    across = (
        first + second
        for first, inner in firsts
        for second, outer in seconds
        if first != second and vanishes(inner, outer)
    )
    known = nsmallest(VANISHED, vanishing(lead, trail, language), key=rank)
    return [*dict.fromkeys((*(two for _, two in known), *across))]


def half_told(lead: int, trail: int, last: str, following: str, language: Language) -> Iterator[str]:
    """Two characters of which the words around tell only one: it goes with its neighbour, whatever the other was."""
    for first, inner in usual_with(lead, None).items():
        if goes_with(last + first, language) and _may_vanish(inner, None):
            yield first + LOST
    for second, outer in usual_with(None, trail).items() if lead not in OF_MARKS else ():  # a mark is in `vanishing`
        if goes_with(second + following, language) and _may_vanish(None, outer):
            yield LOST + second


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


def vanishing(lead: int, trail: int, language: Language) -> list[tuple[float, str]]:
    """All that the document or the language knows side by side, or with a mark."""
    key = (lead, trail)
    if key not in language.vanished:
        seconds = usual_with(None, trail)
        pairs = (
            first + second
            for first, inner in usual_with(lead, None).items()
            for second, outer in seconds.items()
            if first != second  # a character twice is hardly a word
            and vanishes(inner, outer)
            and (first in MARKS or second in MARKS or language.follow(first, second))
        )
        language.vanished[key] = [(language.score(two), two) for two in pairs]
    return language.vanished[key]
