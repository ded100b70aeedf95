"""The text of a document: its fields and blocks with all that a citation or a link may lead to."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from generator.model import Block, Document, Field, Mention, Note, PlacedFlag
from generator.render import labels, notes, pages, parallel
from generator.render.annotate import Marks, Wrap, annotate
from generator.render.html import Html, block, el, esc, lines
from generator.render.places import line_places
from generator.render.site import Site, preferred, rule_name, shown_title


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
            inside = el("bdi", self.set(self.headline), id=self.headline.anchor)
        else:
            inside = el("bdi", esc(shown_title(self.document)))
        return el("h1", inside, id="title", lang=self.language)

    def subtitle(self) -> Html:
        text = self.document.card.subtitle
        if not text:
            return Html("")
        field = self.subheadline
        inside = el("bdi", self.set(field), id=field.anchor) if field else el("bdi", esc(text))
        return el("p", inside, cls="subtitle", lang=self.language)

    def body(self) -> Html:
        """Fields that stand before the body, the body, and the fields after it."""
        fields = [field for field in self.document.fields if field not in (self.headline, self.subheadline)]
        start = min((_first(part) for part in self.document.blocks if part.kind != "gap"), default=0)
        before = [field for field in fields if _first(field) < start or field.role == "dateline"]
        opening = [self.field(field) for field in before]
        closing = [self.field(field) for field in fields if field not in before]
        blocks = [self.block(part) for part in self.document.blocks]
        return block("div", *opening, *blocks, *closing, cls="doc-text", lang=self.language)

    def field(self, field: Field) -> Html:
        label = labels.ROLES.get(field.role, field.role)
        return el(
            "p",
            self.set(field),
            self.number(field.anchor),
            self.report(field.anchor),
            id=field.anchor,
            cls=f"field {field.role}",
            data_role=label,
        )

    def block(self, part: Block) -> Html:
        if part.kind == "gap":
            return el("p", esc(part.text), id=part.anchor, cls="gap")
        name, kind = ("h2", "heading") if part.kind == "heading" else ("p", "para")
        marks = (self.number(part.anchor), self.report(part.anchor))
        paragraph = el(name, self.set(part), *marks, id=part.anchor, cls=kind)
        return lines([paragraph, parallel.beside(self.site.shared, self.document, part.anchor, self.here)])

    def number(self, anchor: str) -> Html:
        """The quiet permalink in the margin. It holds no text: what is copied is the text of the document alone."""
        line = re.sub(r"\D.*", "", anchor[1:])
        return el("a", href=f"#{anchor}", cls="no", data_n=line, aria_label=f"第{line}行的链接", title="本段链接")

    def report(self, anchor: str) -> Html:
        """The way to say that something is wrong here. A script fills in what and where; it holds no text either."""
        line = re.sub(r"\D.*", "", anchor[1:])
        return el("a", href=pages.link(self.here, "about/report.md"), cls="report", aria_label=f"报告第{line}行的错误")

    def contents(self) -> Html:
        """The headings, where there are enough of them to choose from."""
        headings = [part for part in self.document.blocks if part.kind == "heading"]
        if len(headings) < 2:
            return Html("")
        items = [el("li", el("a", esc(part.text), href=f"#{part.anchor}")) for part in headings]
        inside = (el("p", esc("目次"), cls="label"), block("ol", *items, cls="headings", lang=self.language))
        return block("nav", *inside, cls="contents", aria_label="目次", data_search_exclude="true")

    # -- one unit ---------------------------------------------------------------------------------------------------

    def set(self, unit: Field | Block) -> Html:
        """A unit's text with its anchors, mentions, flags and notes."""
        flags, noted = self.flags[unit.anchor], self.notes[unit.anchor]
        outer = [wrap for mention in self.mentions[unit.anchor] if (wrap := self._mention(mention))]
        signs = [_flag_reference(number, flag, outer) for number, flag in flags]
        signs += [(_beyond(note.end, outer), notes.reference(number)) for number, note in noted]
        inner = [*(_flagged(flag) for _, flag in flags), *(_noted(number, note) for number, note in noted)]
        return annotate(unit.text, Marks([*self.points[unit.anchor], *signs], outer, inner))

    def _mention(self, mention: Mention) -> Wrap | None:
        href = self.site.authority_link(self.here, mention.authority)
        if not href:
            return None
        authority = self.site.authorities[mention.authority]
        title = f"{labels.KINDS.get(authority.kind, authority.kind)}：{preferred(authority)}"
        return Wrap(mention.start, mention.end, "a", {"href": href, "cls": f"mention {authority.kind}", "title": title})


def _first(unit: Field | Block) -> int:
    return unit.lines[0][0] if unit.lines else 0


def _flagged(flag: PlacedFlag) -> Wrap:
    return Wrap(flag.start, flag.end, "span", {"cls": "flag", "title": flag_words(flag)})


def _noted(number: int, note: Note) -> Wrap:
    return Wrap(note.start, note.end, "span", {"cls": "noted", "data_note": str(number)})


def _flag_reference(number: int, flag: PlacedFlag, outer: list[Wrap]) -> tuple[int, Html]:
    """The sign after a flagged place that leads to the list."""
    sign = el("a", href=f"#flag-{number}", id=f"flag-{number}-at", cls="flag-ref", aria_label=f"存疑{number}")
    return _beyond(flag.end, outer), sign


def _beyond(end: int, outer: list[Wrap]) -> int:
    """Where a sign may stand: never inside another link."""
    return next((wrap.end for wrap in outer if wrap.start < end < wrap.end), end)


def flag_words(flag: PlacedFlag) -> str:
    """What is suspect, in one line."""
    likely = f"，疑为“{flag.likely}”" if flag.likely else ""
    return f"存疑（{rule_name(flag.rule)}）{likely}：{flag.reason}"
