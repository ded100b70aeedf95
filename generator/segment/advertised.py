"""A line above the text that has the words of the page's own lines: whose trade a site advertises.

Who pays for a page of copied texts is named above the title, and what he sells comes back among the tags, in the links
set between the paragraphs and below them, and nowhere in the text. Two such lines elsewhere prove a third.

>>> page = ["顺安石磨厂　专业生产石磨、磨盘机", "渡口今日重开", "【推荐】石磨为什么会响", "渡口今日重新开放，两岸居民乘船往来。", "标签：石磨 磨盘机"]
>>> sorted(advertised(page, [False, False, True, False, True]))
[]
>>> page[2] = "【推荐】磨盘机为什么会响"
>>> sorted(advertised(page, [False, False, True, False, True]))
[0]
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.formulas import line_kind
from generator.hanzi import HAN, simplified
from generator.layout import ends_sentence, width
from generator.repairs.site_notice import claims_rights
from generator.segment.interface import is_prose

_SIZE = 3  # characters of a word that two lines do not share by chance
_WIDEST = 40  # width of a line that may be the page's
_OTHERS = 2  # lines of the page's own that have one of its words


def advertised(lines: Sequence[str], taken: Sequence[bool]) -> set[int]:
    """The numbers of such lines above the first paragraph; `taken`: is a line known to be the page's?"""
    first = next((n for n, line in enumerate(lines) if is_prose(line) and not taken[n]), 0)
    text = set().union(*(_words(line) for n, line in enumerate(lines) if not taken[n] and n >= first))
    pages = [_words(line) - text for line, gone in zip(lines, taken, strict=True) if gone and not claims_rights(line)]
    return {n for n in range(first) if not taken[n] and _may_be(lines[n], text) and _shared(lines[n], pages)}


def _may_be(line: str, text: set[str]) -> bool:
    """Has a line no form of a text's own, and no word that the text has?"""
    formed = line_kind(line) is not None or ends_sentence(line) or line.startswith(("—", "─"))
    return not formed and width(line) <= _WIDEST and not _words(line) & text


def _shared(line: str, pages: Sequence[set[str]]) -> bool:
    return sum(bool(_words(line) & words) for words in pages) >= _OTHERS


def _words(line: str) -> set[str]:
    """Every three characters that stand side by side in a line."""
    runs = re.findall(f"[{HAN}]+", simplified(line))
    return {run[n : n + _SIZE] for run in runs for n in range(len(run) - _SIZE + 1)}
