"""Read a line of Chinese whose GBK bytes fell out of step, as the most likely text its bytes allow.

Each Chinese character is two bytes in GBK. When a program cuts between the two, by losing a byte or by putting
something there, all that follows is read in wrong pairs until a single byte brings the reading back into step.
`read` weighs all ways in which the bytes of a line may have been cut, by how common the resulting characters are,
which of them stand side by side in common words, and which stand side by side elsewhere in the same document, and
keeps the best.

Two states: *in step*, where the line is taken as it stands, and *out of step*, where the second byte of one character
and the first of the next make up a true one. What can happen between them:

    into   a mark cut in two        `。“` is A1A3 A1B0: a tool that sets a comma before each `！` (A3A1) cuts the `。`
           a bracket in the cut     `日報` is C8D5 88F3: a tool that glosses each `請` (D588) cuts the `報`
           a byte lost              anywhere; which character it belonged to is told by the words around
    within a pair that vanished     it decodes to no character, and the page lost it
    out    an ASCII letter          it was the second byte of the last true character
           a bracket, a `?`         the second byte was swallowed with the sign after it
           the end of the line      the second byte was lost
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

from generator import hanzi

LOST = "□"  # the printers' sign for a character that cannot be read
TORN = "?"  # among the guessed characters: more may be missing than can be told
WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
COMMON_MARKS = {
    "，": -4.0,
    "。": -4.0,
    "、": -5.5,
    **dict.fromkeys("“”《》；：！？（）", -6.5),
    "…": -9.0,
    "—": -9.0,
    "·": -9.0,
}
STRANGE = -20.0
DOUBLED = -12.0  # a mark after a mark that ends something: nobody writes `。。` or `，。`
ENDS, AFTER_END = frozenset("，。、；：？！"), frozenset("，。、；：？！…")
KEPT = 8  # readings kept at each place
VANISHED = 40  # pairs tried where one may have vanished, the likeliest first
LETTER = re.compile(r"[@-~]")
CUT_GLOSS = re.compile(
    r"""
    [?\ufffd]?                                 # the first half of a character and the bracket became one ?
    (?P<syllable> [a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿ]{1,6} ) \)
    """,
    re.VERBOSE,
)
CUT_MARKS = (
    re.compile(r"[?\ufffd]?(?P<mark>[!;:?,！；：？，])"),  # the ? is what the first half and the comma were read as
    re.compile(r"[?\ufffd](?P<mark>[\uff01-\uff5e])"),  # or the second half made a wide letter with what follows
)


@cache
def odd() -> re.Pattern[str]:
    """Characters that everyday Chinese print does not use: rare ones, Cyrillic, Greek, kana, signs."""
    ranges = ((0x80, 0x2010), (0x2027, 0x2E80), (0x3003, 0x3005), (0x3012, 0xA000), (0xE000, 0xFE30))
    chars = (chr(code) for low, high in ranges for code in range(low, high))
    return re.compile(
        "[" + "".join(char for char in chars if hanzi.rank(char) >= hanzi.ORDINARY and char not in "·×°") + "]"
    )


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line, `start`..`end`, that reads `after` when its bytes are put back into step.

    `kind` says how it fell out of step ("mark", "gloss" or "loss"); `gain` how much more likely the new reading is,
    `margin` how much more than the next best; `guessed` holds characters of which a byte is missing, and TORN where
    it cannot be told how many are.
    """

    start: int
    end: int
    after: str
    kind: str
    gain: float
    margin: float
    guessed: str

    @property
    def is_certain(self) -> bool:
        """Does no other reading of the bytes come near? Where bytes are missing, more is asked."""
        return TORN not in self.guessed and self.margin >= (6.0 if self.guessed else 2.0)


# -- how likely a text is ---------------------------------------------------------------------------------------------


@cache
def _log_frequency() -> tuple[dict[str, float], float]:
    counts: Counter[str] = Counter()
    for word, count in hanzi.words().items():
        for char in word:
            counts[char] += count
    total = sum(counts.values())
    return {char: math.log(count / total) for char, count in counts.items()}, math.log(total)


@cache
def _affinity(pair: str) -> float:
    """How much more often two characters stand together in words than by chance (0 to 7)."""
    table, log_total = _log_frequency()
    count = hanzi.pairs().get(pair, 0)
    if not count:
        return 0.0
    return min(7.0, max(1.0, math.log(count) - log_total - table[pair[0]] - table[pair[1]]))


@dataclass
class Language:
    """What the document itself says about how likely a character is after another."""

    pairs: Counter[str]
    triples: Counter[str]
    traditional: bool
    vanished: dict[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)
    _cache: dict[tuple[str, str, bool], float] = field(default_factory=dict)
    _used: dict[str, bool] = field(default_factory=dict)
    _attested: dict[str, bool] = field(default_factory=dict)
    _followers: dict[str, set[str]] = field(default_factory=dict)

    @staticmethod
    def of(text: str) -> Language:
        plain = re.sub(rf"(?<=[{hanzi.HAN}])[(（][a-zü\u00df-\u024f]{{1,6}}[)）]|,(?=[。、；：？！,])", "", text)
        simple = hanzi.simplified(plain)
        chars = Counter(plain)
        hant = sum(count for char, count in chars.items() if hanzi.is_traditional_only(char))
        hans = sum(count for char, count in chars.items() if hanzi.is_simplified_only(char))
        pairs = Counter(map("".join, pairwise(simple)))
        triples = Counter(map("".join, zip(simple, simple[1:], simple[2:], strict=False)))
        return Language(pairs, triples, hant > hans)

    def cost(self, before: str, char: str, standing: bool) -> float:
        """The log-likelihood of `char` after the one or two characters `before`.

        `standing`: it stands there in the text, so that one count of the pair proves nothing.
        """
        key = (before, char, standing)
        if key not in self._cache:
            self._cache[key] = self._cost(before, char, standing)
        return self._cache[key]

    def _cost(self, before: str, char: str, standing: bool) -> float:
        if char in COMMON_MARKS:
            doubled = not standing and char in AFTER_END and before[-1:] in ENDS
            return COMMON_MARKS[char] + DOUBLED * doubled
        if char.isascii():
            return -9.0 if (before[-1:] > "\u3000" and char.isalpha()) or char in "?!" else -5.0
        if not hanzi.IS_HAN.match(char):
            return STRANGE
        simple = hanzi.simplified(char)
        triple = hanzi.simplified(before) + simple
        pair = triple[-2:]
        own = _log_frequency()[0].get(simple, STRANGE)
        foreign = hanzi.is_simplified_only(char) if self.traditional else hanzi.is_traditional_only(char)
        seen = 4.0 + min(3.0, math.log(self.pairs[pair])) if self.pairs[pair] > standing else 0.0
        again = 2.0 if len(triple) == 3 and self.triples[triple] > standing else 0.0
        return min(-0.5, max(own, STRANGE) + max(seen, _affinity(pair)) + again - 5.0 * foreign)

    def uses(self, pair: str) -> bool:
        """Do the two characters stand side by side in the document?"""
        if pair not in self._used:
            self._used[pair] = self.pairs[hanzi.simplified(pair)] > 0
        return self._used[pair]

    def attests(self, pair: str) -> bool:
        """Do they in the document or in a common word, or is one of them a mark?"""
        if pair not in self._attested:
            marked = not COMMON_MARKS.keys().isdisjoint(pair)
            self._attested[pair] = marked or self.uses(pair) or hanzi.simplified(pair) in hanzi.pairs()
        return self._attested[pair]

    def followers(self, char: str) -> set[str]:
        """The characters (Simplified) that stand after `char` in the document or in a common word."""
        if not self._followers:
            for pair in (*self.pairs, *hanzi.pairs()):
                self._followers.setdefault(pair[0], set()).add(pair[1])
        return self._followers.get(hanzi.simplified(char), set())


# -- the search -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Path:
    """One way to read the line so far; `runs` are finished, (`begin`, `kind`, `after`) is the one out of step."""

    score: float
    last: str
    lead: int = -1
    begin: int = -1
    kind: str = ""
    after: str = ""
    guessed: str = ""
    entry: float = 0.0
    runs: tuple[Run, ...] = ()

    def into(self, score: float, lead: int, begin: int, kind: str, char: str = "", guessed: str = "") -> _Path:
        """The path fallen out of step, with its first true character if the cut ended one."""
        last = (self.last + char)[-2:]
        return _Path(self.score + score, last, lead, begin, kind, char, guessed, self.score, self.runs)

    def out(self, score: float, char: str, lead: int, guessed: str = "") -> _Path:
        """The path with one more true character, still out of step."""
        last, after, guesses = (self.last + char)[-2:], self.after + char, self.guessed + guessed
        return _Path(self.score + score, last, lead, self.begin, self.kind, after, guesses, self.entry, self.runs)

    def back(self, score: float, char: str, end: int, guessed: str = "") -> _Path:
        """The path after its last true character, in step again."""
        own = self.score + score - self.entry
        run = Run(self.begin, end, self.after + char, self.kind, own, 0.0, self.guessed + guessed)
        return _Path(self.score + score, (self.last + char)[-2:], runs=(*self.runs, run))


def read(line: str, language: Language, *, to_the_end: bool = True) -> list[Run]:
    """The runs of `line` that read better in step, with what they gain over the line as it stands.

    `to_the_end`: the text ends a line, where a last byte may have been lost.
    """
    standing = _standing(line, language)
    beams: list[list[_Path]] = [[] for _ in range(len(line) + 1)]
    beams[0].append(_Path(0.0, "。"))
    for at in range(len(line)):
        for path in _best(beams[at]):
            for to, longer in _steps(line, at, path, language):
                beams[to].append(longer)
    ends = [path for path in _best(beams[-1], 4 * KEPT) if path.lead < 0]
    cut = [path for path in _best(beams[-1]) if path.lead >= 0 and to_the_end]
    ends += [done for path in cut for done in _lost_end(path, len(line), language)]
    ends.sort(key=lambda path: -path.score)
    return _judged(ends, standing) if ends else []


def _best(paths: list[_Path], keep: int = KEPT) -> list[_Path]:
    """The best paths, one for each state and history; the two states do not compete for room."""
    found: dict[tuple[int, str, tuple[Run, ...]], _Path] = {}
    for path in sorted(paths, key=lambda path: -path.score):
        found.setdefault((path.lead, path.after, path.runs), path)
    inside = [path for path in found.values() if path.lead < 0][:keep]
    return inside + [path for path in found.values() if path.lead >= 0][:keep]


def _steps(line: str, at: int, path: _Path, language: Language) -> Iterator[tuple[int, _Path]]:
    if path.lead >= 0:
        yield from _out_of_step(line, at, path, language)
        return
    char = line[at]
    yield at + 1, _Path(path.score + language.cost(path.last, char, True), (path.last + char)[-2:], runs=path.runs)
    for cut in CUT_MARKS:
        if match := cut.match(line, at):
            yield from _into_by_mark(match, path, language)
    if char in "?\ufffd" and odd().search(line, at + 1, at + 5):  # a stop cut in two, its other half vanished
        yield at + 1, path.into(-4.0, 0xA1, at, "mark")
    if at and (match := CUT_GLOSS.match(line, at)):
        yield from _into_by_gloss(line, match, path)
    if _is_odd(line, at):
        yield from _into_by_loss(line, at, path, language)


def _is_odd(line: str, at: int) -> bool:
    """Do the next characters look like bytes out of step? Where they do not, no loss is looked for."""
    return bool(odd().search(line, at, at + 4))


def _standing(line: str, language: Language) -> list[float]:
    """The likelihood of the line as it stands, summed from its beginning."""
    sums, last = [0.0], "。"
    for char in line:
        sums.append(sums[-1] + language.cost(last, char, True))
        last = (last + char)[-2:]
    return sums


def _into_by_mark(match: re.Match[str], path: _Path, language: Language) -> Iterator[tuple[int, _Path]]:
    """A mark whose first byte is the second of a full stop, or of another character that the document suggests."""
    code = hanzi.gbk(WIDE.get(match["mark"], match["mark"]))
    assert code is not None
    after = hanzi.gbk(match.string[match.end() : match.end() + 1] or " ")
    ends = (
        after is not None and (hanzi.from_gbk(code[1], after[0]) or " ") in AFTER_END
    )  # then the lost one was no mark
    penalty = -3.0 if len(match[0]) == 2 else -6.0 if match["mark"] != "?" else -14.0  # a ? alone says little
    for lead in (0xA1, *range(0xB0, 0xF8)):
        char = hanzi.from_gbk(lead, code[0])
        pair = path.last[-1:] + (char or "")
        if char and (lead == 0xA1 or language.uses(pair) or (ends and hanzi.simplified(pair) in hanzi.pairs())):
            cost = language.cost(path.last, char, False) + penalty
            yield match.end(), path.into(cost, code[1], match.start(), "mark", char)


def _into_by_gloss(line: str, match: re.Match[str], path: _Path) -> Iterator[tuple[int, _Path]]:
    """A reading without its opening bracket: of the character made of the bytes around the cut."""
    before = re.sub(r"\([^()]{1,8}\)$", "", line[max(0, match.start() - 12) : match.start()])[-1:]
    code = hanzi.gbk(before) if before else None
    if path.runs and path.runs[-1].end == match.start() and path.last:
        code = hanzi.gbk(path.last[-1])
    if code is None:
        return
    for lead in range(0x81, 0xFF):
        char = hanzi.from_gbk(code[1], lead)
        if char and match["syllable"] in hanzi.readings(char):
            yield match.end(), path.into(-3.0, lead, match.start(), "gloss")


def _into_by_loss(line: str, at: int, path: _Path, language: Language) -> Iterator[tuple[int, _Path]]:
    """A byte is missing: the first of the character that begins here, or the second of the one before it."""
    code = hanzi.gbk(line[at])
    if code is None:
        return
    for char in (*_usual_with(None, code[0]).values(), *_usual_with(code[0], None).values()):
        if language.attests(path.last[-1:] + char):
            cost = language.cost(path.last, char, False) - 12.0
            yield at + 1, path.into(cost, code[1], at, "loss", char, char)
    yield at + 1, path.into(-20.0, code[1], at, "loss", LOST, LOST)


def _out_of_step(line: str, at: int, path: _Path, language: Language) -> Iterator[tuple[int, _Path]]:
    char = line[at]
    code = hanzi.gbk(WIDE.get(char, char))
    if code:
        true = hanzi.from_gbk(path.lead, code[0])
        if true:
            yield at + 1, path.out(language.cost(path.last, true, False), true, code[1])
        for two in _vanished(path.lead, code[0], language):
            yield at + 1, path.out(_score(path.last, two, language) - 3.0, two, code[1], two)
    if LETTER.match(char):
        true = hanzi.from_gbk(path.lead, ord(char))
        if true:
            yield at + 1, path.back(language.cost(path.last, true, False), true, at + 1)
        for two in _vanished(path.lead, ord(char), language):
            yield at + 1, path.back(_score(path.last, two, language) - 3.0, two, at + 1, two)
    if match := CUT_GLOSS.match(line, at):
        yield from _out_by_gloss(match, path, language)
    elif char.isascii() or char == "\ufffd":
        end = at + 1 if char in "?\ufffd" else at
        for done in _lost_end(path, end, language, torn=end == at):
            if done.runs[-1].end > at:
                yield end, done
            else:  # nothing of the line was used up: step over the sign that stands there
                yield (
                    at + 1,
                    _Path(done.score + language.cost(done.last, char, True), (done.last + char)[-2:], runs=done.runs),
                )


def _out_by_gloss(match: re.Match[str], path: _Path, language: Language) -> Iterator[tuple[int, _Path]]:
    """The bracket swallowed the second byte; the reading inside says which character it was."""
    for trail in range(0x40, 0xFF):
        char = hanzi.from_gbk(path.lead, trail)
        if char and match["syllable"] in hanzi.readings(char):
            yield match.end(), path.back(language.cost(path.last, char, False) - 1.0, char, match.end())


def _lost_end(path: _Path, end: int, language: Language, torn: bool = False) -> Iterator[_Path]:
    """The second byte of the last character is gone: words of the document may tell it, else it stays lost.

    `torn`: nothing in the line shows the loss, so that more may be missing; such a run is never certain.
    """
    sign = TORN if torn else ""
    yield path.back(-14.0, LOST, end, sign)
    for char in _all_with(path.lead):
        if language.uses(path.last[-1:] + char):
            yield path.back(language.cost(path.last, char, False) - 7.0, char, end, char + sign)


def _score(before: str, two: str, language: Language) -> float:
    return language.cost(before, two[0], False) + language.cost((before + two[0])[-2:], two[1], False)


def _is_usual(char: str) -> bool:
    return char in COMMON_MARKS or hanzi.rank(char) < hanzi.ORDINARY


@cache
def _all_with(lead: int) -> tuple[str, ...]:
    chars = (hanzi.from_gbk(lead, trail) for trail in range(0x40, 0xFF))
    return tuple(char for char in chars if char)


@cache
def _usual_with(lead: int | None, trail: int | None) -> dict[int, str]:
    """Everyday characters that share one byte, by their other byte."""
    found = {}
    for other in range(0x40, 0xFF):
        pair = (lead if lead is not None else other, trail if trail is not None else other)
        char = hanzi.from_gbk(*pair)
        if char and _is_usual(char):
            found[other] = char
    return found


@cache
def _blank_after(inner: int) -> frozenset[int]:
    """Second bytes with which `inner` makes no character."""
    return frozenset(outer for outer in range(0x81, 0xFF) if hanzi.from_gbk(inner, outer) is None)


def _vanished(lead: int, trail: int, language: Language) -> tuple[str, ...]:
    """Two characters that the document or the language knows side by side, whose inner bytes decode to nothing."""
    key = (lead, trail)
    if key not in language.vanished:
        seconds = _usual_with(None, trail)
        simple = {outer: hanzi.simplified(second) for outer, second in seconds.items()}
        pairs = (
            first + seconds[outer]
            for inner, first in _usual_with(lead, None).items()
            for known in (language.followers(first),)
            for outer in sorted(_blank_after(inner) & seconds.keys())
            if simple[outer] in known or first in COMMON_MARKS or seconds[outer] in COMMON_MARKS
        )
        language.vanished[key] = tuple(sorted(pairs, key=lambda two: -_score("", two, language))[:VANISHED])
    return language.vanished[key]


def _judged(ends: list[_Path], standing: list[float]) -> list[Run]:
    """The runs of the best reading, each with its gain over the standing text and its lead over the next best."""
    best = ends[0]
    judged = []
    for run in best.runs:
        rivals = (path.score for path in ends[1:] if all(other.after != run.after for other in path.runs))
        gain = run.gain - standing[run.end] + standing[run.start]
        judged.append(replace(run, gain=gain, margin=best.score - max(rivals, default=-999.0)))
    return judged
