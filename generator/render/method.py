"""The page on editorial method: every rule, why it is there, how often it worked here, and a real case of it."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from generator.documents import LAYOUT, Cleaned
from generator.lines import LineIndex
from generator.model import Document, Edit, PlacedFlag, Rule
from generator.render import labels, pages
from generator.render.html import Html, block, el, esc, join, lines
from generator.render.places import units
from generator.render.site import Site, rule, rule_named
from generator.render.tables import heading, table
from generator.render.words import headline, reason, say, some
from generator.repairs import RULES

HERE = "about/method.md"
AROUND = 12  # characters of context on each side of a case
LONG = 60  # a longer passage is shown by its two ends
_STAGES = {
    "editor": (
        ("编者校改", "Editors' corrections"),
        ("署名的编者最先，机器不再触动", "A named editor comes first, and the machine leaves it alone"),
    ),
    "characters": (
        ("字符", "Characters"),
        ("字形、标点、编码，不改变行", "Forms, punctuation, encoding; every line stays where it is"),
    ),
    "segment": (
        ("分篇", "Documents"),
        ("版面文字、重复抓取，哪一行属于哪一篇", "Furniture, copies, and which line belongs to which document"),
    ),
    "join": (("成段", "Paragraphs"), ("把折断的行接回段落", "Broken lines are joined into paragraphs again")),
    "phrases": (
        ("词句", "Words"),
        ("段落复原之后才看得出的错", "What shows only when the paragraphs are whole again"),
    ),
}
_SAID = (
    "原件一字不改。整理只由以下规则作出，每一处都记下位置、前后文字、规则与理由，凭记录可以逐字还原。"
    "没有把握的不改，只标存疑。每条规则都附本档案中的一处实例；没有实例的，也照实写明。",
    "Witnesses are never changed. Texts are repaired by these rules alone; place, words before and after, rule and reason "
    "of each repair are recorded, and from the record the witness comes back, character for character. What is in doubt "
    "is left alone and marked. Each rule is shown with a case of this archive, or says that there is none.",
)
_SIGNS = {"\n": "↵", "\r": "␍", " ": "␣", "\t": "→", "\u3000": "□"}
_UNSEEN = re.compile(r"[\n\r\t \u3000\x00-\x1f\x7f-\xa0\xad\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")
_DOCTEST = re.compile(r"^\s*>>>.*?(?:\n\s*\n|\Z)", re.MULTILINE | re.DOTALL)


def method_page(site: Site) -> str:
    cases = _Cases(site)
    meta = {"title": "整理方法", "search": {"exclude": True}, "archive": {"layout": "method"}}
    rules = [*RULES, LAYOUT]
    stages = [_stage(cases, stage, [one for one in rules if one.stage == stage]) for stage in _STAGES]
    lede = el("p", esc(_SAID[0]), cls="lede", data_en=_SAID[1])
    return pages.page(meta, headline("整理方法", "Method"), lede, _overview(cases, rules), *stages, _rest(cases))


@dataclass(frozen=True)
class _Cases:
    """What the rules did in this archive."""

    site: Site

    @cached_property
    def edits(self) -> Counter[str]:
        return Counter(edit.rule for cleaned in self.site.archive.cleaned for edit in cleaned.apparatus.edits)

    @cached_property
    def absorbed(self) -> Counter[str]:
        """How often a rule's edit became part of a later one."""
        every = (edit for cleaned in self.site.archive.cleaned for edit in cleaned.apparatus.edits)
        return Counter(id for edit in every for id in dict.fromkeys(edit.steps) if id != edit.rule)

    @cached_property
    def flags(self) -> Counter[str]:
        return Counter(flag.rule for document in self.site.archive.documents for flag in document.flags)

    @cached_property
    def edited(self) -> dict[str, tuple[Cleaned, Edit]]:
        """For each rule the case to show: the first that can be seen, of a length to be taken in at a glance."""
        found: dict[str, tuple[int, Cleaned, Edit]] = {}
        for cleaned in self.site.archive.cleaned:
            for edit in cleaned.apparatus.edits:
                worse = _worse(edit)
                if edit.rule not in found or worse < found[edit.rule][0]:
                    found[edit.rule] = (worse, cleaned, edit)
        return {id: (cleaned, edit) for id, (_, cleaned, edit) in found.items()}

    @cached_property
    def flagged(self) -> dict[str, tuple[Document, PlacedFlag]]:
        found: dict[str, tuple[Document, PlacedFlag]] = {}
        for document in self.site.archive.documents:
            for flag in document.flags:
                found.setdefault(flag.rule, (document, flag))
        return found


def _worse(edit: Edit) -> int:
    """How poor a case makes: 0 for one that shows letters and is short."""
    return 2 * (not (edit.before.strip() or edit.after.strip())) + (len(edit.before) > LONG) + 4 * bool(edit.steps)


# -- the page -------------------------------------------------------------------------------------------------------


def _overview(cases: _Cases, rules: Iterable[Rule]) -> Html:
    head = el(
        "tr", heading("规则", en="Rule"), heading("做什么", en="Works on"), heading("改动", "number", en="Changes"),
        heading("存疑", "number", en="Doubts"),
    )  # fmt: skip
    rows = []
    for one in rules:
        name = el("th", el("a", say(one.zh, one.en), href=f"#{one.id}"), scope="row")
        counts = (
            el("td", esc(str(n)), cls="number", data_v=str(n)) for n in (cases.edits[one.id], cases.flags[one.id])
        )
        rows.append(el("tr", name, el("td", say(*_STAGES[one.stage][0])), *counts))
    return table(
        "规则一览，按施行的先后", head, rows, "values", tools=False, en="The rules, in the order of their work"
    )


def _stage(cases: _Cases, stage: str, rules: Iterable[Rule]) -> Html:
    name, (zh, en) = _STAGES[stage]
    parts = [_rule(cases, one) for one in rules]
    lede = el("p", say(f"{zh}。", f"{en}."), cls="lede")
    return block("section", el("h2", say(*name)), lede, *parts) if parts else Html("")


def _rule(cases: _Cases, one: Rule) -> Html:
    title = el("h3", el("span", esc(one.zh), lang="zh"), el("span", esc(one.en), lang="en", cls="en"), id=one.id)
    edits, absorbed, flags = cases.edits[one.id], cases.absorbed[one.id], cases.flags[one.id]
    facts = [
        say(f"改动 {edits} 处", some(edits, "change")),
        *([say(f"另有 {absorbed} 处并入后来的改动", f"{absorbed} more within later changes")] if absorbed else []),
        say(f"存疑 {flags} 处", some(flags, "doubt")),
        join([say("编号 ", "id "), el("code", esc(one.id))]),
        join([esc("TEI "), el("code", esc(one.tei))]),
    ]
    told = [_edited(cases, one.id), _flagged(cases, one.id)]
    inside = lines(told) or el("p", say("本档案中没有实例。", "No case in this archive."), cls="none")
    counts = el("p", join(facts, " · "), cls="facts")
    return block("section", title, reason(one.why, "p"), counts, inside, _account(one), cls="rule")


def _account(one: Rule) -> Html:
    """What the rule's own file says of the damage, for those who read English; without its tests."""
    module = sys.modules.get(one.find.__module__) if one.find else None
    text = _DOCTEST.sub("", module.__doc__ or "").strip() if module else ""
    if not text:
        return Html("")
    paragraphs = [el("p", _prose(part)) for part in re.split(r"\n\s*\n", text)]
    summary = el("summary", esc("Damage, and what is left alone"))
    return el("details", summary, *paragraphs, lang="en", cls="account")


def _prose(text: str) -> Html:
    """A paragraph of a docstring; what stands between backticks is code."""
    parts = re.split(r"`+([^`]+)`+", " ".join(text.split()))
    return join(el("code", esc(part)) if n % 2 else esc(part) for n, part in enumerate(parts))


def _rest(cases: _Cases) -> Html:
    """Flags of rules that are not in the list: an editor's."""
    others = [id for id in cases.flags if rule(id) is None]
    parts = [lines([el("h3", rule_named(id), id=id), _flagged(cases, id)]) for id in sorted(others)]
    return block("section", el("h2", esc("其他存疑"), data_en="Other doubts"), *parts) if parts else Html("")


# -- real cases -----------------------------------------------------------------------------------------------------


def _edited(cases: _Cases, id: str) -> Html:
    found = cases.edited.get(id)
    if not found:
        return Html("")
    cleaned, edit = found
    line = _line(cleaned, edit)
    place = say(f"{cleaned.seed.short} 第{line}行", f"{cleaned.seed.short}, line {line}")
    link = el("a", place, href=cases.site.witness_link(HERE, cleaned.seed.name, line))
    rows = (
        (("原件", "Witness"), _before(cleaned, edit), "zh"),
        (("整理后", "Repaired"), _after(cleaned, edit), "zh"),
        (("理由", "Reason"), reason(edit.reason, cls=None), None),
        (("出处", "Place"), link, None),
    )
    return _case(rows)


def _case(rows: Iterable[tuple[tuple[str, str], Html, str | None]]) -> Html:
    """A real case, in the forms it has there: never shown in another script."""
    cells = (el("div", el("dt", say(*name)), el("dd", shown, lang=lang)) for name, shown, lang in rows if shown)
    return block("dl", *cells, cls="case", data_published="")


def _line(cleaned: Cleaned, edit: Edit) -> int:
    """The raw line of what an edit changes, past the line ends it takes away before that."""
    space = len(edit.before) - len(edit.before.lstrip()) if edit.before.strip() else 0
    return LineIndex(cleaned.seed.lines).line(edit.start + space)


def _before(cleaned: Cleaned, edit: Edit) -> Html:
    raw = cleaned.seed.raw
    around = (_near(raw, edit.start - AROUND, edit.start), _near(raw, edit.end, edit.end + AROUND))
    return join([around[0], _mark("del", edit.before), around[1]])


def _after(cleaned: Cleaned, edit: Edit) -> Html:
    """What stands there in the reading text. Furniture stood apart: the words around it there are not its own."""
    known = rule(edit.rule)
    if known and known.stage == "segment" and not edit.after.strip():
        return say("不入正文", "not part of the text")
    clean = cleaned.apparatus.text
    at = cleaned.apparatus.clean_span(edit.start, edit.end).start
    end = at + len(edit.after)
    return join([_near(clean, at - AROUND, at), _mark("ins", edit.after), _near(clean, end, end + AROUND)])


def _mark(name: str, text: str) -> Html:
    return el(name, _seen(text if len(text) <= LONG else f"{text[:20]}……{text[-20:]}")) if text else Html("")


def _near(text: str, start: int, end: int) -> Html:
    return _seen(text[max(0, start) : max(0, end)])


def _seen(text: str) -> Html:
    """A text in which white space and invisible characters show."""
    parts: list[Html] = []
    at = 0
    for found in _UNSEEN.finditer(text):
        sign = _SIGNS.get(found[0], f"U+{ord(found[0]):04X}")
        parts += [esc(text[at : found.start()]), el("i", esc(sign), cls="sign")]
        at = found.end()
    return join([*parts, esc(text[at:])])


def _flagged(cases: _Cases, id: str) -> Html:
    found = cases.flagged.get(id)
    if not found:
        return Html("")
    document, flag = found
    text = next((unit.text for unit in units(document) if unit.anchor == flag.anchor), flag.text)
    shown = join(
        [
            _near(text, flag.start - AROUND, flag.start),
            el("mark", _seen(flag.text)),
            _near(text, flag.end, flag.end + AROUND),
        ]
    )
    link = el(
        "a", esc(f"{document.id} {flag.anchor}"), href=pages.link(HERE, pages.document_page(document.id), flag.anchor)
    )
    left = say("未改", "left as it is")
    perhaps = [say("疑为“", "perhaps “"), el("span", esc(flag.likely or ""), lang="zh"), esc("”，"), left]
    return _case((
        (("存疑", "In doubt"), shown, labels.language(document.card.script)),
        (("可能", "Likely"), join(perhaps) if flag.likely else left, None),
        (("理由", "Reason"), reason(flag.reason, cls=None), None),
        (("出处", "Place"), link, None),
    ))  # fmt: skip
