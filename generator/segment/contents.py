"""The table of contents of a file that collects several texts: its titles stand once more, each above its own text.

A book or a treaty has a table of contents too, and it is part of it. Here each title heads a text by itself, for the text
above it has ended with where it was printed, by whom, or when, or the title has its own day or speaker below it. The table
then belongs to none of the texts, nor does the name of the collection above it. Where the table gives pages, titles may
be missing below: the file holds a part of the collection.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from generator.formulas import line_kind
from generator.segment.likeness import folded

_HEAD = re.compile(r"[【\[]?\s*(?:目\s*[录錄次]|篇目)\s*[】\]]?[:：]?")
_ENTRY = re.compile(
    r"(?:[0-9]{1,3}\s*[.．、)）]|第?[一二三四五六七八九十]{1,3}[、篇.]|[•·●■])?\s*(?P<title>.{4,60}?)[\s.…·・—\-]*(?P<page>[0-9]{0,4})"
)
_PAGED = re.compile(r"(?:[.…·・]{2,}|[—\-]{3,}|\s{3,})\s*[0-9]{1,4}$")
_COLLECTION = re.compile(
    r"[0-9一二三四五六七八九十百]+\s*篇|[汇匯彙][编編]|[选選][编編集]|合集|合[辑輯]|文集|集[锦錦]|精[选選]|[专專][辑輯]"
)
_FIRST, _ABOVE = 12, 2  # lines from the top in which the table begins, and lines above it
_SOURCES = frozenset({"credit", "dateline", "byline"})


def contents_of(lines: Sequence[str]) -> set[int]:
    """The lines that are a collection's table of contents, with its heading and the collection's name."""
    head = next((n for n, line in enumerate(lines[:_FIRST]) if _HEAD.fullmatch(line)), None)
    if head is None:
        return set()
    entries, titles = _entries(lines, head + 1)
    if len(titles) < 2 or not (_are_apart(lines, titles) or _have_heads(lines, titles)):
        return set()
    above = range(head) if head <= _ABOVE and any(_COLLECTION.search(line) for line in lines[:head]) else range(0)
    return {*above, head, *entries}


def _entries(lines: Sequence[str], start: int) -> tuple[range, list[int]]:
    """The lines from `start` on whose titles stand again below, in the same order or with their pages, and where they do."""
    again: list[int] = []
    n = start
    while n < len(lines) and (title := _title(lines[n])):
        after = again[-1] if again else start
        below = next((k for k in range(max(after, n) + 1, len(lines)) if folded(lines[k]) == folded(title)), None)
        if n == (again[0] if again else -1) or (below is None and not _PAGED.search(lines[n])):
            break
        again += [] if below is None else [below]
        n += 1
    return range(start, n), again


def _title(line: str) -> str:
    match = _ENTRY.fullmatch(line)
    return match["title"] if match else ""


def _have_heads(lines: Sequence[str], titles: Sequence[int]) -> bool:
    """Does each title have its own day, source or author below it?"""
    return all(n + 1 < len(lines) and line_kind(lines[n + 1]) in _SOURCES for n in titles)


def _are_apart(lines: Sequence[str], titles: Sequence[int]) -> bool:
    """Does each text end with its source, its author or its day, above the next title and at the end?"""
    ends = [low for _, low in pairwise([*titles, len(lines)])]
    return all(line_kind(lines[end - 1]) in _SOURCES for end in ends)
