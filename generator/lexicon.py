"""Where words of common print begin and end, to tell a name from the same characters across two words."""

from __future__ import annotations

from functools import cache, lru_cache
from math import log

from generator.folding import IS_HAN, bare, fold
from generator.hanzi import words

LONGEST = 8  # characters of a word in the dictionary
REACH = 5  # characters looked at on either side
NAME = 400  # how common a name is taken to be that the dictionary does not have

# What may follow or precede a name inside a word of the dictionary without making another name of it: 北京市, 亚太地区.
_AFTER = frozenset(
    ["市", "省", "州", "县", "区", "地区", "方", "政府", "代表", "成员国", "总部", "秘书长", "国家", "委员会"]
)
_BEFORE = frozenset(["全国", "联合国"])


@cache
def _lexicon() -> tuple[dict[str, int], float]:
    counts = {fold(word): count for word, count in words().items()}
    return counts, log(sum(counts.values()))


def cuts_a_word(text: str, start: int, end: int) -> bool:
    """Does `start`..`end` cut through a word, or lie inside one, as common print would read the text?

    >>> cuts_a_word("其中欧洲五国", 1, 3), cuts_a_word("在中欧之间", 1, 3), cuts_a_word("北京大学", 0, 2)
    (True, False, True)
    """
    left, right = _run(text[max(0, start - REACH) : start], back=True), _run(text[end : end + REACH])
    name = fold(bare(text[start:end]))
    if not (left or right) or len(name) > LONGEST:
        return False
    return _cuts(left, name, right)


def _run(text: str, back: bool = False) -> str:
    """The Chinese characters next to the name, up to the first mark or space."""
    taken = ""
    for char in reversed(text) if back else text:
        if not IS_HAN.match(char):
            break
        taken = char + taken if back else taken + char
    return fold(taken)


@lru_cache(maxsize=1 << 16)
def _cuts(left: str, name: str, right: str) -> bool:
    """Is a reading of the run that does not keep the name whole likelier than every one that does?"""
    run, start, end = left + name + right, len(left), len(left) + len(name)
    whole = _best(left) + _cost(name, at_least=NAME) + _best(right)
    free, tokens = _segment(run)
    if free <= whole:
        return False
    at = 0
    for token in tokens:
        if at <= start and end <= at + len(token):  # the name is this word, or part of it
            return (start, end) != (at, at + len(token)) and not _allowed(token, start - at, end - at)
        if at < start < at + len(token) or at < end < at + len(token):
            return True
        at += len(token)
    return False


def _allowed(token: str, start: int, end: int) -> bool:
    before, after = token[:start], token[end:]
    return (not before or before in _BEFORE) and (not after or after in _AFTER)


def _best(run: str) -> float:
    return _segment(run)[0]


@lru_cache(maxsize=1 << 16)
def _segment(run: str) -> tuple[float, tuple[str, ...]]:
    """The likeliest reading of `run` as words, with its log probability (unigrams)."""
    best: list[tuple[float, tuple[str, ...]]] = [(0.0, ())]
    for end in range(1, len(run) + 1):
        options = []
        for start in range(max(0, end - LONGEST), end):
            word = run[start:end]
            if len(word) == 1 or word in _lexicon()[0]:
                score, tokens = best[start]
                options.append((score + _cost(word), (*tokens, word)))
        best.append(max(options))
    return best[-1]


def _cost(word: str, at_least: int = 1) -> float:
    counts, total = _lexicon()
    return log(max(counts.get(word, 0), at_least)) - total
