"""The shape in which the search compares: one script, width and case, without punctuation, spaces and accents.

Two characters that any conversion between scripts and regions (OpenCC's), any print form, or any phrase (了解/瞭解) treats
as one are one here, so that a word is found however it is written. The same table goes to the browser, as a file: text
and query are folded by it on both sides, never by what a browser happens to know of Unicode.
"""

from __future__ import annotations

import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import accumulate

from opencc import OpenCC

from generator.find.packing import gaps, numbers, signed
from generator.hanzi import is_traditional_only, rank, words

# Only blocks whose old characters have long been settled: the table must not depend on the Python that makes it.
_PLAIN_BLOCKS = (
    (0x00, 0x587), (0x1C80, 0x1C89), (0x1E00, 0x2000), (0x2000, 0x2600), (0x2E00, 0x2E5E), (0x2E80, 0x2FE0),
    (0x3000, 0x3400), (0xA640, 0xA6A0), (0xF900, 0xFB07), (0xFE00, 0xFE70), (0xFEFF, 0xFFF0), (0x1F100, 0x1F200),
    (0x2F800, 0x2FA20), (0xE0000, 0xE01F0),
)  # fmt: skip
_HAN_BLOCKS = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, 0x323B0))
_JAMO = range(0x3131, 0x318F)  # a reader of Korean does not take these for the syllables' parts

# Symbols that serve as punctuation (dashes of box drawing, the dots in names, marks of repetition in a range), and what
# only tells a font how to draw.
_DROPPED = frozenset("~^`|´¨¸˜∙⋅∼〜～｜￤＾｀⁄∕\ufffc") | {chr(code) for code in range(0x2500, 0x2580)}
_ALSO = {"○": "〇", "◯": "〇", "ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "œ": "oe", "ı": "i"}

_CONFIGS = ("s2t", "t2s", "s2tw", "s2hk", "t2tw", "t2hk", "tw2s", "hk2s", "tw2t", "hk2t")


def fold(text: str) -> str:
    """`text` as the search compares it.

    >>> fold("《健康絲綢之路》，與ＢＲＩＣＳ Café 2030 年"), fold("瞭解臺灣裏面") == fold("了解台湾里面")
    ('健康丝绸之路与bricscafe2030年', True)
    """
    return text.translate(table())


def fold_broken(text: str) -> tuple[str, frozenset[int]]:
    """Folded text, and the offsets in it before which something was dropped.

    >>> folded, broken = fold_broken("和平、发展 ")
    >>> folded, sorted(broken)
    ('和平发展', [2, 4])
    """
    parts = text.translate(_marking()).split("\0")
    ends = accumulate(map(len, parts[:-1]))
    return "".join(parts), frozenset(ends)


@cache
def _marking() -> dict[int, str]:
    """The table, with a sign that no folded text holds for what is dropped."""
    return {code: text or "\0" for code, text in table().items()}


@cache
def table() -> dict[int, str]:
    """Every character that does not stay as it is, and what it becomes."""
    han = _han_table()
    plain = {code: _plain(chr(code)) for low, high in _PLAIN_BLOCKS for code in range(low, high)}
    folded = {code: "".join(han.get(ord(char), char) for char in text) for code, text in plain.items()}
    return {code: text for code, text in sorted((han | folded).items()) if text != chr(code)}


def _plain(char: str) -> str:
    """A character without width, case, accent; nothing where it is a mark or a space."""
    if ord(char) in _JAMO:
        return char
    parts = unicodedata.normalize("NFKD", char)
    lowered = unicodedata.normalize("NFKD", "".join(_ALSO.get(part, part) for part in parts.lower()))
    return "".join(part for part in lowered if not _is_dropped(part))


def _is_dropped(char: str) -> bool:
    if char in _DROPPED or "\u0300" <= char <= "\u036f" or "\ufe00" <= char <= "\ufe0f" or char >= "\U000e0100":
        return True
    return unicodedata.category(char) in ("Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Zs", "Zl", "Zp", "Cc", "Cf")


# -- Chinese characters ---------------------------------------------------------------------------------------------


def _han_table() -> dict[int, str]:
    """Each character and the one that stands for its group: the commonest of them."""
    groups = _Groups()
    for one, other in dict.fromkeys(_pairs()):
        groups.join(one, other)
    found: dict[int, str] = {}
    for members in groups.all():
        head = min(members, key=lambda char: (rank(char), is_traditional_only(char), ord(char)))
        found |= {ord(char): head for char in members if char != head}
    return found


def _pairs() -> Iterator[tuple[str, str]]:
    chars = [chr(code) for low, high in _HAN_BLOCKS for code in range(low, high)]
    for config in _CONFIGS:
        yield from _converted(config, chars)
    yield from (pair for pair in _converted("jp2t", chars) if _only_japanese(pair[0]))
    known = list(words())
    for config in ("s2t", "s2tw", "s2hk"):  # whole words: 了解 has 瞭, 了 alone has not
        for before, after in _converted(config, known):
            if len(before) == len(after):
                yield from (pair for pair in zip(before, after, strict=True) if pair[0] != pair[1])
    yield from _by_hand()


def _converted(config: str, texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    kept = list(texts)
    after = OpenCC(config).convert("\n".join(kept)).split("\n")
    yield from ((one, other) for one, other in zip(kept, after, strict=True) if one != other)


def _only_japanese(char: str) -> bool:
    """A form that no Chinese text of either script means as a word of its own: 沢, but not 芸 or 弁."""
    return not any(_in(char, charset) for charset in ("gb2312", "big5"))


def _in(char: str, charset: str) -> bool:
    try:
        char.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def _by_hand() -> Iterator[tuple[str, str]]:
    """Print forms that no conversion knows: one group a line in the data file."""
    for line in files("generator").joinpath("data/print_forms.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield from ((line[0], char) for char in line.split("\t")[0][1:])


class _Groups:
    """Sets of characters that grow together."""

    def __init__(self) -> None:
        self._heads: dict[str, str] = {}

    def head(self, char: str) -> str:
        while (above := self._heads.get(char, char)) != char:
            char = above
        return char

    def join(self, one: str, other: str) -> None:
        one, other = self.head(one), self.head(other)
        if one != other:
            self._heads[max(one, other)] = min(one, other)

    def all(self) -> Iterator[list[str]]:
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for char in self._heads:
            groups[self.head(char)].append(char)
        yield from ([head, *members] for head, members in sorted(groups.items()))


# -- for the browser ------------------------------------------------------------------------------------------------


def packed() -> str:
    """The table as JSON: what is dropped, as ranges; what becomes one character, and which; what becomes several."""
    found = table()
    single = [(code, ord(text)) for code, text in found.items() if len(text) == 1]
    longer = [(text, chr(code)) for code, text in found.items() if len(text) > 1]
    parts = (
        numbers(_ranges([code for code, text in found.items() if not text])),
        gaps(code for code, _ in single),
        numbers(signed(to - last) for (_, to), (_, last) in zip(single, [(0, 0), *single], strict=False)),
        " ".join(text + char for text, char in longer),
    )
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def _ranges(codes: list[int]) -> list[int]:
    """For each run of codes its distance from the end of the run before, and its length."""
    runs: list[int] = []
    end = 0
    for code in codes:
        if runs and code == end:
            runs[-1] += 1
        else:
            runs += [code - end, 1]
        end = code + 1
    return runs
