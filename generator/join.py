"""Join a document's lines into paragraphs, by the document's own column width, and show where text is lost.

A wrap is an edit: the line end goes, and one space comes in where two Latin words met. Nothing else is added.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.layout import Page, balance, ends_sentence, is_unfinished, width
from generator.model import Draft, Edit, Unit
from generator.repairs.structure import HARD_WRAP, HEADING_LINES

_LATIN_END = re.compile(r"[A-Za-z,;.)]$")
_LATIN_START = re.compile(r"^[A-Za-z(]")


def join(marked: str, draft: Draft) -> tuple[tuple[Unit, ...], tuple[Edit, ...]]:
    """The body's units in order (paragraphs, headings, gaps), and the edits that join lines within units."""
    page = Page(marked, draft.body, draft.headings)
    units: list[Unit] = []
    gaps = dict(draft.gaps)
    for group in _groups(page, draft):
        units += _gap(gaps, group[0], page)
        role = "heading" if group[0] in draft.headings else "paragraph"
        units.append(Unit(role, tuple(page.pieces[n] for n in group)))
        if role == "paragraph":
            units += _broken_off(page, group, gaps)
    units += _gap(gaps, len(page.pieces), page)
    edits = [edit for unit in (*draft.fields, *units) for edit in _joins(marked, unit, page)]
    return tuple(units), tuple(edits)


def _groups(page: Page, draft: Draft) -> list[list[int]]:
    """Paragraphs as the layout shows them; the lines of one heading stay together; nothing runs across a gap."""
    groups: list[list[int]] = []
    for group in page.units():
        for n in group:
            same_heading = (
                groups
                and n in draft.headings
                and groups[-1][-1] in draft.headings
                and page.pieces[n].line == page.pieces[n - 1].line + 1
            )
            if (n == group[0] and not same_heading) or n in draft.gaps:
                groups.append([n])
            else:
                groups[-1].append(n)
    return groups


def _gap(gaps: dict[int, str], at: int, page: Page) -> list[Unit]:
    """The gap noted before piece `at`, if any."""
    if at not in gaps:
        return []
    line = page.pieces[at].line if at < len(page.pieces) else page.pieces[-1].line + 1 if page.pieces else 1
    return [Unit("gap", (), line, gaps.pop(at))]


def _broken_off(page: Page, group: Sequence[int], gaps: dict[int, str]) -> list[Unit]:
    """A gap after a paragraph that stops in mid-sentence, or before one that starts so, with text after it."""
    after = group[-1] + 1
    if after >= len(page.pieces) or after in gaps:
        return []
    here = "".join(page.words[n] for n in group)
    starts = page.words[after]
    stops = not ends_sentence(here) and here[-1] not in "：:；;" and (is_unfinished(here) and width(here) > 12)
    inside = balance(starts.split("。")[0] + starts[starts.find("。") :][:2])[0] > 0 and not balance(here)[1]
    if not stops and not inside:
        return []
    return [Unit("gap", (), page.pieces[after].line, "此处有缺文：前句未完" if stops else "此处有缺文：后句开头已失")]


# -- the edits ------------------------------------------------------------------------------------------------------


def _joins(marked: str, unit: Unit, page: Page) -> list[Edit]:
    """Edits that join the pieces of a unit where nothing but layout space lies between them."""
    edits = []
    for before, after in zip(unit.pieces, unit.pieces[1:], strict=False):
        between = marked[before.end : after.start]
        if between.strip():
            continue
        left, right = marked[before.start : before.end], marked[after.start : after.end]
        rule, mark, reason = _between(unit, left, right, page)
        edits.append(Edit(before.end, after.start, between, mark, rule, reason))
    return edits


def _between(unit: Unit, left: str, right: str, page: Page) -> tuple[str, str, str]:
    """Rule, joining text and reason for one line end."""
    if unit.role in ("title", "heading") and not one_sentence(left, right, page):
        return HEADING_LINES.id, " ", "两行标题合为一行，中间空一格"
    if _LATIN_END.search(left) and _LATIN_START.match(right):
        return HARD_WRAP.id, " ", "接回折行；西文单词之间留一空格"
    return HARD_WRAP.id, "", "接回按栏宽折断的一行"


def one_sentence(left: str, right: str, page: Page) -> bool:
    """Do two title lines run on as one sentence? Where the text itself has the words across the line end, they do."""
    if left[-1] in "、，的与和及在对向将" or balance(left)[1]:
        return True
    across = _bare(left)[-2:] + _bare(right)[:2]
    return across in _bare("".join(page.words))


def _bare(text: str) -> str:
    return re.sub(r"[\s“”‘’「」《》]", "", text)
