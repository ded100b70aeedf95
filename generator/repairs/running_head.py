"""The running head or foot of a newspaper page, read part by part: `A16 國際 責任編輯：某某 2013年8月6日 星期二`.

Every paper has its own order: page number, section, date, weekday, who edited the page and how to reach them, the
paper's name. So a line is no pattern here but a row of parts, each of a known kind; a line with anything else is text.

>>> sorted(kinds("A16 國際 責任編輯：魚小滿 2013年8月6日 星期二"))
['date', 'editor', 'page', 'section', 'weekday']
>>> kinds("2013年8月6日，代表們抵達。")
frozenset()
>>> [is_sure(kinds(line)) for line in ("中華民國一○一年十一月廿二日 星期四 兩岸新聞 A13", "2013年8月6日 星期二", "國際")]
[True, False, False]
"""

from __future__ import annotations

import re
from functools import lru_cache

from generator.hanzi import simplified

DATE, WEEKDAY, PAGE, NUMBER, ISSUE = "date", "weekday", "page", "number", "issue"
SECTION, PAPER, EDITOR, CONTACT, WORD = "section", "paper", "editor", "contact", "word"
TOLD = frozenset({PAGE, NUMBER, ISSUE, SECTION, PAPER, EDITOR, CONTACT})  # what a date with a weekday stands beside
_LONGEST = 80  # characters of a line
_WORDS = 2  # parts of no known kind: the name of a section, and one more

_Y = r"(?:[12][0-9]{3}|[１２][０-９]{3}|[一二][〇○零Ｏ０一二三四五六七八九]{3})"
_N = r"(?:[0-9０-９]{1,2}|[一二三四五六七八九十廿卅]{1,3})"
_CENTURY = (
    r"(?:中[華华])?民[國国]\s*(?:[0-9０-９]{1,3}|[一二三四五六七八九十百零〇○]{1,5})"  # years of the Republic of China
)
_ENGLISH = r"(?i:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s*[0-9]{1,2}\s*,?\s*[12][0-9]{3}"
_ROLE = r"""(?:
      (?:责任|責任|本版|版面|本期|值班|执行|執行|美术|美術|视觉|視覺|版式|图片|圖片|见习|見習|实习|實習|首席|文字|新闻|新聞|国际|國際)*
      (?:编辑|編輯|主编|主編|责编|責編|美编|美編|图编|圖編|编校|編校|校对|校對|组版|組版|排版|制版|製版|版式|设计|設計|统筹|統籌|编委|編委|主任|编审|編審|网编|網編)
    )"""
_REACH = r"""(?:
      (?:联系|聯繫|聯絡|联络|编辑部|編輯部|投稿|新闻|新聞|读者|讀者|服务|服務|采编|採編|本版|责编|責編|广告|廣告|电子|電子)*
      (?:电话|電話|热线|熱線|邮箱|郵箱|信箱|传真|傳真|电邮|電郵|网址|網址|E-?mail|Email|Tel|Fax|QQ)
    )"""
_NAME = rf"(?:(?!{_ROLE}|{_REACH})[\u4e00-\u9fff]{{2,4}}(?![\u4e00-\u9fff])|[\u4e00-\u9fff][\s　]{{1,2}}[\u4e00-\u9fff](?![\u4e00-\u9fff]))"
_ADDRESS = r"[A-Za-z0-9._\-]+@[A-Za-z0-9.\-]+|(?:https?://|www\.)[A-Za-z0-9./_\-]+"
_PHONE = r"[(（]?[0-9]{2,4}[)）]?[\s\-—–]?[0-9*]{3,8}(?:[\-—–][0-9]{3,8})?"  # *: a figure that is withheld

_LATIN_NAMES = "Pao|Po|Daily|Times|News|Post|Herald|Journal|Weekly"
_PART = re.compile(
    rf"""
      (?P<date>{_Y}\s*年\s*{_N}\s*月\s*{_N}\s*[日号號]
          | {_CENTURY}\s*年\s*{_N}\s*月\s*{_N}\s*[日號]
          | {_Y}\s*(?P<mark>[-/.．])\s*{_N}\s*(?P=mark)\s*{_N}(?![0-9])
          | {_ENGLISH})
    | (?P<weekday>[（(]?(?:星期|周|週|礼拜|禮拜)[一二三四五六日天][）)]? | (?i:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(?i:day),?)
    | (?P<lunar>(?:农历|農曆|夏历|夏曆|阴历|陰曆)[\u4e00-\u9fff]{{2,12}}
          | (?:农历|農曆)?[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年[\u4e00-\u9fff]{{3,7}})
    | (?P<issue>(?:今日|本期|共)\s*{_N}\s*[版張张] | 第\s*[0-9]{{1,6}}\s*[期号號] | (?:总|總)(?:第)?\s*[0-9]{{1,6}}\s*[期号號]
          | {_Y}\s*年\s*第\s*[0-9]{{1,3}}\s*期 | (?:国内统一(?:连续出版物|刊)号|邮发代号|CN|ISSN)\s*[:：]?\s*(?:CN)?[\s0-9\-]{{3,12}})
    | (?P<page>[页頁]\s*[0-9０-９]{{1,3}}(?![0-9０-９]) | (?:第\s*[A-ZＡ-Ｚ]?\s*{_N}\s*[版页頁] | [A-ZＡ-Ｚ]?\s*{_N}\s*版)(?:\s*[:：])? | [A-ZＡ-Ｚ][0-9０-９]{{1,3}}(?![0-9A-Za-z]) | 0[0-9](?![0-9]))
    | (?P<editor>{_ROLE}\s*[:：/丨｜]?[\s　]*{_NAME}(?:[\s　、,/]+{_NAME})*)
    | (?P<contact>{_REACH}\s*[:：]?\s*(?:{_ADDRESS}|{_PHONE}|[0-9][0-9*]{{2,11}}) | {_ADDRESS} | {_PHONE}(?=$|[\s　|｜]))
    | (?P<number>[0-9０-９]{{1,3}}(?![0-9０-９.．%％]))
    | (?P<wide>[\u4e00-\u9fff](?:[\s　][\u4e00-\u9fff]){{1,3}}(?![\u4e00-\u9fff]))                  # 要　闻
    | (?P<word>《?[\u4e00-\u9fff]{{1,10}}(?:[·・•][\u4e00-\u9fff]{{1,8}})?》?|(?:(?:[A-Z][a-z]{{1,10}}|[A-Z]{{2,10}})\ ){{0,3}}(?i:{_LATIN_NAMES})(?![A-Za-z])|[A-Z][A-Za-z]{{2,14}})
    """,
    re.VERBOSE,
)
_BETWEEN = re.compile(r"[\s　|｜│┃▏丨/／·•．\-—–_■□●◆▲【】\[\]（）()]*")  # no colon: `14:00` is an hour
_SECTION = re.compile(
    r"要闻|国际|时政|综合|新闻|评论|理论|专题|经济|财经|文化|体育|副刊|社会|广告|环球|世界|天下|国内|两岸|港澳|台湾|人物|视点|时评|社论|论坛|教育|科技|生活|娱乐|科学|军事|法治|读书|书评|艺术|健康|旅游|民生|市场|产业|热点|焦点|亚太|欧洲|美洲|非洲|中东|华人|特稿|调查|深度|特别报道|头版|封面"
    r"|(?:国际|时政|经济|财经|文化|体育|社会|焦点|热点|环球|天下|两岸|今日|本报|教育|军事)(?:评论|观察|聚焦|论坛)"
    r"|[\u4e00-\u9fff]{1,2}报(?:国际|国内|时评|评论|观察)"
    r"|[\u4e00-\u9fff]{0,6}(?:新闻|要闻|副刊|专刊|专版|周刊|特刊|时评|短讯|简讯|快讯|纵横|广角|视野)"
)
_PAPER = re.compile(
    r"《?[\u4e00-\u9fff]{0,8}(?:大公报)》?|《?[\u4e00-\u9fff]{1,8}(?:日报|晚报|早报|晨报|时报|周报|商报|导报|都市报|[^公通简战捷喜电海情预年汇申举警回]报)(?:海外|国际|周末|农村|地方|北美|欧洲|亚太|市民)?版?》?"
)


_LATIN_PAPER = re.compile(rf"^[A-Z].*\b(?i:{_LATIN_NAMES})$")


@lru_cache(maxsize=1 << 12)
def kinds(line: str) -> frozenset[str]:
    """The kinds of all the parts of a line; empty where anything in it is no part of a running head."""
    return frozenset(kind for kind, _ in parts(line))


@lru_cache(maxsize=1 << 12)
def parts(line: str) -> tuple[tuple[str, str], ...]:
    """The parts of a line with their kinds; none where anything in it is no part of a running head.

    >>> parts("06 环球"), parts("人物 12 版"), parts("第三，环球合作。")
    ((('page', '06'), ('section', '环球')), (('section', '人物'), ('page', '12 版')), ())
    >>> parts("A12中国新闻"), parts("读懂K20的三个关键词")
    ((('page', 'A12'), ('section', '中国新闻')), ())
    """
    if _CITED.fullmatch(line) or _FROM_TO.search(line):
        return ()
    line = closed_up(line)
    found: list[tuple[str, str]] = []
    at = _gap(line, 0)
    touched = False
    while at < len(line) <= _LONGEST:
        match = _PART.match(line, at)
        if not match:
            return ()
        found.append((_kind(match), match.group()))
        at = _gap(line, match.end())
        touches = at == match.end() < len(line)
        if touches and (touched or found[-1][0] != PAGE) and not _SET_ON.match(line, at):
            return ()  # `3个` and `共6项` are words of a sentence, `读懂K20的` too
        touched = touches
    words = [text for kind, text in found if kind == WORD]
    return tuple(found) if at and len(words) <= _WORDS and len(set(words)) == len(words) else ()


def closed_up(line: str) -> str:
    """A line set wide, or with a date set wide, without the space behind each character; any other as it is.

    >>> closed_up("2 0 1 9 年 3 月 2 9 日星期五"), closed_up("A 3 国 内"), closed_up("要 闻")
    ('2019年3月29日星期五', 'A3国内', '要 闻')
    """
    line = re.sub(r"\s", "", line) if _SET_WIDE.fullmatch(line) else line
    return _WIDE_DATE.sub(lambda date: re.sub(r"\s", "", date[0]), line)


_SET_WIDE = re.compile(r"\S(?:[ \u3000]\S){3,}")
_WIDE_DATE = re.compile(r"[12](?:[ \u3000][0-9]){3}[ \u3000]年[ \u3000]?[0-9 \u3000]+月[0-9 \u3000]+[日号號]")
_FROM_TO = re.compile(r"[页頁]\s*[至到—–~-]+\s*第?\s*[0-9]+\s*[页頁]")  # a head has the number of one page
_CITED = re.compile(
    r"[（(]\s*《[^《》]+》[^《》]*[）)]"
)  # （《某报》2021年5月12日第3版）: a text's source, in its brackets
_SET_ON = re.compile(
    rf"{_Y}\s*年|{_CENTURY}|第\s*{_N}\s*版|[（(]?(?:星期|周|週)[一二三四五六日天]|[A-ZＡ-Ｚ][0-9]|[\u4e00-\u9fff]{{2,6}}[日晚早晨][报報](?=[\s　]|$)"
)


def _gap(line: str, at: int) -> int:
    match = _BETWEEN.match(line, at)
    return match.end() if match else at


def _kind(match: re.Match[str]) -> str:
    kind = next(
        name
        for name in ("date", "weekday", "lunar", "issue", "page", "editor", "contact", "number", "wide", "word")
        if match[name]
    )
    if kind == "lunar":
        return WEEKDAY  # says no more than the weekday does
    if kind == "wide":
        return SECTION if _SECTION.fullmatch(re.sub(r"\s", "", simplified(match.group()))) else WORD
    if kind == WORD:
        plain = simplified(match.group())
        named = _SECTION.fullmatch(re.split("[·・•]", plain)[0])
        return SECTION if named else PAPER if _PAPER.fullmatch(plain) or _LATIN_PAPER.search(plain) else WORD
    return kind


def is_sure(found: frozenset[str]) -> bool:
    """Can a line with parts of these kinds be nothing but the head or foot of a page, wherever it stands?"""
    if DATE in found:
        return bool(found & (TOLD if WEEKDAY in found else {PAGE, ISSUE, EDITOR}))
    return WORD not in found and PAGE in found and bool(found & {SECTION, EDITOR, PAPER})


def is_likely(found: frozenset[str]) -> bool:
    """May a line with parts of these kinds be one line of a head that is set in several?"""
    return bool(found & {DATE, WEEKDAY, PAGE, EDITOR, PAPER, ISSUE}) or found >= {NUMBER, SECTION}


def is_staff(line: str) -> bool:
    """Does a line name several of those who made the page, or one beside how to reach them or whose page it is?

    >>> [is_staff(line) for line in ("责任编辑 常乐 美术编辑 阿满", "執行主編：柳青禾　聯繫郵箱：a@example.org", "主编 常乐")]
    [True, True, False]
    >>> [is_staff(line) for line in ("海州日报　责任编辑：常乐", "海州日报　主编　常乐")]
    [True, False]
    """
    told = {EDITOR, CONTACT, PAPER} if re.search("[:：]", line) else {EDITOR, CONTACT}
    return len(parts(line)) > 1 and EDITOR in kinds(line) <= told


def reaches_page(line: str) -> bool:
    """Does a line say nothing but how to reach those who make this page of a paper?

    >>> [reaches_page(line) for line in ("本版投稿信箱：a@example.org", "投稿信箱：a@example.org", "本版投稿信箱：来信必复")]
    [True, False, False]
    """
    return line.startswith("本版") and kinds(line) == {CONTACT}


_IMPRINT = re.compile(
    r"(?P<reach>(?:新闻|新聞|读者|讀者|订报|訂報|订阅|訂閱|发行|發行|广告|廣告|投稿|报料|報料)(?:部)?(?:热线|熱線|电话|電話|专线|專線)\s*[:：]?\s*[0-9][0-9 \-—–]{3,15}[0-9](?:[\s　|｜]+|$)"
    r"|(?:电邮|電郵|邮箱|郵箱|E-?mail)\s*[:：]\s*[A-Za-z0-9._\-]+@[A-Za-z0-9.\-]+(?:[\s　|｜]+|$)|(?:广告|廣告)(?:经营)?(?:许可证|許可證)号?\s*[:：]?\s*[0-9]{6,}(?:[\s　|｜]+|$))"
    r"|(?:(?P<own>(?:本报|本報|本刊|报社|報社|杂志社|雜誌社|编辑部|編輯部|社)(?:地址|社址|电话|電話|热线|熱線|网址|網址|邮箱|郵箱)|社址|邮发代号|郵發代號|刊号|刊號|国内统一(?:连续出版物|刊)号"
    r"|(?:广告|廣告)(?:经营)?(?:许可证?|許可證?)号?|零售价?|零售價?|定价|定價|月价|年价|印刷|承印|发行|發行|值班总编|值班總編|总编辑|總編輯|社长|社長)"
    r"|地址|邮编|郵編|邮政编码|郵政編碼|电话|電話|传真|傳真|邮箱|郵箱|网址|網址|(?:新闻|新聞|广告|廣告|发行|發行|订阅|訂閱|读者|讀者|服务|服務|投诉|投訴|总编室|總編室)(?:部)?(?:热线|熱線|电话|電話|专线|專線)?)"
    r"\s*[:：]\s*[^\s　:：，。]{2,40}(?:[\s　|｜]+|$)"
    r"|(?P<when>本[报報刊][逢每](?:[周週]|星期|月|旬|日)[^\s　，。]{0,8}(?:出版|刊行|发行|發行)(?:[\s　|｜]+|$))"
    r"|(?P<price>(?:零售|每份|每期|(?:全年|半年|全月)?(?:定|订|訂)[价價]|[月年][价價])[每份期月年售]{0,3}\s*[0-9.]+\s*元(?:[\s　|｜]+|$))"
)


PAGE_NUMBER = rf"(?:第?\s*[A-ZＡ-Ｚ]?\s*{_N}\s*[版页頁]|[A-ZＡ-Ｚ]\s*[0-9０-９]{{1,3}})"


def is_imprint(line: str) -> bool:
    """Does a line give nothing but a paper's own particulars, as its foot does: where it is, what it costs, who prints it?

    >>> is_imprint("本报地址：渡口路8号 邮编：100000 零售：每份1元"), is_imprint("地址：渡口路8号 电话：010-5555"), is_imprint("社址：渡口路8号")
    (True, False, False)
    >>> is_imprint("新闻热线：0531-555 社址：渡口路8号 零售每份1.5元")
    True
    """
    found, at, reached = [], 0, 0
    while match := _IMPRINT.match(line, at):
        found.append(match["own"] or match["price"] or match["reach"] or match["when"])
        reached += bool(match["reach"])
        at = match.end()
    return at == len(line) and any(found) and (len(found) > 2 or reached > 1)


def is_issue(line: str) -> bool:
    """Does a line say nothing but which issue of a journal this is, by the year and by all?

    >>> is_issue("2016年第3期（总第87期）"), is_issue("2016年第3期"), is_issue("第3期培训班")
    (True, False, False)
    """
    return len(parts(line)) > 1 and kinds(line) == {ISSUE}
