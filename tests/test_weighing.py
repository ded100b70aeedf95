"""Lines weighed by the trees: what they take on labelled pages, and that they leave sound texts alone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from grow_trees import Page, labelled_pages, left_over, sound_pages

from generator.segment.weighing import describe, weigh
from generator.trees import _forest

# A text about mark-up that shows a page's, and one about page numbers that shows four forms of one.
KNOWN = [("sound/v-trap_html_manual", "<head><title>我的主页</title></head>"), ("sound/v-trap_typo_textbook", "［12］")]


@cache
def labelled() -> tuple[Page, ...]:
    return tuple(page for page in labelled_pages() if page)


def taken(page: Page) -> Iterator[tuple[str, bool]]:
    """The lines that the trees take and no rule took, and whether they are the page's own."""
    sure, _ = weigh(page.lines, ["rule" if gone else None for gone in page.taken], scraped=any(page.taken))
    for n in sorted(sure):
        if page.own[n] is not None:
            yield page.lines[n], bool(page.own[n])


def test_the_trees_ask_only_what_is_described() -> None:
    known = describe(["一"], [False])[0].keys()
    asked = set()
    left = list(_forest()[1])
    while left:
        tree = left.pop()
        if not isinstance(tree, float):
            asked.add(tree[0])
            left += tree[2:]
    assert sorted(asked - known) == []
    assert len(asked) > 50


def test_no_line_of_a_sound_text_is_taken() -> None:
    pages = [page for page in sound_pages() if page]
    assert len(pages) > 200
    assert [(page.name, line) for page in pages for line, _ in taken(page)] == KNOWN


def test_most_of_what_the_rules_leave_is_found_and_hardly_a_line_of_a_text() -> None:
    """The trees grew from these pages: `make trees` says how they judge others.

    A twelfth of the pages have texts in lines as short as buttons: those cost a few lines more than pages of prose do.
    """
    found = [(mine, page.name, line) for page in labelled() for line, mine in taken(page)]
    left = sum(mine for page in labelled() for _, mine, _ in left_over(page))
    assert sum(mine for mine, _, _ in found) > 0.5 * left
    assert sum(not mine for mine, _, _ in found) <= 0.015 * len(found), [row for row in found if not row[0]]


def test_a_page_without_lines_weighs_nothing() -> None:
    assert weigh([], []) == (set(), set())
