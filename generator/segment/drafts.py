"""Turn a story into a draft: which lines are its title, its fields, its headings and its body, and where text is lost."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.layout import balance, ends_sentence, is_unfinished
from generator.model import Draft, Edit, Piece, Unit
from generator.repairs.page_label import RULE as PAGE_LABEL
from generator.repairs.structure import REPEATED_TITLE
from generator.segment.items import Item
from generator.segment.stories import FIELDS, TITLES, Story, folded

_LABEL = re.compile(r"[【\[][^】\]]{2,10}[】\]]|[■●◆□][^，。]{2,8}")
_ROLES = {"dateline": "dateline", "credit": "credit", "byline": "byline", "note": "note", "dashed": "subtitle", "title": "title"}


def draft(text: str, story: Story) -> tuple[Draft, list[Edit]]:
    """The draft of a story, and edits for a title that the page repeats."""
    fields: list[Unit] = []
    body: list[Piece] = []
    headings: set[int] = set()
    gaps: dict[int, str] = {}
    repeated: list[Edit] = []
    parts = (story, *story.more)
    for number, part in enumerate(parts):
        _lost_before(part, len(body), number, gaps)
        own, again = _fields(text, part, fields)
        fields += own
        repeated += again
        _body(text, part, fields, body, headings, repeated)
        _lost_after(part, len(body), number == len(parts) - 1, gaps)
    return Draft(tuple(fields), tuple(body), frozenset(headings), gaps), repeated


# -- fields ---------------------------------------------------------------------------------------------------------


def _fields(text: str, part: Story, known: Sequence[Unit]) -> tuple[list[Unit], list[Edit]]:
    """The fields of one part. Lines before the body that are neither title nor field are notes."""
    fields: list[Unit] = []
    repeated: list[Edit] = []
    for items in (part.head, part.tail):
        seen = ""
        for item in (item for item in items if item.pieces):
            role = _role(item, seen)
            if role == "title" and not seen and _LABEL.fullmatch(item.text) and len(items) > 1:
                repeated += [_removal(text, piece, PAGE_LABEL.id, "栏目名称，不属正文") for piece in item.pieces]
                continue
            if role == "title" and _is_known(text, item, [*known, *fields]):
                repeated += [_removal(text, piece, REPEATED_TITLE.id, "标题重复，只保留一处") for piece in item.pieces]
                continue
            if role == seen == "title":
                fields[-1] = Unit("title", (*fields[-1].pieces, *item.pieces))
                continue
            fields.append(Unit(role, item.pieces))
            seen = role
    return fields, repeated


def _role(item: Item, seen: str) -> str:
    role = _ROLES.get(item.kind, "note")
    return role if role != "subtitle" or seen in ("title", "subtitle") else "note"


def _is_known(text: str, item: Item, units: Sequence[Unit]) -> bool:
    titles = {folded("".join(text[p.start : p.end] for p in unit.pieces)) for unit in units if unit.role == "title"}
    return folded(item.text) in titles


def _removal(text: str, piece: Piece, rule: str, reason: str) -> Edit:
    return Edit(piece.start, piece.end, text[piece.start : piece.end], "", rule, reason)


# -- body -----------------------------------------------------------------------------------------------------------


def _body(
    text: str, part: Story, fields: Sequence[Unit], body: list[Piece], headings: set[int], repeated: list[Edit]
) -> None:
    """Append a part's body; a title that directly repeats as its first line is taken out."""
    for n, item in enumerate(item for item in part.body if item.pieces):
        if n == 0 and not body and item.kind == "title" and _is_known(text, item, fields):
            repeated += [_removal(text, piece, REPEATED_TITLE.id, "标题在正文首行重复") for piece in item.pieces]
            continue
        if item.kind in TITLES or item.kind in FIELDS:
            headings |= {len(body) + k for k in range(len(item.pieces))}
        body += item.pieces


# -- what is lost ---------------------------------------------------------------------------------------------------


def _lost_before(part: Story, at: int, number: int, gaps: dict[int, str]) -> None:
    jump = next((item for item in part.head if item.kind == "jump-from"), None)
    if jump and number == 0:
        gaps[at] = f"前文不在本页{_where(jump)}"
    elif number == 0 and part.body and _starts_inside(part.body[0].text):
        gaps[at] = "开头残缺"


def _lost_after(part: Story, at: int, last: bool, gaps: dict[int, str]) -> None:
    if not last:
        return
    for item in part.tail:
        if item.kind == "jump-on":
            gaps[at] = f"后文不在本页{_where(item)}"
        elif item.kind == "preview-notice":
            gaps[at] = "预览到此为止，后文未收"
    if at not in gaps and part.body and is_cut_off(part.body[-1].text):
        gaps[at] = "末尾残缺"


def _where(item: Item) -> str:
    return f"（原注：{item.text.strip('（）()【】 ')}）" if item.text else ""


def _starts_inside(text: str) -> bool:
    """Does a text begin in mid-sentence: with a closing mark, or with a quotation whose opening is lost?"""
    return (
        text[0] in "，。、；：！？”’」』）》"
        or balance(text.split("。")[0] + "。" + text[text.find("。") + 1 :][:1])[0] > 0
    )


def is_cut_off(text: str) -> bool:
    """Does a text stop in mid-sentence?"""
    return not ends_sentence(text) and (
        is_unfinished(text) or balance(text)[1] > 0 or (len(text) > 40 and "。" in text)
    )
