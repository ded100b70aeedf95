"""Find the documents of a page: furniture and copies out, stories apart, each with its title, fields and gaps.

It works on the whole page, because what divides stories is layout: column widths, short last lines, jump lines, and
where titles stand. It proposes; nothing is changed here.
"""

from __future__ import annotations

import re
from dataclasses import replace

from generator.layout import ends_sentence
from generator.lines import split_lines
from generator.model import Draft, Edit, Hints, Piece, Segmentation
from generator.repairs.sharing_site import is_sharing_page
from generator.segment.bounds import find_bounds, split
from generator.segment.copies import breaks_off, concludes, find_copies, goes_on_at, starts_over
from generator.segment.drafts import draft
from generator.segment.furniture import strip_furniture
from generator.segment.items import classify, page_of
from generator.segment.page_turns import strip_turns, told_lost, turn_marks
from generator.segment.retold_title import without_retold
from generator.segment.stories import find_stories

NO_HINTS = Hints()
_PREVIEW = re.compile("预览|預覽|预覽|试读|試讀|试阅|試閱")  # what a site says that shows some pages of a document
_LOOP = 3  # lines that a machine wrote again which turns pages by itself
_PART = re.compile("[^\u2029]+")  # a paragraph separator stands where mark-up ended a line


def segment(marked: str, hints: Hints = NO_HINTS) -> Segmentation:
    """The documents of a page in seed order, and what is no document's (all in marked coordinates)."""
    single, turns, lost = strip_turns(marked, pieces_of(marked))
    kept, copies = find_copies(marked, single, hints.as_found)
    stripped = strip_furniture(marked, split(marked, kept, hints))
    texts = stripped.pieces
    page = page_of(marked, texts)
    items = classify(
        page,
        [*stripped.marks, *turn_marks(texts, turns, told_lost(lost, [*turns, *copies]))],
        find_bounds(texts, hints),
    )
    removed: list[Edit] = [*turns, *copies, *stripped.removed]
    previewed = is_sharing_page(marked) or any(_PREVIEW.search(edit.before) for edit in stripped.removed)
    drafts, paged = [], previewed or len(copies) >= _LOOP
    for story in find_stories(items):
        made, repeated = draft(marked, story, paged)
        made, retold = without_retold(marked, made)
        removed += [*repeated, *retold]
        drafts.append(replace(made, narrow=page.first_lines_narrow))
    if drafts and texts and breaks_off(copies, texts[-1].end):  # below the copy may stand what is the page's own
        line = goes_on_at(copies, texts[-1].end)
        whole = starts_over(drafts[-1], line) or concludes(marked[texts[-1].start : texts[-1].end])
        if whole and _ends(marked, drafts[-1], texts[-1]):
            return Segmentation(tuple(drafts), tuple(removed), stripped.clues, stripped.flags)
        here = f"原件此处接着重复第{line}行起的段落，并在重复段落的" if line else "抓取在重复段落的"
        gaps = {len(drafts[-1].body): f"{here}句中截断，其后是否还有文字不详", **drafts[-1].gaps}
        drafts[-1] = replace(drafts[-1], gaps=gaps)
    return Segmentation(tuple(drafts), tuple(removed), stripped.clues, stripped.flags)


def _ends(text: str, draft: Draft, last: Piece) -> bool:
    """Does a document end as texts end: its last line a full sentence, or a signature or date below it?"""
    below = any(last in unit.pieces for unit in draft.fields)
    return below or (last in draft.body and ends_sentence(text[last.start : last.end]))


def pieces_of(marked: str) -> tuple[Piece, ...]:
    """The non-blank lines of a text as pieces, without the layout spaces around them; a line cut where one ended inside it."""
    found = []
    for line in split_lines(marked):
        for part in _PART.finditer(marked, line.start, line.end):
            text = part.group()
            if text.strip():
                start = part.start() + len(text) - len(text.lstrip())
                found.append(Piece(line.number, start, part.start() + len(text.rstrip())))
    return tuple(found)
