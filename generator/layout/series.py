"""Lines that stand in a row: numbered points, and the turns of a talk with their speakers' signs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from generator.dates import number
from generator.layout.measure import ends_sentence
from generator.names import are_names

ITEM = re.compile(
    r"""(?:
        [（(]?[0-9０-９]{1,3}[)）、．]          # 13、 1) （2）
      | [0-9]{1,2}\.(?![0-9])                  # 1. but not 1.5
      | [（(]?[一二三四五六七八九十百]{1,3}[)）、．]
      | 第[一二三四五六七八九十百零〇0-9]{1,4}[，、：章节節条條款]
      | [①-⑳]
      | [一—]?——?(?=我们|我們|坚持|堅持)
      | ——
      | [●■◆★▲○◎·•](?!\w·)
    )""",
    re.VERBOSE,
)
_SERIES = re.compile(
    r"(?P<before>第|[（(]?)(?P<number>[一二三四五六七八九十百零〇]{1,5}|[0-9]{1,3})(?P<after>[条條章节節款]|[)）、．]|，(?<=第[一二三四五六七八九十]，)|\.(?![0-9]))"
)
SIGN = re.compile(  # what stands before each turn of a talk
    r"[■□●○▲△◆◇](?=.)|[^，。！？；：:“”、\s]{1,10}(?<![说說道是称稱示下为為出如到])[：:](?=.)"
)
_LISTED = re.compile(r"(?P<label>[\u4e00-\u9fff]{2,8})[：:][\s　]*(?P<names>[^，。；！？：:]{2,})")
_ASKER = re.compile(r"[\u4e00-\u9fff]{2,}(?:记者|記者)[：:]$")  # 新华社记者： asks once and is a turn all the same


def lists_names(line: str) -> bool:
    """Does a line give several names behind a label (`一等奖：白小川　柳青山`)?

    >>> lists_names("一等奖：白小川　柳青山"), lists_names("特使谈渡口：船比桥慢"), lists_names("团长：白小川")
    (True, False, False)
    """
    listed = _LISTED.fullmatch(line)
    names = re.split(r"[\s　]+", listed["names"].strip()) if listed else []
    return len(names) > 1 and are_names(" ".join(names))


def item_shape(line: str) -> str:
    """How the number that a line begins with is written (`一、`, `(1)`, `第一条`); empty without one.

    >>> item_shape("四、我们认识到"), item_shape("（12）其他"), item_shape("2012年"), item_number("第十二条 费用")
    ('一、', '（1）', '', 12)
    """
    match = _SERIES.match(line)
    return f"{match['before']}{'1' if match['number'].isdigit() else '一'}{match['after']}" if match else ""


def item_number(line: str) -> int:
    """The number that a line begins with; 0 without one."""
    match = _SERIES.match(line)
    return number(match["number"]) if match else 0


ENTRY_OF_YEARS = re.compile(
    r"[12][0-9]{3}年(?:[0-9]{1,2}月(?:[0-9]{1,2}[日号])?)?[\s\u3000：:]+[\u4e00-\u9fff“《「]{4}"
)
_YEARS = 3  # lines of a chronicle


def chronicle(lines: Sequence[str]) -> frozenset[int]:
    """Lines that stand in a row of three or more and tell what was when.

    >>> sorted(chronicle(["大事记", "1992年5月　两国建立关系", "2005年　签署友好条约", "2018年7月　大桥正式开工", "完"]))
    [1, 2, 3]
    """
    found: set[int] = set()
    start = 0
    for n in range(len(lines) + 1):
        if n < len(lines) and ENTRY_OF_YEARS.match(lines[n]):
            continue
        found |= set(range(start, n)) if n - start >= _YEARS else set()
        start = n + 1
    return frozenset(found)


def goes_on_counting(above: str, below: str) -> bool:
    """Is a line the next point after the one above it?

    >>> goes_on_counting("一、渡船", "二、灯塔"), goes_on_counting("一、渡船", "三、灯塔"), goes_on_counting("渡船", "灯塔")
    (True, False, False)
    """
    shape = item_shape(above)
    return bool(shape) and shape == item_shape(below) and item_number(below) == item_number(above) + 1


def series(lines: Sequence[str]) -> frozenset[int]:
    """Lines that open the next of several numbered paragraphs, however full the line above them is.

    A number that chance put at the beginning of a line has none before or after it that begins a line too.
    """
    rows: dict[str, list[tuple[int, int]]] = {}
    signs: dict[str, list[int]] = {}
    for n, line in enumerate(lines):
        if shape := item_shape(line):
            rows.setdefault(shape, []).append((n, item_number(line)))
        elif sign := SIGN.match(line):
            signs.setdefault(sign.group(), []).append(n)
    found = {n for sign, row in signs.items() if len(row) > 1 or _ASKER.search(sign) for n in row}
    for row in rows.values():
        for (n, here), (later, after) in pairwise(row):
            found |= {n, later} if after == here + 1 else set()
    in_step = {n for row in rows.values() for n in _in_step(row)}
    return frozenset(n for n in found if n and (n in in_step or _may_end(lines[n - 1])))


def _in_step(row: Sequence[tuple[int, int]]) -> set[int]:
    """The lines of a numbered row that stand one right below the other, three or more: no wrap breaks each point so."""
    steps = [later == n + 1 and after == here + 1 for (n, here), (later, after) in pairwise(row)]
    return {
        row[k + 1][0]
        for k in range(len(steps))
        if steps[k] and (any(steps[k + 1 : k + 2]) or any(steps[max(0, k - 1) : k]))
    }


def _may_end(line: str) -> bool:
    return ends_sentence(line) or line[-1] in "；;：:"
