"""A jump line tells the reader of a newspaper on which page a story goes on or began.

It stands alone or at the edge of a line, in brackets, after an arrow or triangle, or bare; pages are counted in any
numerals (`第四版`, `4版`, `Ａ02版`). It belongs to the page, not to the story, and says that text is elsewhere. In running
text (`本版下转的文章`) it is left: bare words count only where they are the whole line.

>>> [edit.before for edit in find("对不稳定的安全环境表示关切。（下转第四版）", "")]
['（下转第四版）']
>>> list(find("编辑说，下转第四版的文章太长。", ""))
[]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Edit, Rule
from generator.repairs.furniture import at_edge, whole_line

_PAGE = r"(?:第?\s*[A-Za-zＡ-Ｚａ-ｚ]?\s*[0-9０-９一二三四五六七八九十百○〇零]{1,4}\s*[版页頁]|[A-ZＡ-Ｚ]\s*[0-9０-９]{1,3}(?![0-9A-Za-z]))"
_SIGN = "[▲▼△▽▷▶▸►↓↑◆■→←⇒➔☞>＞»…]*"  # what points there
_WORD = r"(?:(?:未完[，,、]?)?[紧緊上下文承前后後续續转轉]{0,2}(?:接|[转轉])(?:[自入至到])?|[续續](?:[自入刊见見])?)"  # 上接, 文接, 转入, 续自
_TAIL = r"(?:[\s　·:：][^（）()。]{0,16})?"
_ALONE = re.compile(rf"[（(【\[]?\s*{_SIGN}\s*{_WORD}\s*{_PAGE}{_TAIL}\s*[）)】\]]?\s*{_SIGN}")
_EDGE = re.compile(
    rf"""^[（(【\[]\s*{_WORD}\s*{_PAGE}{_TAIL}\s*[）)】\]]\s*      # at the beginning, in brackets
       | \s*[（(【\[]\s*{_WORD}\s*{_PAGE}{_TAIL}\s*[）)】\]]\s*$    # at the end, in brackets
       | (?<=[。！？”])\s*[▼↓→]\s*(?:下转|下轉)\s*{_PAGE}\s*$       # at the end, after an arrow
    """,
    re.VERBOSE,
)
_REASON = "转版说明，属版面，不属正文"


def find(line: str, whole: str) -> Iterator[Edit]:
    del whole
    alone = list(whole_line(_ALONE, line, RULE.id, _REASON))
    yield from alone or at_edge(_EDGE, line, RULE.id, _REASON)


def leads_on(text: str) -> bool:
    """Does this jump line send the reader on (下转), rather than say where the story began (上接)?

    >>> [leads_on(text) for text in ("下转A7版", "文接A1版", "续自第一版", "转入第三版", "承接第二版")]
    [True, False, False, True, False]
    """
    return bool(re.search("下|未完|[后後]|(?<![承上])[转轉](?!自)|[续續][入刊见見]", text))


RULE = Rule(
    id="jump-line",
    stage="segment",
    zh="转版说明",
    en="Jump line",
    why="“下转第四版”“上接第一版”一类说明属于版面，不属于文章；所指的文字不在本页时，正文留有缺文标记。",
    tei="fw",
    find=find,
)
