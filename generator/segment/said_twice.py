"""What a page sets between the paragraphs of a text that the text itself says: its title under each picture, a pull quote.

* A title that stands two times or more between whole paragraphs, with no other heading there and in none of their sentences: the captions of pictures
  that nobody wrote.
* A sentence in quotation marks on a line of its own, with `——` and a name below it, that stands word for word in a
  paragraph of the text: set large to catch the eye.

Left alone: refrains and slogans (they are short, or cry), a heading that repeats the title once, and epigraphs, which no paragraph repeats.

>>> page = ["两江渡口时隔五年重开通航", "渡口重开，两岸居民乘船往来。", "“渡口连起两岸人家。”", "——船长", "船长说：“渡口连起两岸人家。”他笑了。"]
>>> said_twice(page, [None] * 5)
{2: 'quote', 3: 'quote'}
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from generator.formulas import NUMBERED, line_kind
from generator.layout import ends_sentence, width
from generator.segment.interface import announces, is_prose
from generator.segment.likeness import folded
from generator.words import one_word_across

_LONG = 10  # width of a title that no refrain is
_SAID = 8  # characters of a sentence that no two would say alike
_QUOTED = re.compile(r"[“「『][^“”「」『』]+[”」』]")
_BY = re.compile(r"[—─－-]{1,3}\s*[\u4e00-\u9fff·]{2,16}")


def said_twice(lines: Sequence[str], taken: Sequence[str | None]) -> dict[int, str]:
    """The lines that a page set so, and what each is: a title said again, or a pull quote with its name."""
    left = [n for n in range(len(lines)) if not taken[n]]
    prose = [n for n in left if is_prose(lines[n]) and not _QUOTED.fullmatch(lines[n].strip(" 　"))]
    if len(prose) < 2:
        return {}
    return _captions(lines, left, prose) | _quotes(lines, left, prose) | _inside(lines, left)


def _captions(lines: Sequence[str], left: Sequence[int], prose: Sequence[int]) -> dict[int, str]:
    """The places between paragraphs where the title stands again."""
    inside = [n for n in left if prose[0] < n < prose[-1] and n not in prose]
    for title in (n for n in left if n < prose[0]):
        same = [n for n in inside if folded(lines[n]) == folded(lines[title])]
        plain = width(lines[title]) >= _LONG and not (NUMBERED.match(lines[title]) or lines[title][-1] in "！？!?：:，")
        plain = plain and not any(lines[title].strip(" 　") in lines[n] for n in prose)  # else a refrain
        only = all(n in same or line_kind(lines[n]) for n in inside)
        if plain and only and len(same) > 1 and all(_between(lines, left, n, n) for n in same):
            return dict.fromkeys(same, "title")
    return {}


def _quotes(lines: Sequence[str], left: Sequence[int], prose: Sequence[int]) -> dict[int, str]:
    """The pull quotes and the names below them."""
    found: dict[int, str] = {}
    for n, below in pairwise(left):
        quote = lines[n].strip(" 　")
        if not (prose[0] < n and _QUOTED.fullmatch(quote) and _BY.fullmatch(lines[below].strip(" 　"))):
            continue
        words = quote[1:-1].rstrip("。！？，；")
        said = len(words) >= _SAID and any(words in lines[k] for k in prose)
        if said and _between(lines, left, n, below):
            found |= {n: "quote", below: "quote"}
    return found


def _inside(lines: Sequence[str], left: Sequence[int]) -> dict[int, str]:
    """Quotations in a few lines of their own that stand in the midst of a sentence, and word for word elsewhere in the text.

    The sentence goes on below them in the midst of a word or with what can begin none.
    """
    found: dict[int, str] = {}
    for at, n in enumerate(left):
        end = next((k for k in range(at, min(at + _LINES, len(left))) if lines[left[k]][-1] in "”」』"), None)
        if not at or end is None or end + 1 >= len(left) or lines[n][0] not in "“「『":
            continue
        quote = "".join(lines[k].strip() for k in left[at : end + 1])
        words = folded(quote)
        others = folded("".join(lines[k] for k in left if not n <= k <= left[end]))
        above, below = lines[left[at - 1]], lines[left[end + 1]]
        broken = not ends_sentence(above) and (_MIDST.match(below) or one_word_across(above, below))
        if _QUOTED.fullmatch(quote) and len(words) >= _SAID and words in others and broken:
            found |= dict.fromkeys(left[at : end + 1], "quote")
    return found


_LINES = 4  # a pull quote is seldom set in more
_MIDST = re.compile("[的了着們们，。、；！？]")  # what begins no sentence


def _between(lines: Sequence[str], left: Sequence[int], first: int, last: int) -> bool:
    """Do these lines stand between two whole paragraphs, of which the first announces nothing?"""
    at, end = left.index(first), left.index(last)
    if not at or end + 1 >= len(left):
        return False
    above, below = lines[left[at - 1]], lines[left[end + 1]]
    return ends_sentence(above) and not announces(above) and is_prose(below)
