"""A comma set before another mark.

Sites that copy texts put a comma before the marks of the original, so that no sentence equals its source: `表示,,`
for `表示，`, `会议,。` for `会议。`. The second mark is the original; the comma goes. Where the original was a comma
its narrow form is widened at once, so that one edit tells the story.

The machine works on bytes, and so does the proof: a narrow comma directly before a wide mark stands nowhere in sound
Chinese. Two narrow commas may be an empty cell of a table, or belong to a program: those lines are left alone, and so
are three commas in a row. A wide comma before another mark may be a slip of the hand: it goes only where the text
does it at least three times, else it is flagged.

>>> sorted((edit.start, edit.before, edit.after) for edit in find("他表示,,会议很成功,。", ""))
[(3, ',,', '，'), (10, ',', '')]
>>> list(find("姓名,,电话,地址", "")), list(find("total = f(a,,b)  # 总数", ""))
([], [])
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.hanzi import HAN, IS_HAN
from generator.model import Edit, Flag, Rule
from generator.repairs.context import is_code, is_prose, lines

WIDE = {",": "，", ";": "；", "?": "？", "!": "！", ":": "："}
BEFORE = rf"(?<= [{HAN}\w》”’」』〉】）)\]％%…·] )"  # the comma follows a word
NARROW_BEFORE_WIDE = re.compile(rf"{BEFORE} , (?= [。、；：？！，] (?! [。、；：？！，,] ) )", re.VERBOSE)
NARROW_BEFORE_NARROW = re.compile(
    rf"""
    {BEFORE} ,
    (?P<mark> [,;:?!] )
    (?= $ | [^\S\r\n] | [{HAN}“‘「『《〈【（(\dA-Za-z—] )      # and something begins after it
    """,
    re.VERBOSE,
)
WIDE_BEFORE_WIDE = re.compile(rf"{BEFORE} ， (?= [。、；：？！，] (?! [。、；：？！，,] ) )", re.VERBOSE)
ENOUGH = 3


def find(text: str, whole: str) -> Iterator[Edit | Flag]:
    del whole
    wide = 0
    for _, line in lines(text):
        wide += len(WIDE_BEFORE_WIDE.findall(line))
    for start, line in lines(text):
        if "," in line:
            yield from _narrow(start, line)
        if wide and "，" in line:
            yield from _wide(start, line, wide)


def _narrow(start: int, line: str) -> Iterator[Edit]:
    if not is_code(line):
        for match in NARROW_BEFORE_WIDE.finditer(line):
            at = start + match.start()
            yield Edit(at, at + 1, ",", "", RULE.id, f"原文此处是“{line[match.end()]}”，前面的逗号是抓取时插入的")
    if is_prose(line):
        for match in NARROW_BEFORE_NARROW.finditer(line):
            if not _beside_chinese(match, line):
                continue
            at, mark = start + match.start(), WIDE[match["mark"]]
            reason = f"原文此处是“{mark}”，前面的逗号是抓取时插入的"
            yield Edit(at, at + 2, match[0], mark, RULE.id, reason)


def _beside_chinese(match: re.Match[str], line: str) -> bool:
    """Does the pair touch Chinese, or stand in a line full of it?"""
    beside = line[match.start() - 1 : match.start()] + line[match.end() : match.end() + 1]
    return not beside.isascii() or len(IS_HAN.findall(line)) >= 20


def _wide(start: int, line: str, count: int) -> Iterator[Edit | Flag]:
    for match in WIDE_BEFORE_WIDE.finditer(line):
        at, mark = start + match.start(), line[match.end()]
        if count >= ENOUGH:
            yield Edit(at, at + 1, "，", "", RULE.id, f"原文此处是“{mark}”，前面的逗号是插入的（全文共{count}处）")
        else:
            yield Flag(at, at + 2, f"，{mark}", RULE.id, "两个标点相连，多出一个，未改", mark)


RULE = Rule(
    id="doubled-mark",
    stage="characters",
    zh="重复的标点",
    en="Doubled punctuation",
    why="采集网站在原有标点前又插入一个逗号，如“,。”；后一个是原文，前一个删去。",
    tei="surplus",
    find=find,
)
