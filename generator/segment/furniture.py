"""Take the page's own words out of the lines, and remember what they say about the stories around them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.formulas import NUMBERED
from generator.hanzi import simplified
from generator.interface_forms import form
from generator.interface_rows import opens_post
from generator.interface_words import SURE, weight
from generator.layout import ends_sentence, goes_on_counting, width
from generator.model import Edit, Piece, Rule
from generator.repairs import RULES
from generator.repairs.editor_line import RULE as EDITOR_LINE
from generator.repairs.jump_line import leads_on
from generator.repairs.page_label import RULE as PAGE_LABEL
from generator.repairs.preview_notice import RULE as PREVIEW
from generator.repairs.site_chrome import RULE as SITE_CHROME
from generator.repairs.site_chrome import opens_list
from generator.repairs.site_notice import claims_rights, heads_notice, is_notice, opens_notice
from generator.repairs.structure import LINKED_LIST, REPEATED_TITLE
from generator.segment.captions import with_scenes
from generator.segment.contents import contents_of
from generator.segment.excerpts import excerpt_numbers, leaf_numbers
from generator.segment.farm_lines import beside_title, farm_lines
from generator.segment.file_names import file_names
from generator.segment.forum_fields import forum_fields
from generator.segment.interface import Line, column_of, judged
from generator.segment.own_lines import own_lines
from generator.segment.page_head import strip_head
from generator.segment.page_tail import heads_talk, tail
from generator.segment.running_heads import running_heads
from generator.segment.said_twice import said_twice
from generator.segment.site_words import site_words
from generator.segment.surroundings import surroundings
from generator.words import is_unfinished

_SIDE_BY_SIDE = re.compile(r"[（(\[【][^（()）\[\]【】]{1,40}[）)\]】]|[^\s（(\[【|｜]+(?:\(\))?")
_SENTENCE_END = re.compile(r"(?<=[。！？”）)])\s+(?=\S)")
_APART = re.compile(r"\S+")
_WORKERS = re.compile(
    r"[（(\[【]\s*(?:文图|图文|文字?|图|摄影|制图|视频|剪辑|文案|來源|来源)\s*[:：/／][^（()）]{1,30}[）)\]】]"
)
_SPUN = re.compile(r"\*{4,}\s*$")  # 又一篇的标题******
_NOTICES = 12  # lines at the end of a page in which a notice of rights is looked for
_FACT = re.compile(
    r"(?:时间|時間|开放时间|開放時間|地点|地點|地址|门票|門票|票价|票價|交通|电话|電話|报名|報名|人口|面积|面積|联系人|聯絡人)\s*[:：]"
    r"|《[^《》]{1,30}》[\s　]*[^\s　]"  # a book, and who published it
    r"|[^《》，。]{1,12}《[^《》]{1,30}》[，,、\s].{0,24}(?:社|书局|書局|书店|書店|版|印本|印行|著|编|編|译|譯)"
)
_CONTENTS = re.compile(r"目\s*[录錄次]")
_BOXED = re.compile(r"[【\[〔][^【】\[\]〔〕]{2,6}[】\]〕]\s*[^\s【】\[\]〔〕]{2,}")  # 【相关链接】石匠的后人
_PARAGRAPH = 16  # width of a line that is more than the title of another article
_DOTS = re.compile(r"(?<=[\u4e00-\u9fff，、]{16})\s*\.{3}$|(?<=。[\u4e00-\u9fff，、]{4})\s*\.{3}$")
_OF_SELF = re.compile("我(?![们們国國方省市县縣])")
_ONLY_DOTS = re.compile(r"[.…。]{2,}")
_URL = re.compile(r"(?:https?://|www\.)[A-Za-z0-9\-._~:/?#\[\]@!$&'*+,;=%]+")


@dataclass(frozen=True)
class Mark:
    """Furniture that says something about stories: where one goes on or began elsewhere, ends, or was cut off.

    `at` is the index of the piece before which it stands; `text` is what it says.
    """

    kind: str
    at: int
    text: str
    line: int


def strip_furniture(text: str, pieces: Sequence[Piece]) -> tuple[list[Piece], list[Mark], list[Edit], tuple[str, ...]]:
    """What is left of the pieces, the marks between them, the edits, and addresses found (clues to provenance)."""
    pieces, removed = _first_post(text, pieces)
    pieces, above = strip_head(text, pieces)
    removed += above
    left: list[Piece] = []
    marks: list[Mark] = []
    clues: list[str] = []
    for piece, edits in zip(pieces, _found(text, pieces), strict=True):
        line = text[piece.start : piece.end]
        removed += [_moved(edit, piece.start) for edit in edits]
        rest = _rest(text, piece, edits)
        marks += [_mark(edit, piece, len(left) + (rest is not None and edit.start > 0)) for edit in edits]
        clues += _URL.findall(line) if edits and not rest else []
        if rest:
            left.append(rest)
    left, below = _without_notices(text, left)
    removed += below
    if left:
        left[-1:], cut = _cut_off(
            text, left[-1], len(left), any(m.kind == PREVIEW.id and m.at == len(left) for m in marks), bool(removed)
        )
        removed += [edit for edit, _ in cut]
        marks += [mark for _, mark in cut]
    return left, marks, removed, tuple(dict.fromkeys(clues))


def _first_post(text: str, pieces: Sequence[Piece]) -> tuple[list[Piece], list[Edit]]:
    """The pieces without the heads of a forum's posts and the replies to the first, and an edit for each."""
    fields = forum_fields([text[piece.start : piece.end] for piece in pieces])
    edits = [_whole(text, pieces[n], *_OF_POST[part]) for n, part in fields.items()]
    return [piece for n, piece in enumerate(pieces) if n not in fields], edits


def _found(text: str, pieces: Sequence[Piece]) -> list[list[Edit]]:
    """What each line has of furniture: by the rules, as an item of a list of links, or by its words and its place."""
    rules = [rule for rule in RULES if rule.stage == "segment" and rule.find]
    lines = [text[piece.start : piece.end] for piece in pieces]
    found: list[list[Edit]] = []
    listed = False
    for line in lines:
        edits = _by_rule(line, rules, text) or _run_together(line, rules, text) or _run_on(line, rules, text)
        listed = opens_list(line) or (listed and _in_list(line) and not _FACT.match(line))
        if not edits and listed:
            edits = [Edit(0, len(line), line, "", LINKED_LIST.id, "相关文章列表，不属本文")]
        found.append(edits)
    own = own_lines(lines, _all_taken(lines, found))
    found = with_scenes(lines, _without(found, own))
    heads = running_heads(lines, [_is_label(line, edits) for line, edits in zip(lines, found, strict=True)])
    found = [[heads[n]] if n in heads and not _tells(edits) else edits for n, edits in enumerate(found)]
    for n in file_names(lines):
        found[n] = [Edit(0, len(lines[n]), lines[n], "", REPEATED_TITLE.id, _FILE_NAME)]
    boxes = set(_own_boxes(lines, found))
    found = [[] if n in boxes and not _BOXED.match(lines[n]) else edits for n, edits in enumerate(found)]
    for n in contents_of(lines):
        found[n] = [Edit(0, len(lines[n]), lines[n], "", PAGE_LABEL.id, _COLLECTED)]
    here = [_line(line, edits) for line, edits in zip(lines, found, strict=True)]
    inside = _inside_column(here)
    for n, judged_line in enumerate(here):
        if judged_line.known or (n in inside and found[n] and found[n][0].rule == SITE_CHROME.id):
            found[n] = []
    for n, wall in ((n, wall) for n, wall in judged(here).items() if n not in boxes):
        rule, reason = (PREVIEW.id, _WALL) if wall else (SITE_CHROME.id, _BUTTONS)
        if opens_post(lines[n]):  # its day is the page's
            rule, reason = PAGE_LABEL.id, _POST
        found[n] = [Edit(0, len(lines[n]), lines[n], "", rule, reason)]
    for n in leaf_numbers(lines):
        found[n] = [Edit(0, len(lines[n]), lines[n], "", PAGE_LABEL.id, "页码，夹在正文中")]
    for n in _repeated(lines):
        found[n] = [Edit(0, len(lines[n]), lines[n], "", SITE_CHROME.id, _BUTTONS)]
    for n, size in excerpt_numbers(lines).items():
        found[n] = [Edit(0, size, lines[n][:size], "", PAGE_LABEL.id, _EXCERPT)]
    for n in farm_lines(lines, _all_taken(lines, found)):
        found[n] = [Edit(0, len(lines[n]), lines[n], "", SITE_CHROME.id, _FARM)]
    for n, title in beside_title(lines, _all_taken(lines, found)).items():
        found[n] = _around(lines[n], *title)
    found = _without(found, own | own_lines(lines, _all_taken(lines, found)))
    for n in site_words(lines, _all_taken(lines, found)):
        found[n] = [Edit(0, len(lines[n]), lines[n], "", SITE_CHROME.id, _SITE)]
    for n, part in said_twice(lines, _all_taken(lines, found)).items():
        rule, reason = (REPEATED_TITLE.id, _CAPTION) if part == "title" else (SITE_CHROME.id, _PULLED)
        found[n] = [Edit(0, len(lines[n]), lines[n], "", rule, reason)]
    for n in tail([_line(line, edits) for line, edits in zip(lines, found, strict=True)]):
        found[n] = [Edit(0, len(lines[n]), lines[n], "", SITE_CHROME.id, _BELOW)]
    for n in surroundings([_line(line, edits) for line, edits in zip(lines, found, strict=True)]):
        found[n] = [Edit(0, len(lines[n]), lines[n], "", SITE_CHROME.id, _AROUND)]
    return found


def _around(line: str, start: int, end: int) -> list[Edit]:
    """An edit for what stands before and behind a title in its line."""
    sides = ((0, start), (end, len(line)))
    return [Edit(low, high, line[low:high], "", SITE_CHROME.id, _FARM) for low, high in sides if low < high]


def _repeated(lines: Sequence[str]) -> list[int]:
    """Lines that have the form of an interface for certain, and stand again and again: a reader's bar on each leaf."""
    often = {line for line, count in Counter(lines).items() if count > 1 and form(line) == SURE}
    return [n for n, line in enumerate(lines) if line in often]


def _all_taken(lines: Sequence[str], found: Sequence[Sequence[Edit]]) -> list[str | None]:
    """Of each line the rule that took all of it."""
    return [
        next((edit.rule for edit in edits if edit.before == line), None)
        for line, edits in zip(lines, found, strict=True)
    ]


def _without(found: Sequence[list[Edit]], own: set[int]) -> list[list[Edit]]:
    """The furniture without the lines that are the text's own."""
    return [[] if n in own else edits for n, edits in enumerate(found)]


def _tells(edits: Sequence[Edit]) -> bool:
    """Did a rule find a notice that says where text is lost? Its numbers of pages make it no head."""
    return any(edit.rule == PREVIEW.id for edit in edits)


def _is_label(line: str, edits: Sequence[Edit]) -> bool:
    """Did a rule know the whole line for a page's label or its editors?"""
    return any(edit.before == line and edit.rule in (PAGE_LABEL.id, EDITOR_LINE.id) for edit in edits)


def _own_boxes(lines: Sequence[str], found: Sequence[Sequence[Edit]]) -> Iterator[int]:
    """Headings like `相关链接`, `网友评论` over a paragraph or over facts: no list of links, but a box of the author's own."""
    for n, line in enumerate(lines[:-1]):
        below = lines[n + 1]
        prose = ends_sentence(below) and width(below) > _PARAGRAPH and not (claims_rights(below) or is_notice(below))
        facts = _FACT.match(below)
        last = not any(found[n + 1 :])  # with nothing of the page's own below it
        heads = (prose and heads_talk(line)) or (facts and weight(line) is not None)
        contents = _CONTENTS.fullmatch(line) and NUMBERED.match(below)
        if (
            contents
            or (opens_list(line) and (prose or facts))
            or (_BOXED.match(line) and prose and not line.endswith((">>", "＞＞", "»")))
            or (heads and last)
        ):
            yield n


def _inside_column(lines: Sequence[Line]) -> set[int]:
    """Lines that stand in mid-sentence between lines of a column: what looks like furniture there is a sentence's middle."""
    column = column_of(lines)
    return {
        n
        for n in range(1, len(lines) - 1)
        if column
        and min(width(line.text) for line in lines[n - 1 : n + 1]) >= 0.8 * column
        and not (lines[n - 1].gone or lines[n + 1].gone or ends_sentence(lines[n - 1].text))
        and re.search("[，、]", lines[n].text)
        and not re.search("[：:>|｜0-9]", lines[n].text)
    }


def _line(line: str, edits: Sequence[Edit]) -> Line:
    """A line to be judged: what a rule for chrome knows by words that texts have too, only its place makes sure."""
    gone = any(edit.before == line for edit in edits)
    known = (
        gone and edits[0].rule == SITE_CHROME.id and weight(line) is not None and not line.startswith((">>", "＞＞"))
    )
    return Line(line, gone and not known, known, edits[0].rule if gone else "")


_TOGETHER = "几项网页部件连成一行，不属正文"
_CUT_HERE = "预览在此截断，其后文字未收"
_WALL = "付费或登录提示，说明其后文字未收"
_SITE = "网站的名称、口号或广告，页面别处可证，不属正文"
_FILE_NAME = "文件名，与标题重复"
_COLLECTED = "汇编的名称和目录，不属其中各篇"
_FARM = "网站为招揽搜索和点击而加的字样，不属正文"
_EXCERPT = "网站给各段摘录加的编号，夹在句中，不属正文"
_AROUND = "在正文之外，与网页控件同在一处，正文从未提及"
_CAPTION = "标题在段落之间再三出现，是图片的说明，只保留一处"
_PULLED = "抽出放大的引语，正文另有原句，不属正文"
_BELOW = "在正文之后，是网页自己的内容，不属本文"
_POST = "论坛帖子的抬头，不属正文"
_BUTTONS = "一行都是网页界面的用语，不属正文"
_OF_POST = {
    "head": (PAGE_LABEL.id, _POST),
    "title": (REPEATED_TITLE.id, "标题在正文中重复"),
    "talk": (SITE_CHROME.id, _BELOW),
}


def _by_rule(line: str, rules: Sequence[Rule], text: str) -> list[Edit]:
    """The edits of the first rule that finds something in a line."""
    for rule in rules:
        assert rule.find is not None
        if edits := [edit for edit in rule.find(line, text) if isinstance(edit, Edit)]:
            return edits
    return []


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
    """An edit for furniture that follows the last sentence of a paragraph on its line: `……。 图集 1 【纠错】 责任编辑: 某某`."""
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


def _without_notices(text: str, pieces: Sequence[Piece]) -> tuple[list[Piece], list[Edit]]:
    """The pieces without the notices of rights at the end of the page, with their headings, and an edit for each."""
    end = len(pieces)
    begin = int(end > 1 and _disclaims(text[pieces[0].start : pieces[0].end]))
    for n in range(len(pieces) - 1, 0, -1):
        line = text[pieces[n].start : pieces[n].end]
        if not re.search(r"\w", line):
            continue
        if claims_rights(line) or _SPUN.search(line) or (heads_notice(line) and end == n + 1 < len(pieces)):
            end = n
        elif not re.match(r"[（(]?[0-9一二三四五]{1,2}[)）、.．]", line) or len(pieces) - n > _NOTICES:
            break  # an item of the notice may speak of neither
    if end < len(pieces) and goes_on_counting(*(text[pieces[n].start : pieces[n].end] for n in (end - 1, end))):
        end = len(pieces)  # the text itself is about rights
    edits = [_whole(text, piece, SITE_CHROME.id, "网站声明，不属正文") for piece in (*pieces[:begin], *pieces[end:])]
    return list(pieces[begin:end]), edits


def _disclaims(line: str) -> bool:
    """Does the page say over a text whose views it holds, and that they are not the site's?"""
    plain = simplified(line)
    return opens_notice(line) and bool(re.search("不代表[^。，]{0,16}(?:立场|观点)", plain))


def _whole(text: str, piece: Piece, rule: str, reason: str) -> Edit:
    return Edit(piece.start, piece.end, text[piece.start : piece.end], "", rule, reason)


def _cut_off(
    text: str, piece: Piece, at: int, noticed: bool, scraped: bool
) -> tuple[list[Piece], list[tuple[Edit, Mark]]]:
    """The very last line without the dots that a preview sets where it cut a sentence off, on a line of their own too.

    `noticed`: a notice of the preview stands right below; `scraped`: the page has words of its own. An author, too, lets
    a text end with dots.
    """
    line = text[piece.start : piece.end]
    if noticed and at > 1 and _ONLY_DOTS.fullmatch(line):
        edit = _whole(text, piece, PREVIEW.id, _CUT_HERE)
        return [], [(edit, Mark(PREVIEW.id, at - 1, line, piece.line))]
    match = _DOTS.search(line)
    own = _OF_SELF.search(line) or text.count("...") > 1  # who tells of himself, or ends other sentences so, means it
    if not match or (own and not (noticed or scraped or is_unfinished(line[: match.start()]))):
        return [piece], []
    start = piece.start + match.start()
    edit = Edit(start, piece.end, match.group(), "", PREVIEW.id, _CUT_HERE)
    return [Piece(piece.line, piece.start, start)], [(edit, Mark(PREVIEW.id, at, match.group(), piece.line))]


def _in_list(line: str) -> bool:
    return not ends_sentence(line) and width(line) <= 40


def _moved(edit: Edit, by: int) -> Edit:
    return Edit(edit.start + by, edit.end + by, edit.before, edit.after, edit.rule, edit.reason)


def _rest(text: str, piece: Piece, edits: Sequence[Edit]) -> Piece | None:
    """The piece without what was taken from its edges; None where nothing is left."""
    start, end = piece.start, piece.end
    for edit in edits:
        if edit.start == 0:
            start = piece.start + edit.end
        if edit.end == piece.end - piece.start:
            end = piece.start + edit.start
    if start >= end or not text[start:end].strip():
        return None
    return Piece(piece.line, start, end)


def _mark(edit: Edit, piece: Piece, at: int) -> Mark:
    kind = edit.rule
    if kind == "jump-line":
        kind = "jump-on" if leads_on(edit.before) else "jump-from"
    return Mark(kind, at, edit.before, piece.line)
