"""By what a report of what officials did and said is known, and by what the words of another that a page gives in full.

All patterns are looked for in the Simplified form (`words.aligned`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.describe.reading import Reading, Unit
from generator.formulas import VOCATIVE, any_of
from generator.names import is_name
from generator.words import aligned, simplified

_OFFICE = any_of(
    "国务委员 外长 外相 防长 财长 部长 部长助理 主席 总统 总理 首相 国务卿 大臣 大使 总领事 公使 发言人 特使 特派员 专员 秘书长 总干事 高级代表",
    "临时代办 参赞 领事 司长 副司长 外务大臣 行政长官 特首 国王 总书记 议长 委员长 政治局委员 办公室主任",
)
_BODY = any_of("外交部 国防部 商务部 国务院 白宫 克里姆林宫 欧盟委员会 使馆")
_ACTS = any_of(
    "表示 指出 强调 宣布 称 说 重申 回应 会见 会面 会谈 会晤 通电话 通话 访问 抵达 抵港 到访 出席 举行 致电 致信 致函 讲话 发表 签署 主持 召见 约见 启程 回顾",
    "发言 呼吁 演讲 致辞 吹风 出任 已任 就任 卸任 离任 履新 辞行",
)
_ACTED = re.compile(rf"(?P<who>{_OFFICE}[^，。、]{{0,16}}?|{_BODY}(?!长))(?:，|[^。]{{0,60}}?){_ACTS}")
_SELF = re.compile(r"[我您咱]|笔者|本报记者")
_LONG = re.compile(
    r"以来|多次|历来|始终|一贯|曾经?(?!是)|每次|高度重视"
)  # an essay tells what was done again and again
_TELLS = re.compile(
    r"(?:(?<!据)说|强调|表示|指出|介绍|透露|重申|认为|告诉记者|称|指(?=，))(?=[，：“]|[^，。的了者过明法话])"
)
_SUBJECT = re.compile(
    r"(?P<name>[\u4e00-\u9fff·]{2,12}?)(?:大使|外长|主席|总理|总统|部长)?(?:还|又|也|并|则)?(?:表示|指出|强调|说|称|认为)[，：]"
)
_INSIDE = re.compile(r"“[^”]*”|「[^」]*」|《[^》]*》")
# 驻某国大使某某在某报发表题为《…》的署名文章
_SIGNED = re.compile(
    r"(?:^|[，。：:日])(?P<who>[^，。：:《》日]{2,30}?)(?:在|于)[^，。]{0,24}(?:《[^》]{1,20}》)?[^，。《]{0,16}(?:发表|刊发|撰写)(?:了)?(?:题为|以)?[^。]{0,80}?(?:署名文章|的文章)"
)
_BELOW = re.compile(r"(?:如下|以下(?:是|为)[^。]{0,20}(?:全文|译文|文章))[：:。]?$")
_ARTICLE_SAYS = re.compile(
    r"^(?:文章|该文|署名文章|[\u4e00-\u9fff·]{2,8}在(?:署名)?文章中)(?:还|最后|首先|中)?(?:说|指出|强调|称|表示|认为|写道|写到)"
)
_REGULAR = re.compile(
    r"发言人[^，。：:]{0,8}(?:主持|举行|出席)?(?:网上)?例行记者会|例行记者会[\s/／A-Za-z]*[（(]?[0-9年月日./\-\s]*[)）]?$"
)
_CONFERENCE_LINE = re.compile(r"(?:主持|举行)(?:网上)?例行记者会")
_PUT_AT = re.compile(r"记者会[^。]{0,10}有[^。：]{0,10}记者[^。：]{0,6}问[：:]")
_MEDIUM = re.compile(r"(?:社|报|台|网|卫视|新闻|杂志|周刊|通讯)(?:记者)?$|.{2,}记者$")


_COLUMN = tuple("讯闻评论报刊")
_LABELS = frozenset(["关键字", "关键词"])


_TOLD_OF = re.compile(r"(?P<who>[\u4e00-\u9fff·]{2,8}?)(?:亦|还|又|进一步)?(?:表示|指出|强调|重申|说)[，：]")
# The column of a paper that comments, behind a title: （望海楼）
_COMMENTS = re.compile(
    r"[（(]\s*(?:望海楼|观象台|国际论坛|和音|钟声|国际观察|环球走笔|国际视点|人民论坛|今日谈|[\u4e00-\u9fff]{2}(?:时评|快评|短评|锐评|评论))\s*[)）]$|^(?:社论|社评|时评|快评|短评|锐评|钟声|和音)[：:｜|]"
)
# …抵达渡口，随后发表了讲话。全文见下：
_SPEECH_BELOW = re.compile(
    r"(?:^|日，|[，：:])(?P<who>[^，。：:]{2,40}?)(?:今[日天]|[0-9]{1,2}日)?(?:抵达|出席|应邀|在|于|向|就|以)[^。]{0,90}?(?:发表|致)[^。]{0,40}?(?:讲话|致辞|致词|演讲|发言)"
)


_FOLLOWS = re.compile(  # 以下是局长某某今日在论坛的致辞全文：
    r"(?:以下|下面|下文)(?:是|为)(?P<who>[^，。：]{2,40}?)(?:今[日天早午晚晨]|昨[日天]|[0-9一二三四五六七八九十]{1,3}日|（[^（）]{2,16}）)*(?:在|于|出席|向)[^。]{2,60}"
    r"(?:讲话|演讲|致辞|致词|发言|演辞|开场发言|谈话内容)"
)


class Shown(NamedTuple):
    """Words of a unit that show something, and whom they name."""

    unit: Unit
    start: int
    end: int
    who: str = ""


def act_of_office(reading: Reading) -> Shown | None:
    """What an official did or said, as the first sentence tells it of him, where title or text go on about it."""
    sentence = aligned("。".join(reading.lead_text.split("。")[:2]))  # what an office is, and then what it did
    bare = _INSIDE.sub(lambda match: "·" * len(match.group()), sentence)
    match = _ACTED.search(bare)
    if not reading.lead or not match or _SELF.search(bare) or _LONG.search(bare[: match.end()]):
        return None
    title = simplified(reading.title)
    holders = [bare[office.end() : office.end() + 2] for office in re.finditer(_OFFICE, bare[: match.end()])]
    named = match["who"] in title or any(len(name) > 1 and name in title for name in holders)
    essay = any(is_author(field.text.strip()) for field in reading.fields("byline"))
    if not mostly_told(reading) and (essay or not title or not named):
        return None
    return Shown(reading.lead, reading.lead_start + match.start(), reading.lead_start + match.end())


def is_author(text: str) -> bool:
    """Is a line of its own a person's name, and not a column's (`时讯`)?"""
    return is_name(text) and not (
        simplified(text) in _LABELS or (len(text) == 2 and simplified(text).endswith(_COLUMN))
    )


def mostly_told(reading: Reading) -> bool:
    """Does more than half of what is there give somebody's words, as a report does and a feature hardly?"""
    texts = [_INSIDE.sub("", aligned(block.text)) for block in reading.paragraphs]
    if len(texts) == 1:  # a brief: its sentences
        texts = [sentence for sentence in texts[0].split("。") if sentence]
        return any(_TELLS.search(sentence) for sentence in texts[1:])
    told = [bool(_TELLS.search(text)) for text in texts]
    return len(told) > 1 and 2 * sum(told) > len(told)


def retold(reading: Reading) -> Shown | None:
    """Where the one whom the title names is spoken of, in a text that nobody is addressed by: a report of a speech."""
    title = simplified(reading.title)
    if any(VOCATIVE.match(aligned(block.text)) for block in reading.body[:3]):
        return None
    for block in reading.paragraphs:
        match = _SUBJECT.match(aligned(block.text))
        if match and match["name"] in title:
            return Shown(block, *match.span())
    return None


def told_of_one(reading: Reading) -> Shown | None:
    """Where most paragraphs open with what one and the same person stated: a report, though no office is named."""
    opened = [(block, match) for block in reading.paragraphs if (match := _TOLD_OF.match(aligned(block.text)))]
    if (
        len(opened) < 2
        or 2 * len(opened) <= len(reading.paragraphs)
        or len({match["who"] for _, match in opened}) > 1
        or not is_name(opened[0][1]["who"])
    ):
        return None
    return Shown(opened[0][0], *opened[0][1].span())


def comment(reading: Reading) -> Shown | None:
    """The column, in a title, by which a paper's comment is known."""
    first: Unit | None = reading.field("title") or next(
        (block for block in reading.body[:1] if "。" not in block.text), None
    )
    match = _COMMENTS.search(aligned(first.text)) if first else None
    return Shown(first, *match.span()) if first and match else None


def speech_below(reading: Reading) -> Shown | None:
    """Whose speech a page gives in full, where its first paragraph tells where it was made and that it stands below."""
    for block in reading.paragraphs[:2]:
        match = _SPEECH_BELOW.search(aligned(block.text)) if _BELOW.search(block.text.strip()) else None
        if match:
            return Shown(block, *match.span(), match["who"])
    return None


def speech_follows(reading: Reading) -> Shown | None:
    """Whose speech a page says that it gives: `以下是局长某某今日在论坛的致辞全文`."""
    for unit in reading.units("note", first=1):
        match = _FOLLOWS.search(aligned(unit.text))
        if match:
            return Shown(unit, *match.span(), match["who"])
    return None


def signed_article(reading: Reading) -> Shown | None:
    """Who signed the article that a page gives in full, where its title or first paragraph says that one was published."""
    told = any(_ARTICLE_SAYS.match(aligned(block.text)) for block in reading.paragraphs)
    below = any(_BELOW.search(block.text.strip()) for block in reading.paragraphs[:2])
    if told or not (below or (reading.title and len(re.findall("我", _INSIDE.sub("", reading.plain))) > 2)):
        return None
    units: list[Unit] = [*reading.fields("title"), *(one for one in reading.paragraphs[:2] if _BELOW.search(one.text))]
    for unit in units:
        match = _SIGNED.search(aligned(unit.text))
        if match:
            return Shown(unit, *match.span("who"), match["who"])
    return None


def regular_conference(reading: Reading) -> Shown | None:
    """A spokesman's regular press conference, by its title or the line below it, or the place where a question was put."""
    title = reading.field("title")
    if title and _REGULAR.search(simplified(reading.title)):
        return Shown(title, 0, len(title.text))
    for n, block in enumerate(reading.body[:3]):  # further down a report tells of one
        match = _CONFERENCE_LINE.fullmatch(aligned(block.text)) or (n == 0 and _PUT_AT.search(aligned(block.text)))
        if match:
            return Shown(block, *match.span())
    return None


def askers(labels: Iterator[str]) -> set[str]:
    """The papers and agencies that put questions: where there are several, a press conference was held."""
    return {label for label in labels if _MEDIUM.search(label)}
