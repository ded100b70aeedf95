"""What kind of document a text is, from its title, its form of address, its turns and its lead."""

from __future__ import annotations

import re
from collections import Counter

from generator.describe.reading import Reading
from generator.formulas import VOCATIVE
from generator.words import simplified

_SPEECH = re.compile(r"(?:讲话|演讲|主旨发言|演说|报告|致辞|致词)(?:（.{1,10}）)?$")
_REMARKS = re.compile(
    r"(?:发言|祝酒辞|祝酒词|开幕辞|开幕词|闭幕辞|闭幕词|欢迎辞|答谢辞|贺词|献词|主持词|感言)(?:（.{1,10}）)?$"
)
_LETTER = re.compile(r"(?:信|贺电|唁电|慰问电|致敬电|复电|函|贺函|明信片)$|^致.{2,30}(?:的信|书)$|一封信")
_EXCHANGED = re.compile(r"互致|互换|收到|宣读|转交|展出|发现|公布")  # a title that tells what happened to letters
_STATEMENT = (
    (re.compile(r"联合声明(?:（.{1,12}）)?$|联合新闻声明"), "joint-statement"),
    (re.compile(r"公报(?:（.{1,12}）)?$"), "communique"),
    (re.compile(r"(?:宣言|声明)(?:（.{1,12}）)?$"), "declaration"),
)
_INTERVIEW = re.compile(
    r"专访|访谈|对谈|[—-]访(?!问)|答.{0,10}问$|问答|对话[^，。]{2,12}[：:]|接受.{0,12}(?:采访|专访)"
)
_GRANTED = re.compile(r"接受.{0,20}(?:采访|专访)|采访了")
_CONFERENCE = re.compile(r"记者茶叙|记者会|新闻发布会|吹风会|发布会|例行记者|记者招待会")
_ASKS = re.compile(r"^(?:问|問|答|记者|記者|主持人)$|(?:记者|記者|社|报|報|台|网|網)$")
_TURN = re.compile(r"(?P<who>[^，。！？：:“”]{1,20})[：:]\s*\S")
_FEATURE = re.compile(
    r"^[—-]+\s*(?:记|写在|走进|探访|来自|.{0,40}(?:见闻|纪实|侧记|纪事|观察|综述|巡礼|回眸)$)|(?:侧记|纪实|见闻|特写|综述|速写)$"
)
_NEWS_TIME = re.compile(
    r"昨[日天晚]|今[日天晚]|前[日天]|日前|近日|本[月周]|今年[一二三四上下]|新一期|下月|当地时间|[0-9０-９一二三四五六七八九十]{1,3}日|上周|本周|明[日天起]|下[月周]"
)
_REPORTS = re.compile(r"(?:说|表示|介绍|告诉|指出|认为|称|透露)[，：。“]|据.{2,12}(?:统计|介绍|报道)|负责人")
_ATTENDED = re.compile(r"等?(?:参加|出席|陪同|在座)(?:了)?(?:会晤|会见|会谈|上述活动|会议|有关活动|活动)")
_OFFICIAL = re.compile(
    r"(?:通告|通知|公告|办法|规定|条例|决定|决议|协定|条约|议定书|倡议书|意见|纲要|规划|方案|公约|备忘录|议程|换文|章程|细则|合同)$|(?:决议|决定)[：:]"
)
_AT_MEETING = re.compile(r"在[^。]{2,40}[上中时](?:的)?(?:讲话|演讲|报告|发言|演说|致辞|致词)")
_CROWD = re.compile(r"各位|同志们|女士们|先生们|朋友们|来宾|同事|代表|阁下|总统|主席|总理|部长")
_SPOKEN = re.compile(r"谢谢|感谢各位|祝(?:大会|会议|论坛|各位|大家)")


def kind_of(reading: Reading) -> str:
    """The contract's `type`. Titles are compared in Simplified form."""
    title, subtitle = _bare(simplified(reading.title)), simplified(reading.subtitle)
    text = simplified(reading.text)
    addressed = any(VOCATIVE.fullmatch(block.text) for block in reading.body[:3])
    turns = _turns(reading)
    if turns >= 1 and (_CONFERENCE.search(title) or _held(reading)):
        return "press-conference"
    if turns >= 3 or _INTERVIEW.search(title) or _INTERVIEW.search(subtitle):
        return "interview"
    if reading.dispatch:
        return _dispatch(reading, subtitle)
    for line in (title, subtitle):
        for pattern, kind in _STATEMENT:
            if pattern.search(line):
                return kind
    return _told(reading, title, subtitle, text, addressed)


def _held(reading: Reading) -> bool:
    """Does the lead say that a press conference was held, or its last words that it is over?"""
    lead = simplified(reading.first_sentence)
    last = simplified(reading.paragraphs[-1].text) if reading.paragraphs else ""
    held = re.search(r"(?:举行|召开|主持|出席|举办)[^。]{0,24}", lead)
    return bool((held and _CONFERENCE.search(lead)) or re.search(r"(?:记者会|发布会|吹风会).{0,4}(?:到此|结束)", last))


def _bare(title: str) -> str:
    """A title without what follows its last word: a year after a dash, a note in brackets."""
    return re.sub(r"\s*(?:[-–—|｜]\s*[0-9]{4}.*|[（(][^（）()]{1,12}[）)])$", "", title)


def _turns(reading: Reading) -> int:
    """How many paragraphs are turns of a conversation: labels that recur, or that ask and answer."""
    labels = [match["who"] for block in reading.paragraphs if (match := _TURN.match(block.text))]
    counts = Counter(labels)
    return sum(count for who, count in counts.items() if count > 1 or _ASKS.search(who)) if len(counts) > 1 else 0


def _dispatch(reading: Reading, subtitle: str) -> str:
    """An agency's dispatch is news, or an interview where the lead says that one was given and the subtitle who."""
    granted = reading.lead and _GRANTED.search(simplified(reading.lead.text))
    return "interview" if granted and re.search(r"谈|访|答", subtitle) else "news"


def _addresses(title: str, first: str) -> bool:
    """Is the first line addressed to whom the title names?"""
    return first.endswith(("：", ":")) and first.rstrip("：:") in title


def _told(reading: Reading, title: str, subtitle: str, text: str, addressed: bool) -> str:
    if any(re.search(r"评论员|评论", simplified(field.text)) for field in reading.fields("byline")):
        return "other"
    if _OFFICIAL.search(title) and not re.search(r"签署|发布|印发|通过|达成|公布|签订", title):
        return "other"
    for line in (title, subtitle):
        if _AT_MEETING.search(line):
            return "speech"
        if _SPEECH.search(line) and (addressed or reading.field("byline") or "在" in line):
            return "speech"
        if _REMARKS.search(line) and "书面" not in line:
            return "remarks"
    if _LETTER.search(title) and not _EXCHANGED.search(title):
        return "letter"
    if (
        re.match(r"致(?![力富词辞敬谢])", title)
        and reading.body
        and _addresses(title, simplified(reading.body[0].text))
    ):
        return "letter"
    if addressed:
        address = "".join(block.text for block in reading.body[:3] if VOCATIVE.fullmatch(block.text))
        crowd = _CROWD.search(simplified(address)) and _SPOKEN.search(text[-300:])
        return "speech" if crowd or _REMARKS.search(title) or not title else "letter"
    if _FEATURE.search(subtitle) or _FEATURE.search(title):
        return "feature"
    if reading.headless and _ATTENDED.search(text):
        return "news"
    dated = sum(bool(re.match(r"[0-9]{4}年", block.text)) for block in reading.paragraphs)
    years = (
        dated > 1
        or re.match(r"[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日至", reading.first_sentence)
        or re.match(r"[0-9]{4}年(?![0-9]{1,2}月[0-9]{1,2}日)", reading.first_sentence)
    )
    if _NEWS_TIME.search(simplified(reading.first_sentence)) and not years:
        return "news"
    if _NEWS_TIME.search(title) or re.search(r"^(?:简讯|短讯|快讯|要闻|简报)$", title):
        return "news"
    reporter = any(re.search(r"记者", simplified(field.text)) for field in reading.fields("byline"))
    walked = re.match(r"(?:走进|走近|来到|探访)", simplified(reading.first_sentence))
    return "feature" if reporter or walked or _REPORTS.search(text) else "other"
