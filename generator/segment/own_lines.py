"""Lines that look like a page's furniture and are the text's own, because of the lines around them.

A rule for furniture reads one line. What an author writes can look the same, and shows it by its place:

* A line that the text announces, with a colon and a word of writing: `办理网址为：`, `括号里写上一行小字：`; with any
  colon, where it is indented as the paragraphs above and below it are.
* The last line of a title, below one that ends with `的`: `协议`, `声明`.
* What the line below speaks of: `这四个字`, `这样的署名`.
* A jump line or an end mark below what the text quotes line by line, behind a colon, where the text speaks of such marks:
  it names one in quotation marks, or goes on with the page that the mark names.
* As many short lines as the text counts: `底部设有四个栏目`.
* What the reader is told to do at one step: `第二步`, `登录后填写姓名`.
* Headings of one series: two or more different lines that a rule took, each between a whole paragraph and the next one
  (`第一版`, `上篇：船与桥`, `关键词：减税、降费`). No site sets its own words so.
* A row of facts between two paragraphs, or all that stands below a title (`设计：…`, `桥型：…`, `位置：…`), of which a
  rule knows some and others not.

>>> lines = ["渡口志已出两版。", "第一版", "收录渡口十九处，油印三百册。", "第二版", "增补桥梁一章，铅印一千册。"]
>>> sorted(own_lines(lines, [None, "page-label", None, "page-label", None]))
[1, 3]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.dates import number
from generator.formulas import line_kind
from generator.hanzi import simplified
from generator.layout import ends_sentence, width
from generator.repairs.editor_line import RULE as EDITOR_LINE
from generator.repairs.end_mark import RULE as END_MARK
from generator.repairs.jump_line import RULE as JUMP_LINE
from generator.repairs.page_label import RULE as PAGE_LABEL
from generator.repairs.page_url import RULE as PAGE_URL
from generator.repairs.preview_notice import RULE as PREVIEW
from generator.repairs.site_chrome import RULE as SITE_CHROME
from generator.segment.interface import is_prose
from generator.segment.places import is_indented

_SHOWN = re.compile(  # what stands below is quoted, or an address, or a piece of code
    r"(?:网址|網址|地址|链接|連結|连结|鏈接|网站|網站|网页|網頁|小字|大字|字样|字樣|[写寫印刻刷标標][着著上下作成]|格式|标签|標籤|代码|程式碼|程式码|命令|路径"
    r"|文本|[语語][言文种種]|例如|比如|又如|诸如|譬如|一行|一句|几个字|幾個字|[这這][样樣])[^。！？：:]{0,12}[：:]$"
    r"|[这這][样樣]的?[一几幾][行句个個][^，。！？]{0,4}[？?]$"  # 为什么印着这样一行字？
    r"|(?:登[录錄入陆陸]|访问|訪問|打开|打開|进入|進入|[见見])[^，。]{0,6}(?:网址|網址|地址|网站|網站|链接|連結|连结|鏈接)$"
)
_WRITTEN = re.compile(r"[^，。]{2,}(?:[写寫印刻刷标標][着著上下作成道]|例如|比如|又如)[:：]$")
_POINTS = re.compile(
    r"[这這那](?:[样樣][的一]?|[一二两兩三四五六七八九十几幾]?[个個行句段条條则則种種类類]|些)(?:[^，。]{0,6}[字词詞话話语語句行段条條签籤]|署名|[写寫]|[说說]法)"
)
_COUNTS = re.compile(
    "(?P<many>[三四五六七八九十]|[3-9])[个個](?:[栏欄]目|按[钮鈕键鍵]|[选選][项項]|菜[单單]|功能|入口|[频頻]道|[标標][签籤]|[板版][块塊]|[图圖][标標])"
)
_SITE = re.compile(r"(?:官方)?(?:网址|網址|网站|網站)\s*[:：]")
_ASK = re.compile(
    r"(?:[\u4e00-\u9fff]{0,4}(?:电话|電話|热线|熱線|专线|專線|传真|傳真|邮箱|郵箱|电邮|電郵|地址))\s*[:：]\s*\S"
)
_STEP = re.compile(
    r"(?:第[一二三四五六七八九十0-9]{1,2}步|步[骤驟]\s*[一二三四五六七八九十0-9]{1,2}|(?i:step)\s*[0-9]{1,2})\s*[:：]?"
)
_FACT = re.compile(r"(?P<label>[\u4e00-\u9fff]{2,8})[：:]\s*[^。；！？]{1,40}")
_LEAST = 8  # width of a line that announces something
_ROW = 3  # lines of a row of facts
_HEADING = 24  # width of the widest heading
_OUTLINE = re.compile(r"第?\s*[0-9０-９一二三四五六七八九十]{1,4}\s*[版页頁]?(?:\s*[:：]?\s*[\u4e00-\u9fff]{2,12})?$")
_LABELLED = re.compile(r"[\u4e00-\u9fff]{0,3}(?P<kind>[篇章部编編卷辑輯题題])[：:]")
_WORD = re.compile("[\u4e00-\u9fff]{2,4}")
_WORDS = 3  # headings of one word each that are no buttons
_LEAF = re.compile(r"\D*(?P<number>[0-9０-９]{1,4})\D*")
_SERIES = frozenset({PAGE_LABEL.id, SITE_CHROME.id})
_FACTS = frozenset({EDITOR_LINE.id, PAGE_LABEL.id, SITE_CHROME.id})


def own_lines(lines: Sequence[str], taken: Sequence[str | None], before: Sequence[str] = ()) -> set[int]:
    """The lines that are the text's own; `taken` says which rule took all of a line, `before` which spaces stand before it."""
    announced = {*_announced(lines, taken), *_pointed_at(lines, taken), *_addresses(lines, taken)}
    announced |= {*_quoted(lines, taken, before), *_named(lines, taken)}
    announced |= {*_told_marks(lines, taken)}
    announced |= {*_counted(lines), *_tables(lines), *_forms(lines)}
    left = [None if n in announced else rule for n, rule in enumerate(taken)]
    return announced | set(_headings(lines, left)) | set(_facts(lines, left))


def _announced(lines: Sequence[str], taken: Sequence[str | None]) -> Iterator[int]:
    """The lines right below one that says what they are, down to the first that no rule took."""
    shown = False
    for n in range(1, len(lines)):
        above = lines[n - 1]
        opens = not taken[n - 1] and (_shows(above) or bool(_STEP.fullmatch(above)) or _is_example(lines, taken, n))
        shown = bool(taken[n]) and (opens or shown)
        if shown:
            yield n


def _is_example(lines: Sequence[str], taken: Sequence[str | None], n: int) -> bool:
    """Does a sentence with a colon stand above what else says that text is missing, and go on below it?"""
    if taken[n] != PREVIEW.id or n + 1 == len(lines) or taken[n + 1]:
        return False
    return "，" in lines[n - 1] and lines[n - 1].endswith(("：", ":")) and ends_sentence(lines[n + 1])


def _quoted(lines: Sequence[str], taken: Sequence[str | None], before: Sequence[str]) -> Iterator[int]:
    """A line with a colon and those below it, indented as the paragraphs are between which they stand: what someone wrote or read."""
    indents = [is_indented(spaces) for spaces in before]
    for n in range(1, len(indents)):
        above = lines[n - 1]
        if not taken[n] or taken[n - 1] or above[-1] not in "：:" or width(above) < _LEAST or _FOLLOWS.search(above):
            continue
        end = next((k for k in range(n, len(lines)) if not taken[k]), len(lines))
        goes_on = end < len(lines) and (is_prose(lines[end]) or ends_sentence(lines[end]) or lines[end][-1] in "：:")
        if goes_on and all(indents[n - 1 : end + 1]):
            yield from range(n - 1, end)


def _told_marks(lines: Sequence[str], taken: Sequence[str | None]) -> Iterator[int]:
    """A jump line or an end mark that a text quotes with the lines above it, and of which it speaks."""
    spoken = any(_SPOKEN_MARK.search(line) for n, line in enumerate(lines) if not taken[n])
    for n in range(2, len(lines) - 1):
        if taken[n] not in _MARKS or taken[n + 1] or not is_prose(lines[n + 1]):
            continue
        page = _PAGE.search(lines[n])
        if _quotes_above(lines, taken, n) and (spoken or (page and page.group() in lines[n + 1])):
            yield n


def _quotes_above(lines: Sequence[str], taken: Sequence[str | None], n: int) -> bool:
    """Are the lines above line `n` short ones that a line of the text with a colon announces?"""
    for above in range(n - 1, -1, -1):
        if taken[above] or (width(lines[above]) > _VERSE and lines[above][-1] not in "：:"):
            return False
        if lines[above][-1] in "：:" and width(lines[above]) >= _LEAST:
            return above < n - 1
    return False


_MARKS = frozenset({JUMP_LINE.id, END_MARK.id})
_SPOKEN_MARK = re.compile(
    "[“「『‘][（(【]?(?:[上下文]?[接转轉][^“”「」『』]{0,3}第?[0-9一二三四五六七八九十]{1,3}[版页頁]|全文完|完)[）)】]?[”」』’]"
)
_PAGE = re.compile("第[0-9一二三四五六七八九十]{1,3}[版页頁]")
_VERSE = 20  # width of a line that is quoted line by line

_FOLLOWS = re.compile(
    "(?:如下|以下|下面|下列|下文)[^，。：]{0,12}[：:]$"
)  # a text of its own, after what its page says


def _named(lines: Sequence[str], taken: Sequence[str | None]) -> Iterator[int]:
    """The last line of a title that says what kind of document it is the name of: `关于某事的` | `协议`."""
    for n in range(1, len(lines)):
        if not taken[n - 1] and lines[n - 1].endswith("的") and _DOCUMENT.fullmatch(simplified(lines[n])):
            yield n


_DOCUMENT = re.compile(
    "(?:联合|共同)?(?:协议|协定|声明|公报|公告|通知|决定|决议|意见|报告|讲话|致辞|演讲|发言|办法|条例|倡议|宣言|说明|通报|答复|评论|建议|方案|规定|合同|条约|备忘录|纪要)"
)


def _tables(lines: Sequence[str]) -> Iterator[int]:
    """The rows of a table that tabs divide, with the line above that names it: no menu is set so."""
    sizes = [_cells(line) for line in lines]
    for n, size in enumerate(sizes):
        first = n == 0 or sizes[n - 1] != size
        end = next((k for k in range(n, len(sizes)) if sizes[k] != size), len(sizes))
        if size > 1 and first and end - n >= _ROWS and not _is_menu(lines[n:end]):
            yield from range(n - (n > 0 and bool(_ANNEX.match(lines[n - 1]))), end)


def _is_menu(rows: Sequence[str]) -> bool:
    return all(_CELL_OF_MENU.fullmatch(cell) for row in rows for cell in row.split("\t"))


def _cells(line: str) -> int:
    """How many cells tabs divide a line into; 0 where one is empty."""
    cells = line.split("\t")
    return len(cells) if all(map(str.strip, cells)) else 0


_ROWS = 3
_CELL_OF_MENU = re.compile("[\u4e00-\u9fff]{2}")  # 首页 新闻 论坛
_ANNEX = re.compile(
    "附(?:件|[录錄]|表|[图圖])?[0-9一二三四五六七八九十]{0,2}[:：]|[表图圖][0-9一二三四五六七八九十]{1,2}[:：\\s　]"
)


def _forms(lines: Sequence[str]) -> Iterator[int]:
    """The lines of a form to be filled in, with blanks ruled or boxes to tick behind labels, and the line above that names it."""
    blank = [bool(_BLANK.search(line)) for line in lines]
    for n, line in enumerate(lines):
        if blank[n] or (_ANNEX.match(line) and any(blank[n + 1 : n + 2])):
            yield n


_BLANK = re.compile("[\u4e00-\u9fff][:：][\\s　]*_{3,}|[:：][\\s　]*(?:[□☐○][\u4e00-\u9fff]{1,6}[\\s　]*){2,}$")


def _shows(line: str) -> bool:
    """Does a line say that the next is quoted: what is written somewhere, or where something is to be found?"""
    return bool(_WRITTEN.search(line)) or (width(line) >= _LEAST and bool(_SHOWN.search(line)))


def _pointed_at(lines: Sequence[str], taken: Sequence[str | None]) -> Iterator[int]:
    """The lines right above one that speaks of their words: `这四个字，读者以为…`."""
    for n, line in enumerate(lines):
        if not taken[n] and _POINTS.match(line):
            above = next((k for k in range(n - 1, -1, -1) if not taken[k]), -1)
            yield from range(above + 1, n)


def _counted(lines: Sequence[str]) -> Iterator[int]:
    """The lines right below a paragraph that are as many as the text above says that the parts of an interface are."""
    prose = [n for n, line in enumerate(lines) if is_prose(line)]
    for above, below in pairwise([*prose, len(lines)]):
        told = "".join(lines[n] for n in prose if n <= above)
        if any(number(match["many"]) == below - above - 1 for match in _COUNTS.finditer(told)):
            yield from range(above + 1, below)


def _addresses(lines: Sequence[str], taken: Sequence[str | None]) -> Iterator[int]:
    """A labelled address of the net right beside where else one may ask: `查詢電話：…`, `網址：…`."""
    for n, rule in enumerate(taken):
        beside = [k for k in (n - 1, n + 1) if 0 <= k < len(lines) and not taken[k]]
        if rule == PAGE_URL.id and _SITE.match(lines[n]) and any(_ASK.match(lines[k]) for k in beside):
            yield n


def _headings(lines: Sequence[str], taken: Sequence[str | None]) -> Iterator[int]:
    """The lines of one rule that stand over paragraphs as headings do, if all between paragraphs do and no two are alike."""
    prose = [n for n, line in enumerate(lines) if not taken[n] and is_prose(line)]
    for rule in _SERIES if prose else ():
        inner = [n for n in range(prose[0], prose[-1]) if taken[n] == rule]
        over = [n for n in inner if _heads(lines, taken, n)]
        if len(over) > 1 and over == inner and _are_series([lines[n] for n in over]):
            yield from over


def _heads(lines: Sequence[str], taken: Sequence[str | None], n: int) -> bool:
    """Does a short line stand between the end of a paragraph and another paragraph?"""
    ended = not taken[n - 1] and ends_sentence(lines[n - 1])
    return width(lines[n]) <= _HEADING and ended and not taken[n + 1] and ends_sentence(lines[n + 1])


def _are_series(headings: Sequence[str]) -> bool:
    """Are these different headings of one form: with a number, behind labels of one kind, or three words or more?

    >>> _are_series(["上篇：船与桥", "下篇：林与水"]), _are_series(["打印 分享", "上一页 1 2 下一页"]), _are_series(["第3页", "第4页"])
    (True, False, False)
    """
    if len(set(headings)) < len(headings) or _counts(headings):
        return False
    labels = [match["kind"] for match in map(_LABELLED.match, headings) if match]
    numbered = all(map(_OUTLINE.match, headings))
    words = len(headings) >= _WORDS and all(map(_WORD.fullmatch, headings))
    return numbered or words or (len(labels) == len(headings) and len(set(labels)) == 1)


def _counts(headings: Sequence[str]) -> bool:
    """Are these the numbers of a book's leaves, each one more than the last?"""
    numbers = [int(match["number"]) for match in map(_LEAF.fullmatch, headings) if match]
    return len(numbers) == len(headings) and all(later == first + 1 for first, later in pairwise(numbers))


def _facts(lines: Sequence[str], taken: Sequence[str | None]) -> Iterator[int]:
    """The lines that a rule took from a row of facts over a paragraph, where others are nothing that pages say."""
    row: list[int] = []
    for n in range(len(lines) + 1):
        last = n == len(lines)
        if not last and _FACT.fullmatch(lines[n]) and (not taken[n] or taken[n] in _FACTS):
            row.append(n)
            continue
        whole = last and row[:1] == [1]  # all that there is below the title
        if len(row) >= _ROW and (whole or (not last and is_prose(lines[n]))) and _are_texts(lines, taken, row):
            yield from (k for k in row if taken[k])
        row = []


def _are_texts(lines: Sequence[str], taken: Sequence[str | None], row: Sequence[int]) -> bool:
    """Is a row of facts below a paragraph, with one no page says of itself; or right below the title, with nothing else?"""
    plain = sum(not taken[k] and not line_kind(lines[k]) for k in row)
    above = row[0] - 1
    if above < 0 or taken[above]:
        return False
    if ends_sentence(lines[above]):
        return plain > 0
    return above == 0 and plain >= _ROW and not any(map(line_kind, (lines[k] for k in row)))
