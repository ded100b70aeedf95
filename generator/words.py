"""What maintained dictionaries know of Chinese words: for comparing and for evidence, never for rewriting."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import rjieba
from opencc import OpenCC

from generator.hanzi import words

_CONTEXT = 8  # characters on each side that a segmenter needs to see a word whole
_OPEN = """
的 和 与 及 或 在 对 向 把 被 将 以 从 由 于 是 并 而 但 因 为 让 请 给 同 跟 比 使 包括 成为 以及 关于 对于 由于 应当 应该 必须 能够 正在 更加
高达 可达 约为 尤其 例如 比如 其中 为了 根据 按照 随着 位于 属于 旨在 有助于 致力于 有利于 基于 鉴于 无论 不仅 虽然 尽管 如果 只要 以便
从而 进而 甚至 即使 并且 而且 或者 取得 给予 予以 加以 作出 做出 受到 遭到 具有 富有 涉及 涵盖 包含
"""
_WANTS_MORE = frozenset(_OPEN.split())  # no sentence and no title ends with one of these words
_REACHES = frozenset(
    ["可达", "高达", "约为", "多达", "长达", *(f"{n}是" for n in "一二三四五六七八九")]
)  # a number or point follows
_MEASURE = re.compile(
    r"[万萬亿億]+(?:多|余|餘)?(?:美元|欧元|歐元|日元|人民[币幣]|元|人次|吨|噸|平方(?:公里|米)|立方米|公顷|公頃|千瓦时?)"
    r"(?=[，、。；）]|左右|以上|以下)"  # 万吨轮, 万元户 are words
    r"|(?:美元|欧元|歐元|人民[币幣]|人次|吨|噸|公顷|公頃|平方(?:公里|米)|立方米|千瓦时?|[个個]百分[点點])(?=[，、。；）])"
)
_NUMERAL_END = re.compile(
    "[0-9０-９一二三四五六七八九十百千万萬亿億两兩几幾数數多余餘近约約超过過逾达達成半破第零〇．.%％…—~～]\\s*$"
)


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


def simplified(text: str) -> str:
    """The Simplified form of a text, for comparing only."""
    return str(_simplifier().convert(text))


def one_word_across(before: str, after: str) -> bool:
    """Does a word of the dictionary lie across the place where `before` ends and `after` begins?

    >>> one_word_across("发展相互兼容和多式联运的交", "通，开发跨国通道"), one_word_across("站在", "阳光总在风雨后")
    (True, False)
    """
    if not (_is_han(before[-1:]) and _is_han(after[:1])):  # `135.` and `8日` are no word 135.8
        return False
    left = simplified(before[-_CONTEXT:])
    at = 0
    for word in rjieba.cut(left + simplified(after[:_CONTEXT]), False):  # guess no names: 应当继王毅 gives 继王毅
        if at < len(left) < at + len(word):
            return True
        at += len(word)
    return False


def ends_inside_word(text: str) -> bool:
    """Does a text end in a character that begins words and ends none, and is hardly one by itself?

    >>> [ends_inside_word(text) for text in ("各方应当继", "强烈谴", "深化合作", "丝绸之路")]
    [True, True, False, False]
    """
    char = simplified(text[-1:])
    if not _is_han(char) or char in _SUFFIX or text[-2:] == "的函" or text[-2:-1] == "得" or last_word(text) != char:
        return False
    begins, ends = _edges().get(char, (0, 0))
    alone = words().get(char, 0)
    return begins > 5 * ends and begins > 5 * alone


_SUFFIX = "包"  # begins more words than it ends, and still makes new ones: 健康包


@cache
def _edges() -> dict[str, tuple[int, int]]:
    """How often each character begins longer words of common print, and how often it ends them."""
    found: dict[str, tuple[int, int]] = {}
    for word, count in words().items():
        if len(word) > 1:
            begins, ends = found.get(word[0], (0, 0))
            found[word[0]] = (begins + count, ends)
            begins, ends = found.get(word[-1], (0, 0))
            found[word[-1]] = (begins, ends + count)
    return found


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def last_word(text: str) -> str:
    """The last word of a text, as a segmenter cuts it.

    >>> last_word("站在"), last_word("会见驻华大使")
    ('在', '驻华大使')
    """
    words = rjieba.cut(simplified(text[-_CONTEXT:]))
    return str(words[-1]) if words else ""


def is_unfinished(text: str) -> bool:
    """Does the text stop where no heading, list item or sentence stops: at a comma, or at a word that wants more?

    >>> [is_unfinished(t) for t in ("身处世界百年变局，站在", "合作篇", "会见驻华大使", "守望相助，", "尊敬的主席：")]
    [True, False, False, True, False]
    """
    if not text:
        return False
    return text[-1] in "，、,（(《“‘" or _ends_open(text) or ends_inside_word(text)


def _ends_open(text: str) -> bool:
    end = last_word(text)
    return end in _WANTS_MORE or simplified(text[-2:]) in _REACHES


def lacks_number(before: str, after: str) -> bool:
    """Does a text begin with a measure whose number is lost, as where the column before it was not kept?

    >>> lacks_number("秘书处正在推动", "亿美元，其中"), lacks_number("投资超过三百", "亿美元，其中"), lacks_number("", "万里长城")
    (True, False, False)
    >>> lacks_number("在这里可以兑换", "人民币。"), lacks_number("进出口总额增至", "美元。")
    (False, True)
    """
    if _MONEY.match(after) and _TAKES_MONEY.search(before):
        return False
    return bool(_MEASURE.match(after)) and not _NUMERAL_END.search(before)


def lacks_count(before: str, after: str) -> bool:
    """Does a text begin with a word for the pieces of what it counts, with no number before it?

    >>> lacks_count("航班代码共享以及开", "名学生在中国"), lacks_count("全校共有二十", "名学生"), lacks_count("他还介绍了", "名师的课")
    (True, False, False)
    """
    words = tagged(simplified(after[:_CONTEXT]))[:2]
    counted = len(words) > 1 and words[0][0] in _PIECES and _is_thing(*words[1])
    told = _NUMERAL_END.search(before) or _TOLD_APART.search(before) or one_word_across(before, after)
    return counted and not told


def _is_thing(word: str, tag: str) -> bool:
    """Is a word what one counts? A tagger takes 合同 for an adjective and 青年 for a time."""
    return tag in ("n", "vn") or (len(word) > 1 and tag in ("a", "t"))


_COUNTED = "名 位 个 家 件 份 项 台 辆 艘 架 座 株 吨 公里 余名 余位 余个 余家 余件 余项"
_PIECES = frozenset(_COUNTED.split())
_TOLD_APART = re.compile(
    "[这這那哪每该該此各首整某另本同诸諸单單唯惟头頭前后後末次]$"
)  # stand before them as numbers do
_MONEY = re.compile(r"(?:美元|欧元|歐元|日元|人民[币幣])(?=[，、。；）])")
_TAKES_MONEY = re.compile(r"[换換兑兌成用以买買卖賣对對与與和及、或是盯持按折收付]$")  # 兑换 | 人民币。


def lacks_head(text: str) -> bool:
    """Does a text begin with the end of a phrase: a word that only stands behind others, and a comma?

    >>> [lacks_head(text) for text in ("里，四百多口人挤在一起。", "了，大家才散去。", "茶，是山里人的命。", "后来，他走了。")]
    [True, True, False, False]
    """
    return bool(_PHRASE_END.match(text))


_PHRASE_END = re.compile(
    "(?:之?[里裡裏中上下内內外间間旁后後前时時际際侧側]|[们們了着的]|起见|起見|以来|以來|而言|来说|來說)，"
)


def first_word(text: str) -> str:
    """The first word of a text (Simplified), as a segmenter cuts it.

    >>> first_word("以及在口岸设立通道"), first_word("并肩前行")
    ('以及', '并肩')
    """
    words = rjieba.cut(simplified(text[:_CONTEXT]))
    return str(words[0]) if words else ""


def has_verb(text: str) -> bool:
    """Does a segmenter tag any word of a text as a verb or a preposition, so that it may be a clause of its own?"""
    return any(tag[0] in "vp" for _, tag in tagged(simplified(text)))


def is_place_name(text: str) -> bool:
    """Is a short text one place name?

    >>> is_place_name("雅加达"), is_place_name("合作篇")
    (True, False)
    """
    words = tagged(simplified(text))
    return len(words) == 1 and words[0][1] == "ns"


def tagged(text: str) -> list[tuple[str, str]]:
    """Words with their parts of speech (the tags of jieba: n, v, nr person, ns place, t time …)."""
    return [(word, tag) for word, tag in rjieba.tag(text)]


@lru_cache(maxsize=1 << 12)
def aligned(text: str) -> str:
    """The Simplified form of a text, character for character: what is found in it stands at the same place in the text.

    Patterns list words in one script and are looked for here; what is quoted is quoted from the text itself.

    >>> aligned("領導人會晤"), len(aligned("乾隆著作")) == 4
    ('领导人会晤', True)
    """
    whole = simplified(text)
    return whole if len(whole) == len(text) else "".join(_one(char) for char in text)


@cache
def _one(char: str) -> str:
    plain = simplified(char)
    return plain if len(plain) == 1 else char
