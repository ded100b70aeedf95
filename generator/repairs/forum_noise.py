r"""What a forum sets between the lines against copying: `6 ~, s: G- J, C* R4 e$ r`.

The forum hides random characters at the end of each line by their colour; whoever copies the text has them too: on
lines of their own, and joined to the beginning or end of a sentence (`+ R( G. m( | f# ]# L第一部分`). They are ASCII,
one or two together between spaces, letters of both cases, figures and signs of every kind: no formula, score or
program looks so, and three or more such runs on a page are no accident.

A figure that numbers the item behind the run, and a mark that ends the sentence before it, are the text's. Left
alone: formulas (their signs are few), games of chess, code, and a page with fewer such runs.

>>> page = "6 ~, s: G- J, C* R4 e$ r\n会议开幕。4 D0 Y. N, b ]/ `5 b# W\n/ _; d/ L8 I- F$ E& I0 L1、总论"
>>> [edit.before for edit in find(page, page)]
['6 ~, s: G- J, C* R4 e$ r', '4 D0 Y. N, b ]/ `5 b# W', '/ _; d/ L8 I- F$ E& I0 L']
>>> list(find("1. e4 e5 2. Nf3 Nc6\n平方和：x 2 + y 2 = z 2 ( 1 )", ""))
[]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Edit, Rule
from generator.repairs.context import lines

_ENOUGH = 3  # runs of a page that are no accident
_TOKENS, _FEW = 5, 4  # pieces of a run that proves the page, and of one that follows the proof
_LONGEST = 3  # characters between two spaces
_RUN = re.compile(r"(?:(?!</?(?:br|p)\b)[ -~]){9,}")
_TAGS = re.compile(r"(?:</?(?:br|p)\b[^<>]*>\s*)*")
_SIGN = re.compile(r"[^A-Za-z0-9 ]")
_ODD_SIGN = re.compile(r"[~!@#$%&;:'\"`\\?_]")  # signs of no formula
_RARE_SIGN = re.compile(r"[~@#$%^&*{}\[\]|\\`;\"]")  # signs of no sentence
_NUMBER = re.compile(r"[0-9]+(?=$)")
_COUNTED = re.compile(r"[、．.年月日时時点點个個名国國大项項%％]")
_BEFORE = re.compile(
    r"(?<![。！？；：，])(?:[0-9.,%]*[0-9%](?= )|[?!,;:.](?= )|[)\]](?=.))"
)  # what ends the sentence before a run


def find(text: str, whole: str) -> Iterator[Edit]:
    del whole
    found = [(start, line, match) for start, line in lines(text) for match in _RUN.finditer(line) if _at_edge(match)]
    if sum(_is_noise(match[0]) for _, _, match in found) < _ENOUGH:
        return
    for start, line, match in found:
        if _may_be_noise(match[0]) or _is_like_noise(match[0]):
            low, high = _bounds(line, match)
            yield Edit(start + low, start + high, line[low:high], "", RULE.id, "论坛防复制的乱码，不是正文")


def _at_edge(match: re.Match[str]) -> bool:
    """Is a run all of its line, or its beginning or end, a tag aside?"""
    return match.start() == 0 or bool(_TAGS.fullmatch(match.string, match.end()))


def _bounds(line: str, match: re.Match[str]) -> tuple[int, int]:
    """Where a run begins and ends without what belongs to the sentence before it or to the item behind it."""
    low, high = match.span()
    if low and (kept := _BEFORE.match(line, low)):
        low = kept.end()
    number = _NUMBER.search(line, low, high)
    if high < len(line) and number and (len(number[0]) > 1 or _COUNTED.match(line, high)):
        high = number.start()
    return low, high


def _may_be_noise(run: str) -> bool:
    """Is a run of ASCII made of one or two characters between spaces, with signs among them?"""
    tokens = run.split()
    short = sum(len(token) <= _LONGEST for token in tokens) >= len(tokens) - 1
    return len(tokens) >= _FEW and short and len(set(_SIGN.findall(run))) >= 2 and bool(_ODD_SIGN.search(run))


def _is_like_noise(run: str) -> bool:
    """Are there, where the page is proven, pieces of one or two characters, some of a letter and a figure or sign?"""
    tokens = run.split()
    mixed = [token for token in tokens if re.fullmatch(r"[A-Za-z][^A-Za-z ]|[0-9][A-Za-z]", token)]
    both = re.search("[a-z]", run) and re.search("[A-Z]", run)
    return len(tokens) >= _TOKENS and max(map(len, tokens)) < _LONGEST and len(mixed) > 1 and bool(both)


def _is_noise(run: str) -> bool:
    """Is it beyond doubt: long, of many signs, with letters or figures beside them (`G-`, `e$`)?"""
    tokens = run.split()
    mixed = [token for token in tokens if re.search(r"[A-Za-z0-9]", token) and _SIGN.search(token)]
    many = len(tokens) >= _TOKENS and len(set(_SIGN.findall(run))) >= 3 and 3 * len(mixed) >= len(tokens)
    return many and _may_be_noise(run) and len(set(_RARE_SIGN.findall(run))) >= 2


RULE = Rule(
    id="forum-noise",
    stage="characters",
    zh="论坛防复制乱码",
    en="Forum noise",
    why="论坛在各行之间插入看不见的随机字符以防复制，抓取时一并抄下；一页之中多处出现才予删除。",
    tei="surplus",
    find=find,
)
