"""Sentences that are the text's although they break off where the page's own words begin.

A judgement by place goes from the text's last full stop. What a preview cut off in mid-sentence has none, and stands
where menus and notices stand. It shows whose it is by one of these:

* It is the next of the points that the text counts (`（四）…`, `（五）…`).
* It stops in mid-sentence right above the notice that says so.
* A word runs across from the line above it.

>>> lines = ["（一）双方同意重开渡口，票价不变。", "（二）双方商定每年会晤一次，并在冬天封航以前互派", "剩余七页未读"]
>>> cut_off(lines, [None, "site-chrome", "preview-notice"], {1})
{1}
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from generator.interface_forms import form
from generator.interface_words import leans, weight
from generator.layout import ends_sentence, item_number, item_shape, width
from generator.repairs.access_notice import is_about_file, says_access
from generator.repairs.preview_notice import RULE as PREVIEW
from generator.repairs.site_notice import claims_rights, is_notice
from generator.words import one_word_across

_CLAUSE = 16  # width of a line with a comma that is more than a button


def cut_off(lines: Sequence[str], taken: Sequence[str | None], by_place: Set[int]) -> set[int]:
    """The lines of the text among those that only their place made the page's."""
    found: set[int] = set()
    last: dict[str, int] = {}  # the last number of each shape of points that the text counts
    kept = -1
    for n, line in enumerate(lines):
        shape, number = item_shape(line), item_number(line)
        if n in by_place and _is_sentence(line):
            counts = bool(shape) and last.get(shape, 0) + 1 == number > 1
            runs_on = kept == n - 1 and _runs_on(lines, n)
            found |= {n} if counts or runs_on or _is_above_wall(lines, taken, n) else set()
        if not taken[n] or n in found:
            kept = n
            last |= {shape: number} if shape else {}
    return found


def _is_sentence(line: str) -> bool:
    """Has a line clauses, and no words of a page's?"""
    pages = weight(line) is not None or form(line) or leans(line) or says_access(line) or is_about_file(line)
    clauses = width(line) >= _CLAUSE and bool(re.search("[，、；]", line))
    return clauses and not (pages or claims_rights(line) or is_notice(line))


def _is_above_wall(lines: Sequence[str], taken: Sequence[str | None], n: int) -> bool:
    return n + 1 < len(lines) and taken[n + 1] == PREVIEW.id and not ends_sentence(lines[n])


def _runs_on(lines: Sequence[str], n: int) -> bool:
    """Does a word run across from the line right above, which no stop ends?"""
    above = lines[n - 1] if n else ""
    return width(above) >= _CLAUSE and not ends_sentence(above) and one_word_across(above, lines[n])
