"""Signs, spaces and addresses set inside words: `国#家`, `人·类·命·运·共·同·体`, `一带一路www.example.com倡议`.

Sites do so against copying, and writers to keep a word from being found. The place is flagged with the word that is read
there; nothing is changed, for the sign may mean something that nobody here can know.

A sign counts where it splits a word of the dictionary in running text, or a set phrase (`generator/data/set_phrases.tsv`)
in several places or in its midst; a dot, hyphen or space only where it stands between all characters of a phrase, or, a
space, inside a common word in a text that sets none elsewhere. Left alone: `[1]` and other marks of notes, quotation
marks, names (`王 毅`, `张*明`), dots between words (`合作·共赢`), topics (`#话题#`), code, tables, formulas, letters set wide in
titles. Invisible characters are the rule `invisible`'s.

>>> [(flag.text, flag.likely) for flag in find("各方支持国#家主权，推动构建人·类·命·运·共·同·体建设，一带一路www.example.com倡议", "")]
[('国#家', '国家'), ('人·类·命·运·共·同·体', '人类命运共同体'), ('一带一路www.example.com倡议', '一带一路倡议')]
>>> list(find("“一带一路”倡议[1]，合作·共赢，全球[1]治理，部长王 毅、张*明出席，关注#中国#家庭，甲*乙", ""))
[]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from generator import hanzi, set_phrases
from generator.model import Flag, Rule
from generator.repairs.context import is_prose, lines
from generator.words import one_word_across

STRONG = "#＃*＊@＠^＾$＄|｜_＿=＝★☆●■□◆◇▲△※"
WEAK = "·•‧・.．-－ \u3000"
_QUOTES = "“”‘’「」『』"  # a phrase may hold them
_OTHER = "abcdefghijklmnopqrstuvwxyz0123456789/:~～%"  # addresses and stray letters
LONG_PHRASE = 6
COMMON = 100  # counts in the list of words from which a word is one that every reader sees
MOST = 80  # characters that a site sets into a phrase, its address included
MANY = 5  # spaces inside words from which they are the layout's

_SIGN = re.compile(rf"(?<=[{hanzi.HAN}])[{re.escape(STRONG)}](?=[{hanzi.HAN}])")
_SPACE = re.compile(rf"(?<=[{hanzi.HAN}]{{2}})[ \u3000](?=[{hanzi.HAN}]{{2}})")
_DATELINE_ENDS = "电電讯訊报報道導摄攝"  # a space follows them
_ADDRESS = re.compile(
    r"(?:https?://|www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|org|cn|cc|info|gov|edu)[a-z0-9./-]*"
)
_STRAY = re.compile(r"[a-z0-9]{1,3}")


def find(text: str, whole: str) -> Iterator[Flag]:
    if hanzi.has_kana(text):
        return
    done = 0
    for flag in sorted((*_phrases(text), *_words(text), *_spaces(text, whole or text)), key=lambda flag: flag.start):
        if flag.start >= done:
            done = flag.end
            yield flag


def _flag(text: str, start: int, end: int, likely: str) -> Flag:
    return Flag(start, end, text[start:end], RULE.id, "词语中间夹有不属于正文的符号或字符；未改", likely)


# -- inside set phrases ---------------------------------------------------------------------------------------------


def _phrases(text: str) -> Iterator[Flag]:
    bare = set_phrases.Bare(text, STRONG + WEAK + _QUOTES + _OTHER)
    if len(bare.text) == len(text):
        return
    for at, form, _ in set_phrases.whole().find(bare.text):
        start, end = bare.span(at, at + len(form))
        if len(form) < end - start <= len(form) + MOST and _is_split(text[start:end], len(form)):
            likely = "".join(char for char in text[start:end] if hanzi.IS_HAN.match(char))
            yield _flag(text, start, end, likely)


def _is_split(words: str, size: int) -> bool:
    """Is a phrase torn apart, not only set off in parts as titles set it off?"""
    inside = re.split(f"[{hanzi.HAN}]", words.translate({ord(char): None for char in _QUOTES}))[1:-1]
    signs = [sign for sign in inside if sign]
    if not signs:
        return False
    if len(signs) >= size - 1 and len(set(signs)) == 1:
        return signs[0].strip() != "" or size >= LONG_PHRASE
    if any(not (_ADDRESS.fullmatch(sign) or _STRAY.fullmatch(sign) or set(sign) <= set(STRONG)) for sign in signs):
        return False
    return size >= LONG_PHRASE or len(signs) > 1 or any(_ADDRESS.fullmatch(sign) for sign in signs)


# -- inside words ---------------------------------------------------------------------------------------------------


def _words(text: str) -> Iterator[Flag]:
    for offset, line in lines(text):
        signs = list(_SIGN.finditer(line))
        splits = [sign for sign in signs if _splits(line, sign.start())] if signs and is_prose(line) else []
        for sign in splits:
            alike = [other for other in splits if other[0] == sign[0]]
            if len(alike) == line.count(sign[0]) != 2 or len(alike) > 3:  # two are a pair around something
                at = offset + sign.start()
                yield _flag(text, at - 1, at + 2, text[at - 1] + text[at + 1])


def _splits(line: str, at: int) -> bool:
    """Do the characters on both sides make a common word, in a run that goes on (`、张*明、` is a name)?"""
    word = hanzi.simplified(line[at - 1] + line[at + 1])
    goes_on = hanzi.IS_HAN.match(line[at - 2 : at - 1] or " ") or hanzi.IS_HAN.match(line[at + 2 : at + 3] or " ")
    return bool(goes_on) and hanzi.words().get(word, 0) >= COMMON and one_word_across(line[:at], line[at + 1 :])


def _spaces(text: str, whole: str) -> Iterator[Flag]:
    if _SPACE.search(text) and _count_spaces(whole) <= MANY:
        for offset, line in lines(text):
            for space in _SPACE.finditer(line) if is_prose(line) and re.search("[。，]", line) else ():
                if _is_inside_a_word(line, space.start()):
                    at = offset + space.start()
                    yield _flag(text, at - 1, at + 2, text[at - 1] + text[at + 1])


def _is_inside_a_word(line: str, at: int) -> bool:
    """Does the space split a common word, and no word of two end before it or begin after it (`電 台中`)?"""
    word, before, after = (
        hanzi.simplified(pair) for pair in (line[at - 1] + line[at + 1], line[at - 2 : at], line[at + 1 : at + 3])
    )
    known = hanzi.words()
    if known.get(word, 0) < 3 * COMMON or before in known or after in known or line[at - 1] in _DATELINE_ENDS:
        return False
    return one_word_across(line[:at], line[at + 1 :])


@lru_cache(maxsize=4)
def _count_spaces(whole: str) -> int:
    return len(_SPACE.findall(whole))


RULE = Rule(
    id="inserted-character",
    stage="phrases",
    zh="夹入字符",
    en="Character set into a word",
    why="词语中间夹进了符号、空格或网址，多为网站防止复制或避开检索所加；只作标记，不改。",
    tei="seg",
    find=find,
)
