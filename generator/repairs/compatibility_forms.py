"""Characters that only look right: radicals, compatibility ideographs, small and vertical marks, ligatures.

PDF files often map the glyph of a character to a code made for something else: `⼈` (U+2F08, a radical) for `人`,
`⺠` for `民`, U+F90A for `金`, `︽` (a bracket for vertical setting) for `《`, `ﬁ` for `fi`. They look the same
and are found by no search. Between Chinese characters (ligatures: between Latin letters) they become the usual ones.

Left alone: a text about radicals; a sign that stands by itself; lines with Korean; circled numbers, full-width
letters and digits (`ＷＴＯ`, `２０２０`), which are how the page was printed. Private-use characters have no known
meaning: they are flagged, never guessed.

>>> [edit.after for edit in find("\\u2f08⺠的\\uf90a融，︽公报︾", "")]
['人', '民', '金', '《', '》']
>>> list(find("部首“⼈”写作亻，ＷＴＯ成立于１９９５年", ""))
[]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.hanzi import HAN
from generator.model import Edit, Flag, Rule
from generator.repairs.context import lines

RADICALS = dict(
    zip(
        "⺁⺄⺇⺎⺓⺝⺟⺠⺴⺼⻁⻄⻅⻆⻉⻋⻑⻒⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻯⻰⻳",
        "厂乙几兀幺月母民网月虎西见角贝车長长长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿竜龙龟",
        strict=True,
    )
)
SMALL_AND_VERTICAL = dict(
    zip(
        "﹐﹑﹒﹔﹕﹖﹗﹙﹚︐︑︒︓︔︕︖︵︶︹︺︻︼︽︾︿﹀﹁﹂﹃﹄｡､｢｣",
        "，、．；：？！（），、。：；！？（）〔〕【】《》〈〉「」『』。、「」",
        strict=True,
    )
)
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
ODD = re.compile(
    rf"""
      [\u2e80-\u2fd5\uf900-\ufad9\U0002f800-\U0002fa1d]      # radicals, compatibility ideographs
    | [{"".join(SMALL_AND_VERTICAL)}]
    | [{"".join(LIGATURES)}]
    """,
    re.VERBOSE,
)
PRIVATE = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010fffd]+")
ABOUT_FORMS = re.compile(r"部首|偏旁|部件|康熙字典|Unicode|统一码|兼容汉字|字形|笔画|竖排|直排|radical", re.IGNORECASE)
OTHER_SCRIPT = re.compile(r"[\uac00-\ud7af\u3041-\u30fa\uff66-\uff9d]")
CHINESE = re.compile(rf"[{HAN}\u2e80-\u2fd5\u3001-\u3011\uff0c\uff1a\uff1b“”0-9]")


def find(text: str, whole: str) -> Iterator[Edit | Flag]:
    del whole
    for start, line in lines(text):
        for match in PRIVATE.finditer(line):
            reason = "字体自造的字（专用区编码），不知是何字，未改"
            yield Flag(start + match.start(), start + match.end(), match[0], RULE.id, reason)
        if ODD.search(line) and not ABOUT_FORMS.search(line) and not OTHER_SCRIPT.search(line):
            yield from _in_line(start, line)


def _in_line(start: int, line: str) -> Iterator[Edit]:
    for match in ODD.finditer(line):
        at, char = match.start(), match[0]
        usual = _usual(char)
        beside = line[max(0, at - 1) : at] + line[at + 1 : at + 2]
        fits = (
            any(other.isascii() and other.isalpha() for other in beside)
            if char in LIGATURES
            else CHINESE.search(beside)
        )
        if usual != char and fits:
            reason = f"兼容字符 U+{ord(char):04X}，通行写法是“{usual}”"
            yield Edit(start + at, start + at + 1, char, usual, RULE.id, reason)


def _usual(char: str) -> str:
    for table in (RADICALS, SMALL_AND_VERTICAL, LIGATURES):
        if char in table:
            return table[char]
    usual = unicodedata.normalize("NFKC", char)
    return usual if len(usual) == 1 else char


RULE = Rule(
    id="compatibility-forms",
    stage="characters",
    zh="兼容字符",
    en="Compatibility forms",
    why="排版文件把部首、竖排符号或连字的编码当作普通字用，看来一样，检索不到；改为通行编码，全角字母数字不动。",
    tei="choice/orig/reg",
    find=find,
)
