"""Where the words were said or the event took place, where the text states it, and in what form.

A dateline's city, an office, a subject or a destination is no venue. In a video meeting the place is the speaker's or
the host's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.dates import DATE, PLACE
from generator.describe.calendar import Calendar, quoted
from generator.describe.reading import Part, Reading
from generator.describe.when import ANNOUNCED
from generator.hanzi import words
from generator.model import Block, Field
from generator.words import aligned, is_place_name, simplified, tagged

_EVENT_VERB = (
    "举行|舉行|召开|听取|聽取|召開|举办|舉辦|开幕|開幕|闭幕|閉幕|会见|會見|会晤|會晤|会谈|會談|主持|出席|签署|簽署|签订|簽訂|发表|發表|通过|通過|"
    "商定|达成|達成|商签|磋商|商谈|聚会|集会|相聚|聚首|座谈|结束|启动|啟動|落幕|揭幕|继续进行|开始|開始|揭晓|进行|進行|首发|开赛|收官|致辞|演讲|登场|登場|圆满|隆重|同|与|與|向"
)
_AT = re.compile(
    rf"(?:在|于|於)(?P<place>[^，。、；：“”《》（）\s在]{{2,14}}?)(?:以(?:视频|視頻|线上|線上|书面|書面|视像|視像)(?:方式|形式|连线|連線)?)?(?:就[^，。；]{{2,24}}?)?(?:先后|先後|共同|联合|正式|隆重|继续|顺利|成功|首次|分别|如期|再次|同时)?(?P<verb>{_EVENT_VERB})"
)
_AT_HEAD = re.compile(  # 在某地，外长某某与某某会面
    r"^(?:[^，。]{0,8}日，?)?(?:在|于)(?P<place>[\u4e00-\u9fff]{2,6})，(?=(?:(?!表示|指出|宣布|说|称)[^。]){0,50}(?:会面|会见|会谈|会晤|举行|签署|出席|召开|开幕))"
)
_NOT_PLACE = re.compile(
    r"(?:上|中|下|时|時|后|後|前|间|間|期间|期間|框架|背景|方面|之际|之際|基础|基礎|过程|過程|条件|情况|领域|此|当地|會上|会上|内|内部|问题|支持|带领|领导|积极|尽早|适时|该馆|日前|近日|视频|視頻|线上|線上|书面|書面|电话|電話)$"
)
_LINE = re.compile(
    rf"[（(]?\s*(?:(?P<before>{PLACE})\s*[,，、·\s]\s*{DATE}|{DATE}(?:上午|中午|下午|晚上?|夜)?\s*[,，、·\s于於在]+\s*(?:于|於|在)?\s*(?P<after>{PLACE}))\s*[）)]?"
)
_DONE = re.compile(r"(?:通过|通過|签署|簽署|签订|簽訂|发表|發表)$")  # what was done at the place
_CLOSED = re.compile(
    rf"{DATE}[^。]{{0,6}}?(?:订于|訂於|签于|于|於|在)\s*(?P<place>[\u4e00-\u9fff·]{{2,10}}?)(?:签订|簽訂|签署|簽署|订立|通过|通過|发表|發表|[。（(]|$)"
)
_CLOSED_BEFORE = re.compile(
    rf"(?:订于|訂於|于|於|在)(?P<place>[\u4e00-\u9fff·]{{2,10}}?)，?(?:签订|签署)?，?{DATE}[。]?$"
)
_VIDEO = re.compile(
    r"视频(?:主旨)?(?:演讲|发言)|视频(?:会议|会晤|峰会|连线|会见|会谈|研讨会|方式|形式|讲话|致辞)|以视频|线上(?:会议|举行|方式|形式)|[视線线]像?(?:会面|连线)|视像(?:会议|会晤|会谈|方式|形式|峰会)|云(?:会议|端)|连线方式"
)
_WRITTEN = re.compile(r"书面(?:致辞|致词|讲话|发言|声明|演讲)")
_ASKED = re.compile(r"^[^，。：:]{1,20}[：:]|问[：:]")  # what is asked about was held by video, not the conversation
_OPENING = 160  # characters in which a text says of itself how it was held
_BOTH = re.compile(r"(?:两国|双方|各方|会议|会谈)")  # who met, in the second sentence
_CALL = re.compile(r"通(?:了)?(?:电)?话|致电|致信|复信")
_NO_PLACE = re.compile(r"星期|周[一二三四五六日]|版|来源|上午|下午|(?:[报報社网網刊]|电视台|電視台|电台|電台)$")
# The seat from which addresses to meetings abroad, or held by video, are sent: what stands beside the date is then the
# speaker's place alone. That the meeting was there too is for the text to say.
_SEAT = "北京"
_INTERNATIONAL = re.compile(r"峰会|会晤|联合国|国家|国际.{0,8}会|世界.{0,8}会|领导人|集团|组织|论坛")
_GATHERED = re.compile(
    r"来到|来京|来华|到访|莅临|光临|做客|远道|东道|在座|在场|现场|[相共齐欢]聚|[会汇]聚|聚首|聚会|聚集|一道[，,]?(?:共同)?出席"
    rf"|{_SEAT}(?:市|[^，。；]{{0,6}})?(?:{_EVENT_VERB})"
)


def read_place(reading: Reading, kind: str, calendar: Calendar) -> Part:
    """`venue`, `venue_role` and `format`."""
    part = Part()
    form, why = _form(part, reading, kind, calendar)
    found = _from_line(reading) or _from_closing(reading, kind) or _from_lead(reading, kind)
    if not found:
        return part
    place, at, source = found
    part.put("venue", place, at)
    far = "speaker-location" if source == "line" else "host-location"
    apart = form == "video" or (source == "line" and kind in ("speech", "remarks") and _sent(reading, place))
    if kind != "letter":
        part.put("venue_role", far if apart else "event", at, why if apart else None)
    return part


def _sent(reading: Reading, place: str) -> bool:
    """Was the text spoken at the speaker's seat, to a meeting of which nothing says that it gathered there?"""
    title = simplified(reading.title + reading.subtitle)
    return place == _SEAT and bool(_INTERNATIONAL.search(title)) and not _GATHERED.search(reading.plain)


def _form(part: Part, reading: Reading, kind: str, calendar: Calendar) -> tuple[str | None, str | None]:
    """Video or written, where title or opening say so, or the event that the title names is known to be: then the reason."""
    for unit, match, form in _told(reading, kind):
        part.put("format", form, reading.at(unit, *match.span()))
        return form, None
    named = simplified(reading.title + reading.subtitle) if kind not in ("interview", "feature", "other") else ""
    for event in calendar.events:
        if event.extra.get("format") == "video" and event.prefer["zh-Hans"].text in named:
            field = reading.field("subtitle") or reading.field("title")
            if field:
                reason = f"{quoted(event.prefer['zh-Hans'].text)}以视频方式举行"
                part.put("format", "video", (reading.line_of(field), field.text), reason)
                return "video", reason
    return None, None


def _told(reading: Reading, kind: str) -> Iterator[tuple[Block | Field, re.Match[str], str]]:
    """Where the title, or the first sentence of the text, says in what form it was."""
    for unit in reading.fields("title", "subtitle"):
        for pattern, form in ((_WRITTEN, "written"), (_VIDEO, "video")):
            match = pattern.search(aligned(unit.text))
            if match:
                yield unit, match, form
    before = 0
    for block in reading.paragraphs[:2] if reading.lead else ():
        plain = aligned(block.text)
        written = _WRITTEN.search(plain) if kind in ("speech", "remarks") and "如下" in plain else None
        if written:
            yield block, written, "written"
        match = _VIDEO.search(plain)
        asked = match and kind in ("interview", "press-conference") and _ASKED.search(plain, 0, match.start())
        if match and not asked and before + match.start() < _OPENING and "。" not in plain[: match.start()]:
            yield block, match, "video"
        if "。" in plain:
            return
        before += len(plain)


def _from_line(reading: Reading) -> tuple[str, tuple[int | None, str], str] | None:
    for field in reading.fields("dateline"):
        match = _LINE.fullmatch(field.text.strip())
        place = match and re.sub(_DONE, "", match["before"] or match["after"])
        own = field.text.strip()[0] in "（("  # （2016年7月15日，利马）: no page labels its subject so
        if place and (own or not _is_subject(place)) and not _NO_PLACE.search(place):
            return _innermost(place), (reading.line_of(field), field.text), "line"
    return None


def _from_closing(reading: Reading, kind: str) -> tuple[str, tuple[int | None, str], str] | None:
    """`……于某地` in the date line or last paragraph of a statement or agreement."""
    if kind in ("news", "feature", "interview", "press-conference"):
        return None
    last: list[Block | Field] = [*reading.fields("dateline", "note"), *reading.body[-3:][::-1]]
    for unit in last:
        match = len(unit.text) <= 80 and (_CLOSED.search(unit.text) or _CLOSED_BEFORE.search(unit.text))
        if match and "的" not in match["place"] and not _NOT_PLACE.search(match["place"]):
            return _innermost(match["place"]), (reading.line_of(unit), unit.text), "closing"
    return None


def _from_lead(reading: Reading, kind: str) -> tuple[str, tuple[int | None, str], str] | None:
    """`在某地举行` in the first sentence of a report or statement."""
    adopted = kind == "other" and re.search(
        r"纲要|綱要|协定|協定|议定书|备忘录|備忘錄|决议|決議|会谈纪要|會談紀要|会议纪要|會議紀要", reading.title
    )
    if kind in ("feature", "letter", "interview") or not reading.lead:
        return None
    told = ANNOUNCED.search(aligned(reading.lead.text))
    if kind in ("speech", "remarks") and not (told and "。" not in reading.lead.text[: told.start()]):
        return None
    if kind == "other" and not adopted:
        return None
    sentence = aligned(reading.first_sentence)
    asked = re.match(r"应[^，。]{4,40}邀请", sentence)  # who came on whose bidding; where they met is said next
    if kind in ("declaration", "joint-statement", "communique", "press-conference"):
        first, _, rest = aligned(reading.lead_text)[:_OPENING].partition("。")
        sentence = f"{first}。{rest.split('。')[0]}" if asked or _BOTH.match(rest) else first
    if _CALL.search(sentence):
        return None
    for match in (*_AT_HEAD.finditer(sentence), *_AT.finditer(sentence)):
        place = _innermost(re.sub(rf"^(?:{DATE}|[0-9０-９]+[日号])", "", match["place"]))
        if (
            len(place) >= 2
            and not re.search(r"[0-9０-９对對至到]", place)
            and (not _NOT_PLACE.search(place) or _ends_in_middle(place))
            and is_place(place)
        ):
            start, end = reading.lead_start + match.end("place") - len(place), reading.lead_start + match.end("place")
            return reading.lead.text[start:end], reading.at(reading.lead, start, end), "lead"
    return None


def _ends_in_middle(place: str) -> bool:
    """A town whose name ends in 中, as `在会议中` does not: 台中, 汉中."""
    return place.endswith("中") and (place in _TOWNS or is_place_name(place))


_TOWNS = frozenset(["台中", "臺中", "汉中", "漢中", "晋中", "晉中", "吴中", "资中", "阆中", "巴中", "黔中", "关中"])


def _is_subject(text: str) -> bool:
    """Is what stands beside a date a common word, the page's label of its subject (`气候变化`), and no place?"""
    tags = tagged(simplified(text))
    common = all(tag in ("n", "v", "vn", "a", "an") and (len(word) > 3 or word in words()) for word, tag in tags)
    return common and not text.endswith(_PLACE_ENDS)


def _innermost(place: str) -> str:
    """The city of a country and city (`柬埔寨金边`)."""
    place = re.sub(r"^.*(?:首都|首府|省会)", "", place)
    words = tagged(simplified(place))
    if len(words) == 2 and all(tag == "ns" for _, tag in words):
        return place[-len(words[1][0]) :]
    state = _STATE.match(simplified(place))
    rest = place[state.end() :] if state else ""
    town = 2 <= len(rest) <= 6 and not _PART.match(rest) and not rest.endswith((*_PLACE_ENDS, "部"))
    return _innermost(rest) if town else place


_PART = re.compile("[东南西北中]{1,2}部|[东南西北]方|首都|首府|境内|各|本|国")  # of a state: 老挝北部
_STATE = re.compile(  # states, and provinces, before the name of a town in them
    "(?:中国|老挝|柬埔寨|缅甸|泰国|越南|马来西亚|印度尼西亚|印尼|菲律宾|文莱|日本|韩国|朝鲜|蒙古国?|印度|巴基斯坦|尼泊尔|斯里兰卡|孟加拉国|阿富汗|哈萨克斯坦|乌兹别克斯坦|吉尔吉斯斯坦|塔吉克斯坦|土库曼斯坦"
    "|俄罗斯|德国|法国|英国|意大利|西班牙|葡萄牙|瑞士|瑞典|挪威|芬兰|丹麦|荷兰|比利时|奥地利|希腊|塞尔维亚|保加利亚|克罗地亚|斯洛文尼亚|斯洛伐克|阿尔巴尼亚|黑山|拉脱维亚|立陶宛|爱沙尼亚|冰岛|爱尔兰|格鲁吉亚|亚美尼亚|阿塞拜疆|匈牙利|波兰|捷克|罗马尼亚|土耳其|乌克兰|白俄罗斯|埃及|埃塞俄比亚|肯尼亚|南非|摩洛哥|阿尔及利亚|突尼斯|利比亚|苏丹|尼日利亚|加纳|坦桑尼亚|乌干达|卢旺达|赞比亚|津巴布韦|安哥拉|莫桑比克|纳米比亚|喀麦隆|马里|塞内加尔|卡塔尔|沙特(?:阿拉伯)?|阿联酋"
    "|伊朗|伊拉克|以色列|约旦|美国|加拿大|墨西哥|巴西|阿根廷|智利|秘鲁|古巴|哥伦比亚|委内瑞拉|玻利维亚|厄瓜多尔|乌拉圭|巴拉圭|巴拿马|斐济|巴布亚新几内亚|澳大利亚|新西兰|云南|贵州|福建|广东|广西|海南|浙江|江苏|安徽|江西|湖南|湖北|河南|河北|山东|山西|陕西|四川|甘肃|青海|辽宁|吉林|黑龙江|新疆|西藏|宁夏|内蒙古)"
)
_PLACE_ENDS = tuple("市省县縣州国國区區镇鎮村港岛島馆館厅廳堂宫宮店所部院场場园園塔城山湖宾心府寺校")


def is_place(text: str) -> bool:
    """Does a phrase name a place: a word tagged so, or one that ends like the name of a place or building?

    >>> [is_place(t) for t in ("北京", "人民大会堂", "伯尔尼", "加强合作")]
    [True, True, True, False]
    """
    words = tagged(simplified(text))
    if len(words) == 1 and words[0][1] == "v" and not text.endswith(_PLACE_ENDS):  # 在结束访问之际
        return False
    if (
        any(tag.startswith(("v", "d", "c", "r", "p")) and not tag.startswith("vn") for _, tag in words)
        and len(words) > 1
    ):
        return text.endswith(_PLACE_ENDS)
    return (
        text.endswith(_PLACE_ENDS)
        or any(tag in ("ns", "nr", "nrt", "nz", "nt", "x") for _, tag in words)
        or len(text) <= 4
    )
