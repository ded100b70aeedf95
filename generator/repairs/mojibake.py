"""Text decoded with the wrong table, where no byte was lost.

Three ways: UTF-8 read as GBK (`鍏充簬` is `关于`), UTF-8 read as Latin-1 or Windows-1252 (`ä¸­å›½` is `中国`), and
GBK read as Latin-1 (`ÖÐ¹ú` is `中国`). The run is encoded back and decoded as what it was. For UTF-8 that is its
own proof: no Chinese sentence happens to be a valid run of UTF-8 bytes; it must moreover give Chinese in everyday
characters. GBK proves less and must give everyday characters only, at least three. Windows-1252 is read as browsers
do (ftfy).

Left alone: accented letters in names (`Müller`, `São Paulo`), rare characters, Greek. Where a byte at the end of a
run is lost (`銆?`, often a full stop) or characters were replaced for good (`锟斤拷`), nothing is changed: a flag
says so.

>>> [edit.after for edit in find("鍏充簬 / ÖÐ¹ú¹ØÓÚ / ä¸\\xadå›½", "")]
['中国关于', '中国', '关于']
>>> list(find("Müller 和 São Paulo 的 café，鍏是古字", ""))
[]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

import ftfy.bad_codecs  # noqa: F401  (registers "sloppy-windows-1252")

from generator import hanzi
from generator.model import Edit, Flag, Rule
from generator.repairs.context import lines

HIGH = re.compile(r"[\u0080-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{2,}")  # what Windows-1252 makes of the bytes 80-FF
RUN = re.compile(
    r"[^\x00-\x7f] (?: [^\x00-\x7f] | \?(?=[^\x00-\x7f]) )* [?\ufffd]?", re.VERBOSE
)  # not ASCII, but for lost bytes
MARKS = frozenset("，。、；：？！“”‘’《》（）…—·「」『』【】〈〉 \u3000①②③④⑤％～")
ABOUT_CODES = re.compile(r"乱码|亂碼|编码|編碼|字符集|UTF-?8|GBK|Unicode|mojibake|解码|解碼", re.IGNORECASE)
UTF8 = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
)
REPLACED = re.compile(r"锟斤拷[锟斤拷]*|(?:烫烫|屯屯){2,}[烫屯]*")


def find(text: str, whole: str) -> Iterator[Edit | Flag]:
    del whole
    for start, line in lines(text):
        if line.isascii() or ABOUT_CODES.search(line):
            continue
        for match in HIGH.finditer(line):
            yield from _as_latin(start, match)
        if _tell_tale().search(line):
            for match in RUN.finditer(line):
                if _tell_tale().search(match[0]):
                    yield from _as_gbk(start + match.start(), match[0])
        for match in REPLACED.finditer(line):
            reason = "解码失败的替代字，原字已失，无从复原"
            yield Flag(start + match.start(), start + match.end(), match[0], RULE.id, reason)


# -- read as Latin-1 or Windows-1252 ----------------------------------------------------------------------------------


def _as_latin(start: int, match: re.Match[str]) -> Iterator[Edit]:
    data = _latin_bytes(match[0])
    if data is None:
        return
    for codec, name in (("utf-8", "UTF-8"), ("gbk", "GBK")):
        try:
            true = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if _is_chinese(true, strict=codec == "gbk"):
            reason = f"{name} 编码被当作西文解读，按原字节重读"
            yield Edit(start + match.start(), start + match.end(), match[0], true, RULE.id, reason)
            return


def _latin_bytes(run: str) -> bytes | None:
    for codec in ("latin-1", "sloppy-windows-1252"):
        try:
            return run.encode(codec)
        except UnicodeEncodeError:
            continue
    return None


def _is_chinese(true: str, strict: bool) -> bool:
    """Everyday Chinese; with `strict`, at least three characters and nothing but the most common."""
    usual = [hanzi.rank(char) < (hanzi.FREQUENT if strict else hanzi.ORDINARY) for char in true if char not in MARKS]
    if strict:
        return len(usual) >= 3 and sum(usual) * 5 >= len(usual) * 4 and all(map(_is_known, true))
    return all(char in MARKS or not char.isprintable() or hanzi.IS_HAN.match(char) for char in true) and (
        sum(usual) * 4 >= len(usual) * 3
    )


def _is_known(char: str) -> bool:
    return char in MARKS or hanzi.rank(char) < hanzi.ORDINARY


# -- UTF-8 read as GBK ------------------------------------------------------------------------------------------------


@cache
def _tell_tale() -> re.Pattern[str]:
    """Less common characters whose GBK bytes begin a Chinese character in UTF-8 (E3 80 to E9 BF)."""
    chars = (hanzi.from_gbk(lead, trail) for lead in range(0xE2, 0xF0) for trail in range(0x80, 0xC0))
    return re.compile("[" + "".join(char for char in chars if char and hanzi.rank(char) >= 500) + "]")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the shown characters, and what their bytes are in UTF-8 (None: they are not)."""

    start: int
    end: int
    true: str | None


def _as_gbk(start: int, run: str) -> Iterator[Edit | Flag]:
    """Every stretch of whole and sound UTF-8 is read again; what lies between with lost bytes is flagged."""
    codes = [_shown_bytes(char) for char in run]
    data = b"".join(codes)
    pieces = [piece for piece in _pieces(data, codes) if piece.true is not None and _is_proven(piece, run, len(run))]
    if not pieces:
        if run[:1] == "銆" and not run.strip("銆?\ufffd"):
            yield _hole(start, run)
        else:
            yield from _with_holes(start, run, data) or _stubs(start, run)
        return
    done = 0
    for piece in pieces:
        yield from _between(start + done, run[done : piece.start])
        before = run[piece.start : piece.end]
        reason = "UTF-8 编码被当作 GBK 解读，按原字节重读"
        yield Edit(start + piece.start, start + piece.end, before, piece.true or "", RULE.id, reason)
        done = piece.end
    yield from _between(start + done, run[done:])


def _shown_bytes(char: str) -> bytes:
    """The bytes of a character as browsers read GBK: the single byte 80 is the euro sign."""
    return b"\x80" if char == "€" else hanzi.gbk(char) or b"?"


def _pieces(data: bytes, codes: list[bytes]) -> Iterator[_Piece]:
    """The longest stretches that are UTF-8 and begin and end with a shown character."""
    index = dict(zip(accumulate(map(len, codes), initial=0), range(len(codes) + 1), strict=True))
    at = 0
    while at < len(data):
        ends = [at]
        while char := UTF8.match(data, ends[-1]):
            ends.append(char.end())
        if at in index and len(ends) > 1:
            last = max((end for end in ends if end in index), default=at)
            if last > at:
                yield _Piece(index[at], index[last], data[at:last].decode("utf-8", errors="replace"))
                at = last
                continue
        at += 1


def _is_proven(piece: _Piece, run: str, whole: int) -> bool:
    """Everyday Chinese that stood as rare characters; a part of a run proves itself by its length only."""
    true, shown = piece.true or "", run[piece.start : piece.end]
    rare = sum(hanzi.rank(char) >= hanzi.ORDINARY for char in shown)
    if len(true) < 2 or not _is_chinese(true, strict=False) or not rare:
        return False
    begins = piece.start == 0 and piece.end >= whole - 2
    return begins or (len(true) >= 4 and 3 * rare >= len(shown))


def _between(at: int, text: str) -> Iterator[Flag]:
    """What is left beside a stretch that was read again: flagged where it is ruined too."""
    bare = text.lstrip("?\ufffd")
    if bare and _tell_tale().search(bare):
        yield _hole(at + len(text) - len(bare), bare)


def _hole(at: int, text: str) -> Flag:
    data = b"".join(map(_shown_bytes, text))
    likely = "。" if data.rstrip(b"?") == b"\xe3\x80" else "□"  # three in four of this beginning are full stops
    return Flag(at, at + len(text), text, RULE.id, "UTF-8 编码被当作 GBK 解读，此处缺字节，未改", likely)


@cache
def _stub() -> re.Pattern[str]:
    """What is left of one character where all around it is sound."""
    rare = "".join(char for char in _tell_tale().pattern.strip("[]") if hanzi.rank(char) >= hanzi.ORDINARY)
    return re.compile(rf"[{rare}](?:[^\x00-\x7f]{{0,2}}€)?[?\ufffd]")


def _stubs(start: int, run: str) -> list[Flag]:
    return [_hole(start + match.start(), match[0]) for match in _stub().finditer(run)]


def _with_holes(start: int, text: str, data: bytes) -> list[Flag]:
    likely = re.sub("[\ufffd?]+", "□", data.decode(errors="replace"))
    han = hanzi.IS_HAN.findall(likely)
    usual = sum(hanzi.rank(char) < hanzi.ORDINARY for char in han)
    if usual >= 3 and usual * 5 >= len(data):  # of three bytes each: at least three fifths of all
        lead = len(text) - len(text.lstrip("?\ufffd"))
        reason = "UTF-8 编码被当作 GBK 解读，字节有缺，未改"
        return [Flag(start + lead, start + len(text), text[lead:], RULE.id, reason, likely)]
    return []


RULE = Rule(
    id="mojibake",
    stage="characters",
    zh="乱码",
    en="Mojibake",
    why="文字用错了编码解读，如“鍏充簬”本是“关于”；字节无缺的按原编码重读，有缺的只作标记。",
    tei="choice/sic/corr",
    find=find,
)
