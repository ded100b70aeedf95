"""Lines that look like a unit by themselves, and are the first line of a paragraph that a narrow column broke.

A dateline may fill its line (`新华社云州3月14日电`), and so may a day with the beginning of a clause (`3月10日，在海州调研渔`).
"""

from __future__ import annotations

import re

from generator.dates import DATE
from generator.formulas import INLINE_DATELINE
from generator.layout import Page, ends_sentence
from generator.words import has_verb, one_word_across

_REPORTER_NEXT = re.compile(r"[（(](?:本报|本報)?(?:特派)?(?:记者|記者)[\s　]?[\u4e00-\u9fff·、\s]{2,16}[）)]\S")


def opens_text(page: Page, n: int) -> bool:
    """Is a dateline on a line by itself the beginning of the text below, and no note of where a text is from?

    Its reporter follows in brackets; or it stands in the brackets of datelines, or fills a first line, above a line that
    fills the column.
    """
    if n + 1 >= len(page.pieces) or not INLINE_DATELINE.fullmatch(page.words[n]):
        return False
    if _REPORTER_NEXT.match(page.words[n + 1]) and page.words[n][0] not in "（(":
        return True
    credit = page.words[n][0] in "（(" and not re.search("记者|記者", page.words[n])
    filled = page.words[n][0] in "【〔［" or (not credit and page.fills_first(n))
    return filled and page.runs_below(n)


def opens_sentence(page: Page, n: int) -> bool:
    """Is what looks like a day and a place (`3月10日，在海州调研渔`) the first line of a paragraph that a column broke?"""
    line = page.words[n]
    clause = _DAY_AND_ON.match(line)
    if not clause or n + 1 >= len(page.pieces) or not page.fills_first(n):
        return False
    return bool(_ACTS.search(clause["on"])) or has_verb(clause["on"]) or one_word_across(line, page.words[n + 1])


def opens_large(page: Page, n: int) -> bool:
    """Is a line the first character of a text, set large, so that the lines beside it follow below (`风` / `从海上来…`)?

    Above it stands no text, below it a line of a column that has no indent.
    """
    if n + 2 >= len(page.words) or not page.wrapped or not _LARGE.fullmatch(page.words[n]) or page.blanks[n]:
        return False
    above = any(map(ends_sentence, page.words[:n]))
    column = page.widths[n + 1] >= page.column(n + 1) - _BESIDE and not page.blanks[n + 1]
    return not above and column and n + 1 not in page.alone


_LARGE = re.compile("[“「《]?(?![序跋问問答注按附文图圖上中下一二三四五六七八九十])[\u4e00-\u9fff]")
_BESIDE = 8  # width that a large character may take of the lines beside it


_ACTS = re.compile("[国國]家主席|[总總][统統理书書]|[首外部][相长長]|[发發]言人")  # who acts, and no place
_DAY_AND_ON = re.compile(
    rf"[^0-9]{{0,4}}(?:{DATE}|[0-9年月\s]*[日号號])(?:上午|下午|晚|凌晨)?[，,][在于於]?(?P<on>[\u4e00-\u9fff].*)"
)
