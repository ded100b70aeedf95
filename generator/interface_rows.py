"""Lines that a page sets side by side or over a post, whatever they name: buttons, counters, accounts, heads of posts.

Like `interface_forms.py` they are known by their form and by the kind of their words, never by whole sentences; whether
such a line is the page's own depends on where it stands (`segment/interface.py`).
"""

from __future__ import annotations

import re

from generator.hanzi import simplified
from generator.interface_forms import form
from generator.interface_words import controls, known_words, weight
from generator.layout import ends_sentence, width
from generator.names import is_name

_CELL, _KNOWN = 7, 0.6  # width of a button, and the share of a row of them that must be an interface's words
_HAN = re.compile("[\u4e00-\u9fff]")
_APART = re.compile(r"[ ]{2,}|\u3000+|\t+|\s*[|｜]\s*")
_OFFICE = re.compile("[馆館部处處室司局科组組厅廳社院会會人员員者家]$")  # 收藏部　评论组
_MARKS = re.compile("[，。：；、“”「」？！]")
_COUNTER = re.compile(
    r"(?P<label>[\u4e00-\u9fff]{1,4})\s*[:：]?\s*[(（]?[0-9][0-9.,]*[万wWkK]?[)）]?\s*[次人条]?"
)  # 查看: 318
_LATELY = re.compile(r"今天|昨天|前天|刚刚|[0-9]{1,2}\s*(?:分钟|小时|天|周|个?月|年)前")
_ACCOUNT = re.compile(r"[\w·\-]{2,16}")
_OF_ACCOUNT = re.compile(
    r"(?:号|君|编辑部|工作室|发布|网|报|社|在线|客户端|小编|观察|平台|公众号|频道|杂志|周刊|日报|外交部|使馆)$"
)
_BRACKETS = re.compile(r"[\[【［][^\[\]【】［］]{1,10}[\]】］]")
_FLOOR = re.compile(
    r"(?:[#]?\s*[0-9]{1,4}\s*[#楼F]|第\s*[0-9]{1,4}\s*楼|楼主|沙发|板凳|地板)(?=\s|$|[|｜·:：])", re.IGNORECASE
)
_POST = re.compile(
    rf"""(?:{_FLOOR.pattern}[\s|｜·:：]*)?(?:[^\s，。]{{0,15}}[^\s，。|｜·:：][\s|｜·:：]++){{0,4}}?
         (?:发表于|发表时间|回复于|发布于|发贴于|发帖于|Posted)\s*[:：]?\s*
         (?:[12][0-9]{{3}}[-/.年]|[0-9]+\s*(?:分钟|小时|天)前|昨天|前天)""",
    re.IGNORECASE | re.VERBOSE,
)
_OF_POSTS = re.compile(
    r"只看(?:该作者|楼主|TA)|倒序|楼层|阅读模式|来自手机|[|｜]\s*(?:分类|标签|归档|阅读|浏览|评论)\s*[:：(（]|[0-9]\s*[#楼](?:\s|$)"
)


def is_row(text: str) -> bool:
    """Is a line a row of buttons, of counters, or an account?"""
    return is_button_row(text) or counts(text) or is_account(text) or is_ranking(text)


def is_ranking(text: str) -> bool:
    """Is a line a list of other articles, numbered from one, side by side behind its name?

    >>> is_ranking("热门来信　　1 渡口的灯　　2 没有寄出的信"), is_ranking("节目　　1 合唱，全体"), is_ranking("1 渡口　　2 灯塔")
    (True, False, False)
    """
    name, *cells = _APART.split(text.strip(" 　|｜"))
    numbers = [re.match(r"[0-9]{1,2}(?=[\s.、．])", cell) for cell in cells]
    ranked = len(cells) > 1 and all(number and int(number.group()) == n for n, number in enumerate(numbers, 1))
    return ranked and bool(known_words(simplified(name))) and not _MARKS.search(name)


def is_button_row(text: str) -> bool:
    """Is a line two parts or more, set apart, each with a button's or menu's word in it, and most of them such words?

    >>> rows = ("全文打印      打印文字稿", "即日新聞　昔日新聞　返回頁首", "財政部　教育部　科技部", "收藏家　鉴赏家")
    >>> [is_button_row(row) for row in rows]
    [True, True, False, False]
    """
    cells = [cell for cell in _APART.split(text) if cell]
    if len(cells) < 2 or max(map(width, cells)) > _CELL or _MARKS.search(text) or any(map(_OFFICE.search, cells)):
        return False
    words = [known_words(cell) for cell in cells]
    known = sum(len(word) for row in words for word in row)
    return (
        all(words) and any(controls(simplified(cell)) for cell in cells) and known >= _KNOWN * len(_HAN.findall(text))
    )


def counts(text: str) -> bool:
    """Is a line nothing but how often a page was seen and answered?

    >>> counts("查看: 318|回復: 2"), counts("男：12　女：9")
    (True, False)
    """
    cells = [cell for cell in re.split(r"\s*[|｜/·]\s*|\s+(?=[\u4e00-\u9fff])", simplified(text)) if cell]
    counted = [match for cell in cells if (match := _COUNTER.fullmatch(cell))]
    return len(counted) == len(cells) > 1 and any(known_words(match["label"]) for match in counted)


def is_account(text: str) -> bool:
    """Is a line the account that put a text up: marked as original, or with `昨天` behind it? Persons' names stay.

    >>> rows = ("原创 渡口小灵通 渡口小灵通", "云州发布 昨天", "原创 李大勇 渡口", "原创 音乐剧 上演了", "昨天 今天")
    >>> [is_account(row) for row in rows]
    [True, True, False, False, False]
    """
    mark, *names = re.split(r"[\s　|｜]+", simplified(text))
    if len(names) == 1 and _LATELY.fullmatch(names[0]):
        return bool(_OF_ACCOUNT.search(mark))
    plain = [name for name in names if _ACCOUNT.fullmatch(name) and not is_name(name)]
    once = len(set(names)) < len(names) or any(_OF_ACCOUNT.search(name) for name in names)
    return mark == "原创" and 0 < len(names) == len(plain) < 4 and once


def is_bracketed_title(line: str) -> bool:
    """Is a line a title between a category and a button, each in brackets?

    >>> is_bracketed_title("[杂谈] 渡口今日重新开放 [复制链接]"), is_bracketed_title("[打印] [关闭]")
    (True, False)
    """
    core = _BRACKETS.sub("", line).strip(" 　")
    return core != line and bool(_HAN.search(core)) and width(core) >= _CELL and not (weight(core) or form(core))


def opens_post(line: str) -> bool:
    """Is this what a forum sets over each post: when it was written, and whom else one may read?

    >>> rows = ("發表於 2017-5-17 07:52 | 只看該作者", "3# 发表于 2012-3-4 18:20", "只看该作者 倒序 0 发表于: 2012-3-4", "发布于2017-5-17 07:52", "会议于2017年5月17日举行")
    >>> [opens_post(text) for text in rows]
    [True, True, True, False, False]
    """
    text = simplified(line.strip(" 　"))
    return bool(_POST.match(text)) and bool(_FLOOR.match(text) or _OF_POSTS.search(text)) and not ends_sentence(text)


def is_floor(line: str) -> bool:
    """Is a line nothing but the number of a post (`2#`, `3楼`, `沙发`)?"""
    return bool(_FLOOR.fullmatch(simplified(line.strip(" 　"))))
