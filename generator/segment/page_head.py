"""What a web page sets above its text: the browser's title before the headline, and the menus between the two.

A page that is scraped whole begins with its `<title>`, often with the name of section and site (`标题_频道_网站`), then
menus, then the headline itself. The headline stays once, without the site's name; short lines between the two that the
text never speaks of are the page's own. Only pages with prose below are read so: verse repeats its lines on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.dates import DATE
from generator.formulas import NUMBERED, line_kind
from generator.interface_forms import form
from generator.interface_words import leans, weight
from generator.layout import ends_sentence, width
from generator.model import Edit, Piece
from generator.repairs.access_notice import is_about_file, says_access
from generator.repairs.site_chrome import RULE as SITE_CHROME
from generator.repairs.site_notice import claims_rights
from generator.repairs.structure import REPEATED_TITLE
from generator.segment.likeness import folded, likeness
from generator.segment.trails import begins_trail
from generator.words import simplified

_HEAD = 60  # lines from the top in which a headline is looked for
_FIRST = 4  # the browser's title is among the first lines
_LONG = 6  # characters of a title that do not repeat by chance
_PROSE = 16  # width of a line that ends a sentence and is no slogan
_COLUMN = 10  # width of a line of a narrow column
_SPOKEN = 0.3  # share of a line's words that the text repeats, from which it belongs to the text
_UNSPOKEN = 0.1  # and below which the text does not speak of it at all
_DASH = r"(?<![-–—])[-–—](?![-–—])"
_PART = rf"(?:[_|｜>·]|{_DASH})"  # what a site sets before each of its parts
_LETTER = r"(?:[^\s，。！？_|｜>·\-–—]|(?<=[-–—])[-–—]|[-–—](?=[-–—]))"
_NAME = rf"{_LETTER}(?:(?:{_LETTER}|\s){{0,18}}{_LETTER})?"
_BEHIND = re.compile(
    rf"""
      (?:\s*{_PART}(?:\s*(?:[>·]|{_DASH}))*\s*{_NAME})+\s*    # _时政_云州网   - 新闻频道 - 云州网
    | \s*[（(]?\s*(?P<date>{DATE})[^，。]{{0,12}}?[）)]?\s*[|｜]*                   # 2016年6月25日 |
    | \s*[（(](?:全文|图|圖|组图)[）)]
    | [_\s]*第\s*[0-9]{{1,3}}(?:\s*[-—–~至]\s*[0-9]{{1,3}})?\s*[页頁] | \.(?:doc|docx|pdf|ppt|pptx|txt|wps)
    """,
    re.VERBOSE,
)
_SITE_PARTS = re.compile(r"[\s_|｜>·\-–—]+")
_BEFORE = re.compile(
    r"[【\[]\s*[\u4e00-\u9fff]{1,4}\s*[】\]]\s*|(?:原标题|原標題|第[一1]篇)\s*[:：]\s*|[\u4e00-\u9fff]{1,6}(?:网|網|文库|文庫)[\s　]+"
    r"|(?:网站|網站)?(?:首页|首頁|主页|主頁)(?:\s*[>＞›»→/]\s*[^\s>＞›»→/，。：](?:[^>＞›»→/，。：]{0,10}[^\s>＞›»→/，。：])?)*\s*[>＞›»→/]\s*|(?:[您你]?(?:当前|當前|正在|现在|現在|目前)的?(?:浏览|瀏覽|阅读|閱讀|查看|访问|訪問)的?是?|内容提示|內容提示|标题|標題|题目|題目|文档名称|文檔名稱|资源名称|資源名稱|文章标题|当前文档|正文)\s*[:：]\s*"
)


def strip_head(text: str, pieces: Sequence[Piece]) -> tuple[list[Piece], list[Edit]]:
    """The pieces without a second title and what stands between the two, and an edit for each."""
    lines = [text[piece.start : piece.end] for piece in pieces[:_HEAD]]
    prose = next((n for n, line in enumerate(lines) if _is_prose(line) or _opens_column(lines, n)), 0)
    below = "".join(lines[prose : prose + 12])
    named = [n for n in _named(lines[:prose]) if not line_kind(lines[n])]
    dressed = any(len(_core(lines[n])) < len(lines[n]) for n in named)  # as no verse is
    if len(named) < 2 or (not dressed and _is_refrain(lines[:prose], named[0], named[-1], below)):
        return list(pieces), []
    first, last = named[0], named[-1]
    if not dressed and _is_cover(lines, first, last):
        return list(pieces), []
    best = min(named, key=lambda n: (len(_core(lines[n])) < len(lines[n]), len(lines[n]), n))
    between = {
        n
        for n in range(first + 1, last)
        if n not in named and not line_kind(lines[n]) and likeness(lines[n], below) < _SPOKEN
    }
    if any(map(_is_epigraph, lines[first + 1 : last])):
        between = set()
    ways = [n for n in named if n < best and begins_trail(lines[n])]
    between |= {n for n in range(max(ways, default=0)) if n not in named and not line_kind(lines[n])}  # the site's own
    sites = {folded(site) for n in named if n != best for site in _SITE_PARTS.split(lines[n][len(_core(lines[n])) :])}
    between |= {n for n in range(prose) if n not in named and folded(lines[n]) and folded(lines[n]) in sites}
    kept, edits = [], []
    for n, piece in enumerate(pieces):
        if n in between:
            edits.append(_whole(text, piece, SITE_CHROME.id, "标题之间的网页菜单，不属正文"))
        elif n in named and n != best:
            rest, spare = _spare(text, piece, lines[best])
            kept += rest
            edits += spare
        else:
            kept.append(piece)
    return kept, edits


def _is_cover(lines: Sequence[str], first: int, last: int) -> bool:
    """Does a line between two titles tell which text of a document this is, as its cover does?"""
    return any(map(_VERSION.search, lines[first + 1 : last]))


_VERSION = re.compile(
    "草案|草稿|初稿|定稿|送[审審]稿|修[订訂正]|[审審][议議]|[译譯]本|文本$|第[一二三四五六七八九十0-9]{1,3}[稿版次]|[议議]定[书書]$|[编編著]$"
)


def _is_prose(line: str) -> bool:
    """Does a line end a sentence, or does a page or a column end in its second?"""
    return width(line) >= _PROSE and (ends_sentence(line) or ("。" in line and width(line) >= 2 * _PROSE))


def _opens_column(lines: Sequence[str], n: int) -> bool:
    """Does a text that is set in columns open here, with a sentence that goes on below? A page may repeat its title
    before that sentence ends; what stands between is the text's."""
    line = lines[n]
    pages = weight(line) is not None or form(line) or leans(line) or says_access(line) or is_about_file(line)
    clauses = bool(re.search("[，；]", line)) and width(line) >= _COLUMN
    return clauses and not (pages or line_kind(line) or claims_rights(line) or line.startswith(("——", "—")))


def _is_epigraph(line: str) -> bool:
    """Does a line between two titles name whom an epigraph is by, or belong to a list of contents?"""
    return line.startswith(("——", "—", "－－")) or bool(NUMBERED.match(line) or _LISTED.match(line))


_LISTED = re.compile(r"[•·●■◆▪‣]\s*\S.{7,}")  # longer than a menu's entry


def _core(line: str) -> str:
    """A line without what sites set before and behind a title."""
    before = _BEFORE.match(line)
    start = before.end() if before else 0
    ends = (n for n in range(start + _LONG, len(line)) if _BEHIND.fullmatch(line, n))
    return line[start : next(ends, len(line))]


def _named(lines: Sequence[str]) -> list[int]:
    """The lines of the head that are one title, if it stands among the first of them and stands there twice."""
    own = [
        n for n, line in enumerate(lines) if weight(line) is None and not leans(line) and not line_kind(line)
    ]  # buttons and dates aside
    for first in own[:_FIRST]:
        if _LISTED.match(lines[first]):
            continue
        same = [n for n in range(first, len(lines)) if _same(lines[first], lines[n])]
        if len(same) > 1:
            return same
    return []


def _is_refrain(lines: Sequence[str], first: int, last: int, below: str) -> bool:
    """Is a line said again as verse does: more than twice, among lines like it, or over prose that speaks of other things?"""
    title = min(lines[first], lines[last], key=len)
    between = lines[first + 1 : last]
    if not between:
        return False
    again = sum(folded(line) == folded(title) for line in lines) > 2
    return again or any(likeness(line, title) >= 0.5 for line in between) or likeness(title, below) < _UNSPOKEN


def _same(one: str, other: str) -> bool:
    """Are two lines one title, whatever the site set before or behind either?"""
    short, long = sorted((one, other), key=len)
    if len(folded(short)) < _LONG or line_kind(short):
        return False
    if folded(short) == folded(long) or folded(_core(short)) == folded(_core(long)):
        return True
    return simplified(long).startswith(simplified(short)) and bool(_BEHIND.fullmatch(long, len(short)))


def _spare(text: str, piece: Piece, title: str) -> tuple[list[Piece], list[Edit]]:
    """What is left of a line that repeats a title (the date behind it), and the edits that take the rest away."""
    line = text[piece.start : piece.end]
    behind = _BEHIND.fullmatch(line, len(title)) if line.startswith(title) else None
    reason = "网页标题与正文标题重复，只保留一处"
    if not behind or not behind["date"]:
        return [], [_whole(text, piece, REPEATED_TITLE.id, reason)]
    date = Piece(piece.line, piece.start + behind.start("date"), piece.start + behind.end("date"))
    before, after = line[: behind.start("date")], line[behind.end("date") :]
    edits = [Edit(piece.start, date.start, before, "", REPEATED_TITLE.id, reason)]
    edits += [Edit(date.end, piece.end, after, "", SITE_CHROME.id, "网页标记，不属正文")] if after else []
    return [date], edits


def _whole(text: str, piece: Piece, rule: str, reason: str) -> Edit:
    return Edit(piece.start, piece.end, text[piece.start : piece.end], "", rule, reason)
