"""Captions as a page shows them: what a photograph shows, with its photographer on a line below; a page of captions alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.formulas import line_kind
from generator.layout import ends_sentence, width
from generator.model import Edit
from generator.names import is_name
from generator.repairs.caption import REASON, RULE, find, names_photographer, tells_scene
from generator.segment.places import is_indented
from generator.words import has_verb, one_word_across

_EXAMPLE = re.compile("(?:例如|比如|又如|如下|写道|寫道|写着|寫著)[:：]$")
_PICTURED = re.compile(r"[^。）)]{6,}[（(](?:[图圖]|[多组組][图圖]|[图圖]片)[）)]$")
_LINES = 4  # a caption is seldom set in more
_LONGEST = 120  # characters
_TAKEN = re.compile(r"(?:摄|攝)[）)]?$")


def with_scenes(lines: Sequence[str], found: list[list[Edit]], before: Sequence[str]) -> list[list[Edit]]:
    """The furniture of each line, with the lines above a photographer's name that say what the photograph shows."""
    found = _without_examples(lines, found)
    out = list(found)
    for n, line in enumerate(lines):
        named = found[n] and names_photographer(line)
        credited = any(edit.rule == RULE.id and edit.before == line for edit in found[n])
        scene = _scene(lines, found, n) if named else range(0)
        alone = not found[n] and _names_taker(line)
        inside = _inside(lines, found, before, n) if credited or alone else range(0)
        scene = scene or (range(n - 1, n + 1) if alone and inside else inside)
        for k in scene or _in_lines(lines, found, n):
            out[k] = [Edit(0, len(lines[k]), lines[k], "", RULE.id, REASON)]
    out = [edits or below for edits, below in zip(out, _below_album(lines), strict=True)]
    return out if _leaves_text(lines, out) else _kept(found)


def _names_taker(line: str) -> bool:
    """Does a line say with a bare name who took a photograph (`白小川 摄`)? Only its place shows that it is no text."""
    taker = _TAKER.fullmatch(line)
    return taker is not None and is_name(taker["name"])


_TAKER = re.compile(
    r"[（(]?(?:文[/／、]?图\s*[:：]?)?(?P<name>[\u4e00-\u9fff]{2,4})[\s　]*[／/]?[\s　]*(?:摄|攝)(?:影)?[）)]?"
)


def _below_album(lines: Sequence[str]) -> list[list[Edit]]:
    """Edits for the head of the pictures below a text (`相片（按圖放大）`), and for the lines below it that say who stands where."""
    out: list[list[Edit]] = [[] for _ in lines]
    head = next((n for n, line in enumerate(lines) if _ALBUM.fullmatch(line)), len(lines))
    for n in range(head, len(lines)):
        if n > head and not (_POINTS.search(lines[n]) and len(lines[n]) <= _LONGEST):
            break
        out[n] = [Edit(0, len(lines[n]), lines[n], "", RULE.id, REASON)]
    return out


_ALBUM = re.compile("(?:相片|照片|[图圖]片|[图圖]集)[\\s　]*[（(](?:按|点击|點擊|點|点|輕觸)[^（()）]{1,8}[）)]")


def _without_examples(lines: Sequence[str], found: Sequence[list[Edit]]) -> list[list[Edit]]:
    """The furniture without captions in a row that the line above announces: a text shows how they are written."""
    out = list(found)
    shown = False
    for n, edits in enumerate(found):
        caption = any(edit.rule == RULE.id for edit in edits)
        shown = caption and (shown or (n > 0 and bool(_EXAMPLE.search(lines[n - 1]))))
        out[n] = [] if shown or (caption and _is_title(lines, n)) else edits
    return out


def _is_title(lines: Sequence[str], n: int) -> bool:
    """Does a line say that it has a picture, and stand right above when and by whom the text was put up: its title?"""
    dated = n + 1 < len(lines) and line_kind(lines[n + 1]) in ("dateline", "credit")
    return dated and bool(_PICTURED.search(lines[n])) and not any(line[-1:] in "。！？”" for line in lines[:n])


def _scene(lines: Sequence[str], found: Sequence[Sequence[Edit]], n: int) -> range:
    """The lines above line `n` that are one sentence and open as a caption does; the text above them has ended."""
    for first in range(n - 1, max(-1, n - 1 - _LINES), -1):
        if found[first] or (first < n - 1 and ends_sentence(lines[first])):
            break
        ended = first == 0 or bool(found[first - 1]) or ends_sentence(lines[first - 1])
        if tells_scene(lines[first]) and ended:
            return range(first, n)
    return range(0)


def _inside(lines: Sequence[str], found: Sequence[Sequence[Edit]], before: Sequence[str], n: int) -> range:
    """The line above line `n` that is a sentence by itself within another, where a column set a picture into a paragraph.

    The line above it is full and stops open, the one below the photographer's name has no indent, as a paragraph's first
    line has here: the paragraph goes on. A line in its middle that has room left is none of its lines.
    """
    indents = [is_indented(spaces) for spaces in before]
    if n < 2 or n + 1 >= len(lines) or found[n - 2] or found[n - 1] or found[n + 1] or sum(indents) < _INDENTED:
        return range(0)
    above, scene, below = lines[n - 2], lines[n - 1], lines[n + 1]
    flush = not any(indents[k] for k in (n - 1, n + 1))
    inside = flush and not ends_sentence(above) and above[-1] not in "：:" and ends_sentence(scene)
    room = (width(scene) <= width(above) - _ROOM or bool(_POINTS.search(scene))) and scene.count("。") == 1
    whole = width(scene) >= _SCENE and not one_word_across(above, scene) and has_verb(scene)
    return range(n - 1, n) if inside and room and whole and width(below) >= width(scene) else range(0)


_INDENTED = 3  # lines that show that this page indents first lines
_POINTS = re.compile("（[^（）]{0,4}[左右中前后後][^（）]{0,4}）")  # 某某（右二）
_ROOM = 1.5  # what is left of a line that the next character would have filled
_SCENE = 6  # width of a caption of one line


def _in_lines(lines: Sequence[str], found: Sequence[Sequence[Edit]], n: int) -> range:
    """The lines of a caption set in several, which line `n` closes with its photographer (`…在北京举行。　新华社 | 记者　白小川摄`)."""
    if not _TAKEN.search(lines[n]) or (found[n] and not names_photographer(lines[n])):
        return range(0)
    for first in range(n - 1, max(-1, n - _LINES), -1):
        if found[first] or _TAKEN.search(lines[first]):
            break
        whole = "".join(lines[first : n + 1])
        if tells_scene(lines[first]) and len(whole) <= _LONGEST and any(find(whole, whole)):
            return range(first, n + 1)
    return range(0)


def _leaves_text(lines: Sequence[str], found: Sequence[Sequence[Edit]]) -> bool:
    """Is there a sentence left, or was none there but captions?"""
    captions = any(edit.rule == RULE.id for edits in found for edit in edits)
    return not captions or any(not edits and ends_sentence(line) for line, edits in zip(lines, found, strict=True))


def _kept(found: Sequence[list[Edit]]) -> list[list[Edit]]:
    """News that is nothing but a photograph with its words: they are its text."""
    return [[] if any(edit.rule == RULE.id for edit in edits) else edits for edits in found]
