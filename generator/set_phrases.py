"""Set phrases and what damage makes of them. The lists are data (`data/set_phrases.tsv`, `data/spun_words.tsv`).

Everything is in Simplified form and compared so, character for character: offsets stay those of the text. Nothing here
decides what is damage; the rules do, with the evidence of the text around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from opencc import OpenCC

from generator import hanzi

LONG_ENOUGH = 6  # characters: a shorter phrase less one is soon another word
_HEAD = 2  # characters by which a form is looked up


@dataclass(frozen=True)
class Forms:
    """Forms to look for, each with what it stands for, found in one pass over a text."""

    meaning: Mapping[str, str]

    @cached_property
    def _by_head(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for form in sorted(self.meaning, key=lambda form: (-len(form), form)):
            found.setdefault(form[:_HEAD], []).append(form)
        return found

    @cached_property
    def _first(self) -> re.Pattern[str]:
        """A character that may begin a form: skips most of a text at the speed of a pattern."""
        return re.compile("[" + re.escape("".join(sorted({form[0] for form in self.meaning}))) + "]")

    def find(self, text: str) -> Iterator[tuple[int, str, str]]:
        """Where a form stands, the form, and what it stands for; the longest at each place, none overlapping.

        >>> list(Forms({"甲乙": "A", "甲乙丙": "B"}).find("子甲乙丙甲乙"))
        [(1, '甲乙丙', 'B'), (4, '甲乙', 'A')]
        """
        done = 0
        for match in self._first.finditer(text):
            at = match.start()
            for form in self._by_head.get(text[at : at + _HEAD], ()) if at >= done else ():
                if text.startswith(form, at):
                    done = at + len(form)
                    yield at, form, self.meaning[form]
                    break


@dataclass(frozen=True)
class Bare:
    """A text to look for phrases in: Simplified, and without the characters that do not count.

    >>> bare = Bare("“一帶一路”倡議", "“”")
    >>> bare.text, bare.span(2, 6)
    ('一带一路倡议', (3, 8))
    """

    full: str
    without: str

    @cached_property
    def text(self) -> str:
        return hanzi.simplified(self.full.translate(_deleting(self.without)))

    @cached_property
    def _places(self) -> tuple[int, ...]:
        return tuple(at for at, char in enumerate(self.full) if char not in self.without)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of the bare text stands in the full one."""
        return self._places[start], self._places[end - 1] + 1


@cache
def _deleting(chars: str) -> dict[int, None]:
    return {ord(char): None for char in chars}


# -- the lists --------------------------------------------------------------------------------------------------------


@cache
def phrases() -> Mapping[str, frozenset[str]]:
    """Each set phrase with the forms near it that are in use themselves."""
    return {phrase: frozenset(ordinary.split()) for phrase, ordinary in _rows("set_phrases.tsv")}


@cache
def whole() -> Forms:
    """The phrases as they should be."""
    return Forms({phrase: phrase for phrase in phrases()})


@cache
def shortened() -> Forms:
    """Long phrases less one character inside.

    >>> [shortened().meaning.get(form) for form in ("人类命运同体", "和平共处五原则", "类命运共同体")]
    ['人类命运共同体', None, None]
    """
    found = {}
    for phrase, ordinary in phrases().items():
        for at in range(1, len(phrase) - 1) if len(phrase) >= LONG_ENOUGH else ():
            form = phrase[:at] + phrase[at + 1 :]
            if form not in ordinary and not _in_use(form):
                found[form] = phrase
    return Forms(found)


@cache
def spun() -> Forms:
    """Phrases with one word or more replaced as content farms replace them.

    >>> [spun().meaning.get(form) for form in ("人类运气配合体", "天气变化", "人类命运共同体")]
    ['人类命运共同体', None, None]
    """
    words = {word: tuple(others.split()) for word, others in _rows("spun_words.tsv")}
    found = {}
    for phrase, ordinary in phrases().items():
        for form in set(_replaced(phrase, words)) - {phrase} - ordinary:
            if not _in_use(form):
                found[form] = phrase
    return Forms(found)


def in_script_of(text: str, phrase: str) -> str:
    """A phrase in the script of the words it is to stand for.

    >>> in_script_of("人類命運同體", "人类命运共同体"), in_script_of("人类命运同体", "人类命运共同体")
    ('人類命運共同體', '人类命运共同体')
    """
    return _traditional(phrase) if any(map(hanzi.is_traditional_only, text)) else phrase


@cache
def _traditional(phrase: str) -> str:
    return str(OpenCC("s2t").convert(phrase))


def _replaced(phrase: str, words: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    if not phrase:
        yield ""
        return
    for rest in _replaced(phrase[1:], words):
        yield phrase[0] + rest
    for word in words:
        if phrase.startswith(word):
            for rest in _replaced(phrase[len(word) :], words):
                yield from (other + rest for other in words[word])


@cache
def _in_use(form: str) -> bool:
    """Is a form a word, or part of a set phrase?"""
    return form in hanzi.words() or any(form in phrase for phrase in phrases())


def _rows(name: str) -> Iterator[tuple[str, str]]:
    for line in files("generator").joinpath("data", name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            first, _, second = line.partition("\t")
            yield first, second
