"""A byte order mark is not text.

Some editors put U+FEFF before the first character of a UTF-8 file; pages joined from several files carry it in the
middle. It has no width and no meaning in a text. Nothing else is touched.

>>> [(edit.start, edit.before) for edit in find("\\ufeff标题", "")]
[(0, '\\ufeff')]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Edit, Rule


def find(text: str, whole: str) -> Iterator[Edit]:
    del whole
    for start, char in enumerate(text):
        if char == "\ufeff":
            yield Edit(start, start + 1, char, "", RULE.id, "字节顺序标记，不是文字")


RULE = Rule(
    id="byte-order-mark",
    stage="characters",
    zh="字节顺序标记",
    en="Byte order mark",
    why="文件编码的标记（U+FEFF）混入正文，没有宽度，也不是文字。",
    tei="surplus",
    find=find,
)
