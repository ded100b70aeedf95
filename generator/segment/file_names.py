"""The name of the file that a page shows (`某某宣言（定稿）.docx`), where the title itself stands elsewhere on the page.

Who uploads a file names it in his own way (`云州海陵联合公报2021.docx`): above the text's own title such a name is none.

>>> text = "云州市与海陵市签署联合公报，双方决定扩大往来，互设办公室。"
>>> file_names(["云州海陵联合公报（2021）.docx", "云州市和海陵市联合公报", text]), file_names(["云海公报.docx", text])
({0}, set())
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.formulas import line_kind
from generator.interface_forms import form
from generator.interface_words import weight
from generator.segment.interface import is_prose
from generator.segment.likeness import folded, likeness

_FILE = re.compile(
    r"(?:[\u4e00-\u9fff]{2,6}\s*[:：]\s*)?(?P<stem>[^，。]{4,60}?)(?:[（(][^（）()]{1,8}[）)]|[_\-\s]+[0-9\u4e00-\u9fff]{1,4})*\s*\.(?i:docx?|pdf|pptx?|xlsx?|wps|txt|ofd)"
)


_SCANNED = re.compile(r"[^\u4e00-\u9fff]*[0-9]{4}[^\u4e00-\u9fff]*")  # IMG_20210314: no title of a text
_OWN_NAME = 0.5  # share of a file's name that a title below has too


def file_names(lines: Sequence[str]) -> set[int]:
    """The lines that are a file's name, with its title on a line of its own; the first of two is often the browser's."""
    names = {n: match["stem"] for n, line in enumerate(lines) if (match := _FILE.fullmatch(line))}
    if not names:
        return set()
    titles = {folded(line) for line in lines}
    text = next((n for n, line in enumerate(lines) if is_prose(line)), 0)
    return {n for n, stem in names.items() if folded(stem) in titles or _heads(lines[n + 1 : text], stem)}


def _heads(below: Sequence[str], stem: str) -> bool:
    """Is one of the lines between a file's name and the text the title of what is in the file?"""
    titles = [line for line in below if not (line_kind(line) or weight(line) is not None or form(line))]
    return any(likeness(_core(stem), line) >= _OWN_NAME or _SCANNED.fullmatch(stem) for line in titles)


def _core(stem: str) -> str:
    """A file's name without years, numbers and brackets."""
    return re.sub(r"[（(][^（）()]*[）)]|[0-9A-Za-z_\-.\s]+", "", stem)
