"""Lines that no rule knows, weighed: what a line looks like, and what stands around it, as numbers for a learned judge.

What sites write around a text has no end, and rules find what they were written for. Here each line that is left is
described by its form (width, marks, words), by the page (how much of it the text speaks of, how often such lines stand there)
and by its place (above, in or below the text, how much beside it was taken), and a forest of small decision trees says
how likely it is to be the page's own. The trees were grown from pages whose lines were told apart by hand
(`tests/labelled/`, `tests/cases/pages/`); `make trees` grows them again. What they say is heard last, and never against a
rule: what a rule gave back to the text stays, and so does what has a field's form.

>>> lines = ["渡口重开", "渡口今日重新开放，两岸居民乘船往来，首日运送旅客三千人。", "首日船票全部售完，船员说他们等这一天等了五年。"]
>>> weigh([*lines, "返回顶部", "放大 缩小 还原", "手机版下载"], [None, None, None, "site-chrome", None, "site-chrome"])
({4}, set())
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, groupby

from generator.dates import DATE
from generator.formulas import (
    CLOSING,
    INLINE_DATELINE,
    INSTRUMENTS,
    NUMBERED,
    SIGNING_BODY,
    VOCATIVE,
    any_of,
    line_kind,
)
from generator.hanzi import simplified
from generator.interface_forms import cells_of, form, has_picture, hints
from generator.interface_rows import opens_post
from generator.interface_words import LIKELY, controls, known_words, leans, weight
from generator.layout import ends_sentence, width
from generator.names import are_names, is_name
from generator.repairs.site_notice import asks_consent, claims_rights
from generator.segment.interface import Line, announces, column_of, is_prose
from generator.segment.likeness import UNSPOKEN, folded
from generator.trees import likelihood
from generator.words import has_verb, is_unfinished

_HAN = re.compile("[\u4e00-\u9fff]")
_FUNCTION = re.compile("[的了在是和与對对將将為为以及這这那他她我们們也都并並而于於从從把被向就不有]")
_SIGN = re.compile(r"[^\w\s，。、；：“”（）《》！？,.:;()-]")
_ADDRESS = re.compile(r"www\.|https?:|@|\.com|\.cn|\.net|\.org")
_LABELLED = re.compile(r"[•·\s]*[【\[]?[\u4e00-\u9fff\s]{2,8}[】\]]?\s*[:：】\]]\s*\S")
_DATE = re.compile(DATE + r"|[12][0-9]{3}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}[./][0-9]{1,2}[./][12][0-9]{3}")
_CLOCK = re.compile("[0-9]:[0-9]{2}")
_HOUR = re.compile(r"[\u4e00-\u9fff]{0,4}[0-9]{1,2}\s*[時时]\s*[0-9]{1,2}\s*分")  # 香港時間12時40分
_DOCUMENT = re.compile(rf"(?:联合|共同|新闻)*{any_of(INSTRUMENTS, '照会')}")  # Simplified
_DIGITS, _LATIN = re.compile("[0-9]"), re.compile("[A-Za-z]")
_CERTAIN, _SURE, _SURE_BELOW, _LIKELY = (
    0.97,
    0.9,
    0.8,
    0.5,
)  # likelihood from which a line is the page's own, and may be
_ROUNDS = 4
_FULL = 0.8  # share of a column that a line of it fills
_TOLD = 0.95  # share of a line that its text says, from which it is the text's
_PHRASE = 6  # width of what is more than a subject with which sites tag a text
_NEAR = 3  # lines beside a line
_MOST = 10  # lines that are counted
_WIDEST = 80
_KINDS = ("dateline", "credit", "byline", "note")
_OF_TEXTS = ("dateline", "credit", "byline", "names", "body", "hour", "document")
_OF_PAGES = ("controls", "rights", "consent", "post", "picture")
_SIDES = (
    "width",
    "ends",
    "stops",
    "weight",
    "form",
    "known",
    "function",
    "prose",
    "kind",
    "digits",
)  # of the lines beside


@lru_cache(maxsize=1 << 12)
def _form_of(line: str) -> Mapping[str, float]:
    """A line by itself."""
    size, han = len(line) or 1, len(_HAN.findall(line)) or 1
    kind = line_kind(line)
    marks = weight(line)
    shape = form(line)
    return {
        "width": min(width(line), _WIDEST),
        "ends": ends_sentence(line),
        "stops": "。" in line,
        "commas": min(len(re.findall("[，,、]", line)), 5),
        "colon": ":" in line or "：" in line,
        "ends_colon": line.endswith((":", "：")),
        "quotes": bool(re.search("[“”「」《》]", line)),
        "brackets": bool(re.search(r"[【】\[\]]", line)),
        "opens_bracket": line[:1] in "【[（(〔",
        "digits": len(_DIGITS.findall(line)) / size,
        "latin": len(_LATIN.findall(line)) / size,
        "signs": len(_SIGN.findall(line)) / size,
        "picture": has_picture(line),
        "address": bool(_ADDRESS.search(line)),
        "weight": -1 if marks is None else marks,
        "leans": leans(line),
        "form": -1 if shape is None else shape,
        "hints": hints(line),
        "controls": min(len(controls(simplified(line))), 4),
        "known": sum(map(len, known_words(line))) / han,
        "function": len(_FUNCTION.findall(line)) / han,
        "han": (han if _HAN.search(line) else 0) / size,
        "kind": kind is not None,
        **{name: kind == name for name in _KINDS},
        "dispatch": bool(INLINE_DATELINE.match(line)),
        "numbered": bool(NUMBERED.match(line)),
        "vocative": bool(VOCATIVE.fullmatch(line)),
        "closing": bool(CLOSING.match(line)),
        "body": bool(SIGNING_BODY.fullmatch(line)),
        "names": are_names(line) or is_name(line),
        "prose": is_prose(line),
        "announces": announces(line),
        "cells": min(cells_of(line), 6),
        "rights": claims_rights(line),
        "consent": asks_consent(line),
        "post": opens_post(line),
        "cries": line[-1:] in "！!",
        "asks": line[-1:] in "？?",
        "verb": has_verb(line[:40]),
        "dash": line[:1] in "—─-－",
        "arrow": bool(re.search("[>»›→]", line)),
        "pipe": "|" in line or "｜" in line,
        "date": bool(_DATE.search(line)),
        "clock": bool(_CLOCK.search(line)),
        "labelled": bool(_LABELLED.match(line)),
        "document": bool(_DOCUMENT.fullmatch(simplified(line))),
        "hour": bool(_HOUR.fullmatch(line)),
    }


@dataclass(frozen=True)
class _Page:
    """The lines of a page, and of each whether it was taken."""

    lines: Sequence[str]
    gone: Sequence[bool]

    @cached_property
    def prose(self) -> list[int]:
        """The lines with a text's sentences."""
        left = (n for n in range(len(self.lines)) if not self.gone[n])
        return [n for n in left if is_prose(self.lines[n]) and not claims_rights(self.lines[n])]

    @cached_property
    def telling(self) -> list[int]:
        """The lines in which the text says what it says: with its sentences, or as wide as the column they are broken at."""
        least = _FULL * self.column or float("inf")
        prose = set(self.prose)
        return [n for n, line in enumerate(self.lines) if n in prose or (not self.gone[n] and width(line) >= least)]

    @cached_property
    def texts(self) -> list[str]:
        return [folded(self.lines[n]) for n in self.telling]

    @cached_property
    def text(self) -> str:
        """All sentences as one string."""
        return "".join(self.texts)

    @cached_property
    def places(self) -> dict[int, int]:
        """Where in it each of these lines begins."""
        return dict(zip(self.telling, accumulate(map(len, self.texts), initial=0), strict=False))

    @cached_property
    def pairs(self) -> Counter[str]:
        return Counter(_pairs(self.text))

    @cached_property
    def taken(self) -> frozenset[str]:
        """The pairs of characters in what was taken."""
        lines = (line for line, gone in zip(self.lines, self.gone, strict=True) if gone)
        return frozenset(pair for line in lines for pair in _pairs(folded(line)))

    @cached_property
    def gone_to(self) -> list[int]:
        """How many of the lines above each one were taken; at the end, of all."""
        return list(accumulate(self.gone, initial=0))

    def count(self, lines: range) -> int:
        """How many of these lines were taken."""
        return self.gone_to[max(lines.start, lines.stop)] - self.gone_to[lines.start]

    def spoken(self, n: int, pairs: Set[str]) -> int:
        """How many of a line's pairs the sentences of the other lines have."""
        own, bridge = Counter[str](), ""
        if n in self.places:
            start = self.places[n]
            end = start + len(folded(self.lines[n]))
            own = Counter(_pairs(self.text[max(0, start - 1) : end + 1]))
            bridge = self.text[max(0, start - 1) : start] + self.text[end : end + 1]
        return sum(self.pairs[pair] > own[pair] or pair == bridge for pair in pairs)

    @cached_property
    def runs(self) -> list[range]:
        """For each line the row of lines around it that have no interface's words and were not taken; a row of one for any other."""
        runs: list[range] = []
        plain = [not gone and _is_plain(line) for line, gone in zip(self.lines, self.gone, strict=True)]
        for alike, row in groupby(range(len(plain)), key=plain.__getitem__):
            numbers = list(row)
            whole = range(numbers[0], numbers[-1] + 1)
            runs += [whole if alike else range(n, n + 1) for n in numbers]
        return runs

    def company(self, n: int) -> Mapping[str, float]:
        """How the lines in a line's row are: verse, lists and prose in short lines stand in long rows, and speak as texts do."""
        run = self.runs[n]
        if run not in self._companies:
            self._companies[run] = _company([_form_of(self.lines[k]) for k in run])
        return self._companies[run]

    @cached_property
    def _companies(self) -> dict[range, Mapping[str, float]]:
        return {}

    @cached_property
    def shapes(self) -> list[str]:
        return [_shape(line) for line in self.lines]

    @cached_property
    def often(self) -> Counter[str]:
        return Counter(self.lines)

    @cached_property
    def shaped(self) -> Counter[str]:
        return Counter(self.shapes)

    @cached_property
    def shaped_gone(self) -> Counter[str]:
        return Counter(shape for shape, gone in zip(self.shapes, self.gone, strict=True) if gone)

    @cached_property
    def column(self) -> float:
        return column_of([Line(line, gone) for line, gone in zip(self.lines, self.gone, strict=True)])


def _is_plain(line: str) -> bool:
    """Has a line nothing of an interface in its words or form?"""
    numbers = _form_of(line)
    return numbers["weight"] < 0 and numbers["form"] < 0 and not numbers["picture"] and not numbers["address"]


def _company(lines: Sequence[Mapping[str, float]]) -> Mapping[str, float]:
    """A row of lines in numbers."""
    size = len(lines)
    return {
        "row": min(size, 2 * _MOST),
        **{
            f"row_{name}": sum(line[name] for line in lines) / size
            for name in ("width", "function", "verb", "ends", "commas")
        },
    }


def _shape(line: str) -> str:
    """A line with its letters and figures made alike: `某网2025-10-15` → `字0-0-0`."""
    return re.sub(r"[A-Za-z]+", "a", re.sub("[0-9]+", "0", re.sub("[\u4e00-\u9fff]+", "字", line)))


def describe(lines: Sequence[str], gone: Sequence[bool]) -> list[Mapping[str, float]]:
    """Each line in numbers, by name; all of them for each line, in one order."""
    page = _Page(lines, gone)
    return [
        {**_form_of(line), **_said(page, n), **_place(page, n), **_beside(page, n), **page.company(n)}
        for n, line in enumerate(lines)
    ]


def _pairs(text: str) -> Iterator[str]:
    return (text[k : k + 2] for k in range(len(text) - 1))


def _said(page: _Page, n: int) -> Mapping[str, float]:
    """How much of a line the page says elsewhere."""
    pairs = set(_pairs(folded(page.lines[n])))
    opening = "".join([text for m, text in zip(page.telling[:5], page.texts, strict=False) if m != n][:4])
    size = len(pairs) or 1
    shape = page.shapes[n]
    return {
        "again": page.often[page.lines[n]] > 1,
        "alike": min(page.shaped[shape], _MOST),
        "alike_gone": min(page.shaped_gone[shape], _MOST),
        "spoken": page.spoken(n, pairs) / size,
        "opened": sum(pair in opening for pair in pairs) / size,
        "taken": len(pairs & page.taken) / size,
    }


def _place(page: _Page, n: int) -> Mapping[str, float]:
    """Where a line stands, and how much was taken there."""
    size, gone = len(page.lines), page.gone
    first, last = (page.prose[0], page.prose[-1]) if page.prose else (size, -1)
    above, below = n < first, n > last
    region = (
        range(first)
        if above
        else range(last + 1, size)
        if below
        else range(max(0, n - _NEAR), min(size, n + _NEAR + 1))
    )
    between = range(last + 1, n) if below else range(n + 1, first) if above else range(0)
    others, there = len(region) - (n in region), page.count(region) - (n in region and gone[n])
    return {
        "above": above,
        "below": below,
        "region": others,
        "region_gone": there,
        "region_share": there / others if others else 0.0,
        "gone_above": _share(gone[max(0, n - _NEAR) : n]),
        "gone_below": _share(gone[n + 1 : n + 1 + _NEAR]),
        "gone_before": gone[n - 1] if n else 0.5,
        "gone_after": gone[n + 1] if n + 1 < size else 0.5,
        "from_top": min(n, _MOST),
        "to_end": min(size - 1 - n, _MOST),
        "to_first": min(abs(n - first), _MOST),
        "to_last": min(abs(n - last), _MOST),
        "between": len(between),
        "gone_between": page.count(between) > 0,
        "paragraphs": len(page.prose),
        "lines": size,
        "gone": page.gone_to[-1],
        "column": page.column,
    }


def _share(gone: Sequence[bool]) -> float:
    return sum(gone) / len(gone) if gone else 0.5


def _beside(page: _Page, n: int) -> Mapping[str, float]:
    """The form of the lines above and below."""
    found: dict[str, float] = {}
    for side, k in (("before", n - 1), ("after", n + 1)):
        there = _form_of(page.lines[k]) if 0 <= k < len(page.lines) else {}
        found |= {f"{name}_{side}": there.get(name, -1) for name in _SIDES}
    return found


# -- the trees ------------------------------------------------------------------------------------------------------


def weigh(
    lines: Sequence[str], taken: Sequence[str | None], own: Set[int] = frozenset(), *, scraped: bool = True
) -> tuple[set[int], set[int]]:
    """The lines that are surely the page's own, and those that may well be.

    `taken` says by which rule a line was taken whole; those in `own` are known to be the text's.

    What is sure once changes what stands beside the rest, so that is weighed again. A text that was never on a page has
    nothing of one: where no rule saw a page (`scraped`), the lines themselves must leave hardly a doubt that it is one.
    """
    gone = [rule is not None for rule in taken]
    left, sure = _weighed(lines, gone, own), set[int]()
    if not (scraped or _is_page(left.values())):
        return set(), set()
    for _ in range(_ROUNDS):
        new = {n for n, line in left.items() if line.share >= (_SURE_BELOW if line.below else _SURE)}
        if not new:
            break
        sure |= new
        gone = [one or n in new for n, one in enumerate(gone)]
        left = _weighed(lines, gone, own)
    return sure, {n for n, line in left.items() if line.share >= _LIKELY}


@dataclass(frozen=True)
class _Weighed:
    """How likely a line is the page's own, whether it stands below the text, where no title can, and whether it has a page's words."""

    share: float
    below: bool
    worded: bool


def _weighed(lines: Sequence[str], gone: Sequence[bool], own: Set[int]) -> dict[int, _Weighed]:
    """The lines that are left to judge."""
    described = ((n, one) for n, one in enumerate(describe(lines, gone)) if not gone[n] and n not in own)
    judged = ((n, one) for n, one in described if not _is_spared(lines[n], one))
    return {n: _Weighed(likelihood(one), _is_below(one), _is_worded(one)) for n, one in judged}


def _is_spared(line: str, numbers: Mapping[str, float]) -> bool:
    """Is a line the text's, however likely it is the page's own?

    What has a field's form says something of a text, whoever set it there. On a page set in columns titles stand behind
    their texts as well: a line of which a text speaks may be one. What a text says itself, word for word, is its own on any
    page. And a line that stops where the next must go on is half of something, and a page's own are whole.
    """
    told = numbers["spoken"] >= _TOLD and numbers["width"] >= _PHRASE
    titled = told or (numbers["column"] > 0 and numbers["spoken"] >= UNSPOKEN)
    return is_field(numbers) or titled or _is_inside(numbers) or is_unfinished(line)


def _is_below(numbers: Mapping[str, float]) -> bool:
    """Does a line stand below a text that is not set in columns, where no title can stand?"""
    return bool(numbers["below"]) and not numbers["column"]


def _is_inside(numbers: Mapping[str, float]) -> bool:
    """Does a line without any words that only an interface has stand once, between two lines of the text: a heading, most likely?"""
    between = not (numbers["above"] or numbers["below"] or numbers["gone_before"] or numbers["gone_after"])
    worded = _is_worded(numbers) and (numbers["weight"] < 0 or numbers["weight"] >= LIKELY)
    return between and not (worded or numbers["again"])


def _is_worded(numbers: Mapping[str, float]) -> bool:
    """Has a line, that is no sentence, an interface's words or form, and is not merely unlike a text?"""
    known = numbers["weight"] >= 0 or numbers["form"] >= 0 or any(numbers[name] for name in _OF_PAGES)
    return known and not numbers["ends"]


def _is_page(lines: Iterable[_Weighed]) -> bool:
    """Do the lines of a text say by themselves that it stood on a page: one beyond doubt, or two for sure?"""
    shares = [line.share for line in lines if line.worded]
    return max(shares, default=0.0) >= _CERTAIN or sum(share >= _SURE for share in shares) > 1


def is_field(numbers: Mapping[str, float]) -> bool:
    """Does a line say when, where or by whom a text was written, or what it is; or, not below it, anything behind a label or number?"""
    labelled = (numbers["labelled"] or numbers["ends_colon"]) and not numbers["address"] and numbers["weight"] < 0
    told = labelled or numbers["numbered"]
    return bool((told and not numbers["below"]) or any(numbers[name] for name in _OF_TEXTS))
