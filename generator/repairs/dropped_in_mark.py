"""Question marks that stand behind the same everyday words all over a page: `代表将?出席会议，议题包括??仓储`.

Sites that want to escape a filter, or to be found for other words, set a character that no reader sees behind certain
words; converted to a character set without it, it comes out as `?`. So 的, 和, 将 have one behind them nearly every
time, where nobody asks. Only such a habit is proof: several characters, each nearly always followed by the mark, and
one among them that no question ends with. Then the mark goes behind those, and where it splits a word.

Other sites set it where a clause begins; then the marks stand behind commas, colons and opening quotation marks (`，??中国已经`).
A name that was lost would stand there too, before what he said or did: such a page is left.

Left alone: questions, in half width too, a mark in the place of a lost character (it follows any character), chess.

>>> page = "代表将?到会，将?讨论和??平与合作和??贸易。港口的?船，船的?货，目?标和??目?录。他们的?船将?开，目?的"
>>> dropped_in(page)[:3]
[(3, 4), (8, 9), (12, 14)]
>>> dropped_in("你去吗?我去。他去吗?他不去。谁去?不知道。")
[]
"""

from __future__ import annotations

import re
from collections import Counter

from generator.hanzi import HAN, pairs, simplified

_MARK = re.compile(rf"(?<=(?P<before>[{HAN}]))\?{{1,3}}(?=(?P<after>[{HAN}“《，。、：]))")
_ASKS = frozenset("吗呢么吧谁何哪啥否")  # a question may end with them, time and again
_CARRIES_ON = frozenset("和将与把被从向对及并为于以因由而或在其该这每")  # no question ends with them
_FOLLOWS = frozenset("的之地得着了过们")  # no sentence begins with them
_EACH, _OFTEN = 2, 0.7  # marks behind one character, and the share of its places that have one
_CHARACTERS, _ALL = 4, 10  # characters with the habit, and the marks behind them together


_PAUSED = re.compile(  # where a clause begins, or goes on with a quotation
    rf"(?:(?<=(?P<before>[，、：；。“‘「『《（]))|(?<=[{HAN}])(?=\?+[“‘「『《])|(?<![^\s　]))\?\?(?=(?P<after>[{HAN}“‘「『《]{{1,2}}))"
)
_TELLS = re.compile(
    "[说說曰道称稱是在的等将將]|表示|指出|认为|認為|强调|強調|介绍|介紹|出席|会见|會見|主持|回答|先生|同志|女士"
)
_PAIRS, _KINDS, _TELLING = (
    8,
    3,
    0.2,
)  # marks in pairs, the kinds of points they follow, and the share that a name may be


def dropped_in(text: str) -> list[tuple[int, int]]:
    """Where the marks stand that nobody asks with; none where the page has no such habit."""
    return _behind_words(text) or _where_clauses_begin(text)


def _where_clauses_begin(text: str) -> list[tuple[int, int]]:
    """The pairs of marks at the beginning of clauses, where nearly all of a page stand so and no name is missed there."""
    marks = list(_PAUSED.finditer(text))
    points = Counter(match["before"] for match in marks if match["before"])
    telling = sum(bool(_TELLS.match(match["after"])) for match in marks)
    often = len(marks) >= _OFTEN * len(re.findall(r"\?+", text)) and sum(points.values()) >= _PAIRS
    sure = often and len(points) >= _KINDS and telling <= _TELLING * len(marks)
    return [match.span() for match in marks] if sure else []


def _behind_words(text: str) -> list[tuple[int, int]]:
    """The marks behind the same everyday words."""
    marks = list(_MARK.finditer(text))
    if len(marks) < _ALL:
        return []
    behind = Counter(simplified(match["before"]) for match in marks)
    places = Counter(simplified(text))
    habit = {
        char
        for char, count in behind.items()
        if count >= _EACH and count >= _OFTEN * places[char] and char not in _ASKS
    }
    known = sum(behind[char] for char in habit)
    if len(habit) < _CHARACTERS or not habit & _CARRIES_ON or known < max(_ALL, _OFTEN * len(marks)):
        return []
    return [match.span() for match in marks if simplified(match["before"]) in habit or _goes_on(match)]


def _goes_on(match: re.Match[str]) -> bool:
    """Does a word, or the sentence, go on behind the mark?"""
    after = simplified(match["after"])
    return after in _FOLLOWS or simplified(match["before"]) + after in pairs()
