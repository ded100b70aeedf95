"""What each line of a page has of furniture by itself: by the rules, alone or in a row of pieces of furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.dates import FIGURES
from generator.formulas import line_kind
from generator.hanzi import simplified
from generator.interface_words import weight
from generator.layout import ends_sentence, width
from generator.model import Edit, Rule
from generator.repairs import RULES
from generator.repairs.site_chrome import RULE as SITE_CHROME
from generator.repairs.site_chrome import opens_list
from generator.repairs.structure import LINKED_LIST
from generator.segment.interface import is_prose
from generator.segment.places import is_spaced
from generator.segment.trails import leads_here

_SIDE_BY_SIDE = re.compile(r"[（(\[【][^（()）\[\]【】]{1,40}[）)\]】]|[^\s（(\[【|｜]+(?:\(\))?")
_SENTENCE_END = re.compile(r"(?<=[。！？”）)])\s+(?=\S)")
_APART = re.compile(r"\S+")
_WORKERS = re.compile(
    r"[（(\[【]\s*(?:文图|图文|文字?|图|摄影|制图|视频|剪辑|文案|來源|来源)\s*[:：/／][^（()）]{1,30}[）)\]】]"
)
FACT = re.compile(
    r"(?:时间|時間|开放时间|開放時間|地点|地點|地址|门票|門票|票价|票價|交通|电话|電話|报名|報名|人口|面积|面積|联系人|聯絡人|联络人)\s*[:：]"
    r"|《[^《》]{1,30}》[\s　]*[^\s　]"  # a book, and who published it
    r"|[^《》，。]{1,12}《[^《》]{1,30}》[，,、\s].{0,24}(?:社|书局|書局|书店|書店|版|印本|印行|著|编|編|译|譯)"
)
_WIDEST = 40  # width of a link to another article
_NARROWEST = 10  # width of a column
_COLUMN = 8  # lines of a column in which a sentence ends
_RAGGED = 2  # by how much their widths differ where figures stand in them
_BULLET = re.compile(r"[·•▪◆◇○●■□▶*\-–>]\s*\S|[0-9]{1,2}[.、]")
_TURN = re.compile(r"[^，。：:]{0,14}(?:问|問|答|记者|記者|主持人)[：:]\s*\S")
_FIELDS = 3  # lines of a subtitle, a day or an author between a title and its text
_WHEN = rf"{FIGURES}[日号號]?(?:[\s　]+[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?)?"
_DAY = re.compile(rf"[（(\[]?{_WHEN}[）)\]]?(?=[\s　\[【])")
_LABELLED_DAY = re.compile(  # in a row of what a page tells of itself
    rf"(?<![^\s　|｜])(?:(?:发[布表]|[發发][佈布表]|更新|刊[登发發]|[录錄]入)(?:日期|[时時][间間])|日期|[时時][间間])\s*[:：]\s*{_WHEN}(?=[\s　|｜]|$)"
)
_TOGETHER = "几项网页部件连成一行，不属正文"
_LINKED = "相关文章列表，不属本文"


def by_rules(text: str, lines: Sequence[str], before: Sequence[str]) -> list[list[Edit]]:
    """The edits of each line, whatever its script: rules know words in one, so they look at the Simplified form, one for one."""
    plain = _of_plain(simplified(text), [simplified(line) for line in lines], before)
    return [
        [replace(edit, before=line[edit.start : edit.end]) for edit in edits]
        for line, edits in zip(lines, plain, strict=True)
    ]


def _of_plain(text: str, lines: Sequence[str], before: Sequence[str]) -> list[list[Edit]]:
    """The edits of each line; a list of other articles goes with the words above it, but not the title of a text below it."""
    rules = [rule for rule in RULES if rule.stage == "segment" and rule.find]
    found: list[list[Edit]] = []
    listed = False
    for n, line in enumerate(lines):
        edits = _by_rule(line, rules, text) or _run_together(line, rules, text) or _run_on(line, rules, text)
        edits = edits if all(found) else but_day(line, edits)
        listed = opens_list(line) or (listed and _goes_on_listing(lines, before, n))
        if not edits and listed:
            edits = [Edit(0, len(line), line, "", LINKED_LIST.id, _LINKED)]
        found.append(edits)
    return found


def _by_rule(line: str, rules: Sequence[Rule], text: str) -> list[Edit]:
    """The edits of the first rule that finds something in a line."""
    for rule in rules:
        assert rule.find is not None
        if edits := [edit for edit in rule.find(line, text) if isinstance(edit, Edit)]:
            return edits
    return []


def but_day(line: str, edits: list[Edit]) -> list[Edit]:
    """The edits without the day that buttons stand behind (`2018-07-09　[大 中 小]　打印`): that is when the text was put up.

    Above all that the page has of a text a day is the visitor's, of a clock.

    >>> line = "2018-07-09 10:22　[大 中 小]　打印"
    >>> [edit.before for edit in but_day(line, [Edit(0, len(line), line, "", "site-chrome", "")])]
    ['\u3000[大 中 小]\u3000打印']
    >>> line = "作者：佚名　时间：2018-07-09　点击：77次"
    >>> [edit.before for edit in but_day(line, [Edit(0, len(line), line, "", "site-chrome", "")])]
    ['作者：佚名\u3000', '\u3000点击：77次']
    """
    day = _DAY.match(line) or _LABELLED_DAY.search(line)
    if not edits or edits[0].rule != SITE_CHROME.id or edits[0].before != line:
        return edits
    if not day or not (line[: day.start()] + line[day.end() :]).strip():
        return edits
    sides = (side for side in ((0, day.start()), (day.end(), len(line))) if side[0] < side[1])
    return [Edit(*side, line[slice(*side)], "", edits[0].rule, edits[0].reason) for side in sides]


def _run_together(line: str, rules: Sequence[Rule], text: str) -> list[Edit]:
    """An edit for a line in which several pieces of furniture stand side by side: `[责编：某某] 打印 |`."""
    parts = [part.strip(" 　|｜") for part in _SIDE_BY_SIDE.findall(line)]
    parts = [part for part in parts if part]
    known = [next((rule for rule in rules if rule.find and _takes_all(rule, part, text)), None) for part in parts]
    if len(parts) < 2 or not any(known) or width(line) > 60:
        return []
    if any(not rule and not _WORKERS.fullmatch(part) for rule, part in zip(known, parts, strict=True)):
        return []
    rule = next(rule for rule in known if rule)
    return [Edit(0, len(line), line, "", rule.id, _TOGETHER)]


def _run_on(line: str, rules: Sequence[Rule], text: str) -> list[Edit]:
    """An edit for furniture that follows the last sentence of a paragraph on its line: `……。 图集 1 【纠错】 责任编辑: 某某`.

    Or the day of a page: `2018-07-09 编辑:某某 阅读(77) 评论(0)`.
    """
    day = _DAY.match(line)
    for space in re.finditer(r"[\s　]+", line) if day else ():
        if known := next((rule for rule in rules if rule.find and _takes_all(rule, line[space.end() :], text)), None):
            return [Edit(space.start(), len(line), line[space.start() :], "", known.id, _TOGETHER)]
    start = max((match.start() for match in _SENTENCE_END.finditer(line)), default=len(line))
    for cell in _APART.finditer(line, start):
        if known := next((rule for rule in rules if rule.find and _takes_all(rule, line[cell.start() :], text)), None):
            return [Edit(start, len(line), line[start:], "", known.id, _TOGETHER)]
        if weight(cell.group()) is None and not cell.group().isdigit():
            break
    return []


def _takes_all(rule: Rule, part: str, text: str) -> bool:
    assert rule.find is not None
    return any(isinstance(edit, Edit) and edit.before == part for edit in rule.find(part, text))


def _in_list(line: str) -> bool:
    return not ends_sentence(line) and width(line) <= _WIDEST


def _goes_on_listing(lines: Sequence[str], before: Sequence[str], n: int) -> bool:
    """Is a line below a list of other articles one more of them?"""
    if not _in_list(lines[n]) or FACT.match(lines[n]):
        return False
    return not (leads_here(lines[n]) or _heads_text(lines, before, n) or _is_wrapped(lines, n))


def _is_wrapped(lines: Sequence[str], n: int) -> bool:
    """Is line `n` the first of some that are all as wide, and of which only the last ends a sentence: a column's, no links?"""
    wide = width(lines[n])
    for m in range(n + 1, min(n + _COLUMN, len(lines))):
        if ends_sentence(lines[m]):
            inside = "".join(lines[n : m + 1])[:-1]
            return wide >= _NARROWEST and width(lines[m]) <= wide + 1 and bool(re.search("[，。、]", inside))
        if abs(width(lines[m]) - wide) > _RAGGED:
            return False
    return False


def _heads_text(lines: Sequence[str], before: Sequence[str], n: int) -> bool:
    """Does a line that looks like one more item of a list stand over a text of its own?

    A blank line parts it from the items, or it has not the bullet that these have; below it, with no more than its
    subtitle, its day, its author or whom it addresses between, stands prose or a turn of a talk.
    """
    if _BULLET.match(lines[n]) or opens_list(lines[n - 1]):
        return False
    apart = is_spaced(before[n]) and not is_spaced(before[n - 1])
    if not apart and not _BULLET.match(lines[n - 1]):
        return False
    below = next((line for line in lines[n + 1 : n + 2 + _FIELDS] if not _is_field(line)), "")
    return is_prose(below) or bool(_TURN.match(below))


def _is_field(line: str) -> bool:
    return line_kind(line) is not None or line.startswith("——") or line.endswith(("：", ":"))
