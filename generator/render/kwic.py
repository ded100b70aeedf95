"""Mentions as lines of a concordance: the name in the middle, what stands around it, and how far that can be trusted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from generator.model import Authority, Block, Document, Field, Mention, PlacedFlag
from generator.render import labels, pages
from generator.render.annotate import Marks, Wrap, annotate
from generator.render.data import table
from generator.render.facets import UNDATED
from generator.render.html import Html, block, el, esc, join
from generator.render.places import units
from generator.render.site import Site, dating, is_inferred, listed_date, shown_title, title_link, year
from generator.render.tables import SHORT_REVIEWS
from generator.standing import completeness, review_level

LINES_A_PAGE = 200
AROUND = 24  # characters on each side of a name: as many as a line of the page has room for

Line = tuple[Document, Mention]


@dataclass(frozen=True)
class Concordance:
    """All lines of one authority, in order of date and then of the text."""

    site: Site
    authority: Authority

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        named = self.site.named.get(self.authority.id, ())
        return tuple((document, mention) for document, mentions in named for mention in mentions)

    @property
    def is_long(self) -> bool:
        """Too long for one page: each year has pages of its own."""
        return len(self.lines) > LINES_A_PAGE

    @cached_property
    def years(self) -> dict[str, tuple[Line, ...]]:
        """The lines by the year of their document; those without a year come last."""
        found: dict[str, list[Line]] = {}
        for line in self.lines:
            found.setdefault(year(line[0]) or UNDATED, []).append(line)
        return {which: tuple(lines) for which, lines in found.items()}

    def year_page(self, which: str, number: int = 1) -> str:
        return pages.authority_year_page(self.authority.kind, self.authority.id, which, number)

    def place(self, document: Document) -> tuple[str, str]:
        """The page on which the lines of a document begin, and their anchor there."""
        anchor = f"in-{document.id}"
        if not self.is_long:
            return pages.authority_page(self.authority.kind, self.authority.id), anchor
        return self._places[document.id], anchor

    @cached_property
    def _places(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for which, lines in self.years.items():
            for number, group in enumerate(pages.chunks(lines, LINES_A_PAGE), 1):
                for document, _ in group:
                    found.setdefault(document.id, self.year_page(which, number))
        return found


# -- lines ----------------------------------------------------------------------------------------------------------


def concordance(lines: Iterable[Line], here: str) -> Html:
    """Lines under the documents they stand in."""
    groups = groupby(lines, key=lambda line: line[0].id)
    return join([_of_document([*group], here) for _, group in groups], "")


def _of_document(lines: Sequence[Line], here: str) -> Html:
    document = lines[0][0]
    when = el("span", listed_date(document.card), cls="when")
    heading = el("h3", when, title_link(document, here), trust(document), id=f"in-{document.id}")
    units_by_anchor = {unit.anchor: unit for unit in units(document)}
    items = [kwic(document, units_by_anchor[mention.anchor], mention, here) for _, mention in lines]
    listed = block("ul", *items, cls="kwic", lang=labels.language(document.card.script))
    return block("div", heading, listed, cls="in")


def trust(document: Document) -> Html:
    """Who has read the text and what it lacks, in the fewest words: it goes with every quotation."""
    level = review_level(document)
    parts = [el("span", labels.value(SHORT_REVIEWS, level), cls=f"read {level}")]
    if document.card.completeness != "complete":
        parts.append(el("span", labels.told(completeness(document.card.completeness)), cls="lacking"))
    return el("span", join(parts, " "), cls="trust")


def kwic(document: Document, unit: Field | Block, mention: Mention, here: str) -> Html:
    """One mention, leading to its paragraph."""
    start, end = max(0, mention.start - AROUND), min(len(unit.text), mention.end + AROUND)
    flags = [(n, flag) for n, flag in flags_in(document, mention.anchor, start, end)]
    inside = [flag for _, flag in flags]
    href = pages.link(here, pages.document_page(document.id), mention.anchor)
    line = line_of(mention.anchor)
    return el(
        "li",
        line_link(href, line),
        el("span", esc("…" if start else ""), quoted(unit.text, start, mention.start, inside), cls="before"),
        el("mark", quoted(unit.text, mention.start, mention.end, inside)),
        el("span", *_after(unit.text, mention.end, end, inside), *_doubts(document, flags, here), cls="after"),
    )


def line_link(href: str, line: str) -> Html:
    """The raw line of a quotation, leading to its place in the text."""
    label, en = f"第{line}行，原文", f"Line {line}, in the text"
    return el("a", href=href, cls="no", data_n=line, aria_label=label, data_en_aria_label=en)


def _after(text: str, start: int, end: int, flags: Iterable[PlacedFlag]) -> tuple[Html, Html]:
    return quoted(text, start, end, flags), esc("…" if end < len(text) else "")


def quoted(text: str, start: int, end: int, flags: Iterable[PlacedFlag]) -> Html:
    """A piece of a text, with what is suspect in it marked as it is on the page of the document."""
    inside = (replace(flag, start=max(flag.start, start), end=min(flag.end, end)) for flag in flags)
    wraps = [Wrap(f.start - start, f.end - start, "span", {"cls": "flag"}) for f in inside if f.start < f.end]
    return annotate(text[start:end], Marks(inner=wraps))


def flags_in(document: Document, anchor: str, start: int, end: int) -> Iterator[tuple[int, PlacedFlag]]:
    """The flags on a piece of a field or block, with their numbers on the page of the document."""
    for number, flag in enumerate(document.flags, 1):
        if flag.anchor == anchor and flag.start < end and start < flag.end:
            yield number, flag


def _doubts(document: Document, flags: Iterable[tuple[int, PlacedFlag]], here: str) -> Iterator[Html]:
    for number, _ in flags:
        there = pages.link(here, pages.document_page(document.id), f"flag-{number}")
        yield el("a", href=there, cls="flag-ref", aria_label=f"存疑{number}", data_en_aria_label=f"Doubt {number}")


def line_of(anchor: str) -> str:
    """The raw line of an anchor, for a reader.

    >>> line_of("l42c118")
    '42'
    """
    return re.sub(r"\D.*", "", anchor[1:])


# -- as a table -----------------------------------------------------------------------------------------------------

COLUMNS = (
    "document", "title", "date", "date_field", "date_inferred", "anchor", "line", "start", "end", "before", "text",
    "after", "flags", "review", "completeness",
)  # fmt: skip


def mentions_csv(told: Concordance) -> str:
    """Every mention with its context, and all that says how far it can be trusted."""
    return table(COLUMNS, _rows(told.lines))


def _rows(lines: Sequence[Line]) -> Iterator[Sequence[object]]:
    for _, group in groupby(lines, key=lambda line: line[0].id):
        held = [*group]
        document = held[0][0]
        texts = {unit.anchor: unit.text for unit in units(document)}
        date, field, _ = dating(document.card) or (None, None, None)
        level = review_level(document)
        for _, m in held:
            text = texts[m.anchor]
            start, end = max(0, m.start - AROUND), m.end + AROUND
            flags = "|".join(flag.rule for _, flag in flags_in(document, m.anchor, start, end))
            yield (
                document.id, shown_title(document), date, field, bool(field and is_inferred(document.card, field)),
                m.anchor, line_of(m.anchor), m.start, m.end, text[start : m.start], m.text, text[m.end : end],
                flags, level, document.card.completeness,
            )  # fmt: skip
