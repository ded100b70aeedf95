"""Lines of a page that stay together, with the kind that they have."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.formulas import GENERIC, NUMBERED
from generator.model import Piece

CLOSES = frozenset({"jump-on", "end-mark", "preview-notice"})  # marks that belong to the text before them
FIELDS = frozenset({"dateline", "credit", "byline", "note"})
_BRACKETS = "【】〔〕［］[]（）"  # around 编者按
_ANNEX = re.compile("附(?:件|[录錄]|表|[图圖])?[0-9一二三四五六七八九十]{0,2}[:：]")  # 附：报名表
_INSTRUMENT = re.compile(  # an annex that may be a document itself
    "(?:办法|辦法|[规規][定则則]|[条條]例|章程|[协協]定|[议議]定[书書]|[细細][则則]|[公守][约約则則]|宣言|[声聲]明|[信函])$"
)


@dataclass(frozen=True)
class Item:
    """Lines of one kind that stay together, or (without pieces) a mark between them.

    An editor may say that a document begins here (`starts`) or none (`inner`), or that the lines go on with the
    document that holds another piece (`follows`).
    """

    kind: str
    pieces: tuple[Piece, ...]
    text: str
    spaced: bool = False  # does a blank line stand before it?
    flush: bool = False  # does its first line fill the column where first lines are indented?
    starts: bool = False
    inner: bool = False
    follows: Piece | None = None
    column: float = 0.0  # width of the column that its lines were set in; 0 where they were set in none
    opened: bool = False  # is its first line, which looks like a unit by itself, known to go on in the second?

    @property
    def numbered(self) -> bool:
        """Is this a heading that can only stand inside a text?"""
        return bool(NUMBERED.match(self.text) or GENERIC.fullmatch(self.text.strip(_BRACKETS))) or (
            self.annexed and not _INSTRUMENT.search(self.text)
        )

    @property
    def annexed(self) -> bool:
        """Is this the heading of an annex (`附：报名表`)?"""
        return bool(_ANNEX.match(self.text))
