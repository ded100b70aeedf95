"""Where one story of a page ends and the next begins, and whose the titles between them are.

A page is one story unless something proves more: a jump line, an agency's dateline in mid-page, a credit or end mark
with more text after it, a title with its own date line or byline. Then the titles between two bodies are shared out.
Newspaper PDFs put the title after the body, the web before it; the page's own edges, what a title says, and which body
still lacks one decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from generator.formulas import SIGNING_BODY
from generator.layout import ends_sentence
from generator.model import Piece
from generator.segment.cutting import announced, find_cuts, leads, talks, uncited
from generator.segment.headline import TITLES, Story, flows, has_title, headlined, names_author, text_of, top
from generator.segment.item import FIELDS, Item
from generator.segment.items import sections
from generator.segment.likeness import folded, likeness
from generator.segment.sharing import NAMED, bottom, divide, first_block, in_order, is_label, set_apart
from generator.words import one_word_across

_BOX = re.compile(  # 【更正】…, （编者按）…: of a text below, whose title follows
    "[【\\[（(〔](?:更正|勘误|勘誤|更新|订正|訂正|编[者辑]?按|編[者輯]?按|编者注|編者註|按|提要|导读|導讀|内容提要|摘要|说明|說明)[】\\]）)〕]"
)


def find_stories(items: Sequence[Item]) -> list[Story]:
    """The stories of a page, in order; an editor's boundaries cut it into sections that are read by themselves."""
    parts = [_alternate(section) for section in sections(items)]
    late = bool(parts) and has_title(parts[-1][-1]) and not has_title(top(parts[0][0])[0]) and not _cut_off(parts[-1])
    if late:
        parts = [[_signed(run) for run in part] for part in parts]
    return _joined_parts([story for part in parts for story in _stories(part, late)])


def _cut_off(runs: list[list[Item]]) -> bool:
    """Is a title-like last line the beginning of a paragraph that the page cut off? No web page sets its title last."""
    last = runs[-1]
    return len(runs) > 1 and not ends_sentence(last[-1].text) and flows(runs[-2])


def _signed(run: list[Item]) -> list[Item]:
    """A joint on a page whose titles stand after their texts: a person's name right below a title is its author's."""
    out = list(run)
    for n, (above, item) in enumerate(pairwise(run), 1):
        titles = above.kind in TITLES and item.kind == "title" and not above.numbered and not item.spaced
        if titles and len(item.pieces) == 1 and names_author(item.text):
            out[n] = replace(item, kind="byline")
    return out


def _stories(runs: list[list[Item]], late: bool) -> list[Story]:
    """The stories of a section. Items without any body are one story of fields alone.

    `late`: the page ends with a title and does not begin with one, so titles stand after their texts.
    """
    bodies = [run for n, run in enumerate(runs) if n % 2]
    if not bodies:
        fields = tuple(item for run in runs for item in run if item.pieces)
        return [_all_titles(fields)] if fields else []
    joints, bodies = _noted([run for n, run in enumerate(runs) if n % 2 == 0], bodies)
    joints, bodies = _introduced(joints, bodies)
    return [headlined(story) for story in _share(joints, bodies, late)]


def _noted(joints: list[list[Item]], bodies: list[list[Item]]) -> tuple[list[list[Item]], list[list[Item]]]:
    """What a page says in a box over its title (`【更正】…`) is a note of the text below the title, and no text itself."""
    alone = len(bodies) > 1 and len(bodies[0]) == 1 and not has_title(joints[0])
    alone = alone and any(item.kind in FIELDS for item in joints[1])  # the day or the author of the text below
    if not alone or not _BOX.match(bodies[0][0].text) or not has_title(joints[1]) or bodies[0][0].starts:
        return joints, bodies
    note = replace(bodies[0][0], kind="note")
    return [[*joints[0], note, *joints[1]], *joints[2:]], bodies[1:]


def _introduced(joints: list[list[Item]], bodies: list[list[Item]]) -> tuple[list[list[Item]], list[list[Item]]]:
    """One sentence that announces a document, above the document's title: it opens that document.

    A report with a title of its own, or with more to tell, stands by itself.
    """
    for n in range(len(bodies) - 1):
        alone = text_of(bodies[n]).count("。") <= 1 and (not has_title(joints[n]) or _retells(joints[n], bodies[n]))
        opens = n == 0 or not joints[n]
        if n + 1 < len(bodies) and _is_lead(bodies[n], joints[n + 1]):
            joined = [*joints[: n + 1], *joints[n + 2 :]]
            return _introduced(joined, [*bodies[:n], [*bodies[n], *joints[n + 1], *bodies[n + 1]], *bodies[n + 2 :]])
        if alone and opens and announced(joints[n + 1], bodies[n], bodies[n + 1]):
            above = [replace(item, kind="note") if item.kind == "title" else item for item in joints[n]]
            joined = [*joints[:n], [*above, *joints[n + 1]], *joints[n + 2 :]]
            return _introduced(joined, [*bodies[:n], [*bodies[n], *bodies[n + 1]], *bodies[n + 2 :]])
    return joints, bodies


def _retells(joint: Sequence[Item], body: Sequence[Item]) -> bool:
    """Does the sentence that announces a document begin with the title that a site gave it above? A report says who sent it."""
    titles = [item.text for item in joint if item.kind == "title"]
    told = re.sub("^第[一1]篇[：:]", "", titles[0]) if len(titles) == 1 else ""
    return bool(told) and body[0].kind == "body" and folded(body[0].text).startswith(folded(told))


def _is_lead(body: Sequence[Item], joint: Sequence[Item]) -> bool:
    """Is a text nothing but what its page says in short of the report below it, which has no title of its own?"""
    return len(body) == 1 and bool(_LEAD.match(body[0].text)) and not joint


_LEAD = re.compile("(?:核心|新闻|新聞|内容|內容)?(?:提示|提要|摘要|导读|導讀|导语|導語)[：:]")


def _all_titles(fields: tuple[Item, ...]) -> Story:
    """A page of title-like lines and fields alone: the first is its title, the others are its text."""
    titles = [n for n, item in enumerate(fields) if item.kind in TITLES]
    body = tuple(replace(fields[n], kind="body") for n in titles[1:])
    return Story(tuple(item for n, item in enumerate(fields) if n not in titles[1:]), body)


def _alternate(items: Sequence[Item]) -> list[list[Item]]:
    """Items as runs: joint, body, joint, body, …, joint. A joint holds titles, fields and marks, and may be empty."""
    runs: list[list[Item]] = [[]]
    for n, item in enumerate(items):
        is_body = item.kind in ("body", "dispatch", "vocative")
        opens = item.kind == "dispatch" or (n > 0 and _opens_address(items[n - 1], item))
        if is_body != (len(runs) % 2 == 0) or (opens and runs[-1] and len(runs) % 2 == 0):
            runs.append([])
            if is_body and len(runs) % 2:
                runs.append([])
        runs[-1].append(item)
    if len(runs) % 2 == 0:
        runs.append([])
    return runs


def _opens_address(above: Item, item: Item) -> bool:
    """Does an address stand apart below an ended text, which did not announce it?"""
    return item.kind == "vocative" and item.spaced and above.kind in ("body", "dispatch") and ends_sentence(above.text)


# -- cutting --------------------------------------------------------------------------------------------------------


def _share(joints: list[list[Item]], bodies: list[list[Item]], late: bool) -> list[Story]:
    """Stories, with each joint either inside one of them or divided between its neighbours."""
    cuts = find_cuts(joints, bodies)
    if late:
        several = bool(cuts) or _is_report(joints[0], bodies[0])
        named = [n for n in range(1, len(bodies)) if _names_before(joints[n], bodies[n - 1], bodies[n])]
        cuts = sorted({*cuts, *(named if several else ())})
        cuts = sorted({*cuts, *_lone_titles(joints, bodies, cuts)})
    else:
        cuts = sorted({*cuts, *_titles_behind(joints, bodies, cuts)})
    bounds = [0, *cuts, len(bodies)]
    groups = [list(range(a, b)) for a, b in pairwise(bounds)]
    inner = [_merged(group, joints, bodies) for group in groups]
    head, tail = _headed(joints[0], bodies[0])
    places = in_order([joints[group[0]] for group in groups] + [joints[-1]], inner)
    stories: list[Story] = []
    for n, group in enumerate(groups):
        joint = joints[group[-1] + 1]
        at = first_block(joint)
        announces = n + 1 < len(groups) and announced(joint, inner[n], inner[n + 1])
        following: list[Item] = []
        if n == len(groups) - 1:
            mine, rest = bottom(joint, head)
            inner[n] = [*inner[n], *rest]
        elif announces and not is_label(joint, at):
            mine, following = joint[:at], joint[at:]
        elif places:
            mine, following = joint[: places[n]], joint[places[n] :]
        else:
            mine, following = divide(joint, head, inner[n], inner[n + 1], late)
        stories.append(Story(tuple(head), (*tail, *inner[n]), tuple(mine), announces=announces))
        head, tail = _headed(following, inner[n + 1] if n + 1 < len(groups) else ())
    if head or tail:  # nothing follows the last body
        stories[-1] = replace(stories[-1], tail=(*stories[-1].tail, *head, *tail))
    return stories


def _headed(joint: list[Item], body: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """What heads a story and what its body begins with: below a letter's title stands to whom it goes, above its address."""
    head, tail = top(joint, body)
    last = head[-1] if head else None
    letter = last and has_title(head[:-1]) and _LETTER.search(head[-2].text) and body and body[0].kind == "vocative"
    if letter and not tail and last and last.kind == "title" and last.spaced and SIGNING_BODY.fullmatch(last.text):
        return head[:-1], [replace(last, kind="body")]
    return head, tail


_LETTER = re.compile("[信函電电]$")


def _lone_titles(joints: list[list[Item]], bodies: list[list[Item]], cuts: list[int]) -> list[int]:
    """Where, on a page whose titles stand after their texts, the one title inside a story parts two reports.

    Headings come in numbers and name what follows; one alone, with a text below it that opens as a report, or that
    names the text above more than the text below, is the title of the text above. Where nothing else shows that the page
    has several stories, it must do so more plainly, and name a report.
    """
    found = []
    for first, last in pairwise([0, *cuts, len(bodies)]):
        inner = [n for n in range(first + 1, last) if has_title(joints[n])]
        if len(inner) != 1 or not ends_sentence(bodies[inner[0] - 1][-1].text):
            continue
        words = "".join(item.text for item in joints[inner[0]] if item.kind == "title")
        above = [item for body in bodies[first : inner[0]] for item in body]
        below = [item for body in bodies[inner[0] : last] for item in body]
        opens = leads(bodies[inner[0]][0].text) or (talks(below) and not talks(above))
        named = likeness(words, uncited(above)) - likeness(words, uncited(below))
        report = bool(cuts) or _is_report(joints[first], bodies[first])
        if (cuts and opens) or (report and named > (NAMED if cuts or opens else 2 * NAMED)):
            found += inner
    return found


def _titles_behind(joints: list[list[Item]], bodies: list[list[Item]], cuts: list[int]) -> list[int]:
    """Where a title ends a report that begins in mid-page, below a jump line or with its dateline, and has none above it.

    It plainly names the report, and what stands below does not go on with it: a box, a list of names.
    """
    found = []
    for first, last in pairwise([*cuts, len(bodies)]):
        led = any(item.kind == "jump-on" for item in joints[first])
        if has_title(joints[first]) or not (led or _is_report(joints[first], bodies[first])):
            continue
        inner = [n for n in range(first + 1, last) if has_title(joints[n])]
        found += [n for n in inner[:1] if _names_before(_first_block(joints[n]), bodies[n - 1], bodies[n])]
    return found


def _first_block(joint: list[Item]) -> list[Item]:
    """The first of the titles that stand apart in a joint."""
    blocks = set_apart(joint, first_block(joint))
    return joint[slice(*blocks[0])] if blocks else joint


def _is_report(joint: Sequence[Item], body: Sequence[Item]) -> bool:
    """Did an agency or a reporter of the paper send a text: a dispatch, or the rest of one that began on another page?"""
    return body[0].kind == "dispatch" or any(item.kind == "jump-from" for item in joint)


def _merged(group: list[int], joints: list[list[Item]], bodies: list[list[Item]]) -> list[Item]:
    """A story's bodies with the joints between them, which are its headings."""
    merged = list(bodies[group[0]])
    for n in group[1:]:
        merged += [*joints[n], *bodies[n]]
    return merged


def _names_before(joint: list[Item], before: list[Item], after: list[Item]) -> bool:
    """On a page whose titles stand after their texts: is there one here that plainly names the text before it?"""
    words = "".join(item.text for item in joint if item.kind == "title" and not item.numbered)
    if not words or not ends_sentence(before[-1].text):
        return False
    own, other = likeness(words, uncited(before)), likeness(words, uncited(after))
    return own >= 0.4 and own - other > 0.3


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
    return one_word_across(last.text, later.text) or likeness(first.title, uncited(later.body)) >= 0.3
