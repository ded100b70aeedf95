"""The name and number of a newspaper page (`第4版:要闻`, `版次：A01`), or of a site's section, printed above the text.

Only whole lines; a sentence that begins so is left.

>>> [edit.before for edit in find("第04版：要闻", "")], list(find("第一版由他主编。", ""))
(['第04版：要闻'], [])
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.folios import OF_ALL
from generator.model import Edit, Rule
from generator.repairs.furniture import whole_line
from generator.repairs.running_head import (
    DATE,
    SECTION,
    WEEKDAY,
    WORD,
    is_imprint,
    is_issue,
    is_sure,
    kinds,
    parts,
)
from generator.repairs.whole_page import page_of
from generator.words import is_unfinished

REASON = "版面名称或页码，不属正文"
_NUMBER = r"[A-Za-zＡ-Ｚ]?\s*[0-9０-９]{1,3}|0{2,4}[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
_LABEL = re.compile(
    rf"""[【\[（(]?\s*(?:
        第\s*(?:{_NUMBER})\s*版(?:\s*[:：·\s]\s*[^，。！？]{{1,12}})?      # 第4版:要闻
      | (?:{_NUMBER})\s*版\s*[:：]\s*[^，。！？]{{1,12}}                  # 01版：要闻
      | (?:版次|版面|版名|版号)\s*[:：]\s*[^，。！？]{{1,20}}              # 版次：A01
      | (?:本版|责任)?[上下]一[版篇页頁则則](?:\s+[上下]一[版篇页頁则則])*
      | (?:试读|試讀|预览|預覽|试看|試看|样章|樣章)?\s*第\s*[0-9]{{1,3}}\s*[页頁]   # 試讀第 6 頁
      | [-—–―－─~～·•]*\s*(?:试读|試讀|预览|預覽|试看|試看|样章|樣章)?\s*{OF_ALL}\s*[-—–―－─~～·•]*            # — 第2页 / 共6页 —
      | 《?[^，。！？：:]{{2,16}}》?[\s　]+[12][0-9]{{3}}\s*年\s*第\s*[0-9]{{1,3}}\s*期
      | (?:{_NUMBER})\s*版?\s+(?:要闻|国际|时政|综合|新闻|评论|理论|专题|经济|文化|体育|副刊|社会|广告)
      | 第\s*(?:{_NUMBER})\s*版\s*[（(]\s*[^（）()]{{0,12}}\s*[)）]
      | (?:第\s*[0-9]{{1,3}}\s*[页頁]\s*){{2,}}
      | [0-9]{{1,3}}\s*[/／]\s*[0-9]{{1,3}}\s*[页頁]                          # 1/2页
      | 专栏\s*[:：]\s*[^，。]{{0,12}}
      | [·•]\s*[0-9]{{1,4}}\s*[·•]
      | [·•◆■]\s*(?:公报|公報|文件|文献|文獻|法规|法規|特载|特載|专载|專載|要闻|要聞|时政|時政|国际|國際|综合|綜合|评论|評論|理论|理論|资料|資料|人事任免|外事往来)\s*[·•◆■]   # ·公报·
      | [-—–]\s*[0-9]{{1,4}}\s*[-—–]                                     # - 12 -
    )\s*[】\])）]?""",
    re.VERBOSE,
)


def find(line: str, whole: str) -> Iterator[Edit]:
    if (
        is_sure(kinds(line))
        or is_imprint(line)
        or is_issue(line)
        or _is_dated_head(line, whole)
        or _is_masthead(line, whole)
        or _is_counter(line, whole)
        or _is_named_leaf(line, whole)
        or _is_wide_folio(line, whole)
    ):
        yield Edit(0, len(line), line, "", RULE.id, REASON)
        return
    if opens := _OF_STORY.match(line):
        yield Edit(0, opens.end(), opens.group(), "", RULE.id, REASON)
        return
    if not _is_listed_issue(line, whole):
        yield from whole_line(_LABEL, line, RULE.id, REASON)


_ISSUE = re.compile(
    r"[ \t　]*《?[^，。！？：:\s]{2,16}》?[ 　]+[12][0-9]{3}\s*年\s*第\s*[0-9]{1,3}\s*期[ \t　]*", re.MULTILINE
)


def _is_listed_issue(line: str, whole: str) -> bool:
    """Is a line one of several different issues, as a list of somebody's publications has, and no head of every leaf?

    >>> _is_listed_issue("云州学刊 1989年第2期", "云州学刊 1989年第2期\\n渡口 1994年第4期"), _is_listed_issue("渡口 1994年第4期", "渡口 1994年第4期")
    (True, False)
    """
    if not _ISSUE.fullmatch(line):
        return False
    issues = set(filter(_ISSUE.fullmatch, page_of(whole).rows))
    return line in issues and len(issues) > 1


_OF_STORY = re.compile(
    rf"第\s*(?:{_NUMBER})\s*版\s*[（(][^（）()]{{0,12}}[)）]\s*专栏\s*[:：]\s*"
)  # before each story of an archive


_COUNTER = re.compile(
    r"[ \t　]*[-—–─~·•\[【(（]?[ ]*(?P<page>[0-9]{1,3})[ ]*[/／][ ]*(?P<of>[0-9]{1,3})[ ]*[-—–─~·•\]】)）]?[ \t　]*"
)


def _is_counter(line: str, whole: str) -> bool:
    """Is a line the number of a leaf and how many there are, and another leaf's stands elsewhere on a line of its own?

    >>> _is_counter("1 / 6", "1 / 6\\n渡口重开。\\n2 / 6"), _is_counter("1/2", "比例是\\n1/2\\n或者\\n1/3")
    (True, False)
    """
    own = _COUNTER.fullmatch(line)
    if not own or int(own["page"]) > int(own["of"]):
        return False
    if own["page"] != "0" and whole.rstrip().endswith(line) and int(own["of"]) > 9:  # the very last line: 1/17
        return True
    found = [match for match in map(_COUNTER.fullmatch, page_of(whole).rows) if match and match["of"] == own["of"]]
    pages = [int(match["page"]) for match in found]
    return len(set(pages)) > 1 and pages == sorted(pages)


_WIDE_FOLIO = re.compile(r"[―－─]\s*(?P<page>[0-9]{1,4})\s*[―－─]")


def _is_wide_folio(line: str, whole: str) -> bool:
    """Is a number between wide strokes a page's, and not one of the sections of a text, which count from one and cut no sentence?

    >>> _is_wide_folio("－ 2 －", "渡口往往\\n－ 2 －\\n停船。"), _is_wide_folio("－1－", "守灯\\n－1－\\n涨潮。\\n－2－\\n有雾。")
    (True, False)
    """
    if not _WIDE_FOLIO.fullmatch(line):
        return False
    page = page_of(whole)
    pages = [(int(match["page"]), row) for row in page.rows if (match := _WIDE_FOLIO.fullmatch(row))]
    sections = [number for number, _ in pages] == list(range(1, len(pages) + 1))
    cuts = any(re.search("[，、；]$", above) or is_unfinished(above) for _, row in pages for above in page.above(row))
    return cuts or not sections


_ISSUE_OF = re.compile(r"《?[^，。！？：:\s]{2,16}》?[\s　]+[12][0-9]{3}\s*[·•.．/／]\s*[0-9]{1,3}(?:\s*[期号號])?")
_LEAF = re.compile(r"[-—–·•\s　]*[0-9]{1,4}[-—–·•\s　]*")


def _is_named_leaf(line: str, whole: str) -> bool:
    """Is a line a journal's name with its year and issue, beside the number of a leaf?

    >>> _is_named_leaf("云州公报 2016·7", "·18·\\n\\n云州公报 2016·7\\n渡口"), _is_named_leaf("云州公报 2016·7", "云州公报 2016·7\\n渡口")
    (True, False)
    """
    return bool(_ISSUE_OF.fullmatch(line)) and any(map(_LEAF.fullmatch, page_of(whole).beside(line)))


def _is_dated_head(line: str, whole: str) -> bool:
    """Is the very first or last line of a page a section's name with the date, as papers print it, and no diary's?"""
    found = kinds(line)
    named = found >= {DATE, WEEKDAY, WORD} or found >= {DATE, SECTION}
    if not named or any(_WEATHER.fullmatch(text) for kind, text in parts(line) if kind == WORD):
        return False
    page = whole.strip()
    return page.startswith(line) or page.endswith(line)


_LETTERSPACED = re.compile(r"[\u4e00-\u9fff](?:[ \u3000]{1,3}[\u4e00-\u9fff]){1,6}[ \u3000]{1,3}[报報刊]")


def _is_masthead(line: str, whole: str) -> bool:
    """Is the first line of a page a paper's name set wide, above the date and number of the page?

    >>> _is_masthead("云 州 日 报", "云 州 日 报\\n2020年10月15日 星期四 第三版\\n渡口重开")
    True
    >>> _is_masthead("简 报", "简 报\\n渡口重开"), _is_masthead("云 州 日 报", "渡口重开\\n云 州 日 报\\n2020年10月15日 星期四 第三版")
    (False, False)
    """
    if not _LETTERSPACED.fullmatch(line.strip()):
        return False
    rows = page_of(whole).filled
    return len(rows) > 1 and rows[0] == line and is_sure(kinds(rows[1]))


_WEATHER = re.compile(r"[晴阴陰雨雪多云雲转轉有风風小中大雷阵陣到雾霧霾间間少]+")


RULE = Rule(
    id="page-label",
    stage="segment",
    zh="版面名称与页码",
    en="Page label",
    why="报纸版面的名称、编号和页码印在文章之外，不是文章的文字。",
    tei="fw",
    find=find,
)
