"""Two copies of one text side by side: where they differ in letters and numbers, and what each has there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from generator.alignment import Plain, Run, plain, shared
from generator.model import Document
from generator.render import labels, pages
from generator.render.html import Html, block, el, esc, join
from generator.render.site import Site, title_link
from generator.render.words import headline, reason, say, some

CONTEXT = 8  # characters before a difference, so that a reader finds it
SHOWN = 40  # characters at each end of a long passage


@dataclass(frozen=True)
class _Copy:
    """A document's body as one text, in which every place is known by its block."""

    document: Document

    @cached_property
    def parts(self) -> list[tuple[str, str]]:
        return [(part.anchor, part.text) for part in self.document.blocks if part.kind != "gap"]

    @cached_property
    def text(self) -> str:
        return "".join(text for _, text in self.parts)

    @cached_property
    def plain(self) -> Plain:
        return plain(self.text)

    @cached_property
    def starts(self) -> list[int]:
        return [0, *accumulate(len(text) for _, text in self.parts)]

    def passage(self, start: int, end: int) -> str:
        """The text as published, from one letter to another."""
        if start >= end:
            return ""
        return self.text[self.plain.places[start] : self.plain.places[end - 1] + 1]

    def anchor(self, start: int) -> str:
        """The anchor of the block in which a letter stands."""
        places = self.plain.places
        place = places[min(start, len(places) - 1)]
        return self.parts[bisect_right(self.starts, place) - 1][0]


def compare_page(first: str, second: str) -> str:
    return f"documents/{first}--{second}.md"


def compared(site: Site, document: Document, other: Document) -> str | None:
    """The page that compares two copies; None where they have the same letters. The earlier released stands first."""
    if _Copy(document).plain.text == _Copy(other).plain.text:
        return None
    return compare_page(*sorted((document.id, other.id), key=lambda id: site.archive.numbers[id]))


def compare_pages(site: Site) -> Iterator[tuple[str, str]]:
    numbers = site.archive.numbers
    for document in site.archive.documents:
        for relation in document.relations:
            other = site.archive.by_id.get(relation.id)
            if relation.type == "same-text" and other and numbers[document.id] < numbers[other.id]:
                here = compared(site, document, other)
                if here:
                    yield here, _page(here, document, other, relation.reason)


def _page(here: str, first: Document, second: Document, why: str) -> str:
    title = f"两种文本对照：{first.id} 与 {second.id}"
    en = "Only where letters or numbers differ: punctuation, script and layout aside. Each leads to its paragraph."
    below = say("下表只列文字不同之处，标点、繁简与版面不计；每处都可回到原段。", en)
    said = el("p", reason(why, cls=None), say("。", ". "), below, cls="lede")
    rows = list(_rows(here, _Copy(first), _Copy(second)))
    head = el(
        "tr", el("th", say("上文", "Before")), el("th", title_link(first, here)), el("th", title_link(second, here))
    )
    table = block("table", block("thead", head), block("tbody", *rows), cls="compared", data_published="")
    count = el("p", say(f"共 {len(rows)} 处。", f"{some(len(rows), 'difference')}."))
    meta = {"title": title, "search": {"exclude": True}, "archive": {"layout": "compare", "ids": [first.id, second.id]}}
    name = headline(title, f"Two texts compared: {first.id} and {second.id}")
    return pages.page(meta, name, said, count, table)


def _rows(here: str, one: _Copy, two: _Copy) -> Iterator[Html]:
    for (start, end), (other_start, other_end) in differences(one.plain.text, two.plain.text):
        before = one.passage(max(0, start - CONTEXT), start)
        cells = (_cell(here, one, start, end), _cell(here, two, other_start, other_end))
        yield el("tr", el("td", esc(f"…{before}" if before else ""), cls="before", lang="zh"), *cells)


def differences(one: str, other: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Where two texts differ, in the first and in the second.

    >>> list(differences("甲乙丙丁戊己庚辛壬癸", "甲乙丙丁戊己庚辛子癸"))
    [((8, 9), (8, 9))]
    """
    end = Run(len(one), len(other), 0)
    for last, run in pairwise([Run(0, 0, 0), *shared(one, other), end]):
        here, there = one[last.a_end : run.a], other[last.b_end : run.b]
        if here == there:
            continue
        head = _alike(here, there)
        tail = _alike(here[head:][::-1], there[head:][::-1])
        yield (last.a_end + head, run.a - tail), (last.b_end + head, run.b - tail)


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _cell(here: str, copy: _Copy, start: int, end: int) -> Html:
    """What one copy has here, leading to its paragraph."""
    text = copy.passage(start, end)
    if not text:
        return el("td", say("（无）", "(nothing)"), cls="none")
    href = pages.link(here, pages.document_page(copy.document.id), copy.anchor(start))
    shown = esc(text)
    if len(text) > 3 * SHOWN:
        shown = join(
            [
                esc(text[:SHOWN]),
                say(f"……（{end - start}字）……", f"… ({some(end - start, 'character')}) …"),
                esc(text[-SHOWN:]),
            ]
        )
    return el("td", el("a", shown, href=href), lang=labels.language(copy.document.card.script))
