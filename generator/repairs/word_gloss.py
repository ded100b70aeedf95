"""The reading of a whole word in brackets behind it: `贸易（mào yì）`, `双边(shuangbian)`, `通报[tong1bao4]`.

The sites that gloss characters against search engines (`pinyin_gloss`) also gloss words. An author glosses a term where
it first stands, and few of them; a textbook says that it is one; a dictionary glosses every word. A machine glosses
everyday words, many different ones, and the same ones again, all over a text that is about something else.

>>> [one.word for one in word_glosses("两国贸易（mào yì）额上升，世界卫生组织(WHO)，西安（Xi'an）")]
['贸易']
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import hanzi

_LONGEST = 4  # characters of a word
_COMMON = 100  # counts in `data/words.tsv` from which every reader knows a word
_WORDS = 5  # different words that no author glosses in passing
_TERMS = 6  # … where the readings have no tones, as names of terms in studies have none
_WITNESSED = 2  # … where single characters are glossed by a machine on the same page
_GLOSS = re.compile(
    rf"""
    (?P<word> [{hanzi.HAN}]{{2,{_LONGEST}}} )
    (?P<gloss>
        (?: \( | （ | \[ | ［ | 【 | 〔 ) [ ]?
        (?P<letters> [a-z\u00df-\u024f][a-z\u00df-\u024f0-5 '’·\-]{{2,32}} )
        (?: \) | ） | \] | ］ | 】 | 〕 )
    )
    """,
    re.VERBOSE,
)
_PARTING = re.compile("[ '’·-]+")


@dataclass(frozen=True, slots=True)
class WordGloss:
    """A bracket that holds the readings of the two to four characters before it."""

    word: str
    reading: str
    start: int
    end: int
    toned: bool


def machine_made(text: str, witnessed: bool) -> list[WordGloss]:
    """The glosses of words, if a machine set them; `witnessed`: it has glossed single characters on this page."""
    found = [one for one in word_glosses(text) if hanzi.words().get(hanzi.simplified(one.word), 0) >= _COMMON]
    often = Counter(hanzi.simplified(one.word) for one in found)
    toned = 2 * sum(one.toned for one in found) > len(found)
    enough = _WITNESSED if witnessed else _WORDS if toned else _TERMS
    again = witnessed or max(often.values(), default=0) > 1
    if len(often) < enough or not again or not _is_scattered(found, text):
        return []
    return found


def word_glosses(text: str) -> Iterator[WordGloss]:
    for match in _GLOSS.finditer(text):
        letters = hanzi.plain_letters(match["letters"].strip())
        bare = re.sub("[0-5]", "", hanzi.toneless(_PARTING.sub("", letters)))
        for size in range(min(_LONGEST, len(match["word"])), 1, -1):
            word = match["word"][-size:]
            if _reads(word, bare):
                start, end = match.span("gloss")
                yield WordGloss(word, match["letters"], start, end, _has_tones(letters))
                break


def _reads(word: str, letters: str) -> bool:
    """Are the letters a reading of the characters, one after the other?"""
    if not word or not letters:
        return not word and not letters
    spellings = {known.replace("ü", other) for known in hanzi.syllables(word[0]) for other in "üvu"}
    return any(letters.startswith(known) and _reads(word[1:], letters[len(known) :]) for known in spellings)


def _has_tones(letters: str) -> bool:
    return bool(re.search("[0-5]", letters)) or letters != hanzi.toneless(letters)


def _is_scattered(found: Sequence[WordGloss], text: str) -> bool:
    """Is there much more text than words that are glossed? A list of words, or a reader, glosses nearly all."""
    glossed = sum(len(one.word) for one in found)
    return len(hanzi.IS_HAN.findall(text)) >= 4 * glossed
