"""Spaces strewn between characters.

Recognised text (OCR) and text taken from a PDF letter by letter has a space wherever two characters stood a little apart:
`中 蒙边 境 口岸恢 复客 运`. Chinese print sets none. That they are strewn shows by the words that they cut: of the spaces of
such a page many stand inside a word, of meant ones hardly any.

On a page where that is proved, all single spaces between Chinese characters go from lines that hold a sentence, and from
other lines where most of them cut words. Left alone: the space after a dateline, wider gaps, spaces beside digits and Latin
(the joiner judges those), lists of names and menus, and every page on which few spaces cut a word (`守望相助 携手同心`,
`目 录`).

>>> page = "会议 由双方 共同 主持，与 会代表 就边 境口 岸恢 复客 运等问 题交 换了意 见。"
>>> len(list(find(page, ""))) == page.count(" ")
True
>>> list(find("守望相助 共克疫情，携手同心 推进合作。目 录", ""))
[]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import hanzi
from generator.model import Edit, Rule
from generator.repairs.context import lines
from generator.words import one_word_across

LEAST = 6  # spaces that cut a word, before a page is taken for one with strewn spaces
SHARE = 0.25  # of its spaces between characters
SAMPLE = 400  # spaces looked at to judge a page
_SPACE = re.compile(rf"(?<=[{hanzi.HAN}，。、；：！？“”]) (?=[{hanzi.HAN}，。、；：！？“”])")
_BETWEEN = re.compile(rf"(?<=[{hanzi.HAN}]) (?=[{hanzi.HAN}])")
_SENTENCE = re.compile(r"[，。；！？]")
_DATELINE = re.compile(r"[电電讯訊]$")


def find(text: str, whole: str) -> Iterator[Edit]:
    del whole
    if not _is_strewn(text):
        return
    for start, line in lines(text):
        places = [match.start() for match in _SPACE.finditer(line)]
        if not places or not (_SENTENCE.search(line) or _mostly_cut(line)):
            continue
        for at in places:
            if not _DATELINE.search(line[:at]):
                yield Edit(start + at, start + at + 1, " ", "", RULE.id, "字间空格，出自文字识别或排版，隔断词语")


def _is_strewn(text: str) -> bool:
    found = cut = 0
    for match in _BETWEEN.finditer(text):
        found += 1
        cut += _cuts(text, match.start())
        if found == SAMPLE:
            break
    return cut >= LEAST and cut >= SHARE * found


def _mostly_cut(line: str) -> bool:
    places = [match.start() for match in _BETWEEN.finditer(line)]
    return len(places) >= 2 and 2 * sum(_cuts(line, at) for at in places) >= len(places)


def _cuts(text: str, at: int) -> bool:
    """Does a word lie across the space, with the other spaces around it taken out?"""
    before = text[max(0, at - 16) : at].rpartition("\n")[2].replace(" ", "")
    after = text[at + 1 : at + 17].partition("\n")[0].replace(" ", "")
    return one_word_across(before, after)


RULE = Rule(
    id="scattered-space",
    stage="characters",
    zh="字间空格",
    en="Strewn spaces",
    why="文字识别或从版面逐字取出的文本，字与字之间夹着空格，词语被隔断；证据充分的整页除去。",
    tei="choice/orig/reg",
    find=find,
)
