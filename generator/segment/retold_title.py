"""A title that a site tells once more in its own order: `联合公报：某会议` above `某会议联合公报`.

The site files what it takes by kinds and puts the kind first. Both lines have the same words, and the one without the
colon is how the document was headed; the other goes. A kicker above its title (`公报：……` with other words) stays.
And where a text has its own title and a subtitle (`——在开幕式上的致辞`), the line `某某在开幕式上的致辞（全文）` is the site's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.model import Draft, Edit, Piece, Unit
from generator.repairs.structure import REPEATED_TITLE
from generator.segment.likeness import folded

_FILED = re.compile(r"(?P<kind>[^：:]{2,12})[：:]\s*(?P<title>[^：:]{4,})")
_LONG = 8  # characters of a subtitle that another line does not hold by chance
_REASON = "网页另拟的标题，词语与另一行标题或副题相同，只保留后者"


def without_retold(text: str, draft: Draft) -> tuple[Draft, list[Edit]]:
    """The draft without a line of its title that tells another line of it once more, and the edits."""
    titles = [unit for unit in draft.fields if unit.role == "title"]
    removed = [piece for unit in titles for piece in _retold(text, unit.pieces)]
    removed += _subtitled(text, draft.fields) if not removed else []
    if not removed:
        return draft, []
    edits = [Edit(p.start, p.end, text[p.start : p.end], "", REPEATED_TITLE.id, _REASON) for p in removed]
    return replace(draft, fields=tuple(_kept(draft.fields, removed))), edits


def _retold(text: str, pieces: Sequence[Piece]) -> Iterator[Piece]:
    lines = [text[piece.start : piece.end] for piece in pieces]
    plain = {_words(line) for line in lines if not _FILED.fullmatch(line)}
    for piece, line in zip(pieces, lines, strict=True):
        filed = _FILED.fullmatch(line)
        if filed and _words(filed["title"] + filed["kind"]) in plain:
            yield piece


def _subtitled(text: str, fields: Sequence[Unit]) -> list[Piece]:
    """The line of a title that says no more than the subtitle and whose words they are, where another line is left."""
    titles = [piece for unit in fields if unit.role == "title" for piece in unit.pieces]
    below = [text[piece.start : piece.end] for unit in fields if unit.role == "subtitle" for piece in unit.pieces]
    subtitle = folded("".join(below))
    told = [piece for piece in titles if len(subtitle) >= _LONG and subtitle in folded(text[piece.start : piece.end])]
    return told if len(told) == 1 < len(titles) and told[0] == titles[0] else []


def _words(line: str) -> str:
    """A line for comparing; `某会议的联合公报` is `某会议联合公报`."""
    return folded(line).replace("的", "")


def _kept(fields: Sequence[Unit], removed: Sequence[Piece]) -> Iterator[Unit]:
    for unit in fields:
        pieces = tuple(piece for piece in unit.pieces if piece not in removed)
        if pieces:
            yield unit if pieces == unit.pieces else replace(unit, pieces=pieces)
