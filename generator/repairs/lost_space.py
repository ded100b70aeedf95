r"""Spaces that became question marks: `????会议开幕。`, `会议开幕。?`, a line of nothing but `??`.

The ideographic spaces that indent a paragraph, and no-break spaces at its end, have no code in the character set to
which a page was converted, and come out as `?`. Nobody begins a paragraph with two question marks, paragraph after
paragraph, or sets one behind every full stop; so three such lines prove it for the page, and then a question mark at
the end of a line that asks nothing goes too.

What sites set behind certain words comes out so too, inside a line: see `dropped_in_mark`.

Left alone: a page with fewer, a question, any other mark inside a line (there a character may be lost), chess (`Qh5??`).

>>> page = "????會議開幕。\n????各方出席。\n????誰來主持?\n????大會圓滿?"
>>> [(edit.start, edit.before, edit.after) for edit in find(page, page)][-2:]
[(30, '????', '\u3000\u3000'), (38, '?', '')]
>>> list(find("???\n他说：什么??\n??怎么回事", ""))
[]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.hanzi import HAN
from generator.model import Edit, Rule
from generator.repairs.context import lines
from generator.repairs.dropped_in_mark import dropped_in
from generator.repairs.half_width_mark import ASKING

_ENOUGH = 3
_INDENT = "\u3000\u3000"
_BEGINS = re.compile(rf"\s*(?P<lost>\?{{2,8}}|(?:\?\ ){{2,}}\??)\s*(?=[{HAN}“‘「『《〈（(【—A-Z0-9])")
_PROVES = re.compile(r"\s*\?{4}|.*[，。,；：、]")  # nobody cries `??` four times over, or over a whole sentence
_ALONE = re.compile(r"\s*(?P<lost>\?[? ]*)\s*")
_ENDS = re.compile(r"[。！；”’」』）)…](?P<lost>\s*\?{1,4})\s*$")
_MAY_END = re.compile(rf"[{HAN}》](?P<lost>(?:\?|\s+\?{{1,4}}))\s*$")


_DATED = re.compile(r"[12][0-9]{3}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?\s*(?:[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?\?")
_IN_DATA = re.compile(
    r"(?<=[0-9日])\?(?=\s*[\u4e00-\u9fff]{2,8}\s*[:：?])|\?(?=\s*(?:来源|來源|作者|编辑|編輯|责任|責任)[^?]{0,6}[:：])"
)


def find(text: str, whole: str) -> Iterator[Edit]:
    del whole
    if "?" not in text:
        return
    here = lines(text)
    for low, high in dropped_in(text):
        reason = "同样的地方处处夹有问号，是网站加入的隐藏字符转码所成，不是问句"
        yield Edit(low, high, text[low:high], "", RULE.id, reason)
    for start, line in here:
        if _DATED.search(line):
            for lost in _IN_DATA.finditer(line):
                at = start + lost.start()
                yield Edit(at, at + 1, "?", " ", RULE.id, "空格转码后成为问号，不是正文")
    proof = (
        sum(bool(_BEGINS.match(line) and _PROVES.match(line)) for _, line in here),
        sum(bool(_ENDS.search(line)) for _, line in here),
    )
    if max(proof) < _ENOUGH:
        return
    for start, line in here:
        alone = _ALONE.fullmatch(line)
        begins, ends = (None, None) if alone else (_BEGINS.match(line), _ENDS.search(line) or _may_end(line))
        for match, after in ((alone, ""), (begins, _INDENT), (ends, "")):
            if match:
                low, high = match.span("lost")
                yield Edit(start + low, start + high, match["lost"], after, RULE.id, "空格转码后成为问号，不是正文")


def _may_end(line: str) -> re.Match[str] | None:
    """The question mark behind a line whose last clause asks nothing."""
    match = _MAY_END.search(line)
    clause = re.split(r"[，。；！？,;!]", line[: match.start() + 1])[-1] if match else ""
    return None if ASKING.search(clause) else match


RULE = Rule(
    id="lost-space",
    stage="characters",
    zh="变成问号的空格",
    en="Spaces as question marks",
    why="段首缩进和段末的特殊空格在转码时成了问号；一页之中一再出现才作空格处理，问句的问号不动。",
    tei="choice/orig/reg",
    find=find,
)
