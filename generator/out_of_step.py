"""Read a line of Chinese whose GBK bytes fell out of step, as the most likely text its bytes allow.

Each Chinese character is two bytes in GBK. When a program cuts between the two, by losing a byte or by putting
something there, all that follows is read in wrong pairs until a single byte brings the reading back into step.

The ways in which a line may have been cut are the paths through a graph. A node is a place in the line, *in step*
(what stands there is taken as it stands) or *out of step* with a byte in hand (the second byte of one character and
the first of the next make up a true one). A step leads from node to node and yields true characters:

    into   a mark cut in two        `。“` is A1A3 A1B0: a tool that sets a comma before each `！` (A3A1) cuts the `。`
           a bracket in the cut     `日報` is C8D5 88F3: a tool that glosses each `請` (D588) cuts the `報`
           a byte lost              anywhere; which character it belonged to is told by the words around
    within the next true character, or two whose inner bytes made a pair that decodes to nothing and vanished
    out    an ASCII letter, a `€`   it was the second byte of the last true character
           a bracket, a `?`         the second byte was swallowed with the sign after it
           the end of the line      the second byte was lost

`generator/likelihood.py` says how likely the characters of a path are. The best path is the reading. How far it is
ahead is reckoned at every place: the best path of all that go another way there is its rival, and the least lead is
the `margin` of the run.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from heapq import nsmallest
from itertools import pairwise

from generator import hanzi
from generator.likelihood import AFTER_END, LOST, MARKS, Language

WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
HOPELESS = 25.0  # so far behind the best reading out of step, another one never comes up again
VANISHED = 40  # pairs tried where one may have vanished, the likeliest first
MARGIN = 2.5  # how far ahead of the next a certain reading must be
LEAST = 1.5  # … where the readings bear witness too
MORE = 5.0  # … where no mark shows the cut, or characters are supplied
LIKELY = 1.0  # … and one that is shown as likely
GUESS_MARGIN = 4.0  # how far ahead of the next a guessed character must be, or it is shown as lost
HOLE, HOLES = 5.0, 11.0  # two lost characters are no rarity where a pair has vanished, and one in seven does
IN = -1  # in step; otherwise a node's mode is the byte in hand
SECOND = re.compile("[@-~€]")  # single characters that may be second bytes
READING = r"[a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿ]{1,6}"
CUT_GLOSS = re.compile(rf"[?\ufffd]?(?P<syllable>{READING})\)")  # half a character and the bracket became one ?
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

    `kind` says how it fell out of step ("mark", "gloss" or "loss"); `gain` how much more likely the new reading is
    than what stands there, `margin` how much more than any other reading of the bytes. `supplied` holds characters
    of which a byte is missing and which the document's words tell; `holed`: a pair has vanished and nothing tells
    which; `torn`: more may be missing than can be told. `likely` is the reading with □ wherever another comes near.
    """

    start: int
    end: int
    after: str
    kind: str
    gain: float
    margin: float
    supplied: str
    holed: bool
    torn: bool
    likely: str

    @property
    def is_certain(self) -> bool:
        """Does no other reading of the bytes come near? Where bytes are missing, more is asked."""
        least = MORE if self.supplied or self.kind == "loss" else LEAST if self.kind == "gloss" else MARGIN
        return not self.holed and not self.torn and self.margin >= least


# -- the graph --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Step:
    """From a place and mode to another, yielding `text`; `how` is the kind of entry, "guess" or "torn"."""

    start: int
    end: int
    before: int
    mode: int
    text: str
    cost: float = 0.0
    how: str = ""
    guessed: bool = False

    @property
    def shape(self) -> tuple[object, ...]:
        """What it has in common with steps that only guess other characters."""
        return self.start, self.end, self.before, self.mode, len(self.text) if self.guessed else self.text


def _steps(line: str, at: int, mode: int, last: str, language: Language, to_the_end: bool) -> Iterator[Step]:
    """All steps from a node; `last` is the true character before it."""
    if mode == IN and at == len(line):
        yield Step(at, at + 1, IN, IN, "")
    elif mode == IN:
        yield Step(at, at + 1, IN, IN, line[at])
        yield from _into(line, at, last, language)
    elif at < len(line):
        yield from _within(line, at, mode, last, language)
        yield from _out(line, at, mode, last, language)
    elif to_the_end:
        yield from _lost_second(at, at + 1, mode, last, language)


def _into(line: str, at: int, last: str, language: Language) -> Iterator[Step]:
    cuts = [match for cut in CUT_MARKS if (match := cut.match(line, at))]
    for match in cuts:
        yield from _into_by_mark(match, last, language)
    if line[at] in "?\ufffd" and all(len(match[0]) == 1 for match in cuts) and at + 1 < len(line):
        yield from _into_by_half_stop(line, at, language)
    if at and (match := CUT_GLOSS.match(line, at)):
        yield from _into_by_gloss(
            match, re.sub(r"\([^()]{1,8}\)$", "", line[max(0, at - 12) : at])[-1:] if last == ")" else last
        )
    if odd().search(line, at, at + 4):  # where the next characters do not look odd, no loss is looked for
        yield from _into_by_loss(line, at, last, language)


def _into_by_mark(match: re.Match[str], last: str, language: Language) -> Iterator[Step]:
    """A mark whose first byte is the second of a full stop, or of another character that the words suggest."""
    code = hanzi.gbk(WIDE.get(match["mark"], match["mark"]))
    assert code is not None
    after = hanzi.gbk(match.string[match.end() : match.end() + 1] or " ")
    then = (hanzi.from_gbk(code[1], after[0]) if after else None) or " "
    penalty = -3.0 if len(match[0]) == 2 else -6.0 if match["mark"] != "?" else -20.0  # a ? alone says little
    for lead in (0xA1, *range(0xB0, 0xF8)):
        char = hanzi.from_gbk(lead, code[0])
        if not char:
            continue
        if lead == 0xA1 or _is_cut_word(char, last, then, language):
            yield Step(match.start(), match.end(), IN, code[1], char, penalty, "mark")
        elif _goes_with(char + then, language):  # no tool is known that does so
            yield Step(match.start(), match.end(), IN, code[1], char, penalty - 5.0, "mark")


def _is_cut_word(char: str, last: str, then: str, language: Language) -> bool:
    """Does the document, or the language where a mark follows that cannot be part of a word, suggest the character?"""
    return language.uses(last + char) or (then in AFTER_END and _goes_with(last + char, language))


def _into_by_half_stop(line: str, at: int, language: Language) -> Iterator[Step]:
    """A full stop cut in two; its second half and the first byte of what follows made a pair that vanished."""
    code = hanzi.gbk(line[at + 1])
    if code is None or not odd().search(line, at + 1, at + 5):
        return
    yield Step(at, at + 2, IN, code[1], "。" + LOST, -4.0, "mark", guessed=True)
    yield Step(at, at + 2, IN, code[1], "。" + LOST * 2, HOLE - 5.0, "mark", guessed=True)
    for _, two in _vanishing(0xA1, code[0], language):
        if two[0] == "。":
            yield Step(at, at + 2, IN, code[1], two, -4.0, "mark", guessed=True)


def _into_by_gloss(match: re.Match[str], last: str) -> Iterator[Step]:
    """A reading without its opening bracket: of the character made of the bytes around the cut."""
    code = hanzi.gbk(last) if last else None
    if code is None:
        return
    for lead in range(0x81, 0xFF):
        char = hanzi.from_gbk(code[1], lead)
        if char and match["syllable"] in hanzi.readings(char):
            yield Step(match.start(), match.end(), IN, lead, "", -3.0, "gloss")


def _into_by_loss(line: str, at: int, last: str, language: Language) -> Iterator[Step]:
    """A byte is missing: the first of the character that begins here, or the second of the one before it.

    Where a `?` stands before, a first byte became that, with what was put behind it.
    """
    swallowed = line[at] in "?\ufffd"
    place = at + swallowed
    code = hanzi.gbk(line[place : place + 1] or " ")
    if code is None:
        return
    event = -14.0 if swallowed else -11.0  # a `?` may be many things
    yield Step(at, place + 1, IN, code[1], LOST, event, "loss", guessed=True)
    following = hanzi.gbk(line[place + 1 : place + 2] or " ")
    then = (hanzi.from_gbk(code[1], following[0]) if following else None) or ""
    for char in (*_usual_with(None, code[0]), *(() if swallowed else _usual_with(code[0], None))):
        if _goes_with(last + char, language) or _goes_with(char + then, language):
            yield Step(at, place + 1, IN, code[1], char, event - 1.0, "loss", guessed=True)


def _goes_with(pair: str, language: Language) -> bool:
    return len(pair) == 2 and language.follow(*pair)


def _within(line: str, at: int, lead: int, last: str, language: Language) -> Iterator[Step]:
    if line[at] == "," and line[at + 1 : at + 2] in ("!", "！"):  # `校。“` holds the bytes of `！` twice
        true = hanzi.from_gbk(lead, 0xA3)
        if true:
            yield Step(at, at + 2, lead, 0xA1, true)
    code = hanzi.gbk(WIDE.get(line[at], line[at]))
    if code is None:
        return
    true = hanzi.from_gbk(lead, code[0])
    if true:
        yield Step(at, at + 1, lead, code[1], true)
    yield Step(at, at + 1, lead, code[1], LOST + LOST, HOLE, guessed=True)
    yield Step(at, at + 1, lead, code[1], LOST * 3, HOLES, guessed=True)  # two pairs in a row
    if lead == 0xA3:  # of a comma (A3AC) nothing else can be left: AC and the next byte make no character
        yield Step(at, at + 1, lead, code[1], "，" + LOST, 4.5, guessed=True)
    for two in _vanished(lead, code[0], last, _next(line, at + 1, code[1]), language):
        yield Step(at, at + 1, lead, code[1], two, guessed=True)


def _out(line: str, at: int, lead: int, last: str, language: Language) -> Iterator[Step]:
    char = line[at]
    if SECOND.match(char):
        trail = 0x80 if char == "€" else ord(char)
        true = hanzi.from_gbk(lead, trail)
        if true:
            yield Step(at, at + 1, lead, IN, true)
        yield Step(at, at + 1, lead, IN, LOST + LOST, HOLE, guessed=True)
        for two in _vanished(lead, trail, last, line[at + 1 : at + 2], language):
            yield Step(at, at + 1, lead, IN, two, guessed=True)
    if match := CUT_GLOSS.match(line, at):
        for true in _all_with(lead):
            if match["syllable"] in hanzi.readings(true):
                yield Step(at, match.end(), lead, IN, true, -1.0)
    elif char in "?\ufffd":
        yield from _lost_second(at, at + 1, lead, last, language, torn=char == "?" and at + 1 < len(line))
    elif char.isascii():
        yield from _lost_second(at, at, lead, last, language, torn=True)


def _lost_second(at: int, end: int, lead: int, last: str, language: Language, torn: bool = False) -> Iterator[Step]:
    """The second byte of the last character is gone: words of the document may tell it, else it stays lost.

    `torn`: with it a sign may be gone that nothing tells, or nothing in the line shows the loss.
    """
    how = "torn" if torn else ""
    if lead not in (0xA1, 0xA3):  # no mark: then the last one may have vanished with the first byte of a full stop
        yield Step(at, end, lead, IN, LOST + "。", -3.0, how)
    yield Step(at, end, lead, IN, LOST, -5.0, how, guessed=True)
    for char in _all_with(lead):
        if language.uses(last + char):
            yield Step(at, end, lead, IN, char, -7.0, how, guessed=True)


@cache
def _all_with(lead: int) -> tuple[str, ...]:
    chars = (hanzi.from_gbk(lead, trail) for trail in range(0x40, 0xFF))
    return tuple(char for char in chars if char)


@cache
def _usual_with(lead: int | None, trail: int | None) -> dict[str, int]:
    """Everyday characters that share one byte, each with its other byte."""
    found = {}
    for other in range(0x40, 0xFF):
        char = hanzi.from_gbk(other if lead is None else lead, other if trail is None else trail)
        if char and (char in MARKS or hanzi.rank(char) < hanzi.ORDINARY):
            found[char] = other
    return found


def _next(line: str, at: int, lead: int) -> str:
    """The true character that follows out of step, if no other pair has vanished."""
    code = hanzi.gbk(line[at : at + 1] or " ")
    return (hanzi.from_gbk(lead, code[0]) if code else None) or ""


def _vanished(lead: int, trail: int, last: str, following: str, language: Language) -> list[str]:
    """Two characters whose inner bytes decode to nothing, those first that go with what stands around."""

    def rank(known: tuple[float, str]) -> tuple[float, str]:
        score, two = known
        fits = _goes_with(last + two[0], language) + _goes_with(two[1] + following, language)
        return -score - 5.0 * fits, two

    firsts = [one for one in _usual_with(lead, None).items() if _goes_with(last + one[0], language)]
    seconds = [one for one in _usual_with(None, trail).items() if firsts and _goes_with(one[0] + following, language)]
    across = (
        first + second for first, inner in firsts for second, outer in seconds if hanzi.from_gbk(inner, outer) is None
    )
    known = nsmallest(VANISHED, _vanishing(lead, trail, language), key=rank)
    return [*dict.fromkeys((*(two for _, two in known), *across))]


def _vanishing(lead: int, trail: int, language: Language) -> list[tuple[float, str]]:
    """All that the document or the language knows side by side, or with a mark."""
    key = (lead, trail)
    if key not in language.vanished:
        seconds = _usual_with(None, trail)
        pairs = (
            first + second
            for first, inner in _usual_with(lead, None).items()
            for second, outer in seconds.items()
            if hanzi.from_gbk(inner, outer) is None
            and (first in MARKS or second in MARKS or language.follow(first, second))
        )
        language.vanished[key] = [(language.score(two), two) for two in pairs]
    return language.vanished[key]


# -- the best path ----------------------------------------------------------------------------------------------------

Node = tuple[int, str, str]  # mode, last true character, open chunk


@dataclass(slots=True)
class _Graph:
    """All nodes and moves of a line, with what the best way to each node and from it onwards costs."""

    moves: list[list[tuple[Node, Step, float, Node]]]
    ahead: list[dict[Node, float]]
    behind: list[dict[Node, float]]


def read(line: str, language: Language, *, to_the_end: bool = True) -> list[Run]:
    """The runs of `line` that read better in step, with what they gain over the line as it stands.

    `to_the_end`: the text ends a line, where a last byte may have been lost.
    """
    key = (line, to_the_end)
    if key not in language.readings:
        language.readings[key] = _read(line, language, to_the_end)
    return language.readings[key]


def _read(line: str, language: Language, to_the_end: bool) -> list[Run]:
    graph = _explored(line, language, to_the_end)
    path = list(_best_path(graph))
    if all(step.mode == IN for step in path):
        return []
    rivals = _Rivals(graph)
    return [_run(part, line, rivals, language) for part in _parts(path)]


def _explored(line: str, language: Language, to_the_end: bool) -> _Graph:
    size = len(line) + 2
    graph = _Graph([[] for _ in range(size)], [{} for _ in range(size)], [{} for _ in range(size)])
    graph.behind[0][IN, "。", "。"] = 0.0
    for at in range(len(line) + 1):
        _walk_on(line, at, graph, language, to_the_end)
    graph.ahead[-1] = dict.fromkeys(graph.behind[-1], 0.0)
    for at in range(len(line), -1, -1):
        ahead = graph.ahead[at]
        for node, step, cost, to in reversed(graph.moves[at]):  # a step within one place comes after those it leads to
            onwards = cost + graph.ahead[step.end].get(to, -math.inf)
            if onwards > ahead.get(node, -math.inf):
                ahead[node] = onwards
    return graph


def _walk_on(line: str, at: int, graph: _Graph, language: Language, to_the_end: bool) -> None:
    """All moves from one place, those from out of step first: some of them lead back into step without going on."""
    behind = graph.behind[at]
    for out in (True, False):
        steps: dict[tuple[int, str], list[Step]] = {}
        nodes = [node for node in behind if (node[0] != IN) == out]
        hopeless = max((behind[node] for node in nodes), default=0.0) - HOPELESS if out else -math.inf
        for node in (node for node in nodes if behind[node] >= hopeless):
            mode, last, chunk = node
            if (mode, last) not in steps:
                steps[mode, last] = list(_steps(line, at, mode, last, language, to_the_end))
            for step in steps[mode, last]:
                for longer, cost in _spelt(chunk, step, language, at == len(line)):
                    to = (step.mode, step.text[-1:] or last, longer)
                    graph.moves[at].append((node, step, cost + step.cost, to))
                    reached = behind[node] + cost + step.cost
                    if reached > graph.behind[step.end].get(to, -math.inf):
                        graph.behind[step.end][to] = reached


def _spelt(chunk: str, step: Step, language: Language, last: bool) -> list[tuple[str, float]]:
    """The chunks that are open after a step, each with what was closed on the way."""
    standing = step.before == step.mode == IN
    found = [(chunk, 0.0)]
    for char in step.text:
        found = [
            (longer, so_far + cost) for open_, so_far in found for longer, cost in language.step(open_, char, standing)
        ]
    if last:
        return [("", so_far + language.closing(open_)) for open_, so_far in found]
    return found


def _best_path(graph: _Graph) -> Iterator[Step]:
    at, node = 0, (IN, "。", "。")
    while at < len(graph.moves) - 1:
        moves = (move for move in graph.moves[at] if move[0] == node)
        _, step, _, node = max(moves, key=lambda move: move[2] + graph.ahead[move[1].end].get(move[3], -math.inf))
        at = step.end
        yield step


def _parts(path: list[Step]) -> Iterator[list[Step]]:
    """The stretches of a path that are out of step."""
    part: list[Step] = []
    for step in path:
        if step.before != IN or step.mode != IN:
            part.append(step)
        if step.mode == IN and part:
            yield part
            part = []


class _Rivals:
    """For every place the steps that cross it, each with the likelihood of the best path that takes it."""

    def __init__(self, graph: _Graph) -> None:
        through: dict[Step, float] = {}
        for at, moves in enumerate(graph.moves):
            for node, step, cost, to in moves:
                total = graph.behind[at][node] + cost + graph.ahead[step.end].get(to, -math.inf)
                if total > through.get(step, -math.inf):
                    through[step] = total
        self.through = through
        self.crossing: list[list[Step]] = [[] for _ in graph.moves]
        for step in through:
            for at in range(step.start, max(step.end, step.start + 1)):
                self.crossing[at].append(step)

    def lead(self, step: Step) -> float:
        """How far the best path is ahead of all that go another way where `step` goes."""
        places = range(step.start, max(step.end, step.start + 1))
        others = (self.through[other] for at in places for other in self.crossing[at] if other.shape != step.shape)
        return self.through[step] - max(others, default=-math.inf)

    def lead_of_guess(self, step: Step) -> float:
        """How far it is ahead of those that only guess another character there."""
        same = (other for other in self.crossing[step.start] if other.shape == step.shape and LOST not in other.text)
        others = (self.through[other] for other in same if other.text != step.text)
        return self.through[step] - max(others, default=-math.inf)


def _run(part: list[Step], line: str, rivals: _Rivals, language: Language) -> Run:
    start, end = part[0].start, min(part[-1].end, len(line))
    told = [_is_told(part, at, rivals, language) for at in range(len(part))]
    texts = [step.text if known else LOST * len(step.text) for step, known in zip(part, told, strict=True)]
    leads = [rivals.lead(step) for step in part]
    after = "".join(texts)
    likely = "".join(text if lead >= LIKELY else LOST * len(text) for text, lead in zip(texts, leads, strict=True))
    supplied = "".join(step.text for step, known in zip(part, told, strict=True) if known and step.guessed)
    holed = any(len(text) > 1 and LOST in text for text in texts)
    gain = sum(step.cost for step in part) + _gain(line, start, end, after, language)
    torn = part[-1].how == "torn"
    return Run(start, end, after, part[0].how, gain, min(leads), supplied.replace(LOST, ""), holed, torn, likely)


def _is_told(part: list[Step], at: int, rivals: _Rivals, language: Language) -> bool:
    """Is a guessed character (if it is one) told by the document itself, and by far likelier than any other?"""
    step = part[at]
    if not step.guessed:
        return True
    around = "".join(near.text for near in part[max(0, at - 1) : at + 2])
    pairs = [
        a + b for a, b in pairwise(around) if MARKS.keys().isdisjoint((a, b)) and (a in step.text or b in step.text)
    ]
    told = any(map(language.uses, pairs))
    return told and rivals.lead_of_guess(step) >= GUESS_MARGIN


def _gain(line: str, start: int, end: int, after: str, language: Language) -> float:
    """How much likelier a stretch of the line is when it reads `after`."""
    left, right = line[max(0, start - 8) : start], line[end : end + 8]
    new = range(len(left), len(left) + len(after))
    standing = language.score(left + line[start:end] + right, range(0))
    return language.score(left + after + right, new) - standing
