"""The English of what the generator says of its own work: reasons of edits, doubts, evidence, gaps and relations.

They are written in Chinese where they are made, each beside its rule. `data/reasons.tsv` holds the English of each, with
holes for the words and numbers that a reason takes in. What a person wrote has none: it is shown as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

HOLE = re.compile(r"\{([a-z])\}")
QUOTED = re.compile(r"“[^”]*”")
_CLAUSE = re.compile(r"；(?![^“]*”)")  # not one inside a quotation
_HAN = re.compile(r"[\u3400-\u9fff]")


@lru_cache(maxsize=8192)
def english(text: str) -> str | None:
    """A reason in English; None for what no rule says.

    >>> english("原文此处是“。”，前面的逗号是多出的")
    'the text has “。” here; the comma before it is one too many'
    >>> english("此处日期似缺月份；未改"), english("据某报第3版")
    ('the month seems to be missing in this date; left as it is', None)
    """
    clauses = [_whole(clause) for clause in ([text] if text in catalogue() else _CLAUSE.split(text))]
    return None if None in clauses else "; ".join(str(clause) for clause in clauses)


def _whole(text: str) -> str | None:
    known = catalogue().get(text)
    return known or next((said for one in _templates() if (said := one.fill(text))), None)


@cache
def catalogue() -> Mapping[str, str]:
    """English by Chinese, as the file has them."""
    source = files("generator").joinpath("data", "reasons.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in source.split("\n") if line and not line.startswith("#"))
    return {row[0]: row[1] for row in rows}


@dataclass(frozen=True)
class _Template:
    """A reason with holes. What stands in `bare` ones is no quotation and must have its own English."""

    pattern: re.Pattern[str]
    en: str
    bare: frozenset[str]

    def fill(self, text: str) -> str | None:
        found = self.pattern.fullmatch(text)
        if not found:
            return None
        held = {name: _inside(words) if name in self.bare else words for name, words in found.groupdict().items()}
        return None if None in held.values() else self.en.format(**held)


def _inside(words: str) -> str | None:
    """What stands in a hole, in English: a reason or label, several labels, or what is in no language."""
    if not _HAN.search(QUOTED.sub("", words)):
        return words
    labels = [_whole(part) for part in words.split("、")]
    return _whole(words) if None in labels else ", ".join(str(label) for label in labels)


@cache
def _templates() -> tuple[_Template, ...]:
    """Those that say most themselves come first."""
    told = {zh: en for zh, en in catalogue().items() if HOLE.search(zh)}
    return tuple(_template(zh, told[zh]) for zh in sorted(told, key=lambda zh: -len(HOLE.sub("", zh))))


def _template(zh: str, en: str) -> _Template:
    parts = HOLE.split(zh)  # text and names of holes by turns
    names = parts[1::2]
    holes = [f"(?P={name})" if name in names[:n] else f"(?P<{name}>.+?)" for n, name in enumerate(names)]
    pattern = "".join(re.escape(text) + hole for text, hole in zip(parts[::2], [*holes, ""], strict=True))
    return _Template(re.compile(pattern, re.DOTALL), en, frozenset(HOLE.findall(QUOTED.sub("", en))))
