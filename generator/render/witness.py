"""The pages of a witness: its raw text line by line, what was removed and changed, and beside it what is read of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.documents import LAYOUT, Cleaned
from generator.model import Document, Edit, Line
from generator.render import labels, pages, views
from generator.render.annotate import Marks, Wrap, annotate
from generator.render.html import Html, block, el, esc, join
from generator.render.site import LINES_A_PAGE, Site, rule_en, rule_name, rule_named, title_link
from generator.render.stretches import Run, runs
from generator.render.words import headline, in_english, say, some

# White space, controls and format characters that a reader would not see, or not tell apart.
_UNSEEN = re.compile(
    r"""
      ^\x20+ | \x20+$ | \x20\x20+         # spaces at the edges of a line, and doubled ones
    | [\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]
    | [\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]
    | [\xad\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]
    """,
    re.VERBOSE,
)
_SIGNS = {" ": "·", "\t": "→", "\u3000": "□", "\u00a0": "⍽", "\ufeff": "BOM"}
SEEDS_A_PAGE = 200  # of their list
_SAID = (
    "左边是原件全文，一字未改，行号是引用的依据；划线处是整理时删去或改动的文字，指向它可见理由。右边是各行整理后的文字。",
    "On the left the witness, whole and unchanged; its line numbers are what citations go by, and what was left out or "
    "changed is marked, with the reason when pointed at. On the right what is read of each line.",
)
_ENDS = {"\n": "", "\r\n": "CRLF", "\r": "CR", "": "∎"}


@dataclass(frozen=True)
class Witness:
    site: Site
    cleaned: Cleaned

    @cached_property
    def documents(self) -> dict[int, list[Document]]:
        """The documents that hold text of a line."""
        found: dict[int, list[Document]] = {}
        for document in self.cleaned.documents:
            for first, last in document.lines:
                for number in range(first, last + 1):
                    found.setdefault(number, []).append(document)
        return found

    @cached_property
    def edits(self) -> dict[int, list[Edit]]:
        """The edits that touch a line; layout space shows by itself."""
        found: dict[int, list[Edit]] = {}
        lines = iter(self.cleaned.seed.lines)
        line = next(lines, None)
        for edit in self.cleaned.apparatus.edits:
            while line and line.next <= edit.start:
                line = next(lines, None)
            if not line or edit.rule == LAYOUT.id:
                continue
            for number in range(line.number, self._last_line(line, edit) + 1):
                found.setdefault(number, []).append(edit)
        return found

    def _last_line(self, line: Line, edit: Edit) -> int:
        lines = self.cleaned.seed.lines
        number = line.number
        while number < len(lines) and lines[number].start < edit.end:
            number += 1
        return number

    @cached_property
    def read(self) -> dict[int, list[tuple[Run, str]]]:
        """For each raw line the words of the reading text that begin on it, each with the run they are from."""
        stream = self.cleaned.apparatus
        found: dict[int, list[tuple[Run, str]]] = {}
        every = runs(self.cleaned)
        index = 0
        for line in self.cleaned.seed.lines:
            start, end = stream.clean_offset(line.start), stream.clean_offset(line.next)
            while index < len(every) and every[index].span.end <= start:
                index += 1
            at = index
            while at < len(every) and every[at].span.start < end:
                run = every[at]
                if words := stream.text[max(start, run.span.start) : min(end, run.span.end)]:
                    found.setdefault(line.number, []).append((run, words))
                at += 1
        return found

    # -- pages ------------------------------------------------------------------------------------------------------

    def pages(self) -> Iterator[tuple[str, str]]:
        parts = pages.chunks(self.cleaned.seed.lines, LINES_A_PAGE)
        for number, lines in enumerate(parts, 1):
            here = pages.witness_page(self.cleaned.seed.short, number)
            turn = page_turner([pages.witness_page(self.cleaned.seed.short, n + 1) for n in range(len(parts))], here)
            yield here, self._page(here, lines, turn)

    def _page(self, here: str, lines: Sequence[Line], turn: Html) -> str:
        name = self.cleaned.seed.name
        title = el("h1", el("span", esc("原件"), cls="label", data_en="Witness"), el("bdi", esc(name)), id="title")
        rows = (row for line in lines for row in (*self._begins(here, line, lines[0]), self._line(here, line)))
        text = block("div", *rows, cls="raw", lang="zh")
        meta = {
            "title": f"原件 {name}",
            "en": f"Witness {name}",
            "search": {"exclude": True},
            "archive": {"layout": "witness", "seed": name},
        }
        return pages.page(meta, title, self._about(here), turn, text, turn)

    def _about(self, here: str) -> Html:
        seed = self.cleaned.seed
        record = el(
            "a", esc("校勘记"), href=pages.link(here, f"data/apparatus/{seed.short}.jsonl"), data_en="apparatus"
        )
        digest = el("code", esc(seed.sha256), cls="digest")
        count = say(f"共 {len(seed.lines)} 行。", f"{some(len(seed.lines), 'line')}. ")
        facts = el("p", count, esc("SHA-256 "), digest, esc(" "), record)
        none = el("p", say("这份原件中没有可读的文献。", "This witness holds no text that can be read."))
        held = Html("") if self.cleaned.documents else none
        return block("div", el("p", say(*_SAID)), facts, held, _legend(), cls="witness-head")

    def _begins(self, here: str, line: Line, first: Line) -> Iterator[Html]:
        """The heading of each document that begins on a line, begins again, or goes on at the head of the page."""
        before = () if line == first else self.documents.get(line.number - 1, ())
        for document in self.documents.get(line.number, ()):
            if document not in before:
                switch = views.switch(self.site, document, here, views.WITNESS)
                yield block("div", el("p", title_link(document, here), cls="name"), switch, cls="begins")

    # -- one line ---------------------------------------------------------------------------------------------------

    def _line(self, here: str, line: Line) -> Html:
        seed = self.cleaned.seed
        raw, end = seed.raw[line.start : line.end], seed.raw[line.end : line.next]
        said: dict[str, str] = {"aria_label": f"第{line.number}行", "data_en_aria_label": f"Line {line.number}"}
        number = el("a", href=f"#l{line.number}", cls="no", data_n=str(line.number), **said)
        sign = _ENDS.get(end) or ""
        ended = el("i", cls="end", data_c=sign) if sign else Html("")
        words = self.read.get(line.number, [])
        kind = self._state(line.number, raw, "".join(text for _, text in words))
        parts = (number, self._text(line, raw, ended), self._where(here, line.number), self._reading(words))
        return el("p", *parts, id=f"l{line.number}", cls=f"line{kind}", lang=self._language(line.number))

    def _language(self, number: int) -> str | None:
        """The language of the document that has the line: the shapes of its marks depend on it."""
        held = self.documents.get(number)
        return labels.language(held[0].card.script) if held and held[0].card.script == "Hant" else None

    def _state(self, number: int, raw: str, words: str) -> str:
        """Is the line in no document, or read as it stands?"""
        if number not in self.documents:
            return " gone" if raw.strip() else ""
        return " same" if raw.strip() == words else ""

    def _reading(self, words: Sequence[tuple[Run, str]]) -> Html:
        """What is read of a line; where a paragraph begins it is indented."""
        parts = [el("span", esc(text), cls="begin" if self._is_begin(run, text) else None) for run, text in words]
        return el("span", *parts, cls="r", data_published="") if parts else Html("")

    def _is_begin(self, run: Run, text: str) -> bool:
        return run.offset == 0 and self.cleaned.apparatus.text.startswith(text, run.span.start)

    def _text(self, line: Line, raw: str, ended: Html) -> Html:
        outer = [_edited(edit, line) for edit in self.edits.get(line.number, ())]
        shown = [_unseen(found) for found in _UNSEEN.finditer(raw)]
        told = annotate(raw, Marks(outer=[w for w in outer if w.start < w.end], inner=shown))
        return el("span", told, ended, cls="t")

    def _where(self, here: str, number: int) -> Html:
        """Where the line went: to a document, to the line it repeats, or away, by which rule."""
        links = [self._document_link(here, document, number) for document in self.documents.get(number, ())]
        if not links:
            links = list(self._removed(here, number))
        return el("span", join(links, " "), cls="to") if links else Html("")

    def _document_link(self, here: str, document: Document, number: int) -> Html:
        """A link to the line's place in a document."""
        href = pages.link(here, pages.document_page(document.id), f"l{number}")
        zh, en = f"第{number}行在文献{document.id}中", f"Line {number} in document {document.id}"
        said: dict[str, str] = {"aria_label": zh, "data_en_aria_label": en}
        return el("a", esc("→"), href=href, **said)

    def _removed(self, here: str, number: int) -> Iterable[Html]:
        kept = self.site.kept[self.cleaned.seed.name].copies.get(number)
        for rule in dict.fromkeys(edit.rule for edit in self.edits.get(number, ())):
            yield el("span", rule_named(rule), cls="rule")
        if kept:
            same = self.documents[kept][0]
            href = pages.link(here, pages.document_page(same.id), f"l{kept}")
            yield el("a", esc(f"同第{kept}行"), href=href, data_en=f"as line {kept}")


def _edited(edit: Edit, line: Line) -> Wrap:
    """The part of an edit that lies on the line."""
    start, end = max(edit.start, line.start) - line.start, min(edit.end, line.end) - line.start
    by, by_en = ("", "") if edit.resp == "machine" else (f"（{edit.resp}）", f" (“{edit.resp}”)")
    zh, en = (f"改为“{edit.after}”", f"changed to “{edit.after}”") if edit.after.strip() else ("删去", "left out")
    zh, en = ("确认原文", "confirmed as it stands") if edit.after == edit.before else (zh, en)
    said = {
        "title": f"{rule_name(edit.rule)}{by}：{zh}。{edit.reason}",
        "data_en_title": f"{rule_en(edit.rule)}{by_en}: {en}; {in_english(edit.reason)}",
    }
    return Wrap(start, max(start, end), "del", {"cls": "became" if edit.after.strip() else "cut", **said})


def _unseen(found: re.Match[str]) -> Wrap:
    char = found[0][0]
    sign = _SIGNS.get(char, f"{ord(char):04X}") * (len(found[0]) if char == " " else 1)
    name = unicodedata.name(char, f"U+{ord(char):04X}")
    return Wrap(
        found.start(), found.end(), "i", {"cls": "ws" if char in _SIGNS else "ctl", "data_c": sign, "title": name}
    )


def _legend() -> Html:
    signs = (
        ("ws", "·", "空格", "space"),
        ("ws", "□", "全角空格", "full-width space"),
        ("ws", "→", "制表符", "tab"),
        ("ctl", "200B", "其他不可见字符", "other unseen character"),
    )
    shown = [el("span", el("i", cls=kind, data_c=sign), say(zh, en)) for kind, sign, zh, en in signs]
    cut = el("span", el("del", say("文字", "text"), cls="cut"), say("删去", "left out"))
    became = el("span", el("del", say("文字", "text"), cls="became"), say("改动", "changed"))
    return el("p", cut, became, *shown, cls="legend")


def page_turner(there: Sequence[str], here: str) -> Html:
    """Links to the pages of a long list or text, the present one marked; nothing where there is one page."""
    if len(there) < 2:
        return Html("")
    items = [
        el("a", esc(str(number)), href=pages.link(here, page), aria_current="page" if page == here else None)
        for number, page in enumerate(there, 1)
    ]
    return el("nav", *items, cls="turner", aria_label="分页", data_en_aria_label="Pages")


def witness_index(site: Site) -> Iterator[tuple[str, str]]:
    """The list of witnesses, in several pages where they are many."""
    groups = pages.chunks(site.archive.cleaned, SEEDS_A_PAGE)
    there = [pages.witness_index(number + 1) for number in range(len(groups))]
    said = say(
        "原件是抓取所得的文本，按原样保存，从不改动；其余一切都由它生成，也都可以据它核对。",
        "A witness is the text as it was scraped. It is kept as it is and never changed; all else is made from it, and can "
        "be checked against it.",
    )
    meta = {"title": "原件", "search": {"exclude": True}, "archive": {"layout": "index"}}
    title, lede = headline("原件", "Witnesses"), el("p", said, cls="lede")
    for here, group in zip(there, groups, strict=True):
        turn = page_turner(there, here)
        rows = block("ul", *(_listed(cleaned, here) for cleaned in group), cls="witnesses")
        yield here, pages.page(meta, title, lede, turn, rows, turn)


def _listed(cleaned: Cleaned, here: str) -> Html:
    seed = cleaned.seed
    name = el("a", el("bdi", esc(seed.name)), href=pages.link(here, pages.witness_page(seed.short)))
    lines, held_ = len(seed.lines), len(cleaned.documents)
    facts = el(
        "span",
        esc(f"{lines} 行，{held_} 篇文献"),
        cls="count",
        data_en=f"{some(lines, 'line')}, {some(held_, 'document')}",
    )
    held = [el("li", title_link(document, here)) for document in cleaned.documents]
    return el("li", name, facts, block("ul", *held, lang=labels.language(None)))
