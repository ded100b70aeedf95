"""The mark that an agency sets where a dispatch ends: `(完)`, `（完）`, `【完】`.

Alone or at the very end of a line, directly after the end of a sentence. `（完）` inside a sentence is left.

>>> [edit.before for edit in find("会议发表了联合声明。(完)", "")], list(find("（完）字的写法", ""))
(['(完)'], [])
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Edit, Rule
from generator.repairs.furniture import at_edge, whole_line

_ALONE = re.compile(
    r"[（(【\[]\s*(?:全文)?(?:完|终|終|结束)\s*[）)】\]]|[-—=]*\s*(?:全文完|正文完|END|End|The End|THE END)(?:[，,][^，。]{0,8}(?:感谢|感謝|谢谢|謝謝)[^，。]{0,6})?\s*[-—=]*|[-—=]+\s*完\s*[-—=]+|完"
)
_END = re.compile(
    r"(?<=[。！？”」』》…])\s*(?:[（(【\[]\s*(?:全文)?(?:完|终)\s*[）)】\]]|(?:全文)?完|\s(?:全文完|END|End)|[▲■])$"
)
_REASON = "文末标记，不属正文"


def find(line: str, whole: str) -> Iterator[Edit]:
    del whole
    alone = list(whole_line(_ALONE, line, RULE.id, _REASON))
    yield from alone or at_edge(_END, line, RULE.id, _REASON)


RULE = Rule(
    id="end-mark",
    stage="segment",
    zh="文末标记",
    en="End mark",
    why="通讯社在电稿结束处加的“（完）”，表示电文到此为止，不是正文。",
    tei="fw",
    find=find,
)
