"""A paragraph that stops without ending its sentence: at a comma, or with no mark at all, and another follows.

The end was cut when a page, a column or a picture came between, or a paragraph was broken in the wrong place. Which of the
two, the text does not tell: the last character is flagged. Where the page itself shows a loss, the joiner has set a gap.

Left alone: titles, headings and short lines, addresses (`各位同事，`), verse and lists, where neighbours end alike, credits
and signatures, captions (`某某 摄`), texts that set no marks, and the last paragraph, whose end the card tells of.

>>> before = "会议期间，各国代表就共同关心的问题交换了意见。代表们一致认为，面对共同的挑战，各国应当加强合作，"
>>> [flag.text for flag in find(before, before + "\\n会议决定明年继续举行。各方对此表示欢迎。")]
['，']
>>> list(find(before, before)), list(find("尊敬的各位同事，", "尊敬的各位同事，\\n我很高兴来到这里。"))
([], [])
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from generator.model import Flag, Rule
from generator.repairs.context import is_prose
from generator.repairs.paragraphs import ByParagraph, by_paragraph, within

LONG = 45  # characters: no title, address or list item is longer and still has a full stop inside
FEW = 2  # more of them in a text, and it may be its manner
_STOP = re.compile(r"[。！？!?]")
_COMMA = re.compile(r"[，,、]$")
_ENDED = re.compile("[。！？!?…”」』）)]$")
_BARE = re.compile(r"[\u4e00-\u9fff]$")
_ADDRESS = re.compile(r"(?:尊敬的|敬爱的|亲爱的|各位|先生们|先生們|女士们|女士們|同志们|朋友们|阁下|閣下)[^。]*$")
_SIGNED = re.compile(  # what may follow the last sentence of a story without a mark
    r"""(?: [摄攝绘繪编編译譯]
      | (?:记者|記者|通讯员|通訊員|编辑|編輯|作者|来源|來源|发布|發布|转载|轉載)[^。，]{0,20}
      | [报網网社刊台][讯訊电電]? | 报道 | 報道 | 報導 | [日号號]
    )$""",
    re.VERBOSE,
)


def find(text: str, whole: str) -> Iterator[Flag]:
    yield from within(text, _in_document(whole or text))


@lru_cache(maxsize=4)
def _in_document(whole: str) -> ByParagraph:
    paragraphs = re.split(r"[\r\n]", whole)
    open_ = [n for n, paragraph in enumerate(paragraphs[:-1]) if _is_open(paragraph) and _goes_on(paragraphs, n)]
    bare = [n for n in open_ if not _COMMA.search(paragraphs[n])]
    ended = sum(bool(_ENDED.search(paragraph)) for paragraph in paragraphs)
    manner = len(bare) * 4 > ended  # then it is how this text ends its paragraphs
    if len(open_) > FEW and len(open_) * 4 > ended:
        return {}
    return by_paragraph(paragraphs, [(n, _flag(paragraphs[n])) for n in open_ if not (manner and n in bare)])


def _flag(paragraph: str) -> Flag:
    how = "停在逗号或顿号" if _COMMA.search(paragraph) else "末尾没有标点"
    end = len(paragraph)
    return Flag(end - 1, end, paragraph[-1], RULE.id, f"本段{how}，句子似未完：或有脱文，或误分为两段；未改")


def _is_open(paragraph: str) -> bool:
    if len(paragraph) < LONG or not is_prose(paragraph) or _SIGNED.search(paragraph):
        return False
    if _COMMA.search(paragraph):
        return bool(_STOP.search(paragraph)) and not _ADDRESS.search(paragraph[-40:])
    return bool(_BARE.search(paragraph)) and bool(_STOP.search(paragraph))


def _goes_on(paragraphs: Sequence[str], n: int) -> bool:
    """Does running text follow, which begins anew? (An empty paragraph is a gap, shown already.)"""
    after = paragraphs[n + 1]
    return len(after) >= 15 and bool(_STOP.search(after)) and after[:1] not in "“「（(——"


RULE = Rule(
    id="open-end",
    stage="phrases",
    zh="句未完",
    en="Sentence without an end",
    why="段落停在逗号处或没有句末标点，后面另起一段：可能有脱文，也可能误分为两段；只作标记，不改。",
    tei="seg",
    find=find,
)
