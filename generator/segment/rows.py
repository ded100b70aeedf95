"""Title-like lines in a row that are text: verse, lists, a chronicle's entries, a register, what a play tells first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from generator.layout import chronicle, ends_sentence, width
from generator.segment.item import FIELDS, Item
from generator.segment.likeness import likeness
from generator.segment.title_like import LONG

_OPENING = 3  # paragraphs below a title in which its words come back
_NAMED = 0.5  # and the share of them


def verses(items: list[Item]) -> list[Item]:
    """Many title-like lines in a row are verse or a list, all but a title at the very top; so are two or more that ask or
    call below a line that announces them (`我再问三个问题：`), and those with names among them (`团长`, `某某　某司司长`)."""
    out = list(items)
    periods = _periods(items)
    for start, end in _rows(items):
        row = items[start:end]
        if len(row) > 3 and not _heads_report(items, start, end):
            for k in range(_titles_end(items, start, end), end):
                out[k] = items[k] if k in periods else replace(items[k], kind="body")
        elif len(row) > 1 and start and items[start - 1].kind == "body" and _are_facts(row):
            out[start:end] = [replace(item, kind="body") for item in row]
        elif len(row) > 1 and start and items[start - 1].kind == "body" and items[start - 1].text.endswith(("：", ":")):
            said = all(ends_sentence(item.text) and not item.numbered for item in row)
            out[start:end] = [replace(item, kind="body") for item in row] if said else row
    return out


def _are_facts(row: Sequence[Item]) -> bool:
    """Are title-like lines that stand line under line labels with their values (`赞成：12票`, `反对：3票`), and no headings?"""
    return all(_FACT.fullmatch(item.text) for item in row) and not any(item.spaced for item in row[1:])


_FACT = re.compile(
    "[\u4e00-\u9fff]{2,6}\\s*[:：]\\s*[0-9一二三四五六七八九十百千万零〇两]{1,6}(?:比[0-9一二三四五六七八九十]{1,3})?[\u4e00-\u9fff]{0,3}"
)


def _periods(items: Sequence[Item]) -> set[int]:
    """The years or months that head the entries of a chronicle (`2019年`, `三月`): two or more, each over an entry with words."""
    found = [n for n, item in enumerate(items) if item.kind == "title" and _PERIOD.fullmatch(item.text)]
    over = all(n + 1 < len(items) and n + 1 not in found and width(items[n + 1].text) >= _ENTRY for n in found)
    return set(found) if len({items[n].text for n in found}) == len(found) > 1 and over else set()


_PERIOD = re.compile(
    r"(?:公元)?(?:[12][0-9]{3}|[一二][〇○零一二三四五六七八九]{3})\s*年(?:度|[上下]半年|[0-9]{1,2}月|[一二三四五六七八九十]{1,2}月)?"
    r"|(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})\s*月份?|民[国國][一二三四五六七八九十0-9]{1,3}年"
)
_ENTRY = 6  # width of an entry; a table read cell by cell has narrower ones


def _heads_report(items: Sequence[Item], start: int, end: int) -> bool:
    """Do title-like lines stand in one block right above a dispatch or an author, as a headline in several lines does?

    The text above them ended. Verse has lines of one width.
    """
    row, after = items[start:end], items[end : end + 2]
    opens = [item.kind for item in after[:1]] == ["dispatch"] or (
        [item.kind for item in after] in (["byline", "body"], ["byline", "dispatch"])
    )
    block = row[0].spaced and len(row) <= _HEADLINES and not any(item.spaced or item.numbered for item in row[1:])
    ended = not start or items[start - 1].kind not in ("body", "dispatch") or ends_sentence(items[start - 1].text)
    return opens and block and ended and len({width(item.text) for item in row}) > 1


_HEADLINES = 6  # lines of a headline with its kicker


def _rows(items: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """Where title-like lines stand in a row, from and to; a list of names is one row, other names end it."""
    start = 0
    while start < len(items):
        end = _row_end(items, start, ("title", "byline"))
        if not _lists_names(items[start:end]):
            end = _row_end(items, start, ("title",))
        if start < end:
            yield start, end
        start = max(end, start + 1)


def _row_end(items: Sequence[Item], start: int, kinds: Sequence[str]) -> int:
    return next((n for n in range(start, len(items)) if items[n].kind not in kinds), len(items))


def _lists_names(row: Sequence[Item]) -> bool:
    """Do title-like lines and names take turns, as no title and its authors do?"""
    return sum(above.kind == "byline" and item.kind == "title" for above, item in pairwise(row)) > 1


def _titles_end(items: Sequence[Item], start: int, end: int) -> int:
    """Where in a row of title-like lines the text begins: below the title at the very top, with what stands above it.

    The title of a page is the first line of the row that the paragraphs below it speak of; verse has none below.
    """
    if any(item.kind == "body" for item in items[:start]) or (start and items[start - 1].kind == "dashed"):
        return start
    below = [item.text for item in items[end:] if item.kind in ("body", "dispatch") and ends_sentence(item.text)]
    text = "".join(below[:_OPENING])
    dated = end < len(items) and items[end].kind in FIELDS  # no verse has its day right below
    long = (n for n in range(start, end) if width(items[n].text) > LONG or (dated and n == end - 1))
    spoken = (n for n in long if likeness(items[n].text, text) >= _NAMED)
    return next(spoken, start) + 1


def chronicled(items: list[Item]) -> list[Item]:
    """Items with rows that tell what was when (`1992年5月　两国建交`) as text: they are no dates of the page."""
    rows = chronicle([item.text if item.kind in ("title", "dateline") else "" for item in items])
    return [replace(item, kind="body") if n in rows else item for n, item in enumerate(items)]


def registered(items: list[Item]) -> list[Item]:
    """Items with the rows of a register above the text as notes (`档案号：云-07 分类：通告`): they are no titles."""
    end = next((n for n, item in enumerate(items) if item.kind in ("body", "dispatch", "vocative")), len(items))
    rows = {n for n in range(end) if len(_LABELLED.findall(items[n].text)) > 1}
    beside = {n for n in rows if rows & {n - 1, n + 1} or _is_field(items, n - 1) or _is_field(items, n + 1)}
    return [
        replace(item, kind="note") if n in beside and item.kind == "title" else item for n, item in enumerate(items)
    ]


def told_first(items: list[Item]) -> list[Item]:
    """Items with what a play or the minutes of a meeting tell first (`时间：`, `地点：`, `人物：`), line under line, as text.

    A page says of itself when it was put up, with the year.
    """
    out = list(items)
    for first in range(len(items)):
        end = next((n for n in range(first, len(items)) if not _LABELLED.match(items[n].text)), len(items))
        row = items[first:end]
        when = any(item.kind == "dateline" and not re.search("[0-9〇○零一二]{4}", item.text) for item in row)
        if first and len(row) > 2 and when and row[0].spaced and not any(item.spaced for item in row[1:]):
            out[first:end] = [replace(item, kind="body") for item in row]
    return out


def _is_field(items: Sequence[Item], n: int) -> bool:
    return 0 <= n < len(items) and items[n].kind in FIELDS and bool(_LABELLED.match(items[n].text))


_LABELLED = re.compile(r"(?:^|(?<=[\s　]))[\u4e00-\u9fff]{2,6}\s*[:：]")
