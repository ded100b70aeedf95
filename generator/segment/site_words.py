"""Lines of a site's own that nothing in them tells, but what stands elsewhere on the page does.

* The name of the site above the title: a line of the page's own (`云州网 > 时政 > 正文`, `云州网版权所有`) begins with it.
* What a site prints on every leaf of a document: the same words beside each page number, or its address beside one.
* What is advertised between a line `=== 广告 ===` and the next ruled line.

>>> lines = ["云州网", "渡口重开", "渡口今日重开，两岸居民乘船往来。", "云州网版权所有"]
>>> site_words(lines, [None, None, None, "site-chrome"])
{0}
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from generator.folios import folio
from generator.formulas import line_kind
from generator.hanzi import simplified
from generator.layout import ends_sentence, width
from generator.repairs.advert import RULE as ADVERT
from generator.repairs.page_label import RULE as PAGE_LABEL

_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{2,10}")
_CELL = re.compile(r"[\s　>＞›»→|｜/·©:：_-]+")
_OWNED = re.compile(r"(?:版权|版權|www\.|https?:|[-–—|｜_])")
_ADDRESS = re.compile(r"(?:www\.|https?://)[!-~]+|\b[a-z0-9-]+\.(?:com|cn|net|org|example)\b", re.IGNORECASE)
_LEAF = re.compile(r"[-—–·•\s]*第?\s*[0-9]{1,4}\s*(?:[页頁/／].*|[-—–·•\s]*)")  # and no page of a newspaper
_RULED = re.compile(r"[≡=＝~～*＊—─\-]{4,}")
_MISSION = re.compile(r"中华人民共和国常?驻[^，。：]{2,24}(?:大使馆|领事馆|代表团|使团|代表处|办事处)")
_STAMP = re.compile(  # what a watermark says
    r"水印|(?:在[线線]|[仅僅]供|文[档檔])?(?:[预預][览覽]|[试試][读讀阅閱看])|[样樣][张張章]|[未请請勿]{1,2}[经經]?[授转轉][权權载載]"
)
_CUT = 10  # width of a line that is more than a heading
_THREAD = re.compile(r"[\[【［]\s*(?:复制|複製)[^\[\]【】［］]{2}\s*[\]】］]")  # behind the title of a forum's thread
_TITLE = 12  # width of a line that is a title of its own
_PROSE = 16  # width of a line that is a paragraph
_WIDE = 30
_BLOCK = 4  # lines of an advert


def site_words(lines: Sequence[str], taken: Sequence[str | None]) -> set[int]:
    """The lines that are the site's; `taken` says by which rule a whole line is furniture already."""
    found = {*_on_leaves(lines, taken), *_advertised(lines, taken)}
    return found | set(_names(lines, [ADVERT.id if n in found else rule for n, rule in enumerate(taken)]))


def stamps(lines: Sequence[str], taken: Sequence[str | None]) -> set[int]:
    """Watermarks that were read as lines: an address or a word of previews and no sentence, again and again or in mid-sentence.

    >>> stamps(["渡口今日重开，票价不变，两", "渡口网 www.dukou.example 预览水印", "岸居民乘船往来。"], [None] * 3)
    {1}
    """
    left = [n for n in range(len(lines)) if not taken[n]]
    found = [n for n in left if width(lines[n]) <= _WIDE and not re.search("[，。；：！？]", lines[n])]
    found = [n for n in found if _ADDRESS.search(lines[n]) or _STAMP.search(lines[n])]
    cut = {lines[n] for n in found if _cuts(lines, left, n) and (_ADDRESS.search(lines[n]) or _STAMP.search(lines[n]))}
    often = Counter(lines[n] for n in found)
    return {n for n in found if lines[n] in cut or (often[lines[n]] > 2 and _ADDRESS.search(lines[n]))}


def _cuts(lines: Sequence[str], left: Sequence[int], n: int) -> bool:
    """Does a line stand in the middle of a sentence of the text?"""
    at = left.index(n)
    above, below = (lines[left[k]] if 0 <= k < len(left) else "" for k in (at - 1, at + 1))
    runs = width(above) >= _CUT and not ends_sentence(above) and above[-1] not in "：:；;"
    return runs and bool(re.search("[，。]", above)) and bool(re.search("[，。]", below))


def _names(lines: Sequence[str], taken: Sequence[str | None]) -> Iterator[int]:
    """Short lines above the text with which a line of the page's own begins, where another is left for a title."""
    prose = next((n for n, line in enumerate(lines) if ends_sentence(line) and width(line) >= _PROSE), 0)
    head = [n for n in range(prose) if not taken[n] and not line_kind(lines[n])]
    owned = {name for line, rule in zip(lines, taken, strict=True) if rule for name in _owner(line)}
    free = [n for n in range(prose) if not taken[n]]
    names = [n for n in free if (_NAME.fullmatch(lines[n]) and lines[n] in owned) or _is_mission(lines, taken, n)]
    if set(head) - set(names):
        yield from names


def _is_mission(lines: Sequence[str], taken: Sequence[str | None], n: int) -> bool:
    """Is a line of a scraped page the embassy whose site it is, over a title of its own (no `声明` that goes on with it)?"""
    if not any(taken) or not _MISSION.fullmatch(simplified(lines[n])):
        return False
    below = next((line for line, rule in zip(lines[n + 1 :], taken[n + 1 :], strict=True) if not rule), "")
    return width(below) >= _TITLE and not re.match("[关關][于於]|[声聲]明|公告|通知|照[会會]", below)


def _owner(line: str) -> Iterator[str]:
    """The name with which a line of the page's own begins: of a trail of sections, or before its rights or address."""
    cells = [cell for cell in _CELL.split(line) if cell]
    numbered = bool(cells) and folio(line.removeprefix(cells[0])) is not None  # a title on each leaf
    if len(cells) > 1 and not numbered and not _THREAD.search(line):
        yield cells[0]
    yield from (part for part in line.split("，")[1:] if len(part) >= 4)  # 下载某某APP，畅读海量书库
    if found := _OWNED.search(line):
        yield re.sub(r"[\W_]+|Copyright|[0-9]{4}", "", line[: found.start()])


def _on_leaves(lines: Sequence[str], taken: Sequence[str | None]) -> Iterator[int]:
    """Lines beside the numbers of pages that stand there again, or that have an address."""
    leaves = {n for n, rule in enumerate(taken) if rule == PAGE_LABEL.id and _LEAF.fullmatch(lines[n])}
    beside = [
        n
        for n, line in enumerate(lines)
        if not taken[n] and width(line) <= _WIDE and not ends_sentence(line) and leaves & {n - 1, n + 1}
    ]
    often = Counter(lines[n] for n in beside)
    yield from (n for n in beside if often[lines[n]] > 1 or _ADDRESS.search(lines[n]))


def _advertised(lines: Sequence[str], taken: Sequence[str | None]) -> Iterator[int]:
    """The lines below an advert's opening rule down to its closing rule, if they are few and no paragraph."""
    for n, rule in enumerate(taken):
        if rule != ADVERT.id or not re.match(r"[≡=＝~～*＊—\-]{2,}", lines[n]):
            continue
        end = next((m for m in range(n + 1, min(len(lines), n + 1 + _BLOCK)) if _RULED.fullmatch(lines[m])), n)
        inside = range(n + 1, end + 1)
        if not any(ends_sentence(lines[m]) for m in inside):
            yield from (m for m in inside if not taken[m])
