"""Which lines of a page may be a title or heading, and which are text although they are short.

Judged from the lines alone and their layout: a turn of a talk, a greeting, a sentence in English or the end of a sentence
that the line above left open are no headings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.formulas import CLOSING, INLINE_DATELINE, NUMBERED, VOCATIVE, line_kind
from generator.layout import SIGN, Page, ends_sentence, lists_names, width
from generator.names import is_name
from generator.words import is_unfinished, simplified

_ROW_OF = re.compile(
    r"\t[^\t]+\t|\S\u3000{2,}\S.*\S\u3000{2,}\S|_{3}|(?:[□☐][\u4e00-\u9fff]{1,6}[\s　]*){2}"
)  # of a table, a form
_ADDRESS = re.compile(r"(?:https?://|www\.)\S")
_DOCUMENT = 160  # width of the full name of a treaty
_NAMES_DOCUMENT = re.compile(
    r"(?!.*(?:签署|签订|发表|通过|举行)了)(?=[^（）]*(?:政府|共和国|委员会|组织|联盟))[^，。；：？！]{12,}(?:协定|协议|议定书|换文|备忘录|公约|条约|联合声明|联合公报)(?:（[^（）]{2,20}）)?"
)
_NOTED = re.compile(
    r"(?<=.{4})（\s*(?:[^（）]*[0-9]{4}年[^（）]*|[一二三四五六七八九十上中下]|之[一二三]|全文|全[图圖]|实录|實錄|双语|雙語|只有[中英]文|[中英]文(?:版|本|譯本|译本)|[附有多组組][图圖片表]+|[图圖]|视频|視頻|影片|摘要|[节節摘选選][录錄载載选選]|试行|草案|修订稿|征求意见稿|[^（）]{0,4}(?:观察|觀察|论坛|論壇|时评|時評|视点|視點|聚焦|随笔|隨筆|手记|手記|札记|札記))\s*）$"
)
_TURN = re.compile(
    r"(?P<who>[^，。！？：:“”]{0,14}(?:记者|記者|主持人?|网友|網友|观众|觀眾|问|問|答)[：:])\s*\S"
)  # 某台记者：…？
_ANSWERED = re.compile("[^，。]{3}[问問答][：:]$")  # 局长头回答问：
_CLOSERS = "\"'”’)）]"
DASH = re.compile(r"[-—–―─]{1,3}\s*(?![-—–―─])\S")
LONG = 12  # width of a line that is more than a short heading
_ASKS = re.compile("(?:我)?(?:想)?(?:请问|請問|问一下|問一下)|您(?:如何|怎么|怎样|认为|覺得|觉得|是否|能否|可否|對|对)")
_ROW = 8  # lines in which those present are addressed one by one
_HONOURED = re.compile("尊敬的|敬爱的|敬愛的|亲爱的|親愛的")
_GUEST = re.compile(
    "[代议議][表员員]|部[长長]|大使|主席|[总總][统統理]|先生|女士|夫人|[阁閣]下|[来來]宾|[会會]长|[书書]记|[领領]事|市[长長]"
)


def unit_kind(page: Page, group: list[int], text: str) -> str:
    """The kind of lines that stay together, from their words and their layout."""
    if INLINE_DATELINE.match(text):
        return "dispatch"
    if DASH.match(text) and "。" not in text and not text.endswith(("；", "，", "：")) and width(text) <= 90:
        return "dashed"
    if VOCATIVE.fullmatch(text):
        return "vocative"
    return "title" if is_title_like(page, group, text) else "body"


def is_title_like(page: Page, group: list[int], text: str) -> bool:
    """May these lines be a title or heading? Short, no full stop, nothing left open; few clauses."""
    size, named = width(text), bool(_NAMES_DOCUMENT.fullmatch(simplified(text)))
    if (
        not 1 < size <= (_DOCUMENT if named else 60)
        or len(group) > 3
        or "。" in text
        or _ADDRESS.match(text)
        or _ROW_OF.search(text)
        or lists_names(text)
        or (text.rstrip(_CLOSERS).endswith(".") and ends_sentence(text))  # an English sentence
        or text[-1] in "，；：、,;:"
        or (text[-1] == "）" and not (named or _NOTED.search(text)))
        or text.count("，") > 1 + (group[0] == 0)
    ):
        return False
    if (
        _is_quoted(page, group[0], text)
        or _greets(page, group[0], text)
        or _goes_on_from(page, group[0], text)
        or _is_turn(page, text)
    ):
        return False
    if (
        (CLOSING.match(text) and not _is_dated_name(page, group, text))
        or (is_unfinished(text) and (group[0] > 0 or text[-1] in "，、") and not page.stands_alone(group[0]))
        or (text[-1] in "！!" and text.startswith(("各位", "让我们")))
    ):
        return False
    dated = group == [0] and len(page.words) > 1 and line_kind(page.words[1]) == "dateline"  # as a title is
    asks = "，" in text and text[-1] in "？！" and size > 16 and not dated
    if ends_sentence(text) and (text[-1] in "…—”" or asks):
        return False
    if "，" in text and size > 30 and group[0] > 0 and not _is_dated(page, group[-1]):
        return False
    wide = max(page.widths[n] for n in group)
    last = group[-1]
    inner = page.wrapped and last + 1 < len(page.words) and page.blanks[last] == page.spacing(last)
    full = inner and len(group) > 1 and wide >= page.column(last) - 1
    return not full or page.above_indent(group[0], last)


def _is_dated(page: Page, last: int) -> bool:
    """Does a line stand above all sentences of a page, with the page's day right below it, as a long title does?"""
    below = page.words[last + 1 : last + 2]
    return bool(below) and line_kind(below[0]) == "dateline" and not any(map(ends_sentence, page.words[:last]))


def _is_dated_name(page: Page, group: list[int], text: str) -> bool:
    """Is a line near the top a name with the day below it? One surname is a wish too (`祝`)."""
    below = page.words[group[-1] + 1 : group[-1] + 2]
    return group[0] < _ROW and is_name(text) and bool(below) and line_kind(below[0]) == "dateline"


def _greets(page: Page, n: int, text: str) -> bool:
    """Is this what a speaker says before the first sentence: whom he addresses, mark or none, or `大家晚上好！`?"""
    if text[-1] in "！!" and width(text) <= 14 and n and VOCATIVE.fullmatch(page.words[n - 1]):
        return True
    row = page.words[max(0, n - _ROW) : n + 1]
    first = next((k for k in range(len(row)) if _HONOURED.match(row[k])), None)
    if first is None or any(map(ends_sentence, row[first:])):
        return False
    ends = (k for k, line in enumerate(page.words[n + 1 : n + 1 + _ROW]) if line[-1] in "，,：:！!、")
    return bool(re.search(_GUEST, text)) and next(ends, None) is not None


def _is_quoted(page: Page, n: int, text: str) -> bool:
    """Is this one of several short lines, below one that announces them with a colon: verse, a letter, a telegram as it stood?

    The line above goes on in it, or both end with a mark; what stands first below a colon may be a title.
    """
    if page.wrapped or NUMBERED.match(text) or n < 2 or page.words[n - 1][-1] not in "，、。？":
        return False
    lines = [piece.line for piece in page.pieces[n - 2 : n + 1]]
    if lines[2] - lines[1] != lines[1] - lines[0] or (page.words[n - 1][-1] in "。？" and text[-1] not in "？！"):
        return False
    above = next((k for k in range(n - 1, -1, -1) if width(page.words[k]) > _VERSE or page.words[k][-1] in "：:"), 0)
    announced = page.words[above][-1] in "：:" and width(page.words[above]) >= _ANNOUNCES
    return announced and n - above > (1 if page.words[n - 1][-1] in "，、" else 2)


_VERSE = 20  # width of a line that is quoted line by line
_ANNOUNCES = 8  # width of a line that announces what is quoted


def _goes_on_from(page: Page, n: int, text: str) -> bool:
    """Is this a question put to someone, or the last words of a sentence that the line above left open with a dash?

    A heading asks its reader (`路在何方？`); who is asked `请问…？` stands before the one who asks.
    """
    asks = bool(n) and text[-1] in "？?" and bool(_ASKS.match(text))
    return (asks and width(text) >= LONG) or (n > 0 and page.words[n - 1].endswith("——") and text[-1] in "！!。？?")


def _is_turn(page: Page, text: str) -> bool:
    """Is this a turn of a talk: who asks or answers, or a sign that opens other lines too (`某某网：…？`)?

    A title quotes a speaker too (`某某：渡口是大家的`, `局长答问：…`), and may stand twice, but above all sentences.
    """
    asked, sign = _TURN.match(text), SIGN.match(text)
    mark = asked["who"] if asked else sign.group() if sign and sign.group()[-1] in "：:" else ""
    marked = [n for n, line in enumerate(page.words) if mark and line.startswith(mark)]
    if asked and not _ANSWERED.search(asked["who"]):
        return True
    return bool(mark) and (bool(asked) or len(marked) > 1) and not _quotes(page, text, marked)


def _quotes(page: Page, text: str, marked: Sequence[int]) -> bool:
    """Do all lines with one sign stand above the first sentence of a page, and end none, as its title does?"""
    first = next((n for n, line in enumerate(page.words) if width(line) >= LONG and ends_sentence(line)), 0)
    return (text == page.words[0] and not ends_sentence(text) and len(page.words) > 1) or all(
        n < first and not ends_sentence(page.words[n]) for n in marked
    )
