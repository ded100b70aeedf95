"""Text decoded with the wrong table, where no byte was lost.

Four ways: UTF-8 read as GBK (`鍏充簬` is `关于`), UTF-8 read as Latin-1 or Windows-1252 (`ä¸­å›½` is `中国`), and
GBK read as Latin-1 (`ÖÐ¹ú` is `中国`), Big5 and GBK taken for each other. The run is encoded back and decoded as what it was. For UTF-8 that is its
own proof: no Chinese sentence happens to be a valid run of UTF-8 bytes; it must moreover give Chinese in everyday
characters. GBK proves less and must give everyday characters only, at least three. Windows-1252 is read as browsers
do (ftfy).

An accented letter in a name reads as two, of which the second is a sign that no name has (`RenÃ©` is `René`).

Left alone: accented letters in names (`Müller`, `São Paulo`), rare characters, Greek. Where a byte at the end of a
run is lost, what is left of a character shows as □ (`generator/utf8_as_gbk.py`); where characters were replaced for
good (`锟斤拷`), nothing is changed: a flag says so.

>>> [edit.after for edit in find("鍏充簬 / ÖÐ¹ú¹ØÓÚ / ä¸\\xadå›½", "")]
['中国关于', '中国', '关于']
>>> list(find("Müller 和 São Paulo 的 café，鍏是古字", ""))
[]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import ftfy.bad_codecs  # noqa: F401  (registers "sloppy-windows-1252")

from generator import hanzi
from generator.model import LOST, Edit, Flag, Rule
from generator.repairs.context import lines
from generator.utf8_as_gbk import as_gbk, is_chinese, read_leniently

HIGH = re.compile(r"[\u0080-\u07ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{2,}")  # what Windows-1252 makes of the bytes 80-FF,
# or UTF-8 of two of them: some programs try that first
WITH_LETTERS = re.compile(
    rf"{HIGH.pattern[:-4]}(?:{HIGH.pattern[:-4]}|[@-~](?={HIGH.pattern[:-4]}))+"
)  # second bytes in GBK
QUESTIONS = re.compile(
    r"(?:\?[ :：,，、.。“”()（）]*){8,}"
)  # a program wrote ? for each character that it did not know
ABOUT_CODES = re.compile(r"乱码|亂碼|编码|編碼|字符集|UTF-?8|GBK|Unicode|mojibake|解码|解碼", re.IGNORECASE)
SHOWN = re.compile("[“「『][^“”「」『』\\r\\n]{1,16}[”」』]")  # what a text on such errors shows of them
PRIVATE = re.compile(r"[\ue000-\uf8ff]")  # where these are kept, none has vanished
PAIRS = re.compile(r"[^\x00-\xff]{8,}")  # two bytes each
REPLACED = re.compile(r"锟斤拷[锟斤拷]*|(?:烫烫|屯屯){2,}[烫屯]*|\ufffd(?:[^\r\n]{0,3}\ufffd)*")
WIDE = re.compile(  # … and of three of them: other letters and signs, a Chinese one only between those
    rf"{HIGH.pattern[:-4]}(?:{HIGH.pattern[:-4]}|(?:[@-~]|[^\x00-\u07ff])(?={HIGH.pattern[:-4]})|[\u0800-\u1fff\uac00-\ud7a3])+"
)
LATIN = re.compile(  # an accented letter of a name, beside a plain one: `RenÃ©`, `SÃ£o`
    r"(?:(?<=[A-Za-z])|(?=[ÃÄÅ][\u0080-\u00bf]{1}(?:[ÃÄÅ][\u0080-\u00bf])*[A-Za-z]))(?:[ÃÄÅ][\u0080-\u00bf])+"
    r"|Ã[€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ](?=[A-Za-z])"
)
LEADS = frozenset("ãäåæçèéï")  # the first bytes of Chinese characters and marks in UTF-8


def find(text: str, whole: str) -> Iterator[Edit | Flag]:
    del whole
    shown = [match.span() for match in SHOWN.finditer(text)] if ABOUT_CODES.search(text) else []
    for one in _misread(text):
        if not any(low < one.start and one.end < high for low, high in shown):
            yield one


def _misread(text: str) -> Iterator[Edit | Flag]:
    other = [(start, line) for start, line in lines(text) if not ABOUT_CODES.search(line)]
    known = any(isinstance(one, Edit) for start, line in other for one in as_gbk(start, line, RULE.id))
    for start, line in other:
        yield from _as_latin(start, line)
        yield from as_gbk(start, line, RULE.id, known)
        yield from _as_other(start, line)
        for match in (*REPLACED.finditer(line), *QUESTIONS.finditer(line)):
            reason = "解码失败的替代字，原字已失，无从复原"
            yield Flag(start + match.start(), start + match.end(), match[0], RULE.id, reason)


# -- one Chinese table for the other ------------------------------------------------------------------------------------


def _as_other(start: int, line: str) -> Iterator[Edit | Flag]:
    """Big5 read as GBK, or GBK as Big5: each pair is another character. A whole run must turn from rubbish to everyday words."""
    for match in PAIRS.finditer(line):
        for codec, true_codec in (("gb18030", "cp950"), ("cp950", "gb18030")):
            try:
                true = match[0].encode(codec).decode(true_codec)
            except UnicodeError:
                continue
            if _is_plainly(true) and not is_chinese(match[0], strict=False):
                low, high = start + match.start(), start + match.end()
                if codec == "cp950":
                    yield Edit(low, high, match[0], true, RULE.id, "GBK 编码被当作 Big5 解读，按原字节重读")
                elif PRIVATE.search(match[0]):
                    yield Edit(low, high, match[0], true, RULE.id, "Big5 编码被当作 GBK 解读，按原字节重读")
                else:  # the commonest characters may have vanished without a trace
                    reason = "Big5 编码被当作 GBK 解读，其间或有字已失，未改"
                    yield Flag(low, high, match[0], RULE.id, reason, true)
                break


def _is_plainly(true: str) -> bool:
    """Everyday Chinese of everyday words, with nothing else in it."""
    words = sum(hanzi.simplified(pair) in hanzi.pairs() for pair in map("".join, pairwise(true)))
    return is_chinese(true, strict=True) and 3 * words >= len(true)


# -- read as Latin-1 or Windows-1252 ----------------------------------------------------------------------------------


def _as_latin(start: int, line: str) -> Iterator[Edit | Flag]:
    taken: list[tuple[int, int]] = []
    for pattern in (WITH_LETTERS, HIGH, WIDE):
        for match in pattern.finditer(line):
            if _is_free(match, taken) and (true := _read_again(match[0])):
                reason = f"{true[1]} 编码被当作西文解读，按原字节重读"
                reason += f"；{LOST}处字节有失，无从复原" if LOST in true[0] else ""
                yield Edit(start + match.start(), start + match.end(), match[0], true[0], RULE.id, reason)
                taken.append(match.span())
    for match in LATIN.finditer(line):
        if _is_free(match, taken) and (data := _latin_bytes(match[0])) and (letters := _accented(data)):
            reason = "UTF-8 编码被当作西文解读，按原字节重读"
            yield Edit(start + match.start(), start + match.end(), match[0], letters, RULE.id, reason)
            taken.append(match.span())
    for match in HIGH.finditer(line):
        if _is_free(match, taken) and _looks_misread(match[0]):
            reason = "像是编码被当作西文解读，字节有缺，未改"
            yield Flag(start + match.start(), start + match.end(), match[0], RULE.id, reason)


def _is_free(match: re.Match[str], taken: list[tuple[int, int]]) -> bool:
    return all(match.end() <= low or high <= match.start() for low, high in taken)


def _accented(data: bytes) -> str:
    """The accented letters that bytes of UTF-8 are, if they are nothing else."""
    try:
        letters = data.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return letters if letters.isalpha() else ""


def _read_again(run: str) -> tuple[str, str] | None:
    """The Chinese that a run is, and its encoding."""
    data = _latin_bytes(run)
    if data is None:
        return None
    for codec, name in (("utf-8", "UTF-8"), ("gbk", "GBK")):
        try:
            true = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if is_chinese(true, strict=codec == "gbk"):
            return true, name
    true, end = max(read_leniently(data), key=lambda one: one[1], default=("", 0))
    lost = true.count(LOST)
    if (
        end == len(data)
        and len(true) >= 4 * lost
        and len(true) - lost >= 4
        and is_chinese(true.replace(LOST, ""), False)
    ):
        return true, "UTF-8"
    return None


def _looks_misread(run: str) -> bool:
    """So many accented capitals and signs in a row are no word of any language, nor are first bytes at every third place."""
    signs = sum(not char.islower() for char in run)
    leads = sum(char in LEADS for char in run)
    return len(run) >= 6 and min(run) < "\u0100" and (2 * signs > len(run) or (signs > 1 and 5 * leads >= len(run)))


def _is_utf8(char: str) -> bool:
    """Is the character what a program made of two or three bytes, and not of one?"""
    return (char > "\u00ff" and not HIGH.fullmatch(char * 2)) or "\u00ff" < char < "\u0800"


def _latin_bytes(run: str) -> bytes | None:
    for codec in ("latin-1", "sloppy-windows-1252"):
        try:
            return run.encode(codec)
        except UnicodeEncodeError:
            continue
    try:
        return b"".join(char.encode("utf-8" if _is_utf8(char) else "sloppy-windows-1252") for char in run)
    except UnicodeEncodeError:
        return None


RULE = Rule(
    id="mojibake",
    stage="characters",
    zh="乱码",
    en="Mojibake",
    why="文字用错了编码解读，如“鍏充簬”本是“关于”；字节无缺的按原编码重读，有缺的只作标记。",
    tei="choice/sic/corr",
    find=find,
)
