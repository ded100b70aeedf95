"""Who adopts a declaration or statement: the parties that its opening or title lists, else those who sign."""

from __future__ import annotations

import re

from generator.describe.reading import Found, Reading
from generator.names import are_names, is_name

_ISSUERS = re.compile(
    r"我们，?(?P<who>[^。]{4,120}?)(?:的)?(?P<office>领导人|外交部长|外长|部长|元首|首脑|国家元首|代表|各会员城市的市长)\*?，?(?:于|在|齐聚|相聚|举行|会晤)"
)
_TITLE_PARTIES = re.compile(
    r"^(?P<who>.{4,40}?)(?:关于.{2,40}的?)?(?:联合声明|聯合聲明|联合公报|聯合公報|联合新闻公报)$"
    r"|^(?P<states>[^，。]{2,20}政府(?:[和与與、][^，。]{2,20}政府)+)(?:关于|關於|就).{2,40}(?:声明|聲明|公报|公報|宣言)$"
)


def issuers_of(reading: Reading, kind: str) -> list[Found]:
    """Who adopts: the parties that the opening or the title lists, else those who sign."""
    for block in reading.paragraphs[:2]:
        match = _ISSUERS.search(block.text)
        if match and kind in ("declaration", "joint-statement", "communique"):
            parties = _parties(match["who"])
            whole = match.group()[match.start("who") - match.start() : match.end("office") - match.start()]
            names = parties if len(parties) > 1 else [whole]
            return [("issuer", name, reading.line_of(block), match.group()) for name in names]
    title = reading.field("title")
    match = _TITLE_PARTIES.match(reading.title) if title else None
    who = (match["who"] or match["states"]) if match else ""
    if title and re.search(r"[和与與、]|两国", who):
        return [("issuer", name, reading.line_of(title), title.text) for name in _parties(who) if len(name) > 1]
    if kind == "letter":
        return []
    found: list[Found] = []
    for field in reading.fields("byline"):
        text = re.sub(r"^[\u4e00-\u9fff]{2,5}[：:]\s*", "", field.text)  # 签名人：
        if are_names(text) and len(text.split()) > 1 and not re.fullmatch(r"\S\s+\S", text):
            found += [("issuer", name, reading.line_of(field), field.text) for name in text.split()]
        elif kind != "other" or not is_name(field.text):
            found.append(("issuer", field.text, reading.line_of(field), field.text))
    return [item for item in found if not re.search(r"记者|記者|作者|译|評論員|评论员|通讯员|通訊員", item[1])]


def _parties(text: str) -> list[str]:
    return [word.strip() for word in re.split(r"[、，]|与|與|(?<!共)和(?![平谐解諧])", text) if word.strip()]
