"""What looks like bytes out of step, though no reading of them is found: too little of it is left, or too much is gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator import hanzi
from generator.out_of_step.steps import SECOND, is_in_word, odd
from generator.out_of_step.vanished import usual_with

ROUND = 4  # characters that lie so near each other belong to the same damage
LETTER = re.compile(rf"[{hanzi.HAN}]{{2}}(?P<letter>[@-|])(?=[{hanzi.HAN}，。、；：？！”]{{2}})")
HALF = re.compile(rf"[{hanzi.HAN}、，]{{2,6}}(?P<half>[?\ufffd])(?=[0-9]|$)")
ASKS = re.compile("[吗嗎呢么麼吧谁誰何哪几幾否啥怎孰岂豈乎哉焉与與]|是不是|能不能|有没有|有沒有|多[少大久]")
SENTENCE = re.compile("[^。！？；?!;]*$")


def rubble(line: str) -> Iterator[tuple[int, int]]:
    """Stretches of a line: odd characters close together, a letter or `?` that bytes around it explain."""
    places = sorted({*_odd_places(line), *_letters(line), *_halves(line)})
    low = high = -1
    for place in places:
        if place > high + ROUND and low >= 0:
            yield low, high
            low = -1
        low, high = (place if low < 0 else low), place + 1
    if low >= 0:
        yield low, high


def _odd_places(line: str) -> Iterator[int]:
    """Two odd characters side by side, or one beside a letter, that are in no word and make one out of step."""
    places = [match.start() for match in odd().finditer(line) if not is_in_word(line, match.start())]
    letters = [match.start("letter") for match in LETTER.finditer(line)]
    for one, other in pairwise(sorted({*places, *letters})):
        if other - one <= ROUND and {one, other} - {*letters} and makes_words(line[max(0, one - 2) : other + 3]):
            yield from (one, other)


def _letters(line: str) -> Iterator[int]:
    for match in LETTER.finditer(line):
        at = match.start("letter")
        true = between(_code(line[at - 1]), _code(line[at]))
        if hanzi.rank(true) < hanzi.FREQUENT and hanzi.simplified(true + line[at + 1]) in hanzi.pairs():
            yield at


def _halves(line: str) -> Iterator[int]:
    for match in HALF.finditer(line):
        before = SENTENCE.search(line[: match.start("half")])
        if not (before and ASKS.search(before[0])) and (makes_words(match[0][:-1]) or line[match.end() :]):
            yield match.start("half")


def makes_words(shown: str) -> bool:
    """Do the bytes of the characters make a common word when they are read out of step?"""
    return any(first + second in hanzi.pairs() for first, second in pairwise(_read_across(shown)))


def tells_word(line: str, at: int) -> bool:
    """Is the character in step at `at` a common one that makes a word with one of which a byte is left, or the next?"""
    first, second = _code(line[at]), _code(line[at + 1 : at + 2])
    true = between(first, second)
    if first is None or hanzi.rank(true) >= hanzi.FREQUENT:
        return False
    halves = (*usual_with(first[0], None), *usual_with(None, first[0]))
    return true + line[at + 2 : at + 3] in hanzi.pairs() or any(
        hanzi.simplified(half) + true in hanzi.pairs() for half in halves
    )


def _read_across(shown: str) -> list[str]:
    codes = [_code(char) for char in shown]
    return [between(first, second) for first, second in pairwise(codes)]


def _code(char: str) -> bytes | None:
    return hanzi.gbk(char or " ") or (char.encode() if SECOND.match(char) and char != "€" else None)


def between(first: bytes | None, second: bytes | None) -> str:
    """The Simplified form of the character made of the inner bytes of two."""
    char = hanzi.from_gbk(first[1], second[0]) if first and second and len(first) == 2 else None
    return hanzi.simplified(char or " ")
