"""The mark that an agency sets where a dispatch ends: `(完)`, `（完）`, `【完】`.

Alone or at the very end of a line, directly after the end of a sentence. `（完）` inside a sentence is left, and so is one
below a message that a text announces with a colon, where the text goes on.

>>> story = "纸上写着：\\n停船。\\n（完）\\n柳青禾问他，为什么每一张的末尾都有这两个字。"
>>> list(find("（完）", story)), [edit.before for edit in find("（完）", story.replace("写着：", "写着字。"))]
([], ['（完）'])
>>> [edit.before for edit in find("会议发表了联合声明。(完)", "")], list(find("（完）字的写法", ""))
(['(完)'], [])
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.formulas import INLINE_DATELINE
from generator.layout import ends_sentence
from generator.model import Edit, Rule
from generator.repairs.furniture import at_edge, whole_line

_ALONE = re.compile(
    r"[（(【\[]\s*(?:全文)?(?:完|终|終|结束)\s*[）)】\]]|[-—=]*\s*(?:全文完|正文完|END|End|The End|THE END)(?:[，,][^，。]{0,8}(?:感谢|感謝|谢谢|謝謝)[^，。]{0,6})?\s*[-—=]*|[-—=]+\s*完\s*[-—=]+|完"
)
_END = re.compile(
    r"(?<=[。！？”」』》…])\s*(?:[（(【\[]\s*(?:全文)?(?:完|终)\s*[）)】\]]|(?:全文)?完|\s(?:全文完|END|End)|[▲■])$"
)
_MESSAGE = 4  # lines of a message, with the one that announces it
_REASON = "文末标记，不属正文"


def find(line: str, whole: str) -> Iterator[Edit]:
    alone = list(whole_line(_ALONE, line, RULE.id, _REASON))
    if alone and _ends_message(line.strip(), whole):
        return
    yield from alone or at_edge(_END, line, RULE.id, _REASON)


def _ends_message(line: str, whole: str) -> bool:
    """Does this mark end what a text quotes: announced by a colon not far above, with a sentence of the text right below?"""
    lines = [other for row in whole.splitlines() if (other := row.strip())]
    if lines.count(line) != 1 or line == lines[-1]:
        return False
    at = lines.index(line)
    above, below = lines[max(0, at - _MESSAGE) : at - 1], lines[at + 1]
    told = any(other.endswith(("：", ":")) and len(other) > 4 for other in above)
    return told and ends_sentence(below) and not INLINE_DATELINE.match(below)


RULE = Rule(
    id="end-mark",
    stage="segment",
    zh="文末标记",
    en="End mark",
    why="通讯社在电稿结束处加的“（完）”，表示电文到此为止，不是正文。",
    tei="fw",
    find=find,
)
