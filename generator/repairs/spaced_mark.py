r"""Spaces before the marks of Chinese sentences: `他表示 , 渡口重开 。`

Sites that spin and copy texts set every mark apart, as a machine cuts words (`安理会讨论 , 遭到拒绝 。`). Nobody who
writes Chinese sets a space before a comma or a full stop, again and again; five on a page prove it, and then the spaces
on both sides of such marks go. A narrow mark that stands at its word again is widened by the rule for those.

Left alone: a page with fewer, one whose words all stand apart (a reader for learners), a space behind a mark alone (some newsrooms set one), marks between Latin letters.

>>> page = "他说 , 渡口重开 , 船队启航 。居民欢呼 , 船长挥手 。"
>>> [(edit.start, edit.before) for edit in find(page, page)][:3]
[(2, ' '), (4, ' '), (9, ' ')]
>>> list(find("他说 , 渡口重开。船队 ( 十二艘 ) 启航。", ""))
[]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.hanzi import HAN
from generator.model import Edit, Rule

_ENOUGH = 5
_BETWEEN_WORDS = re.compile(rf"(?<=[{HAN}])[ ](?=[{HAN}])")
_MARK = re.compile(
    rf"(?<=[{HAN}”’》」』）%0-9])(?P<before>[ ]{{1,2}})(?P<mark>[,，。；：！？、])(?P<after>[ ]{{0,2}})(?=[{HAN}“‘《「『（0-9]|[\"\s]|$)",
    re.MULTILINE,
)


def find(text: str, whole: str) -> Iterator[Edit]:
    del whole
    found = list(_MARK.finditer(text))
    if len(found) < _ENOUGH or 2 * len(found) < len(re.findall(rf"(?<=[{HAN}])[，。,]", text)):
        return
    if len(_BETWEEN_WORDS.findall(text)) > len(found):  # words are set apart for learners, marks too
        return
    for match in found:
        for side in ("before", "after"):
            low, high = match.span(side)
            if low < high:
                yield Edit(low, high, match[side], "", RULE.id, "标点前后的空格是网站加的，不是正文")


RULE = Rule(
    id="spaced-mark",
    stage="characters",
    zh="标点前的空格",
    en="Spaces before marks",
    why="采集网站把标点与前后文字用空格隔开；一页之中一再出现才删去空格。",
    tei="choice/orig/reg",
    find=find,
)
