"""Lines that are a page's own because of their words and their place: buttons, menus, pay walls, labels.

The lines above and below a text are judged together: `新闻` says nothing by itself and belongs to the menu below
`首页 | 登录`. Inside the text only what no author writes on a line of its own goes; in doubt a line stays, and so does
every title. A page without prose has no text proper, and nothing is judged by its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from generator.formulas import INLINE_DATELINE, NUMBERED, VOCATIVE, line_kind
from generator.hanzi import simplified
from generator.interface_forms import form, has_picture
from generator.interface_rows import is_bracketed_title, is_row, opens_post
from generator.interface_words import LIKELY, SURE, WEAK, WIDE, is_wall, weight
from generator.layout import ends_sentence, width
from generator.names import is_name
from generator.repairs.site_chrome import RULE as SITE_CHROME
from generator.repairs.site_notice import claims_rights
from generator.segment.likeness import SPOKEN, UNSPOKEN, likeness

_ANNOUNCES = re.compile(
    r"(?:如下|[下附][表列图]|见表|以下|下面|这些|這些|[有为為][一二三四五六七八九十几幾]+[类類种種项項个個])[^。]{0,24}。?$|[：:，、；]$"
)  # a table or list stands below
_MENU = 6  # lines above the way to a page that are a menu
_OPENING = 12  # lines in which the words of a title come back
_SITE = re.compile(r"[\u4e00-\u9fff]{2,8}(?:在线|网|频道|日报|晚报|客户端|门户|新闻)")
_PARTS = re.compile(r"\s*[_|｜>›»·]\s*|\s+[-–—]\s+")


_PLAYER = re.compile("[\U0001f508-\U0001f50a\U0001f3a7\U0001f5a8]")  # loudspeaker, headphones, printer
_STOP = re.compile(r"(?<!。)。(?!。)")  # a row of them is an ellipsis: 加载中。。。
_RULED = re.compile(r"[*＊=＝~～#_\-—]{6,}")
_STEP = r"[^\s，。！？：；“”《》〉»›>](?:(?:(?!\s/\s)[^，。！？：；“”《》〉»›>]){0,8}[^\s，。！？：；“”《》〉»›>])?"
_TRAIL = re.compile(rf"{_STEP}(?:\s*[〉»›>]+\s*|\s+/\s+)(?:{_STEP}(?:\s*[〉»›>]+\s*|\s+/\s+|$))+")
_BRACKETED = re.compile(r"[\s　]*(?:[【\[]\s*+[^【】\[\]。]{1,14}[】\]][\s　]*){2,}")  # 【打印本稿】 【关闭】
_TICKER = re.compile(
    r"(?:快讯|快訊|滚动|滾動|即时|即時|最新|突发|突發)[\s　:：]+[0-9]{1,2}[:：][0-9]{2}[\s　].*(?:[|｜]|[\s　][0-9]{1,2}[:：][0-9]{2}[\s　]).*"
)
_FOREIGN = re.compile(
    r"한국어|Русский|日本語|日本语|日文|Français|Español|Deutsch|Português|العربية|Italiano|English|\bEN\b"
)
_CELLS = re.compile(r"[\s　|｜·•／/]+")
_GALLERY = re.compile(  # [图集] 航拍：雪中的陆港
    r"[\[【](?:图集|圖集|组图|組圖|图文|圖文|视频|視頻|影片|直播|专题|專題|海报|音频)[\]】]\s*[^。；]{2,40}"
)
_WIDELY = re.compile(r"[ ]{2,}|\u3000+|\s*[|｜]\s*")  # between cells, as no sentence has it
_HOME = ("首页", "主页", "网站首页")
_POINTERS = (">>", "＞＞", "»")
_FIGURE = re.compile(r"[0-9][0-9.,]*[%％]?")
_ROW = re.compile(
    r"(?:[\u4e00-\u9fff]{2,4}[\s　]+){5,}[\u4e00-\u9fff]{2,4}|(?:[\u4e00-\u9fff]{2,6}[\s　]+){11,}[\u4e00-\u9fff]{2,6}"
)


@dataclass(frozen=True)
class Line:
    """A line of a page as it is judged: what it says, and whether a rule has taken all of it for certain (`gone`)."""

    text: str
    gone: bool = False
    known: bool = False  # does a rule for chrome know the line? Then only its place has to be judged
    rule: str = ""  # the rule that knows it


# -- the lines of a page --------------------------------------------------------------------------------------------


def judged(lines: Sequence[Line]) -> dict[int, bool]:
    """The lines that are the page's own words, and of each whether it says that the rest is for those who pay."""
    weights = [_weight(line) for line in lines]
    weights = [None if own != SURE and _in_table(lines, n) else own for n, own in enumerate(weights)]
    prose = [n for n, line in enumerate(lines) if not line.gone and weights[n] is None and is_prose(line.text)]
    prose = prose[1:] if len(prose) > 1 and _is_long_title(lines, prose[0]) else prose
    prose = prose[1:] if len(prose) > 1 and _is_slogan(lines, prose[0]) else prose
    prose = prose[1:] if len(prose) > 1 and _stands_over_title(lines, *prose[:2]) else prose
    while len(prose) > 1 and claims_rights(lines[prose[-1]].text):  # the page's word, not the text's last
        prose.pop()
    if not prose:
        sure = [n for n, line in enumerate(lines) if line.known and weights[n] == SURE]
        return {n: False for n in sure if len(lines[n].text) > 2}  # one word may be a verse
    first, last = prose[0], prose[-1]
    column = column_of(lines)
    for n, line in enumerate(lines):  # a line as wide as the column may be one of its lines
        if n and column and width(line.text) >= 0.7 * column and not (lines[n - 1].gone or lines[n - 1].known):
            weights[n] = None
    found = _above(lines, weights, first) | _inside(lines, weights, first, last) | _below(lines, weights, last, column)
    found |= _signs_beside(lines, found)
    return {n: n > last and is_wall(lines[n].text) for n in sorted(found)}


def _signs_beside(lines: Sequence[Line], found: set[int]) -> set[int]:
    """Lines of nothing but the sign of a button, right beside a line of the page's own: what closes it, or leads up."""
    own = found | {n for n, line in enumerate(lines) if line.gone and line.rule == SITE_CHROME.id}
    return {n for n, line in enumerate(lines) if _SIGN.fullmatch(line.text.strip(" 　")) and own & {n - 1, n + 1}}


_SIGN = re.compile("[×✕✖✗╳⊗☒⨯↑⇧︿]{1,2}")


def column_of(lines: Sequence[Line]) -> float:
    """The width that the text is set to, where most of its lines stop in mid-sentence; 0 where a line is a paragraph."""
    long = [line.text for line in lines if not (line.gone or line.known) and width(line.text) >= 10]
    mid = [width(line) for line in long if not ends_sentence(line)]
    if len(mid) < 4 or len(mid) <= 0.5 * len(long) or median(mid) > WIDE:
        return 0.0
    over = sum(width(line) > 1.6 * median(mid) for line in long)  # a column has no room for them
    return median(mid) if over <= 0.1 * len(long) else 0.0


def _weight(line: Line) -> int | None:
    """The weight of a line; one that a rule for chrome knows is sure, but for one short word, as poems and lists have."""
    if line.gone or (line_kind(line.text) == "dateline" and not line.known):
        return None
    own = weight(line.text)
    if own is None and is_bracketed_title(line.text):
        return None
    if own is None and not line_kind(line.text) and (shaped := form(line.text)):
        return shaped
    if own is None and _is_drawn(line.text):
        return LIKELY
    if own is None or not line.known:
        return own
    return SURE if len(re.findall("[\u4e00-\u9fff]", line.text)) > 2 else max(own, LIKELY)


def _is_drawn(line: str) -> bool:
    """Does a line look like a menu, a trail of sections or a ruled line, whatever its words are?"""
    text = line.strip(" 　")
    menu = _is_pictured(text) and not ends_sentence(text)
    row = bool(_ROW.fullmatch(text)) and not any(is_name(word) for word in text.split())
    row = row or _is_row(text) or is_row(text) or bool(_TICKER.fullmatch(text)) or len(_FOREIGN.findall(text)) > 1
    trail = bool(_TRAIL.fullmatch(text)) and line_kind(text) not in ("credit", "byline")  # 文 / 某某
    return bool(menu or row or _is_bracketed(text) or _RULED.fullmatch(text) or trail or _leads_here(text))


def _is_pictured(text: str) -> bool:
    """Does a line have a menu's mark, or the picture of a button beside a button's word?"""
    told = (SURE, LIKELY, WEAK) if _PLAYER.match(text) else (SURE, LIKELY)
    known = any(weight(word) in told for word in re.findall(r"\w+", text))
    return "☰" in text or (has_picture(text) and known)


def _leads_here(line: str) -> bool:
    """Does a line show the way from a site's home page to this one (`首页 > 资料 > 讲话`)?"""
    text = simplified(line.strip(" 　"))
    cells = [cell for cell in re.split(r"\s*(?:[>＞›»→〉]+|\s/\s)\s*", text) if cell]
    home = bool(cells) and bool(re.search(r"首页|主页|位置|在这里|Home|.网站?$|文库$|在线$", cells[0]))
    home = home or bool(cells and re.fullmatch("正文|内容|全文|详情|文章", cells[-1]))
    labelled = len(cells) > 1 and bool(_PLACE_LABEL.match(cells[0]))
    return (len(cells) > 2 or labelled) and home and max(map(width, cells)) <= 20 and not ends_sentence(text)


def is_way(line: str) -> bool:
    """Does a line lead to this page, or to this post of a forum's thread? What stands above it is the site's."""
    return _leads_here(line) or opens_post(line)


_PLACE_LABEL = re.compile(r"(?:您|你)?(?:当前|现在|目前|所在)?(?:的)?(?:当前|现在|目前|所在)?位置\s*[:：]")


def _is_told(lines: Sequence[Line], n: int) -> bool:
    """Does the line above tell a reader to take this way, as handbooks do?"""
    above = lines[n - 1].text if n else ""
    return announces(above) and not re.search("位置|所在", above)


def _is_slogan(lines: Sequence[Line], n: int) -> bool:
    """Does a wide line without a full stop stand right above the way to a page: what the site says of itself?"""
    below = next((line.text for line in lines[n + 1 :]), "")
    return n < _MENU and "。" not in lines[n].text and _leads_here(below)


def _is_long_title(lines: Sequence[Line], n: int) -> bool:
    """Is a wide line a title all the same: no sentence, right above the date line of the page?"""
    text = lines[n].text
    below = next((line.text for line in lines[n + 1 :] if not line.gone), "")
    return (not re.search("[。，；]", text) and not VOCATIVE.fullmatch(text) and not ends_sentence(text)) and line_kind(
        below
    ) == "dateline"


def _stands_over_title(lines: Sequence[Line], n: int, after: int) -> bool:
    """Is a first sentence what the page says over its title (`【更正】…`): with a title and the page's date below it?"""
    between = [line.text for line in lines[n + 1 : after] if not line.gone]
    dated = next((k for k, line in enumerate(between) if line_kind(line) == "dateline"), 0)
    above = any(line_kind(line.text) == "dateline" for line in lines[:n])
    return (
        n < _MENU
        and dated > 0
        and not above
        and bool(_CLOCKED.search(between[dated]))
        and line_kind(between[0]) is None
    )


_CLOCKED = re.compile(r"[0-9]{1,2}[:：][0-9]{2}")  # as pages are dated, and no letter is


def _is_row(text: str) -> bool:
    """Is a line the sections of a site, side by side, beginning with its home page, or with some that all sites have?"""
    cells = _cells(text)
    written = sum(not cell.isascii() for cell in cells)  # an English sentence has spaces too
    if (
        len(cells) > 1
        and simplified(cells[0]) in _HOME
        and len(_WIDELY.split(text)) == len(cells)
        and width(text) <= 20
    ):
        return True
    if (
        len(cells) < 5
        or written < 0.5 * len(cells)
        or re.search("[，。；：、“”「」？！]", text)
        or max(map(width, cells)) > 8
    ):
        return False
    known = sum(weight(cell) is not None for cell in cells)
    return simplified(cells[0]) in _HOME or known >= (0.4 if len(cells) > 5 else 0.8) * len(cells)


def _in_table(lines: Sequence[Line], n: int) -> bool:
    """Is a line a row of a table: beside one of as many cells, of which some are numbers?"""
    own = _cells(lines[n].text)
    beside = [_cells(line.text) for line in lines[max(0, n - 1) : n + 2]]
    same = [cells for cells in beside if len(cells) == len(own)]
    return len(own) > 2 and len(same) > 1 and any(_FIGURE.fullmatch(cell) for cells in same for cell in cells)


def _cells(text: str) -> list[str]:
    return [cell for cell in _CELLS.split(text) if cell]


def _is_bracketed(text: str) -> bool:
    """Is a line nothing but buttons in brackets, of which one or more have a button's words?"""
    if not _BRACKETED.fullmatch(text):
        return False
    cells = [cell.strip() for cell in re.findall(r"[【\[]([^【】\[\]]*)[】\]]", text)]
    return any(weight(cell) in (SURE, LIKELY) for cell in cells)


def is_prose(line: str) -> bool:
    """Does a line hold a paragraph, or open a text?"""
    clauses = "，" in line and width(line) >= 14 and not re.search(r"[，]", line[-1:])
    opens = bool(INLINE_DATELINE.match(line) or VOCATIVE.fullmatch(line))
    return bool(_STOP.search(line)) or opens or (clauses and width(line) > 30) or width(line) > WIDE


def announces(line: str) -> bool:
    """Does a line say that a list or table follows?"""
    return bool(_ANNOUNCES.search(line))


def _above(lines: Sequence[Line], weights: Sequence[int | None], first: int) -> set[int]:
    """Lines above the text. A title must stay; plain words go only with the menu that they stand in."""
    way = max((n for n in range(first) if is_way(lines[n].text) and not _is_told(lines, n)), default=0)
    below = any(
        not lines[n].gone and weights[n] is None and not line_kind(lines[n].text) for n in range(way + 1, first)
    )
    text = "".join(line.text for line in lines[first : first + _OPENING] if is_prose(line.text))
    spoken = {n for n in range(way) if line_kind(lines[n].text) == "note"}
    if sum(not lines[n].gone for n in range(way)) < _MENU:  # else a menu, whose words a text may have too
        spoken |= {n for n in range(way) if likeness(lines[n].text, text) >= SPOKEN}
    over = (
        {n for n in range(way + 1) if way and not lines[n].gone} - spoken
        if below and not any(_is_works(line.text) for line in lines[:way])
        else set()
    )  # the page's own stands above
    titles = [n for n in range(first) if not lines[n].gone and weights[n] is None and _may_be_title(lines[n].text)]
    sites = {n for n in range(first) if not lines[n].gone and _names_site(lines[n].text) and set(titles) - {n}}
    sites |= _over_controls(lines, weights, titles, text)
    sure = {n for n in range(first) if weights[n] == SURE}
    likely = {n for n in range(first) if weights[n] == LIKELY and set(titles) - sites and not _is_told(lines, n)}
    start = next((n for n in range(first) if weights[n] != WEAK and not lines[n].gone), 0)
    menu = set(range(start)) if sum(weights[n] == WEAK for n in range(start)) > 1 else set()
    return over | (_with_menus(lines, weights, range(first), sites | sure | likely | menu) if titles else sites | sure)


def _is_works(line: str) -> bool:
    """Is a line a subtitle or a chapter, as a work's own head and contents have, and no menu?"""
    return line.startswith(("——", "──")) or bool(NUMBERED.match(line))


def _may_be_title(line: str) -> bool:
    """Is a line above the text no field of its head, no words that announce something, and no turn of a talk?"""
    return not line_kind(line) and not line.endswith(("：", ":")) and not re.match("[问問答][:：]", line)


def _over_controls(lines: Sequence[Line], weights: Sequence[int | None], titles: Sequence[int], text: str) -> set[int]:
    """The title-like lines above the page's controls of which the text never speaks, where it does of one below them."""
    bar = next((n for n in range(max(titles, default=0)) if lines[n].gone or weights[n] == SURE), 0)
    spoken = {n for n in titles if likeness(lines[n].text, text) >= SPOKEN}
    if not any(n > bar and not lines[n].text.startswith(("—", "－", "-")) for n in spoken):
        return set()
    unspoken = {n for n in titles if n < bar <= _MENU and likeness(lines[n].text, text) < UNSPOKEN}
    return {n for n in unspoken if all(map(_ISSUES.fullmatch, re.split(r"[\s　|｜]+", simplified(lines[n].text))))}


_ISSUES = re.compile(  # 某某政府 新闻公报: who puts up the page, and in which part of his site
    r"[^，。！？：；“”《》]{0,14}(?:政府|委员会|部|厅|局|署|处|大使馆|领事馆|代表团|办公室|中心|新闻|公报|发布|动态|资讯|快讯|通讯|信息|频道|专栏|网|网站|在线|日报|晚报|时报|之窗|门户)"
)


def _below(lines: Sequence[Line], weights: Sequence[int | None], last: int, column: float) -> set[int]:
    """Lines below the text, unless they go on in a list that the text announces or that stands above them."""
    found: set[int] = set()
    below = range(last + 1, len(lines))
    if announces(lines[last].text):
        return {n for n in below if is_wall(lines[n].text)} | _buttons_at_end(lines, below)
    if column and not ends_sentence(lines[last].text):
        return {n for n in below if is_wall(lines[n].text) or (weights[n] == SURE and lines[n].known)}
    clear = True
    text = "".join(line.text for line in lines[: last + 1] if not line.gone and is_prose(line.text))
    for n in below:
        listed = weights[n] is None and not lines[n].gone and lines[n].text.endswith(("：", ":"))
        if listed:
            break
        if clear and weights[n] in (SURE, LIKELY):
            found.add(n)
        if weights[n] == SURE and not re.search("[0-9]", lines[n].text) and likeness(lines[n].text, text) < SPOKEN:
            found.add(n)
        clear = lines[n].gone or n in found or bool(line_kind(lines[n].text)) or (clear and weights[n] == WEAK)
    return _with_menus(lines, weights, below, found)


def _buttons_at_end(lines: Sequence[Line], below: range) -> set[int]:
    """Lines of nothing but buttons in brackets, with only furniture below them: no list ends so."""
    found = set()
    for n in reversed(below):
        if not lines[n].gone and not _is_bracketed(lines[n].text.strip(" 　")):
            break
        found |= set() if lines[n].gone else {n}
    return found


def _inside(lines: Sequence[Line], weights: Sequence[int | None], first: int, last: int) -> set[int]:
    """Between two whole sentences, a short line of buttons; what a rule knows needs only one, and no list around it."""
    found = set()
    text = "".join(line.text for line in lines[first : last + 1] if not line.gone and is_prose(line.text))
    for n in range(first + 1, last):
        before, after = _ended(lines, n - 1, -1), _ended(lines, n + 1, 1)
        short = width(lines[n].text) <= 20 and ("，" not in lines[n].text or is_wall(lines[n].text))
        listed = _listed(lines, n) or _among_words(lines, n)
        surely = (before and after and short) or (lines[n].known and (before or after) and not listed)
        button = weights[n] == SURE and surely and likeness(lines[n].text, text) < SPOKEN
        linked = before or (lines[n - 1].known and lines[n].text.endswith(_POINTERS))
        if button or (linked and _GALLERY.fullmatch(lines[n].text)):
            found.add(n)
    return found


def _listed(lines: Sequence[Line], n: int) -> bool:
    """Does a line stand in a list that a colon announces?"""
    above = next((line.text for line in lines[n - 1 :: -1] if not line.gone and weight(line.text) is None), "")
    return announces(above)


def _among_words(lines: Sequence[Line], n: int) -> bool:
    """Is a line one word, with another such line right above or below that stays: a list of words, as lessons have?"""
    near = [lines[k].text for k in (n - 1, n + 1) if 0 <= k < len(lines) and not lines[k].gone]
    return bool(_ONE_WORD.fullmatch(lines[n].text)) and any(map(_ONE_WORD.fullmatch, near))


_ONE_WORD = re.compile("[\u4e00-\u9fff]{2,4}")


def _ended(lines: Sequence[Line], n: int, step: int) -> bool:
    """Does the next line that way that is still there hold a sentence, and end it if it stands before?"""
    while 0 <= n < len(lines) and lines[n].gone:
        n += step
    line = lines[n].text if 0 <= n < len(lines) else "。"
    return ends_sentence(line) if step < 0 else is_prose(line)


def _names_site(line: str) -> bool:
    """Is a line the name of a section and of its site (`时事_云州在线`)?"""
    parts = [part for part in _PARTS.split(line) if part]
    sites = [part for part in parts if _SITE.fullmatch(simplified(part))]
    return len(parts) > 1 and bool(sites) and all(part in sites or weight(part) is not None for part in parts)


def _with_menus(lines: Sequence[Line], weights: Sequence[int | None], where: range, found: set[int]) -> set[int]:
    """The lines found, and those of plain words that stand in one row with them or with other furniture."""
    out = set(found)
    for row in (where, where[::-1]):
        beside = False
        for n in row:
            if weights[n] == WEAK and beside:
                out.add(n)
            beside = n in out or lines[n].gone
    return out
