"""What may have stood where a pair of bytes decodes to nothing and vanished: the two characters that held one each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
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


@cache
def _simplified_with(lead: int | None, trail: int | None) -> tuple[tuple[str, int, str], ...]:
    """The same with their Simplified forms, in which pairs are compared."""
    return tuple((char, other, hanzi.simplified(char)) for char, other in usual_with(lead, trail).items())


@dataclass(frozen=True, slots=True)
class Fitting:
    """Everyday characters that share the first byte and go with what stands before; the second, and with what follows."""

    firsts: dict[str, int]
    seconds: dict[str, int]


def fitting(lead: int, trail: int, last: str, following: str, language: Language) -> Fitting:
    """Where nothing stands before, or nothing is known to follow, none goes with it."""
    seen, known, before, after = language.seen, hanzi.pairs(), hanzi.simplified(last), hanzi.simplified(following)
    firsts = {
        char: byte
        for char, byte, simple in (_simplified_with(lead, None) if before else ())
        if before + simple in seen or before + simple in known
    }
    seconds = {
        char: byte
        for char, byte, simple in (_simplified_with(None, trail) if after else ())
        if simple + after in seen or simple + after in known
    }
    return Fitting(firsts, seconds)


def likely_pairs(lead: int, trail: int, fit: Fitting, language: Language) -> list[str]:
    """Two characters whose inner bytes decode to nothing, those first that go with what stands around."""
    across = (
        first + second
        for first, inner in fit.firsts.items()
        for second, outer in fit.seconds.items()
        if first != second and vanishes(inner, outer)
    )
    known = (
        (-score - 5.0 * ((two[0] in fit.firsts) + (two[1] in fit.seconds)), two)
        for score, two in vanishing(lead, trail, language)
    )
    return [*dict.fromkeys((*(two for _, two in nsmallest(VANISHED, known)), *across))]


def half_told(lead: int, fit: Fitting) -> Iterator[str]:
    """Two characters of which the words around tell only one: it goes with its neighbour, whatever the other was."""
    yield from (first + LOST for first, inner in fit.firsts.items() if _may_vanish(inner, None))
    if lead not in OF_MARKS:  # a mark is in `vanishing`
        yield from (LOST + second for second, outer in fit.seconds.items() if _may_vanish(None, outer))


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
    words = hanzi.pairs()
    return tuple(
        (first + second, simple + other, first in MARKS or second in MARKS or simple + other in words)
        for first, inner, simple in _simplified_with(lead, None)
        for second, outer, other in _simplified_with(None, trail)
        if first != second and vanishes(inner, outer)  # a character twice is hardly a word
    )


def vanishing(lead: int, trail: int, language: Language) -> list[tuple[float, str]]:
    """All that the document or the language knows side by side, or with a mark."""
    key = (lead, trail)
    if key not in language.vanished:
        pairs = (two for two, simple, known in _vanished_pairs(lead, trail) if known or simple in language.seen)
        language.vanished[key] = [(language.score(two), two) for two in pairs]
    return language.vanished[key]
