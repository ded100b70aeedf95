"""The steps from place to place in a line that may be out of step: into it, on within it, and out again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from generator import hanzi
from generator.likelihood import AFTER_END, Language
from generator.model import LOST
from generator.out_of_step.vanished import (
    all_with,
    fitting,
    following,
    goes_with,
    half_told,
    likely_pairs,
    told_by_reading,
    usual_with,
    vanishing,
)

WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
HOLE, HALF_HOLE, HOLES = (
    5.0,
    1.0,
    11.0,
)  # two lost characters are no rarity where a pair has vanished, and one in seven does
IN = -1  # in step; otherwise a node's mode is the byte in hand
UNUSUAL = 1000  # the rank from which a character that is in no word may be half of two others
HALF = re.compile(rf"[@-~€](?=[{hanzi.HAN}，。、；：？！”])|[?\ufffd](?=[0-9]|$)")  # a letter or ? after Chinese
SECOND = re.compile("[@-~€]")  # single characters that may be second bytes
READING = r"[a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿ]{1,6}"
CUT_GLOSS = re.compile(rf"[?\ufffd]?(?P<syllable>{READING})\)")  # half a character and the bracket became one ?
GLOSS = re.compile(rf"[(（](?P<syllable>{READING})[)）]")  # of the character that a letter ends
_CLOSING = dict(zip("“‘《〈「『【（", "”’》〉」』】）", strict=True))
_MARK_LEADS = (0xA1, 0xA3)  # the first bytes of marks
_PAIRED = -2.0  # a lost first byte that a closing mark tells
MISREAD = -8.0  # a character whose reading is another than the one that stands behind it
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


@lru_cache(maxsize=64)
def doubtful(line: str) -> frozenset[int]:
    """Where a line may be out of step, though nothing in it is odd: no word holds these characters, and they stand together.

    Two of the less usual characters, or one and what may be the second byte of another.
    """
    lonely = {at for at, char in enumerate(line) if hanzi.rank(char) >= UNUSUAL and not is_in_word(line, at)}
    lonely = {at for at in lonely if hanzi.IS_HAN.match(line[at])}
    half = {at for at in lonely if HALF.match(line, at + 1)}
    return frozenset({at for at in lonely if at + 1 in lonely or at - 1 in lonely} | half)


def is_in_word(line: str, at: int) -> bool:
    pairs = (line[at - 1 : at] + line[at], line[at] + line[at + 1 : at + 2])
    return any(hanzi.simplified(pair) in hanzi.pairs() for pair in pairs)


@dataclass(frozen=True, slots=True)
class Step:
    """From a place and mode to another, yielding `text`; `how` is the kind of entry, "torn", or "said" by a reading."""

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


def steps_from(line: str, at: int, mode: int, last: str, language: Language, ends: str) -> Iterator[Step]:
    """All steps from a node; `last` is the true character before it, `ends` see `read`."""
    if mode == IN and at == len(line):
        yield Step(at, at + 1, IN, IN, "")
    elif mode == IN:
        yield Step(at, at + 1, IN, IN, line[at])
        yield from _into(line, at, last, language)
    elif at < len(line):
        yield from _within(line, at, mode, last, language)
        yield from _out(line, at, mode, last, language, ends)
    elif ends:
        yield from _lost_second(at, at + 1, mode, last, language, ends)


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
    if odd().search(line, at, at + 4) or not doubtful(line).isdisjoint(range(at, at + 4)):
        # where the next characters do not look odd, no loss is looked for
        yield from _into_by_loss(line, at, last, language)


def _into_by_mark(match: re.Match[str], last: str, language: Language) -> Iterator[Step]:
    """A mark whose first byte is the second of a full stop, or of another character that the words suggest."""
    code = hanzi.gbk(WIDE.get(match["mark"], match["mark"]))
    assert code is not None
    then = following(match.string, match.end(), code[1]) or " "
    if code[1] == 0xA1 and match.string[match.end() :] == "?":  # the second half of the last mark
        then = "。"
    penalty = -3.0 if len(match[0]) == 2 else -6.0 if match["mark"] != "?" else -20.0  # a ? alone says little
    for lead in (0xA1, *range(0xB0, 0xF8)):
        char = hanzi.from_gbk(lead, code[0])
        if not char:
            continue
        if lead == 0xA1 or _is_cut_word(char, last, then, language):
            yield Step(match.start(), match.end(), IN, code[1], char, penalty, "mark")
        elif goes_with(char + then, language):  # no tool is known that does so
            yield Step(match.start(), match.end(), IN, code[1], char, penalty - 5.0, "mark")


def _is_cut_word(char: str, last: str, then: str, language: Language) -> bool:
    """Does the document, or the language where a mark follows that cannot be part of a word, suggest the character?"""
    return language.uses(last + char) or (then in AFTER_END and goes_with(last + char, language))


def _into_by_half_stop(line: str, at: int, language: Language) -> Iterator[Step]:
    """A full stop cut in two; its second half and the first byte of what follows made a pair that vanished."""
    code = hanzi.gbk(line[at + 1])
    if code is None or not odd().search(line, at + 1, at + 5):
        return
    yield Step(at, at + 2, IN, code[1], "。" + LOST, -4.0, "mark", guessed=True)
    yield Step(at, at + 2, IN, code[1], "。" + LOST * 2, HOLE - 5.0, "mark", guessed=True)
    for _, two in vanishing(0xA1, code[0], language):
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
    if opening := _wanted(line, at, place, code[0]):
        yield Step(at, place + 1, IN, code[1], opening, _PAIRED, "loss")
    yield Step(at, place + 1, IN, code[1], LOST, event, "loss", guessed=True)
    then = following(line, place + 1, code[1])
    for char in (*usual_with(None, code[0]), *(() if swallowed else usual_with(code[0], None))):
        if goes_with(last + char, language) or goes_with(char + then, language):
            yield Step(at, place + 1, IN, code[1], char, event - 1.0, "loss", guessed=True)


def _wanted(line: str, at: int, place: int, trail: int) -> str | None:
    """The opening mark that ends in this byte, where its closing mark stands behind and has none: that proves it.

    The closing mark may be out of step as well, and stand in the bytes of two others.

    >>> _wanted("他说，?昂拥牧桨丁膘”。", 3, 4, 0xB0), _wanted("他说“好”，?昂拥牧桨丁", 6, 7, 0xB0)
    ('“', None)
    >>> _wanted("列入?笆亓秩恕钡募苹", 2, 3, 0xB0)
    '“'
    """
    for lead in _MARK_LEADS:
        mark = hanzi.from_gbk(lead, trail) or ""
        closing = _CLOSING.get(mark)
        if not closing or line[:at].count(mark) != line[:at].count(closing):
            continue
        end = _first_of(line, place, mark, closing)
        if end is not None and mark not in line[place:end]:
            return mark
    return None


def _first_of(line: str, place: int, mark: str, closing: str) -> int | None:
    """Where a closing mark stands first, in step or across two characters; none where its opening one does so before."""
    code = hanzi.gbk(line[place]) or b""
    for n in range(place + 1, len(line)):
        before, code = code, hanzi.gbk(line[n]) or b""
        across = hanzi.from_gbk(before[1], code[0]) if len(before) == 2 and code else None
        if closing in (line[n], across):
            return n
        if across == mark:
            return None
    return None


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
    then = following(line, at + 1, code[1])
    fit = fitting(lead, code[0], last, then, language)
    for two in likely_pairs(lead, code[0], fit, language):
        yield Step(at, at + 1, lead, code[1], two, guessed=True)
    for two in half_told(lead, fit):
        yield Step(at, at + 1, lead, code[1], two, HALF_HOLE, guessed=True)


def _out(line: str, at: int, lead: int, last: str, language: Language, ends: str) -> Iterator[Step]:
    char = line[at]
    if SECOND.match(char):
        yield from _out_by_letter(line, at, lead, last, language)
    if match := CUT_GLOSS.match(line, at):
        for true in all_with(lead):
            if match["syllable"] in hanzi.readings(true):
                yield Step(at, match.end(), lead, IN, true, -1.0)
    elif char in "?\ufffd":
        yield from _lost_second(at, at + 1, lead, last, language, ends, torn=char == "?" and at + 1 < len(line))
    elif char.isascii():
        yield from _lost_second(at, at, lead, last, language, ends, torn=True)


def _out_by_letter(line: str, at: int, lead: int, last: str, language: Language) -> Iterator[Step]:
    """The letter was the second byte of the last character; a reading may stand behind it."""
    trail = 0x80 if line[at] == "€" else ord(line[at])
    said = GLOSS.match(line, at + 1)
    true = hanzi.from_gbk(lead, trail)
    if true:
        agrees = not said or said["syllable"] in hanzi.readings(true)
        yield Step(at, at + 1, lead, IN, true, 0.0 if agrees else MISREAD)
    yield Step(at, at + 1, lead, IN, LOST + LOST, HOLE, guessed=True)
    then = line[at + 1 : at + 2]
    if said:
        for two in told_by_reading(lead, trail, last, said["syllable"], language):
            yield Step(at, at + 1, lead, IN, two, HALF_HOLE, "said", guessed=True)
        return
    fit = fitting(lead, trail, last, then, language)
    for two in likely_pairs(lead, trail, fit, language):
        yield Step(at, at + 1, lead, IN, two, guessed=True)
    for two in half_told(lead, fit):
        yield Step(at, at + 1, lead, IN, two, HALF_HOLE, guessed=True)


def _lost_second(
    at: int, end: int, lead: int, last: str, language: Language, ends: str, torn: bool = False
) -> Iterator[Step]:
    """The second byte of the last character is gone: words of the document may tell it, else it stays lost.

    `torn`: with it a sign may be gone that nothing tells, or nothing in the line shows the loss.
    """
    how = "torn" if torn else ""
    if lead == 0xA1 and not torn:  # of the marks that begin with it only these end a paragraph
        mark = "。" if last not in "。！？…" else "”"
        if mark in ends:
            yield Step(at, end, lead, IN, mark, -2.0, how)
    if lead not in (0xA1, 0xA3):  # no mark: then the last one may have vanished with the first byte of a full stop
        yield Step(at, end, lead, IN, LOST + "。", -3.0, how)
    yield Step(at, end, lead, IN, LOST, -5.0, how, guessed=True)
    for char in all_with(lead):
        if language.uses(last + char):
            yield Step(at, end, lead, IN, char, -7.0, how, guessed=True)
