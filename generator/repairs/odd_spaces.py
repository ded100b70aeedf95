"""Spaces of unusual kinds.

Web pages and word processors write no-break spaces (U+00A0), en and em spaces (U+2002, U+2003), thin spaces and
more where a plain space is meant. Beside Chinese, at the edges of a line and beside other spaces they become plain
ones, an em space the ideographic one of the same width; whether the space belongs there is for the layout stages to
say.

Left alone: the ideographic space U+3000 (indents of paragraphs are made of it), and unusual spaces between Latin
letters or digits, where a typographer may have set them (`10\u202f000 km`).

>>> [(edit.start, edit.after) for edit in find("\\u2003第一\\u00a0条", "")]
[(0, '\\u3000'), (3, ' ')]
>>> list(find("10\\u202f000 km，\\u3000\\u3000第一条", ""))
[]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.model import Edit, Rule

ODD = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f]")
LATIN = re.compile(r"[0-9A-Za-z\u00c0-\u024f\u0370-\u052f%.,;:!?»«$€£-]")
WIDE = frozenset("\u2001\u2003")  # as wide as a character


def find(text: str, whole: str) -> Iterator[Edit]:
    del whole
    for match in ODD.finditer(text):
        at, char = match.span()[0], match[0]
        before, after = text[max(0, at - 1) : at], text[at + 1 : at + 2]
        if LATIN.match(before) and LATIN.match(after):
            continue
        name = unicodedata.name(char)
        instead = "\u3000" if char in WIDE else " "
        yield Edit(at, at + 1, char, instead, RULE.id, f"特殊空格（{name}），作普通空格")


RULE = Rule(
    id="odd-spaces",
    stage="characters",
    zh="特殊空格",
    en="Unusual spaces",
    why="网页和排版软件用的不换行空格、半身空格等，按普通空格处理；全角空格和外文里的特殊空格不动。",
    tei="choice/orig/reg",
    find=find,
)
