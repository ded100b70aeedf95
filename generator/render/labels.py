"""What the card says in words: names for the values of the contract, and dates as a reader writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.edtf import is_yearless
from generator.render.html import Html, esc
from generator.render.words import say
from generator.standing import REVIEWS

TYPES = {
    "speech": "讲话",
    "remarks": "致辞",
    "declaration": "宣言",
    "joint-statement": "联合声明",
    "communique": "公报",
    "letter": "信函",
    "interview": "访谈",
    "press-conference": "记者会",
    "news": "新闻报道",
    "feature": "特写",
    "other": "其他",
}
FORMATS = {"in-person": "现场", "video": "视频", "written": "书面"}
VENUE_ROLES = {"event": "活动地点", "speaker-location": "讲话人所在地", "host-location": "主办方所在地"}
SCRIPTS = {"Hans": "简体", "Hant": "繁体", "mixed": "简繁混用"}
LANGUAGES = {"Hans": "zh-Hans", "Hant": "zh-Hant"}
ROLES = {
    "title": "题名",
    "subtitle": "副题",
    "byline": "署名",
    "dateline": "电头",
    "credit": "来源与责编",
    "note": "附注",
}
PERSON_ROLES = {
    "speaker": "讲话人",
    "quoted": "被引述",
    "issuer": "发布者",
    "author": "作者",
    "attending": "出席",
    "represented": "被代表",
    "named": "提及",
}
RELATIONS = {"continues": "上接", "continued-by": "下转", "same-text": "同文"}
KINDS = {
    "initiative": "倡议",
    "concept": "概念",
    "plan": "规划",
    "framework": "框架",
    "person": "人物",
    "organisation": "机构",
    "event": "事件",
    "venue": "地点",
    "document": "文件",
}
FOLDERS = {
    "initiatives": "倡议与概念",
    "events": "会议与事件",
    "people": "人物",
    "organisations": "机构",
    "venues": "地点",
    "texts": "所引文件",
}
FORM_STATUS = {"attested": "见于本档案", "sourced": "有出处", "converted": "机器转换，非原文字形"}
RIGHTS = {"http://rightsstatements.org/vocab/CNE/1.0/": "版权状况未评估"}

# The English of each, by the Chinese: what is said twice is said the same.
_ENGLISH = {
    "讲话": "speech", "致辞": "remarks", "宣言": "declaration", "联合声明": "joint statement", "公报": "communiqué",
    "信函": "letter", "访谈": "interview", "记者会": "press conference", "新闻报道": "news report", "特写": "feature",
    "其他": "other", "现场": "in person", "视频": "by video", "书面": "in writing", "现场与视频": "in person and by video",
    "活动地点": "where it took place", "讲话人所在地": "where the speaker was", "主办方所在地": "where the host was",
    "简体": "Simplified", "繁体": "Traditional", "简繁混用": "both scripts",
    "缺开头": "beginning lost", "中间有缺": "middle lost", "缺结尾": "end lost", "完整": "complete",
    "题名": "title", "副题": "subtitle", "署名": "byline", "电头": "dateline", "来源与责编": "credit", "附注": "note",
    "讲话人": "speaker", "被引述": "quoted", "发布者": "issuer", "作者": "author", "出席": "attending",
    "被代表": "represented", "提及": "named", "上接": "continued from", "下转": "continued in", "同文": "the same text",
    "倡议": "initiative", "概念": "concept", "规划": "plan", "框架": "framework", "人物": "person", "机构": "organisation",
    "事件": "event", "地点": "place", "文件": "document",
    "倡议与概念": "Initiatives and concepts", "会议与事件": "Meetings and events", "所引文件": "Texts referred to",
    "见于本档案": "attested in this archive", "有出处": "with a source",
    "机器转换，非原文字形": "machine-converted, not the original characters", "版权状况未评估": "copyright not evaluated",
    "未校读": "not proofread", "有问题": "problems remain", "已校读": "proofread", "已复核": "validated",
    "刊发": "published", "所述": "covers",
    **dict(REVIEWS.values()),
}  # fmt: skip
_HEADINGS = {"人物": "People", "机构": "Organisations", "地点": "Places"}  # of a list, not of one


def english(zh: str) -> str | None:
    """The English of a label, or None.

    >>> english("联合声明"), english("缺开头、缺结尾"), english("张三")
    ('joint statement', 'beginning lost, end lost', None)
    """
    parts = [_ENGLISH.get(part) for part in zh.split("、")]
    return None if None in parts else ", ".join(str(part) for part in parts)


def told(zh: str) -> Html:
    """A label in both languages; what is none stands as it is.

    >>> told("讲话"), told("张三")
    ('<span data-en="speech">讲话</span>', '张三')
    """
    known = english(zh)
    return say(zh, known) if known else esc(zh)


def value(words: Mapping[str, str], id: str) -> Html:
    """The words for a value of the contract, in both languages."""
    return told(words.get(id, id))


def folder(name: str) -> tuple[str, str]:
    """The name of a folder of records, in Chinese and in English."""
    zh = FOLDERS[name]
    return zh, _HEADINGS.get(zh) or _ENGLISH[zh]


def language(script: str | None) -> str:
    """The language tag of a text, from its script."""
    return LANGUAGES.get(script or "", "zh")


# -- dates ----------------------------------------------------------------------------------------------------------

_DATE = re.compile(
    r"""
    (?P<year> \d{4} | XXXX ) (?: - (?P<month> 0[1-9] | 1[0-2] ) (?: - (?P<day> \d\d ) )? )?
    (?P<doubt> [~?%]? )                   # EDTF: about, uncertain, both
    """,
    re.VERBOSE,
)
_NO_YEAR, _NO_YEAR_EN = "（年份不详）", " (year unknown)"
_DOUBT = {"~": "约", "?": "疑为", "%": "疑约"}


def date(edtf: str) -> str:
    """An EDTF date in Chinese; what is not understood is shown as it stands.

    >>> date("2020-11-17"), date("2020-04~"), date("2020-11-17/2020-11-22"), date("2020-01/2020-04")
    ('2020年11月17日', '约2020年4月', '2020年11月17日至22日', '2020年1月至4月')
    >>> date("XXXX-09-06"), date("XXXX-09-06/XXXX-09-08")
    ('9月6日（年份不详）', '9月6日至8日（年份不详）')
    """
    first, slash, last = edtf.partition("/")
    shown = f"{_one_date(first)}至{_shortened(first, last)}" if slash else _one_date(first)
    return shown + _NO_YEAR * is_yearless(edtf)


def _one_date(edtf: str) -> str:
    found = _DATE.fullmatch(edtf)
    if not found:
        return "未知" if edtf in ("", "..") else edtf
    parts = [f"{found['year']}年"] if found["year"].isdigit() else []
    parts += [f"{int(found[part])}{unit}" for part, unit in (("month", "月"), ("day", "日")) if found[part]]
    return _DOUBT.get(found["doubt"], "") + "".join(parts)


def _shortened(first: str, last: str) -> str:
    """The end of an interval without the year and month that it shares with the start."""
    shown = _one_date(last)
    if not (_DATE.fullmatch(first) and _DATE.fullmatch(last)) or not last[-1].isdigit():
        return shown
    for length in (7, 4):
        shared = _one_date(first[:length])
        if first[:length] == last[:length] and len(last) > length and shown.startswith(shared):
            return shown[len(shared) :]
    return shown


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DOUBT_EN = {"~": "about ", "?": "perhaps ", "%": "perhaps about "}


def date_en(edtf: str) -> str:
    """An EDTF date in English.

    >>> date_en("2020-11-17"), date_en("2020-04~"), date_en("2020-11-17/2020-11-22"), date_en("2020-01/2020-04")
    ('17 November 2020', 'about April 2020', '17–22 November 2020', 'January–April 2020')
    >>> date_en("2020-11-30/2020-12-02"), date_en("2019-12/2020-04"), date_en("../2020"), date_en("2008")
    ('30 November – 2 December 2020', 'December 2019 – April 2020', 'unknown – 2020', '2008')
    >>> date_en("XXXX-09-06"), date_en("XXXX-09-06/XXXX-09-08")
    ('6 September (year unknown)', '6–8 September (year unknown)')
    """
    return _date_en(edtf) + _NO_YEAR_EN * is_yearless(edtf)


def _date_en(edtf: str) -> str:
    first, slash, last = edtf.partition("/")
    start, end = _one_date_en(first), _one_date_en(last)
    if not slash:
        return start
    one, other = start.split(" "), end.split(" ")
    if not (_is_sure(first) and _is_sure(last)) or len(one) != len(other):
        return f"{start} – {end}"
    while len(one) > 1 and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return f"{' '.join(one)}{'–' if len(one) == 1 else ' – '}{end}"


def _is_sure(edtf: str) -> bool:
    found = _DATE.fullmatch(edtf)
    return bool(found and not found["doubt"])


def _one_date_en(edtf: str) -> str:
    found = _DATE.fullmatch(edtf)
    if not found:
        return "unknown" if edtf in ("", "..") else edtf
    month = _MONTHS[int(found["month"]) - 1] if found["month"] else ""
    year = found["year"] if found["year"].isdigit() else ""
    parts = (str(int(found["day"])) if found["day"] else "", month, year)
    return _DOUBT_EN.get(found["doubt"], "") + " ".join(part for part in parts if part)


def year_en(which: str) -> str:
    """A year, or what stands for none."""
    return which if which.isdigit() else "year unknown"
