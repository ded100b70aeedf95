"""Propose authority records: what the texts themselves mark as names, and no record has yet.

A name is marked by quotation marks (“人类命运共同体”), by title marks (《巴黎协定》), or by the word that such names end in
(…倡议, …伙伴关系, …之路). The proposals are ranked by how many documents have them, with their contexts, and written so
that they can be pasted into a file of records: what only a person can say is left empty, and the build asks for it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pypinyin import lazy_pinyin

from generator.folding import bare, fold
from generator.model import Block, Document, Field, Seed
from generator.words import simplified, tagged

REACH = 24  # characters before the last word of a name in which the name begins
CONTEXTS = 3
AROUND = 12  # characters of context on either side

TAILS = {
    "倡议": "initiative", "计划": "plan", "规划": "plan", "纲要": "plan", "战略": "plan", "议程": "framework", "框架": "framework",
    "机制": "framework", "伙伴关系": "concept", "共同体": "concept", "之路": "concept", "宣言": "document", "公约": "document",
    "协定": "document", "宪章": "document",
}  # fmt: skip

# What is longer, or has a mark that ends a clause, was said and is no name.
_QUOTED = re.compile(r"[“「『\"](?P<name>[^“”「」『』\"，。；：！？,;:!?《》]{2,24})[”」』\"]")
_TITLED = re.compile(r"《(?P<name>[^《》]{2,40})》")
_TAILED = re.compile(f"(?:{'|'.join(sorted(TAILS, key=len, reverse=True))})")
_SPEECH = re.compile(r"[吗呢吧啊了]$|^[我你他她它这那]")
# Words that a name may hold besides nouns: 全球, 新, 可持续, 共同, 二十一世纪, 15+1.
_INSIDE = re.compile(r"n|vn|a|b|j|m|t|l|i|eng|x|s|f|q|z")
_NOT_INSIDE = frozenset([
    "该", "本", "此", "各", "这", "那", "其", "我", "你", "他", "两", "双", "一个", "一项", "一项项", "项",
    "次", "有", "有关", "相关", "重要", "重大", "新", "的", "和", "与", "及", "了", "在", "对", "为", "将",
    "把", "从", "向", "是", "落实", "全面", "共建", "有效", "不断", "完善", "积极", "中方", "我方", "真诚",
    "同意", "制定",
])  # fmt: skip


@dataclass(frozen=True)
class Found:
    """One place of a name: `place` is seed short name and raw line (`003:5`)."""

    name: str
    kind: str
    place: str
    document: str
    script: str
    context: str


@dataclass(frozen=True)
class Proposal:
    """A name that stands in the texts, in one form or several."""

    found: tuple[Found, ...]

    @property
    def name(self) -> str:
        """The form to prefer: Simplified where there is one, the one used most."""
        names = [one.name for one in self.found if one.script != "zh-Hant"] or [one.name for one in self.found]
        return max(dict.fromkeys(names), key=names.count)

    @property
    def kind(self) -> str:
        kinds = [one.kind for one in self.found]
        return max(dict.fromkeys(kinds), key=kinds.count)

    @property
    def documents(self) -> int:
        return len({one.document for one in self.found})


def proposals(documents: Iterable[tuple[Seed, Document]]) -> list[Proposal]:
    """Every marked name that no mention covers, most widely used first; of those used alike, the surest marks first."""
    groups: dict[str, list[Found]] = defaultdict(list)
    for seed, document in documents:
        for found in _in_document(seed, document):
            groups[fold(bare(found.name))].append(found)
    proposed = [Proposal(tuple(group)) for group in groups.values()]
    return sorted(proposed, key=lambda one: (-one.documents, -len(one.found), one.kind == "concept", fold(one.name)))


def _in_document(seed: Seed, document: Document) -> Iterator[Found]:
    units: list[Field | Block] = [*document.fields, *(block for block in document.blocks if block.kind != "gap")]
    for unit in units:
        named = [(one.start, one.end) for one in document.mentions if one.anchor == unit.anchor]
        for start, end, kind in _marked(unit.text):
            if any(first < end and start < last for first, last in named):
                continue
            name = unit.text[start:end]
            script = "zh-Hant" if document.card.script == "Hant" else "zh-Hans"
            yield Found(
                name, kind, f"{seed.short}:{unit.lines[0][0]}", document.id, script, _context(unit.text, start, end)
            )


def _context(text: str, start: int, end: int) -> str:
    return f"{text[max(0, start - AROUND) : start]}〔{text[start:end]}〕{text[end : end + AROUND]}"


# -- what marks a name ----------------------------------------------------------------------------------------------


def _marked(text: str) -> list[tuple[int, int, str]]:
    """Names in a text by their marks: start, end and the kind that the mark speaks for. None overlaps another."""
    found = [(*match.span("name"), "document") for match in _TITLED.finditer(text)]
    found += [
        (*match.span("name"), _kind(match["name"])) for match in _QUOTED.finditer(text) if not _is_said(match["name"])
    ]
    found += [(start, end, _kind(text[start:end])) for start, end in _tailed(text)]
    kept: list[tuple[int, int, str]] = []
    for one in sorted(found, key=lambda one: (one[0], -one[1])):
        if not kept or one[0] >= kept[-1][1]:
            kept.append(one)
    return kept


def _is_said(words: str) -> bool:
    return bool(_SPEECH.search(words)) or not re.search(r"[\u4e00-\u9fff]", words)


def _kind(name: str) -> str:
    plain = simplified(name)
    return next((kind for tail, kind in TAILS.items() if plain.endswith(tail)), "concept")


def _tailed(text: str) -> Iterator[tuple[int, int]]:
    """Names by the word they end in: 金砖国家新工业革命伙伴关系, but not 建立伙伴关系 or 这一倡议."""
    plain = simplified(text)
    if len(plain) != len(text):
        return
    for match in _TAILED.finditer(plain):
        start = _beginning(plain[max(0, match.start() - REACH) : match.start()])
        if start:
            yield match.start() - start, match.end()


def _beginning(before: str) -> int:
    """How many characters before its last word a name begins."""
    before = re.split(r"[^\w·]", before)[-1]
    taken = 0
    for word, tag in reversed(tagged(before)):
        if not _INSIDE.match(tag) or word in _NOT_INSIDE:
            break
        taken += len(word)
    return taken if taken >= 2 else 0


# -- as records -----------------------------------------------------------------------------------------------------


def as_records(proposed: Sequence[Proposal], taken: Iterable[str]) -> str:
    """The proposals as YAML to be pasted; what a person has to say is empty, and an empty value stops the build."""
    known = set(taken)
    return "".join(_record(one, _free(_slug(one.name), known)) for one in proposed)


def _slug(name: str) -> str:
    """
    >>> _slug("“金砖+”合作")
    'jin-zhuan-he-zuo'
    """
    spelled = " ".join(lazy_pinyin(simplified(name))).lower()
    return "-".join(re.findall(r"[a-z0-9]+", spelled)[:8]) or "name"


def _free(slug: str, known: set[str]) -> str:
    number = 1
    while (name := slug if number == 1 else f"{slug}-{number}") in known:
        number += 1
    known.add(name)
    return name


def _record(one: Proposal, id: str) -> str:
    contexts = [f"# {found.place}  {found.context}" for found in one.found[:CONTEXTS]]
    more = len(one.found) - len(contexts)
    said = f"# {one.documents:,} documents, {len(one.found):,} places" + (f"; {more:,} more" if more else "")
    forms = dict.fromkeys((found.name, found.script) for found in one.found)
    hant = next(((found.name, found.place) for found in one.found if found.script == "zh-Hant"), None)
    lines = [
        said,
        *contexts,
        f"- id: {id}",
        f"  kind: {one.kind}",
        "  prefer:",
        f"    zh-Hans: {_quote(simplified(one.name))}",
    ]
    if hant:
        lines.append(f'    zh-Hant: {{text: {_quote(hant[0])}, status: attested, place: "{hant[1]}"}}')
    lines.append("    en: {text: , source: }")
    known = {simplified(one.name), *([hant[0]] if hant else [])}
    variants = [(name, script) for name, script in forms if name not in known]
    lines.append("  variants:" if variants else "  variants: []")
    lines += [f"    - {{text: {_quote(name)}, script: {script}}}" for name, script in variants]
    lines += [
        "  description:",
        "    zh: ",
        "    en: ",
        "    source: ",
        "  broader: []",
        "  related: []",
        "  date: null",
        "  wikidata: null",
        "",
    ]
    return "\n".join(lines) + "\n"


def _quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
