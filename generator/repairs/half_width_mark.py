"""Half-width punctuation in Chinese sentences.

Pages lose the width of their marks when a program replaces `，` by `,` (to save space, to escape comparison, or
because it knew Latin text only). In running Chinese the marks are brought back to full width: after a Chinese
character, or before one when a figure or an abbreviation stands in front (`5G,大数据`).

Left alone on purpose: `3.5`, `10:30`, `3:2`, `1,000`, `U.S.`, addresses, Latin sentences, tables, code. A question
mark in mid-line may be the ruin of a character that a machine could not read, so it is widened only after a
question, or at the end of a line or quotation in a text without other such ruins, and never where it may be the
dot of a name (`lost_dot`). Half-width brackets are the
custom of many newsrooms, also around Chinese (`(完)`, `(记者 某某)`): they stay, unless the text's other marks were
narrowed too, it has not one full-width bracket, and both the words inside and those around are Chinese.

>>> [(edit.start, edit.after) for edit in find("王毅说,疫情仍在蔓延;人均1,000元,比例3:2", "")]
[(3, '，'), (10, '；'), (19, '，')]
>>> list(find("He said, 你好, and left the room. See http://a.cn/b?c=d", ""))
[]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import hanzi
from generator.hanzi import HAN
from generator.model import Edit, Rule
from generator.repairs import lost_dot
from generator.repairs.context import ADDRESS, is_prose, lines

WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
CLOSING = "》”’」』〉】）％℃"
OPENING = "“‘「『《〈【（"
AFTER_CHINESE = re.compile(
    rf"""
    (?<= [{HAN}{CLOSING}] )                # after Chinese
    (?P<mark> [,;:!] )
    (?! [,;:!?/\\)] | [DP] (?! \w ) )      # not part of a row of marks, an address or a face
    (?! [ ]+ [0-9A-Za-z] )                 # set with a space, as in a bibliography
    """,
    re.VERBOSE,
)
BEFORE_CHINESE = re.compile(
    rf"""
    (?<= [A-Za-z0-9%)] )                   # after a figure, an abbreviation or a bracket
    (?P<mark> [,;:] )
    (?= [{HAN}{OPENING}] )                 # directly before Chinese
    """,
    re.VERBOSE,
)
ENOUGH = 3  # narrow marks after Chinese that show a text's marks to be narrowed
AFTER_FIGURE = re.compile(
    r"(?<=[0-9％%])(?P<mark>[,;:])(?=\s*$)"
)  # at the end of a line, in a text whose marks were narrowed
QUESTION = re.compile(
    rf"""
    (?P<clause> [^。！？!?，,；;\r\n]{{1,40}} ) (?<= [{HAN}{CLOSING}] )
    \?
    (?= [{CLOSING}"'] | \s*$ | \s*[{HAN}{OPENING}] | (?<= [吗嗎呢么麼吧] \? ) [A-Z] )
    """,
    re.VERBOSE,
)
ASKING = re.compile(
    r"吗|嗎|呢|么|麼|吧|谁|誰|何|哪|啥|怎|几|幾|多少|多大|是否|能否|可否|为什|為什|难道|難道|岂|豈|不是|没有|不"
)
ENDING = re.compile(r"[吗嗎呢么麼吧啊呀]”?’?$")
BRACKETS = re.compile(r"\( (?P<inside> [^()（）\r\n]{1,60} ) \)", re.VERBOSE)
RUINED = re.compile(rf"[{HAN}]\?(?:[!,;:/]|[a-zāáǎàēéěèīíǐìōóǒòūúǔù]{{1,6}}\))|\?[{HAN}]\?|[銆锛鈥]\?|\ufffd")
CHINESE_INSIDE = re.compile(rf"[{HAN}\d\s、，。：；·《》“”—,:;.]+")
LOST_BYTE = re.compile(f"(?<=[{HAN}])[?\ufffd]")
REFERENCE = re.compile(r"\[(?:[MCNJDRSPGZA]|DB|CP|EB)(?:/(?:OL|CD|MT|DK))?\]")  # the kinds of GB/T 7714
FULL_STOP = re.compile(rf"[{HAN})]\.+(?=\s|$)")
LATIN_OF_ITS_OWN = re.compile(rf"{ADDRESS.pattern}|&\w+;")  # addresses and character entities


def find(text: str, whole: str) -> Iterator[Edit]:
    del whole
    dots = {found.start for found in lost_dot.find(text, text)}
    ruined = bool(RUINED.search(text)) or any(_lost_a_byte(text, match.start()) for match in LOST_BYTE.finditer(text))
    narrowed = 0
    chinese = [(start, line) for start, line in lines(text) if set(line) & set(WIDE) and _is_chinese(line)]
    chinese = _without_style(chinese)
    habit = sum(len(list(_marks(line))) for _, line in chinese)
    for start, line in chinese:
        addresses = [match.span() for match in LATIN_OF_ITS_OWN.finditer(line)]
        at_end = AFTER_FIGURE.search(line) if habit >= ENOUGH else None
        for at in sorted({*_marks(line), *_questions(line, ruined), *([at_end.start()] if at_end else [])}):
            if start + at not in dots and not any(low <= at < high for low, high in addresses):
                narrowed += 1
                yield _wider(start + at, line[at])
    if narrowed >= 2 and "（" not in text:
        for start, line in chinese:
            yield from _brackets(start, line)


def _is_chinese(line: str) -> bool:
    """Running Chinese, and no reference of a bibliography, which has marks of its own (`北京: 水文出版社, 2008`)."""
    return is_prose(line) and not REFERENCE.search(line)


def _without_style(chinese: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Without the lines of a writer who sets half-width marks by custom: none of them, where most are so."""
    styled = {start for start, line in chinese if _is_styled(line)}
    if 2 * len(styled) > len(chinese) and not any(set("，。") & set(line) for _, line in chinese):
        return []
    return [(start, line) for start, line in chinese if start not in styled]


def _is_styled(line: str) -> bool:
    """Each mark with a space after it, a full stop as `.`, and not one full-width mark?"""
    marks = [match.end() for match in AFTER_CHINESE.finditer(line)]
    inside = [line[end : end + 1] for end in marks if end < len(line.rstrip())]
    return (
        bool(inside) and set(inside) == {" "} and bool(FULL_STOP.search(line)) and not set("，。；：！？") & set(line)
    )


def _lost_a_byte(text: str, at: int) -> bool:
    """Is the `?` what is left of a character in UTF-8 that was read as GBK (`鏉?`)?"""
    char = text[at - 1]
    code = hanzi.gbk(char)
    return bool(code and 0xE2 <= code[0] <= 0xE9 and 0x80 <= code[1] <= 0xBF and hanzi.rank(char) >= hanzi.ORDINARY)


def _marks(line: str) -> Iterator[int]:
    for pattern in (AFTER_CHINESE, BEFORE_CHINESE):
        for match in pattern.finditer(line):
            yield match.start("mark")


def _questions(line: str, ruined: bool) -> Iterator[int]:
    """Question marks that ask: after an interrogative; at an end also without one, if the text is otherwise whole."""
    for match in QUESTION.finditer(line):
        if _lost_a_byte(line, match.end() - 1):
            continue
        at_end = match.end() == len(line.rstrip()) or line[match.end() : match.end() + 1] in tuple(CLOSING + "\"'")
        if ENDING.search(match["clause"]) or (ASKING.search(match["clause"]) and not ruined) or (at_end and not ruined):
            yield match.end() - 1


def _brackets(start: int, line: str) -> Iterator[Edit]:
    for match in BRACKETS.finditer(line):
        around = line[match.start() - 1 : match.start()] if match.start() else "。"
        if (
            CHINESE_INSIDE.fullmatch(match["inside"])
            and re.search(f"[{HAN}]", match["inside"])
            and not around.isascii()
        ):
            yield _wider(start + match.start(), "(")
            yield _wider(start + match.end() - 1, ")")


def _wider(at: int, mark: str) -> Edit:
    return Edit(at, at + 1, mark, WIDE[mark], RULE.id, f"中文里的半角“{mark}”，按全角排")


RULE = Rule(
    id="half-width-mark",
    stage="characters",
    zh="半角标点",
    en="Half-width punctuation",
    why="中文句子里的标点被换成了半角；数字、网址、外文和代码里的半角标点不动。",
    tei="choice/orig/reg",
    find=find,
)
