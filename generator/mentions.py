"""Find the authorities that a document names: longest match over all names, in both scripts, never inside a word.

All names of all records are matched at once by an Aho-Corasick automaton over folded, squeezed text (`folding`), so the
time is linear in the text whatever the number of records. What it finds are candidates; each has to be a whole word:

- Latin letters and digits need an edge, and a name that is all capitals needs capitals: BRICS, not "abrics";
- a numeral is not the tail of a longer one: 四个坚持 is not in 十四个坚持;
- no common word lies across an edge (其中欧洲 holds no 中欧) and none holds the name (北京 is not in 北京大学);
- a person's name is not part of a longer one: 盖茨 is not in 梅琳达·盖茨, 孔特 not in 孔特尔;
- an organisation in the title of a document, or before 公约, is part of that title: 《联合国海洋法公约》 is not 联合国;
- a quoted name with a qualifier is another name: “冰上丝绸之路” is not 丝绸之路;
- quotation marks inside are balanced, and spaces inside are layout and not a border.

Then the longest wins, and of two as long the first. A name that two records claim belongs to neither and is listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple
from unicodedata import normalize

from ahocorasick_rs import AhoCorasick, MatchKind

from generator.folding import IS_HAN, QUOTES, STRAIGHT, bare, fold, squeeze
from generator.lexicon import cuts_a_word
from generator.model import MACHINE, Authority, Block, Document, Field, Mention, PlacedFlag
from generator.repairs.structure import WRONG_NAME

_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_ACRONYM = re.compile(r"[A-Z][A-Za-z0-9.&-]*[A-Z0-9][A-Za-z0-9]*")
_IN_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_NUMERAL = frozenset("一二三四五六七八九十百千万亿〇零两")
_GENERIC = ("倡议", "计划", "构想", "理念", "战略", "议程", "行动", "机制", "框架", "原则", "概念", "建设")
_CLOSES = {close: opening for opening, close in QUOTES.items()}

# Characters that go on with a foreign name, and do not begin a word that would follow one.
_FOREIGN_GOES_ON = re.compile(r"[尔斯奇诺娃茨姆兹瓦弗洛鲁卢娜妮蒂莎涅韦沃]|夫(?![妇人])|基(?!于|本|金)|维[奇斯尔]")
_FOREIGN_BEFORE = frozenset("麦茨姆弗娜妮涅娃")
_POINT = "·"

# A third character that makes a longer name of 王毅, where what follows is what follows a name.
_GIVEN = "军强明华平伟芳英文国建民志宏海波涛勇杰辉鹏飞龙斌刚峰磊超亮燕娟敏静丽红玲霞梅琴云兰凤洁琳倩颖慧丹婷宁夫林"
_GIVEN_GOES_ON = re.compile(rf"[{_GIVEN}](?=[、，,；;）)]|$|说|表示|指出|强调|认为|介绍|报道|主持|出席|会见|摄|和|与)")

# What may stand in front of a name inside the same quotation marks without making another name of it.
_LEADS_IN = re.compile(
    r"(?:[建设进动持与造构加入商实起出导承现扬彻行论对在是为于向将把从和与及的]|高质量|提议|倡议|建议|这一|一个|我们)$"
)
TITLE = 60  # characters of a title on either side of a name in it
_TITLE_TAIL = re.compile(r"[^\W的了在和与对将及为是有关于通过第]{0,10}(?:公约|宪章)")
_SPACE = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A place where a name stands that belongs to more than one record, or to none for certain."""

    document: str
    anchor: str
    start: int
    end: int
    text: str
    authorities: tuple[str, ...]

    def __str__(self) -> str:
        meant = " or ".join(self.authorities) if len(self.authorities) > 1 else "one of several"
        return f"{self.document}, {self.anchor}: ambiguous name: “{self.text}”, {meant}; linked to none"


class _Name(NamedTuple):
    """One way to write an authority. `exact` is the squeezed form, not folded; a blocked one names nobody."""

    authority: Authority | None
    exact: str
    quotations: int = 0  # quoted parts in the form
    ambiguous: bool = False
    chinese: bool = False


class _Found(NamedTuple):
    """A candidate: offsets in the text as it is, `length` that of the name, `names` who may be meant."""

    start: int
    end: int
    length: int
    names: tuple[_Name, ...]


# -- for the pipeline -----------------------------------------------------------------------------------------------


def add_mentions(documents: Iterable[Document], authorities: Iterable[Authority]) -> tuple[Document, ...]:
    """The documents with every mention of every authority, in fields and blocks, in reading order."""
    known = tuple(authorities)
    matcher, wrong = Matcher(known), _wrong_forms(known)
    return tuple(_named(document, tuple(_mentions(document, matcher)), wrong) for document in documents)


def ambiguous_mentions(documents: Iterable[Document], authorities: Iterable[Authority]) -> tuple[Ambiguous, ...]:
    """Every place where a name is left unresolved because more than one authority may be meant."""
    matcher = Matcher(authorities)
    return tuple(
        Ambiguous(document.id, unit.anchor, found.start, found.end, unit.text[found.start : found.end], _ids(names))
        for document in documents
        for unit in _units(document)
        for found, names in matcher.find(unit.text)
        if len(_ids(names)) > 1 or any(name.ambiguous for name in names)
    )


def _mentions(document: Document, matcher: Matcher) -> Iterator[Mention]:
    for unit in _units(document):
        for found, names in matcher.find(unit.text):
            authority = names[0].authority
            if authority and len(_ids(names)) == 1 and not any(name.ambiguous for name in names):
                text = unit.text[found.start : found.end]
                yield Mention(authority.id, authority.kind, unit.anchor, found.start, found.end, text)


Slips = Mapping[
    tuple[str, str], tuple[Authority, str | None]
]  # by record and folded form: the record, the right reading


def _wrong_forms(authorities: Iterable[Authority]) -> Slips:
    """The forms that editors marked as wrong, with what they stand for where an editor wrote that."""
    return {
        (authority.id, fold(bare(form))): (authority, right)
        for authority in authorities
        for form, right in authority.extra.get("wrong", {}).items()
    }


def _named(document: Document, mentions: tuple[Mention, ...], wrong: Slips) -> Document:
    """The document with its mentions; a name that an editor knows to be wrong is flagged where it stands."""
    script = "zh-Hant" if document.card.script == "Hant" else "zh-Hans"
    flags = [
        PlacedFlag(
            WRONG_NAME.id, mention.anchor, mention.start, mention.end, mention.text,
            slip[1] or slip[0].prefer.get(script, slip[0].prefer["zh-Hans"]).text, WRONG_NAME.why, MACHINE,
        )
        for mention in mentions
        if (slip := wrong.get((mention.authority, fold(bare(mention.text)))))
    ]  # fmt: skip
    order = {unit.anchor: number for number, unit in enumerate(_units(document))}
    every = sorted((*document.flags, *flags), key=lambda flag: (order[flag.anchor], flag.start))
    return replace(document, mentions=mentions, flags=tuple(every))


def _units(document: Document) -> Iterator[Field | Block]:
    yield from document.fields
    yield from (block for block in document.blocks if block.kind != "gap")


def _ids(names: Iterable[_Name]) -> tuple[str, ...]:
    return tuple(sorted({name.authority.id for name in names if name.authority}))


# -- names ----------------------------------------------------------------------------------------------------------


def names_of(authority: Authority) -> tuple[str, ...]:
    """Every form a record is found by: preferred forms and variants, without those that only add a generic word.

    With `“一带一路”` a record's `“一带一路”倡议` is no form of its own, so that the mention is 一带一路.
    """
    chinese = [form.text for key, form in authority.prefer.items() if key.startswith("zh")]
    latin = [name for key, form in authority.prefer.items() if key == "en" for name in latin_names(form.text)]
    forms = {form: fold(bare(form)) for form in (*chinese, *(form.text for form in authority.variants), *latin)}
    longer = {short + tail for short in forms.values() for tail in _GENERIC}
    return tuple(form for form, folded in forms.items() if folded not in longer)


def latin_names(text: str) -> tuple[str, ...]:
    """The names in an English heading: without the brackets, and the acronym in them. Common words are none.

    >>> latin_names("Group of Twenty (G20)"), latin_names("connectivity")
    (('Group of Twenty', 'G20'), ())
    """
    inside = [name for name in _IN_BRACKETS.findall(text) if _ACRONYM.fullmatch(name)]
    plain = _IN_BRACKETS.sub("", text).strip()
    proper = plain[:1].isupper() or plain.count(" ") >= 2
    return (*([plain] if proper else []), *inside)


def _all_names(authorities: Iterable[Authority]) -> dict[str, list[_Name]]:
    """Names by what the automaton looks for."""
    names: dict[str, list[_Name]] = {}
    for authority in authorities:
        doubtful = {bare(text) for text in authority.extra.get("ambiguous", ())}
        chinese = "pinyin" in authority.prefer
        for form in names_of(authority):
            exact = bare(form)
            names.setdefault(fold(exact), []).append(
                _Name(authority, exact, _quotations(form), exact in doubtful, chinese)
            )
        for word in authority.extra.get("except", ()):
            names.setdefault(fold(bare(word)), []).append(_Name(None, bare(word)))
    names.pop("", None)
    return names


def _quotations(text: str) -> int:
    return sum(text.count(mark) for mark in QUOTES) + sum(text.count(mark) for mark in STRAIGHT) // 2


# -- matching -------------------------------------------------------------------------------------------------------


class Matcher:
    """All names of all authorities, ready to be looked for. Built once, used for any number of texts."""

    def __init__(self, authorities: Iterable[Authority]) -> None:
        names = _all_names(authorities)
        self._names = [tuple(group) for group in names.values()]
        self._automaton = AhoCorasick(list(names), matchkind=MatchKind.Standard) if names else None

    def find(self, text: str) -> Iterator[tuple[_Found, tuple[_Name, ...]]]:
        """Whole names in `text` in order, without overlaps, each with the names that may be meant."""
        for found in _longest(self._candidates(text)):
            names = _meant(found, text)
            if names and not any(name.authority is None for name in names):
                yield found, names

    def _candidates(self, text: str) -> Iterator[_Found]:
        if self._automaton is None:
            return
        squeezed = squeeze(text)
        folded = fold(squeezed.text)
        for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            found = _Found(squeezed.place(start), squeezed.place(end - 1) + 1, end - start, self._names[index])
            balanced = _balanced(text, found)
            if balanced and _is_whole(text, balanced):
                yield balanced


def _longest(candidates: Iterable[_Found]) -> list[_Found]:
    """The longest candidates, of equal ones the first, none overlapping; in order of the text."""
    taken: set[int] = set()
    kept = []
    for found in sorted(candidates, key=lambda found: (-found.length, found.start)):
        places = range(found.start, found.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(found)
    return sorted(kept)


def _meant(found: _Found, text: str) -> tuple[_Name, ...]:
    """Whose name this is. Where only folding makes two records' names alike, the one written so is meant."""
    names = tuple(name for name in found.names if _right_case(name, text[found.start : found.end]))
    if len(_ids(names)) > 1:
        written = bare(text[found.start : found.end])
        exact = tuple(name for name in names if name.exact == written)
        return exact or names
    return names


def _right_case(name: _Name, surface: str) -> bool:
    """An acronym or a single Latin word stands as written; a longer Latin name may be in capitals or not."""
    if " " in name.exact or not _LATIN.search(name.exact):
        return True
    return name.exact == normalize("NFKC", bare(surface))


# -- whole names ----------------------------------------------------------------------------------------------------


def _balanced(text: str, found: _Found) -> _Found | None:
    """`found` with the outer half of a quotation mark whose other half is inside; None where that half is elsewhere.

    A title mark that opens inside and closes behind is none of it: 气候变化《巴黎协定》 is the name 巴黎协定.
    """
    start, end = found.start, found.end
    opened: list[str] = []
    for char in text[start:end]:
        if char in QUOTES:
            opened.append(char)
        elif char in _CLOSES and opened and opened[-1] == _CLOSES[char]:
            opened.pop()
        elif char in _CLOSES and _before(text, start) == _CLOSES[char]:
            start -= 1
        elif char in _CLOSES and char != "\u2019":  # a single closing mark may be an apostrophe
            return None
    for char in reversed(opened):
        if char == "\u300a" or text[end : end + 1] != QUOTES[char]:
            return None
        end += 1
    return _even(text, found._replace(start=start, end=end))


def _even(text: str, found: _Found) -> _Found | None:
    """The same for straight quotation marks, which do not say on which side they stand."""
    for mark in STRAIGHT:
        if text.count(mark, found.start, found.end) % 2 == 0:
            continue
        if _before(text, found.start) == mark:
            found = found._replace(start=found.start - 1)
        elif text[found.end : found.end + 1] == mark:
            found = found._replace(end=found.end + 1)
        else:
            return None
    return found


def _is_whole(text: str, found: _Found) -> bool:
    """Is the candidate a name of its own here, and not a part of a longer word or name?"""
    if any(name.authority is None for name in found.names):
        return True  # a blocked word only keeps shorter names out
    start, end = found.start, found.end
    if _quotations(text[start:end]) > max(1, *(name.quotations for name in found.names)):
        return False  # “健康”“丝绸之路” are two names
    if not (_has_edges(text, start, end) and _spaces_are_layout(text, start, end)):
        return False
    if _in_numeral(text, start, end) or _in_quoted_name(text, start, end):
        return False
    kinds = {name.authority.kind for name in found.names if name.authority}
    if "person" in kinds and _in_longer_person(text, found):
        return False
    if kinds & {"organisation", "venue"} and _in_title(text, start, end):
        return False
    return not cuts_a_word(text, start, end)


def _before(text: str, start: int) -> str:
    """The character before `start`, or nothing."""
    return text[max(0, start - 1) : start]


def _has_edges(text: str, start: int, end: int) -> bool:
    """Latin letters and digits do not go on beyond the edges."""
    before, first = _before(text, start), text[start]
    last, after = text[end - 1], text[end : end + 1]
    if _LATIN.match(first) and (_LATIN.match(before) or before.isdecimal()):
        return False
    if _LATIN.match(last) and (_LATIN.match(after) or after.isdecimal()):
        return False
    if first.isdecimal() and re.search(r"\d[.,．]?$", text[max(0, start - 2) : start]):
        return False
    return not (last.isdecimal() and re.match(r"[A-Za-z]|[.,．]?\d", text[end : end + 2]))


def _in_numeral(text: str, start: int, end: int) -> bool:
    before, after = _before(text, start), text[end : end + 1]
    first, last = text[start], text[end - 1]
    longer_before = first in _NUMERAL and (before in _NUMERAL or before == "第") and before + first != "一一"
    return bool(before and longer_before) or bool(after and last in _NUMERAL and after in _NUMERAL)


def _spaces_are_layout(text: str, start: int, end: int) -> bool:
    """Spaces inside are no border between two phrases: they are beside Latin or digits, even, or one in a long name."""
    surface = text[start:end]
    spaces = [
        space
        for space in _SPACE.finditer(surface)
        if IS_HAN.match(surface[space.start() - 1]) and IS_HAN.match(surface[space.end()])
    ]
    if not spaces:
        return True
    letters = len(_SPACE.sub("", surface))
    widths = {space.group() for space in spaces}
    if len(spaces) == letters - 1 and len(widths) == 1:  # letter-spaced: 王　毅, 联 合 公 报
        return True
    return len(spaces) == 1 and letters >= 4 and len(spaces[0].group()) == 1


def _in_quoted_name(text: str, start: int, end: int) -> bool:
    """Is this short name the end of a quoted one that has a qualifier in front, as “冰上丝绸之路”?"""
    if end - start > 6 or text[end : end + 1] not in {"\u201d", "\u2019", "\u300d"}:
        return False
    opening = max(text.rfind(mark, max(0, start - 5), start) for mark in "\u201c\u2018\u300c")
    qualifier = fold(text[opening + 1 : start]) if opening >= 0 else ""
    return bool(qualifier) and all(map(IS_HAN.match, qualifier)) and not _LEADS_IN.search(qualifier)


def _in_title(text: str, start: int, end: int) -> bool:
    """Does the name stand in 《…》 without filling it, or before 公约 or 宪章?"""
    if _TITLE_TAIL.match(fold(text[end : end + 14])):
        return True
    low, high = max(0, start - TITLE), end + TITLE
    opening, closing = text.rfind("\u300a", low, start), text.find("\u300b", end, high)
    inside = opening > text.rfind("\u300b", low, start) and closing >= 0
    return inside and bare(text[opening:closing]) != bare(text[start:end])


def _in_longer_person(text: str, found: _Found) -> bool:
    before, after = _before(text, found.start), fold(text[found.end : found.end + 4])
    if _POINT in fold(before) + after[:1]:
        return True
    if not IS_HAN.match(text[found.start]):
        return False
    if any(name.chinese for name in found.names):
        return found.length == 2 and bool(_GIVEN_GOES_ON.match(after))
    return fold(before) in _FOREIGN_BEFORE or bool(_FOREIGN_GOES_ON.match(after))
