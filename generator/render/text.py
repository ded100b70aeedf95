"""The text of a document: its fields and blocks with all that a citation or a link may lead to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from generator.model import Block, Document, Field, Mention, Note, PlacedFlag
from generator.reading_order import in_order
from generator.render import labels, notes, pages, parallel
from generator.render.annotate import Marks, Wrap, annotate
from generator.render.html import Html, block, el, esc, lines
from generator.render.places import line_places
from generator.render.site import Site, preferred, rule_name, titled
from generator.scripts import script_of

# How a paragraph begins that is an item of a count: `一、`, `（二）`, `3．`, `第四，`.
_ITEM = re.compile(
    r"""
      [一二三四五六七八九十百]{1,4} [、．.]
    | [（(] \s* (?: [一二三四五六七八九十百]{1,4} | \d{1,3} ) \s* [）)] [、．.]?
    | \d{1,3} (?: 、 | [．.] (?! \d ) )
    | 第 [一二三四五六七八九十百]{1,4} [，、：]
    """,
    re.VERBOSE,
)
_BELOW = re.compile(r"[（(]")  # a heading that begins so stands under one that does not
_CLOSED = re.compile(r"[”’」』》）](?=[\u3400-\u9fff])|[\u3400-\u9fff](?=[“‘「『《（])")
_HAN = re.compile(r"[\u3400-\u9fff]")
_OTHER = ((re.compile(r"[A-Za-z]"), "und-Latn"), (re.compile(r"[\u0400-\u04ff]"), "und-Cyrl"))


@dataclass(frozen=True)
class Text:
    """A document being set: knows what stands at which offset of each field and block."""

    site: Site
    document: Document
    here: str

    @cached_property
    def points(self) -> dict[str, list[tuple[int, Html]]]:
        """The anchors of raw lines, by field or block."""
        cleaned = self.site.cleaned_by_seed[self.document.seed]
        found: dict[str, list[tuple[int, Html]]] = defaultdict(list)
        for number, place in line_places(cleaned, self.document, self.site.kept[self.document.seed]).items():
            found[place.anchor].append((place.offset, el("span", id=f"l{number}")))
        return found

    @cached_property
    def flags(self) -> dict[str, list[tuple[int, PlacedFlag]]]:
        """The flags of each field or block, numbered through the document."""
        found: dict[str, list[tuple[int, PlacedFlag]]] = defaultdict(list)
        for number, flag in enumerate(self.document.flags, 1):
            found[flag.anchor].append((number, flag))
        return found

    @cached_property
    def mentions(self) -> dict[str, list[Mention]]:
        found: dict[str, list[Mention]] = defaultdict(list)
        for mention in self.document.mentions:
            found[mention.anchor].append(mention)
        return found

    @cached_property
    def notes(self) -> dict[str, list[tuple[int, Note]]]:
        """The editors' notes on each field or block, numbered through the document."""
        found: dict[str, list[tuple[int, Note]]] = defaultdict(list)
        for number, note in enumerate(self.document.notes, 1):
            found[note.anchor].append((number, note))
        return found

    @cached_property
    def headline(self) -> Field | None:
        """The field that the page shows as its title."""
        return None if self.document.card.title_supplied else self._reading("title", self.document.card.title)

    @cached_property
    def subheadline(self) -> Field | None:
        """The field that the page shows under its title."""
        return self._reading("subtitle", self.document.card.subtitle)

    def _reading(self, role: str, text: str | None) -> Field | None:
        """The field of this role that reads as the card does."""
        return next((field for field in self.document.fields if field.role == role and field.text == text), None)

    @property
    def language(self) -> str:
        return labels.language(self.document.card.script)

    # -- parts of the page ------------------------------------------------------------------------------------------

    def title(self) -> Html:
        """The page's heading: the title as the document prints it, with what stands in it."""
        if self.headline:
            inside = el("bdi", self.set(self.headline, _breaks(self.headline.text)), id=self.headline.anchor)
        else:
            inside = titled(self.document)
        return el("h1", inside, id="title", lang=self.language)

    def subtitle(self) -> Html:
        text = self.document.card.subtitle
        if not text:
            return Html("")
        field = self.subheadline
        inside = el("bdi", self.set(field), id=field.anchor) if field else el("bdi", esc(text))
        return el("p", inside, cls="subtitle", lang=self.language)

    def body(self) -> Html:
        """The fields above the text, the text, and the fields below it, each with what is said beside it."""
        order, heads = in_order(self.document), (self.headline, self.subheadline)
        opening = [(field.anchor, self.field(field)) for field in order.above if field not in heads]
        closing = [(field.anchor, self.field(field)) for field in order.below]
        blocks = [(part.anchor, self.block(part)) for part in order.blocks]
        rows = [*opening, *blocks, *closing]
        return block("div", *_beside(rows, self.asides(rows)), cls="doc-text", lang=self.language)

    def asides(self, rows: Sequence[tuple[str, Html]]) -> dict[str, Html]:
        """What stands beside the units of the text, by their anchors; what belongs to the title stands by the first."""
        heads = [field for field in (self.headline, self.subheadline) if field]
        above = lines(self.beside(field.anchor) for field in heads)
        found = {anchor: self.beside(anchor) for anchor, _ in rows}
        first = rows[0][0] if rows else ""
        found[first] = lines([above, found.get(first, Html(""))])
        return {anchor: beside for anchor, beside in found.items() if beside}

    def beside(self, anchor: str) -> Html:
        """An editor's notes on a unit, and where else its words stand."""
        noted = notes.beside(self.document, self.notes.get(anchor, ()), self.here)
        return lines([noted, parallel.beside(self.site.shared, self.document, anchor, self.here)])

    def field(self, field: Field) -> Html:
        label = labels.ROLES.get(field.role, field.role)
        return el(
            "p",
            self.set(field),
            self.number(field.anchor),
            self.report(field.anchor),
            id=field.anchor,
            cls=f"field as-{field.role}",  # not `byline` alone: Zotero takes that for the authors where the tags name none
            data_role=label,
            lang=self.own_language(field.text),
        )

    def block(self, part: Block) -> Html:
        if part.kind == "gap":
            return el("p", esc(part.text), id=part.anchor, cls="gap")
        name, kind = _kind(part)
        marks = (self.number(part.anchor), self.report(part.anchor))
        return el(name, self.set(part), *marks, id=part.anchor, cls=kind, lang=self.own_language(part.text))

    def own_language(self, text: str) -> str | None:
        """The language tag of a passage in another script than its document's."""
        if not _HAN.search(text):
            return next((tag for letters, tag in _OTHER if letters.search(text)), None)
        if self.document.card.script in labels.LANGUAGES:
            return None
        own = labels.language(script_of(text))
        return own if own != self.language else None

    def number(self, anchor: str) -> Html:
        """The quiet permalink in the margin. It holds no text: what is copied is the text of the document alone."""
        line = re.sub(r"\D.*", "", anchor[1:])
        return el(
            "a",
            href=f"#{anchor}",
            cls="no",
            data_n=line,
            aria_label=f"第{line}行的链接",
            data_en_aria_label=f"Link to line {line}",
        )

    def report(self, anchor: str) -> Html:
        """The way to say that something is wrong here. A script fills in what and where; it holds no text either."""
        line = re.sub(r"\D.*", "", anchor[1:])
        return el(
            "a",
            href=pages.link(self.here, "about/report.md"),
            cls="report",
            aria_label=f"报告第{line}行的错误",
            data_en_aria_label=f"Report a mistake in line {line}",
        )

    def contents(self) -> Html:
        """The headings, where there are enough of them to choose from."""
        headings = [part for part in self.document.blocks if part.kind == "heading"]
        if len(headings) < 2:
            return Html("")
        items = [
            el("li", el("a", esc(part.text), href=f"#{part.anchor}"), cls="below" if _kind(part)[0] == "h3" else None)
            for part in headings
        ]
        label = el("p", esc("目次"), cls="label", data_en="Contents")
        inside = (label, block("ol", *items, cls="headings", lang=self.language))
        said: dict[str, str] = {"aria_label": "目次", "data_en_aria_label": "Contents", "data_search_exclude": "true"}
        return block("nav", *inside, cls="contents", **said)

    # -- one unit ---------------------------------------------------------------------------------------------------

    def set(self, unit: Field | Block, more: Sequence[tuple[int, Html]] = ()) -> Html:
        """A unit's text with its anchors, mentions, flags and notes, and `more` at places of it."""
        flags, noted = self.flags[unit.anchor], self.notes[unit.anchor]
        outer = [wrap for mention in self.mentions[unit.anchor] if (wrap := self._mention(mention))]
        signs = [_flag_reference(number, flag, outer) for number, flag in flags]
        signs += [(_beyond(note.end, outer), notes.reference(number)) for number, note in noted]
        inner = [*(_flagged(flag) for _, flag in flags), *(_noted(number, note) for number, note in noted)]
        return annotate(unit.text, Marks([*more, *self.points[unit.anchor], *signs], outer, inner))

    def _mention(self, mention: Mention) -> Wrap | None:
        href = self.site.authority_link(self.here, mention.authority)
        if not href:
            return None
        authority = self.site.authorities[mention.authority]
        title = f"{labels.KINDS.get(authority.kind, authority.kind)}：{preferred(authority)}"
        return Wrap(mention.start, mention.end, "a", {"href": href, "cls": f"mention {authority.kind}", "title": title})


def _kind(part: Block) -> tuple[str, str]:
    """The element and the class of a block: a heading of either rank, an item of a count, a paragraph."""
    if part.kind == "heading":
        return ("h3" if _BELOW.match(part.text) else "h2"), "heading"
    return "p", "para item" if _ITEM.match(part.text) else "para"


def _breaks(title: str) -> list[tuple[int, Html]]:
    """Where a long title had better be broken: beside quotations, which else count as one with what they touch."""
    return [(found.end(), Html("<wbr>")) for found in _CLOSED.finditer(title)]


def _beside(rows: Sequence[tuple[str, Html]], asides: dict[str, Html]) -> Iterable[Html]:
    """Each unit, followed by what stands beside it.

    In the margin of a wide screen that may go down to where the next begins: a grid keeps the two from meeting.
    """
    starts = [row for row, (anchor, _) in enumerate(rows, 1) if anchor in asides]
    ends = dict(pairwise([*starts, len(rows) + 1]))
    for row, (anchor, unit) in enumerate(rows, 1):
        yield unit
        if anchor in asides:
            yield _aside(asides[anchor], row, ends[row] - row)
    if not rows and asides:
        yield _aside(asides[""], 1, 1)


def _aside(inside: Html, row: int, rows: int) -> Html:
    said: dict[str, str] = {"aria_label": "旁注", "data_en_aria_label": "In the margin", "data_search_exclude": "true"}
    # A note, lest a text with a hundred of them have a hundred landmarks of one name.
    return block("aside", inside, cls="also", role="note", lang="zh-Hans", style=f"grid-row:{row}/span {rows}", **said)


def _flagged(flag: PlacedFlag) -> Wrap:
    return Wrap(flag.start, flag.end, "span", {"cls": "flag", "title": flag_words(flag)})


def _noted(number: int, note: Note) -> Wrap:
    return Wrap(note.start, note.end, "span", {"cls": "noted", "data_note": str(number)})


def _flag_reference(number: int, flag: PlacedFlag, outer: list[Wrap]) -> tuple[int, Html]:
    """The sign after a flagged place that leads to the list."""
    said: dict[str, str] = {"aria_label": f"存疑{number}", "data_en_aria_label": f"Doubt {number}"}
    sign = el("a", href=f"#flag-{number}", id=f"flag-{number}-at", cls="flag-ref", **said)
    return _beyond(flag.end, outer), sign


def _beyond(end: int, outer: list[Wrap]) -> int:
    """Where a sign may stand: never inside another link."""
    return next((wrap.end for wrap in outer if wrap.start < end < wrap.end), end)


def flag_words(flag: PlacedFlag) -> str:
    """What is suspect, in one line."""
    likely = f"，疑为“{flag.likely}”" if flag.likely else ""
    return f"存疑（{rule_name(flag.rule)}）{likely}：{flag.reason}"
