"""The dot in a foreign name, read as a question mark.

The dot between the parts of a foreign name (`弗拉基米尔·普京`) has had several codes; a program that does not know
one writes `?`: `弗拉基米尔?普京`. It is restored where the document proves it: the same name stands elsewhere with
its dot, or both sides are written with the characters used for foreign names, the second part stands elsewhere by
itself, as a surname does, and the question mark asks nothing.

Left alone, and flagged: a single name that nothing else proves. Left alone: `他来自古巴?巴西也是?`, where both are
words.

>>> text = "俄罗斯总统弗拉基米尔?普京发表讲话。普京说"
>>> [(edit.start, edit.after) for edit in find(text, text)]
[(10, '·')]
>>> list(find("你来自古巴?巴西也参加吗?", ""))
[]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import hanzi
from generator.model import Edit, Flag, Rule
from generator.repairs.context import lines

SOUNDS = (  # the characters of the tables for writing foreign names in Chinese
    "阿埃艾爱安昂奥巴白拜班邦保鲍北贝本比彼毕别宾波玻伯博勃布采蔡策查察彻茨达大戴丹当道德登邓狄迪蒂丁东杜顿多厄恩尔耳发法凡范方"
    "菲费芬丰冯佛夫弗福富盖甘冈高戈哥格葛根贡古瓜圭果哈海汉豪赫黑亨洪胡华怀惠霍基吉季加贾简杰捷金津京菊卡凯坎康考柯科可克肯孔库夸"
    "奎昆拉莱赖兰朗劳勒雷里利莉丽连廉良列林伦琳龙隆卢鲁路露伦罗洛吕律马玛迈麦曼芒毛梅门蒙米密敏明缪莫墨默姆木穆拿纳娜奈南内尼宁"
    "纽农努诺女欧帕派潘庞培佩彭皮平珀朴普齐奇契恰乔切钦琴丘让热仁日荣茹儒瑞若撒萨塞赛三桑瑟森沙山珊尚绍舍申圣施什史士舒顺司丝斯"
    "松苏索塔泰坦汤唐陶特腾提田廷通图土托瓦万旺威韦维魏温文翁沃乌伍武西希锡夏香肖歇谢辛欣兴雄休修许雪逊雅亚延扬杨耶叶伊依易因英永"
    "翰蓬伽敖岑楚措代岱邸额芙佛哈亥加居喀琉蒂奎浦脱维弥什娅琪柳楠滕琼腊蓝仑蕾森耐娄"
    "尤于约云赞扎泽曾詹张章哲珍治兹朱卓佐詹茱莎娅薇蕾丽蒂曼黛妮娃弥尔"
)
NAME = rf"[{''.join(sorted(set(SOUNDS)))}]"
PART = re.compile(rf"(?P<first> {NAME}{{1,8}} ) \? (?= (?P<second> {NAME}{{2,8}} ) )", re.VERBOSE)


def find(text: str, whole: str) -> Iterator[Edit | Flag]:
    whole = whole or text
    if "?" not in text:
        return
    for start, line in lines(text):
        simple = hanzi.simplified(line) if "?" in line else ""
        for match in PART.finditer(simple):
            at = match.end()  # just after the question mark
            first, second = line[match.start() : at - 1], line[at : at + len(match["second"])]
            verdict = _proof(first, second, whole)
            if verdict:
                yield Edit(start + at - 1, start + at, "?", "·", RULE.id, verdict)
            elif len(first) >= 3 and not _ends_in_word(first):
                likely = f"{first}·{second}"
                yield Flag(start + at - 1, start + at, "?", RULE.id, "像是外国人名中的间隔号，证据不足，未改", likely)


def _proof(first: str, second: str, whole: str) -> str | None:
    """Why the two are one name, or None."""
    for begin in range(max(0, len(first) - 5), len(first)):
        for end in range(len(second), 0, -1):
            if f"{first[begin:]}·{second[:end]}" in whole and end + len(first) - begin >= 3:
                return f"本文他处作“{first[begin:]}·{second[:end]}”"
    if len(first) < 2 or _ends_in_word(first):
        return None
    for end in range(len(second), 1, -1):
        surname = second[:end]
        alone = whole.count(surname) - whole.count("?" + surname) - whole.count("·" + surname)
        if alone > 0 and whole.count(first) == whole.count(first + "?"):
            return f"“{first}”与“{surname}”之间的间隔号误作问号，“{surname}”在本文单独出现"
    return None


def _ends_in_word(first: str) -> bool:
    """Is the part before the mark (also) an everyday word, such as the name of a country?"""
    simple = hanzi.simplified(first)
    known = hanzi.words()
    return any(known.get(simple[-length:], 0) >= 300 for length in range(2, 6) if length <= len(simple))


RULE = Rule(
    id="lost-dot",
    stage="characters",
    zh="人名间隔号",
    en="Lost dot in a name",
    why="外国人名中的间隔号“·”因编码不识变成问号；本文能证明是人名的才改回。",
    tei="choice/sic/corr",
    find=find,
)
