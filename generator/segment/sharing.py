"""Whose the titles between two texts are.

Newspaper PDFs put the title after the text, the web before it. Where a page has as many titles as texts and none above its
first, they belong to the texts in order, whichever way each stands; else what a title says, the page's own edges and which
text still lacks one decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from generator.layout import width
from generator.segment.cutting import FULL_TEXT, uncited
from generator.segment.headline import TITLES, has_title, text_of
from generator.segment.item import CLOSES, FIELDS, Item
from generator.segment.likeness import likeness

NAMED = 0.15  # how much more of a title's words stand in the text that it names
_IN_COLUMNS = re.compile(r"[\u4e00-\u9fff](?:\u3000{2,}|\s{3,})[\u4e00-\u9fff]")  # two signatures side by side


# -- as many titles as texts ----------------------------------------------------------------------------------------


def in_order(joints: Sequence[list[Item]], bodies: Sequence[Sequence[Item]]) -> list[int] | None:
    """Where each joint is divided on a page with as many titles as texts; None on another, or where titles stand above all.

    `joints` are those before, between and after the texts. The first text has no title above it, so the first title is
    its own, and so on: each stands right behind its text or right above it. None may plainly name the other text.
    """
    if len(bodies) < 2 or has_title(joints[0]):
        return None
    for find in (_blocks, set_apart):
        blocks = [(n, *block) for n, joint in enumerate(joints) for block in find(joint, first_block(joint))]
        if len(blocks) == len(bodies) and all(_is_own(k, block, joints, bodies) for k, block in enumerate(blocks)):
            behind = {n: end for k, (n, _, end) in enumerate(blocks) if n == k + 1}
            return [behind.get(n, _closing(joints[n])) for n in range(1, len(joints))]
    return None


def _is_own(
    k: int, block: tuple[int, int, int], joints: Sequence[list[Item]], bodies: Sequence[Sequence[Item]]
) -> bool:
    """Does a block of titles stand beside text `k`, and not name the text on its other side more than that?"""
    n, start, end = block
    titles = [item for item in joints[n][start:end] if item.kind == "title"]
    if n not in (k, k + 1) or all(item.numbered for item in titles):
        return False
    other = n if n == k + 1 else n - 1
    if not 0 <= other < len(bodies):
        return True
    words = text_of(titles)
    return likeness(words, uncited(bodies[k])) >= likeness(words, uncited(bodies[other])) - NAMED


def _closing(joint: list[Item]) -> int:
    """Where a joint is divided that has no title of the text above it."""
    first = first_block(joint)
    return first if first < len(joint) else len(_at_jump(joint, first)[0])


def set_apart(joint: list[Item], first: int) -> list[tuple[int, int]]:
    """Title blocks of a joint, each also cut where a title stands below a blank line or below a subtitle."""
    found: list[tuple[int, int]] = []
    for start, end in _blocks(joint, first):
        titles = (n for n in range(start + 1, end) if joint[n].kind == "title")
        cuts = [n for n in titles if joint[n].spaced or joint[n - 1].kind == "dashed"]
        found += pairwise([start, *cuts, end])
    return found


# -- one joint ------------------------------------------------------------------------------------------------------


def bottom(joint: list[Item], head: list[Item]) -> tuple[list[Item], list[Item]]:
    """What of the page's last joint closes its last story, and what is still its text: a heading with nothing after it.

    Below a story that has its title stand signatures, dates and credits; a title-like line above them is text.
    """
    if not has_title(head) or any(item.kind in CLOSES for item in joint[:1]):
        return joint, []
    first = next(
        (n for n, item in enumerate(joint) if item.kind != "title" or _IN_COLUMNS.search(item.text)), len(joint)
    )
    signed = first < len(joint) and joint[first].kind in FIELDS
    if signed and first == 1 and not joint[0].numbered and width(joint[0].text) <= 24:
        return joint, []
    return joint[first:], joint[:first]


def divide(
    joint: list[Item], head: list[Item], before: list[Item], after: list[Item], late: bool
) -> tuple[list[Item], list[Item]]:
    """What of a joint belongs to the story before it, and what to the one after it."""
    first = first_block(joint)
    if is_label(joint, first):
        return [*joint[:first], replace(joint[first], kind="note")], joint[first + 1 :]
    blocks = _blocks(joint, first)
    if not blocks:
        return _at_jump(joint, first)
    parted = _parted(joint, blocks[0], head, before, after) if len(blocks) == 1 else None
    if parted:
        return joint[:parted], joint[parted:]
    if len(blocks) == 1 and not _belongs_before(joint, blocks[0], head, before, after, late):
        return joint[:first], joint[first:]
    if len(blocks) > 1 and has_title(head) and not late:
        return joint[:first], joint[first:]
    end = blocks[0][1]
    return joint[:end], joint[end:]


def is_label(joint: list[Item], at: int) -> bool:
    """Is the first title of a joint no title, but the words `演讲全文` above one?"""
    return at < len(joint) and bool(FULL_TEXT.fullmatch(joint[at].text))


def first_block(joint: list[Item]) -> int:
    """Where the titles of a joint begin; what stands before them closes the story before."""
    return next((n for n, item in enumerate(joint) if item.kind == "title"), len(joint))


def _blocks(joint: list[Item], first: int) -> list[tuple[int, int]]:
    """Title blocks of a joint: titles, subtitles, then fields; a title after a field or a mark begins a new block."""
    blocks: list[tuple[int, int]] = []
    start = first
    for n in range(first + 1, len(joint) + 1):
        fresh = n < len(joint) and joint[n].kind == "title" and (joint[n - 1].kind not in TITLES or joint[n].numbered)
        mark = n < len(joint) and not joint[n].pieces
        if n == len(joint) or fresh or mark:
            if any(item.kind == "title" for item in joint[start:n]):
                blocks.append((start, n))
            start = n
    return blocks


def _parted(
    joint: list[Item], block: tuple[int, int], head: list[Item], before: list[Item], after: list[Item]
) -> int | None:
    """Where titles stand apart between two texts, the first of which has none above it: each names its own text."""
    blocks = set_apart(joint, block[0])
    if has_title(head) or len(blocks) != 2 or any(joint[n].numbered for n in range(*block)):
        return None
    opening, closing = uncited(before), uncited(after)
    first, second = (text_of([i for i in joint[slice(*part)] if i.kind == "title"]) for part in blocks)
    lead = likeness(first, opening) - likeness(first, closing)
    behind = likeness(second, closing) - likeness(second, opening)
    return blocks[1][0] if (lead > 0 and behind > 0) or min(lead - 2 * NAMED, behind) >= 0 else None


def _at_jump(joint: list[Item], first: int) -> tuple[list[Item], list[Item]]:
    """A joint without titles: what leads on closes the story before, what comes from elsewhere opens the next."""
    for n, item in enumerate(joint):
        if item.kind == "jump-from":
            return joint[:n], joint[n:]
    return joint[:first], joint[first:]


def _belongs_before(
    joint: list[Item], block: tuple[int, int], head: list[Item], before: list[Item], after: list[Item], late: bool
) -> bool:
    """Is the one title block of a joint that of the story before it?"""
    titles = [item for item in joint[block[0] : block[1]] if item.kind == "title"]
    if all(item.numbered for item in titles) or has_title(head):
        return False
    words = "".join(item.text for item in titles)
    lead = likeness(words, uncited(before)) - likeness(words, uncited(after))
    if late:
        return lead > -0.5
    return lead > NAMED
