"""What may have stood where a pair of bytes decodes to nothing and vanished: the two characters that held one each."""

from __future__ import annotations

from functools import cache
from heapq import nsmallest

from generator import hanzi
from generator.likelihood import MARKS, Language

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
    code = hanzi.gbk(line[at : at + 1] or " ")
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
        first + second for first, inner in firsts for second, outer in seconds if hanzi.from_gbk(inner, outer) is None
    )
    known = nsmallest(VANISHED, vanishing(lead, trail, language), key=rank)
    return [*dict.fromkeys((*(two for _, two in known), *across))]


def vanishing(lead: int, trail: int, language: Language) -> list[tuple[float, str]]:
    """All that the document or the language knows side by side, or with a mark."""
    key = (lead, trail)
    if key not in language.vanished:
        seconds = usual_with(None, trail)
        pairs = (
            first + second
            for first, inner in usual_with(lead, None).items()
            for second, outer in seconds.items()
            if hanzi.from_gbk(inner, outer) is None
            and (first in MARKS or second in MARKS or language.follow(first, second))
        )
        language.vanished[key] = [(language.score(two), two) for two in pairs]
    return language.vanished[key]
