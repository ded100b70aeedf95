"""Text decoded with the wrong table, where no byte was lost.

Three ways: UTF-8 read as GBK (`鍏充簬` is `关于`), UTF-8 read as Latin-1 or Windows-1252 (`ä¸­å›½` is `中国`), and
GBK read as Latin-1 (`ÖÐ¹ú` is `中国`). The run is encoded back and decoded as what it was. For UTF-8 that is its
own proof: no Chinese sentence happens to be a valid run of UTF-8 bytes; it must moreover give Chinese in everyday
characters. GBK proves less and must give everyday characters only, at least three. Windows-1252 is read as browsers
do (ftfy).

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

import ftfy.bad_codecs  # noqa: F401  (registers "sloppy-windows-1252")

from generator.model import Edit, Flag, Rule
from generator.repairs.context import lines
from generator.utf8_as_gbk import as_gbk, is_chinese

HIGH = re.compile(r"[\u0080-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{2,}")  # what Windows-1252 makes of the bytes 80-FF
ABOUT_CODES = re.compile(r"乱码|亂碼|编码|編碼|字符集|UTF-?8|GBK|Unicode|mojibake|解码|解碼", re.IGNORECASE)
REPLACED = re.compile(r"锟斤拷[锟斤拷]*|(?:烫烫|屯屯){2,}[烫屯]*")


def find(text: str, whole: str) -> Iterator[Edit | Flag]:
    del whole
    other = [(start, line) for start, line in lines(text) if not (line.isascii() or ABOUT_CODES.search(line))]
    known = any(isinstance(one, Edit) for start, line in other for one in as_gbk(start, line, RULE.id))
    for start, line in other:
        for match in HIGH.finditer(line):
            yield from _as_latin(start, match)
        yield from as_gbk(start, line, RULE.id, known)
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
        if is_chinese(true, strict=codec == "gbk"):
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


RULE = Rule(
    id="mojibake",
    stage="characters",
    zh="乱码",
    en="Mojibake",
    why="文字用错了编码解读，如“鍏充簬”本是“关于”；字节无缺的按原编码重读，有缺的只作标记。",
    tei="choice/sic/corr",
    find=find,
)
