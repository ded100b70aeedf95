"""Blocks of lines that a scraper wrote more than once. The first copy stays, each further line leads to it.

A loop repeats long lines, in order. What authors repeat on purpose is short (a refrain, a heading, `……`), and one line
on its own counts only when it is long, or directly follows itself: in doubt it stays.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from generator.hanzi import simplified
from generator.layout import ends_sentence
from generator.model import Draft, Edit, Piece
from generator.repairs.structure import LOOP_COPY

ANCHOR = 10  # a repeated block is entered only at a line of at least so many characters
BLOCK = 60  # characters that repeated lines must have together to be a loop
LINE = 18  # and on average: refrains and lists have shorter lines
NEXT = 20  # characters that suffice for one line directly after itself
_HEAD = 6  # lines above a lead among which its title is
_TITLE = 6  # characters of a title that no heading repeats by chance
_END = 4  # characters of a paragraph's end that no author sets on a line of their own right above a copy
CUT = 8  # characters that the last line of a text must share with the line it was cut from
CANDIDATES = 16
NONE: Mapping[int, str] = MappingProxyType({})
_CUT, _CUT_BEFORE = "，末尾残缺", "，开头残缺"
_SET_OTHERWISE = "，只有空格或标点的宽窄不同"
_OPEN = re.compile(
    r"[(（\[［【〔<{][^)）\]］】〕>}]{0,8}$|[?\ufffd&]$|&#?\w{0,6}$"
)  # what a copy has begun and not ended
_REPEATS = re.compile("与第([0-9]+)行相同")


def find_copies(
    text: str, pieces: Sequence[Piece], as_found: Mapping[int, str] = NONE
) -> tuple[list[Piece], list[Edit]]:
    """The pieces that are kept, and an edit for each line that repeats a kept one.

    Linear in the text: a line is compared only with kept lines that read the same. A line that an editor corrected is
    compared as it was found: the correction of one copy does not make another of it.
    """
    here = [text[piece.start : piece.end] for piece in pieces]
    shared = {piece.line for piece, other in pairwise(pieces) if piece.line == other.line}
    found = {line: words for line, words in as_found.items() if line not in shared}
    words = [_bare(found.get(piece.line, own)) for piece, own in zip(pieces, here, strict=True)]
    places: dict[str, list[int]] = {}
    roots = list(range(len(pieces)))  # the kept piece that each piece repeats, or itself
    kept: list[Piece] = []
    edits: list[Edit] = []
    proven: set[int] = set()  # kept pieces that a loop is known to repeat
    n = 0
    while n < len(pieces):
        if _is_lead(words, n):
            edits.append(_edit(here, words, pieces, n + 1, n))
            n += 1
            continue
        first, length = _longest(words, places, n)
        due = _due(words, roots, n)
        if due is not None and not length:
            first, length = due, 1
        if length and _is_quoted(words, first, n):
            kept += pieces[n : n + length]
            n += length
            continue
        again = length > 0 and roots[first] in proven
        if again or due is not None or _is_loop(words, first, n, length):
            led = _led_in(words, roots, first, n)
            roots[n - led : n + length] = roots[first - led : first + length]
            if not led and _ends_root(words, roots, first, n):
                led, roots[n - 1] = 1, roots[first] - 1
            if not led and (title := _title_above(words, roots, first, n)) is not None:
                led, roots[n - 1] = 1, title
            proven.update(roots[n - led : n + length])
            del kept[len(kept) - led :]
            edits += [_edit(here, words, pieces, roots[k], k) for k in range(n - led, n + length)]
            n += length
            continue
        if len(words[n]) >= ANCHOR:
            places.setdefault(words[n], []).append(n)
        kept.append(pieces[n])
        n += 1
    return kept, edits


def _bare(line: str) -> str:
    """A line without what another copy may set otherwise: spaces beside Chinese, and how wide its marks are.

    >>> _bare("1958 年冬天,钟掉进了河里 。"), _bare("the bell of 1958, lost")
    ('1958年冬天，钟掉进了河里。', 'the bell of 1958, lost')
    """
    return _SPACE.sub("", line.translate(_WIDE) if _HAN.search(line) else line)


_HAN = re.compile("[\u4e00-\u9fff]")
_WIDE = str.maketrans(",;:?!()", "，；：？！（）")
_SPACE = re.compile(
    "(?<=[\u4e00-\u9fff，。、；：？！（）“”])[ \u00a0\u3000]+|[ \u00a0\u3000]+(?=[\u4e00-\u9fff，。、；：？！（）“”])"
)


def _is_lead(words: Sequence[str], n: int) -> bool:
    """Is a line the beginning of the next, cut off by a machine that makes leads, with or without the title before it?

    >>> _is_lead(["渡口重开", "渡口重开渡口今日重开，两岸居民乘船往来，票价不变，秋", "渡口今日重开，两岸居民乘船往来，票价不变，秋收前通车。"], 1)
    True
    """
    titles = (line for line in words[max(0, n - _HEAD) : n] if len(line) >= 4 and words[n].startswith(line))
    own = words[n].removeprefix(next(titles, ""))
    below = words[n + 1] if n + 1 < len(words) else ""
    # a title, too, may be set twice, once with its day
    open_ended = bool(re.search("[，。]", own)) and not ends_sentence(own)
    return len(own) >= NEXT and open_ended and own != below and below.startswith(own.rstrip("…."))


def _due(words: Sequence[str], roots: Sequence[int], n: int) -> int | None:
    """The kept piece that a loop would repeat next, where piece `n` is it, whole or cut off."""
    if n == 0 or roots[n - 1] == n - 1 or not words[n]:
        return None
    after = roots[n - 1] + 1
    whole = words[after] == words[n]
    cut = len(words[n]) >= 2 and words[after] != words[n] and _begins(words[after], words[n], n == len(words) - 1)
    return roots[after] if after < n and (whole or cut) else None


def _led_in(words: Sequence[str], roots: Sequence[int], first: int, n: int) -> int:
    """How many lines right before piece `n` read as those before `first`: too short to tell of a loop, they belong to it.

    A loop that begins with a heading is known only by the paragraph below it.
    """
    led = 0
    while first - led > 0 and first < n - led - 1 and roots[n - led - 1] == n - led - 1:
        if not words[n - led - 1] or words[n - led - 1] != words[first - led - 1]:
            break
        led += 1
    return led


def _title_above(words: Sequence[str], roots: Sequence[int], first: int, n: int) -> int | None:
    """The title of a text whose copy begins right below piece `n - 1`, where that is the title once more.

    Between title and text stand the page's day and source, which a copy may go without.
    """
    if n < 1 or roots[n - 1] != n - 1 or len(words[n - 1]) < _TITLE:
        return None
    head = range(max(0, first - _HEAD), min(first, n - 1))
    title = next((k for k in reversed(head) if words[k] == words[n - 1]), None)
    between = words[title + 1 : first] if title is not None else ()
    return None if any("。" in line for line in between) else title


def _ends_root(words: Sequence[str], roots: Sequence[int], first: int, n: int) -> bool:
    """Is piece `n - 1`, right above a copy, the end of the paragraph right above what was copied?

    A machine that reads a page again begins where it stopped, also in mid-paragraph.
    """
    above, end = roots[first] - 1, words[n - 1] if n else ""
    if above < 0 or n - 1 <= above or roots[n - 1] != n - 1:
        return False
    return len(end) >= _END and words[above].endswith(end) and words[above] != end


def _longest(words: Sequence[str], places: dict[str, list[int]], n: int) -> tuple[int, int]:
    """Where kept lines begin that read like the lines from `n` on, and how many do."""
    best = (0, 0)
    for first in places.get(words[n], [])[-CANDIDATES:]:
        length = 0
        while first + length < n and n + length < len(words) and words[first + length] == words[n + length]:
            length += 1
        if length and first + length < n and n + length < len(words) and _cut(words, first + length, n + length):
            length += 1
        if length > best[1]:
            best = (first, length)
    return best


def _cut(words: Sequence[str], first: int, later: int) -> bool:
    """Is a line the beginning of the one that a copy would have here? A copy may stop anywhere, even in a word."""
    last = later == len(words) - 1
    return len(words[later]) >= CUT and words[first] != words[later] and _begins(words[first], words[later], last)


def _begins(whole: str, part: str, last: bool) -> bool:
    """Is a line the beginning of another? A copy may stop in mid-gloss (`水文報(b`) or in mid-byte (`水文?`).

    Where it is the last of a text two characters suffice; below others, which may be the page's own, it takes more.
    """
    enough = 2 if last else CUT
    return whole.startswith(part) or (len(bare := _OPEN.sub("", part)) >= enough and whole.startswith(bare))


def _is_loop(words: Sequence[str], first: int, later: int, length: int) -> bool:
    size = sum(len(word) for word in words[later : later + length])
    told = length == 1 or size >= LINE * length  # a question and its answer may be put again
    if length and told and first + length == later and size >= NEXT and not _is_chorus(words, first, later, length):
        return True
    if _is_narrow_loop(words, later, length):
        return True
    if size < BLOCK or size < LINE * length:
        return False
    return length >= 2 or size >= 2 * BLOCK


def _is_chorus(words: Sequence[str], first: int, later: int, length: int) -> bool:
    """Is a line that directly follows itself sung twice again further on, with other words between; or is it told that
    it was said again?"""
    if length > 1:
        return False
    above, below = words[first - 1] if first else "", words[later + 1] if later + 1 < len(words) else ""
    if _SAID_AGAIN.search(above) or _SAID_TWICE.search(below):
        return True
    line = words[first]
    rest = range(later + 1, min(len(words) - 1, later + _VERSES))
    before = range(max(0, first - _VERSES), first - 1)
    return any(words[n] == words[n + 1] == line and words[n - 1] != line for n in (*rest, *before) if n)


_SAID_AGAIN = re.compile(  # 他每念一句，众人跟着念一句。
    "(?:跟[着著]|随[着著]|隨[着著]|[齐齊][声聲]|接[着著])[念读讀说說唱喊复複]|重[复複]|[又再][^，。]{1,4}了?一[遍次]|[连連][^，。]{1,4}[两兩三][遍次声聲]|一[遍次]又一[遍次]"
)
_SAID_TWICE = re.compile(  # 诸位，这一句我念了两遍。
    "[念读讀说說唱喊讲講抄写寫印问問][^，。]{0,4}[两兩三四][遍回]|第[二两兩]遍|[又再][^，。]{1,4}了?一遍|(?:同一|[这這]|上)[一]?[句段行][^。]{0,12}(?:[两兩]次|重[复複])"
)
_VERSES = 24  # lines within which a chorus comes back
_QUOTES = re.compile(
    "(?:来照|來照|来函|來函|来信|來信|去照|照会|照會|换文|換文|原文|条文|條文|内容|內容|誓词|誓詞|宣誓|全文)[^。！？：:]{0,12}[：:]$"
)


def _is_quoted(words: Sequence[str], first: int, later: int) -> bool:
    """Is what repeats a letter that its answer repeats in full: announced right above, where the first was not?"""
    above = (_QUOTES.search(words[n - 1]) if n else None for n in (first, later))
    return [bool(found) for found in above] == [False, True]


def _is_narrow_loop(words: Sequence[str], later: int, length: int) -> bool:
    """Many short lines in the same order: the columns of a newspaper, not a refrain."""
    size = sum(len(word) for word in words[later : later + length])
    return length >= 6 and size >= 2 * BLOCK and size >= ANCHOR * length


def breaks_off(edits: Sequence[Edit], end: int) -> bool:
    """Does the text end in a copy that was cut in mid-line (`end` is where the last line of its own ends), so that nobody can know what followed?"""
    return bool(edits) and edits[-1].reason.endswith(_CUT) and edits[-1].end >= end


def goes_on_at(edits: Sequence[Edit], end: int) -> int | None:
    """The line whose copy follows the kept text, which ends at `end`: there the witness goes on with a repetition."""
    first = next((edit for edit in edits if edit.start >= end), None)
    found = _REPEATS.match(first.reason) if first else None
    return int(found[1]) if found else None


def starts_over(draft: Draft, line: int | None) -> bool:
    """Do the copies begin where the document does, with its first line or first paragraph, so that all of it was there?"""
    units = [unit.pieces[0] for unit in draft.fields if unit.pieces]
    first = min((*units, *draft.body), key=lambda piece: piece.start, default=None)
    return line is not None and line in {piece.line for piece in (first, *draft.body[:1]) if piece}


def concludes(line: str) -> bool:
    """Are these the words that a treaty or a speech ends with, so that whatever was repeated below, nothing was lost?

    >>> lines = ("本宣言以中文和法文写成，两种文本同等作准。", "謝謝大家！", "双方对此表示感谢。", "会议通过了以三种文字写成的报告。")
    >>> [concludes(line) for line in lines]
    [True, True, False, False]
    """
    return bool(_CONCLUDES.search(simplified(line)))


_CONCLUDES = re.compile(
    r"(?:文本|文字|文)[，、]?(?:具有)?(?:同[等一样]{1,2}(?:有效|作准|效力|真实)|同为作准|均为正本)"
    r"|(?:本|此)[^，。]{0,12}(?:于|系)[^。]{4,40}(?:签署|签订|订于|订立|发表|通过)，?[^。]{0,16}(?:一式[^。]{1,4}份|文写成|文本)[^。]*。$"
    r"|^(?:最后[，,])?(?:再次)?(?:谢谢|多谢|感谢)(?:大家|各位|诸位|你们|主席先生)?[!！。]*$"
)


def _edit(here: Sequence[str], words: Sequence[str], pieces: Sequence[Piece], first: int, later: int) -> Edit:
    piece = pieces[later]
    cut = "" if words[first] == words[later] else _CUT_BEFORE if words[first].endswith(words[later]) else _CUT
    same = cut or here[first] == here[later]
    reason = f"与第{pieces[first].line}行相同，重复抓取{cut if same else _SET_OTHERWISE}"
    return Edit(piece.start, piece.end, here[later], "", LOOP_COPY.id, reason)
