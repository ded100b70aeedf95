"""The whole clause around some words of a text: what is quoted as evidence neither begins nor ends in mid-word."""

from __future__ import annotations

_PAIRS = dict(zip("“‘「『《〈（(【", "”’」』》〉）)】", strict=True))
_OPENS = {closing: opening for opening, closing in _PAIRS.items()}
_STOPS = frozenset("，。！？；：,;!?\n")
_ENDS = frozenset("。！？!?…，")


def clause(text: str, start: int, end: int, first: int = 0) -> tuple[int, int]:
    """Offsets of the clause or clauses that hold `start`..`end`, with quotation marks and brackets in pairs.

    `first` is where the sentence begins at the earliest (behind a dateline). A mark whose other half is nowhere in the
    text is taken for no mark.

    >>> text = "会后，双方于6月8日举行主题为“团结、合作”的会议。"
    >>> at = text.index("6月8日")
    >>> text[slice(*clause(text, at, at + 4))]
    '双方于6月8日举行主题为“团结、合作”的会议'
    """
    start, end = _in_pairs(text, *_with_title(text, start, end))
    low, high = _left(text, start, min(first, start)), _right(text, end)
    while low < start and text[low].isspace():
        low += 1
    while high > end and text[high - 1].isspace():
        high -= 1
    return low, high


def _with_title(text: str, start: int, end: int) -> tuple[int, int]:
    """Words inside 《…》 with the whole title: it is a word of its sentence."""
    opening, closing = text.rfind("《", 0, start), text.find("》", end)
    if opening < 0 or closing < 0 or "》" in text[opening:start] or "《" in text[end:closing]:
        return start, end
    return opening, closing + 1


def _in_pairs(text: str, start: int, end: int) -> tuple[int, int]:
    """The passage, widened to the other half of every mark that it holds one half of."""
    opened: list[str] = []
    for char in text[start:end]:
        if char in _PAIRS:
            opened.append(char)
        elif opened and _OPENS.get(char) == opened[-1]:
            opened.pop()
        elif char in _OPENS:
            start = max(text.rfind(_OPENS[char], 0, start), 0) if _OPENS[char] in text[:start] else start
    for char in reversed(opened):
        at = text.find(_PAIRS[char], end)
        end = at + 1 if at >= 0 else end
    return start, end


def _left(text: str, start: int, first: int) -> int:
    at = start
    while at > first:
        char = text[at - 1]
        if char in _STOPS or char in _PAIRS:
            break
        if char in _OPENS:
            opening = _partner(text, at - 1)
            if opening is None or opening < first or text[at - 2 : at - 1] in _ENDS:  # a quoted sentence ends here
                break
            at = opening
            continue
        at -= 1
    return at


def _right(text: str, end: int) -> int:
    at = end
    while at < len(text):
        char = text[at]
        if char in _STOPS or char in _OPENS:
            break
        if char in _PAIRS:
            closing = _closing(text, at)
            if closing is None or any(mark in text[at:closing] for mark in "。！？"):
                break
            at = closing
        at += 1
    return at


def _partner(text: str, closing: int) -> int | None:
    """Where the mark opens that closes at `closing`."""
    depth = 0
    for at in range(closing, -1, -1):
        if text[at] == text[closing]:
            depth += 1
        elif text[at] == _OPENS[text[closing]]:
            depth -= 1
            if depth == 0:
                return at
    return None


def _closing(text: str, opening: int) -> int | None:
    """Where the mark closes that opens at `opening`."""
    depth = 0
    for at in range(opening, len(text)):
        if text[at] == text[opening]:
            depth += 1
        elif text[at] == _PAIRS[text[opening]]:
            depth -= 1
            if depth == 0:
                return at
    return None
