"""Who adopts or issues a declaration or statement: the parties that its opening or title lists, else those who sign."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.describe.reading import Reading, Unit
from generator.names import are_names, is_name, joined_names
from generator.words import aligned

WE = re.compile(
    r"我们，?(?P<who>[^。]{4,120}?)(?:的)?(?P<office>领导人|外交部长|外长|部长|元首|首脑|国家元首|代表|各会员城市的市长)\*?，?(?:于|在|齐聚|相聚|举行|会晤)"
)
_TITLE_PARTIES = re.compile(
    r"^(?P<who>.{4,40}?)(?:关于.{2,40}的?)?(?:(?:联合|共同)(?:声明|公报|新闻公报|新闻声明|宣言|倡议))$"
    r"|^(?P<states>(?:(?!政府)[^，。]){2,20}政府(?:[和与、](?:(?!政府)[^，。]){2,20}政府)+)(?:关于|就).{2,40}(?:声明|公报|宣言)$"
)
_AND = re.compile(r"[、，]|与|(?<!共)和(?![平谐解])")


class Party(NamedTuple):
    """An issuer as printed, at its place in a unit, and the words it was read from."""

    name: str
    unit: Unit
    start: int
    words: tuple[int, int]


def issuers(reading: Reading, kind: str) -> list[Party]:
    """The issuers of a document."""
    if kind in ("declaration", "joint-statement", "communique"):
        opening = _from_opening(reading)
        if opening:
            return opening
    return _from_title(reading) or ([] if kind == "letter" else _from_signatures(reading, kind))


def _from_opening(reading: Reading) -> list[Party]:
    """`我们，甲国、乙国领导人于……`: the parties, or the one body of which all are members."""
    for block in reading.paragraphs[:2]:
        match = WE.search(aligned(block.text))
        if match:
            parties = _states(list(_parties(block, *match.span("who"))))
            whole = block.text[match.start("who") : match.end("office")]
            found = parties if len(parties) > 1 else [(whole, match.start("who"))]
            return [Party(name, block, at, match.span()) for name, at in found]
    return []


def _from_title(reading: Reading) -> list[Party]:
    title = reading.field("title")
    match = _TITLE_PARTIES.match(aligned(title.text)) if title and len(reading.fields("title")) == 1 else None
    who = ("who" if match["who"] else "states") if match else ""
    if not title or not match or not re.search(r"[和与、]|两国", match[who]):
        return []
    whole = (0, len(title.text))
    return [Party(name, title, at, whole) for name, at in _parties(title, *match.span(who)) if len(name) > 1]


def _from_signatures(reading: Reading, kind: str) -> list[Party]:
    found: list[Party] = []
    for field in reading.fields("byline"):
        label = re.match(r"[\u4e00-\u9fff]{2,5}[：:]\s*", field.text)  # 签名人：
        start, whole = label.end() if label else 0, (0, len(field.text))
        text = field.text[start:]
        if are_names(text) and len(text.split()) > 1 and not re.fullmatch(r"\S\s+\S", text):
            found += [Party(word.group(), field, start + word.start(), whole) for word in re.finditer(r"\S+", text)]
        elif kind != "other" or not _is_signer(field.text.lstrip("◎☉⊙□■ ")):
            found.append(Party(field.text, field, 0, whole))
    return [party for party in found if not re.search(r"记者|作者|译|评论员|通讯员", aligned(party.name))]


def _is_signer(text: str) -> bool:
    """Is it a person, who signs an article: a name, also set wide, with an office or without?"""
    return is_name("".join(text.split())) or is_name(text.split()[-1])


# The state in the name of one of its ministries: 甲共和国水利部 stands beside 乙王国 for 甲共和国.
_STATE = re.compile(
    r"^(?P<state>.{2,14}(?:共和国|王国|联邦|合众国|酋长国|大公国))(?:的)?[^国]{2,12}(?:部门|部|机构|当局|政府)$"
)


def _states(parties: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Where all parties but the last are states, the last is one too: what they have in common stands behind the list."""
    last = _STATE.match(aligned(parties[-1][0])) if len(parties) > 1 else None
    if not last or not all(aligned(name).endswith(_STATES) for name, _ in parties[:-1]):
        return parties
    name, at = parties[-1]
    return [*parties[:-1], (name[: last.end("state")], at)]


_STATES = ("共和国", "王国", "联邦", "合众国", "酋长国", "大公国", "国")


def _parties(unit: Unit, start: int, end: int) -> Iterator[tuple[str, int]]:
    """The parties that a list names, as printed, with their places."""
    plain = aligned(unit.text)[start:end]
    at = 0
    whole = list(joined_names(plain))
    marks = [mark for mark in _AND.finditer(plain) if not any(low < mark.start() < high for low, high in whole)]
    for mark in [*marks, None]:
        stop = mark.start() if mark else len(plain)
        name = unit.text[start + at : start + stop]
        if name.strip():
            yield name.strip(), start + at + len(name) - len(name.lstrip())
        at = mark.end() if mark else stop
