"""The number of a leaf, in whatever dress a printer or a viewer of files sets it: `－2－`, `第2页/共6页`, `Page 2 of 6`.

A bare number may be anything; one between two dashes is a leaf's, or the number of a chapter. Only one that says how many
leaves there are is the page's wherever it stands.

>>> [folio(line) for line in ("－２－", "— 第2页 / 共6页 —", "共 6 頁，第 2 頁", "12", "第二页", "第二章", "2020-04-06")]
[2, 2, 2, 12, 2, None, None]
>>> [is_dressed(line) for line in ("~ 7 ~", "(第 2 页)", "12", "三")]
[True, True, False, False]
"""

from __future__ import annotations

import re
import unicodedata

from generator.dates import number

_DASH = r"[-‐-―−─~·•・]"  # as they are when wide forms are folded
OF_ALL = r"""(?:
      第?\s*[0-9０-９]{1,4}\s*[页頁]?\s*[,，/／、;；（(|｜]?\s*(?:共|总共|總共|总计|總計|全)\s*[0-9０-９]{1,4}\s*[页頁]\s*[)）]?   # 第2页/共6页, 第2页（共6页）
    | (?:共|总共|總共)\s*[0-9０-９]{1,4}\s*[页頁]\s*[,，/／、;；|｜]?\s*第\s*[0-9０-９]{1,4}\s*[页頁]                # 共6页 第2页
    | 第\s*[0-9０-９]{1,4}\s*[/／]\s*[0-9０-９]{1,4}\s*[页頁]                                                   # 第2/6页
    | (?:Page|PAGE|page|[Pp]\.?)\s*[0-9]{1,4}\s*(?:of|/)\s*[0-9]{1,4}
  )"""
_PLAIN = r"第\s*(?:[0-9]{1,4}|[一二三四五六七八九十百]{1,4})\s*[页頁]|[Pp](?:age)?\s*\.?\s*[0-9]{1,4}|[0-9]{1,4}\s*/\s*[0-9]{1,4}\s*[页頁]?"
_DRESSED = re.compile(
    rf"{_DASH}*\s*[（(【\[]?\s*(?:{OF_ALL}|{_PLAIN})\s*[)）】\]]?\s*{_DASH}*"
    rf"|{_DASH}{{1,3}}\s*[0-9]{{1,4}}\s*{_DASH}{{1,3}}|[\[【(（]\s*[0-9]{{1,4}}\s*[\]】)）]",
    re.VERBOSE,
)
_BARE = re.compile(r"[0-9]{1,4}")
_HAN_NUMBER = re.compile("[一二三四五六七八九十百]{1,4}(?=\\s*[页頁])")
_LAST = re.compile(r"^\W*(?:共|总共|總共)")


def folio(line: str) -> int | None:
    """The number of the leaf that a line tells, if it tells nothing else."""
    text = _folded(line)
    if not (_DRESSED.fullmatch(text) or _BARE.fullmatch(text)):
        return None
    if written := _HAN_NUMBER.search(text):
        return number(written[0])
    numbers = _BARE.findall(text)
    return int(numbers[-1] if _LAST.match(text) else numbers[0])


def is_dressed(line: str) -> bool:
    """Does such a line have more than the bare number?"""
    return bool(_DRESSED.fullmatch(_folded(line)))


def _folded(line: str) -> str:
    return unicodedata.normalize("NFKC", line).strip()
