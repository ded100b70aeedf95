"""Do two passages speak of the same thing?"""

from __future__ import annotations

import re

from generator.words import simplified, tagged

SPOKEN, UNSPOKEN = 0.3, 0.15  # share of a line's words in a text from which the text speaks of it, and below which not
_PUNCTUATION = re.compile(r"[\W_]+")


def likeness(title: str, body: str) -> float:
    """The share of a title's character pairs that the body has too, 0..1.

    >>> likeness("签署合作文件", "两国签署了合作的文件"), likeness("签署合作文件", "天气")
    (0.6, 0.0)
    """
    small, large = folded(title), folded(body)
    pairs = {small[n : n + 2] for n in range(len(small) - 1)}
    return sum(pair in large for pair in pairs) / len(pairs) if pairs else 0.0


def strangers(above: str, below: str) -> bool:
    """Do two passages, of some length each, name next to nothing that the other names too, as two parts of one text do?"""
    first, second = _named(above), _named(below)
    return min(len(first), len(second)) >= _NAMED and len(first & second) <= _SHARED * min(len(first), len(second))


def _named(text: str) -> frozenset[str]:
    """What a text names: its nouns and names of two characters and more."""
    return frozenset(word for word, kind in tagged(simplified(text)) if len(word) > 1 and kind.startswith("n"))


_NAMED = 15  # nouns of a passage that tells what it is about
_SHARED = 0.05  # of these, how many two texts share by chance


def folded(text: str) -> str:
    """A text for comparing: Simplified, without marks and spaces."""
    return _PUNCTUATION.sub("", simplified(text))
