"""The same words, long and to the letter, in two persons' mouths.

Content farms and careless editing paste one speaker's sentence under another's name. Which of the two is right, the page
does not say: both places are flagged and nothing is changed. A quotation that the same words introduce, or a short one,
is left: authors come back to a phrase.

>>> said = "“中方秉持人类命运共同体理念，愿继续分享信息和经验，加强疫苗研发合作，共同维护人民健康福祉。”"
>>> [flag.start for flag in find("他向总统表示：" + said, "他向总统表示：" + said + "\\n总理向他表示：" + said)]
[7]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Flag, Rule

LONG = 40  # characters: shorter sentences are formulas that many persons use
_QUOTATION = re.compile(rf"[“「](?P<words>[^“”「」]{{{LONG},}})[”」]")
_BEFORE = 6  # characters before a quotation that tell who says it


def find(text: str, whole: str) -> Iterator[Flag]:
    for match in _QUOTATION.finditer(text):
        words = match.group()
        if whole.count(words) > 1 and _introduced_otherwise(text[: match.start()], words, whole):
            reason = "同样的一段话在本篇另一处出自他人之口，其中一处可能误植；未改"
            yield Flag(match.start(), match.end(), words, RULE.id, reason)


def _introduced_otherwise(before: str, words: str, whole: str) -> bool:
    """Do other words introduce the quotation elsewhere?"""
    leads = {
        whole[max(0, match.start() - 20) : match.start()].split("\n")[-1]
        for match in re.finditer(re.escape(words), whole)
    }
    return len({lead[:_BEFORE] for lead in leads}) > 1 and bool(before or leads)


RULE = Rule(
    id="repeated-quotation",
    stage="phrases",
    zh="引语重出",
    en="Quotation in two mouths",
    why="同一段较长的引语一字不差地出自两个人之口，其中一处可能误植；只作标记，不改。",
    tei="seg",
    find=find,
)
