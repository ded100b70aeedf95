"""Where a site shows an article on several pages and a scraper fetched them one by one: `上一页 [1] 2 [3] 下一页`.

At each turn stand the pager of the page that ends, then the title of the one that begins, often with its number
(`渡口志(3)`). They go, and so do the last lines of a page that the next prints once more. And they count: where page 5
follows page 3 a page of the text is lost, in the middle, at the end or at the beginning, however whole the sentences
beside the place are.

A row of figures is a pager only with the words for turning pages, or where one number differs in its dress from all
others, as the page that one is on does. A title with a number is a page's only beside a pager: parts of a work are
numbered too.

>>> [pager(line) for line in ("上一页 1 [2] [3] 下一页", "‹ 1 [2] 3 4 ›", "1 2 3 下一頁", "1 2 3 4 5", "[1] [2]", "第1页 共3页")]
[Pager(page=1, last=3), Pager(page=2, last=4), Pager(page=None, last=3), None, None, None]
"""

from __future__ import annotations

import re
from bisect import bisect, bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.dates import number
from generator.hanzi import simplified
from generator.interface_words import SURE, weight
from generator.model import Edit, Piece
from generator.repairs.page_label import RULE as PAGE_LABEL
from generator.repairs.structure import LOOP_COPY, REPEATED_TITLE
from generator.segment.furniture import Mark
from generator.segment.interface import is_prose
from generator.segment.likeness import folded

LOST_PAGES = "lost-pages"  # a mark where pages of a text are not there
_ASKS = ("：", ":", "？", "?")  # below such a line the text itself shows the row
_FEWEST = 2  # pages of an article that is paged
_MOST = 12  # lines of a page that the next prints again
_AGAIN = 8  # characters of them that no author repeats by chance right there
_TITLE = 6  # characters of a title that no heading repeats by chance
_WORDS = re.compile(
    r"(?:上|下|前|后|首|末|尾|第|最后)一?[页頁]|共\s*[0-9]{1,3}\s*[页頁]|[页頁][次数數码碼]|分[页頁]|翻[页頁]|余下全文|全文(?:阅读|显示)?|本页显示全文|转到|跳[转至到]|go"
    r"|prev(?:ious)?|next|[:：|｜/／<>＜＞‹›«»←→·…\s　]+|\.{2,3}",
    re.IGNORECASE,
)
_TURNS = re.compile(r"[上下前后尾末]一?页|余下全文|[‹›«»]|prev|next", re.IGNORECASE)
_CELL = re.compile(
    r"(?P<opening>[\[［【(（<＜]?)\s*(?:第\s*)?(?P<page>[0-9０-９]{1,2})\s*(?:[页頁]\s*)?(?P<closing>[\]］】)）>＞]?)"
)
_NUMBER = r"[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}"
_BEHIND = re.compile(  # what a site sets behind the title on each further page: (3)  _第3页  - 3/5  【三】
    rf"[\s_\-–—·|｜:：]*[(（\[［【〔<＜]?\s*(?:第\s*)?(?P<page>{_NUMBER})\s*(?:[页頁]|[/／]\s*[0-9]{{1,2}})?\s*[)）\]］】〕>＞]?\s*"
)


@dataclass(frozen=True)
class Pager:
    """What a row for turning pages tells: on which page it stands, where it shows that, and how many there are."""

    page: int | None
    last: int


@dataclass(frozen=True)
class Lost:
    """Pages of a text that are not there, before the piece that begins at `start` (none: at the end)."""

    start: int | None
    text: str


def pager(line: str) -> Pager | None:
    """What a line tells that is nothing but a row for turning pages."""
    plain = simplified(line).strip(" \u3000")
    cells, words, at = [], [], 0
    while at < len(plain):
        if match := _WORDS.match(plain, at):
            words.append(match[0])
        elif match := _CELL.match(plain, at):
            cells.append((int(match["page"]), bool(match["opening"] or match["closing"])))
        else:
            return None
        at = match.end()
    pages = [page for page, _ in cells]
    if len(cells) < _FEWEST or any(later != page + 1 for page, later in pairwise(_steps(pages))):
        return None
    own = [page for page, dressed in cells if not dressed]
    others = [page for page, dressed in cells if dressed]
    page = own[0] if len(own) == 1 and others else others[0] if len(others) == 1 and len(own) > 1 else None
    if (page is None or pages[0] != 1) and not any(map(_TURNS.search, words)):
        return None
    return Pager(page, max(pages))


def _steps(pages: Sequence[int]) -> Sequence[int]:
    """The numbers of a row without the last page of all, to which some jump: `1 2 3 … 12`."""
    return pages[:-1] if len(pages) > 3 and pages[-1] > pages[-2] + 1 else pages


# -- an article of several pages ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Turn:
    """The lines between two pages of a text, or above its first or below its last, and the numbers they tell."""

    rows: tuple[int, ...]  # what the site set there
    above: int | None  # the page that ends here
    below: int | None  # the page that begins here
    at: int  # the first line of the text below


def strip_turns(text: str, pieces: Sequence[Piece]) -> tuple[list[Piece], list[Edit], list[Lost]]:
    """The pieces without what stands between the pages of an article, an edit for each, and the pages that are lost."""
    lines = [text[piece.start : piece.end] for piece in pieces]
    quoted = [n for n in range(1, len(lines)) if lines[n - 1].endswith(_ASKS)]
    pagers = {n: row for n, line in enumerate(lines) if n not in quoted and (row := pager(line))}
    prose = [n for n, line in enumerate(lines) if n not in pagers and is_prose(line)]
    titles = _titles(lines[: prose[0]], pagers) if prose else []
    turns = [_turn(lines, pagers, titles, n) for n in pagers if prose and prose[0] < n and n - 1 not in pagers]
    between = [turn for turn in turns if turn.at <= prose[-1]]
    worded = (turn.above and _TURNS.search(simplified(lines[turn.rows[0]])) for turn in between)
    if len(between) < 2 and not any(len(turn.rows) > 1 for turn in between) and not any(worded):
        return list(pieces), [], []
    copies = {n: first for turn in between for n, first in _printed_again(lines, turn)}
    taken = {n for turn in between for n in turn.rows} | copies.keys()
    taken |= {
        n for turn in turns for n in turn.rows[:1] if weight(lines[n]) != SURE
    }  # the last; words tell where a page's tail begins
    edits = [_edit(text, pieces, n, copies.get(n), n in pagers) for n in sorted(taken)]
    kept = [piece for n, piece in enumerate(pieces) if n not in taken]
    return kept, edits, list(_lost([piece.start for piece in pieces], prose[0], turns, len(between), pagers.values()))


def _titles(head: Sequence[str], pagers: dict[int, Pager]) -> list[str]:
    """The lines above the text that may stand again on each page."""
    return [folded(line) for n, line in enumerate(head) if n not in pagers and len(folded(line)) >= _TITLE]


def _turn(lines: Sequence[str], pagers: dict[int, Pager], titles: Sequence[str], n: int) -> _Turn:
    """The turn that begins with the pager in line `n`."""
    rows, below = [n], None
    end = n + 1
    while end < len(lines) and (end in pagers or _heads(lines[end], titles) is not None):
        rows.append(end)
        below = _heads(lines[end], titles) if end not in pagers else pagers[end].page
        end += 1
    return _Turn(tuple(rows), pagers[n].page, below or None, end)


def _heads(line: str, titles: Sequence[str]) -> int | None:
    """The number of the page whose title a line is; 0 where it has none; None if it is no title."""
    for end in range(len(line), _TITLE - 1, -1):
        if folded(line[:end]) not in titles:
            continue
        if end == len(line):
            return 0
        if match := _BEHIND.fullmatch(line, end):
            return number(match["page"])
    return None


def _printed_again(lines: Sequence[str], turn: _Turn) -> Iterator[tuple[int, int]]:
    """The first lines of a page that are the last of the page before, printed once more, each with the line it repeats."""
    above = turn.rows[0]
    for size in range(min(_MOST, above, len(lines) - turn.at), 0, -1):
        again = lines[turn.at : turn.at + size]
        if lines[above - size : above] == again and sum(map(len, again)) >= _AGAIN:
            yield from ((turn.at + n, above - size + n) for n in range(size))
            return


def _lost(
    starts: Sequence[int], first: int, turns: Sequence[_Turn], inner: int, pagers: Iterable[Pager]
) -> Iterator[Lost]:
    """Where pages of the text are not there, by the numbers at its turns; `inner` of them have text below."""
    if (page := turns[0].above or 1) > 1:
        yield Lost(starts[first], _PAGES.format(_named(1, page - 1)))
    for n, turn in enumerate(turns[:inner]):
        page = turn.above or page
        below = turn.below or (turns[n + 1].above if n + 1 < len(turns) else None) or page + 1
        if below > page + 1:
            yield Lost(starts[turn.at], _PAGES.format(_named(page + 1, below - 1)))
        page = below
    if turns[inner:] and page < (last := max(row.last for row in pagers)) and turns[-1].above == page:
        yield Lost(None, _PAGES.format(_named(page + 1, last)))


_PAGES = "原件缺第{}页"


def _named(first: int, last: int) -> str:
    return f"{first}" if first == last else f"{first}—{last}"


def told_lost(lost: Sequence[Lost], edits: Sequence[Edit]) -> Iterator[Lost]:
    """The lost pages but those before a stretch that begins with text from above: what repeats it followed it.

    Where a scraper read one page again and again, the numbers at the turns do not tell what it read.
    """
    copies = [edit.start for edit in edits if edit.rule == LOOP_COPY.id]
    rows = sorted(edit.start for edit in edits if edit.rule == PAGE_LABEL.id)
    for one in lost:
        end = next((row for row in rows if one.start is not None and row > one.start), None)
        if not any(one.start is not None and one.start <= at and (end is None or at < end) for at in copies):
            yield one


def turn_marks(pieces: Sequence[Piece], edits: Sequence[Edit], lost: Iterable[Lost]) -> Iterator[Mark]:
    """Marks between the pieces that are left: where a page was turned, and where pages are lost."""
    starts = [piece.start for piece in pieces]
    for edit in edits:
        yield Mark(PAGE_LABEL.id, bisect(starts, edit.start), "")
    for one in lost:
        at = len(starts) if one.start is None else bisect_left(starts, one.start)
        yield Mark(LOST_PAGES, at, one.text)


def _edit(text: str, pieces: Sequence[Piece], n: int, first: int | None, row: bool) -> Edit:
    rule, reason = (
        (PAGE_LABEL.id, "网页分页的页码，不属正文") if row else (REPEATED_TITLE.id, "分页的标题，每页重印一次")
    )
    if first is not None:
        rule, reason = LOOP_COPY.id, f"与第{pieces[first].line}行相同，重复抓取"
    return Edit(pieces[n].start, pieces[n].end, text[pieces[n].start : pieces[n].end], "", rule, reason)
