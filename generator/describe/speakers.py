"""Whose words a speech or an interview is: the name under the title, in the title, in the turns.

All patterns are looked for in the Simplified form (`words.aligned`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.describe.naming import CALLED, SURNAME_OFFICE, Names
from generator.describe.reading import Reading, Unit
from generator.describe.reports import speech_below, speech_follows
from generator.hanzi import words
from generator.names import is_name, is_transcribed
from generator.words import aligned

_TITLE_OF = re.compile(r"^[—-]*(?P<who>.{2,30}?)(?:在|于|向|就).{2,60}(?:讲话|演讲|致辞|致词|发言)$")
_NAMED = re.compile(
    r"[—-]*(?P<name>[\u4e00-\u9fff]{2,4}?)(?:国家)?(?:副?总领事|代总领事|大使|公使|参赞|临时代办|代办|国务委员兼外长|国务委员|外长|副?部长|部长助理|副?主席|副?总理|总统|首相|副?会长|副?司长|副?省长|副?市长)"
)
_INTERVIEWEE = (
    re.compile(r"[—-]+访(?P<who>.{2,40})$"),
    re.compile(r"^(?P<who>[^，。：:《》]{2,30}?)(?:就[^，。]{2,40})?接受[^，。：:]{2,40}(?:采访|专访|访谈)"),
    re.compile(r"专访(?P<who>.{2,40}?)(?:[：:]|$)"),
    re.compile(r"^[—-]+(?:对话|访谈)(?P<who>.{2,40})$"),
    re.compile(r"[—-]*(?P<who>.{2,40}?)(?:就.{2,40})?答.{0,10}(?:记者|本报|本刊|读者|网友)?问$"),
    re.compile(r"[—-]+(?P<who>.{2,30}?)谈.{2,80}$"),
    re.compile(r"^(?P<who>[^，。：:]{2,30})[：:].{2,60}$"),
)
_TURN = re.compile(r"^[■□●○▲△◆◇]?\s*(?P<who>[\u4e00-\u9fff·]{1,12})[：:](?:\s*\S|$)")
_ASKS = re.compile(r"^(?:问|答|记者|主持人.{0,4}|本报|本刊|《.*》|.*(?:记者|社|报|台|网|电视|周刊))$")
_GRANTS = re.compile(r"(?:采访了|专访了)(?P<who>[^，。]{2,40})[。，]")
_GIVES = re.compile(
    r"(?:^|[，。、日])(?P<who>[^，。、]{2,30}?)(?:(?:主要)?就[^。]{2,80})?接受[^。]{0,80}(?:采访|专访|访谈)"
)
_SPOKESMAN = re.compile(r"发言人(?P<who>[\u4e00-\u9fff]{2,3}?)(?=主持|在|就|答|于|表示|说|：)")
_INVITED = re.compile(r"请(?P<who>[^。]{4,80}?)(?:介绍|出席|并答)")
_ASKED = re.compile(
    r"^(?:问|記者|记者|主持人|本报|本刊)[：:](?P<who>[\u4e00-\u9fff·]{2,16}?)(?:教授|先生|女士|大使|博士|老师|主任|部长|院士)[，,、]"
)
_READ_FOR = re.compile(r"由(?P<who>[^，。（）]{2,30}?)(?:代读|宣读|代为宣读|代致)")


class Found(NamedTuple):
    """A person in a role, and the words of a unit that show it. `name` is in Simplified form."""

    role: str
    name: str
    unit: Unit
    start: int
    end: int


def of_speech(reading: Reading, names: Names) -> list[Found]:
    """The speaker; where somebody else read the words, the speaker is represented and the reader speaks too."""
    speakers = speaker(reading, names)
    for unit in reading.units(first=2):
        match = _READ_FOR.search(aligned(unit.text))
        reader = names.of(match["who"]) if match else None
        if match and reader:
            principal = [Found("represented", one.name, unit, *match.span()) for one in speakers]
            return [*speakers, Found("reader", reader, unit, *match.span()), *principal]
    return speakers


def speaker(reading: Reading, names: Names) -> list[Found]:
    """The name under the title, in a date line's brackets, or in the title itself."""
    for field in reading.fields("byline"):
        if found := _of_byline(field, names):
            return [found]
    for field in reading.fields("title", "subtitle"):
        match = _TITLE_OF.match(aligned(field.text))
        name = _before_office(match["who"]) or names.of(match["who"]) if match else None
        if name:
            return [Found("speaker", name, field, 0, len(field.text))]
    for given in (speech_follows(reading), speech_below(reading)):
        if given and (name := names.of(given.who)):
            return [Found("speaker", name, given.unit, given.start, given.end)]
    return []


def _of_byline(field: Unit, names: Names) -> Found | None:
    """The name in a line below the title, if it is the speaker's and no translator's or reporter's."""
    plain = aligned(field.text).strip("（()）")
    if re.search(r"译|记者|整理", plain):
        return None
    words = plain.replace("\u3000", " ").split()
    name = next((CALLED.sub("", word) for word in reversed(words) if is_name(CALLED.sub("", word))), None)
    name = name or names.of(plain) or (words[-1] if len(words) == 2 and is_transcribed(words[-1]) else None)
    return Found("speaker", name, field, 0, len(field.text)) if name else None


def _before_office(who: str) -> str | None:
    """The name before an office at the head of a title: `林启明总领事在招待会上的致辞`."""
    match = _NAMED.fullmatch(who)
    return match["name"] if match and is_name(match["name"]) and match["name"] not in words() else None


def of_interview(reading: Reading, names: Names) -> list[Found]:
    """Whom title or opening name as giving the interview, else who answers."""
    found: list[Found] = []
    for field in reading.fields("subtitle", "title"):
        for pattern in _INTERVIEWEE:
            match = pattern.search(aligned(field.text))
            name = names.of(match["who"]) if match else None
            if name:
                found.append(Found("speaker", name, field, 0, len(field.text)))
                break
    if not found:
        for block in reading.paragraphs[:3]:
            match = _GRANTS.search(aligned(block.text)) or _GIVES.search(aligned(block.text))
            name = names.of(match["who"]) if match else None
            if match and name:
                found.append(Found("speaker", name, block, match.start("who"), match.end()))
    return found or answering(reading, names) or _below_title(reading, names) or _asked(reading, names)


def _below_title(reading: Reading, names: Names) -> list[Found]:
    """Who speaks for an office, set below the title: `（外事办公室发言人 某某）`. Who asks or writes is a reporter."""
    for field in reading.fields("byline"):
        if re.search("发言人|负责人", aligned(field.text)) and (found := _of_byline(field, names)):
            return [found]
    return []


def _asked(reading: Reading, names: Names) -> list[Found]:
    """Whom the first question addresses by name: `问：某某教授，…`."""
    for block in reading.paragraphs[:4]:
        match = _ASKED.match(aligned(block.text))
        name = match["who"] if match and is_name(match["who"]) else names.of(match["who"]) if match else None
        if match and name:
            return [Found("speaker", name, block, match.start("who"), match.end("who"))]
    return []


def answering(reading: Reading, names: Names) -> list[Found]:
    """Those whose turns answer, or whom the opening names as spokesman."""
    found: list[Found] = []
    for block in reading.paragraphs:
        match = _TURN.match(aligned(block.text))
        if not match or _ASKS.match(match["who"]):
            continue
        office = SURNAME_OFFICE.fullmatch(match["who"])
        name = match["who"] if is_name(match["who"]) and not office else names.of(match["who"])
        if name:
            full = [longer for longer in names.full if longer.endswith(name)]
            found.append(Found("speaker", full[0] if full else name, block, *match.span()))
    return found or _presented(reading, names)


def _presented(reading: Reading, names: Names) -> list[Found]:
    """The spokesman, or the guests of a press conference, as the title or the opening presents them."""
    for unit in reading.units("title", first=2):
        plain = aligned(unit.text)
        match = _SPOKESMAN.search(plain)
        if match:
            return [Found("speaker", match["who"], unit, *match.span())]
        match = _INVITED.search(plain)
        people = [names.of(word) for word in match["who"].split("、")] if match else []
        if match and any(people):
            return [Found("speaker", name, unit, *match.span()) for name in people if name]
    return []
