"""The name of the file that a page shows (`某某宣言（定稿）.docx`), where the title itself stands elsewhere on the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.segment.likeness import folded

_FILE = re.compile(
    r"(?:[\u4e00-\u9fff]{2,6}\s*[:：]\s*)?(?P<stem>[^，。]{4,60}?)(?:[（(][^（）()]{1,8}[）)]|[_\-\s]+[0-9\u4e00-\u9fff]{1,4})*\s*\.(?i:docx?|pdf|pptx?|xlsx?|wps|txt|ofd)"
)


def file_names(lines: Sequence[str]) -> set[int]:
    """The lines that are a file's name, with its title on a line of its own; the first of two is often the browser's."""
    titles = {folded(line) for line in lines}
    names = ((n, match["stem"]) for n, line in enumerate(lines) if (match := _FILE.fullmatch(line)))
    return {n for n, stem in names if folded(stem) in titles}
