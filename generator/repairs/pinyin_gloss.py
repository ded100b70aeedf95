"""A reading in brackets after a character, put there by a machine.

Pages that were copied to escape the notice of search engines carry the reading of many characters: with tone marks
(國(guó)務(wù)院), without (今(jin)天), with a space after them (內(nei) 羅畢), in brackets of any kind (國[guó]), in zhuyin (國（ㄍㄨㄛˊ）).
A reader stumbles over each, and no search finds the word that it splits.

A bracket counts only when it holds a reading of the very character before it: `(WHO)`, `(GDP)`, `(guanxi)` and
`(Xi Jinping)` are never touched. And readings are removed only when they are plainly the machine's: it glosses
everyday characters in their everyday reading, in the middle of a word, again and again; an author glosses a rare
character, or an unusual reading, once, or writes about language. So what stays is:

* a reading after a rare character or with an unusual reading, when the text has no other: `囍(xǐ)`, `六(lù)安`;
* the terms of a text on thought or art, a few words glossed again and again: `道(dào)与德(dé)`;
* a text about pronunciation, unless the readings are far too many to be its examples;
* a reader in which nearly every character has its reading;
* one single suspect reading, which is flagged: one is no proof;
* a few in brackets that are not round: those are a phonetic script's, a note's or a program's, until glossing in
  them is plainly the habit of the text.

>>> [(edit.start, edit.before) for edit in find("國(guó)務(wù)院總理今天表示", "")]
[(1, '(guó)'), (7, '(wù)')]
>>> list(find("新人家门上贴着囍(xǐ)字，世界卫生组织(WHO)", ""))
[]
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from generator import hanzi
from generator.model import Edit, Flag, Rule
from generator.repairs.word_gloss import WordGloss, machine_made
from generator.zhuyin import numbered

SPACES = " \u00a0\u2002-\u200a\u3000"

ROUND = "(（"
PAIRS = {
    **dict.fromkeys(ROUND, ")）"),
    **dict.fromkeys("[［", "]］"),
    **dict.fromkeys("{｛", "}｝"),
    **dict.fromkeys("<＜〈", ">＞〉"),
    **{"【": "】", "〔": "〕", "﹝": "﹞", "〖": "〗"},
}
_OPENING, _CLOSING = (re.escape("".join(marks)) for marks in (PAIRS, PAIRS.values()))
GLOSS = re.compile(
    rf"""
    (?P<char> [{hanzi.HAN}] )
    (?P<wrap> [\r\n]{{0,2}} )             # the line may have been wrapped before or inside the gloss
    (?P<gloss>
        [ \u00a0\u3000]?                 # some set a space before the bracket: 种 (zhǒng)子
        (?P<opening> [{_OPENING}] )
        (?P<inside> [^{_OPENING}{_CLOSING}{hanzi.HAN}]{{1,16}} )
        (?P<closing> [{_CLOSING}] )
    )
    (?: (?P=opening) (?P=inside) (?P=closing) )*         # set twice where two lists had the character
    """,
    re.VERBOSE,
)
WIRED = re.compile(r"日(?:[(（][^()（）]{1,8}[)）])?[电電讯訊]\Z")  # 9月9日电 冰岛: the agency's own space
CLOSING = "，。、；：？！,;:?!”’》〉」』）…"
SYLLABLE = re.compile(
    r"""
    [a-zü\u00df-\u024f]{1,6}              # letters, with tone marks or without (NFC, lower case)
    [0-5]?                                # or a tone number
    """,
    re.VERBOSE,
)
ABOUT_LANGUAGE = re.compile(
    r"""
      读音 | 讀音 | 拼音 | 注音 | 发音 | 發音 | 正音 | 同音 | 谐音 | 諧音 | 多音字 | 异读 | 異讀 | 误读 | 誤讀
    | 读作 | 讀作 | 念作 | 读成 | 讀成 | 念成 | 读为 | 讀為 | 念做 | 读\s?[(（“‘'"] | 音[(（]
    | 声母 | 聲母 | 韵母 | 韻母 | 声调 | 聲調 | 轻声 | 輕聲 | 儿化 | 兒化 | 四声 | 四聲 | 第[一二三四]声
    | 方言 | 生字 | 生词 | 生詞 | 识字 | 識字 | 汉字 | 漢字 | 字典 | 词典 | 詞典 | 部首 | (?<![铅鉛毛粉蜡蠟油彩钢鋼炭画畫]) (?:笔画 | 筆畫) | 普通话水平
    """,
    re.VERBOSE,
)
NEVER_GLOSSED = frozenset("的是在了不我你他她有这那和们也就都要会能与从到说上下中大人来去")  # in a text for readers
PARTICLES = frozenset("的了我你他她这那们就都说")  # and no author's terms, as 有 and 是 may be
CHILDS = 120  # rank of the characters that a child learns first
COMMON_WORD = 100  # counts in `data/words.tsv` from which a pair is a word that a reader sees at once
DOUBLED_MARK = re.compile(r",[。、；：？！,;?!:]")  # the same machine doubles marks
BROKEN_GLOSS = re.compile(rf"[{hanzi.HAN}]\??[a-z]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-z]*\)")  # and cuts bytes apart
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
    "习"
)


@dataclass(frozen=True, slots=True)
class Gloss:
    """A bracket that holds a reading of the character before it; `start`..`end` is what would go."""

    char: str
    syllable: str
    start: int
    end: int
    style: tuple[str, str, str]
    everyday: bool
    splits: bool
    printed: bool  # a character of everyday print, which an adult reads

    @property
    def strong(self) -> bool:
        """Does it look like the machine's: an everyday character in its everyday reading, in mid-word?"""
        return self.everyday and self.splits


def find(text: str, whole: str) -> Iterator[Edit | Flag]:
    del whole
    single = list(_of_characters(text))
    yield from single
    if not ABOUT_LANGUAGE.search(text):
        of_words = machine_made(text, witnessed=any(isinstance(one, Edit) for one in single))
        yield from (_word_removal(gloss, len(of_words), text) for gloss in of_words)


def _of_characters(text: str) -> Iterator[Edit | Flag]:
    glosses = _in_company(list(_glosses(text)))
    if not glosses:
        return
    scene = _Scene.of(text, glosses)
    for style in sorted({gloss.style for gloss in glosses}):
        group = [gloss for gloss in glosses if gloss.style == style]
        if _is_damage(group, scene, text):
            spaced = _followed_by_space(group, text)
            for gloss in group:
                yield from _removal(gloss, spaced, len(group), text)
        elif not scene.about_language and not scene.is_reader and style[-1] in ROUND:
            yield from (_doubt(gloss, text) for gloss in group if gloss.strong)


# -- what stands there ------------------------------------------------------------------------------------------------


def _glosses(text: str) -> Iterator[Gloss]:
    for match in GLOSS.finditer(text):
        if match["closing"] not in PAIRS[match["opening"]]:
            continue
        written = re.sub(rf"^[{SPACES}]+|[{SPACES}]+$|[\r\n]+", "", match["inside"])
        syllable = numbered(written) or hanzi.plain_letters(written)
        before = text[match.start() - 1 : match.start()]
        if SYLLABLE.fullmatch(syllable) and (
            _reads(match["char"], syllable) or _reads_coloured(before, match["char"], syllable)
        ):
            tones = _tone_style(match["char"], syllable)
            style = (tones if written.isascii() or tones != "numbered" else "zhuyin", _case(written), match["opening"])
            everyday = _is_everyday(match["char"], written, syllable)
            everyday_print = hanzi.rank(match["char"]) < hanzi.ORDINARY
            splits = _splits_a_word(match["char"], match.end(), text)
            yield Gloss(match["char"], written, match.end("char"), match.end(), style, everyday, splits, everyday_print)


@cache
def _reads(char: str, syllable: str) -> bool:
    """Is the syllable, in any tone, a reading of the character? Knows `lv` and `lu` for lü, and r-coloured vowels."""
    known = hanzi.syllables(char)
    bare = hanzi.toneless(syllable)
    if re.match("[jqxy]ü", bare):
        bare = bare.replace("ü", "u")
    spellings = {bare, re.sub("^([ln])u", r"\1ü", bare), bare.removesuffix("r") if len(bare) > 2 else bare}
    return bool(spellings & known) or (char in "儿兒" and bare == "r")


def _reads_coloured(before: str, char: str, syllable: str) -> bool:
    """Is the syllable the r-coloured reading of two characters, as of 劲儿 (jìnr)?"""
    return char in "儿兒" and syllable.endswith("r") and bool(before) and _reads(before, syllable[:-1])


@cache
def _tone_style(char: str, syllable: str) -> str:
    """Toned, numbered or bare; neutral where the reading itself has no tone, as in `們(men)`."""
    if syllable[-1].isdigit():
        return "numbered"
    if hanzi.has_tone(syllable):
        return "toned"
    return "neutral" if syllable in hanzi.readings(char) else "bare"


def _in_company(glosses: list[Gloss]) -> list[Gloss]:
    """Neutral tones look alike in toned, in numbered and in bare company: they belong to the greatest one."""
    company = Counter(gloss.style[0] for gloss in glosses)
    greater = max(("toned", "numbered", "bare"), key=lambda style: company[style])
    styles = [(greater if gloss.style[0] == "neutral" else gloss.style[0], *gloss.style[1:]) for gloss in glosses]
    return [replace(gloss, style=style) for gloss, style in zip(glosses, styles, strict=True)]


def _case(written: str) -> str:
    return "lower" if written == written.lower() else "capital" if written[1:] == written[1:].lower() else "upper"


def _is_everyday(char: str, written: str, syllable: str) -> bool:
    """An everyday character in the reading that everyone knows? Such a gloss helps no reader."""
    limit = hanzi.FREQUENT if hanzi.in_gb2312(char) else hanzi.ORDINARY
    if hanzi.rank(char) >= limit or (_case(written) == "capital" and hanzi.simplified(char) in SURNAMES):
        return False
    first = hanzi.first_reading(char)
    letters = syllable.rstrip("012345")
    return letters == first or (not hanzi.has_tone(letters) and letters == hanzi.toneless(first))


def _splits_a_word(char: str, end: int, text: str) -> bool:
    """Does the gloss stand in the middle of a word? An author would put it after the word."""
    following = text[end : end + 3].lstrip(SPACES + "\r\n")[:1]
    return hanzi.simplified(char + following) in hanzi.pairs()


# -- whose hand it was ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Scene:
    about_language: int
    is_reader: bool
    machine_at_work: bool

    @staticmethod
    def of(text: str, glosses: list[Gloss]) -> _Scene:
        han = sum(1 for _ in hanzi.IS_HAN.finditer(text))
        astray = sum(1 for gloss in glosses if re.match(rf"[ ][{CLOSING}]", text[gloss.end : gloss.end + 2]))
        share = 0.6 if astray < 2 else 0.9  # who sets a reader by hand sets no space before a mark
        reader = len(glosses) > share * han and any(hanzi.in_gb2312(gloss.char) for gloss in glosses)
        traces = DOUBLED_MARK.search(text) or BROKEN_GLOSS.search(text)
        return _Scene(len(ABOUT_LANGUAGE.findall(text)), reader, bool(traces))


def _is_damage(group: list[Gloss], scene: _Scene, text: str) -> bool:
    strong = [gloss for gloss in group if gloss.strong]
    chars = {gloss.char for gloss in strong}
    if not scene.is_reader and len(strong) >= 8 * scene.about_language and _is_tireless(group):
        return True
    if not scene.is_reader and not scene.about_language and (_is_idle(group, text) or _is_toneless(group, text)):
        return True
    if scene.is_reader or not strong or 2 * sum(gloss.everyday for gloss in group) < len(group):
        return False
    if _are_terms(group, text):
        return False
    if group[0].style[-1] not in ROUND and (len(strong) < 4 or len(chars) < 3 or not _is_spread(strong, text)):
        return False
    if scene.about_language:
        return len(strong) >= max(8, 5 * scene.about_language) and len(chars) >= 5
    if len(strong) >= 4 and len(chars) >= 2:
        return True
    if scene.machine_at_work or (len(strong) >= 2 and not any(map(hanzi.in_gb2312, chars))):
        return True
    return len(chars) >= 2 and _is_spread(strong, text)


def _is_tireless(group: list[Gloss]) -> bool:
    """Are the same everyday characters glossed again and again? No author does that, and least of all with 的 or 是."""
    often = Counter(hanzi.simplified(gloss.char) for gloss in group if gloss.everyday)
    again = {char for char, count in often.items() if count >= 3}
    return often.total() >= 8 and 2 * often.total() >= len(group) and len(again) >= 2 and bool(again & NEVER_GLOSSED)


def _is_toneless(group: list[Gloss], text: str) -> bool:
    """Are readings without tones, which teach nobody to speak, set into the words of everyday print, the same ones again?"""
    if group[0].style[0] != "bare" or group[0].style[-1] not in ROUND or _are_terms(group, text):
        return False
    inside = [gloss for gloss in group if gloss.splits and gloss.printed]
    often = Counter(hanzi.simplified(gloss.char) for gloss in inside)
    again = max(often.values(), default=0) >= 3 or sum(gloss.everyday for gloss in inside) >= 2
    return (
        len(often) >= 3
        and len(inside) >= 6
        and 3 * len(inside) >= 2 * len(group)
        and again
        and _is_spread(inside, text)
    )


def _is_idle(group: list[Gloss], text: str) -> bool:
    """Are particles glossed in running text, or several characters that every child can read? It helps nobody."""
    if group[0].style[-1] not in ROUND:
        return False
    running = [gloss for gloss in group if gloss.everyday and hanzi.IS_HAN.match(text[gloss.start - 2 : gloss.start])]
    particles = [gloss for gloss in running if hanzi.simplified(gloss.char) in PARTICLES]
    between = [gloss for gloss in particles if hanzi.IS_HAN.match(text[gloss.end : gloss.end + 1])]
    if len(between) >= 4 and 2 * len(particles) >= len(group):
        return _is_spread(particles, text)
    chars = {hanzi.simplified(gloss.char) for gloss in running}
    known = max((hanzi.rank(gloss.char) for gloss in running), default=CHILDS) < CHILDS
    return len(running) == len(group) >= 4 and len(chars) >= 3 and known and _is_far_apart(running, text)


def _is_far_apart(group: list[Gloss], text: str) -> bool:
    """Are there ten characters and more to every one that is glossed?"""
    return len(hanzi.IS_HAN.findall(text[group[0].start : group[-1].end])) >= 10 * len(group)


def _are_terms(group: list[Gloss], text: str) -> bool:
    """Are a few characters glossed again and again that mostly stand as words of their own? So an author does."""
    chars = {hanzi.simplified(gloss.char) for gloss in group}
    if len(chars) > 4 or len(group) < 2 * len(chars) or chars & NEVER_GLOSSED:
        return False
    return 2 * sum(_is_part_of_a_word(gloss, text) for gloss in group) < len(group)


def _is_part_of_a_word(gloss: Gloss, text: str) -> bool:
    around = (text[gloss.start - 2 : gloss.start], gloss.char + text[gloss.end : gloss.end + 1])
    return any(hanzi.words().get(hanzi.simplified(pair), 0) >= COMMON_WORD for pair in around)


def _is_spread(strong: list[Gloss], text: str) -> bool:
    """A reading spelt out in one breath stands together; a machine's are scattered."""
    between = text[strong[0].end : strong[-1].start]
    return len(hanzi.IS_HAN.findall(between)) - len(strong) + 1 >= len(strong)


def _followed_by_space(group: list[Gloss], text: str) -> str:
    """Before what does this machine put a space after its glosses: the inside of a character class.

    Nobody but a machine sets a space before a mark: one that does so sets it everywhere.
    """
    followers = [text[gloss.end : gloss.end + 2] for gloss in group]
    if _prefers_space(followers, re.compile(f"[{CLOSING}]")):
        return r"\S"
    return hanzi.HAN if _prefers_space(followers, hanzi.IS_HAN) else ""


def _prefers_space(followers: list[str], what: re.Pattern[str]) -> bool:
    spaced = sum(1 for pair in followers if pair[:1] == " " and what.match(pair[1:]))
    return spaced > 2 * sum(1 for pair in followers if what.match(pair))


# -- what is proposed -------------------------------------------------------------------------------------------------


def _removal(gloss: Gloss, spaced: str, count: int, text: str) -> Iterator[Edit]:
    """The gloss goes, line by line where it was wrapped, with the space that came with it."""
    end = gloss.end
    before = spaced or (hanzi.HAN if gloss.splits else "")
    own = not spaced and WIRED.search(text, max(0, gloss.start - 12), gloss.start)
    if before and not own and re.match(rf"[ ][{before}]", text[end : end + 2]):
        end += 1
    reason = f"“{gloss.syllable}”是前一字“{gloss.char}”的读音；全文有{count}处这样在常用字后加注读音"
    for part in re.finditer(r"[^\r\n]+", text[gloss.start : end]):
        yield Edit(gloss.start + part.start(), gloss.start + part.end(), part[0], "", RULE.id, reason)


def _word_removal(gloss: WordGloss, count: int, text: str) -> Edit:
    reason = f"“{gloss.reading}”是前面“{gloss.word}”的读音；全文有{count}处这样在常用词后加注读音"
    return Edit(gloss.start, gloss.end, text[gloss.start : gloss.end], "", RULE.id, reason)


def _doubt(gloss: Gloss, text: str) -> Flag:
    start = gloss.start - 1
    reason = f"“{gloss.syllable}”是“{gloss.char}”的读音，常用字后一般不加注；孤例不足为证，未改"
    return Flag(start, gloss.end, text[start : gloss.end], RULE.id, reason, gloss.char)


RULE = Rule(
    id="pinyin-gloss",
    stage="characters",
    zh="插入的拼音",
    en="Inserted pinyin",
    why="许多常用字后夹有括号里的读音，如“國(guó)”，多见于采集网站；读音须与前一字相符，且遍布全文，才予删除。",
    tei="surplus",
    find=find,
)
