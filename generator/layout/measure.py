"""What one line of text is by itself: how wide, whether a sentence ends with it, which marks it leaves open.

Widths are in full-width characters: a Han character or full-width mark counts 1, a Latin letter, digit or space 0.5.
"""

from __future__ import annotations

import re
from functools import lru_cache

TERMINAL = "。！？!?…"
CLOSERS = "”’」』）)》〉】〕]"
_NOTES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳]〕］"
CLAUSE = "，、；：,;:"
_ENGLISH_END = re.compile(r"(?:[A-Za-z][^\s]*\s+){3,}[^\s.]*[A-Za-z0-9]{3,}\.$")  # no abbreviation
_NOTE = re.compile(r"(?<=[。！？”’」』）])(?:[①-⑳]|[\[〔［][0-9]{1,3}[\]〕］])+$")  # the mark of a footnote
_NARROW = re.compile("[\x00-\xb6\xb8-\u1fff]+")  # what stands before general punctuation, the middle dot aside
_POINT = re.compile(
    "(?:^|[：:；;。，,、\\s])(?:[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3}|[A-Za-z])$"
)  # before the bracket of `1）`
_SQUEEZED = set("，。、；：！？“”‘’「」『』（）《》〈〉【】〔〕·")


@lru_cache(maxsize=1 << 12)
def width(text: str) -> float:
    """The width of a text in full-width characters.

    >>> width("第 2254 号"), width("“一带一路”")
    (5.0, 6.0)
    """
    return len(text) - 0.5 * sum(map(len, _NARROW.findall(text)))


def squeezed(text: str) -> float:
    """The width a text may have shrunk to: typesetters set marks in half their width to fill a line."""
    return width(text) - 0.5 * sum(char in _SQUEEZED for char in text)


def ends_sentence(text: str) -> bool:
    """Does the text end where a sentence may end?

    >>> [ends_sentence(t) for t in ("谢谢。", "他说：“好。”", "“十三五”", "飞得更高——", "国际")]
    [True, True, False, True, False]
    >>> [ends_sentence(t) for t in ("志书语焉不详。①", "已有定论。[12]", "其一①")]
    [True, True, False]
    >>> [ends_sentence(t) for t in ("We agreed to meet again in 2022.", "the Government of the U.S.", "第1.")]
    [True, False, False]
    """
    bare = (_NOTE.sub("", text) if text[-1:] in _NOTES else text).rstrip(CLOSERS)
    return bool(bare) and (
        bare[-1] in TERMINAL
        or bare.endswith(("——", "..."))
        or (bare[-1] == "." and bool(_ENGLISH_END.search(bare)))
        or (bare[-1] == "．" and not _POINT.search(bare[:-1]))  # as formulas and old print have it
    )


def balance(text: str) -> tuple[int, int]:
    """How many closing marks lack their opening one, and how many opening marks lack their closing one.

    >>> balance("友谊。”回信“当天"), balance("2）会议商定：a）开放；b）重建。"), balance("共十五人）。")
    ((1, 1), (0, 0), (1, 0))
    """
    pairs = dict(zip("”’」』）》", "“‘「『（《", strict=True))
    stack: list[str] = []
    unopened = 0
    for n, char in enumerate(text):
        if char in pairs.values():
            stack.append(char)
        elif char in pairs:
            if pairs[char] in stack:
                while stack.pop() != pairs[char]:
                    pass
            elif not (char == "）" and _POINT.search(text[max(0, n - 4) : n])):
                unopened += 1
    return unopened, len(stack)
