"""A comma set before another mark, or a mark set twice.

Sites that copy texts put a comma before the marks of the original, so that no sentence equals its source: `表示,,`
for `表示，`, `会议,。` for `会议。`. The second mark is the original; the comma goes. Where the original was a comma
its narrow form is widened at once, so that one edit tells the story.

The machine works on bytes, and so does the proof: a narrow comma directly before a wide mark stands nowhere in sound
Chinese. A space may stand between the two. Two narrow commas may be an empty cell of a table, or belong to a program: those lines are left alone, and so
are three commas in a row. `;;` and `::` go like other marks set twice, in prose with the habit, and are widened at once. A wide comma before another mark may be a slip of the hand: it goes only where the text
does it at least three times, else it is flagged. A mark set twice (`。。`, `；；`, `、、`) is the same slip: one goes
where the text has at least two other doubled marks that are no full stops; for a writer who lets sentences trail off sets
`。。` as others set `……`, and such a text stays as it is. So do `……`, `。。。`, `！！` and `？？`, and what a sentence that
speaks of marks shows in quotation marks.

>>> sorted((edit.start, edit.before, edit.after) for edit in find("他表示,,会议很成功,。", ""))
[(3, ',,', '，'), (10, ',', '')]
>>> list(find("姓名,,电话,地址", "")), list(find("total = f(a,,b)  # 总数", ""))
([], [])
>>> sorted(edit.start for edit in find("他表示，，会议很成功。。各方，，包括港口、、船东都满意。。", ""))
[3, 10, 14, 20, 27]
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
GAP = r"[ \u3000]{0,2}"  # some set the second apart: 通过，  ，决定
WIDE_BEFORE_WIDE = re.compile(rf"{BEFORE} ， {GAP} (?= [。、；：？！，] (?! {GAP} [。、；：？！，,] ) )", re.VERBOSE)
TWICE = re.compile(
    rf"{BEFORE} (?P<mark> [。；、：] ) {GAP} (?= (?P=mark) (?! {GAP} [。、；：？！，,…．.] ) )", re.VERBOSE
)
NARROW_TWICE = re.compile(  # a program has one that ends a statement after a bracket or a Latin word, and none after it
    rf"(?<= [{HAN}”’」』》）)0-9％%] ) (?P<mark> [;:] ) (?P=mark) (?= [^\S\r\n]* $ | [{HAN}“‘「『《（(] )", re.VERBOSE
)
ENOUGH = 3
_REACH = 60  # characters before a mark in which a text may speak of it
_SHOWN = re.compile(  # 逗号印了两个，写成“…: the marks are what the text speaks of
    r"(?:[逗句顿頓分冒问問叹嘆][号號]|标点|標點)[^。！？“”「」\r\n]{0,24}[“「『][^“”「」『』\r\n]*\Z"
)


def find(text: str, whole: str) -> Iterator[Edit | Flag]:
    del whole
    for one in _pairs(text):
        if not _SHOWN.search(text, max(0, one.start - _REACH), one.start):
            yield one


def _pairs(text: str) -> Iterator[Edit | Flag]:
    every = lines(text)
    commas, twice = (sum(len(pattern.findall(line)) for _, line in every) for pattern in (WIDE_BEFORE_WIDE, TWICE))
    ends = (
        sum(len(NARROW_TWICE.findall(line)) for _, line in every if is_prose(line))
        if ";;" in text or "::" in text
        else 0
    )
    narrow = sum(_count_narrow(line) for _, line in every) + ends if twice or ends else 0
    other = sum(match["mark"] != "。" for _, line in every for match in TWICE.finditer(line)) if twice else 0
    inside = sum(bool(line[m.end() + 1 :].strip()) for _, line in every for m in WIDE_BEFORE_WIDE.finditer(line))
    slips = commas + narrow + twice if inside + narrow + other >= 2 else 0  # of one habit; at an end a line trails off
    for start, line in every:
        if "," in line:
            yield from _narrow(start, line)
        if commas and "，" in line:
            yield from _wide(WIDE_BEFORE_WIDE, start, line, max(commas, slips))
        if twice:
            yield from _wide(TWICE, start, line, slips)
        if ends and is_prose(line):
            yield from _narrow_twice(start, line, slips)


def _narrow(start: int, line: str) -> Iterator[Edit]:
    if not is_code(line):
        for match in NARROW_BEFORE_WIDE.finditer(line):
            at = start + match.start()
            yield Edit(at, at + 1, ",", "", RULE.id, f"原文此处是“{line[match.end()]}”，前面的逗号是多出的")
    if is_prose(line):
        for match in NARROW_BEFORE_NARROW.finditer(line):
            if not _beside_chinese(match, line):
                continue
            at, mark = start + match.start(), WIDE[match["mark"]]
            reason = f"原文此处是“{mark}”，前面的逗号是多出的"
            yield Edit(at, at + 2, match[0], mark, RULE.id, reason)


def _count_narrow(line: str) -> int:
    """How often a narrow comma stands before another mark, in a line that is no table or program."""
    pairs = len(NARROW_BEFORE_NARROW.findall(line)) if ",," in line and is_prose(line) else 0
    return pairs + len(NARROW_BEFORE_WIDE.findall(line))


def _narrow_twice(start: int, line: str, count: int) -> Iterator[Edit | Flag]:
    """`;;` in prose becomes one wide mark, where the text has the habit."""
    for match in NARROW_TWICE.finditer(line):
        at, mark = start + match.start(), WIDE[match["mark"]]
        if count >= ENOUGH:
            yield Edit(
                at, at + 2, match[0], mark, RULE.id, f"“{match[0]}”同一标点连写两个，多出一个（全文共{count}处）"
            )
        else:
            yield Flag(at, at + 2, match[0], RULE.id, "同一标点连写两个，多出一个，未改", mark)


def _beside_chinese(match: re.Match[str], line: str) -> bool:
    """Does the pair touch Chinese, or stand in a line full of it?"""
    beside = line[match.start() - 1 : match.start()] + line[match.end() : match.end() + 1]
    return not beside.isascii() or len(IS_HAN.findall(line)) >= 20


def _wide(pattern: re.Pattern[str], start: int, line: str, count: int) -> Iterator[Edit | Flag]:
    for match in pattern.finditer(line):
        at, end, first, mark = start + match.start(), start + match.end(), match[0], line[match.end()]
        if count >= ENOUGH:
            yield Edit(at, end, first, "", RULE.id, f"“{first}{mark}”两个标点相连，多出一个（全文共{count}处）")
        else:
            yield Flag(at, end + 1, f"{first}{mark}", RULE.id, "两个标点相连，多出一个，未改", mark)


RULE = Rule(
    id="doubled-mark",
    stage="characters",
    zh="重复的标点",
    en="Doubled punctuation",
    why="原有标点前又有一个逗号，如“,。”，或同一标点连写两个，如“。。”，多见于采集网站；后一个是原文，前一个删去。",
    tei="surplus",
    find=find,
)
