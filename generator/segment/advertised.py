"""A line above the text that has the words of the page's own lines: whose trade a site advertises.

Who pays for a page of copied texts is named above the title, and what he sells comes back among the tags, in the links
set between the paragraphs and below them, and nowhere in the text. Two such lines elsewhere prove a third.

A link with its label between the paragraphs is known by one such line, the advertiser by two.

>>> page = ["顺安石磨厂　专业生产磨盘机", "渡口今日重开", "渡口今日重新开放，两岸居民乘船往来。", "【推荐】磨盘机为什么会响", "标签：磨盘机"]
>>> sorted(advertised(page, [False, False, False, False, True])), sorted(advertised(page, [False] * 5))
([0, 3], [])
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.formulas import line_kind
from generator.hanzi import HAN, simplified
from generator.layout import ends_sentence, width
from generator.repairs.site_notice import claims_rights
from generator.segment.interface import is_prose

_LABELLED = re.compile(r"[【\[](?:推[荐薦]|[热熱][门門]|相[关關]|延伸|更多|猜你|精彩)[^】\]]{0,6}[】\]]\s*\S")
_SIZE = 3  # characters of a word that two lines do not share by chance
_WIDEST = 40  # width of a line that may be the page's
_OTHERS = 2  # lines of the page's own that have one of its words


def advertised(lines: Sequence[str], taken: Sequence[bool]) -> set[int]:
    """The numbers of such lines above the first paragraph, and of such links; `taken`: is a line known to be the page's?"""
    first = next((n for n, line in enumerate(lines) if is_prose(line) and not taken[n]), 0)
    rest = [n for n in range(len(lines)) if not taken[n]]
    text = set().union(*(_words(lines[n]) for n in rest if n >= first and not _LABELLED.match(lines[n])))
    pages = [_words(line) - text for line, gone in zip(lines, taken, strict=True) if gone and not claims_rights(line)]
    candidates = [n for n in rest if _may_be(lines[n], text)]
    links = {n for n in candidates if _LABELLED.match(lines[n]) and _shared(lines[n], pages, 1)}
    pages += [_words(lines[n]) for n in links]
    return links | {n for n in candidates if n < first and _shared(lines[n], pages, _OTHERS)}


def _may_be(line: str, text: set[str]) -> bool:
    """Has a line no form of a text's own, and no word that the text has?"""
    formed = line_kind(line) is not None or ends_sentence(line) or line.startswith(("—", "─"))
    return not formed and width(line) <= _WIDEST and not _words(line) & text


def _shared(line: str, pages: Sequence[set[str]], others: int) -> bool:
    return sum(bool(_words(line) & words) for words in pages) >= others


def _words(line: str) -> set[str]:
    """Every three characters that stand side by side in a line."""
    runs = re.findall(f"[{HAN}]+", simplified(line))
    return {run[n : n + _SIZE] for run in runs for n in range(len(run) - _SIZE + 1)}
