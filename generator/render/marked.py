"""The marked view of a document: its text with every edit at its place, by kind, and the rule and reason of each.

An edit shows what stood there struck out and what stands there now underlined; it is a link to its rule, reason and who
answers for it, in the list after the text. A box in the legend hides a kind; nothing of this needs a script.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from generator.documents import Cleaned
from generator.model import MACHINE, Block, Document, Edit, Field
from generator.render import card, pages, views
from generator.render.html import Html, block, el, esc, join, lines
from generator.render.kinds import KINDS, Kind, kind_of, rule_en
from generator.render.site import Site, rule_name, shown_title
from generator.render.stretches import Stretch, Stretches, stretches
from generator.render.text import Text
from generator.render.words import say, some

Ground = tuple[str, tuple[str, ...], str, str]  # rule, steps, reason, who


def marked_pages(site: Site, cleaned: Cleaned) -> Iterator[tuple[str, str]]:
    """A page for each document of a seed."""
    found = stretches(cleaned)
    for document in cleaned.documents:
        here = views.marked_page(document.id)
        yield here, _page(site, document, found[document.id], here)


def _page(site: Site, document: Document, held: Stretches, here: str) -> str:
    text = Marked(site, document, here, held)
    title = shown_title(document)
    meta = {
        "title": f"{title}（标记）",
        "en": f"{document.id}, marked",
        "search": {"exclude": True},
        "archive": {"layout": "marked", "id": document.id},
    }
    head = block("div", text.subtitle(), card.essentials(document), card.marks(document), cls="doc-head")
    switch = views.switch(site, document, here, views.MARKED)
    after = block("section", _grounds(text, here), cls="doc-after grounds")
    turn = views.neighbours(site, document, here, views.MARKED)
    inside = (head, switch, _legend(text), text.body(), turn, after)
    return pages.page(meta, text.title(), block("div", *inside, cls="doc"))


def ground(edit: Edit) -> Ground:
    """By what, why and by whom an edit was made."""
    return edit.rule, edit.steps, edit.reason, edit.resp


# -- the text -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Marked(Text):
    """A document being set with its edits. Names, notes and parallels are for reading: here they would be in the way."""

    held: Stretches = field(default_factory=dict)

    @cached_property
    def edits(self) -> list[Edit]:
        """The document's own edits, in reading order."""
        every = (stretch for unit in self.held.values() for stretch in unit)
        return [stretch.edit for stretch in every if stretch.edit and stretch.own]

    @cached_property
    def grounds(self) -> dict[Ground, int]:
        """Why edits were made, numbered by kind and then as they first appear."""
        order = {kind.id: number for number, kind in enumerate(KINDS)}
        found = {ground(edit): order[kind_of(edit).id] for edit in self.edits}
        return {one: number for number, one in enumerate(sorted(found, key=lambda one: found[one]), 1)}

    def set(self, unit: Field | Block, more: Sequence[tuple[int, Html]] = ()) -> Html:
        """A unit's text as stretches, with the anchors of its raw lines; `data-published`: never in another script."""
        points = sorted([*more, *self.points[unit.anchor]], key=lambda point: point[0])
        parts: list[Html] = []
        for at, group in groupby(self.held[unit.anchor], key=lambda one: one.start if one.start == one.end else -1):
            while points and at >= 0 and points[0][0] < at:
                parts.append(points.pop(0)[1])
            for one in self._whole(at, [*group]):
                parts += self._stretch(unit.text, one, points) if isinstance(one, Stretch) else [one]
        return join([*parts, *(html for _, html in points)])

    def _whole(self, at: int, group: list[Stretch]) -> Iterator[Stretch | Html]:
        """Stretches one by one; furniture that was taken out at one place, with the blank between, as one sign."""
        for words, held in groupby(group, key=lambda one: at < 0 or _has_words(one)):
            told = [*held]
            if words or all(one.own for one in told):
                yield from told
            elif any(one.edit.before.strip() for one in told if one.edit and not one.own):
                yield self._away(told)
            else:  # blank beyond the first line or the last
                yield from (one for one in told if one.own)

    def _stretch(self, text: str, one: Stretch, points: list[tuple[int, Html]]) -> Iterator[Html]:
        if one.edit:
            yield self._edit(one.edit)
        at = one.start
        while not one.edit and points and points[0][0] < one.end:
            offset, html = points.pop(0)
            yield esc(text[at : max(at, offset)])
            yield html
            at = max(at, offset)
        if not one.edit:
            yield esc(text[at : one.end])

    def _edit(self, edit: Edit) -> Html:
        kind = kind_of(edit)
        href = f"#w{self.grounds[ground(edit)]}"
        if edit.before == edit.after:  # a reading that an editor confirmed
            return el("a", esc(edit.before), href=href, cls=f"e {kind.id} same")
        sic = el("del", esc(edit.before)) if edit.before else Html("")
        corr = el("ins", esc(edit.after)) if edit.after else Html("")
        return el("a", sic, corr, href=href, cls=f"e {kind.id}{_sign(edit)}", **_named(edit, kind))

    def _away(self, held: Sequence[Stretch]) -> Html:
        """Where page furniture was taken out: one sign for all of it, leading to the witness; with the blank between."""
        gone = [one.edit for one in held if one.edit and not one.own]
        index = self.site.cleaned_by_seed[self.document.seed].index
        first, last = index.line(gone[0].start), index.line(max(gone[-1].start, gone[-1].end - 1))
        shown = f"{first}" if first == last else f"{first}–{last}"  # nothing is kept between them
        names = "、".join(dict.fromkeys(rule_name(edit.rule) for edit in gone))
        names_en = ", ".join(dict.fromkeys(rule_en(edit.rule) for edit in gone))
        href = self.site.witness_link(self.here, self.document.seed, first)
        own = [self._inside(one.edit) for one in held if one.edit and one.own]
        said: dict[str, str] = {"data_c": shown, "aria_label": f"移出第{shown}行：{names}"}
        english: dict[str, str] = {"data_en_aria_label": f"Taken out, lines {shown}: {names_en}"}
        return el("a", *own, href=href, cls="away", **said, **english)

    def _inside(self, edit: Edit) -> Html:
        """Blank between lines of furniture: a sign would say nothing there, but no edit is left out."""
        sic = el("del", esc(edit.before)) if edit.before else Html("")
        return el("span", sic, el("ins", esc(edit.after)) if edit.after else Html(""), cls=f"e {kind_of(edit).id} in")

    def number(self, anchor: str) -> Html:
        """The number in the margin leads to the line in the witness: the next thing that who asks of an edit wants."""
        line = anchor[1:].partition("c")[0]
        return el(
            "a",
            href=self.site.witness_link(self.here, self.document.seed, int(line)),
            cls="no",
            data_n=line,
            aria_label=f"原件第{line}行",
            data_en_aria_label=f"Line {line} of the witness",
        )

    def report(self, anchor: str) -> Html:
        del anchor
        return Html("")

    def beside(self, anchor: str) -> Html:
        del anchor
        return Html("")


def _has_words(one: Stretch) -> bool:
    """Is it an edit of the document's own words?"""
    return bool(one.own and one.edit and not _sign(one.edit))


def _sign(edit: Edit) -> str:
    """Layout that shows nothing by itself gets a sign: for a line's end, or for spaces."""
    if edit.before.strip() or edit.after.strip():
        return ""
    return " br" if any(char in "\n\r" for char in edit.before) else " sp"


def _named(edit: Edit, kind: Kind) -> dict[str, str]:
    """What a link without visible letters is called."""
    if edit.before.strip() or edit.after.strip():
        return {}
    return {"aria_label": kind.zh, "data_en_aria_label": kind.en}


# -- the legend and the grounds -------------------------------------------------------------------------------------


def _legend(text: Marked) -> Html:
    """The kinds in this document with their counts; a kind whose box is empty shows as in reading."""
    counts = Counter(kind_of(edit).id for edit in text.edits)
    boxes = [_box(kind, counts[kind.id]) for kind in KINDS if counts[kind.id]]
    if not boxes:
        return el(
            "p", say("文字与原件相同，未作改动。", "The text is that of the witness; nothing was changed."), cls="kinds"
        )
    said: dict[str, str] = {"aria_label": "标出的种类", "data_en_aria_label": "Kinds of edits shown"}
    return block("fieldset", *boxes, cls="kinds", data_search_exclude="true", **said)


def _box(kind: Kind, count: int) -> Html:
    box = Html(f'<input type="checkbox" id="show-{kind.id}" autocomplete="off" checked>')
    name = el("span", esc(kind.zh), cls=f"sample {kind.id}", data_en=kind.en)
    return el(
        "label", box, name, el("span", esc(f"{count:,}"), cls="count"), title=kind.holds, data_en_title=kind.holds_en
    )


def _grounds(text: Marked, here: str) -> Html:
    """Every rule and reason, under its kind: where the edits of the text lead to."""
    counts = Counter(ground(edit) for edit in text.edits)
    kinds = {ground(edit): kind_of(edit) for edit in text.edits}
    parts = []
    for kind, group in groupby(text.grounds.items(), key=lambda item: kinds[item[0]]):
        items = [_ground(one, number, counts[one], here) for one, number in group]
        parts.append(lines([el("h3", esc(kind.zh), data_en=kind.en), block("ol", *items, cls="edits")]))
    heading = el("h2", esc("改动的规则与理由"), data_en="Rules and reasons")
    return lines([heading, *parts, _as_data(text, here)]) if parts else Html("")


def _ground(one: Ground, number: int, count: int, here: str) -> Html:
    id, steps, reason, resp = one
    parts = [_rule_link(id, here)]
    if steps:
        parts.append(
            el(
                "span",
                say("（先有 ", " (after "),
                join([_rule_link(step, here) for step in steps], "、"),
                say("）", ")"),
            )
        )
    parts.append(el("span", esc(reason), cls="reason"))
    who = say("机器", "machine") if resp == MACHINE else el("bdi", esc(resp))
    parts.append(el("span", who, cls="who"))
    parts.append(el("span", esc(f"{count:,} 处"), cls="count", data_en=some(count, "place")))
    return el("li", join(parts, " "), id=f"w{number}", value=str(number))


def _rule_link(id: str, here: str) -> Html:
    return el("a", esc(rule_name(id)), href=pages.link(here, "about/method.md", id), cls="rule", data_en=rule_en(id))


def _as_data(text: Marked, here: str) -> Html:
    """Where the same record is for programs."""
    seed = text.site.cleaned_by_seed[text.document.seed].seed
    record = el("a", esc("校勘记"), href=pages.link(here, f"data/apparatus/{seed.short}.jsonl"), data_en="apparatus")
    said = say("每一处的位置、前后文字，见", "Where each stands, with the words before and after: ")
    return el("p", said, record, esc("。"), cls="reason")
