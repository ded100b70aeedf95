"""Stories that go on in another document: one ends with 下转第四版, the other begins with 上接第一版.

Jump lines alone prove nothing, every page has some. Titles must match, or the sentence must plainly go on and the two
speak of the same; pages, dates, papers and scripts must not contradict; and there may be only one such pair.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator import edtf
from generator.alignment import plain
from generator.dates import number
from generator.layout import ends_sentence
from generator.model import Document, Relation
from generator.repairs.jump_line import leads_on
from generator.words import one_word_across, tagged

TITLE = 6  # letters that a title must have to be proof of anything
TITLES_A_GRAM = 32
NAMES = 2  # telling names that two parts must share
COMMON = 4  # documents with jump lines; a name in more of them (and in more than one in twenty) tells nothing
NAMED_IN = 24  # documents looked at for a name

_NOTE = re.compile(r"（原注：(?P<note>.+)）$")
_PAGE = re.compile(r"(?P<letter>[A-Za-z]?)\s*(?P<number>[0-9]{1,4}|[一二三四五六七八九十○〇零]{1,4})\s*[版页頁]")
_ORDINAL = re.compile(
    r"""(?P<before>第|[（(]|) (?P<number>[0-9]{1,3}|[一二三四五六七八九十]{1,3}) (?P<after>[、．)）]|[，,](?=.)|是)""",
    re.VERBOSE,
)
_DISPATCH = re.compile(r"\W*(?:新华社|新華社|中新社|本报|本報|中央社|人民网)[^，。]{0,20}[电電讯訊]")
_PLAIN_NAMES = frozenset({"中国", "我国", "新华社", "北京", "中方", "中华人民共和国"})
_NAME_TAGS = ("nr", "ns", "nt", "nz")

Found = tuple[str, Relation]


@dataclass(frozen=True, eq=False)
class Part:
    """A document that is part of a story, with what its jump lines say."""

    document: Document

    @cached_property
    def end(self) -> str | None:
        """The jump line that leads on from the end."""
        note = _note(self.document, -1)
        return note if note and leads_on(note) else None

    @cached_property
    def start(self) -> str | None:
        """The jump line that says where the story began."""
        note = _note(self.document, 0)
        return note if note and not leads_on(note) else None

    @cached_property
    def title(self) -> str:
        return plain(self.document.card.title or "").text

    @cached_property
    def page(self) -> str | None:
        """The page of the paper it stands on, where an editor or a source says so."""
        page = self.document.provenance.get("page")
        return _page(f"{page}版") or _page(str(page)) if page else None

    @cached_property
    def texts(self) -> tuple[str, ...]:
        return tuple(block.text for block in self.document.blocks if block.kind != "gap")

    @cached_property
    def names(self) -> frozenset[str]:
        """Proper names in the text, and authorities."""
        words = (word for word, tag in tagged(plain_text(self.texts)) if tag in _NAME_TAGS and len(word) > 1)
        people = (plain(person.name).text for person in self.document.card.persons)
        return frozenset({*words, *people, *(mention.authority for mention in self.document.mentions)} - _PLAIN_NAMES)


def plain_text(texts: Iterable[str]) -> str:
    return "\n".join(plain(text).text for text in texts)


def _note(document: Document, at: int) -> str | None:
    """The jump line recorded in the gap at one end of the body."""
    if len(document.blocks) < 2 or document.blocks[at].kind != "gap":
        return None
    found = _NOTE.search(document.blocks[at].text)
    return found["note"] if found else None


def _page(text: str) -> str | None:
    """The page in a jump line, one way of writing for all.

    >>> _page("下转第四版"), _page("上接Ａ02版"), _page("下转")
    ('4', 'A2', None)
    """
    found = _PAGE.search(unicodedata.normalize("NFKC", text))
    return f"{found['letter'].upper()}{number(found['number'])}" if found else None


# -- all documents --------------------------------------------------------------------------------------------------


def find_continuations(documents: Iterable[Document], copies: Iterable[Found] = ()) -> list[Found]:
    """`continues` and `continued-by` for each pair of parts that are sure to be each other's only match."""
    parts = [Part(document) for document in documents]
    firsts = [part for part in parts if part.end]
    laters = [part for part in parts if part.start]
    first_copy = _first_copies(copies)
    found: list[Found] = []
    joined: set[str] = set()
    for proof in (_by_title, _by_sentence):
        pairs = [pair for pair in proof(firsts, laters) if not {_end(pair), _start(pair)} & joined]
        for first, later, reason in _only(pairs, first_copy):
            joined |= {f"{first.document.id} end", f"{later.document.id} start"}
            found.append((first.document.id, Relation("continued-by", later.document.id, reason)))
            found.append((later.document.id, Relation("continues", first.document.id, reason)))
    return found


Pair = tuple[Part, Part, str]


def _end(pair: Pair) -> str:
    return f"{pair[0].document.id} end"


def _start(pair: Pair) -> str:
    return f"{pair[1].document.id} start"


def _first_copies(copies: Iterable[Found]) -> dict[str, str]:
    """For each document that has copies, one that stands for all of them (documents come in order)."""
    found: dict[str, str] = {}
    for id, relation in copies:
        found.setdefault(relation.id, found.get(id, id))
        found.setdefault(id, found[relation.id])
    return found


def _only(pairs: Sequence[Pair], first_copy: dict[str, str]) -> Iterator[Pair]:
    """Pairs in which each is the other's only match; several copies of one text count as one, the first."""

    def one(part: Part) -> str:
        return first_copy.get(part.document.id, part.document.id)

    ways = {(one(first), one(later)) for first, later, _ in pairs}
    starts, ends = Counter(first for first, _ in ways), Counter(later for _, later in ways)
    taken: set[tuple[str, str]] = set()
    for first, later, reason in pairs:
        way = (one(first), one(later))
        if starts[way[0]] == ends[way[1]] == 1 and way not in taken:
            taken.add(way)
            yield first, later, reason


# -- contradictions -------------------------------------------------------------------------------------------------


def agree(first: Part, later: Part) -> bool:
    """Does nothing speak against it: pages, dates, paper, agency, script, a dateline where the story goes on?"""
    one, two = first.document.card, later.document.card
    if first.document.id == later.document.id or not first.end or not later.start:
        return False
    to, origin = _page(first.end), _page(later.start)
    if (to and to == origin) or _conflict(to, later.page) or _conflict(origin, first.page):
        return False
    dates = [(one.published, two.published), (one.date, two.date), (one.dateline_date, two.dateline_date)]
    if any(a and b and not edtf.agree(a, b) for a, b in dates):
        return False
    told = [(one.publisher, two.publisher), (one.agency, two.agency), (one.script, two.script)]
    told.append((first.document.provenance.get("publication"), later.document.provenance.get("publication")))
    if any(_conflict(a, b) for a, b in told):
        return False
    return not (later.texts and _DISPATCH.match(later.texts[0]))


def _conflict(one: str | None, other: str | None) -> bool:
    return bool(one and other and one != other)


# -- proofs ---------------------------------------------------------------------------------------------------------


def _by_title(firsts: Sequence[Part], laters: Sequence[Part]) -> Iterator[Pair]:
    """Pairs whose titles are the same, or one is part of the other."""
    grams: dict[str, list[Part]] = defaultdict(list)
    for first in firsts:
        for gram in _grams(first.title):
            if len(grams[gram]) < TITLES_A_GRAM:
                grams[gram].append(first)
    for later in laters:
        near = {first.document.id: first for gram in _grams(later.title) for first in grams.get(gram, ())}
        for first in near.values():
            if same_title(first.title, later.title) and agree(first, later) and not _breaks(first, later):
                yield first, later, f"题名相同，前一篇末注“{first.end}”，后一篇首注“{later.start}”"


def _grams(title: str) -> set[str]:
    return {title[at : at + 5] for at in range(len(title) - 4)} if len(title) >= TITLE else set()


def same_title(one: str, other: str) -> bool:
    """Are two titles one? The page where a story goes on often gives only part of its title."""
    short, long = sorted((one, other), key=len)
    return len(short) >= TITLE and short in long and 5 * len(short) >= 2 * len(long)


def _breaks(first: Part, later: Part) -> bool:
    """Does the first part stop in a sentence with which the later one cannot go on?"""
    return bool(first.texts and later.texts) and not ends_sentence(first.texts[-1]) and _is_opening(later.texts[0])


def _is_opening(text: str) -> bool:
    """Does a text begin as only a paragraph begins?"""
    return bool(_ORDINAL.match(text)) or text[0] in "——“‘「（(【"


def _by_sentence(firsts: Sequence[Part], laters: Sequence[Part]) -> Iterator[Pair]:
    """Pairs of which the later one has no title of its own, and in which a sentence or a count goes on."""
    telling = _telling({part.document.id: part for part in (*firsts, *laters)}.values())
    named: dict[str, list[Part]] = defaultdict(list)
    for first in firsts:
        for name in sorted(first.names & telling):
            if len(named[name]) < NAMED_IN:
                named[name].append(first)
    for later in laters:
        if later.title:
            continue
        counted = Counter(first for name in sorted(later.names & telling) for first in named.get(name, ()))
        for first, count in counted.items():
            if count >= NAMES and agree(first, later) and (how := goes_on(first, later)):
                yield first, later, f"{how}，两篇提到同样的名称；前一篇末注“{first.end}”，后一篇首注“{later.start}”"


def _telling(parts: Collection[Part]) -> frozenset[str]:
    """Names that are in few of the parts."""
    counted = Counter(name for part in parts for name in part.names)
    most = max(COMMON, len(parts) // 20)
    return frozenset(name for name, count in counted.items() if count <= most)


def goes_on(first: Part, later: Part) -> str | None:
    """How the text of one part plainly goes on in another; None where it does not."""
    if not first.texts or not later.texts:
        return None
    last, next_ = first.texts[-1], later.texts[0]
    if not ends_sentence(last):
        across = not _is_opening(next_) and one_word_across(last, next_)
        return f"一词跨页（“{last[-4:]}｜{next_[:4]}”）" if across else None
    own = _ordinal(next_)
    before = next((found for text in reversed(first.texts) if (found := _ordinal(text))), None)
    if own and before and own[0] == before[0] and own[1] == before[1] + 1:
        return f"前一篇数到{_counted(first.texts, before)}，后一篇从{_counted((next_,), own)}起"
    return None


def _ordinal(text: str) -> tuple[str, int] | None:
    """The style and the count of a numbered paragraph.

    >>> _ordinal("第五，要坚持绿色低碳"), _ordinal("30、我们重申"), _ordinal("一些国家")
    (('第，', 5), ('、', 30), None)
    """
    found = _ORDINAL.match(text)
    if not found or (not found["before"] and found["after"] in "，,"):
        return None
    return found["before"] + found["after"], number(found["number"])


def _counted(texts: Sequence[str], ordinal: tuple[str, int]) -> str:
    text = next(text for text in reversed(texts) if _ordinal(text) == ordinal)
    found = _ORDINAL.match(text)
    return f"“{found[0].rstrip('，,、')}”" if found else ""
