"""An address of the page itself, printed on it as a line of its own. It is kept as a clue to where the text is from.

>>> [edit.before for edit in find("https://example.org/report?id=1", "")], list(find("详见 https://example.org 网站。", ""))
(['https://example.org/report?id=1'], [])
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Edit, Rule
from generator.repairs.furniture import whole_line

_LABEL = r"(?:原文|本文|文章|网页|网址|链接|原文链接|本文链接|文章来源|来源网址|原文網址|原文网址|連結|连结|URL|url)*+\s*(?:地址|链接|網址|网址)?\s*[:：]?\s*"
_URL = re.compile(rf"[（(]?{_LABEL}(?:https?://|www\.)[A-Za-z0-9\-._~:/?#\[\]@!$&'*+,;=%]+[)）]?")


def find(line: str, whole: str) -> Iterator[Edit]:
    del whole
    yield from whole_line(_URL, line, RULE.id, "网页地址，不属正文，记作来源线索")


RULE = Rule(
    id="page-url",
    stage="segment",
    zh="网页地址",
    en="Page address",
    why="页面上单独成行的网址不是正文，但它是文字来源的线索，另行记录。",
    tei="fw",
    find=find,
)
