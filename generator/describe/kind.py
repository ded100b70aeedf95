"""What kind of document a text is, from its title, its form of address, its turns and its lead."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from generator.describe.issuers import WE
from generator.describe.reading import Reading, Unit
from generator.describe.reports import (
    act_of_office,
    askers,
    comment,
    mostly_told,
    regular_conference,
    retold,
    signed_article,
    speech_below,
    speech_follows,
    told_of_one,
)
from generator.describe.sources import SIGNED, WIRED
from generator.formulas import NUMBERED, VOCATIVE
from generator.model import Block, Field
from generator.words import aligned, simplified

_SPEECH = re.compile(r"(?:讲话|演讲|主旨发言|演说|报告|致辞|致词)(?:（.{1,10}）)?$")
_REMARKS = re.compile(
    r"(?:发言|祝酒辞|祝酒词|开幕辞|开幕词|闭幕辞|闭幕词|欢迎辞|答谢辞|贺词|献词|主持词|感言)(?:（.{1,10}）)?$"
)
_LETTER = re.compile(
    r"(?:(?<![互自诚通电威迷可守失征讲坚确轻相短微亲])信|贺电|唁电|慰问电|致敬电|复电|函|贺函|明信片)$|^致.{2,30}(?:的信|书)$|一封信"
)
_EXCHANGED = re.compile(r"互致|互换|收到|宣读|转交|展出|发现|公布")  # a title that tells what happened to letters
_STATEMENT = (
    (re.compile(r"(?:联合|共同)声明(?:（.{1,12}）)?$|联合新闻声明"), "joint-statement"),
    (re.compile(r"公报(?:（.{1,12}）)?$"), "communique"),
    (re.compile(r"(?:宣言|声明)(?:（.{1,12}）)?$"), "declaration"),
)
_APPEAL = re.compile(r"(?<![提发])(?<!提出)(?<!发出)(?<!发起)(?<!响应)(?:倡议|呼吁)(?P<letter>书)?$")
_ADOPTED = re.compile(r"通过了?(?:本|这份|这一|此)(?:倡议|呼吁)书?")
_OUR_APPEAL = re.compile(  # 我们，出席会议的各方代表，…
    rf"{_ADOPTED.pattern}|^(?:[（(]?[0-9０-９一二三四五六七八九十]{{1,2}}[）)、．.]\s*)?(?:我们|(?:与会)?(?:各方|代表|各国)|双方)[^。]{{0,60}}(?:倡议|呼吁)(?!书)"
    r"|^我们，[^，。]{0,40}(?:代表|与会者|成员|领导人|首脑|部长|市长)们?[，（]"
)
_INTERVIEW = re.compile(
    r"专访|访谈|对谈|[—-]访(?!问)|答.{0,10}问$|问答|对话[^，。]{2,12}[：:]|接受.{0,12}(?:采访|专访)"
)
_GRANTED = re.compile(r"接受.{0,20}(?:采访|专访)|采访了")
_CONFERENCE = re.compile(r"记者茶叙|记者会|新闻发布会|吹风会|发布会|例行记者|记者招待会")
_RECORD = re.compile(r"(?:记者会|发布会|吹风会|招待会).{0,4}(?:实录|全文)$")
_ASKS = re.compile(r"^(?:问|問|答|记者|記者|主持人)$|(?:记者|記者|社|报|報|台|网|網)$|^《[^》]{2,12}》$")
_TURN = re.compile(r"(?P<who>[^，。！？：:“”]{1,20})[：:](?:\s*\S|$)")
_TURN_LABEL = re.compile(r"(?<=[：:])[\s\S]*")
_FEATURE = re.compile(
    r"^[—-]+\s*(?:记|写在|走进|探访|来自|.{0,40}(?:见闻|纪实|侧记|纪事|观察|综述|巡礼|回眸)$)|(?:侧记|纪实|见闻|特写|综述|速写)$"
)
_NEWS_TIME = re.compile(
    r"昨[日天晚]|今[日天晚]|前[日天]|日前|近日|本[月周]|今年[一二三四上下]|新一期|下月|当地时间|[0-9０-９一二三四五六七八九十]{1,3}日|上周|本周|明[日天起]|下[月周]"
)
_REPORTS = re.compile(
    r"(?<![有的]人)(?<!人们)(?<!俗话)(?<!古人)(?<!常)(?:说|表示|介绍|告诉(?:[^，。]{0,4}记者)?|指出|认为|称|透露)[，：。“]|据.{2,12}(?:统计|介绍|报道)|负责人"
)
_TELLS = re.compile(r"(?:说|强调|表示|指出|介绍|透露|重申|认为|告诉记者)(?=[，：“赞欢感愿将对])")
# What happened, in a title, and what was said at it: a report, though it names no day.
_HAPPENED = re.compile(r"访问(?!量)|会见|会谈|会晤|通电话|签署|开幕|闭幕|抵达|通车|举行|召开|出席")
_STATED = re.compile(r"(?:指出|强调|表示|表达)")
_BRIEFS = re.compile(r"^(?:简讯|短讯|快讯|要闻|简报)$")
_WENT_ON = re.compile(
    r"访问期间|会[谈见晤](?:结束)?后|与会(?:各方|代表|人员|嘉宾|官员)[^。]{0,40}(?:交换了?意见|进行了?讨论)[^。]{0,20}商定|[^，。]{2,8}一行|(?:共同|一同)?出席了?[^。]{0,40}(?:仪式|开幕|闭幕|晚宴|宴会)|参加了?(?:会见|会谈|上述活动)"
)
_WALKED = re.compile(r"走进|走近|来到|探访")
_ATTENDED = re.compile(r"等?(?:参加|出席|陪同|在座)(?:了)?(?:会晤|会见|会谈|上述活动|会议|有关活动|活动)")
_OFFICIAL = re.compile(
    r"(?:通告|通知|公告|办法|规定|条例|决定|决议|协定|条约|议定书|倡议书|意见|纲要|规划|方案|公约|备忘录|议程|换文|章程|细则|合同|(?:主席|会议|论坛|大会|峰会)(?:的)?(?:总结|摘要|概要|纪要|共识|成果文件|成果清单))$|(?:决议|决定)[：:]"
)
_AT_MEETING = re.compile(r"在[^。]{2,40}[上中时](?:的)?(?:讲话|演讲|报告|发言|演说|致辞|致词)")
_CROWD = re.compile(r"各位|同志们|女士们|先生们|朋友们|来宾|同事|代表|阁下|总统|主席|总理|部长")
_SPOKEN = re.compile(r"谢谢|感谢各位|祝(?:大会|会议|论坛|各位|大家)")


class Kind(NamedTuple):
    """The contract's `type`, and the words of a unit that decided; with a reason it is inferred from them."""

    type: str
    unit: Unit | None = None
    start: int = 0
    end: int = 0
    reason: str | None = None


UNTOLD = "题目和正文都没有可判别文体的用语"
_RELATES = "没有电头和讲话人，转述各方的话，当是特写"
_ROLES = ("title", "subtitle")


def kind_of(reading: Reading) -> Kind:
    """What kind of document it is. Everything is compared in Simplified form."""
    title, subtitle = _lines(reading)
    turns = _turns(reading)
    if turns and (_CONFERENCE.search(title) or _held(reading)):
        field = reading.field("title") if _CONFERENCE.search(title) else None
        return _by_field("press-conference", reading, "title") if field else Kind("press-conference", turns[0], 0, 1)
    spoken = next((block for block in reading.paragraphs if _TURN.match(aligned(block.text))), None)
    if spoken and _RECORD.search(simplified(reading.title)):
        return _by_field("press-conference", reading, "title")
    asked = len(askers(_TURN.match(aligned(turn.text))["who"] for turn in turns)) > 1  # type: ignore[index]
    if asked and not any(_INTERVIEW.search(line) for line in (title, subtitle)):
        return Kind("press-conference", turns[0], 0, 1)
    if len(turns) >= 3:
        return Kind("interview", turns[0], 0, len(_TURN_LABEL.sub("", turns[0].text)) or 1)
    for line, role in zip((title, subtitle), _ROLES, strict=True):
        if _INTERVIEW.search(line):
            return _by_field("interview", reading, role)
    held = regular_conference(reading)
    if held and (turns or not reading.dispatch):
        return Kind("press-conference", *held[:3])
    article = signed_article(reading) or comment(reading)
    if article:
        return Kind("other", *article[:3])
    given = None if reading.dispatch else speech_below(reading)
    if given:
        return Kind("speech", *given[:3])
    if reading.dispatch and not (_announces(reading) and any(pattern.search(title) for pattern, _ in _STATEMENT)):
        return _dispatch(reading, subtitle)
    for line, role in zip((title, subtitle), _ROLES, strict=True):
        for pattern, kind in _STATEMENT:
            if pattern.search(line):
                return _by_field(kind, reading, role)
    return (
        _appeal(reading, title)
        or _official(reading, title)
        or _spoken(reading, title, subtitle)
        or _told(reading, title, subtitle)
    )


def _announces(reading: Reading) -> bool:
    """Does the first paragraph say nothing but that the words of a document stand below?"""
    first = aligned(reading.paragraphs[0].text)
    told = re.search("发表|签署|举行|通过|发布|达成", simplified(reading.title))  # the title of a report
    return not told and bool(re.search(r"(?:全文)?如下[:：]?。?$", first)) and first.count("。") <= 1


def _appeal(reading: Reading, title: str) -> Kind | None:
    """An appeal that a meeting adopted: its title says so, and it speaks as `我们`; a report of one names who made it."""
    told = _APPEAL.search(title)
    ours = _found(_ADOPTED if told and told["letter"] else _OUR_APPEAL, reading) if told else None
    return _by_field("declaration", reading, "title") if ours else None


def _lines(reading: Reading) -> tuple[str, str]:
    return _bare(simplified(reading.title)), simplified(reading.subtitle)


def _by_field(kind: str, reading: Reading, role: str) -> Kind:
    """A kind that the title or the subtitle tells."""
    field = reading.field(role)
    return Kind(kind, field, 0, len(field.text)) if field else Kind(kind)


def _held(reading: Reading) -> bool:
    """Does the lead say that a press conference was held, or its last words that it is over?"""
    lead = simplified(reading.first_sentence)
    last = simplified(reading.paragraphs[-1].text) if reading.paragraphs else ""
    held = re.search(r"(?:举行|召开|主持|出席|举办)[^。]{0,24}", lead)
    return bool((held and _CONFERENCE.search(lead)) or re.search(r"(?:记者会|发布会|吹风会).{0,4}(?:到此|结束)", last))


def _bare(title: str) -> str:
    """A title without what follows its last word: a year after a dash, a note in brackets, how much of the text it is."""
    bare = re.sub(r"\s*(?:[-–—|｜]\s*[0-9]{4}.*|[（(][^（）()]{1,12}[）)])$", "", title)
    return re.sub(r"(?<=[话讲言词辞说信电])(?:的)?(?:全文|摘要|节选|实录)$", "", bare)


def _turns(reading: Reading) -> list[Block]:
    """The paragraphs that are turns of a conversation: the labels of two or more recur, or ask and answer."""
    labels = [(match["who"], block) for block in reading.paragraphs if (match := _TURN.match(aligned(block.text)))]
    counts = Counter(who for who, _ in labels)
    turns = [(who, block) for who, block in labels if counts[who] > 1 or _ASKS.search(who)]
    return [block for _, block in turns] if len({who for who, _ in turns}) > 1 else []


def _dispatch(reading: Reading, subtitle: str) -> Kind:
    """An agency's dispatch is news, or an interview where the lead says that one was given and the subtitle who."""
    granted = _GRANTED.search(aligned(reading.lead.text)) if reading.lead else None
    told = (
        granted and re.search(r"(?:内容|全文|实录)如下[:：]?。?$", aligned(reading.lead.text)) if reading.lead else None
    )
    if reading.lead and granted and (told or re.search(r"谈|访|答", subtitle)):
        return Kind("interview", reading.lead, *granted.span())
    block = next(block for block in reading.paragraphs if (reading.dispatch or "") in block.text)
    start = block.text.index(reading.dispatch or "")
    return Kind("news", block, start, start + len(reading.dispatch or ""))


def _official(reading: Reading, title: str) -> Kind | None:
    """A comment, or a regulation: no kind of its own in the contract."""
    for field in reading.fields("byline"):
        if re.search(r"评论员|评论", aligned(field.text)):
            return Kind("other", field, 0, len(field.text))
    if _OFFICIAL.search(title) and not re.search(r"签署|发布|印发|通过|达成|公布|签订|发表", title):
        return _by_field("other", reading, "title")
    return None


def _spoken(reading: Reading, title: str, subtitle: str) -> Kind | None:
    """Speeches, remarks and letters, by their titles or by whom they address."""
    addresses = [block for block in reading.body[:3] if VOCATIVE.fullmatch(aligned(block.text))]
    told_of = retold(reading)
    if told_of:
        return Kind("news", *told_of[:3])
    for line, role in zip((title, subtitle), _ROLES, strict=True):
        told = bool(addresses) or reading.field("byline") or "在" in line
        if _AT_MEETING.search(line) or (_SPEECH.search(line) and told):
            return _by_field("speech", reading, role)
        if _REMARKS.search(line) and "书面" not in line:
            return _by_field("remarks", reading, role)
    if (_LETTER.search(title) and not _EXCHANGED.search(title)) or _addresses(reading, title):
        return _by_field("letter", reading, "title")
    if not addresses:
        return _run_in(reading)
    crowd = _CROWD.search("".join(aligned(block.text) for block in addresses)) and _SPOKEN.search(reading.plain[-300:])
    spoken = crowd or _REMARKS.search(title) or not title or speech_follows(reading)
    return Kind("speech" if spoken else "letter", addresses[0], 0, len(addresses[0].text))


def _run_in(reading: Reading) -> Kind | None:
    """A speech whose form of address and first sentences were run together into one paragraph; it ends with thanks."""
    first = reading.body[0] if reading.body else None
    address = _ADDRESS_RUN_IN.match(aligned(first.text)) if first else None
    if not first or not address or not _SPOKEN.search(reading.plain[-60:]):
        return None
    return Kind("speech", first, 0, address.end())


_ADDRESS_RUN_IN = re.compile("(?:尊敬的|各位|女士们|同志们|朋友们)[^。；？“”]{2,60}[：！](?=.)")


def _addresses(reading: Reading, title: str) -> bool:
    """Is the first line addressed to whom the title names (`致某某`)?"""
    first = aligned(reading.body[0].text) if reading.body else ""
    named = first.endswith(("：", ":")) and first.rstrip("：:") in title
    return named and bool(re.match(r"致(?![力富词辞敬谢])", title))


def _told(reading: Reading, title: str, subtitle: str) -> Kind:
    """Features and news, by their titles and openings; a declaration whose title is lost."""
    for line, role in zip((subtitle, title), ("subtitle", "title"), strict=True):
        if _FEATURE.search(line):
            return _by_field("feature", reading, role)
    ended = _found(_ATTENDED, reading) if reading.headless else None
    if ended:
        return Kind("news", *ended)
    said = _found(_TELLS, reading) if reading.headless and mostly_told(reading) else None
    if said:
        return Kind("news", *said)
    went_on = _found(_WENT_ON, reading) if reading.headless and not re.search("[我您]", reading.plain) else None
    if went_on:
        return Kind("news", *went_on)
    adopted = _adopted(reading) if not title else None
    if adopted:
        return Kind("joint-statement" if re.search(r"本?联合声明", reading.plain) else "declaration", *adopted)
    sentence = aligned(reading.first_sentence)
    when = _NEWS_TIME.search(sentence)
    if reading.lead and when and not _of_years(reading) and not _is_article(sentence):
        start = reading.lead_start + when.start()
        return Kind("news", reading.lead, start, start + len(when.group()))
    if _NEWS_TIME.search(title) or _BRIEFS.search(title):
        return _by_field("news", reading, "title")
    if (_HAPPENED.search(title) or _talks_go_on(reading)) and _STATED.search(reading.plain):
        unit = reading.field("title") or reading.body[0]
        return Kind("news", unit, 0, len(unit.text))
    acted = act_of_office(reading) or told_of_one(reading)
    return Kind("news", *acted[:3]) if acted else _reported(reading, sentence)


def _adopted(reading: Reading) -> tuple[Unit, int, int] | None:
    """Where a text without a title says who declares; one whose beginning is lost says `我们认识到` in its numbered points."""
    points = [block for block in reading.body if NUMBERED.match(block.text) and _WE_POINT.match(aligned(block.text))]
    if reading.headless and len(points) > 1:
        return points[0], 0, len(points[0].text.split("，")[0])
    return _found(WE, reading, 2)


_WE_POINT = re.compile(rf"(?:{NUMBERED.pattern})[\s　]*(?:我们|双方|各方|三方|四方|与会各方)")


def _talks_go_on(reading: Reading) -> bool:
    """Is it a report of talks whose beginning is lost?"""
    return reading.headless and bool(re.search(r"会谈|会见|会晤|双方", reading.plain))


def _reported(reading: Reading, sentence: str) -> Kind:
    """A feature has a reporter, goes somewhere, or lets people speak."""
    units: list[Unit] = [*reading.fields("byline", "credit"), *reading.body[-1:]]
    for unit in units:
        wired = re.search("[0-9]日[电讯]$", aligned(unit.text)) if isinstance(unit, Field) else WIRED.search(unit.text)
        if wired:
            return Kind("news", unit, *wired.span())
    for field in reading.fields("byline"):
        if "记者" in aligned(field.text):
            return Kind("feature", field, 0, len(field.text))
    for field in reading.fields("note"):
        if SIGNED.fullmatch(field.text.strip()) and "记者" not in aligned(field.text) and "我" in reading.plain:
            return Kind("other", field, 0, len(field.text))  # an essay: its author says of himself who he is
    walked = _WALKED.match(sentence)
    if reading.lead and walked:
        return Kind("feature", reading.lead, reading.lead_start, reading.lead_start + len(walked.group()))
    reported = _found(_REPORTS, reading)
    return Kind("feature", *reported, _RELATES) if reported else Kind("other")


def _found(pattern: re.Pattern[str], reading: Reading, first: int | None = None) -> tuple[Unit, int, int] | None:
    """The first place of a pattern in the paragraphs, else in the fields."""
    units: list[Unit] = [*reading.body[:first], *(reading.document.fields if first is None else ())]
    for unit in units:
        match = pattern.search(aligned(unit.text))
        if match:
            return unit, *match.span()
    return None


def _of_years(reading: Reading) -> bool:
    """Does the text go through years, so that a date in its first sentence is none of news?"""
    dated = sum(bool(re.match(r"[0-9]{4}年", block.text)) for block in reading.paragraphs)
    opening = r"[0-9]{4}年(?:[0-9]{1,2}月[0-9]{1,2}日至|(?![0-9]{1,2}月[0-9]{1,2}日))"
    return dated > 1 or bool(re.match(opening, reading.first_sentence))


def _is_article(sentence: str) -> bool:
    """Is the first sentence one in which parties speak for themselves, or a numbered article of theirs, and no report?"""
    return sentence.startswith("我们") or bool(NUMBERED.match(sentence) and re.search(r"我们|双方|各方|缔约", sentence))
