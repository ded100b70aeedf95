"""Lists of words as patterns and sets: kept as words between spaces, which a reader can check and extend."""

from __future__ import annotations


def any_of(*words: str) -> str:
    """A pattern for any of the words in these space-separated lists, longer ones first."""
    found = sorted({word for line in words for word in line.split()}, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(found) + ")"


def word_set(*words: str) -> frozenset[str]:
    """The words in these space-separated lists."""
    return frozenset(word for line in words for word in line.split())


HAN = r"[\u4e00-\u9fff]"
