"""Whom a speaker or a letter addresses, on lines of their own: `尊敬的主席先生，`, `各位朋友！`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.formulas import ADDRESS, line_kind
from generator.layout import ends_sentence

_ADDRESSED = re.compile(
    r"(?:[们們]|总统|總統|主席|总理|總理|首相|阁下|閣下|先生|女士|同事|来宾|來賓|嘉宾|嘉賓|朋友|代表|同志|国王|國王|陛下|殿下|部长|部長|大使|秘书长|秘書長|总干事|總幹事|书记|書記|市长|市長|会长|會長|委员|委員|教授|院长|院長|校长|校長|主任|同学|同學|老师|老師|同胞|使节|使節|团长|團長)$"
)
_CHAIR = re.compile(
    "(?:尊敬的)?(?:主席|议长|議長|会长|會長|秘书长|秘書長|总干事|總幹事)(?:先生|女士|阁下|閣下)[，,：:]"
)


def addresses(lines: Sequence[str]) -> frozenset[int]:
    """Lines of address at the beginning, or in a row below an ended sentence: each stands alone, however wide it is.

    >>> sorted(addresses(["尊敬的主席先生，", "各位代表：", "我从渡口来。", "各位朋友！", "渡口重开了。各位", "朋友，"]))
    [0, 1, 3]
    """
    found: set[int] = set()
    for n, words in enumerate(lines):
        before = lines[n - 1] if n else "。"
        ended = n - 1 in found or ends_sentence(before) or line_kind(before) is not None
        if _CHAIR.fullmatch(words) or (ADDRESS.fullmatch(words) and not _goes_on(words) and ended):
            found.add(n)
    return frozenset(found)


def _goes_on(words: str) -> bool:
    """Does a line that opens with an address go on with a sentence: a comma inside it that ends no address?"""
    parts = re.split("[，,]", words.rstrip("，,"))
    return words[-1] in "，," and any(not _ADDRESSED.search(part) for part in parts[1:])
