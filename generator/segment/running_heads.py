"""The head or foot of a printed page that is set in several lines, or stands again on each page.

One line of such a head may say too little by itself (`06 环球`, `2014年6月20日 星期五`); beside the others it is plain.
The name of a book stands again and again beside page numbers. What is read here is only which lines are; the parts of a
line are read by `repairs/running_head.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from generator.layout import ends_sentence, width
from generator.model import Edit
from generator.repairs.editor_line import REASON as EDITED
from generator.repairs.editor_line import RULE as EDITOR_LINE
from generator.repairs.page_label import REASON as LABELLED
from generator.repairs.page_label import RULE as PAGE_LABEL
from generator.repairs.running_head import (
    CONTACT,
    DATE,
    EDITOR,
    NUMBER,
    PAGE,
    SECTION,
    WEEKDAY,
    WORD,
    is_likely,
    is_sure,
    kinds,
    parts,
)

_WIDE = 24  # a running head is no wider
_FOLIO = re.compile(
    r"[-—–·•\s]*[0-9０-９]{1,4}[-—–·•\s]*|第\s*[0-9一二三四五六七八九十百]{1,4}\s*[页頁](?:\s*[,，/／]?\s*共\s*[0-9]{1,4}\s*[页頁])?"
    r"|[0-9]{1,4}\s*[/／]\s*[0-9]{1,4}\s*[页頁]?"
)  # a page's number


def running_heads(lines: Sequence[str], known: Sequence[bool]) -> dict[int, Edit]:
    """An edit for each line that is a running head because of the lines around it. `known`: is it one by itself?"""
    found = {n: _edit(lines[n]) for n in _in_several_lines(lines, known)}
    found |= {n: _edit(lines[n]) for n in _at_edges(lines, [k or n in found for n, k in enumerate(known)])}
    return found | {n: _edit(lines[n]) for n in _repeated(lines)}


def _edit(line: str) -> Edit:
    rule, reason = (EDITOR_LINE, EDITED) if kinds(line) == {EDITOR} else (PAGE_LABEL, LABELLED)
    return Edit(0, len(line), line, "", rule.id, reason)


# -- a head in several lines ----------------------------------------------------------------------------------------


def _in_several_lines(lines: Sequence[str], known: Sequence[bool]) -> set[int]:
    """Lines that may be one of a head's, in a row that is a head for certain."""
    found: set[int] = set()
    row: list[int] = []
    for n in range(len(lines) + 1):
        if n < len(lines) and (_may_be(lines, known, n) or (row and _between(lines, known, n))):
            row.append(n)
            continue
        if len(row) > 1:
            found |= _members(lines, row, known)
        row = []
    return found


def _may_be(lines: Sequence[str], known: Sequence[bool], n: int) -> bool:
    return n < len(lines) and (known[n] or is_likely(kinds(lines[n])) or _reaches_editor(lines, known, n))


def _reaches_editor(lines: Sequence[str], known: Sequence[bool], n: int) -> bool:
    """Does a line right below the editor's say how to reach him?"""
    return n > 0 and known[n - 1] and EDITOR in kinds(lines[n - 1]) and kinds(lines[n]) == {CONTACT}


def _between(lines: Sequence[str], known: Sequence[bool], n: int) -> bool:
    """Is it the bare name of a section, with lines of a head above and below it?"""
    return kinds(lines[n]) == {SECTION} and _may_be(lines, known, n - 1) and _may_be(lines, known, n + 1)


def _members(lines: Sequence[str], row: Sequence[int], known: Sequence[bool]) -> set[int]:
    """The lines of a row that belong to a head; a line with a day of its own belongs to the text beside it."""
    sure = [n for n in row if known[n]]
    told = frozenset().union(*(kinds(lines[n]) for n in row))
    plain = [n for n in row if WORD not in kinds(lines[n]) or kinds(lines[n]) & {PAGE, EDITOR}]
    if told <= {DATE, NUMBER}:  # a page's number says nothing of the day above it, which is a signature's
        return set()
    if not sure and not (is_sure(told) and {DATE, WEEKDAY} <= told):
        return set()
    dates = {_date(lines[n]) for n in (sure or row)} - {""}
    others = {n for n in plain if n not in sure and _date(lines[n]) and _date(lines[n]) not in dates and dates}
    return {n for n in plain if n not in sure and n not in others}


def _date(line: str) -> str:
    return next((text for kind, text in parts(line) if kind == DATE), "")


# -- at the head and the foot of a page -------------------------------------------------------------------------------


def _at_edges(lines: Sequence[str], known: Sequence[bool]) -> set[int]:
    """The name of an edition beside a label at the head, and what a paper says of itself beside labels or at the foot."""
    head = next((n for n, label in enumerate(known) if not label and not _is_own(lines[n])), len(lines))
    below = (
        n
        for n in range(len(lines), head, -1)
        if not (known[n - 1] or _is_house(lines[n - 1]) or _is_leaf(lines[n - 1]))
    )
    foot = next(below, head)
    labelled, housed = any(known[:head]), any(map(_is_house, lines[foot:]))
    above = {n for n in range(head) if labelled and not known[n] and _is_told_once(lines, n)}
    return above | {n for n in range(foot, len(lines)) if housed and not known[n]}


def _is_own(line: str) -> bool:
    return bool(_EDITION.fullmatch(line)) or _is_house(line)


def _is_leaf(line: str) -> bool:
    return kinds(line) == {PAGE}


def _is_house(line: str) -> bool:
    """Does a paper say who works for it, in two parts: `本报法律顾问　某某律师事务所`?"""
    return bool(_HOUSE.fullmatch(line)) and not ends_sentence(line) and width(line) <= _WIDE + 8


def _is_told_once(lines: Sequence[str], n: int) -> bool:
    """Is a line no title, which the text below would speak of?"""
    return not any(lines[n] in line for k, line in enumerate(lines) if k != n)


_EDITION = re.compile(
    "[\u4e00-\u9fff]{2,8}(?:[周週]末版|海外版|[专專特副][刊版]|[周週]刊|地方版|[国國][际際]版|[号號]外)"
)
_HOUSE = re.compile(
    r"本[报報刊社](?!讯|訊|记者|記者|评论|評論|特派|特约|特約|综合|綜合|通讯员|通訊員|驻|駐|实习|實習|编辑部|編輯部)[\u4e00-\u9fff]{2,10}"
    r"(?:[\s　]*[:：][\s　]*|[\s　]{1,8})[^\s，。！？].{1,24}"
)

# -- a head on every page -------------------------------------------------------------------------------------------


def _repeated(lines: Sequence[str]) -> set[int]:
    """Lines that stand again beside numbers of pages, and these numbers: a book's or a journal's name."""
    beside = [n for n in range(len(lines)) if _is_name(lines[n]) and _folios(lines, n)]
    again = Counter(lines[n] for n in beside)
    heads = {
        n for n in beside if again[lines[n]] > 1 and _counts_up(lines, [k for k in beside if lines[k] == lines[n]])
    }
    return heads | {k for n in heads for k in _folios(lines, n)}


def _is_name(line: str) -> bool:
    return (
        4 <= width(line) <= _WIDE
        and not ends_sentence(line)
        and not re.search("[，。；：]", line)
        and not _FOLIO.fullmatch(line)
    )


def _folios(lines: Sequence[str], n: int) -> list[int]:
    return [k for k in (n - 1, n + 1) if 0 <= k < len(lines) and _FOLIO.fullmatch(lines[k])]


def _counts_up(lines: Sequence[str], heads: Sequence[int]) -> bool:
    """Do the numbers beside a name grow from page to page?"""
    numbers = [int(m[0]) for n in heads for k in _folios(lines, n)[:1] if (m := re.search("[0-9]+", lines[k]))]
    return len(numbers) > 1 and all(a < b for a, b in pairwise(numbers))
