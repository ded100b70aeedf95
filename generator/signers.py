"""Those who sign a document, each with an office on a line of his own below its text: `某国代表　某某`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.layout import ends_sentence
from generator.names import is_name, sounds_foreign
from generator.offices import OFFICE_END
from generator.words import simplified

_ROW = 3  # signatories that make a row
_MOST = 0.6
_SIGNER = re.compile(
    r"(?P<office>[^\s，。！？；：“”]{3,40})[\s　]+(?P<name>[\u4e00-\u9fff·・‧]{2,16}|[\u4e00-\u9fff][\s　][\u4e00-\u9fff])(?:[（(][签簽][字署名][）)])?"
)
_WRITES = re.compile("记者|通讯员|特派员|评论员|编辑|作者|译者|校对|摄影")


def signers(lines: Sequence[str]) -> frozenset[int]:
    """Lines of signatories in a row below an ended text, or one that announces them: each stands alone, however wide it is.

    >>> lines = ["本公报一式三份。", "海州代表 柳青山", "岱州代表 安德烈·霍尔特", "云州代表 额尔敦", "渡口会议"]
    >>> sorted(signers(lines)), signers(["渡口会议", *lines[1:4]])
    ([1, 2, 3], frozenset())
    """
    ended = (row for row in _rows(lines) if ends_sentence(lines[row[0] - 1]) or lines[row[0] - 1].endswith(("：", ":")))
    return frozenset(n for first, last in ended for n in range(first, last))


def _rows(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where three or more lines of signatories follow each other below another line, from and to; most names are known as such."""
    first = 1
    for n in range(1, len(lines) + 1):
        if n < len(lines) and _signs(lines[n]):
            continue
        if n - first >= _ROW and sum(map(_is_named, lines[first:n])) >= _MOST * (n - first):
            yield first, n
        first = n + 1


def _signs(line: str) -> bool:
    match = _SIGNER.fullmatch(line)
    return (
        match is not None
        and bool(OFFICE_END.search(simplified(match["office"])))
        and not _WRITES.search(simplified(line))
    )


def _is_named(line: str) -> bool:
    match = _SIGNER.fullmatch(line)
    name = re.sub(r"[\s　]", "", match["name"]) if match else ""
    return is_name(name) or sounds_foreign(name)
