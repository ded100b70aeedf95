"""The dot in a foreign name, read as a question mark.

The dot between the parts of a foreign name (`弗拉基米尔·普京`) has had several codes; a program that does not know
one writes `?`: `弗拉基米尔?普京`. It is restored where the document proves it: the parts are written with the characters
used for foreign names, the question mark asks nothing, and

* the same name stands elsewhere with its dot;
* or the second part stands elsewhere by itself, as a surname does;
* or the same parts stand on both sides of a question mark again, in other company: nobody asks the same twice;
* or the name has three parts and more, and stands behind an office or before its own words (`让?克洛德?巴科:`);
* or other names of the page are so proven, and this one stands where a name does: behind an office or 叫.

A name that is proven in one place is restored in all. Left alone, and flagged: a single name that nothing else
proves. Left alone: `他来自古巴?巴西也是?`, where both are words.

>>> text = "俄罗斯总统弗拉基米尔?普京发表讲话。普京说"
>>> [(edit.start, edit.after) for edit in find(text, text)]
[(10, '·')]
>>> list(find("你来自古巴?巴西也参加吗?", ""))
[]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator import hanzi
from generator.model import Edit, Flag, Rule
from generator.offices import OFFICE_END
from generator.repairs.context import lines
from generator.words import tagged

SOUNDS = (  # the characters of the tables for writing foreign names in Chinese
    "阿埃艾爱安昂奥巴白拜班邦保鲍北贝本比彼毕别宾波玻伯博勃布采蔡策查察彻茨达大戴丹当道德登邓狄迪蒂丁东杜顿多厄恩尔耳发法凡范方"
    "菲费芬丰冯佛夫弗福富盖甘冈高戈哥格葛根贡古瓜圭果哈海汉豪赫黑亨洪胡华怀惠霍基吉季加贾简杰捷金津京菊卡凯坎康考柯科可克肯孔库夸"
    "奎昆拉莱赖兰朗劳勒雷里利莉丽连廉良列林伦琳龙隆卢鲁路露伦罗洛吕律马玛迈麦曼芒毛梅门蒙米密敏明缪莫墨默姆木穆拿纳娜奈南内尼宁"
    "纽农努诺女欧帕派潘庞培佩彭皮平珀朴普齐奇契恰乔切钦琴丘让热仁日荣茹儒瑞若撒萨塞赛三桑瑟森沙山珊尚绍舍申圣施什史士舒顺司丝斯"
    "松苏索塔泰坦汤唐陶特腾提田廷通图土托瓦万旺威韦维魏温文翁沃乌伍武西希锡夏香肖歇谢辛欣兴雄休修许雪逊雅亚延扬杨耶叶伊依易因英永"
    "翰蓬伽敖岑楚措代岱邸额芙佛哈亥加居喀琉蒂奎浦脱维弥什娅琪柳楠滕琼腊蓝仑蕾森耐娄"
    "罕汗卜玫珀茜萝缇蓓婕嘉勃噶嘎瑙摩涅"
    "莲得柴饶尧杭嫩宰仓蓉汉容钱焦昌姬"
    "尤于约云赞扎泽曾詹张章哲珍治兹朱卓佐詹茱莎娅薇蕾丽蒂曼黛妮娃弥尔"
)
NAME = rf"[{''.join(sorted(set(SOUNDS)))}]"
PART = re.compile(rf"(?P<first> {NAME}{{1,8}} ) \? (?= (?P<second> {NAME}{{1,8}} ) )", re.VERBOSE)
CHAIN = re.compile(rf"{NAME}{{1,8}}+ (?: \? {NAME}{{1,8}}+ ){{2,}}+ (?! \? )", re.VERBOSE)
SAYS = re.compile(r"\s*(?:[:：]|说|說|表示|指出|认为|認為)")
INTRODUCED = re.compile(r"(?:叫|名为|名為|是|与|與|和|及|、|——|》)$")
ASKS = re.compile(r"(?:[吗嗎呢谁誰哪啥么麼怎几幾吧否什]|为何|為何|如何|多少)[^。，；？?!！]*$")
CLAUSE = 20  # characters before a name in which a word may ask


@dataclass(frozen=True, slots=True)
class Place:
    """A question mark between runs of characters that write foreign names; `at` in the text.

    before, after  what its line has around the runs (around all of them, where several are chained by question marks)
    lines  those in which the question mark has the same neighbours
    """

    at: int
    first: str
    second: str
    before: str
    after: str
    chained: bool
    lines: frozenset[str]


def find(text: str, whole: str) -> Iterator[Edit | Flag]:
    whole = whole or text
    if "?" not in text:
        return
    places = list(_places(text, whole))
    proofs = {place.at: proof for place in places if (proof := _proof(place, whole))}
    for place in places:
        proof = proofs.get(place.at)
        if not proof and proofs and _stands_as_name(place):
            proof = "本文其他人名的间隔号也误作问号；此处前面是称谓，并不发问"
        if proof:
            yield Edit(place.at, place.at + 1, "?", "·", RULE.id, proof)
        elif len(place.first) >= 3 and len(place.second) >= 2 and not _ends_in_word(place.first):
            likely = f"{place.first}·{place.second}"
            yield Flag(place.at, place.at + 1, "?", RULE.id, "像是外国人名中的间隔号，证据不足，未改", likely)


def _places(text: str, whole: str) -> Iterator[Place]:
    every = [line for _, line in lines(whole) if "?" in line]
    for start, line in lines(text):
        simple = hanzi.simplified(line) if "?" in line else ""
        chains = [match.span() for match in CHAIN.finditer(simple)]
        for match in PART.finditer(simple):
            at, end = match.end(), match.end() + len(match["second"])  # just after the question mark
            span = next((span for span in chains if span[0] <= match.start() and end <= span[1]), None)
            low, high = span or (match.start(), end)
            first, second = line[match.start() : at - 1], line[at:end]
            same = frozenset(other for other in every if f"{first[-2:]}?{second[:2]}" in other)
            yield Place(start + at - 1, first, second, line[:low], line[high:], span is not None, same)


def _proof(place: Place, whole: str) -> str | None:
    """Why the two are one name, or None."""
    first, second = place.first, place.second
    for begin in range(max(0, len(first) - 5), len(first)):
        for end in range(len(second), 0, -1):
            if f"{first[begin:]}·{second[:end]}" in whole and end + len(first) - begin >= 3:
                return f"本文他处作“{first[begin:]}·{second[:end]}”"
    if _ends_in_word(first) or not (place.chained or len(first) >= 2):
        return None
    for end in range(len(second), 1, -1):
        surname = second[:end]
        alone = whole.count(surname) - whole.count("?" + surname) - whole.count("·" + surname)
        if len(first) >= 2 and alone > 0 and whole.count(first) == whole.count(first + "?"):
            return f"“{first}”与“{surname}”之间的间隔号误作问号，“{surname}”在本文单独出现"
    if _asks(place):
        return None
    if _differ(place.lines):
        return f"本文{len(place.lines)}行都作“{first[-2:]}?{second[:2]}”，同是一个人名，间隔号误作问号"
    if place.chained and (OFFICE_END.search(place.before) or (not place.before.strip() and SAYS.match(place.after))):
        return "几个问号连着外国人名用字，前有称谓或后接所说的话，是间隔号误作问号"
    return None


def _asks(place: Place) -> bool:
    """Does the question mark ask, or stand between words that mean something by themselves?"""
    if place.first == place.second or ASKS.search(hanzi.simplified(place.before[-CLAUSE:])):
        return True
    return _is_everyday(place.second[:2]) or _is_everyday(place.second) or place.after[:1] in ("?", "？")


def _differ(same: frozenset[str]) -> bool:
    """Are there two lines, neither of which is a copy of the other that was cut off?"""
    return any(not one.startswith(other) for one in same for other in same if len(one) >= len(other) and one != other)


def _stands_as_name(place: Place) -> bool:
    """Behind an office or a word that leads to a name, and before more of its sentence?"""
    if len(place.first) < 2 or len(place.second) < 2 or _ends_in_word(place.first) or _asks(place):
        return False
    led = OFFICE_END.search(place.before) or INTRODUCED.search(place.before)
    return bool(led) and bool(place.after.strip())


def _ends_in_word(first: str) -> bool:
    """Is the part before the mark (also) an everyday word, such as the name of a country?"""
    simple = hanzi.simplified(first)
    return any(_is_everyday(simple[-length:]) for length in range(2, 6) if length <= len(simple))


def _is_everyday(part: str) -> bool:
    """A word that every reader knows, and no name of persons (穆罕默德)?"""
    simple = hanzi.simplified(part)
    if len(simple) < 2 or hanzi.words().get(simple, 0) < 300:
        return False
    return not all(tag.startswith("nr") for _, tag in tagged(simple))


RULE = Rule(
    id="lost-dot",
    stage="characters",
    zh="人名间隔号",
    en="Lost dot in a name",
    why="外国人名中的间隔号“·”因编码不识变成问号；本文能证明是人名的才改回。",
    tei="choice/sic/corr",
    find=find,
)
