"""What the card says in words: names for the values of the contract, and dates as a reader writes them."""

from __future__ import annotations

import re

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
MISSING = {"missing-start": "缺开头", "missing-middle": "中间有缺", "missing-end": "缺结尾"}
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
REVIEWS = {
    "not-proofread": ("机器整理，未经人工校读", "machine-processed, not proofread"),
    "problematic": ("人工查看，存在问题", "looked at, problems remain"),
    "proofread": ("已人工校读", "proofread"),
    "validated": ("已人工复核", "validated by a second reader"),
}
FORM_STATUS = {"attested": "见于本档案", "sourced": "有出处", "converted": "机器转换，非原文字形"}
RIGHTS = {"http://rightsstatements.org/vocab/CNE/1.0/": "版权状况未评估"}


def completeness(value: str) -> str:
    """The parts a text lacks, in words.

    >>> completeness("missing-start+missing-end")
    '缺开头、缺结尾'
    """
    return "完整" if value == "complete" else "、".join(MISSING.get(part, part) for part in value.split("+"))


def language(script: str | None) -> str:
    """The language tag of a text, from its script."""
    return LANGUAGES.get(script or "", "zh")


# -- dates ----------------------------------------------------------------------------------------------------------

_DATE = re.compile(
    r"""
    (?P<year> \d{4} ) (?: - (?P<month> 0[1-9] | 1[0-2] ) (?: - (?P<day> \d\d ) )? )?
    (?P<doubt> [~?%]? )                   # EDTF: about, uncertain, both
    """,
    re.VERBOSE,
)
_DOUBT = {"~": "约", "?": "疑为", "%": "疑约"}


def date(edtf: str) -> str:
    """An EDTF date in Chinese; what is not understood is shown as it stands.

    >>> date("2020-11-17"), date("2020-04~"), date("2020-11-17/2020-11-22"), date("2020-01/2020-04")
    ('2020年11月17日', '约2020年4月', '2020年11月17日至22日', '2020年1月至4月')
    """
    first, slash, last = edtf.partition("/")
    if not slash:
        return _one_date(first)
    return f"{_one_date(first)}至{_shortened(first, last)}"


def _one_date(edtf: str) -> str:
    found = _DATE.fullmatch(edtf)
    if not found:
        return "未知" if edtf in ("", "..") else edtf
    parts = [f"{found['year']}年"]
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


def exact(edtf: str) -> str | None:
    """The date as HTML's `time` element reads it, where it is one certain day, month or year."""
    found = _DATE.fullmatch(edtf)
    return edtf if found and not found["doubt"] else None
