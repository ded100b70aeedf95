"""UTF-8 read as GBK: the bytes of what is shown, read as what they were.

`关于` is E585B3 E4BA8E and reads `鍏充簬`. For UTF-8 the bytes are their own proof: no Chinese sentence happens to be a
valid run of them. Where bytes are gone, because a pair of them is no character or stood before a line end, the
characters around are proven all the same, and what is lost shows as □. Every third byte of a Chinese text may be the
first of a pair, so a run of an odd number of bytes loses its last one: the full stop E38082 is left as `銆?`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from generator import hanzi
from generator.model import LOST, Edit, Flag
from generator.out_of_step import is_in_word

RUN = re.compile(
    r"[^\x00-\x7f] (?: [^\x00-\x7f] | \?(?=[^\x00-\x7f]) )* [?\ufffd]?", re.VERBOSE
)  # not ASCII, but for lost bytes
MARKS = frozenset("，。、；：？！“”‘’《》（）…—·「」『』【】〈〉 \u3000①②③④⑤％～｜／＋－＆")
UTF8 = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
)
TORN = re.compile(rb"[\xe2-\xef][\x80-\xbf]?|[\x80-\xbf]{1,2}")  # what is left of a Chinese character or mark
ORPHANS = re.compile(rb"[\x80-\xbf]{1,2}")  # the end of a character whose beginning is gone
BRACKETS = (
    ("「", "」"),
    ("『", "』"),
    ("《", "》"),
    ("〈", "〉"),
    ("【", "】"),
    ("〔", "〕"),
)  # that begin with the same two bytes as the full stop
TAG_END = re.compile(r"/(?:p|br|div|span|strong|b|em|font|a|td|th|tr|table|h[1-6]|li|ul|ol)\s*>", re.IGNORECASE)
BLOCK_END = re.compile(r"/(?:p|div|h[1-6]|li|td)\s*>\s*(?:$|<)", re.IGNORECASE)
REASON = "UTF-8 编码被当作 GBK 解读，按原字节重读"
STOP, LAST = "銆", "；段末“銆”所缺的字节只能是句号的"
MONTH = re.compile("(?<=[0-9])鏈(?=[0-9]{1,2}(?:日|鏃))")  # 月, whose last byte went with what followed: 3鏈30日
LETTERS = re.compile("[A-Za-z]+")
LEAST = 3  # characters that a run must give, unless nothing of it is lost


def is_chinese(true: str, strict: bool) -> bool:
    """Everyday Chinese; with `strict`, at least three characters and nothing but the most common."""
    usual = [hanzi.rank(char) < (hanzi.FREQUENT if strict else hanzi.ORDINARY) for char in true if char not in MARKS]
    if strict:
        return len(usual) >= 3 and sum(usual) * 5 >= len(usual) * 4 and all(map(_is_known, true))
    return all(char in MARKS or not char.isprintable() or hanzi.IS_HAN.match(char) for char in true) and (
        sum(usual) * 4 >= len(usual) * 3
    )


def _is_known(char: str) -> bool:
    return char in MARKS or hanzi.rank(char) < hanzi.ORDINARY


def as_gbk(start: int, line: str, rule: str, known: bool = False) -> Iterator[Edit | Flag]:
    """What of a line is UTF-8 that was read as GBK; `known`: other parts of the text are."""
    if not _tell_tale().search(line):
        return
    if known:
        for month in MONTH.finditer(line):
            yield Edit(
                start + month.start(), start + month.end(), month[0], "月", rule, REASON + "；所缺字节依日期可定"
            )
    for run in RUN.finditer(line):
        done = 0
        for one in _stretches(run[0], known) if _tell_tale().search(run[0]) else ():
            low, high = run.start() + one.start, run.start() + one.end
            done = one.end
            yield _edit(start, line, low, high, one.true, rule)
        rest = start + run.start() + done
        left = line[run.start() + done : run.end()]
        if known and left == STOP and run.end() == len(line) and _is_closed(line[: run.start()]):
            yield Edit(rest, rest + 1, STOP, "。", rule, REASON + LAST)
            continue
        yield from _stubs(rest, left, rule)
        yield from _left(rest, left, rule)


def _edit(start: int, line: str, low: int, high: int, true: str, rule: str) -> Edit:
    before, reason = line[low:high], REASON
    swallowed = before[-1] in "?\ufffd" and high < len(line)
    ends = high == len(line) or (swallowed and BLOCK_END.match(line, high))
    left = b"".join(map(_shown_bytes, before[-3:]))
    if ends and left.endswith((b"\xe3\x80?", b"\xe3\x80")) and _ends_sentence(line[:low] + true[:-1]):
        true = true[:-1] + "。"
        reason += LAST
    if swallowed:  # the sign after the lone byte was taken for the second of a pair
        true += "<" if TAG_END.match(line, high) else LOST
    if LOST in true:
        reason += f"；{LOST}处字节有失，无从复原"
    return Edit(start + low, start + high, before, true, rule, reason)


def _ends_sentence(text: str) -> bool:
    """Can nothing but a full stop follow, of all marks that share its bytes: no bracket is open, no mark stands last?"""
    return _is_closed(text) and hanzi.IS_HAN.match(text[-1]) is not None and text[-1] != "〇"


def _is_closed(text: str) -> bool:
    return len(text) >= 4 and all(text.count(first) == text.count(last) for first, last in BRACKETS)


# -- stretches --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Characters shown, from `start` to `end`, and what they were."""

    start: int
    end: int
    true: str


@cache
def _tell_tale() -> re.Pattern[str]:
    """Less common characters whose GBK bytes begin a Chinese character in UTF-8 (E3 80 to E9 BF)."""
    chars = (hanzi.from_gbk(lead, trail) for lead in range(0xE2, 0xF0) for trail in range(0x80, 0xC0))
    return re.compile("[" + "".join(char for char in chars if char and hanzi.rank(char) >= 500) + "]")


def _stretches(run: str, known: bool) -> Iterator[_Stretch]:
    at = 0
    while at < len(run):
        found = _longest(run, at)
        if found and _is_proven(found, run, known):
            yield found
            at = found.end
        else:
            at += 1


def _longest(run: str, start: int) -> _Stretch | None:
    """The longest stretch from a character on whose bytes are UTF-8, whole or torn, up to a character's end."""
    data, ends = b"", {}
    for at in range(start, len(run)):
        data += _shown_bytes(run[at])
        ends[len(data)] = at + 1
    best = None
    for true, at in read_leniently(data):
        if at in ends:
            best = _Stretch(start, ends[at], true)
    return best


def read_leniently(data: bytes) -> Iterator[tuple[str, int]]:
    """What bytes read as UTF-8 with □ for each torn character, after each character, up to what cannot be Chinese."""
    true, at = "", 0
    while at < len(data):
        whole = UTF8.match(data, at)
        torn = None if whole else TORN.match(data, at)
        if whole and (orphans := ORPHANS.match(data, whole.end())):  # its last byte may be that of the next one
            true, at = true + LOST + LOST, orphans.end()
        elif whole and _is_usual(whole[0].decode(errors="replace")):
            true, at = true + whole[0].decode(errors="replace"), whole.end()
        elif torn:
            true, at = true + LOST, torn.end() + (data[torn.end() : torn.end() + 1] == b"?")
        elif at and chr(data[at]).isalpha() and data[at] < 0x80:  # a letter that was the second byte of a pair
            true, at = true + chr(data[at]), at + 1
        else:
            return
        yield true, at


def _is_usual(char: str) -> bool:
    return char in MARKS or not char.isprintable() or hanzi.IS_HAN.match(char) is not None


def _shown_bytes(char: str) -> bytes:
    """The bytes of a character as browsers read GBK: the single byte 80 is the euro sign."""
    return b"\x80" if char == "€" else hanzi.gbk(char) or b"?"


def _is_proven(found: _Stretch, run: str, known: bool) -> bool:
    """Everyday Chinese that stood as rare characters; a part of a run proves itself by its length only."""
    true = LETTERS.sub("", found.true)  # the second bytes of pairs at the end of a run
    if known and (found.start, found.end) == (0, len(run)):
        return len(run) > 1 and set(true) != {LOST} and is_chinese(true.replace(LOST, ""), strict=False)
    whole, shown = true.replace(LOST, ""), run[found.start : found.end]
    lost = len(true) - len(whole)
    rare = sum(hanzi.rank(char) >= hanzi.ORDINARY or hanzi.is_traditional_only(char) for char in shown)
    if len(whole) < 2 or not is_chinese(whole, strict=False) or not rare:
        return False
    if lost and (len(whole) < LEAST or len(whole) < 2 * lost or not set(whole) - MARKS):
        return False
    begins = found.start == 0 and found.end >= len(run) - 2
    return begins or (len(whole) >= 4 and 3 * rare >= len(shown))


# -- what is left -----------------------------------------------------------------------------------------------------


@cache
def _stub() -> re.Pattern[str]:
    """What is left of one character or mark where all around it is sound."""
    return re.compile(rf"{_tell_tale().pattern}(?:[^\x00-\x7f]{{0,2}}€)?[?\ufffd]|銆$")


def _left(start: int, run: str, rule: str) -> Iterator[Flag]:
    """Rare characters in a row whose bytes are UTF-8, but give no everyday Chinese: too much is lost, or it is twice so."""
    rare = sum(hanzi.rank(char) >= hanzi.ORDINARY for char in run)
    data = b"".join(map(_shown_bytes, run))
    whole = sum(map(len, UTF8.findall(data)))
    if rare >= LEAST and 3 * rare >= len(run) and 5 * whole >= 3 * len(data) and "锟斤" not in run:
        yield Flag(start, start + len(run), run, rule, "UTF-8 编码被当作 GBK 解读，字节有缺，或误读不止一次，未改")


def _stubs(start: int, run: str, rule: str) -> Iterator[Flag]:
    reason = "UTF-8 编码被当作 GBK 解读，此处缺字节，未改"
    for match in _stub().finditer(run):
        if match[0][0] == "銆" or (hanzi.rank(match[0][0]) >= hanzi.ORDINARY and not is_in_word(run, match.start())):
            likely = (
                "。" if match[0].rstrip("?\ufffd") == "銆" else LOST
            )  # three in four of this beginning are full stops
            yield Flag(start + match.start(), start + match.end(), match[0], rule, reason, likely)
