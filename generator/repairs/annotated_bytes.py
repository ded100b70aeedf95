"""A reading set into the middle of a character.

The machine that adds pinyin (see `pinyin-gloss`) works on bytes. Where the second byte of one character and the
first of the next happen to be a character that it knows, it puts the reading there and cuts the second one in two:
`日報` is C8D5 88F3, it sees D588, which is `請`, and writes `日?qǐng)` - the byte 88 and the opening bracket became
one `?`. What follows is out of step until something brings it back: `當(dāng)?shù)貢r` is `當地時`,
`張?jiān)趪?guó)際` is `張在國際`, `日?qǐng)?bào)` is `日報`.

The reading tells which character the machine saw, and its bytes which one it cut; `generator/out_of_step/` reads
the rest. Nothing is touched unless all of that agrees: a closing bracket without an opening one is not enough.

>>> [(edit.before, edit.after) for edit in find("當(dāng)?shù)貢r間18日", "")]
[('?shù)貢r', '地時')]
>>> [(edit.before, edit.after) for edit in find("中國日?qǐng)?bào)社記者張?jiān)趪?guó)際會議上", "")]
[('?qǐng)?bào)', '報'), ('?jiān)趪?guó)', '在國')]
>>> list(find("1)北京；2)上海（见附表a)，他问：是吗?ha)", ""))
[]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.hanzi import HAN
from generator.likelihood import language_of
from generator.model import Edit, Flag, Rule
from generator.out_of_step import Run, may_end, read
from generator.repairs.context import lines

AROUND = 40
BROKEN = re.compile(
    rf"""
    (?<= [{HAN})] ) [?\ufffd]?
    [a-z]* [āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ] [a-z]* \)     # a toned reading whose opening bracket is gone
    | (?<= [{HAN})] ) [?\ufffd] [a-z]{{1,6}} \)           # or a bare one after a swallowed byte
    """,
    re.VERBOSE,
)


def find(text: str, whole: str) -> Iterator[Edit | Flag]:
    del whole
    language = None
    for start, line in lines(text):
        for low, high in _suspect(line):
            language = language or language_of(text)
            for run in read(line[low:high], language, ends=may_end(line, high)):
                if run.kind == "gloss":
                    yield _verdict(run, line[low + run.start : low + run.end], start + low)


def _suspect(line: str) -> Iterator[tuple[int, int]]:
    low = high = -1
    for match in BROKEN.finditer(line):
        if match.start() > high:
            if low >= 0:
                yield low, min(high, len(line))
            low = max(0, match.start() - AROUND)
        high = match.end() + AROUND
    if low >= 0:
        yield low, min(high, len(line))


def _verdict(run: Run, before: str, offset: int) -> Edit | Flag:
    start, end = offset + run.start, offset + run.end
    if run.gain < 10.0:
        return Flag(start, end, before, RULE.id, "读音插进了两字的字节之间，推得此读，但证据不全，未改", run.likely)
    after = run.after if run.is_certain else run.proven
    reading = re.search(r"[^\W\d_?]+(?=\))", before)
    reason = f"读音“{reading[0] if reading else ''}”被插进两个字的字节之间，把后一字切断；按字节复原"
    return Edit(start, end, before, after, RULE.id, reason + run.doubt(after))


RULE = Rule(
    id="annotated-bytes",
    stage="characters",
    zh="插进字节间的拼音",
    en="Pinyin inserted between bytes",
    why="加注拼音的程序按字节查找，把读音插进相邻两字的字节之间，后一字因此被切断；依读音和字节可以复原。",
    tei="choice/sic/corr",
    find=find,
)
