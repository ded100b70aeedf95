"""A series that skips a number: `一是……三是……`, `第一，……第三，……`, headings `一、二、四、`.

A member of the series was lost, or its number was. The first number after the gap is flagged.

Only a series that begins with one and skips one single number counts. Left alone: a second member introduced otherwise
(`其次`, `另外`, `二要`, `最后`), members further apart than a page, articles of laws (`第三条`), which are quoted singly, places
where an ellipsis or an omission is marked or a gap is shown, numbers that begin no clause (`星期三是`), and lists in which a
number stands inside the paragraph before.

>>> [flag.text for flag in find("要做好三点：一是加强团结，共同抗疫；三是完善治理，防范风险。", "")]
['三是']
>>> list(find("一是加强团结；二要共同抗疫；三是完善治理。第一，要团结；其次，要合作；第三，要发展。一是一，三是三", ""))
[]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

from generator.dates import number
from generator.model import Flag, Rule
from generator.repairs.paragraphs import ByParagraph, by_paragraph, within

NEAR = 800  # characters from one member to the next
_HAN = "一二三四五六七八九十"
_CLAUSE = r"(?:^|(?<=[。；;：:，,！？!?“「—\s　]))"
INSIDE = (
    re.compile(rf"{_CLAUSE}(?P<n>[{_HAN}])是(?![{_HAN}非否不])", re.MULTILINE),
    re.compile(rf"{_CLAUSE}第(?P<n>[{_HAN}])(?=[，,、：:]|是(?!否))", re.MULTILINE),
    re.compile(rf"{_CLAUSE}其(?P<n>[{_HAN}])(?=[，,、：:]|是(?!否))", re.MULTILINE),
)
AT_START = (
    re.compile(rf"^(?P<n>[{_HAN}]{{1,3}})、", re.MULTILINE),
    re.compile(rf"^（(?P<n>[{_HAN}]{{1,3}})）", re.MULTILINE),
    re.compile(r"^(?P<n>[0-9]{1,2})[.．、](?![0-9])", re.MULTILINE),
)
_OTHERWISE = re.compile(
    r"其次|再次|再者|此外|另外|另一|还有|還有|同时|同時|然后|然後|接着|接著|随后|最后|最後|继而|[…]|\.{3}|略|\n\n"
)


def find(text: str, whole: str) -> Iterator[Flag]:
    yield from within(text, _in_document(whole or text))


@lru_cache(maxsize=4)
def _in_document(whole: str) -> ByParagraph:
    paragraphs = re.split(r"[\r\n]", whole)
    text = "\n".join(paragraphs)
    starts = list(accumulate((len(paragraph) + 1 for paragraph in paragraphs), initial=0))
    found = []
    for pattern in (*INSIDE, *AT_START):
        for last, match in _skips(list(pattern.finditer(text)), text, pattern in AT_START):
            at = text.count("\n", 0, match.start())
            words = match[0]
            begin = match.start() - starts[at]
            reason = f"序号从“{last[0]}”跳到“{words}”，其间可能有脱落；未改"
            found.append((at, Flag(begin, begin + len(words), words, RULE.id, reason)))
    return by_paragraph(paragraphs, found)


def _skips(members: Sequence[re.Match[str]], text: str, heads: bool) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """Each member that comes two after the one before it, in a series that begins with one."""
    run: list[re.Match[str]] = []
    for match in members:
        value = number(match["n"])
        last = number(run[-1]["n"]) if run else 0
        if value == 1:
            run = [match]
        elif run and value == last + 1:
            run.append(match)
        elif run and value == last + 2 and _is_lost(run, match, text, heads):
            yield run[-1], match
            run.append(match)
        else:
            run = []


def _is_lost(run: Sequence[re.Match[str]], match: re.Match[str], text: str, heads: bool) -> bool:
    """Is the member between really nowhere? Headings stand far apart, so two of them in order must come before."""
    between = text[run[-1].end() : match.start()]
    if _OTHERWISE.search(between) or (len(between) > NEAR and not heads):
        return False
    value = number(match["n"]) - 1
    name = _HAN[value - 1] if value <= len(_HAN) else ""
    if heads:
        return len(run) >= 2 and not re.search(rf"(?<![0-9]){value}[.．、）)]|{name or value}[、）)]", between)
    return not re.search(rf"{_CLAUSE}[第其]?{name}(?!些|个|方面|直|定|样|起|旦|切)|第{name}", between, re.MULTILINE)


RULE = Rule(
    id="skipped-number",
    stage="phrases",
    zh="序号跳脱",
    en="Number left out",
    why="一列序号中缺了一个，如有“一是”“三是”而无“二是”，其间可能有脱落；只作标记，不改。",
    tei="seg",
    find=find,
)
