"""Forms that only a machine writes.

A text converted from Simplified to Traditional character by character has `曆曆在目` for `歷歷在目`, `麵致辭` for
`面致辭`; one converted carelessly keeps `總干事`, `云計算`. No standard of any region has these forms. They are
flagged with the right one and never changed: they are the witness's own text, and tell how it was made.

The list is data (`generator/data/conversion_slips.tsv`). Regional variants are no slips and not in it. Only documents
that are Traditional are looked at.

>>> [(flag.text, flag.likely) for flag in find("世衛組織總干事發表講話，對國際關係與經濟發展表達意見，強調團結", "")]
[('總干事', '總幹事')]
>>> list(find("世卫组织总干事发表讲话", "")), list(find("夥伴與伙伴、復蘇與復甦，裡與里，干預與皇后，書面發言", ""))
([], [])
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from generator import hanzi
from generator.model import Flag, Rule


def find(text: str, whole: str) -> Iterator[Flag]:
    if not _is_traditional(whole or text) or hanzi.has_kana(text):
        return
    slips = hanzi.conversion_slips()
    for match in _pattern().finditer(text):
        likely = slips[match[0]]
        if likely == match[0]:  # a right word that holds what elsewhere is a slip
            continue
        reason = f"繁简转换致误：各地规范都作“{likely}”，未改"
        yield Flag(match.start(), match.end(), match[0], RULE.id, reason, likely)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(hanzi.conversion_slips(), key=lambda wrong: (-len(wrong), wrong))))


@lru_cache(maxsize=4)  # the same document's text comes with each of its blocks
def _is_traditional(text: str) -> bool:
    sample = text[:20_000]
    hant = sum(1 for char in sample if hanzi.is_traditional_only(char))
    hans = sum(1 for char in sample if hanzi.is_simplified_only(char))
    return hant > 3 * hans


RULE = Rule(
    id="conversion-slip",
    stage="phrases",
    zh="转换之误",
    en="Slip of conversion",
    why="简繁机器转换留下的、任何地区规范都不用的字形，如“曆曆在目”“總干事”；只作标记，不改。",
    tei="choice/sic/corr",
    find=find,
)
