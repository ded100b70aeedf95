"""Chinese read one byte out of step.

A character is two bytes in GBK. A tool that works on bytes, not on characters, cuts through one: the site that sets
a comma before every `！` (A3 A1) finds those two bytes inside `。“` (A1 A3 A1 B0) as well, and from there on every
pair is read from the middle of one character to the middle of the next: `作用?!耙粠б宦贰背h是` was
`作用。“一帶一路”倡議是`. An ASCII letter that was the second byte of a character (`h`) brings the reading back
into step.

The bytes are put back and read again (`generator/out_of_step.py` weighs the ways to do so). It counts as proof when
the new reading is everyday Chinese, the standing one is not, and no other reading of the bytes comes near. Pairs
that decode to no character vanish from the page; what stood there is supplied only when the document itself has the
words. A character of which one byte is lost and which nothing else proves is shown as □. Where the proof is not
complete nothing is changed, and the likely reading is flagged.

Left alone: rare characters in names, Greek and Cyrillic letters, `A股`, `T恤`, Japanese, other scripts.

>>> whole = "“一帶一路”倡議是各方的倡議。“一帶一路”倡議重要。作用?!耙粠б宦贰背h是團結的平臺"
>>> [(edit.before, edit.after) for edit in find(whole, "")]
[('?!耙粠б宦贰背h', '。“一帶一路”倡議')]
>>> list(find("俄罗斯（Россия）代表和鄢陵县的股民都看好A股；β值为1。", ""))
[]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator import hanzi
from generator.model import Edit, Flag, Rule
from generator.out_of_step import LOST, WIDE, Language, Run, odd, read
from generator.repairs.context import lines

AROUND = 40  # how much sound text around a suspect place is read with it
GLOSS = re.compile(r"[(（]([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]{1,6})[)）]")
LIKELY = 1.0  # how far ahead of the next a reading must be to be shown as the likely one
DOUBLED = re.compile(r"[，。、；：？！][，。、；：？！…]")
MISSES = 300
LIMIT = 1200  # a longer suspect stretch is another script, not a slip of bytes
CUT = re.compile(
    rf"""
      [?\ufffd] [!;:?,！；：？，\uff01-\uff5e] (?= [\uff01-\uff5e]? [@-~]? [{hanzi.HAN}] )   # a swallowed sign, half a mark
    | [?\ufffd] [!;:?,！；：？，] (?= [@-~] [(（] [a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ] )           # … and a letter that was glossed
    | [!;:?,！；：？，] (?P<run> [{hanzi.HAN}]{{1,6}} ) (?= [@-~] [{hanzi.HAN}] )      # a mark, and a letter that ends the run
    """,
    re.VERBOSE,
)


def find(text: str, whole: str) -> Iterator[Edit | Flag]:
    del whole
    language = None
    misses = 0
    for start, line in lines(text):
        for low, high in _suspect(line):
            language = language or Language.of(text)
            if misses > MISSES:  # so many suspect places, and none reads better: the text is something else
                return
            runs = [run for run in read(line[low:high], language, to_the_end=high == len(line)) if run.kind != "gloss"]
            verdicts = [one for run in runs for one in _verdict(run, line[low:high], start + low)]
            misses = 0 if verdicts else misses + 1
            yield from verdicts


def _suspect(line: str) -> Iterator[tuple[int, int]]:
    """Stretches of a line that may be out of step, with some sound text on both sides."""
    places = [match.start() for match in CUT.finditer(line) if not match["run"] or _may_be_run(line, match)]
    places += [match.start() for match in odd().finditer(line) if _may_be_shifted(line, match.start())]
    low = high = -1
    for place in sorted(places):
        if place > high:
            if low >= 0 and high - low <= LIMIT:
                yield low, min(high, len(line))
            low = max(0, place - AROUND)
        high = place + AROUND
    if low >= 0 and high - low <= LIMIT:
        yield low, min(high, len(line))


def _may_be_run(line: str, match: re.Match[str]) -> bool:
    """Does the run before a letter hold a rare character, or a word when its bytes are read out of step?"""
    if odd().search(match["run"]):
        return True
    codes = [hanzi.gbk(char) for char in (WIDE.get(match[0][0], match[0][0]), *match["run"])]
    shifted = [_between(first, second) for first, second in pairwise(codes)]
    last = codes[-1]
    shifted.append(hanzi.simplified((last and hanzi.from_gbk(last[1], ord(line[match.end()]))) or " "))
    return any(first + second in hanzi.pairs() for first, second in pairwise(shifted))


def _may_be_shifted(line: str, at: int) -> bool:
    """Is the odd character no part of a known word, and do the bytes around it make a word when read out of step?"""
    char = line[at]
    if any(
        hanzi.simplified(pair) in hanzi.pairs() for pair in (line[at - 1 : at] + char, char + line[at + 1 : at + 2])
    ):
        return False
    codes = [hanzi.gbk(near) for near in line[max(0, at - 3) : at + 5]]
    shifted = [_between(first, second) for first, second in pairwise(codes)]
    return any(first + second in hanzi.pairs() for first, second in pairwise(shifted))


def _between(first: bytes | None, second: bytes | None) -> str:
    """The Simplified form of the character made of the inner bytes of two."""
    char = hanzi.from_gbk(first[1], second[0]) if first and second else None
    return hanzi.simplified(char or " ")


def _verdict(run: Run, line: str, offset: int) -> Iterator[Edit | Flag]:
    start, end = offset + run.start, offset + run.end
    before = line[run.start : run.end]
    if run.gain < (2.0 if _is_glossed(run, line) else _proof(run, before)):
        return
    if DOUBLED.search(line[max(0, run.start - 1) : run.start] + run.after + line[run.end : run.end + 1]):
        yield Flag(start, end, before, RULE.id, "编码错位，依字节推不出通顺的读法，未改")
        return
    if not run.is_certain and hanzi.has_kana(before):
        return
    if not run.is_certain:
        reason = "编码错位，依字节推得此读，但另有读法相近，未改"
        yield Flag(start, end, before, RULE.id, reason, None if run.guessed or run.margin < LIKELY else run.after)
        return
    reason = "GBK 编码错开一个字节，补回后按字节重读"
    if run.guessed.strip(LOST):
        reason += f"；其中“{run.guessed.replace(LOST, '')}”有字节丢失，据本文他处用词补出"
    if LOST in run.after:
        reason += f"；{LOST}处只剩半个字的字节，无从复原"
    yield Edit(start, end, before, run.after, RULE.id, reason)


def _is_glossed(run: Run, line: str) -> bool:
    """Does a reading follow that is that of the last character put together (`?,F(xiàn)` is `。現(xiàn)`)?"""
    match = GLOSS.match(line, run.end)
    return match is not None and match[1] in hanzi.readings(run.after[-1])


def _proof(run: Run, before: str) -> float:
    """How much likelier the new reading must be: less where the cut left its mark, more where nothing shows it."""
    if run.kind == "loss":
        return 30.0
    return 8.0 if before[0] in "?\ufffd" else 14.0


RULE = Rule(
    id="shifted-bytes",
    stage="characters",
    zh="错位的字节",
    en="Bytes out of step",
    why="GBK 编码的双字节在中间被切断，其后的字都由前一字的后半和后一字的前半拼成；把字节归位即得原文。",
    tei="choice/sic/corr",
    find=find,
)
