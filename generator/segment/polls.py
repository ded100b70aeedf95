"""A poll that a site sets below or between texts: a question that says how many answers it takes, the answers to tick, a button.

>>> sorted(polls(["渡口重开了。", "您多久乘一次船？（单选）", "○ 每天  ○ 每周", "投票  查看结果", "更多"]))
[1, 2, 3]
>>> polls(["他问：您多久乘一次船？（单选）", "○ 每天 ○ 每周", "我选了每天。"])
frozenset()
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.words import aligned

_BOX = r"[○◯●☐□◎⊙]"
_ASKED = re.compile(
    r"[^。]{4,60}[?？]\s*(?:[（(\[【]\s*(?:可|最多|至多|限|必)?(?:单|多|复|任)?选?[^（()）]{0,8}[选项票][^（()）]{0,4}[）)\]】])?"
)
_ANSWERS = re.compile(rf"(?:{_BOX}\s*[^○◯●☐□◎⊙。]{{1,24}}){{1,10}}|[^。]{{1,20}}[\s　]+[0-9.]+%(?:[\s　]+[0-9,]+票)?")
_BUTTONS = re.compile(
    r"[\s　|｜\[\]【】]*(?:(?:提交|立即|我要|确认)?(?:投票|提交)|查看(?:投票)?结果|看结果|已有[0-9,]+人(?:参与|投票))(?:[\s　|｜\[\]【】]*(?:查看(?:投票)?结果|看结果|投票|提交|已有[0-9,]+人(?:参与|投票)))*[\s　|｜\[\]【】]*"
)
_MOST = 10


def polls(lines: Sequence[str]) -> frozenset[int]:
    """The lines of polls: each question with all its answers and the button that sends them."""
    found: set[int] = set()
    plain = [aligned(line.strip(" 　")) for line in lines]
    for n, line in enumerate(plain):
        if _ASKED.fullmatch(line) and "：" not in line:
            end = _end(plain, n + 1)
            found |= set(range(n, end))
    return frozenset(found)


def _end(lines: Sequence[str], first: int) -> int:
    """Where a poll ends whose answers begin at line `first`; there, or before, where it is none."""
    at = first
    while at < min(len(lines), first + _MOST) and _ANSWERS.fullmatch(lines[at]) and not _BUTTONS.fullmatch(lines[at]):
        at += 1
    sent = at > first and at < len(lines) and _BUTTONS.fullmatch(lines[at])
    return at + 1 if sent else 0
