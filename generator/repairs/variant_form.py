"""A character in the other script, against the document's own form.

A Simplified text has `友誼` once and `友谊` everywhere else: its source was pieced together, or an input method
slipped. The document's own form is restored, and recorded as a regularised spelling, not as an error.

Only a single character is changed, in a document whose script is otherwise uniform, and only where the same
document writes the same two characters in its own form at least twice. Left alone: passages in the other script,
names of books and quotations in it, characters that both scripts use (后, 里, 云, 著), regional variants (伙伴,
復蘇), mixed documents.

>>> whole = "增进友谊，巩固友谊，这种友谊经得起考验，各国人民发扬团结精神，为实现发展和进步作出贡献"
>>> [(edit.before, edit.after) for edit in find("中俄友誼长存", whole)]
[('誼', '谊')]
>>> list(find("題為「中俄友誼」", whole)), list(find("中俄友誼长存", "中俄友誼长存"))
([], [])
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from opencc import OpenCC

from generator import hanzi
from generator.model import Edit, Rule

ENOUGH, EVIDENCE = 12, 2
NEAR = 8  # no other character of the other script may stand this near


def find(text: str, whole: str) -> Iterator[Edit]:
    script = _script(whole)
    if script is None or hanzi.has_kana(text):  # Japanese has forms of its own
        return
    foreign = [at for at, char in enumerate(text) if _is_foreign(char, script)]
    for at in foreign:
        if any(other != at and abs(other - at) <= NEAR for other in foreign):
            continue
        own = _own_form(text[at], script)
        around = (text[max(0, at - 1) : at] + own, own + text[at + 1 : at + 2])
        proof = [pair for pair in around if len(pair) == 2 and hanzi.IS_HAN.match(pair) and _counts(pair, whole)]
        if own and proof:
            reason = f"本文他处都作“{proof[0]}”，此处字形从本文"
            yield Edit(at, at + 1, text[at], own, RULE.id, reason)


def _counts(pair: str, whole: str) -> bool:
    return bool(hanzi.IS_HAN.match(pair[1])) and whole.count(pair) >= EVIDENCE


@lru_cache(maxsize=16)
def _script(whole: str) -> str | None:
    """Hans or Hant, when nearly all characters that tell are of one script."""
    hant = sum(1 for char in whole if _is_foreign(char, "Hans"))
    hans = sum(1 for char in whole if _is_foreign(char, "Hant"))
    if hans + hant < ENOUGH:
        return None
    if hant * 20 <= hans:
        return "Hans"
    return "Hant" if hans * 20 <= hant else None


@cache
def _is_foreign(char: str, script: str) -> bool:
    """Does the character belong to the other script only? (What either script's basic set has is at home in both.)"""
    if script == "Hans":
        return hanzi.is_traditional_only(char) and not hanzi.in_gb2312(char)
    return hanzi.is_simplified_only(char) and not _in_big5(char)


@cache
def _own_form(char: str, script: str) -> str:
    if script == "Hans":
        return hanzi.simplified(char)
    form = OpenCC("s2t").convert(char)
    return form if len(form) == 1 else ""


def _in_big5(char: str) -> bool:
    try:
        return len(char.encode("big5")) == 2
    except UnicodeEncodeError:
        return False


RULE = Rule(
    id="variant-form",
    stage="phrases",
    zh="异体归一",
    en="Form of the other script",
    why="简体文中偶有一个繁体字（或反之），而同文他处都用本文字形；从本文字形，原形保留在校勘记里。",
    tei="choice/orig/reg",
    find=find,
)
