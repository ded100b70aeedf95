"""Take the page's own words out of the lines, and remember what they say about the stories around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.hanzi import simplified
from generator.layout import goes_on_counting
from generator.model import Edit, Flag, Piece
from generator.repairs.jump_line import leads_on
from generator.repairs.page_label import RULE as PAGE_LABEL
from generator.repairs.preview_notice import RULE as PREVIEW
from generator.repairs.site_chrome import RULE as SITE_CHROME
from generator.repairs.site_notice import claims_rights, heads_notice, opens_notice
from generator.repairs.structure import REPEATED_TITLE
from generator.segment.forum_fields import forum_fields
from generator.segment.page_head import strip_head
from generator.segment.passes import BELOW, DOUBTFUL, POST, read
from generator.segment.places import spaces_before
from generator.words import is_unfinished

_SPUN = re.compile(r"\*{4,}\s*$")  # 又一篇的标题******
_NOTICES = 12  # lines at the end of a page in which a notice of rights is looked for
_DOTS = re.compile(r"(?<=[\u4e00-\u9fff，、]{16})\s*\.{3}$|(?<=。[\u4e00-\u9fff，、]{4})\s*\.{3}$")
_OF_SELF = re.compile("我(?![们們国國方省市县縣])")
_ONLY_DOTS = re.compile(r"[.…。]{2,}")
_CUT_HERE = "预览在此截断，其后文字未收"
_URL = re.compile(r"(?:https?://|www\.)[A-Za-z0-9\-._~:/?#\[\]@!$&'*+,;=%]+")


@dataclass(frozen=True)
class Mark:
    """Furniture that says something about stories: where one goes on or began elsewhere, ends, or was cut off.

    `at` is the index of the piece before which it stands; `text` is what it says.
    """

    kind: str
    at: int
    text: str


@dataclass(frozen=True)
class Stripped:
    """What is left of a page's pieces, the marks between them, the edits, addresses found (clues to provenance), and doubts."""

    pieces: list[Piece]
    marks: list[Mark]
    removed: list[Edit]
    clues: tuple[str, ...]
    flags: tuple[Flag, ...]


def strip_furniture(text: str, pieces: Sequence[Piece]) -> Stripped:
    """The page without the furniture of its lines."""
    pieces, removed = _first_post(text, pieces)
    pieces, above = strip_head(text, pieces)
    removed += above
    left: list[Piece] = []
    marks: list[Mark] = []
    clues: list[str] = []
    lines = [text[piece.start : piece.end] for piece in pieces]
    reading = read(text, lines, spaces_before(text, pieces))
    for piece, line, edits in zip(pieces, lines, reading.found, strict=True):
        removed += [_moved(edit, piece.start) for edit in edits]
        rest = _rest(text, piece, edits)
        marks += [_mark(edit, len(left) + (rest is not None and edit.start > 0)) for edit in edits]
        clues += _URL.findall(line) if edits and not rest else []
        if rest:
            left.append(rest)
    doubtful = [pieces[n] for n in sorted(reading.doubtful)]
    flags = tuple(Flag(p.start, p.end, text[p.start : p.end], SITE_CHROME.id, DOUBTFUL) for p in doubtful)
    left, below = _without_notices(text, left)
    removed += below
    if left:
        left[-1:], cut = _cut_off(
            text, left[-1], len(left), any(m.kind == PREVIEW.id and m.at == len(left) for m in marks), bool(removed)
        )
        removed += [edit for edit, _ in cut]
        marks += [mark for _, mark in cut]
    return Stripped(left, marks, removed, tuple(dict.fromkeys(clues)), flags)


def _first_post(text: str, pieces: Sequence[Piece]) -> tuple[list[Piece], list[Edit]]:
    """The pieces without the heads of a forum's posts and the replies to the first, and an edit for each."""
    fields = forum_fields([text[piece.start : piece.end] for piece in pieces])
    edits = [_whole(text, pieces[n], *_OF_POST[part]) for n, part in fields.items()]
    return [piece for n, piece in enumerate(pieces) if n not in fields], edits


_OF_POST = {
    "head": (PAGE_LABEL.id, POST),
    "title": (REPEATED_TITLE.id, "标题在正文中重复"),
    "talk": (SITE_CHROME.id, BELOW),
}


def _without_notices(text: str, pieces: Sequence[Piece]) -> tuple[list[Piece], list[Edit]]:
    """The pieces without the notices of rights at the end of the page, with their headings, and an edit for each."""
    end = len(pieces)
    begin = int(end > 1 and _disclaims(text[pieces[0].start : pieces[0].end]))
    for n in range(len(pieces) - 1, 0, -1):
        line = text[pieces[n].start : pieces[n].end]
        if not re.search(r"\w", line):
            continue
        if claims_rights(line) or _SPUN.search(line) or (heads_notice(line) and end == n + 1 < len(pieces)):
            end = n
        elif not re.match(r"[（(]?[0-9一二三四五]{1,2}[)）、.．]", line) or len(pieces) - n > _NOTICES:
            break  # an item of the notice may speak of neither
    if end < len(pieces) and goes_on_counting(*(text[pieces[n].start : pieces[n].end] for n in (end - 1, end))):
        end = len(pieces)  # the text itself is about rights
    edits = [_whole(text, piece, SITE_CHROME.id, "网站声明，不属正文") for piece in (*pieces[:begin], *pieces[end:])]
    return list(pieces[begin:end]), edits


def _disclaims(line: str) -> bool:
    """Does the page say over a text whose views it holds, and that they are not the site's?"""
    plain = simplified(line)
    return opens_notice(line) and bool(re.search("不代表[^。，]{0,16}(?:立场|观点)", plain))


def _whole(text: str, piece: Piece, rule: str, reason: str) -> Edit:
    return Edit(piece.start, piece.end, text[piece.start : piece.end], "", rule, reason)


def _cut_off(
    text: str, piece: Piece, at: int, noticed: bool, scraped: bool
) -> tuple[list[Piece], list[tuple[Edit, Mark]]]:
    """The very last line without the dots that a preview sets where it cut a sentence off, on a line of their own too.

    `noticed`: a notice of the preview stands right below; `scraped`: the page has words of its own. An author, too, lets
    a text end with dots.
    """
    line = text[piece.start : piece.end]
    if noticed and at > 1 and _ONLY_DOTS.fullmatch(line):
        edit = _whole(text, piece, PREVIEW.id, _CUT_HERE)
        return [], [(edit, Mark(PREVIEW.id, at - 1, line))]
    match = _DOTS.search(line)
    own = _OF_SELF.search(line) or text.count("...") > 1  # who tells of himself, or ends other sentences so, means it
    if not match or (own and not (noticed or scraped or is_unfinished(line[: match.start()]))):
        return [piece], []
    start = piece.start + match.start()
    edit = Edit(start, piece.end, match.group(), "", PREVIEW.id, _CUT_HERE)
    return [Piece(piece.line, piece.start, start)], [(edit, Mark(PREVIEW.id, at, match.group()))]


def _moved(edit: Edit, by: int) -> Edit:
    return Edit(edit.start + by, edit.end + by, edit.before, edit.after, edit.rule, edit.reason)


def _rest(text: str, piece: Piece, edits: Sequence[Edit]) -> Piece | None:
    """The piece without what was taken from its edges; None where nothing is left."""
    start, end = piece.start, piece.end
    for edit in edits:
        if edit.start == 0:
            start = piece.start + edit.end
        if edit.end == piece.end - piece.start:
            end = piece.start + edit.start
    if start >= end or not text[start:end].strip():
        return None
    return Piece(piece.line, start, end)


def _mark(edit: Edit, at: int) -> Mark:
    kind = edit.rule
    if kind == "jump-line":
        kind = "jump-on" if leads_on(edit.before) else "jump-from"
    return Mark(kind, at, edit.before)
