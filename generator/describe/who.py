"""Who speaks in a document, who is quoted, who adopts it, who attends: names as printed, with the office printed.

What the parts find (`speakers`, `sayings`, `issuers`) is brought together here, each name with its line and evidence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from generator.describe.issuers import issuers
from generator.describe.naming import SURNAME_OFFICE, Names, People
from generator.describe.reading import Part, Reading, Unit
from generator.describe.sayings import sayings, settled
from generator.describe.speakers import Found, answering, of_interview, of_speech, speaker
from generator.formulas import any_of
from generator.model import Evidence, Person
from generator.names import is_name
from generator.offices import office_before, office_behind
from generator.words import aligned, simplified

_MEETINGS = any_of(
    "会晤 会见 会谈 会议 活动 开幕式 闭幕式 仪式 座谈 座谈会 峰会 论坛 研讨会 晚宴 宴会 签字仪式 发布会 大会"
)
_ATTEND = re.compile(
    r"(?:^|[。；，\n])(?P<names>[\u4e00-\u9fff·、和]{2,80}?)等?(?:人|同志|领导)?(?:一同|共同|分别)?"
    rf"(?P<verb>参加|出席|陪同|在座|列席)(?:参加|出席)?了?(?:上述|有关|此次|本次|这次)?{_MEETINGS}"
)
_WORDS_OF = any_of("致辞 致词 贺信 贺电 贺词 讲话 发言 演讲 书面致辞 书面致词 书面讲话 书面发言 书面演讲 慰问信 亲笔信")
_STANDS_FOR = (
    re.compile(r"代表(?![团们队处性])(?P<who>[^，。“”《》]{2,30}?)(?:致辞|致词|发言|出席|宣读|讲话)"),
    re.compile(rf"(?:宣读|代读|代为宣读|转交)了?(?P<who>[^，。“”《》]{{2,30}}?)(?:发来的|致.{{2,16}}的|的){_WORDS_OF}"),
)
_LISTS = {"speaker": "speakers", "quoted": "quoted", "issuer": "issuers"}


def read_persons(reading: Reading, kind: str, people: People) -> Part:
    """`speakers`, `quoted`, `issuers` and `persons`."""
    part = Part()
    names = Names(reading.plain, people.forms)
    roles = [*_by_kind(reading, kind, names), *_attending(reading, names), *_represented(reading, names)]
    _lists(part, reading, roles)
    _persons(part, reading, roles, people)
    return part


def author_persons(authors: Sequence[str], reading: Reading, people: People) -> tuple[Person, ...]:
    """The authors as persons, each with the line of the name."""
    fields = reading.fields("byline", "credit", "dateline", "note")
    return tuple(_author(simplified(name), name, fields, reading, people) for name in authors)


def _author(plain: str, name: str, fields: Sequence[Unit], reading: Reading, people: People) -> Person:
    found = (reading.find(plain, *fields) if fields else None) or reading.find(plain)
    line = reading.line_of(*found) if found else None
    return Person(name, "author", None, people.authority_of(plain, reading.plain), line)


def _by_kind(reading: Reading, kind: str, names: Names) -> list[Found]:
    """The roles that a kind of document has."""
    roles: list[Found] = []
    if kind in ("speech", "remarks"):
        roles += of_speech(reading, names)
    elif kind == "interview":
        roles += of_interview(reading, names)
    elif kind == "press-conference":
        roles += answering(reading, names)
    elif kind in ("news", "feature"):
        roles += _quoted(reading, names)
    if kind in ("declaration", "joint-statement", "communique", "other", "letter"):
        roles += speaker(reading, names) if "书面" in simplified(reading.title) else []
        roles += [Found("issuer", party.name, party.unit, *party.words) for party in issuers(reading, kind)]
    return roles


# -- quoted, attending, represented ---------------------------------------------------------------------------------


def _quoted(reading: Reading, names: Names) -> list[Found]:
    """Persons whose words are reported, most quoted first, then in order of appearance."""
    found = [
        Found("quoted", said.name, block, said.start, said.end)
        for block in reading.paragraphs
        for said in sayings(aligned(block.text), reading.start_of(block), names)
    ]
    told = frozenset(one.name for one in found)
    found = [one._replace(name=settled(one.name, told, reading.plain)) for one in found]
    counts = Counter(one.name for one in found)
    order = list(dict.fromkeys(one.name for one in found))
    return sorted(found, key=lambda one: (-counts[one.name], order.index(one.name)))


def _attending(reading: Reading, names: Names) -> Iterator[Found]:
    """A list of names that the text says attended; a single one only where it sat in."""
    for block in reading.paragraphs:
        for match in _ATTEND.finditer(aligned(block.text)):
            words = [word for word in re.finditer(r"[^、和]+", match["names"]) if word.group()]
            known = [is_name(word.group()) or names.of(word.group()) is not None for word in words]
            enough = len(words) > 1 or match["verb"] in ("列席", "在座", "陪同")
            if enough and sum(known) >= 0.5 * len(words):
                for word in words:
                    at = match.start("names") + word.start()
                    name = names.of(word.group()) or word.group()
                    yield Found("attending", name, block, at, at + len(word.group()))


def _represented(reading: Reading, names: Names) -> Iterator[Found]:
    """The principal for whom a delegate speaks, or whose words somebody else reads out."""
    for unit in reading.units():
        for pattern in _STANDS_FOR:
            for match in pattern.finditer(aligned(unit.text)):
                name = names.of(match["who"])
                if name:
                    yield Found("represented", name, unit, *match.span())


# -- the card -------------------------------------------------------------------------------------------------------


def _lists(part: Part, reading: Reading, roles: Sequence[Found]) -> None:
    """`speakers`, `quoted` and `issuers`, each name with the words that first show it."""
    for role, key in _LISTS.items():
        found = [one for one in roles if one.role == role]
        first = {_printed(one.name, role, reading): one for one in reversed(found)}
        values = tuple(dict.fromkeys(_printed(one.name, role, reading) for one in found))
        if values:
            part.values[key] = values
            part.evidence += (
                Evidence(key, *reading.at(first[name].unit, first[name].start, first[name].end)) for name in values
            )


def _persons(part: Part, reading: Reading, roles: Sequence[Found], people: People) -> None:
    shown = {"reader": "speaker"}  # who read another's words spoke, but is not whose words the document is
    first: dict[tuple[str, str], Found] = {}
    for one in roles:
        first.setdefault((one.name, shown.get(one.role, one.role)), one)
    persons = []
    for (name, role), one in first.items():
        unit, at = _place(one, reading)
        office = _office(name, unit, reading) if role != "issuer" or is_name(name) else None
        authority = people.authority_of(simplified(name), reading.plain)
        persons.append(Person(_printed(name, role, reading), role, office, authority, reading.line_of(unit, at)))  # type: ignore[arg-type]
        if role not in _LISTS or one.role == "reader":
            part.evidence.append(Evidence("persons", *reading.at(one.unit, one.start, one.end)))
    part.values["persons"] = tuple(persons)
    part.evidence[:] = dict.fromkeys(part.evidence)


def _printed(name: str, role: str, reading: Reading) -> str:
    """A name as the document prints it; that of an issuer was taken from there."""
    return name if role == "issuer" else reading.printed(name)


def _place(one: Found, reading: Reading) -> tuple[Unit, int]:
    """Where the name stands in the words that show the role, in full or short; else where it stands before them."""
    plain, name = aligned(one.unit.text), aligned(one.name)
    for form in (name, _last_part(name)):
        at = plain.find(form, one.start, one.end)
        if at >= 0:
            return one.unit, at
    wide = re.compile(r"[\s　]?".join(map(re.escape, name)))
    match = wide.search(plain, one.start, one.end) or SURNAME_OFFICE.search(plain, one.start, one.end)
    if match and match.group()[0] == name[0]:
        return one.unit, match.start()
    before = max(plain.rfind(form, 0, one.start) for form in (name, _last_part(name)))  # the one `他说` means
    return (one.unit, before) if before >= 0 else reading.find(name) or (one.unit, one.start)


def _last_part(name: str) -> str:
    return re.split(r"[·・‧•]", name)[-1]


def _office(name: str, shown_in: Unit, reading: Reading) -> str | None:
    """The office printed with a name: before it, first where its role is shown, else behind it."""
    units = [shown_in, *reading.document.fields, *reading.body]
    places = [(unit, match.start()) for unit in units for match in re.finditer(re.escape(name), aligned(unit.text))]
    for unit, at in places:
        office = office_before(aligned(unit.text), at)
        if office:
            return unit.text[slice(*office)]
    for unit, at in places:
        office = office_behind(aligned(unit.text), at + len(name))
        if office:
            return unit.text[slice(*office)]
    return None
