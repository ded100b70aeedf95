"""What kind of line is this? Code, tables and Latin sentences have punctuation of their own, not to be touched."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.hanzi import HAN

CODE = re.compile(
    r"""
      [{}\\]                                              # braces, backslashes
    | [A-Za-z0-9_)\]"'] ; \s* $                           # a statement ends
    | (?<! [<>=!-] ) == | != | <= | >= | := | => | -> | \|\| | && | \+\+ | ::   # operators
    | \b [a-z_][A-Za-z0-9_.]* \( (?= [^()]* [,"'] )       # a call with arguments
    | \b [A-Za-z_][\w.\[\]]* \s* [-+*/|]? = \s* (?! $ )   # an assignment
    | ^ \s* (?: def | class | import | from | return | if | for | while | print | echo | let | var | const ) \b .* [:(=]
    | ^ \s* (?: \# !? [a-z/] | // | \$ \s )               # a comment, a prompt
    | </? [a-z][a-z0-9]* [\s>/]                           # a tag
    | \b (?: SELECT | INSERT | UPDATE | DELETE ) \s .* \b (?: FROM | INTO | SET ) \b
    | ^ \s* ["'\[].* ["'] \s* : \s* ["'\[\d]              # JSON
    """,
    re.VERBOSE,
)
ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+|[\w.+-]+@[\w-]+\.[!-~]+")
SENTENCE_MARK = re.compile(r"[。！？；、“”「」《》]")
SALUTATION = re.compile(  # 女士们,先生们,朋友们:
    r"\s*(?:[^,:：，]{0,12}(?:[们們]|阁下|閣下|先生|女士|主席|总统|總統|总理|總理|部长|部長|同事|来宾|來賓|同志)\s*[,，]\s*){1,5}"
    r"[^,:：，]{0,12}(?:[们們]|阁下|閣下|先生|女士|同事|来宾|來賓|同志|朋友)\s*[:：,，!！]\s*"
)
WORDS_OF_LATIN = re.compile(r"[A-Za-z]{2,}")
ANY_HAN = re.compile(f"[{HAN}]")


@lru_cache(maxsize=4096)
def is_code(line: str) -> bool:
    """Does the line look like program text or mark-up?

    >>> is_code('print("你好", 名称)'), is_code("外长(Foreign Minister)表示"), is_code("会议,。各方")
    (True, False, False)
    """
    return not _is_mostly_han(line) and bool(CODE.search(ADDRESS.sub(" ", line)))


@lru_cache(maxsize=4096)
def is_table(line: str) -> bool:
    """Is the line a row of short cells, without a sentence in it?

    >>> is_table("张三,,男,北京"), is_table("王毅表示,,在各方热情参与和全力支持下,,倡议已成为平台")
    (True, False)
    """
    if SENTENCE_MARK.search(line) or SALUTATION.fullmatch(line):
        return False
    if "\t" in line or line.count("|") > 1:
        return True
    cells = [cell.strip() for cell in line.split(",")]
    if len(cells) < 3:
        return False
    filled = [len(cell) for cell in cells if cell]
    return not filled or max(filled) <= 4 or sum(filled) <= 3 * len(filled)


@lru_cache(maxsize=4096)
def is_latin(line: str) -> bool:
    """Is the line written in a Latin script, with at most a few Chinese words in it?

    >>> is_latin("The word 关系, or guanxi, is hard to translate."), is_latin("他在WHO工作")
    (True, False)
    """
    words = len(WORDS_OF_LATIN.findall(line))
    return words > 2 and words * 2 > len(ANY_HAN.findall(line))


def _is_mostly_han(line: str) -> bool:
    """A whole paragraph of Chinese stays one, whatever formula or address stands in it."""
    han = len(ANY_HAN.findall(line))
    return han >= 40 and han * 5 >= len(line) * 3


def is_prose(line: str) -> bool:
    """Is the line running Chinese, whose punctuation a repair may judge?"""
    return bool(ANY_HAN.search(line)) and not (is_code(line) or is_latin(line) or is_table(line))


def line_at(text: str, offset: int) -> str:
    """The line of `text` in which `offset` stands, without its terminator."""
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    ends = [end for end in (text.find("\n", offset), text.find("\r", offset)) if end >= 0]
    return text[start : min(ends, default=len(text))]


def lines(text: str) -> list[tuple[int, str]]:
    """Each line with its offset, terminators left out."""
    return [(match.start(), match[0]) for match in re.finditer(r"[^\r\n]+", text)]
