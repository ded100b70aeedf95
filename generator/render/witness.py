"""The pages of a witness: its raw text line by line, what was removed and changed, and where each line went."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.documents import LAYOUT, Cleaned
from generator.model import Document, Edit, Line
from generator.render import labels, pages
from generator.render.annotate import Marks, Wrap, annotate
from generator.render.html import Html, block, el, esc, join
from generator.render.site import LINES_A_PAGE, Site, rule_name, shown_title, title_link

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

    # -- pages ------------------------------------------------------------------------------------------------------

    def pages(self) -> Iterator[tuple[str, str]]:
        parts = pages.chunks(self.cleaned.seed.lines, LINES_A_PAGE)
        for number, lines in enumerate(parts, 1):
            here = pages.witness_page(self.cleaned.seed.short, number)
            turn = page_turner([pages.witness_page(self.cleaned.seed.short, n + 1) for n in range(len(parts))], here)
            yield here, self._page(here, lines, turn)

    def _page(self, here: str, lines: Sequence[Line], turn: Html) -> str:
        name = self.cleaned.seed.name
        title = el("h1", el("span", esc("原件"), cls="label"), el("bdi", esc(name)), id="title")
        text = block("div", *(self._line(here, line) for line in lines), cls="raw", lang="zh")
        meta = {"title": f"原件 {name}", "search": {"exclude": True}, "archive": {"layout": "witness", "seed": name}}
        return pages.page(meta, title, self._about(here), turn, text, turn)

    def _about(self, here: str) -> Html:
        seed = self.cleaned.seed
        record = el("a", esc("校勘记"), href=pages.link(here, f"data/apparatus/{seed.short}.jsonl"))
        digest = el("code", esc(seed.sha256), cls="digest")
        facts = el("p", esc(f"共 {len(seed.lines)} 行。SHA-256 "), digest, esc("。"), record)
        said = "以下是原件全文，一字未改。行号是引用的依据；划线处是整理时删去或改动的文字，指向它可见理由。"
        held = [el("li", title_link(document, here)) for document in self.cleaned.documents]
        listed = block("ul", *held, cls="held") or el("p", esc("这份原件中没有可读的文献。"))
        return block("div", el("p", esc(said)), facts, listed, _legend(), cls="witness-head")

    # -- one line ---------------------------------------------------------------------------------------------------

    def _line(self, here: str, line: Line) -> Html:
        seed = self.cleaned.seed
        raw, end = seed.raw[line.start : line.end], seed.raw[line.end : line.next]
        number = el("a", href=f"#l{line.number}", cls="no", data_n=str(line.number), aria_label=f"第{line.number}行")
        sign = _ENDS.get(end) or ""
        parts = [number, self._text(line, raw), *([el("i", cls="end", data_c=sign)] if sign else [])]
        gone = " gone" if raw.strip() and line.number not in self.documents else ""
        return el("p", *parts, self._where(here, line.number), id=f"l{line.number}", cls=f"line{gone}")

    def _text(self, line: Line, raw: str) -> Html:
        outer = [_edited(edit, line) for edit in self.edits.get(line.number, ())]
        shown = [_unseen(found) for found in _UNSEEN.finditer(raw)]
        return el("span", annotate(raw, Marks(outer=[w for w in outer if w.start < w.end], inner=shown)), cls="t")

    def _where(self, here: str, number: int) -> Html:
        """Where the line went: to a document, to the line it repeats, or away, by which rule."""
        links = [self._document_link(here, document, number) for document in self.documents.get(number, ())]
        if not links:
            links = list(self._removed(here, number))
        return el("span", join(links, " "), cls="to") if links else Html("")

    def _document_link(self, here: str, document: Document, number: int) -> Html:
        """A link to the line's place in a document, with the document's id where it begins or begins again."""
        href = pages.link(here, pages.document_page(document.id), f"l{number}")
        begins = document not in self.documents.get(number - 1, ())
        shown = esc(document.id if begins else "→")
        return el("a", shown, href=href, title=shown_title(document), aria_label=f"第{number}行在文献{document.id}中")

    def _removed(self, here: str, number: int) -> Iterable[Html]:
        kept = self.site.kept[self.cleaned.seed.name].copies.get(number)
        for rule in dict.fromkeys(edit.rule for edit in self.edits.get(number, ())):
            yield el("span", esc(rule_name(rule)), cls="rule")
        if kept:
            same = self.documents[kept][0]
            href = pages.link(here, pages.document_page(same.id), f"l{kept}")
            yield el("a", esc(f"同第{kept}行"), href=href)


def _edited(edit: Edit, line: Line) -> Wrap:
    """The part of an edit that lies on the line."""
    start, end = max(edit.start, line.start) - line.start, min(edit.end, line.end) - line.start
    by = "" if edit.resp == "machine" else f"（{edit.resp}）"
    changed = f"改为“{edit.after}”" if edit.after.strip() else "删去"
    became = "确认原文" if edit.after == edit.before else changed
    title = f"{rule_name(edit.rule)}{by}：{became}。{edit.reason}"
    return Wrap(start, max(start, end), "del", {"cls": "became" if edit.after.strip() else "cut", "title": title})


def _unseen(found: re.Match[str]) -> Wrap:
    char = found[0][0]
    sign = _SIGNS.get(char, f"{ord(char):04X}") * (len(found[0]) if char == " " else 1)
    name = unicodedata.name(char, f"U+{ord(char):04X}")
    return Wrap(
        found.start(), found.end(), "i", {"cls": "ws" if char in _SIGNS else "ctl", "data_c": sign, "title": name}
    )


def _legend() -> Html:
    signs = (("ws", "·", "空格"), ("ws", "□", "全角空格"), ("ws", "→", "制表符"), ("ctl", "200B", "其他不可见字符"))
    shown = [el("span", el("i", cls=kind, data_c=sign), esc(name)) for kind, sign, name in signs]
    cut = el("span", el("del", esc("文字"), cls="cut"), esc("删去"))
    became = el("span", el("del", esc("文字"), cls="became"), esc("改动"))
    return el("p", cut, became, *shown, cls="legend")


def page_turner(there: Sequence[str], here: str) -> Html:
    """Links to the pages of a long list or text, the present one marked; nothing where there is one page."""
    if len(there) < 2:
        return Html("")
    items = [
        el("a", esc(str(number)), href=pages.link(here, page), aria_current="page" if page == here else None)
        for number, page in enumerate(there, 1)
    ]
    return el("nav", *items, cls="turner", aria_label="分页")


def witness_index(site: Site) -> Iterator[tuple[str, str]]:
    """The list of witnesses, in several pages where they are many."""
    groups = pages.chunks(site.archive.cleaned, SEEDS_A_PAGE)
    there = [pages.witness_index(number + 1) for number in range(len(groups))]
    said = "原件是抓取所得的文本，按原样保存，从不改动；其余一切都由它生成，也都可以据它核对。"
    meta = {"title": "原件", "search": {"exclude": True}, "archive": {"layout": "index"}}
    title, lede = el("h1", esc("原件"), id="title"), el("p", esc(said), cls="lede")
    for here, group in zip(there, groups, strict=True):
        turn = page_turner(there, here)
        rows = block("ul", *(_listed(cleaned, here) for cleaned in group), cls="witnesses")
        yield here, pages.page(meta, title, lede, turn, rows, turn)


def _listed(cleaned: Cleaned, here: str) -> Html:
    seed = cleaned.seed
    name = el("a", el("bdi", esc(seed.name)), href=pages.link(here, pages.witness_page(seed.short)))
    facts = el("span", esc(f"{len(seed.lines)} 行，{len(cleaned.documents)} 篇文献"), cls="count")
    held = [el("li", title_link(document, here)) for document in cleaned.documents]
    return el("li", name, facts, block("ul", *held, lang=labels.language(None)))
