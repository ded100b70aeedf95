"""How likely is a string of Chinese? What the byte repairs weigh one reading of the same bytes against another by.

A text is read as a chain of *chunks*: words of `data/words.tsv`, single characters, marks, and whatever two to four
characters stand side by side elsewhere in the same document. Each chunk costs the logarithm of how seldom it is; a
text costs what its cheapest chain costs. Random characters fall into rare single ones, each at 12 to 20; a sentence
falls into words. `step` is that reckoning a character at a time, so that a search can carry it along.

>>> language = Language.of("各国支持一带一路倡议。")
>>> language.score("健康丝绸之路") > language.score("粠纫恢滦袆") + 30
True
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from generator import hanzi
from generator.model import LOST

MARKS = {
    "，": -3.0,
    "。": -3.7,
    "、": -4.7,
    **dict.fromkeys("“”", -5.0),
    **dict.fromkeys("《》；：？（）", -6.3),
    **dict.fromkeys("「」！", -7.0),
    **dict.fromkeys("…—·『』〈〉", -9.0),
}
STRANGE = -20.0  # a sign that Chinese print does not use, a character outside the list
UNREAD = -9.0  # a lost character: as likely as one of middling rarity
ALONE = -2.0  # a character that is used in words more than alone
SEEN = -1.5  # that the document says again what it says elsewhere; how often it does so is added
SHORT = 300  # a document of fewer characters is taken for one of so many
REPEATED = -6.0  # a character twice that is no word: `长长` is, `续续` is none
MEETING = -2.0  # … where a word ends with it and another begins: 央行行长
VARIANT = -9.0  # a form that neither print nor the document uses of a character that has a usual one: 衕 for 同
FOREIGN = -5.0  # a Simplified form in a Traditional text, or the other way
LETTER = -4.0  # a Latin letter after a Chinese character
DOUBLED = -12.0  # a mark after a mark that ends something: nobody writes `。。` or `，。`
ENDS, AFTER_END = frozenset("，。、；：？！"), frozenset("，。、；：？！…")
IMPOSSIBLE = -math.inf
STANDING = "\0"  # before a chunk that stands in the text
GLOSS_OR_COMMA = re.compile(
    rf"(?<=[{hanzi.HAN}])[(（][a-zü\u00df-\u024f]{{1,6}}[)）]|,(?=[。、；：？！,])",
)
CHINESE = re.compile(f"[{hanzi.HAN}{''.join(MARKS)}]{{2,}}")
GRAMS = 2, 3, 4  # how many characters side by side are counted


@cache
def _word_costs() -> dict[str, float]:
    total = math.log(sum(hanzi.words().values()))
    return {word: math.log(count) - total for word, count in hanzi.words().items()}


@cache
def _word_beginnings() -> frozenset[str]:
    return frozenset(word[:end] for word in hanzi.words() for end in range(1, len(word) + 1))


@cache
def _character_costs() -> dict[str, float]:
    """How frequent each character is, inside words and alone."""
    counts: Counter[str] = Counter()
    for word, count in hanzi.words().items():
        for char in word:
            counts[char] += count
    total = math.log(counts.total())
    return {char: math.log(count) - total for char, count in counts.items()}


@dataclass
class Language:
    """The words of Chinese and of one document (Simplified, for comparing)."""

    seen: Counter[str]  # two to four characters side by side in the document, each line counted once
    chars: Counter[str]
    traditional: bool
    vanished: dict[tuple[int, int], list[tuple[float, str]]] = field(default_factory=dict)  # see `out_of_step`
    readings: dict[tuple[str, str], list[Any]] = field(default_factory=dict)  # the same
    size: int = 0
    _follow: dict[str, bool] = field(default_factory=dict)
    _steps: dict[tuple[str, str, bool], tuple[tuple[str, float], ...]] = field(default_factory=dict)

    @staticmethod
    def of(text: str) -> Language:
        seen: Counter[str] = Counter()
        for line in sorted(set(GLOSS_OR_COMMA.sub("", text).splitlines())):
            for match in CHINESE.finditer(hanzi.simplified(line)):
                for size in GRAMS:
                    seen.update(match[0][at : at + size] for at in range(len(match[0]) - size + 1))
        chars = Counter(text)
        hant = sum(count for char, count in chars.items() if hanzi.is_traditional_only(char))
        hans = sum(count for char, count in chars.items() if hanzi.is_simplified_only(char))
        return Language(seen, chars, hant > hans, size=len(text))

    def score(self, text: str, new: range | None = None) -> float:
        """The log-likelihood of a text; `new` is what of it does not stand at that place of the document."""
        open_: dict[str, float] = {"": 0.0}
        for at, char in enumerate(text):
            longer: dict[str, float] = {}
            for chunk, so_far in open_.items():
                for after, cost in self.step(chunk, char, new is not None and at not in new):
                    longer[after] = max(longer.get(after, IMPOSSIBLE), so_far + cost)
            open_ = longer
        return max(so_far + self.closing(chunk) for chunk, so_far in open_.items())

    def step(self, chunk: str, char: str, standing: bool = False) -> tuple[tuple[str, float], ...]:
        """What may become of an open chunk when `char` follows: it grows, or is closed and `char` begins another.

        A chunk of nothing but `standing` characters is marked: that it is seen once in the document proves nothing.
        """
        key = (chunk, char, standing)
        if key not in self._steps:
            self._steps[key] = tuple(self._step(chunk, char, standing))
        return self._steps[key]

    def _step(self, chunk: str, char: str, standing: bool) -> Iterator[tuple[str, float]]:
        simple = hanzi.simplified(char)
        form = self._form(char)
        closing = self.closing(chunk)
        if closing > IMPOSSIBLE:
            doubled = not standing and chunk[-1:] in ENDS and char in AFTER_END
            letter = char.isascii() and char.isalpha() and chunk[-1:] > "\u3000"
            repeated = not standing and chunk[-1:] == simple and simple not in MARKS
            alone = len(chunk.lstrip(STANDING)) == 1
            penalty = DOUBLED * doubled + (REPEATED if alone else MEETING) * repeated + LETTER * letter
            yield STANDING * standing + simple, closing + form + penalty
        longer = (chunk if standing else chunk.lstrip(STANDING)) + simple
        if chunk and self._begins(longer):
            yield longer, form

    def _form(self, char: str) -> float:
        """What it costs that a character is written so."""
        if hanzi.is_simplified_only(char) if self.traditional else hanzi.is_traditional_only(char):
            return FOREIGN
        return VARIANT if hanzi.is_variant(char) and char not in self.chars else 0.0

    def closing(self, chunk: str) -> float:
        """What a whole chunk costs; none ends in the middle of a word."""
        word = chunk.lstrip(STANDING)
        if len(word) < 2:
            return _single(word)
        times = self._times(chunk)
        known = _word_costs().get(word, IMPOSSIBLE)
        return max(known, SEEN + math.log(times / max(SHORT, self.size))) if times > 0 else known

    def _begins(self, chunk: str) -> bool:
        return chunk.lstrip(STANDING) in _word_beginnings() or self._times(chunk) > 0

    def _times(self, chunk: str) -> int:
        """How often the chunk is seen in the document elsewhere."""
        word = chunk.lstrip(STANDING)
        return self.seen.get(word, 0) - (word != chunk)

    def uses(self, pair: str) -> bool:
        """Do the two characters stand side by side in the document?"""
        return self.seen.get(hanzi.simplified(pair), 0) > 0

    def follow(self, first: str, second: str) -> bool:
        """Do they there or in a common word?"""
        pair = first + second
        if pair not in self._follow:
            simple = hanzi.simplified(pair)
            self._follow[pair] = simple in self.seen or simple in hanzi.pairs()
        return self._follow[pair]


@lru_cache(maxsize=2)
def language_of(text: str) -> Language:
    """`Language.of`, remembered, since several rules ask for that of the same text."""
    return Language.of(text)


@cache
def _single(char: str) -> float:
    """What a character or sign by itself costs."""
    if char in MARKS:
        return MARKS[char]
    if char == LOST:
        return UNREAD
    if char.isascii():
        return 0.0 if not char else -9.0 if char in "?!" else -5.0
    if not hanzi.IS_HAN.match(char):
        return STRANGE
    return max(STRANGE, _word_costs().get(char, STRANGE), _character_costs().get(char, STRANGE) + ALONE)
