"""How far a line has the form of an interface: side by side, with pictures of buttons, counters, labels, addresses.

Sites invent words, hardly forms. No sign is proof by itself: a signature has parts side by side, a table has labels, a
text has addresses. Several together are what only a page has; and that counts only above and below a text.

>>> [form(line) for line in ("▶ 線上閱讀器  縮圖  目錄  搜尋", "1.2MB | 19页 | 28积分 | 上传于 2018-10-09", "外交部　教育部　科技部", "他走了。")]
[2, 2, None, None]
"""

from __future__ import annotations

import re
from functools import lru_cache

from generator.dates import FIGURES
from generator.hanzi import simplified
from generator.interface_words import LIKELY, SURE, controls
from generator.layout import ends_sentence, width

_MOST = 110  # width of the widest line that is looked at
_CELLS = re.compile(r"\s*[|｜\t]\s*|[ ]{2,}|　+|\s+[·•»›/]\s+|\s*»\s*")
_PICTURE = re.compile(
    "[\u2190-\u21ff\u25b2-\u25bf\u2296\u2295\u2399\u2606\u2605\u2630\u2661\u2665\u2709\u270e\u2715\u2716\u2573\u2503\u258d\u258c\U0001f300-\U0001faff]"
)
_ON_THE_WAY = re.compile(
    r"(?<=[\w》”])[ \u3000]?[\u2190-\u2199\u25b2-\u25bf]+[ \u3000]?(?=[\w《“])|[\u2605\u2606]{2,}"
)  # 甲 → 乙; ★★★
_PAIR = re.compile(r"[\u4e00-\u9fffA-Za-z]{1,8}\s*[:：]\s*(?=[^\s。，])")
_COUNT = re.compile(
    r"[0-9][0-9,.]*\s*(?:[万萬]?(?:次|人|页|頁|字|条|條|点|點|分钟|分鐘|积分|積分|豆|篇|个|個|位)|[KMG]B|[%％])(?![\u4e00-\u9fff]{2})"
)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+\.\S+|\.(?:pdf|docx?|pptx?|xlsx?|txt|ofd)\b|(?<![0-9])[0-9*]{3,4}-[0-9*]{3,4}-?[0-9*]{2,4}|[pP]\.\s*[0-9]+",
    re.I,
)
_BUTTON = re.compile(r"\[[^\[\]]{1,10}\]|〔[^〔〕]{1,8}〕|＜[^＜＞]{2,24}＞")
_PRICE = re.compile(r"[¥￥]\s*[0-9]|NT\$|HK\$|[0-9]\s*元/")
_CONTACT = re.compile(
    r"(?:联系人|聯絡人|聯繫人|电话|電話|地址|传真|傳真|邮编|郵編|邮箱|信箱|会场|时间|時間|地点|地點)\s*[:：]"
)
_DAY = re.compile(rf"(?<![0-9]){FIGURES}(?![0-9])")
_CLOCK = re.compile(r"(?<![0-9])[0-2]?[0-9]:[0-5][0-9](?![0-9])")
_SAID = re.compile(
    r"(?:来源|來源|供稿|撰稿|作者|记者|記者|编辑|編輯|责编|文|发布|發布|阅读|閱讀|浏览|瀏覽|点击|點擊|點閱)[^\s:：／/]{0,4}\s*[:：／/]|[来來]自[ \u3000]|记者|記者|原创|原創|:[0-9]{2}:[0-9]{2}|[0-9]\s*(?:次|分钟|分鐘|字|人已?[读讀阅閱看])"
)  # as no agenda does
_ORIGINAL = re.compile(
    r"(?:原创|原創)\s+[^，。！？]{1,40}\s[12][0-9]{3}-[0-9]{1,2}-[0-9]{1,2}(?:\s+[0-9]{1,2}:[0-9]{2})?"
    r"|[^，。！？0-9]{0,40}[12][0-9]{3}-[0-9]{2}-[0-9]{2}\s*[0-9]{2}:[0-9]{2}\s*(?:发表[于於]|發表[于於])\s*[\u4e00-\u9fff]{2,4}"  # run together
)
_TALLY = re.compile(
    r"(?:^|\s)[^\w\s，。]+\ufe0f?\s*[0-9][0-9.,]*[万萬kKwW]?(?=\s|$)"
)  # a picture and how often it was pressed
_SENTENCE = re.compile("[。；！？]")
_SPOKEN = re.compile("[“”「」『』]")


@lru_cache(maxsize=1 << 12)
def form(line: str) -> int | None:
    """SURE, LIKELY, or None where a line may be text."""
    text = line.strip(" 　")
    pictured = has_picture(text)
    if (
        width(text) > _MOST
        or (_SPOKEN.search(text) and not pictured)
        or _SENTENCE.search(text.rstrip("。！？!?"))
        or ends_sentence(text)
        or text.count("，") > 1
    ):
        return None
    signs = _signs(text)
    if _CONTACT.search(text):  # where one may ask is a text's to say
        return None
    beside, picture, _, counted, address, words, button, price = signs
    if not picture and not (words and (beside or counted or address or button or price)):
        return None  # tables, timetables and signatures have parts, labels and figures too
    tallies = _TALLY.findall(text)
    if picture and not (words or address or button or len(tallies) > 1 or _CLOCK.search(text)):
        return None  # authors set stars and pictures too
    score, kinds = sum(signs), sum(value > 0 for value in signs)
    if score >= 2 and kinds > 1:
        return SURE
    return LIKELY if score >= 1.2 and kinds > 1 else None


def has_picture(text: str) -> bool:
    """Does a line hold the picture of a button? An arrow from place to place and the stars of a hotel are none."""
    return bool(_PICTURE.search(_ON_THE_WAY.sub(" ", text)))


def hints(line: str) -> bool:
    """Has a line two or more signs of an interface, be they weak, of which no plain sentence or verse has two?"""
    text = line.strip(" 　")
    apart = len([cell for cell in _CELLS.split(text) if cell]) > 1
    _, *signs = _signs(text)
    return not _CONTACT.search(text) and apart + sum(value > 0 for value in signs) > 1


def cells_of(line: str) -> int:
    """How many parts stand side by side in a line."""
    return len([cell for cell in _CELLS.split(line.strip(" 　")) if cell])


def is_dated_row(line: str) -> bool:
    """Does a page say in a row of parts when and where a text was put up, whatever else stands there?

    >>> is_dated_row("2022-04-19 16:42　｜　供稿：国际司　｜　收听 ▶ 07:15"), is_dated_row("2020年1月1日　元旦　放假")
    (True, False)
    """
    text = line.strip(" 　")
    if _ORIGINAL.fullmatch(text):
        return True
    apart = [
        cell for cell in (re.split(r"\s+", text) if text.startswith(("原创", "原創")) else _CELLS.split(text)) if cell
    ]
    return (
        bool(_DAY.search(text))
        and len(apart) > 2
        and bool(form(text) or (_CLOCK.search(text) and _SAID.search(text) and not _SENTENCE.search(text)))
    )


def _signs(text: str) -> tuple[float, ...]:
    """What speaks for an interface, each by its weight."""
    cells = [cell for cell in _CELLS.split(text) if cell]
    beside = 1.2 if len(cells) > 4 else 0.8 if len(cells) > 2 else 0
    return (
        beside,
        1.0 if has_picture(text) else 0,
        min(1.2, 0.6 * len(_PAIR.findall(text))),
        0.5 if _COUNT.search(text) else 0,
        0.8 if _ADDRESS.search(text) else 0,
        min(1.4, 0.7 * len(controls(simplified(text)))),
        0.5 if _BUTTON.search(text) else 0,
        0.5 if _PRICE.search(text) else 0,
    )
