"""Who speaks in a document, who is quoted, who adopts it, who attends: names as printed, without office.

What counts as a name is in `naming`; whose words a report gives in `quoted`; who adopts a statement in `issuers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.describe.issuers import issuers_of
from generator.describe.naming import CALLED, OFFICE_END, Names
from generator.describe.quoted import SAY, quoted_in
from generator.describe.reading import Found, Part, Reading
from generator.model import Authority, Person
from generator.names import is_name
from generator.words import simplified

_TITLE_OF = re.compile(r"^(?P<who>.{2,30}?)(?:在|于|於|向|就).{2,60}(?:讲话|講話|演讲|演講|致辞|致辭|致词|发言)$")
_INTERVIEWEE = (
    re.compile(r"[—-]+访(?P<who>.{2,40})$"),
    re.compile(r"专访(?P<who>.{2,40}?)(?:[：:]|$)"),
    re.compile(r"[—-]*(?P<who>.{2,40}?)(?:就.{2,40})?答.{0,10}(?:记者|本报|本刊|读者|網友|网友)?问$"),
    re.compile(r"[—-]+(?P<who>.{2,30}?)谈.{2,80}$"),
    re.compile(r"^(?P<who>[^，。：:]{2,30})[：:].{2,60}$"),
)
_TURN = re.compile(r"^(?P<who>[\u4e00-\u9fff·]{1,12})[：:]\s*\S")
_ASKS = re.compile(r"^(?:问|問|答|记者|記者|主持人|本报|本刊|.*(?:记者|記者|社|报|報|台|网|電視|周刊))$")
_GRANTS = re.compile(r"(?:采访了|专访了|採訪了)(?P<who>[^，。]{2,40})[。，]")
_GIVES = re.compile(r"(?:^|[，。、日])(?P<who>[^，。、]{2,30}?)接受.{0,24}(?:采访|专访|採訪)")
_ATTEND = re.compile(
    r"(?:^|[。；，\n])(?P<names>[\u4e00-\u9fff·、和]{2,80}?)等?(?:人|同志|领导|参加|出席|陪同)?(?:参加|參加|出席|陪同|在座|列席)(?:了)?(?:上述|有关|此次)?(?:会晤|会见|会谈|活动|會見|會談|会议|开幕式|仪式|座谈)"
)
_READ_FOR = re.compile(r"由(?P<who>[^，。（）]{2,30}?)(?:代读|代讀|宣读|宣讀|代为宣读|代致)")
_STANDS_FOR = re.compile(r"代表(?P<who>[^，。“”]{2,30}?)(?:致辞|致辭|致词|发言|出席|宣读|讲话)")


def read_persons(reading: Reading, kind: str, people: Sequence[Authority]) -> Part:
    """`speakers`, `quoted`, `issuers` and `persons`."""
    part = Part()
    names = Names(reading.text, _known(people))
    roles: list[Found] = []
    if kind in ("speech", "remarks"):
        roles += _delegated(reading, names, _speaker(reading, names))
    elif kind == "interview":
        roles += _interviewed(reading, names)
    elif kind == "press-conference":
        roles += _answering(reading, names)
    elif kind in ("news", "feature"):
        roles += quoted_in(reading, names)
    if kind in ("declaration", "joint-statement", "communique", "other", "letter"):
        roles += _written_message(reading, names) + issuers_of(reading, kind)
    roles += [*_attending(reading, names), *_represented(reading, names)]
    _put(part, reading, roles, people)
    return part


def _known(people: Sequence[Authority]) -> dict[str, str]:
    """Every Chinese form of the persons on record, with the preferred form in the same script."""
    forms: dict[str, str] = {}
    for record in people:
        for form in (*record.prefer.values(), *record.variants):
            preferred = record.prefer.get(form.script)
            if form.script.startswith("zh") and len(form.text) >= 2:
                forms[form.text] = preferred.text if preferred else form.text
    return forms


def _put(part: Part, reading: Reading, roles: list[Found], people: Sequence[Authority]) -> None:
    lists = {"speaker": "speakers", "quoted": "quoted", "issuer": "issuers"}
    for role, key in lists.items():
        found = [item for item in roles if item[0] == role]
        values = tuple(dict.fromkeys(name for _, name, _, _ in found))
        if values:
            part.put(key, values, (found[0][2], found[0][3]))
    shown = {"reader": "speaker"}  # who read another's words spoke, but is not whose words the document is
    seen = dict.fromkeys((name, shown.get(role, role), line) for role, name, line, _ in roles)
    first = {(name, role): line for name, role, line in reversed(seen)}
    persons = [(name, role) for name, role, _ in seen]
    part.values["persons"] = tuple(
        Person(name, role, _office(name, reading.text), _authority(name, people), first[name, role])  # type: ignore[arg-type]
        for name, role in dict.fromkeys(persons)
    )


def _authority(name: str, people: Sequence[Authority]) -> str | None:
    plain = simplified(name)
    for record in people:
        if any(simplified(form.text) == plain for form in (*record.prefer.values(), *record.variants)):
            return record.id
    return None


def _office(name: str, text: str) -> str | None:
    """The office printed directly before a name, or before it with a space."""
    match = re.search(
        rf"(?:^|[，。、；：（“”\n]|[0-9]日)(?P<office>[^，。、；：（）“”\n\s]{{2,24}}?)[\s　]?{re.escape(name)}", text
    )
    if not match:
        return None
    office = re.sub(
        r"^.*(?:采访了|邀请|邀請|代表|会见|會見|访问|接受|主持|就|同|与|與|向|对|對|由|给|給|—|-)", "", match["office"]
    )
    return office if OFFICE_END.search(office) and not re.search(SAY, office) else None


# -- whose words ----------------------------------------------------------------------------------------------------


def _speaker(reading: Reading, names: Names) -> list[Found]:
    """The name under the title, in a date line's brackets, or in the title itself."""
    for field in reading.fields("byline"):
        if re.search(r"译|譯|记者|記者|整理", field.text):
            continue
        words = field.text.replace("\u3000", " ").split()
        name = next((CALLED.sub("", word) for word in reversed(words) if is_name(CALLED.sub("", word))), None)
        name = name or names.of(field.text)
        if name:
            return [("speaker", name, reading.line_of(field), field.text)]
    for field in reading.fields("title", "subtitle"):
        match = _TITLE_OF.match(field.text.lstrip("—-"))
        name = names.of(match["who"]) if match else None
        if name:
            return [("speaker", name, reading.line_of(field), field.text)]
    return []


def _delegated(reading: Reading, names: Names, speakers: list[Found]) -> list[Found]:
    """Where somebody else read the words, the principal is also represented, and the reader a speaker of none of them."""
    for unit in reading.units(first=2):
        match = _READ_FOR.search(unit.text)
        reader = names.of(match["who"]) if match else None
        if reader:
            line = reading.line_of(unit)
            principal: list[Found] = [("represented", name, line, unit.text) for _, name, _, _ in speakers]
            return [*speakers, ("reader", reader, line, unit.text), *principal]
    return speakers


def _interviewed(reading: Reading, names: Names) -> list[Found]:
    found: list[Found] = []
    for field in reading.fields("subtitle", "title"):
        for pattern in _INTERVIEWEE:
            match = pattern.search(field.text)
            name = names.of(match["who"]) if match else None
            if name:
                found.append(("speaker", name, reading.line_of(field), field.text))
                break
    if not found:
        for block in reading.paragraphs[:3]:
            match = _GRANTS.search(block.text) or _GIVES.search(block.text)
            name = names.of(match["who"]) if match else None
            if name:
                found.append(("speaker", name, reading.line_of(block), block.text[:60]))
    return found or _answering(reading, names)


def _answering(reading: Reading, names: Names) -> list[Found]:
    """Those whose turns answer, or whom the opening names as spokesman."""
    found: list[Found] = []
    for block in reading.paragraphs:
        match = _TURN.match(block.text)
        if match and not _ASKS.match(match["who"]) and (is_name(match["who"]) or names.of(match["who"])):
            full = [name for name in names.full if name.endswith(match["who"])]
            found.append(("speaker", full[0] if full else match["who"], reading.line_of(block), match.group()))
    if found:
        return found
    for unit in reading.units("title", first=2):
        for piece in re.findall(r"(?:发言人|發言人)([\u4e00-\u9fff]{2,3}?)(?=主持|在|就|答|于|表示|说|：)", unit.text):
            return [("speaker", piece, reading.line_of(unit), unit.text[:60])]
        match = re.search(r"请(?P<who>[^。]{4,80}?)(?:介绍|出席|并答)", unit.text)
        people = [names.of(word) for word in match["who"].split("、")] if match else []
        if any(people):
            return [("speaker", name, reading.line_of(unit), unit.text[:60]) for name in people if name]
    return []


def _written_message(reading: Reading, names: Names) -> list[Found]:
    return _speaker(reading, names) if re.search(r"书面|書面", reading.title) else []


# -- quoted, attending, represented ---------------------------------------------------------------------------------


def _attending(reading: Reading, names: Names) -> Iterator[Found]:
    """A list of names that the text says attended."""
    for block in reading.paragraphs:
        for match in _ATTEND.finditer(block.text):
            people = [word for word in re.split(r"[、和]", match["names"]) if word]
            if len(people) > 1 and sum(is_name(word) or names.of(word) is not None for word in people) >= 0.5 * len(
                people
            ):
                for word in people:
                    yield "attending", names.of(word) or word, reading.line_of(block), match.group()


def _represented(reading: Reading, names: Names) -> Iterator[Found]:
    """The principal for whom a delegate speaks, and the delegate who reads for a speaker."""
    for unit in reading.units():
        for match in _STANDS_FOR.finditer(unit.text):
            name = names.of(match["who"])
            if name:
                yield "represented", name, reading.line_of(unit), match.group()
