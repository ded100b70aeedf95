"""The heads of a forum's posts whose labels and values stand on lines of their own, as its page for printers has them.

Such a page sets `标题：`, `作者：` and `时间：` over each post, and below each label its value. A post begins where an
author's label is followed by that of a time with day and clock. It is the forum's page for certain when there are two
posts, or when the title is given twice. The first post is the text; the replies below the second head are talk, if
they are not the better part of the page. Records of works have the same labels, but no clock, and no text below.

>>> page = ["标题：", "渡口重开", "作者：", "船夫", "时间：", "2013-4-5 08:10", "标题：", "渡口重开", "渡口今日重开，两岸居民乘船往来。"]
>>> sorted(forum_fields(page).items())
[(0, 'head'), (2, 'head'), (3, 'head'), (4, 'head'), (5, 'head'), (6, 'head'), (7, 'title')]
>>> forum_fields(page[:6] + page[8:])
{}
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.hanzi import simplified
from generator.layout import width
from generator.segment.interface import is_prose
from generator.segment.likeness import folded

_LABELS = {
    "title": re.compile(r"(?:标题|主题|帖子标题)\s*[:：]"),
    "who": re.compile(r"(?:作者|楼主|发帖人|发贴人|发表人|发布者)\s*[:：]"),
    "when": re.compile(r"(?:发[表布帖贴])?(?:时间|日期)\s*[:：]"),
}
_CLOCKED = re.compile(
    r"[12][0-9]{3}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?[\s　]+[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?"
)
_MOST = 0.5  # as much as the first post, its replies may be


def forum_fields(lines: Sequence[str]) -> dict[int, str]:
    """The lines of such heads, and what each is: part of a head, a title said again, or talk below the text."""
    plain = [simplified(line).strip(" 　") for line in lines]
    label = {n: kind for n, line in enumerate(plain) for kind, form in _LABELS.items() if form.fullmatch(line)}
    posts = [n for n in label if label[n] == "who" and _is_dated(plain, label, n)]
    titles = [n for n in label if label[n] == "title" and n + 1 < len(plain) and n + 1 not in label]
    named = {folded(plain[n + 1]) for n in titles}
    if not posts or not (len(posts) > 1 or len(titles) > len(named)):
        return {}
    talk = posts[1] if len(posts) > 1 else len(lines)
    first, replies = _prose(plain, posts[0], talk), _prose(plain, talk, len(plain))
    if _prose(plain, 0, posts[0]) or not first or replies > _MOST * first or len(named) > 1:
        return {}
    found = dict.fromkeys(titles, "head") | dict.fromkeys(range(posts[0], posts[0] + 4), "head")
    found |= {n + 1: "title" for n in titles[1:]}
    return found | dict.fromkeys(range(talk, len(lines)), "talk")


def _is_dated(lines: Sequence[str], label: dict[int, str], n: int) -> bool:
    """Does an author's label stand over a name, and that over the label of a time with its clock?"""
    return (
        n + 3 < len(lines)
        and n + 1 not in label
        and label.get(n + 2) == "when"
        and bool(_CLOCKED.fullmatch(lines[n + 3]))
    )


def _prose(lines: Sequence[str], low: int, high: int) -> float:
    """The width of the paragraphs between two lines."""
    return sum(width(lines[n]) for n in range(low, high) if is_prose(lines[n]))
