"""The head or foot of a printed page that is set in several lines, or stands again on each page.

One line of such a head may say too little by itself (`06 环球`, `2014年6月20日 星期五`); beside the others it is plain.
The name of a book stands again and again beside page numbers. What is read here is only which lines are; the parts of a
line are read by `repairs/running_head.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.folios import folio, is_dressed
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
    PAPER,
    SECTION,
    WEEKDAY,
    WORD,
    is_likely,
    is_sure,
    kinds,
    parts,
)
from generator.words import is_unfinished, one_word_across

_WIDE = 36  # a running head is no wider
_BEHIND = re.compile(  # 渡口志 － 12 －
    r"(?P<name>[^0-9０-９]*?[\u4e00-\u9fff》）])\s*(?P<folio>[^\u4e00-\u9fff\s》）].*|[第共].*)"
)
_BEFORE = re.compile(r"(?P<folio>.*?[^\u4e00-\u9fff\s《（]|第.*?[页頁])\s*(?P<name>[\u4e00-\u9fff《（].*)")
_FAR = r"(?:[ \t]{4,}|\u3000{2,})"
_FAR_BEHIND = re.compile(rf"(?P<name>.*\S){_FAR}(?P<folio>[0-9]{{1,4}})")
_TITLE, _TOP = 8, 12  # width of a title that no heading repeats by chance, and lines from the top that hold it
_APART = re.compile(r"[ \t]{2,}|\u3000")  # what parts a name from a bare number


def running_heads(lines: Sequence[str], known: Sequence[bool]) -> dict[int, Edit]:
    """An edit for each line that is a running head because of the lines around it. `known`: is it one by itself?"""
    found = {n: _edit(lines[n]) for n in _in_several_lines(lines, known)}
    found |= {n: _edit(lines[n]) for n in _at_edges(lines, [k or n in found for n, k in enumerate(known)])}
    return found | {n: _edit(lines[n]) for n in _repeated(lines) | _unnumbered(lines)}


def _edit(line: str) -> Edit:
    rule, reason = (EDITOR_LINE, EDITED) if kinds(line) == {EDITOR} else (PAGE_LABEL, LABELLED)
    return Edit(0, len(line), line, "", rule.id, reason)


# -- a head in several lines ----------------------------------------------------------------------------------------


def _in_several_lines(lines: Sequence[str], known: Sequence[bool]) -> set[int]:
    """Lines that may be one of a head's, in a row that is a head for certain."""
    found: set[int] = set()
    row: list[int] = []
    opening = _opening(lines, known)
    for n in range(len(lines) + 1):
        if n < opening or (n < len(lines) and (_may_be(lines, known, n) or (row and _between(lines, known, n)))):
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


def _opening(lines: Sequence[str], known: Sequence[bool]) -> int:
    """With how many lines the page begins that all have such parts as a head has.

    The bare name of a section ends no head: what stands below it may be a column's, and it its name.
    """
    told = enumerate(map(kinds, lines))
    end = next((n for n, found in told if not (known[n] or _is_part(found))), len(lines))
    while end and not known[end - 1] and kinds(lines[end - 1]) == {SECTION}:
        end -= 1
    return end


def _is_part(found: frozenset[str]) -> bool:
    """Are all parts of a line such as a head has, and none a word that may be anything?"""
    return bool(found) and WORD not in found


def _between(lines: Sequence[str], known: Sequence[bool], n: int) -> bool:
    """Is it the bare name of a section, with lines of a head above and below it?"""
    return kinds(lines[n]) == {SECTION} and _may_be(lines, known, n - 1) and _may_be(lines, known, n + 1)


def _members(lines: Sequence[str], row: Sequence[int], known: Sequence[bool]) -> set[int]:
    """The lines of a row that belong to a head; a line with a day of its own belongs to the text beside it."""
    sure = [n for n in row if known[n]]
    told = frozenset().union(*(kinds(lines[n]) for n in row))
    plain = [n for n in row if _is_plain(kinds(lines[n]))]
    if told <= {DATE, NUMBER}:  # a page's number says nothing of the day above it, which is a signature's
        return set()
    if not sure and not (is_sure(told) and {DATE, WEEKDAY} <= told):
        return set()
    dates = {_date(lines[n]) for n in (sure or row)} - {""}
    others = {n for n in plain if n not in sure and _date(lines[n]) and _date(lines[n]) not in dates and dates}
    return {n for n in plain if n not in sure and n not in others}


def _is_plain(found: frozenset[str]) -> bool:
    """Is a word that is no known part the name of a section, beside a page's number, an editor or the paper's name?"""
    return WORD not in found or bool(found & {PAGE, EDITOR}) or found >= {PAPER, NUMBER}


def _date(line: str) -> str:
    return next((text for kind, text in parts(line) if kind == DATE), "")


# -- at the head and the foot of a page -------------------------------------------------------------------------------


def _at_edges(lines: Sequence[str], known: Sequence[bool]) -> set[int]:
    """The name of an edition beside a label at the head, and what a paper says of itself beside labels or at the foot."""
    head = next((n for n, label in enumerate(known) if not label and not _is_own(lines[n])), len(lines))
    below = (
        n for n in range(len(lines), head, -1) if not (known[n - 1] or is_house(lines[n - 1]) or _is_leaf(lines[n - 1]))
    )
    foot = next(below, head)
    labelled, housed = any(known[:head]), any(map(is_house, lines[foot:]))
    above = {n for n in range(head) if labelled and not known[n] and _is_told_once(lines, n)}
    above |= {0} if lines and not known[0] and _NUMBERED_SECTION.fullmatch(lines[0]) else set()
    return above | {n for n in range(foot, len(lines)) if housed and not known[n]}


def _is_own(line: str) -> bool:
    return bool(_EDITION.fullmatch(line)) or is_house(line)


def _is_leaf(line: str) -> bool:
    return kinds(line) == {PAGE}


def is_house(line: str) -> bool:
    """Does a paper say who works for it, in two parts: `本报法律顾问　某某律师事务所`?"""
    return bool(_HOUSE.fullmatch(line)) and not ends_sentence(line) and width(line) <= _WIDE + 8


def _is_told_once(lines: Sequence[str], n: int) -> bool:
    """Is a line no title, which the text below would speak of?"""
    return not any(lines[n] in line for k, line in enumerate(lines) if k != n)


_EDITION = re.compile(
    "[\u4e00-\u9fff]{2,8}(?:[周週]末版|海外版|[专專特副][刊版]|[周週]刊|地方版|[国國][际際]版|[号號]外)"
)
_NUMBERED_SECTION = re.compile(
    r"[\u4e00-\u9fff]{2,8}[\s　]+(?:第\s*)?(?:0[0-9]|[A-ZＡ-Ｚ]\s*[0-9０-９]{1,2})\s*版"
)  # no edition of a book
_HOUSE = re.compile(
    r"本[报報刊社](?!讯|訊|记者|記者|评论|評論|特派|特约|特約|综合|綜合|通讯员|通訊員|驻|駐|实习|實習|编辑部|編輯部)[\u4e00-\u9fff]{2,10}"
    r"(?:[\s　]*[:：][\s　]*|[\s　]{1,8})[^\s，。！？].{1,24}"
)

# -- a head on every page -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Head:
    """A name with the number of a leaf: in one line, or in two of which one is only the number."""

    name: str
    page: int
    rows: tuple[int, ...]
    dressed: bool = True  # has the number dashes or words around it?


def _repeated(lines: Sequence[str]) -> set[int]:
    """Lines that stand again with numbers of pages that count up: a book's or a journal's name, or a text's title.

    In one line with its number a name may be a heading of several (`方案（2）`), and below a bare number a refrain, unless
    one of them cuts a sentence.
    """
    heads = [head for n in range(len(lines)) for head in _heads(lines, n)]
    found: set[int] = set()
    for name in dict.fromkeys(head.name for head in heads):
        rows = [head for head in heads if head.name == name]
        apart = all(len(head.rows) > 1 and head.dressed for head in rows)
        rising = all(one.page < other.page for one, other in pairwise(rows) if one.rows[-1] < other.rows[0])
        if (
            len({head.page for head in rows}) > 1
            and rising
            and (apart or any(_cuts(lines, head.rows) for head in rows))
        ):
            found |= {n for head in rows for n in head.rows}
        found |= {head.rows[0] for head in rows if len(head.rows) == 1 and _is_title(lines, head)}
    return found


def _is_title(lines: Sequence[str], head: _Head) -> bool:
    """Does a line say the title that stands above, and a bare number far apart from it, as a page of a file does?"""
    line = lines[head.rows[0]]
    apart = re.fullmatch(rf"[0-9]{{1,4}}{_FAR}\S.*|.*\S{_FAR}[0-9]{{1,4}}", line)
    return bool(apart) and width(head.name) >= _TITLE and head.name.strip() in lines[: min(head.rows[0], _TOP)]


def _unnumbered(lines: Sequence[str]) -> set[int]:
    """A title that stands again on each leaf without a number, where most times it cuts a sentence in two."""
    places: dict[str, list[int]] = {}
    for n, line in enumerate(lines):
        places.setdefault(line, []).append(n)
    found: set[int] = set()
    for line, (_, *again) in places.items():
        if len(again) > 1 and _is_name(line):
            cuts = [n for n in again if _cuts(lines, (n,))]
            found |= set(again) if len(cuts) > 1 and 2 * len(cuts) >= len(again) else set()
    return found


def _cuts(lines: Sequence[str], rows: Sequence[int]) -> bool:
    """Do lines stand between two lines of prose, of which the one above stops in the middle of a word or wants more?"""
    if rows[0] < 1 or rows[-1] + 1 >= len(lines):
        return False
    above, below = lines[rows[0] - 1], lines[rows[-1] + 1]
    if width(above) < _CUT or ends_sentence(above) or above[-1] in "：:；;":
        return False
    return (is_unfinished(above) or one_word_across(above, below)) and bool(re.search("[，。；]", below))


def _heads(lines: Sequence[str], n: int) -> list[_Head]:
    """What a line may be the name in: with its number above or below, or in the line itself."""
    line = lines[n]
    if _is_name(line):
        beside = [k for k in (n - 1, n + 1) if 0 <= k < len(lines) and folio(lines[k]) is not None]
        if beside:
            number = lines[beside[0]]
            return [_Head(line, folio(number) or 0, tuple(sorted((n, *beside))), is_dressed(number))]
    for match in (_FAR_BEHIND.fullmatch(line), _BEHIND.fullmatch(line), _BEFORE.fullmatch(line)):
        if match and _is_name(match["name"]) and (page := folio(match["folio"])) is not None:
            gap = line[match.end("name") : match.start("folio")] or line[match.end("folio") : match.start("name")]
            if is_dressed(match["folio"]) or _APART.search(gap):
                return [_Head(match["name"], page, (n,))]
    return []


def _is_name(line: str) -> bool:
    return (
        4 <= width(line) <= _WIDE
        and not ends_sentence(line)
        and not re.search("[，。；]|[：:]$", line)
        and folio(line) is None
    )


_CUT = 10  # width of a line that is more than a heading
