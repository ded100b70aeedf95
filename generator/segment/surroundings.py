"""Lines around a text of which the text never speaks, where one that only an interface has proves whose they are.

Two things hold of a page's own words, however a site puts them: most of them are what one does with a page (`收藏成功`,
`文字放大 文字缩小`), and the text does not speak of them. A headline the text does speak of. So a button above the
headline is the page's, and so is what stands above the button; and so are the last lines of a page, if every one of
them is a button, or stands among buttons, and none has a text's own form.

A page without a headline that its text speaks of is left alone, and one set in columns.

>>> page = ["云州客户端助手", "收藏成功", "渡口今日重开", "渡口今日重新开放，两岸居民乘船往来。"]
>>> sorted(surroundings([Line(text) for text in page]))
[0, 1]
>>> sorted(surroundings([Line(text) for text in ["风雨同舟", *page[2:]]]))
[]
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from generator.formulas import CLOSING, GENERIC, NUMBERED, SIGNING_BODY, VOCATIVE, line_kind
from generator.hanzi import simplified
from generator.interface_forms import form, has_picture
from generator.interface_rows import opens_post
from generator.interface_words import SURE, leans, weight
from generator.layout import ends_sentence, goes_on_counting, width
from generator.names import are_names, is_name
from generator.repairs.preview_notice import RULE as PREVIEW
from generator.repairs.site_chrome import RULE as SITE_CHROME
from generator.repairs.site_notice import asks_consent, claims_rights
from generator.repairs.structure import LINKED_LIST
from generator.segment.interface import Line, announces, column_of, is_prose
from generator.segment.likeness import SPOKEN, UNSPOKEN, likeness

_OPENING = 12  # paragraphs in which a headline's words come back
_WIDEST = 40  # width of a line that may be the page's
_HAN = re.compile("[\u4e00-\u9fff]")
_KANA = re.compile("[\u3040-\u30ff]")
_WROTE = re.compile("记者|通讯员|撰稿|撰文|采写|作者|编导|译者")
_LETTER = re.compile("[^\\W0-9_]")
_BULLET = re.compile(r"[·•▪◆◇○●■□▶]\s*\S")
_RULED = re.compile(r"[*＊=＝~～#_\-—─]{6,}")
_SHORT = 6  # characters of a counter or label between two buttons
_THREAD = re.compile(r"[\[【［]?\s*复制(?:链接|连结|炼接)\s*[\]】］]?")
_PAGES = (SITE_CHROME.id, LINKED_LIST.id, PREVIEW.id)
_DASHED = ("—", "─", "－－", "--")


_ROW, _VERSE = 3, 9  # lines of a row, and their mean width, from which on and below which it is a text's


def surroundings(lines: Sequence[Line]) -> set[int]:
    """The lines above the headline and below the last paragraph that are the page's own."""
    prose = [n for n, line in enumerate(lines) if not line.gone and _is_paragraph(line.text)]
    while prose and (asks_consent(lines[prose[0]].text) or _opens_with_pages(lines, prose)):
        del prose[0]
    if not prose or column_of(lines) > 0:
        return set()
    above = _above(lines, prose)
    above |= _calendar(lines, prose[0]) | _labels(lines, prose[0], above)
    return (above | _inside(lines, prose) | _below(lines, _own(lines, prose))) - _in_short_lines(lines)


def _in_short_lines(lines: Sequence[Line]) -> set[int]:
    """Lines in rows without any of an interface's words, so short that they are one text's, set as verse: titles of others are longer."""
    found: set[int] = set()
    plain = [not line.gone and weight(line.text) is None and form(line.text) is None for line in lines]
    for alike, row in groupby(range(len(lines)), key=plain.__getitem__):
        numbers = list(row)
        if alike and len(numbers) >= _ROW and sum(width(lines[n].text) for n in numbers) < _VERSE * len(numbers):
            found.update(numbers)
    return found


def _opens_with_pages(lines: Sequence[Line], prose: Sequence[int]) -> bool:
    """Is the first sentence of a page of a page's words (`请升级浏览器…`), and the text below speaks of other things?"""
    below = "".join(lines[n].text for n in prose[1:])
    return bool(below) and _is_pages_sentence(lines[prose[0]].text) and likeness(lines[prose[0]].text, below) < UNSPOKEN


def _own(lines: Sequence[Line], prose: Sequence[int]) -> Sequence[int]:
    """The paragraphs without the last ones that are of a page's words and speak of the page alone."""
    end = len(prose)
    while end > 1 and _is_pages_sentence(lines[prose[end - 1]].text):
        others = "".join(lines[n].text for n in prose[: end - 1])
        if likeness(lines[prose[end - 1]].text, others) >= UNSPOKEN:
            break
        end -= 1
    return prose[:end]


def _is_paragraph(line: str) -> bool:
    """Does a line hold a text's sentence: in Chinese, and not set in another language for other readers?"""
    return is_prose(line) and bool(_HAN.search(line)) and not _KANA.search(line) and not claims_rights(line)


def _is_pages_sentence(line: str) -> bool:
    """Is a whole sentence one of a page's words, and no point of a list of rules?"""
    return leans(line) and (is_prose(line) or ends_sentence(line)) and not NUMBERED.match(line)


def _calendar(lines: Sequence[Line], first: int) -> set[int]:
    """A month above the text, right above the days of the week: of the page's calendar, not of the text."""
    return {n for n in range(first - 1) if _MONTH.fullmatch(lines[n].text) and _WEEK.match(lines[n + 1].text)}


def _labels(lines: Sequence[Line], first: int, found: set[int]) -> set[int]:
    """A label above the text whose buttons were taken: it stands between lines of the page's own, and leads to none."""
    pages = found | {n for n in range(first) if lines[n].gone or lines[n].rule in _PAGES}
    return {
        n
        for n in range(1, first - 1)
        if {n - 1, n + 1} <= pages and _LABEL.fullmatch(lines[n].text) and not line_kind(lines[n].text)
    }


_LABEL = re.compile("[\u4e00-\u9fff]{2,6}[：:]")
_MONTH = re.compile(r"[12][0-9]{3}\s*年\s*[0-9]{1,2}\s*月")
_WEEK = re.compile(r"(?:[日一二三四五六][\s　|｜]+){6}[日一二三四五六]$")


# -- above ----------------------------------------------------------------------------------------------------------


def _above(lines: Sequence[Line], prose: Sequence[int]) -> set[int]:
    """What stands above the last button over the headline, and the buttons between headline and text."""
    text = "".join(lines[n].text for n in prose[:_OPENING])
    buttons = [n for n in range(prose[0]) if _is_button(lines[n], text) or _is_menu(lines, n)]
    sites = _sites(lines[: prose[0]], buttons)
    words = {
        n for n in range(prose[0]) if _MENU_WORD.fullmatch(lines[n].text)
    }  # no title is so short below a site's name
    head = _headline(lines, prose[0], text, sites | set(buttons) | words if sites else set())
    if head is None or head < min(sites, default=-1):
        return set()
    last = max((n for n in buttons if n < head), default=-1)
    over = range(last + 1) if not any(map(_is_field, lines[: last + 1])) else range(0)
    below = [n for n in range(head + 1, prose[0]) if n in buttons or _RULED.fullmatch(lines[n].text)]
    between = [n for n in _run(below) if n in below or len(lines[n].text) <= _SHORT]
    over_button = {n for n in over if not lines[n].gone and _may_be_pages(lines[n].text, text, SPOKEN)}
    menus = {n for n in buttons if _is_menu(lines, n)}
    over_button |= {n for n in sites | menus | (words if sites else set()) if n in over and not lines[n].gone}
    over_button |= {n + 1 for n in menus if n + 1 < head and weight(lines[n + 1].text) is not None}
    return over_button | {n for n in between if not lines[n].gone and _may_be_pages(lines[n].text, text)}


def _run(found: Sequence[int]) -> range:
    return range(found[0], found[-1] + 1) if found else range(0)


def _sites(head: Sequence[Line], buttons: Sequence[int]) -> set[int]:
    """The first lines of a page that name a body, with two buttons between them and what stands above the text: whose site it is."""
    named = {n for n in range(len(head)) if not head[n].gone and SIGNING_BODY.fullmatch(head[n].text)}
    first = next((n for n in range(len(head)) if not head[n].gone and n not in buttons), 0)
    later = [n for n in buttons if n > first]
    below = (
        any(n not in buttons and not head[n].gone and not _is_field(head[n]) for n in range(later[1], len(head)))
        if len(later) > 1
        else False
    )
    return {n for n in named if n == first and below}


def _is_menu(lines: Sequence[Line], n: int) -> bool:
    """Is a line above the text a row of four short words or more, set apart, right below furniture: the parts of a site?"""
    cells = _APART.split(lines[n].text.strip(" 　"))
    plain = all(_CELL.fullmatch(cell) for cell in cells) and 2 * sum(map(is_name, cells)) < len(cells)
    known = any(weight(cell) is not None for cell in cells)
    return n > 0 and lines[n - 1].gone and not lines[n].gone and len(cells) > 3 and plain and known


_APART = re.compile(r"[ ]{2,}|\u3000+|\s*[|｜]\s*")
_MENU_WORD = re.compile("[\u4e00-\u9fff]{2,4}")
_CELL = re.compile("[\u4e00-\u9fff]{2,6}")


def _headline(lines: Sequence[Line], first: int, text: str, pages: set[int]) -> int | None:
    """The first line above the text of which it speaks, or that a forum marks as the title of a thread."""
    left = [n for n in range(first) if not lines[n].gone and n not in pages and not _is_menu(lines, n)]
    linked = next((n for n in left if n + 1 < first and _THREAD.fullmatch(simplified(lines[n + 1].text))), None)
    return next((n for n in left if likeness(lines[n].text, text) >= SPOKEN), linked)


def _is_field(line: Line) -> bool:
    """Does a line say when, where and by whom a text was written or put up?"""
    return not line.gone and line_kind(line.text) in ("dateline", "credit", "byline")


def _is_button(line: Line, text: str) -> bool:
    """Is a line the page's for certain: by a rule, by its form, or by its words, of which the text does not speak?"""
    if line.rule or line_kind(line.text) or GENERIC.fullmatch(line.text) or opens_post(line.text):
        return line.rule in _PAGES
    sure = SURE in (weight(line.text), form(line.text)) or leans(line.text) or asks_consent(line.text)
    return (sure and likeness(line.text, text) < UNSPOKEN) or claims_rights(line.text)


def _may_be_pages(line: str, text: str, spoken: float = UNSPOKEN) -> bool:
    """Has a line nothing of a text's own, neither form nor words? A page asks its reader's consent in whole sentences."""
    if asks_consent(line) or (_is_pages_sentence(line) and likeness(line, text) < UNSPOKEN):
        return True
    own = (
        _WROTE.search(simplified(line))
        or NUMBERED.match(line)
        or VOCATIVE.fullmatch(line)
        or CLOSING.match(line)
        or line.startswith(_DASHED)
    )
    if own or _is_paragraph(line) or announces(line) or (width(line) > _WIDEST and _HAN.search(line)):
        return False
    return line_kind(line) is None and not are_names(line) and likeness(line, text) < spoken


# -- inside ---------------------------------------------------------------------------------------------------------


def _inside(lines: Sequence[Line], prose: Sequence[int]) -> set[int]:
    """Two lines or more between whole paragraphs that most are buttons: a box that the page sets into the text."""
    text = "".join(lines[n].text for n in prose)
    found: set[int] = set()
    for above, below in pairwise(prose):
        box = [n for n in range(above + 1, below) if not lines[n].gone]
        buttons = [n for n in box if _is_button(lines[n], text)]
        sure = any(weight(lines[n].text) is not None for n in buttons)
        whole = ends_sentence(lines[above].text) and not announces(lines[above].text)
        if whole and sure and len(buttons) > 1 and 2 * len(buttons) >= len(box):
            found |= set(box) if all(_may_stand_below(lines[n].text, text) for n in box) else set()
    return found


# -- below ----------------------------------------------------------------------------------------------------------


def _below(lines: Sequence[Line], prose: Sequence[int]) -> set[int]:
    """The lines to the page's end, from the first button on, if each of them may be the page's and two are for certain."""
    text = "".join(lines[n].text for n in prose)
    rest = range(prose[-1] + 1, len(lines))
    if rest and goes_on_counting(lines[prose[-1]].text, lines[rest[0]].text):  # a text about pages and rights
        return set()
    begin = next((n for n in rest if _is_button(lines[n], text)), len(lines))
    while begin - 1 in rest and _leads_away(lines[begin - 1].text, text):
        begin -= 1
    items = [line.text for line in lines[prose[-1] + 1 : begin] if not (line.gone or line_kind(line.text))]
    listed = any(item for item in items if not _may_end(item)) or any(
        announces(line.text) for line in lines[prose[-1] : begin] if not line.gone
    )
    left = [n for n in range(begin, len(lines)) if not lines[n].gone]
    certain = sum(_is_button(lines[n], text) for n in range(begin, len(lines)))
    if listed or certain < 2 or 2 * certain < len(range(begin, len(lines))):
        return set()
    return set(left) if all(_may_stand_below(lines[n].text, text) for n in left) else set()


def _may_end(line: str) -> bool:
    """May a text end with this line? Else it is one of a list, of which the lines below may be others."""
    return bool(are_names(line) or SIGNING_BODY.fullmatch(line) or CLOSING.match(line) or ends_sentence(line))


def _leads_away(line: str, text: str) -> bool:
    """Is a line above buttons a counter of theirs, or the title of another article with its bullet?"""
    link = (_BULLET.match(line) or has_picture(line)) and likeness(line, text) < UNSPOKEN
    return not _LETTER.search(line) or bool(link and line_kind(line) is None)


def _may_stand_below(line: str, text: str) -> bool:
    """As above; a label of buttons (`分享此文章：`) announces nothing, and a sentence of a page's words is no text's."""
    if claims_rights(line) or not _LETTER.search(line) or _leads_away(line, text):
        return True
    if _is_pages_sentence(line):
        return likeness(line, text) < UNSPOKEN
    signed = SIGNING_BODY.fullmatch(line) and not leans(line)
    return not signed and not ends_sentence(line) and _may_be_pages(line.rstrip("：: "), text)
