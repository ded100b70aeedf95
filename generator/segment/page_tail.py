"""Where a web page's text ends and the page goes on with itself: other articles, comments, notices, controls.

What sites write below a text has no end, so it is not listed: a line that can only stand below a text opens the tail,
and when no paragraph of a text comes after it, all that follows is the page's own. A page set in columns has no tail:
there the next story may follow anything. Who wrote or printed the text may still be said below it, and stays, and so do
its notes, its attachments and where to ask. One such line proves nothing: newspapers print `评论` over a leader, plays
have an `END` before the last act. The tail must have another line of the page's own below it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.formulas import CLOSING, INLINE_DATELINE, NUMBERED, SIGNING_BODY, VOCATIVE, any_of, line_kind
from generator.hanzi import simplified
from generator.interface_forms import cells_of, form, hints
from generator.interface_rows import is_floor, opens_post
from generator.interface_words import LIKELY, SURE, known_words, weight
from generator.layout import ends_sentence, item_number, item_shape, width
from generator.names import are_names
from generator.repairs.access_notice import leaves_out
from generator.repairs.preview_notice import RULE as PREVIEW
from generator.repairs.preview_notice import is_button
from generator.repairs.site_chrome import RULE as SITE_CHROME
from generator.repairs.site_chrome import opens_list
from generator.repairs.site_notice import claims_rights, heads_notice
from generator.repairs.structure import LINKED_LIST
from generator.segment.interface import Line, announces, column_of, is_prose
from generator.segment.likeness import UNSPOKEN, likeness

_TEASED = 2  # lines between the head of a list and how an article in it begins
_FEW = 12  # lines that a site sets below a text in columns
_MANY = 3  # lines by which a page shows that it was scraped whole
_MOST = 0.5  # as much as the text, comments and notices below it may be
_BULLET = re.compile(r"[·•▪◆◇○●■□▶*]\s*\S")
_SHARE = 0.6  # of the lines, and of the letters of a line
_HAN_LETTER = re.compile("[\u4e00-\u9fff]")
_SHORT_DAY = re.compile(
    r"(?=.*[\u4e00-\u9fff]{4})[^。；，]{4,40}\s+[\[(（]?[01]?[0-9][-/][0-3]?[0-9][\])）]?"
)  # 某事 04-02
_DATED_LINK = re.compile(  # - 某地举行某事2018-09-12; 某地举行某事 （2019-02-20 10:05:31）
    r"(?:[-–·•▪◆◇○●■□▶*>]\s*)?(?=[^。；]*[\u4e00-\u9fff]{4})[^。；]{6,60}?[\s\[【(（]*[12][0-9]{3}[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?:\s+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?[\s\]】)）]*"
)
_ENDS = re.compile(r"[\s\-—–=*·.（(【\[]*(?:END|End|The End|本章完|全文完|正文完|正文结束)[\s\-—–=*·.）)】\]]*")
_TALK = re.compile(
    rf"""(?:我来|我也来?)说[两几]句(?:[（(].{{0,12}}[)）])? | {any_of("精选 最新 热门 全部 网友 读者 用户 我的 发表 我要 写 查看 文档 文章")}?
         {any_of("评论 留言 跟帖 评价 回复 回响 讨论 点评")}(?:区|列表|\s*[（(]?\s*共?\s*[0-9]+\s*条?[)）]?)?[:：\s>»]*
         (?:(?<=[\s　:：])[^\s，。！？：“”]{{0,10}}(?:文明|理性|仅代表|仅供|登录|网友|遵守|自律)[^，。！？：“”]{{0,16}})?""",
    re.VERBOSE,
)
_REPLY = re.compile(  # [海州网友] 写得好。 回复 @小满：同意。
    r"(?:[\[【][^\[\]【】]{2,16}[\]】]|(?:回[复復覆]\s*)?@[^\s:：]{1,16}|回[复復覆]\s*[\[【「]?[^\s:：]{1,16}[:：])\s*\S|(?:网友|網友|用户|用戶|游客|遊客|匿名)[^\s:：，。]{0,16}\s*[:：]"
)
_SUBJECT = re.compile(r"[\u4e00-\u9fff]{2,8}|[A-Za-z]{2,12}")
_SUBJECT_APART = re.compile(r"[\s　,，|｜/、]+")
_SUBJECTS = re.compile(r"(?:标签|关键词|Tags?)\s*[:：]")
_OWN = re.compile(  # what stands below a text and is its own
    r"[【\[（(]?(?:注释?|注解|脚注|尾注|附注|附[件录记表图]|[作译编]者附?[记注]|[后译]?后记|跋|[译编]者按|译自|[又再]及|P\.?\s?S\.?|参考(?:文献|书目|资料)|引用文献"
    r"|作者(?:简介|单位|介绍)|译者简介|基金项目|通[讯信](?:作者|地址)|收稿日期|修回日期|联系(?:人|电话|方式|地址)|报名|咨询|地址|电话|传真|邮箱|电子邮[箱件]"
    r"|抄送|主送|签[署名]|时间|地点|票价|门票|交通|开放时间)[0-9一二三四五六七八九十]{0,2}[】\]）)]?\s*(?:[:：.．、].*|$)"
)
_NOTE = re.compile(r"(?:\[[0-9]{1,3}\]|〔[0-9]{1,3}〕|[①-⑳]|[（(][0-9]{1,3}[)）])\s*\S.{5,}")
_ONLY_SITES = (
    "(?:看|读|搜索|下载)[了过完]?[“《「][^”》」]{4,60}[”》」]的(?:人|用户|网友|读者|朋友)[还也].{1,8}[:：]?"
    r"|[^。]{4,60}[】”》」](?:的?)(?:相关|相似|类似)(?:文章|范文|文档|阅读|推荐|内容|资料)[:：]?|"
    "阅读[了过](?:该|本|此|这篇)(?:文档|文章|资料)的(?:用户|人|读者|网友)还.{0,14}"
    r"|更多关于.{1,20}的(?:新闻|报道|文章|信息|内容)[:：>»\s]*"
)
_OF_SITES = re.compile(_ONLY_SITES)
_OTHERS = re.compile(
    rf"""(?:{any_of("相关 相似 类似 最新 热门 推荐 精彩 更多 往期 延伸 编辑 同类 今日 本周 近期 本站 为您 为你 猜你 你 您 大家 阅读了该")}
          (?:{any_of("可能 想 会 喜欢 感兴趣 推荐 相关 关于 还 都 在 看 了 的 该 用户 也 精选 最新 热门")}|[\s“”《》])*
          {any_of("文档 文章 阅读 链接 报道 新闻 推荐 内容 资料 专题 回顾 下载 资源 喜欢 感兴趣 精选 范文 课件 视频 图片 排行 榜 看 热点 头条 信息 稿件")}
          {any_of("推荐 排行 下载 列表 更多 们 榜 专区")}*)[】\]）)：:\s>»]*
        | {_ONLY_SITES}
        | (?:猜您?你?(?:可能)?喜欢|(?:同类|相关|相似|类似|热门){any_of("文档 文章 搜索 阅读 推荐 资料")})\s*[:：]\s*[^。]{{2,120}}
        | .{{0,12}}小编.{{0,6}}(?:推荐|整理|精选).{{0,20}}[:：]
        | (?:上|下|前|后)一[篇条则](?:(?:文章|新闻|资讯|信息|范文|图文)?\s*[:：]|(?=[^\s。，]{{6}})).{{0,60}}""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class _Page:
    """The lines of a page, and where its paragraphs stand."""

    lines: Sequence[Line]
    prose: Sequence[int]

    def paragraphs(self, low: int, high: int) -> float:
        """The width of the paragraphs between two lines."""
        return sum(width(self.lines[n].text) for n in self.prose if low <= n < high)


def tail(lines: Sequence[Line]) -> set[int]:
    """The lines below the text of a web page that are the page's own."""
    prose = [n for n, line in enumerate(lines) if not line.gone and is_prose(line.text)]
    if not prose:
        return set()
    page = _Page(lines, prose)
    begin = _begin_in_column(page) if column_of(lines) > 0 else _begin(page)
    other = next((n for n in range(begin, len(lines)) if _ends_texts(lines[n])), len(lines))
    below = {n for n in range(begin, len(lines)) if not lines[n].gone and not (n < other and _is_texts(lines[n].text))}
    return below | _subjects(page, below)


def _subjects(page: _Page, below: set[int]) -> set[int]:
    """A row of subjects (`中柬 署名文章 植树`) between two lines of the page's own, of which the text speaks."""
    lines = page.lines
    last = max((n for n in page.prose if n not in below), default=0)
    text = simplified("".join(line.text for line in lines[: last + 1]))
    own = {n for n, line in enumerate(lines) if n > last and line.rule} | below
    inner = range(last + 2, len(lines) - 1)
    return {n for n in inner if n not in own and {n - 1, n + 1} <= own and _is_subjects(lines[n].text, text)}


def _is_subjects(line: str, text: str) -> bool:
    """Are the parts of a line short words, no names or offices, most of which the text has?"""
    cells = _SUBJECT_APART.split(simplified(line.strip(" 　")))
    short = all(_SUBJECT.fullmatch(cell) for cell in cells)
    if len(cells) < 2 or not short or line_kind(line) or are_names(line) or any(map(SIGNING_BODY.fullmatch, cells)):
        return False
    return sum(cell in text for cell in cells) >= 0.5 * len(cells)


def _begin(page: _Page) -> int:
    """The first line below a text each of whose paragraphs stands on a line."""
    lines, end = page.lines, len(page.lines)
    begin = next((n for n in range(page.prose[0] + 1, end) if _begins(page, n)), end)
    if not any(map(_is_only_below, lines[begin : begin + 1])) and not any(map(_is_proof, lines[begin + 1 :])):
        begin = end
    begin = min(begin, _begin_unknown(page)) if _is_scraped(page) else begin
    return min(begin, _begin_replies(page), _begin_links(page), _begin_leaning(page))


def _begin_leaning(page: _Page) -> int:
    """The first of the lines to the page's end of which most lean to an interface, where no text has such an end."""
    lines, end = page.lines, len(page.lines)
    last = page.prose[-1]
    left = [n for n in range(last + 1, end) if not lines[n].gone]
    begin = next((n for n in left if _leans(lines[n].text)), end)
    rest = [lines[n].text for n in left if n >= begin]
    leaning = [line for line in rest if _leans(line)]
    sure = any(SURE in (weight(line), form(line)) or weight(line) == LIKELY for line in leaning)
    scraped = any(line.gone for line in lines) or any(map(_is_dated_link, leaning)) or len(leaning) > _FEW
    if not scraped or len(leaning) < _MANY or len(leaning) < _SHARE * len(rest) or not sure or any(map(_may_end, rest)):
        return end
    above = [line.text for line in lines[last:begin] if not line.gone]
    return end if any(map(announces, (*above, *rest))) or any(map(ends_sentence, rest)) else begin


def _leans(line: str) -> bool:
    """Has a short line mostly an interface's words, or the title of another article with its day?"""
    letters = len(_HAN_LETTER.findall(line))
    words = sum(map(len, known_words(line)))
    return _is_dated_link(line) or bool(_SHORT_DAY.fullmatch(line)) or 0 < _SHARE * letters <= words


def _begin_replies(page: _Page) -> int:
    """The first reply of a forum's thread, where less is said below the head of a second post than above it."""
    lines, end = page.lines, len(page.lines)
    posts = [n for n in range(end) if opens_post(lines[n].text)]
    over = posts[0] < page.prose[0] if posts else False
    for n in posts[over:]:
        if n > page.prose[0] and page.paragraphs(0, n) > 0 and page.paragraphs(n, end) <= _MOST * page.paragraphs(0, n):
            begin = n - 1 if is_floor(lines[n - 1].text) else n
            while begin > page.prose[0] and weight(lines[begin - 1].text) == SURE:  # the buttons below the first post
                begin -= 1
            return begin
    return end


def _begin_links(page: _Page) -> int:
    """The first of two links or more with their days below the last paragraph, or the words of a list above it."""
    lines, end = page.lines, len(page.lines)
    last = page.prose[-1]
    links = [n > last and not lines[n].gone and _is_dated_link(lines[n].text) for n in range(end)]
    row = next((n for n in range(last + 1, end - 1) if links[n] and links[n + 1]), end)
    if row == end or any(
        not (links[n] or lines[n].gone or weight(lines[n].text) is not None or _is_texts(lines[n].text))
        for n in range(row, end)
    ):
        return end
    above = next((n for n in range(row - 1, last, -1) if not lines[n].gone), last)
    if announces(lines[above].text) and above == last:
        return end
    if above == last:
        return row if any(line.rule == SITE_CHROME.id for line in lines) else end
    return above if weight(lines[above].text) is not None or _lists(lines[above]) else end


def _is_dated_link(line: str) -> bool:
    """Is a line the title of another article with its day behind it: no sentence, no entry of a list of works?"""
    return bool(_DATED_LINK.fullmatch(line.strip(" 　"))) and not ends_sentence(line)


def _begin_in_column(page: _Page) -> int:
    """The first line below a text set in columns: there only what no text has, with a few short lines below it."""
    lines, end = page.lines, len(page.lines)
    begin = next((n for n in range(page.prose[0] + 1, end) if _is_only_below(lines[n])), end)
    below = [line for line in lines[begin + 1 :] if not line.gone]
    text = any(_opens_text(line) or ends_sentence(line.text) for line in below)
    return end if text or len(below) > _FEW or is_button(lines[begin].text if begin < end else "") else begin


def _is_scraped(page: _Page) -> bool:
    """Was a whole web page scraped, with what stood around the text? So many lines say so that one more is no surprise."""
    around = [line for n, line in enumerate(page.lines) if not page.prose[0] < n < page.prose[-1]]
    return sum(line.rule in (SITE_CHROME.id, LINKED_LIST.id) or form(line.text) == SURE for line in around) >= _MANY


def _begin_unknown(page: _Page) -> int:
    """The first line below the last paragraph that no text ends with, if lines of the page for certain follow it."""
    lines, end = page.lines, len(page.lines)
    last = max((n for n in range(end) if not lines[n].gone and _is_own(lines, n)), default=end)
    above = (line.text for line in lines[last::-1] if not line.gone)
    if announces(next(above, "")):
        return end
    begin = next((n for n in range(last + 1, end) if not lines[n].gone and not _may_end_here(lines, n)), end)
    return begin if any(map(_is_proof, lines[begin + 1 :])) or _links(lines[begin + 1 :]) else end


def _may_end_here(lines: Sequence[Line], n: int) -> bool:
    """May a text end with this line, or has it nothing that only an interface has: a verse, a vow, a row of a table?"""
    own = cells_of(lines[n].text)
    row = own > 1 and any(
        cells_of(other.text) == own for other in (*lines[n - 1 : n], *lines[n + 1 : n + 2]) if not other.gone
    )
    return row or not hints(lines[n].text) or _may_end(lines[n].text)


def _may_end(line: str) -> bool:
    """May a text end with this line: a signature, a date, a wish, an item, a credit?"""
    kept = line_kind(line) or are_names(line) or SIGNING_BODY.fullmatch(line) or CLOSING.match(line)
    return bool(kept or _is_texts(line) or NUMBERED.match(line) or VOCATIVE.fullmatch(line))


def _is_only_below(line: Line) -> bool:
    """Does no text have such a line?"""
    below = line.rule == PREVIEW.id and not leaves_out(line.text)
    return below or bool(_OF_SITES.fullmatch(simplified(line.text)))


def _is_proof(line: Line) -> bool:
    """Is this line the page's own beyond doubt?"""
    return line.gone or SURE in (weight(line.text), form(line.text)) or _lists(line) or claims_rights(line.text)


def _links(lines: Sequence[Line]) -> bool:
    """Do lines with a bullet and no full stop stand in a row: the titles of other articles?"""
    bullets = [bool(_BULLET.match(line.text)) and not ends_sentence(line.text) for line in lines]
    return any(map(all, pairwise(bullets)))


def _begins(page: _Page, n: int) -> bool:
    """Is this line the first below the text?"""
    line = page.lines[n]
    above = page.lines[max((m for m in page.prose if m < n), default=0)].text
    beside = (other.text for other in page.lines[n - 1 :: -1] if not other.gone and weight(other.text) is None)
    if (announces(above) or announces(next(beside, ""))) and not _closes(line):
        return False
    if _closes(line):
        proof = next((m for m in range(n + 1, len(page.lines)) if _is_proof(page.lines[m])), len(page.lines))
        said = [m for m in page.prose if n < m < proof and _is_own(page.lines, m) and _goes_on(page, n, m)]
        replies = heads_talk(line.text) and all(_REPLY.match(page.lines[m].text) for m in said)
        if said and not replies:
            return False
        after = page.paragraphs(n + 1, len(page.lines))
        return after <= _MOST * page.paragraphs(0, n) and not any(map(_opens_text, page.lines[n + 1 :]))
    if not (
        _lists(line)
        or line.rule == SITE_CHROME.id
        or line.rule == PREVIEW.id
        or SURE in (weight(line.text), form(line.text))
    ):
        return False
    return not any(m > n and _is_own(page.lines, m) for m in page.prose)


def _goes_on(page: _Page, n: int, m: int) -> bool:
    """Is paragraph `m` below line `n` the same text's? A notice of a preview may tell of pages left out in its middle."""
    if page.lines[n].rule != PREVIEW.id or leaves_out(page.lines[n].text) or _counts_on(page, n, m):
        return True
    above = "".join(page.lines[k].text for k in page.prose if k < n)
    return likeness(page.lines[m].text, above) >= UNSPOKEN


def _counts_on(page: _Page, n: int, m: int) -> bool:
    """Has paragraph `m` below line `n` a higher number than the points above that line, written as theirs?"""
    shape, number = item_shape(page.lines[m].text), item_number(page.lines[m].text)
    above = [item_number(page.lines[k].text) for k in page.prose if k < n and item_shape(page.lines[k].text) == shape]
    return bool(shape and len(above) > 1 and number > above[-1])


def _ends_texts(line: Line) -> bool:
    """Is all below this line the page's, even an address: below other articles, talk, or whose the page is?"""
    return _closes(line) or _lists(line) or bool(_RIGHTS.match(line.text))


_RIGHTS = re.compile("©|Copyright|版权所有|版權所有", re.IGNORECASE)


def _closes(line: Line) -> bool:
    """Does a line say that the text is over, or begin what readers and lawyers have to say?"""
    text = simplified(line.text)
    ended = line.rule == PREVIEW.id and not is_button(line.text) and not leaves_out(line.text)
    return bool(ended or _ENDS.fullmatch(text) or heads_talk(text) or heads_notice(line.text))


def heads_talk(line: str) -> bool:
    """Is this what sites write over the comments of their readers, and newspapers over letters to the editor?"""
    return bool(_TALK.fullmatch(simplified(line)))


def _lists(line: Line) -> bool:
    """Does a line lead to other articles?"""
    text = simplified(line.text)
    if _SUBJECTS.match(text):
        return True
    return (
        line.rule == LINKED_LIST.id or opens_list(line.text) or bool(_OTHERS.fullmatch(text.strip("·•■◆▲★ 　【[（(")))
    )


def _is_own(lines: Sequence[Line], n: int) -> bool:
    """Is this paragraph one of the text, and no notice?"""
    text = lines[n].text
    if claims_rights(text) or not ("。" in text or ends_sentence(text) or _opens_text(lines[n])):
        return False
    if text.endswith(("...", "…")) and any(map(_lists, lines[n - _TEASED : n])):  # how another article begins
        return False
    above = next((line for line in lines[n - 1 :: -1] if not _is_item(line)), None) if _is_item(lines[n]) else None
    return not (above and (claims_rights(above.text) or heads_notice(above.text)))


def _is_item(line: Line) -> bool:
    return bool(NUMBERED.match(line.text))


def _opens_text(line: Line) -> bool:
    return bool(INLINE_DATELINE.match(line.text) or VOCATIVE.fullmatch(line.text))


def _is_texts(line: str) -> bool:
    """Is a line below a text the text's own: who wrote it, its notes, its attachments, where to ask?"""
    own = simplified(line)
    return line_kind(line) in ("credit", "byline") or bool(_OWN.fullmatch(own) or _NOTE.fullmatch(own))
