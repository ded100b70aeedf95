"""Where one story of a page ends and the next begins, and whose the titles between them are.

A page is one story unless something proves more: a jump line, an agency's dateline in mid-page, a credit or end mark
with more text after it, a title with its own date line or byline. Then the titles between two bodies are shared out.
Newspaper PDFs put the title after the body, the web before it; the page's own edges, what a title says, and which body
still lacks one decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from generator.hanzi import words
from generator.layout import ends_sentence, width
from generator.model import Piece
from generator.names import is_name
from generator.segment.items import CLOSES, Item, sections
from generator.words import one_word_across, simplified

TITLES = frozenset({"title", "dashed"})
FIELDS = frozenset({"dateline", "credit", "byline", "note"})
_LETTER = re.compile(
    r"[信函电電]$|贺[信电]|賀[信電]|致辞|致辭|讲话|講話|演讲|演講|声明|聲明|公报|公報|宣言|祝词|祝詞|唁电|决议|决定|通知|公告"
)
_IN_COLUMNS = re.compile(r"[\u4e00-\u9fff](?:\u3000{2,}|\s{3,})[\u4e00-\u9fff]")  # two signatures side by side
_ENTRY = re.compile(r"^[^，。：:]{1,3}[：:]|[：:]\s*[A-Za-z0-9]|[；;=]|[0-9]\s*元")  # a line of a list or of code
_PUNCTUATION = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Story:
    """A story's items in seed order: those before the body, the body, and those after it."""

    head: tuple[Item, ...]
    body: tuple[Item, ...]
    tail: tuple[Item, ...] = ()
    more: tuple[Story, ...] = field(default=())  # later parts of the same story on this page

    @property
    def title(self) -> str:
        return "".join(item.text for item in (*self.head, *self.tail) if item.kind == "title" and not item.numbered)

    @property
    def text(self) -> str:
        return "".join(item.text for item in self.body)


def find_stories(items: Sequence[Item]) -> list[Story]:
    """The stories of a page, in order; an editor's boundaries cut it into sections that are read by themselves."""
    parts = [_alternate(section) for section in sections(items)]
    late = bool(parts) and _has_title(parts[-1][-1]) and not _has_title(_top(parts[0][0])[0])
    return _joined_parts([story for part in parts for story in _stories(part, late)])


def _stories(runs: list[list[Item]], late: bool) -> list[Story]:
    """The stories of a section. Items without any body are one story of fields alone.

    `late`: the page ends with a title and does not begin with one, so titles stand after their texts.
    """
    bodies = [run for n, run in enumerate(runs) if n % 2]
    if not bodies:
        fields = tuple(item for run in runs for item in run if item.pieces)
        return [_all_titles(fields)] if fields else []
    joints = [run for n, run in enumerate(runs) if n % 2 == 0]
    return [_headlined(_sectioned(story)) for story in _share(joints, bodies, late)]


def _all_titles(fields: tuple[Item, ...]) -> Story:
    """A page of title-like lines and fields alone: the first is its title, the others are its text."""
    titles = [n for n, item in enumerate(fields) if item.kind in TITLES]
    body = tuple(replace(fields[n], kind="body") for n in titles[1:])
    return Story(tuple(item for n, item in enumerate(fields) if n not in titles[1:]), body)


def _alternate(items: Sequence[Item]) -> list[list[Item]]:
    """Items as runs: joint, body, joint, body, …, joint. A joint holds titles, fields and marks, and may be empty."""
    runs: list[list[Item]] = [[]]
    for item in items:
        is_body = item.kind in ("body", "dispatch", "vocative")
        if is_body != (len(runs) % 2 == 0) or (item.kind == "dispatch" and runs[-1] and len(runs) % 2 == 0):
            runs.append([])
            if is_body and len(runs) % 2:
                runs.append([])
        runs[-1].append(item)
    if len(runs) % 2 == 0:
        runs.append([])
    return runs


def _sectioned(story: Story) -> Story:
    """A story whose second title line is really its first section's heading, or whose first is the column's name."""
    titles = [n for n, item in enumerate(story.head) if item.kind == "title"]
    end = len(story.head)
    while end - 1 > (titles[0] if titles else end) and _is_entry(story.head[end - 1]):
        end -= 1
    if end < len(story.head):
        return replace(story, head=story.head[:end], body=(*story.head[end:], *story.body))
    if len(titles) < 2 or titles[-1] != titles[0] + 1 or not story.head[titles[-1]].spaced:
        return story
    first, last = story.head[titles[0]], story.head[titles[-1]]
    sections = any(item.kind == "title" for item in story.body)
    if sections and titles[-1] == len(story.head) - 1 and width(last.text) <= 0.6 * width(first.text):
        return replace(story, head=story.head[:-1], body=(last, *story.body))
    if len(first.text) <= 6 and width(last.text) >= 1.5 * width(first.text):
        head = [*story.head]
        head[titles[0]] = replace(first, kind="note")
        return replace(story, head=tuple(head))
    return story


def _is_entry(item: Item) -> bool:
    """Is a title-like line really the first of a list, a table, a dialogue or a program?"""
    return item.kind == "title" and bool(_ENTRY.search(item.text))


def _headlined(story: Story) -> Story:
    """A story whose head holds more title-like lines than its headline: what the text never speaks of is a note.

    A menu, a slogan or a column's name stands apart from the headline, and none of its words come back in the body.
    """
    titles = [n for n, item in enumerate(story.head) if item.kind == "title"]
    if len(titles) == 1 and _names_author(story.head[titles[0]].text.strip("☉□■ 　")):
        head = [replace(item, kind="byline") if item.kind == "title" else item for item in story.head]
        return replace(story, head=tuple(head))
    if len(titles) < 2:
        return story
    opening = _text(story.body)[:800]
    scores = {n: likeness(story.head[n].text, opening) for n in titles}
    best = max(titles, key=lambda n: (scores[n], n))
    if scores[best] < 0.3:
        return story
    alone = [n for n in titles if n != best and scores[n] < 0.15 and _apart(story.head, n, best)]
    head = [replace(item, kind="note") if n in alone else item for n, item in enumerate(story.head)]
    return replace(story, head=tuple(head))


def _names_author(line: str) -> bool:
    """Is a line a person's name and no word (`贺电` begins with a surname too)?"""
    return is_name(line) and re.sub(r"\s", "", simplified(line)) not in words()


def _apart(head: Sequence[Item], n: int, best: int) -> bool:
    """Does a blank line, a field or furniture stand between two lines of a head?"""
    low, high = min(n, best), max(n, best)
    return head[high].spaced or any(item.kind != "title" for item in head[low + 1 : high])


# -- cutting --------------------------------------------------------------------------------------------------------


def _share(joints: list[list[Item]], bodies: list[list[Item]], late: bool) -> list[Story]:
    """Stories, with each joint either inside one of them or divided between its neighbours."""
    cuts = [n for n in range(1, len(bodies)) if _cuts(joints[n], bodies[n - 1], bodies[n])]
    if late and cuts:
        cuts = [n for n in range(1, len(bodies)) if n in cuts or _names_before(joints[n], bodies[n - 1], bodies[n])]
    bounds = [0, *cuts, len(bodies)]
    groups = [list(range(a, b)) for a, b in pairwise(bounds)]
    inner = [_merged(group, joints, bodies) for group in groups]
    head, tail = _top(joints[0])
    stories: list[Story] = []
    for n, group in enumerate(groups):
        joint = joints[group[-1] + 1]
        if n == len(groups) - 1:
            mine, rest = _bottom(joint, head)
            inner[n] = [*inner[n], *rest]
            following: list[Item] = []
        else:
            after = (head, inner[n], inner[n + 1])
            mine, following = _divide(joint, *after, late)
        stories.append(Story(tuple(head), (*tail, *inner[n]), tuple(mine)))
        head, tail = _top(following)
    if head or tail:  # nothing follows the last body
        stories[-1] = replace(stories[-1], tail=(*stories[-1].tail, *head, *tail))
    return stories


def _merged(group: list[int], joints: list[list[Item]], bodies: list[list[Item]]) -> list[Item]:
    """A story's bodies with the joints between them, which are its headings."""
    merged = list(bodies[group[0]])
    for n in group[1:]:
        merged += [*joints[n], *bodies[n]]
    return merged


def _cuts(joint: list[Item], before: list[Item], after: list[Item]) -> bool:
    """Does a new story begin between two bodies?"""
    kinds = [item.kind for item in joint]
    if any(item.inner for item in (*joint, after[0])):
        return False
    if "jump-on" in kinds or "jump-from" in kinds:
        return True
    if before[-1].text.endswith(("：", ":")):  # what follows is what these words announce
        return False
    complete = ends_sentence(before[-1].text) or bool(FIELDS & set(kinds)) or "end-mark" in kinds
    if not complete:
        return False
    if after[0].kind == "dispatch":
        return True
    titled = any(item.kind == "title" and not item.numbered for item in joint)
    if CLOSES & set(kinds) and (titled or "end-mark" in kinds):
        return True
    if not titled:
        return False
    if "credit" in kinds or "byline" in kinds or _dated(joint):
        return True
    return after[0].kind == "vocative" and any(_LETTER.search(item.text) for item in joint if item.kind == "title")


def _names_before(joint: list[Item], before: list[Item], after: list[Item]) -> bool:
    """On a page whose titles stand after their texts: is there one here that plainly names the text before it?"""
    words = "".join(item.text for item in joint if item.kind == "title" and not item.numbered)
    if not words or not ends_sentence(before[-1].text):
        return False
    own, other = likeness(words, _text(before)), likeness(words, _text(after))
    return own >= 0.4 and own - other > 0.3


def _dated(joint: list[Item]) -> bool:
    """Does a title in this joint have its own date line (after it), or does a signature's date close the text before?"""
    at = [n for n, item in enumerate(joint) if item.kind == "dateline" and re.search(r"[0-9〇○零一二]{4}", item.text)]
    titles = [n for n, item in enumerate(joint) if item.kind == "title" and not item.numbered]
    return any(t < n for n in at for t in titles) or any(n < t for n in at for t in titles)


# -- sharing out ----------------------------------------------------------------------------------------------------


def _top(joint: list[Item]) -> tuple[list[Item], list[Item]]:
    """The part of a joint that heads a story, and what follows it and belongs to the body: its first headings."""
    for n, item in enumerate(joint):
        if item.kind == "title" and item.numbered and n > 0:
            return joint[:n], joint[n:]
        seen = any(other.kind == "title" for other in joint[:n])
        if item.kind == "title" and seen and any(other.kind in FIELDS for other in joint[:n]):
            return joint[:n], joint[n:]
    if joint and joint[0].kind == "title" and joint[0].numbered:
        return [], joint
    return joint, []


def _bottom(joint: list[Item], head: list[Item]) -> tuple[list[Item], list[Item]]:
    """What of the page's last joint closes its last story, and what is still its text: a heading with nothing after it.

    Below a story that has its title stand signatures, dates and credits; a title-like line above them is text.
    """
    if not _has_title(head) or any(item.kind in CLOSES for item in joint[:1]):
        return joint, []
    first = next(
        (n for n, item in enumerate(joint) if item.kind != "title" or _IN_COLUMNS.search(item.text)), len(joint)
    )
    signed = first < len(joint) and joint[first].kind in FIELDS
    if signed and first == 1 and not joint[0].numbered and width(joint[0].text) <= 24:
        return joint, []
    return joint[first:], joint[:first]


def _divide(
    joint: list[Item], head: list[Item], before: list[Item], after: list[Item], late: bool
) -> tuple[list[Item], list[Item]]:
    """What of a joint belongs to the story before it, and what to the one after it."""
    first = _first_block(joint)
    blocks = _blocks(joint, first)
    if not blocks:
        return _at_jump(joint, first)
    if len(blocks) == 1 and not _belongs_before(joint, blocks[0], head, before, after, late):
        return joint[:first], joint[first:]
    if len(blocks) > 1 and _has_title(head) and not late:
        return joint[:first], joint[first:]
    end = blocks[0][1]
    return joint[:end], joint[end:]


def _first_block(joint: list[Item]) -> int:
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
    if all(item.numbered for item in titles) or _has_title(head):
        return False
    words = "".join(item.text for item in titles)
    lead = likeness(words, _text(before)) - likeness(words, _text(after))
    if late:
        return lead > -0.5
    return lead > 0.15


def _has_title(items: Sequence[Item]) -> bool:
    return any(item.kind == "title" and not item.numbered for item in items)


def _text(items: Sequence[Item]) -> str:
    return "".join(item.text for item in items)


def likeness(title: str, body: str) -> float:
    """The share of a title's character pairs that the body has too, 0..1.

    >>> likeness("签署合作文件", "两国签署了合作的文件"), likeness("签署合作文件", "天气")
    (0.6, 0.0)
    """
    small, large = folded(title), folded(body)
    pairs = {small[n : n + 2] for n in range(len(small) - 1)}
    return sum(pair in large for pair in pairs) / len(pairs) if pairs else 0.0


def folded(text: str) -> str:
    """A text for comparing: Simplified, without marks and spaces."""
    return _PUNCTUATION.sub("", simplified(text))


# -- parts of one story ---------------------------------------------------------------------------------------------


def _joined_parts(stories: list[Story]) -> list[Story]:
    """Stories whose parts stand apart on this page, joined: the same title, or one sentence cut by the jump."""
    out: list[Story] = []
    for story in stories:
        start = _beginning(out, story)
        if start is None:
            out.append(story)
        else:
            out[start] = replace(out[start], more=(*out[start].more, story))
    return out


def _beginning(stories: Sequence[Story], later: Story) -> int | None:
    """Which story a later one is a part of: an editor may say so, else the page must."""
    own = next((item for item in (*later.head, *later.body) if item.starts), None)
    if own:
        found = (n for n, story in enumerate(stories) if own.follows and _holds(story, own.follows))
    else:
        found = (n for n, story in enumerate(stories) if _comes_from(later) and _continues(story, later))
    return next(found, None)


def _holds(story: Story, piece: Piece) -> bool:
    items = (item for part in (story, *story.more) for item in (*part.head, *part.body, *part.tail))
    return any(piece in item.pieces for item in items)


def _comes_from(story: Story) -> bool:
    return any(item.kind == "jump-from" for item in story.head)


def _continues(first: Story, later: Story) -> bool:
    last = first.more[-1] if first.more else first
    if not any(item.kind == "jump-on" for item in last.tail):
        return False
    if first.title and later.title:
        return folded(first.title) == folded(later.title)
    if ends_sentence(last.text) or later.title:
        return False
    return one_word_across(last.text, later.text) or likeness(first.title, later.text) >= 0.3
